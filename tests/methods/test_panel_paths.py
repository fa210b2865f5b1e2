"""What a panel is taken apart into: beside least squares, SciPy and statsmodels' Kalman filter, and by hand."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.optimize import nnls
from statsmodels.tsa.statespace.structural import UnobservedComponents

from riktmarke.methods import Habits, UndefinedMeasure, Way
from riktmarke.methods._panel_paths import (
    MOST_SCALED_DEVIATIONS,
    OF_A_NORMAL,
    Scatter,
    _none_below_zero,
    common_path,
    latest_levels,
    own_slopes,
    scatter,
)
from riktmarke.methods._ways_on import carried_variance, damped_steps, own_share, shared_path_on

NAN = np.nan
SEEDS = st.integers(0, 100_000)
# 160 areas, 20 in each of eight classes of size, each with values 0, 2, 1.9 or the opposite. A period apart they differ
# by 2 and 0.1, mean square (4 + 0.01) / 2 = 2.005; two apart by 1.9, square 3.61. Movement m and noise n fit both:
# m + 2 n = 2.005 and 2 m + 2 n = 3.61 give m = 1.605, n = 0.2.
PATTERN = np.outer(np.tile([1, -1], 80), [0, 2, 1.9])


# ---------------------------------------------------------------------------------------------------------------------
# The shared path


@settings(max_examples=20)
@given(SEEDS, st.floats(0, 0.2))
def test_the_shared_path_is_that_of_least_squares_with_a_dummy_for_each_area_and_period(
    seed: int, missing: float
) -> None:
    rng = np.random.default_rng(seed)
    places = rng.normal(size=(30, 1)) * 5 + np.cumsum(rng.normal(size=8)) + rng.normal(size=(30, 8))
    places[rng.random(places.shape) < missing] = NAN
    area, period = np.nonzero(~np.isnan(places))
    dummies = np.hstack([np.eye(30)[area], np.eye(8)[period]])
    effects = np.linalg.lstsq(dummies, places[area, period], rcond=None)[0][30:]
    path = common_path(places)

    assert_allclose(path - path.mean(), effects - effects.mean(), atol=1e-6)


def test_a_period_that_few_areas_have_lies_on_the_line_between() -> None:
    places = np.tile([10.0, 12.0, 99.0, 16.0, 18.0], (100, 1))
    places[9:, 2] = NAN  # nine of a hundred have it: fewer than a tenth

    assert_allclose(np.diff(common_path(places)), [2, 2, 2, 2], atol=1e-9)


def test_a_handful_of_areas_shares_nothing() -> None:
    assert_array_equal(common_path(np.tile([1.0, 2.0, 3.0], (4, 1))), [0, 0, 0])


# ---------------------------------------------------------------------------------------------------------------------
# Movement and noise


def test_movement_and_noise_by_hand() -> None:
    found = scatter(PATTERN, np.ones(160))

    assert_allclose(found.movement_at(np.ones(160)), 1.605, rtol=1e-12)
    assert_allclose(found.noise_at(np.ones(160)), 0.2, rtol=1e-12)


def test_movement_and_noise_in_proportion_to_size_by_hand() -> None:
    size = np.arange(8).repeat(20) + 1.0
    found = scatter(PATTERN * np.sqrt(size)[:, None], size)

    assert_allclose(found.movement, [0, 1.605], atol=1e-9)
    assert_allclose(found.noise, [0, 0.2], atol=1e-9)


def test_a_wild_area_counts_as_no_more_than_four_and_a_half_deviations() -> None:
    wild = PATTERN.copy()
    wild[0] = [0, 1000, -1000]
    size = np.ones(160)
    # In its class of twenty the differences are ±2, ±0.1 and two wild ones; those two are held to 4.5 · 1.4826 times
    # the middle size, which lies between 0.1 and 2.
    bound = MOST_SCALED_DEVIATIONS * OF_A_NORMAL * 2

    held = scatter(wild, size)
    assert held.movement_at(size)[0] + 2 * held.noise_at(size)[0] < (7 * 2.005 + bound**2) / 8


@settings(max_examples=40)
@given(SEEDS, st.integers(4, 20))
def test_the_fit_is_that_of_scipy_nnls(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    rows, squares, weights = rng.random((count, 4)), rng.normal(1, 2, size=count), rng.random(count) + 0.1
    root = np.sqrt(weights)
    theirs, _ = nnls(rows * root[:, None], squares * root)

    assert_allclose(_none_below_zero(rows, squares, weights), theirs, rtol=1e-6, atol=1e-8)


def test_known_movement_and_noise_are_found_again() -> None:
    # Variance of movement 0.2 + 0.3 · size, of noise 1 + 2 · size: 2 000 areas in 12 periods.
    rng = np.random.default_rng(6)
    size = rng.uniform(0.2, 4, size=2000)
    moved = np.cumsum(rng.normal(size=(2000, 12)) * np.sqrt(0.2 + 0.3 * size)[:, None], axis=1)
    found = scatter(moved + rng.normal(size=(2000, 12)) * np.sqrt(1 + 2 * size)[:, None], size)

    at = np.array([0.5, 2.0, 3.5])
    assert_allclose(found.movement_at(at), 0.2 + 0.3 * at, rtol=0.15)
    assert_allclose(found.noise_at(at), 1 + 2 * at, rtol=0.1)


def test_areas_that_never_move_scatter_no_more_than_nothing() -> None:
    found = scatter(np.zeros((160, 5)), np.ones(160))

    assert_array_equal(found.noise_at(np.ones(2)), [0, 0])
    assert (found.movement_at(np.ones(2)) > 0).all()  # a level never stands quite still
    assert (found.movement_at(np.ones(2)) < 1e-9).all()


def test_more_than_half_without_a_change_are_not_held_to_nothing() -> None:
    # The middle size of a difference is 0 where more than half stand still: nothing is held down to it.
    own = np.zeros((160, 3))
    own[::4, 1:] = [2, 1.9]
    found = scatter(own, np.ones(160))

    assert found.movement_at(np.ones(1))[0] + 2 * found.noise_at(np.ones(1))[0] == pytest.approx(2.005 / 4, rel=0.01)


def test_too_few_differences_tell_nothing_and_that_is_said() -> None:
    with pytest.raises(UndefinedMeasure, match="areas = 30, periods = 4: there are too few values"):
        scatter(np.random.default_rng(1).normal(size=(30, 4)), np.ones(30))


# ---------------------------------------------------------------------------------------------------------------------
# The latest levels


@settings(max_examples=15)
@given(SEEDS, st.floats(0.01, 10), st.floats(0.01, 10))
def test_the_latest_level_is_that_of_the_kalman_filter_of_statsmodels(seed: int, movement: float, noise: float) -> None:
    rng = np.random.default_rng(seed)
    values = np.cumsum(rng.normal(size=12)) + rng.normal(size=12)
    values[rng.random(12) < 0.2] = NAN
    assume((~np.isnan(values)).sum() >= 2)
    first = int(np.argmax(~np.isnan(values)))
    # The level is what the first value says, with its noise; a period later it has moved, and the filter begins.
    model = UnobservedComponents(values[first + 1 :], "local level")
    model.ssm.initialize_known(np.array([values[first]]), np.array([[noise + movement]]))
    model.ssm.tolerance = 0  # or it stops counting once the variance hardly changes
    theirs = model.filter([noise, movement])
    found = latest_levels(values[None], np.array([movement]), np.array([noise]), worth=8.0)

    assert found.level[0] == pytest.approx(theirs.filtered_state[0, -1], rel=1e-9, abs=1e-9)
    assert found.variance[0] == pytest.approx(theirs.filtered_state_cov[0, 0, -1], rel=1e-9)
    squares = np.minimum(theirs.forecasts_error[0] ** 2 / theirs.forecasts_error_cov[0, 0], MOST_SCALED_DEVIATIONS**2)
    steps = int((~np.isnan(values[first + 1 :])).sum())
    assert found.unrest[0] == pytest.approx((np.nansum(squares) + 8) / (steps + 8), rel=1e-9)


def test_two_values_are_weighed_together_by_hand() -> None:
    # Movement 1, noise 2. The first value has variance 2; a period on 3, so that the second, 10 higher, counts for
    # 3 / (3 + 2) = 0.6; the variance left is 3 · 0.4 = 1.2. It surprised by 100 / 5 = 20 variances (no more than 4.5²
    # would count), so that the unrest is 20 + 8 over one step and a worth of 8.
    found = latest_levels(np.array([[40.0, 50.0]]), np.array([1.0]), np.array([2.0]), worth=8.0)

    assert_allclose([found.level[0], found.variance[0], found.unrest[0]], [46, 1.2, 28 / 9])


def test_a_period_without_a_value_adds_its_movement_and_an_area_without_any_is_nan() -> None:
    values = np.array([[40.0, 50.0, NAN, NAN], [NAN, NAN, NAN, NAN], [NAN, NAN, NAN, 7.0]])
    found = latest_levels(values, np.ones(3), np.full(3, 2.0), worth=8.0)

    assert_allclose(found.level, [46, NAN, 7])
    assert_allclose(found.variance, [3.2, NAN, 2])
    assert_allclose(found.unrest, [28 / 9, 1, 1])


@given(st.floats(0.01, 5), st.floats(0.1, 5), st.floats(1.1, 10))
def test_the_noisier_the_values_the_less_the_latest_counts(movement: float, noise: float, more: float) -> None:
    values = np.array([[0.0, 0.0, 0.0, 1.0]])
    calm, noisy = (latest_levels(values, np.array([movement]), np.array([n]), worth=8.0) for n in (noise, noise * more))

    assert 0 < noisy.level[0] < calm.level[0] < 1


# ---------------------------------------------------------------------------------------------------------------------
# Slopes


@settings(max_examples=20)
@given(SEEDS)
def test_slopes_are_those_of_numpy_polyfit(seed: int) -> None:
    rng = np.random.default_rng(seed)
    own = rng.normal(size=(6, 14))
    own[rng.random(own.shape) < 0.4] = NAN
    found = own_slopes(own, 10)

    for row, slope in zip(own[:, -10:], found, strict=True):
        there = np.flatnonzero(~np.isnan(row))
        assert slope == pytest.approx(np.polyfit(there, row[there], 1)[0] if there.size >= 3 else 0.0, abs=1e-9)


def lasting(share: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return own paths whose slopes go on, damped, as this share of what they were; movement and noise of each."""
    slopes = np.random.default_rng(9).normal(size=200)
    seen = np.outer(slopes, np.arange(-4, 1))
    on = share * np.outer(slopes, damped_steps(0.9, 1))
    return np.hstack([seen, on]), np.full(200, 1.0), np.full(200, 1e-6)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_of_a_slope_goes_on_what_has_done_so(share: float) -> None:
    # Of six periods only one back can be tried; it alone, with a prior that is worth nothing, finds the share again.
    own, movement, noise = lasting(share)

    assert own_share(own, movement, noise, Habits(own_worth=1e-9)) == pytest.approx(share, abs=1e-5)


def test_slopes_that_last_go_on_and_those_of_white_noise_do_not() -> None:
    rng = np.random.default_rng(10)
    lines = np.outer(rng.normal(size=300), np.arange(14.0)) + 0.1 * rng.normal(size=(300, 14))
    white = rng.normal(size=(300, 14))
    ones = np.ones(300)

    assert 1.0 < own_share(lines, ones, 0.01 * ones, Habits()) <= 1.2  # not damped at all: a little more than was said
    assert abs(own_share(white, 1e-3 * ones, ones, Habits())) < 0.15


def test_before_anything_is_known_the_prior_goes_on() -> None:
    rng = np.random.default_rng(10)
    ones = np.ones(300)

    assert own_share(rng.normal(size=(300, 5)), ones, ones, Habits()) == pytest.approx(0.2)  # four periods before
    assert own_share(rng.normal(size=(19, 14)), ones[:19], ones[:19], Habits()) == pytest.approx(0.2)  # of 19 areas


# ---------------------------------------------------------------------------------------------------------------------
# The shared path goes on


def test_damped_steps_and_what_surprises_leave_by_hand() -> None:
    assert_allclose(damped_steps(0.5, 3), [0.5, 0.75, 0.875])
    # Of a surprise half comes again in the next period: it reaches 1, 1.5, 1.75; squares summed 1, 3.25, 6.3125.
    assert_allclose(carried_variance(0.5, 3), [1, 3.25, 6.3125])


def test_two_ways_on_are_weighed_by_how_they_would_have_foretold_by_hand() -> None:
    # The path 0, 1, 2. At 1 standing still missed the 2 by 1, the same change again by 0; both have the prior error 1,
    # worth 10 forecasts beside 1/5 of one: 10.2 / 10.2 and 10 / 10.2. Weights 1 : 1.02, so 1 / 2.02 and 1.02 / 2.02.
    habits = Habits(ways=(Way(1, 0.0, 1.0), Way(1, 1.0, 1.0)), prior_worth=10.0, sharpness=1.0)
    on, surprises = shared_path_on(np.array([0.0, 1.0, 2.0]), 2, habits)

    assert_allclose(on, [2 + 1.02 / 2.02, 2 + 2 * 1.02 / 2.02])
    assert surprises == pytest.approx((1 / 2.02) ** 2)


def test_a_path_too_short_to_try_ways_on_stands_still() -> None:
    for path in ([3.0, 5.0], [5.0]):
        on, surprises = shared_path_on(np.array(path), 3, Habits())
        assert_array_equal(on, [5, 5, 5])
        assert surprises == 0


def test_a_path_that_stands_still_goes_on_so() -> None:
    on, surprises = shared_path_on(np.full(8, 4.0), 3, Habits())

    assert_allclose(on, 4.0)
    assert surprises == 0


def test_a_straight_path_goes_on_nearly_as_it_went() -> None:
    on, surprises = shared_path_on(2.0 * np.arange(20), 3, Habits())

    assert_allclose(on, [40, 42, 44], rtol=0.03)
    assert surprises < 0.5**2


@given(st.floats(0.001, 1000), st.floats(-100, 100))
def test_a_change_of_unit_changes_the_shared_path_alike(factor: float, shift: float) -> None:
    path = np.cumsum(np.random.default_rng(3).normal(size=12))
    plain, changed = shared_path_on(path, 5, Habits()), shared_path_on(shift + factor * path, 5, Habits())

    assert_allclose(changed[0], shift + factor * plain[0], rtol=1e-7, atol=1e-6 * factor)
    assert changed[1] == pytest.approx(factor**2 * plain[1], rel=1e-6)


@pytest.mark.parametrize("wrong", [{"recent": 0}, {"damping": 1.5}, {"damping": NAN}, {"prior": 0.0}])
def test_what_is_no_way_on_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="expected recent of 1 or more"):
        Way(**({"recent": 1, "damping": 0.5, "prior": 1.0} | wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong", [{"ways": ()}, {"prior_worth": 0.0}, {"own_damping": 2.0}, {"shock_damping": -1.0}, {"own_recent": 0}]
)
def test_habits_that_no_path_can_have_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="expected a way on"):
        Habits(**wrong)  # type: ignore[arg-type]


def test_variances_follow_size() -> None:
    found = Scatter((1.0, 2.0), (3.0, 4.0))

    assert_array_equal(found.movement_at(np.array([0.0, 10.0])), [1, 21])
    assert_array_equal(found.noise_at(np.array([0.0, 10.0])), [3, 43])
