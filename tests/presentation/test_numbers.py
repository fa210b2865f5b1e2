import pytest

from riktmarke.presentation.numbers import (
    decimals_for,
    decimals_to_see,
    number,
    rounded,
    two_figures,
    with_unit,
    years,
)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (28.349, 1, "28,3"),
        (0.15, 1, "0,2"),  # half up, as statistics are rounded; the binary value lies below
        (2.675, 2, "2,68"),
        (1234.5, 1, "1\u00a0234,5"),
        (10521556, 0, "10\u00a0521\u00a0556"),
        (999, 0, "999"),
        (-0.04, 1, "0,0"),
        (-27, 0, "\u221227"),
    ],
)
def test_numbers_are_written_as_in_swedish(value: float, decimals: int, shown: str) -> None:
    assert number(value, decimals=decimals) == shown


def test_what_cannot_be_said_is_not_a_number() -> None:
    with pytest.raises(ValueError, match="nan"):
        rounded(float("nan"), decimals=1)


def test_a_figure_is_held_to_its_units_first_word_and_a_number_within_it_never_parts() -> None:
    assert with_unit("1 088", "per 100 000") == "1 088\u00a0per 100\u00a0000"
    assert with_unit("4,8", "ton per invånare") == "4,8\u00a0ton per invånare"
    assert with_unit("5", "") == "5"


def test_a_span_of_one_year_is_the_year() -> None:
    assert years(2018, 2022) == "2018–2022"
    assert years(2022, 2022) == "2022"


@pytest.mark.parametrize(
    ("values", "decimals"),
    [
        ([83.0, 79.0], 0),
        ([28.34, 31.6], 1),
        ([1234.5, 2345.6], 0),
        ([0.52, 0.61], 2),
        ([5.43, 6.1], 1),
        ([0.5, 0.6], 1),  # never more than the values have
        ([2.5, 2.0], 1),
        ([0.0001, 0.0002], 3),
        ([], 0),
    ],
)
def test_decimals_follow_the_size_of_the_values(values: list[float], decimals: int) -> None:
    assert decimals_for(values) == decimals


@pytest.mark.parametrize(
    ("value", "shown"), [(183.4, 180), (185.0, 190), (7.4, 7), (99.6, 100), (0.4, 0), (63_501, 64_000), (-268, -270)]
)
def test_counts_of_people_have_two_figures(value: float, shown: int) -> None:
    assert two_figures(value) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "seen"), [(4.1, 1, 1), (0.4, 0, 1), (0.04, 0, 2), (0.0, 1, 1), (1e-9, 1, 1)]
)
def test_a_difference_gets_the_decimals_that_show_it(value: float, decimals: int, seen: int) -> None:
    assert decimals_to_see(value, decimals=decimals) == seen
