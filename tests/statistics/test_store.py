"""The store as a whole: deliveries in, datasets out, and what a run rests on is never removed."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from riktmarke.assessment.runs import current_run
from riktmarke.sources.ingest import import_from
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.errors import NoFigures
from riktmarke.vocabulary.groups import GROUPS
from tests import invented_figures
from tests.fixtures_figures import RECEIVED, silent

LETTER = dict(zip(GROUPS, "TKM", strict=True))


def test_every_invented_value_is_in_the_panels_and_no_other(small_store: Store) -> None:
    dataset = small_store.dataset()
    total = 0
    for series in invented_figures.SERIES:
        cells = {(area, year, sex): value for area, year, sex, value in series.cells()}
        panel = dataset.panel(series.id)
        seen = {
            (area, year, LETTER[group]): value
            for area in dataset.areas.codes
            for group in GROUPS
            for year, value in panel.of(area, group).items()
        }
        assert seen == cells
        assert dataset.series[series.id].values == len(cells)
        assert dataset.series[series.id].split_by_sex == ("K" in series.sexes)
        total += len(cells)
    assert dataset.version.manifest["values"] == total


def test_a_panel_that_is_asked_for_again_is_the_same_and_nobody_can_change_it(small_store: Store) -> None:
    dataset = small_store.dataset()
    panel = dataset.panel("N90001")
    assert dataset.panel("N90001") is panel
    for array in (panel.values, panel.status):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0, 0] = 1


def test_a_series_without_values_is_not_in_the_dataset(small_store: Store) -> None:
    assert invented_figures.WITHOUT_VALUES not in small_store.dataset().series


def test_areas_know_their_kind_county_and_municipalities(small_store: Store) -> None:
    areas = small_store.dataset().areas

    assert [len(areas.of_kind(kind)) for kind in AreaKind] == [12, 3, 1]
    assert areas["9101"].county_code == "0091"
    assert areas["0091"].county_code is None
    assert [area.code for area in areas.municipalities_of("0093")] == ["9301"]


def test_the_latest_group_of_similar_areas_counts(small_store: Store) -> None:
    peers = small_store.dataset().peers

    for area, similar in invented_figures.SIMILAR.items():
        group = peers.of(area)
        assert group is not None
        assert (group.members, group.year) == (similar, 2025)
    assert peers.of("9301") is None
    assert peers.of("9101", "ekonomi") is None


def test_the_population_is_the_datasets_own(small_store: Store) -> None:
    population = small_store.dataset().population

    assert population.of("0000")[2022] == invented_figures.persons("0000", 2022, "T")
    assert np.array_equal(
        population.values[..., 0], population.values[..., 1] + population.values[..., 2], equal_nan=True
    )


def test_reading_goes_on_from_the_version_that_was_opened(own_store: Store, bulk_folder: Callable[..., Path]) -> None:
    opened = own_store.dataset()
    import_from("kolada-bulk", bulk_folder(), own_store, at=RECEIVED + timedelta(1), progress=silent)

    assert own_store.dataset() is not opened
    assert opened.panel("N90001").of("9101")[2022] == own_store.dataset().panel("N90001").of("9101")[2022]


def test_the_figures_that_a_run_rests_on_outlive_many_imports(
    own_store: Store, bulk_folder: Callable[..., Path]
) -> None:
    assessed = current_run(own_store).version.manifest["dataset_version"]
    folder = bulk_folder()
    for day in range(1, 7):
        import_from("kolada-bulk", folder, own_store, at=RECEIVED + timedelta(day), progress=silent)

    assert assessed in own_store.dataset_versions.names()
    assert current_run(Store(own_store.root)).of("9101").finding("N90001").period == 2022


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoFigures, match="no figures") as raised:
        Store(tmp_path / "nowhere").dataset()
    assert "riktmarke import" in raised.value.remedy
