"""What a difference is made of, beside published decompositions and a calculation by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from riktmarke.methods import ReasonCode, UndefinedMeasure, decompose_gap

NAN = np.nan

# Das Gupta (1993), Standardization and Decomposition of Rates, table 5.1: heads of households per 100 persons by age,
# United States 1985 and 1970, and the shares of the ages in per cent.
HEADS = {
    "rates_a": [2.2, 24.3, 45.8, 52.5, 56.1, 55.6, 56.0, 57.4, 57.2, 61.2, 63.9, 68.6, 72.2],
    "rates_b": [1.9, 25.8, 45.7, 49.6, 51.2, 51.6, 51.8, 54.9, 58.7, 60.4, 62.8, 66.6, 66.8],
    "population_a": [10.1, 11.2, 11.6, 10.9, 9.4, 7.7, 6.3, 6.0, 6.3, 5.9, 5.1, 4.0, 5.5],
    "population_b": [12.9, 10.9, 9.5, 8.0, 7.8, 8.4, 8.6, 7.8, 7.0, 5.9, 4.7, 3.6, 4.9],
}
# The same, table 5.3: deaths per 1 000 by race and age, 1985 and 1970, and thousands of persons.
DEATHS = {
    "rates_a": [
        9.163, 0.462, 0.248, 0.929, 1.084, 1.810, 4.715, 12.187, 27.728, 64.068, 157.570,
        17.208, 0.738, 0.328, 1.103, 2.045, 3.724, 8.052, 17.812, 34.128, 68.276, 125.161,
    ],
    "rates_b": [
        18.469, 0.751, 0.391, 1.146, 1.287, 2.672, 6.636, 15.691, 34.723, 79.763, 176.837,
        36.993, 1.352, 0.541, 2.040, 3.523, 6.746, 12.967, 24.471, 45.091, 74.902, 123.205,
    ],
    "population_a": [
        3041, 11577, 27450, 32711, 35480, 27411, 19555, 19795, 15254, 8022, 2472,
        707, 2692, 6473, 6841, 6547, 4352, 3034, 2540, 1749, 804, 236,
    ],
    "population_b": [
        2968, 11484, 34614, 30992, 21983, 20314, 20928, 16897, 11339, 5720, 1315,
        535, 2162, 6120, 4781, 3096, 2718, 2363, 1767, 1149, 448, 117,
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("published", "total", "composition", "rates", "decimals"),
    [(HEADS, 2.9672, 1.2269, 1.7403, 4), (DEATHS, -0.6862158, 1.5415096, -2.2277254, 7)],
)
def test_parts_are_those_of_das_gupta(
    published: dict[str, list[float]], total: float, composition: float, rates: float, decimals: int
) -> None:
    found = decompose_gap(**published)

    tolerance = 0.51 * 10.0**-decimals
    assert float(found.total) == pytest.approx(total, abs=tolerance)
    assert float(found.composition) == pytest.approx(composition, abs=tolerance)
    assert float(found.rates) == pytest.approx(rates, abs=tolerance)


def test_two_groups_by_hand() -> None:
    # a: 30 % old with a rate of 20, 70 % young with 4: 8.8. b: 10 % old with 30, 90 % young with 2: 4.8.
    found = decompose_gap([20, 4], [30, 2], [300, 700], [10, 90])

    assert float(found.total) == pytest.approx(4.0)
    assert found.composition_by_group == pytest.approx([0.2 * 25, -0.2 * 3])
    assert found.rates_by_group == pytest.approx([-10 * 0.2, 2 * 0.8])
    assert float(found.composition) == pytest.approx(4.4)
    assert float(found.rates) == pytest.approx(-0.4)
    assert int(found.reason) == ReasonCode.DEFINED


figures = arrays(float, 6, elements=st.floats(-100, 100))
people = arrays(float, 6, elements=st.floats(0.1, 1e6))


@settings(max_examples=60)
@given(figures, figures, people, people)
def test_the_parts_add_up_to_the_difference_and_turn_with_it(
    rates_a: np.ndarray, rates_b: np.ndarray, population_a: np.ndarray, population_b: np.ndarray
) -> None:
    found = decompose_gap(rates_a, rates_b, population_a, population_b)
    turned = decompose_gap(rates_b, rates_a, population_b * 7, population_a / 3)
    crude = np.average(rates_a, weights=population_a) - np.average(rates_b, weights=population_b)

    assert float(found.total) == float(found.composition + found.rates)
    assert float(found.total) == pytest.approx(crude, abs=1e-9)
    assert float(found.composition_by_group.sum()) == pytest.approx(float(found.composition), abs=1e-9)
    assert float(found.rates_by_group.sum()) == pytest.approx(float(found.rates), abs=1e-9)
    assert float(turned.composition) == pytest.approx(-float(found.composition), abs=1e-9)
    assert float(turned.rates) == pytest.approx(-float(found.rates), abs=1e-9)


@settings(max_examples=30)
@given(figures, people, people)
def test_equal_rates_leave_composition_only_and_equal_shares_rates_only(
    rates: np.ndarray, population_a: np.ndarray, population_b: np.ndarray
) -> None:
    assert float(decompose_gap(rates, rates, population_a, population_b).rates) == 0
    assert float(decompose_gap(rates, rates[::-1], population_a, population_a).composition) == 0


def test_one_group_differs_in_rates_only() -> None:
    found = decompose_gap([7], [4], [10], [99])

    assert (float(found.total), float(found.composition), float(found.rates)) == (3, 0, 3)


def test_many_differences_are_each_one_alone() -> None:
    rng = np.random.default_rng(3)
    rates = rng.normal(50, 9, (2, 3, 4, 5))
    population = rng.uniform(1, 99, (3, 4, 5))
    country = rng.uniform(1, 99, 5)
    found = decompose_gap(rates[0], rates[1], population, country)

    assert found.total.shape == (3, 4)
    assert found.rates_by_group.shape == (3, 4, 5)
    for place in np.ndindex(3, 4):
        alone = decompose_gap(rates[0][place], rates[1][place], population[place], country)
        assert_allclose(found.composition[place], alone.composition, rtol=1e-12)
        assert_allclose(found.rates_by_group[place], alone.rates_by_group, rtol=1e-12)


@pytest.mark.parametrize(
    ("given_numbers", "reason"),
    [
        (([], [], [], []), "TOO_FEW_VALUES"),
        (([NAN, 1], [1, 1], [1, 1], [1, 1]), "MISSING_INPUT"),
        (([1, 1], [1, NAN], [1, 1], [1, 1]), "MISSING_INPUT"),
        (([1, 1], [1, 1], [NAN, np.inf], [1, 1]), "MISSING_INPUT"),
        (([1, 1], [1, 1], [1, 1], [1, NAN]), "MISSING_INPUT"),
        (([np.inf, 1], [1, 1], [1, 1], [1, 1]), "INFINITE_INPUT"),
        (([1, 1], [1, -np.inf], [1, 0], [1, 1]), "INFINITE_INPUT"),
        (([1, 1], [1, 1], [1, np.inf], [1, 1]), "INFINITE_INPUT"),
        (([1, 1], [1, 1], [1, 1], [np.inf, 1]), "INFINITE_INPUT"),
        (([1, 1], [1, 1], [0, 1], [1, 1]), "NO_POPULATION"),
        (([1, 1], [1, 1], [1, 1], [1, -1]), "NO_POPULATION"),
    ],
)
def test_what_has_no_parts_is_refused_alone_and_nan_among_others(
    given_numbers: tuple[list[float], ...], reason: str
) -> None:
    with pytest.raises(UndefinedMeasure) as refused:
        decompose_gap(*given_numbers)
    assert refused.value.reason.name == reason

    found = decompose_gap(*([numbers, [2.0] * len(numbers)] for numbers in given_numbers))
    assert ReasonCode(found.reason[0]).name == reason
    assert np.isnan([found.total[0], found.composition[0], found.rates[0]]).all()
    assert np.isnan(found.composition_by_group[0]).all()
    assert np.isnan(found.rates_by_group[0]).all()
    if reason != "TOO_FEW_VALUES":
        assert found.reason[1] == ReasonCode.DEFINED
        assert found.total[1] == 0


def test_the_refusal_holds_the_numbers() -> None:
    with pytest.raises(UndefinedMeasure) as refused:
        decompose_gap([20, 4], [30, 2], [300, 700], [0, 90])
    assert str(refused.value) == (
        "The decomposition is undefined for rates_a = [20, 4], rates_b = [30, 2], population_a = [300, 700], "
        "population_b = [0, 90]: a population or exposure is not above zero."
    )
