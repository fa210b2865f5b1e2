"""English number formats, units and times."""

import pytest

from riktmarke.presentation.english import (
    DIFFERENCE_UNITS,
    UNITS,
    english_count,
    english_number,
    english_occasion,
    english_occasions,
    english_with_unit,
)
from riktmarke.presentation.labels import occasions
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition
from tests.presentation.challenges_made import DAYS, LIVED, VOTED


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [(1234.56, 1, "1,234.6"), (-0.34, 2, "\u22120.34"), (0.05, 1, "0.1"), (-0.01, 1, "0.0"), (1234567, 0, "1,234,567")],
)
def test_numbers_have_commas_between_thousands_and_a_decimal_point(value: float, decimals: int, said: str) -> None:
    assert english_number(value, decimals=decimals) == said


@pytest.mark.parametrize(
    ("figure", "unit", "said"),
    [
        ("31.6", "days", "31.6\u00a0days"),
        ("1.0", "percentage points", "1.0\u00a0percentage point"),
        ("1", "people", "1\u00a0person"),
        ("0.9", "years", "0.9\u00a0years"),
        ("0.27", "", "0.27"),
    ],
)
def test_a_unit_is_singular_for_exactly_one_alone(figure: str, unit: str, said: str) -> None:
    assert english_with_unit(figure, unit) == said


def test_every_unit_has_an_english_name_and_only_shares_differ_by_points() -> None:
    assert set(UNITS) == set(Unit)
    assert {unit for unit in Unit if DIFFERENCE_UNITS[unit] != UNITS[unit]} == {Unit.PERCENT}


def test_small_counts_are_words() -> None:
    assert [english_count(count) for count in (1, 7, 12, 13)] == ["one", "seven", "twelve", "13"]


@pytest.mark.parametrize(
    ("of", "one", "several", "swedish"),
    [
        (None, "in 2022", "on average in 2014–2022", "i genomsnitt 2014–2022"),
        (DAYS, "in 2022", "on average in 2014–2022", "i genomsnitt 2014–2022"),
        (LIVED, "on average in 2018–2022", "on average in 2010–2022", "i genomsnitt 2010–2022"),
        (VOTED, "in the 2022 election", "on average in the 2014–2022 elections", "i genomsnitt i valen 2014–2022"),
        (
            definition("N1", measurement=VOTED.measurement),
            "at the 2022 measurement",
            "on average in the 2014–2022 measurements",
            "i genomsnitt vid mätningarna 2014–2022",
        ),
    ],
)
def test_a_time_says_what_the_value_stands_for(of: object, one: str, several: str, swedish: str) -> None:
    assert english_occasion(2022, of) == one  # type: ignore[arg-type]
    assert english_occasions(2014, 2022, of) == several  # type: ignore[arg-type]
    assert occasions(2014, 2022, of) == swedish  # type: ignore[arg-type]
