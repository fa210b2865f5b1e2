"""Figures as what they are: which values are measurements of their own."""

import numpy as np
import pytest

from riktmarke.assessment.measured import measurements
from riktmarke.governance.definitions import Measurement

nan = np.nan
YEARS = tuple(range(2014, 2022))


def measured(values: list[float], rule: Measurement) -> list[int]:
    flags = measurements(np.array(values, dtype=float), YEARS, rule)
    return [year for year, one in zip(YEARS, flags, strict=True) if one]


def test_every_value_of_a_yearly_series_is_a_measurement_also_the_same_twice() -> None:
    assert measured([1, 1, 2, nan, 2, 2, 3, nan], Measurement()) == [2014, 2015, 2016, 2018, 2019, 2020]


def test_between_elections_values_are_repeated() -> None:
    assert measured([5, 5, 5, 5, 7, 7, 7, 7], Measurement(schedule=(2014, 4))) == [2014, 2018]


def test_a_survey_stands_for_as_long_as_it_may_and_no_longer() -> None:
    """Two years at most: the third of the same value is a new answer."""
    assert measured([5, 5, 5, 6, 6, 7, 8, 8], Measurement(repeats_at_most=2)) == [2014, 2016, 2017, 2019, 2020]


def test_windows_share_years_with_the_latest() -> None:
    """Of three years: 2021, 2018 and 2015."""
    assert measured([1, 2, 3, 4, 5, 6, 7, 8], Measurement(window_years=3)) == [2015, 2018, 2021]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Measurement(repeats_at_most=8, breaks=(2018,)), [2014, 2018]),
        (Measurement(repeats_at_most=8), [2014]),
    ],
)
def test_the_same_value_after_a_break_is_a_new_measurement(rule: Measurement, expected: list[int]) -> None:
    assert measured([5.0] * 8, rule) == expected
