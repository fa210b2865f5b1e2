"""The simple forecasts that others must beat: the last value, drift and the Theta method, each series by itself.

How uncertain they are is told by how a series has moved. One too short has not shown that, and its
forecast is NaN.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods.estimate import Floats, floats

_TRIED_AT_ONCE = np.linspace(0.0, 1.0, 21)
_NARROWINGS = 8  # of where the best weight lies, each to a tenth of the width: to 1e-9


@dataclass(frozen=True, eq=False)
class SimpleForecast:
    """A normal distribution for each series and period ahead: arrays (series, periods ahead).

    NaN for series with too few values to tell how they move.
    """

    mean: Floats
    standard_deviation: Floats


def naive_forecast(values: ArrayLike, *, ahead: int) -> SimpleForecast:
    """Return the last value for each period ahead; the variance is the mean squared change, times the periods ahead.

    Args:
        values: (series, periods), NaN where there is no value: what lies between two is taken from the line between,
            and what lies beyond the first and last from the nearest. Fewer than two values give NaN.
        ahead: how many periods.

    Raises:
        ValueError: if values do not have two axes or one is infinite, or `ahead` is not 1 or more.
    """
    filled = _filled(values, ahead, fewest=2)
    steps = np.arange(1, ahead + 1)
    spread = _root_mean_square(np.diff(filled, axis=1), 0)
    return SimpleForecast(np.repeat(filled[:, -1:], ahead, axis=1), spread[:, None] * np.sqrt(steps))


def drift_forecast(values: ArrayLike, *, ahead: int) -> SimpleForecast:
    """Return the last value plus the mean change for each period ahead.

    Definition: random walk with drift; the variance is that of the changes times h (1 + h / (n - 1)), n values.
    Arguments and errors are those of `naive_forecast`; fewer than three values give NaN.
    """
    filled = _filled(values, ahead, fewest=3)
    steps = np.arange(1, ahead + 1)
    changes = np.diff(filled, axis=1)
    drift = changes.mean(axis=1)
    spread = _root_mean_square(changes - drift[:, None], 1)
    count = filled.shape[1]
    return SimpleForecast(
        filled[:, -1:] + drift[:, None] * steps, spread[:, None] * np.sqrt(steps * (1 + steps / (count - 1)))
    )


def theta_forecast(values: ArrayLike, *, ahead: int) -> SimpleForecast:
    """Return the forecasts of the Theta method (Assimakopoulos & Nikolopoulos 2000) without seasons.

    Definition: simple exponential smoothing with half of the linear trend as drift (Hyndman & Billah 2003), with the
    smoothing weight and the first level of least squares; the variance is that of its one-step errors, times
    1 + (h - 1) weight². Arguments and errors are those of `naive_forecast`; fewer than three values give NaN.
    """
    filled = _filled(values, ahead, fewest=3)
    count = filled.shape[1]
    weight = _best_weight(filled)
    level, errors = _smoothed(filled, weight)
    times = np.arange(count) - (count - 1) / 2
    slope = (filled * times).sum(axis=1) / (times**2).sum()
    steps = np.arange(ahead)
    with np.errstate(divide="ignore", invalid="ignore"):
        first = np.where(weight > 0, (1 - (1 - weight) ** count) / weight, count)
    mean = level[:, None] + slope[:, None] / 2 * (steps + first[:, None])
    variance = (errors / max(count - 2, 1))[:, None] * (1 + steps * weight[:, None] ** 2)
    return SimpleForecast(mean, np.sqrt(variance))


def _best_weight(filled: Floats) -> Floats:
    """Return each series' smoothing weight of least squares: the best of evenly spaced ones, narrowed down about it."""
    low, high = np.zeros(len(filled)), np.ones(len(filled))
    rows = np.arange(len(filled))
    for _ in range(_NARROWINGS):
        tried = low + _TRIED_AT_ONCE[:, None] * (high - low)
        best = np.argmin(_smoothed(filled, tried)[1], axis=0)
        low, high = tried[np.maximum(best - 1, 0), rows], tried[np.minimum(best + 1, len(tried) - 1), rows]
    best_weight: Floats = (low + high) / 2
    return best_weight


def _smoothed(filled: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Return the last smoothed level and the sum of squared one-step errors, with the first level of least squares.

    Both have the shape of `weight` (..., series). A first level of 1 instead of 0 takes (1 - weight) ** k from the
    error of period k, so that one run from 0 tells the level that makes their squares least.
    """
    level = np.zeros(weight.shape)
    errors = np.empty((filled.shape[1], *weight.shape))
    for place, values in enumerate(filled.T):
        errors[place] = values - level
        level = level + weight * errors[place]
    periods = np.arange(filled.shape[1]).reshape(-1, *(1 for _ in weight.shape))
    left = (1 - weight) ** periods
    start = (errors * left).sum(axis=0) / (left**2).sum(axis=0)
    squares: Floats = ((errors - start * left) ** 2).sum(axis=0)
    return level + start * (1 - weight) ** filled.shape[1], squares


def _root_mean_square(numbers: Floats, used: int) -> Floats:
    found: Floats = np.sqrt((numbers**2).sum(axis=1) / max(numbers.shape[1] - used, 1))
    return found


def _filled(values: ArrayLike, ahead: int, *, fewest: int) -> Floats:
    """Return the values without gaps: on the line between neighbours, and the nearest beyond the first and last.

    Series with fewer than `fewest` values are NaN throughout. Without room for so many, periods of NaN come first.
    """
    (given,) = floats(values)
    if given.ndim != 2 or ahead < 1 or np.isinf(given).any():
        raise ValueError(
            f"expected finite values (series, periods), NaN where there is none, and ahead of 1 or more; got values "
            f"{given.shape} and ahead {ahead}"
        )
    room = max(fewest - given.shape[1], 0)
    array = np.pad(given, ((0, 0), (room, 0)), constant_values=np.nan)
    gaps: NDArray[np.bool_] = np.isnan(array)
    told = (~gaps).sum(axis=1) >= fewest
    array[~told] = np.nan
    periods = np.arange(array.shape[1])
    for row in np.flatnonzero(gaps.any(axis=1) & told):
        there = ~gaps[row]
        array[row] = np.interp(periods, periods[there], array[row, there])
    return array
