"""Records worked out by hand from judged forecasts."""

import json
from dataclasses import replace

import numpy as np
import pytest

from riktmarke.assessment.outlook.judging import Judged, Said
from riktmarke.assessment.outlook.track_record import TrackRecord, as_rows, from_rows, track_record

FIRST = Judged("N1", "_T", "rate", 2016, 1, 100, 50, 80, 95, 1.0, 2.0, 3.0, 1.5, 1.2)
OTHER = Judged("N2", "_T", "share", 2017, 2, 300, 120, 210, 270, 2.0, 1.0, 2.0, 3.0, 2.4)
SAID = Said(np.array([0.05, 0.25, 0.25, 0.95]), np.array([0.0, 0.0, 1.0, 1.0]))


def record(*rows: Judged) -> TrackRecord:
    return track_record(rows, [SAID])


def test_means_weigh_every_forecast_alike() -> None:
    """(100 · 1 + 300 · 2) / 400 = 1.75; as last year (200 + 300) / 400 = 1.25; drift 2.25, Theta 2.625."""
    found = record(FIRST, OTHER).overall

    assert (found.cases, found.series) == (400, 2)
    assert (found.within_50, found.within_80, found.within_95) == (170 / 400, 290 / 400, 365 / 400)
    assert (found.crps, found.naive, found.drift, found.theta) == (1.75, 1.25, 2.25, 2.625)
    assert found.best_simple == "naive"
    assert found.better_by == pytest.approx(1 - 1.75 / 1.25)


def test_the_best_simple_one_is_that_of_the_group() -> None:
    found = record(FIRST, OTHER).by_kind

    assert {kind: one.best_simple for kind, one in found.items()} == {"rate": "theta", "share": "naive"}
    assert found["rate"].better_by == pytest.approx(1 / 3)


def test_the_error_of_the_difference_has_indicators_as_clusters() -> None:
    """Differences from the best, as last year: −1 for 100 cases, 1 for 300; their mean is 0.5.

    Departures summed by indicator: 100 · −1.5 and 300 · 0.5, both 150 in size. √(2 · 150² · 2 / 1) / 400 = 0.75.
    """
    found = record(FIRST, OTHER).overall

    assert found.worse_by == pytest.approx(0.5)
    assert found.worse_by_se == pytest.approx(0.75)


def test_one_indicator_has_no_error_of_its_own() -> None:
    assert np.isnan(record(FIRST).overall.worse_by_se)


def test_records_by_each_cut() -> None:
    found = record(FIRST, OTHER, replace(FIRST, ahead=2))

    assert list(found.by_ahead) == [1, 2]
    assert list(found.by_origin) == [2016, 2017]
    assert found.by_kind_and_ahead["rate", 2].cases == 100
    assert found.by_indicator["N2"].within_80 == 0.7


def test_what_lies_further_ahead_counts_in_nothing_else() -> None:
    far = replace(FIRST, origin=2010, ahead=8, within_80=100)

    found, without = record(FIRST, OTHER, far), record(FIRST, OTHER)

    assert found.by_far_ahead[8].within_80 == 1
    assert (found.overall, list(found.by_origin)) == (without.overall, [2016, 2017])
    with pytest.raises(ValueError, match="no forecast has an outcome"):
        record(far)


def test_stated_probabilities_are_counted_by_tenths() -> None:
    found = record(FIRST).probabilities

    assert found.cases.tolist() == [1, 0, 2, 0, 0, 0, 0, 0, 0, 1]
    assert found.came_true[2] == 0.5


def test_a_record_is_kept_and_read_as_it_was() -> None:
    found = record(FIRST, OTHER, replace(FIRST, origin=2010, ahead=8))

    again = from_rows(json.loads(json.dumps(as_rows(found))))

    assert json.dumps(as_rows(again)) == json.dumps(as_rows(found))
    assert again.by_kind_and_ahead.keys() == found.by_kind_and_ahead.keys()
    assert again.overall == found.overall


def test_probabilities_far_ahead_are_counted_by_themselves_and_near_ones_by_kind() -> None:
    far = replace(SAID, kind="rate", far=True)

    found = track_record([FIRST], [replace(SAID, kind="rate"), replace(SAID, kind="share"), far])

    assert found.far_probabilities is not None
    assert found.far_probabilities.cases.sum() == 4
    assert found.probabilities.cases.sum() == 8
    assert {kind: int(one.cases.sum()) for kind, one in found.by_kind_probabilities.items()} == {"rate": 4, "share": 4}
    assert json.dumps(as_rows(from_rows(as_rows(found)))) == json.dumps(as_rows(found))


def test_a_record_kept_without_them_is_read_as_having_none() -> None:
    rows = as_rows(record(FIRST))
    del rows["far_probabilities"], rows["by_kind_probabilities"]

    again = from_rows(rows)

    assert (again.far_probabilities, again.by_kind_probabilities) == (None, {})
