"""Every habit of official series is there, as its definition says."""

from dataclasses import replace

import numpy as np
import pytest

from riktmarke.methods.trend import independent_points
from riktmarke.sources.example_country.generating import generate
from riktmarke.sources.example_country.places import AGES, EVERYBODY
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.groups import FEMALE, MALE, TOTAL
from riktmarke.vocabulary.observation_status import STATUSES, ObservationStatus
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition
from tests.sources.example_country.conftest import ADULTS, RECIPE, Country, habits

SUPPRESSED = STATUSES.index(ObservationStatus.SUPPRESSED)
PROVISIONAL = STATUSES.index(ObservationStatus.PROVISIONAL)


def sums_over_counties(country: Country, values: "np.ndarray") -> "np.ndarray":  # type: ignore[type-arg]
    counties = [area.code for area in country.areas.of_kind(AreaKind.REGION)]
    members = [[country.areas.position(a.code) for a in country.areas.municipalities_of(code)] for code in counties]
    return np.stack([values[places].sum(axis=0) for places in members])


def test_population_adds_up_by_sex_by_age_and_by_place(country: Country) -> None:
    everybody = country.values(EVERYBODY)
    by_age = np.sum([country.values(series) for series in AGES], axis=0)

    assert np.array_equal(everybody, np.round(everybody))
    assert np.array_equal(everybody[:, :, TOTAL], everybody[:, :, FEMALE] + everybody[:, :, MALE])
    assert np.array_equal(everybody, by_age)
    assert np.array_equal(everybody[0], everybody[country.municipalities].sum(axis=0))
    assert np.array_equal(everybody[1 : country.municipalities.start], sums_over_counties(country, everybody))


def test_municipalities_differ_in_size_as_real_ones_do(country: Country) -> None:
    people = country.values(EVERYBODY)[country.municipalities, -1, TOTAL]

    assert people.min() > 1_000
    assert people.max() < 600_000
    assert 8_000 < np.median(people) < 32_000
    assert people.max() > 4 * np.median(people)


def test_counts_add_up_by_sex_and_by_place() -> None:
    recipe = replace(RECIPE, share_missing=0, suppress_below=0, share_without_regions=0)
    country = Country(generate(recipe, habits()), recipe)
    counts = country.values("count")
    here = counts[:, -1]

    assert np.array_equal(here[:, TOTAL], here[:, FEMALE] + here[:, MALE])
    assert np.array_equal(here[0], here[country.municipalities].sum(axis=0))
    assert np.array_equal(here[1 : country.municipalities.start], sums_over_counties(country, counts)[:, -1])


@pytest.mark.parametrize("series", ["share", "vote"])
def test_the_total_of_a_share_is_that_of_women_and_men_together(country: Country, series: str) -> None:
    people, values = country.values(ADULTS[0]), country.values(series)
    last = len(RECIPE.years) - 1 if series == "share" else RECIPE.years.index(2022)
    women, men = people[:, last, FEMALE], people[:, last, MALE]
    together = (values[:, last, FEMALE] * women + values[:, last, MALE] * men) / (women + men)

    assert np.nanmax(np.abs(together - values[:, last, TOTAL])) < 0.11  # each of them is rounded
    assert np.isfinite(together).sum() > 20


def test_origins_add_up_to_everybody(country: Country) -> None:
    native, foreign, everybody = (country.values(s)[:, :, TOTAL] for s in ("groups-native", "groups-foreign", "groups"))
    # what the share of foreign-born must be for the two to give the whole: between 0 and 1, and the same for both sexes
    weight = (everybody - native) / (foreign - native)
    there = np.isfinite(weight) & (np.abs(foreign - native) > 1)

    assert there.sum() > 500
    assert np.all((weight[there] > 0.02) & (weight[there] < 0.6))
    # it is the people's, so it hardly moves from year to year, while the values do
    assert np.nanmedian(np.nanstd(np.where(there, weight, np.nan), axis=1)) < 0.01


def test_the_worse_off_groups_are_planted_worse_off(country: Country) -> None:
    foreign, native = (country.made.truths[s].level[0, :, TOTAL] for s in ("groups-foreign", "groups-native"))
    primary, tertiary = (country.made.truths[s].level[0, :, TOTAL] for s in ("groups-primary", "groups-tertiary"))

    assert np.all(foreign > native)  # a higher value of this series is worse
    assert np.all(primary > tertiary)


def test_windows_pool_the_years_that_they_say() -> None:
    recipe = replace(RECIPE, share_missing=0, suppress_below=0)
    single = {"w": definition("w", denominators=ADULTS, decimals=6)}
    of_four = {"w": replace(single["w"], measurement=replace(single["w"].measurement, window_years=4))}
    yearly, pooled = (Country(generate(recipe, catalogue), recipe) for catalogue in (single, of_four))
    people, value = yearly.values(ADULTS[0]), yearly.values("w")
    counted = value * people
    expected = sum(counted[:, 3 - k : counted.shape[1] - k] for k in range(4)) / sum(
        people[:, 3 - k : people.shape[1] - k] for k in range(4)
    )

    difference = np.abs(pooled.values("w")[:, 3:] - expected)
    assert np.nanmax(difference) < 1e-5
    assert np.isfinite(difference).mean() > 0.5


@pytest.mark.parametrize("series", ["vote", "survey", "survey-break", "break", "share", "every-second"])
def test_the_measurements_that_are_declared_are_those_the_engine_finds(country: Country, series: str) -> None:
    measurement = habits()[series].measurement
    values = country.values(series)[:, :, TOTAL]
    found = independent_points(
        RECIPE.years,
        measurement.window_years,
        values,
        schedule=measurement.schedule,
        repeats_at_most=measurement.repeats_at_most,
        breaks=measurement.breaks,
    )
    shown = ~np.isnan(values)

    assert found.any()
    assert np.array_equal(found, country.made.truths[series].measured & shown)


def test_an_election_stands_until_the_next(country: Country) -> None:
    values = country.values("vote")[0, :, TOTAL]

    for year, value in zip(RECIPE.years, values, strict=True):
        election = 1998 + (year - 1998) // 4 * 4
        assert value == values[max(RECIPE.years.index(election), 0)] if election in RECIPE.years else np.isfinite(value)
    assert len(set(values)) == 7  # 1998, 2002 … 2022


def test_a_survey_reaches_municipalities_by_turns(country: Country) -> None:
    measured = country.made.truths["survey"].measured[country.municipalities]
    even = measured[:, 0::2].any(axis=1)

    assert 0.2 < even.mean() < 0.8
    assert not np.any(measured[:, 1:] & measured[:, :-1])  # never two years in a row


def test_what_is_published_every_second_year_is_so(country: Country) -> None:
    published = ~np.isnan(country.values("every-second")[0, :, TOTAL])

    assert list(np.array(RECIPE.years)[published]) == list(range(2001, 2026, 2))


@pytest.mark.parametrize("series", ["break", "survey-break"])
def test_a_break_jumps(country: Country, series: str) -> None:
    first = habits()[series].measurement.breaks[0] - RECIPE.first_year
    level = country.made.truths[series].level[country.municipalities, :, TOTAL].astype(float)
    # each municipality's mean of the years on either side; a jump is at least one standard deviation between them
    before, after = level[:, first - 4 : first], level[:, first : first + 6]
    both = np.isfinite(before).any(axis=1) & np.isfinite(after).any(axis=1)
    jump = np.nanmean(after[both], axis=1) - np.nanmean(before[both], axis=1)

    assert both.sum() > 20
    assert abs(np.median(jump)) > 0.5 * country.made.truths[series].spread


def test_no_window_and_no_repetition_reaches_across_a_break(country: Country) -> None:
    pooled = np.isnan(country.values("window-break")[0, :, TOTAL])

    assert [year for year, missing in zip(RECIPE.years, pooled, strict=True) if missing] == [2012, 2013]
    repeated = country.made.truths["survey-break"]
    anew = ~np.isnan(repeated.level[0, 13:, TOTAL])
    assert repeated.measured[0, 13:][anew][0]


def test_a_series_about_women_counts_no_men(country: Country) -> None:
    o = country.panel("women")

    assert np.isfinite(o.values[:, :, TOTAL]).any()
    assert np.isnan(o.values[:, :, FEMALE]).all()
    assert np.isnan(o.values[:, :, MALE]).all()


def test_a_composed_indicator_is_two_series_and_none_of_its_own(country: Country) -> None:
    ids = {description.id for description in country.made.delivery.descriptions}

    assert {"life-f", "life-m"} <= ids
    assert "life" not in ids
    assert {country.made.truths[series].indicator for series in ("life-f", "life-m")} == {"life"}
    assert np.isnan(country.values("life-f")[:, :, FEMALE]).all()


def test_missing_measurements_are_as_many_as_the_recipe_says(country: Country) -> None:
    missing = np.isnan(country.values("mean")[country.municipalities, :, TOTAL])
    count = missing.size

    assert abs(missing.mean() - RECIPE.share_missing) < 5 * np.sqrt(0.05 * 0.95 / count)
    assert not np.isnan(country.values("mean")[0, :, TOTAL]).any()  # never the country's


def rare(recipe: Recipe) -> Country:
    return Country(generate(recipe, {"r": definition("r", unit=Unit.PERSONS, averaged=False, decimals=0)}), recipe)


def test_counts_below_five_are_withheld_and_say_so_where_the_recipe_asks_for_it() -> None:
    everything = rare(replace(RECIPE, suppress_below=0, share_missing=0)).panel("r")
    with_status = rare(replace(RECIPE, suppress_below=150, share_missing=0)).panel("r")
    without = rare(replace(RECIPE, suppress_below=150, share_missing=0, suppressed_rows=False)).panel("r")
    few = everything.values < 150

    assert few.sum() > 50
    assert np.array_equal(with_status.status == SUPPRESSED, few)
    assert np.isnan(with_status.values[few]).all()
    assert np.array_equal(np.isnan(without.values), np.isnan(everything.values) | few)
    assert not np.any(without.status == SUPPRESSED)


def test_of_a_share_both_sides_are_protected() -> None:
    catalogue = {"s": definition("s", smallest_difference=0.2, decimals=4)}  # a share of a few per cent, or all but
    for seed in range(3):
        recipe = replace(RECIPE, seed=seed)
        made = generate(recipe, catalogue)
        values = Country(made, recipe).values("s")
        assert np.nanmin(values) > 0
        assert np.nanmax(values) < 100


def test_only_the_last_year_is_ever_provisional() -> None:
    recipe = replace(RECIPE, share_provisional=1.0)
    o = generate(recipe, habits()).delivery.observations
    provisional = o.status == PROVISIONAL

    assert provisional.any()
    assert set(o.period[provisional]) == {recipe.last_year}


def test_some_series_have_no_figures_for_regions() -> None:
    recipe = replace(RECIPE, share_without_regions=1.0)
    country = Country(generate(recipe, habits()), recipe)

    assert np.isnan(country.values("share")[1 : country.municipalities.start]).all()
    assert np.isfinite(country.values("share")[0]).all()
