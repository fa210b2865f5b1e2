"""Sweden's municipalities: all of them have a projection, Hedemora's can be believed, and earlier ones came true."""

import numpy as np
import pytest

from riktmarke.assessment.population import PopulationProjections, Scenario, projections_of
from riktmarke.assessment.population.back_test import CHOSEN_TO, back_test, score
from riktmarke.assessment.population.bands import by_band
from riktmarke.assessment.population.county_back_test import WAYS, back_test_counties
from riktmarke.assessment.population.history import reconstruct
from riktmarke.statistics.store import Store

HEDEMORA = "2083"


@pytest.fixture(scope="module")
def sweden(real_store: Store) -> PopulationProjections:
    return projections_of(real_store)


def test_the_base_is_the_published_ages_of_2019_carried_to_the_latest_broad_ages(sweden: PopulationProjections) -> None:
    figures, place = sweden.figures, sweden.figures.position(HEDEMORA)
    years = sweden.model.history.years

    assert (figures.years[0], figures.last_year, len(figures.areas)) == (1994, 2022, 290)
    assert years[2019].population[place].sum() == 15_491
    assert years[2022].population[place].sum() == pytest.approx(15_443)
    assert by_band(years[2022].population) == pytest.approx(figures.bands[:, -1])
    # Children of up to two years in 2022 are those born since 2019, but for a few who moved or died.
    assert years[2022].population[place, :, :3].sum() == pytest.approx(172 + 132 + 132, rel=0.06)


def test_all_municipalities_are_projected_and_the_country_is_what_they_make(sweden: PopulationProjections) -> None:
    few = PopulationProjections(sweden.figures, draws=20)
    totals = np.array([few.outlook(code).total for code in sweden.figures.areas])

    assert totals.shape == (290, 7, 19)
    assert (totals > 0).all()
    assert (np.diff(totals, axis=1) >= 0).all()
    growth = totals[:, 3, 16].sum() / totals[:, 3, 0].sum()
    assert 1.03 < growth < 1.14  # Statistics Sweden expected 1.072 to 2038 (fohm's copy of its projection of 2022)


def test_hedemora_in_2038_is_near_the_flat_series_of_its_last_twenty_years(sweden: PopulationProjections) -> None:
    outlook = sweden.outlook(HEDEMORA)
    place, k = sweden.figures.position(HEDEMORA), outlook.place(2038)
    last_twenty = sweden.figures.population[place, -20:]

    assert outlook.base_year == 2022
    assert last_twenty.min() * 0.97 < outlook.total[3, k] < last_twenty.max() * 1.03
    # The largest change over sixteen years since 1994 lies within the middle 95 per cent, and 17 500 beyond them.
    assert outlook.total[0, k] < 15_443 - 1_900 < outlook.total[3, k]
    assert 0 < outlook.probability(17_500, 2038) < 0.05
    assert 0.2 < outlook.probability(15_443, 2038) < 0.6


def test_what_was_observed_stands_before_the_outlook(sweden: PopulationProjections) -> None:
    observed, outlook = sweden.observed(HEDEMORA), sweden.outlook(HEDEMORA)

    assert observed.years[-1] == outlook.base_year
    assert observed.population[[0, -11, -1]].tolist() == [17_050, 15_064, 15_443]
    assert (observed.births[-1], observed.deaths[-1], observed.inflow[-1], observed.outflow[-1]) == (132, 184, 826, 794)
    assert observed.bands[:, -1] == pytest.approx(outlook.bands[:, 3, 0])


def test_hedemora_grows_old_and_its_children_are_about_as_many(sweden: PopulationProjections) -> None:
    outlook = sweden.outlook(HEDEMORA)
    now, then = outlook.bands[:, 3, 0], outlook.bands[:, 3, outlook.place(2038)]

    assert then[5] > 1.25 * now[5]  # 80 and older: those born in the 1940s
    assert 0.8 < then[1] / now[1] < 1.1
    assert then[3] < now[3] + 100


def test_what_17_500_takes_is_more_than_hedemora_ever_had(sweden: PopulationProjections) -> None:
    takes = sweden.what_it_takes(HEDEMORA, 17_500, 2038)

    # (17 500 - 15 443) / 16 = 129 a year, and deaths are more than births by some 55: net migration of about 165 - 185.
    assert 130 < takes.net_per_year < 200
    assert takes.growth_per_year == pytest.approx((17_500 / 15_443) ** (1 / 16) - 1)
    assert takes.net_per_year > max(stretch.per_year for stretch in takes.best_net)
    five, ten = takes.best_growth
    assert (five.last_year, ten.last_year) == (2017, 2022)
    assert five.per_year == pytest.approx((15_566 - 15_064) / 5)
    assert ten.per_year == pytest.approx((15_443 - 15_064) / 10)
    kept = takes.sustained
    assert (kept.years, kept.smallest, kept.largest) == (16, 10_000, 20_000)
    assert 0 < len(kept.kept_it) < kept.municipalities / 3
    assert HEDEMORA not in kept.kept_it
    with_them = sweden.outlook(HEDEMORA, Scenario(inflow_factor=takes.inflow_factor))
    assert with_them.middle.total[with_them.place(2038)] == pytest.approx(17_500, rel=1e-3)


def test_from_earlier_years_the_projections_came_nearer_than_as_today_and_drift(sweden: PopulationProjections) -> None:
    history = reconstruct(sweden.figures, published=False)
    tested = back_test(history, (2008, 2014, 2017), draws=60, areas=range(0, 290, 10))

    reported = score(tested.of(tested.base_year > CHOSEN_TO))
    assert reported.mape < 0.7 * reported.naive_mape
    assert reported.mape < reported.drift_mape
    assert 68 < reported.coverage[1] < 92
    far = score(tested.of(tested.horizon >= 10))
    assert far.mape < 0.7 * far.naive_mape


def test_counties_are_projected_by_age_far_better_than_as_today(sweden: PopulationProjections) -> None:
    errors = back_test_counties(sweden.figures.tables)

    ours, ageing, today = (errors.single_ages[WAYS.index(way)] for way in ("projection", "ageing_only", "as_today"))
    known = ~np.isnan(ours)
    assert known.sum() == 14
    assert (ours[known] < 0.55 * today[known]).all()
    assert (ours[known] < ageing[known]).all()
