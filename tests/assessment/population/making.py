"""A country whose rates never change: sixteen invented municipalities in two counties, carried on by known arithmetic.

Nobody crosses its border, everybody moves by the same risks by age, and a municipality receives a fixed share of all
who move. What a projection should say of it is therefore known.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.population.bands import by_band
from riktmarke.assessment.population.figures import PopulationFigures
from riktmarke.assessment.population.standards import BOYS_PER_GIRL, model_schedule
from riktmarke.methods import cohort_step
from riktmarke.statistics.population import (
    MOTHERS_AGES,
    CountyPopulation,
    MunicipalPopulation,
    NationalMortality,
    NationalPopulation,
    PopulationTables,
)

Floats = NDArray[np.float64]
AREAS = tuple(f"9{county}{number:02}" for county in (1, 2) for number in range(8))
COUNTIES = ("0091", "0092")
FIRST, LAST, TRUE_TO = 1990, 2012, 2020
MOVES = 0.05  # a year per inhabitant, about


@dataclass(frozen=True, slots=True)
class Truth:
    """What happens in the country, year by year from FIRST to TRUE_TO: (areas, years, ...), flows from the second."""

    population: Floats
    births: Floats
    deaths: Floats
    inflow: Floats
    outflow: Floats
    survival: Floats
    fertility: Floats


def truth() -> Truth:
    """Return the country's course; its rates are invented, of the size of Sweden's."""
    ages = np.arange(102)
    mortality = np.exp(-10.4 + 0.098 * np.maximum(ages - 1, 0))[None] * np.array([[0.8], [1.2]])
    survival = np.exp(-np.minimum(mortality, 1))
    fertility = np.zeros(101)
    fertility[15:50] = 0.12 * np.exp(-(((np.arange(15, 50) - 30) / 6.5) ** 2))
    share_alive = np.cumprod(survival[:, :-1], axis=1)
    sizes = np.linspace(4_000, 60_000, len(AREAS))
    old = np.linspace(1.6, 0.8, len(AREAS))[:, None, None]  # the small ones are older
    shape = share_alive * np.where(np.arange(101) > 50, old, 1.0)
    people = shape / shape.sum((1, 2), keepdims=True) * sizes[:, None, None]
    risks = model_schedule()
    risks = risks * MOVES / ((risks * people.sum(0)).sum() / people.sum())
    years = [people]
    flows = []
    share = sizes / sizes.sum()
    inward = (risks * people).sum(0)
    for _ in range(FIRST, TRUE_TO):
        step = cohort_step(
            people,
            survival,
            fertility,
            (risks, share[:, None, None] * inward),
            sex_ratio_at_birth=BOYS_PER_GIRL,
            convention="swedish",
        )
        people, inward = step.population, step.outflow.sum(0)
        years.append(people)
        flows.append(step)
    births = np.stack([step.births for step in flows], axis=1)
    deaths, inflow, outflow = (
        np.stack([getattr(step, name) for step in flows], axis=1) for name in ("deaths", "inflow", "outflow")
    )
    return Truth(np.stack(years, axis=1), births, deaths, inflow, outflow, survival, fertility)


def figures(known: Truth, *, last: int = LAST) -> PopulationFigures:
    """Return what the country's statistical office publishes up to `last`: moves from the second year on."""
    years = tuple(range(FIRST, last + 1))
    count = len(years)
    people = known.population[:, :count]

    def flow(by_age: Floats) -> Floats:
        totals: Floats = by_age[:, : count - 1].reshape(len(AREAS), count - 1, -1).sum(-1)
        found: Floats = np.concatenate([np.full((len(AREAS), 1), np.nan), totals], axis=1)
        return found

    county = np.array([COUNTIES.index(f"00{code[:2]}") for code in AREAS], dtype=np.intp)
    return PopulationFigures(
        areas=AREAS,
        county=county,
        years=years,
        population=people.sum((2, 3)),
        births=flow(known.births),
        deaths=flow(known.deaths),
        inflow=flow(known.inflow),
        outflow=flow(known.outflow),
        bands=by_band(people),
        tables=tables(known, county, count),
    )


def tables(known: Truth, county: NDArray[np.intp], count: int) -> PopulationTables:
    """Return the tables of the first `count` years: single ages of the municipalities for the last but two."""
    years = tuple(range(FIRST, FIRST + count))
    members = np.equal.outer(np.arange(len(COUNTIES)), county).astype(float)

    def by_county(by_age: Floats) -> Floats:
        sums: Floats = np.einsum("ca,aysx->cysx", members, by_age)
        return sums

    # Flows of the first year are those of the second: nobody looks at them but as a start.
    def padded(by_age: Floats) -> Floats:
        return np.concatenate([by_age[:, :1], by_age], axis=1)[:, :count]

    deaths = padded(known.deaths)
    people = known.population[:, :count]
    start = np.concatenate([people[:, :1], people], axis=1)[:, :count, 0]
    cohorts = np.concatenate([np.zeros_like(start[..., :1]), start[..., :-1]], axis=-1)
    women = (cohorts + people[:, :, 0]) / 2
    by_mother = (known.fertility * women)[..., MOTHERS_AGES[0] : MOTHERS_AGES[-1] + 1]
    births = by_mother[:, :, None, :] * (np.array([1, BOYS_PER_GIRL]) / (1 + BOYS_PER_GIRL))[:, None]
    nobody = np.zeros((count, 2, 101))
    rate = -np.log(known.survival[:, 1:])
    total = people.sum(0)
    return PopulationTables(
        MunicipalPopulation(AREAS, (years[-3],), people[:, -3:-2]),
        CountyPopulation(COUNTIES, years, by_county(people), by_county(deaths), by_county(births)),
        NationalPopulation(years, years[-1] + 1, total, nobody, nobody, deaths.sum(0), births.sum(0)),
        NationalMortality(years, total, total * rate),
        {"example": True},
    )
