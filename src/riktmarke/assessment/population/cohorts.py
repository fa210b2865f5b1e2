"""Many possible futures of a population at once: the Swedish convention of `methods.projection`, laid out for speed.

The same arithmetic as `project_cohorts(convention="swedish")`, to which the tests hold it. What differs is the layout:
the futures (draws) are the last axis, single precision is enough for draws, and every risk is a schedule by age times
factors by draw and by broad age, so that a scenario of a thousand draws is answered while somebody waits.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.population.bands import AGES, BANDS, SLICES
from riktmarke.assessment.population.history import SEX_AT_BIRTH

Singles = NDArray[np.float32]
SEXES = 2


@dataclass(frozen=True, slots=True, eq=False)
class Schedules:
    """Schedules by age at the end of the year; a last axis of draws or areas, of length 1 where all have the same.

    Attributes:
        start: (sexes, ages, draws), the population projected.
        death: (years, sexes, ages + 1, draws), risk of dying; the last age is the open group's own.
        fertility: (ages, draws), children a year per woman.
        outward: (sexes, ages, draws), risk of moving out.
        inward: (sexes, ages, draws), people moving in a year.
    """

    start: Singles
    death: Singles
    fertility: Singles
    outward: Singles
    inward: Singles


@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """What multiplies the schedules, by year and draw.

    Attributes:
        births: (years, draws).
        death, outward, inward: (years, sexes, `BANDS`, draws).
    """

    births: Singles
    death: Singles
    outward: Singles
    inward: Singles


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """What becomes of the population.

    Attributes:
        bands: (years + 1, sexes, `BANDS`, draws), at 31 December, the start first.
        births, deaths, inflow, outflow: (years, draws), during the year.
        last: (sexes, ages, draws), the population of the last year by single age.
    """

    bands: Singles
    births: Singles
    deaths: Singles
    inflow: Singles
    outflow: Singles
    last: Singles

    @property
    def total(self) -> Singles:
        """The population, (years + 1, draws)."""
        people: Singles = self.bands.sum((1, 2))
        return people


def singles(figures: object) -> Singles:
    """Return figures in single precision."""
    return np.ascontiguousarray(figures, dtype=np.float32)


def run_paths(schedules: Schedules, factors: Factors) -> Paths:
    """Return what becomes of a population, for every draw."""
    years = len(factors.births)
    draws = np.broadcast_shapes(
        schedules.start.shape[-1:], factors.births.shape[-1:], factors.inward.shape[-1:], factors.death.shape[-1:]
    )[0]
    people = np.empty((SEXES, AGES, draws), np.float32)
    people[:] = schedules.start
    bands = np.empty((years + 1, SEXES, len(BANDS), draws), np.float32)
    flows = np.empty((4, years, draws), np.float32)
    bands[0] = _sums(people)
    start = np.empty_like(people)
    for year in range(years):
        births, deaths, inflow = _one_year(people, start, schedules, factors, year)
        bands[year + 1] = _sums(people)
        before, after = bands[year].sum((0, 1)), bands[year + 1].sum((0, 1))
        flows[:, year] = births, deaths, inflow, before + births - deaths + inflow - after
    births, deaths, inflow, outflow = flows
    return Paths(bands, births, deaths, inflow, outflow, people)


def _one_year(
    people: Singles, start: Singles, schedules: Schedules, factors: Factors, year: int
) -> tuple[Singles, Singles, Singles]:
    # Changes `people` to the end of the year; returns births, deaths and people moving in, by draw.
    start[:, 1:] = people[:, :-1]
    start[:, 0] = 0  # the newborn come last: their number depends on the women's mean population
    open_group = people[:, -1].copy()
    risk_of_death = schedules.death[year]
    deaths = np.zeros(people.shape[-1], np.float32)
    inflow = np.zeros(people.shape[-1], np.float32)
    for band, ages in enumerate(SLICES):
        die = np.minimum(risk_of_death[:, ages] * factors.death[year][:, band, None], 1)
        leave = np.minimum(schedules.outward[:, ages] * factors.outward[year][:, band, None], 1)
        come = schedules.inward[:, ages] * factors.inward[year][:, band, None]
        stay = 1 - leave
        if ages.stop == AGES:
            own = np.minimum(risk_of_death[:, AGES] * factors.death[year][:, band], 1)
            deaths += (open_group * own * (1 - leave[:, -1] / 2)).sum(0)
            open_group *= (1 - own) * stay[:, -1]
        held = start[:, ages]
        deaths += np.einsum("sad,sad,sad->d", held, die, 1 - leave / 2)
        np.multiply(held, (1 - die) * stay, out=people[:, ages])
        if ages.start == 0:
            young = die[:, 0], leave[:, 0]
        if ages.stop == AGES:
            die = die.copy()
            die[:, -1] = own  # those who come into the open group run its own risk
        deaths += np.einsum("sad,sad,sad->d", come, die / 2, 1 - leave / 4)
        people[:, ages] += come * (1 - die / 2) * (1 - leave / 2)
        inflow += come.sum((0, 1))
    mean_women = start[0, 1:] + people[0, 1:]
    mean_women[-1] += open_group[0]  # none of whom has children
    people[:, -1] += open_group
    births = np.einsum("ad,ad->d", np.broadcast_to(schedules.fertility[1:], mean_women.shape), mean_women) / 2
    births = births * factors.births[year]
    born = births * SEX_AT_BIRTH.astype(np.float32)[:, None]
    die, leave = young
    people[:, 0] += born * (1 - die) * (1 - leave)
    deaths += (born * die * (1 - leave / 2)).sum(0)
    return births, deaths, inflow


def _sums(people: Singles) -> Singles:
    return np.stack([people[:, ages].sum(1) for ages in SLICES], axis=1)
