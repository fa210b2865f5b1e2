"""The lists of a municipality's account that can be asked for, and the groups that they can be narrowed to."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import AreaFindings, IndicatorFinding
from riktmarke.assessment.challenges.kinds import ABOUT_LEVEL, Key, Listing, group_of
from riktmarke.publishing.website.challenges.groups_chosen import BY_SLUG, EVERYONE, concerns
from riktmarke.vocabulary.groups import Dimension, Sex


class ListName(StrEnum):
    """What can be listed; `NEW` is what has come to or left the challenges since the run before."""

    CHALLENGES = "challenges"
    STRENGTHS = "strengths"
    GAPS = "gaps"
    UNCERTAIN = "uncertain"
    UNDECIDED = "undecided"
    IMPROVEMENTS = "improvements"
    NEW = "new"


OF_ONE_LISTING = {
    ListName.CHALLENGES: Listing.CHALLENGE,
    ListName.STRENGTHS: Listing.STRENGTH,
    ListName.UNCERTAIN: Listing.LARGE_UNCERTAIN,
    ListName.UNDECIDED: Listing.UNDECIDED,
}
# The claims for which a finding stands in a list: of a chosen group there must be one.
STANDS_BY: dict[ListName, Callable[[IndicatorFinding], Sequence[Claim]]] = {
    ListName.CHALLENGES: lambda finding: finding.worse,
    ListName.STRENGTHS: lambda finding: [claim for claim in finding.better if claim.kind in ABOUT_LEVEL],
    ListName.GAPS: lambda finding: finding.gaps,
    ListName.UNCERTAIN: lambda finding: finding.level_claims,
    ListName.UNDECIDED: lambda finding: finding.claims,
    ListName.IMPROVEMENTS: lambda finding: finding.improving,
}
SEX_NAMES = {Sex.FEMALE: "women", Sex.MALE: "men"}


def group_name(key: Key) -> str:
    """Return a group as a word of the command line: "foreign-born-women", "primary-education"."""
    group = group_of(key)
    category = group.category.replace("_", "-")
    kinds = {Dimension.EDUCATION: f"{category}-education", Dimension.INCOME: f"income-{category}"}
    of_dimension = [kinds.get(group.dimension, category)] if group.dimension is not None else []
    of_sex = [SEX_NAMES[group.sex]] if group.sex is not Sex.TOTAL else []
    return "-".join([*of_dimension, *of_sex])


GROUPS_BY_NAME: dict[str, Key] = {group_name(key): key for key in BY_SLUG.values()}


def listed(account: AreaFindings, wanted: ListName, group: Key = EVERYONE) -> list[IndicatorFinding]:
    """Return what stands in a list, in its order; of a group only what is about it, with the claims about it alone.

    Which claims stand is not changed by the choice.
    """
    if wanted in OF_ONE_LISTING:
        found = account.listed(OF_ONE_LISTING[wanted])
    else:
        found = account.gaps if wanted is ListName.GAPS else account.improvements
    if group == EVERYONE:
        return list(found)
    about = [replace(one, claims=tuple(claim for claim in one.claims if concerns(claim, group))) for one in found]
    return [finding for finding in about if STANDS_BY[wanted](finding)]
