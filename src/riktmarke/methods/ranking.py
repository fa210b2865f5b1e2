"""Ranks with the set of ranks that the figures allow: a rank alone says more than anyone knows."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods.estimate import Booleans, Floats, ReasonCode, UndefinedMeasure, floats, quantile

Ranks = NDArray[np.intp]
Draws = NDArray[np.float32]

BLOCK = 1024  # draws worked on at a time, so that the differences of one area to all others stay in the cache
SMALLEST = 1e-30  # of a standard error beside the largest, so that its inverse has room in single precision


@dataclass(frozen=True, eq=False)
class RankSets:
    """The rank of each area and the set of ranks it may have; rank 1 is the largest value.

    Attributes:
        lower: the best rank of the set.
        upper: the worst rank of the set.
        rank: the rank by the values as they stand, within the set; equal values share the best.
    """

    lower: Ranks
    upper: Ranks
    rank: Ranks


def rank_confidence_sets(
    values: ArrayLike,
    se: ArrayLike,
    *,
    kind: Literal["marginal", "simultaneous"] = "marginal",
    confidence: float = 0.95,
    rng: np.random.Generator,
    draws: int = 10_000,
    only: int | None = None,
) -> RankSets:
    """Return for each area the set of ranks that its true value may have, beside its rank; rank 1 is the largest.

    Definition: the two-sided confidence sets with stepwise improvement of Mogstad, Romano, Shaikh & Wilhelm (2024).
    Every ordered pair (j, k) of areas is tested: is j larger than k? It is, if (value j - value k) / √(se j² + se k²)
    exceeds the quantile, at `confidence`, of the largest such figure over all pairs not yet decided, drawn from
    independent normal distributions. The test is repeated without the decided pairs until none is added. The set
    reaches from 1 + how many areas are larger to p - how many are smaller. "simultaneous": all pairs in one family,
    so that all sets hold at once. "marginal": for each area the pairs that it is part of, so that its own set holds.

    Args:
        values: one value for each of p areas, independent of each other.
        se: their standard errors, or one for all. 0 is a value known exactly. NaN or infinite is one of which nothing
            is known: its set is all ranks, and it takes no part in the tests.
        kind: "marginal" or "simultaneous".
        confidence: the share of samples in which the set, or all sets, hold the true rank.
        rng: the generator of the draws; the same seed gives the same sets.
        draws: how many draws the quantiles rest on. They are kept in single precision, whose error is a thousandth of
            what is due to the draws.
        only: the place of one area, with "marginal": its set alone is worked out, the same as without, and those of
            the others are left as all ranks. It takes as much less time as there are areas.

    Raises:
        UndefinedMeasure: if there is no value, a value is missing, or a standard error is below zero.
        ValueError: if kind is another, confidence is not a share between 0 and 1, draws are below 1, values are not one
            row of areas, or only is asked for with all sets at once or is no place of an area.
    """
    quantile(confidence)
    if kind not in ("marginal", "simultaneous"):
        raise ValueError(f"kind is marginal or simultaneous; got {kind!r}")
    if draws < 1:
        raise ValueError(f"draws is 1 or more; got {draws}")
    theta, error = _checked(values, se)
    if only is not None and (kind != "marginal" or not 0 <= only < theta.size):
        raise ValueError(f"only is the place of one of {theta.size} areas, with kind 'marginal'; got {only}, {kind!r}")
    # In the order of the values, so that the order in which the areas are given does not matter.
    order = np.lexsort((error, -theta))
    known = order[np.isfinite(error[order])]
    tests = _Tests(theta[known], error[known], confidence, rng, draws)
    chosen = np.arange(known.size) if only is None else np.flatnonzero(known == only)
    above, below = tests.simultaneous() if kind == "simultaneous" else tests.marginal(chosen)
    lower, upper = np.ones(theta.size, dtype=np.intp), np.full(theta.size, theta.size)
    lower[known] += above
    upper[known] -= below
    rank = theta.size + 1 - np.searchsorted(np.sort(theta), theta, side="right")
    return RankSets(lower, upper, rank)


def _checked(values: ArrayLike, se: ArrayLike) -> tuple[Floats, Floats]:
    theta, error = floats(values, se)
    if theta.ndim != 1 or error.shape not in ((), theta.shape):
        raise ValueError(
            f"values are one row of areas, and se one for each or one for all; got shapes {theta.shape}, {error.shape}"
        )
    reason = None
    if theta.size == 0:
        reason = ReasonCode.TOO_FEW_VALUES
    elif np.isnan(theta).any():
        reason = ReasonCode.MISSING_INPUT
    elif np.isinf(theta).any():
        reason = ReasonCode.INFINITE_INPUT
    elif np.any(error < 0):
        reason = ReasonCode.NEGATIVE_STANDARD_ERROR
    if reason is not None:
        raise UndefinedMeasure("The rank confidence set", reason, {"values": values, "se": se})
    return theta, np.broadcast_to(error, theta.shape)


class _Tests:
    """Which of two areas is larger, for areas in falling order of their values.

    Of the two hypotheses about a pair, only the one that the order of the values speaks for can be accepted. The other
    stays undecided and in the family, so a quantile never falls below that of the others alone: draws whose
    largest figure is below it need not be computed again.
    """

    def __init__(self, theta: Floats, error: Floats, confidence: float, rng: np.random.Generator, draws: int) -> None:
        size = theta.size
        scaled = error / (error.max(initial=0.0) or 1.0)
        scaled = np.where(scaled > 0, np.maximum(scaled, SMALLEST), 0.0)
        spread = np.hypot(scaled[:, None], scaled)
        with np.errstate(divide="ignore", invalid="ignore"):
            # 1 / spread, negative where k stands before j, so that what speaks for the order is always positive.
            inverse = np.where(spread > 0, 1 / spread, 0.0) * np.where(np.tri(size, dtype=bool), -1, 1)
            distance = np.abs(theta[:, None] - theta) / np.hypot(error[:, None], error)
        # Of two values known exactly, equal ones are undecided, and others are as far apart as can be.
        self.distance = np.where(np.isnan(distance), 0.0, distance)
        self.inverse = inverse.astype(np.float32)
        self.z = rng.standard_normal((size, draws), dtype=np.float32) * scaled[:, None].astype(np.float32)
        self.confidence = confidence

    def marginal(self, chosen: Ranks) -> tuple[Ranks, Ranks]:
        """Return how many areas stand above and below each of the chosen, by the tests of that one; 0 for others."""
        size = len(self.z)
        decided = np.zeros((size, size), dtype=bool)
        for j in chosen:
            decided[j] = self._decided([int(j)], np.ones((1, size), dtype=bool))[0]
        return np.tril(decided).sum(axis=1), np.triu(decided).sum(axis=1)

    def simultaneous(self) -> tuple[Ranks, Ranks]:
        """Return how many areas stand above and below each one, by one family of tests."""
        size = len(self.z)
        decided = self._decided(list(range(size)), ~np.tri(size, dtype=bool))
        return decided.sum(axis=0), decided.sum(axis=1)

    def _decided(self, rows: list[int], pairs: Booleans) -> Booleans:
        """Return which of the pairs (rows, all areas) are decided, stepwise."""
        up, down = self._largest(rows, pairs, self.z)
        largest = np.maximum(up, down)
        distance = np.where(pairs, self.distance[rows], 0.0)
        decided: Booleans = distance > np.quantile(largest, self.confidence)
        least = np.quantile(down, self.confidence)
        if not decided.any() or not np.any((distance > least) & ~decided):
            return decided
        relevant = np.flatnonzero(largest > np.quantile(down, self.confidence, method="lower"))
        z, down = np.ascontiguousarray(self.z[:, relevant]), down[relevant]
        while True:
            up, _ = self._largest(rows, pairs & ~decided, z)
            largest[relevant] = np.maximum(up, down)
            more: Booleans = distance > np.quantile(largest, self.confidence)
            if np.array_equal(more, decided):
                return decided
            decided = more

    def _largest(self, rows: list[int], pairs: Booleans, z: Draws) -> tuple[Draws, Draws]:
        """Return for each draw the largest figure that speaks for the order of the values, and the largest against."""
        up, down = np.zeros((2, z.shape[1]), dtype=np.float32)
        for j, chosen in zip(rows, pairs, strict=True):
            others, inverse = z[chosen], self.inverse[j, chosen][:, None]
            if not others.size:
                continue
            for start in range(0, z.shape[1], BLOCK):
                part = slice(start, start + BLOCK)
                figure = z[j, part] - others[:, part]
                figure *= inverse
                np.maximum(up[part], figure.max(axis=0), out=up[part])
                np.maximum(down[part], -figure.min(axis=0), out=down[part])
        return up, down
