"""Making a country: always the same from the same recipe, of any size, and nothing that exists."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riktmarke.sources.example_country.designs import as_json, designs_of, from_json
from riktmarke.sources.example_country.generating import generate, read_recipe, recipe_text
from riktmarke.sources.example_country.names import COUNTY_NAMES, FIRST_PARTS, municipality_names
from riktmarke.sources.example_country.randomness import stream
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.statistics.observations import ordered
from riktmarke.vocabulary.areas import COUNTRY_CODE, AreaKind, county_code_of
from riktmarke.vocabulary.errors import RiktmarkeError, UnexpectedPayload
from riktmarke.vocabulary.observation_status import STATUSES, ObservationStatus
from tests.sources.example_country.conftest import RECIPE, Country, habits

COLUMNS = ("series", "area", "group", "period", "value", "status")


def test_the_same_recipe_gives_the_same_country(country: Country) -> None:
    again = generate(RECIPE, habits())

    for column in COLUMNS:
        ours, theirs = (getattr(made.delivery.observations, column) for made in (country.made, again))
        assert np.array_equal(ours, theirs, equal_nan=True)
    assert again.delivery.areas == country.areas
    assert again.delivery.peers == country.made.delivery.peers


def test_another_seed_gives_another_country(country: Country) -> None:
    other = generate(replace(RECIPE, seed=8), habits())

    assert not np.array_equal(other.truths["share"].level, country.made.truths["share"].level, equal_nan=True)
    assert other.delivery.areas != country.areas


def test_a_series_is_the_same_whatever_else_is_made(country: Country) -> None:
    alone = Country(generate(replace(RECIPE, plain_series=0), {"mean": habits()["mean"]}), RECIPE)

    assert np.array_equal(alone.values("mean"), country.values("mean"), equal_nan=True)


def test_rows_come_in_the_order_of_the_store(country: Country) -> None:
    o = country.made.delivery.observations
    ids = [description.id for description in country.made.delivery.descriptions]
    by_series = {name: getattr(o, name)[o.series == 3] for name in COLUMNS}
    key = (by_series["area"].astype(int) * 3 + by_series["group"]) * 10_000 + by_series["period"]

    assert ids == sorted(ids)
    assert np.all(np.diff(key) > 0)
    assert len(ordered(o, ids, country.areas).value) == len(o.value)


def test_codes_and_names_are_each_their_own(country: Country) -> None:
    areas = country.areas
    names = [area.name for area in areas]

    assert len(set(names)) == len(names)
    assert [area.code for area in areas.of_kind(AreaKind.COUNTRY)] == [COUNTRY_CODE]
    assert areas[COUNTRY_CODE].name == "Exempellandet"
    for area in areas.of_kind(AreaKind.MUNICIPALITY):
        assert area.county_code == county_code_of(area.code)
        assert area.county_code in areas
        assert int(area.code[:2]) >= 30


def test_no_place_is_or_could_be_taken_for_a_swedish_one(real_data: Path) -> None:
    listed = next((real_data / "kolada").glob("kolada_municipality_list_*.csv"))
    with listed.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    real = {row["title"].strip().removeprefix("Region ").lower() for row in rows}
    made = generate(Recipe(municipalities=1500, counties=60, first_year=2024, plain_series=0), {}).delivery.areas

    assert len(real) > 300
    assert {area.name.removeprefix("Region ").lower() for area in made} & real == set()
    assert {area.code for area in made} & {row["id"] for row in rows} == {COUNTRY_CODE}
    begins = [name for name in real for part in (*FIRST_PARTS, *COUNTY_NAMES) if name.startswith(part.lower())]
    assert begins == []


def test_there_are_names_enough_for_every_code() -> None:
    names = municipality_names(70 * 99, stream(1, "names"))

    assert len(set(names)) == 70 * 99


def test_similar_areas_are_of_the_same_kind_and_never_the_area_itself(country: Country) -> None:
    for group in country.made.delivery.peers:
        kind = country.areas[group.area].kind
        assert group.area not in group.members
        assert {country.areas[member].kind for member in group.members} == {kind}
        assert len(group.members) == (7 if kind is AreaKind.MUNICIPALITY else 3)


RECIPES = st.builds(
    lambda counties, per_county, years, **given: Recipe(
        counties=counties,
        municipalities=counties * per_county,
        last_year=given["first_year"] + years,
        plain_series=1,
        **given,
    ),
    counties=st.integers(1, 4),
    per_county=st.integers(1, 9),
    years=st.integers(1, 12),
    seed=st.integers(0, 2**32),
    first_year=st.integers(1990, 2020),
    share_missing=st.floats(0, 1),
    suppress_below=st.integers(0, 50),
)


@settings(max_examples=25)
@given(recipe=RECIPES)
def test_whatever_the_recipe_a_country_comes_out_whole(recipe: Recipe) -> None:
    made = generate(recipe, habits())
    o = made.delivery.observations

    assert len(made.delivery.areas) == 1 + recipe.counties + recipe.municipalities
    assert np.array_equal(np.isnan(o.value), o.status == STATUSES.index(ObservationStatus.SUPPRESSED))
    assert np.nanmin(o.value) >= 0
    assert recipe.first_year <= o.period.min()
    assert o.period.max() <= recipe.last_year
    for series in ("share", "survey", "groups-foreign"):
        level = made.truths[series].level
        assert np.all((level[np.isfinite(level)] >= 0) & (level[np.isfinite(level)] <= 100))


def test_more_municipalities_years_and_series_give_as_many_more_values() -> None:
    small = Recipe(municipalities=20, counties=2, first_year=2006, plain_series=10, share_missing=0, suppress_below=0)
    larger = replace(small, municipalities=200, counties=3, plain_series=100)
    count = [len(generate(recipe, {}).delivery.observations.value) for recipe in (small, larger)]

    # ten times the plain series beside the eleven of population, and 204 areas where there were 23
    assert count[1] / count[0] == pytest.approx(204 / 23 * 111 / 21, rel=0.15)


def test_a_recipe_is_read_as_it_was_written() -> None:
    designs = designs_of(habits(), plain=6)

    assert read_recipe(recipe_text(RECIPE, designs)) == (RECIPE, designs)
    assert [from_json(as_json(design)) for design in designs] == list(designs)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"municipalities": 3, "counties": 5}, "municipalities is 3"),
        ({"municipalities": 500, "counties": 5}, "municipalities is 500"),
        ({"counties": 71, "municipalities": 100}, "counties is 71"),
        ({"first_year": 2025, "last_year": 2025}, "last_year is 2025"),
        ({"share_missing": 1.5}, "share_missing is 1.5"),
        ({"seed": -1}, "seed is -1"),
    ],
)
def test_what_cannot_be_made_is_refused_with_what_can(what: dict[str, int], said: str) -> None:
    with pytest.raises(RiktmarkeError, match=said) as refused:
        Recipe(**what)
    assert " to " in refused.value.expected


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"recipe": {"seeds": 1}, "indicators": []}', '{"recipe": {}, "indicators": [{"id": "x"}]}'],
)
def test_what_is_no_recipe_is_refused_with_what_one_holds(text: str) -> None:
    with pytest.raises(UnexpectedPayload, match="recipe") as refused:
        read_recipe(text)
    assert "indicators" in refused.value.expected
