"""The probability of being first is a share of draws, and is told with the ranks that may be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.assessment.composites.chances import rank_chances
from riktmarke.methods.estimate import UndefinedMeasure

# four draws of three areas, to be read off: ranks 1 2 3 · 2 1 3 · 1 2 3 · 3 1 2
DRAWS = [[3, 2, 1], [2, 3, 1], [9, 2, 1], [0, 2, 1]]


def test_it_is_the_share_of_draws_in_which_the_score_is_highest() -> None:
    found = rank_chances(DRAWS, shares=(0.25, 0.5, 1.0))
    assert found.first.tolist() == [0.5, 0.5, 0]
    assert found.rank(0.5).tolist() == [1, 1, 3]
    assert found.rank(1.0).tolist() == [3, 2, 3]
    assert found.rank(0.25).tolist() == [1, 1, 2]


def test_equal_scores_share_the_first_place() -> None:
    assert rank_chances([[1, 1, 0, 1], [0, 0, 0, 2]]).first.tolist() == pytest.approx([1 / 6, 1 / 6, 0, 1 / 6 + 1 / 2])


def test_what_cannot_be_ranked_is_refused() -> None:
    with pytest.raises(UndefinedMeasure, match="missing"):
        rank_chances([[1.0, np.nan]])
    with pytest.raises(UndefinedMeasure, match="too few"):
        rank_chances(np.zeros((0, 3)))
    with pytest.raises(ValueError, match=r"\(draws, areas\)"):
        rank_chances([1.0, 2.0])
    with pytest.raises(ValueError, match="not in tuple"):
        rank_chances(DRAWS).rank(0.33)


@given(st.integers(1, 6).flatmap(lambda areas: st.lists(st.lists(st.floats(-9, 9), min_size=areas, max_size=areas),
                                                        min_size=1, max_size=20)))  # fmt: skip
def test_somebody_is_always_first_and_no_rank_is_beyond_the_last(draws: list[list[float]]) -> None:
    found = rank_chances(draws)
    assert found.first.sum() == pytest.approx(1)
    assert (np.diff(found.ranks, axis=0) >= 0).all()
    assert found.ranks.min() >= 1
    assert found.ranks.max() <= len(draws[0])


def test_what_is_good_for_all_makes_nobody_first() -> None:
    shared = np.random.default_rng(1).normal(size=(100, 1)) * 5
    assert rank_chances(np.array(DRAWS * 25) + shared).first.tolist() == [0.5, 0.5, 0]
