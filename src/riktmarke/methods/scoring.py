"""How good predictive distributions were, once the outcome is known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods.estimate import Floats


def pinball_loss(quantiles: ArrayLike, levels: ArrayLike, outcomes: ArrayLike) -> Floats:
    """Return the loss of each quantile, (..., levels): level · (y − q) above it, (1 − level) · (q − y) below.

    Args:
        quantiles: (..., levels).
        levels: (levels,), between 0 and 1.
        outcomes: (...).
    """
    missed = np.asarray(outcomes, dtype=np.float64)[..., None] - np.asarray(quantiles, dtype=np.float64)
    level = np.asarray(levels, dtype=np.float64)
    loss: Floats = np.maximum(level * missed, (level - 1) * missed)
    return loss


def crps(quantiles: ArrayLike, levels: ArrayLike, outcomes: ArrayLike) -> Floats:
    """Return the continuous ranked probability score, (...), in the outcomes' unit; 0 is perfect.

    Definition: twice the mean pinball loss over evenly spaced levels (Gneiting & Ranjan 2011); with levels
    (k − ½) / n it is the exact score as n grows.
    """
    score: Floats = 2 * pinball_loss(quantiles, levels, outcomes).mean(axis=-1)
    return score


def evenly_spaced_levels(count: int) -> Floats:
    """Return `count` levels (k − ½) / count, in the middle of equally probable parts."""
    levels: Floats = (np.arange(count) + 0.5) / count
    return levels


@dataclass(frozen=True, eq=False)
class Reliability:
    """Stated probabilities by tenths: how many cases, what was stated and what share came true, (10,) each.

    `stated` and `came_true` are NaN where there are no cases.
    """

    cases: NDArray[np.int_]
    stated: Floats
    came_true: Floats


def reliability(probabilities: ArrayLike, came_true: ArrayLike) -> Reliability:
    """Return whether what was said to be likely came true as often as was said. NaN probabilities do not count."""
    stated = np.asarray(probabilities, dtype=np.float64).ravel()
    happened = np.asarray(came_true, dtype=np.float64).ravel()
    known = ~np.isnan(stated) & ~np.isnan(happened)
    stated, happened = stated[known], happened[known]
    tenth = np.minimum((stated * 10).astype(int), 9)
    cases = np.bincount(tenth, minlength=10)
    with np.errstate(invalid="ignore"):
        means = [np.bincount(tenth, weights=numbers, minlength=10) / cases for numbers in (stated, happened)]
    return Reliability(cases, *means)
