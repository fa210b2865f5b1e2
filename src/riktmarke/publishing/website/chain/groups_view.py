"""The page "always sex, never only sex": which groups the plan's indicators show, and why the others do not."""

from collections.abc import Iterable
from dataclasses import dataclass

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
from riktmarke.presentation.labels import capitalised
from riktmarke.publishing.website.answering import Crumb
from riktmarke.publishing.website.chain.planned import Planned, planned
from riktmarke.vocabulary.groups import Dimension, Ground, Sex

TITLE = "Alltid kön, aldrig bara kön"
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
class PartLine:
    """A focus area or source: how many of its indicators show women and men, and in words what else they show.

    `address` is that of its page, empty where it has none.
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
    return planned.answer(
        "groups.html",
        title=TITLE,
        section="groups",
        crumbs=(Crumb(TITLE),),
        responsible=None,
        coverage=whole,
        sentence=sex_sentence(whole),
        share=percent(whole.share(whole.with_sex), unit="procent"),
        proposals=any(indicator.proposal for indicator in planned.chain.indicators.values()),
        lines=_lines(planned, whole),
        parts=[_part(planned, part) for part in found.focus_areas],
        sources=[_part(planned, part) for part in found.sources],
        reasons=[_line(planned, whole, reason, names, few=len(names)) for reason, names in _reasons(whole)],
        without_here=_without_here(planned, whole),
        grounds=[_ground(planned, whole, ground) for ground in Ground],
        undefined=found.undefined,
    )


def sex_words(planned: Planned, indicators: Iterable[Indicator]) -> str:
    """Return how many of some of the plan's indicators show women and men, in one sentence."""
    known = (planned.definition(indicator) for indicator in indicators)
    return sex_sentence(group_coverage({d.series: d for d in known if d is not None}))


def _coverage(planned: Planned) -> PlanCoverage:
    return plan_coverage(planned.chain.indicators.values(), planned.chain.focus_areas, planned.source.catalogue)


def _reasons(whole: GroupCoverage) -> Iterable[tuple[str, tuple[str, ...]]]:
    return whole.sexes.not_split.items()


def _lines(planned: Planned, whole: GroupCoverage) -> list[ShownLine]:
    shown = {
        "Kvinnor och män var för sig": whole.sexes.split,
        "Är själv en jämförelse av kvinnor och män": whole.sexes.compared,
        "Varken det ena eller det andra, med ett skäl": whole.without_sex,
        "Inrikes eller utrikes födda för sig": whole.by_dimension[Dimension.ORIGIN],
        "Kvinnor och män bland inrikes eller utrikes födda": whole.crossed,
        "Grupper efter utbildning": whole.by_dimension[Dimension.EDUCATION],
        "Grupper efter inkomst": whole.by_dimension[Dimension.INCOME],
    }
    return [_line(planned, whole, title, names) for title, names in shown.items()]


def _line(planned: Planned, whole: GroupCoverage, title: str, names: tuple[str, ...], *, few: int = FEW) -> ShownLine:
    named = _named(planned, names) if len(names) <= few else ()
    return ShownLine(title, len(names), percent(whole.share(names)), named)


def _part(planned: Planned, part: PartCoverage) -> PartLine:
    coverage = part.coverage
    more = {
        "inrikes eller utrikes födda": coverage.by_dimension[Dimension.ORIGIN],
        "kvinnor och män bland dem": coverage.crossed,
        "utbildning": coverage.by_dimension[Dimension.EDUCATION],
        "inkomst": coverage.by_dimension[Dimension.INCOME],
    }
    said = [f"{what} {len(names)} ({percent(coverage.share(names))})" for what, names in more.items() if names]
    return PartLine(
        title=part.title,
        address=f"{planned.root}fokusomraden/{part.key}/" if part.key else "",
        count=len(coverage.indicators),
        with_sex=len(coverage.with_sex),
        share=percent(coverage.share(coverage.with_sex)) if coverage.indicators else "",
        more=capitalised(", ".join(said)),
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
    return tuple(NamedIndicator(name, planned.source.catalogue[name].title) for name in names)
