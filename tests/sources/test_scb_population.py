"""The adapter scb-population: what it reads, and what it says of a folder that is not as published."""

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from riktmarke.sources.adapters import adapter, is_population_adapter, population_adapter
from riktmarke.sources.adapters.scb_population import COUNTIES, ScbPopulation
from riktmarke.sources.ingest import import_population
from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.population import PopulationTables
from riktmarke.statistics.snapshots import SnapshotRegister
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.errors import DamagedFile, NoFigures, RiktmarkeError, UnexpectedPayload
from tests.fixtures_figures import RECEIVED, silent
from tests.invented_population import persons, write_population_folder

MUNICIPAL = "scb_population_municipality_age_sex_2019.csv.gz"
COUNTY = "scb_population_county_age_sex_2014-2015.csv.gz"
COUNTY_DEATHS = "scb_deaths_county_age_sex_2014-2015.csv.gz"
COUNTY_BIRTHS = "scb_births_county_age_sex_2014-2015.csv.gz"
NATIONAL = "fohm_ncdsim_sweden_pop_counts_age_sex_2014-2015.csv.gz"
DEATHS = "scb_sweden_deaths_age_sex_2014-2015.csv.gz"
MEAN = "scb_sweden_mean-population_age_sex_2014-2015.csv.gz"


@pytest.fixture
def areas(small_store: Store) -> AreaTable:
    return small_store.dataset().areas


@pytest.fixture(scope="module")
def written(small_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    # By name, as published: another order than that of the codes.
    names = sorted(area.name for area in small_store.dataset().areas.of_kind(AreaKind.MUNICIPALITY))
    return write_population_folder(tmp_path_factory.mktemp("written") / "population", names)


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """A folder of the test's own."""
    return shutil.copytree(written, tmp_path / "population")


def parsed(folder: Path, areas: AreaTable) -> PopulationTables:
    chosen = ScbPopulation()
    return chosen.parse(chosen.fetch(folder, SnapshotRegister(folder / "snapshots"), at=RECEIVED), areas)


def change(file: Path, change_text: Callable[[str], str]) -> None:
    before = gzip.decompress(file.read_bytes()).decode()
    after = change_text(before)
    assert after != before, "the change changed nothing"
    file.write_bytes(gzip.compress(after.encode()))


def refused(folder: Path, areas: AreaTable) -> str:
    with pytest.raises((UnexpectedPayload, DamagedFile)) as raised:
        parsed(folder, areas)
    return str(raised.value)


def test_the_adapter_is_found_by_its_name() -> None:
    assert isinstance(population_adapter("scb-population"), ScbPopulation)
    assert is_population_adapter("scb-population")
    assert not is_population_adapter("kolada-bulk")


def test_a_name_of_no_adapter_is_told_with_all_names_of_both_kinds() -> None:
    for look_up in (adapter, population_adapter):
        with pytest.raises(RiktmarkeError, match="no source called 'x'") as raised:
            look_up("x")
        assert {"kolada-bulk", "scb-population"} <= set(raised.value.expected.replace(",", "").split())


def test_municipalities_get_the_codes_of_their_names(folder: Path, areas: AreaTable) -> None:
    municipal = parsed(folder, areas).municipal
    by_name = sorted(areas.of_kind(AreaKind.MUNICIPALITY), key=lambda area: area.name)

    assert municipal.areas == tuple(area.code for area in areas.of_kind(AreaKind.MUNICIPALITY))
    for place, area in enumerate(by_name):
        cells = municipal.population[municipal.areas.index(area.code), 0]
        assert cells.tolist() == [[persons(place, 2019, sex, age) for age in range(101)] for sex in (0, 1)]


def test_counties_without_accents_get_their_codes(folder: Path, areas: AreaTable) -> None:
    county = parsed(folder, areas).county

    assert county.areas == tuple(sorted(county.areas))
    assert COUNTIES["Gotaland"] == "0014"
    assert county.years == (2014, 2015)
    place = county.areas.index("0014")
    cells = [[persons(place, 2015, sex, age) for age in range(101)] for sex in (0, 1)]
    assert county.population[place, 1].tolist() == county.deaths[place, 1].tolist() == cells


def test_the_youngest_and_oldest_mothers_are_counted_at_the_ends_and_unknown_ages_left_out(
    folder: Path, areas: AreaTable
) -> None:
    births = parsed(folder, areas).county.births
    girls = births[0, 0, 0]  # of the words <15, 15, 16, …, 48, 49+, no information

    assert girls[0] == persons(0, 2014, 0, 0) + persons(0, 2014, 0, 1)
    assert girls[1:].tolist() == [persons(0, 2014, 0, number) for number in range(2, 36)]


def test_the_country_is_observed_until_it_is_projected(folder: Path, areas: AreaTable) -> None:
    national = parsed(folder, areas).national

    assert (national.years, national.projected_from, national.observed_years) == ((2014, 2015), 2015, 1)
    assert national.population[1, 0, 40] == persons(0, 2015, 0, 40) + 0.25
    assert national.immigration[0, 1].tolist() == [age % 5 for age in range(101)]
    assert national.emigration[0, 1].tolist() == [age % 4 for age in range(101)]
    assert national.deaths[0, 0].tolist() == [age % 3 for age in range(101)]
    assert national.births[1, 0].tolist() == list(range(15, 50))


def test_a_country_without_projection_is_observed_throughout(folder: Path, areas: AreaTable) -> None:
    change(folder / NATIONAL, lambda text: text.replace(".25;", ";"))
    national = parsed(folder, areas).national

    assert (national.projected_from, national.observed_years) == (2016, 2)


def test_mean_population_and_deaths_stand_beside_each_other(folder: Path, areas: AreaTable) -> None:
    mortality = parsed(folder, areas).mortality

    assert mortality.years == (2014, 2015)
    assert mortality.mean_population[1, 1, 100] == mortality.deaths[1, 1, 100] == persons(0, 2015, 1, 100)


def test_a_later_year_of_municipalities_takes_over(folder: Path, areas: AreaTable, tmp_path: Path) -> None:
    names = [area.name for area in areas.of_kind(AreaKind.MUNICIPALITY)]
    later = write_population_folder(tmp_path / "later", names, year=2024)
    (later / MUNICIPAL.replace("2019", "2024")).rename(folder / MUNICIPAL.replace("2019", "2024"))
    tables = parsed(folder, areas)

    assert (tables.municipal.years, tables.base_year) == ((2019, 2024), 2024)
    assert tables.base_of("9101")[1, 3] == persons(0, 2024, 1, 3)


def test_the_rows_may_stand_in_any_order(folder: Path, areas: AreaTable) -> None:
    expected = parsed(folder, areas)
    for file in folder.glob("*.gz"):
        change(file, lambda text: "\n".join([(lines := text.splitlines())[0], *lines[:0:-1]]))
    found = parsed(folder, areas)

    assert np.array_equal(found.municipal.population, expected.municipal.population)
    assert np.array_equal(found.county.births, expected.county.births)
    assert np.array_equal(found.national.deaths, expected.national.deaths)


def test_only_a_folder_with_such_files_offers_anything(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    offers = [ScbPopulation().offers(where) for where in (folder, tmp_path / "empty", tmp_path / "nowhere")]
    assert offers == [True, False, False]


@pytest.mark.parametrize("name", [MUNICIPAL, COUNTY, COUNTY_DEATHS, COUNTY_BIRTHS, NATIONAL, DEATHS, MEAN])
def test_a_file_that_is_not_there_is_named(folder: Path, areas: AreaTable, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(RiktmarkeError, match=f"no file like {name.partition('_20')[0]}"):
        parsed(folder, areas)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, areas: AreaTable) -> None:
    with pytest.raises(RiktmarkeError, match="there is no such folder"):
        parsed(tmp_path / "nowhere", areas)


def test_an_unknown_municipality_is_named_with_its_line(folder: Path, areas: AreaTable) -> None:
    change(folder / MUNICIPAL, lambda text: text.replace("Fabelnäs", "Fabelland"))
    said = refused(folder, areas)

    assert f"{MUNICIPAL}, line {1 + 4 * 202 + 1}: region is 'Fabelland'" in said  # after the header and four others
    assert "the name of a municipality in the store" in said


@pytest.mark.parametrize(
    ("name", "change_to", "said"),
    [
        (COUNTY, ("\n1,Females,Uppsala,2014,", "\n1,Females,Upsala,2014,"), "county is 'Upsala'"),
        (COUNTY, ("\n1,Females,Uppsala,2014,", "\n1,Kvinnor,Uppsala,2014,"), "sex is 'Kvinnor'"),
        (COUNTY, ("\n100+,Females,Uppsala,2014,", "\n101,Females,Uppsala,2014,"), "age is '101'"),
        (COUNTY, ("\n1,Females,Uppsala,2014,", "\n1,Females,Uppsala,14,"), "the year '14' is none"),
        (COUNTY, ("\n1,Females,Uppsala,2014,", "\n2,Females,Uppsala,2014,"), "has 0 rows; the same with 1 other cells"),
        (COUNTY, ("\n1,Females,Uppsala,2014,", "\n1,Females,Uppsala,2014,-"), "count is -"),
        (COUNTY, ("\n1,Females,Uppsala,2014,", "\n1,Females,Uppsala,2014,many"), "many"),
        (COUNTY, ("age,sex,county", "age,gender,county"), "there is no column sex; found age, gender, county"),
        (COUNTY, ("2014", "2013"), "has the years 2014–2015, and"),
        (NATIONAL, (";0;0;0;0\n", ";0;0;0\n"), "cannot be read"),
        (NATIONAL, (";0;0;0;0\n", ";0;0;0;\n"), "line 2: dead is nan"),
        (DEATHS, ("2014", "2013"), "has the years 2013–2015, and"),
        (MUNICIPAL, ('"X2019"', '"persons"'), "no column says its year"),
    ],
)
def test_what_does_not_fit_is_named(
    folder: Path, areas: AreaTable, name: str, change_to: tuple[str, str], said: str
) -> None:
    change(folder / name, lambda text: text.replace(*change_to, -1 if change_to[0] == "2014" else 1))
    told = refused(folder, areas)

    assert said in told
    assert name in told
    assert "What to do: " in told


@pytest.mark.parametrize("name", [MUNICIPAL, COUNTY, NATIONAL])
def test_a_file_that_ends_too_early_is_noticed(folder: Path, areas: AreaTable, name: str) -> None:
    change(folder / name, lambda text: "\n".join(text.splitlines()[:-1]))
    assert "has 0 rows; the same with 0 other cells" in refused(folder, areas)


def test_a_file_that_is_no_archive_is_damaged(folder: Path, areas: AreaTable) -> None:
    file = folder / COUNTY
    file.write_bytes(file.read_bytes()[:1000])
    assert f"{COUNTY} cannot be read as text" in refused(folder, areas)


def test_population_is_imported_once(folder: Path, own_store: Store) -> None:
    def bring() -> PopulationTables:
        return import_population(
            "scb-population", folder, own_store, at=RECEIVED, progress=silent, only_if_changed=True
        )

    first = bring()
    assert bring() is first
    change(folder / DEATHS, lambda text: text.replace("women,2014,110", "women,2014,112"))
    assert bring().about["snapshot"] != first.about["snapshot"]
    assert len(own_store.population_versions.names()) == 2


def test_damaged_tables_are_mended_by_importing_again(folder: Path, own_store: Store) -> None:
    first = import_population("scb-population", folder, own_store, at=RECEIVED, progress=silent)
    (own_store.population_versions.current().path / "county.parquet").unlink()
    store = Store(own_store.root)
    with pytest.raises(DamagedFile):
        store.population()

    again = import_population("scb-population", folder, store, at=RECEIVED, progress=silent, only_if_changed=True)
    assert np.array_equal(again.county.births, first.county.births)


def test_a_failed_import_leaves_what_was_there(folder: Path, own_store: Store) -> None:
    first = import_population("scb-population", folder, own_store, at=RECEIVED, progress=silent)
    change(folder / COUNTY, lambda text: text.replace("Uppsala", "Upsala"))
    with pytest.raises(UnexpectedPayload):
        import_population("scb-population", folder, own_store, at=RECEIVED, progress=silent)

    assert own_store.population() is first


def test_population_needs_the_areas_of_the_figures(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(NoFigures, match="no figures"):
        import_population("scb-population", folder, Store(tmp_path / "store"), at=RECEIVED, progress=silent)
