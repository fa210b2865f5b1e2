"""Figures as what they are: measured, repeated, overlapping, suppressed or missing."""

import numpy as np
import pytest

from riktmarke.assessment.measured import SUPPRESSED, ValueKind, measurements, value_kinds
from riktmarke.governance.definitions import Measurement
from riktmarke.vocabulary.observation_status import STATUSES, ObservationStatus

nan = np.nan
YEARS = tuple(range(2014, 2022))
NORMAL = STATUSES.index(ObservationStatus.NORMAL)
MISSING, MEASURED, REPEATED, OVERLAPPING, HIDDEN = ValueKind


def kinds(values: list[float], rule: Measurement, *, hidden: tuple[int, ...] = ()) -> list[ValueKind]:
    array = np.array(values)
    status = np.where(np.isnan(array), 0, NORMAL).astype(np.uint8)
    status[list(hidden)] = SUPPRESSED
    return [ValueKind(code) for code in value_kinds(array, status, measurements(array, YEARS, rule), rule)]


def test_every_value_of_a_yearly_series_is_a_measurement_also_the_same_twice() -> None:
    assert kinds([1, 1, 2, nan, 2, 2, 3, nan], Measurement(), hidden=(7,)) == [
        MEASURED,
        MEASURED,
        MEASURED,
        MISSING,
        MEASURED,
        MEASURED,
        MEASURED,
        HIDDEN,
    ]


def test_between_elections_values_are_repeated() -> None:
    assert kinds([5, 5, 5, 5, 7, 7, 7, 7], Measurement(schedule=(2014, 4))) == [MEASURED, *[REPEATED] * 3] * 2


def test_a_survey_stands_for_as_long_as_it_may_and_no_longer() -> None:
    """Two years at most: the third of the same value is a new answer."""
    found = kinds([5, 5, 5, 6, 6, 7, 8, 8], Measurement(repeats_at_most=2))

    assert found == [MEASURED, REPEATED, MEASURED, MEASURED, REPEATED, MEASURED, MEASURED, REPEATED]


def test_windows_share_years_with_the_latest() -> None:
    """Of three years: 2021, 2018 and 2015."""
    found = kinds([1, 2, 3, 4, 5, 6, 7, 8], Measurement(window_years=3))

    assert found == [OVERLAPPING, MEASURED, *[OVERLAPPING] * 2, MEASURED, *[OVERLAPPING] * 2, MEASURED]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Measurement(repeats_at_most=8, breaks=(2018,)), [2014, 2018]),
        (Measurement(repeats_at_most=8), [2014]),
    ],
)
def test_the_same_value_after_a_break_is_a_new_measurement(rule: Measurement, expected: list[int]) -> None:
    measured = measurements(np.full(8, 5.0), YEARS, rule)

    assert [year for year, one in zip(YEARS, measured, strict=True) if one] == expected
