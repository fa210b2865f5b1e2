"""Which rank a municipality may have in its county in later years, by a composite's score forecast for all of them.

A score is forecast relative to the mean of all municipalities, so that what moves all alike makes nobody first. A
score has too few years for forecasts of it to have missed often: how wide they must be is told by the past errors of
other indicators, of its kind and of all. The futures of a county's municipalities are drawn independently.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.composites.chances import RankChances, rank_chances
from riktmarke.assessment.composites.scores import ScoreSeries
from riktmarke.assessment.outlook.calibrating import LEVELS, PastErrors
from riktmarke.assessment.outlook.foretelling import WhyNoOutlook
from riktmarke.assessment.outlook.kinds import OutlookKind
from riktmarke.assessment.outlook.making import of_periods
from riktmarke.assessment.outlook.origins import FEWEST_AREAS, FEWEST_YEARS, HABITS
from riktmarke.assessment.outlook.years import TO_YEAR
from riktmarke.methods import PanelForecast, Scale, panel_forecast
from riktmarke.methods.estimate import UndefinedMeasure
from riktmarke.statistics.panels import Panel
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.groups import GROUPS, Sex

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

KIND = OutlookKind.RATE  # scores of reported crime move as the rates that they are made of
NO_INDICATOR = ""  # a score has no past errors of its own
DRAWS = 20_000  # so that another seed never moves a tenth


@dataclass(frozen=True)
class ScoreForecast:
    """A score's forecast relative to the mean of the municipalities, arrays over `municipalities` and years ahead.

    `first` and `known`: the first and last year it rests on; `told`: whose score can be forecast.
    """

    municipalities: Places
    first: int
    known: int
    forecast: PanelForecast
    multiples: Floats
    told: NDArray[np.bool_]


@dataclass(frozen=True)
class RankOutlook:
    """Which rank the members of a county may have in later years. Arrays are in the order of `members`, positions.

    `first` and `known`: the first and last year of the scores. `by_year` lacks nothing of what was asked for where
    `why_not` is SAID, and is empty otherwise; members whose own score cannot be forecast are not among `members`.
    """

    members: Places
    first: int
    known: int
    by_year: Mapping[int, RankChances]
    why_not: WhyNoOutlook = WhyNoOutlook.SAID

    def chance_of_first(self, area: int, year: int) -> float | None:
        """Return the probability that an area, by its position, is first in a year; None where it is not told."""
        at = np.flatnonzero(self.members == area)
        return float(self.by_year[year].first[at[0]]) if at.size and year in self.by_year else None

    def ranks(self, area: int, year: int, *, low: float, high: float) -> tuple[int, int] | None:
        """Return the ranks that an area has at two of the shares of the futures; None where it is not told."""
        at = np.flatnonzero(self.members == area)
        if not at.size or year not in self.by_year:
            return None
        chances = self.by_year[year]
        return int(chances.rank(low)[at[0]]), int(chances.rank(high)[at[0]])


def score_forecast(
    series: ScoreSeries,
    municipalities: Places,
    errors: PastErrors,
    *,
    inhabitants: Floats,
    to_year: int,
    known: int | None = None,
) -> ScoreForecast | WhyNoOutlook:
    """Return the forecast of a score for all municipalities, or why there is none.

    Only years in which most of the score was measured anew count, since its parts last became others.

    Args:
        series: the score.
        municipalities: the positions of those that it is relative to and pooled over.
        errors: of all forecasts made before.
        inhabitants: (areas,) of each area, what scatter depends on; NaN where nobody has counted them.
        to_year: the last year to forecast.
        known: as if no year after this had been; the latest by default.
    """
    last = series.years[-1] if known is None else known
    since = max((year for year in series.composition_breaks if year <= last), default=series.years[0])
    at = [place for place, year in enumerate(series.years) if since <= year <= last]
    measured = np.where(series.measured, series.score, np.nan)[municipalities][:, at]
    counted = np.isfinite(measured).sum(axis=0)
    enough = np.flatnonzero(counted >= FEWEST_AREAS)
    if not enough.size:
        return WhyNoOutlook.NOT_PUBLISHED
    years = tuple(series.years[place] for place in at[enough[0] : enough[-1] + 1])
    if enough.size < FEWEST_YEARS or to_year <= years[-1]:
        return WhyNoOutlook.TOO_NEW
    mean = np.nansum(measured, axis=0) / np.maximum(counted, 1)
    relative = np.where(counted >= FEWEST_AREAS, measured - mean, np.nan)[:, enough[0] : enough[-1] + 1]
    ahead, size = to_year - years[-1], _size(inhabitants[municipalities])
    try:
        forecast = panel_forecast(relative, ahead=ahead, size=size, scale=Scale.IDENTITY, habits=HABITS)
    except UndefinedMeasure:
        return WhyNoOutlook.TOO_NEW
    multiples = errors.multiples(NO_INDICATOR, KIND, known=years[-1])
    if np.isnan(multiples).any():
        return WhyNoOutlook.TOO_NEW
    return ScoreForecast(
        municipalities=municipalities,
        first=years[0],
        known=years[-1],
        forecast=forecast,
        multiples=of_periods(multiples, 1, ahead),
        told=np.isfinite(forecast.middle[:, 0]) & np.isfinite(relative[:, -1]),
    )


def ranks_ahead(
    series: ScoreSeries | None,
    dataset: Dataset,
    errors: PastErrors,
    members: Places,
    years: Iterable[int],
) -> RankOutlook:
    """Return which rank each member may have in each of the years by a score of a dataset; None has nothing to tell.

    Raises:
        ValueError: if a year is not forecast.
    """
    found: ScoreForecast | WhyNoOutlook = WhyNoOutlook.NOT_PUBLISHED
    if series is not None:
        found = score_forecast(
            series,
            dataset.areas.positions_of_kind(AreaKind.MUNICIPALITY),
            errors,
            inhabitants=latest_inhabitants(dataset.population),
            to_year=TO_YEAR,
        )
    return rank_outlook(found, members, years)


def rank_outlook(
    found: ScoreForecast | WhyNoOutlook, members: Places, years: Iterable[int], *, seed: int = 0
) -> RankOutlook:
    """Return which rank each member may have in each of the years, by a forecast of the score.

    Raises:
        ValueError: if a year is not forecast.
    """
    if isinstance(found, WhyNoOutlook):
        return RankOutlook(members, 0, 0, {}, found)
    rows = np.flatnonzero(np.isin(found.municipalities, members) & found.told)
    chosen, by_year = found.municipalities[rows], {}
    if chosen.size < 2:
        return RankOutlook(chosen, found.first, found.known, {}, WhyNoOutlook.TOO_FEW_MEASUREMENTS)
    for year in years:
        at = year - found.known - 1
        if not 0 <= at < found.forecast.middle.shape[1]:
            last = found.known + found.forecast.middle.shape[1]
            raise ValueError(f"expected a year from {found.known + 1} to {last}, got {year}")
        drawn = np.random.default_rng(seed).random((DRAWS, chosen.size))
        away = np.interp(drawn, LEVELS, found.multiples[at])
        by_year[year] = rank_chances(found.forecast.middle[rows, at] + found.forecast.spread[rows, at] * away)
    return RankOutlook(chosen, found.first, found.known, by_year)


def latest_inhabitants(population: Panel) -> Floats:
    """Return the inhabitants of each area as last counted, (areas,); NaN where nobody has counted them."""
    counts = population.values[:, :, GROUPS.index(Sex.TOTAL)]
    last = counts.shape[1] - 1 - np.argmax(np.isfinite(counts)[:, ::-1], axis=1)
    found: Floats = np.take_along_axis(counts, last[:, None], axis=1)[:, 0]
    return found


def _size(inhabitants: Floats) -> Floats:
    """Return one over the inhabitants, in that of the middle municipality, also for those that nobody counted."""
    counted = np.isfinite(inhabitants) & (inhabitants > 0)
    if not counted.any():
        return np.ones(inhabitants.size)
    inverse = np.divide(1.0, inhabitants, out=np.ones(inhabitants.size), where=counted)
    return np.where(counted, inverse / np.median(inverse[counted]), 1.0)
