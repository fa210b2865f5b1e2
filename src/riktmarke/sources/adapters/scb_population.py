"""Statistics Sweden's population by age as a folder of files: what a projection of the population starts from.

The folder is described in its own README. Municipalities and counties go by names there: those of municipalities are
looked up among the areas of the store, those of counties (without å, ä and ö) in a list here.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from riktmarke.sources.dense_csv import CsvAxis, dense_csv
from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.dense_tables import DenseTable
from riktmarke.statistics.population import (
    AGES,
    MOTHERS_AGES,
    CountyPopulation,
    Floats,
    MunicipalPopulation,
    NationalMortality,
    NationalPopulation,
    PopulationTables,
)
from riktmarke.statistics.snapshots import Snapshot, SnapshotRegister
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.errors import RiktmarkeError, UnexpectedPayload

SOURCE = "scb-population"
PUBLISHER = "SCB"
ATTRIBUTION = "Källa: SCB; landets befolkning 2000 och senare: SCB och Folkhälsomyndigheten"
LICENCE = "CC0 1.0 (SCB)"
# Several years of municipalities may lie beside each other; of the others, the last by name is taken.
FILES = {
    "municipal": "scb_population_municipality_age_sex_[0-9][0-9][0-9][0-9].csv*",
    "county_population": "scb_population_county_age_sex_*.csv*",
    "county_births": "scb_births_county_age_sex_*.csv*",
    "county_deaths": "scb_deaths_county_age_sex_*.csv*",
    "mean_population": "scb_sweden_mean-population_age_sex_*.csv*",
    "deaths": "scb_sweden_deaths_age_sex_*.csv*",
    "national": "fohm_ncdsim_sweden_pop_counts_age_sex_*.csv*",
}
COUNTIES = {
    "Stockholm": "0001",
    "Uppsala": "0003",
    "Sodermanland": "0004",
    "Ostergotland": "0005",
    "Jonkoping": "0006",
    "Kronoberg": "0007",
    "Kalmar": "0008",
    "Gotland": "0009",
    "Blekinge": "0010",
    "Skane": "0012",
    "Halland": "0013",
    "Gotaland": "0014",  # Västra Götaland
    "Varmland": "0017",
    "Orebro": "0018",
    "Vastmanland": "0019",
    "Dalarna": "0020",
    "Gavleborg": "0021",
    "Vasternorrland": "0022",
    "Jamtland": "0023",
    "Vasterbotten": "0024",
    "Norrbotten": "0025",
}
SEXES = {"women": 0, "men": 1, "kvinnor": 0, "män": 1, "Females": 0, "Males": 1, "2": 0, "1": 1}
# Ages are written 7, 7.0 or, the last, 100+.
AGE_WORDS = {**{str(age): age for age in AGES}, **{f"{age}.0": age for age in AGES}, "100+": AGES[-1]}
UNKNOWN_AGE = "no information"
MOTHER_WORDS = ["<15", *map(str, MOTHERS_AGES[:-1]), f"{MOTHERS_AGES[-1]}+", UNKNOWN_AGE]
YEAR_OF_MUNICIPALITIES = re.compile(r"X(\d{4})")


class ScbPopulation:
    """The source `scb-population`."""

    def offers(self, where: Path) -> bool:
        """Return whether any of the files lies in this folder."""
        return any(any(where.glob(pattern)) for pattern in FILES.values())

    def fetch(self, where: Path, register: SnapshotRegister, *, at: datetime) -> Snapshot:
        """Keep the folder's files as a snapshot.

        Raises:
            RiktmarkeError: naming the file that is not there.
        """
        roles = {role: _find(where, pattern) for role, pattern in FILES.items()}
        kept = {role: found if role == "municipal" else found[-1:] for role, found in roles.items()}
        describe = {
            "source": SOURCE,
            "publisher": PUBLISHER,
            "attribution": ATTRIBUTION,
            "licence": LICENCE,
            "roles": {role: [file.name for file in files] for role, files in kept.items()},
        }
        return register.take([file for files in kept.values() for file in files], at=at, describe=describe)

    def parse(self, snapshot: Snapshot, areas: AreaTable) -> PopulationTables:
        """Return the tables that the snapshot holds; `areas` gives the municipalities' codes.

        Raises:
            DamagedFile: if a file is no text, or no CSV.
            UnexpectedPayload: naming file, line and column of what does not fit.
        """
        about = {key: snapshot.manifest[key] for key in ("source", "publisher", "attribution", "licence", "received")}
        return PopulationTables(
            municipal=_municipal(snapshot, areas),
            county=_county(snapshot),
            national=_national(snapshot),
            mortality=_mortality(snapshot),
            about={"dataset": "population", "snapshot": snapshot.id, **about},
        )


def _find(folder: Path, pattern: str) -> list[Path]:
    found = sorted(folder.glob(pattern)) if folder.is_dir() else []
    if not found:
        raise RiktmarkeError(
            f"{folder}: {'no file like ' + pattern if folder.is_dir() else 'there is no such folder'}.",
            expected="a folder with " + ", ".join(FILES.values()),
            remedy=f"give the folder that holds the population by age: riktmarke import {SOURCE} DIR.",
        )
    return found


def _places(column: str, words: Sequence[str], what: str) -> CsvAxis:
    return CsvAxis(column, {word: place for place, word in enumerate(words)}, what)


def _sex(column: str = "sex") -> CsvAxis:
    return CsvAxis(column, SEXES, f"one of {', '.join(SEXES)}")


def _age(column: str = "age") -> CsvAxis:
    return CsvAxis(column, AGE_WORDS, f"a whole age from 0 to {AGES[-1]}, the last one open")


def _read(snapshot: Snapshot, name: str, axes: Sequence[CsvAxis], measures: Sequence[str], **form: str) -> DenseTable:
    return dense_csv(name, snapshot.text(name), axes, measures, **form)


def _file(snapshot: Snapshot, role: str) -> str:
    return str(snapshot.manifest["roles"][role][0])


def _years(table: DenseTable) -> tuple[int, ...]:
    return tuple(int(year) for year in table.axes["year"])


def _municipal(snapshot: Snapshot, areas: AreaTable) -> MunicipalPopulation:
    municipalities = areas.of_kind(AreaKind.MUNICIPALITY)
    region = _places("region", [area.name for area in municipalities], "the name of a municipality in the store")
    by_year = {}
    for name in snapshot.manifest["roles"]["municipal"]:
        year = YEAR_OF_MUNICIPALITIES.search(snapshot.text(name).partition("\n")[0])
        if year is None:
            raise UnexpectedPayload(
                f"{name}: no column says its year.", expected="a column such as X2019", remedy="fetch the file again."
            )
        table = _read(snapshot, name, [region, _sex("kön"), _age("ålder")], [year[0]])
        by_year[int(year[1])] = table.measures[year[0]]
    years = tuple(sorted(by_year))
    return MunicipalPopulation(
        tuple(area.code for area in municipalities), years, np.stack([by_year[year] for year in years], axis=1)
    )


def _county(snapshot: Snapshot) -> CountyPopulation:
    county = _places("county", list(COUNTIES), f"one of {', '.join(COUNTIES)}")
    mother = _places("age", MOTHER_WORDS, f"one of {', '.join(MOTHER_WORDS)}")
    tables = {
        role: _read(snapshot, _file(snapshot, role), [county, _sex(), age], ["count"], year="year")
        for role, age in (("county_population", _age()), ("county_deaths", _age()), ("county_births", mother))
    }
    _check_same_years(snapshot, tables)
    population, deaths, births = (table.measures["count"].swapaxes(0, 1) for table in tables.values())
    return CountyPopulation(
        tuple(COUNTIES.values()), _years(tables["county_births"]), population, deaths, _mothers_known(births)
    )


def _mothers_known(births: Floats) -> Floats:
    """Return births by MOTHERS_AGES from births by MOTHER_WORDS, along the last axis."""
    by_age = births[..., 1 : 1 + len(MOTHERS_AGES)].copy()
    by_age[..., 0] += births[..., 0]
    return by_age


def _check_same_years(snapshot: Snapshot, tables: Mapping[str, DenseTable]) -> None:
    (first, years), *others = ((role, _years(table)) for role, table in tables.items())
    for role, found in others:
        if found != years:
            raise UnexpectedPayload(
                f"{_file(snapshot, role)} has the years {found[0]}–{found[-1]}, "
                f"and {_file(snapshot, first)} {years[0]}–{years[-1]}.",
                expected="the same years in both",
                remedy="fetch both files again, from the same day.",
            )


def _national(snapshot: Snapshot) -> NationalPopulation:
    name, measures = _file(snapshot, "national"), ["pop", "immig", "emig", "dead", "born"]
    table = _read(snapshot, name, [_sex(), _age()], measures, year="year", delimiter=";")
    population, immigration, emigration, deaths, born = (table.measures[measure] for measure in measures)
    years = _years(table)
    # What is observed is whole persons; the first year with parts of persons is projected.
    whole = np.array([np.all(population[year] == np.round(population[year])) for year in range(len(years))])
    return NationalPopulation(
        years=years,
        projected_from=years[-1] + 1 if whole.all() else years[int(np.argmin(whole))],
        population=population,
        immigration=immigration,
        emigration=emigration,
        deaths=deaths,
        births=born[..., MOTHERS_AGES[0] : MOTHERS_AGES[-1] + 1],
    )


def _mortality(snapshot: Snapshot) -> NationalMortality:
    tables = {
        role: _read(snapshot, _file(snapshot, role), [_sex(), _age()], [measure], year="year")
        for role, measure in (("mean_population", "pop"), ("deaths", "deaths"))
    }
    _check_same_years(snapshot, tables)
    return NationalMortality(
        _years(tables["deaths"]), tables["mean_population"].measures["pop"], tables["deaths"].measures["deaths"]
    )
