"""How it goes within a theme: how many of its indicators are clearly worse or better, than whom, for whom, over time.

Nothing is judged here. Every count is of claims that the challenge engine has tested, with their uncertainty, and of
the list that each indicator stands in; what cannot be decided is counted too.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import ABOUT_CHANGE, ABOUT_LEVEL, Against, ClaimKind, Listing
from riktmarke.presentation.challenge_labels import against_label, group_label
from riktmarke.presentation.labels import capitalised
from riktmarke.publishing.website.challenges.account import Account
from riktmarke.publishing.website.themes.themed import Themed, ThemeItem
from riktmarke.vocabulary.groups import Sex

EVERYONE = Sex.TOTAL.value
WOMEN_AND_MEN = frozenset({Sex.FEMALE.value, Sex.MALE.value})
WHOM = (Against.SIMILAR, Against.COUNTY, Against.COUNTRY)
NOT_SAID = (Listing.UNDECIDED, Listing.NOT_JUDGED, Listing.NO_FIGURE)
GROUPS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Beside:
    """How many indicators are clearly worse and better than somebody, of how many that could be compared."""

    whom: str
    worse: int
    better: int
    of: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the bar: where it begins and how wide it is, of 100, as a drawing has numbers: 12.50."""

    kind: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class ThemeState:
    """The state of some indicators. Each stands in exactly one of the counts from `challenges` to `not_said`.

    `women_worse` and `men_worse`: in how many one sex is clearly worse off than the other; `wider`: in how many that
    gap is clearly wider than somewhere else; `groups`: those besides everyone that most challenges are found for;
    `years`: the first and the last year that anything is claimed of, None where nothing is.
    """

    indicators: int
    challenges: int
    uncertain: int
    like_others: int
    strengths: int
    not_said: int
    beside: tuple[Beside, ...]
    improved: int
    worsened: int
    women_worse: int
    men_worse: int
    wider: int
    groups: tuple[str, ...]
    years: tuple[int, int] | None

    @property
    def compared(self) -> bool:
        """Whether anything could be compared with somebody."""
        return any(one.of for one in self.beside)

    @property
    def bar(self) -> tuple[Share, ...]:
        """The counts as parts of a bar, from challenges to what cannot be said."""
        counts = {
            "challenge": self.challenges,
            "uncertain": self.uncertain,
            "alike": self.like_others,
            "strength": self.strengths,
            "unsaid": self.not_said,
        }
        found, start = [], 0.0
        for kind, count in counts.items():
            width = 100 * count / self.indicators if self.indicators else 0.0
            if count:
                found.append(Share(kind, f"{start:.2f}", f"{width:.2f}"))
            start += width
        return tuple(found)


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item of a framework and how it goes within it; no state until a challenge run has been made."""

    item: ThemeItem
    state: ThemeState | None


def item_states(themed: Themed, key: str) -> list[ItemState]:
    """Return every item of a framework with its state, in the framework's order."""
    return [ItemState(item, state_of(themed.account, item.names)) for item in themed.items(key)]


def state_of(account: Account | None, names: Iterable[str]) -> ThemeState | None:
    """Return the state of some indicators; None until a challenge run has been made."""
    if account is None:
        return None
    wanted = list(names)
    known = account.findings.by_indicator
    found = [known[name] for name in wanted if name in known]
    listed = Counter(finding.listing for finding in found)
    claims = [claim for finding in found for claim in finding.claims]
    periods = [claim.period for claim in claims if claim.period]
    pairs = [_sexes_apart(finding) for finding in found]
    return ThemeState(
        indicators=len(wanted),
        challenges=listed[Listing.CHALLENGE],
        uncertain=listed[Listing.LARGE_UNCERTAIN],
        like_others=listed[Listing.LIKE_OTHERS],
        strengths=listed[Listing.STRENGTH],
        not_said=sum(listed[kind] for kind in NOT_SAID) + len(wanted) - len(found),
        beside=tuple(_beside(account, found, against) for against in WHOM),
        improved=_count(found, lambda claim: claim.better and _changes(claim)),
        worsened=_count(found, lambda claim: claim.worse and _changes(claim)),
        women_worse=pairs.count(Sex.FEMALE.value),
        men_worse=pairs.count(Sex.MALE.value),
        wider=_count(
            found, lambda claim: claim.worse and claim.kind is ClaimKind.WIDER_GAP and between_women_and_men(claim)
        ),
        groups=_groups(found),
        years=(min(periods), max(periods)) if periods else None,
    )


def between_women_and_men(claim: Claim) -> bool:
    """Return whether a claim is about the gap between women and men as a whole."""
    return {claim.group, claim.other} == WOMEN_AND_MEN


def _sexes_apart(finding: IndicatorFinding) -> str:
    """The sex that is clearly worse off, empty where neither is."""
    return next((claim.group for claim in finding.gaps if between_women_and_men(claim)), "")


def _beside(account: Account, found: list[IndicatorFinding], against: Against) -> Beside:
    def about(claim: Claim) -> bool:
        return claim.kind in ABOUT_LEVEL and claim.against is against and claim.group == EVERYONE

    return Beside(
        whom=capitalised(against_label(account.wording(found[0].indicator), against)) if found else "",
        worse=_count(found, lambda claim: claim.worse and about(claim)),
        better=_count(found, lambda claim: claim.better and about(claim)),
        of=_count(found, lambda claim: claim.se is not None and about(claim)),
    )


def _changes(claim: Claim) -> bool:
    return claim.kind in ABOUT_CHANGE and claim.group == EVERYONE


def _count(found: list[IndicatorFinding], wanted: Callable[[Claim], bool]) -> int:
    return sum(any(wanted(claim) for claim in finding.claims) for finding in found)


def _groups(found: list[IndicatorFinding]) -> tuple[str, ...]:
    counted = Counter(
        group
        for finding in found
        if finding.listing is Listing.CHALLENGE
        for group in {claim.group for claim in finding.worse if claim.kind in ABOUT_LEVEL} - {EVERYONE}
    )
    ordered = sorted(counted, key=lambda group: (-counted[group], group))
    return tuple(group_label(group) for group in ordered[:GROUPS_NAMED])
