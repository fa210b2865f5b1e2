"""Areas in equally large groups, beside UKHSA's results and what equally large means."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_array_equal

from riktmarke.methods import ReasonCode, quantile_groups
from tests.methods.ukhsa import sheet

NAN = np.nan
GROUPS = {"Decile": 10, "Septile": 7, "Quartile": 4}
# What UKHSA's tests group by: indicator, sex and region; indicator and sex; nothing.
WITHIN = {"IndSexReg": ("Test", "IndSexRef", "ParentCode"), "IndSex": ("Test", "IndSexRef"), "None": ()}


def test_groups_are_those_of_ukhsa(real_data: Path) -> None:
    cells = sheet(real_data, "phe_testdata_Quantiles.xlsx", "testdata_Quantiles")
    parts: dict[tuple[str, ...], list[int]] = {}
    for row, kind in enumerate(cells["GroupSet"]):
        parts.setdefault((str(kind), *(str(cells[name][row]) for name in WITHIN[str(kind)])), []).append(row)

    assert len(parts) == 23
    for (kind, *_), place in parts.items():
        # Without a grouping and for a mixed polarity, the largest come first; otherwise what is worse comes first.
        polarity = {str(word) for word in cells["Polarity"][place]}
        largest_first = kind == "None" or polarity in ({"RAG - Low is good"}, {"True"}, {"True", "False"})
        groups = GROUPS[str(cells["QuantileNm"][place[0]])]
        found = quantile_groups(cells["Value"][place], groups=groups, largest_first=largest_first)
        expected = np.nan_to_num(cells["QuantileInGrp"][place])
        assert_array_equal(found.group, expected, err_msg=kind)


def test_ten_areas_in_fifths_are_two_and_two() -> None:
    found = quantile_groups([50, 10, 90, 30, 70, 20, 60, 40, 100, 80], groups=5)

    assert found.group.tolist() == [3, 1, 5, 2, 4, 1, 3, 2, 5, 4]
    assert not found.reason.any()


def test_the_largest_come_first_where_that_is_asked_for() -> None:
    assert quantile_groups([1, 2, 3, 4], groups=2, largest_first=True).group.tolist() == [2, 2, 1, 1]


def test_tenths_are_what_is_made_if_nothing_is_said() -> None:
    assert quantile_groups(np.arange(10)).group.tolist() == list(range(1, 11))


def test_what_does_not_divide_evenly_is_larger_towards_the_end() -> None:
    # n = 7, g = 3: 4 - ceil(3 (8 - k) / 7) for k = 1 … 7.
    assert quantile_groups(np.arange(7), groups=3).group.tolist() == [1, 1, 1, 2, 2, 3, 3]


def test_areas_with_the_same_value_share_the_group_of_the_first_of_them() -> None:
    assert quantile_groups([1, 2, 2, 2, 5, 6], groups=3).group.tolist() == [1, 1, 1, 1, 3, 3]
    assert quantile_groups([4, 4, 4], groups=3).group.tolist() == [1, 1, 1]


def test_whole_numbers_leave_no_rounding_at_the_edge_of_a_group() -> None:
    # In floating point 33 / (110 / 10) and the like may come out a little above a whole number.
    for n in range(10, 400):
        sizes = np.bincount(quantile_groups(np.arange(n)).group, minlength=11)[1:]
        assert sizes.min() >= n // 10
        assert sizes.max() <= n // 10 + 1


def test_areas_without_a_value_are_left_out_and_not_counted() -> None:
    found = quantile_groups([NAN, 30, 10, np.inf, 40, 20, -np.inf], groups=2)

    assert found.group.tolist() == [0, 2, 1, 0, 2, 1, 0]
    assert [ReasonCode(code).name for code in found.reason] == [
        "MISSING_INPUT", "DEFINED", "DEFINED", "INFINITE_INPUT", "DEFINED", "DEFINED", "INFINITE_INPUT",
    ]  # fmt: skip


def test_fewer_values_than_groups_belong_to_none() -> None:
    found = quantile_groups([[1, 2, NAN], [1, 2, 3], [NAN, NAN, NAN]], groups=3)

    assert found.group.tolist() == [[0, 0, 0], [1, 2, 3], [0, 0, 0]]
    assert ReasonCode(found.reason[0, 1]) == ReasonCode.TOO_FEW_VALUES
    assert ReasonCode(found.reason[0, 2]) == ReasonCode.MISSING_INPUT
    assert quantile_groups([], groups=3).group.shape == (0,)


@given(arrays(float, 23, elements=st.integers(-9, 9).map(float) | st.just(NAN)), st.integers(1, 6))
def test_groups_rise_with_the_value_and_do_not_depend_on_the_unit_or_the_order(values: np.ndarray, groups: int) -> None:
    found = quantile_groups(values, groups=groups)
    order = np.random.default_rng(1).permutation(23)

    assert_array_equal(quantile_groups(values[order] * 3 + 1, groups=groups).group, found.group[order])
    inside = found.group > 0
    assert_array_equal(inside, ~np.isnan(values) if inside.any() else np.zeros(23, dtype=bool))
    by_value = found.group[inside][np.argsort(values[inside])]
    assert (np.diff(by_value) >= 0).all()
    assert not inside.any() or (by_value[0] == 1 and by_value.max() <= groups)


def test_many_rows_are_each_row_alone() -> None:
    rng = np.random.default_rng(2)
    values = np.round(rng.normal(size=(3, 4, 40)), 1)
    values[rng.random(values.shape) < 0.1] = NAN
    found = quantile_groups(values, groups=4, largest_first=True)

    for place in np.ndindex(3, 4):
        assert_array_equal(found.group[place], quantile_groups(values[place], groups=4, largest_first=True).group)


@pytest.mark.parametrize(
    ("values", "groups", "message"),
    [
        ([1, 2], 0, "groups is 1 or more; got 0"),
        (5, 1, "values lie along an axis of areas; got the single number 5.0"),
    ],
)
def test_what_cannot_be_grouped_is_refused(values: object, groups: int, message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011, the words are compared below
        quantile_groups(values, groups=groups)  # type: ignore[arg-type]

    assert str(refused.value) == message
