"""The simple forecasts: by hand, beside statsmodels, and where they know too little."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from statsmodels.tsa.forecasting.theta import ThetaModel, ThetaModelResults
from statsmodels.tsa.holtwinters import SimpleExpSmoothing

from riktmarke.methods import SimpleForecast, drift_forecast, naive_forecast, theta_forecast

NAN = np.nan
ALL = [naive_forecast, drift_forecast, theta_forecast]


def smoothed_series(count: int, weight: float, *, drift: float = 0.2, seed: int = 7) -> np.ndarray:
    """Return a series that simple exponential smoothing with this weight, plus a drift, foretells best."""
    surprises = np.random.default_rng(seed).normal(size=count)
    levels = 50 + drift * np.arange(count) + weight * np.concatenate([[0], np.cumsum(surprises)[:-1]])
    series: np.ndarray = levels + surprises
    return series


# ---------------------------------------------------------------------------------------------------------------------
# Naive and drift


def test_the_last_value_goes_on() -> None:
    # Changes 2, −1, 2: mean square 3; after h periods √(3 h).
    found = naive_forecast([[10, 12, 11, 13]], ahead=3)

    assert_allclose(found.mean, [[13, 13, 13]])
    assert_allclose(found.standard_deviation, [[3**0.5, 6**0.5, 3]])


def test_drift_is_the_line_from_the_first_value_to_the_last() -> None:
    # (13 − 10) / 3 = 1 a period. Changes less the drift: 1, −2, 1, variance 6 / 2 = 3. Hyndman & Athanasopoulos,
    # Forecasting: principles and practice (3rd ed.), 5.5: σ √(h (1 + h / (T − 1))), T − 1 = 3.
    found = drift_forecast([[10, 12, 11, 13]], ahead=3)

    assert_allclose(found.mean, [[14, 15, 16]])
    assert_allclose(found.standard_deviation, [[np.sqrt(3 * 4 / 3), np.sqrt(3 * 2 * 5 / 3), np.sqrt(3 * 3 * 2)]])


def test_the_error_of_the_drift_itself_is_in_its_variance() -> None:
    # Random walks with drift: the true error of the forecast five periods ahead, over 20 000 of them. The standard
    # error of a variance of so many is 1 per cent.
    rng = np.random.default_rng(8)
    walks = np.cumsum(rng.normal(0.3, 1, size=(20_000, 15)), axis=1)
    found = drift_forecast(walks[:, :10], ahead=5)
    missed = walks[:, -1] - found.mean[:, -1]

    assert np.mean(missed**2) == pytest.approx(np.mean(found.standard_deviation[:, -1] ** 2), rel=0.05)


# ---------------------------------------------------------------------------------------------------------------------
# Theta


@pytest.mark.parametrize("count", [15, 30, 100])
@pytest.mark.parametrize("weight", [0.3, 0.6, 0.9])
def test_theta_is_that_of_statsmodels_given_its_smoothing_with_an_estimated_first_level(
    count: int, weight: float
) -> None:
    # ThetaModel's formula on SimpleExpSmoothing's weight and level: the same model fitted by another search.
    series = smoothed_series(count, weight)
    smoothing = SimpleExpSmoothing(series, initialization_method="estimated").fit()
    model = ThetaModel(series, period=1, deseasonalize=False)
    slope = float(np.polyfit(np.arange(count), series, 1)[0])
    theirs = ThetaModelResults(
        slope, smoothing.params["smoothing_level"], 1.0, smoothing.forecast(1), np.ones(1), False, model
    )
    found = theta_forecast([series], ahead=5)

    assert_allclose(found.mean[0], theirs.forecast(5), atol=1e-5 * found.standard_deviation[0, 0])
    assert found.standard_deviation[0, 0] ** 2 == pytest.approx(smoothing.sse / (count - 2), rel=1e-6)


@pytest.mark.parametrize("weight", [0.4, 0.6, 0.9])
def test_theta_is_that_of_statsmodels_when_the_first_level_no_longer_matters(weight: float) -> None:
    # ThetaModel itself takes the first value as first level, which a long series forgets.
    series = smoothed_series(200, weight)
    found = theta_forecast([series], ahead=5)
    theirs = ThetaModel(series, period=1, deseasonalize=False).fit(use_mle=False).forecast(5)

    assert_allclose(found.mean[0], theirs, atol=0.03 * found.standard_deviation[0, 0])


@pytest.mark.costly
def test_theta_is_near_that_of_maximum_likelihood_on_a_long_series() -> None:
    # use_mle=True estimates another slope and weight (an ARIMA(0, 1, 1) with drift), and so agrees loosely.
    series = smoothed_series(300, 0.7)
    found = theta_forecast([series], ahead=3)
    theirs = ThetaModel(series, period=1, deseasonalize=False).fit(use_mle=True).forecast(3)

    assert_allclose(found.mean[0], theirs, atol=0.3 * found.standard_deviation[0, 0])


@pytest.mark.costly
def test_the_variance_ahead_is_that_of_the_model_and_not_the_one_of_statsmodels() -> None:
    # After h periods 1 + (h − 1) weight² times that of one: that share of a surprise stays, and the last comes whole.
    # ThetaModel.prediction_intervals has 1 + (1 − weight)² in place of weight²: much too wide for what hardly moves.
    series = smoothed_series(400, 0.3, drift=0.0)
    found = theta_forecast([series], ahead=10)
    growth = (found.standard_deviation[0, -1] / found.standard_deviation[0, 0]) ** 2

    weight = SimpleExpSmoothing(series, initialization_method="estimated").fit().params["smoothing_level"]
    surprises = np.random.default_rng(5).normal(size=(40_000, 10))
    outcomes = weight * surprises[:, :-1].sum(axis=1) + surprises[:, -1]
    assert growth == pytest.approx(outcomes.var(), rel=0.03)
    theirs = ThetaModel(series, period=1, deseasonalize=False).fit().prediction_intervals(10)
    width = theirs["upper"] - theirs["lower"]
    assert (width.iloc[-1] / width.iloc[0]) ** 2 > 5 * growth


def test_theta_of_a_line_adds_half_of_its_slope() -> None:
    # 2, 4, …, 20: the best weight is 1, so that the level is 20; half of the slope of 2 is added each period.
    found = theta_forecast([2.0 * np.arange(1, 11)], ahead=3)

    assert_allclose(found.mean, [[21, 22, 23]], atol=1e-5)


def test_theta_of_white_noise_is_near_the_mean() -> None:
    rng = np.random.default_rng(2)
    found = theta_forecast(50 + rng.normal(size=(50, 60)), ahead=1)

    assert np.abs(found.mean - 50).mean() < 0.3  # the last value alone is 0.8 off


# ---------------------------------------------------------------------------------------------------------------------
# What holds for all


@pytest.mark.parametrize("forecast", ALL)
def test_a_series_that_stands_still_goes_on_so(forecast: Callable[..., SimpleForecast]) -> None:
    found = forecast(np.full((2, 6), 4.0), ahead=2)

    assert_allclose(found.mean, 4.0)
    assert_allclose(found.standard_deviation, 0.0, atol=1e-12)


@pytest.mark.parametrize("forecast", ALL)
@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(0.01, 1000), st.floats(-100, 100))
def test_a_change_of_unit_changes_the_forecast_alike(
    forecast: Callable[..., SimpleForecast], seed: int, factor: float, shift: float
) -> None:
    series = np.cumsum(np.random.default_rng(seed).normal(size=(3, 8)), axis=1)
    plain, changed = forecast(series, ahead=4), forecast(shift + factor * series, ahead=4)

    assert_allclose(changed.mean, shift + factor * plain.mean, rtol=1e-5, atol=1e-4 * factor)
    assert_allclose(changed.standard_deviation, factor * plain.standard_deviation, rtol=1e-4)


@pytest.mark.parametrize("forecast", ALL)
def test_each_series_is_forecast_by_itself(forecast: Callable[..., SimpleForecast]) -> None:
    series = np.cumsum(np.random.default_rng(1).normal(size=(6, 9)), axis=1)
    together, alone = forecast(series, ahead=2), forecast(series[4:5], ahead=2)

    assert_allclose(together.mean[4:5], alone.mean, rtol=1e-9)
    assert (np.diff(together.standard_deviation, axis=1) >= 0).all()


@pytest.mark.parametrize("forecast", ALL)
def test_a_gap_is_read_as_the_line_between_and_an_end_as_the_nearest(forecast: Callable[..., SimpleForecast]) -> None:
    gaps = [[NAN, 10.0, NAN, 14.0, 13.0, NAN]]
    found, filled = forecast(gaps, ahead=2), forecast([[10.0, 10.0, 12.0, 14.0, 13.0, 13.0]], ahead=2)

    assert_allclose(found.mean, filled.mean)
    assert_allclose(found.standard_deviation, filled.standard_deviation)


@pytest.mark.parametrize(("forecast", "fewest"), [(naive_forecast, 2), (drift_forecast, 3), (theta_forecast, 3)])
def test_too_few_values_are_no_forecast_and_never_one_without_width(
    forecast: Callable[..., SimpleForecast], fewest: int
) -> None:
    values = np.full((4, 5), NAN)
    for count in range(4):
        values[count, :count] = [3.0, 5.0, 4.0][:count]
    found = forecast(values, ahead=1)

    assert_array_equal(np.isnan(found.mean[:, 0]), [count < fewest for count in range(4)])
    assert_array_equal(np.isnan(found.standard_deviation[:, 0]), [count < fewest for count in range(4)])
    assert np.isnan(forecast([[3.0]], ahead=1).mean).all()
    assert np.isnan(forecast(np.empty((1, 0)), ahead=1).mean).all()


@pytest.mark.parametrize("forecast", ALL)
def test_what_is_masked_is_a_gap(forecast: Callable[..., SimpleForecast]) -> None:
    masked = np.ma.masked_array([[10.0, 999.0, 14.0, 13.0]], mask=[[False, True, False, False]])

    assert_allclose(forecast(masked, ahead=1).mean, forecast([[10.0, NAN, 14.0, 13.0]], ahead=1).mean)


@pytest.mark.parametrize("forecast", ALL)
@pytest.mark.parametrize(("values", "ahead"), [([1.0, 2.0, 3.0], 1), ([[1.0, 2.0, 3.0]], 0), ([[1.0, np.inf, 3.0]], 1)])
def test_one_series_alone_no_periods_and_the_infinite_are_refused(
    forecast: Callable[..., SimpleForecast], values: object, ahead: int
) -> None:
    with pytest.raises(ValueError, match=r"expected finite values \(series, periods\)"):
        forecast(values, ahead=ahead)
