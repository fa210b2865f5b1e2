"""The chance of being first, from drawn scores: today's with their errors, or a forecast's of a later year."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods.estimate import ReasonCode, UndefinedMeasure

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
Ranks = NDArray[np.int_]

SHARES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


@dataclass(frozen=True)
class RankChances:
    """What rank each area may have. `first`, (areas,): the probability of the highest score, together 1.

    `ranks`, (shares, areas): the rank that each share of the draws is at or better than, rank 1 the highest score.
    """

    first: Floats
    shares: tuple[float, ...]
    ranks: Ranks

    def rank(self, share: float) -> Ranks:
        """Return the ranks at one of the shares, (areas,).

        Raises:
            ValueError: if it is none of them.
        """
        found: Ranks = self.ranks[self.shares.index(share)]
        return found


def rank_chances(draws: ArrayLike, *, shares: tuple[float, ...] = SHARES) -> RankChances:
    """Return the probability of being first and the quantiles of the rank, from drawn scores.

    Args:
        draws: scores of shape (draws, areas), higher is better; what the areas share stands within a draw, so that a
            year that is good for all makes nobody first.
        shares: the quantiles of the rank to give.

    Raises:
        UndefinedMeasure: if there is no draw or area, or a score is missing: who has none cannot be ranked.
    """
    scores = np.asarray(draws, dtype=np.float64)
    if scores.ndim != 2:
        raise ValueError(f"draws have the shape (draws, areas); got {scores.shape}")
    reason = ReasonCode.TOO_FEW_VALUES if not scores.size else None
    if scores.size and not np.isfinite(scores).all():
        reason = ReasonCode.MISSING_INPUT
    if reason is not None:
        raise UndefinedMeasure("The chance of being first", reason, {"shape of draws": scores.shape})
    ranks = np.quantile(ranks_in_draws(scores), shares, axis=0, method="inverted_cdf").astype(np.int_)
    return RankChances(first_shares(scores), shares, ranks)


def ranks_in_draws(scores: Floats) -> Ranks:
    """Return the rank of each area in each draw, (draws, areas): 1 + how many have a higher score."""
    ranks = np.ones(scores.shape, dtype=np.int_)
    for area in range(scores.shape[1]):  # one at a time: all against all in every draw would not fit
        ranks[:, area] += (scores > scores[:, [area]]).sum(axis=1)
    return ranks


def first_shares(scores: Floats) -> Floats:
    """Return the share of draws in which each area is first, (areas,); equal scores share it."""
    first = scores == scores.max(axis=1, keepdims=True)
    shares: Floats = (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
    return shares
