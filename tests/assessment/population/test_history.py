"""Single ages reconstructed from broad ages and flows: exact where something is published, near the truth elsewhere."""

import numpy as np
import pytest

from riktmarke.assessment.population.bands import BANDS, FIRST_AGES, by_age, by_band
from riktmarke.assessment.population.figures import PopulationFigures, population_figures
from riktmarke.assessment.population.history import History, aged, fitted_to_bands, reconstruct
from riktmarke.assessment.population.standards import Country, model_schedule
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import NoFigures, UnknownArea
from tests.assessment.population import making


def test_broad_ages_are_sums_of_single_ages() -> None:
    ones = np.ones((2, 101))
    assert by_band(ones).tolist() == [[6, 10, 4, 45, 15, 21]] * 2
    assert by_age(np.arange(6.0))[[0, 5, 6, 19, 20, 64, 65, 79, 80, 100]].tolist() == [0, 0, 1, 2, 3, 3, 4, 4, 5, 5]
    assert len(BANDS) == len(FIRST_AGES)


def test_a_population_is_fitted_to_its_broad_ages_exactly_and_keeps_its_shape_within_them() -> None:
    people = np.arange(1.0, 203).reshape(1, 2, 101)
    bands = np.array([[[60.0, 100, 40, 450, 150, 210]] * 2])

    fitted = fitted_to_bands(people, bands)

    assert np.allclose(by_band(fitted), bands, rtol=1e-12)
    # 1 + 2 + ... + 6 = 21 girls become 60: those aged 0 were 1 and are 60 / 21.
    assert fitted[0, 0, 0] == pytest.approx(60 / 21)
    assert fitted[0, 0, 5] / fitted[0, 0, 0] == pytest.approx(6)


def test_a_cohort_becomes_a_year_older_and_the_open_group_keeps_its_own() -> None:
    people = np.zeros((2, 101))
    people[0, [0, 99, 100]] = 10, 3, 4

    start = aged(people, np.array([7.0, 8.0]))

    assert start[:, 0].tolist() == [7, 8]
    assert start[0, [1, 99, 100]].tolist() == [10, 0, 7]


def test_every_year_has_the_published_broad_ages_and_totals(invented: PopulationFigures, history: History) -> None:
    for year in history.years:
        column = invented.column(year)
        assert np.allclose(by_band(history.years[year].population), invented.bands[:, column], rtol=1e-9)
        assert np.allclose(history.years[year].population.sum((1, 2)), invented.population[:, column], rtol=1e-9)


def test_single_ages_come_near_the_truth(truth: making.Truth, history: History) -> None:
    true = truth.population[:, making.LAST - making.FIRST]
    wrong = np.abs(history.years[making.LAST].population - true).sum((1, 2)) / true.sum((1, 2))
    assert wrong.max() < 0.015


def test_published_ages_stand_as_published(truth: making.Truth, invented: PopulationFigures) -> None:
    published = reconstruct(invented)

    year = making.LAST - 2
    assert published.published == {year}
    assert np.array_equal(published.years[year].population, truth.population[:, year - making.FIRST])
    assert np.isnan(published.years[year].unexplained).all()


def test_a_municipality_formed_later_starts_from_its_county(truth: making.Truth) -> None:
    late = making.figures(truth)
    for name in ("population", "births", "deaths", "inflow", "outflow", "bands"):
        getattr(late, name)[3, :8] = np.nan

    found = reconstruct(late, published=False).years

    assert np.isnan(found[making.FIRST + 7].population[3]).all()
    assert found[making.FIRST + 9].population[3].sum() == pytest.approx(late.population[3, 9])
    assert not np.isnan(found[making.LAST].population).any()


def test_the_country_s_schedules_are_those_it_lives_by(truth: making.Truth, invented: PopulationFigures) -> None:
    standard = Country(invented.tables).standards(making.LAST, moves=float(invented.outflow[:, -1].sum()))

    assert np.allclose(standard.survival[:, 1:100], truth.survival[:, 1:100], atol=2e-3)
    assert np.allclose(standard.fertility, truth.fertility, atol=1e-9)
    assert (standard.improvement < 1e-3).all()
    assert standard.inward.sum() == pytest.approx(1)
    assert standard.outward.argmax(axis=1).tolist() == model_schedule().argmax(axis=1).tolist()


def test_people_move_most_when_they_leave_their_parents_home_and_small_children_more_than_schoolchildren() -> None:
    women, men = model_schedule()
    assert 18 <= women.argmax() <= 24
    assert 19 <= men.argmax() <= 25
    assert women.argmax() < men.argmax()
    assert women[2] > 1.5 * women[12]


def test_a_region_and_an_unknown_code_have_no_projection(invented: PopulationFigures) -> None:
    with pytest.raises(UnknownArea, match="'0091': it is a region or the country"):
        invented.position("0091")
    with pytest.raises(UnknownArea, match="'2083': it has no population by age"):
        invented.position("2083")


def test_a_store_without_moves_says_which_series_it_lacks(small_store: Store, invented: PopulationFigures) -> None:
    with pytest.raises(NoFigures, match=r"lacks .*N01804"):
        population_figures(small_store.dataset(), invented.tables)
