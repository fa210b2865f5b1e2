"""Who may be first later: for each dimension the chance in tenths, or why that cannot be said."""

from dataclasses import dataclass

from riktmarke.assessment.composites.scores import score_series
from riktmarke.assessment.outlook.foretelling import WhyNoOutlook
from riktmarke.assessment.outlook.years import TO_YEAR, far_year
from riktmarke.governance.composites import CompositeDimension
from riktmarke.governance.models import OverarchingGoal
from riktmarke.presentation.composite_outlook import (
    cannot_be_said_sentence,
    chance_of_first,
    first_sentence,
    not_yet_sentence,
    ranks_ahead_sentence,
    rests_on_sentence,
)
from riktmarke.presentation.likelihood_words import Likelihood
from riktmarke.publishing.website.chain.held import Chain
from riktmarke.publishing.website.composites.held import Held, ranks_ahead
from riktmarke.publishing.website.figures import Figures, Place


@dataclass(frozen=True, slots=True)
class FirstAhead:
    """How likely a municipality is to be first by a dimension in a year; `said` is None where that cannot be said.

    `sentence` says it, or why not; `rests_on` what it rests on.
    """

    dimension: str
    title: str
    year: int
    said: Likelihood | None
    sentence: str
    ranks: str
    rests_on: str


def goal_year(chain: Chain | None, held: Held) -> int:
    """Return the year of the plan's goal that a composite follows, or that the plan looks to; else a usual one."""
    composite = held.composite.id
    goals = [goal for goal in chain.overarching_goals if goal.composite == composite] if chain is not None else []
    if goals:
        return year_of(goals[0], held)
    return far_year(_known(held), chain.year if chain is not None else None)


def year_of(goal: OverarchingGoal, held: Held) -> int:
    """Return the year of a goal, or of the vision above it; a usual one where neither has one."""
    above = goal.vision.year if goal.vision is not None else None
    return goal.year or above or far_year(_known(held))


def _known(held: Held) -> int:
    return held.figures.years[-1] if held.figures.years else TO_YEAR


def first_ahead(source: Figures, held: Held, place: Place, year: int) -> tuple[FirstAhead, ...]:
    """Return what can be said of each dimension in a year, in the composite's order; nothing of a year that is over."""
    if place.is_whole_county or not _known(held) < year <= TO_YEAR:
        return ()
    return tuple(_first_ahead(source, held, place, d, year) for d in held.told.dimensions)


def _first_ahead(source: Figures, held: Held, place: Place, dimension: CompositeDimension, year: int) -> FirstAhead:
    code, title = place.area.code, dimension.title
    outlook = ranks_ahead(source, held, dimension.id, code, (year,))
    if outlook is None:
        return FirstAhead(dimension.id, title, year, None, not_yet_sentence(title, year), "", "")
    area = held.figures.areas.position(code)
    said = chance_of_first(outlook, area, year)
    if said is None:
        series = score_series(held.figures, dimension.id)
        told = () if series is None else series.told_years
        why_not = outlook.why_not or WhyNoOutlook.OUTDATED  # the others can be told, but not this one
        sentence = cannot_be_said_sentence(why_not, title=title, year=year, told=told)
        return FirstAhead(dimension.id, title, year, None, sentence, "", "")
    return FirstAhead(
        dimension=dimension.id,
        title=title,
        year=year,
        said=said,
        sentence=first_sentence(outlook, area, year, title=title, municipality=place.name),
        ranks=ranks_ahead_sentence(outlook, area, year),
        rests_on=rests_on_sentence(outlook, year),
    )
