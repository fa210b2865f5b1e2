"""Which values of a series are measurements of their own, so that a change is a change."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray


def independent_points(
    periods: Sequence[int],
    window: int,
    values: ArrayLike,
    *,
    schedule: tuple[int, int] | None = None,
    repeats_at_most: int = 1,
    breaks: Sequence[int] = (),
) -> NDArray[np.bool_]:
    """Return which values are independent measurements, as a mask of the shape of `values`.

    Definition: moving windows of `window` periods are kept where they do not overlap, counted from the latest;
    with a `schedule` (first period, periods between) only scheduled periods are measurements; a value repeated in
    consecutive periods is one measurement, standing at its first period, for at most `repeats_at_most` periods; at
    each of `breaks` (first period of a new definition) the counting starts anew.

    Args:
        periods: increasing periods (years) along the last axis of `values`.
        window: periods pooled in each value, 1 for a value that stands for its own period.
        values: shape (..., periods), NaN where there is no value.

    Raises:
        ValueError: if `periods` do not match `values` or are not increasing, or `window` or `repeats_at_most` < 1.
    """
    array = np.asarray(values, dtype=np.float64)
    years = np.asarray(periods)
    if array.shape[-1:] != years.shape or np.any(np.diff(years) <= 0):
        raise ValueError(f"expected {array.shape[-1]} increasing periods, got {list(periods)}")
    if window < 1 or repeats_at_most < 1:
        raise ValueError(f"expected window and repeats_at_most of 1 or more, got {window} and {repeats_at_most}")
    measured = ~np.isnan(array)
    if schedule is not None:
        first, every = schedule
        measured &= (years >= first) & ((years - first) % every == 0)
    starts = set(breaks)
    if repeats_at_most > 1:
        measured &= ~_repeated(array, years, repeats_at_most, starts)
    if window > 1:
        measured = _non_overlapping(measured, years, window, starts)
    return measured


def _repeated(
    values: NDArray[np.float64], years: NDArray[np.int_], at_most: int, starts: set[int]
) -> NDArray[np.bool_]:
    repeated = np.zeros(values.shape, dtype=bool)
    run = np.ones(values.shape[:-1], dtype=int)
    for index in range(1, years.size):
        same = values[..., index] == values[..., index - 1]
        adjacent = years[index] == years[index - 1] + 1 and int(years[index]) not in starts
        repeated[..., index] = same & adjacent & (run < at_most)
        run = np.where(repeated[..., index], run + 1, 1)
    return repeated


def _non_overlapping(
    measured: NDArray[np.bool_], years: NDArray[np.int_], window: int, starts: set[int]
) -> NDArray[np.bool_]:
    kept = np.zeros_like(measured)
    latest_allowed = np.full(measured.shape[:-1], np.iinfo(np.int64).max)
    for index in range(years.size - 1, -1, -1):
        kept[..., index] = measured[..., index] & (years[index] <= latest_allowed)
        latest_allowed = np.where(kept[..., index], years[index] - window, latest_allowed)
        if int(years[index]) in starts:
            latest_allowed = np.full(measured.shape[:-1], np.iinfo(np.int64).max)
    return kept
