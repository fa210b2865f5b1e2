"""Whether reported crimes may be set beside the country's is settled by the figures, not by taste.

Crimes with no known place count in the country's value and in no municipality's. Where they alone make a difference
that we would call one, on average over the five latest years, no municipality is set beside the country.
"""

import polars as pl
import pytest

from riktmarke.governance.definitions import Definition

INHABITANTS, COUNTRY, REGIONS = "N01951", "0000", "00"
LATEST = range(2018, 2023)
WITHOUT_A_PLACE = ("utan känd brottsplats", "utan uppgift om plats")


def counting_crimes_without_a_place(catalogue: dict[str, Definition]) -> list[str]:
    return sorted(s for s, d in catalogue.items() if any(words in d.note for words in WITHOUT_A_PLACE))


def above_the_municipalities(raw: pl.DataFrame, series: str) -> float:
    """The country's value less the mean of all municipalities weighted by inhabitants, on average over five years."""
    total = raw.filter(pl.col("gender") == "T", pl.col("year").is_in(list(LATEST))).with_columns(
        pl.col("kpi", "area_id").cast(pl.String)
    )
    inhabitants = total.filter(pl.col("kpi") == INHABITANTS).select("area_id", "year", people="value")
    values = total.filter(pl.col("kpi") == series)
    together = (
        values.filter(~pl.col("area_id").str.starts_with(REGIONS))
        .join(inhabitants, on=["area_id", "year"])
        .group_by("year")
        .agg(mean=(pl.col("value") * pl.col("people")).sum() / pl.col("people").sum())
    )
    beside = values.filter(pl.col("area_id") == COUNTRY).join(together, on="year")
    assert len(beside) == len(LATEST)
    return float(beside.select((pl.col("value") - pl.col("mean")).mean()).item())


def test_eleven_indicators_count_crimes_without_a_place(real_catalogue: dict[str, Definition]) -> None:
    assert len(counting_crimes_without_a_place(real_catalogue)) == 11


def test_crimes_are_set_beside_the_country_only_where_those_without_a_place_make_no_difference(
    real_catalogue: dict[str, Definition], raw: pl.DataFrame
) -> None:
    for series in counting_crimes_without_a_place(real_catalogue):
        definition = real_catalogue[series]
        above = above_the_municipalities(raw, series)
        assert bool(definition.country_not_comparable) is (above >= definition.smallest_difference), (
            f"{series}: the country lies {above:.1f} above all municipalities, and the smallest difference that "
            f"matters is {definition.smallest_difference}; mend country_not_comparable"
        )


@pytest.mark.parametrize(("series", "above"), [("N07544", 101), ("U07417", 316)])
def test_how_far_the_country_lies_above_is_as_the_definition_says(
    real_catalogue: dict[str, Definition], raw: pl.DataFrame, series: str, above: int
) -> None:
    assert round(above_the_municipalities(raw, series)) == above
    assert f"{above} per 100 000" in real_catalogue[series].country_not_comparable
