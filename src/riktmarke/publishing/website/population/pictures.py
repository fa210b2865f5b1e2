"""The picture of the inhabitants to come, as expected or under a scenario, and the words that stand for it."""

from dataclasses import replace
from math import isnan
from typing import Any

from riktmarke.assessment.population import QUANTILES
from riktmarke.assessment.targets.pace import Point
from riktmarke.presentation.charts import MIDDLE, NARROW, WIDE, Chart, Frame
from riktmarke.presentation.fan import Fan, FanYear, OthersLine, TargetMark, years_of_population
from riktmarke.presentation.fan_chart import FAN_HEIGHTS, fan_chart
from riktmarke.presentation.fan_words import fan_words
from riktmarke.presentation.language import say, say_as
from riktmarke.presentation.numbers import number
from riktmarke.presentation.population_labels import SCENARIO_NAME, UNCHANGED_NAME, rough
from riktmarke.publishing.website.figures import Place
from riktmarke.publishing.website.population.answers import Answer
from riktmarke.publishing.website.population.asked import Goal
from riktmarke.publishing.website.population.projected import Projected

CHART_FRAMES: dict[str, Any] = {
    name: {"width": frame.width, "height": FAN_HEIGHTS[frame]}
    for name, frame in (("wide", WIDE), ("middle", MIDDLE), ("narrow", NARROW))
}
_MIDDLE = QUANTILES.index(0.5)


def population_chart(answer: Answer, found: Projected, place: Place, frame: Frame) -> Chart:
    """Return the fan of what is asked: with the scenario where there is one, and the middle without it beside."""
    scenario = f", {say(SCENARIO_NAME)}" if answer.changed is not None else ""
    title = say(
        "Invånare: {place_name} till {years}{scenario}",
        place_name=place.name,
        years=answer.expected.years[-1],
        scenario=scenario,
    )
    drawn = fan_chart(_fan(answer, found, place), title=title, definition=None, decimals=0, frame=frame)
    return replace(drawn, description=chart_words(answer, found, place))


def chart_words(answer: Answer, found: Projected, place: Place) -> str:
    """Return what the picture shows, as its text alternative."""
    fan = _fan(answer, found, place)
    told = tuple(FanYear(one.year, tuple(rough(value) for value in one.at)) for one in fan.years)
    return fan_words(replace(fan, years=told), definition=None, decimals=0)


def without_scenario(answer: Answer) -> Answer:
    """Return the same question about what is expected: for the picture that stands above the form."""
    return Answer(answer.asked, answer.expected, None, answer.takes)


def _fan(answer: Answer, found: Projected, place: Place) -> Fan:
    seen = found.projections.observed(place.area.code)
    points = zip(seen.years, seen.population.tolist(), strict=True)
    goal, outlook = answer.asked.goal, answer.shown
    unchanged: tuple[OthersLine, ...] = ()
    if answer.changed is not None:
        expected = answer.expected
        middle = tuple(Point(y, float(expected.total[_MIDDLE, expected.place(y)])) for y in expected.years)
        unchanged = (OthersLine(say(UNCHANGED_NAME), "county", middle),)
    return Fan(
        name=f"{place.name}, {say(SCENARIO_NAME)}" if answer.changed is not None else place.name,
        measured=tuple(Point(year, value) for year, value in points if not isnan(value)),
        years=years_of_population(outlook),
        known=outlook.base_year,
        targets=(_mark(goal),) if goal is not None else (),
        others=unchanged,
        aimed=answer.asked.year,
    )


def _mark(goal: Goal) -> TargetMark:
    side = say_as("gräns", "minst") if goal.at_least else say_as("gräns", "högst")
    figure = number(goal.inhabitants, decimals=0)
    said = say("Mål {year}: {mark_words}", year=goal.year, mark_words=f"{side} {figure}")
    return TargetMark(goal.year, goal.inhabitants, said)
