"""How good predictive distributions were, once the outcome is known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods.estimate import Floats, floats


def pinball_loss(quantiles: ArrayLike, levels: ArrayLike, outcomes: ArrayLike) -> Floats:
    """Return the loss of each quantile, (..., levels): level · (y − q) above it, (1 − level) · (q − y) below.

    Args:
        quantiles: (..., levels).
        levels: (levels,), between 0 and 1.
        outcomes: (...). Where it is NaN so is the loss.

    Raises:
        ValueError: if there is not a quantile for each level, or a level does not lie between 0 and 1.
    """
    (at,), (level,), (came,) = floats(quantiles), floats(levels), floats(outcomes)
    if level.ndim != 1 or not level.size or at.shape[-1:] != level.shape:
        raise ValueError(f"expected quantiles (..., levels) and levels (levels,); got {at.shape} and {level.shape}")
    if not ((level > 0) & (level < 1)).all():
        raise ValueError(f"expected levels between 0 and 1, got {level}")
    missed = came[..., None] - at
    loss: Floats = np.maximum(level * missed, (level - 1) * missed)
    return loss


def crps(quantiles: ArrayLike, levels: ArrayLike, outcomes: ArrayLike) -> Floats:
    """Return the continuous ranked probability score, (...), in the outcomes' unit; 0 is perfect.

    Definition: twice the mean pinball loss over evenly spaced levels (Gneiting & Ranjan 2011); with levels
    (k − ½) / n it is the exact score as n grows.

    Args:
        quantiles: (..., levels).
        levels: (levels,), evenly spaced: see `evenly_spaced_levels`.
        outcomes: (...). Where it is NaN so is the score.

    Raises:
        ValueError: as `pinball_loss`.
    """
    score: Floats = 2 * pinball_loss(quantiles, levels, outcomes).mean(axis=-1)
    return score


def evenly_spaced_levels(count: int) -> Floats:
    """Return `count` levels (k − ½) / count, in the middle of equally probable parts.

    Raises:
        ValueError: if count is not 1 or more.
    """
    if count < 1:
        raise ValueError(f"expected one level or more, got {count}")
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
    """Return whether what was said to be likely came true as often as was said.

    Tenths are 0 to below 10 %, 10 to below 20 %, …, 90 to 100 %.

    Args:
        probabilities: what was stated, any shape, 0 to 1; NaN does not count.
        came_true: whether it came true, 0 or 1, of the same shape; NaN does not count.

    Raises:
        ValueError: if a probability lies outside 0 to 1, an outcome is neither 0 nor 1, or shapes do not match.
    """
    (stated,), (happened,) = floats(probabilities), floats(came_true)
    if stated.shape != happened.shape:
        raise ValueError(f"expected an outcome for each probability; got {happened.shape} for {stated.shape}")
    known = ~np.isnan(stated) & ~np.isnan(happened)
    stated, happened = stated[known], happened[known]
    outside = stated[(stated < 0) | (stated > 1)]
    if outside.size:
        raise ValueError(f"expected probabilities from 0 to 1, such as 0.3 for 30 per cent; got {outside[0]:g}")
    if not np.isin(happened, (0, 1)).all():
        raise ValueError("expected 1 for what came true and 0 for what did not")
    tenth = np.minimum((stated * 10).astype(int), 9)
    cases = np.bincount(tenth, minlength=10)
    with np.errstate(invalid="ignore"):
        means = [np.bincount(tenth, weights=numbers, minlength=10) / cases for numbers in (stated, happened)]
    return Reliability(cases, *means)
