"""What a difference between two populations is made of: who lives there, and how it goes for those who do."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods.estimate import Booleans, Floats, ReasonCode, first_reason, floats, refuse_if_single


@dataclass(frozen=True, eq=False)
class GapParts:
    """The difference between the crude rates of two populations, a less b, and its two parts.

    Attributes:
        total: the difference: composition and rates together.
        composition: what the difference would be if every group had the same rate in both, the mean of the two.
        rates: what it would be if both populations were made up alike, by the means of their shares.
        composition_by_group: what each group adds to composition; shape (..., groups). A group that is larger in a adds
            its rate and those that are smaller take theirs away: only the sum says what composition does.
        rates_by_group: what each group adds to rates; shape (..., groups).
        reason: a `ReasonCode` for each difference.
    """

    total: Floats
    composition: Floats
    rates: Floats
    composition_by_group: Floats
    rates_by_group: Floats
    reason: NDArray[np.uint8]


def decompose_gap(rates_a: ArrayLike, rates_b: ArrayLike, population_a: ArrayLike, population_b: ArrayLike) -> GapParts:
    """Return how much of the difference between two crude rates is composition, and how much rates.

    Definition: with shares c of the population and rates r of the groups along the last axis, Σ c_a r_a - Σ c_b r_b =
    Σ (c_a - c_b)(r_a + r_b) / 2 + Σ (r_a - r_b)(c_a + c_b) / 2 (Kitagawa 1955). The parts add up to the total, and
    change sign with it when a and b change places.

    Args:
        rates_a: the rate, share or mean of each group in population a, in any unit.
        rates_b: the same in population b.
        population_a: how many of population a belong to each group; only the shares matter.
        population_b: the same of population b.

    Raises:
        UndefinedMeasure: for a single difference, if there is no group, a number is missing or infinite, or a group
            has nobody in one of the populations (its rate there is not known); in arrays such differences are NaN with
            a reason code.
    """
    given = floats(rates_a, rates_b, population_a, population_b)
    shape = np.broadcast_shapes((1,), *(array.shape for array in given))
    r_a, r_b, n_a, n_b = (np.broadcast_to(array, shape) for array in given)
    reason = first_reason(
        shape[:-1],
        (np.array(shape[-1] == 0), ReasonCode.TOO_FEW_VALUES),
        (_any(np.isnan, r_a, r_b, n_a, n_b), ReasonCode.MISSING_INPUT),
        (_any(np.isinf, r_a, r_b, n_a, n_b), ReasonCode.INFINITE_INPUT),
        (_any(lambda people: people <= 0, n_a, n_b), ReasonCode.NO_POPULATION),
    )
    inputs = {"rates_a": rates_a, "rates_b": rates_b, "population_a": population_a, "population_b": population_b}
    refuse_if_single(reason, "The decomposition", inputs)
    with np.errstate(divide="ignore", invalid="ignore"):
        c_a, c_b = (people / people.sum(axis=-1, keepdims=True) for people in (n_a, n_b))
        by_composition = (c_a - c_b) * (r_a + r_b) / 2
        by_rates = (r_a - r_b) * (c_a + c_b) / 2
    undefined = reason > 0
    by_composition[undefined], by_rates[undefined] = np.nan, np.nan
    composition, rates = (np.where(undefined, np.nan, part.sum(axis=-1)) for part in (by_composition, by_rates))
    return GapParts(composition + rates, composition, rates, by_composition, by_rates, reason)


def _any(condition: Callable[[Floats], Booleans], *numbers: Floats) -> Booleans:
    found: Booleans = np.logical_or.reduce([condition(array).any(axis=-1) for array in numbers])
    return found
