"""Projection of a population by age and sex, cohort by cohort, and the migration that a goal requires.

Definitions: Preston SH, Heuveline P, Guillot M (2001), Demography: measuring and modeling population processes,
chapter 6; and Swedish practice, with single ages at 31 December. Populations end with an axis of sexes, women first,
and an axis of ages, the last of them open; leading axes (areas, draws) broadcast.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from riktmarke.methods._cohorts import prepared
from riktmarke.methods.estimate import Floats


@dataclass(frozen=True, slots=True, eq=False)
class CohortStep:
    """One step of a projection and what it is made of.

    Deaths and moves stand by age at the end of the step, as the population does: for each cohort
    population = those a step younger at the start + births - deaths + inflow - outflow, where births are the cohort of
    the first age and no other.

    Attributes:
        population: (..., sexes, ages) at the end of the step.
        births: (..., sexes), girls first.
        deaths: (..., sexes, ages).
        inflow: (..., sexes, ages), people who moved in. In the convention "preston" only net movers are known: those of
            cohorts, in each half of the step, that gained by moving.
        outflow: (..., sexes, ages), people who moved out; in "preston" those of cohorts that lost by moving.
    """

    population: Floats
    births: Floats
    deaths: Floats
    inflow: Floats
    outflow: Floats


def project_cohorts(
    population: ArrayLike,
    survival: ArrayLike,
    fertility: ArrayLike,
    migration: ArrayLike | tuple[ArrayLike, ArrayLike],
    *,
    sex_ratio_at_birth: ArrayLike,
    convention: str,
    step_years: float = 1,
) -> Floats:
    """Return the population a step later, or at every step.

    Rates without an axis of steps are for one step: the result has the shape of the population. Where any of them has
    one axis more in front than the population has leading axes, that axis is the steps; the rates without it hold for
    all steps, and the result is (steps + 1, ..., sexes, ages) with the population given first.

    Convention "preston", steps as long as the age groups are wide (n = step_years), g = net migration in the step as a
    share of the population at its start, s_x = survival from group x - n to x, F = children a year per woman:
        movers: half of them, g P / 2, come before survival and half after: exposed E_x = P_x (1 + g_x / 2);
            P'_x = E_(x-n) s_x + g_x P_x / 2, and the open group has also its own survivors.
        births: B = n / 2 · sum of (F_x + F_(x+n) s_(x+n)) E_x over women; girls B / (1 + boys per girl), boys the rest.
        first group: births of the sex · survival from birth + g_0 P_0 / 2.

    Convention "swedish", single ages at 31 December and steps of a year. Everything stands by age at the end of the
    year; d = 1 - survival, u = the risk of moving out, I = people moving in, S = the cohort at the start, or born:
        those who were there run both risks through the year, each half of the time that the other takes away: deaths
            d (1 - u/2) S, out-movers u (1 - d/2) S, left (1 - d)(1 - u) S.
        those who come do so on average in the middle of it and run half of each risk: deaths d/2 (1 - u/4) I,
            out-movers u/2 (1 - d/4) I, left (1 - d/2)(1 - u/2) I.
        births: B = sum of F_x times the mean number of women of the cohort that is x at the end of the year, (those at
            the start + those at the end) / 2.

    Args:
        population: (..., sexes, ages), women first; or (ages), or (..., 1, ages), for women only.
        survival: (..., sexes, ages + 1): from birth to the first age, from each age to the next, and last of the open
            group itself. For women only (ages + 1).
        fertility: (..., ages), women's; children of both sexes a year per woman.
        migration: "preston": (..., sexes, ages) net rates. "swedish": the pair (risks of moving out, people moving in),
            both (..., sexes, ages). 0 for none.
        sex_ratio_at_birth: boys per girl, (...).
        convention: "preston" or "swedish".
        step_years: length of a step and width of an age group; 1 in "swedish".

    Raises:
        UndefinedMeasure: if a number is missing or infinite, a population, fertility or people moving in are below
            zero, a survival or risk lies outside 0 to 1, or more people leave a cohort than it holds: the cell is told.
        ValueError: for shapes that do not go together, or a convention that does not exist.
    """
    ready = prepared(
        population,
        survival,
        fertility,
        migration,
        sex_ratio_at_birth=sex_ratio_at_birth,
        convention=convention,
        step_years=step_years,
    )
    if ready.steps is None:
        return ready.without_sexes(ready.after(ready.population, 0)[0])
    path = np.empty((ready.steps + 1, *ready.population.shape))
    path[0] = ready.population
    for step in range(ready.steps):
        path[step + 1] = ready.after(path[step], step)[0]
    return ready.without_sexes(path)


def cohort_step(
    population: ArrayLike,
    survival: ArrayLike,
    fertility: ArrayLike,
    migration: ArrayLike | tuple[ArrayLike, ArrayLike],
    *,
    sex_ratio_at_birth: ArrayLike,
    convention: str,
    step_years: float = 1,
) -> CohortStep:
    """Return one step of `project_cohorts` with its births, deaths and moves by cohort.

    Args:
        population: as in `project_cohorts`, and so is the rest; without an axis of steps.

    Raises:
        UndefinedMeasure: as in `project_cohorts`.
        ValueError: as in `project_cohorts`, or for rates with an axis of steps.
    """
    ready = prepared(
        population,
        survival,
        fertility,
        migration,
        sex_ratio_at_birth=sex_ratio_at_birth,
        convention=convention,
        step_years=step_years,
    )
    if ready.steps is not None:
        raise ValueError("cohort_step takes the rates of one step, without an axis of steps: call it step by step")
    later, births = ready.after(ready.population, 0)
    flows = ready.flows(ready.population, births, 0)
    by_age = [ready.without_sexes(figures) for figures in (later, flows.deaths, flows.inflow, flows.outflow)]
    return CohortStep(by_age[0], ready.without_sexes(births, -1), *by_age[1:])
