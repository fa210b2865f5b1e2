"""Projection of a population by age and sex, cohort by cohort, and the migration that a goal requires.

Definitions: Preston SH, Heuveline P, Guillot M (2001), Demography: measuring and modeling population processes,
chapter 6; and Swedish practice, with single ages at 31 December. Populations end with an axis of sexes, women first,
and an axis of ages, the last of them open; leading axes (areas, draws) broadcast.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods._cohorts import Projection, prepared
from riktmarke.methods.estimate import Booleans, Floats, ReasonCode, first_reason, floats, refuse_if_single


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


@dataclass(frozen=True, slots=True, eq=False)
class RequiredMigration:
    """What it takes to be so many in that year; arrays of one shape (...), but for `by_age`.

    Attributes:
        expected: the population of the year with the migration given and nothing more.
        already_reached: whether that is the goal or more; what is required is then nothing, or fewer.
        extra_per_year: how many more people must move in, each year from the first to the last; below 0, how many fewer
            would do.
        by_age: (..., sexes, ages), the same by sex and age at the end of the year.
        factor: how many times as many must move in, all ages and years alike. NaN where nobody moves in.
        net_per_year: net migration in the mean of the years with `extra_per_year`: some of those who come leave again.
        net_per_year_expected: the same with the migration given.
        reason: a `ReasonCode` where extra, factor and net are NaN: fewer than nobody would have to move in.
    """

    expected: Floats
    already_reached: Booleans
    extra_per_year: Floats
    by_age: Floats
    factor: Floats
    net_per_year: Floats
    net_per_year_expected: Floats
    reason: NDArray[np.uint8]


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


def required_migration(
    goal: ArrayLike,
    year: int,
    *,
    base_year: int,
    population: ArrayLike,
    survival: ArrayLike,
    fertility: ArrayLike,
    migration: tuple[ArrayLike, ArrayLike],
    sex_ratio_at_birth: ArrayLike,
    profile: ArrayLike | None = None,
) -> RequiredMigration:
    """Return how many more people must move in each year for the population to be the goal in that year.

    Definition: the convention "swedish" of `project_cohorts` is linear in the people moving in, so the answer is exact:
    extra = (goal - expected) / (what one more mover a year adds: herself, if she is still there, and her children).

    Args:
        goal: inhabitants, (...).
        year: the 31 December on which they are counted.
        base_year: the 31 December of the population given.
        population: as in `project_cohorts`, and so is the rest; an axis of steps holds at least the years between.
        profile: who the extra people are, by sex and age like the people moving in, at any scale; None for the mix of
            those who move in already, in the mean of the years.

    Raises:
        UndefinedMeasure: as in `project_cohorts`; and for one single population, if fewer than nobody would have to
            move in. In arrays such a place is NaN, with a reason code.
        ValueError: as in `project_cohorts`; or for a goal of nobody, a year that does not come after the base year,
            rates for fewer years, or a profile of nobody.
    """
    (goals,) = floats(goal)
    years = year - base_year
    _refuse_goal(goals, year, base_year)

    def ready(people: ArrayLike, moving_in: ArrayLike) -> Projection:
        return prepared(
            people,
            survival,
            fertility,
            (migration[0], moving_in),
            sex_ratio_at_birth=sex_ratio_at_birth,
            convention="swedish",
            step_years=1,
        )

    given = ready(population, migration[1])
    if given.steps is not None and given.steps < years:
        raise ValueError(f"{base_year} to {year} is {years} years, but the rates are for {given.steps}")
    shape = given.population.shape
    inward = np.broadcast_to(given.rates.inward, (len(given.rates.inward), *shape))[:years]
    nobody = np.zeros_like(np.asarray(population, dtype=np.float64))
    who = given.without_sexes(inward.mean(axis=0)) if profile is None else np.asarray(profile)
    if who.ndim > nobody.ndim:
        raise ValueError(f"a profile is the same in all years, without an axis of steps; got {who.shape}")
    extra = ready(nobody, who)
    mix = np.broadcast_to(extra.rates.inward[0], shape)
    if not (mix.sum(axis=(-2, -1)) > 0).all():
        raise ValueError("nobody moves in, so there is no mix of people to have more of: give a profile by sex and age")
    expected, net = _course(given, years)
    added, net_added = _course(extra, years)
    moved, _ = _course(replace(given, population=np.zeros(shape)), years)
    times = (goals - expected) / added
    by_age = times[..., np.newaxis, np.newaxis] * mix
    short = (inward.min(axis=0) + by_age).min(axis=(-2, -1)) < 0
    reason = first_reason(times.shape, (short, ReasonCode.FEWER_THAN_NOBODY))
    inputs = {"goal": goals, "year": year, "extra_per_year": by_age.sum(axis=(-2, -1))}
    refuse_if_single(reason, "The required migration", inputs)
    moved = np.where(moved > 0, moved, np.nan)
    known = np.where(reason, np.nan, 1.0)
    by_age = by_age * known[..., np.newaxis, np.newaxis]
    return RequiredMigration(
        expected=np.broadcast_to(expected, times.shape),
        already_reached=expected >= goals,
        extra_per_year=by_age.sum(axis=(-2, -1)),
        by_age=given.without_sexes(by_age),
        factor=known * (1 + (goals - expected) / moved),
        net_per_year=known * (net + times * net_added),
        net_per_year_expected=np.broadcast_to(net, times.shape),
        reason=reason,
    )


def _refuse_goal(goals: Floats, year: int, base_year: int) -> None:
    if not (goals > 0).all() or not np.isfinite(goals).all():
        raise ValueError(f"a goal is a number of people above 0; got {goals[~((goals > 0) & np.isfinite(goals))][0]:g}")
    if year <= base_year:
        raise ValueError(f"the year of the goal comes after {base_year}, the year of the population; got {year}")


def _course(ready: Projection, years: int) -> tuple[Floats, Floats]:
    # The population of the last year, and net migration a year in the mean.
    population, net = ready.population, np.zeros(ready.population.shape[:-2])
    for step in range(years):
        later, births = ready.after(population, step)
        flows = ready.flows(population, births, step)
        net += (flows.inflow - flows.outflow).sum(axis=(-2, -1))
        population = later
    return population.sum(axis=(-2, -1)), net / years
