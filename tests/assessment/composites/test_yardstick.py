"""The yardstick is the middle of the municipalities and what is usual about it, the same for every year."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.assessment.composites.yardstick import Yardstick, yardstick_of

YEARS = (2020, 2021, 2022)


def made(values: object, *, good: int = 1, reference: tuple[int, int] = (2020, 2021)) -> Yardstick | None:
    return yardstick_of(np.asarray(values, dtype=float), YEARS, reference=reference, good=good, winsorised_at=3.0)


def test_middle_and_scale_are_those_of_each_municipality_s_mean_over_the_reference_years() -> None:
    # means 1 … 9: median 5; distances 4 3 2 1 0 1 2 3 4: median 2, times 1.4826
    stick = made([[mean - 0.5, mean + 0.5, 1000.0] for mean in range(1, 10)])
    assert stick is not None
    assert (stick.middle, stick.scale) == pytest.approx((5.0, 2 * 1.482602218505602))


def test_a_value_is_so_many_scales_better_than_the_middle_and_counts_three_at_most() -> None:
    higher, lower = Yardstick(5.0, 2.0, 1, 3.0), Yardstick(5.0, 2.0, -1, 3.0)
    values = np.array([5.0, 7.0, 1.0, 100.0, np.nan])
    assert higher.of(values).tolist()[:4] == [0.0, 1.0, -2.0, 3.0]
    assert lower.of(values).tolist()[:4] == [0.0, -1.0, 2.0, -3.0]
    assert np.isnan(higher.of(values)[4])
    assert (higher.value(1.5), lower.value(1.5)) == (8.0, 2.0)


def test_a_municipality_without_values_in_the_reference_years_is_not_among_them() -> None:
    rows = [[float(mean), np.nan, np.nan] for mean in range(1, 10)]
    with_another = made([*rows, [np.nan, np.nan, 900.0]])
    assert with_another == made(rows)


def test_the_middle_of_a_few_is_not_that_of_all() -> None:
    few = [[float(mean)] * 3 for mean in range(20)]
    nobody = [[np.nan] * 3]
    assert made([*few, *nobody * 40]) == made(few)  # 20 of 60
    assert made([*few, *nobody * 50]) is None  # 20 of 70: fewer than three in ten


def test_too_few_or_all_alike_give_none() -> None:
    assert made([[float(mean)] * 3 for mean in range(7)]) is None
    assert made([[4.0] * 3] * 20) is None
    assert made([[float(mean)] * 3 for mean in range(9)], reference=(1990, 1999)) is None


@given(st.lists(st.floats(-1e3, 1e3), min_size=8, max_size=30), st.floats(0.1, 100), st.floats(-1e3, 1e3))
def test_another_unit_gives_the_same_steps(means: list[float], times: float, plus: float) -> None:
    values = np.array([[mean] * 3 for mean in means])
    one, other = made(values), made(values * times + plus)
    if one is None or other is None or one.scale < 1e-3:
        return
    assert other.of(values * times + plus) == pytest.approx(one.of(values), abs=1e-5)
