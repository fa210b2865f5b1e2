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
    # One more column of zeros: the padding -1 points at it.
    cells = np.zeros((6, *values.shape[:-1], values.shape[-1] + 1))
    np.copyto(cells[0, ..., :-1], values, where=present)
    np.copyto(cells[1, ..., :-1], weights, where=known)
    np.copyto(cells[2, ..., :-1], weights, where=usable)
    cells[3, ..., :-1] = cells[0, ..., :-1] * cells[2, ..., :-1]
    cells[4, ..., :-1] = present
    cells[5, ..., :-1] = present & ~known
    totals = cells.take(members.T, axis=-1).sum(axis=-2)
    value, weight, weight_used, product, count, unweightable = totals
    with np.errstate(divide="ignore", invalid="ignore"):
        unweighted = value / count
        weighted = product / weight_used
        covered = weight_used / weight
    weighted[unweightable > 0] = np.nan
    covered[unweightable > 0] = np.nan
    return GroupMeans(weighted, unweighted, covered, count.astype(np.intp))


SHARES = np.array([0.0, 0.25, 0.5, 0.75, 1.0])


class Spread(NamedTuple):
    """Smallest, lower quarter, median, upper quarter and largest value, and how many values they rest on."""

    minimum: Floats
    lower_quarter: Floats
    median: Floats
    upper_quarter: Floats
    maximum: Floats
    areas: NDArray[np.intp]


def spread(values: Floats) -> Spread:
    """Return range and quarters over the last axis, NaN left out (and NaN where there is no value at all).

    Definition: linear interpolation between order statistics at (n - 1) * p (Hyndman & Fan 1996, type 7).
    """
    count = np.sum(~np.isnan(values), axis=-1)
    ordered = np.sort(values, axis=-1)  # NaN sorts last
    place = np.maximum(count - 1, 0)[..., None] * SHARES
    below = place.astype(np.intp)
    low = np.take_along_axis(ordered, below, axis=-1)
    high = np.take_along_axis(ordered, np.ceil(place).astype(np.intp), axis=-1)
    at = low + (high - low) * (place - below)
    return Spread(at[..., 0], at[..., 1], at[..., 2], at[..., 3], at[..., 4], count)
