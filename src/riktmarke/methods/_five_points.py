"""The arithmetic of the trend marker: slopes over five points, over all of them and with each left out."""

from itertools import combinations

import numpy as np

from riktmarke.methods._pairs import at
from riktmarke.methods.estimate import Booleans, Floats

POINTS = 5
PAIRS = tuple(combinations(range(POINTS), 2))
# Differences that cancel leave this much of the numbers they came from: a slope that is smaller is none but rounding.
ROUNDING = 8 * float(np.finfo(np.float64).eps)


def latest_points(*series: Floats) -> tuple[list[Floats], Booleans]:
    """Return the last five points that every series has, each of shape (5, ...), and where there are fewer than five.

    A point is there when none of the series is NaN at it. Where there are too few, the points mean nothing.
    """
    alike = [np.atleast_1d(array) for array in np.broadcast_arrays(*series)]
    there = _there(alike)
    if there.shape[-1] >= POINTS and there[..., -POINTS:].all():
        return [_first_axis(array[..., -POINTS:]) for array in alike], np.zeros(there.shape[:-1], dtype=bool)
    before = np.full((*there.shape[:-1], POINTS), np.nan)
    longer = [np.concatenate([before, array], axis=-1) for array in alike]
    there = _there(longer)
    places = np.sort(np.where(there, np.arange(there.shape[-1]), 0))[..., -POINTS:]  # nothing is there at 0
    too_few: Booleans = np.any(places == 0, axis=-1)
    return [_first_axis(at(array, places)) for array in longer], too_few


def _there(alike: list[Floats]) -> Booleans:
    found: Booleans = ~np.logical_or.reduce([np.isnan(array) for array in alike])
    return found


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
    spread = np.zeros((POINTS + 1, *weights.shape[1:]))
    for first, second in PAIRS:
        apart = second - first
        weight = weights[first] * weights[second] * apart
        step = weight * (values[second] - values[first])
        for place in (0, *(1 + left_out for left_out in range(POINTS) if left_out not in (first, second))):
            rise[place] += step
            spread[place] += weight * apart
    found = rise / spread
    found[np.abs(found) <= ROUNDING * np.abs(values).max(axis=0)] = 0.0
    return found, spread[0]


def chi_squared_of_shares(events: Floats, people: Floats) -> Floats:
    """Return the Cochran–Armitage chi-squared for a trend in shares over times 1 to 5; NaN without variation.

    It is N (N Σxt - X Σnt)² / (X (N - X) (N Σnt² - (Σnt)²)), by pairs of points so that no large sums are subtracted.

    Args:
        events: x, shape (5, ...).
        people: n, shape (5, ...).
    """
    total, everybody = events.sum(axis=0), people.sum(axis=0)
    rise = sum((j - i) * (people[i] * events[j] - people[j] * events[i]) for i, j in PAIRS)
    spread = sum((j - i) ** 2 * people[i] * people[j] for i, j in PAIRS)
    found: Floats = rise / (total / everybody * (everybody - total)) * (rise / spread)
    return found
