"""Ranks and their sets: by hand, and how often a set holds the true rank."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray

from riktmarke.assessment.challenges.ranks import Ranks, ranks_of
from riktmarke.methods.ranking import rank_confidence_sets

nan = np.nan


def ranked(values: ArrayLike, se: ArrayLike, *, bad: int = 1) -> Ranks:
    """Return the ranks of one group's single year."""
    array = np.asarray(values, dtype=float)[None, :, None]
    error = np.broadcast_to(np.asarray(se, dtype=float)[..., None], array.shape[1:])[None]
    there = ~np.isnan(array[:, :, 0])
    return ranks_of(array, error, np.zeros(there.shape, dtype=np.intp), there, bad=bad)


def told(ranks: Ranks) -> list[tuple[int, int, int, int]]:
    columns = (ranks.rank[0], ranks.lower[0], ranks.upper[0], ranks.of[0])
    return list(zip(*(column.tolist() for column in columns), strict=True))


def test_places_far_apart_have_one_rank_each() -> None:
    assert told(ranked([10, 30, 20], 0.1)) == [(1, 1, 1, 3), (3, 3, 3, 3), (2, 2, 2, 3)]


def test_where_more_is_better_the_largest_is_first() -> None:
    assert told(ranked([10, 30, 20], 0.1, bad=-1)) == [(3, 3, 3, 3), (1, 1, 1, 3), (2, 2, 2, 3)]


def test_places_that_cannot_be_told_apart_share_their_set() -> None:
    """Two near each other and one far off: the limit is 2.24 · √2 (see below), and 2 is less."""
    assert told(ranked([10, 12, 30], 1.0)) == [(1, 1, 2, 3), (2, 1, 2, 3), (3, 3, 3, 3)]


def test_a_difference_just_beyond_the_limit_tells_two_apart() -> None:
    """Each of three is tested against two others both ways: z(1 − 0.05 / 4) = 2.24140, times √(0.3² + 0.4²)."""
    near, apart = ranked([10.0, 11.1206, 99.0], [0.3, 0.4, 0.4]), ranked([10.0, 11.1208, 99.0], [0.3, 0.4, 0.4])

    assert told(near)[0] == (1, 1, 2, 3)
    assert told(apart)[0] == (1, 1, 1, 3)


def test_places_with_the_same_value_share_the_better_rank_and_the_set() -> None:
    assert told(ranked([10, 10, 30, 5], 0.1)) == [(2, 2, 3, 4), (2, 2, 3, 4), (4, 4, 4, 4), (1, 1, 1, 4)]


def test_without_uncertainty_there_is_no_rank() -> None:
    assert told(ranked([10, 30, 20], [0.1, nan, 0.1])) == [(1, 1, 1, 2), (0, 0, 0, 0), (2, 2, 2, 2)]


def test_one_place_alone_has_no_rank() -> None:
    assert told(ranked([10, nan], 0.1)) == [(0, 0, 0, 0)] * 2


def test_each_place_is_ranked_in_its_own_latest_year_among_all_that_have_one_then() -> None:
    """The third was measured last in the first year, and is second of three there: the others in the second, of two."""
    values = np.array([[[1.0, 9.0], [3.0, 8.0], [2.0, nan]]])
    place = np.array([[1, 1, 0]])
    found = ranks_of(values, np.full(values.shape, 0.01), place, np.full((1, 3), True), bad=1)

    assert told(found) == [(2, 2, 2, 2), (1, 1, 1, 2), (2, 2, 2, 3)]


@given(st.lists(st.tuples(st.floats(-100, 100), st.floats(0.01, 50)), min_size=2, max_size=30))
def test_a_rank_lies_in_its_set_and_a_set_among_the_ranks(places: list[tuple[float, float]]) -> None:
    values, se = zip(*places, strict=True)
    for rank, lower, upper, of in told(ranked(values, se)):
        assert 1 <= lower <= rank <= upper <= of == len(places)


def test_sets_hold_those_of_the_bootstrap() -> None:
    """Against `methods.ranking`, itself tested against Mogstad and others' own package; rank 1 is the largest there."""
    generator = np.random.default_rng(8)
    values, se = generator.normal(0, 2, 60), generator.uniform(0.5, 1.5, 60)
    found, drawn = ranked(values, se, bad=-1), rank_confidence_sets(values, se, rng=generator, draws=20_000)

    assert (found.rank[0] == drawn.rank).all()
    assert (found.lower[0] <= drawn.lower).all()
    assert (found.upper[0] >= drawn.upper).all()
    assert (found.upper - found.lower).mean() < 1.15 * (drawn.upper - drawn.lower).mean()


@pytest.mark.parametrize("spread", [0.3, 1.0, 5.0], ids=["hardly apart", "apart by chance's measure", "far apart"])
def test_sets_hold_the_true_rank_in_at_least_ninety_five_of_a_hundred(spread: float) -> None:
    """Sixty places, a hundred samples."""
    generator = np.random.default_rng(7)
    truth, se = generator.normal(0, spread, 60), generator.uniform(0.5, 1.5, 60)
    rank: NDArray[np.intp] = 1 + np.argsort(np.argsort(truth))
    held = []
    for _ in range(100):
        found = ranked(truth + se * generator.standard_normal(60), se)
        held.append((found.lower[0] <= rank) & (rank <= found.upper[0]))

    assert np.mean(held) >= 0.95
    assert np.mean(held, axis=0).min() >= 0.88  # each place's own share of a hundred samples
