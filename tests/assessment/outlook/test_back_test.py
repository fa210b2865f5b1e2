"""The back-test made small: a handful of real indicators of every kind. `make prove` runs the whole."""

from pathlib import Path

import numpy as np
import pytest

from riktmarke.assessment.outlook.making import make
from riktmarke.assessment.outlook.runs import OutlookRun, current_outlook, run_outlook
from riktmarke.assessment.outlook.track_record import FIRST_FAR, FIRST_JUDGED, TrackRecord
from riktmarke.governance.definitions import Definition
from riktmarke.methods import Predictive
from riktmarke.statistics.store import Store
from tests.fixtures_figures import RECEIVED, silent

INDICATORS = ("N00938", "N01951", "N05401", "N07402", "N15428", "N45930")  # every kind but surveys that are repeated


@pytest.fixture(scope="module")
def run(
    real_store: Store, real_catalogue: dict[str, Definition], tmp_path_factory: pytest.TempPathFactory
) -> OutlookRun:
    root: Path = tmp_path_factory.mktemp("outlook")
    (root / "datasets").symlink_to(real_store.root / "datasets")
    catalogue = {name: real_catalogue[name] for name in INDICATORS}
    return run_outlook(Store(root), catalogue, plans={}, at=RECEIVED, progress=silent)


@pytest.fixture(scope="module")
def record(run: OutlookRun) -> TrackRecord:
    assert run.record is not None
    return run.record


def predictive(run: OutlookRun, indicator: str) -> Predictive:
    found = run.of("2083").of(indicator)
    assert found is not None
    assert found.predictive is not None
    return found.predictive


def test_every_forecast_since_2016_with_an_outcome_is_judged(record: TrackRecord) -> None:
    assert set(record.by_indicator) == set(INDICATORS)
    assert min(record.by_origin) == FIRST_JUDGED
    assert max(record.by_origin) == 2021
    assert list(record.by_ahead) == [1, 2, 3, 4, 5]


def test_inhabitants_of_290_municipalities_and_both_sexes_are_judged_from_2016(record: TrackRecord) -> None:
    """Origins 2016 and 2017 have five outcomes, those after four, three, two and one: 20 for each of 290 × 3."""
    assert record.by_indicator["N01951"].cases == 290 * 3 * (5 + 5 + 4 + 3 + 2 + 1)


def test_an_election_is_foretold_from_the_one_before(record: TrackRecord) -> None:
    """Turnout of 2022 in the municipalities that are told of: forecast at the end of 2018, four years ahead."""
    cells = [ahead for kind, ahead in record.by_kind_and_ahead if kind == "scheduled"]

    assert cells == [4]
    assert record.by_indicator["N05401"].cases <= 290


def test_intervals_hold_about_what_they_say(record: TrackRecord) -> None:
    assert 0.7 <= record.overall.within_80 <= 0.9
    assert record.overall.within_50 < record.overall.within_80 < record.overall.within_95


def test_further_ahead_is_judged_of_what_came_since_2016(record: TrackRecord) -> None:
    """Everyone in 290 municipalities, six years ahead: origins 2010 to 2016 have an outcome in 2016 to 2022."""
    assert list(record.by_far_ahead) == [6, 7, 8, 9, 10]
    assert FIRST_FAR <= 2010
    assert record.by_far_ahead[6].series <= len(INDICATORS)


def test_what_is_told_today_is_wider_the_further_ahead(run: OutlookRun) -> None:
    told = predictive(run, "N01951")
    low, high = told.interval(0.8)

    assert told.years[0] == 2023
    assert told.years[-1] == 2040
    assert (np.diff(high - low) > 0).all()
    assert (low < 15_443).any()  # as many as in 2022 is within it
    assert (high > 15_443).all()


def test_a_forecast_is_the_same_made_alone(run: OutlookRun, real_catalogue: dict[str, Definition]) -> None:
    """What is stored is what is made, to the precision that it is kept in; widths borrow from the others."""
    alone = make(run.dataset, {"N00938": real_catalogue["N00938"]}, judge=False, progress=silent)
    origin = next(one.origin for one in alone.foretold if one.followed.about == "_T")
    stored = predictive(run, "N00938")
    position = run.dataset.areas.position("2083")

    assert origin is not None
    np.testing.assert_allclose(stored.middle, origin.forecast.middle[position], rtol=1e-6)
    np.testing.assert_allclose(stored.spread, origin.forecast.spread[position], rtol=1e-6)


def test_a_run_is_read_again_as_it_was_made(run: OutlookRun) -> None:
    again = current_outlook(Store(run.version.path.parents[2]), run.catalogue)

    assert again.version.name == run.version.name
    assert (again.record and again.record.overall) == (run.record and run.record.overall)
    assert again.errors.shares.shape == run.errors.shares.shape
