"""The lives behind the example country's numbers: what adds up, adds up to the last person."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from riktmarke.operations.example import import_example
from riktmarke.sources.example_country.generating import generate, write_recipe
from riktmarke.sources.example_country.lives import (
    FIRST_OF_BROAD_AGE,
    FLOWS,
    MOVES,
    Lives,
    make_lives,
    tables_of,
)
from riktmarke.sources.example_country.places import AGES, EVERYBODY, make_places
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.statistics.population import PopulationTables
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.errors import NoFigures
from riktmarke.vocabulary.groups import FEMALE, MALE, TOTAL
from tests.fixtures_figures import RECEIVED, silent
from tests.invented_figures import definition
from tests.sources.example_country.conftest import RECIPE, Country, habits
from tests.sources.example_country.test_making import RECIPES

WOMEN, MEN = 0, 1


@pytest.fixture(scope="module")
def lives() -> Lives:
    return make_lives(make_places(RECIPE))


@pytest.fixture(scope="module")
def tables(lives: Lives) -> PopulationTables:
    return tables_of(lives, {"example": True})


def test_single_ages_add_up_to_the_broad_ages_that_are_published(country: Country, tables: PopulationTables) -> None:
    broad = np.add.reduceat(tables.base, FIRST_OF_BROAD_AGE, axis=2)
    for place, series in enumerate(AGES):
        published = country.values(series)[country.municipalities, -1]
        assert np.array_equal(broad[:, :, place], published[:, [FEMALE, MALE]])


def test_every_year_s_people_are_those_before_with_who_was_born_and_came_without_who_died_and_left(
    country: Country,
) -> None:
    people, born, dead, came, left = (country.values(series)[country.municipalities] for series in (EVERYBODY, *FLOWS))
    change = born - dead + came - left
    assert np.array_equal(np.diff(people, axis=1), change[:, 1:])
    assert np.array_equal(born[..., TOTAL], born[..., FEMALE] + born[..., MALE])


def test_births_and_deaths_of_the_country_are_sums_and_moves_are_of_municipalities_alone(country: Country) -> None:
    for series in FLOWS:
        values = country.values(series)
        above = values[: country.municipalities.start]
        if series in MOVES:
            assert np.isnan(above).all()
        else:
            assert np.array_equal(above[0], values[country.municipalities].sum(axis=0))


def test_counties_and_the_country_are_their_municipalities(lives: Lives, tables: PopulationTables) -> None:
    county, national, mortality = tables.county, tables.national, tables.mortality
    assert county.years == national.years == mortality.years == lives.places.years[1:]
    assert tables.municipal.areas == tuple(a.code for a in lives.places.areas.of_kind(AreaKind.MUNICIPALITY))
    first = [code[:2] == county.areas[0][2:] for code in tables.municipal.areas]
    assert np.array_equal(county.population[0, -1], tables.base[first].sum(axis=0))
    assert np.array_equal(county.population.sum(axis=0), national.population)
    assert np.array_equal(county.deaths.sum(axis=0), mortality.deaths)
    assert np.array_equal(county.births.sum(axis=0), national.births)
    assert np.array_equal(mortality.mean_population[1:], (national.population[1:] + national.population[:-1]) / 2)


def balanced(tables: PopulationTables) -> None:
    n = tables.national
    before = np.concatenate([n.births[1:].sum(axis=2)[..., None], n.population[:-1, :, :-1]], axis=2)
    before[..., -1] += n.population[:-1, :, -1]
    after = before - n.deaths[1:] + n.immigration[1:] - n.emigration[1:]
    assert np.array_equal(after, n.population[1:])
    assert np.array_equal(n.deaths.sum(axis=2), tables.mortality.deaths.sum(axis=2))
    assert min(flow.min() for flow in (n.deaths, n.immigration, n.emigration, n.births, tables.base)) >= 0


def test_the_country_is_balanced_at_every_age(tables: PopulationTables) -> None:
    balanced(tables)
    assert tables.national.projected_from == RECIPE.last_year + 1
    assert tables.national.observed_years == len(tables.national.years)


@settings(max_examples=10)
@given(recipe=RECIPES)
def test_whatever_the_recipe_it_is_balanced(recipe: Recipe) -> None:
    lives = make_lives(make_places(recipe))

    balanced(tables_of(lives, {}))
    assert min(lives.flow(series).min() for series in FLOWS) >= 0
    assert all(np.array_equal(flow, np.round(flow)) for flow in (lives.population, lives.births, lives.deaths))


def test_lives_are_as_long_and_children_as_many_as_in_a_nordic_country(tables: PopulationTables) -> None:
    risk = (tables.mortality.deaths[-10:].sum(axis=0)) / tables.mortality.mean_population[-10:].sum(axis=0)
    years_women, years_men = 0.5 + np.exp(-np.cumsum(risk, axis=1)).sum(axis=1)
    women = tables.county.population.sum(axis=0)[:, WOMEN, 15:50]
    children = (tables.county.births.sum(axis=(0, 2)) / women).sum(axis=1).mean()

    assert 78 < years_men < years_women < 86
    assert children == pytest.approx(1.75, abs=0.05)
    boys, girls = tables.national.births.sum(axis=(0, 2))[[MEN, WOMEN]]
    assert boys / (boys + girls) == pytest.approx(0.514, abs=0.005)


def test_a_definition_of_births_has_the_births(country: Country) -> None:
    made = generate(RECIPE, {**habits(), "N01804": definition("N01804")})
    again = Country(made, RECIPE)

    assert np.array_equal(again.values("N01804"), country.values("N01804"), equal_nan=True)


def test_the_example_country_brings_its_population_by_age(tmp_path: Path) -> None:
    small = [Recipe(municipalities=4, counties=2, first_year=2020, plain_series=0, seed=seed) for seed in (1, 2)]
    first, second = (write_recipe(tmp_path / f"{recipe.seed}.json", recipe, {}) for recipe in small)
    store = Store(tmp_path / "store")
    dataset = import_example(store, first, at=RECEIVED, progress=silent)
    tables, population = store.population(), dataset.population

    assert (tables.about["example"], tables.about["publisher"]) == (True, "Riktmärke (påhittade siffror)")
    assert tables.base_year == 2025
    for code in tables.municipal.areas:
        assert tables.base_of(code).sum() == population.of(code)[2025]

    held = store.population_versions.current_name()
    import_example(store, second, at=RECEIVED, progress=silent)
    assert store.population().municipal.areas == tables.municipal.areas
    store.population_versions.switch_to(str(held))
    with pytest.raises(NoFigures, match="of another country"):  # the codes are the same, the places are not
        store.population()
