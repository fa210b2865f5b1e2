"""What is called a challenge in generated countries: how much of it is none, and how much of what is one is found."""

import pytest

from tests.simulation.proof import COUNTRIES, Proof, Tally, proved
from tests.simulation.proof_page import PAGE, table


@pytest.fixture(scope="module")
def proof() -> Proof:
    return proved(COUNTRIES)


@pytest.fixture(scope="module")
def found(proof: Proof) -> Tally:
    return proof.usual


def test_at_most_one_in_ten_of_what_is_called_a_challenge_is_none(found: Tally) -> None:
    assert found.countries >= 200
    assert found.challenges[1] > 0
    assert found.false_share <= 0.10


def test_at_most_one_in_ten_is_false_in_every_kind_that_is_called_often(found: Tally) -> None:
    often = {kind: counts for kind, counts in found.claims.items() if counts[2] >= 1000}

    assert len(often) >= 5
    assert {kind for kind, (_, _, called, right) in often.items() if 1 - right / called > 0.10} == set()


def test_twice_as_many_true_ones_are_found_as_by_ranks_that_are_as_rarely_false(found: Tally) -> None:
    """Where no share of ranks is as rarely false, as by those that are the most rarely false."""
    _, wrong, by_ranks = found.red_at(found.false_share)

    assert wrong >= found.false_share or by_ranks > 0
    assert found.true_found >= 2 * by_ranks > 0


def test_more_is_found_than_by_ranks_also_where_more_may_be_false_and_everyones_level_alone_counts(
    found: Tally,
) -> None:
    for share in (0.005, 0.01, 0.025):
        own, (_, wrong, by_ranks) = found.found_at(share, levels=True), found.red_at(share)

        assert own is not None
        assert wrong > share or own > by_ranks


def test_the_larger_a_challenge_the_more_often_it_is_found(found: Tally) -> None:
    shares = found.by_size[:, 1] / found.by_size[:, 0]

    assert list(shares) == sorted(shares)
    assert shares[-1] > 0.8


def test_at_most_one_in_ten_is_false_in_harder_countries_too(proof: Proof) -> None:
    assert len(proof.harder) == 3
    assert {name for name, tally in proof.harder.items() if tally.false_share > 0.10} == set()


def test_the_page_tells_what_came_of_it(proof: Proof) -> None:
    assert table(proof) in PAGE.read_text(encoding="utf-8"), "python -m tests.simulation.proof --write"
