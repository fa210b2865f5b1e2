"""Ranks of municipalities with the set of ranks that the uncertainty allows: a rank is never alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.methods.estimate import quantile

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
Ranks16 = NDArray[np.int16]
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Ranks:
    """Rank 1 is the best; `lower` and `upper` enclose the true rank in 95 of 100 samples; `of` is how many rank.

    Arrays of shape (groups, areas); 0 where there is no rank or no uncertainty to make a set from.
    """

    rank: Ranks16
    lower: Ranks16
    upper: Ranks16
    of: Ranks16


def ranks_of(values: Floats, se: Floats, place: Places, there: NDArray[np.bool_], *, bad: int) -> Ranks:
    """Return the rank of each area's latest value among all that have one in the same year.

    Definition: marginal confidence sets by tests of all pairs that an area is part of (Mogstad, Romano, Shaikh &
    Wilhelm 2024), with Bonferroni's bound in place of the bootstrap, which makes them no narrower.

    Args:
        values: municipalities only, shape (groups, areas, years).
        se: their standard errors, the same shape.
        place: each area's latest year along the years, shape (groups, areas).
        there: where it has one.
        bad: 1 where a higher value is worse, -1 where a lower one is.
    """
    found = [np.zeros(place.shape, dtype=np.int16) for _ in range(4)]
    for group in range(values.shape[0]):
        for year in np.unique(place[group][there[group]]):
            own = np.flatnonzero(there[group] & (place[group] == year))
            ranked = np.flatnonzero(~np.isnan(values[group, :, year] + se[group, :, year]))
            own = own[np.isin(own, ranked)]
            if own.size and ranked.size > 1:
                for column, result in zip(
                    found, _ranked(values[group, :, year] * bad, se[group, :, year], own, ranked), strict=True
                ):
                    column[group, own] = result
    return Ranks(*found)


def _ranked(worse: Floats, se: Floats, own: Places, ranked: Places) -> tuple[Ranks16, Ranks16, Ranks16, Ranks16]:
    difference = worse[own][:, None] - worse[ranked]
    limit = quantile(1 - (1 - CONFIDENCE) / (ranked.size - 1)) * np.hypot(se[own][:, None], se[ranked])
    lower = 1 + (difference > limit).sum(axis=1)
    upper = ranked.size - (difference < -limit).sum(axis=1)
    rank = 1 + (difference > 0).sum(axis=1)
    of = np.full(own.size, ranked.size)
    return tuple(a.astype(np.int16) for a in (rank, lower, upper, of))  # type: ignore[return-value]
