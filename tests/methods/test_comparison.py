"""Verdicts against a benchmark, and differences between shares beside Newcombe's own table and statsmodels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from statsmodels.stats.proportion import confint_proportions_2indep

from riktmarke.methods import (
    Estimate,
    ReasonCode,
    UndefinedMeasure,
    compare_with_benchmark,
    difference_of_proportions,
    proportion,
)

NAN = np.nan
# Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10.
NEWCOMBE = np.array(
    [
        # x1, n1, x2, n2, lower, upper
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ]
)


def figures(*limits: tuple[float, float]) -> Estimate:
    """Return estimates with these limits; the value does not matter."""
    lower, upper = np.array(limits).T
    return Estimate((lower + upper) / 2, lower, upper)


@pytest.mark.parametrize(
    ("polarity", "expected"),
    [
        ("higher_is_better", ["worse", "similar", "better"]),
        ("lower_is_better", ["better", "similar", "worse"]),
        ("no_judgement", ["lower", "similar", "higher"]),
    ],
)
def test_an_interval_wholly_beyond_the_benchmark_is_a_verdict(polarity: str, expected: list[str]) -> None:
    assert compare_with_benchmark(figures((1, 4), (4, 6), (6, 9)), 5, polarity=polarity).tolist() == expected


def test_a_limit_on_the_benchmark_is_not_beyond_it() -> None:
    found = compare_with_benchmark(figures((5, 6), (4, 5), (5, 5)), 5, polarity="no_judgement")
    assert found.tolist() == ["similar"] * 3


def test_the_smallest_step_beyond_the_benchmark_is_beyond_it() -> None:
    above, below = np.nextafter(5, 6), np.nextafter(5, 4)
    found = compare_with_benchmark(figures((above, 9), (1, below)), 5, polarity="no_judgement")
    assert found.tolist() == ["higher", "lower"]


@pytest.mark.parametrize("limits", [(NAN, NAN), (NAN, 1), (9, NAN)])
def test_without_an_interval_nothing_is_decided_and_nothing_is_similar(limits: tuple[float, float]) -> None:
    single = Estimate(3.0, *limits)  # type: ignore[arg-type]  # plain numbers become arrays
    assert compare_with_benchmark(single, 5, polarity="higher_is_better") == "undecided"


def test_without_a_benchmark_nothing_is_decided() -> None:
    found = compare_with_benchmark(figures((1, 2), (1, 2)), [NAN, 5], polarity="lower_is_better")
    assert found.tolist() == ["undecided", "better"]


def test_one_figure_gets_a_word_and_many_get_an_array() -> None:
    word = compare_with_benchmark(proportion(10, 1000), 0.5, polarity="higher_is_better")
    assert type(word) is str
    assert word == "worse"
    assert compare_with_benchmark(figures((1, 2)), 0, polarity="no_judgement").shape == (1,)


def test_of_a_benchmark_with_an_interval_the_value_counts() -> None:
    country = Estimate(5.0, 1.0, 9.0)  # type: ignore[arg-type]  # plain numbers become arrays
    found = compare_with_benchmark(figures((6, 7), (2, 3)), country, polarity="higher_is_better")
    assert found.tolist() == ["better", "worse"]


def test_another_polarity_is_refused() -> None:
    with pytest.raises(ValueError, match=r"polarity is one of .*; got 'up'"):
        compare_with_benchmark(figures((4, 6)), 5, polarity="up")


@given(st.floats(-100, 100), st.floats(0, 50), st.floats(-100, 100))
def test_turned_upside_down_better_becomes_worse(value: float, half: float, mark: float) -> None:
    swap = {"better": "worse", "worse": "better", "similar": "similar"}
    upright = Estimate(value, value - half, value + half)  # type: ignore[arg-type]  # plain numbers become arrays
    mirrored = Estimate(-value, -value - half, -value + half)  # type: ignore[arg-type]
    plain = compare_with_benchmark(upright, mark, polarity="higher_is_better")
    assert compare_with_benchmark(upright, mark, polarity="lower_is_better") == swap[str(plain)]
    assert compare_with_benchmark(mirrored, -mark, polarity="higher_is_better") == swap[str(plain)]


def test_differences_are_those_of_newcombes_table() -> None:
    x1, n1, x2, n2, lower, upper = NEWCOMBE.T
    found = difference_of_proportions(x1, n1, x2, n2)

    assert_allclose(found.value, x1 / n1 - x2 / n2, rtol=1e-15)
    assert_allclose([found.lower, found.upper], [lower, upper], atol=0.00005001)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
def test_differences_are_those_of_statsmodels(confidence: float) -> None:
    rng = np.random.default_rng(12)
    n = rng.integers(1, 5000, (2, 40_000))  # more than are worked on at a time
    x = rng.binomial(n, rng.uniform(0, 1, n.shape))

    found = difference_of_proportions(x[0], n[0], x[1], n[1], confidence=confidence)
    expected = confint_proportions_2indep(x[0], n[0], x[1], n[1], method="newcomb", alpha=1 - confidence)

    assert_allclose([found.lower, found.upper], expected, rtol=1e-12, atol=1e-14)


def test_no_comparisons_are_no_differences_but_still_have_a_confidence() -> None:
    assert difference_of_proportions([], [], [], []).value.shape == (0,)
    with pytest.raises(ValueError, match="confidence is a share"):
        difference_of_proportions([], [], [], [], confidence=95)


def test_overlapping_intervals_are_not_a_test() -> None:
    first, second = proportion(56, 70), proportion(48, 80)
    assert first.lower < second.upper
    assert difference_of_proportions(56, 70, 48, 80).lower > 0


def test_all_against_none_ends_at_exactly_one() -> None:
    found = difference_of_proportions(10, 10, 0, 10)
    assert found.upper == 1
    assert found.value.shape == found.lower.shape == found.upper.shape == ()
    assert difference_of_proportions(0, 10, 10, 10).lower == -1


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ((1, 0, 1, 2), ReasonCode.NO_POPULATION),
        ((1, 2, 1, 0), ReasonCode.NO_POPULATION),
        ((3, 2, 1, 2), ReasonCode.MORE_EVENTS_THAN_POPULATION),
        ((1, 2, 3, 2), ReasonCode.MORE_EVENTS_THAN_POPULATION),
        ((-1, 2, 1, 2), ReasonCode.NEGATIVE_COUNT),
        ((1, 2, NAN, 2), ReasonCode.MISSING_INPUT),
    ],
)
def test_what_has_no_share_has_no_difference(counts: tuple[float, ...], reason: ReasonCode) -> None:
    with pytest.raises(UndefinedMeasure, match="The difference of proportions is undefined for x1 = ") as refused:
        difference_of_proportions(*counts)
    assert refused.value.reason is reason

    x1, n1, x2, n2 = ([5, count] for count in counts)
    found = difference_of_proportions(x1, [9, n1[1]], x2, [9, n2[1]])
    assert found.reason.tolist() == [ReasonCode.DEFINED, reason]
    assert np.isnan([found.value[1], found.lower[1], found.upper[1]]).all()
    assert found.value[0] == 0


def test_one_area_is_compared_with_many() -> None:
    x2, n2 = np.array([[3, 5], [7, 9]]), np.array([20, 40])
    found = difference_of_proportions(5, 10, x2, n2)

    assert found.value.shape == found.lower.shape == found.reason.shape == (2, 2)
    for place in np.ndindex(2, 2):
        alone = difference_of_proportions(5, 10, x2[place], n2[place[1]])
        assert (found.value[place], found.lower[place], found.upper[place]) == (alone.value, alone.lower, alone.upper)


sizes = st.integers(1, 10**9)


@given(st.data(), sizes, sizes)
def test_turned_around_the_difference_changes_its_sign(data: st.DataObject, n1: int, n2: int) -> None:
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    one, other = difference_of_proportions(x1, n1, x2, n2), difference_of_proportions(x2, n2, x1, n1)
    complement = difference_of_proportions(n1 - x1, n1, n2 - x2, n2)

    assert (one.value, one.lower, one.upper) == (-other.value, -other.upper, -other.lower)
    assert_allclose([complement.lower, complement.upper], [-one.upper, -one.lower], atol=1e-12)
    assert -1 <= one.lower <= one.value <= one.upper <= 1


@given(st.data(), sizes, sizes)
def test_more_confidence_is_a_wider_interval(data: st.DataObject, n1: int, n2: int) -> None:
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    narrow = difference_of_proportions(x1, n1, x2, n2, confidence=0.5)
    wide = difference_of_proportions(x1, n1, x2, n2, confidence=0.99)

    assert wide.lower <= narrow.lower
    assert narrow.upper <= wide.upper
