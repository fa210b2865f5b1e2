"""Means and quarters over areas, with missing values left out and counted."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class GroupMeans(NamedTuple):
    """Means over members, the members' axis gone.

    `members` is how many have a value. `covered` is the share of the members' weight that belongs to members with a
    value; NaN where a member that has a value lacks a weight, or nobody has one.
    """

    weighted: Floats
    unweighted: Floats
    covered: Floats
    members: NDArray[np.intp]


def means(values: Floats, weights: Floats, *, axis: int) -> GroupMeans:
    """Return the weighted and the plain mean over one axis of the members that have a value.

    Definition: sum(w * y) / sum(w) and sum(y) / n over members with a value. A member with a value but without a
    positive weight makes the weighted mean undefined: leaving it out would silently change who is counted.

    Args:
        values: NaN where a member has no value.
        weights: the same shape; NaN where unknown.
        axis: the axis that the members lie along.
    """
    present = ~np.isnan(values)
    known = weights > 0
    value = np.where(present, values, 0.0)
    weight = np.where(known, weights, 0.0)
    count = present.sum(axis=axis)
    unweightable = np.any(present > known, axis=axis)
    used = (weight * present).sum(axis=axis)
    with np.errstate(divide="ignore", invalid="ignore"):
        unweighted = value.sum(axis=axis) / count
        weighted = np.where(unweightable, np.nan, (value * weight).sum(axis=axis) / used)
        covered = np.where(unweightable, np.nan, used / weight.sum(axis=axis))
    return GroupMeans(weighted, unweighted, covered, count)


def group_means(values: Floats, weights: Floats, members: NDArray[np.intp]) -> GroupMeans:
    """Return the `means` of groups of areas; arrays of shape (..., groups).

    Args:
        values: shape (..., areas), NaN where there is no value.
        weights: the same shape; NaN where unknown.
        members: shape (groups, most members), indices into areas, padded with -1.
    """
    gathered = [with_nobody(array).take(members.T, axis=-1, mode="wrap") for array in (values, weights)]
    return means(gathered[0], gathered[1], axis=-2)


def with_nobody(values: Floats) -> Floats:
    """Return the values with one more place along the last axis that holds NaN: the padding -1 points at it."""
    padded = np.full((*values.shape[:-1], values.shape[-1] + 1), np.nan)
    padded[..., :-1] = values
    return padded


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
    count = values.shape[-1] - np.count_nonzero(np.isnan(values), axis=-1)
    ordered = np.sort(values, axis=-1)  # NaN sorts last
    place = SHARES.reshape(-1, *[1] * count.ndim) * np.maximum(count - 1, 0)
    below = place.astype(np.intp)
    first = np.arange(count.size).reshape(count.shape) * values.shape[-1]
    low, high = ordered.take(first + below), ordered.take(first + np.ceil(place).astype(np.intp))
    at = low + (high - low) * (place - below)
    return Spread(at[0], at[1], at[2], at[3], at[4], count)
