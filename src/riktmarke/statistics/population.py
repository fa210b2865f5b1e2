"""The population by sex and single year of age, with births, deaths and moves: what a projection starts from.

Everywhere: persons; the sexes in the order women, men; the ages 0, 1, … 99 and 100 for everybody older. Three
conventions of age meet here, as the publishers have them, and they must not be mixed up:

population        at 31 December, age reached by then
national flows    (deaths, immigration, emigration of `NationalPopulation`) age at the end of the year, so that
                  population[t, a] = population[t-1, a-1] + immigration[t, a] - emigration[t, a] - deaths[t, a]
births            the mother's age at the end of the year
deaths elsewhere  (`CountyPopulation`, `NationalMortality`) age on the day of death

The publishers' files do not say all of this. Which age it is shows in the figures: births and the national deaths
follow how large the cohort of that age at the end of the year is, deaths elsewhere how many are of that age.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riktmarke.statistics.dense_tables import Axis, DenseTable, read_dense, write_dense
from riktmarke.vocabulary.errors import UnknownArea
from riktmarke.vocabulary.groups import Sex

Floats = NDArray[np.float64]
SEXES: tuple[Sex, ...] = (Sex.FEMALE, Sex.MALE)
AGES = tuple(range(101))  # the last one is open: 100 and older
# Open at both ends: mothers below 15 are counted as 15, those above 49 as 49, as Statistics Sweden does.
MOTHERS_AGES = tuple(range(15, 50))


@dataclass(frozen=True, slots=True)
class MunicipalPopulation:
    """The population of every municipality: `population` has the shape (areas, years, sexes, ages).

    `years` are ascending, and need not be consecutive.
    """

    areas: tuple[str, ...]
    years: tuple[int, ...]
    population: Floats


@dataclass(frozen=True, slots=True)
class CountyPopulation:
    """Population, deaths and births of every county, whose `areas` are region codes (0020).

    `population` and `deaths` have the shape (areas, years, sexes, ages), deaths by age on the day of death. `births`
    has the shape (areas, years, sexes of the child, MOTHERS_AGES); a birth whose mother's age nobody knows (one, in
    Stockholm in 2015) is left out.
    """

    areas: tuple[str, ...]
    years: tuple[int, ...]
    population: Floats
    deaths: Floats
    births: Floats


@dataclass(frozen=True, slots=True)
class NationalPopulation:
    """The country year by year, shape (years, sexes, ages): at the end of the year, and what happened during it.

    Moves and deaths by age at the end of the year; `births` of shape (years, sexes of the child, MOTHERS_AGES).
    From the year `projected_from` on it is the publisher's projection, with parts of persons, and no observation.
    """

    years: tuple[int, ...]
    projected_from: int
    population: Floats
    immigration: Floats
    emigration: Floats
    deaths: Floats
    births: Floats

    @property
    def observed_years(self) -> int:
        """How many of the years, from the first, are observed."""
        return sum(year < self.projected_from for year in self.years)


@dataclass(frozen=True, slots=True)
class NationalMortality:
    """Mean population and deaths of the country, by age on the day of death, shape (years, sexes, ages)."""

    years: tuple[int, ...]
    mean_population: Floats
    deaths: Floats


@dataclass(frozen=True)
class PopulationTables:
    """All tables of population by age. `about` says publisher, attribution, licence, and `example` if invented."""

    municipal: MunicipalPopulation
    county: CountyPopulation
    national: NationalPopulation
    mortality: NationalMortality
    about: Mapping[str, Any]

    @property
    def base_year(self) -> int:
        """The latest year with the population of every municipality by single age."""
        return self.municipal.years[-1]

    @property
    def base(self) -> Floats:
        """The population of the municipalities at the end of `base_year`, shape (areas, sexes, ages)."""
        latest: Floats = self.municipal.population[:, -1]
        return latest

    @property
    def values(self) -> int:
        """How many figures all tables hold."""
        tables = (self.municipal, self.county, self.national, self.mortality)
        return sum(getattr(t, n).size for t in tables for n in t.__slots__ if isinstance(getattr(t, n), np.ndarray))

    def base_of(self, municipality: str) -> Floats:
        """Return the population of a municipality at the end of `base_year`, shape (sexes, ages).

        Raises:
            UnknownArea: if there is no such municipality here.
        """
        base: Floats = self.base[_position(self._municipalities, municipality, "a municipality's four digits (2083)")]
        return base

    def county_position(self, region: str) -> int:
        """Return the position of a region (0020) along the areas of `county`.

        Raises:
            UnknownArea: if there is no such region here.
        """
        return _position(self._counties, region, "a region's code (0020)")

    @cached_property
    def _municipalities(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.municipal.areas)}

    @cached_property
    def _counties(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.county.areas)}


def _position(places: Mapping[str, int], code: str, expected: str) -> int:
    if code in places:
        return places[code]
    raise UnknownArea(
        f"There is no population by age for an area with the code {code!r}.",
        expected=expected,
        remedy="look the code up with `riktmarke areas`.",
    )


def of_one_country(population: Mapping[str, Any], figures: Mapping[str, Any]) -> bool:
    """Return whether two manifests are of one country: both of the real one, or both of the same invented one."""
    if population.get("example") or figures.get("example"):
        return all(population.get(key) == figures.get(key) for key in ("example", "snapshot"))
    return True


BY_AGE = ("year", "sex", "age")
BY_MOTHER = ("year", "child_sex", "mother_age")
COUNTS = ("population", "deaths")
FLOWS = ("population", "immigration", "emigration", "deaths")
RATES = ("mean_population", "deaths")
BIRTHS = ("births",)


def write_population(tables: PopulationTables, folder: Path) -> None:
    """Write the tables as Parquet into a folder; `about` is not among them, it belongs in the version's manifest."""
    municipal, county, national, mortality = tables.municipal, tables.county, tables.national, tables.mortality
    files: tuple[tuple[str, object, dict[str, Axis], tuple[str, ...], tuple[str, ...]], ...] = (
        ("municipal", municipal, {"area": municipal.areas, "year": municipal.years}, BY_AGE, ("population",)),
        ("county", county, {"area": county.areas, "year": county.years}, BY_AGE, COUNTS),
        ("county_births", county, {"area": county.areas, "year": county.years}, BY_MOTHER, BIRTHS),
        ("national", national, {"year": national.years}, BY_AGE, FLOWS),
        ("national_births", national, {"year": national.years}, BY_MOTHER, BIRTHS),
        ("mortality", mortality, {"year": mortality.years}, BY_AGE, RATES),
    )
    sexes = [sex.value for sex in SEXES]
    for name, table, own, people, measures in files:
        axes: dict[str, Axis] = {**own, people[1]: sexes, people[2]: AGES if people is BY_AGE else MOTHERS_AGES}
        write_dense(folder / f"{name}.parquet", axes, {measure: getattr(table, measure) for measure in measures})


def read_population(folder: Path, about: Mapping[str, Any]) -> PopulationTables:
    """Read the tables that `write_population` wrote; `about` is the manifest of the version.

    Raises:
        DamagedFile: naming the file that is not whole.
    """

    def read(name: str, axes: tuple[str, ...], measures: tuple[str, ...]) -> DenseTable:
        return read_dense(folder / f"{name}.parquet", axes, measures)

    municipal = read("municipal", ("area", *BY_AGE), ("population",))
    county = read("county", ("area", *BY_AGE), COUNTS)
    county_births = read("county_births", ("area", *BY_MOTHER), BIRTHS)
    national = read("national", BY_AGE, FLOWS)
    national_births = read("national_births", BY_MOTHER, BIRTHS)
    mortality = read("mortality", BY_AGE, RATES)
    return PopulationTables(
        MunicipalPopulation(_areas(municipal), _years(municipal), **municipal.measures),
        CountyPopulation(_areas(county), _years(county), **county.measures, **county_births.measures),
        NationalPopulation(
            _years(national), int(about["projected_from"]), **national.measures, **national_births.measures
        ),
        NationalMortality(_years(mortality), **mortality.measures),
        about,
    )


def _areas(table: DenseTable) -> tuple[str, ...]:
    return tuple(str(code) for code in table.axes["area"])


def _years(table: DenseTable) -> tuple[int, ...]:
    return tuple(int(year) for year in table.axes["year"])
