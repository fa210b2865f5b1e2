"""The real population by age: as published elsewhere, and the conventions of age that its tables are said to have."""

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from riktmarke.statistics.population import MOTHERS_AGES, Floats, PopulationTables
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.groups import FEMALE, MALE

WOMEN, MEN = 0, 1


@pytest.fixture
def tables(real_store: Store) -> PopulationTables:
    return real_store.population()


def test_hedemora_has_as_many_as_published(tables: PopulationTables) -> None:
    assert tables.base_year == 2019
    assert tables.base_of("2083").sum() == 15_491


def test_dalarna_has_as_many_as_published(tables: PopulationTables) -> None:
    dalarna = tables.county_position("0020")
    assert tables.county.population[dalarna, tables.county.years.index(2015)].sum() == 281_028


def test_every_municipality_has_the_women_and_men_that_kolada_says(tables: PopulationTables, real_store: Store) -> None:
    panel = real_store.dataset().population
    year = panel.periods.index(2019)
    codes = [area.code for area in panel.areas.of_kind(AreaKind.MUNICIPALITY)]
    kolada = np.stack([panel.values[panel.areas.position(code), year, [FEMALE, MALE]] for code in codes])

    assert tables.municipal.areas == tuple(codes)
    assert len(codes) == 290
    assert np.array_equal(tables.base.sum(axis=2), kolada)


def test_every_county_has_the_people_that_kolada_says(tables: PopulationTables, real_store: Store) -> None:
    panel = real_store.dataset().population
    assert len(tables.county.areas) == 21
    compared = 0
    for place, code in enumerate(tables.county.areas):
        for year, persons in panel.of(code).items():
            if year in tables.county.years:
                assert tables.county.population[place, tables.county.years.index(year)].sum() == persons, (code, year)
                compared += 1
    assert compared > 300


# Read off the files: the first and the last row, one of Dalarna, of Västra Götaland ("Gotaland"), of the country.
def test_single_cells_are_those_of_the_files(tables: PopulationTables) -> None:
    county, national, mortality = tables.county, tables.national, tables.mortality
    assert tables.base_of("0114")[:, 0].tolist() == [266, 271]  # Upplands Väsby, below one year
    assert tables.base_of("2584")[:, 100].tolist() == [0, 0]  # Kiruna, 100 and older
    assert county.population[0, 0, WOMEN, 0] == 9675  # Stockholm 1968
    assert county.deaths[0, :3, WOMEN, 0].tolist() == [111, 72, 65]
    assert (county.population[-1, -1, MEN, 100], county.deaths[-1, -1, MEN, 100]) == (7, 5)  # Norrbotten 2015
    first = [measure[0, MEN, 0] for measure in (national.population, national.immigration, national.emigration)]
    assert (first, national.deaths[0, MEN, 0]) == ([46_764, 360, 131], 157)
    assert national.population[-1, WOMEN, 100] == 20_100.4474195046
    assert (mortality.mean_population[0, WOMEN, 0], mortality.deaths[0, WOMEN, 0]) == (52_673, 491)
    assert (mortality.mean_population[-1, MEN, 100], mortality.deaths[-1, MEN, 100]) == (394.5, 243)


def test_the_counties_sum_up_to_what_a_plain_reading_of_the_files_gives(
    tables: PopulationTables, real_data: Path
) -> None:
    for what in ("population", "deaths", "births"):
        total: dict[tuple[str, str], float] = defaultdict(float)
        file = real_data / "population" / f"scb_{what}_county_age_sex_1968-2015.csv.gz"
        with gzip.open(file, "rt", encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                if row["age"] != "no information":
                    total[row["year"], row["sex"]] += float(row["count"])
        found = getattr(tables.county, what).sum(axis=(0, 3))
        for (year, sex), count in total.items():
            place = WOMEN if sex == "Females" else MEN
            assert found[tables.county.years.index(int(year)), place] == count, (what, year, sex)


def test_municipalities_and_counties_make_up_the_country_at_every_age(tables: PopulationTables) -> None:
    national = tables.national
    assert np.array_equal(tables.base.sum(axis=0), national.population[national.years.index(2019)])
    for year in range(2000, 2016):
        counties = tables.county.population[:, tables.county.years.index(year)].sum(axis=0)
        assert np.array_equal(counties, national.population[national.years.index(year)]), year


def test_the_projection_of_the_country_begins_where_the_readme_says(tables: PopulationTables) -> None:
    assert tables.national.projected_from == 2022
    assert tables.national.years[tables.national.observed_years - 1] == 2021


def test_who_was_there_and_who_came_and_went_makes_who_is_there(tables: PopulationTables) -> None:
    """The balance holds by the age at the end of the year, but for corrections of the register: 2 persons in 10 000.

    By any other age it is many times as far off.
    """
    n, observed = tables.national, slice(1, tables.national.observed_years)
    moved = (n.immigration - n.emigration - n.deaths)[observed]
    before, after = n.population[: n.observed_years - 1], n.population[observed]
    error = np.abs(after[..., 1:100] - before[..., :99] - moved[..., 1:100]).sum()
    error_by_age_before = np.abs(after[..., 1:100] - before[..., :99] - moved[..., :99]).sum()
    born = n.births[observed].sum(axis=2) + moved[..., 0]

    assert error / after.sum() < 0.0002
    assert error_by_age_before > 9 * error
    assert np.abs(after[..., 0] - born).max() <= 7


def test_deaths_by_the_day_of_death_are_as_many_and_lie_earlier(tables: PopulationTables) -> None:
    """In the year somebody dies they are on average half a year younger on that day than they would have become."""
    years = range(2000, 2021)
    by_day = np.stack([tables.mortality.deaths[tables.mortality.years.index(year)] for year in years])
    by_end = np.stack([tables.national.deaths[tables.national.years.index(year)] for year in years])
    ages = np.arange(101)

    assert np.array_equal(by_day.sum(axis=2), by_end.sum(axis=2))
    younger = (by_end @ ages - by_day @ ages).sum() / by_end.sum()
    assert 0.45 < younger < 0.55


def test_mean_population_is_the_mean_of_the_ends_of_the_year(tables: PopulationTables) -> None:
    for year in range(2001, 2021):
        now = tables.national.years.index(year)
        mean = tables.national.population[now - 1 : now + 1].mean(axis=0)
        assert np.array_equal(tables.mortality.mean_population[tables.mortality.years.index(year)], mean), year


def test_births_follow_the_cohort_of_the_mothers_age_at_the_end_of_the_year(tables: PopulationTables) -> None:
    """Which age of the mother it is, the files do not say; large cohorts beside small ones do.

    How births jump from age to age is laid out on how the women of the cohort jump, and the women of the age.
    """
    women, births = tables.county.population.sum(axis=0)[:, WOMEN], tables.county.births.sum(axis=(0, 2))
    ages = np.arange(22, 37)
    cohort = (women[1:, ages] + women[:-1, ages - 1]) / 2
    of_age = (women[1:, ages] + women[:-1, ages]) / 2

    def jumps(counted: Floats) -> Floats:
        bends: Floats = np.diff(np.log(counted), 2, axis=1)
        return (bends - bends.mean(axis=0)).ravel()

    explained = np.stack([jumps(cohort), jumps(of_age)], axis=1)
    weight, *_ = np.linalg.lstsq(explained, jumps(births[1:, ages - MOTHERS_AGES[0]]), rcond=None)
    assert weight == pytest.approx([1, 0], abs=0.1)
