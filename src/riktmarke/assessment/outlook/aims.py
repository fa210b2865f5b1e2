"""What a target is forecast by, and its chance as seen from an origin.

A level is its own series. A gap, and a difference from similar municipalities, the county or the country, is forecast
as what it is: what moves both sides alike does not move it. A change is forecast as the level that it ends at, within
what a figure can be. The best of others is nobody's series: whoever is best today has often been lucky, so that every
member of the county is drawn, each by itself.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.references import others_in_county
from riktmarke.assessment.context import NOBODY, Comparisons
from riktmarke.assessment.outlook.calibrating import LEVELS, PastErrors
from riktmarke.assessment.outlook.followed import Followed, of_values
from riktmarke.assessment.outlook.kinds import kind_of
from riktmarke.assessment.outlook.making import of_periods
from riktmarke.assessment.outlook.origins import Origin
from riktmarke.assessment.targets.series import SeriesAimedAt
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.methods import Predictive

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

DRAWS = 4_000  # so that another seed never moves a tenth
SMALLEST_SHARE_DRAWN = 0.5  # of the others in the county
SMALLEST, LARGEST = float(LEVELS[0]), float(LEVELS[-1])


@dataclass(frozen=True, eq=False)
class Aim:
    """A target for an area as it is forecast: `series` of every area; `others` are the county's, for the best of them.

    `base`: what a change counts from, None for other targets.
    """

    aimed: SeriesAimedAt
    series: Followed
    area: int
    others: Places
    base: float | None


class Chances(Protocol):
    """What was seen of an aim from an origin, for each of `years`."""

    years: tuple[int, ...]

    def chance(self, year: int) -> float:
        """Return the probability that the target is reached in a year, or by the last measurement before it."""

    def quantiles(self) -> Floats:
        """Return where what the target is about may stand, (years, LEVELS), as it is held up against the threshold."""


def aim_of(
    figures: IndicatorFigures, aimed: SeriesAimedAt, who: Comparisons, area: int, *, municipalities: Places
) -> Aim:
    """Return what a target is forecast by, for an area."""
    of_level = aimed.target.kind is TargetKind.DIRECTION or aimed.target.comparator is Comparator.BEST_IN_COUNTY
    series = of_values(
        figures,
        aimed.own if of_level else aimed.signed,
        aimed.target.group,
        municipalities,
        inhabitants_of=figures.at(aimed.groups[0]) or 0,
        difference=aimed.other is not None and not of_level,
    )
    others = np.array([], dtype=np.intp)
    if aimed.target.comparator is Comparator.BEST_IN_COUNTY:
        members = others_in_county(who)[area]
        others = members[members != NOBODY]
    base = None
    if aimed.target.kind is TargetKind.DIRECTION and aimed.other is not None:
        base = float(aimed.other[area, 0])
    return Aim(aimed, series, area, others, base)


def predictive(series: Followed, origin: Origin, errors: PastErrors, area: int | Places) -> Predictive | None:
    """Return the predictive distribution that was told at an origin, for an area or several.

    None where nothing had been forecast long enough to tell how far it misses.
    """
    multiples = errors.multiples(series.definition.series, kind_of(series.definition), known=origin.year)
    if np.isnan(multiples).any():
        return None
    forecast = origin.forecast
    periods = forecast.middle.shape[1]
    return Predictive(
        years=tuple(origin.year + step * origin.step_years for step in range(1, periods + 1)),
        fitted=forecast.fitted,
        middle=forecast.middle[area],
        spread=forecast.spread[area],
        levels=LEVELS,
        multiples=of_periods(multiples, origin.step_years, periods),
    )


def chances_at(aim: Aim, origin: Origin, errors: PastErrors) -> Chances | None:
    """Return what was seen of an aim from an origin; None where nothing could be told of how far forecasts miss."""
    if aim.others.size:
        drawn = aim.others[origin.told[aim.others]]
        if drawn.size < SMALLEST_SHARE_DRAWN * aim.others.size:
            return None
        told = predictive(aim.series, origin, errors, np.concatenate([[aim.area], drawn]))
        return None if told is None else _BestOfOthers(aim, told)
    told = predictive(aim.series, origin, errors, aim.area)
    return None if told is None else _OneSeries(aim, told)


def _deciding(years: tuple[int, ...], year: int) -> int:
    """Return the place of the year whose figure decides: the target's, or the last measurement before it."""
    return max(place for place, one in enumerate(years) if one <= year)


class _OneSeries:
    """Chances of a target that is about one series."""

    def __init__(self, aim: Aim, told: Predictive) -> None:
        self.years = told.years
        self._aim, self._told = aim, told

    def chance(self, year: int) -> float:
        at, aimed = self.years[_deciding(self.years, year)], self._aim.aimed
        if aimed.is_gap:
            below, above = (self._below(end, at) for end in (-aimed.threshold, aimed.threshold))
            return max(above - below, SMALLEST)
        threshold = aimed.threshold if self._aim.base is None else self._aim.base
        lowest, highest = self._told.fitted.ends
        if aimed.strictly and threshold == (highest if aimed.at_least else lowest):
            return SMALLEST  # no figure lies beyond an end
        return float(self._told.probability_of_reaching(threshold, at, "at_least" if aimed.at_least else "at_most"))

    def _below(self, end: float, year: int) -> float:
        return float(self._told.probability_of_reaching(end, year, "at_most"))

    def quantiles(self) -> Floats:
        return self._told.quantiles(LEVELS) - (self._aim.base or 0.0)


class _BestOfOthers:
    """Chances of being at least as good as the best of the others in the county, from independent draws of them all."""

    def __init__(self, aim: Aim, told: Predictive) -> None:
        self.years = told.years
        self._aim, self._told = aim, told
        self._levels = np.random.default_rng(0).random((DRAWS, told.middle.shape[0]))

    def chance(self, year: int) -> float:
        ahead = self._ahead(_deciding(self.years, year))
        return float(np.clip(np.mean(self._aim.aimed.reached(ahead)), SMALLEST, LARGEST))

    def quantiles(self) -> Floats:
        return np.stack([np.quantile(self._ahead(place), LEVELS) for place in range(len(self.years))])

    def _ahead(self, place: int) -> Floats:
        """Return the own figure less the best of the others in each draw."""
        told = self._told
        away = np.interp(self._levels, LEVELS, told.multiples[place])
        figures = told.fitted.back(told.middle[:, place] + told.spread[:, place] * away)
        others = figures[:, 1:]
        best: Floats = figures[:, 0] - (others.max(axis=1) if self._aim.aimed.at_least else others.min(axis=1))
        return best
