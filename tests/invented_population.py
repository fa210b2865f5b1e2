"""Invented population by age: as tables of some areas, and in exactly the files of the adapter scb-population.

The municipalities are those of the figures beside it; the counties of the files have the names of real ones, which
the adapter knows, and numbers that are a formula. Nothing in it is anybody.
"""

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from riktmarke.sources.adapters.scb_population import COUNTIES, MOTHER_WORDS
from riktmarke.statistics.areas import AreaTable
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

YEARS = (2014, 2015)
PROJECTED_FROM = 2015
ABOUT = {"dataset": "population", "snapshot": "none", "publisher": "Ingen", "attribution": "Påhittat"}


def invented_tables(areas: AreaTable) -> PopulationTables:
    """Return tables of the areas' municipalities and counties in which no two cells near each other are the same."""
    municipalities = tuple(area.code for area in areas.of_kind(AreaKind.MUNICIPALITY))
    counties = tuple(area.code for area in areas.of_kind(AreaKind.REGION))

    def cells(*shape: int, first: float) -> np.ndarray:
        return first + np.arange(np.prod(shape, dtype=int), dtype=float).reshape(shape)

    by_age, by_mother = (2, len(AGES)), (2, len(MOTHERS_AGES))
    in_counties = len(counties), len(YEARS)
    return PopulationTables(
        MunicipalPopulation(municipalities, (2019, 2022), cells(len(municipalities), 2, *by_age, first=10)),
        CountyPopulation(
            counties,
            YEARS,
            cells(*in_counties, *by_age, first=5000),
            cells(*in_counties, *by_age, first=1),
            cells(*in_counties, *by_mother, first=2),
        ),
        NationalPopulation(
            YEARS,
            PROJECTED_FROM,
            **{
                measure: cells(len(YEARS), *by_age, first=first)
                for first, measure in enumerate(("population", "immigration", "emigration", "deaths"))
            },
            births=cells(len(YEARS), *by_mother, first=9),
        ),
        NationalMortality(YEARS, cells(len(YEARS), *by_age, first=7), cells(len(YEARS), *by_age, first=8)),
        ABOUT,
    )


def persons(place: int, year: int, sex: int, age: int) -> int:
    """Return the number in the files for a place among its like, the sex (0 for women) and the age."""
    return 100 * (place + 1) + 10 * (year - YEARS[0]) + 3 * sex + (age * 7) % 11


def write_population_folder(folder: Path, municipalities: Iterable[str], *, year: int = 2019) -> Path:
    """Write a folder in the files of the adapter; `municipalities` are names, in any order."""
    folder.mkdir(parents=True)
    men_first = (("män", 1), ("kvinnor", 0))
    _write(
        folder / f"scb_population_municipality_age_sex_{year}.csv.gz",
        f'"region","ålder","kön","X{year}"',
        (
            f'"{name}","{age}","{word}",{persons(place, year, sex, age)}'
            for place, name in enumerate(municipalities)
            for age in AGES
            for word, sex in men_first
        ),
    )
    ages = [*map(str, AGES[:-1]), "100+"]
    for what, words in (("population", ages), ("deaths", ages), ("births", MOTHER_WORDS)):
        _write(folder / f"scb_{what}_county_age_sex_2014-2015.csv.gz", "age,sex,county,year,count", _county(words))
    for what, measure, decimal in (("mean-population", "pop", ""), ("deaths", "deaths", ".0")):
        _write(folder / f"scb_sweden_{what}_age_sex_2014-2015.csv.gz", f"age,sex,year,{measure}", _country(decimal))
    _write(
        folder / "fohm_ncdsim_sweden_pop_counts_age_sex_2014-2015.csv.gz",
        "year;sex;age;pop;immig;emig;born;dead",
        (
            f"{year};{sex};{age};{persons(0, year, 2 - sex, age) + (0.25 if year >= PROJECTED_FROM else 0)};"
            f"{age % 5};{age % 4};{age if age in MOTHERS_AGES else 0};{age % 3}"
            for year in YEARS
            for sex in (1, 2)
            for age in AGES
        ),
    )
    return folder


def _county(words: list[str]) -> Iterator[str]:
    for place, county in enumerate(COUNTIES):
        for number, word in enumerate(words):
            for name, sex in (("Females", 0), ("Males", 1)):
                yield from (f"{word},{name},{county},{year},{persons(place, year, sex, number)}.0" for year in YEARS)


def _country(decimal: str) -> Iterator[str]:
    for year in YEARS:
        for age in AGES:
            yield from (f"{age}{decimal},{w},{year},{persons(0, year, s, age)}" for w, s in (("women", 0), ("men", 1)))


def _write(file: Path, header: str, lines: Iterable[str]) -> None:
    file.write_bytes(gzip.compress("\n".join([header, *lines, ""]).encode(), mtime=0))
