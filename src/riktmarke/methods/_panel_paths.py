"""Many series of one indicator as a common path and each area's own, and how uncertain the latest own level is."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from riktmarke.methods.estimate import Floats, ReasonCode, UndefinedMeasure

ROUNDS = 15  # of taking means over areas and over periods in turn; fewer already settle
SHARE_NEEDED = 0.1  # of the areas of the fullest period, for a period to have a common level
FEWEST_AREAS = 5
FURTHEST_APART = 6  # periods between two values whose difference tells noise from movement
SIZE_CLASSES = 8
FEWEST_DIFFERENCES = 20
MOST_SCALED_DEVIATIONS = 4.5  # a difference counts as at most so many: a reorganisation is not how others move
OF_A_NORMAL = 1.4826  # standard deviations per median absolute deviation
LEAST_MOVEMENT = 1e-3  # of the noise, so that a level never stands still


def common_path(places: Floats) -> Floats:
    """Return the path that the areas share, (periods,), from areas × periods with NaN.

    Definition: the period effects of a two-way layout (area + period), by alternating means. Periods that few areas
    have lie on the line between their neighbours.
    """
    there = ~np.isnan(places)
    known = np.where(there, places, 0.0)
    per_area, per_period = np.maximum(there.sum(axis=1), 1), there.sum(axis=0)
    path = np.zeros(places.shape[1])
    for _ in range(ROUNDS):
        own = (known - np.where(there, path, 0.0)).sum(axis=1) / per_area
        path = (known - np.where(there, own[:, None], 0.0)).sum(axis=0) / np.maximum(per_period, 1)
    enough = per_period >= max(FEWEST_AREAS, SHARE_NEEDED * per_period.max())
    if not enough.any():  # a handful of areas: nothing is shared
        return np.zeros(places.shape[1])
    periods = np.arange(places.shape[1])
    filled: Floats = np.interp(periods, periods[enough], path[enough])
    return filled


@dataclass(frozen=True, slots=True)
class Scatter:
    """Variances that depend on an area's size as constant + by_size · size: a period's movement, a value's noise."""

    movement: tuple[float, float]
    noise: tuple[float, float]

    def movement_at(self, size: Floats) -> Floats:
        """Return the variance of a period's movement of each area's level."""
        return np.maximum(self.movement[0] + self.movement[1] * size, LEAST_MOVEMENT * self.noise_at(size) + 1e-12)

    def noise_at(self, size: Floats) -> Floats:
        """Return the variance of a value about its area's level."""
        return self.noise[0] + self.noise[1] * size


def scatter(own: Floats, size: Floats) -> Scatter:
    """Return how the areas' own paths move and how their values scatter about them.

    Definition: values of an area k periods apart differ with a mean square of k · movement + 2 · noise, both
    constant + by_size · size and none below zero. Fitted by least squares over k and classes of size, weighted as
    such means are known. `size` (areas,) is what variance grows with: one over the inhabitants.

    Raises:
        UndefinedMeasure: if no class has enough differences: nothing tells how the values scatter, and that is not
            to say that they do not.
    """
    rows, squares, weights = [], [], []
    classes = np.array_split(np.argsort(size, kind="stable"), SIZE_CLASSES)
    for apart in range(1, min(FURTHEST_APART, own.shape[1] - 1) + 1):
        differences = own[:, apart:] - own[:, :-apart]
        for part in classes:
            found = differences[part]
            found = found[~np.isnan(found)]
            if found.size < FEWEST_DIFFERENCES:
                continue
            most = MOST_SCALED_DEVIATIONS * OF_A_NORMAL * np.median(np.abs(found))
            square = float((np.clip(found, -most, most) if most > 0 else found).__pow__(2).mean())
            middle = float(size[part].mean())
            rows.append([apart, apart * middle, 2.0, 2.0 * middle])
            squares.append(square)
            weights.append(found.size / apart / max(square, 1e-30) ** 2)
    if not rows:
        raise UndefinedMeasure("A forecast", ReasonCode.TOO_FEW_VALUES, {"areas": len(own), "periods": own.shape[1]})
    fit = _none_below_zero(np.array(rows), np.array(squares), np.array(weights))
    return Scatter((float(fit[0]), float(fit[1])), (float(fit[2]), float(fit[3])))


def _none_below_zero(rows: Floats, squares: Floats, weights: Floats) -> Floats:
    """Return the weighted least-squares fit without negative coefficients: the best of all that leave some out."""
    root = np.sqrt(weights)
    best, least = np.zeros(rows.shape[1]), float((weights * squares**2).sum())
    for used in range(1, rows.shape[1] + 1):
        for columns in combinations(range(rows.shape[1]), used):
            part = rows[:, columns]
            fit, *_ = np.linalg.lstsq(part * root[:, None], squares * root, rcond=None)
            miss = float((weights * (squares - part @ fit) ** 2).sum())
            if (fit >= 0).all() and miss < least * (1 - 1e-12):
                best, least = np.zeros(rows.shape[1]), miss
                best[list(columns)] = fit
    return best


@dataclass(frozen=True, slots=True)
class Levels:
    """Where each area's own path stands, (areas,): its level, that level's variance, and how calm the area is.

    `unrest`: the mean square of its steps so far, in what the pooled scatter made of them, drawn towards 1.
    """

    level: Floats
    variance: Floats
    unrest: Floats


def latest_levels(own: Floats, movement: Floats, noise: Floats, *, worth: float) -> Levels:
    """Return each area's latest level: a local level filtered by Kalman's rule; NaN where an area has no value.

    A period without a value adds its movement to the variance. An area's own unrest counts against 1 by the number of
    its steps against `worth`.
    """
    level = np.full(own.shape[0], np.nan)
    variance = np.full(own.shape[0], np.nan)
    squares, steps = np.zeros(own.shape[0]), np.zeros(own.shape[0])
    for values in own.T:
        there, first = ~np.isnan(values), np.isnan(level)
        variance = variance + movement
        with np.errstate(invalid="ignore", divide="ignore"):
            gain = variance / (variance + noise)
            surprise = (values - level) ** 2 / (variance + noise)
        later = there & ~first
        squares += np.where(later, np.minimum(surprise, MOST_SCALED_DEVIATIONS**2), 0.0)
        steps += later
        level = np.where(later, level + gain * (values - level), level)
        variance = np.where(later, variance * (1 - gain), variance)
        level = np.where(there & first, values, level)
        variance = np.where(there & first, noise, variance)
    return Levels(level, variance, (squares + worth) / (steps + worth))


def own_slopes(own: Floats, periods: int) -> Floats:
    """Return the least-squares slope of each area's latest `periods` values; 0 where there are fewer than three."""
    window = own[:, -periods:]
    there: NDArray[np.bool_] = ~np.isnan(window)
    count = np.maximum(there.sum(axis=1), 1)
    times = np.arange(window.shape[1], dtype=np.float64)
    middle = (there * times).sum(axis=1) / count
    distance = np.where(there, times - middle[:, None], 0.0)
    spread = (distance**2).sum(axis=1)
    slope = (distance * np.where(there, window, 0.0)).sum(axis=1) / np.where(spread > 0, spread, 1.0)
    return np.where(there.sum(axis=1) >= 3, slope, 0.0)
