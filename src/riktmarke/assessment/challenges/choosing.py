"""What is kept of a municipality's account for a group of people or for some indicators; no verdict is changed."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import AreaFindings, IndicatorFinding
from riktmarke.assessment.challenges.kinds import ABOUT_LEVEL, ClaimKind, Group, Key, Listing, group_of
from riktmarke.vocabulary.groups import CATEGORIES, Dimension, Sex

EVERYONE: Key = Group().key
Findings = tuple[IndicatorFinding, ...]


def _every_group() -> tuple[Key, ...]:
    sexes = [Group(sex).key for sex in (Sex.FEMALE, Sex.MALE)]
    others = [dimension for dimension in CATEGORIES if dimension is not Dimension.SEX]
    crossed = [Group(sex, one, category).key for one in others for category in CATEGORIES[one] for sex in Sex]
    return (*sexes, *crossed)


# Every group that can be chosen beside everyone, in the order in which they are offered.
GROUPS: tuple[Key, ...] = _every_group()


@cache
def within(key: Key, wanted: Key) -> bool:
    """Return whether a group is the wanted one or a part of it: foreign-born women are women, and foreign-born."""
    group, whole = group_of(key), group_of(wanted)
    same_place = whole.dimension is None or (group.dimension, group.category) == (whole.dimension, whole.category)
    return same_place and whole.sex in (Sex.TOTAL, group.sex)


def concerns(claim: Claim, wanted: Key) -> bool:
    """Return whether a claim is about the wanted group; a gap is about both of its groups."""
    return within(claim.group, wanted) or (claim.kind is ClaimKind.GAP and within(claim.other, wanted))


def about(finding: IndicatorFinding, group: Key) -> IndicatorFinding:
    """Return the finding with only the claims about a group, itself told before its parts; as it is for everyone."""
    if group == EVERYONE:
        return finding
    claims = tuple(claim for claim in finding.claims if concerns(claim, group))
    return replace(finding, claims=claims, first=group)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a choice keeps of an account, by list, in the order of the account.

    Of a chosen group only the claims about it are left in each finding, and there must be one that it stands in its
    list for. The lists that are about no group are empty when one is chosen.
    """

    challenges: Findings
    strengths: Findings
    improvements: Findings
    gaps: Findings
    large_uncertain: Findings
    undecided: Findings
    like_others: Findings
    not_judged: Findings
    no_figure: Findings


def selection(account: AreaFindings, *, group: Key = EVERYONE, indicators: Collection[str] | None = None) -> Selection:
    """Return what is kept for a group and for these indicators, None for all of them."""

    def kept(findings: Findings) -> Findings:
        wanted = [finding for finding in findings if indicators is None or finding.indicator in indicators]
        return tuple(about(finding, group) for finding in wanted)

    def listed(listing: Listing) -> Findings:
        return kept(account.listed(listing)) if group == EVERYONE else ()

    factor = account.parameters.large_uncertain_factor
    return Selection(
        challenges=tuple(f for f in kept(account.challenges) if f.worse),
        strengths=tuple(f for f in kept(account.strengths) if any(c.kind in ABOUT_LEVEL for c in f.better)),
        improvements=tuple(f for f in kept(account.improvements) if f.improving),
        gaps=tuple(f for f in kept(account.gaps) if f.gaps),
        large_uncertain=tuple(f for f in kept(account.listed(Listing.LARGE_UNCERTAIN)) if _seems_large(f, factor)),
        undecided=listed(Listing.UNDECIDED),
        like_others=listed(Listing.LIKE_OTHERS),
        not_judged=listed(Listing.NOT_JUDGED),
        no_figure=listed(Listing.NO_FIGURE),
    )


def _seems_large(finding: IndicatorFinding, factor: float) -> bool:
    return any(claim.estimate >= factor * claim.margin for claim in finding.seemingly_large)
