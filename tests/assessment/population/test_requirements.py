"""What a goal takes: the scenario it names leads there, and the pace is set beside what was ever seen."""

import numpy as np
import pytest

from riktmarke.assessment.population import PopulationProjections, Scenario
from riktmarke.assessment.population.figures import PopulationFigures
from riktmarke.assessment.population.requirements import best_stretches, sustained
from riktmarke.vocabulary.errors import NoAnswer
from tests.assessment.population import making

AREA, YEAR = making.AREAS[5], making.TRUE_TO


def test_as_many_more_as_it_takes_lead_to_the_goal(projections: PopulationProjections) -> None:
    goal = 1.1 * projections.outlook(AREA).middle.total[-1]
    takes = projections.what_it_takes(AREA, goal, YEAR)

    assert not takes.already_reached
    reached = projections.outlook(AREA, Scenario(inflow_factor=takes.inflow_factor)).middle
    assert reached.total[-1] == pytest.approx(goal, rel=1e-4)
    assert np.mean(reached.inflow - reached.outflow) == pytest.approx(takes.net_per_year, rel=0.03)
    assert takes.extra_by_band.sum() == pytest.approx(takes.extra_inflow_per_year)
    assert takes.expected == pytest.approx(projections.outlook(AREA).middle.total[-1], rel=1e-5)


def test_a_goal_below_what_is_expected_is_reached_already_and_takes_fewer(projections: PopulationProjections) -> None:
    takes = projections.what_it_takes(AREA, 0.99 * projections.outlook(AREA).middle.total[-1], YEAR)
    assert takes.already_reached
    assert takes.extra_inflow_per_year < 0


def test_a_goal_that_fewer_than_nobody_would_have_to_move_in_for_is_refused(
    projections: PopulationProjections,
) -> None:
    with pytest.raises(NoAnswer, match="fewer than nobody"):
        projections.what_it_takes(AREA, 100, YEAR)


def test_the_best_stretch_is_the_years_on_end_with_the_highest_mean() -> None:
    """Gains 2001-2012: 0 0 9 0 0, 5 5 5 5 5, 1 1: the best five are 2006-2010, the best ten 2003-2012."""
    gained = np.array([0, 0, 9, 0, 0, 5, 5, 5, 5, 5, 1, 1], dtype=float)

    five, ten = best_stretches(gained, tuple(range(2001, 2013)))

    assert (five.years, five.last_year, five.per_year) == (5, 2010, 5)
    assert (ten.years, ten.last_year, ten.per_year) == (10, 2012, 3.6)


def test_years_without_a_figure_make_no_stretch() -> None:
    gained = np.array([np.nan, 1, 2, 3, 4, 5])
    assert [stretch.per_year for stretch in best_stretches(gained, tuple(range(6)))] == [3]
    assert best_stretches(gained[:4], (0, 1, 2, 3)) == ()
    assert best_stretches(np.full(5, np.nan), (0, 1, 2, 3, 4)) == ()


def test_those_who_kept_the_pace_are_counted_once_among_those_of_their_size(truth: making.Truth) -> None:
    """Three municipalities of 10 000-20 000: one grows by 2 per cent a year for four years, one by 1, one not."""
    figures = making.figures(truth)
    years = np.arange(len(figures.years))
    figures.population[:] = 1_000.0
    figures.population[0] = 12_000 * 1.02 ** np.minimum(years, 4)
    figures.population[1] = 12_000 * 1.01**years
    figures.population[2] = 12_000.0

    found = sustained(figures, 2, 0.019, 4, until=figures.last_year)

    assert (found.smallest, found.largest, found.municipalities) == (10_000, 20_000, 3)
    assert found.kept_it == (making.AREAS[0],)
    assert len(sustained(figures, 2, 0.0099, 4, until=figures.last_year).kept_it) == 2
    assert sustained(figures, 2, 0.019, 5, until=figures.last_year).kept_it == ()


def test_the_largest_class_has_no_upper_end(invented: PopulationFigures) -> None:
    people = invented.population.copy()
    invented.population[:] = 150_000.0
    try:
        assert sustained(invented, 0, 0.01, 3, until=invented.last_year).largest is None
    finally:
        invented.population[:] = people
