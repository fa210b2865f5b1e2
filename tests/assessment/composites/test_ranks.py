"""A rank stands with the ranks that its uncertainty leaves open, among those who have a score."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.assessment.composites.ranks import RankSeries, county_members, rank_series, rank_sets
from riktmarke.assessment.composites.scores import score_series
from riktmarke.vocabulary.errors import UnknownArea
from tests.assessment.challenges.making import who
from tests.assessment.composites.making import COUNTY, COUNTY_2020, figures

NAN = np.nan


def ranked(**se: float) -> RankSeries:
    series = score_series(figures(COUNTY_2020, se=se), "crime")
    assert series is not None
    return rank_series(series, COUNTY, rng=np.random.default_rng(1))


def test_what_is_known_exactly_has_one_rank() -> None:
    found = ranked(C1=0.0, C2=0.0)  # scores 1.5, 0.25, -1, -1.75
    assert [found.at(area, 2020) for area in COUNTY] == [(1, 1, 1, 4), (2, 2, 2, 4), (3, 3, 3, 4), (4, 4, 4, 4)]


def test_what_is_hardly_known_may_have_any() -> None:
    found = ranked(C1=9.0, C2=9.0)
    assert [found.at(area, 2020) for area in COUNTY] == [(rank, 1, 4, 4) for rank in (1, 2, 3, 4)]


def test_neighbours_cannot_be_told_apart_and_those_far_apart_can() -> None:
    # a difference of 1.5 - 0.25 with errors of 0.5 each is 1.8 of its errors: not enough. 1.5 + 1.75 is 4.6: enough.
    found = ranked(C1=0.5 / 0.75, C2=0.0)
    rank, lower, upper, of = found.at(int(COUNTY[0]), 2020)
    assert (rank, lower, of) == (1, 1, 4)
    assert 2 <= upper < 4


def test_who_has_no_score_has_no_rank_and_is_not_counted() -> None:
    columns = rank_sets(np.array([2.0, NAN, 1.0]), np.array([0.0, NAN, 0.0]), rng=np.random.default_rng(1))
    assert [column.tolist() for column in columns] == [[1, 0, 2], [1, 0, 2], [1, 0, 2], [2, 0, 2]]


def test_one_alone_has_no_rank() -> None:
    columns = rank_sets(np.array([2.0, NAN]), np.array([0.1, NAN]), rng=np.random.default_rng(1))
    assert [column.tolist() for column in columns] == [[0, 0]] * 4


@given(st.lists(st.tuples(st.floats(-3, 3), st.integers(0, 200)), min_size=2, max_size=8))
def test_the_set_holds_the_rank_itself(given_scores: list[tuple[float, float]]) -> None:
    score, se = np.array(given_scores).T
    rank, lower, upper, of = rank_sets(score, se / 100, rng=np.random.default_rng(1))
    assert ((lower >= 1) & (lower <= rank) & (rank <= upper) & (upper <= of)).all()


def test_a_county_is_its_municipalities() -> None:
    areas = who(4, 2).areas
    assert [areas.codes[one] for one in county_members(areas, "3101")] == ["3101", "3102"]
    with pytest.raises(ValueError, match="0030 Region 0030 is not a municipality"):
        county_members(areas, "0030")
    with pytest.raises(UnknownArea):
        county_members(areas, "9999")
