"""The adapter example-country: a recipe in, a labelled dataset and its truths out."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from riktmarke.governance.definitions import Definition
from riktmarke.sources.adapters import adapter
from riktmarke.sources.adapters.example_country import ExampleCountry
from riktmarke.sources.example_country.generating import generate, truths, write_recipe
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.sources.example_country.truths import TRUTHS, read_truths
from riktmarke.sources.ingest import import_from
from riktmarke.statistics.store import Dataset, Store
from riktmarke.vocabulary.errors import DamagedFile, RiktmarkeError
from riktmarke.vocabulary.groups import GROUPS
from riktmarke.vocabulary.observation_status import STATUSES, ObservationStatus
from tests.fixtures_figures import RECEIVED, silent
from tests.sources.example_country.conftest import RECIPE, habits

SMALL = Recipe(municipalities=12, counties=3, first_year=2015, plain_series=1)


@pytest.fixture
def recipe_file(tmp_path: Path) -> Path:
    return write_recipe(tmp_path / "recipe.json", SMALL, habits())


@pytest.fixture
def imported(recipe_file: Path, tmp_path: Path) -> tuple[Store, Dataset]:
    store = Store(tmp_path / "store")
    return store, import_from("example-country", recipe_file, store, at=RECEIVED, progress=silent)


def test_the_adapter_is_found_by_its_name() -> None:
    assert isinstance(adapter("example-country"), ExampleCountry)


def test_the_dataset_says_that_it_is_invented(imported: tuple[Store, Dataset]) -> None:
    manifest = imported[1].version.manifest

    assert manifest["example"] is True
    assert manifest["publisher"] == "Riktmärke (påhittade siffror)"
    assert manifest["attribution"] == "Påhittade siffror från Exempellandet"
    assert manifest["fetched"] == "2026-01-02"
    assert all(series.description.startswith("Påhittade siffror") for series in imported[1].series)


def test_the_store_holds_what_is_made_in_memory(imported: tuple[Store, Dataset]) -> None:
    made = generate(SMALL, habits())
    o = made.delivery.observations
    ids = [description.id for description in made.delivery.descriptions]
    rows = o.series == ids.index("share")
    panel = imported[1].panel("share")
    there = ~np.isnan(panel.values)

    assert imported[1].version.manifest["values"] == len(o.value)
    assert np.array_equal(np.sort(panel.values[there]), np.sort(o.value[rows]))


def test_a_suppressed_cell_is_read_back_as_suppressed(tmp_path: Path) -> None:
    recipe = replace(SMALL, suppress_below=150, share_missing=0)
    made = generate(recipe, habits()).delivery
    o = made.observations
    series = [description.id for description in made.descriptions].index("count")
    first = np.flatnonzero((o.series == series) & (o.status == STATUSES.index(ObservationStatus.SUPPRESSED)))[0]
    area, year, group = made.areas.areas[o.area[first]].code, int(o.period[first]), GROUPS[o.group[first]]
    file = write_recipe(tmp_path / "recipe.json", recipe, habits())
    panel = import_from("example-country", file, Store(tmp_path / "store"), at=RECEIVED, progress=silent).panel("count")

    assert panel.status_of(area, year, group) is ObservationStatus.SUPPRESSED
    assert year not in panel.of(area, group)


def test_the_truths_lie_beside_the_recipe(imported: tuple[Store, Dataset]) -> None:
    store, dataset = imported
    kept = truths(store.snapshots.get(dataset.version.manifest["snapshot"]))
    made = generate(SMALL, habits()).truths

    assert list(kept) == list(made)
    for series, truth in made.items():
        for name in type(truth).__dataclass_fields__:
            ours, theirs = getattr(truth, name), getattr(kept[series], name)
            if isinstance(ours, np.ndarray):
                np.testing.assert_array_equal(theirs, ours, err_msg=f"{series} {name}")
            else:
                assert theirs == ours, (series, name)


def test_the_same_recipe_twice_is_one_snapshot(recipe_file: Path, imported: tuple[Store, Dataset]) -> None:
    store, dataset = imported
    again = import_from("example-country", recipe_file, store, at=RECEIVED, progress=silent, only_if_changed=True)

    assert again.version.name == dataset.version.name


def test_truths_of_another_country_are_refused(imported: tuple[Store, Dataset]) -> None:
    store, dataset = imported
    file = store.snapshots.get(dataset.version.manifest["snapshot"]).file(TRUTHS)

    with pytest.raises(DamagedFile, match="other areas"):
        read_truths(file, generate(RECIPE, {}).delivery.areas)


def test_damaged_truths_say_what_to_do(imported: tuple[Store, Dataset]) -> None:
    store, dataset = imported
    snapshot = store.snapshots.get(dataset.version.manifest["snapshot"])
    snapshot.file(TRUTHS).write_bytes(b"PAR1 no more")

    with pytest.raises(DamagedFile, match="truths") as damaged:
        truths(snapshot)
    assert "riktmarke example" in damaged.value.remedy


def test_a_catalogue_s_folder_is_a_recipe_too(
    repository: Path, real_catalogue: dict[str, Definition], tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    dataset = import_from("example-country", repository / "catalogue", store, at=RECEIVED, progress=silent)
    missing = [
        series
        for definition in real_catalogue.values()
        for series in definition.all_series
        if series not in dataset.series
    ]

    assert missing == []
    assert len(dataset.areas) == 1 + 5 + 60
    assert 300_000 < dataset.version.manifest["values"] < 1_200_000


def test_no_recipe_says_what_is_expected(tmp_path: Path) -> None:
    with pytest.raises(RiktmarkeError, match="no recipe") as refused:
        import_from("example-country", tmp_path / "nothing", Store(tmp_path), at=RECEIVED, progress=silent)
    assert "recipe file" in refused.value.expected


def test_a_recipe_from_elsewhere_is_read_by_its_words(tmp_path: Path) -> None:
    file = tmp_path / "recipe.json"
    file.write_text(json.dumps({"recipe": {"municipalities": 8, "counties": 2}, "indicators": []}), encoding="utf-8")
    dataset = import_from("example-country", file, Store(tmp_path / "store"), at=RECEIVED, progress=silent)

    assert len(dataset.areas) == 11
    assert len(dataset.series) == 11  # the population alone
