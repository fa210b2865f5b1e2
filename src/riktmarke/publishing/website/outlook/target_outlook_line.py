"""How likely a target is, as a line on a page: a bar with its words for who is worst off, then for the others."""

from dataclasses import dataclass

from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.governance.codes import TargetKind
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.challenge_labels import group_label
from riktmarke.presentation.labels import capitalised, uncapitalised
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.likelihood_words import Likelihood
from riktmarke.presentation.outlook_reasons import target_reason
from riktmarke.presentation.outlook_sentences import target_outlook_sentences
from riktmarke.publishing.website.figures import Place
from riktmarke.publishing.website.outlook.target_likelihood import TargetLikelihood, said_of
from riktmarke.vocabulary.groups import Sex

ALL_TOGETHER = marked("Alla tillsammans")


@dataclass(frozen=True, slots=True)
class GroupLine:
    """How likely it is that a group reaches a target; `reason` says why nothing is said where `said` is None."""

    who: str
    said: Likelihood | None
    reason: str


@dataclass(frozen=True, slots=True)
class TargetOutlookLine:
    """How likely a target is. `who`: whom `said` is about, where the target is not set for them alone.

    `groups`: all that are held to it, who is worst off first, where more is to be said of them. `reason` says why
    nothing is said where `said` is None. `projected`: it comes from the projection of the population.
    `narrow`: so far ahead the intervals of that have been too narrow.
    """

    said: Likelihood | None
    who: str
    reason: str
    sentences: tuple[str, ...]
    groups: tuple[GroupLine, ...]
    projected: bool
    narrow: bool


def target_outlook_line(found: TargetLikelihood, definition: Definition, place: Place) -> TargetOutlookLine | None:
    """Return how likely a target is; None where its year is over, which its standing tells of."""
    if found.own.passed:
        return None
    several = len(found.groups) > 1
    return TargetOutlookLine(
        said=found.said,
        who=uncapitalised(group_name(found.first)) if several else "",
        reason=target_reason(found.first),
        sentences=target_outlook_sentences(found.groups, definition, place.name),
        groups=tuple(_group_line(one) for one in found.groups) if several and _differ(found) else (),
        projected=found.projected,
        narrow=found.narrow,
    )


def group_name(one: TargetOutlook) -> str:
    """Return who is held to a target: "Kvinnor", "Alla tillsammans"."""
    if one.asked.kind is TargetKind.GAP or one.asked.group == Sex.TOTAL:
        return say(ALL_TOGETHER)
    return capitalised(group_label(one.asked.group))


def _differ(found: TargetLikelihood) -> bool:
    """Whether anything is said of anyone, or not for the same reason."""
    return any(said_of(one) for one in found.groups) or len({target_reason(one) for one in found.groups}) > 1


def _group_line(one: TargetOutlook) -> GroupLine:
    return GroupLine(group_name(one), said_of(one), target_reason(one))
