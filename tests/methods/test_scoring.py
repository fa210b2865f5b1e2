"""Scores of forecasts: by hand, beside closed forms, and what each score must not reward."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal
from scipy.stats import norm

from riktmarke.methods import crps, evenly_spaced_levels, pinball_loss, reliability

NAN = np.nan
FIGURES = st.floats(-1e6, 1e6, allow_nan=False)


def test_a_quantile_is_charged_its_level_above_it_and_the_rest_below() -> None:
    # 0.9 · (10 − 8); (1 − 0.9) · (13 − 10); nothing for a quantile that is met.
    found = pinball_loss([[8.0], [13.0], [10.0]], [0.9], [10.0, 10.0, 10.0])

    assert_allclose(found, [[1.8], [0.3], [0.0]], rtol=1e-14)


def test_the_quantile_of_a_level_is_what_has_the_least_mean_loss_at_it() -> None:
    outcomes = np.arange(1.0, 101.0)
    candidates = np.arange(1.0, 101.0)
    loss = [float(pinball_loss(np.full((100, 1), at), [0.8], outcomes).mean()) for at in candidates]

    assert candidates[np.argmin(loss)] == 80


@pytest.mark.parametrize("outcome", [-3.0, -1.0, 0.0, 0.4, 2.0, 5.0])
def test_the_score_of_a_normal_distribution_is_the_closed_form(outcome: float) -> None:
    # Gneiting & Raftery 2007, equation 21: σ (z (2 Φ(z) − 1) + 2 φ(z) − 1/√π), here with mean 10 and σ 3.
    levels = evenly_spaced_levels(20_000)
    closed = 3 * (outcome * (2 * norm.cdf(outcome) - 1) + 2 * norm.pdf(outcome) - 1 / np.sqrt(np.pi))

    assert float(crps(10 + 3 * norm.ppf(levels), levels, 10 + 3 * outcome)) == pytest.approx(closed, rel=2e-4)


def test_twenty_levels_are_two_per_cent_from_the_closed_form_over_the_outcomes_that_are_likely() -> None:
    levels = evenly_spaced_levels(20)
    outcomes = norm.ppf(evenly_spaced_levels(1000))
    found = crps(np.broadcast_to(norm.ppf(levels), (1000, 20)), levels, outcomes).mean()

    assert found == pytest.approx(1 / np.sqrt(np.pi), rel=0.02)  # the mean of the closed form over a standard normal


@pytest.mark.parametrize("outcome", [0.0, 0.25, 0.9])
def test_the_score_of_equally_likely_shares_is_the_closed_form(outcome: float) -> None:
    # ∫₀ʸ t² dt + ∫ᵧ¹ (1 − t)² dt = (y³ + (1 − y)³) / 3
    levels = evenly_spaced_levels(1000)

    assert float(crps(levels, levels, outcome)) == pytest.approx((outcome**3 + (1 - outcome) ** 3) / 3, abs=1e-6)


@given(arrays(np.float64, 7, elements=FIGURES), FIGURES)
def test_the_score_is_that_of_as_many_equally_likely_values(values: np.ndarray, outcome: float) -> None:
    # E|X − y| − ½ E|X − X'| (Gneiting & Raftery 2007, equation 20), over all pairs.
    values = np.sort(values)
    energy = np.abs(values - outcome).mean() - np.abs(values[:, None] - values).mean() / 2

    assert float(crps(values, evenly_spaced_levels(7), outcome)) == pytest.approx(energy, rel=1e-9, abs=1e-8)


@given(FIGURES, FIGURES)
def test_a_forecast_without_width_is_charged_its_distance(at: float, outcome: float) -> None:
    assert float(crps(np.full(20, at), evenly_spaced_levels(20), outcome)) == pytest.approx(abs(at - outcome), abs=1e-8)


def test_the_true_distribution_scores_better_than_one_too_narrow_too_wide_or_beside_it() -> None:
    levels = evenly_spaced_levels(50)
    outcomes = norm.ppf(evenly_spaced_levels(500))

    def mean_score(middle: float, spread: float) -> float:
        return float(crps(np.broadcast_to(middle + spread * norm.ppf(levels), (500, 50)), levels, outcomes).mean())

    best = mean_score(0, 1)
    assert all(best < mean_score(*other) for other in ((0, 0.5), (0, 2), (0.5, 1), (-0.5, 1)))


def test_an_outcome_that_nobody_knows_has_no_score() -> None:
    assert_array_equal(np.isnan(crps([[1.0, 2.0], [1.0, 2.0]], [0.25, 0.75], [NAN, 1.5])), [True, False])
    masked = np.ma.masked_array([5.0, 1.5], mask=[True, False])
    assert_array_equal(np.isnan(crps([[1.0, 2.0], [1.0, 2.0]], [0.25, 0.75], masked)), [True, False])


def test_one_forecast_is_scored_against_many_outcomes() -> None:
    assert_allclose(crps([1.0, 3.0], [0.25, 0.75], [2.0, 6.0]), [0.5, 3.5])  # ¼ · 1 twice; ¼ · 5 + ¾ · 3


@pytest.mark.parametrize(
    ("quantiles", "levels", "words"),
    [
        ([1.0, 2.0, 3.0], [0.25, 0.75], "expected quantiles"),
        ([1.0], [], "expected quantiles"),
        (1.0, 0.5, "expected quantiles"),
        ([1.0, 2.0], [0.0, 0.5], "between 0 and 1"),
        ([1.0, 2.0], [0.5, NAN], "between 0 and 1"),
    ],
)
def test_quantiles_and_levels_that_do_not_match_are_refused(quantiles: object, levels: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        crps(quantiles, levels, 1.0)  # type: ignore[arg-type]


def test_levels_lie_in_the_middle_of_equally_probable_parts() -> None:
    assert_allclose(evenly_spaced_levels(4), [0.125, 0.375, 0.625, 0.875])
    with pytest.raises(ValueError, match="one level or more, got 0"):
        evenly_spaced_levels(0)


def test_probabilities_are_set_beside_how_often_they_came_true() -> None:
    found = reliability([[0.05, 0.3, 0.35], [0.38, 1.0, NAN]], [[0, 1, 0], [0, 1, 1]])

    assert_array_equal(found.cases, [1, 0, 0, 3, 0, 0, 0, 0, 0, 1])
    assert_allclose(found.stated[[0, 3, 9]], [0.05, 1.03 / 3, 1.0])
    assert_allclose(found.came_true[[0, 3, 9]], [0, 1 / 3, 1])
    assert np.isnan(found.stated[1])
    assert np.isnan(found.came_true[1])


def test_an_outcome_that_is_missing_does_not_count() -> None:
    assert reliability([0.5, 0.5], [NAN, 1.0]).cases.sum() == 1
    assert reliability([], []).cases.sum() == 0


def test_what_comes_true_as_often_as_was_said_lies_on_the_diagonal() -> None:
    rng = np.random.default_rng(4)
    stated = rng.random(100_000)
    found = reliability(stated, rng.random(100_000) < stated)

    assert_allclose(found.came_true, found.stated, atol=0.02)


@pytest.mark.parametrize(
    ("probabilities", "came_true", "words"),
    [
        ([30.0], [1], r"such as 0\.3 for 30 per cent; got 30"),
        ([-0.1], [1], "got -0.1"),
        ([0.3], [7], "expected 1 for what came true"),
        ([0.3, 0.4], [1], "an outcome for each probability"),
    ],
)
def test_what_is_no_probability_or_no_outcome_is_refused(
    probabilities: list[float], came_true: list[float], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        reliability(probabilities, came_true)
