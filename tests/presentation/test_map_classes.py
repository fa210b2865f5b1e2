"""Classes of a map, and lines thinned for it."""

from hypothesis import given
from hypothesis import strategies as st

from riktmarke.presentation.map_classes import Classes, classes_of
from riktmarke.presentation.map_shapes import thinned


def test_ten_values_make_three_classes_of_about_as_many() -> None:
    classes = classes_of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], decimals=0)
    assert classes is not None
    assert [classes.limits(number) for number in range(len(classes))] == [(1, 3), (4, 6), (7, 10)]
    assert classes.reached(3, 7) == 3


def test_values_that_look_alike_are_in_one_class() -> None:
    classes = classes_of([10.04, 10.01, 9.96, 12.0, 12.04, 12.01], decimals=1)
    assert classes is not None
    assert classes.of(9.96) == classes.of(10.04)
    assert classes.limits(0) == (10.0, 11.9)


def test_one_value_everywhere_is_one_class_and_none_is_none() -> None:
    assert classes_of([3.0] * 40, decimals=1) == Classes((), 3.0, 3.0, 1)
    assert classes_of([], decimals=1) is None


@given(st.lists(st.floats(min_value=-1e6, max_value=1e6), min_size=1, max_size=60), st.integers(0, 2))
def test_every_value_lies_within_the_limits_of_its_class(values: list[float], decimals: int) -> None:
    classes = classes_of(values, decimals=decimals)
    assert classes is not None
    assert 1 <= len(classes) <= 5
    for value in values:
        low, high = classes.limits(classes.of(value))
        half = 0.5000001 * 10**-decimals
        assert low - half <= value <= high + half


def test_a_line_keeps_its_ends_and_its_turns() -> None:
    assert thinned([(0, 0), (5, 0), (10, 1), (20, 0), (20, 20)]) == [(0, 0), (20, 0), (20, 20)]
    island = thinned([(0, 0), (30, 1), (60, 0), (30, 40), (0, 0)])
    assert island[0] == island[-1] == (0, 0)
    assert {(60, 0), (30, 40)} <= set(island)
