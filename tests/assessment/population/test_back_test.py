"""What projections would have said in earlier years: scores by hand, and the invented country that never changes."""

import numpy as np
import pytest

from riktmarke.assessment.population.back_test import Outcomes, back_test, score
from riktmarke.assessment.population.county_back_test import (
    WAYS,
    back_test_counties,
    county_fertility,
    county_migration,
)
from riktmarke.assessment.population.history import History
from riktmarke.assessment.population.standards import Country
from tests.assessment.population import making


def rows(below: list[float], error: list[float]) -> Outcomes:
    count, figures = len(below), np.array(error)
    same = np.zeros(count)
    bands = np.repeat(figures[:, None] * 10, 6, axis=1)
    drift = np.array([np.nan, *figures[1:]])
    return Outcomes(same, same, same, same, figures, 2 * figures, drift, np.array(below), bands, 2 * bands, bands)


def test_a_score_by_hand() -> None:
    """Errors of +1, -1, +3 and -3 per cent: mean absolute 2, mean 0. Ranks .5, .2, .92, .99: two within 80 per cent."""
    found = score(rows([0.5, 0.2, 0.92, 0.99], [0.01, -0.01, 0.03, -0.03]))

    assert (found.rows, found.mape, found.naive_mape, found.bias) == pytest.approx((4, 2, 4, 0))
    assert found.drift_mape == pytest.approx((1 + 3 + 3) / 3)
    assert found.coverage == pytest.approx((25, 50, 75))


def test_a_score_of_a_broad_age_looks_at_that_age() -> None:
    found = score(rows([0.5, 0.5], [0.01, -0.01]), band=2)
    assert (found.mape, found.naive_mape) == pytest.approx((10, 20))
    assert np.isnan(found.drift_mape)


def test_where_nothing_changes_earlier_projections_came_true(history: History) -> None:
    tested = back_test(history, (2002, 2006), draws=100)

    assert set(tested.base_year) == {2002, 2006}
    assert len(tested.error) == len(making.AREAS) * (10 + 6)
    found = score(tested)
    assert found.mape < 0.7
    assert found.coverage[1] > 95  # nothing of what the draws allow for happens here
    assert score(tested.of(tested.horizon == 1)).mape < 0.1


def test_some_municipalities_are_tested_as_among_all(history: History) -> None:
    all_of_them = back_test(history, (2006,), draws=50)
    one = back_test(history, (2006,), draws=50, areas=[4])
    assert np.array_equal(one.below, all_of_them.of(all_of_them.area == 4).below)


def test_what_a_county_lives_by_is_found_from_its_figures(truth: making.Truth, history: History) -> None:
    tables = history.figures.tables
    assert county_fertility(tables, making.LAST)[0] == pytest.approx(truth.fertility, abs=2e-3)

    outward, inward = county_migration(tables, Country(tables), making.LAST)
    assert outward.shape == inward.shape == (2, 2, 101)
    assert (np.minimum(outward, inward) == 0).all()  # only the net is known: nobody both comes and leaves


@pytest.mark.parametrize("way", WAYS)
def test_counties_are_projected_by_single_age(way: str, history: History) -> None:
    """The invented counties begin in 1990: base years before it are not there, and those from 1995 on are."""
    errors = back_test_counties(history.figures.tables)

    place = WAYS.index(way), errors.base_years.index(1995)
    assert np.isnan(errors.total[WAYS.index(way), 0]).all()
    assert not np.isnan(errors.total[place]).any()
    if way == "projection":
        assert (errors.single_ages[place] < (1, 2, 3)).all()
        assert (errors.total[place] < 2).all()
