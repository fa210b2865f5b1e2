"""Intervals of single figures, beside UKHSA's results, statsmodels and SciPy, and their known limits."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from riktmarke.methods import (
    Estimate,
    ReasonCode,
    UndefinedMeasure,
    benjamini_hochberg,
    count_limits,
    mean,
    proportion,
    rate,
)
from riktmarke.methods.estimate import first_reason, quantile
from riktmarke.methods.intervals import byar_limits
from tests.methods.ukhsa import sheet

NAN, INF = np.nan, np.inf
LEVELS = ((0.95, "95_0"), (0.998, "99_8"))
confidences = st.floats(0.5, 0.9999)
counts = st.integers(0, 10**9)


def three(found: Estimate) -> list[np.ndarray]:
    """Return value and limits, to compare at once."""
    return [found.value, found.lower, found.upper]


def expected(rows: dict[str, np.ndarray], some: np.ndarray, *names: str) -> list[np.ndarray]:
    """Return columns of results as numbers."""
    return [rows[name][some].astype(float) for name in names]


def reasons(found: Estimate) -> list[str]:
    """Return the names of the reasons."""
    return [ReasonCode(code).name for code in found.reason.ravel()]


# Proportions


def test_proportions_are_those_of_ukhsa(real_data: Path) -> None:
    rows = sheet(real_data, "phe_testdata_Proportion.xlsx", "testdata_Prop")
    some = (rows["Denominator"] > 0) & ~np.isnan(rows["Numerator"])

    assert some.sum() == 16
    for confidence, level in LEVELS:
        found = proportion(rows["Numerator"][some], rows["Denominator"][some], confidence=confidence)
        per = rows["multiplier"][some]
        figures = expected(rows, some, "value", f"lower{level}cl", f"upper{level}cl")
        assert_allclose([figure * per for figure in three(found)], figures, rtol=1e-12)


def test_proportions_of_grouped_rows_are_those_of_ukhsa(real_data: Path) -> None:
    rows = sheet(real_data, "phe_testdata_Proportion.xlsx", "testdata_Prop_g")
    some = (rows["Denominator"] > 0) & ~np.isnan(rows["Numerator"])

    assert some.sum() == 8
    found = proportion(rows["Numerator"][some], rows["Denominator"][some])
    assert_allclose(three(found), expected(rows, some, "value", "lowercl", "uppercl"), rtol=1e-12)


def test_where_ukhsa_gives_no_proportion_because_a_number_is_missing_neither_do_we(real_data: Path) -> None:
    rows = sheet(real_data, "phe_testdata_Proportion.xlsx", "testdata_Prop")
    none = ~(rows["Denominator"] > 0) | np.isnan(rows["Numerator"])

    found = proportion(rows["Numerator"][none], rows["Denominator"][none])
    assert none.sum() == 3
    assert reasons(found) == ["MISSING_INPUT"] * 3
    assert np.isnan(three(found)).all()


def test_wilson_limits_are_those_of_ukhsa_for_counts_that_are_not_whole_too(real_data: Path) -> None:
    rows = sheet(real_data, "phe_testdata_Byars_Wilson.xlsx", "testdata_B_W")
    for level, confidence in (("95%", 0.95), ("99.8%", 0.998)):
        some = (rows["method"] == "Wilson") & (rows["confidence"] == level)
        found = proportion(rows["x"][some], rows["n"][some], confidence=confidence)
        assert some.sum() == 3
        assert_allclose([found.lower, found.upper], expected(rows, some, "lowercl", "uppercl"), rtol=1e-12)


def test_proportions_are_those_of_statsmodels() -> None:
    rng = np.random.default_rng(11)
    n = rng.integers(1, 5000, 2000)
    events = rng.binomial(n, rng.uniform(0, 1, 2000))

    for confidence in (0.8, 0.95, 0.999):
        found = proportion(events, n, confidence=confidence)
        lower, upper = proportion_confint(events, n, alpha=1 - confidence, method="wilson")
        assert_allclose(three(found), [events / n, lower, upper], rtol=1e-12, atol=1e-15)


def test_no_event_gives_a_lower_limit_of_exactly_zero_and_all_events_an_upper_limit_of_exactly_one() -> None:
    n = np.array([1, 3, 20, 1e6, 1e15])

    assert proportion(0, n).lower.tolist() == [0] * 5
    assert proportion(n, n).upper.tolist() == [1] * 5
    # By hand: z² / (n + z²) and n / (n + z²).
    z2 = quantile(0.95) ** 2
    assert_allclose(proportion(0, n).upper, z2 / (n + z2), rtol=1e-15)
    assert_allclose(proportion(n, n).lower, n / (n + z2), rtol=1e-15)


def test_a_rare_event_among_very_many_loses_no_digits() -> None:
    # With n far above x, the limits are those of x ± … over n: (x + z²/2 ∓ z√(x + z²/4)) / n; the lower one without
    # the difference, as x² / that sum.
    z2, n = quantile(0.95) ** 2, 1e18
    above = 1 + z2 / 2 + np.sqrt(z2 * (1 + z2 / 4))

    assert_allclose(proportion(1, n).lower, 1 / above / n, rtol=1e-14)
    assert_allclose(proportion(1, n).upper, above / n, rtol=1e-14)


def test_no_limit_passes_one_for_counts_so_large_that_digits_end() -> None:
    for n, confidence in ((7936099241516843, 0.9999), (8707144867858023, 0.9999), (1804653275110710, 0.99999999)):
        assert proportion(n - 1, n, confidence=confidence).upper <= 1


@given(st.integers(1, 10**9), st.data(), confidences)
def test_the_share_lies_between_its_limits_and_they_between_zero_and_one(
    n: int, data: st.DataObject, confidence: float
) -> None:
    found = proportion(data.draw(st.integers(0, n)), n, confidence=confidence)

    assert 0 <= found.lower <= found.value <= found.upper <= 1


@given(st.integers(1, 10**6), st.data(), confidences)
def test_the_share_of_those_without_is_the_mirror_of_the_share_of_those_with(
    n: int, data: st.DataObject, confidence: float
) -> None:
    x = data.draw(st.integers(0, n))
    with_it, without = proportion(x, n, confidence=confidence), proportion(n - x, n, confidence=confidence)

    assert_allclose([without.value, without.lower, without.upper], 1 - np.array(three(with_it))[[0, 2, 1]], atol=1e-12)


@given(st.integers(1, 10**6), st.data(), confidences)
def test_more_confidence_is_a_wider_interval_and_more_persons_a_narrower(
    n: int, data: st.DataObject, confidence: float
) -> None:
    x = data.draw(st.integers(0, n))
    plain, surer = proportion(x, n, confidence=confidence), proportion(x, n, confidence=(1 + confidence) / 2)
    more = proportion(4 * x, 4 * n, confidence=confidence)

    assert surer.upper - surer.lower > plain.upper - plain.lower > more.upper - more.lower


@given(st.integers(2, 10**6), st.data(), confidences)
def test_limits_lie_exactly_z_standard_errors_of_their_own_from_the_share(
    n: int, data: st.DataObject, confidence: float
) -> None:
    x = data.draw(st.integers(1, n - 1))
    found = proportion(x, n, confidence=confidence)

    for limit in (found.lower, found.upper):
        assert_allclose(
            abs(x / n - limit), quantile(confidence) * np.sqrt(limit * (1 - limit) / n), rtol=1e-6, atol=1e-12
        )


def test_what_is_unusual_and_sound_stands_beside_what_is_not() -> None:
    events, n = np.array([0, 0.5, 3, 1, 0.5, 9]), np.array([4, 4, 3, 1, 0.5, 0])
    together, alone = proportion(events, n), proportion(events[:5], n[:5])

    assert reasons(together) == ["DEFINED"] * 5 + ["NO_POPULATION"]
    assert np.array_equal(np.array(three(together))[:, :5], three(alone))
    together, alone = rate(events, n), rate(events[:5], n[:5])
    assert reasons(together) == ["DEFINED"] * 5 + ["NO_POPULATION"]
    assert np.array_equal(np.array(three(together))[:, :5], three(alone))


def test_counts_and_populations_all_below_zero_are_told() -> None:
    for function in (proportion, rate):
        assert reasons(function([-1, -3], [-5, -2])) == ["NO_POPULATION"] * 2


def test_counts_of_any_whole_type_are_counted_as_numbers() -> None:
    small = np.array([200, 100], np.uint8), np.array([250, 250], np.uint8)

    assert np.array_equal(three(proportion(*small)), three(proportion([200, 100], [250, 250])))
    assert np.array_equal(three(rate(*small)), three(rate([200, 100], [250, 250])))
    assert np.array_equal(three(mean(small[0])), three(mean([200, 100])))
    assert np.array_equal(count_limits(small[0]), count_limits([200, 100]))


def test_each_undefined_proportion_has_its_own_reason_and_the_others_stand() -> None:
    found = proportion([1, NAN, 1, INF, 1, 1, 1, -1, 7, -1], [4, 4, NAN, 4, INF, 0, -4, 4, 5, 0])

    assert reasons(found) == [
        "DEFINED",
        "MISSING_INPUT",
        "MISSING_INPUT",
        "INFINITE_INPUT",
        "INFINITE_INPUT",
        "NO_POPULATION",
        "NO_POPULATION",
        "NEGATIVE_COUNT",
        "MORE_EVENTS_THAN_POPULATION",
        "NO_POPULATION",
    ]
    assert found.value[0] == 0.25
    assert np.isnan(np.array(three(found))[:, 1:]).all()


@pytest.mark.parametrize(
    ("events", "n", "reason"),
    [
        (5, 0, ReasonCode.NO_POPULATION),
        (7, 5, ReasonCode.MORE_EVENTS_THAN_POPULATION),
        (-1, 5, ReasonCode.NEGATIVE_COUNT),
        (NAN, 5, ReasonCode.MISSING_INPUT),
        (INF, INF, ReasonCode.INFINITE_INPUT),
    ],
)
def test_a_single_undefined_proportion_is_refused(events: float, n: float, reason: ReasonCode) -> None:
    with pytest.raises(UndefinedMeasure) as refused:
        proportion(events, n)

    assert str(refused.value) == f"The proportion is undefined for events = {events}, n = {n}: {reason.sentence}."
    assert refused.value.reason is reason


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, NAN])
def test_a_confidence_that_is_no_share_is_refused_by_all(confidence: float) -> None:
    for function in (lambda c: proportion(1, 2, confidence=c), lambda c: rate(1, 2, confidence=c)):
        with pytest.raises(ValueError, match=f"confidence is a share between 0 and 1, such as 0.95; got {confidence}"):
            function(confidence)
    for function in (lambda c: count_limits(3, confidence=c), lambda c: mean([1, 2], confidence=c)):
        with pytest.raises(ValueError, match=f"confidence is a share between 0 and 1, such as 0.95; got {confidence}"):
            function(confidence)


def test_shapes_that_do_not_broadcast_are_refused() -> None:
    for function in (proportion, rate):
        with pytest.raises(ValueError, match="shape mismatch"):
            function([1, 2, 3], [4, 5])


@pytest.mark.parametrize("function", [proportion, rate])
def test_one_count_and_many_populations_broadcast_and_the_other_way(function: Callable[..., Estimate]) -> None:
    found = function(3, [[10, 20], [30, 0]])
    alone = function(3, 20)
    many = function([[1, 3], [4, -1]], 20)

    assert many.reason.tolist() == [[0, 0], [0, ReasonCode.NEGATIVE_COUNT]]
    assert np.array(three(many))[:, 0, 1].tolist() == [float(figure) for figure in three(alone)]
    assert function([1, 2], 20).reason.tolist() == [0, 0]

    assert found.reason.tolist() == [[0, 0], [0, ReasonCode.NO_POPULATION]]
    assert np.array(three(found))[:, 0, 1].tolist() == [float(figure) for figure in three(alone)]
    assert all(figure.shape == () for figure in three(alone))


# Counts and rates


def test_rates_are_those_of_ukhsa(real_data: Path) -> None:
    rows = sheet(real_data, "phe_testdata_Rate.xlsx", "testdata_Rate")
    some = (rows["Denominator"] > 0) & ~np.isnan(rows["Numerator"])

    assert some.sum() == 17
    for confidence, level in LEVELS:
        for per in (100, 100_000):
            these = some & (rows["multiplier"] == per)
            found = rate(rows["Numerator"][these], rows["Denominator"][these], per=per, confidence=confidence)
            figures = expected(rows, these, "value", f"lower{level}cl", f"upper{level}cl")
            assert_allclose(three(found), figures, rtol=1e-12)


def test_rates_of_grouped_rows_are_those_of_ukhsa(real_data: Path) -> None:
    rows = sheet(real_data, "phe_testdata_Rate.xlsx", "testdata_Rate_g")
    some = (rows["Denominator"] > 0) & ~np.isnan(rows["Numerator"])

    assert some.sum() == 9
    found = rate(rows["Numerator"][some], rows["Denominator"][some])
    assert_allclose(three(found), expected(rows, some, "value", "lowercl", "uppercl"), rtol=1e-12)


def test_where_ukhsa_gives_no_rate_because_a_number_is_missing_neither_do_we(real_data: Path) -> None:
    rows = sheet(real_data, "phe_testdata_Rate.xlsx", "testdata_Rate")
    none = np.isnan(rows["Denominator"]) | np.isnan(rows["Numerator"])

    found = rate(rows["Numerator"][none], rows["Denominator"][none])
    assert none.sum() == 3
    assert reasons(found) == ["MISSING_INPUT"] * 3
    assert np.isnan(three(found)).all()


def test_byars_limits_are_those_of_ukhsa(real_data: Path) -> None:
    rows = sheet(real_data, "phe_testdata_Byars_Wilson.xlsx", "testdata_B_W")
    for level, confidence, many in (("95%", 0.95, 3), ("99.8%", 0.998, 4)):
        some = (rows["method"] == "Byars") & (rows["confidence"] == level)
        lower, upper = byar_limits(rows["x"][some], z=quantile(confidence))
        assert some.sum() == many
        low, high = expected(rows, some, "lowercl", "uppercl")
        assert_allclose(upper, high, rtol=1e-12)
        # Where the cube root is below zero UKHSA gives none; the limit of a count is then 0.
        assert_allclose(lower, np.where(np.isnan(low), 0, low), rtol=1e-12)


def test_limits_below_ten_events_are_those_of_chi_squared_and_of_statsmodels() -> None:
    x = np.arange(10)
    for confidence in (0.5, 0.95, 0.998, 0.99999):
        tail = (1 - confidence) / 2
        lower, upper = count_limits(x, confidence=confidence)
        assert_allclose(lower[1:], stats.chi2.ppf(tail, 2 * x[1:]) / 2, rtol=1e-12)
        assert_allclose(upper, stats.chi2.isf(tail, 2 * x + 2) / 2, rtol=1e-12)
        assert_allclose(upper, confint_poisson(x, 1, method="exact-c", alpha=1 - confidence)[1], rtol=1e-12)


def test_the_exact_limits_leave_half_of_what_is_left_on_each_side() -> None:
    x = np.arange(1, 10)
    lower, upper = count_limits(x, confidence=0.9)

    assert_allclose(stats.poisson.sf(x - 1, lower), 0.05, rtol=1e-12)
    assert_allclose(stats.poisson.cdf(x, upper), 0.05, rtol=1e-12)


def test_counts_that_are_not_whole_have_limits_between_those_of_their_neighbours() -> None:
    lower, upper = count_limits([2, 2.5, 3])

    assert_allclose([lower[1], upper[1]], [stats.chi2.ppf(0.025, 5) / 2, stats.chi2.isf(0.025, 7) / 2], rtol=1e-12)
    assert np.all(np.diff(lower) > 0)
    assert np.all(np.diff(upper) > 0)


def test_a_count_that_is_not_whole_is_not_cut_to_one_that_is() -> None:
    assert count_limits([2.5])[0] == count_limits([2, 2.5, 3])[0][1]
    assert count_limits(2.5)[1] == count_limits([2, 2.5, 3])[1][1]


def test_no_event_has_a_lower_limit_of_exactly_zero_and_an_upper_of_minus_the_logarithm_of_what_is_left() -> None:
    lower, upper = count_limits([0, 0.0, 0.5])

    assert lower[:2].tolist() == [0, 0]
    assert_allclose(upper[:2], -np.log(0.025), rtol=1e-14)


def test_ten_events_are_the_first_with_byars_limits() -> None:
    lower, upper = count_limits([9, 10, 10.5, 11])
    low, high = byar_limits(np.array([9, 10, 10.5, 11]), z=quantile(0.95))

    assert (lower[1:].tolist(), upper[1:].tolist()) == (low[1:].tolist(), high[1:].tolist())
    assert lower[0] != low[0]
    assert upper[0] != high[0]
    # By hand: 10 (1 − 1/90 − 1.959964 / (3√10))³ and 11 (1 − 1/99 + 1.959964 / (3√11))³.
    assert (round(float(lower[1]), 4), round(float(upper[1]), 4)) == (4.7874, 18.3915)


@given(st.integers(10, 10**6), st.floats(0.5, 0.99))
def test_byars_limits_lie_near_the_exact_ones(x: int, confidence: float) -> None:
    tail = (1 - confidence) / 2
    exact = stats.gamma.ppf(tail, x), stats.gamma.isf(tail, x + 1)

    assert_allclose(count_limits(x, confidence=confidence), exact, rtol=1e-2)


@given(counts, confidences)
def test_limits_of_a_count_enclose_it_grow_with_it_and_with_confidence(x: int, confidence: float) -> None:
    lower, upper = count_limits([x, x + 1], confidence=confidence)
    low, high = count_limits(x, confidence=(1 + confidence) / 2)

    assert 0 <= lower[0] <= x < upper[0]
    assert lower[0] < lower[1]
    assert upper[0] < upper[1]
    assert low <= lower[0]
    assert upper[0] < high


def test_counts_that_are_none_have_no_limits() -> None:
    for wrong in ([NAN, -1, -0.5, -20, 3, 12], [-1.0, 3, 3, 3, 3, 12]):
        lower, upper = count_limits(wrong)
        good = [count >= 0 for count in wrong]
        assert (~np.isnan(lower)).tolist() == good
        assert (~np.isnan(upper)).tolist() == good
        assert (lower[4], upper[4]) == count_limits(3)


def test_a_single_count_has_single_limits() -> None:
    for x in (3, 30):
        lower, upper = count_limits(x)
        assert (lower.shape, upper.shape) == ((), ())
        assert (lower, upper) == (count_limits([x])[0][0], count_limits([x])[1][0])


@given(counts, st.integers(1, 10**9), st.floats(1e-3, 1e6))
def test_the_unit_of_a_rate_is_a_factor_and_its_limits_are_those_of_the_count(x: int, n: int, per: float) -> None:
    lower, upper = count_limits(x)

    assert_allclose(three(rate(x, n, per=per)), [x / n * per, lower / n * per, upper / n * per], rtol=1e-13)


def test_a_rate_is_per_hundred_thousand_unless_another_unit_is_asked_for() -> None:
    assert float(rate(25, 50_000).value) == 50
    assert float(rate(25, 50_000, per=1000).value) == 0.5


def test_there_may_be_more_events_than_persons() -> None:
    assert float(rate(250, 220, per=1).value) == 250 / 220
    assert reasons(rate(250, 220)) == ["DEFINED"]


def test_each_undefined_rate_has_its_own_reason_and_the_others_stand() -> None:
    found = rate([1, NAN, 1, INF, 1, 1, 1, -1, -1], [4, 4, NAN, 4, INF, 0, -4, 4, 0])

    assert reasons(found) == [
        "DEFINED",
        "MISSING_INPUT",
        "MISSING_INPUT",
        "INFINITE_INPUT",
        "INFINITE_INPUT",
        "NO_POPULATION",
        "NO_POPULATION",
        "NEGATIVE_COUNT",
        "NO_POPULATION",
    ]
    assert found.value[0] == 25_000
    assert np.isnan(np.array(three(found))[:, 1:]).all()


@pytest.mark.parametrize(
    ("events", "exposure", "reason"),
    [
        (5, 0, ReasonCode.NO_POPULATION),
        (-1, 5, ReasonCode.NEGATIVE_COUNT),
        (NAN, 5, ReasonCode.MISSING_INPUT),
        (3, INF, ReasonCode.INFINITE_INPUT),
        (INF, 3, ReasonCode.INFINITE_INPUT),
    ],
)
def test_a_single_undefined_rate_is_refused(events: float, exposure: float, reason: ReasonCode) -> None:
    with pytest.raises(UndefinedMeasure) as refused:
        rate(events, exposure)

    told = f"The rate is undefined for events = {events}, exposure = {exposure}: {reason.sentence}."
    assert str(refused.value) == told


@pytest.mark.parametrize("per", [0, -1, NAN, INF])
def test_a_rate_per_nobody_is_refused(per: float) -> None:
    with pytest.raises(ValueError, match=f"^per is a number above 0, such as 100000; got {per}$"):
        rate(1, 2, per=per)


# Means


def test_means_are_those_of_ukhsa(real_data: Path) -> None:
    rows = sheet(real_data, "phe_testdata_Mean.xlsx", "testdata_Mean")
    results = sheet(real_data, "phe_testdata_Mean.xlsx", "testdata_Mean_results")

    assert results["area"].tolist() == ["Area1", "Area2", "No grouping"]
    for place, area in enumerate(results["area"]):
        values = rows["values"][(rows["area"] == area) | (area == "No grouping")].astype(float)
        this = np.arange(3) == place
        assert values.size == results["value_count"][place]
        for confidence, level in LEVELS:
            figures = [x[0] for x in expected(results, this, "value", f"lower{level}cl", f"upper{level}cl")]
            assert_allclose(three(mean(values, confidence=confidence)), figures, rtol=1e-12)


def test_means_are_those_of_students_test_in_scipy() -> None:
    rng = np.random.default_rng(5)
    for n in (2, 3, 8, 200):
        values = rng.normal(50, 10, (100, 4, n))
        for confidence in (0.8, 0.95, 0.999):
            found = mean(values, confidence=confidence)
            limits = stats.ttest_1samp(values, 0, axis=-1).confidence_interval(confidence)
            assert_allclose(three(found), [values.mean(axis=-1), limits.low, limits.high], rtol=1e-10)


def test_a_mean_far_from_zero_keeps_the_digits_of_its_interval() -> None:
    # 1e9 + 1, 2, 3: s = 1, t(2) = 4.302653, half the width 4.302653 / √3.
    found = mean([1e9 + 1, 1e9 + 2, 1e9 + 3])

    assert_allclose(float(found.upper - found.value), 4.302652729911275 / np.sqrt(3), rtol=1e-7)


@given(arrays(float, (3, 5), elements=st.floats(-1e6, 1e6)), st.permutations(range(5)), st.floats(0.1, 10), confidences)
def test_a_mean_follows_a_change_of_unit_and_cares_for_no_order(
    values: np.ndarray, order: list[int], factor: float, confidence: float
) -> None:
    plain = mean(values, confidence=confidence)
    moved = mean(values[:, order] * factor + 7, confidence=confidence)

    size = np.abs(values).max() * factor * 1e4 + 10
    assert_allclose(three(moved), np.array(three(plain)) * factor + 7, atol=1e-9 * size)
    assert np.all(plain.lower <= plain.upper)


def test_two_values_are_enough_for_an_interval() -> None:
    # s = √2, t(1) = 12.706205: 2 ± 12.706205 · √2 / √2.
    found = mean([1, 3])
    assert reasons(found) == ["DEFINED"]
    assert_allclose(three(found), [2, 2 - 12.706204736174698, 2 + 12.706204736174698], rtol=1e-12)


def test_one_value_has_a_mean_and_no_interval() -> None:
    for values in ([7.5], 7.5):
        found = mean(values)
        assert (float(found.value), reasons(found)) == (7.5, ["TOO_FEW_VALUES"])
        assert np.isnan([found.lower, found.upper]).all()
        assert found.value.shape == ()
    many = mean([[7.5], [0.0], [NAN], [INF]])
    assert reasons(many) == ["TOO_FEW_VALUES", "TOO_FEW_VALUES", "MISSING_INPUT", "INFINITE_INPUT"]
    assert many.value[:2].tolist() == [7.5, 0]
    assert np.isnan([*many.value[2:], *many.lower, *many.upper]).all()


def test_no_value_has_no_mean() -> None:
    with pytest.raises(
        UndefinedMeasure, match=r"^The mean is undefined for values = \[\]: there are too few values\.$"
    ):
        mean([])
    none = mean(np.empty((2, 0)))
    assert reasons(none) == ["TOO_FEW_VALUES"] * 2
    assert np.isnan(three(none)).all()


def test_a_mean_with_a_missing_or_infinite_value_is_undefined_and_the_others_stand() -> None:
    found = mean([[1, 2, 3], [1, NAN, 3], [1, INF, 3], [INF, -INF, NAN]])

    assert reasons(found) == ["DEFINED", "MISSING_INPUT", "INFINITE_INPUT", "MISSING_INPUT"]
    assert found.value[0] == 2
    assert np.isnan(np.array(three(found))[:, 1:]).all()
    for values, reason in (([1, NAN], ReasonCode.MISSING_INPUT), ([NAN], ReasonCode.MISSING_INPUT)):
        with pytest.raises(
            UndefinedMeasure, match=r"^The mean is undefined for values = \[.*nan\]: a number"
        ) as refused:
            mean(values)
        assert refused.value.reason is reason


# Faults of other implementations that are not ours


def test_limits_without_an_event_are_numbers_unlike_quantiles_of_chi_squared_with_no_degrees_of_freedom() -> None:
    assert np.isnan(stats.chi2.ppf(0.025, 0))
    assert count_limits(0)[0] == 0


def test_no_lower_limit_lies_beside_zero_without_an_event_nor_any_upper_beside_one() -> None:
    # √ of a rounded difference: statsmodels gives 0 or ± 1e-17 here, depending on n.
    n = np.arange(1, 500)
    assert np.any(proportion_confint(0 * n, n, method="wilson")[0] != 0) or np.any(
        proportion_confint(n, n, method="wilson")[1] != 1
    )
    assert not proportion(0, n).lower.any()
    assert np.all(proportion(n, n).upper == 1)


# Estimates


def test_an_estimate_of_plain_numbers_holds_arrays_and_one_reason_for_each_value() -> None:
    found = Estimate([1, 2], [0, 1], [2, 3])  # type: ignore[arg-type]  # plain lists, as at a prompt

    assert found.value.dtype == np.float64
    assert found.reason.tolist() == [0, 0]
    assert Estimate(1.0, 0.0, 2.0, ReasonCode.DEFINED).reason.shape == ()  # type: ignore[arg-type]  # likewise


def test_reasons_are_small_whole_numbers() -> None:
    assert Estimate([1.0, 2.0], [0.0, 1.0], [2.0, 3.0], [0, 5]).reason.dtype == np.uint8  # type: ignore[arg-type]  # plain
    assert first_reason((2,), (np.array([True, False]), ReasonCode.NO_POPULATION)).dtype == np.uint8


def test_of_many_numbers_a_message_shows_the_first_and_the_last_and_six_decimals() -> None:
    with pytest.raises(UndefinedMeasure) as refused:
        mean([0.12345678, 3.5, NAN])
    assert str(refused.value) == ("The mean is undefined for values = [0.123457, 3.5, nan]: a number is missing (NaN).")
    with pytest.raises(UndefinedMeasure, match=r"values = \[1\.5, nan, 2\.\]: "):
        mean([1.5, NAN, 2])
    with pytest.raises(UndefinedMeasure) as refused:
        mean([*range(10), *range(9), NAN])
    assert "values = [0., 1., 2., 3., 4., 5., 6., 7., 8., 9., 0., 1., 2., 3., 4., 5., 6., 7., 8., nan]" in str(
        refused.value
    )
    with pytest.raises(UndefinedMeasure) as refused:
        mean([*range(20), NAN])
    assert "values = [0., 1., 2., ..., 18., 19., nan]:" in str(refused.value)


def test_every_reason_has_a_sentence_of_its_own() -> None:
    sentences = [reason.sentence for reason in ReasonCode]

    assert len(set(sentences)) == len(sentences) == max(ReasonCode) + 1


def test_a_part_of_an_estimate_is_an_estimate() -> None:
    found = proportion([[1, 2], [3, 9]], [[4, 4], [4, 4]])

    assert [figure.tolist() for figure in three(found[:, 0])] == [figure[:, 0].tolist() for figure in three(found)]
    assert reasons(found[1, 1]) == ["MORE_EVENTS_THAN_POPULATION"]
    assert found[0, 1].value.shape == ()


def test_what_is_masked_is_missing_and_not_what_lies_under_the_mask() -> None:
    events = np.ma.array([1, 2, 3], mask=[False, False, True])

    assert proportion(events, 10).reason.tolist() == [0, 0, ReasonCode.MISSING_INPUT]
    assert benjamini_hochberg(np.ma.array([0.01, 0.2], mask=[False, True]))[0] == 0.01
