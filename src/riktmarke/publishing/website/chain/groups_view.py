"""The page "always sex, never only sex": which groups the plan's indicators show, and why the others do not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse

from riktmarke.governance.definitions import Definition
from riktmarke.governance.group_coverage import (
    GroupCoverage,
    PartCoverage,
    PlanCoverage,
    group_coverage,
    plan_coverage,
)
from riktmarke.governance.models import Indicator
from riktmarke.presentation.group_words import GROUND_TITLES, ground_text, percent, sex_sentence
from riktmarke.presentation.labels import capitalised, not_split_note
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.titles import in_tongue, title_in_tongue
from riktmarke.publishing.website.answering import Crumb
from riktmarke.publishing.website.chain.planned import VISION, Planned, planned
from riktmarke.vocabulary.groups import Dimension, Ground, Sex

TITLE = marked("Alltid kön, aldrig bara kön")
SHOWN, NOT_SHOWN = marked("Visar eller jämför kvinnor och män"), marked("Visar inte kvinnor och män för sig")
FEW = 12  # indicators that are named in a table


@dataclass(frozen=True, slots=True)
class NamedIndicator:
    """An indicator to link to."""

    series: str
    title: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """How many of the indicators show something: a count, its share in words, and which they are where they are few."""

    title: str
    count: int
    share: str
    named: tuple[NamedIndicator, ...]


@dataclass(frozen=True, slots=True)
class OwnReason:
    """An indicator that shows no women and men for a reason that is its alone."""

    indicator: NamedIndicator
    text: str


@dataclass(frozen=True, slots=True)
class PartLine:
    """A focus area or source: how many of its indicators show women and men, and in words what else they show.

    `address` is that of its page, empty where it has none; `share` is empty where there are not several to count.
    """

    title: str
    address: str
    count: int
    with_sex: int
    share: str
    more: str


@dataclass(frozen=True, slots=True)
class GroundLine:
    """A ground of discrimination, what can be shown of it, and by which indicators where they are few."""

    title: str
    text: str
    named: tuple[NamedIndicator, ...]


@planned
def groups(planned: Planned) -> HttpResponse:
    """Answer with which groups the plan's indicators show."""
    found = _coverage(planned)
    whole = found.whole
    parts = [_part(planned, part) for part in found.focus_areas]
    return planned.answer(
        "groups.html",
        title=say(TITLE),
        section="vision",
        crumbs=(Crumb(say(VISION), f"{planned.root}vision/"), Crumb(say(TITLE))),
        coverage=whole,
        sentence=sex_sentence(whole),
        share=percent(whole.share(whole.with_sex), in_words=True),
        proposals=any(indicator.proposal for indicator in planned.chain.indicators.values()),
        lines=_lines(planned, whole),
        parts=parts,
        parts_beside=any(part.more for part in parts),
        without_here=_without_here(planned, whole),
        grounds=[_ground(planned, whole, ground) for ground in Ground],
        undefined=found.undefined,
        **_sources(planned, found),
        **_reasons(planned, whole),
    )


def sex_words(planned: Planned, indicators: Iterable[Indicator]) -> str:
    """Return how many of some of the plan's indicators show women and men, in one sentence."""
    known = (planned.definition(indicator) for indicator in indicators)
    return sex_sentence(group_coverage({d.series: d for d in known if d is not None}))


def _coverage(planned: Planned) -> PlanCoverage:
    return plan_coverage(planned.chain.indicators.values(), planned.chain.focus_areas, planned.source.catalogue)


def _sources(planned: Planned, found: PlanCoverage) -> dict[str, Any]:
    """The sources, apart from those of a single indicator: there is nothing to count, only what it shows."""
    lines = [replace(_part(planned, part), title=_source_name(planned, part)) for part in found.sources]
    lone = [line for line in lines if line.count == 1]
    sides = {SHOWN: [one for one in lone if one.with_sex], NOT_SHOWN: [one for one in lone if not one.with_sex]}
    several = [line for line in lines if line.count > 1]
    return {
        "sources": several,
        "sources_beside": any(line.more for line in several),
        "lone_sources": [(say(heading), which) for heading, which in sides.items() if which],
    }


def _reasons(planned: Planned, whole: GroupCoverage) -> dict[str, Any]:
    """The reasons that several indicators share, and the indicators that have one of their own."""
    reasons = whole.sexes.not_split
    return {
        "reasons": [
            _line(planned, whole, _reason(planned, names[0]), names, few=len(names))
            for names in reasons.values()
            if len(names) > 1
        ],
        "own_reasons": [
            OwnReason(one, _reason(planned, one.series))
            for names in reasons.values()
            if len(names) == 1
            for one in _named(planned, names)
        ],
    }


def _reason(planned: Planned, name: str) -> str:
    """Why an indicator is not split by sex; those that share a reason have it in the same words."""
    return not_split_note(planned.source.catalogue[name])


def _source_name(planned: Planned, part: PartCoverage) -> str:
    return in_tongue(part.title, capitalised(planned.source.catalogue[part.coverage.indicators[0]].source_en))


def _lines(planned: Planned, whole: GroupCoverage) -> list[ShownLine]:
    shown = {
        say("Kvinnor och män var för sig"): whole.sexes.split,
        say("Är själv en jämförelse av kvinnor och män"): whole.sexes.compared,
        say("Varken det ena eller det andra, med ett skäl"): whole.without_sex,
        say("Inrikes eller utrikes födda för sig"): whole.by_dimension[Dimension.ORIGIN],
        say("Kvinnor och män bland inrikes eller utrikes födda"): whole.crossed,
        say("Grupper efter utbildning"): whole.by_dimension[Dimension.EDUCATION],
        say("Grupper efter inkomst"): whole.by_dimension[Dimension.INCOME],
    }
    return [_line(planned, whole, title, names) for title, names in shown.items()]


def _line(planned: Planned, whole: GroupCoverage, title: str, names: tuple[str, ...], *, few: int = FEW) -> ShownLine:
    named = _named(planned, names) if len(names) <= few else ()
    return ShownLine(title, len(names), percent(whole.share(names)), named)


def _part(planned: Planned, part: PartCoverage) -> PartLine:
    coverage = part.coverage
    more = {
        say("inrikes eller utrikes födda"): coverage.by_dimension[Dimension.ORIGIN],
        say("kvinnor och män bland dem"): coverage.crossed,
        say("utbildning"): coverage.by_dimension[Dimension.EDUCATION],
        say("inkomst"): coverage.by_dimension[Dimension.INCOME],
    }
    several = len(coverage.indicators) > 1
    said = [
        f"{what} {len(names)} ({percent(coverage.share(names))})" if several else what
        for what, names in more.items()
        if names
    ]
    return PartLine(
        title=part.title,
        address=f"{planned.root}fokusomraden/{part.key}/" if part.key else "",
        count=len(coverage.indicators),
        with_sex=len(coverage.with_sex),
        share=percent(coverage.share(coverage.with_sex)) if several else "",
        more=", ".join(said),
    )


def _ground(planned: Planned, whole: GroupCoverage, ground: Ground) -> GroundLine:
    names = whole.by_ground[ground]
    named = _named(planned, names) if len(names) <= FEW else ()
    return GroundLine(GROUND_TITLES[ground], ground_text(ground, whole), named)


def _without_here(planned: Planned, whole: GroupCoverage) -> tuple[NamedIndicator, ...]:
    """Those that show women and men, but have no value for one of them in this municipality's figures."""
    known = planned.source.dataset().series

    def lacks(definition: Definition) -> bool:
        return definition.series not in known or any(
            planned.findings.finding(definition.series, sex).value is None for sex in (Sex.FEMALE, Sex.MALE)
        )

    catalogue = planned.source.catalogue
    return _named(planned, tuple(name for name in whole.sexes.split if lacks(catalogue[name])))


def _named(planned: Planned, names: Iterable[str]) -> tuple[NamedIndicator, ...]:
    return tuple(NamedIndicator(name, title_in_tongue(planned.source.catalogue[name])) for name in names)
