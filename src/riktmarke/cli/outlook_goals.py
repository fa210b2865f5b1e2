"""What `riktmarke outlook` tells of a plan's goals: targets by group, inhabitants to come, ranks to come, figures.

Loaded once Django is set up: plans are read from the database.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from riktmarke.assessment.challenges.kinds import Key
from riktmarke.assessment.composites.parts import composite_figures
from riktmarke.assessment.composites.ranks import county_members
from riktmarke.assessment.composites.scores import score_series
from riktmarke.assessment.outlook.inhabitants import is_of_inhabitants
from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.assessment.outlook.ranks import RankOutlook, ranks_ahead
from riktmarke.assessment.outlook.runs import AreaOutlook, OutlookRun, SeriesOutlook
from riktmarke.assessment.outlook.years import TO_YEAR, far_year
from riktmarke.assessment.population import PopulationOutlook, WhatItTakes
from riktmarke.assessment.targets.asked import TargetAsked, asked_by
from riktmarke.assessment.targets.kinds import TargetRole
from riktmarke.assessment.targets.standings import roles
from riktmarke.governance.composites import Composites
from riktmarke.governance.definitions import Definition
from riktmarke.governance.models import Goal, Indicator, OverarchingGoal, Plan
from riktmarke.governance.queries import goals, overarching_goals, targets, year_of_plan
from riktmarke.presentation.population_words import expected_sentence
from riktmarke.vocabulary.errors import NoAnswer
from riktmarke.vocabulary.groups import Sex

OTHERS = "other"  # the key of the targets that belong to no overarching goal
LOW, HIGH = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class ToldTarget:
    """A target with its outlooks: its own, and those of the groups held to it too. Empty where there are no figures."""

    asked: TargetAsked
    definition: Definition
    role: TargetRole
    outlooks: tuple[TargetOutlook, ...]


@dataclass(frozen=True, slots=True)
class ToldPopulation:
    """The projection that stands for a target of inhabitants, and what it takes where that can be said."""

    target: TargetAsked
    outlook: PopulationOutlook
    takes: WhatItTakes | None
    probability: float


@dataclass(frozen=True, slots=True)
class ToldRanks:
    """Which rank the municipality may have in its county by one score of a composite, in a year.

    `position`: the municipality's place among the areas. `first`: the probability of the first; `ranks`: those that
    hold it 8 times of 10. None where nothing is told. `scored`: the years that have a score.
    """

    title: str
    year: int
    outlook: RankOutlook
    position: int
    first: float | None
    ranks: tuple[int, int] | None
    scored: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ToldGoal:
    """A goal of the plan.

    `key` is OTHERS for the targets of no overarching goal; `not_measurable` says why not, `aimed` the year of the
    plan. `populations`: of targets for the number of inhabitants, the final one first, then those on the way.
    `set_for`: whom its targets are set for, where none is told for the `group` that is asked for.
    """

    key: str
    title: str
    year: int | None
    not_measurable: str
    targets: tuple[ToldTarget, ...]
    populations: tuple[ToldPopulation, ...]
    ranks: tuple[ToldRanks, ...]
    figures: tuple[tuple[Definition, SeriesOutlook], ...]
    aimed: int | None = None
    group: Key | None = None
    set_for: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Teller:
    """What is needed to tell of a municipality's goals. `group` keeps only the targets about one; None all of them."""

    run: OutlookRun
    composites: Composites
    area: str
    group: Key | None = None
    year: int | None = None

    @cached_property
    def outlook(self) -> AreaOutlook:
        """The municipality's outlook."""
        return self.run.of(self.area)

    def goals(self, plan: Plan) -> list[ToldGoal]:
        """Return the plan's overarching goals in its order, and last the targets that belong to none of them."""
        whole = goals(plan)
        told, seen = [], set()
        for row in overarching_goals(plan):
            below = [goal for goal in whole if row.pk in {one.pk for one in goal.overarching_goals.all()}]
            indicators = _distinct([*row.indicators.all(), *(one for goal in below for one in goal.indicators.all())])
            seen |= {indicator.pk for indicator in indicators}
            told.append(self._goal(row, indicators))
        others = _distinct(target.indicator for target in targets(plan) if target.indicator.pk not in seen)
        found = tuple(one for indicator in others for one in self._targets(indicator))
        if found:
            told.append(ToldGoal(OTHERS, "Planens övriga målvärden", None, "", found, (), (), ()))
        return told

    def goal(self, row: Goal) -> ToldGoal:
        """Return one of the goals below the overarching ones."""
        return self._goal(row, _distinct(row.indicators.all()))

    def inhabitants(self, name: str) -> tuple[str, ...]:
        """Return how many inhabitants are expected in the year asked for, as a sentence; none where unknown."""
        outlook = self.outlook.population
        if outlook is None:
            return ()
        try:
            return (expected_sentence(outlook, name, self.year or far_year(outlook.base_year)),)
        except NoAnswer:
            return ()

    def population(self, told: ToldTarget) -> ToldPopulation | None:
        """Return the projection for a target of the number of inhabitants; None for others, and where there is none."""
        asked, outlook = told.asked, self.outlook.population
        own = next((one for one in told.outlooks if not one.implied), None)
        if outlook is None or not is_of_inhabitants(asked) or asked.year not in outlook.years:
            return None
        if own is None or own.probability is None:
            return None
        takes = None
        if asked.at_least:
            takes = self.run.inhabitants.what_it_takes(self.area, asked.value or 0.0, asked.year)
        return ToldPopulation(asked, outlook, takes, own.probability)

    def _goal(self, row: OverarchingGoal | Goal, indicators: Sequence[Indicator]) -> ToldGoal:
        year = getattr(row, "year", None) or getattr(row, "to_year", None)
        found = tuple(one for indicator in indicators for one in self._targets(indicator))
        projected = [one for target in found if (one := self.population(target)) is not None]
        projected.sort(key=lambda one: one.target.year)
        apart = [one.target for one in projected]
        composite, aimed = getattr(row, "composite", ""), year_of_plan(row.plan)
        return ToldGoal(
            key=row.key,
            title=row.title,
            year=year,
            not_measurable=getattr(row, "not_measurable", ""),
            targets=tuple(one for one in found if one.asked not in apart),
            populations=(*projected[-1:], *projected[:-1]),
            ranks=tuple(self._ranks(composite, self.year or year or aimed)) if composite else (),
            figures=tuple(self._figures(indicators)),
            aimed=aimed,
            group=self.group,
            set_for=() if found else self._set_for(indicators),
        )

    def _set_for(self, indicators: Iterable[Indicator]) -> tuple[Key, ...]:
        """Return whom the targets of some indicators are set for, each group once."""
        known = [one for one in indicators if one.definition in self.run.catalogue]
        asked = [asked_by(row, self.run.catalogue[one.definition]) for one in known for row in one.targets.all()]
        return tuple(dict.fromkeys(one.group for one in asked if one is not None))

    def _targets(self, indicator: Indicator) -> list[ToldTarget]:
        """Return an indicator's targets; those of the group alone where one is asked for."""
        definition = self.run.catalogue.get(indicator.definition)
        if definition is None:
            return []
        asked = [one for row in indicator.targets.all() if (one := asked_by(row, definition)) is not None]
        found = []
        for one, role in zip(asked, roles(asked), strict=True):
            outlooks = [
                told for told in self.outlook.of_target(one) if self.group is None or told.asked.group == self.group
            ]
            if outlooks or self.group in (None, one.group):
                found.append(ToldTarget(one, definition, role, tuple(outlooks)))
        return found

    def _figures(self, indicators: Iterable[Indicator]) -> Iterator[tuple[Definition, SeriesOutlook]]:
        for indicator in indicators:
            definition = self.run.catalogue.get(indicator.definition)
            told = self.outlook.of(indicator.definition, self.group or Sex.TOTAL.value)
            if definition is not None and told is not None:
                yield definition, told

    def _ranks(self, name: str, wanted: int | None) -> Iterator[ToldRanks]:
        if name not in self.composites:
            return
        dataset = self.run.dataset
        figures = composite_figures(dataset, self.composites[name], self.run.catalogue)
        year = wanted or far_year(figures.years[-1] if figures.years else TO_YEAR)
        members, own = county_members(dataset.areas, self.area), dataset.areas.position(self.area)
        for dimension in figures.composite.dimensions:
            series = score_series(figures, dimension.id)
            if series is None:
                continue
            told = ranks_ahead(series, dataset, self.run.errors, members, [year])
            first, ranks = told.chance_of_first(own, year), told.ranks(own, year, low=LOW, high=HIGH)
            yield ToldRanks(dimension.title, year, told, own, first, ranks, series.told_years)


def _distinct(indicators: Iterable[Indicator]) -> list[Indicator]:
    return list({indicator.pk: indicator for indicator in indicators}.values())
