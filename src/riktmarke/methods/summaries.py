"""Means and quarters over areas, with missing values left out and counted."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class GroupMeans(NamedTuple):
    """Means over the members of groups; arrays of shape (..., groups).

    `covered` is the share of the members' weight that belongs to members with a value; NaN where a member that has
    a value lacks a weight, or nobody has one.
    """

    weighted: Floats
    unweighted: Floats
    covered: Floats
    members: NDArray[np.intp]


def group_means(values: Floats, weights: Floats, members: NDArray[np.intp]) -> GroupMeans:
    """Return the weighted and the plain mean of each group's members that have a value.

    Definition: sum(w * y) / sum(w) and sum(y) / n over members with a value. A member with a value but without a
    positive weight makes the weighted mean undefined: leaving it out would silently change who is counted.

    Args:
        values: shape (..., areas), NaN where there is no value.
        weights: the same shape; NaN where unknown.
        members: shape (groups, most members), indices into areas, padded with -1.
    """
    present = ~np.isnan(values)
    known = weights > 0
    usable = present & known
    weight = np.where(known, weights, 0.0)
    there = members >= 0
    columns = np.where(there, members, 0)

    def total(array: NDArray[np.generic]) -> Floats:
        taken = np.take(array, columns, axis=-1)
        return np.sum(taken, axis=-1, where=there, dtype=np.float64)

    count = total(present)
    weight_used = total(np.where(usable, weight, 0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        unweighted = total(np.where(present, values, 0.0)) / count
        weighted = total(np.where(usable, values * weight, 0.0)) / weight_used
        covered = weight_used / total(weight)
    unweightable = total(present & ~known) > 0
    weighted[unweightable] = np.nan
    covered[unweightable] = np.nan
    return GroupMeans(weighted, unweighted, covered, count.astype(np.intp))


class Spread(NamedTuple):
    """Smallest, lower quarter, median, upper quarter and largest value, and how many values they rest on."""

    minimum: Floats
    lower_quarter: Floats
    median: Floats
    upper_quarter: Floats
    maximum: Floats
    count: NDArray[np.intp]


def spread(values: Floats) -> Spread:
    """Return range and quarters over the last axis, NaN left out (and NaN where there is no value at all).

    Definition: linear interpolation between order statistics at (n - 1) * p (Hyndman & Fan 1996, type 7).
    """
    count = np.sum(~np.isnan(values), axis=-1)
    ordered = np.sort(values, axis=-1)  # NaN sorts last

    def at(share: float) -> Floats:
        place = np.maximum(count - 1, 0) * share
        below = np.floor(place).astype(np.intp)
        above = np.ceil(place).astype(np.intp)
        low = np.take_along_axis(ordered, below[..., None], axis=-1)[..., 0]
        high = np.take_along_axis(ordered, above[..., None], axis=-1)[..., 0]
        between: Floats = low + (high - low) * (place - below)
        return between

    return Spread(at(0.0), at(0.25), at(0.5), at(0.75), at(1.0), count)
