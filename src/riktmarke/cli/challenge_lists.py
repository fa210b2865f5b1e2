"""The lists of a municipality's account that can be asked for, and the words for groups that narrow them."""

from collections.abc import Mapping
from enum import StrEnum

from riktmarke.assessment.challenges.choosing import EVERYONE, Findings, selection
from riktmarke.assessment.challenges.findings import AreaFindings
from riktmarke.assessment.challenges.kinds import Key
from riktmarke.presentation.group_slugs import GROUPS_BY_SLUG
from riktmarke.presentation.language import Language


class ListName(StrEnum):
    """What can be listed; `NEW` is what has come to or left the challenges since the run before."""

    CHALLENGES = "challenges"
    STRENGTHS = "strengths"
    GAPS = "gaps"
    UNCERTAIN = "uncertain"
    UNDECIDED = "undecided"
    IMPROVEMENTS = "improvements"
    NEW = "new"


# Lists that are about indicators and no group.
OF_NO_GROUP = (ListName.UNDECIDED, ListName.NEW)
GROUPS: Mapping[str, Key] = {**GROUPS_BY_SLUG[Language.ENGLISH], **GROUPS_BY_SLUG[Language.SWEDISH]}


def listed(account: AreaFindings, wanted: ListName, group: Key = EVERYONE) -> Findings:
    """Return what stands in a list, in its order; of a group only what is about it, with the claims about it alone.

    Which claims stand is not changed by the choice.
    """
    kept = selection(account, group=group)
    lists: Mapping[ListName, Findings] = {
        ListName.CHALLENGES: kept.challenges,
        ListName.STRENGTHS: kept.strengths,
        ListName.GAPS: kept.gaps,
        ListName.UNCERTAIN: kept.large_uncertain,
        ListName.UNDECIDED: kept.undecided,
        ListName.IMPROVEMENTS: kept.improvements,
    }
    return lists[wanted]
