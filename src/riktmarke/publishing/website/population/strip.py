"""What the page of an overarching goal shows of a goal for the number of inhabitants, with a way to the whole page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from riktmarke.governance.models import Target
from riktmarke.presentation import population_words as words
from riktmarke.presentation.population_record import narrow_sentence
from riktmarke.presentation.scenario_words import GOAL, YEAR
from riktmarke.publishing.website.chain.planned import Planned
from riktmarke.publishing.website.population.plan_goal import goal_of
from riktmarke.publishing.website.population.population_view import address_of
from riktmarke.publishing.website.population.projected import Projected, projected
from riktmarke.publishing.website.population.shown import aim_of
from riktmarke.vocabulary.errors import NoAnswer


@dataclass(frozen=True, slots=True)
class PopulationStrip:
    """Where the middle lies beside the goal, what it takes a year, and the address where everything else stands.

    `since`: what is not in the figures; `narrow`: that intervals so far ahead have been too narrow, or "".
    """

    beside: str
    since: str
    narrow: str
    takes: tuple[str, ...]
    address: str


def population_strip(planned: Planned, target: Target) -> PopulationStrip | None:
    """Return what is shown of a target for the number of inhabitants.

    None where it is about anything else, where nothing is projected, or where its year is over or beyond what is.
    """
    goal, area = goal_of(target, planned.source.catalogue), planned.place.area.code
    aim = aim_of(goal)
    if goal is None or aim is None:
        return None
    found = projected(planned.source, area)
    if not isinstance(found, Projected) or goal.year not in found.expected(area).years:
        return None
    outlook, name = found.expected(area), planned.place.name
    try:
        takes = found.projections.what_it_takes(area, goal.inhabitants, goal.year) if goal.at_least else None
    except NoAnswer:
        return None
    return PopulationStrip(
        beside=words.expected_beside_goal(outlook, aim),
        since=words.since_sentence(outlook.base_year),
        narrow="" if planned.source.example else narrow_sentence(goal.year - outlook.base_year),
        takes=words.takes_sentences(takes, name) if takes is not None else (),
        address=f"{address_of(area)}?{urlencode({GOAL: f'{goal.inhabitants:.0f}', YEAR: goal.year})}",
    )
