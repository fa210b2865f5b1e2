"""Groups of a population, checked, and the interval of a measure of them. The groups lie on the first axis here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods.estimate import (
    Booleans,
    Estimate,
    Floats,
    ReasonCode,
    first_reason,
    floats,
    refuse_if_single,
)

Codes = NDArray[np.uint8]
FEWEST_GROUPS = 2
NOWHERE = np.array(False)  # noqa: FBT003, an array and no argument


@dataclass(frozen=True, eq=False)
class Groups:
    """Rows of groups: arrays of shape (groups, ...), and of shape (...) for what is one figure for a row.

    Attributes:
        value: the figure of each group.
        share: its share of the population.
        place: the mid-point of its share on the way from the first to the last group, less a half: -0.5 to 0.5.
        se: the standard error of the value, None if none was given.
        mean: the mean of the values, weighted by population.
        reason: why a row is no row of groups.
    """

    value: Floats
    share: Floats
    place: Floats
    se: Floats | None
    mean: Floats
    reason: Codes

    def on_scale(self, there: Callable[[Floats], Floats]) -> "Groups":
        """Return the groups with their values on another scale."""
        value = there(self.value)
        return replace(self, value=value, mean=weighted_mean(self.share, value))

    def total(self, figures: Floats) -> Floats:
        """Return the mean of other figures of the groups, weighted by population."""
        return weighted_sum(self.share, figures)

    def error(self, effect: Floats) -> Floats | None:
        """Return the standard error of a measure, given how far each value moves it (the delta method).

        The errors of the groups are independent. A value known exactly adds nothing, however far it would move it.
        """
        if self.se is None:
            return None
        moved = np.where(self.se > 0, effect * self.se, 0.0)
        error: Floats = np.sqrt((moved * moved).sum(axis=0))
        return error


class Measure(NamedTuple):
    """A measure of every row.

    Attributes:
        value: the measure.
        error: its standard error, None without standard errors of the groups. On the logarithm of the measure if
            `logarithmic`.
        reason: why it is undefined.
        logarithmic: whether the interval is symmetric on the logarithm.
        within: the smallest and the largest figure that the measure, and a limit of it, may be.
    """

    value: Floats
    error: Floats | None
    reason: Codes = np.zeros((), dtype=np.uint8)
    logarithmic: bool = False
    within: tuple[float, float] = (-np.inf, np.inf)


def grouped(
    value: ArrayLike,
    population: ArrayLike,
    se: ArrayLike | None,
    *,
    measure: str,
    called: str = "value",
    scale: float | None = None,
) -> Groups:
    """Return the groups, given along the last axis, with why a row is none; refuse a single row that is none.

    Messages call the measure and the value by the names given.
    """
    given = floats(value, population, *(() if se is None else (se,)))
    shape = np.broadcast_shapes((1,), *(array.shape for array in given))
    y, people, *errors = (_first(array, shape) for array in given)
    reason = _reason(shape, y, people, errors, scale)
    inputs = {called: value, "population": population} | ({} if se is None else {"se": se})
    refuse_if_single(reason, measure, inputs)
    share = people / people.sum(axis=0)
    place = np.cumsum(share, axis=0) - share / 2 - 0.5
    return Groups(y, share, place, errors[0] if errors else None, weighted_mean(share, y), reason)


def _first(array: Floats, shape: tuple[int, ...]) -> Floats:
    if shape[-1] == 0:
        return np.full((1, *shape[:-1]), np.nan)
    return np.ascontiguousarray(np.moveaxis(np.broadcast_to(array, shape), -1, 0))


def _reason(shape: tuple[int, ...], y: Floats, people: Floats, errors: list[Floats], scale: float | None) -> Codes:
    top = np.inf if scale is None else scale
    bottom = -np.inf if scale is None else 0.0
    numbers = [y, people, *errors]
    return first_reason(
        shape[:-1],
        (np.array(shape[-1] < FEWEST_GROUPS), ReasonCode.TOO_FEW_VALUES),
        (_some(*(np.isnan(array) for array in numbers)), ReasonCode.MISSING_INPUT),
        (_some(*(np.isinf(array) for array in numbers)), ReasonCode.INFINITE_INPUT),
        (_some(people <= 0), ReasonCode.NO_POPULATION),
        (_some(*(array < 0 for array in errors)), ReasonCode.NEGATIVE_STANDARD_ERROR),
        (_some((y < bottom) | (y > top)), ReasonCode.OUTSIDE_THE_SCALE),
    )


def _some(*conditions: Booleans) -> Booleans | np.bool_:
    found: Booleans | np.bool_ = NOWHERE
    for condition in conditions:
        found = found | condition.any(axis=0)
    return found


def weighted_sum(weights: Floats, figures: Floats) -> Floats:
    """Return the sum of the figures times their weights over the first axis."""
    total: Floats = np.einsum("j...,j...->...", weights, figures)
    return total


def weighted_mean(share: Floats, figures: Floats) -> Floats:
    """Return the mean weighted by shares, from the first figure on: of figures that are alike exactly that figure."""
    mean: Floats = figures[0] + weighted_sum(share, figures - figures[0])
    return mean


def with_interval(groups: Groups, measure: Measure, *, z: float) -> Estimate:
    """Return a measure with its interval, NaN with a reason where it is undefined or has none."""
    if measure.error is None:
        nothing = np.full(groups.mean.shape, np.nan)
        return told(groups, measure, nothing, nothing, missing=ReasonCode.NO_STANDARD_ERRORS)
    half = z * measure.error
    if measure.logarithmic:
        lower, upper = measure.value * np.exp(-half), measure.value * np.exp(half)
    else:
        lower, upper = measure.value - half, measure.value + half
    # The error is infinite where a zero with an error of its own has no logarithm.
    missing = np.where(np.isfinite(half), ReasonCode.INTERVAL_TOO_WIDE, ReasonCode.VALUE_IS_ZERO)
    return told(groups, measure, lower, upper, missing=missing)


def told(
    groups: Groups, measure: Measure, lower: Floats, upper: Floats, *, missing: ReasonCode | NDArray[np.integer]
) -> Estimate:
    """Return the measure with these limits, and `missing` as the reason where they are no finite numbers."""
    value = np.clip(measure.value, *measure.within)
    undefined = np.where(groups.reason, groups.reason, measure.reason)
    bounded = np.isfinite(lower) & np.isfinite(upper) & (undefined == 0)
    low, high = (np.where(bounded, np.clip(limit, *measure.within), np.nan) for limit in (lower, upper))
    reason = np.where(undefined | bounded, undefined, missing)
    return Estimate(np.where(undefined, np.nan, value), low, high, reason)
