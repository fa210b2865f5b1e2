"""Targets as lines on a page: what is aimed at, where we are, how it stands for whom, and who has said so."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

from riktmarke.assessment.targets.asked import asked_by
from riktmarke.assessment.targets.kinds import Standing, TargetRole
from riktmarke.governance.codes import TargetKind
from riktmarke.governance.definitions import Definition
from riktmarke.governance.models import Indicator, Target
from riktmarke.presentation.target_status import (
    change_sentence,
    distance_words,
    furthest_sentence,
    gap_sentence,
    now_words,
    others_words,
    pace_sentences,
    role_label,
    standing_label,
    why_not_sentence,
    worst_sentence,
)
from riktmarke.presentation.targets import ORIGIN_NAMES, group_name, target_sentence
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.chain.planned import Planned
from riktmarke.publishing.website.chain.target_standings import OVER, Stands, standings_of
from riktmarke.publishing.website.languages.titles import swedish_text
from riktmarke.publishing.website.outlook.source import Outlook, outlook_of
from riktmarke.publishing.website.outlook.target_likelihood import TargetLikelihood, target_likelihood
from riktmarke.publishing.website.outlook.target_outlook_line import TargetOutlookLine, target_outlook_line
from riktmarke.publishing.website.text_dates import day


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target. `now` is empty where there is no figure; `left` is how far it is, for the furthest to be chosen.

    `over`: its year is; `standing`: reached or not, of women and men too; `role`: an interim target, or a point of a
    path; `notes`: pace, who is worst off, the gap, and where the target comes from; `others`: what others' rules of
    thumb would say. `outlook`: how likely it is, made of `likelihood`; None where its year is over or no outlook run
    knows of it. `target_row`: the row of the plan that it is about.
    """

    series: str
    indicator: str
    group: str
    target: str
    now: str
    standing: str
    distance: str
    origin: str
    proposal: bool
    year: int
    over: bool
    left: float
    role: str
    notes: tuple[str, ...]
    others: tuple[str, ...]
    outlook: TargetOutlookLine | None = None
    likelihood: TargetLikelihood | None = None
    target_row: Target | None = None


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """A target that another has taken the place of. `replaced_by` is empty where that one may not be seen."""

    series: str
    indicator: str
    group: str
    target: str
    origin: str
    replaced_by: str


def target_lines(planned: Planned, indicators: Iterable[Indicator]) -> list[TargetLine]:
    """Return the targets of the indicators that the catalogue defines, in the order of the plan and of years."""
    lines = []
    outlook = outlook_of(planned.source, planned.place)
    for indicator in indicators:
        definition = planned.definition(indicator)
        found = sorted(indicator.targets.all(), key=lambda target: (target.year, target.position))
        if definition is not None and found:
            stands = standings_of(planned, definition, found)
            lines += [_line(definition, target, stands.get(target.pk), outlook) for target in found]
    return lines


def earlier_lines(planned: Planned, indicators: Iterable[Indicator]) -> list[EarlierLine]:
    """Return the earlier targets of the indicators, the latest first."""
    wanted = {indicator.pk for indicator in indicators}
    return [
        _earlier(definition, target)
        for target in planned.chain.earlier_targets
        if target.indicator_id in wanted and (definition := planned.definition(target.indicator)) is not None
    ]


def stands_for_all(lines: Iterable[TargetLine]) -> TargetLine | None:
    """Return the target that stands for a goal where there is room for one: the least likely, or furthest from reached.

    Of the first indicator's targets, those for the first year that is not over and that no later one follows; of all
    years where every one is over.
    """
    every = list(lines)
    found = [line for line in every if not line.over] or every
    last = [line for line in found if not line.role and line.series == found[0].series] or found
    same = [line for line in last if (line.series, line.year) == (last[0].series, last[0].year)]
    return min(same, key=_least_likely, default=None)


def _least_likely(line: TargetLine) -> tuple[float, float]:
    probability = line.likelihood.first.probability if line.likelihood is not None else None
    return 1.0 if probability is None else probability, -line.left


def _line(definition: Definition, target: Target, stands: Stands | None, outlook: Outlook | None) -> TargetLine:
    status = stands.own if stands is not None else None
    role = stands.role if stands is not None else TargetRole.FINAL
    asked = asked_by(target, definition)
    likely = target_likelihood(outlook, asked) if outlook is not None and asked is not None else None
    ahead = status.ahead if status is not None and status.ahead is not None else 0.0
    return TargetLine(
        series=definition.series,
        indicator=title_in_tongue(definition),
        group=group_name(target.group),
        target=target_sentence(target, definition),
        now=now_words(status, definition) if status is not None else "",
        standing=standing_label(stands.standing if stands is not None else Standing.CANNOT_SAY),
        distance=distance_words(target, definition, stands.own, worst=stands.worst) if stands is not None else "",
        origin=_origin(target),
        proposal=target.proposal,
        year=target.year,
        over=status is not None and status.standing in OVER,
        left=max(-ahead, 0.0) if target.kind != TargetKind.GAP else 0.0,
        role=role_label(role),
        notes=tuple(
            filter(
                None, (*(_notes(definition, stands) if stands is not None else ()), swedish_text(target.origin_text))
            )
        ),
        others=others_words(status.others) if status is not None else (),
        outlook=target_outlook_line(likely, definition, outlook.place) if likely and outlook else None,
        likelihood=likely,
        target_row=target,
    )


def _notes(definition: Definition, stands: Stands) -> tuple[str, ...]:
    own = stands.own
    return (
        why_not_sentence(own.why_not),
        change_sentence(own, definition),
        *pace_sentences(own, definition),
        worst_sentence(stands.worst, definition) if stands.worst is not None else "",
        furthest_sentence(own) if stands.furthest else "",
        gap_sentence(stands.gap, definition) if stands.gap is not None else "",
    )


def _earlier(definition: Definition, target: Target) -> EarlierLine:
    later = target.superseded_by
    shown = later is not None and (later.decision is not None or later.proposal)
    return EarlierLine(
        series=definition.series,
        indicator=title_in_tongue(definition),
        group=group_name(target.group),
        target=target_sentence(target, definition),
        origin=_origin(target),
        replaced_by=format_html("{} ({})", target_sentence(later, definition), _origin(later))
        if later is not None and shown
        else "",
    )


def _origin(target: Target) -> str:
    """Return where a target comes from, and who decided on it when."""
    decided = target.decision
    said = (swedish_text(decided.body), day(decided.decided_on)) if decided is not None else ()
    parts = (ORIGIN_NAMES[target.origin], _joined(" ", said))
    return _joined(" · ", parts)


def _joined(between: str, parts: Iterable[str]) -> str:
    """Return the parts that there are, safe to stand in a page: what is marked in them stays marked."""
    return format_html_join(between, "{}", ((part,) for part in parts if part))
