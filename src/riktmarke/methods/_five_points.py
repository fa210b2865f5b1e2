"""The arithmetic of the trend marker: slopes over five points, over all of them and with each left out."""

from itertools import combinations

import numpy as np

from riktmarke.methods.estimate import Booleans, Floats

POINTS = 5
PAIRS = tuple(combinations(range(POINTS), 2))
# Differences that cancel leave this much of the numbers they came from: what is smaller is no slope but rounding.
ROUNDING = 8 * float(np.finfo(np.float64).eps)


def latest_points(*series: Floats) -> tuple[list[Floats], Booleans]:
    """Return the last five points that every series has, each of shape (5, ...), and where there are fewer than five.

    A point is there when none of the series is NaN at it. Where there are too few, the rest is NaN.
    """
    alike = [np.atleast_1d(array) for array in np.broadcast_arrays(*series)]
    short = POINTS - alike[0].shape[-1]
    if short > 0:
        alike = [np.concatenate([np.full((*array.shape[:-1], short), np.nan), array], axis=-1) for array in alike]
    there: Booleans = ~np.logical_or.reduce([np.isnan(array) for array in alike])
    latest = there[..., -POINTS:]
    if latest.all():
        return [_first_axis(array[..., -POINTS:]) for array in alike], np.zeros(there.shape[:-1], dtype=bool)
    # A stable sort by being there puts the points that are, in their order, last.
    order = np.argsort(there, axis=-1, kind="stable")[..., -POINTS:]
    missing: Booleans = ~np.take_along_axis(there, order, axis=-1)
    taken = [np.where(missing, np.nan, np.take_along_axis(array, order, axis=-1)) for array in alike]
    too_few: Booleans = np.any(missing, axis=-1)
    return [_first_axis(array) for array in taken], too_few


def _first_axis(array: Floats) -> Floats:
    return np.ascontiguousarray(np.moveaxis(array, -1, 0))


def slopes(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return the least-squares slopes at times 1 to 5, shape (6, ...), and Σ wᵢ wⱼ (j - i)² over the pairs of points.

    The first slope is over all points, each of the others without one of them in turn, at the times that they have. A
    slope is Σ wᵢ wⱼ (j - i)(yⱼ - yᵢ) / Σ wᵢ wⱼ (j - i)² over the pairs: the same as by sums of squares and products,
    and exactly 0 where all values are the same.

    Args:
        values: shape (5, ...).
        weights: shape (5, ...), or that broadcasts to it.
    """
    rise = np.zeros((POINTS + 1, *values.shape[1:]))
    size, spread = np.zeros_like(rise), np.zeros((POINTS + 1, *weights.shape[1:]))
    magnitude = np.abs(values)
    for first, second in PAIRS:
        apart = second - first
        weight = weights[first] * weights[second] * apart
        step = weight * (values[second] - values[first])
        reach = weight * (magnitude[first] + magnitude[second])
        for place in (0, *(1 + left_out for left_out in range(POINTS) if left_out not in (first, second))):
            rise[place] += step
            size[place] += reach
            spread[place] += weight * apart
    rise[np.abs(rise) <= ROUNDING * size] = 0.0
    return rise / spread, spread[0]


def chi_squared_of_shares(events: Floats, people: Floats) -> Floats:
    """Return the Cochran–Armitage chi-squared for a trend in shares over times 1 to 5; NaN without variation.

    It is N (N Σxt - X Σnt)² / (X (N - X) (N Σnt² - (Σnt)²)), by pairs of points so that no large sums are subtracted.

    Args:
        events: x, shape (5, ...).
        people: n, shape (5, ...).
    """
    total, everybody = events.sum(axis=0), people.sum(axis=0)
    rise, spread = np.zeros_like(total), np.zeros_like(total)
    for first, second in PAIRS:
        apart = second - first
        rise += apart * (people[first] * events[second] - people[second] * events[first])
        spread += apart**2 * people[first] * people[second]
    found: Floats = rise / (total / everybody * (everybody - total)) * (rise / spread)
    return found
