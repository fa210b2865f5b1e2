"""The lives behind the example country's numbers of people: single ages, births, deaths and moves.

How many there are of each sex and broad age comes from the places. Single ages share each broad age out as a
stationary population would; births and deaths are drawn from schedules by age; and who moves is what is left, so
that every year's people are those of the year before, with the born and those who came, without the dead and those
who left. Nobody is followed through life: ages of whole broad groups change as the places say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riktmarke.sources.example_country.places import Places
from riktmarke.sources.example_country.randomness import stream
from riktmarke.statistics.population import (
    AGES,
    MOTHERS_AGES,
    CountyPopulation,
    MunicipalPopulation,
    NationalMortality,
    NationalPopulation,
    PopulationTables,
)
from riktmarke.vocabulary.areas import AreaKind

Floats = NDArray[np.float64]
# The first age of each of the places' broad ages: N01952–N01957.
FIRST_OF_BROAD_AGE = (0, 6, 16, 20, 65, 80)
BIRTHS, DEATHS, CAME, LEFT = "N01804", "N01805", "N01801", "N01802"
FLOWS = {
    BIRTHS: "Födda, antal",
    DEATHS: "Döda, antal",
    CAME: "Inflyttade till kommunen, antal",
    LEFT: "Utflyttade från kommunen, antal",
}
MOVES = (CAME, LEFT)
# Risks of death by Gompertz's law, women and men, and how fast they fall; a first year of life apart. Invented, but
# such that a girl may expect some 83 years and a boy some 80.
AT_BIRTH, RISE, INFANT = (1.1e-5, 2.0e-5), (0.103, 0.100), 0.002
FALL_PER_YEAR, SPREAD_OF_RISK, LESS_BY_STANDING = 0.012, 0.04, 0.06
CHILDREN_PER_WOMAN, MEAN_AGE, SPREAD_OF_AGE, SHARE_OF_BOYS = 1.75, 31.0, 5.3, 0.514
LEAVE_PER_YEAR = 0.055
ABROAD_PER_YEAR, ABROAD_AT, ABROAD_SPREAD = 0.02, 27.0, 9.0


@dataclass(frozen=True)
class Lives:
    """Whole persons of every municipality; women, or girls, first.

    `population` has the shape (ages, sexes, municipalities, years), its years those of the places; `deaths` the same
    without the first year, by age on the day of death. `births` has the shape (MOTHERS_AGES, sexes of the child,
    municipalities, years but the first), `came` and `left` (sexes, municipalities, years but the first).
    """

    places: Places
    population: Floats
    deaths: Floats
    births: Floats
    came: Floats
    left: Floats

    def flow(self, series: str) -> Floats:
        """Return what one of FLOWS counts, of shape (sexes, municipalities, years but the first)."""
        counted = {BIRTHS: self.births, DEATHS: self.deaths}
        if series in counted:
            of_all_ages: Floats = counted[series].sum(axis=0)
            return of_all_ages
        return self.came if series == CAME else self.left


def make_lives(places: Places) -> Lives:
    """Return the lives behind the numbers of people; the same places always give the same."""
    population = _single_ages(places.people)
    mean = (population[..., 1:] + population[..., :-1]) / 2
    chance = stream(places.seed, "lives")
    risk = _risk(places, chance)
    deaths = chance.poisson(mean * risk).astype(np.float64)
    women = mean[MOTHERS_AGES[0] : MOTHERS_AGES[-1] + 1, 0]
    born = chance.poisson(women * _fertility()[:, None, None])
    boys = chance.binomial(born, SHARE_OF_BOYS)
    births = np.stack([born - boys, boys], axis=1).astype(np.float64)
    people = population.sum(axis=0)
    net = np.diff(people, axis=-1) - births.sum(axis=0) + deaths.sum(axis=0)
    left = chance.poisson(LEAVE_PER_YEAR * people[..., 1:]).astype(np.float64)
    left = np.maximum(left, -net)  # nobody comes in negative numbers
    return Lives(places, population, deaths, births, left + net, left)


def _single_ages(people: Floats) -> Floats:
    """Share broad ages (broad ages, sexes, municipalities, years) out on single ages, in whole persons."""
    profile = np.exp(-np.cumsum(_gompertz().mean(axis=1)))
    parts = []
    for of_group, first, end in zip(people, FIRST_OF_BROAD_AGE, (*FIRST_OF_BROAD_AGE[1:], len(AGES)), strict=True):
        up_to = np.cumsum(profile[first:end]) / profile[first:end].sum()
        parts.append(np.diff(np.round(up_to[:, None, None, None] * of_group), axis=0, prepend=0))
    return np.concatenate(parts)


def _gompertz() -> Floats:
    """Return the risks of death within a year in the last of the years, shape (ages, sexes)."""
    ages = np.arange(len(AGES))[:, None]
    risk: Floats = np.array(AT_BIRTH) * np.exp(np.array(RISE) * ages)
    risk[0] += INFANT
    return risk


def _risk(places: Places, chance: np.random.Generator) -> Floats:
    """Return risks of death of shape (ages, sexes, municipalities, years but the first)."""
    own = np.exp(-LESS_BY_STANDING * places.standing + SPREAD_OF_RISK * chance.standard_normal(places.municipalities))
    since = np.array(places.years[1:]) - places.years[-1]
    fallen = np.exp(-FALL_PER_YEAR * since)
    risk: Floats = _gompertz()[:, :, None, None] * own[:, None] * fallen
    return risk


def _fertility() -> Floats:
    """Return children per woman and year by MOTHERS_AGES."""
    shape = np.exp(-0.5 * ((np.array(MOTHERS_AGES) - MEAN_AGE) / SPREAD_OF_AGE) ** 2)
    fertility: Floats = CHILDREN_PER_WOMAN * shape / shape.sum()
    return fertility


def tables_of(lives: Lives, about: Mapping[str, Any]) -> PopulationTables:
    """Return the lives as the tables that official statistics have of population by age."""
    places = lives.places
    years = places.years[1:]
    of_counties = {
        name: np.add.reduceat(flow, places.county_starts, axis=2).transpose(2, 3, 1, 0)
        for name, flow in (
            ("population", lives.population[..., 1:]),
            ("deaths", lives.deaths),
            ("births", lives.births),
        )
    }
    return PopulationTables(
        municipal=MunicipalPopulation(
            tuple(area.code for area in places.areas.of_kind(AreaKind.MUNICIPALITY)),
            years[-1:],
            lives.population[..., -1:].transpose(2, 3, 1, 0),
        ),
        county=CountyPopulation(
            tuple(area.code for area in places.areas.of_kind(AreaKind.REGION)), years, **of_counties
        ),
        national=_national(lives, years),
        mortality=NationalMortality(
            years,
            _country((lives.population[..., 1:] + lives.population[..., :-1]) / 2),
            _country(lives.deaths),
        ),
        about={**about, "dataset": "population"},
    )


def _country(of_municipalities: Floats) -> Floats:
    """Return the country, (years, sexes, ages), from (ages, sexes, municipalities, years)."""
    whole: Floats = of_municipalities.sum(axis=2).T
    return whole


def _national(lives: Lives, years: tuple[int, ...]) -> NationalPopulation:
    people, deaths, births = _country(lives.population), _country(lives.deaths), _country(lives.births)
    # Half of those who die at an age would have been a year older at the end of the year.
    older = np.floor(deaths / 2)
    by_end = deaths - older
    by_end[..., 1:] += older[..., :-1]
    by_end[..., -1] += older[..., -1]
    before = np.concatenate([births.sum(axis=2)[..., None], people[:-1, :, :-1]], axis=2)
    before[..., -1] += people[:-1, :, -1]
    net = people[1:] - before + by_end
    both_ways = np.round(
        ABROAD_PER_YEAR * np.exp(-0.5 * ((np.arange(len(AGES)) - ABROAD_AT) / ABROAD_SPREAD) ** 2) * people[1:]
    )
    return NationalPopulation(
        years=years,
        projected_from=years[-1] + 1,
        population=people[1:],
        immigration=both_ways + np.maximum(net, 0),
        emigration=both_ways + np.maximum(-net, 0),
        deaths=by_end,
        births=births,
    )
