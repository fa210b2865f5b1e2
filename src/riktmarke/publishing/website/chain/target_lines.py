"""Targets as lines on a page: what is aimed at, where we are, how far it is, and who has said so."""

from collections.abc import Iterable
from dataclasses import dataclass

from riktmarke.assessment.findings import Finding
from riktmarke.governance.definitions import Definition
from riktmarke.governance.models import Indicator, Target
from riktmarke.presentation.labels import period_label
from riktmarke.presentation.targets import ORIGIN_NAMES, distance_sentence, group_name, target_sentence
from riktmarke.publishing.website.chain.planned import Planned
from riktmarke.publishing.website.text_dates import day
from riktmarke.vocabulary.groups import Dimension, Sex


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target. `now` is empty where there is no figure, `distance` where the target is no level."""

    series: str
    indicator: str
    group: str
    target: str
    now: str
    distance: str
    origin: str
    proposal: bool


def target_lines(planned: Planned, indicators: Iterable[Indicator]) -> list[TargetLine]:
    """Return the targets of the indicators that the catalogue defines, in the order of the plan and of years."""
    lines = []
    for indicator in indicators:
        definition = planned.definition(indicator)
        if definition is not None:
            found = sorted(indicator.targets.all(), key=lambda target: (target.year, target.position))
            lines += [_line(planned, definition, target) for target in found]
    return lines


def _line(planned: Planned, definition: Definition, target: Target) -> TargetLine:
    finding = _finding(planned, definition, target.group)
    now = distance = ""
    if finding is not None and finding.value is not None and finding.period is not None:
        described = planned.source.dataset().series[finding.series]
        wording = planned.source.wording(described, planned.place, planned.findings)
        now = f"{wording.figure(finding.value)} {period_label(finding.period, definition)}"
        distance = distance_sentence(target, definition, finding.value)
    decided = target.decision
    said = f"{decided.body} {day(decided.decided_on)}".strip() if decided is not None else ""
    return TargetLine(
        series=definition.series,
        indicator=definition.title,
        group=group_name(target.group),
        target=target_sentence(target, definition),
        now=now,
        distance=distance,
        origin=" · ".join(filter(None, (ORIGIN_NAMES[target.origin], said))),
        proposal=target.proposal,
    )


def _finding(planned: Planned, definition: Definition, group: str) -> Finding | None:
    """Return the finding of the target's group; None for a gap, which is of no group of its own."""
    if group in set(Sex):
        return planned.findings.finding(definition.series, Sex(group))
    dimension, _, category = group.partition(":")
    series = definition.by(Dimension(dimension)).get(category) if category else None
    return planned.findings.finding(series, Sex.TOTAL) if series else None
