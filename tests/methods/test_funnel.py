"""Funnels beside UKHSA's results, beside the intervals that they turn inside out, and with areas that truly differ."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose
from scipy import stats

from riktmarke.methods import (
    FunnelLimits,
    ReasonCode,
    UndefinedMeasure,
    funnel_limits,
    funnel_position,
    proportion,
)
from tests.methods.ukhsa import table

NAN = np.nan
# UKHSA's words for the same places.
WORDS = {
    "low_99.8": "Low (0.001)",
    "low_95": "Low (0.025)",
    "within": "Not significant",
    "high_95": "High (0.025)",
    "high_99.8": "High (0.001)",
}
SIDES = [("lower", 0, "2s"), ("upper", 0, "2s"), ("lower", 1, "3s"), ("upper", 1, "3s")]


def test_limits_of_proportions_are_those_of_ukhsa(real_data: Path) -> None:
    given_in = table(real_data, "phe_testdata_funnel_prop_inputs.csv")
    expected = table(real_data, "phe_testdata_funnel_prop_outputs.csv")
    found = funnel_limits(given_in["numerator"], given_in["denominator"], at=expected["Population"], per=100)

    # Published with six decimals.
    assert_allclose(found.centre, expected["Baseline"][0], atol=5.1e-7)
    for place, name in enumerate(("2s0025", "3s0001")):
        assert_allclose(found.lower[place], expected[f"Lower{name}limit"], atol=5.1e-7)
        assert_allclose(found.upper[place], expected[f"Upper{name}limit"], atol=5.1e-7)


def test_positions_of_proportions_are_those_of_ukhsa(real_data: Path) -> None:
    rows = table(real_data, "phe_testdata_funnel_prop_inputs.csv")
    found = funnel_position(rows["numerator"], rows["denominator"])
    assert [WORDS[str(word)] for word in found] == rows["significance"].tolist()


@pytest.mark.parametrize(("side", "place", "name"), SIDES)
def test_limits_of_ratios_are_those_of_ukhsa(real_data: Path, side: str, place: int, name: str) -> None:
    given_in = table(real_data, "phe_testdata_funnel_ratio_inputs.csv")
    expected = table(real_data, "phe_testdata_funnel_ratio_outputs.csv")
    sizes = expected[f"{side}_{name}_exp_events"]
    found = funnel_limits(given_in["obs"], given_in["expected"], statistic="ratio", at=sizes, per=100)

    # Their halving stops at steps of a ten-millionth.
    assert_allclose(getattr(found, side)[place], expected[f"{side}_{name}_isr"], rtol=1e-5)
    assert found.centre == 100


def test_positions_of_ratios_are_those_of_ukhsa(real_data: Path) -> None:
    rows = table(real_data, "phe_testdata_funnel_ratio_inputs.csv")
    found = funnel_position(rows["obs"], rows["expected"], statistic="ratio")
    assert [WORDS[str(word)] for word in found] == rows["significance"].tolist()


@pytest.mark.parametrize(("side", "place", "name"), SIDES)
def test_limits_of_rates_are_those_of_ukhsa(real_data: Path, side: str, place: int, name: str) -> None:
    given_in = table(real_data, "phe_testdata_funnel_rate_input_funnels.csv")
    expected = table(real_data, "phe_testdata_funnel_rate_outputs.csv")
    people = 100_000 * given_in["ev"] / given_in["rate"]
    sizes = 3 * expected[f"{side}_{name}_population_1_year"]  # three years of data
    found = funnel_limits(given_in["ev"], people, statistic="rate", at=sizes, per=100_000)

    assert_allclose(found.centre, expected["baseline"][0], rtol=1e-9)
    assert_allclose(getattr(found, side)[place], expected[f"{side}_{name}_limit"], rtol=1e-5)


@given(st.floats(0.02, 0.98), st.integers(50, 10**7), st.floats(0.5, 0.999))
def test_wilsons_interval_of_an_area_on_the_limit_ends_at_the_centre(centre: float, n: int, level: float) -> None:
    limits = funnel_limits([centre * 1e9], [1e9], at=[n], confidence=[level])
    low, high = float(limits.lower[0, 0]), float(limits.upper[0, 0])

    if low > 0:
        assert proportion(low * n, n, confidence=level).upper == pytest.approx(centre, rel=1e-9)
    if high < 1:
        assert proportion(high * n, n, confidence=level).lower == pytest.approx(centre, rel=1e-9)


@given(st.floats(0.5, 1e6), st.floats(0.5, 0.999))
def test_the_exact_interval_of_a_count_on_the_limit_ends_at_what_is_expected(expected: float, level: float) -> None:
    limits = funnel_limits([expected], [expected], statistic="ratio", confidence=[level])
    fewest, most = float(limits.lower[0, 0]) * expected, float(limits.upper[0, 0]) * expected
    tail = (1 - level) / 2

    assert stats.chi2.ppf(tail, 2 * most) / 2 == pytest.approx(expected, rel=1e-7)
    if fewest > 0:
        assert stats.chi2.isf(tail, 2 * fewest + 2) / 2 == pytest.approx(expected, rel=1e-7)
    else:
        # Not even no event at all is surprising.
        assert stats.poisson.pmf(0, expected) >= tail * (1 - 1e-9)


def test_a_limit_of_a_large_area_is_that_of_the_normal_distribution() -> None:
    limits = funnel_limits([1e8], [1e8], statistic="ratio").level(0.95)
    assert_allclose([1 - limits.lower, limits.upper - 1], 1.959963984540054e-4, rtol=1e-3)


def test_no_share_is_expected_below_nobody_or_above_everybody() -> None:
    limits = funnel_limits([3, 5], [4, 5], at=[1, 2])
    assert limits.lower.min() == 0
    assert limits.upper.max() == 1
    assert funnel_limits([1], [1], statistic="rate").lower[0] == 0
    assert funnel_limits([3, 5], [4, 5], statistic="rate", at=[1]).upper.min() > 1


# Five areas of 100: z-scores -6, -2, 0, 2, 6; at 10 and 90 % -4.4 and 4.4, so φ = (2 × 19.36 + 2 × 4) / 5 = 9.344 and
# τ² = (46.72 - 4) / (2000 - 400) = 0.0267.
EVENTS, PEOPLE = np.array([20, 40, 50, 60, 80]), np.full(5, 100)
HALF = 1.959963984540054 * 0.05


def test_five_areas_that_differ_more_than_chance_by_hand() -> None:
    found = funnel_limits(EVENTS, PEOPLE)
    assert_allclose([found.phi, found.tau2], [9.344, 0.0267], rtol=1e-13)
    for kind, stretch in ((None, 1), ("winsorised", np.sqrt(9.344)), ("additive", np.sqrt(1 + 0.0267 / 0.0025))):
        limits = funnel_limits(EVENTS, PEOPLE, overdispersion=kind).level(0.95)  # type: ignore[arg-type]
        assert_allclose(limits.lower, 0.5 - HALF * stretch, rtol=1e-12)
        assert_allclose(limits.upper, 0.5 + HALF * stretch, rtol=1e-12)


def test_per_cent_are_a_hundred_times_shares_and_their_variance_ten_thousand() -> None:
    found = funnel_limits(EVENTS, PEOPLE, per=100)
    assert_allclose([found.centre, found.phi, found.tau2], [50, 9.344, 267], rtol=1e-13)


def test_areas_that_differ_less_than_chance_do_not_draw_the_limits_in() -> None:
    plain = funnel_limits([50, 51], [100, 100])
    assert plain.phi < 1
    assert plain.tau2 == 0
    for kind in ("winsorised", "additive"):
        found = funnel_limits([50, 51], [100, 100], overdispersion=kind)
        assert np.array_equal([found.lower, found.upper], [plain.lower, plain.upper])


def test_a_little_more_than_chance_is_more_than_chance() -> None:
    # Two areas of 100 at 0.5 ± 0.06: z is ±1.2, winsorised ±0.96, so Iφ - (I - 1) = 2 × 0.9216 - 1 = 0.8432, and the
    # weights of 400 leave 800 - 320 000 / 800 = 400.
    found = funnel_limits([44, 56], [100, 100])
    assert_allclose([found.phi, found.tau2], [0.9216, 0.8432 / 400], rtol=1e-12)


@pytest.mark.parametrize("statistic", ["proportion", "rate", "ratio"])
def test_dispersion_is_that_of_a_plain_loop(statistic: str) -> None:
    rng = np.random.default_rng(17)
    for areas in (2, 7, 40):
        n = rng.integers(50, 5000, areas).astype(float)
        x = rng.binomial(n.astype(int), rng.uniform(0.1, 0.4, areas)).astype(float)
        centre = 1.0 if statistic == "ratio" else x.sum() / n.sum()
        s2 = centre * (1 - centre if statistic == "proportion" else 1) / n
        z = (x / n - centre) / np.sqrt(s2)
        z = np.clip(z, np.quantile(z, 0.1), np.quantile(z, 0.9))
        phi, w = np.mean(z**2), 1 / s2
        tau2 = max(0, (areas * phi - (areas - 1)) / (w.sum() - (w**2).sum() / w.sum()))

        found = funnel_limits(x, n, statistic=statistic)  # type: ignore[arg-type]
        assert_allclose([found.phi, found.tau2], [phi, tau2], rtol=1e-10)
        additive = funnel_limits(x, n, statistic=statistic, overdispersion="additive")  # type: ignore[arg-type]
        stretched = centre + (found.upper - centre) * np.sqrt(1 + tau2 / s2)
        assert_allclose(additive.upper, np.minimum(stretched, 1 if statistic == "proportion" else np.inf), rtol=1e-10)


def test_with_overdispersion_one_in_twenty_lies_outside_and_without_it_most_do() -> None:
    rng = np.random.default_rng(18)
    n = rng.integers(2000, 60_000, 2900)
    x = rng.binomial(n, rng.normal(0.4, 0.05, n.size))

    def outside(kind: str | None, winsorise: float = 0.1) -> float:
        found = funnel_position(x, n, overdispersion=kind, winsorise=winsorise)  # type: ignore[arg-type]
        return float(np.mean(found != "within"))

    assert outside(None) > 0.7
    assert outside("additive", 0) == pytest.approx(0.05, abs=0.012)
    # A normal distribution winsorised at 10 % keeps 0.679 of its variance, and 1.96 √0.679 leaves 10.6 % outside. The
    # multiplicative form stretches all sizes alike, and so is too narrow for the large areas among these.
    assert outside("additive") == pytest.approx(0.106, abs=0.025)
    assert 0.05 < outside("winsorised") < 0.2


def test_without_true_differences_one_in_twenty_lies_outside_at_any_size() -> None:
    rng = np.random.default_rng(19)
    n = rng.integers(200, 60_000, 20_000)
    x = rng.binomial(n, 0.3)
    assert np.mean(funnel_position(x, n) != "within") == pytest.approx(0.05, abs=0.006)
    assert np.mean(funnel_position(x, n, confidence=[0.998]) != "within") == pytest.approx(0.002, abs=0.001)
    assert funnel_limits(x, n, winsorise=0).phi == pytest.approx(1, abs=0.03)
    # 1 - 0.2 - 2 × 1.2816 × 0.1755 + 0.2 × 1.2816² = 0.679
    assert funnel_limits(x, n).phi == pytest.approx(0.679, abs=0.02)


def test_an_area_on_a_limit_is_within() -> None:
    limits = funnel_limits([30, 70], [100, 100]).level(0.95)
    on = float(limits.upper[0]) * 100
    assert funnel_position([on, 100 - on], [100, 100]).tolist() == ["within", "within"]
    assert funnel_position([on + 1e-9, 100 - on - 1e-9], [100, 100]).tolist() == ["high_95", "low_95"]


def test_the_outermost_limit_passed_is_named_in_whatever_order_the_levels_stand() -> None:
    # z-scores -4, -3, -1.8, 0, 1.8, 3 and 4 at a half of 10 000: limits at 1.64, 2.58 and 3.29.
    x = 5000 + 50 * np.array([-4, -3, -1.8, 0, 1.8, 3, 4])
    found = funnel_position(x, np.full(7, 10_000), confidence=(0.999, 0.9, 0.99))
    assert found.tolist() == ["low_99.9", "low_99", "low_90", "within", "high_90", "high_99", "high_99.9"]


def test_an_area_without_a_number_is_left_out_and_undecided() -> None:
    whole, holed = funnel_limits(EVENTS, PEOPLE), funnel_limits([20, NAN, 40, 50, 60, 80], [100, 9, 100, 100, 100, 100])
    there = [0, 2, 3, 4, 5]
    assert (holed.centre, holed.phi, holed.tau2) == (whole.centre, whole.phi, whole.tau2)
    assert np.array_equal(holed.lower[:, there], whole.lower)
    assert np.isnan(holed.lower[:, 1]).all()
    assert np.isnan(holed.sizes[1])
    assert funnel_position([20, NAN, 80], [100, 9, 100]).tolist() == ["low_99.8", "undecided", "high_99.8"]
    assert funnel_position([20, 5, 80], [100, NAN, 100]).tolist() == ["low_99.8", "undecided", "high_99.8"]


@pytest.mark.parametrize(
    ("events", "denominator", "statistic", "reason"),
    [
        ([1, -1], [5, 5], "rate", ReasonCode.NEGATIVE_COUNT),
        ([1, 1], [5, 0], "proportion", ReasonCode.NO_POPULATION),
        ([1, 1], [5, -2], "rate", ReasonCode.NO_POPULATION),
        ([1, 1], [5, 0], "ratio", ReasonCode.NO_EXPECTED_EVENTS),
        ([1, 6], [5, 5], "proportion", ReasonCode.MORE_EVENTS_THAN_POPULATION),
        ([NAN, 1], [5, NAN], "proportion", ReasonCode.MISSING_INPUT),
        ([1, np.inf], [5, 5], "rate", ReasonCode.INFINITE_INPUT),
        ([1, 1], [5, np.inf], "rate", ReasonCode.INFINITE_INPUT),
    ],
)
def test_one_impossible_count_leaves_no_funnel(
    events: list[float], denominator: list[float], statistic: str, reason: ReasonCode
) -> None:
    with pytest.raises(UndefinedMeasure, match="The funnel is undefined for events = ") as refused:
        funnel_limits(events, denominator, statistic=statistic)  # type: ignore[arg-type]
    assert refused.value.reason is reason

    several = funnel_limits([[2, 2], events], [[5, 5], denominator], statistic=statistic)  # type: ignore[arg-type]
    assert several.reason.tolist() == [ReasonCode.DEFINED, reason]
    assert np.isnan(several.lower[:, 1]).all()
    assert np.isnan([several.centre[1], several.phi[1], several.tau2[1]]).all()
    assert np.isfinite(several.lower[:, 0]).all()
    assert several.level(0.95).reason.tolist() == [[ReasonCode.DEFINED] * 2, [reason] * 2]
    words = funnel_position([[2, 2], events], [[5, 5], denominator], statistic=statistic)  # type: ignore[arg-type]
    assert words[1].tolist() == ["undecided", "undecided"]


def test_rates_may_have_more_events_than_people() -> None:
    assert funnel_limits([6, 7], [5, 5], statistic="rate").centre == 1.3


def test_nobody_and_everybody_everywhere_is_a_funnel_without_width() -> None:
    for x, centre in ((0, 0), (5, 1)):
        for kind in (None, "winsorised", "additive"):
            found = funnel_limits([x, x], [5, 5], overdispersion=kind)  # type: ignore[arg-type]
            assert (found.centre, found.phi, found.tau2) == (centre, 0, 0)
            assert np.array_equal([found.lower, found.upper], np.full((2, 2, 2), centre))
    none = funnel_limits([0, 0], [5, 5], statistic="rate", overdispersion="additive")
    assert np.array_equal([none.lower, none.upper], np.zeros((2, 2, 2)))
    assert funnel_position([0, 0], [5, 5]).tolist() == ["within", "within"]


def test_one_area_is_its_own_centre_and_tells_nothing_of_how_areas_differ() -> None:
    found = funnel_limits(5, 10)
    assert (found.centre, found.phi) == (0.5, 0)
    assert np.isnan(found.tau2)
    assert funnel_position(5, 10).tolist() == ["within"]
    for events, kind in ((5, "additive"), ([5, NAN], "winsorised")):
        with pytest.raises(UndefinedMeasure, match="there are too few values"):
            funnel_limits(events, 10, overdispersion=kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("share", [0.0, 0.05, 0.25, 0.5])
def test_the_share_that_is_winsorised_can_be_chosen(share: float) -> None:
    z = np.array([-6.0, -2, 0, 2, 6])
    clipped = np.clip(z, np.quantile(z, share), np.quantile(z, 1 - share))
    assert_allclose(funnel_limits(EVENTS, PEOPLE, winsorise=share).phi, np.mean(clipped**2), rtol=1e-12, atol=1e-15)


def test_many_funnels_at_once_are_a_loop_over_them() -> None:
    rng = np.random.default_rng(20)
    n = rng.integers(20, 900, (2, 3, 12)).astype(float)
    x = rng.binomial(n.astype(int), rng.uniform(0.2, 0.4, n.shape)).astype(float)
    x[0, 1, 4] = n[1, 2, 7] = NAN
    for kind in ("winsorised", "additive"):
        many = funnel_limits(x, n, statistic="rate", overdispersion=kind)
        at = funnel_limits(x, n, statistic="rate", overdispersion=kind, at=[10, 100])
        words = funnel_position(x, n, statistic="rate", overdispersion=kind)
        assert many.lower.shape == (2, 2, 3, 12)
        assert at.lower.shape == (2, 2, 3, 2)
        for place in np.ndindex(2, 3):
            one = funnel_limits(x[place], n[place], statistic="rate", overdispersion=kind)
            few = funnel_limits(x[place], n[place], statistic="rate", overdispersion=kind, at=[10, 100])
            assert_allclose(many.lower[(slice(None), *place)], one.lower, rtol=1e-14)
            assert_allclose(many.upper[(slice(None), *place)], one.upper, rtol=1e-14)
            assert_allclose(at.upper[(slice(None), *place)], few.upper, rtol=1e-14)
            assert_allclose([many.phi[place], many.tau2[place]], [one.phi, one.tau2], rtol=1e-13)
            alone = funnel_position(x[place], n[place], statistic="rate", overdispersion=kind)
            assert words[place].tolist() == alone.tolist()


def test_a_level_is_an_estimate_with_the_centre_as_value() -> None:
    found = funnel_limits(EVENTS, PEOPLE, at=[10, 1000])
    level = found.level(0.998)
    assert np.array_equal(level.value, [0.5, 0.5])
    assert np.array_equal([level.lower, level.upper], [found.lower[1], found.upper[1]])
    assert level.reason.tolist() == [0, 0]
    with pytest.raises(ValueError, match=r"the funnel has limits at 0\.95, 0\.998; got 0\.9"):
        found.level(0.9)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"statistic": "mean"}, "statistic is one of proportion, rate, ratio; got 'mean'"),
        ({"overdispersion": "both"}, "overdispersion is one of None, winsorised, additive; got 'both'"),
        ({"confidence": [95]}, "confidence is a share between 0 and 1"),
        ({"at": [10, 0]}, r"at holds sizes, numbers above 0; got \[10, 0\]"),
        ({"at": [NAN]}, "at holds sizes"),
        ({"at": [np.inf]}, "at holds sizes"),
        ({"per": 0}, "per is a number above 0"),
        ({"winsorise": 0.51}, r"winsorise is a share between 0 and 0\.5, such as 0\.1; got 0\.51"),
        ({"winsorise": -0.01}, "winsorise is a share"),
    ],
)
def test_wrong_arguments_are_refused(arguments: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        funnel_limits([1, 2], [5, 5], **arguments)


counts = st.integers(2, 12).flatmap(
    lambda areas: st.tuples(
        arrays(float, areas, elements=st.integers(1, 400)), arrays(float, areas, elements=st.integers(400, 9000))
    )
)
kinds = st.sampled_from([None, "winsorised", "additive"])


@given(counts, st.sampled_from(["proportion", "rate", "ratio"]), kinds, st.randoms())
def test_the_order_of_the_areas_does_not_matter(both: tuple, statistic: str, kind: str, random: object) -> None:
    x, n = both
    order = np.array(random.sample(range(len(x)), len(x)))  # type: ignore[attr-defined]
    plain: FunnelLimits = funnel_limits(x, n, statistic=statistic, overdispersion=kind)  # type: ignore[arg-type]
    moved = funnel_limits(x[order], n[order], statistic=statistic, overdispersion=kind)  # type: ignore[arg-type]
    assert_allclose(moved.lower, plain.lower[:, order], rtol=1e-9, atol=1e-12)
    assert_allclose(moved.upper, plain.upper[:, order], rtol=1e-9)


@given(counts, kinds)
def test_complements_have_the_funnel_upside_down(both: tuple, kind: str) -> None:
    x, n = both
    plain = funnel_limits(x, n, overdispersion=kind)  # type: ignore[arg-type]
    turned = funnel_limits(n - x, n, overdispersion=kind)  # type: ignore[arg-type]
    assert_allclose(turned.lower, 1 - plain.upper, atol=1e-12)
    assert_allclose(turned.upper, 1 - plain.lower, atol=1e-12)


@given(counts, st.sampled_from(["proportion", "rate", "ratio"]), kinds)
def test_limits_hold_the_centre_and_close_with_size(both: tuple, statistic: str, kind: str) -> None:
    x, n = both
    found = funnel_limits(x, n, statistic=statistic, overdispersion=kind, at=[30, 300, 3000, 30_000])  # type: ignore[arg-type]
    assert np.all((found.lower <= found.centre) & (found.centre <= found.upper))
    assert np.all(np.diff(found.upper, axis=-1) <= 1e-12)
    assert np.all(np.diff(found.lower, axis=-1) >= -1e-12)
    assert np.all(found.lower[1] <= found.lower[0])
    assert np.all(found.upper[0] <= found.upper[1])
