"""Whether a series has a trend: which values are measurements of their own, and whether more than chance moves them.

The tests take the points given to them for independent measurements: `independent_points` says which are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from riktmarke.methods._five_points import chi_squared_of_shares, latest_points, slopes
from riktmarke.methods._pairs import at, of_ties, probabilities, rises, steepness
from riktmarke.methods.estimate import (
    Booleans,
    Estimate,
    Floats,
    ReasonCode,
    first_reason,
    floats,
    quantile,
    refuse_if_single,
)

# Above this, chi-squared with one degree of freedom lies with a probability of 0.002.
CRITICAL_CHI2 = 9.54953570608324
STANDARD_ERRORS_IN_AN_INTERVAL = 3.92
ANY_YEAR = np.array(np.iinfo(np.int64).max)
EXACT_BELOW = 10  # points
DIRECTIONS = np.array(["no_change", "increasing", "decreasing", "undefined"])


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

    Values are never taken for repetitions unless `schedule` or `repeats_at_most` says that they can be: a figure may
    come out the same twice.

    Args:
        periods: increasing periods (years) along the last axis of `values`.
        window: periods pooled in each value, 1 for a value that stands for its own period.
        values: shape (..., periods), NaN where there is no value.

    Raises:
        ValueError: if `periods` do not match `values` or are not increasing, or `window` or `repeats_at_most` < 1.
    """
    (array,) = floats(values)
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
    run = np.array(1)
    for index in range(years.size - 1):
        following = index + 1
        same = values[..., following] == values[..., index]
        adjacent = years[following] == years[index] + 1 and int(years[following]) not in starts
        repeated[..., following] = same & adjacent & (run < at_most)
        run = np.where(repeated[..., following], run + 1, 1)
    return repeated


def _non_overlapping(
    measured: NDArray[np.bool_], years: NDArray[np.int_], window: int, starts: set[int]
) -> NDArray[np.bool_]:
    kept = np.zeros_like(measured)
    latest_allowed = ANY_YEAR
    for index in range(years.size - 1, -1, -1):
        kept[..., index] = measured[..., index] & (years[index] <= latest_allowed)
        latest_allowed = np.where(kept[..., index], years[index] - window, latest_allowed)
        if int(years[index]) in starts:
            latest_allowed = ANY_YEAR
    return kept


@dataclass(frozen=True, eq=False)
class TrendMarker:
    """Whether the last five points of each series show a trend.

    Attributes:
        chi2: chi-squared for a linear trend, one degree of freedom.
        slope: the slope over the five points, per point: of the logit of the share for counts, of the value otherwise.
        leave_one_out: the five slopes without the first, the second … the fifth point; shape (..., 5).
        significant: whether chi2 exceeds 9.5495 and all six slopes have the same sign.
        direction: "increasing", "decreasing", "no_change" (not significant), or "undefined".
        reason: a `ReasonCode` for each series. NO_VARIATION: nothing, or everything, in all five points, so that chi2
            is NaN and the slopes are 0.
    """

    chi2: Floats
    slope: Floats
    leave_one_out: Floats
    significant: Booleans
    direction: str | NDArray[np.str_]
    reason: NDArray[np.uint8]


def trend_marker(
    values: ArrayLike, *, n: ArrayLike | None = None, lower: ArrayLike | None = None, upper: ArrayLike | None = None
) -> TrendMarker:
    """Return whether the last five points along the last axis rise or fall by more than chance.

    Definition: the trend marker of Fingertips (Office for Health Improvement and Disparities), times 1 to 5. With `n`,
    the chi-squared of Cochran and Armitage for a trend in shares, and the least-squares slope of their logits (0.5 is
    added to both the events and the others where either is none). With limits, the least-squares slope weighted by 1 /
    SE², SE = (upper - lower) / 3.92, and chi-squared = (slope / its standard error)². Significant if chi-squared
    exceeds 9.54953570608324 (0.2 %) and the slope, and the five slopes without one of the points, are all above or all
    below zero.

    Args:
        values: with `n`, the events: whole numbers. Values that are not all whole are shares of `n`, 0 to 1. With
            limits, any figures. NaN where nothing was measured: the last five points that have all numbers count.
        n: how many the events could have happened to.
        lower: 95 % confidence limits of the values.
        upper: 95 % confidence limits of the values.

    Raises:
        UndefinedMeasure: for a single series, if it has fewer than five points, an n is not above 0, events are below
            0 or above n, or an upper limit does not lie above the lower one; in arrays such series are NaN and
            "undefined", with a reason code.
        ValueError: unless either `n`, or `lower` and `upper`, are given; if values with `n` are neither counts nor
            shares.
    """
    if n is not None and lower is None and upper is None:
        return _marker_of_counts(values, n)
    if n is None and lower is not None and upper is not None:
        return _marker_of_estimates(values, lower, upper)
    given = [name for name, numbers in {"n": n, "lower": lower, "upper": upper}.items() if numbers is not None]
    raise ValueError(f"a trend marker takes either n, or lower and upper; got {', '.join(given) or 'none of them'}")


def _marker_of_counts(values: ArrayLike, n: ArrayLike) -> TrendMarker:
    given, size = floats(values, n)
    (events, people), too_few = latest_points(_counted(given, size), size)
    total, everybody = events.sum(axis=0), people.sum(axis=0)
    reason = first_reason(
        too_few.shape,
        (too_few, ReasonCode.TOO_FEW_VALUES),
        (_infinite(events, people), ReasonCode.INFINITE_INPUT),
        ((people <= 0).any(axis=0), ReasonCode.NO_POPULATION),
        ((events < 0).any(axis=0), ReasonCode.NEGATIVE_COUNT),
        ((events > people).any(axis=0), ReasonCode.MORE_EVENTS_THAN_POPULATION),
        ((total == 0) | (total == everybody), ReasonCode.NO_VARIATION),
    )
    refuse_if_single(reason, "The trend marker", {"values": values, "n": n}, tolerated=(ReasonCode.NO_VARIATION,))
    with np.errstate(divide="ignore", invalid="ignore"):
        others = people - events
        half = np.where((events == 0) | (others == 0), 0.5, 0.0)
        chi2 = chi_squared_of_shares(events, people)
        six, _ = slopes(np.log((events + half) / (others + half)), np.ones((len(events), *[1] * reason.ndim)))
    six[:, reason == ReasonCode.NO_VARIATION] = 0.0
    return _marked(chi2, six, reason)


def _counted(values: Floats, size: Floats) -> Floats:
    there = values[np.isfinite(values)]
    parts = there[there % 1 != 0]
    if not parts.size:
        return values
    if there.min() >= 0 and there.max() <= 1:
        with np.errstate(invalid="ignore"):
            return values * size
    raise ValueError(f"values with n are counts (whole numbers), or shares between 0 and 1; got {parts[0]}")


def _marker_of_estimates(values: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> TrendMarker:
    (points, low, high), too_few = latest_points(*floats(values, lower, upper))
    with np.errstate(invalid="ignore"):
        width = high - low
    reason = first_reason(
        too_few.shape,
        (too_few, ReasonCode.TOO_FEW_VALUES),
        (_infinite(points, low, high), ReasonCode.INFINITE_INPUT),
        ((width <= 0).any(axis=0), ReasonCode.NO_WIDTH),
    )
    refuse_if_single(reason, "The trend marker", {"values": values, "lower": lower, "upper": upper})
    with np.errstate(divide="ignore", invalid="ignore"):
        narrowest = width.min(axis=0)  # weights beside the largest, so that tiny or huge units neither vanish nor grow
        weights = (narrowest / width) ** 2
        six, spread = slopes(points, weights)
        precision = spread / weights.sum(axis=0)
        chi2 = (six[0] * STANDARD_ERRORS_IN_AN_INTERVAL / narrowest) ** 2 * precision
    return _marked(chi2, six, reason)


def _infinite(*points: Floats) -> Booleans:
    found: Booleans = np.logical_or.reduce([np.isinf(array).any(axis=0) for array in points])
    return found


def _marked(chi2: Floats, six: Floats, reason: NDArray[np.uint8]) -> TrendMarker:
    undefined = (reason != ReasonCode.DEFINED) & (reason != ReasonCode.NO_VARIATION)
    chi2, six = _known(chi2, reason), _known(six, undefined)
    certain = chi2 > CRITICAL_CHI2
    rising, falling = certain & (six > 0).all(axis=0), certain & (six < 0).all(axis=0)
    direction = DIRECTIONS[np.select([undefined, rising, falling], [3, 1, 2])]
    significant = np.asarray(rising | falling)
    return TrendMarker(chi2, np.asarray(six[0]), np.moveaxis(six[1:], 0, -1), significant, direction, reason)


@dataclass(frozen=True, eq=False)
class MannKendall:
    """The test of Mann and Kendall for each series.

    Attributes:
        s: how many pairs of points rise, less how many fall.
        variance: of s, if the order were chance.
        z: s in standard deviations, drawn one step towards zero.
        p: two-sided probability of an s of this size or more, if the order were chance.
        reason: a `ReasonCode` for each series; where it is not DEFINED, the others are NaN.
    """

    s: Floats
    variance: Floats
    z: Floats
    p: Floats
    reason: NDArray[np.uint8]


def mann_kendall(values: ArrayLike) -> MannKendall:
    """Return whether each series along the last axis tends to rise or to fall, whatever the shape of its path.

    Definition: S = pairs that rise - pairs that fall; variance (n(n - 1)(2n + 5) - Σ t(t - 1)(2t + 5)) / 18 over
    groups of t equal values; z = (S ∓ 1) / √variance, 0 where S is 0 (Mann 1945; Kendall 1975). Below 10 points
    without equal values p is exact, from the distribution of S over all orders; otherwise p is that of z under the
    normal distribution. A series whose values are all the same has S, variance and z 0 and p 1.

    The points must be independent. Where each follows the one before (autocorrelation of 0.4, ten points), about one
    series in seven without a trend is called significant at 5 %.

    Args:
        values: shape (..., points), in the order of time; NaN where nothing was measured, which is left out.

    Raises:
        UndefinedMeasure: for a single series of fewer than two points; in arrays it is NaN with a reason code.
    """
    (array,) = floats(values)
    points = np.ascontiguousarray(np.moveaxis(np.atleast_1d(array), -1, 0))
    n = np.asarray(np.count_nonzero(~np.isnan(points), axis=0))
    reason = first_reason(n.shape, (_infinite(points), ReasonCode.INFINITE_INPUT), (n < 2, ReasonCode.TOO_FEW_VALUES))
    refuse_if_single(reason, "The Mann-Kendall test", {"values": values})
    s, ties = rises(points), of_ties(points)
    variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
    with np.errstate(invalid="ignore"):
        z = np.where(s == 0, 0.0, (s - np.sign(s)) / np.sqrt(variance))
    p = np.asarray(2 * ndtr(-np.abs(z)))
    exact = (n < EXACT_BELOW) & (ties == 0)
    for size in np.unique(n[exact]):
        so_many = exact & (n == size)
        p[so_many] = probabilities(size)[np.abs(s[so_many])]
    return MannKendall(_known(s, reason), _known(variance, reason), _known(z, reason), _known(p, reason), reason)


def theil_sen(values: ArrayLike, times: ArrayLike, *, confidence: float = 0.95) -> Estimate:
    """Return the median slope between pairs of points along the last axis, per unit of time, with Sen's interval.

    Definition: the median of (y_j - y_i) / (t_j - t_i) over the N pairs of different times (Theil 1950; Sen 1968).
    With C = z √((n(n - 1)(2n + 5) - Σ t(t - 1)(2t + 5)) / 18), over groups of t equal values and of t equal times, the
    limits are the slopes in order that stand at (N - C) / 2 and (N + C) / 2 + 1, both rounded and within 1 to N.

    Two points have a slope and no interval (limits NaN, TOO_FEW_VALUES); so have points with so many equal values and
    times that C is not a number (TOO_MANY_TIES). Three and four points give the smallest and the largest slope, which
    cover less than 95 %: 67 % and 92 %.

    Args:
        values: shape (..., points); NaN where nothing was measured, which is left out.
        times: the times of the points, in any order, that broadcast to the values.
        confidence: of the interval.

    Raises:
        UndefinedMeasure: for a single series, if it has fewer than two points or all at the same time; in arrays such
            series are NaN with a reason code.
        ValueError: if confidence is not a share between 0 and 1, or times do not match the values.
    """
    z = quantile(confidence)
    y, t = _measured(values, times)
    n = np.asarray(np.count_nonzero(~np.isnan(y), axis=-1))
    with np.errstate(invalid="ignore"):
        found = np.sort(steepness(y, t))  # NaN last
    pairs = np.count_nonzero(~np.isnan(found), axis=-1)
    ties = of_ties(np.moveaxis(y, -1, 0)) + of_ties(np.moveaxis(t, -1, 0))
    squared = (n * (n - 1) * (2 * n + 5) - ties) / 18
    infinite = _infinite(np.moveaxis(y, -1, 0)) | _infinite(np.moveaxis(t, -1, 0))
    reason = first_reason(
        n.shape,
        (infinite, ReasonCode.INFINITE_INPUT),
        (n < 2, ReasonCode.TOO_FEW_VALUES),
        (pairs == 0, ReasonCode.NO_VARIATION),
        (n == 2, ReasonCode.TOO_FEW_VALUES),
        (squared < 0, ReasonCode.TOO_MANY_TIES),
    )
    no_slope = np.where(infinite | (pairs == 0), reason, np.uint8(ReasonCode.DEFINED))
    refuse_if_single(no_slope, "The Theil-Sen slope", {"values": values, "times": times})
    if found.shape[-1] == 0:
        found = np.full((*n.shape, 1), np.nan)
    half, last = z * np.sqrt(np.abs(squared)), np.maximum(pairs - 1, 0)
    lower = np.maximum(np.round((pairs - half) / 2) - 1, 0).astype(np.intp)
    upper = np.minimum(np.round((pairs + half) / 2), last).astype(np.intp)
    chosen = at(found, np.stack([lower, last // 2, (last + 1) // 2, upper], axis=-1))
    with np.errstate(invalid="ignore"):
        value = (chosen[..., 1] + chosen[..., 2]) / 2
    return Estimate(_known(value, no_slope), _known(chosen[..., 0], reason), _known(chosen[..., 3], reason), reason)


def _measured(values: ArrayLike, times: ArrayLike) -> tuple[Floats, Floats]:
    y, t = (np.atleast_1d(floats(numbers)[0]) for numbers in (values, times))
    if y.shape[-1] != t.shape[-1]:
        raise ValueError(f"expected a time for each of {y.shape[-1]} values along the last axis, got {t.shape[-1]}")
    missing = np.isnan(y) | np.isnan(t)
    if missing.any() or missing.shape != y.shape:
        return np.where(missing, np.nan, y), np.where(missing, np.nan, t)
    return y, t


def _known(figure: Floats | NDArray[np.int_], reason: NDArray[np.uint8] | Booleans) -> Floats:
    return np.where(reason, np.nan, figure)
