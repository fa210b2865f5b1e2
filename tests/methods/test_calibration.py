"""How wide a forecast must be, read off past errors: by hand, beside the sorted errors, and on outcomes not seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal
from scipy.stats import norm

from riktmarke.methods import error_shares, multiples_of
from riktmarke.methods.calibration import EDGES

CLASSES = len(EDGES) - 1
WIDTH = EDGES[2] / EDGES[1]  # 1.04: each class reaches four per cent further than the one before
LEVELS = np.array([0.01, 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975, 0.99])


def test_errors_are_counted_by_size_whatever_their_sign() -> None:
    shares = error_shares([[-1.0, 1.0], [50.0, np.nan]])

    assert shares.shape == (CLASSES,)
    assert shares.sum() == pytest.approx(1)
    (ones, fifties) = np.flatnonzero(shares)
    assert EDGES[ones] <= 1 <= EDGES[ones + 1]
    assert EDGES[fifties] <= 50 <= EDGES[fifties + 1]
    assert_allclose(shares[[ones, fifties]], [2 / 3, 1 / 3])


def test_errors_beyond_the_last_class_are_in_it_and_no_error_is_in_the_first() -> None:
    assert error_shares([1e9])[-1] == 1
    assert error_shares([np.inf])[-1] == 1
    assert error_shares([0.0])[0] == 1


def test_without_errors_there_are_no_shares() -> None:
    assert_array_equal(error_shares([np.nan]), np.zeros(CLASSES))
    assert_array_equal(error_shares([]), np.zeros(CLASSES))
    assert_array_equal(error_shares(np.ma.masked_array([1.0], mask=[True])), np.zeros(CLASSES))


def test_ten_errors_by_hand() -> None:
    # Errors of 1, 2, …, 10 spreads. To hold 75 per cent of them (levels 0.125 and 0.875) it takes a reach of 8: 7 holds
    # 70 only. To hold 45 per cent (0.275 and 0.725) it takes 5. The middle is the middle.
    found = multiples_of(error_shares(np.arange(1.0, 11.0)), [0.125, 0.275, 0.5, 0.725, 0.875])

    assert_allclose(found, [-8, -5, 0, 5, 8], rtol=WIDTH - 1)


def test_a_level_between_two_errors_lies_between_them_within_its_class() -> None:
    # One error only: of its class, from a to b, the share |2p − 1| lies below a + (b − a) |2p − 1|.
    shares = np.zeros(CLASSES)
    shares[100] = 3.0
    low, high = EDGES[100], EDGES[101]

    found = multiples_of(shares, [0.2, 0.8, 0.9])

    assert_allclose(
        found, [-(low + 0.6 * (high - low)), low + 0.6 * (high - low), low + 0.8 * (high - low)], rtol=1e-12
    )


@given(arrays(np.float64, st.integers(50, 200), elements=st.floats(0.02, 90)))
def test_the_interval_is_as_wide_as_the_share_of_the_errors_were_large(errors: np.ndarray) -> None:
    found = multiples_of(error_shares(errors), [0.9])[0]

    assert (errors <= found * WIDTH).mean() >= 0.8 - 1e-9
    assert (errors < found / WIDTH).mean() <= 0.8 + 1e-9


def test_normal_errors_give_the_multiples_of_the_normal_distribution() -> None:
    errors = norm.ppf((np.arange(100_000) + 0.5) / 100_000)

    assert_allclose(multiples_of(error_shares(errors), LEVELS), norm.ppf(LEVELS), rtol=1e-3, atol=1e-12)


def test_outcomes_not_seen_lie_within_as_often_as_is_said() -> None:
    # Heavy tails and a wrong spread: the errors tell both. 4 000 cases: two standard errors are at most 1.6 points.
    rng = np.random.default_rng(11)
    past, later = 3 * rng.standard_t(3, 4000), 3 * rng.standard_t(3, 4000)
    ends = multiples_of(error_shares(past), [0.025, 0.1, 0.25, 0.75, 0.9, 0.975])
    within = [((later >= -high) & (later <= high)).mean() for high in ends[3:]]

    assert_allclose(within, [0.5, 0.8, 0.95], atol=0.025)


@given(arrays(np.float64, (3, 40), elements=st.floats(0, 200)))
def test_multiples_increase_with_the_level_and_are_the_same_on_both_sides(errors: np.ndarray) -> None:
    found = multiples_of(np.stack([error_shares(row) for row in errors]), LEVELS)

    assert found.shape == (3, len(LEVELS))
    assert (np.diff(found, axis=-1) >= 0).all()
    assert_allclose(found, -found[:, ::-1], rtol=1e-9, atol=1e-12)


def test_shares_are_weights_that_need_not_sum_to_one() -> None:
    few, many = error_shares([1.0]), error_shares([4.0])

    mixed = multiples_of(1 * few + 9 * many, [0.52, 0.9])
    assert_allclose(mixed, [1, 4], rtol=WIDTH - 1)  # 4 per cent lies in the first tenth, 80 per cent beyond it
    assert_allclose(mixed, multiples_of(0.1 * few + 0.9 * many, [0.52, 0.9]), rtol=1e-12)


def test_larger_errors_never_make_it_narrower() -> None:
    rng = np.random.default_rng(3)
    errors = rng.normal(size=500)
    narrow, wide = multiples_of(error_shares(errors), LEVELS), multiples_of(error_shares(1.7 * errors), LEVELS)

    assert (np.abs(wide) >= np.abs(narrow)).all()


@pytest.mark.parametrize(
    ("shares", "levels", "words"),
    [
        (np.ones(CLASSES), [0.0, 0.5], "levels .* between 0 and 1"),
        (np.ones(CLASSES), [0.5, 1.0], "levels .* between 0 and 1"),
        (np.ones(CLASSES), [np.nan], "levels .* between 0 and 1"),
        (np.ones(CLASSES), 0.5, "levels .* between 0 and 1"),
        (np.ones(7), [0.5], r"shares \(\.\.\., 240\)"),
        (-np.ones(CLASSES), [0.5], "the least -1"),
        (np.full(CLASSES, np.nan), [0.5], r"shares \(\.\.\., 240\)"),
        (np.zeros((2, CLASSES)), [0.5], "nothing to tell the width from"),
    ],
)
def test_what_is_no_share_or_no_level_is_refused(shares: np.ndarray, levels: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        multiples_of(shares, levels)  # type: ignore[arg-type]


def test_no_levels_are_no_multiples() -> None:
    assert multiples_of(np.ones(CLASSES), []).shape == (0,)
