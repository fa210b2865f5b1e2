"""The migration that a goal requires, beside a projection with it, and by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from riktmarke.methods import ReasonCode, UndefinedMeasure, cohort_step, project_cohorts, required_migration

# Ages 0, 1 and 2+; nobody dies, moves out or has children: each who comes stays.
STILL = {
    "base_year": 2022,
    "population": [[100, 100, 100], [100, 100, 100]],
    "survival": 1.0,
    "fertility": 0,
    "migration": (0, [[0, 2, 4], [0, 3, 1]]),
    "sex_ratio_at_birth": 1.06,
}


def municipality(rng: np.random.Generator, *leading: int, steps: int = 16) -> dict[str, object]:
    """Return a population that was made up, with rates that change from year to year."""
    fertility = np.zeros((steps, 101))
    fertility[:, 18:45] = rng.uniform(0.02, 0.1, (steps, 27))
    return {
        "base_year": 2022,
        "population": rng.uniform(20, 110, (*leading, 2, 101)),
        "survival": np.broadcast_to(
            rng.uniform(0.97, 1, (steps, *[1] * len(leading), 2, 102)), (steps, *leading, 2, 102)
        ),
        "fertility": fertility.reshape(steps, *[1] * len(leading), 101),
        "migration": (rng.uniform(0, 0.08, (2, 101)), rng.uniform(1, 7, (steps, *leading, 2, 101))),
        "sex_ratio_at_birth": 1.06,
    }


def in_the_year(given_figures: dict[str, object], inward: np.ndarray) -> np.ndarray:
    """Return the inhabitants in the last year with other people moving in."""
    figures = [given_figures[name] for name in ("population", "survival", "fertility")]
    out = given_figures["migration"][0]
    return project_cohorts(*figures, (out, inward), sex_ratio_at_birth=1.06, convention="swedish")[-1].sum(
        axis=(-2, -1)
    )


def test_where_all_who_come_stay_it_is_the_gap_over_the_years() -> None:
    # 600 people, ten more a year for 16 years: 760. To be 1 000 it takes 240 more, 15 a year: 25 instead of 10.
    found = required_migration(1000, 2038, **STILL)

    assert float(found.expected) == 760
    assert not found.already_reached
    assert float(found.extra_per_year) == pytest.approx(15)
    assert_allclose(found.by_age, [[0, 3, 6], [0, 4.5, 1.5]])
    assert float(found.factor) == pytest.approx(2.5)
    assert float(found.net_per_year) == pytest.approx(25)
    assert float(found.net_per_year_expected) == pytest.approx(10)
    assert int(found.reason) == ReasonCode.DEFINED


def test_where_a_tenth_leave_each_year_it_is_a_geometric_sum() -> None:
    # Of x who come in the middle of a year 0.95 x are there at its end, and 0.9 of them a year later: after three years
    # 0.95 · (1 + 0.9 + 0.81) = 2.5745 for each a year. Of 1 000 at the start 729 are left; to be 1 000 it takes
    # 271 / 2.5745 = 105.263 a year.
    found = required_migration(
        1000,
        2025,
        base_year=2022,
        population=[400.0, 600.0],
        survival=1.0,
        fertility=0,
        migration=([0.1, 0.1], 0),
        sex_ratio_at_birth=1.0,
        profile=[0, 7],
    )

    assert float(found.expected) == pytest.approx(729)
    assert float(found.extra_per_year) == pytest.approx(271 / 2.5745)
    assert_allclose(found.by_age, [0, 271 / 2.5745])
    assert np.isnan(found.factor)
    assert float(found.net_per_year) == pytest.approx(0, abs=1e-9)
    assert float(found.net_per_year_expected) == pytest.approx(-271 / 3)


def test_a_goal_already_reached_needs_fewer() -> None:
    found = required_migration(680, 2038, **STILL)

    assert found.already_reached
    assert float(found.extra_per_year) == pytest.approx(-5)
    assert float(found.factor) == pytest.approx(0.5)


def test_the_goal_that_is_expected_needs_nothing() -> None:
    found = required_migration(760, 2038, **STILL)

    assert found.already_reached
    assert float(found.extra_per_year) == pytest.approx(0, abs=1e-12)
    assert float(found.factor) == pytest.approx(1)


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.floats(0.9, 1.6))
def test_with_what_it_takes_the_goal_is_reached_exactly(seed: int, times: float) -> None:
    figures = municipality(np.random.default_rng(seed))
    inward = figures["migration"][1]
    goal = times * in_the_year(figures, inward)
    found = required_migration(goal, 2038, **figures)

    assert float(in_the_year(figures, inward + found.by_age)) == pytest.approx(goal, rel=1e-10)
    assert float(in_the_year(figures, inward * found.factor)) == pytest.approx(goal, rel=1e-10)
    assert float(found.extra_per_year) == pytest.approx(found.by_age.sum())
    assert (float(found.extra_per_year) > 0) == (times > 1 + 1e-12)


def test_those_who_come_may_be_others_than_those_who_come_today() -> None:
    figures = municipality(np.random.default_rng(5))
    families = np.zeros((2, 101))
    families[:, 2:8] = families[:, 28:40] = 1
    found = required_migration(17_500, 2038, **figures, profile=families)

    inward = figures["migration"][1]
    assert float(in_the_year(figures, inward + found.by_age)) == pytest.approx(17_500)
    assert (found.by_age[families == 0] == 0).all()
    assert np.ptp(found.by_age[families == 1]) == pytest.approx(0, abs=1e-9)


def test_net_migration_is_that_of_the_steps() -> None:
    figures = municipality(np.random.default_rng(8), steps=3)
    found = required_migration(20_000, 2025, **figures)
    population, out, into = figures["population"], *figures["migration"]
    net = 0.0
    for year in range(3):
        step = cohort_step(
            population,
            figures["survival"][year],
            figures["fertility"][year],
            (out, into[year] + found.by_age),
            sex_ratio_at_birth=1.06,
            convention="swedish",
        )
        population = step.population
        net += step.inflow.sum() - step.outflow.sum()

    assert float(found.net_per_year) == pytest.approx(net / 3)


def test_rates_for_more_years_than_asked_for_are_left_alone() -> None:
    figures = municipality(np.random.default_rng(1))
    shorter = {
        **figures,
        "survival": figures["survival"][:5],
        "fertility": figures["fertility"][:5],
        "migration": (figures["migration"][0], figures["migration"][1][:5]),
    }

    long, short = required_migration(15_000, 2027, **figures), required_migration(15_000, 2027, **shorter)
    assert float(long.extra_per_year) == float(short.extra_per_year)


def test_many_draws_and_goals_are_each_one_alone() -> None:
    figures = municipality(np.random.default_rng(3), 2, 5)
    goals = np.array([[12_000], [18_000]])
    found = required_migration(goals, 2038, **figures)

    assert found.extra_per_year.shape == (2, 5)
    assert found.by_age.shape == (2, 5, 2, 101)
    alone = required_migration(
        18_000,
        2038,
        **{
            **figures,
            "population": figures["population"][1, 3],
            "survival": figures["survival"][:, 1, 3],
            "fertility": figures["fertility"][:, 0, 0],
            "migration": (figures["migration"][0], figures["migration"][1][:, 1, 3]),
        },
    )
    for name in ("expected", "extra_per_year", "factor", "net_per_year", "net_per_year_expected", "by_age"):
        assert_allclose(getattr(found, name)[1, 3], getattr(alone, name), rtol=1e-9)


def test_several_goals_for_one_population() -> None:
    found = required_migration([840, 1000, 1160], 2038, **STILL)

    assert_allclose(found.extra_per_year, [5, 15, 25])
    assert found.expected.tolist() == [760, 760, 760]


def test_fewer_than_nobody_cannot_move_in() -> None:
    with pytest.raises(UndefinedMeasure, match="goal = 500") as refused:
        required_migration(500, 2038, **STILL)
    assert refused.value.reason == ReasonCode.FEWER_THAN_NOBODY

    found = required_migration([500, 1000], 2038, **{**STILL, "population": np.full((2, 2, 3), 100.0)})
    assert found.reason.tolist() == [ReasonCode.FEWER_THAN_NOBODY, ReasonCode.DEFINED]
    assert np.isnan([found.extra_per_year[0], found.factor[0], found.net_per_year[0], found.by_age[0, 0, 0]]).all()
    assert found.expected.tolist() == [760, 760]
    assert found.already_reached.tolist() == [True, False]
    assert float(found.extra_per_year[1]) == pytest.approx(15)


@pytest.mark.parametrize(
    ("goal", "year", "changed", "words"),
    [
        (0, 2038, {}, "a goal is a number of people above 0; got 0"),
        (-17_500, 2038, {}, "a goal is a number of people above 0; got -17500"),
        ([17_500, np.nan], 2038, {}, "a goal is a number of people above 0; got nan"),
        (np.inf, 2038, {}, "a goal is a number of people above 0; got inf"),
        (17_500, 2022, {}, "the year of the goal comes after 2022, the year of the population; got 2022"),
        (17_500, 2010, {}, "the year of the goal comes after 2022, the year of the population; got 2010"),
        (17_500, 2038, {"migration": (0, 0)}, "nobody moves in, so there is no mix"),
        (17_500, 2038, {"profile": np.zeros((2, 3))}, "nobody moves in, so there is no mix"),
        (17_500, 2038, {"profile": np.zeros(3)}, "people moving in has the shape (..., 2, 3)"),
        (
            17_500,
            2038,
            {"profile": np.ones((16, 2, 3))},
            "a profile is the same in all years, without an axis of steps",
        ),
        (17_500, 2038, {"survival": np.ones((9, 2, 4))}, "2022 to 2038 is 16 years, but the rates are for 9"),
        (17_500, 2038, {"migration": (2, 0)}, "risk of moving out = 2."),
    ],
)
def test_what_is_no_question_is_told(goal: object, year: int, changed: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011, the words are compared below
        required_migration(goal, year, **{**STILL, **changed})

    assert words in str(refused.value)
