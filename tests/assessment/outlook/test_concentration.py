"""What a record rests on, worked out by hand."""

from dataclasses import replace

import pytest

from riktmarke.assessment.outlook.concentration import better_without, heaviest, usual_ratios
from riktmarke.assessment.outlook.judging import Judged
from riktmarke.assessment.outlook.track_record import TrackRecord
from tests.assessment.outlook.test_track_record import record

ONE = Judged("N1", "_T", "rate", 2016, 1, 100, 50, 80, 95, 1.0, 2.0, 3.0, 4.0, 1.2)
# Scores beside as last year: 1 to 2, 3 to 3 of twice as many, 1 to 1.25; drift and Theta are worse.
ROWS = (
    ONE,
    replace(ONE, indicator="N2", cases=200, crps=3.0, naive=3.0, drift=5.0),
    replace(ONE, indicator="N3", naive=1.25),
)


def found() -> TrackRecord:
    return record(*ROWS)


def test_the_heaviest_is_the_largest_part_of_the_sum() -> None:
    """100, 600 and 100 of 800."""
    assert heaviest(found()) == ("N2", 0.75)


def test_the_gain_without_those_that_gain_the_most() -> None:
    """All: 1 − 800 / 925. Without N1, that gains 100: 1 − 700 / 725. Without N3 too nothing is gained."""
    assert [better_without(found(), count) for count in (0, 1, 2, 3)] == pytest.approx(
        [1 - 800 / 925, 1 - 700 / 725, 0, 0]
    )


def test_the_middle_ratio_counts_each_indicator_once() -> None:
    """1/2, 1 and 0.8 beside as last year, the best simple one of the kind; what is of no kind is left out."""
    kinds = {"N1": "rate", "N2": "rate", "N3": "rate"}

    ratio, of = usual_ratios(found(), kinds)["rate"]
    assert ratio == pytest.approx(0.8)
    assert of == 3
    assert usual_ratios(found(), {"N1": "rate"}) == {"rate": (0.5, 1)}
    assert usual_ratios(found(), {}) == {}


def test_an_indicator_that_a_simple_forecast_is_never_wrong_of_has_no_ratio() -> None:
    kinds = {"N1": "rate", "N2": "rate"}

    assert usual_ratios(record(ONE, replace(ONE, indicator="N2", naive=0.0)), kinds) == {"rate": (0.5, 1)}
