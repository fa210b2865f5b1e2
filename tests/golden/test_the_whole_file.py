"""Everything that the raw file holds is in the store, exactly and nothing besides."""

from pathlib import Path

import numpy as np
import polars as pl

from riktmarke.governance.definitions import Definition
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.groups import FEMALE, MALE, TOTAL


def test_the_size_of_the_store_is_the_published_one(dataset: Dataset) -> None:
    assert dataset.version.manifest["values"] == 7_387_543
    assert len(dataset.series) == 1_996
    assert len(dataset.areas) == 312
    assert len(dataset.areas.of_kind(AreaKind.MUNICIPALITY)) == 290
    assert len(dataset.areas.of_kind(AreaKind.REGION)) == 21
    assert len(dataset.areas.of_kind(AreaKind.COUNTRY)) == 1
    assert (dataset.version.manifest["first_period"], dataset.version.manifest["last_period"]) == (1994, 2022)


def test_every_value_of_the_file_is_in_the_panels_and_no_other(dataset: Dataset, raw: pl.DataFrame) -> None:
    place = {area.code: index for index, area in enumerate(dataset.areas)}
    columns = (
        raw.select(
            pl.col("kpi").cast(pl.String),
            pl.col("area_id").cast(pl.String).replace_strict(place, return_dtype=pl.Int64).alias("area"),
            pl.col("gender").cast(pl.String).replace_strict({"T": 0, "K": 1, "M": 2}, return_dtype=pl.Int64),
            pl.col("year").cast(pl.Int64),
            "value",
        )
        .sort("kpi")
        .partition_by("kpi", as_dict=True, include_key=False)
    )
    panels = 0

    for panel in dataset.panels(dataset.series.ids):
        area, group, year, value = (column.to_numpy() for column in columns[(panel.series,)].get_columns())
        years = year - panel.periods[0]
        assert np.array_equal(panel.values[area, years, group], value), panel.series
        assert np.count_nonzero(~np.isnan(panel.values)) == value.size, panel.series
        panels += 1

    assert panels == len(columns) == 1_996


def test_total_is_women_and_men_together_in_every_area_and_year(dataset: Dataset) -> None:
    people = dataset.panel("N01951").values

    total, women, men = people[:, :, TOTAL], people[:, :, FEMALE], people[:, :, MALE]
    assert np.array_equal(total, women + men, equal_nan=True)
    assert np.count_nonzero(~np.isnan(total)) > 29 * 300


def test_the_municipalities_of_dalarna_are_fifteen(dataset: Dataset) -> None:
    codes = " ".join(area.code for area in dataset.areas.municipalities_of("0020"))

    assert codes == "2021 2023 2026 2029 2031 2034 2039 2061 2062 2080 2081 2082 2083 2084 2085"


def test_the_areas_most_similar_to_hedemora_are_the_published_seven(dataset: Dataset, real_data: Path) -> None:
    (file,) = (real_data / "kolada").glob("kolada_municipality_group_members_*.csv.gz")
    published = pl.read_csv(file, schema_overrides={"member_id": pl.String})
    published = published.filter(pl.col("group_title") == "Liknande kommuner, övergripande, Hedemora, 2025")
    group = dataset.peers.of("2083")

    assert group is not None
    assert (group.field, group.year) == ("övergripande", 2025)
    assert sorted(group.members) == ["0687", "0767", "1472", "1861", "1960", "1961", "2031"]
    assert sorted(group.members) == sorted(published["member_id"])


def test_every_definition_of_the_catalogue_and_its_denominators_have_figures(
    dataset: Dataset, real_catalogue: dict[str, Definition]
) -> None:
    named = {series for d in real_catalogue.values() for series in (*d.all_series, *d.denominators)}

    assert [series for series in sorted(named) if series not in dataset.series] == []
