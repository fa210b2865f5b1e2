"""The population of every municipality by single age, year by year: published for one year, reconstructed for others.

Each year the population of the year before is carried on: children born, deaths and moves as many as were observed,
at the ages of the country's schedules. Then it is fitted to what is known of the year: iteratively to the county's
single ages (where they are published) and to the municipality's own broad ages by sex, which are met exactly. What is
missing in a broad age is given to the ages that move, as it is moves that the schedules know least about.

The first year, and a municipality formed later, start from the county's ages within each broad age. A year is
reconstructed only from what was known at its end, so that a back-test may start from any of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from riktmarke.assessment.population.bands import AGES, by_age, by_band
from riktmarke.assessment.population.figures import PopulationFigures
from riktmarke.assessment.population.standards import BOYS_PER_GIRL, Country, Standards
from riktmarke.methods.estimate import Floats

ROUNDS: Final = 8  # of fitting in turn to the county and to the broad ages; the last settle less than a person
LARGEST_LEAVING: Final = 0.3  # of a cohort, in one round
MENDINGS: Final = 3
MIDDLES: Final = np.array([2.5, 10.5, 17.5, 42, 71.5, 85])  # of the broad ages
# (broad ages, ages): the weights by which a figure of each broad age stands at its middle and runs evenly between.
BETWEEN_BANDS: Final = np.stack([np.interp(np.arange(AGES), MIDDLES, one) for one in np.eye(len(MIDDLES))])
SEX_AT_BIRTH: Final = np.array([1, BOYS_PER_GIRL]) / (1 + BOYS_PER_GIRL)


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """One reconstructed year of all municipalities.

    Attributes:
        population: (areas, sexes, ages), at its end.
        unexplained: (areas, sexes, ages), what the fit added to what was carried on: net moves at other ages than the
            country's. NaN where nothing was carried on.
        expected_deaths: (areas,), by the country's mortality.
        expected_births: (areas,), by the country's fertility.
        exposure: (areas,), moves out by the country's risks.
    """

    population: Floats
    unexplained: Floats
    expected_deaths: Floats
    expected_births: Floats
    exposure: Floats


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """The reconstructed years of all municipalities.

    Attributes:
        figures: what was observed.
        standards: the country's schedules as known at the end of each year.
        years: every year after the first with broad ages.
        published: the years whose single ages are not reconstructed.
    """

    figures: PopulationFigures
    standards: Mapping[int, Standards]
    years: Mapping[int, Year]
    published: frozenset[int]


def national_standards(figures: PopulationFigures) -> dict[int, Standards]:
    """Return the country's schedules as known at the end of each year after the first, with the moves of that year."""
    country = Country(figures.tables)
    moves = np.nansum(figures.outflow, axis=0)
    return {
        year: country.standards(year, moves=float(moves[figures.column(year)]))
        for year in range(figures.first_year + 1, figures.last_year + 1)
    }


def reconstruct(figures: PopulationFigures, *, published: bool = True) -> History:
    """Return every year from the second with broad ages to the latest.

    With `published`, the years in which single ages are published are as published, and the first year is mended by
    what they say of the older cohorts: years before them then know what came later, and no back-test may start there.
    """
    standards = national_standards(figures)
    begin = figures.first_year
    if not published:
        return _carried(figures, standards, {}, _as_the_county(figures, begin))
    municipal = figures.tables.municipal
    place = {code: i for i, code in enumerate(municipal.areas)}
    rows = [place[code] for code in figures.areas]
    known = dict(zip(municipal.years, np.moveaxis(municipal.population[rows], 1, 0), strict=True))
    first = _as_the_county(figures, begin)
    for _ in range(MENDINGS):
        reached = _carried(figures, standards, {}, first).years
        year = min(known)
        if year not in reached:
            break
        first = _mended(figures, first, known[year] / np.maximum(reached[year].population, 0.1), year - begin)
    return _carried(figures, standards, known, first)


def _mended(figures: PopulationFigures, first: Floats, ratio: Floats, years: int) -> Floats:
    # Cohorts that were grown up already have changed little since by moving: what is missing was missing then.
    ages = np.arange(AGES)
    smooth = np.stack([ratio[..., np.clip(ages + shift, 0, AGES - 1)] for shift in range(-2, 3)]).mean(0)
    later = np.minimum(ages + years, AGES - 1)
    trust = np.interp(later, (35, 50, 85, 95), (0, 1, 1, 0))
    mended = first * np.clip(np.nan_to_num(smooth[..., later], nan=1.0), 0.3, 3) ** trust
    return fitted_to_bands(mended, figures.bands[:, figures.column(figures.first_year)])


def _carried(
    figures: PopulationFigures, standards: Mapping[int, Standards], known: Mapping[int, Floats], first: Floats
) -> History:
    people = first
    years: dict[int, Year] = {}
    for year in range(figures.first_year + 1, figures.last_year + 1):
        reached = _next(figures, standards[year], people, year)
        if year in known:
            reached = Year(
                known[year],
                np.full_like(people, np.nan),
                reached.expected_deaths,
                reached.expected_births,
                reached.exposure,
            )
        years[year] = reached
        people = np.where(np.isnan(reached.population), _as_the_county(figures, year), reached.population)
    return History(figures, standards, years, frozenset(known))


def fitted_to_bands(people: Floats, bands: Floats) -> Floats:
    """Return the population with exactly these sums by broad age and sex, each age scaled alike."""
    sums = by_band(people)
    scale = np.divide(bands, sums, out=np.ones_like(sums), where=sums > 0)
    scaled: Floats = people * by_age(scale)
    return scaled


def _as_the_county(figures: PopulationFigures, year: int) -> Floats:
    county = figures.tables.county
    column = county.years.index(min(max(year, county.years[0]), county.years[-1]))
    people, bands = county.population[figures.county, column], figures.bands[:, figures.column(year)]
    # An old municipality is old within its broad ages too: its ratio to the county runs evenly from age to age.
    ratio = np.log(np.maximum(bands, 1) / np.maximum(by_band(people), 1))
    return fitted_to_bands(people * np.exp(ratio @ BETWEEN_BANDS), bands)


def _next(figures: PopulationFigures, standard: Standards, people: Floats, year: int) -> Year:
    column = figures.column(year)
    births, deaths = figures.births[:, column], figures.deaths[:, column]
    inflow, outflow = figures.inflow[:, column], figures.outflow[:, column]
    start = aged(people, births[:, None] * SEX_AT_BIRTH)
    coming = inflow[:, None, None] * standard.inward
    exposed = start + coming / 2  # those who come run the risks of half a year
    dying = exposed * (1 - standard.survival[:, :AGES])
    leaving = exposed * standard.outward
    expected_deaths, exposure = dying.sum((1, 2)), leaving.sum((1, 2))
    dying *= (deaths / expected_deaths)[:, None, None]
    leaving *= (outflow / exposure)[:, None, None]
    carried = np.maximum(start - dying - leaving + coming, 0)
    reached = _fitted(figures, carried, standard.outward, year)
    mean_women = (start[:, 0] + reached[:, 0]) / 2
    return Year(reached, reached - carried, expected_deaths, mean_women @ standard.fertility, exposure)


def aged(people: Floats, births: Floats) -> Floats:
    """Return the cohorts by the age they reach within the year: (..., sexes, ages) and births (..., sexes)."""
    start = np.empty_like(people)
    start[..., 0] = births
    start[..., 1:] = people[..., :-1]
    start[..., -1] += people[..., -1]
    return start


def _fitted(figures: PopulationFigures, carried: Floats, moves: Floats, year: int) -> Floats:
    bands, county = figures.bands[:, figures.column(year)], figures.tables.county
    if year not in county.years:
        return fitted_to_bands(_moved_to_bands(carried, bands, moves), bands)
    known = county.population[:, county.years.index(year)]
    order = np.argsort(figures.county, kind="stable")
    present, begins = np.unique(figures.county[order], return_index=True)
    people = carried
    for _ in range(ROUNDS):
        sums = np.zeros_like(known)
        sums[present] = np.add.reduceat(np.nan_to_num(people[order]), begins, axis=0)
        people = people * np.divide(known, sums, out=np.ones_like(sums), where=sums > 0)[figures.county]
        people = _moved_to_bands(people, bands, moves)
    return fitted_to_bands(people, bands)


def _moved_to_bands(people: Floats, bands: Floats, moves: Floats) -> Floats:
    movers = moves * people
    sums = by_band(movers)
    missing = np.divide(bands - by_band(people), sums, out=np.zeros_like(sums), where=sums > 0)
    moved: Floats = people + np.maximum(by_age(missing) * movers, -LARGEST_LEAVING * people)
    return moved
