"""Trends: by hand, beside SciPy and statsmodels, and without the faults of what is published elsewhere."""

import math
from itertools import permutations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats
from statsmodels.stats.contingency_tables import Table

from riktmarke.methods import ReasonCode, UndefinedMeasure, mann_kendall, theil_sen, trend, trend_marker
from riktmarke.methods.trend import CRITICAL_CHI2

NAN = np.nan
TIMES = np.arange(1, 6)
# Little, J. (College of the Holy Cross), "A Mann-Kendall example (by hand)": S = 72 - 18, one pair alike.
BY_HAND = [12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7]


# ---------------------------------------------------------------------------------------------------------------------
# The trend marker on counts


def test_ten_twenty_thirty_forty_fifty_of_a_hundred_rise() -> None:
    marker = trend_marker([10, 20, 30, 40, 50], n=[100, 100, 100, 100, 100])

    # N = 500, X = 150, Σxt = 550, Σnt = 1500, Σnt² = 5500:
    # 500 (500 × 550 - 150 × 1500)² / (150 × 350 × (500 × 5500 - 1500²)) = 1.25e12 / 2.625e10
    assert float(marker.chi2) == pytest.approx(1.25e12 / 2.625e10, rel=1e-14)
    # Logits ln(1/9), ln(1/4), ln(3/7), ln(2/3), 0; slope Σ(t - 3) y / 10.
    logits = [math.log(1 / 9), math.log(1 / 4), math.log(3 / 7), math.log(2 / 3), 0]
    by_hand = (-2 * logits[0] - logits[1] + logits[3] + 2 * logits[4]) / 10
    assert float(marker.slope) == pytest.approx(by_hand, rel=1e-14)
    # Without the first: times 2 to 5, (-1.5 y₂ - 0.5 y₃ + 0.5 y₄ + 1.5 y₅) / 5. The third has no part in the slope.
    first = (-1.5 * logits[1] - 0.5 * logits[2] + 0.5 * logits[3] + 1.5 * logits[4]) / 5
    assert marker.leave_one_out[0] == pytest.approx(first, rel=1e-14)
    assert marker.leave_one_out[2] == pytest.approx(by_hand, rel=1e-14)
    assert marker.leave_one_out.shape == (5,)
    assert marker.significant
    assert marker.direction == "increasing"
    assert marker.reason == ReasonCode.DEFINED


def test_a_significant_rise_of_a_share_is_not_called_a_fall() -> None:
    # The calculator published in 2020 never set the slope of proportions, so that each significant one decreased.
    rise, fall = trend_marker([[30, 45, 60, 80, 95], [95, 80, 60, 45, 30]], n=200).direction

    assert (rise, fall) == ("increasing", "decreasing")


def test_nobody_or_everybody_at_one_point_has_a_logit_with_a_half_added_to_both() -> None:
    marker = trend_marker([0, 5, 10, 15, 20], n=20)

    logits = np.log([0.5 / 20.5, 5 / 15, 1, 15 / 5, 20.5 / 0.5])
    assert float(marker.slope) == pytest.approx(stats.linregress(TIMES, logits).slope, rel=1e-13)
    assert marker.direction == "increasing"


@pytest.mark.parametrize("events", [0, 20])
def test_nobody_and_everybody_at_all_points_have_no_trend_and_no_chi_squared(events: int) -> None:
    n = np.array([20, 20, 20, 20, 20]) if events else np.array([20, 30, 90, 400, 9000])
    marker = trend_marker(np.full(5, events), n=n)

    assert np.isnan(marker.chi2)
    assert (float(marker.slope), marker.leave_one_out.tolist()) == (0, [0, 0, 0, 0, 0])
    assert not marker.significant
    assert marker.direction == "no_change"
    assert marker.reason == ReasonCode.NO_VARIATION


def test_the_same_share_at_all_points_has_a_slope_of_exactly_zero() -> None:
    marker = trend_marker([1, 2, 3, 4, 7], n=[3, 6, 9, 12, 21])

    assert (float(marker.chi2), float(marker.slope), marker.leave_one_out.tolist()) == (0, 0, [0, 0, 0, 0, 0])
    assert marker.direction == "no_change"


def test_values_that_are_not_all_whole_are_shares_of_n() -> None:
    n = np.array([100, 200, 400, 100, 80])
    shares, counts = np.array([0.1, 0.125, 0.25, 0.3, 0.5]), np.array([10, 25, 100, 30, 40])

    ours, theirs = trend_marker(shares, n=n), trend_marker(counts, n=n)
    assert float(ours.chi2) == pytest.approx(float(theirs.chi2), rel=1e-13)
    assert float(ours.slope) == pytest.approx(float(theirs.slope), rel=1e-13)
    # Which it is, is settled for all series together: rows of whole shares stand among the others.
    many = trend_marker(np.array([shares, np.zeros(5), np.ones(5)]), n=n)
    assert many.chi2[0] == ours.chi2
    assert many.reason.tolist() == [ReasonCode.DEFINED, ReasonCode.NO_VARIATION, ReasonCode.NO_VARIATION]


def test_ones_and_zeros_alone_are_counts_of_one_and_none() -> None:
    assert trend_marker([0, 0, 1, 1, 1], n=50).chi2 == pytest.approx(trend_marker([0, 0, 2, 2, 2], n=100).chi2 / 2)


@pytest.mark.parametrize("wrong", [1.5, -0.5, 30.25])
def test_values_that_are_neither_counts_nor_shares_are_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match=rf"counts \(whole numbers\), or shares between 0 and 1; got {wrong}"):
        trend_marker([0, 1, wrong, 1, 1], n=50)


def test_a_share_beside_a_count_is_refused() -> None:
    with pytest.raises(ValueError, match=r"got 0\.5"):
        trend_marker([2, 1, 0.5, 1, 1], n=50)


counts = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=5, max_size=5)


@given(counts)
def test_chi_squared_of_counts_is_the_sum_formula_in_whole_numbers(pairs: list[tuple[int, int]]) -> None:
    x, n = [a for a, _ in pairs], [a + b + 1 for a, b in pairs]
    everybody, total = sum(n), sum(x)
    xt, nt = (sum(t * v for t, v in zip(TIMES.tolist(), row, strict=True)) for row in (x, n))
    nt2 = sum(t * t * v for t, v in zip(TIMES.tolist(), n, strict=True))
    marker = trend_marker([x], n=[n])

    if total:
        above = everybody * (everybody * xt - total * nt) ** 2
        expected = above / (total * (everybody - total) * (everybody * nt2 - nt**2))
        assert marker.chi2[0] == pytest.approx(expected, rel=1e-12, abs=1e-300)
    else:
        assert np.isnan(marker.chi2[0])


@given(counts)
def test_chi_squared_of_counts_is_that_of_statsmodels(pairs: list[tuple[int, int]]) -> None:
    x, others = (np.array([pair[side] + 1 for pair in pairs]) for side in (0, 1))
    table = Table(np.array([others, x]), shift_zeros=False)
    z = table.test_ordinal_association(row_scores=np.array([0, 1]), col_scores=TIMES).zscore
    everybody = x.sum() + others.sum()

    # statsmodels takes the variance over N - 1.
    assert float(trend_marker(x, n=x + others).chi2) == pytest.approx(z**2 * everybody / (everybody - 1), rel=1e-9)


@given(counts)
def test_slopes_of_counts_are_least_squares_of_the_logits(pairs: list[tuple[int, int]]) -> None:
    x, others = (np.array([pair[side] + 1.0 for pair in pairs]) for side in (0, 1))
    logits = np.log(x / others)
    marker = trend_marker(x, n=x + others)

    assert float(marker.slope) == pytest.approx(stats.linregress(TIMES, logits).slope, rel=1e-9, abs=1e-13)
    for left_out in range(5):
        keep = np.delete(np.arange(5), left_out)
        slope = stats.linregress(TIMES[keep], logits[keep]).slope
        assert marker.leave_one_out[left_out] == pytest.approx(slope, rel=1e-9, abs=1e-13)


@given(counts)
def test_counting_those_it_did_not_happen_to_turns_the_trend_around(pairs: list[tuple[int, int]]) -> None:
    x, others = (np.array([pair[side] for pair in pairs], dtype=float) for side in (0, 1))
    n = x + others + 1
    one, other = trend_marker([x], n=[n]), trend_marker([n - x], n=[n])

    assert one.chi2 == pytest.approx(other.chi2, rel=1e-12, nan_ok=True)
    assert one.slope == pytest.approx(-other.slope, rel=1e-9, abs=1e-12)
    turned = {"increasing": "decreasing", "decreasing": "increasing", "no_change": "no_change"}
    assert other.direction[0] == turned[str(one.direction[0])]


def test_counts_of_a_whole_country_lose_no_digits() -> None:
    x = np.array([5_000_000_000, 5_000_000_001, 5_000_000_002, 5_000_000_003, 5_000_000_004], dtype=float)
    n = np.full(5, 10_000_000_000.0)

    # All n alike: chi² = (Σ(t - 3)x)² / (10 n p q), Σ(t - 3)x = 10.
    p = x.sum() / n.sum()
    assert float(trend_marker(x, n=n).chi2) == pytest.approx(100 / (10 * 1e10 * p * (1 - p)), rel=1e-12)


# ---------------------------------------------------------------------------------------------------------------------
# The trend marker on values with intervals


def limits(values: object, standard_error: object) -> dict[str, np.ndarray]:
    half = 1.96 * np.asarray(standard_error, dtype=float)
    return {"lower": np.asarray(values) - half, "upper": np.asarray(values) + half}


def test_two_a_year_with_a_standard_error_of_two_is_a_rise() -> None:
    values = np.array([10.0, 12, 14, 16, 18])
    marker = trend_marker(values, **limits(values, 2.0))

    # Slope 2; its variance is SE² / Σ(t - 3)² = 4 / 10; chi² = 2² / 0.4 = 10.
    assert float(marker.chi2) == pytest.approx(10, rel=1e-13)
    assert float(marker.slope) == pytest.approx(2, rel=1e-14)
    assert marker.leave_one_out.tolist() == pytest.approx([2, 2, 2, 2, 2], rel=1e-14)
    assert (bool(marker.significant), marker.direction) == (True, "increasing")


def test_the_same_with_slightly_wider_intervals_is_not() -> None:
    values = np.array([10.0, 12, 14, 16, 18])
    marker = trend_marker(values, **limits(values, 2.05))

    # 40 / 2.05² = 9.518, below 9.5495; at 2.04 it is 9.612.
    assert float(marker.chi2) == pytest.approx(40 / 2.05**2, rel=1e-13)
    assert (bool(marker.significant), marker.direction) == (False, "no_change")
    assert trend_marker(values, **limits(values, 2.04)).significant


def test_the_threshold_is_the_published_one_and_must_be_exceeded() -> None:
    assert CRITICAL_CHI2 == 9.54953570608324
    assert stats.chi2.sf(CRITICAL_CHI2, 1) == pytest.approx(0.002, rel=1e-3)
    # A width of 3.92 is a standard error of 1; then chi² is 10 slope².
    values = np.array([0.0, 1, 2, 3, 4]) * math.sqrt(CRITICAL_CHI2 / 10)
    just, below = values * (1 + 1e-12), values * (1 - 1e-12)
    assert trend_marker(just, lower=just - 1.96, upper=just + 1.96).significant
    assert not trend_marker(below, lower=below - 1.96, upper=below + 1.96).significant


def test_a_chi_squared_that_is_the_threshold_does_not_exceed_it(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.array([10.0, 12, 14, 16, 18])
    monkeypatch.setattr(trend, "CRITICAL_CHI2", float(trend_marker(values, **limits(values, 2.0)).chi2))

    assert not trend_marker(values, **limits(values, 2.0)).significant
    assert trend_marker(values, **limits(values, 1.999)).significant


def test_one_point_alone_makes_no_trend() -> None:
    values = np.array([10.0, 9.9, 9.8, 9.7, 30])
    marker = trend_marker(values, **limits(values, 0.5))

    assert marker.chi2 > 100
    assert marker.slope > 0 > marker.leave_one_out[4]
    assert (bool(marker.significant), marker.direction) == (False, "no_change")


def test_a_slope_of_zero_has_no_sign() -> None:
    # Published code counts 0 as rising. Without its last point this series does not move at all.
    values = np.array([10.0, 10, 10, 10, 30])
    marker = trend_marker(values, **limits(values, [0.5, 0.7, 0.3, 0.2, 0.9]))

    assert marker.leave_one_out[4] == 0
    assert marker.chi2 > 30
    assert marker.direction == "no_change"


def test_a_slope_that_is_zero_but_for_rounding_is_zero() -> None:
    # 3 × (0.3 - 0.1) + (0.3 - 0.9) = 0, but not in binary fractions.
    values = np.array([0.1, 0.9, 0.3, 0.3, 5])
    assert 3 * (0.3 - 0.1) + (0.3 - 0.9) != 0

    for direction in (1, -1):
        marker = trend_marker(direction * values, **limits(direction * values, 0.1))
        assert marker.leave_one_out[4] == 0
        assert marker.direction == "no_change"


def test_a_slope_that_is_small_beside_its_values_is_a_slope() -> None:
    values = 1e6 + np.array([0.0, 1, 2, 3, 4]) * 1e-8

    marker = trend_marker(values, **limits(np.zeros(5), 1e-9))
    assert marker.direction == "increasing"
    assert np.all(marker.leave_one_out > 0)


def test_what_is_rounding_in_one_series_is_a_slope_in_another() -> None:
    small = np.array([0.0, 1, 2, 3, 4]) * 1e-12

    marker = trend_marker([small, small * 1e15], lower=[small - 1e-13, -np.ones(5)], upper=[small + 1e-13, np.ones(5)])
    assert marker.direction.tolist() == ["increasing", "increasing"]


series = arrays(float, 5, elements=st.floats(-1e3, 1e3).map(lambda value: round(value, 3)))
errors = arrays(float, 5, elements=st.floats(0.01, 10))


@given(series, errors)
def test_slope_and_chi_squared_are_those_of_weighted_least_squares(values: np.ndarray, error: np.ndarray) -> None:
    marker = trend_marker(values, **limits(values, error))
    width = limits(values, error)["upper"] - limits(values, error)["lower"]

    def fitted(keep: np.ndarray) -> tuple[float, float]:
        model = sm.WLS(values[keep], sm.add_constant(TIMES[keep]), weights=(3.92 / width[keep]) ** 2)
        fit = model.fit(cov_type="fixed scale", cov_kwds={"scale": 1})
        return fit.params[1], fit.tvalues[1] ** 2

    slope, chi2 = fitted(np.arange(5))
    size = np.abs(values).max() + 1e-300
    assert float(marker.slope) == pytest.approx(slope, rel=1e-9, abs=1e-10 * size)
    assert float(marker.chi2) == pytest.approx(chi2, rel=1e-7, abs=1e-6 * (size / error.min()) ** 2 * 1e-6)
    for left_out in range(5):
        without, _ = fitted(np.delete(np.arange(5), left_out))
        assert marker.leave_one_out[left_out] == pytest.approx(without, rel=1e-9, abs=1e-9 * size)


@given(series, errors, st.sampled_from([-3.0, 1e-120, 0.01, 7.0, 1e120]), st.floats(-100, 100))
def test_another_unit_and_another_zero_change_nothing_but_the_slope(
    values: np.ndarray, error: np.ndarray, factor: float, shift: float
) -> None:
    values = values + np.arange(5) * 30  # far from a slope of zero, where rounding decides
    low, high = sorted_limits(values, error)
    one = trend_marker(values, lower=low, upper=high)
    ends = np.sort([low * factor, high * factor], axis=0)
    other = trend_marker(values * factor, lower=ends[0], upper=ends[1])
    moved = trend_marker(values + shift, lower=low + shift, upper=high + shift)

    assert float(other.chi2) == pytest.approx(float(one.chi2), rel=1e-9, abs=1e-9)
    assert float(other.slope) == pytest.approx(float(one.slope) * factor, rel=1e-9, abs=abs(factor) * 1e-9)
    assert float(moved.slope) == pytest.approx(float(one.slope), rel=1e-6, abs=1e-8)


def sorted_limits(values: np.ndarray, error: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return values - 1.96 * error, values + 1.96 * error


@given(series, errors)
def test_time_turned_around_turns_the_trend_around(values: np.ndarray, error: np.ndarray) -> None:
    low, high = sorted_limits(values, error)
    one = trend_marker(values, lower=low, upper=high)
    other = trend_marker(values[::-1], lower=low[::-1], upper=high[::-1])

    size = 1e-9 * (np.abs(values).max() + 1e-300)
    assert float(other.slope) == pytest.approx(-float(one.slope), rel=1e-9, abs=size)
    assert other.leave_one_out[::-1].tolist() == pytest.approx((-one.leave_one_out).tolist(), rel=1e-9, abs=size)


# ---------------------------------------------------------------------------------------------------------------------
# Which points, and what cannot be judged


def test_the_last_five_points_that_were_measured_count() -> None:
    values = np.array([900, NAN, 10, 20, NAN, NAN, 30, 40, 50, NAN])
    n = np.array([1000, 100, 100, 100, 100, 100, 100, 100, 100, 100])

    marker = trend_marker(values, n=n)
    assert float(marker.chi2) == pytest.approx(1.25e12 / 2.625e10, rel=1e-14)
    assert marker.leave_one_out[0] == pytest.approx(
        trend_marker([10, 20, 30, 40, 50], n=100).leave_one_out[0], rel=1e-14
    )


@pytest.mark.parametrize("missing", ["value", "lower", "upper"])
def test_a_point_without_a_limit_is_not_one(missing: str) -> None:
    values = np.array([3.0, 10, 12, 77, 14, 16, 18])
    low, high = values - 1.96, values + 1.96
    {"value": values, "lower": low, "upper": high}[missing][3] = NAN

    assert float(trend_marker(values, lower=low, upper=high).chi2) == pytest.approx(40, rel=1e-13)


def test_a_point_without_a_denominator_is_not_one() -> None:
    marker = trend_marker([10, 20, 77, 30, 40, 50], n=[100, 100, NAN, 100, 100, 100])

    assert float(marker.chi2) == pytest.approx(1.25e12 / 2.625e10, rel=1e-14)


def test_four_points_are_too_few() -> None:
    with pytest.raises(
        UndefinedMeasure, match=r"^The trend marker is undefined for values = \[.*\], n = 9: there are too few"
    ):
        trend_marker([1, 2, 3, NAN, 4], n=9)
    with pytest.raises(
        UndefinedMeasure,
        match=r"^The trend marker is undefined for values = \[1, 2, 3, 4\], lower = 0, upper = 9: there are too few",
    ):
        trend_marker([1, 2, 3, 4], lower=0, upper=9)
    assert trend_marker([1, 2, 3, 4, 5], n=9).reason == ReasonCode.DEFINED
    many = trend_marker([[[1, 2], [NAN, 3], [5, 5]]], n=9)
    assert many.reason.tolist() == [[ReasonCode.TOO_FEW_VALUES] * 3]
    assert many.leave_one_out.shape == (1, 3, 5)


def test_points_keep_their_order_in_long_series_with_gaps() -> None:
    values = np.full(60, NAN)
    values[3::7] = np.arange(9.0) ** 2
    marker = trend_marker(values, lower=values - 1.96, upper=values + 1.96)

    # The last five: 16, 25, 36, 49, 64. Slope (-2 × 16 - 25 + 49 + 2 × 64) / 10 = 12.
    assert float(marker.slope) == pytest.approx(12, rel=1e-14)
    # Without the last: (-1.5 × 16 - 0.5 × 25 + 0.5 × 36 + 1.5 × 49) / 5 = 11.
    assert marker.leave_one_out[4] == pytest.approx(11, rel=1e-14)


@pytest.mark.parametrize(
    ("events", "n", "reason"),
    [
        ([1, 2, 3, 4, 5], [9, 9, 0, 9, 9], ReasonCode.NO_POPULATION),
        ([1, 2, 3, 4, 5], [9, 9, -9, 9, 9], ReasonCode.NO_POPULATION),
        ([1, 2, -3, 4, 5], [9, 9, 9, 9, 9], ReasonCode.NEGATIVE_COUNT),
        ([1, 2, 10, 4, 5], [9, 9, 9, 9, 9], ReasonCode.MORE_EVENTS_THAN_POPULATION),
        ([1, 2, np.inf, 4, 5], [9, 9, np.inf, 9, 9], ReasonCode.INFINITE_INPUT),
        ([1, 2, np.inf, 4, 5], [9, 9, 9, 9, 9], ReasonCode.INFINITE_INPUT),
        ([1, 2, 3, 4, 5], [9, 9, np.inf, 9, 9], ReasonCode.INFINITE_INPUT),
        ([0.5, 0.5, 0, 0.5, 0.5], [9, 9, np.inf, 9, 9], ReasonCode.TOO_FEW_VALUES),
    ],
)
def test_impossible_counts_are_refused_and_in_arrays_left_out(
    events: list[float], n: list[float], reason: ReasonCode
) -> None:
    with pytest.raises(UndefinedMeasure) as refused:
        trend_marker(events, n=n)
    assert refused.value.reason == reason

    good = [0.1, 0.2, 0.3, 0.4, 0.5] if 0.5 in events else [1, 2, 3, 4, 5]
    both = trend_marker([events, good], n=[n, [50] * 5])
    assert both.reason.tolist() == [reason, ReasonCode.DEFINED]
    assert np.isnan([both.chi2[0], both.slope[0], *both.leave_one_out[0]]).all()
    assert both.significant.tolist()[0] is False
    assert both.direction.tolist()[0] == "undefined"
    assert np.isfinite([both.chi2[1], both.slope[1], *both.leave_one_out[1]]).all()


@pytest.mark.parametrize(
    ("low", "high", "reason"),
    [
        (1.0, 1.0, ReasonCode.NO_WIDTH),
        (2.0, 1.0, ReasonCode.NO_WIDTH),
        ([1.0, 2.0], [1.0, 1.0], ReasonCode.NO_WIDTH),
        (1.0, np.inf, ReasonCode.INFINITE_INPUT),
        (-np.inf, 1.0, ReasonCode.INFINITE_INPUT),
        (np.inf, np.inf, ReasonCode.INFINITE_INPUT),
    ],
)
def test_limits_without_a_width_are_refused_and_in_arrays_left_out(
    low: float | list[float], high: float | list[float], reason: ReasonCode
) -> None:
    values, lower, upper = np.arange(5.0), np.arange(5.0) - 1, np.arange(5.0) + 1
    lower[2:4], upper[2:4] = low, high
    with pytest.raises(UndefinedMeasure) as refused:
        trend_marker(values, lower=lower, upper=upper)
    assert refused.value.reason == reason

    both = trend_marker(np.array([values, values]), lower=[lower, values - 1], upper=[upper, values + 1])
    assert both.reason.tolist() == [reason, ReasonCode.DEFINED]
    assert np.isnan(both.chi2).tolist() == [True, False]


def test_an_infinite_value_is_refused_whatever_its_limits() -> None:
    with pytest.raises(UndefinedMeasure, match="infinite"):
        trend_marker([1, 2, np.inf, 4, 5], lower=0, upper=9)


def test_what_is_impossible_before_the_last_five_points_does_not_matter() -> None:
    assert trend_marker([99, 1, 2, 3, 4, 5], n=9).reason == ReasonCode.DEFINED


@pytest.mark.parametrize(
    ("given_arguments", "said"),
    [
        ({}, "none of them"),
        ({"lower": 0}, "lower"),
        ({"upper": 9}, "upper"),
        ({"n": 9, "lower": 0}, "n, lower"),
        ({"n": 9, "upper": 0}, "n, upper"),
        ({"n": 9, "lower": 0, "upper": 9}, "n, lower, upper"),
    ],
)
def test_either_denominators_or_both_limits_are_needed(given_arguments: dict[str, float], said: str) -> None:
    with pytest.raises(ValueError, match=f"^a trend marker takes either n, or lower and upper; got {said}$"):
        trend_marker([1, 2, 3, 4, 5], **given_arguments)


def test_many_series_at_once_are_judged_as_each_alone() -> None:
    rng = np.random.default_rng(11)
    n = rng.integers(1, 40, (6, 50, 8)).astype(float)
    x = rng.binomial(n.astype(int), np.linspace(0.1, 0.6, 8)).astype(float)
    x[rng.uniform(size=x.shape) < 0.2] = NAN
    many = trend_marker(x, n=n)

    assert many.leave_one_out.shape == (6, 50, 5)
    for place in np.ndindex(6, 50):
        if many.reason[place] == ReasonCode.TOO_FEW_VALUES:
            assert np.count_nonzero(~np.isnan(x[place])) < 5
            continue
        alone = trend_marker(x[place], n=n[place])
        assert many.chi2[place] == pytest.approx(float(alone.chi2), rel=1e-12, nan_ok=True)
        assert many.slope[place] == pytest.approx(float(alone.slope), rel=1e-12)
        assert many.leave_one_out[place].tolist() == pytest.approx(alone.leave_one_out.tolist(), rel=1e-12)
        assert many.direction[place] == alone.direction
        assert many.significant[place] == alone.significant
    assert set(many.direction.ravel().tolist()) == {"no_change", "increasing", "undefined"}


def test_one_row_of_denominators_serves_all_series() -> None:
    x = np.array([[10, 20, 30, 40, 50], [50, 40, 30, 20, 10]])

    assert trend_marker(x, n=np.full(5, 100)).direction.tolist() == ["increasing", "decreasing"]


# ---------------------------------------------------------------------------------------------------------------------
# Mann and Kendall


def test_the_example_counted_by_hand() -> None:
    test = mann_kendall(BY_HAND)

    # 72 pairs rise, 18 fall; variance (14 × 13 × 33 - 2 × 1 × 9) / 18; z = 53 / √variance = 2.9058.
    assert float(test.s) == 54
    assert float(test.variance) == pytest.approx((14 * 13 * 33 - 18) / 18, rel=1e-15)
    assert float(test.z) == pytest.approx(2.9058, abs=5e-5)
    assert float(test.p) == pytest.approx(2 * 0.0018, abs=1e-4)


def test_three_hundred_and_sixty_rising_values_are_those_of_pymannkendall() -> None:
    # Its own tests expect S 64 620 of 360 rising values, and S, variance and z 0 and p 1 of 360 that are all the same.
    rising, level = mann_kendall(np.array([np.arange(360.0), np.full(360, 4.0)])).s
    same = mann_kendall(np.full(360, 4.0))

    assert (float(rising), float(level)) == (64_620, 0)
    assert (float(same.s), float(same.variance), float(same.z), float(same.p)) == (0, 0, 0, 1)
    assert same.reason == ReasonCode.DEFINED


# Gilbert (1987), Statistical Methods for Environmental Pollution Monitoring, table A18: probability of S or more.
GILBERT = {
    4: {0: 0.625, 2: 0.375, 4: 0.167, 6: 0.042},
    5: {0: 0.592, 2: 0.408, 4: 0.242, 6: 0.117, 8: 0.042, 10: 0.0083},
    6: {1: 0.500, 3: 0.360, 5: 0.235, 7: 0.136, 9: 0.068, 11: 0.028, 13: 0.0083, 15: 0.0014},
    7: {1: 0.500, 3: 0.386, 5: 0.281, 7: 0.191, 9: 0.119, 11: 0.068, 13: 0.035, 15: 0.015, 17: 0.0054, 19: 0.0014},
    8: {0: 0.548, 2: 0.452, 8: 0.199, 10: 0.138, 12: 0.089, 16: 0.031, 18: 0.016, 20: 0.0071, 24: 0.00087},
    9: {0: 0.540, 4: 0.381, 10: 0.179, 14: 0.090, 18: 0.038, 20: 0.022, 24: 0.0063, 28: 0.0012, 30: 0.00043},
}


def order_with(n: int, s: int) -> list[int]:
    """An order of 1 … n in which S is s: pairs are turned around one at a time."""
    order = list(range(1, n + 1))
    falling = (n * (n - 1) // 2 - s) // 2
    while falling:
        place = next(i for i in range(n - 1) if order[i] < order[i + 1])
        order[place], order[place + 1] = order[place + 1], order[place]
        falling -= 1
    return order


@pytest.mark.parametrize(("n", "s"), [(n, s) for n, row in GILBERT.items() for s in row])
def test_p_below_ten_points_is_twice_that_of_gilberts_table(n: int, s: int) -> None:
    test = mann_kendall(order_with(n, s))

    assert float(test.s) == s
    expected = 2 * GILBERT[n][s] if s else 1.0
    digits = 10.0 ** (math.floor(math.log10(GILBERT[n][s])) - 1) if GILBERT[n][s] < 0.01 else 1e-3
    assert float(test.p) == pytest.approx(expected, abs=1.05 * digits)


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6])
def test_p_below_ten_points_is_counted_over_all_orders(n: int) -> None:
    test = mann_kendall(np.array(list(permutations(range(n)))))

    for s in np.unique(test.s):
        share = np.mean(np.abs(test.s) >= abs(s))
        assert test.p[test.s == s] == pytest.approx(np.full(np.sum(test.s == s), share), rel=1e-12)
    assert test.s.mean() == 0
    assert test.variance[0] == pytest.approx(np.mean(test.s**2), rel=1e-12)


def test_four_points_cannot_reach_five_percent() -> None:
    assert float(mann_kendall([1, 2, 3, 4]).p) == pytest.approx(2 / 24, rel=1e-15)
    assert float(mann_kendall([1, 2, 3, 4, 5]).p) == pytest.approx(2 / 120, rel=1e-15)


different = arrays(float, st.integers(2, 9), elements=st.floats(-100, 100), unique=True)


@given(different)
def test_p_below_ten_points_is_that_of_scipy(values: np.ndarray) -> None:
    theirs = stats.kendalltau(np.arange(values.size), values, method="exact")
    ours = mann_kendall(values)

    assert float(ours.p) == pytest.approx(theirs.pvalue, rel=1e-12)
    assert float(ours.s) == pytest.approx(theirs.statistic * values.size * (values.size - 1) / 2, abs=1e-9)


def read_aloud(values: list[float]) -> tuple[int, float, float, float]:
    """S, variance, z and p under the normal distribution, one pair and one group of equal values at a time."""
    there = [value for value in values if not math.isnan(value)]
    n = len(there)
    s = sum((b > a) - (b < a) for i, a in enumerate(there) for b in there[i + 1 :])
    groups = [there.count(value) for value in set(there)]
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in groups)) / 18
    z = 0.0 if s == 0 else (s - math.copysign(1, s)) / math.sqrt(variance)
    return s, variance, z, math.erfc(abs(z) / math.sqrt(2))


few = st.sampled_from([1.0, 2.0, 3.0, 4.5])


@given(arrays(float, st.tuples(st.integers(1, 5), st.integers(2, 14)), elements=few | st.just(NAN) | st.floats(-9, 9)))
def test_every_row_is_that_of_a_plain_loop(rows: np.ndarray) -> None:
    test = mann_kendall(rows)

    for place, row in enumerate(rows):
        there = row[~np.isnan(row)]
        if there.size < 2:
            assert test.reason[place] == ReasonCode.TOO_FEW_VALUES
            assert np.isnan([test.s[place], test.variance[place], test.z[place], test.p[place]]).all()
            continue
        s, variance, z, p = read_aloud(row.tolist())
        if there.size < 10 and np.unique(there).size == there.size:
            p = stats.kendalltau(np.arange(there.size), there, method="exact").pvalue
        assert test.reason[place] == ReasonCode.DEFINED
        assert test.s[place] == s
        found = [test.variance[place], test.z[place], test.p[place]]
        assert found == pytest.approx([variance, z, p], rel=1e-12, abs=1e-15)


def test_equal_values_below_ten_points_take_the_normal_distribution() -> None:
    # S = 3 + 2 + 1 - one pair alike = 5; variance (4 × 3 × 13 - 2 × 1 × 9) / 18 = 138 / 18; z = 4 / √7.667.
    test = mann_kendall([1, 2, 2, 3])

    assert (float(test.s), float(test.variance)) == (5, 138 / 18)
    assert float(test.p) == pytest.approx(math.erfc(4 / math.sqrt(138 / 18) / math.sqrt(2)), rel=1e-13)


def test_ten_points_take_the_normal_distribution_and_nine_do_not() -> None:
    # Ten rising: S = 45, variance 10 × 9 × 25 / 18 = 125, z = 44 / √125. Nine rising: 2 of 9! orders.
    ten, nine = mann_kendall(np.arange(10)), mann_kendall(np.arange(9))

    assert float(ten.p) == pytest.approx(math.erfc(44 / math.sqrt(125) / math.sqrt(2)), rel=1e-12)
    assert float(nine.p) == pytest.approx(2 / math.factorial(9), rel=1e-12)


def test_a_year_without_a_value_is_left_out() -> None:
    with_gaps = mann_kendall([[NAN, 3, NAN, 1, 4, NAN, 1.5, 9, NAN]])
    without = mann_kendall([3, 1, 4, 1.5, 9])

    for name in ("s", "variance", "z", "p"):
        assert getattr(with_gaps, name)[0] == getattr(without, name)


@given(arrays(float, 12, elements=st.integers(-20, 20)))
def test_only_the_order_of_values_matters_and_time_turned_around_turns_the_sign(values: np.ndarray) -> None:
    test, other, back = mann_kendall(values), mann_kendall(np.exp(values) * 3 - 7), mann_kendall(values[::-1])

    assert (float(test.s), float(test.p)) == (float(other.s), float(other.p))
    assert (float(back.s), float(back.z), float(back.p)) == (-float(test.s), -float(test.z), float(test.p))
    assert 0 <= float(test.p) <= 1


@pytest.mark.parametrize("values", [[], [3.0], [NAN, 3.0, NAN]])
def test_one_point_has_no_order(values: list[float]) -> None:
    with pytest.raises(
        UndefinedMeasure, match=r"^The Mann-Kendall test is undefined for values = \[.*\]: there are too few"
    ):
        mann_kendall(values)
    assert mann_kendall([values] * 2).reason.tolist() == [ReasonCode.TOO_FEW_VALUES] * 2


def test_an_infinite_value_is_refused() -> None:
    with pytest.raises(UndefinedMeasure, match="infinite"):
        mann_kendall([1, 2, np.inf])
    assert np.isnan(mann_kendall([[1, 2, np.inf], [1, 2, 3]]).p).tolist() == [True, False]


def test_values_that_follow_each_other_raise_one_false_alarm_in_eight_and_not_one_in_twenty() -> None:
    rng = np.random.default_rng(20_261_126)
    shocks = rng.normal(size=(20_000, 40))
    following = np.zeros_like(shocks)
    for year in range(1, 40):
        following[:, year] = 0.4 * following[:, year - 1] + shocks[:, year]

    assert np.mean(mann_kendall(shocks[:, -10:]).p < 0.05) == pytest.approx(0.046, abs=0.008)
    assert np.mean(mann_kendall(following[:, -10:]).p < 0.05) == pytest.approx(0.138, abs=0.015)


# ---------------------------------------------------------------------------------------------------------------------
# Theil and Sen


def test_the_median_of_six_slopes_by_hand() -> None:
    slope = theil_sen([1, 2, 4, 3], [0, 1, 2, 4])

    # Slopes: 1, 1.5, 0.5, 2, 1/3, -0.5. In order -0.5, 1/3, 0.5, 1, 1.5, 2: the median lies half-way from 0.5 to 1.
    # C = 1.96 × √(4 × 3 × 13 / 18) = 5.77: places 0.11 and 6.89, within 1 to 6: the smallest and the largest.
    assert [float(slope.value), float(slope.lower), float(slope.upper)] == pytest.approx([0.75, -0.5, 2], rel=1e-14)


def test_a_straight_line_has_its_slope_and_an_interval_without_width() -> None:
    line = theil_sen([10, 8, 6, 4, 2, 0], [2010, 2011, 2012, 2013, 2014, 2015])

    assert [float(line.value), float(line.lower), float(line.upper)] == [-2, -2, -2]


def test_one_wild_value_moves_the_slope_little() -> None:
    assert float(theil_sen([1, 2, 3, 4, 5, 6, 700, 8, 9], np.arange(9)).value) == 1


cells = st.sampled_from([0.0, 1.0, 2.5]) | st.just(NAN) | st.floats(-100, 100).map(lambda value: round(value, 2))


@given(
    arrays(float, st.tuples(st.integers(1, 4), st.integers(3, 12)), elements=cells),
    st.data(),
    st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99]),
)
def test_slope_and_limits_are_those_of_scipy(rows: np.ndarray, data: st.DataObject, confidence: float) -> None:
    years = st.integers(0, 8).map(float) | st.just(NAN)
    shape = data.draw(st.sampled_from([rows.shape, rows.shape[1:]]))
    times = data.draw(arrays(float, shape, elements=years))
    ours = theil_sen(rows, times, confidence=confidence)

    for place, (row, when) in enumerate(zip(rows, np.broadcast_to(times, rows.shape), strict=True)):
        keep = ~np.isnan(row) & ~np.isnan(when)
        if np.unique(when[keep]).size < 2:
            few_points = np.count_nonzero(keep) < 2
            assert ours.reason[place] == (ReasonCode.TOO_FEW_VALUES if few_points else ReasonCode.NO_VARIATION)
            assert np.isnan([ours.value[place], ours.lower[place], ours.upper[place]]).all()
            continue
        with np.errstate(invalid="ignore"):
            theirs = stats.theilslopes(row[keep], when[keep], alpha=confidence)
        assert ours.value[place] == pytest.approx(theirs.slope, rel=1e-12, abs=1e-12)
        found, expected = (ours.lower[place], ours.upper[place]), (theirs.low_slope, theirs.high_slope)
        if ours.reason[place] == ReasonCode.DEFINED:
            assert found == pytest.approx(expected, rel=1e-12, abs=1e-12)
        else:
            assert np.isnan(found).all()
            two = np.count_nonzero(keep) == 2
            assert ours.reason[place] == (ReasonCode.TOO_FEW_VALUES if two else ReasonCode.TOO_MANY_TIES)
            assert two or np.isnan(expected).all()


@pytest.mark.parametrize("n", [3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 20, 30])
def test_ranks_of_the_limits_are_those_of_scipy_for_each_number_of_points(n: int) -> None:
    values = np.random.default_rng(n).normal(size=n)

    for confidence in (0.8, 0.9, 0.95, 0.99):
        ours, theirs = (
            theil_sen(values, np.arange(n), confidence=confidence),
            stats.theilslopes(values, alpha=confidence),
        )
        assert [float(ours.value), float(ours.lower), float(ours.upper)] == pytest.approx(
            [theirs.slope, theirs.low_slope, theirs.high_slope], rel=1e-13
        )


@given(arrays(float, 8, elements=st.integers(-50, 50)), st.sampled_from([-2.0, 0.5, 4.0]), st.integers(-100, 100))
def test_another_unit_another_zero_and_another_calendar(values: np.ndarray, factor: float, shift: int) -> None:
    years = np.array([0, 1, 2, 3, 5, 6, 7, 9])
    plain = theil_sen(values, years)
    moved = theil_sen(values * factor + shift, years * 2 + shift)

    ends = sorted([float(plain.lower) * factor / 2, float(plain.upper) * factor / 2])
    assert [float(moved.lower), float(moved.value), float(moved.upper)] == pytest.approx(
        [ends[0], float(plain.value) * factor / 2, ends[1]], abs=1e-9
    )
    assert plain.lower <= plain.value <= plain.upper


@given(arrays(float, 7, elements=st.integers(-50, 50)), st.permutations(range(7)))
def test_the_order_in_which_points_are_given_does_not_matter(values: np.ndarray, order: list[int]) -> None:
    years = np.arange(7.0)
    plain, mixed = theil_sen(values, years), theil_sen(values[order], years[order])

    assert (float(plain.value), float(plain.lower), float(plain.upper)) == (
        float(mixed.value),
        float(mixed.lower),
        float(mixed.upper),
    )


def test_two_points_have_a_slope_and_no_interval() -> None:
    slope = theil_sen([1, 4, NAN], [2010, 2012, 2014])

    assert float(slope.value) == 1.5
    assert np.isnan([float(slope.lower), float(slope.upper)]).all()
    assert slope.reason == ReasonCode.TOO_FEW_VALUES
    assert theil_sen([1, 4, 7], [2010, 2012, 2014]).reason == ReasonCode.DEFINED


def test_too_many_equal_values_and_times_have_a_slope_and_no_interval() -> None:
    # 4 × 3 × 13 - 2 × (2 × 1 × 9) - 4 × 3 × 13 is below zero; with three equal values, 156 - 36 - 66 is not.
    slope = theil_sen([5, 5, 5, 5], [0, 0, 1, 1])

    assert float(slope.value) == 0
    assert np.isnan([float(slope.lower), float(slope.upper)]).all()
    assert slope.reason == ReasonCode.TOO_MANY_TIES
    assert theil_sen([5, 5, 5, 6], [0, 0, 1, 1]).reason == ReasonCode.DEFINED
    # Exactly zero is no width, and not too many: equal values at different times.
    assert theil_sen([5, 5, 5, 5], [0, 1, 2, 3]).reason == ReasonCode.DEFINED


@pytest.mark.parametrize(
    ("values", "times", "reason"),
    [
        ([], [], ReasonCode.TOO_FEW_VALUES),
        ([1], [2020], ReasonCode.TOO_FEW_VALUES),
        ([1, NAN, 3], [NAN, 2020, 2021], ReasonCode.TOO_FEW_VALUES),
        ([1, 2, 3], [2020, 2020, 2020], ReasonCode.NO_VARIATION),
        ([1, 2], [2020, 2020], ReasonCode.NO_VARIATION),
        ([1, np.inf, 3], [2020, 2021, 2022], ReasonCode.INFINITE_INPUT),
        ([1, 2, 3], [2020, np.inf, 2022], ReasonCode.INFINITE_INPUT),
        ([np.inf, np.inf, 3], [2020, 2021, 2022], ReasonCode.INFINITE_INPUT),
        ([np.inf, 0, np.inf], [2020, 2021, 2022], ReasonCode.INFINITE_INPUT),
    ],
)
def test_what_has_no_slope(values: list[float], times: list[float], reason: ReasonCode) -> None:
    with pytest.raises(
        UndefinedMeasure, match=r"^The Theil-Sen slope is undefined for values = \[.*\], times = "
    ) as refused:
        theil_sen(values, times)
    assert refused.value.reason == reason

    many = theil_sen([values, values], times)
    assert many.reason.tolist() == [reason, reason]
    assert np.isnan([many.value, many.lower, many.upper]).all()


@pytest.mark.parametrize("times", [[1], [1, 2], 1])
def test_every_value_needs_a_time(times: object) -> None:
    with pytest.raises(ValueError, match=r"expected a time for each of 3 values along the last axis, got [12]"):
        theil_sen([1, 2, 3], times)  # type: ignore[arg-type]  # wrong on purpose


def test_confidence_is_a_share() -> None:
    with pytest.raises(ValueError, match="confidence is a share"):
        theil_sen([1, 2, 3], [1, 2, 3], confidence=95)


def test_one_series_at_many_sets_of_times_is_as_many_slopes() -> None:
    values, times = np.array([1.0, 2, 4, 3]), np.array([[0.0, 1, 2, 4], [0, 2, 4, 8]])

    assert theil_sen(values, times).value.tolist() == pytest.approx([0.75, 0.375], rel=1e-14)


def test_the_interval_of_three_and_four_points_covers_less_than_it_says() -> None:
    rng = np.random.default_rng(7)

    def covered(n: int) -> float:
        slope = theil_sen(rng.normal(size=(20_000, n)), np.arange(n))
        return float(np.mean((slope.lower <= 0) & (slope.upper >= 0)))

    # All slopes of the same sign only when the values are in order or in reverse: 2 of 3! and 2 of 4! orders.
    assert covered(3) == pytest.approx(1 - 2 / 6, abs=0.012)
    assert covered(4) == pytest.approx(1 - 2 / 24, abs=0.008)
    assert covered(10) > 0.94
