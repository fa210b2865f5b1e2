"""What holds of every projection by cohort, on figures that hypothesis makes up."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from riktmarke.methods import CohortStep, UndefinedMeasure, cohort_step, project_cohorts


@dataclass(frozen=True)
class Case:
    """Everything that one step is given."""

    population: np.ndarray
    survival: np.ndarray
    fertility: np.ndarray
    migration: np.ndarray | tuple[np.ndarray, np.ndarray]
    ratio: float
    convention: str
    years: float

    def step(self, **changed: object) -> CohortStep:
        """Return the step, with other figures for some of them."""
        names = ("population", "survival", "fertility", "migration")
        figures = [changed.get(name, getattr(self, name)) for name in names]
        return cohort_step(*figures, sex_ratio_at_birth=self.ratio, convention=self.convention, step_years=self.years)


@st.composite
def swedish_cases(draw: Callable[..., object]) -> Case:
    """Any population, with any risks: nothing that may be is refused."""
    ages, sexes = draw(st.integers(2, 5)), draw(st.integers(1, 2))
    share, people = st.floats(0, 1), st.floats(0, 1e6)
    fertility = draw(arrays(float, ages, elements=st.floats(0, 3)))
    fertility[0] = 0
    return Case(
        draw(arrays(float, (sexes, ages), elements=people)),
        draw(arrays(float, (sexes, ages + 1), elements=share)),
        fertility,
        (draw(arrays(float, (sexes, ages), elements=share)), draw(arrays(float, (sexes, ages), elements=people))),
        draw(st.floats(0.5, 2)),
        "swedish",
        1,
    )


@st.composite
def preston_cases(draw: Callable[..., object]) -> Case:
    """Groups of one or five years whose net rates leave somebody in each of them."""
    ages, sexes = draw(st.integers(2, 5)), draw(st.integers(1, 2))
    return Case(
        draw(arrays(float, (sexes, ages), elements=st.floats(1e3, 2e3))),
        draw(arrays(float, (sexes, ages + 1), elements=st.floats(0.5, 1))),
        draw(arrays(float, ages, elements=st.floats(0.1, 0.5))),
        draw(arrays(float, (sexes, ages), elements=st.floats(-0.05, 1))),
        draw(st.floats(0.5, 2)),
        "preston",
        draw(st.sampled_from([1, 5])),
    )


cases = st.one_of(swedish_cases(), preston_cases())


def a_step_older(population: np.ndarray) -> np.ndarray:
    """Return the population by the age its people will have, with nobody in the first age."""
    older = np.zeros_like(population)
    older[..., 1:] = population[..., :-1]
    older[..., -1] += population[..., -1]
    return older


@settings(max_examples=25)
@given(cases)
def test_every_cohort_is_those_before_and_born_less_the_dead_with_the_moves(case: Case) -> None:
    found = case.step()
    born = np.zeros_like(case.population)
    born[..., 0] = found.births

    expected = a_step_older(case.population) + born - found.deaths + found.inflow - found.outflow
    scale = case.population.max() + found.births.max() + found.inflow.max() + 1
    assert_allclose(found.population, expected, rtol=1e-9, atol=1e-9 * scale)


@settings(max_examples=25)
@given(cases)
def test_nothing_is_below_zero_and_flows_are_no_larger_than_those_they_happen_to(case: Case) -> None:
    found = case.step()

    for figures in (found.population, found.births, found.deaths, found.inflow, found.outflow):
        assert (figures >= 0).all()
    at_risk = a_step_older(case.population) + found.inflow
    at_risk[..., 0] += found.births
    assert (found.deaths <= at_risk * (1 + 1e-9) + 1e-9).all()


@settings(max_examples=25)
@given(swedish_cases())
def test_deaths_and_moves_are_never_more_than_the_cohort(case: Case) -> None:
    found = case.step()
    there = a_step_older(case.population) + found.inflow
    there[..., 0] += found.births

    assert (found.deaths + found.outflow <= there * (1 + 1e-9) + 1e-9).all()
    assert (found.inflow == case.migration[1]).all()


@settings(max_examples=25)
@given(cases, st.floats(0.01, 100))
def test_twice_the_people_are_twice_the_people_later(case: Case, times: float) -> None:
    moves = case.migration
    migration = (moves[0], moves[1] * times) if isinstance(moves, tuple) else moves
    found, larger = case.step(), case.step(population=case.population * times, migration=migration)

    for name in ("population", "births", "deaths", "inflow", "outflow"):
        assert_allclose(getattr(larger, name), getattr(found, name) * times, rtol=1e-9, atol=1e-9)


@settings(max_examples=25)
@given(cases, st.data())
def test_a_country_is_the_sum_of_its_parts_when_rates_are_equal(case: Case, data: st.DataObject) -> None:
    shares = data.draw(arrays(float, (3, *case.population.shape), elements=st.floats(0.1, 1)))
    shares /= shares.sum(axis=0)
    moves = case.migration
    if isinstance(moves, tuple):
        migration: object = (moves[0], shares[::-1] * moves[1])
    else:
        # Net rates of a population that is spread out in other ways stay the rates of each of its parts.
        migration = moves
    try:
        parts = case.step(population=shares * case.population, migration=migration)
    except UndefinedMeasure:
        # A small part may lose more than it has, which a large country does not.
        assert case.convention == "preston"
        return
    whole = case.step()

    for name in ("population", "births", "deaths", "inflow", "outflow"):
        assert_allclose(getattr(parts, name).sum(axis=0), getattr(whole, name), rtol=1e-9, atol=1e-6)


@settings(max_examples=25)
@given(cases)
def test_a_closed_population_without_births_only_shrinks(case: Case) -> None:
    nobody = np.zeros_like(case.population)
    closed = (nobody, nobody) if case.convention == "swedish" else nobody
    population = case.population
    for _ in range(3):
        found = case.step(population=population, fertility=np.zeros_like(case.fertility), migration=closed)
        assert (found.population <= a_step_older(population)).all()
        assert (found.births == 0).all()
        assert (found.inflow == 0).all()
        assert (found.outflow == 0).all()
        population = found.population


@settings(max_examples=25)
@given(cases)
def test_boys_are_so_many_per_girl_born_and_no_man_makes_a_child(case: Case) -> None:
    found = case.step()

    if len(case.population) == 2:
        assert found.births[1] == pytest.approx(found.births[0] * case.ratio, rel=1e-9)
        fewer = case.population * np.array([[1.0], [0.5]])
        moves = case.migration
        kept = moves if isinstance(moves, tuple) else np.maximum(moves, 0)
        assert_allclose(
            case.step(population=fewer, migration=kept).births, case.step(migration=kept).births, rtol=1e-12
        )


@settings(max_examples=25)
@given(swedish_cases(), st.data())
def test_more_people_moving_in_are_never_fewer_later(case: Case, data: st.DataObject) -> None:
    out, into = case.migration
    more = into + data.draw(arrays(float, into.shape, elements=st.floats(0, 1e4)))
    found, larger = case.step(), case.step(migration=(out, more))

    assert (larger.population >= found.population * (1 - 1e-12)).all()
    assert (larger.births >= found.births * (1 - 1e-12)).all()


@settings(max_examples=25)
@given(swedish_cases(), st.floats(0, 3))
def test_a_projection_is_linear_in_the_people_and_in_those_moving_in(case: Case, times: float) -> None:
    out, into = case.migration
    nobody = np.zeros_like(case.population)
    of_people = case.step(migration=(out, nobody)).population
    of_movers = case.step(population=nobody).population

    both = case.step(migration=(out, times * into)).population
    assert_allclose(both, of_people + times * of_movers, rtol=1e-9, atol=1e-6)


@settings(max_examples=25)
@given(cases, st.integers(1, 4))
def test_the_same_rates_for_all_steps_are_the_step_again_and_again(case: Case, steps: int) -> None:
    survival = np.stack([case.survival] * steps)
    moves = case.migration if isinstance(case.migration, tuple) else np.maximum(case.migration, 0)
    how = {"sex_ratio_at_birth": case.ratio, "convention": case.convention, "step_years": case.years}
    path = project_cohorts(case.population, survival, case.fertility, moves, **how)

    assert path.shape == (steps + 1, *case.population.shape)
    for before, after in pairwise(path):
        assert (project_cohorts(before, case.survival, case.fertility, moves, **how) == after).all()
