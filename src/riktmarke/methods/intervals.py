"""Confidence intervals of single figures: a proportion, a rate, a count, a mean."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammainccinv, gammaincinv, stdtrit

from riktmarke.methods.estimate import (
    Booleans,
    Estimate,
    Floats,
    ReasonCode,
    first_reason,
    floats,
    quantile,
    refuse_if_single,
    settled,
    sound,
    unit,
)

FEWEST_FOR_BYAR = 10


def proportion(events: ArrayLike, n: ArrayLike, *, confidence: float = 0.95) -> Estimate:
    """Return the share `events / n` (0 to 1) with Wilson's score interval; arrays broadcast.

    Definition: the two solutions p of |events / n - p| = z * sqrt(p * (1 - p) / n) (Wilson 1927; Newcombe & Altman
    2000). No event gives a lower limit of exactly 0, n events an upper limit of exactly 1.

    Raises:
        UndefinedMeasure: for a single share, if n is not above 0, or events are below 0 or above n; in arrays such
            shares are NaN with a reason code.
        ValueError: if confidence is not a share between 0 and 1.
    """
    x, size = floats(events, n)
    z2 = quantile(confidence) ** 2
    reason = _reason_of_share(x, size)
    refuse_if_single(reason, "The proportion", {"events": events, "n": n})
    with np.errstate(all="ignore"):
        value = x / size
        lower, upper = _wilson(x, size, value, z2)
    return settled(value, lower, upper, reason)


def _wilson(x: Floats, size: Floats, share: Floats, z2: float) -> tuple[Floats, Floats]:
    # In place: with a million rows, new arrays take longer than the arithmetic.
    upper = (size - x) * share
    upper *= z2
    upper += z2 * z2 / 4
    upper = np.sqrt(upper)
    upper += x + z2 / 2
    upper /= size + z2
    # Of counts beyond 2^52 rounding may leave a little more than 1.
    upper = np.where(x == size, 1.0, np.minimum(upper, 1.0))
    # The product of the two solutions is x² / (n (n + z²)): the lower limit from it loses no digits near zero, and
    # is zero without events.
    return x * share / ((size + z2) * upper), upper


def _reason_of_share(x: Floats, size: Floats) -> NDArray[np.uint8]:
    return first_reason(
        np.broadcast_shapes(x.shape, size.shape), *_flaws(x, size), (x > size, ReasonCode.MORE_EVENTS_THAN_POPULATION)
    )


def _flaws(x: Floats, people: Floats) -> tuple[tuple[Booleans | np.bool_, ReasonCode], ...]:
    if sound(x, people) and people.all():
        return ()
    return (
        (np.isnan(x) | np.isnan(people), ReasonCode.MISSING_INPUT),
        (np.isinf(x) | np.isinf(people), ReasonCode.INFINITE_INPUT),
        (people <= 0, ReasonCode.NO_POPULATION),
        (x < 0, ReasonCode.NEGATIVE_COUNT),
    )


def rate(events: ArrayLike, exposure: ArrayLike, *, per: float = 100_000, confidence: float = 0.95) -> Estimate:
    """Return `per * events / exposure` with the limits of the count over the exposure; arrays broadcast.

    Definition: limits of `count_limits`: exact below 10 events, Byar's from 10. There may be more events than
    exposure, as when the same person falls ill twice.

    Raises:
        UndefinedMeasure: for a single rate, if the exposure is not above 0 or events are below 0; in arrays such
            rates are NaN with a reason code.
        ValueError: if confidence is not a share between 0 and 1, or per is not above 0.
    """
    x, people = floats(events, exposure)
    persons = unit(per)
    lower, upper = count_limits(x, confidence=confidence)
    reason = first_reason(np.broadcast_shapes(x.shape, people.shape), *_flaws(x, people))
    refuse_if_single(reason, "The rate", {"events": events, "exposure": exposure})
    with np.errstate(all="ignore"):
        # The product of whole numbers is exact, so the rate is rounded once.
        value, lower, upper = (count * persons / people for count in (x, lower, upper))
    return settled(value, lower, upper, reason)


def count_limits(events: ArrayLike, *, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Return the lower and upper limit of the mean that a count of events comes from.

    Definition: below 10 events the exact limits of the Poisson distribution, by quantiles of chi-squared with 2x and
    2x + 2 degrees of freedom (Garwood 1936); from 10 events Byar's approximation (Breslow & Day 1987). NaN where the
    count is NaN or below zero.

    Raises:
        ValueError: if confidence is not a share between 0 and 1.
    """
    z = quantile(confidence)
    (x,) = floats(events)
    with np.errstate(all="ignore"):
        lower, upper = (np.asarray(limit) for limit in byar_limits(x, z=z))
    few = ~(x >= FEWEST_FOR_BYAR)
    if few.any():
        lower[few], upper[few] = _exact_limits(x[few], tail=(1 - confidence) / 2)
    return lower, upper


def byar_limits(events: Floats, *, z: float) -> tuple[Floats, Floats]:
    """Return Byar's limits of a count: x(1 - 1/9x - z/3√x)³, and the same with x + 1 and + z (Breslow & Day 1987)."""
    above = events + 1
    low = np.maximum(1 - 1 / (9 * events) - z / (3 * np.sqrt(events)), 0.0)
    high = 1 - 1 / (9 * above) + z / (3 * np.sqrt(above))
    # Written out: NumPy raises to the third power ten times slower.
    return events * low * low * low, above * high * high * high


def _exact_limits(x: Floats, *, tail: float) -> tuple[Floats, Floats]:
    if sound(x) and np.all(x == np.floor(x)):
        # Whole numbers below ten are few, however many the rows.
        lower, upper = _garwood(np.arange(float(FEWEST_FOR_BYAR)), tail)
        place = x.astype(np.intp)
        return lower[place], upper[place]
    return _garwood(np.where(x >= 0, x, np.nan), tail)


def _garwood(x: Floats, tail: float) -> tuple[Floats, Floats]:
    # Half a quantile of chi-squared with 2x degrees of freedom is one of the gamma distribution with shape x.
    return np.where(x > 0, gammaincinv(x, tail), x), gammainccinv(x + 1, tail)


def mean(values: ArrayLike, *, confidence: float = 0.95) -> Estimate:
    """Return the mean over the last axis with Student's t interval.

    Definition: mean ± t * s / √n, with s the standard deviation over n - 1 and t the quantile with n - 1 degrees of
    freedom. One value has a mean and no interval: limits NaN with the reason TOO_FEW_VALUES.

    Raises:
        UndefinedMeasure: for a single mean, if there is no value or one is NaN or infinite; in arrays such means are
            NaN with a reason code.
        ValueError: if confidence is not a share between 0 and 1.
    """
    quantile(confidence)
    (array,) = floats(values)
    array = np.atleast_1d(array)
    n = array.shape[-1]
    reason = _reason_of_mean(array)
    interval_only = (ReasonCode.TOO_FEW_VALUES,) if n else ()
    refuse_if_single(reason, "The mean", {"values": values}, tolerated=interval_only)
    with np.errstate(all="ignore"):
        value = array.sum(axis=-1) / n
        apart = array - value[..., np.newaxis]
        half = stdtrit(n - 1, (1 + confidence) / 2) * np.sqrt(np.vecdot(apart, apart) / (n * (n - 1)))
    # One value leaves half the interval NaN by itself.
    undefined = np.where(reason == ReasonCode.TOO_FEW_VALUES, ReasonCode.DEFINED, reason)
    found = settled(value, value - half, value + half, undefined)
    return Estimate(found.value, found.lower, found.upper, reason)


def _reason_of_mean(array: Floats) -> NDArray[np.uint8]:
    few = (np.asarray(array.shape[-1] < 2), ReasonCode.TOO_FEW_VALUES)
    if np.isfinite(array).all():
        return first_reason(array.shape[:-1], few)
    return first_reason(
        array.shape[:-1],
        (np.isnan(array).any(axis=-1), ReasonCode.MISSING_INPUT),
        (np.isinf(array).any(axis=-1), ReasonCode.INFINITE_INPUT),
        few,
    )
