"""What is found for one question: the outlook as expected, under the scenario, and what the goal takes."""

from collections.abc import Mapping
from dataclasses import dataclass

from riktmarke.assessment.outlook.years import far_year, years_to
from riktmarke.assessment.population import PopulationOutlook, WhatItTakes
from riktmarke.presentation import scenario_words as words
from riktmarke.presentation.scenario_words import GOAL, OUTFLOW
from riktmarke.publishing.website.population.asked import Asked, Given, Goal, asked
from riktmarke.publishing.website.population.projected import Projected
from riktmarke.vocabulary.errors import NoAnswer


@dataclass(frozen=True, slots=True)
class Answer:
    """What is asked and found. `changed` is None where nothing is changed, `takes` where there is no goal to reach."""

    asked: Asked
    expected: PopulationOutlook
    changed: PopulationOutlook | None
    takes: WhatItTakes | None

    @property
    def years(self) -> tuple[int, ...]:
        """The years that figures are told for: one on the way, and the one that is asked for."""
        return years_to(self.expected.base_year, self.asked.year)

    @property
    def shown(self) -> PopulationOutlook:
        """The outlook that the question is about."""
        return self.changed or self.expected


def answer_to(
    query: Mapping[str, str],
    found: Projected,
    area: str,
    goal: Goal | None,
    *,
    this_year: int,
    aimed: int | None = None,
) -> Answer:
    """Return what is found for an address. `aimed`: the year that the plan looks to.

    What cannot be answered is told beside the field that asks for it.
    """
    expected = found.expected(area)
    asking = asked(query, given_for(found, area, goal, aimed), this_year=this_year)
    changed, takes = None, None
    if not asking.scenario.unchanged:
        try:
            changed = found.projections.outlook(area, asking.scenario)
        except NoAnswer:
            asking = asking.refused(OUTFLOW, words.emptied(100 * asking.scenario.outflow_factor))
    if asking.goal is not None and asking.goal.at_least:
        wanted = asking.goal
        try:
            takes = found.projections.what_it_takes(area, wanted.inhabitants, wanted.year)
        except NoAnswer:
            asking = asking.refused(GOAL, words.goal_too_low(wanted.inhabitants, wanted.year))
    return Answer(asking, expected, changed, takes)


def given_for(found: Projected, area: str, goal: Goal | None, aimed: int | None = None) -> Given:
    """Return what applies where nothing is asked; a goal for a year that is not projected is none."""
    expected = found.expected(area)
    first, last = expected.years[0], expected.years[-1]
    kept = goal if goal is not None and first <= goal.year <= last else None
    return Given(
        children_per_woman=found.projections.children_per_woman(area),
        inflow_per_year=float(expected.middle.inflow.mean()),
        goal=kept,
        usual_year=kept.year if kept is not None else max(first, min(far_year(expected.base_year, aimed), last)),
        first_year=first,
        last_year=last,
    )
