"""Confidence intervals of single figures: a proportion, a rate, a count, a mean."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammainccinv, gammaincinv, stdtrit

from riktmarke.methods.estimate import (
    Estimate,
    Floats,
    ReasonCode,
    first_reason,
    floats,
    quantile,
    refuse_if_single,
    settled,
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
    with np.errstate(divide="ignore", invalid="ignore"):
        value = x / size
        lower, upper = _wilson(x, size, value, z2)
    return settled(value, lower, upper, reason)


def _wilson(x: Floats, size: Floats, share: Floats, z2: float) -> tuple[Floats, Floats]:
    # The product of the two solutions is x² / (n (n + z²)): the lower limit from it loses no digits near zero, and
    # is zero without events.
    total = size + z2
    upper = (x + z2 / 2 + np.sqrt(z2 * (z2 / 4 + (size - x) * share))) / total
    lower = x * share / (total * upper)
    return lower, np.where(x == size, 1.0, np.minimum(upper, 1.0))


def _reason_of_share(x: Floats, size: Floats) -> NDArray[np.uint8]:
    shape = np.broadcast_shapes(x.shape, size.shape)
    if np.all((x >= 0) & (x <= size) & (size > 0) & (size < np.inf)):
        return np.zeros(shape, dtype=np.uint8)
    return first_reason(
        shape,
        (np.isnan(x) | np.isnan(size), ReasonCode.MISSING_INPUT),
        (np.isinf(x) | np.isinf(size), ReasonCode.INFINITE_INPUT),
        (size <= 0, ReasonCode.NO_POPULATION),
        (x < 0, ReasonCode.NEGATIVE_COUNT),
        (x > size, ReasonCode.MORE_EVENTS_THAN_POPULATION),
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
    reason = _reason_of_rate(x, people)
    refuse_if_single(reason, "The rate", {"events": events, "exposure": exposure})
    with np.errstate(divide="ignore", invalid="ignore"):
        # The product of whole numbers is exact, so the rate is rounded once.
        value, lower, upper = (count * persons / people for count in (x, lower, upper))
    return settled(value, lower, upper, reason)


def _reason_of_rate(x: Floats, people: Floats) -> NDArray[np.uint8]:
    shape = np.broadcast_shapes(x.shape, people.shape)
    if np.all((x >= 0) & (x < np.inf)) and np.all((people > 0) & (people < np.inf)):
        return np.zeros(shape, dtype=np.uint8)
    return first_reason(
        shape,
        (np.isnan(x) | np.isnan(people), ReasonCode.MISSING_INPUT),
        (np.isinf(x) | np.isinf(people), ReasonCode.INFINITE_INPUT),
        (people <= 0, ReasonCode.NO_POPULATION),
        (x < 0, ReasonCode.NEGATIVE_COUNT),
    )


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
    with np.errstate(divide="ignore", invalid="ignore"):
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
    if np.all((x >= 0) & (x == np.floor(x))):
        # Whole numbers below ten are few, however many the rows.
        lower, upper = _garwood(np.arange(FEWEST_FOR_BYAR, dtype=np.float64), tail)
        place = x.astype(np.intp)
        return lower[place], upper[place]
    return _garwood(np.where(x >= 0, x, np.nan), tail)


def _garwood(x: Floats, tail: float) -> tuple[Floats, Floats]:
    # Half a quantile of chi-squared with 2x degrees of freedom is one of the gamma distribution with shape x.
    some = x > 0
    lower = np.where(some, gammaincinv(np.where(some, x, 1.0), tail), 0.0 * x)
    return lower, gammainccinv(x + 1, tail)


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
    with np.errstate(divide="ignore", invalid="ignore"):
        value = array.sum(axis=-1) / n
        apart = array - value[..., np.newaxis]
        half = stdtrit(n - 1, (1 + confidence) / 2) * np.sqrt(np.einsum("...v,...v->...", apart, apart) / (n * (n - 1)))
    # One value, or none, leaves half the interval NaN by itself; so do numbers that are missing or infinite.
    return Estimate(np.where(np.isfinite(value), value, np.nan), value - half, value + half, reason)


def _reason_of_mean(array: Floats) -> NDArray[np.uint8]:
    shape, few = array.shape[:-1], np.asarray(array.shape[-1] < 2)
    if np.isfinite(array).all():
        return first_reason(shape, (few, ReasonCode.TOO_FEW_VALUES))
    return first_reason(
        shape,
        (np.isnan(array).any(axis=-1), ReasonCode.MISSING_INPUT),
        (np.isinf(array).any(axis=-1), ReasonCode.INFINITE_INPUT),
        (few, ReasonCode.TOO_FEW_VALUES),
    )
