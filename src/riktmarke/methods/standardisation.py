"""Standardised rates: the rates of places as if they had the same ages, and events beside those expected."""

from functools import reduce
from operator import or_
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

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
    unit,
)
from riktmarke.methods.intervals import byar_limits, count_limits

FEWEST_EVENTS = 10

# Persons of 0–4, 5–9 … 85–89 and 90 years and older, 100 000 in all.
# Eurostat (2013), Revision of the European Standard Population: report of Eurostat's task force, Luxembourg.
EUROPEAN_STANDARD_POPULATION_2013: Floats = np.array(
    [5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000],
    dtype=np.float64,
)
EUROPEAN_STANDARD_POPULATION_2013.setflags(write=False)


def directly_standardised_rate(
    events: ArrayLike,
    population: ArrayLike,
    standard: ArrayLike,
    *,
    squared_events: ArrayLike | None = None,
    per: float = 100_000,
    confidence: float = 0.95,
) -> Estimate:
    """Return the rate that a population would have with the ages of a standard population.

    Definition: Σ wx/n / Σ w over age bands, with x events, n persons and w persons of the standard. Limits: value +
    √(V/O) (L - O), with O = Σ x, V = Σ w²x/n² / (Σ w)² and L Byar's limits of O (Dobson et al. 1991). With fewer than
    ten events in all the rate is suppressed: NaN with the reason TOO_FEW_EVENTS.

    Args:
        events: shape (..., bands).
        population: persons or person-years; arrays broadcast, and each has the same bands along its last axis.
        standard: persons of the standard population, such as `EUROPEAN_STANDARD_POPULATION_2013`.
        squared_events: for events that the same person can have several of: Σ f²k over k persons with f events each,
            for each band. It is the variance of the band's count, in place of the count itself.
        per: the number of persons that the rate is given per.
        confidence: of the interval.

    Raises:
        UndefinedMeasure: for a single rate, if a band has nobody, a count is below zero or missing, or the squared
            events are fewer than the events; in arrays such rates are NaN with a reason code.
        ValueError: if the bands do not match, confidence is not a share between 0 and 1, or per is not above 0.
    """
    z, persons = quantile(confidence), unit(per)
    x, people, weight = _bands(events=events, population=population, standard=standard)
    (squares,) = (x,) if squared_events is None else _bands(x.shape[-1], squared_events=squared_events)
    inputs = {"events": events, "population": population, "standard": standard}
    inputs |= {} if squared_events is None else {"squared_events": squared_events}
    reason = _reason_of_direct(x, people, weight, squares)
    refuse_if_single(reason, "The directly standardised rate", inputs, tolerated=(ReasonCode.TOO_FEW_EVENTS,))
    with np.errstate(all="ignore"):
        share = weight / people
        total = x.sum(axis=-1)
        value = np.vecdot(x, share)
        stretch = np.sqrt(np.vecdot(squares * share, share) / total)
        lower, upper = (value + stretch * (limit - total) for limit in byar_limits(total, z=z))
        factor = persons / weight.sum(axis=-1)
        value, lower, upper = value * factor, lower * factor, upper * factor
    # Squared events may be of more areas than all else, and only the limits know of them.
    return settled(np.broadcast_to(value, reason.shape), lower, upper, reason)


def _reason_of_direct(x: Floats, people: Floats, weight: Floats, squares: Floats) -> NDArray[np.uint8]:
    with np.errstate(all="ignore"):
        return first_reason(
            _leading(x, people, weight, squares),
            *_not_numbers(x, people, weight, squares),
            (_any(people <= 0) | (weight.sum(axis=-1) == 0), ReasonCode.NO_POPULATION),
            (_any(x < 0) | _any(weight < 0), ReasonCode.NEGATIVE_COUNT),
            (_any(squares < x), ReasonCode.SQUARES_BELOW_EVENTS),
            (x.sum(axis=-1) < FEWEST_EVENTS, ReasonCode.TOO_FEW_EVENTS),
        )


def indirectly_standardised_ratio(
    events: ArrayLike,
    population: ArrayLike,
    reference_events: ArrayLike,
    reference_population: ArrayLike,
    *,
    confidence: float = 0.95,
) -> Estimate:
    """Return the events beside those expected, had each age band the rate of a reference population; 1 is as many.

    Definition: O/E, with O = Σ x over age bands and E = Σ n X/N, n persons here, X events and N persons of the
    reference. Limits: those of the count O over E, exact below ten events and Byar's from ten (`count_limits`).

    Args:
        events: shape (..., bands).
        population: persons or person-years here; arrays broadcast, and each has the same bands along its last axis.
        reference_events: events of the reference population.
        reference_population: its persons or person-years.
        confidence: of the interval.

    Raises:
        UndefinedMeasure: for a single ratio, if no events are expected, a band of the reference has nobody, or a count
            is below zero or missing; in arrays such ratios are NaN with a reason code.
        ValueError: if the bands do not match, or confidence is not a share between 0 and 1.
    """
    found = _compared(events, population, reference_events, reference_population, "The indirectly standardised ratio")
    lower, upper = count_limits(found.observed, confidence=confidence)
    with np.errstate(all="ignore"):
        value, lower, upper = (count / found.expected for count in (found.observed, lower, upper))
    return settled(value, lower, upper, found.reason)


def indirectly_standardised_rate(
    events: ArrayLike,
    population: ArrayLike,
    reference_events: ArrayLike,
    reference_population: ArrayLike,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
) -> Estimate:
    """Return the crude rate of the reference times the `indirectly_standardised_ratio`.

    Definition: O/E * ΣX/ΣN * per, with the notation of the ratio; its limits likewise.

    Args:
        events: shape (..., bands).
        population: persons or person-years here; arrays broadcast, and each has the same bands along its last axis.
        reference_events: events of the reference population.
        reference_population: its persons or person-years.
        per: the number of persons that the rate is given per.
        confidence: of the interval.

    Raises:
        UndefinedMeasure: for a single rate, where the ratio is undefined; in arrays such rates are NaN with a reason
            code.
        ValueError: if the bands do not match, confidence is not a share between 0 and 1, or per is not above 0.
    """
    persons = unit(per)
    found = _compared(events, population, reference_events, reference_population, "The indirectly standardised rate")
    lower, upper = count_limits(found.observed, confidence=confidence)
    with np.errstate(all="ignore"):
        factor = found.reference_rate * persons / found.expected
        value, lower, upper = (count * factor for count in (found.observed, lower, upper))
    return settled(value, lower, upper, found.reason)


class _Compared(NamedTuple):
    """Events observed and expected, and the crude rate of the reference."""

    observed: Floats
    expected: Floats
    reference_rate: Floats
    reason: NDArray[np.uint8]


def _compared(
    events: ArrayLike, population: ArrayLike, reference_events: ArrayLike, reference_population: ArrayLike, measure: str
) -> _Compared:
    given = {
        "events": events,
        "population": population,
        "reference_events": reference_events,
        "reference_population": reference_population,
    }
    x, people, cases, persons = _bands(**given)
    with np.errstate(all="ignore"):
        expected = np.vecdot(people, cases / persons)
        reference_rate = cases.sum(axis=-1) / persons.sum(axis=-1)
        reason = _reason_of_indirect(x, people, cases, persons, expected)
        refuse_if_single(reason, measure, given)
        return _Compared(x.sum(axis=-1), expected, reference_rate, reason)


def _reason_of_indirect(
    x: Floats, people: Floats, cases: Floats, persons: Floats, expected: Floats
) -> NDArray[np.uint8]:
    return first_reason(
        _leading(x, people, cases, persons),
        *_not_numbers(x, people, cases, persons),
        (_any(people < 0) | _any(persons <= 0), ReasonCode.NO_POPULATION),
        (_any(x < 0) | _any(cases < 0), ReasonCode.NEGATIVE_COUNT),
        (expected == 0, ReasonCode.NO_EXPECTED_EVENTS),
    )


def _bands(count: int | None = None, /, **given: ArrayLike) -> tuple[Floats, ...]:
    bands = {name: np.shape(numbers)[-1:] for name, numbers in given.items()}
    expected = next(iter(bands.values())) if count is None else (count,)
    # A last axis of one would broadcast: one count would silently stand for every band.
    if not expected or set(bands.values()) != {expected}:
        told = ", ".join(f"{name} has {shape[0] if shape else 'none'}" for name, shape in bands.items())
        asked = (
            "the same age bands along every last axis" if count is None else f"{count} age bands along the last axis"
        )
        raise ValueError(f"expected {asked}; {told}")
    return floats(*given.values())


def _leading(*arrays: Floats) -> tuple[int, ...]:
    return np.broadcast_shapes(*(array.shape[:-1] for array in arrays))


def _any(condition: Booleans) -> Booleans | np.bool_:
    # Most often there is none, and looking band by band takes longer.
    return condition.any(axis=-1) if condition.any() else np.zeros((), np.bool_)


def _not_numbers(*arrays: Floats) -> tuple[tuple[Booleans | np.bool_, ReasonCode], ...]:
    missing = (_any(np.isnan(array)) for array in arrays)
    infinite = (_any(np.isinf(array)) for array in arrays)
    return (reduce(or_, missing), ReasonCode.MISSING_INPUT), (reduce(or_, infinite), ReasonCode.INFINITE_INPUT)
