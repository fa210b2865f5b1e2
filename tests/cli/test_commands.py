"""What the commands print, on the invented figures."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from riktmarke.sources.ingest import import_from
from riktmarke.statistics.store import Store
from tests.cli.conftest import Riktmarke
from tests.invented_figures import MUNICIPALITIES, NAMES, level, members, persons
from tests.invented_population import invented_tables, write_population_folder

Bulk = Callable[..., Path]


@pytest.fixture
def filled(riktmarke: Riktmarke, bulk_folder: Bulk) -> Riktmarke:
    assert riktmarke("import", "kolada-bulk", bulk_folder()).code == 0
    return riktmarke


def test_import_says_what_it_read_and_what_comes_next(riktmarke: Riktmarke, bulk_folder: Bulk) -> None:
    ended = riktmarke("import", "kolada-bulk", bulk_folder())
    assert "values of" in ended.out
    assert "2010–2022" in ended.out
    assert "riktmarke assess --all" in ended.out


def test_the_folder_above_the_one_with_the_files_will_do(riktmarke: Riktmarke, bulk_folder: Bulk) -> None:
    above = bulk_folder("data/kolada").parent
    assert riktmarke("import", "kolada-bulk", above).code == 0


def test_areas_are_found_by_part_of_a_name_without_accents(filled: Riktmarke) -> None:
    assert "9103  Låtsasås" in filled("areas", "latsas").out


def test_areas_as_json(filled: Riktmarke) -> None:
    rows = json.loads(filled("areas", "exempelby", "--json").out)
    assert rows == [{"code": "9101", "name": "Exempelby", "kind": "municipality", "county": "0091"}]


def test_series_are_found_by_part_of_a_word(filled: Riktmarke) -> None:
    assert "N01951" in filled("series", "invånare").out


def test_assess_as_json_gives_every_group_and_reason(filled: Riktmarke) -> None:
    found = json.loads(filled("assess", "--area", "9101", "N01951", "--json").out)
    (row,) = found
    by_group = {cell["group"]: cell for cell in row["groups"]}
    assert by_group["F"]["value"] == persons("9101", 2022, "K")
    assert by_group["_T"]["country"] == persons("0000", 2022, "T")
    assert row["gap"]["gap"] == persons("9101", 2022, "K") - persons("9101", 2022, "M")
    assert all(isinstance(cell[key], str) for cell in row["groups"] for key in cell if key.endswith("_reason"))


@pytest.mark.django_db
def test_assess_all_is_stored_as_a_run(filled: Riktmarke, tmp_path: Path) -> None:
    ended = filled("assess", "--all", "--json")
    assert ended.code == 0
    about = json.loads(ended.out)
    store = Store(tmp_path / "store")
    assert about["version"] == store.run_versions.current_name()
    assert about["dataset_version"] == store.dataset_versions.current_name()


def test_going_back_to_an_earlier_version(filled: Riktmarke, bulk_folder: Bulk, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    first = store.dataset_versions.current_name()
    assert filled("import", "kolada-bulk", bulk_folder("again")).code == 0
    assert store.dataset_versions.current_name() != first
    assert filled("store", "use", first).code == 0
    assert store.dataset_versions.current_name() == first
    assert first in filled("store", "list").out


def test_population_by_age_is_imported_listed_and_gone_back_to(filled: Riktmarke, tmp_path: Path) -> None:
    folder = write_population_folder(tmp_path / "data" / "population", [NAMES[code] for code in MUNICIPALITIES])
    ended = filled("import", "scb-population", folder)
    assert ended.code == 0
    assert "Population by sex and age: 12 municipalities at the end of 2019, 21 counties 2014–2015, " in " ".join(
        ended.out.split()
    )
    assert "the country 2014–2015 (a projection from 2015 on)" in ended.out

    first = Store(tmp_path / "store").population_versions.current_name()
    assert filled("import", "scb-population", folder.parent).code == 0
    assert Store(tmp_path / "store").population_versions.current_name() != first
    assert f"population  {first}" in filled("store", "list").out
    assert f"Now using the population {first}." in filled("store", "use", first).out
    assert Store(tmp_path / "store").population_versions.current_name() == first


def test_going_back_to_real_figures_goes_back_to_real_population(filled: Riktmarke, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    figures, tables = store.dataset_versions.current_name(), invented_tables(store.dataset().areas)
    real = store.write_population(tables, at=datetime.now(UTC)).about["version"]
    assert filled("example", "--municipalities", 3, "--counties", 1, "--series", 0, "--replace").code == 0
    assert store.population().about["example"]

    assert f"Now using the population {real}." in filled("store", "use", figures).out
    assert store.population().about["version"] == real


def test_versions_made_at_one_moment_are_gone_back_to_together(filled: Riktmarke, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    figures = store.dataset()
    moment = datetime.fromisoformat(figures.version.manifest["created"])
    tables = invented_tables(figures.areas)
    same = store.write_population(tables, at=moment).about["version"]
    store.write_population(tables, at=datetime.now(UTC))
    ended = filled("store", "use", same)

    assert same == figures.version.name
    assert f"Now using the population {same}." in ended.out
    assert f"Now using the figures {same}." in ended.out


@pytest.mark.django_db
def test_going_back_shows_the_findings_made_from_those_figures(
    filled: Riktmarke, bulk_folder: Bulk, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    assert filled("assess", "--all").code == 0
    figures, findings = store.dataset_versions.current_name(), store.run_versions.current_name()
    assert filled("import", "kolada-bulk", bulk_folder("again")).code == 0
    assert filled("assess", "--all").code == 0
    assert store.run_versions.current_name() != findings

    ended = filled("store", "use", figures)

    assert ended.code == 0
    assert store.run_versions.current_name() == findings
    assert findings in ended.out


def test_a_damaged_version_is_listed_as_damaged_beside_the_whole_ones(
    filled: Riktmarke, bulk_folder: Bulk, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    first = store.dataset_versions.current()
    assert filled("import", "kolada-bulk", bulk_folder("again")).code == 0
    (first.path / "areas.parquet").unlink()

    ended = filled("store", "list")

    assert ended.code == 0
    assert "damaged" in ended.out
    assert str(store.dataset_versions.current_name()) in ended.out


def test_a_damaged_dataset_is_mended_by_importing_as_its_error_advises(
    filled: Riktmarke, bulk_folder: Bulk, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    whole = (store.dataset_versions.current().path / "areas.parquet").read_bytes()
    (store.dataset_versions.current().path / "areas.parquet").write_bytes(b"x" * len(whole))

    import_from(
        "kolada-bulk", bulk_folder("again"), store, at=datetime.now(UTC), progress=lambda _: None, only_if_changed=True
    )

    assert len(Store(tmp_path / "store").dataset().areas) > 0


@pytest.mark.django_db
def test_a_damaged_run_does_not_stand_in_the_way_of_an_import(
    filled: Riktmarke, bulk_folder: Bulk, tmp_path: Path
) -> None:
    assert filled("assess", "--all").code == 0
    run = Store(tmp_path / "store").run_versions.current()
    (run.path / "manifest.json").write_text('{"x": 1}', encoding="utf-8")
    assert filled("import", "kolada-bulk", bulk_folder("again")).code == 0


def test_the_invented_country_is_what_it_says(filled: Riktmarke) -> None:
    # A guard on the helpers this file leans on: the county is the sum of its municipalities.
    assert persons("0091", 2022, "T") == sum(persons(m, 2022, "T") for m in members("0091"))
    assert level("9101", 2022, "T") != level("9101", 2021, "T")
