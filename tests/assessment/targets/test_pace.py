"""The pace needed, the pace seen, and what others make of them: 10, 9, 8, 7, 6 on the way to 3, worked out by hand."""

import numpy as np
import pytest

from riktmarke.assessment.targets.kinds import Scheme
from riktmarke.assessment.targets.pace import Pace, Point, as_others, pace_needed, pace_seen

FALLING = [Point(2012 + place, 10.0 - place) for place in range(5)]


def test_from_six_to_three_in_three_years_is_one_a_year() -> None:
    """And (3 / 6) ** (1 / 3) - 1 = -0.2063 as compound growth."""
    found = pace_needed(FALLING[-1], threshold=3.0, year=2019)

    assert found is not None
    assert found.per_year == pytest.approx(-1)
    assert found.growth == pytest.approx(-0.2062994740)
    assert (found.first_year, found.last_year) == (2016, 2019)


def test_no_pace_leads_to_a_year_that_is_over() -> None:
    assert pace_needed(FALLING[-1], threshold=3.0, year=2016) is None


def test_a_figure_below_zero_has_a_change_a_year_and_no_growth() -> None:
    found = pace_needed(Point(2020, -4.0), threshold=0.0, year=2024)

    assert found == Pace(1.0, None, 2020, 2024, 1)


def test_the_pace_seen_is_the_median_slope_that_one_odd_year_does_not_move() -> None:
    odd = [*FALLING[:2], Point(2014, 30.0), *FALLING[3:]]

    for points in (FALLING, odd):
        found = pace_seen(points)
        assert found is not None
        assert found.per_year == pytest.approx(-1)
        # the line goes from 10 to 6
        assert found.growth == pytest.approx((6 / 10) ** (1 / 4) - 1)
        assert (found.first_year, found.last_year, found.points) == (2012, 2016, 5)


def test_the_pace_seen_is_that_of_the_latest_ten_years() -> None:
    found = pace_seen([Point(1990, 500.0), *FALLING, Point(2022, 0.0)])

    assert found is not None
    assert (found.first_year, found.points) == (2012, 6)
    assert found.growth is None  # the line ends at nothing


def test_two_measurements_have_no_pace() -> None:
    assert pace_seen(FALLING[:2]) is None


def test_others_judge_each_in_their_own_way() -> None:
    """From 6 in 2016 to 3 in 2019.

    Eurostat from 2012: (6/10)^(1/4) - 1 = -0.120 beside (3/10)^(1/7) - 1 = -0.158, a ratio of 0.76. Open SDG from 2015:
    6/7 - 1 = -0.143 beside (3/7)^(1/4) - 1 = -0.191, 0.75. SDSN from 2015: -1 a year beside -1. Germany from 2012: -1 a
    year for three years reaches 3, and nothing is missing.
    """
    found = as_others(FALLING, threshold=3.0, at_least=False, year=2019)

    assert [(one.scheme, one.category, one.first.year, one.last.year) for one in found] == [
        (Scheme.EUROSTAT, "moderate_progress", 2012, 2016),
        (Scheme.OPEN_SDG, "acceleration_needed", 2015, 2016),
        (Scheme.SDSN, "on_track_or_maintaining", 2015, 2016),
        (Scheme.GERMAN_STRATEGY, "sun", 2012, 2016),
    ]


def test_others_are_silent_where_their_figures_are_missing_or_impossible() -> None:
    assert as_others(FALLING[:1], threshold=3.0, at_least=False, year=2019) == ()
    assert as_others(FALLING, threshold=3.0, at_least=False, year=2016) == ()
    nothing = as_others(FALLING, threshold=0.0, at_least=False, year=2019)  # no compound growth leads to nothing
    assert [one.scheme for one in nothing] == [Scheme.SDSN, Scheme.GERMAN_STRATEGY]
    assert np.isfinite([one.first.value for one in nothing]).all()
