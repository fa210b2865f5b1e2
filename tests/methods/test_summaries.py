"""Means and quarters, beside NumPy's own and beside numbers a reader can follow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from riktmarke.methods.summaries import group_means, means, spread

NAN = np.nan
figures = st.floats(-1e6, 1e6) | st.just(NAN)
people = st.floats(1, 1e6)


def test_the_weighted_mean_counts_people_and_the_plain_mean_counts_areas() -> None:
    # (10 × 100 + 20 × 300) / 400 = 17.5 and (10 + 20) / 2 = 15
    mean = group_means(np.array([10.0, 20.0]), np.array([100.0, 300.0]), np.array([[0, 1]]))

    assert (mean.weighted[0], mean.unweighted[0], mean.covered[0], mean.members[0]) == (17.5, 15, 1, 2)


def test_who_has_no_value_is_left_out_and_counted() -> None:
    mean = group_means(np.array([10.0, NAN, 40.0]), np.array([100.0, 600.0, 300.0]), np.array([[0, 1, 2]]))

    # (10 × 100 + 40 × 300) / 400 = 32.5, from 400 of 1 000 people
    assert (mean.weighted[0], mean.unweighted[0], mean.covered[0], mean.members[0]) == (32.5, 25, 0.4, 2)


@pytest.mark.parametrize("weight", [NAN, 0.0, -5.0])
def test_a_member_with_a_value_and_no_weight_makes_the_weighted_mean_undefined(weight: float) -> None:
    mean = group_means(np.array([10.0, 20.0]), np.array([100.0, weight]), np.array([[0, 1]]))

    assert np.isnan(mean.weighted[0])
    assert np.isnan(mean.covered[0])
    assert mean.unweighted[0] == 15


def test_nobody_with_a_value_has_no_mean() -> None:
    mean = group_means(np.array([NAN, NAN]), np.array([100.0, 300.0]), np.array([[0, 1], [-1, -1]]))

    assert np.isnan(mean.weighted).all()
    assert np.isnan(mean.unweighted).all()
    assert mean.members.tolist() == [0, 0]


def test_padding_is_nobody_and_not_the_last_area() -> None:
    mean = group_means(np.array([10.0, 20.0, 999.0]), np.ones(3), np.array([[0, 1, -1], [2, -1, -1]]))

    assert mean.unweighted.tolist() == [15, 999]


@given(arrays(float, (2, 3, 6), elements=figures), arrays(float, (2, 3, 6), elements=people))
def test_means_are_those_of_numpy_for_each_group(values: np.ndarray, weights: np.ndarray) -> None:
    members = np.array([[0, 1, 2, -1], [3, 4, -1, -1], [5, 0, 2, 4]])
    mean = group_means(values, weights, members)

    for place in np.ndindex(2, 3):
        for number, group in enumerate(members):
            inside = [m for m in group if m >= 0 and not np.isnan(values[place][m])]
            assert mean.members[place][number] == len(inside)
            if inside:
                at = values[place][inside], weights[place][inside]
                size = max(1.0, float(np.abs(at[0]).max()))
                assert mean.weighted[place][number] == pytest.approx(np.average(at[0], weights=at[1]), abs=1e-9 * size)
                assert mean.unweighted[place][number] == pytest.approx(at[0].mean(), abs=1e-9 * size)
                assert at[0].min() - 1e-9 * size <= mean.weighted[place][number] <= at[0].max() + 1e-9 * size
            else:
                assert np.isnan(mean.weighted[place][number])


@given(arrays(float, 5, elements=st.floats(-1e3, 1e3)), arrays(float, 5, elements=people), st.permutations(range(5)))
def test_the_order_of_members_and_the_size_of_the_unit_of_weight_do_not_matter(
    values: np.ndarray, weights: np.ndarray, order: list[int]
) -> None:
    one = means(values, weights, axis=0)
    other = means(values[order], weights[order] * 1000, axis=0)

    assert other.weighted == pytest.approx(float(one.weighted), abs=1e-9)
    assert other.covered == pytest.approx(float(one.covered))


def test_quarters_lie_between_the_values_in_order() -> None:
    # Nine values: 1 + 8 × 0.25 is the third, then the fifth and the seventh.
    quarters = spread(np.array([9.0, 1, 8, 2, 7, 3, 6, 4, 5]))

    assert [float(q) for q in quarters[:5]] == [1, 3, 5, 7, 9]
    # Four values: 1 + 3 × 0.25 = 1.75, three quarters of the way from the first to the second.
    assert float(spread(np.array([10.0, 20, 30, 40])).lower_quarter) == 17.5


@given(arrays(float, st.tuples(st.integers(1, 4), st.integers(1, 30)), elements=figures))
def test_quarters_are_those_of_numpy_with_missing_values_left_out(values: np.ndarray) -> None:
    found = spread(values)

    for row, line in enumerate(values):
        there = line[~np.isnan(line)]
        assert found.areas[row] == there.size
        ours = [float(figure[row]) for figure in found[:5]]
        if there.size:
            theirs = np.quantile(there, [0, 0.25, 0.5, 0.75, 1])
            assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-9)
            assert np.all(np.diff(ours) >= -1e-9)
        else:
            assert np.isnan(ours).all()


@given(arrays(float, 12, elements=figures), st.permutations(range(12)), st.floats(0.1, 10), st.floats(-100, 100))
def test_quarters_follow_a_change_of_unit_and_care_for_no_order(
    values: np.ndarray, order: list[int], factor: float, shift: float
) -> None:
    plain, moved = spread(values), spread(values[order] * factor + shift)

    for ours, theirs in zip(moved[:5], plain[:5], strict=True):
        assert float(ours) == pytest.approx(float(theirs) * factor + shift, rel=1e-9, abs=1e-6, nan_ok=True)


def test_a_spread_over_more_axes_is_the_spread_of_each_row() -> None:
    values = np.random.default_rng(7).normal(size=(3, 4, 11))
    found = spread(values)

    assert found.median.shape == (3, 4)
    assert np.array_equal(found.median, np.median(values, axis=-1))
