"""Targets as lines on a page: what is aimed at, where we are, how far it is, and who has said so."""

from collections.abc import Iterable
from dataclasses import dataclass

from riktmarke.assessment.findings import Finding
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.governance.definitions import Definition
from riktmarke.governance.models import Indicator, Target
from riktmarke.presentation.labels import period_label
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.targets import (
    ORIGIN_NAMES,
    REACHED,
    distance_sentence,
    group_name,
    others_sentence,
    target_sentence,
)
from riktmarke.publishing.website.chain.planned import Planned
from riktmarke.publishing.website.text_dates import day
from riktmarke.vocabulary.groups import Dimension, Sex


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target. `now` is empty where there is no figure; `left` is how far it is, for the furthest to be chosen."""

    series: str
    indicator: str
    group: str
    target: str
    now: str
    distance: str
    origin: str
    proposal: bool
    year: int
    left: float


def target_lines(planned: Planned, indicators: Iterable[Indicator]) -> list[TargetLine]:
    """Return the targets of the indicators that the catalogue defines, in the order of the plan and of years."""
    lines = []
    for indicator in indicators:
        definition = planned.definition(indicator)
        if definition is not None:
            found = sorted(indicator.targets.all(), key=lambda target: (target.year, target.position))
            lines += [_line(planned, definition, target) for target in found]
    return lines


def furthest(lines: Iterable[TargetLine]) -> TargetLine | None:
    """Return, of the first indicator's targets for its first year, the one that is furthest from being reached."""
    found = list(lines)
    same = [line for line in found if (line.series, line.year) == (found[0].series, found[0].year)]
    return max(same, key=lambda line: line.left, default=None)


@dataclass(frozen=True, slots=True)
class _Now:
    """Where we are: in words, how far it is in words, and how far as a number."""

    words: str = ""
    distance: str = ""
    left: float = 0.0


def _line(planned: Planned, definition: Definition, target: Target) -> TargetLine:
    now = _now(planned, definition, target)
    decided = target.decision
    said = f"{decided.body} {day(decided.decided_on)}".strip() if decided is not None else ""
    return TargetLine(
        series=definition.series,
        indicator=definition.title,
        group=group_name(target.group),
        target=target_sentence(target, definition),
        now=now.words,
        distance=now.distance,
        origin=" · ".join(filter(None, (ORIGIN_NAMES[target.origin], said))),
        proposal=target.proposal,
        year=target.year,
        left=now.left,
    )


def _now(planned: Planned, definition: Definition, target: Target) -> _Now:
    if target.kind == TargetKind.GAP:
        return _gap_now(planned, definition, target)
    finding = _finding(planned, definition, target.group)
    if finding is None or finding.value is None or finding.period is None:
        return _Now()
    words = f"{_wording(planned, finding.series).figure(finding.value)} {period_label(finding.period, definition)}"
    if target.kind == TargetKind.AS_GOOD_AS:
        other = {
            Comparator.SIMILAR_MUNICIPALITIES.value: finding.peers_weighted,
            Comparator.COUNTY.value: finding.county,
            Comparator.COUNTRY.value: finding.country,
        }.get(target.comparator)
        told = "" if other is None else others_sentence(target, definition, finding.value, other)
        return _Now(words, told, 0.0 if other is None else abs(other - finding.value))
    far = distance_sentence(target, definition, finding.value)
    left = 0.0 if far == REACHED or target.value is None else abs(float(target.value) - finding.value)
    return _Now(words, far, left)


def _gap_now(planned: Planned, definition: Definition, target: Target) -> _Now:
    """The gap between women and men; between other groups nobody has computed it yet."""
    gap = planned.findings.gap(definition.series)
    if target.group != Dimension.SEX or gap.gap is None or gap.gap_period is None:
        return _Now()
    words = f"{_wording(planned, definition.series).difference(gap.gap)} {period_label(gap.gap_period, definition)}"
    return _Now(words, distance_sentence(target, definition, abs(gap.gap)))


def _wording(planned: Planned, series: str) -> Wording:
    return planned.source.wording(planned.source.dataset().series[series], planned.place, planned.findings)


def _finding(planned: Planned, definition: Definition, group: str) -> Finding | None:
    """Return the finding of the target's group; None where the group has no series."""
    if group in set(Sex):
        return planned.findings.finding(definition.series, Sex(group))
    dimension, _, category = group.partition(":")
    series = definition.by(Dimension(dimension)).get(category) if category else None
    return planned.findings.finding(series, Sex.TOTAL) if series else None
