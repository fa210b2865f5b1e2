"""Standardised rates, beside UKHSA's results, hand calculations and their known limits."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose
from scipy import stats

from riktmarke.methods import (
    EUROPEAN_STANDARD_POPULATION_2013,
    Estimate,
    ReasonCode,
    UndefinedMeasure,
    count_limits,
    directly_standardised_rate,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
)
from riktmarke.methods.estimate import quantile
from riktmarke.methods.intervals import byar_limits
from tests.methods.ukhsa import sheet, table

NAN, INF = np.nan, np.inf
FILE = "phe_testdata_DSR_ISR.xlsx"
AREAS = ("testdata_big", "testdata_small", "testdata_tiny")
INDIRECT = (indirectly_standardised_ratio, indirectly_standardised_rate)
confidences = st.floats(0.5, 0.9999)
many_events = arrays(float, (2, 6), elements=st.integers(10, 1000).map(float))
persons = arrays(float, (2, 6), elements=st.integers(1, 10_000).map(float))
weights = arrays(float, 6, elements=st.integers(1, 9000).map(float))


def three(found: Estimate) -> list[np.ndarray]:
    """Return value and limits, to compare at once."""
    return [found.value, found.lower, found.upper]


def reasons(found: Estimate) -> list[str]:
    """Return the names of the reasons."""
    return [ReasonCode(code).name for code in found.reason.ravel()]


def areas(data: Path, name: str, columns: tuple[str, ...], names: tuple[str, ...]) -> list[np.ndarray]:
    """Return columns of a sheet as arrays of area by age band, nothing as zero."""
    rows = sheet(data, FILE, name)
    return [np.array([np.nan_to_num(rows[column][rows["area"] == area]) for area in names]) for column in columns]


def column(data: Path, name: str, *columns: str, filled: str = "count") -> list[np.ndarray]:
    """Return columns of a sheet with one area."""
    rows = sheet(data, FILE, name)
    return [rows[title][~np.isnan(rows[filled])] for title in columns]


def results(data: Path, name: str, *wanted: str) -> dict[str, np.ndarray]:
    """Return the rows of results of a statistic."""
    rows = sheet(data, FILE, name)
    some = np.isin(rows["statistic"], wanted)
    return {title: cells[some] for title, cells in rows.items()}


# The European standard population


def test_the_european_standard_population_is_that_of_eurostat_and_sums_to_a_hundred_thousand(real_data: Path) -> None:
    rows = table(real_data, "european_standard_population_2013.csv")

    assert rows["age_group"].tolist() == [*(f"{age}-{age + 4}" for age in range(0, 90, 5)), "90+"]
    assert rows["weight"].tolist() == EUROPEAN_STANDARD_POPULATION_2013.tolist()
    assert EUROPEAN_STANDARD_POPULATION_2013.sum() == 100_000


def test_nobody_changes_the_standard_population_for_everybody_else() -> None:
    with pytest.raises(ValueError, match="read-only"):
        EUROPEAN_STANDARD_POPULATION_2013[0] = 1


# Direct standardisation


@pytest.mark.parametrize("per", [10_000, 100_000])
@pytest.mark.parametrize(("confidence", "level"), [(0.95, "95_0"), (0.998, "99_8")])
def test_directly_standardised_rates_are_those_of_ukhsa(
    real_data: Path, per: int, confidence: float, level: str
) -> None:
    events, population = areas(real_data, "testdata_multiarea", ("count", "pop"), AREAS)
    rows = results(real_data, "testresults_DSR", f"dsr per {per}", "dsr NA for total count < 10")
    expected = [
        [rows[name][rows["area"] == area][0] for area in AREAS]
        for name in ("value", f"lower{level}cl", f"upper{level}cl")
    ]

    found = directly_standardised_rate(
        events, population, EUROPEAN_STANDARD_POPULATION_2013, per=per, confidence=confidence
    )
    assert events.sum(axis=-1).tolist() == [895, 91, 9]
    assert_allclose(three(found), np.array(expected, dtype=float), rtol=1e-12)
    assert reasons(found) == ["DEFINED", "DEFINED", "TOO_FEW_EVENTS"]


@pytest.mark.parametrize("per", [10_000, 100_000])
def test_a_rate_standardised_to_the_population_of_1976_is_that_of_ukhsa(real_data: Path, per: int) -> None:
    events, population, standard = column(real_data, "testdata_1976", "count", "pop", "esp1976")
    rows = results(real_data, "testresults_DSR", f"dsr per {per}")
    row = {name: cells[rows["area"] == "testdata_1976"][0] for name, cells in rows.items()}

    found = directly_standardised_rate(events, population, standard, per=per)
    assert_allclose(three(found), [row["value"], row["lower95_0cl"], row["upper95_0cl"]], rtol=1e-12)
    # The file's limits at 99.8 % of this area are ten times what its unit says: a slip of the file.
    surer = directly_standardised_rate(events, population, standard, per=10 * per, confidence=0.998)
    assert_allclose([surer.lower, surer.upper], [row["lower99_8cl"], row["upper99_8cl"]], rtol=1e-12)


def test_rates_of_events_that_the_same_person_can_have_again_are_those_of_ukhsa(real_data: Path) -> None:
    names = tuple(f"testdata_nonind_{name}" for name in ("big", "dummy", "small", "tiny"))
    events, population, *times = areas(real_data, "testdata_nonindepe", ("count", "pop", "f1", "f2", "f3", "f4"), names)
    rows = sheet(real_data, FILE, "testresults_DSR")
    squared = sum(f**2 * who for f, who in enumerate(times, start=1))

    assert np.array_equal(events, sum(f * who for f, who in enumerate(times, start=1)))
    for confidence, level in ((0.95, "95_0"), (0.998, "99_8")):
        found = directly_standardised_rate(
            events, population, EUROPEAN_STANDARD_POPULATION_2013, squared_events=squared, confidence=confidence
        )
        expected = [
            [rows[name][rows["area"] == area][0] for area in names]
            for name in ("value", f"lower{level}cl", f"upper{level}cl")
        ]
        # The file holds these rows with eight decimals.
        assert_allclose(three(found), np.array(expected, dtype=float), rtol=0, atol=6e-9)
    assert reasons(found) == ["DEFINED", "DEFINED", "DEFINED", "TOO_FEW_EVENTS"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("testdata_err1", ReasonCode.NEGATIVE_COUNT),
        ("testdata_err3", ReasonCode.NO_POPULATION),
        ("testdata_err4", ReasonCode.NEGATIVE_COUNT),
    ],
)
def test_what_ukhsa_refuses_is_refused(real_data: Path, name: str, reason: ReasonCode) -> None:
    events, population, standard = column(real_data, name, "count", "pop", "stdpop")

    with pytest.raises(
        UndefinedMeasure, match=r"^The directly standardised rate is undefined for events = "
    ) as refused:
        directly_standardised_rate(events, population, standard)
    assert refused.value.reason is reason


def test_an_age_band_with_nobody_leaves_the_rate_of_its_area_undefined_and_the_other_stands(real_data: Path) -> None:
    events, population = areas(real_data, "testdata_err2", ("count", "pop"), ("Area1", "Area2"))

    found = directly_standardised_rate(events, population, EUROPEAN_STANDARD_POPULATION_2013)
    small = directly_standardised_rate(events[1], population[1], EUROPEAN_STANDARD_POPULATION_2013)
    assert reasons(found) == ["NO_POPULATION", "DEFINED"]
    assert np.isnan(np.array(three(found))[:, 0]).all()
    assert np.array(three(found))[:, 1].tolist() == [float(figure) for figure in three(small)]


def test_a_rate_in_two_bands_by_hand() -> None:
    # 10 of 1 000 and 30 of 2 000, weights 1 and 3: (1 · 0.010 + 3 · 0.015) / 4 = 0.01375.
    # V = (1² · 10 / 1000² + 3² · 30 / 2000²) / 4² = 7.75e-5 / 16; limits 0.01375 + √(V / 40) (L − 40).
    found = directly_standardised_rate([10, 30], [1000, 2000], [1, 3], per=1)
    lower, upper = byar_limits(np.array(40.0), z=quantile(0.95))
    stretch = np.sqrt(7.75e-5 / 16 / 40)

    assert_allclose(
        three(found), [0.01375, 0.01375 + stretch * (lower - 40), 0.01375 + stretch * (upper - 40)], rtol=1e-14
    )


def test_the_unit_is_a_hundred_thousand_unless_another_is_asked_for() -> None:
    assert_allclose(directly_standardised_rate([10, 30], [1000, 2000], [1, 3]).value, 1375, rtol=1e-14)
    assert_allclose(indirectly_standardised_rate([10], [1000], [50], [4000]).value, 1000, rtol=1e-14)


def test_with_the_own_ages_as_the_standard_the_rate_is_the_crude_one_with_byars_limits() -> None:
    events, population = np.array([4.0, 9, 20]), np.array([900.0, 1200, 700])
    found = directly_standardised_rate(events, population, population, per=1)

    assert_allclose(three(found), np.array([33, *byar_limits(np.array(33.0), z=quantile(0.95))]) / 2800, rtol=1e-13)


@given(many_events, persons, weights, confidences)
def test_a_standardised_rate_lies_between_the_rates_of_its_bands_and_within_its_limits(
    events: np.ndarray, population: np.ndarray, standard: np.ndarray, confidence: float
) -> None:
    found = directly_standardised_rate(events, population, standard, per=1, confidence=confidence)
    rates = events / population

    assert np.all(rates.min(axis=-1) * (1 - 1e-12) <= found.value)
    assert np.all(found.value <= rates.max(axis=-1) * (1 + 1e-12))
    assert np.all(found.lower < found.value)
    assert np.all(found.value < found.upper)


@given(many_events, persons, weights, st.permutations(range(6)), st.floats(0.01, 100))
def test_neither_the_order_of_the_bands_nor_the_size_of_the_standard_matters_and_the_unit_is_a_factor(
    events: np.ndarray, population: np.ndarray, standard: np.ndarray, order: list[int], factor: float
) -> None:
    plain = directly_standardised_rate(events, population, standard, per=1000)
    moved = directly_standardised_rate(events[:, order], population[:, order], standard[order] * factor, per=1000)
    other = directly_standardised_rate(events, population * factor, standard, per=1000 * factor)

    assert_allclose(three(moved), three(plain), rtol=1e-9, atol=1e-9)
    assert_allclose(three(other), three(plain), rtol=1e-9, atol=1e-9)


@given(many_events, persons, weights)
def test_bands_with_the_same_rate_may_be_joined(
    events: np.ndarray, population: np.ndarray, standard: np.ndarray
) -> None:
    # The band divided in two halves with half of all.
    halved = [np.concatenate([array / 2, array / 2], axis=-1) for array in (events, population, standard)]

    assert_allclose(
        three(directly_standardised_rate(*halved)),
        three(directly_standardised_rate(events, population, standard)),
        rtol=1e-9,
    )


@given(many_events, persons, weights, st.floats(1, 9))
def test_events_in_bundles_widen_the_limits_by_the_root_of_their_size(
    events: np.ndarray, population: np.ndarray, standard: np.ndarray, size: float
) -> None:
    plain = directly_standardised_rate(events, population, standard)
    once = directly_standardised_rate(events, population, standard, squared_events=events)
    bundled = directly_standardised_rate(events, population, standard, squared_events=size * events)

    assert np.array(three(once)).tolist() == np.array(three(plain)).tolist()
    assert_allclose(bundled.value, plain.value, rtol=1e-14)
    assert_allclose(bundled.upper - bundled.value, (plain.upper - plain.value) * np.sqrt(size), rtol=1e-9)
    assert_allclose(bundled.value - bundled.lower, (plain.value - plain.lower) * np.sqrt(size), rtol=1e-9)


def test_fewer_than_ten_events_in_all_are_suppressed_and_ten_are_not() -> None:
    found = directly_standardised_rate([[4, 5], [5, 5], [4, 5.5], [0, 0]], [100, 100], [1, 1])

    assert reasons(found) == ["TOO_FEW_EVENTS", "DEFINED", "TOO_FEW_EVENTS", "TOO_FEW_EVENTS"]
    assert np.isnan(three(found)).tolist() == [[True, False, True, True]] * 3
    assert found.value[1] == 5000


def test_a_single_rate_of_too_few_events_is_suppressed_and_not_an_error() -> None:
    found = directly_standardised_rate([4, 5], [100, 100], [1, 1])

    assert np.isnan(three(found)).all()
    assert (found.value.shape, reasons(found)) == ((), ["TOO_FEW_EVENTS"])


def test_bands_without_events_and_bands_without_weight_are_in_order() -> None:
    found = directly_standardised_rate([0, 20], [100, 100], [3, 1], per=1)
    assert found.value == 0.05
    assert directly_standardised_rate([7, 20], [100, 100], [0, 1], per=1).value == 0.2


def test_each_undefined_standardised_rate_has_its_own_reason() -> None:
    events = np.full((9, 2), 20.0)
    population = np.full((9, 2), 100.0)
    standard = np.ones((9, 2))
    squared = np.full((9, 2), 30.0)
    events[1, 0] = standard[2, 1] = squared[3, 0] = NAN
    population[4, 1] = INF
    population[5, 0] = 0
    standard[6] = 0
    events[7, 1] = -1
    squared[8, 0] = 19.9

    found = directly_standardised_rate(events, population, standard, squared_events=squared)
    assert reasons(found) == [
        "DEFINED",
        *["MISSING_INPUT"] * 3,
        "INFINITE_INPUT",
        "NO_POPULATION",
        "NO_POPULATION",
        "NEGATIVE_COUNT",
        "SQUARES_BELOW_EVENTS",
    ]
    assert np.isnan(np.array(three(found))[:, 1:]).all()
    for row in range(1, 9):
        with pytest.raises(UndefinedMeasure) as refused:
            directly_standardised_rate(events[row], population[row], standard[row], squared_events=squared[row])
        assert refused.value.reason == found.reason[row]


@pytest.mark.parametrize(("place", "value"), [(0, INF), (1, INF), (2, INF), (3, INF)])
def test_an_infinite_number_anywhere_is_told(place: int, value: float) -> None:
    given = [[20.0, 20], [100.0, 100], [1.0, 1], [30.0, 30]]
    given[place][1] = value

    with pytest.raises(UndefinedMeasure, match="a number is infinite"):
        directly_standardised_rate(*given[:3], squared_events=given[3])


def test_a_missing_count_is_told_before_all_else_and_a_negative_one_before_too_few() -> None:
    found = directly_standardised_rate([[NAN, -1], [-1, 2], [1, 2]], [[0, 1], [5, 5], [0, 5]], [1, 1])

    assert reasons(found) == ["MISSING_INPUT", "NEGATIVE_COUNT", "NO_POPULATION"]


def test_a_negative_weight_of_the_standard_is_refused_even_where_the_sum_is_above_zero() -> None:
    with pytest.raises(UndefinedMeasure, match="a count is below zero"):
        directly_standardised_rate([20, 20], [100, 100], [-1, 3])


def test_the_message_holds_what_was_given() -> None:
    with pytest.raises(UndefinedMeasure) as refused:
        directly_standardised_rate([20, 20], [0, 100], [1, 1])
    assert str(refused.value) == (
        "The directly standardised rate is undefined for events = [20, 20], population = [0, 100], standard = [1, 1]: "
        "a population or exposure is not above zero."
    )
    with pytest.raises(UndefinedMeasure) as refused:
        directly_standardised_rate([20, 20], [0, 100], [1, 1], squared_events=[20, 20])
    assert str(refused.value) == (
        "The directly standardised rate is undefined for events = [20, 20], population = [0, 100], standard = [1, 1], "
        "squared_events = [20, 20]: a population or exposure is not above zero."
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (([1, 2, 3], [4, 5, 6], [7, 8]), "events has 3, population has 3, standard has 2"),
        (([20], [4, 5, 6], [7, 8, 9]), "events has 1, population has 3, standard has 3"),
        (([1, 2, 3], 5, [7, 8, 9]), "events has 3, population has none, standard has 3"),
        ((30, 500, 7), "events has none, population has none, standard has none"),
    ],
)
def test_bands_that_do_not_match_are_refused_and_never_stretched(given: tuple, told: str) -> None:
    with pytest.raises(ValueError, match=f"^expected the same age bands along every last axis; {told}$"):
        directly_standardised_rate(*given)


def test_squared_events_have_the_bands_of_the_events() -> None:
    with pytest.raises(ValueError, match=r"^expected 2 age bands along the last axis; squared_events has 3$"):
        directly_standardised_rate([1, 2], [4, 5], [7, 8], squared_events=[1, 2, 3])


def test_one_standard_serves_many_areas_and_years_and_each_is_as_if_it_were_alone() -> None:
    rng = np.random.default_rng(3)
    population = rng.integers(50, 2000, (3, 4, 19)).astype(float)
    events = rng.poisson(population * 0.02).astype(float)
    found = directly_standardised_rate(events, population, EUROPEAN_STANDARD_POPULATION_2013)

    assert found.value.shape == (3, 4)
    for place in np.ndindex(3, 4):
        alone = directly_standardised_rate(events[place], population[place], EUROPEAN_STANDARD_POPULATION_2013)
        assert_allclose([figure[place] for figure in three(found)], three(alone), rtol=1e-14)


def test_infinite_numbers_of_both_signs_are_told_as_infinite() -> None:
    assert reasons(directly_standardised_rate([[20, 20]], [50, 50], [[INF, -INF]])) == ["INFINITE_INPUT"]
    assert reasons(directly_standardised_rate([[INF, -INF]], [50, 50], [1, 1])) == ["INFINITE_INPUT"]
    for function in INDIRECT:
        assert reasons(function([[INF, -INF]], [50, 50], [1, 1], [9, 9])) == ["INFINITE_INPUT"]
        assert reasons(function([20, 20], [[INF, -INF]], [1, 1], [9, 9])) == ["INFINITE_INPUT"]


@pytest.mark.parametrize("place", range(4))
def test_whichever_array_has_more_rows_the_figures_are_those_of_each(place: int) -> None:
    one = [np.array([20.0, 20]), np.array([100.0, 200]), np.array([5.0, 6]), np.array([500.0, 600])]
    many = [array.copy() for array in one]
    many[place] = one[place] * np.array([[1], [2], [3]])

    direct = directly_standardised_rate(*many[:3], squared_events=many[3])
    for row in range(3):
        alone = [array[row] if array.ndim > 1 else array for array in many]
        single = directly_standardised_rate(*alone[:3], squared_events=alone[3])
        assert_allclose([figure[row] for figure in three(direct)], three(single), rtol=1e-14)
    for function in INDIRECT:
        found = function(*many)
        for row in range(3):
            single = function(*(array[row] if array.ndim > 1 else array for array in many))
            assert_allclose([figure[row] for figure in three(found)], three(single), rtol=1e-14)
    assert direct.reason.shape == (3,)


def test_counts_of_any_whole_type_are_counted_as_numbers() -> None:
    given = [[200, 100], [250, 250], [100, 50], [200, 200]]
    small = [np.array(numbers, np.uint8) for numbers in given]

    assert three(directly_standardised_rate(*small[:3])) == three(directly_standardised_rate(*given[:3]))
    for function in INDIRECT:
        assert three(function(*small)) == three(function(*given))


def test_one_population_serves_many_counts_even_where_they_are_undefined() -> None:
    found = directly_standardised_rate([[20, 20], [-1, 50]], [100, 200], [1, 1], per=1)
    pooled = directly_standardised_rate([20, 20], [[100, 200], [0, 50]], [1, 1], per=1)

    assert reasons(found) == ["DEFINED", "NEGATIVE_COUNT"]
    assert reasons(pooled) == ["DEFINED", "NO_POPULATION"]
    assert_allclose([found.value[0], pooled.value[0]], 0.15, rtol=1e-14)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_that_is_no_share_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence is a share between 0 and 1"):
        directly_standardised_rate([20, 20], [100, 100], [1, 1], confidence=confidence)
    for function in INDIRECT:
        with pytest.raises(ValueError, match="confidence is a share between 0 and 1"):
            function([20, 20], [100, 100], [1, 1], [50, 50], confidence=confidence)


def test_a_rate_per_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^per is a number above 0, such as 100000; got 0$"):
        directly_standardised_rate([20, 20], [100, 100], [1, 1], per=0)
    with pytest.raises(ValueError, match=r"^per is a number above 0, such as 100000; got -1$"):
        indirectly_standardised_rate([20, 20], [100, 100], [1, 1], [50, 50], per=-1)


# Indirect standardisation


@pytest.mark.parametrize(("confidence", "level"), [(0.95, "95_0"), (0.998, "99_8")])
def test_indirectly_standardised_figures_are_those_of_ukhsa(real_data: Path, confidence: float, level: str) -> None:
    events, population = areas(real_data, "testdata_multiarea", ("count", "pop"), AREAS)
    reference = column(real_data, "refdata", "refcount", "refpop", filled="refpop")
    names = ("value", f"lower{level}cl", f"upper{level}cl")

    for times in (1, 100):
        rows = results(real_data, "testresults_ISR", f"indirectly standardised ratio x {times}")
        found = indirectly_standardised_ratio(events, population, *reference, confidence=confidence)
        expected = [rows[name][: len(AREAS)] for name in names]
        assert tuple(rows["area"][: len(AREAS)]) == AREAS
        assert_allclose(np.array(three(found)) * times, np.array(expected, dtype=float), rtol=1e-12)
    for per in (1_000, 100_000):
        rows = results(real_data, "testresults_ISR", f"indirectly standardised rate per {per}")
        rate = indirectly_standardised_rate(events, population, *reference, per=per, confidence=confidence)
        expected = [rows[name][: len(AREAS)] for name in names]
        assert tuple(rows["area"][: len(AREAS)]) == AREAS
        assert_allclose(three(rate), np.array(expected, dtype=float), rtol=1e-12)


def test_a_reference_that_stands_beside_each_area_gives_the_same(real_data: Path) -> None:
    beside = areas(real_data, "testdata_multiarea_isr", ("count", "pop", "refcount", "refpop"), AREAS)
    reference = column(real_data, "refdata", "refcount", "refpop", filled="refpop")

    assert np.array_equal(
        three(indirectly_standardised_ratio(*beside)), three(indirectly_standardised_ratio(*beside[:2], *reference))
    )


def test_a_band_with_nobody_expects_nobody_as_in_ukhsas_results(real_data: Path) -> None:
    # Area1 has nobody aged 5–9 and 25 events there, which are observed all the same.
    events, population = areas(real_data, "testdata_err2", ("count", "pop"), ("Area1", "Area2"))
    reference = column(real_data, "refdata", "refcount", "refpop", filled="refpop")
    rate = results(real_data, "testresults_ISR", "indirectly standardised rate per 100000")
    ratio = results(real_data, "testresults_ISR", "indirectly standardised ratio x 100")
    names = ("value", "lower95_0cl", "upper95_0cl")

    for rows, found in (
        (rate, three(indirectly_standardised_rate(events, population, *reference))),
        (ratio, np.array(three(indirectly_standardised_ratio(events, population, *reference))) * 100),
    ):
        some = np.isin(rows["area"], ["Area1", "Area2"])
        assert_allclose(found, np.array([rows[name][some] for name in names], dtype=float), rtol=1e-12)


def test_a_ratio_in_two_bands_by_hand() -> None:
    # Expected 1000 · 20/10 000 + 500 · 90/30 000 = 2 + 1.5 = 3.5; observed 3 + 4 = 7: twice as many.
    # The reference has 110 of 40 000, or 275 per 100 000: a rate of 550.
    given = ([3, 4], [1000, 500], [20, 90], [10_000, 30_000])
    limits = np.array([stats.chi2.ppf(0.025, 14) / 2, stats.chi2.isf(0.025, 16) / 2])

    assert_allclose(three(indirectly_standardised_ratio(*given)), [2, *limits / 3.5], rtol=1e-12)
    assert_allclose(three(indirectly_standardised_rate(*given)), [550, *limits / 3.5 * 275], rtol=1e-12)
    assert_allclose(three(indirectly_standardised_rate(*given, per=1000)), [5.5, *limits / 3.5 * 2.75], rtol=1e-12)


def test_ten_events_are_the_first_with_byars_limits() -> None:
    nine, ten = (indirectly_standardised_ratio([count], [100], [10], [100]) for count in (9, 10))

    assert_allclose([nine.lower * 10, nine.upper * 10], count_limits(9), rtol=1e-14)
    assert_allclose([ten.lower * 10, ten.upper * 10], byar_limits(np.array(10.0), z=quantile(0.95)), rtol=1e-14)


def test_no_event_is_a_ratio_of_zero_with_a_lower_limit_of_exactly_zero() -> None:
    for function in INDIRECT:
        found = function([0, 0], [100, 200], [5, 5], [100, 200])
        assert (float(found.value), float(found.lower)) == (0, 0)
        assert found.upper > 0


@given(st.tuples(many_events, persons, many_events, persons), st.permutations(range(6)), st.floats(0.01, 100))
def test_neither_the_order_of_the_bands_nor_the_size_of_the_reference_matters_to_the_ratio(
    given: tuple[np.ndarray, ...], order: list[int], factor: float
) -> None:
    events, population, cases, size = given
    for function in INDIRECT:
        plain = function(events, population, cases[0], size[0])
        moved = function(events[:, order], population[:, order], cases[0, order] * factor, size[0, order] * factor)
        more = function(events, population * factor, cases[0], size[0])

        assert_allclose(three(moved), three(plain), rtol=1e-9)
        assert_allclose(np.array(three(more)) * factor, three(plain), rtol=1e-9)
        assert np.all((plain.lower < plain.value) & (plain.value < plain.upper))


@given(many_events, persons)
def test_the_reference_beside_itself_has_the_ratio_one_and_its_crude_rate(
    events: np.ndarray, population: np.ndarray
) -> None:
    own = (events, population, events, population)

    assert_allclose(indirectly_standardised_ratio(*own).value, 1, rtol=1e-12)
    crude = 1000 * events.sum(axis=-1) / population.sum(axis=-1)
    assert_allclose(indirectly_standardised_rate(*own, per=1000).value, crude, rtol=1e-12)


def test_each_undefined_ratio_has_its_own_reason() -> None:
    given = [np.full((10, 2), size) for size in (20.0, 100.0, 5.0, 50.0)]
    for place in range(4):
        given[place][place + 1, place % 2] = NAN
    given[1][5, 0] = INF
    given[1][6, 0] = -1
    given[3][7, 1] = 0
    given[2][8] = 0
    given[0][9, 1] = -1
    expected = [
        "DEFINED",
        *["MISSING_INPUT"] * 4,
        "INFINITE_INPUT",
        "NO_POPULATION",
        "NO_POPULATION",
        "NO_EXPECTED_EVENTS",
        "NEGATIVE_COUNT",
    ]

    for function, name in zip(INDIRECT, ("ratio", "rate"), strict=True):
        found = function(*given)
        assert reasons(found) == expected
        assert np.isnan(np.array(three(found))[:, 1:]).all()
        assert np.isfinite(np.array(three(found))[:, 0]).all()
        for row in range(1, 10):
            with pytest.raises(UndefinedMeasure, match=f"^The indirectly standardised {name} is undefined for") as told:
                function(*(array[row] for array in given))
            assert told.value.reason == found.reason[row]


@pytest.mark.parametrize("place", range(4))
def test_an_infinite_or_negative_number_anywhere_is_told(place: int) -> None:
    for wrong, told in ((INF, "a number is infinite"), (-1, "below zero" if place in {0, 2} else "not above zero")):
        given = [[20.0, 20], [100.0, 100], [5.0, 5], [50.0, 50]]
        given[place][0] = wrong
        with pytest.raises(UndefinedMeasure, match=told):
            indirectly_standardised_ratio(*given)


def test_where_only_ages_without_people_have_events_in_the_reference_nothing_is_expected() -> None:
    with pytest.raises(UndefinedMeasure) as refused:
        indirectly_standardised_ratio([3, 4], [0, 500], [20, 0], [10_000, 30_000])
    assert str(refused.value) == (
        "The indirectly standardised ratio is undefined for events = [3, 4], population = [0, 500], reference_events = "
        "[20, 0], reference_population = [10000, 30000]: no events are expected, so there is nothing to compare with."
    )


def test_bands_of_the_reference_that_do_not_match_are_refused() -> None:
    for function in INDIRECT:
        with pytest.raises(ValueError, match=r"reference_events has 1, reference_population has 2$"):
            function([3, 4], [100, 500], [20], [10_000, 30_000])


def test_figures_for_many_areas_are_those_of_each_alone() -> None:
    rng = np.random.default_rng(4)
    population = rng.integers(50, 2000, (5, 7)).astype(float)
    events = rng.poisson(population * 0.004).astype(float)
    reference = (rng.integers(100, 900, 7), rng.integers(10_000, 90_000, 7))

    for function in INDIRECT:
        found = function(events, population, *reference)
        for row in range(5):
            alone = function(events[row], population[row], *reference)
            assert_allclose([figure[row] for figure in three(found)], three(alone), rtol=1e-14)
