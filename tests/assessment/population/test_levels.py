"""What lasts and what passes: the arithmetic by hand, and the levels of a country where nothing changes."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.assessment.population.history import History, reconstruct
from riktmarke.assessment.population.lasting import Component, expected
from riktmarke.assessment.population.levels import (
    fertility_levels,
    fit_levels,
    national_balance,
    national_children,
)
from riktmarke.assessment.population.own_ages import own_age_factors
from tests.assessment.population import making


def test_a_level_without_chance_returns_to_its_mean_by_its_persistence() -> None:
    """An autoregression at 1 above its mean of 2: 0.8 above it after a year, 0.64 after two; variance 1 - 0.8 ** 2h."""
    found = expected(np.array([[2.0, 3.0]]), years=2, lasting=[Component(1.0, 0.8)], mean=2.0)

    assert found.mean[0] == pytest.approx([2.8, 2.64])
    assert np.diag(found.covariance[0]) == pytest.approx([1 - 0.64, 1 - 0.8**4])


def test_a_lasting_level_seen_with_chance_is_drawn_to_the_mean() -> None:
    """Four years at 1, variance of what lasts 1 and of a year's own 2: weight 4 * 1 / (4 * 1 + 2) = 2 / 3."""
    found = expected(np.ones((1, 4)), years=3, lasting=[Component(1.0, 1.0)], own_variance=2.0)

    assert found.mean[0] == pytest.approx([2 / 3] * 3)
    assert found.lasting[0] == pytest.approx([2 / 3] * 4)
    assert np.diag(found.covariance[0]) == pytest.approx([1 / 3] * 3)  # 1 - 2 / 3


def test_a_year_without_a_figure_says_nothing() -> None:
    seen = expected(np.array([[1.0, 1.0]]), years=1, lasting=[Component(1.0, 1.0)], own_variance=1.0)
    holes = expected(np.array([[np.nan, 1.0, 1.0]]), years=1, lasting=[Component(1.0, 1.0)], own_variance=1.0)

    assert holes.mean == pytest.approx(seen.mean, abs=1e-5)


def test_what_passes_is_in_the_mean_and_not_in_the_covariance() -> None:
    found = expected(np.array([[1.0]]), years=1, lasting=[], passing=[Component(1.0, 0.5)])

    assert found.mean[0, 0] == pytest.approx(0.5)
    assert found.covariance[0, 0, 0] == 0


def test_a_mean_that_is_not_known_is_learnt() -> None:
    """With a mean of spread 1 and years' own variance 1, three years at 4 say 3 / (3 + 1) * 4 = 3."""
    found = expected(np.full((1, 3), 4.0), years=1, lasting=[], own_variance=1.0, mean_sd=1.0)

    assert found.mean[0, 0] == pytest.approx(3)


@given(
    st.lists(st.floats(-3, 3), min_size=1, max_size=12),
    st.floats(0.05, 2),
    st.floats(0.05, 0.99),
    st.floats(0.01, 2),
)
def test_uncertainty_grows_with_time_and_is_never_more_than_without_figures(
    seen: list[float], sd: float, persistence: float, own: float
) -> None:
    found = expected(np.array([seen]), years=6, lasting=[Component(sd, persistence)], own_variance=own)

    variance = np.diag(found.covariance[0])
    assert (np.diff(variance) >= -1e-9).all()
    assert (variance <= sd**2 + 1e-9).all()
    assert np.abs(found.mean[0, 0]) <= np.abs(seen).max() + 1e-9


def test_where_nothing_changes_everybody_has_the_pull_and_the_balance_that_they_have(history: History) -> None:
    levels = fit_levels(history, making.LAST, horizon=8)
    figures = history.figures

    observed = np.log(figures.inflow[:, -1].sum() / figures.outflow[:, -1].sum())
    assert levels.balance.mean[0, 0] == pytest.approx(observed, abs=0.01)
    pull = np.log(figures.inflow[:, -1] / figures.outflow[:, -1]) - observed
    assert np.abs(levels.pull.mean[:, 0] - pull).max() < 0.05
    assert levels.births == pytest.approx(np.zeros(len(making.AREAS)), abs=0.02)
    assert levels.deaths == pytest.approx(np.zeros(len(making.AREAS)), abs=0.05)


def test_nothing_later_than_the_base_year_is_looked_at(truth: making.Truth, history: History) -> None:
    base = making.LAST - 5
    short = making.figures(truth, last=base)
    assert national_balance(short, base) == pytest.approx(national_balance(history.figures, base))
    assert national_children(short.tables, base) == pytest.approx(national_children(history.figures.tables, base))


def test_children_per_woman_are_those_of_the_schedule(truth: making.Truth, history: History) -> None:
    children = national_children(history.figures.tables, making.LAST)
    assert children[making.LAST] == pytest.approx(truth.fertility.sum())


def test_fertility_goes_on_where_births_by_mother_s_age_are_not_published_yet(truth: making.Truth) -> None:
    late = making.figures(truth)
    tables = late.tables
    short = 5  # years that the tables lack
    county, national = tables.county, tables.national
    tables = dataclasses.replace(
        tables,
        county=dataclasses.replace(
            county,
            years=county.years[:-short],
            **{name: getattr(county, name)[:, :-short] for name in ("population", "deaths", "births")},
        ),
        national=dataclasses.replace(national, projected_from=national.years[-short]),
    )
    history = reconstruct(dataclasses.replace(late, tables=tables), published=False)

    levels = fertility_levels(history, making.LAST)

    assert len(levels) == making.LAST - making.FIRST  # from the second year: a rate needs the women of two
    assert levels == pytest.approx([0.0] * len(levels), abs=0.02)


def test_own_ages_change_at_which_ages_people_move_and_not_how_many(history: History) -> None:
    figures, standard = history.figures, history.standards[making.LAST]
    coming, leaving = own_age_factors(history, making.LAST)

    assert coming.shape == leaving.shape == (len(making.AREAS), 2, 6)
    assert (coming > 0).all()
    assert (leaving > 0).all()
    years = slice(-10, None)
    inflow = np.nanmean(figures.inflow[:, years], axis=1)
    bands = np.add.reduceat(standard.inward, (0, 6, 16, 20, 65, 80), axis=-1)
    assert (coming * bands).sum((1, 2)) * inflow == pytest.approx(inflow)
