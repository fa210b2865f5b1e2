"""Scores over time: how one has changed between two years, on what both have measured, and its mean over several."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.composites.parts import CompositeFigures
from riktmarke.assessment.composites.scores import ScoreSeries

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """How a score has changed between two years, on the parts that both years have: `share` of the declared weight.

    `changed`: by how much, higher is better; `se` its standard error, taking the two years' errors to be independent.
    A part whose later value is the same measurement as the earlier has changed by nothing, for certain.
    """

    changed: float
    se: float
    share: float


def score_change(
    figures: CompositeFigures, series: ScoreSeries, area: str, *, first: int, last: int
) -> ScoreChange | None:
    """Return how a municipality's score has changed between two years; None where no part has a value in both.

    Only parts with a value in both years count, with the weights declared for them made 1 again: a part that has come
    or gone is no change.

    Raises:
        ValueError: if a year has no scores.
    """
    own, places = figures.areas.position(area), [series.at(first), series.at(last)]
    there = (series.weights[:, own, places] > 0).all(axis=1)
    weight = np.where(there, series.declared, 0.0)
    share = float(weight.sum())
    if share == 0:
        return None
    standardised, se, measured_in = (
        figures.stacked(name)[:, own][:, places] for name in ("standardised", "se", "measured_in")
    )
    weight = np.where(measured_in[:, 0] != measured_in[:, 1], weight / share, 0.0)
    moved = np.where(weight > 0, standardised[:, 1] - standardised[:, 0], 0.0)
    error = np.where(weight[:, None] > 0, weight[:, None] * se, 0.0)
    variance = float(np.einsum("iy,ij,jy->", error, figures.joint, error))
    return ScoreChange(float(weight @ moved), float(np.sqrt(max(variance, 0.0))), share)


def mean_score(figures: CompositeFigures, series: ScoreSeries, *, first: int, last: int) -> tuple[Floats, Floats]:
    """Return each area's mean score over the years and its standard error, both (areas,); NaN where a year has none.

    Several years together tell municipalities apart that one year cannot. Years whose every part is measured anew are
    independent of each other; where a measurement stands for more than one of them, the error of the mean is taken to
    be as large as that of a year.

    Raises:
        ValueError: if a year has no scores.
    """
    places = [series.at(year) for year in range(first, last + 1)]
    se = series.se[:, places]
    stale = (series.weights > 0) & ~figures.stacked("fresh").astype(bool)
    anew = ~stale[:, :, places].any(axis=(0, 2))
    error = np.where(anew, np.sqrt((se**2).sum(axis=1)) / len(places), se.mean(axis=1))
    return series.score[:, places].mean(axis=1), error


def change_of_means(
    figures: CompositeFigures, series: ScoreSeries, area: str, *, last: int, years: int
) -> ScoreChange | None:
    """Return how a municipality's mean score of the latest years has changed from that of as many years before.

    Tells changes that no single pair of years can. None where a year has no score, or where the parts are not the same
    in all of them: what has come or gone is no change.
    """
    own, spans = figures.areas.position(area), ((last - 2 * years + 1, last - years), (last - years + 1, last))
    if not set(range(spans[0][0], last + 1)) <= set(series.told_years):
        return None
    places = [series.at(year) for year in range(spans[0][0], last + 1)]
    weights = series.weights[:, own, places]
    if not np.isfinite(series.score[own, places]).all() or not np.allclose(weights, weights[:, :1]):
        return None
    (before, one), (after, other) = (
        (float(column[own]) for column in mean_score(figures, series, first=first, last=end)) for first, end in spans
    )
    return ScoreChange(after - before, float(np.hypot(one, other)), 1.0)
