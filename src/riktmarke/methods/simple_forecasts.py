"""The simple forecasts that others must beat: the last value, drift and the Theta method, each series by itself.

How uncertain they are is told by how a series has moved. One too short has not shown that, and its
forecast is NaN.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods.estimate import Floats, floats

_GOLDEN = (np.sqrt(5) - 1) / 2
_NARROWINGS = 40  # of where the best weight lies: to 1e-8
_COARSE = np.linspace(0.0, 1.0, 21)


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
    """Return each series' smoothing weight of least squares: the best of a coarse grid, narrowed down about it."""
    squares = np.stack([_smoothed(filled, np.full(len(filled), weight))[1] for weight in _COARSE])
    best = np.argmin(squares, axis=0)
    low, high = _COARSE[np.maximum(best - 1, 0)], _COARSE[np.minimum(best + 1, len(_COARSE) - 1)]
    for _ in range(_NARROWINGS):
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        nearer = _smoothed(filled, left)[1] <= _smoothed(filled, right)[1]
        low, high = np.where(nearer, low, left), np.where(nearer, right, high)
    best_weight: Floats = (low + high) / 2
    return best_weight


def _smoothed(filled: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Return the last smoothed level and the sum of squared one-step errors, with the first level of least squares.

    Errors are linear in the first level, so two runs tell the level that makes their squares least.
    """
    from_zero, from_one = _run(filled, weight, 0.0), _run(filled, weight, 1.0)
    per_level = from_one[1] - from_zero[1]  # an error's change per unit of the first level
    start = -(from_zero[1] * per_level).sum(axis=1) / (per_level**2).sum(axis=1)
    errors = from_zero[1] + start[:, None] * per_level
    level = from_zero[0] + start * (from_one[0] - from_zero[0])
    return level, (errors**2).sum(axis=1)


def _run(filled: Floats, weight: Floats, start: float) -> tuple[Floats, Floats]:
    level, errors = np.full(len(filled), start), np.empty_like(filled)
    for place, values in enumerate(filled.T):
        errors[:, place] = values - level
        level = level + weight * errors[:, place]
    return level, errors


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
