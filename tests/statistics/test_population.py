"""Population by age in the store: what was written is read, whole, fast, and of the country that the figures are of."""

import dataclasses
from datetime import timedelta
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from riktmarke.statistics.dense_tables import read_dense, write_dense
from riktmarke.statistics.population import PopulationTables
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import DamagedFile, NoFigures, UnknownArea
from tests.fixtures_figures import RECEIVED
from tests.invented_population import invented_tables

TABLES = ("municipal", "county", "national", "mortality")


@pytest.fixture
def written(own_store: Store) -> PopulationTables:
    return own_store.write_population(invented_tables(own_store.dataset().areas), at=RECEIVED)


def test_a_store_without_population_says_how_to_get_it(own_store: Store) -> None:
    with pytest.raises(NoFigures, match="no tables of population by age") as raised:
        own_store.population()

    assert "riktmarke import scb-population DIR" in str(raised.value)


def test_what_is_written_is_read(own_store: Store, written: PopulationTables) -> None:
    expected = invented_tables(own_store.dataset().areas)
    for name in TABLES:
        table, read = getattr(expected, name), getattr(written, name)
        for field in dataclasses.fields(table):
            assert np.array_equal(getattr(table, field.name), getattr(read, field.name)), (name, field.name)
    assert written.about.items() >= expected.about.items()


def test_the_base_is_the_latest_year_there_is(written: PopulationTables) -> None:
    assert (written.municipal.years, written.base_year) == ((2019, 2022), 2022)
    assert np.array_equal(written.base, written.municipal.population[:, 1])
    assert written.base_of("9102").shape == (2, 101)
    assert np.array_equal(written.base_of("9102"), written.municipal.population[1, 1])


def test_an_area_without_population_is_unknown(written: PopulationTables) -> None:
    with pytest.raises(UnknownArea, match="'2083'"):
        written.base_of("2083")
    with pytest.raises(UnknownArea, match="a region's code"):
        written.county_position("9101")
    assert written.county_position("0091") == 0


def test_the_tables_are_kept_until_another_version_is_current(own_store: Store, written: PopulationTables) -> None:
    assert own_store.population() is written
    own_store.write_population(written, at=RECEIVED + timedelta(days=1))

    assert own_store.population() is not written
    assert len(own_store.population_versions.names()) == 2


def test_what_is_kept_and_shared_cannot_be_changed(written: PopulationTables) -> None:
    with pytest.raises(ValueError, match="read-only"):
        written.base[0, 0, 0] = 1


def test_invented_population_is_not_shown_beside_other_figures(own_store: Store) -> None:
    tables = invented_tables(own_store.dataset().areas)
    with pytest.raises(NoFigures, match="of another country"):
        own_store.write_population(dataclasses.replace(tables, about={**tables.about, "example": True}), at=RECEIVED)


@pytest.mark.parametrize("table", ["municipal", "county_births", "national"])
def test_a_byte_that_has_changed_on_the_disk_is_noticed(
    own_store: Store, written: PopulationTables, table: str
) -> None:
    file = own_store.population_versions.current().path / f"{table}.parquet"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)

    with pytest.raises(DamagedFile, match=f"{table}.parquet cannot be read"):
        Store(own_store.root).population()


def test_a_file_that_is_cut_off_is_noticed(own_store: Store, written: PopulationTables) -> None:
    file = own_store.population_versions.current().path / "county.parquet"
    file.write_bytes(file.read_bytes()[:-100])

    with pytest.raises(DamagedFile, match=r"county\.parquet has \d+ bytes, not \d+"):
        Store(own_store.root).population()


def test_a_table_with_a_hole_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "table.parquet"
    write_dense(file, {"year": (2001, 2002), "sex": ("F", "M")}, {"persons": np.ones((2, 2))})
    pq.write_table(pq.read_table(file).slice(0, 3), file)

    with pytest.raises(DamagedFile, match="its 3 rows are not one for each combination of year, sex"):
        read_dense(file, ("year", "sex"), ("persons",))
    with pytest.raises(DamagedFile, match="the columns deaths are missing"):
        read_dense(file, ("year", "sex"), ("deaths",))


def test_a_measure_of_another_shape_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"persons has the shape \(2, 1\)"):
        write_dense(tmp_path / "table.parquet", {"year": (2001, 2002), "sex": ("F", "M")}, {"persons": np.ones((2, 1))})


def test_any_program_can_read_the_files(own_store: Store, written: PopulationTables) -> None:
    rows = pq.read_table(own_store.population_versions.current().path / "municipal.parquet").to_pylist()

    own = [row["population"] for row in rows if row["area"] == "9101" and row["year"] == 2022 and row["sex"] == "F"]
    assert own == written.base_of("9101")[0].tolist()
    assert len(rows) == written.municipal.population.size


def test_what_has_been_read_is_held(own_store: Store, written: PopulationTables) -> None:
    fresh = Store(own_store.root)

    assert fresh.population() is fresh.population()
