"""Areas in equally large groups by a value, such as tenths by deprivation."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods.estimate import ReasonCode, first_reason, floats


@dataclass(frozen=True, eq=False)
class QuantileGroups:
    """The group of each area, as numbers that sort as numbers.

    Attributes:
        group: 1 to the number of groups; 0 for an area that belongs to none.
        reason: a `ReasonCode` for each area: MISSING_INPUT or INFINITE_INPUT where there is no value to go by,
            TOO_FEW_VALUES for all others where there are fewer values than groups.
    """

    group: NDArray[np.intp]
    reason: NDArray[np.uint8]


def quantile_groups(values: ArrayLike, *, groups: int = 10, largest_first: bool = False) -> QuantileGroups:
    """Return the group of each area along the last axis, by its value: group 1 holds the smallest values.

    Definition: of n areas with a value, the one with rank k belongs to group g + 1 - ceil((n + 1 - k) g / n), g the
    number of groups (UKHSA, Assigning deprivation categories), in whole numbers throughout. Areas with the same value
    share the best rank and so the group, which may leave groups of different size, or empty. Areas without a value are
    left out and not counted.

    Args:
        values: one for each area; NaN where there is none.
        groups: how many groups: 10 for tenths, 5 for fifths.
        largest_first: whether group 1 holds the largest values.

    Raises:
        ValueError: if groups is below 1, or there is no axis of areas.
    """
    (array,) = floats(values)
    if groups < 1:
        raise ValueError(f"groups is 1 or more; got {groups}")
    if array.ndim == 0:
        raise ValueError(f"values lie along an axis of areas; got the single number {float(array)}")
    known = np.isfinite(array)
    count = known.sum(axis=-1, keepdims=True)
    reason = first_reason(
        array.shape,
        (np.isnan(array), ReasonCode.MISSING_INPUT),
        (np.isinf(array), ReasonCode.INFINITE_INPUT),
        (count < groups, ReasonCode.TOO_FEW_VALUES),
    )
    rank = _ranks(np.where(known, -array if largest_first else array, np.nan))
    above = -(-(count + 1 - rank) * groups // np.maximum(count, 1))
    return QuantileGroups(np.where(reason, 0, groups + 1 - above), reason)


def _ranks(values: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return ranks from 1, the best for values that are the same; NaN stands last."""
    order = np.argsort(values, axis=-1, kind="stable")
    inline = np.take_along_axis(values, order, axis=-1)
    first = np.zeros(values.shape, dtype=np.intp)
    first[..., 1:] = np.where(inline[..., 1:] != inline[..., :-1], np.arange(1, values.shape[-1]), 0)
    ranks = np.empty(values.shape, dtype=np.intp)
    np.put_along_axis(ranks, order, np.maximum.accumulate(first, axis=-1) + 1, axis=-1)
    return ranks
