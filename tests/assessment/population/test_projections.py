"""Projections: the arithmetic of `methods.projection`, what is true in an invented country, what must always hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riktmarke.assessment.population import QUANTILES, PopulationProjections, Scenario
from riktmarke.assessment.population.bands import by_band
from riktmarke.assessment.population.cohorts import Factors, Schedules, run_paths, singles
from riktmarke.assessment.population.standards import BOYS_PER_GIRL
from riktmarke.methods import project_cohorts
from riktmarke.vocabulary.errors import NoAnswer, UnknownArea
from tests.assessment.population import making

AREA = making.AREAS[5]
YEAR = making.TRUE_TO


def test_draws_follow_the_arithmetic_of_the_swedish_convention() -> None:
    rng = np.random.default_rng(7)
    years, draws = 12, 3
    start, inward = rng.uniform(0, 90, (2, 101, draws)), rng.uniform(0, 8, (2, 101))
    death, outward = np.sort(rng.uniform(0, 0.5, (2, 102)), axis=1), rng.uniform(0, 0.25, (2, 101))
    fertility = np.zeros(101)
    fertility[15:50] = rng.uniform(0, 0.12, 35)
    of_births, of_moves = rng.uniform(0.8, 1.2, (years, draws)), rng.uniform(0.8, 1.2, (years, draws))
    factors = Factors(
        singles(of_births),
        singles(np.ones((years, 2, 6, draws))),
        singles(of_moves[:, None, None] * np.ones((1, 2, 6, 1))),
        singles(of_moves[:, None, None] * np.ones((1, 2, 6, 1))),
    )
    schedules = Schedules(
        singles(start),
        singles(np.broadcast_to(death[None, ..., None], (years, 2, 102, 1))),
        singles(fertility[:, None]),
        singles(outward[..., None]),
        singles(inward[..., None]),
    )

    found = run_paths(schedules, factors)

    expected = project_cohorts(
        np.moveaxis(start, -1, 0),
        1 - death,
        of_births[..., None] * fertility,
        (of_moves[..., None, None] * outward, of_moves[..., None, None] * inward),
        sex_ratio_at_birth=BOYS_PER_GIRL,
        convention="swedish",
    )
    assert np.allclose(np.moveaxis(found.last, -1, 0), expected[-1], rtol=1e-4, atol=1e-3)
    assert np.allclose(found.bands, np.moveaxis(by_band(expected), 1, -1), rtol=1e-4)


def test_where_rates_never_change_the_projection_says_what_comes(
    truth: making.Truth, projections: PopulationProjections
) -> None:
    true = truth.population[:, making.LAST - making.FIRST :].sum((2, 3))
    for place, area in enumerate(making.AREAS):
        outlook = projections.outlook(area)
        assert outlook.middle.total == pytest.approx(true[place], rel=0.012)
        assert outlook.total[1, -1] < true[place, -1] < outlook.total[5, -1]


def test_the_middle_path_adds_up_every_year(projections: PopulationProjections) -> None:
    middle = projections.outlook(AREA, Scenario(inflow_factor=1.2, fertility_factor=0.9)).middle

    next_year = middle.total[:-1] + middle.births - middle.deaths + middle.inflow - middle.outflow
    assert middle.total[1:] == pytest.approx(next_year, rel=1e-5)
    assert middle.bands.sum((1, 2)) == pytest.approx(middle.total)


def test_quantiles_are_ordered_and_start_at_what_was_observed(projections: PopulationProjections) -> None:
    outlook = projections.outlook(AREA)

    for fan in (outlook.total, outlook.women, outlook.men, outlook.births, outlook.net_moves, *outlook.bands):
        assert len(fan) == len(QUANTILES)
        assert (np.diff(fan, axis=0) >= 0).all()
    observed = projections.figures.population[5, -1]
    assert outlook.total[:, 0] == pytest.approx([observed] * len(QUANTILES), rel=1e-5)
    width = outlook.total[5] - outlook.total[1]
    assert width[0] < width[2] < width[-1]


def test_the_middle_of_the_draws_is_near_the_middle_path(projections: PopulationProjections) -> None:
    outlook = projections.outlook(making.AREAS[-1])
    assert outlook.total[3, -1] == pytest.approx(outlook.middle.total[-1], rel=0.02)


def test_a_goal_is_less_likely_the_higher_it_is(projections: PopulationProjections) -> None:
    outlook = projections.outlook(AREA)
    chances = [outlook.probability(goal, YEAR) for goal in (1, 20_000, 24_000, 27_000, 90_000)]

    assert chances[0] == 1
    assert chances[-1] == 0
    assert chances == sorted(chances, reverse=True)
    below = outlook.probability(20_000, YEAR, at_least=False)
    assert below == pytest.approx(1 - outlook.probability(20_000, YEAR), abs=0.01)


def test_what_makes_it_uncertain_is_told_by_what_it_is_about(projections: PopulationProjections) -> None:
    drivers = projections.outlook(AREA, drivers=True).drivers

    assert set(drivers) == {"country_moves", "own_moves", "births", "deaths"}
    assert all((share >= 0).all() for share in drivers.values())
    assert sum(share[-1] for share in drivers.values()) == pytest.approx(1, abs=0.25)
    assert drivers["own_moves"][0] > drivers["births"][0]
    assert projections.outlook(AREA).drivers == {}


@settings(max_examples=15)
@given(st.floats(0.3, 2.5), st.floats(0.3, 2.5), st.floats(0.3, 2.5))
def test_no_draw_ends_lower_when_more_move_in_more_are_born_or_fewer_leave(
    projections: PopulationProjections, inflow: float, fertility: float, outflow: float
) -> None:
    given_ = projections.outlook(
        AREA, Scenario(inflow_factor=inflow, fertility_factor=fertility, outflow_factor=outflow)
    )
    for more in (
        Scenario(inflow_factor=inflow + 0.1, fertility_factor=fertility, outflow_factor=outflow),
        Scenario(inflow_factor=inflow, fertility_factor=fertility + 0.1, outflow_factor=outflow),
        Scenario(inflow_factor=inflow, fertility_factor=fertility, outflow_factor=outflow - 0.1),
    ):
        better = projections.outlook(AREA, more)
        assert (better.totals >= given_.totals * (1 - 1e-6)).all()
        assert better.probability(20_000, YEAR) >= given_.probability(20_000, YEAR)


def test_a_scenario_in_persons_or_children_is_what_it_says(projections: PopulationProjections) -> None:
    outlook = projections.outlook(AREA, Scenario(inflow_per_year=1234.0))
    assert outlook.middle.inflow == pytest.approx([1234.0] * 8, rel=1e-5)

    expected = projections.children_per_woman(AREA)
    twice = projections.outlook(AREA, Scenario(children_per_woman=2 * expected))
    as_expected = projections.outlook(AREA)
    assert twice.middle.births[0] == pytest.approx(2 * as_expected.middle.births[0], rel=0.01)
    assert projections.outlook(AREA, Scenario(children_per_woman=expected)).middle.total == pytest.approx(
        as_expected.middle.total, rel=1e-5
    )


def test_the_same_question_has_the_same_answer(invented: object, projections: PopulationProjections) -> None:
    again = PopulationProjections(projections.figures, last_year=making.TRUE_TO, draws=300)
    assert np.array_equal(again.outlook(AREA).totals, projections.outlook(AREA).totals)


@pytest.mark.parametrize(
    ("scenario", "message"),
    [
        ({"inflow_per_year": -1.0}, "inflow_per_year = -1"),
        ({"children_per_woman": 9.0}, "children_per_woman = 9"),
        ({"outflow_factor": float("nan")}, "outflow_factor = nan"),
        ({"inflow_per_year": float("inf")}, "inflow_per_year = inf"),
    ],
)
def test_an_impossible_scenario_is_refused_with_the_number_that_is(scenario: dict[str, float], message: str) -> None:
    with pytest.raises(NoAnswer, match=message):
        Scenario(**scenario)


def test_a_scenario_that_empties_a_cohort_names_it_and_the_largest_factor(projections: PopulationProjections) -> None:
    with pytest.raises(NoAnswer, match=r"(?s)every (woman|man) who turns 2\d leaves .* a factor below") as raised:
        projections.outlook(AREA, Scenario(outflow_factor=10))

    largest = float(str(raised.value).split("a factor below ")[1].split()[0])
    assert projections.outlook(AREA, Scenario(outflow_factor=largest - 0.1)).middle.total[-1] > 0


@pytest.mark.parametrize("goal", [0, -5, float("nan"), float("inf")])
def test_a_goal_is_a_number_of_people(projections: PopulationProjections, goal: float) -> None:
    with pytest.raises(NoAnswer, match="a number of people above 0"):
        projections.outlook(AREA).probability(goal, YEAR)
    with pytest.raises(NoAnswer, match="a number of people above 0"):
        projections.what_it_takes(AREA, goal, YEAR)


def test_a_year_that_is_past_or_beyond_the_projection_is_refused(projections: PopulationProjections) -> None:
    with pytest.raises(NoAnswer, match="observed up to 2012"):
        projections.outlook(AREA).probability(20_000, 2012)
    with pytest.raises(NoAnswer, match="ends in 2020"):
        projections.outlook(AREA).probability(20_000, 2021)
    with pytest.raises(NoAnswer, match="observed up to 2012"):
        projections.what_it_takes(AREA, 20_000, 2010)


def test_where_figures_are_as_late_as_the_end_there_is_nothing_to_project(projections: PopulationProjections) -> None:
    with pytest.raises(NoAnswer, match="observed up to 2012, and projections end in 2012"):
        PopulationProjections(projections.figures, last_year=2012).outlook(AREA)


def test_a_region_is_not_projected(projections: PopulationProjections) -> None:
    with pytest.raises(UnknownArea, match="'0091'"):
        projections.outlook("0091")
