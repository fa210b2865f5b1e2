"""Lines through measurements: slopes as numpy.polyfit has them, errors as planted scatter makes them."""

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from riktmarke.assessment.challenges.trends import Lines, inverse_of_people, lines, recent, size_of
from tests.assessment.challenges.making import DAYS, figures_of

nan = np.nan
Floats = NDArray[np.float64]
YEARS = tuple(range(2010, 2022))
TEN = tuple(range(2010, 2020))


def fitted(values: Floats, years: tuple[int, ...] = TEN, *, size: Floats | float = 1e-4, fewest: int = 5) -> Lines:
    """Return the lines through all values there are, (areas, years), pooled over all areas."""
    array = values[None]
    return lines(
        array,
        ~np.isnan(array),
        years,
        size=np.broadcast_to(np.asarray(size, dtype=float), array.shape[:2]),
        pooled=np.arange(array.shape[1]),
        fewest_points=fewest,
    )


def lasting(seed: int, correlation: float, *, areas: int = 290, years: int = 10, burn_in: int = 40) -> Floats:
    """Return noise with standard deviation 1 whose neighbours have this correlation, (areas, years)."""
    fresh = np.random.default_rng(seed).standard_normal((areas, years + burn_in)) * np.sqrt(1 - correlation**2)
    found = fresh.copy()
    for year in range(1, years + burn_in):
        found[:, year] = correlation * found[:, year - 1] + fresh[:, year]
    return found[:, burn_in:]


@given(
    arrays(float, (3, 12), elements=st.floats(-1e4, 1e4)),
    arrays(bool, (3, 12), elements=st.booleans()),
)
def test_lines_are_those_of_polyfit_whatever_years_are_missing(values: Floats, missing: NDArray[np.bool_]) -> None:
    shown = np.where(missing, nan, values)
    found = fitted(shown, YEARS)
    for area in range(3):
        there = ~missing[area]
        time = np.array(YEARS, dtype=float)[there]
        assert found.points[0, area] == len(time)
        if len(time) < 5:
            assert np.isnan([found.change[0, area], found.level[0, area]]).all()
            assert (found.first[0, area], found.last[0, area]) == (0, 0)
            continue
        slope, level = np.polyfit(time - time[-1], values[area, there], 1)
        assert found.change[0, area] == pytest.approx(slope * (time[-1] - time[0]), rel=1e-6, abs=1e-5)
        assert found.level[0, area] == pytest.approx(level, rel=1e-6, abs=1e-5)
        assert (found.first[0, area], found.last[0, area]) == (time[0], time[-1])


def test_the_error_of_a_slope_is_that_of_least_squares_with_the_scatter_of_all() -> None:
    """Against statsmodels: the pooled variance is the mean of the 290 residual variances, to within a few per cent."""
    values = np.random.default_rng(1).standard_normal((290, 10)) * 3
    design = sm.add_constant(np.array(TEN, dtype=float) - TEN[-1])
    models = [sm.OLS(row, design).fit() for row in values]
    variance = np.mean([model.mse_resid for model in models])
    unscaled = models[0].cov_params() / models[0].mse_resid
    found = fitted(values)

    assert np.median(found.se) == pytest.approx(9 * np.sqrt(variance * unscaled[1, 1]), rel=0.1)


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.6])
def test_changes_are_as_uncertain_as_noise_that_lasts_makes_them(correlation: float) -> None:
    """Of noise alone (the true change is 0) change / se has the standard deviation 1, to within 15 %.

    Without a word about what lasts it would be 1.3 and 1.7 at 0.3 and 0.6.
    """
    z = [fitted(lasting(seed, correlation)) for seed in range(8)]

    assert np.std([line.change / line.se for line in z]) == pytest.approx(1.0, abs=0.15)


def test_what_lasts_is_found() -> None:
    """(1 + r) / (1 − r) is 3 for r = 0.5: the error is √3 times that of independent noise with the same residuals."""
    found = [fitted(lasting(seed, 0.5, years=20), tuple(range(2000, 2020))) for seed in range(8)]
    spread = sum((t - 9.5) ** 2 for t in range(20))

    assert np.mean([np.median(line.se) for line in found]) == pytest.approx(19 * np.sqrt(3 / spread), rel=0.12)


def test_small_places_are_more_uncertain_about_their_change() -> None:
    people = np.geomspace(2_500, 900_000, 290)
    values = np.random.default_rng(2).standard_normal((290, 10)) * np.sqrt(90_000 / people)[:, None]
    found = fitted(values, size=1 / people)
    planted = 9 * np.sqrt(90_000 / people / 82.5)  # Σ (t − 4.5)² over ten years

    assert np.median(found.se[0] / planted) == pytest.approx(1.0, rel=0.1)
    assert found.se[0, :50].mean() > 8 * found.se[0, -50:].mean()


def test_too_few_places_give_lines_without_an_error() -> None:
    found = fitted(np.random.default_rng(3).standard_normal((5, 10)))

    assert np.isfinite(found.change).all()
    assert np.isnan(found.se).all()


def test_lines_without_any_scatter_are_known_exactly() -> None:
    slopes = np.linspace(-2, 2, 50)
    found = fitted(slopes[:, None] * np.arange(10.0))

    assert found.change[0] == pytest.approx(9 * slopes)
    assert found.se[0] == pytest.approx(0.0, abs=1e-9)


def test_where_nobody_has_enough_points_there_is_no_line() -> None:
    found = fitted(np.random.default_rng(4).standard_normal((50, 4)), (2018, 2019, 2020, 2021))

    assert np.isnan([found.change, found.se, found.level]).all()


def test_each_place_has_its_own_fewest_points() -> None:
    values = np.random.default_rng(5).standard_normal((90, 6))
    array = values[None]
    found = lines(
        array,
        np.full(array.shape, True),
        tuple(range(2010, 2016)),
        size=np.full((1, 90), 1e-4),
        pooled=np.arange(90),
        fewest_points=np.where(np.arange(90) < 45, 6, 7),
    )

    assert np.isfinite(found.se[0, :45]).all()
    assert np.isnan(found.se[0, 45:]).all()


def test_short_lines_are_not_asked_what_lasts() -> None:
    """Of four points, residuals are alike or unlike by the line itself: the errors are those of independent ones."""
    values = np.random.default_rng(6).standard_normal((290, 4))
    found = fitted(values, (2018, 2019, 2020, 2021), fewest=4)

    assert np.median(found.se) == pytest.approx(3 * np.sqrt(1 / 5), rel=0.1)


def test_recent_measurements_are_counted_from_each_places_own_latest() -> None:
    """Five years back from 2021 is 2016; the other place was measured last in 2018: from 2013."""
    measured = np.full((2, 12), True)
    measured[1, 9:] = False
    found = recent(measured, YEARS, (), years_back=5)

    assert [np.array(YEARS)[row].tolist() for row in found] == [list(range(2016, 2022)), list(range(2013, 2019))]


def test_nothing_before_a_break_is_recent_unless_all_is() -> None:
    """A break in 2019: one place has only years before it, and keeps those."""
    measured = np.full((2, 12), True)
    measured[1, 9:] = False
    found = recent(measured, YEARS, (2012, 2019), years_back=5)

    assert [np.array(YEARS)[row].tolist() for row in found] == [[2019, 2020, 2021], list(range(2013, 2019))]


def test_each_place_looks_as_far_back_as_its_own_plan_says() -> None:
    found = recent(np.full((2, 12), True), YEARS, (), years_back=np.array([3, 30]))

    assert found.sum(axis=1).tolist() == [4, 12]


def test_the_people_are_those_of_the_last_year_that_has_them() -> None:
    figures = figures_of([[1.0, 2.0, 3.0]], inhabitants=[[100.0, 200.0, nan]])

    assert inverse_of_people(figures)[0, 0] == 1 / 200
    assert size_of(figures)[0, 0] == 1 / 200


def test_counts_scatter_with_the_square_of_the_people() -> None:
    figures = figures_of([[1.0, 2.0]], of=replace(DAYS, averaged=False), inhabitants=200.0)

    assert size_of(figures)[0, 0] == pytest.approx(200**2)
