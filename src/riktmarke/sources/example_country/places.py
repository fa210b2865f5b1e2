"""The places of an example country: areas, population by sex and age, similar municipalities."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from riktmarke.sources.example_country.names import (
    COUNTRY_NAME,
    county_code,
    county_names,
    municipality_code,
    municipality_names,
)
from riktmarke.sources.example_country.randomness import stream
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.statistics.areas import AreaTable, area_table
from riktmarke.statistics.peers import OVERALL, PeerGroup
from riktmarke.vocabulary.areas import COUNTRY_CODE, Area, AreaKind

Floats = NDArray[np.float64]
# Years simulated before the first published one: a window, a schedule or a repeated survey reaches back.
YEARS_BEFORE = 12
MEDIAN_POPULATION, SPREAD_OF_LOG, SMALLEST, LARGEST = 16_000, 0.9, 2_500, 350_000
PEERS, PEERS_OF_REGIONS = 7, 3
# Series of population by age, as the catalogue's denominators name them, with the share of a plausible population
# and the share of women in it. Invented, but not far from any Nordic country.
AGES: dict[str, tuple[str, float, float]] = {
    "N01952": ("Invånare 0–5 år, antal", 0.066, 0.486),
    "N01953": ("Invånare 6–15 år, antal", 0.119, 0.486),
    "N01954": ("Invånare 16–19 år, antal", 0.046, 0.482),
    "N01955": ("Invånare 20–64 år, antal", 0.562, 0.490),
    "N01956": ("Invånare 65–79 år, antal", 0.150, 0.505),
    "N01957": ("Invånare 80 år och äldre, antal", 0.057, 0.590),
}
EVERYBODY, EVERYBODY_TITLE = "N01951", "Invånare totalt, antal"


@dataclass(frozen=True)
class Places:
    """The areas in the order of the store, and what is known of them.

    Arrays over municipalities are in the order of their codes, so a county's lie together: `county_starts` is the
    first of each county. `people` has the shape (ages, sexes, municipalities, years), whole persons, women first;
    its years are `years`. `standing` is how well off a municipality is, in standard deviations, hidden from every
    reader: it makes series go together, and it decides who is similar to whom.
    """

    areas: AreaTable
    years: tuple[int, ...]
    county_starts: NDArray[np.intp]
    people: Floats
    standing: Floats
    peers: tuple[PeerGroup, ...]
    seed: int

    @property
    def municipalities(self) -> int:
        """How many municipalities there are."""
        return len(self.standing)

    def population(self, series: str) -> Floats:
        """Return whom a series of population counts, of shape (sexes, municipalities, years): whole persons.

        A denominator that is neither everybody nor one of the age groups is an invented part of everybody.
        """
        if series in AGES:
            of_age: Floats = self.people[list(AGES).index(series)]
            return of_age
        everybody: Floats = self.people.sum(axis=0)
        if series == EVERYBODY:
            return everybody
        part: Floats = np.round(everybody * stream(self.seed, "denominator", series).uniform(0.02, 0.3))
        return part

    def by_area(self, of_municipalities: Floats) -> Floats:
        """Return sums for every area of the table from an array (…, municipalities, years).

        The order is that of the codes: the country 0000, the regions 0030 …, the municipalities 3001 ….
        """
        counties = np.add.reduceat(of_municipalities, self.county_starts, axis=-2)
        country = of_municipalities.sum(axis=-2, keepdims=True)
        return np.concatenate([country, counties, of_municipalities], axis=-2)


def make_places(recipe: Recipe) -> Places:
    """Return the places of a recipe."""
    generator = stream(recipe.seed, "places")
    in_county = _sizes_of_counties(recipe, generator)
    starts = np.concatenate([[0], np.cumsum(in_county)[:-1]]).astype(np.intp)
    areas = _areas(recipe, in_county, generator)
    years = tuple(range(recipe.first_year - YEARS_BEFORE, recipe.last_year + 1))
    standing = generator.standard_normal(recipe.municipalities)
    people = _people(recipe.municipalities, years, standing, generator)
    peers = _similar_of_both_kinds(areas, people.sum(axis=(0, 1))[:, -1], standing, starts, recipe.last_year)
    return Places(areas, years, starts, people, standing, peers, recipe.seed)


def _sizes_of_counties(recipe: Recipe, generator: Generator) -> NDArray[np.intp]:
    """Every county has one municipality; the rest fall evenly, no county above what its codes hold."""
    even, left = divmod(recipe.municipalities, recipe.counties)
    sizes = np.full(recipe.counties, even, dtype=np.intp)
    sizes[generator.permutation(recipe.counties)[:left]] += 1
    return sizes


def _areas(recipe: Recipe, in_county: NDArray[np.intp], generator: Generator) -> AreaTable:
    names = iter(municipality_names(recipe.municipalities, generator))
    areas = [Area(COUNTRY_CODE, COUNTRY_NAME, AreaKind.COUNTRY)]
    for county, (name, size) in enumerate(zip(county_names(recipe.counties), in_county, strict=True)):
        code = county_code(county)
        areas.append(Area(code, f"Region {name}", AreaKind.REGION))
        areas += [
            Area(municipality_code(county, number), next(names), AreaKind.MUNICIPALITY, code) for number in range(size)
        ]
    return area_table(areas)


def _people(count: int, years: tuple[int, ...], standing: Floats, generator: Generator) -> Floats:
    """Return whole persons by age, sex, municipality and year."""
    size = np.clip(MEDIAN_POPULATION * np.exp(SPREAD_OF_LOG * generator.standard_normal(count)), SMALLEST, LARGEST)
    growth = 0.003 + 0.004 * standing + 0.003 * generator.standard_normal(count)
    since = np.arange(len(years)) - (len(years) - 1)
    total = size[:, None] * np.exp(growth[:, None] * since)
    share = np.array([age[1] for age in AGES.values()])
    log_share = np.log(share)[:, None] + 0.08 * generator.standard_normal((len(AGES), count))
    older = np.linspace(-1, 1, len(AGES))[:, None, None] * 0.006 * since  # the old become more, the young fewer
    weight = np.exp(log_share[:, :, None] + older)
    weight /= weight.sum(axis=0)
    women = np.array([age[2] for age in AGES.values()])[:, None, None]
    of_age = total * weight
    return np.round(np.stack([of_age * women, of_age * (1 - women)], axis=1))


def _similar_of_both_kinds(
    areas: AreaTable, population: Floats, standing: Floats, starts: NDArray[np.intp], year: int
) -> tuple[PeerGroup, ...]:
    """Return for each municipality and region its nearest others by size and standing, as a publisher would."""
    in_county = np.add.reduceat(population, starts)
    standing_of_county = np.add.reduceat(population * standing, starts) / in_county
    nearest = [
        *_nearest(areas.of_kind(AreaKind.MUNICIPALITY), population, standing, most=PEERS),
        *_nearest(areas.of_kind(AreaKind.REGION), in_county, standing_of_county, most=PEERS_OF_REGIONS),
    ]
    return tuple(PeerGroup(f"EX{code}", code, OVERALL, year, members) for code, members in nearest)


def _nearest(
    areas: tuple[Area, ...], population: Floats, standing: Floats, *, most: int
) -> Iterator[tuple[str, tuple[str, ...]]]:
    place = np.column_stack([np.log(population), standing])
    spread = place.std(axis=0)
    place /= np.where(spread > 0, spread, 1)
    for own, area in enumerate(areas):
        distance = np.hypot(*(place - place[own]).T)
        distance[own] = np.inf
        nearest = np.argsort(distance, kind="stable")[: min(most, len(areas) - 1)]
        if nearest.size:
            yield area.code, tuple(sorted(areas[other].code for other in nearest))
