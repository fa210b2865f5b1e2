"""Schedules of the whole country by age: survival, fertility, and the ages at which people move.

Survival and fertility are observed. So are the ages of those who cross the country's border. The ages of those who move
between municipalities are published in no file here and are *assumed*: a model schedule of Rogers and Castro (1981),
with its peak when people leave their parents' home, a second slope of small children who follow their parents, and a
level that remains; its level is set so that all moves add up to the observed.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from riktmarke.assessment.population.bands import AGES
from riktmarke.methods.estimate import Floats
from riktmarke.statistics.population import MOTHERS_AGES, PopulationTables

BOYS_PER_GIRL: Final = 1.057  # Sweden 2000-2021, all births
YEARS_OF_SHAPE: Final = 3  # mortality and fertility by age are means of so many years
YEARS_OF_MOVES: Final = 3
IMPROVEMENT_YEARS: Final = 20
FEWEST_YEARS: Final = 5  # apart, for a fall of mortality to be told from chance
# Mortality is taken to fall as fast as it has by age; no slower than not at all, no faster than 2.5 per cent a year.
FASTEST_IMPROVEMENT: Final = 0.025
# Rogers and Castro's parameters per sex (women, men): the peak's age, its height against the level that remains.
PEAK_AGE: Final = (19.2, 20.2)
PEAK_HEIGHT: Final = (0.30, 0.27)
ASCENT, DESCENT = 0.55, 0.09
CHILDREN, CHILDREN_DESCENT, REMAINS = 0.065, 0.12, 0.010


@dataclass(frozen=True, slots=True, eq=False)
class Standards:
    """The country's schedules as they were known at the end of a year, by age at the end of a year.

    Attributes:
        survival: (sexes, ages + 1), as `methods.project_cohorts` takes it.
        improvement: (ages + 1,), by how much the logarithm of mortality falls a year, at least 0.
        fertility: (ages,), children a year per woman.
        inward: (sexes, ages), share of all who move to a municipality; adds up to 1.
        outward: (sexes, ages), risk of moving from a municipality within a year.
    """

    survival: Floats
    improvement: Floats
    fertility: Floats
    inward: Floats
    outward: Floats


@dataclass(frozen=True)
class Country:
    """The country, of which `standards` tells what was known at the end of a year."""

    tables: PopulationTables

    @cached_property
    def survival(self) -> dict[int, Floats]:
        """Survival by year, each (sexes, ages + 1): by cohort where deaths are published so, else from mortality."""
        return {**_survival_by_age(self.tables), **_survival_by_cohort(self.tables)}

    def standards(self, year: int, *, moves: float) -> Standards:
        """Return the country's schedules as known at the end of `year`.

        Args:
            year: nothing later is looked at, but for the ages of border-crossers, which are known since 2001.
            moves: all moves from municipalities in a year, those that leave the country included: sets the level.
        """
        known = sorted(y for y in self.survival if y <= year)
        inward, outward = _moves(self.tables, year, moves)
        return Standards(
            survival=1 - np.mean([1 - self.survival[y] for y in known[-YEARS_OF_SHAPE:]], axis=0),
            improvement=_improvement(self.survival, known),
            fertility=_fertility(self.tables, year),
            inward=inward,
            outward=outward,
        )


def _survival_by_age(tables: PopulationTables) -> dict[int, Floats]:
    # From deaths by age on the day of death: a cohort is for half the year one age, for half the next.
    found, mortality = {}, tables.mortality
    rates = mortality.deaths / np.maximum(mortality.mean_population, 1)
    for year, rate in zip(mortality.years, rates, strict=True):
        survival = np.empty((2, AGES + 1))
        survival[:, 0] = np.exp(-0.9 * rate[:, 0])  # nearly all who die in their first year do so soon after birth
        survival[:, 1:AGES] = np.exp(-(rate[:, :-1] + rate[:, 1:]) / 2)
        survival[:, AGES] = np.exp(-rate[:, -1])
        found[year] = survival
    return found


def _survival_by_cohort(tables: PopulationTables) -> dict[int, Floats]:
    found, national, by_age = {}, tables.national, _survival_by_age(tables)
    births = national.births.sum(-1)
    for t in range(1, national.observed_years):
        before = np.concatenate([births[t][:, None], national.population[t - 1]], axis=1)
        movers = (national.immigration[t] - national.emigration[t]) / 2
        exposed = np.maximum(before[:, :AGES] + movers, 1)
        exposed[:, -1] += before[:, -1]
        survival = np.empty((2, AGES + 1))
        survival[:, :AGES] = 1 - np.clip(national.deaths[t] / exposed, 0, 1)
        # Those who turn 100 and the older are one group in the source: its risk is shared as in the other table.
        risks = 1 - by_age[min(max(national.years[t], min(by_age)), max(by_age))][:, -2:]
        weight = before[:, -2:] / np.maximum(before[:, -2:].sum(1, keepdims=True), 1)
        level = (1 - survival[:, AGES - 1]) / np.maximum((weight * risks).sum(1), 1e-9)
        survival[:, -2:] = 1 - np.clip(risks * level[:, None], 0, 1)
        found[national.years[t]] = survival
    return found


def _improvement(by_year: dict[int, Floats], known: list[int]) -> Floats:
    # The fall of mortality over twenty years in groups of ages wide enough to be free of chance.
    latest, earliest = known[-5:], known[-IMPROVEMENT_YEARS - 5 :][:5]
    apart = float(np.mean(latest) - np.mean(earliest))
    falls = np.zeros(AGES + 1)
    if apart < FEWEST_YEARS:
        return falls
    now, then = (-np.log(np.mean([by_year[y] for y in years], axis=0)).mean(0) for years in (latest, earliest))
    for first, last in ((0, 20), (20, 50), (50, 65), (65, 75), (75, 85), (85, 95), (95, AGES + 1)):
        part = slice(first, last)
        falls[part] = np.log(then[part].sum() / now[part].sum()) / apart
    return np.clip(falls, 0, FASTEST_IMPROVEMENT)


def _fertility(tables: PopulationTables, year: int) -> Floats:
    rates = []
    national, county = tables.national, tables.county
    mothers = slice(MOTHERS_AGES[0], MOTHERS_AGES[-1] + 1)
    before = slice(MOTHERS_AGES[0] - 1, MOTHERS_AGES[-1])
    for y in range(year, year - 30, -1):
        if y in national.years[1 : national.observed_years]:
            t = national.years.index(y)
            women, births = national.population[:, 0], national.births[t].sum(0)
        elif y in county.years[1:]:
            t = county.years.index(y)
            women, births = county.population[:, t - 1 : t + 1, 0].sum(0), county.births[:, t].sum((0, 1))
            t = 1
        else:
            continue
        rates.append(births / ((women[t - 1, before] + women[t, mothers]) / 2))
        if len(rates) == YEARS_OF_SHAPE:
            break
    fertility = np.zeros(AGES)
    fertility[mothers] = np.mean(rates, axis=0)
    return fertility


def model_schedule() -> Floats:
    """Return the assumed ages of moves between municipalities, (sexes, ages), up to a factor."""
    age = np.arange(AGES) - 0.5  # the mean exact age during the year at whose end one is so old
    peaks = [
        height * np.exp(-DESCENT * (age - peak) - np.exp(-ASCENT * (age - peak)))
        for peak, height in zip(PEAK_AGE, PEAK_HEIGHT, strict=True)
    ]
    schedule: Floats = np.stack(peaks) + CHILDREN * np.exp(-CHILDREN_DESCENT * np.maximum(age, 0)) + REMAINS
    schedule[:, 0] /= 2  # the newborn are there for half a year
    return schedule


def _moves(tables: PopulationTables, year: int, moves: float) -> tuple[Floats, Floats]:
    national = tables.national
    last = min(max(year, national.years[YEARS_OF_MOVES]), national.years[national.observed_years - 1])
    part = slice(national.years.index(last) - YEARS_OF_MOVES + 1, national.years.index(last) + 1)
    immigrants, emigrants = national.immigration[part].mean(0), national.emigration[part].mean(0)
    people = national.population[part].mean(0)
    internal = model_schedule() * people
    internal *= max(moves - emigrants.sum(), 0.5 * moves) / internal.sum()
    inward = internal + immigrants
    exposed = np.maximum(people + inward / 2, 1)  # those who come run the risk of half a year
    return inward / inward.sum(), (internal + emigrants) / exposed
