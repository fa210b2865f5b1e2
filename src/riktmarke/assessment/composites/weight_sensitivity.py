"""How much a rank owes to the weights: the same figures weighed in thousands of other ways."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.composites.chances import first_shares, ranks_in_draws
from riktmarke.assessment.composites.parts import CompositeFigures
from riktmarke.assessment.composites.scores import ScoreSeries

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
Ranks = NDArray[np.int_]

NEAR = 20.0  # as if twenty people had each put their vote on one part: a weight of 0.2 lies between 0.05 and 0.4
WEIGHTINGS = 5000
MIDDLE = (0.05, 0.95)


@dataclass(frozen=True)
class WeightSensitivity:
    """What becomes of the members' ranks when the weights are others, the figures the same. Arrays of shape (members,).

    `first`: the share of the weightings in which each is first, equal scores sharing it; `low` and `high`: the ranks
    between which it lies in nine of ten weightings; `best` and `worst` in all that were tried. NaN and 0 for a member
    without a score.
    """

    members: Places
    first: Floats
    low: Ranks
    high: Ranks
    best: Ranks
    worst: Ranks


def weight_sensitivity(
    figures: CompositeFigures,
    series: ScoreSeries,
    members: Places,
    year: int,
    *,
    rng: np.random.Generator,
    concentration: float | None = NEAR,
    weightings: int = WEIGHTINGS,
) -> WeightSensitivity:
    """Return what ranks the members would have in a year with other weights than the declared.

    Weights are drawn from a Dirichlet distribution about the declared ones, parts within their dimension and, overall,
    the dimensions too. `concentration`: how near them, its parameters' sum; None for every weighting alike, whatever is
    declared. A member's missing parts are left out in every weighting, as in the score itself.

    Raises:
        ValueError: if the year has no scores.
    """
    at = series.at(year)
    there = np.flatnonzero(np.isfinite(series.score[members, at]))
    chosen = members[there]
    standardised = figures.stacked("standardised")[:, chosen, at]
    in_score = series.weights[:, chosen, at] > 0
    scores = np.zeros((weightings, chosen.size))
    shares = series.dimension_weights
    of_dimensions = _weightings(np.array(list(shares.values())), concentration, weightings, rng)
    for number, dimension in enumerate(shares):
        rows = np.array([p.dimension == dimension for p in figures.parts], dtype=bool) & in_score.any(axis=1)
        declared = np.array([part.part.weight for part in figures.parts])[rows]
        drawn = _weightings(declared, concentration, weightings, rng)
        used, z = in_score[rows].astype(np.float64), np.where(in_score[rows], standardised[rows], 0.0)
        scores += of_dimensions[:, [number]] * (drawn @ z) / np.maximum(drawn @ used, np.finfo(float).tiny)
    ranks = ranks_in_draws(scores)
    first = np.full(members.size, np.nan)
    first[there] = first_shares(scores)
    tenths = np.quantile(ranks, MIDDLE, axis=0, method="nearest") if chosen.size else np.zeros((2, 0))
    columns = [*tenths, ranks.min(axis=0), ranks.max(axis=0)]
    found = [np.zeros(members.size, dtype=np.int_) for _ in columns]
    for whole, part in zip(found, columns, strict=True):
        whole[there] = part
    return WeightSensitivity(members, first, *found)


def _weightings(declared: Floats, concentration: float | None, count: int, rng: np.random.Generator) -> Floats:
    if declared.size == 1:
        return np.ones((count, 1))
    about = np.ones(declared.size) if concentration is None else concentration * declared / declared.sum()
    return rng.dirichlet(about, size=count)
