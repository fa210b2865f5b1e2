"""Fetch upon fetch: only what is new is asked for, the latest word on a cell holds, and what is broken is told."""

import os
import shutil
from datetime import date, timedelta

import pytest

from riktmarke.sources.adapters.kolada_plan import Block, Fetched, blocks_to_ask
from riktmarke.sources.live import chain, newest
from riktmarke.vocabulary.errors import DamagedFile
from tests import invented_figures
from tests.sources.conftest import FIRST_DAY, LiveStore
from tests.sources.kolada_server import Fault, Told, answer

SHARE, OTHER = "N90001", "N90002"
LATER, LAST = FIRST_DAY + timedelta(days=1), FIRST_DAY + timedelta(days=2)


def since_asked(live: LiveStore) -> set[str]:
    """Return the days since which values were asked for; an empty one where all were."""
    return {path.partition("from_date=")[2] for path in live.server.asked_for("/data/")}


def test_the_second_fetch_asks_for_what_changed_since_the_day_before_the_first(live: LiveStore) -> None:
    live.fetch(SHARE)
    live.server.forget()
    live.fetch(SHARE, at=LATER)

    assert since_asked(live) == {"2026-02-28"}


def test_what_changed_came_and_went_is_as_the_last_fetch_says(live: LiveStore) -> None:
    cells = live.server.holdings.cells
    revised, deleted, new = (SHARE, "9101", 2022, "T"), (SHARE, "9102", 2022, "T"), (SHARE, "9101", 2023, "T")
    live.sync(SHARE)

    cells[revised] = Told(11.5, changed=LATER.date())
    cells[deleted] = Told(None, deleted=True, changed=LATER.date())
    cells[new] = Told(12.5, changed=LATER.date())
    second = live.sync(SHARE, at=LATER).panel(SHARE)
    assert second.of("9101") == {**_as_invented("9101"), 2022: 11.5, 2023: 12.5}
    assert second.of("9102") == {year: value for year, value in _as_invented("9102").items() if year != 2022}

    cells[revised] = Told(13.5, changed=LAST.date())
    cells[deleted] = Told(14.5, changed=LAST.date())
    cells[new] = Told(12.5, deleted=True, changed=LAST.date())
    third = live.sync(SHARE, at=LAST).panel(SHARE)
    assert third.of("9101") == {**_as_invented("9101"), 2022: 13.5}
    assert third.of("9102") == {**_as_invented("9102"), 2022: 14.5}


def _as_invented(area: str) -> dict[int, float]:
    return {year: invented_figures.level(area, year, "T") for year in invented_figures.YEARS}


def test_nothing_new_leaves_all_as_it_was_and_brings_no_rows(live: LiveStore) -> None:
    first = live.sync(SHARE).panel(SHARE)
    again = live.fetch(SHARE, at=LATER)

    assert sum(page["rows"] for page in again.manifest["pages"] if page["file"].startswith("data-")) == 0
    assert live.kolada.parse(again).about["snapshot"] == again.id
    assert live.sync(SHARE, at=LAST).panel(SHARE).of("9101") == first.of("9101")


def test_after_the_own_municipality_the_rest_is_asked_for_once_and_the_own_only_for_changes(live: LiveStore) -> None:
    own = set(live.fetch(SHARE, around="9101").manifest["blocks"][0]["areas"])
    live.server.forget()
    rest = live.fetch(SHARE, at=LATER).manifest["blocks"]

    assert [block["since"] for block in rest] == [None, "2026-02-28"]
    assert set(rest[0]["areas"]) == set(invented_figures.NAMES) - own
    assert set(rest[1]["areas"]) == own
    panel = live.sync(SHARE, at=LAST).panel(SHARE)
    assert panel.of("9301") == _as_invented("9301")
    assert panel.of("9101") == _as_invented("9101")


def test_a_series_that_is_new_to_the_catalogue_is_asked_for_whole(live: LiveStore) -> None:
    live.fetch(SHARE)
    blocks = live.fetch(SHARE, OTHER, at=LATER).manifest["blocks"]

    assert {tuple(block["series"]): block["since"] for block in blocks} == {
        ("N01951", SHARE): "2026-02-28",
        (OTHER,): None,
    }


def test_what_is_held_stays_up_to_date_whatever_is_asked_for(live: LiveStore) -> None:
    live.fetch(SHARE, OTHER)
    blocks = live.fetch(SHARE, around="9101", at=LATER).manifest["blocks"]

    assert {(tuple(block["series"]), len(block["areas"]), block["since"]) for block in blocks} == {
        (("N01951", SHARE, OTHER), len(invented_figures.NAMES), "2026-02-28")
    }


@pytest.mark.parametrize(("given", "asked"), [(date(2026, 1, 5), "2026-01-05"), (date(2027, 1, 1), "2026-02-28")])
def test_a_day_that_is_given_reaches_further_back_and_never_leaves_a_gap(
    live: LiveStore, given: date, asked: str
) -> None:
    live.fetch(SHARE)
    live.server.forget()
    live.fetch(SHARE, since=given, at=LATER)

    assert since_asked(live) == {asked}


def test_anew_asks_for_everything_and_stands_on_its_own(live: LiveStore) -> None:
    first = live.fetch(SHARE)
    live.server.forget()
    anew = live.fetch(SHARE, anew=True, at=LATER)

    assert since_asked(live) == {""}
    assert (anew.manifest["continues"], anew.manifest["replaces"]) == (None, first.id)
    assert chain(anew) == [anew]
    assert live.kolada.parse(anew).observations.series.max() == 1  # the population and the share


def test_anew_for_one_municipality_keeps_the_whole_country_and_every_series_that_was_held(live: LiveStore) -> None:
    before = live.sync(SHARE, OTHER)
    after = live.sync(SHARE, around="9101", anew=True, at=LATER)

    assert after.version.manifest["whole_country"]
    assert after.series.ids == before.series.ids
    for series in (SHARE, OTHER):
        assert after.panel(series).of("9301") == before.panel(series).of("9301") != {}


def test_anew_keeps_each_municipality_that_was_fetched_with_its_series(live: LiveStore) -> None:
    live.sync(SHARE, OTHER, around="9101")
    before = live.sync(SHARE, around="9301", at=LATER)
    after = live.sync(SHARE, around="9301", anew=True, at=LAST)

    about = after.version.manifest
    assert (about["whole_country"], about["around"]) == (False, ["9101", "9301"])
    for series, area in ((SHARE, "9101"), (SHARE, "9301"), (OTHER, "9101")):
        assert after.panel(series).of(area) == before.panel(series).of(area) != {}
    again = live.sync(SHARE, around="9301", anew=True, at=LAST + timedelta(days=1)).version.manifest
    assert again["around"] == ["9101", "9301"]


def test_anew_leaves_out_an_area_that_left_the_lists(live: LiveStore) -> None:
    live.sync(SHARE)
    lists = live.server.holdings.lists
    lists["municipality"] = [row for row in lists["municipality"] if row["id"] != "9301"]
    live.server.forget()

    assert "9301" not in live.sync(SHARE, anew=True, at=LATER).areas
    assert not [path for path in live.server.asked_for("/data/") if "9301" in path]


def test_anew_mends_a_chain_with_a_snapshot_that_is_gone(live: LiveStore) -> None:
    first = live.fetch(SHARE)
    live.fetch(SHARE, OTHER, at=LATER)
    shutil.rmtree(first.path)

    panel = live.sync(SHARE, around="9101", anew=True, at=LAST).panel(OTHER)
    assert panel.of("9301")


def test_a_series_that_left_the_lists_keeps_its_values_and_is_no_longer_published(live: LiveStore) -> None:
    live.sync(SHARE, OTHER)
    lists = live.server.holdings.lists
    lists["kpi"] = [row for row in lists["kpi"] if row["id"] != OTHER]
    lists["municipality"] = [row for row in lists["municipality"] if row["id"] != "9301"]
    dataset = live.sync(SHARE, OTHER, at=LATER)

    assert not dataset.series[OTHER].still_published
    assert dataset.series[SHARE].still_published
    assert dataset.panel(OTHER).of("9101") == _as_invented("9101")
    assert dataset.panel(SHARE).of("9301") == _as_invented("9301")


def test_an_earlier_snapshot_that_is_gone_is_told_with_how_to_begin_anew(live: LiveStore) -> None:
    first = live.fetch(SHARE)
    second = live.fetch(SHARE, at=LATER)
    shutil.rmtree(first.path)

    with pytest.raises(DamagedFile, match=f"{first.id}, which {second.id} continues") as raised:
        live.kolada.parse(second)
    assert "riktmarke sync --all --full" in raised.value.remedy


def test_the_next_fetch_goes_on_from_what_was_fetched_and_not_yet_read(live: LiveStore) -> None:
    register = live.store.snapshots
    assert newest(register, "kolada-api", None) is None

    first = live.fetch(SHARE)
    second = live.fetch(SHARE, at=LATER)
    anew = live.fetch(SHARE, anew=True, at=LAST)
    for held in (None, first.id, second.id, anew.id, "a snapshot of another source"):
        assert newest(register, "kolada-api", held) == anew
    assert newest(register, "another-source", None) is None


def test_an_unfinished_fetch_is_gone_on_with_and_keeps_its_first_moment(live: LiveStore) -> None:
    live.server.faults = [Fault(answer(404), where="/data/")]
    with pytest.raises(Exception, match="404"):
        live.fetch(SHARE)
    asked = live.server.asked_for()
    snapshot = live.fetch(SHARE, at=LATER)

    assert live.server.asked_for() - asked == dict.fromkeys(live.server.asked_for("/data/"), 1)
    assert snapshot.manifest["started"] == FIRST_DAY.isoformat()
    assert snapshot.manifest["received"] == LATER.isoformat()
    assert [path for path in live.store.snapshots.unfinished("").iterdir() if path.is_dir()] == []


def test_an_unfinished_fetch_of_last_month_is_begun_anew(live: LiveStore) -> None:
    live.server.faults = [Fault(answer(404), where="/data/")]
    with pytest.raises(Exception, match="404"):
        live.fetch(SHARE)
    snapshot = live.fetch(SHARE, at=FIRST_DAY + timedelta(days=30))

    assert live.server.asked_for("/v3/kpi?").most_common(1)[0][1] == 2
    assert snapshot.manifest["started"] == (FIRST_DAY + timedelta(days=30)).isoformat()


def test_what_is_left_of_a_fetch_that_nobody_goes_on_with_is_removed(live: LiveStore) -> None:
    live.server.faults = [Fault(answer(404), where="/data/")]
    with pytest.raises(Exception, match="404"):
        live.fetch(SHARE, around="9101")
    (left,) = (path for path in live.store.snapshots.unfinished("").iterdir() if path.is_dir())
    long_ago = (FIRST_DAY - timedelta(days=8)).timestamp()
    os.utime(left, (long_ago, long_ago))

    live.fetch(SHARE)
    assert not left.exists()


def test_a_half_written_page_is_fetched_again(live: LiveStore) -> None:
    live.server.faults = [Fault(answer(404), where="/data/")]
    with pytest.raises(Exception, match="404"):
        live.fetch(SHARE)
    (work,) = (path for path in live.store.snapshots.unfinished("").iterdir() if path.is_dir())
    page = work / "kpi-001.json.gz"
    page.write_bytes(page.read_bytes()[:-20])
    (work / ".kpi_groups-002.json.gz").write_bytes(b"half")
    snapshot = live.fetch(SHARE)

    assert live.server.asked_for("/v3/kpi?").most_common(1)[0][1] == 2
    assert live.server.asked_for("/v3/municipality?").most_common(1)[0][1] == 1
    assert not list(snapshot.path.glob(".*"))


def test_plan_one_series_fetched_for_different_areas_on_different_days() -> None:
    before = [
        Fetched(date(2026, 1, 1), (Block(("A", "B"), ("1", "2")),)),
        Fetched(date(2026, 2, 1), (Block(("A",), ("3",)), Block(("A", "B"), ("1",), date(2026, 1, 1)))),
    ]

    # A: 1 brought up to date in February, 3 fetched then, 2 only in January, 4 never. B: the same without 3.
    assert blocks_to_ask(["A", "B"], ["1", "2", "3", "4"], before) == [
        Block(("A",), ("4",)),
        Block(("A",), ("2",), date(2026, 1, 1)),
        Block(("A",), ("1", "3"), date(2026, 2, 1)),
        Block(("B",), ("3", "4")),
        Block(("B",), ("2",), date(2026, 1, 1)),
        Block(("B",), ("1",), date(2026, 2, 1)),
    ]


def test_no_request_asks_for_more_than_25_areas_or_series() -> None:
    block = Block(tuple(f"N{number:05}" for number in range(60)), tuple(f"{number:04}" for number in range(312)))
    requests = list(block.requests())

    assert len(requests) == 3 * 13
    assert max(len(series) for series, _, _ in requests) == 25
    assert max(len(areas) for _, areas, _ in requests) == 25
    assert {(s, a) for series, areas, _ in requests for s in series for a in areas} == {
        (s, a) for s in block.series for a in block.areas
    }
