"""Pairs of points of a series: how many rise, how many are alike, how steep they are, and what chance makes of them."""

import numpy as np
from numpy.typing import NDArray

from riktmarke.methods.estimate import Floats


def rises(points: Floats) -> NDArray[np.int_]:
    """Return S: the pairs in which the later point is higher less those in which it is lower; points on the first axis.

    A pair with NaN is neither.
    """
    s = np.zeros(points.shape[1:], dtype=np.int_)
    for lag in range(1, len(points)):
        later, earlier = points[lag:], points[:-lag]
        s += ((later > earlier).view(np.int8) - (later < earlier).view(np.int8)).sum(axis=0)
    return s


def of_ties(points: Floats) -> Floats:
    """Return Σ t (t - 1)(2t + 5) over groups of t equal points, the points on the first axis; NaN equals nothing.

    Each point of a group adds (t - 1)(2t + 5).
    """
    alike = np.ones(points.shape)
    for lag in range(1, len(points)):
        same = points[lag:] == points[:-lag]
        if same.any():
            alike[lag:] += same
            alike[:-lag] += same
    found: Floats = ((alike - 1) * (2 * alike + 5)).sum(axis=0)
    return found


def probabilities(n: int) -> Floats:
    """Return how often n values in random order give an S of 0, 1, 2 … or more, up or down.

    The orders of n values are counted by how many of their pairs fall: the n-th value falls below none, one … or all of
    those before it, so that each n adds a factor 1 + q + … + q^(n-1) (Kendall 1975).
    """
    orders = np.ones(1)
    for size in range(2, n + 1):
        orders = np.convolve(orders, np.ones(size))
    falling = np.arange(orders.size)
    s = falling[-1] - 2 * falling
    found: Floats = (np.abs(s) >= falling[:, np.newaxis]) @ orders / orders.sum()
    return found


def steepness(values: Floats, times: Floats) -> Floats:
    """Return the slopes between all pairs of points along the last axis; NaN between points of the same time."""
    n = values.shape[-1]
    found = np.empty((*values.shape[:-1], n * (n - 1) // 2))
    start = 0
    for lag in range(1, n):
        stop = start + n - lag
        apart = times[..., lag:] - times[..., :-lag]
        apart = np.where(apart == 0, np.nan, apart)
        np.divide(values[..., lag:] - values[..., :-lag], apart, out=found[..., start:stop])
        start = stop
    return found


def at(array: Floats, places: NDArray[np.intp]) -> Floats:
    """Return what stands at the places, counted along the last axis of each series."""
    found: Floats = np.take_along_axis(array, places, axis=-1)
    return found
