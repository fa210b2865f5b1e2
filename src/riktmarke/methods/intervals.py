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
    with np.errstate(divide="ignore", invalid="ignore"):
        value = x / size
        lower, upper = _wilson(x, size, value, z2)
    reason = _reason_of_share(x, size, value.shape)
    refuse_if_single(reason, "The proportion", {"events": events, "n": n})
    return settled(value, lower, upper, reason)


def _wilson(x: Floats, size: Floats, share: Floats, z2: float) -> tuple[Floats, Floats]:
    # The product of the two solutions is x² / (n (n + z²)): the lower limit from it loses no digits near zero, and
    # is zero without events.
    total = size + z2
    upper = (x + z2 / 2 + np.sqrt(z2 * (z2 / 4 + x * (1 - share)))) / total
    upper = np.minimum(upper, 1.0)
    lower = x * share / (total * upper)
    return lower, np.where(x == size, 1.0, upper)


def _reason_of_share(x: Floats, size: Floats, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    if np.all((x >= 0) & (x <= size) & (size > 0)):
        return np.zeros(shape, dtype=np.uint8)
    return first_reason(
        shape,
        (np.isnan(x) | np.isnan(size), ReasonCode.MISSING_INPUT),
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
        ValueError: if confidence is not a share between 0 and 1.
    """
    x, people = floats(events, exposure)
    reason = first_reason(
        np.broadcast_shapes(x.shape, people.shape),
        (np.isnan(x) | np.isnan(people), ReasonCode.MISSING_INPUT),
        (people <= 0, ReasonCode.NO_POPULATION),
        (x < 0, ReasonCode.NEGATIVE_COUNT),
    )
    refuse_if_single(reason, "The rate", {"events": events, "exposure": exposure})
    lower, upper = count_limits(x, confidence=confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = per / people
        return settled(x * factor, lower * factor, upper * factor, reason)


def count_limits(events: ArrayLike, *, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Return the lower and upper limit of the mean that a count of events comes from.

    Definition: below 10 events the exact limits of the Poisson distribution, by quantiles of chi-squared with 2x and
    2x + 2 degrees of freedom (Garwood 1936); from 10 events Byar's approximation (Breslow & Day 1987). NaN where the
    count is NaN or below zero.

    Raises:
        ValueError: if confidence is not a share between 0 and 1.
    """
    z = quantile(confidence)
    x = np.asarray(events, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower, upper = byar_limits(x, z=z)
    few = ~(x >= FEWEST_FOR_BYAR)
    if few.any():
        lower, upper = np.array(lower), np.array(upper)
        lower[few], upper[few] = _exact_limits(x[few], tail=(1 - confidence) / 2)
    return lower, upper


def byar_limits(events: Floats, *, z: float) -> tuple[Floats, Floats]:
    """Return Byar's limits of a count: x(1 - 1/9x - z/3√x)³, and the same with x + 1 and + z (Breslow & Day 1987)."""
    above = events + 1
    lower = events * (1 - 1 / (9 * events) - z / (3 * np.sqrt(events))) ** 3
    return np.maximum(lower, 0.0), above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3


def _exact_limits(x: Floats, *, tail: float) -> tuple[Floats, Floats]:
    counted = np.where(x >= 0, x, np.nan)
    some: Booleans = counted > 0
    lower = gammaincinv(np.where(some, counted, 1.0), tail)
    return np.where(some, lower, counted * 0.0), gammainccinv(counted + 1, tail)


def mean(values: ArrayLike, *, confidence: float = 0.95) -> Estimate:
    """Return the mean over the last axis with Student's t interval.

    Definition: mean ± t * s / √n, with s the standard deviation over n - 1 and t the quantile with n - 1 degrees of
    freedom. One value has a mean and no interval: limits NaN with the reason TOO_FEW_VALUES.

    Raises:
        UndefinedMeasure: for a single mean, if there is no value or one is NaN; in arrays such means are NaN with a
            reason code.
        ValueError: if confidence is not a share between 0 and 1.
    """
    quantile(confidence)
    (array,) = floats(values)
    array = np.atleast_1d(array)
    n = array.shape[-1]
    missing = np.isnan(array).any(axis=-1)
    reason = first_reason(
        array.shape[:-1],
        (missing, ReasonCode.MISSING_INPUT),
        (np.array(n <= 1), ReasonCode.TOO_FEW_VALUES),
    )
    single = () if n == 0 else (ReasonCode.TOO_FEW_VALUES,)
    refuse_if_single(reason, "The mean", {"values": values}, tolerated=single)
    if n <= 1:
        value = array[..., 0] if n else np.full(array.shape[:-1], np.nan)
        return Estimate(value, np.full_like(value, np.nan), np.full_like(value, np.nan), reason)
    value = array.mean(axis=-1)
    half = stdtrit(n - 1, (1 + confidence) / 2) * array.std(axis=-1, ddof=1) / np.sqrt(n)
    return Estimate(value, value - half, value + half, reason)
