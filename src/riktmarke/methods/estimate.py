"""What a measure returns, and what it says when it cannot be computed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


class ReasonCode(IntEnum):
    """Why a measure, or its interval, is not a number. DEFINED means that it is one."""

    DEFINED = 0
    MISSING_INPUT = 1
    NO_POPULATION = 2
    NEGATIVE_COUNT = 3
    MORE_EVENTS_THAN_POPULATION = 4
    TOO_FEW_EVENTS = 5
    TOO_FEW_VALUES = 6
    NO_STANDARD_ERRORS = 7
    SIMULATED_ONLY = 8
    POPULATION_TOO_SMALL = 9
    NO_DEATHS_IN_THE_OPEN_BAND = 10
    INTERVAL_TOO_WIDE = 11
    MEAN_IS_ZERO = 12
    VALUE_IS_ZERO = 13
    NEGATIVE_VALUE = 14
    OUTSIDE_THE_SCALE = 15
    NO_EXPECTED_EVENTS = 16
    NO_VARIATION = 17
    NOT_A_PROBABILITY = 18
    NEGATIVE_STANDARD_ERROR = 19
    TARGET_ALREADY_REACHED = 20
    INFINITE_INPUT = 21
    SQUARES_BELOW_EVENTS = 22
    NOBODY_SURVIVES = 23
    NOT_SETTLED = 24
    NO_SAMPLING_VARIANCE = 25
    NO_WIDTH = 26
    TOO_MANY_TIES = 27
    TOO_SHORT_PERIOD = 28
    NO_FINITE_FIT = 29
    LINE_BELOW_ZERO = 30
    NO_LOGIT = 31
    NOT_A_RISK = 32
    EMPTIED_COHORT = 33
    FEWER_THAN_NOBODY = 34

    @property
    def sentence(self) -> str:
        """What a reader is told."""
        return _SENTENCES[self]


_SENTENCES = {
    ReasonCode.DEFINED: "nothing is missing",
    ReasonCode.MISSING_INPUT: "a number is missing (NaN)",
    ReasonCode.NO_POPULATION: "a population or exposure is not above zero",
    ReasonCode.NEGATIVE_COUNT: "a count is below zero",
    ReasonCode.MORE_EVENTS_THAN_POPULATION: "there are more events than people they can happen to",
    ReasonCode.TOO_FEW_EVENTS: "there are too few events for a figure that can be trusted",
    ReasonCode.TOO_FEW_VALUES: "there are too few values",
    ReasonCode.NO_STANDARD_ERRORS: "an interval needs standard errors",
    ReasonCode.SIMULATED_ONLY: "the interval can only be simulated: pass a generator as rng",
    ReasonCode.POPULATION_TOO_SMALL: "the population is too small for a life table",
    ReasonCode.NO_DEATHS_IN_THE_OPEN_BAND: "nobody died in the last, open age band",
    ReasonCode.INTERVAL_TOO_WIDE: "the interval is too wide to say anything",
    ReasonCode.MEAN_IS_ZERO: "the mean is zero, and the measure is relative to it",
    ReasonCode.VALUE_IS_ZERO: "a value is zero, and the measure divides by it or takes its logarithm",
    ReasonCode.NEGATIVE_VALUE: "a value is below zero, and the measure is for values of zero or more",
    ReasonCode.OUTSIDE_THE_SCALE: "a value lies outside the scale it is said to have",
    ReasonCode.NO_EXPECTED_EVENTS: "no events are expected, so there is nothing to compare with",
    ReasonCode.NO_VARIATION: "all values, or all times, are the same",
    ReasonCode.NOT_A_PROBABILITY: "a p-value lies outside 0 to 1",
    ReasonCode.NEGATIVE_STANDARD_ERROR: "a standard error or variance is below zero",
    ReasonCode.TARGET_ALREADY_REACHED: "the target is reached or stands where the path began",
    ReasonCode.INFINITE_INPUT: "a number is infinite",
    ReasonCode.SQUARES_BELOW_EVENTS: "the squared events are fewer than the events, which cannot be",
    ReasonCode.NOBODY_SURVIVES: "the death rate of an age band leaves nobody alive, so chance cannot be told from it",
    ReasonCode.NOT_SETTLED: "the model's variance did not settle: look for an extreme figure, or use method='fh'",
    ReasonCode.NO_SAMPLING_VARIANCE: "a sampling variance is not above zero",
    ReasonCode.NO_WIDTH: "an upper confidence limit does not lie above the lower one",
    ReasonCode.TOO_MANY_TIES: "so many values and times are the same that the interval cannot be computed",
    ReasonCode.TOO_SHORT_PERIOD: "a period is shorter than one year",
    ReasonCode.NO_FINITE_FIT: "from nobody to everybody in one step: no logistic curve fits such groups",
    ReasonCode.LINE_BELOW_ZERO: "the fitted line does not stay above zero, so its ends have no ratio",
    ReasonCode.NO_LOGIT: "a share is 0 or 1, which has no logit",
    ReasonCode.NOT_A_RISK: "a survival or a risk lies outside 0 to 1",
    ReasonCode.EMPTIED_COHORT: "more people leave a cohort than it holds",
    ReasonCode.FEWER_THAN_NOBODY: "fewer than nobody would have to move in",
}


class UndefinedMeasure(ValueError):
    """A measure that has no value for the numbers given.

    Raised when one single measure was asked for. Where an array of measures was asked for, those that are undefined
    are NaN and carry the same reason code instead.

    Attributes:
        reason: the reason code.
    """

    def __init__(self, measure: str, reason: ReasonCode, inputs: Mapping[str, object]) -> None:
        """Say which measure, with which numbers, and why not."""
        given = ", ".join(f"{name} = {_shown(value)}" for name, value in inputs.items())
        super().__init__(f"{measure} is undefined for {given}: {reason.sentence}.")
        self.reason = reason


def _shown(value: object) -> str:
    text = np.array2string(np.asarray(value), separator=", ", threshold=20, precision=6)
    return " ".join(text.split()).replace("[ ", "[").replace(" ,", ",").replace(" ]", "]")


@dataclass(frozen=True, eq=False)
class Estimate:
    """A measure with its confidence interval: arrays of one shape, 0-dimensional for a single measure.

    Attributes:
        value: the measure.
        lower: the lower confidence limit.
        upper: the upper confidence limit.
        reason: a `ReasonCode` for each measure. Where it is not DEFINED, limits are NaN; so is the value, but for
            measures that have a value without an interval.
    """

    value: Floats
    lower: Floats
    upper: Floats
    reason: NDArray[np.uint8] = field(default_factory=lambda: np.zeros((), np.uint8))

    def __post_init__(self) -> None:
        """Make plain numbers arrays, and give the reason the shape of the value."""
        for name in ("value", "lower", "upper"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=np.float64))
        codes = np.broadcast_to(np.asarray(self.reason, dtype=np.uint8), self.value.shape)
        object.__setattr__(self, "reason", codes)

    def __getitem__(self, place: Any) -> "Estimate":
        """Return the part of the estimate that stands at a place: `found[..., 0]` is the first along the last axis."""
        return Estimate(self.value[place], self.lower[place], self.upper[place], self.reason[place])


def floats(*given: ArrayLike) -> tuple[Floats, ...]:
    """Return the numbers as float arrays that broadcast together; what is masked is missing (NaN)."""
    arrays = tuple(np.asarray(_unmasked(numbers), dtype=np.float64) for numbers in given)
    np.broadcast_shapes(*(array.shape for array in arrays))
    return arrays


def _unmasked(numbers: ArrayLike) -> ArrayLike:
    # NumPy would use what lies hidden under the mask as if it were there.
    return np.ma.filled(numbers.astype(np.float64), np.nan) if isinstance(numbers, np.ma.MaskedArray) else numbers


def quantile(confidence: float) -> float:
    """Return z, the quantile of the normal distribution that leaves (1 - confidence) / 2 above it.

    Raises:
        ValueError: if confidence is not a share between 0 and 1.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is a share between 0 and 1, such as 0.95; got {confidence!r}")
    return float(-ndtri((1 - confidence) / 2))


def unit(per: float) -> float:
    """Return the number of persons that a rate is given per.

    Raises:
        ValueError: if it is not a number above 0.
    """
    if not 0 < per < np.inf:
        raise ValueError(f"per is a number above 0, such as 100000; got {per!r}")
    return per


def sound(*arrays: Floats) -> bool:
    """Whether all numbers are finite and none is below zero, so that no other reason need be looked for."""
    return all(np.isfinite(array).all() and not np.signbit(array).any() for array in arrays)


def first_reason(shape: tuple[int, ...], *rules: tuple[Booleans | np.bool_, ReasonCode]) -> NDArray[np.uint8]:
    """Return for each place the first reason whose condition holds, DEFINED where none does."""
    codes = np.zeros(shape, dtype=np.uint8)
    for condition, reason in reversed(rules):
        codes[np.broadcast_to(condition, shape)] = reason
    return codes


def refuse_if_single(
    reason: NDArray[np.uint8], measure: str, inputs: Mapping[str, object], *, tolerated: tuple[ReasonCode, ...] = ()
) -> None:
    """Raise `UndefinedMeasure` where one single measure was asked for and it is undefined.

    Args:
        reason: the reason codes of the measures; an error only when 0-dimensional.
        measure: the name of the measure, for the message.
        inputs: what was given, for the message.
        tolerated: reasons that leave NaN instead, such as a figure suppressed for being too uncertain.
    """
    if reason.ndim == 0 and reason != ReasonCode.DEFINED and ReasonCode(int(reason)) not in tolerated:
        raise UndefinedMeasure(measure, ReasonCode(int(reason)), inputs)


def settled(value: Floats, lower: Floats, upper: Floats, reason: NDArray[np.uint8]) -> Estimate:
    """Return the estimate with NaN wherever there is a reason."""
    if reason.any():
        value, lower, upper = (np.where(reason, np.nan, array) for array in (value, lower, upper))
    return Estimate(value, lower, upper, reason)
