"""Kolada asked live: what is fetched, how pages are followed, and what a row may and may not say."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from riktmarke.sources.adapters import kolada_api
from riktmarke.sources.adapters.kolada_bulk import KoladaBulk
from riktmarke.sources.ingest import import_from
from riktmarke.sources.live import publisher
from riktmarke.sources.manners import PublisherUnreachable
from riktmarke.statistics.snapshots import SnapshotRegister
from riktmarke.statistics.store import Delivery, Store
from riktmarke.vocabulary.errors import RiktmarkeError, UnexpectedPayload, UnknownArea
from tests import invented_figures
from tests.fixtures_figures import RECEIVED, silent
from tests.sources import kolada_holdings
from tests.sources.conftest import LiveStore
from tests.sources.kolada_server import Fault, KoladaServer, Row, answer, running

SHARE = "N90001"
CELL = (SHARE, "9101", 2022, "T")


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> int:
    """Pages of 500 rows, so that the invented country fills several."""
    monkeypatch.setattr(kolada_api, "PER_PAGE", 500)
    return 500


def cells_of(delivery: Delivery) -> dict[tuple[str, str, int, str], float]:
    """Return every cell of a delivery in Kolada's own words."""
    o, words = delivery.observations, "TKM"
    ids = [description.id for description in delivery.descriptions]
    return {
        (ids[s], delivery.areas.codes[a], int(p), words[g]): float(v)
        for s, a, p, g, v in zip(o.series, o.area, o.period, o.group, o.value, strict=True)
    }


def held(server: KoladaServer) -> dict[tuple[str, str, int, str], float]:
    """Return every cell that the server has a value for."""
    return {
        cell: told.value for cell, told in server.holdings.cells.items() if told.value is not None and not told.deleted
    }


def test_kolada_is_found_by_its_name() -> None:
    assert isinstance(publisher("kolada-api"), kolada_api.KoladaApi)


def test_a_publisher_that_does_not_exist_is_told_with_those_that_do() -> None:
    with pytest.raises(RiktmarkeError, match="'scb'") as raised:
        publisher("scb")
    assert "kolada-api" in raised.value.expected


def test_everything_kolada_has_is_what_the_delivery_holds(live: LiveStore, small_pages: int) -> None:
    delivery = live.kolada.parse(live.fetch())

    assert cells_of(delivery) == held(live.server)
    assert len(live.server.asked_for("/data/")) > 3


def test_live_and_bulk_give_the_same_areas_peers_and_panels(
    live: LiveStore, bulk_folder: Callable[..., Path], tmp_path: Path
) -> None:
    bulk = Store(tmp_path / "bulk-store")
    of_bulk = import_from("kolada-bulk", bulk_folder(), bulk, at=RECEIVED, progress=silent)
    of_api = live.sync()

    assert of_api.areas == of_bulk.areas
    assert of_api.peers == of_bulk.peers
    assert of_api.series.ids == of_bulk.series.ids
    for panel in of_bulk.panels(of_bulk.series.ids):
        assert np.array_equal(of_api.panel(panel.series).values, panel.values, equal_nan=True)
        assert np.array_equal(of_api.panel(panel.series).status, panel.status)


def test_descriptions_and_groups_are_as_the_publisher_says(live: LiveStore) -> None:
    delivery = live.kolada.parse(live.fetch(SHARE))

    described = {d.id: d for d in delivery.descriptions}
    assert described[SHARE].title == "Påhittad andel med publicerat länsvärde"
    assert described[SHARE].publisher_source == "Påhittet"
    assert (described[SHARE].split_by_sex, described[SHARE].next_publication) == (True, date(2026, 5, 20))
    assert described["N90002"].next_publication is None
    assert not described["N90004"].split_by_sex
    (group,) = delivery.groups
    assert (group.id, group.title, group.parent) == ("G2KPI1", "Andelar", "")
    assert SHARE in group.series


def test_the_population_always_comes_too(live: LiveStore) -> None:
    dataset = live.sync(SHARE)

    assert dataset.series.ids == ("N01951", SHARE)
    assert dataset.population.of("9101")[2022] == invented_figures.persons("9101", 2022, "T")


def test_around_a_municipality_come_its_county_its_peers_and_the_country(live: LiveStore) -> None:
    delivery = live.kolada.parse(live.fetch(SHARE, around="9101"))

    found = {area for _, area, _, _ in cells_of(delivery)}
    county = {code for code in invented_figures.MUNICIPALITIES if code.startswith("91")}
    assert found == county | {"0091", "0000", *invented_figures.SIMILAR["9101"]}
    assert len(delivery.areas) == len(invented_figures.NAMES)


@pytest.mark.parametrize("wrong", ["0091", "0000", "9999", "Exempelby"])
def test_only_around_a_municipality(live: LiveStore, wrong: str) -> None:
    with pytest.raises(UnknownArea):
        live.fetch(SHARE, around=wrong)


def test_a_series_that_kolada_no_longer_lists_is_not_asked_for(live: LiveStore) -> None:
    live.fetch(SHARE, "N00914")

    assert not live.server.asked_for("N00914")


def test_parse_is_pure_and_offline(live: LiveStore) -> None:
    snapshot = live.fetch(SHARE)
    live.server.forget()
    one, two = live.kolada.parse(snapshot), live.kolada.parse(snapshot)

    assert (one.descriptions, one.groups, one.peers, one.about) == (two.descriptions, two.groups, two.peers, two.about)
    for name in one.observations.__slots__:
        assert np.array_equal(getattr(one.observations, name), getattr(two.observations, name))
    assert not live.server.asked


def test_the_manifest_tells_where_each_page_came_from_and_its_terms(live: LiveStore) -> None:
    manifest = live.fetch(SHARE, around="9101").manifest

    assert (manifest["publisher"], manifest["attribution"]) == ("Kolada", "Källa: Kolada")
    assert manifest["licence"].startswith("Kolada: fri användning")
    assert manifest["continues"] is None
    assert [page["url"].removeprefix(live.server.url).partition("?")[0] for page in manifest["pages"][:4]] == [
        "municipality",
        "municipality_groups",
        "kpi",
        "kpi_groups",
    ]
    for page in manifest["pages"]:
        assert len(page["sha256"]) == 64
        assert page["bytes"] > 0
        assert datetime.fromisoformat(page["at"]).tzinfo is not None
    assert sum(page["rows"] for page in manifest["pages"][4:]) == len(
        {cell[:3] for cell in live.server.holdings.cells if cell[0] in {SHARE, "N01951"}} - _outside(manifest)
    )


def _outside(manifest: Row) -> set[tuple[str, str, int]]:
    areas = set(manifest["blocks"][0]["areas"])
    return {
        (series, area, year)
        for series in (SHARE, "N01951")
        for area in invented_figures.NAMES
        for year in invented_figures.YEARS
        if area not in areas
    }


# How pages are told apart: what the server does, and nothing must be lost or counted twice.
def as_documented(server: KoladaServer) -> None:
    """Name the next page wherever there is one."""


def never_names_the_next(server: KoladaServer) -> None:
    server.names_next_url = lambda *_: False


def forgets_the_next_before_the_last(server: KoladaServer) -> None:
    server.names_next_url = lambda page, pages: page < pages - 1


def names_one_page_too_many(server: KoladaServer) -> None:
    server.names_next_url = lambda page, pages: page <= pages


def always_names_the_next(server: KoladaServer) -> None:
    server.names_next_url = lambda *_: True


def ends_with_an_empty_page(server: KoladaServer) -> None:
    server.ends_with_an_empty_page = True


def repeats_rows_over_pages(server: KoladaServer) -> None:
    server.repeats_rows = True


def gives_shorter_pages_than_asked(server: KoladaServer) -> None:
    server.most_per_page = 190


def gives_shorter_pages_and_never_names_the_next_but_counts_all(server: KoladaServer) -> None:
    server.most_per_page, server.count_is_of_the_page = 190, False
    server.names_next_url = lambda *_: False


@pytest.mark.parametrize(
    "habit",
    [
        as_documented,
        never_names_the_next,
        forgets_the_next_before_the_last,
        names_one_page_too_many,
        always_names_the_next,
        ends_with_an_empty_page,
        repeats_rows_over_pages,
        gives_shorter_pages_than_asked,
        gives_shorter_pages_and_never_names_the_next_but_counts_all,
    ],
)
def test_nothing_is_lost_however_pages_are_told_apart(
    live: LiveStore, small_pages: int, habit: Callable[[KoladaServer], None]
) -> None:
    habit(live.server)

    assert cells_of(live.kolada.parse(live.fetch())) == held(live.server)
    assert max(live.server.asked_for().values()) == 1


def test_full_pages_to_the_last_row_are_not_the_end_without_an_empty_one(
    live: LiveStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = len({cell[:3] for cell in live.server.holdings.cells if cell[0] in {SHARE, "N01951"}})
    monkeypatch.setattr(kolada_api, "PER_PAGE", rows // 2)
    never_names_the_next(live.server)

    assert cells_of(live.kolada.parse(live.fetch(SHARE))).keys() == {
        cell for cell in held(live.server) if cell[0] in {SHARE, "N01951"}
    }
    assert len(live.server.asked_for("/data/")) == 3


def test_a_next_page_on_another_host_is_refused(live: LiveStore, small_pages: int) -> None:
    live.server.next_url_base = "http://localhost:1/v3/"

    with pytest.raises(PublisherUnreachable, match=r"points to http://localhost:1/v3/.*which is not below"):
        live.fetch()


def test_a_next_page_that_was_read_already_is_told(live: LiveStore, small_pages: int) -> None:
    live.server.names_next_url = lambda *_: True
    live.server.next_url_base = f"{live.server.url}kpi?page=1&per_page=500#"

    with pytest.raises(UnexpectedPayload, match="which was read already"):
        live.fetch()


@pytest.mark.parametrize("body", [b"{}", b'{"values": null}', b'{"values": {"a": 1}}', b'{"error": "x"}'])
def test_an_answer_without_an_envelope_is_told_and_not_kept(live: LiveStore, body: bytes) -> None:
    live.server.faults = [Fault(lambda handler, _: handler.send(body), where="/data/")]

    with pytest.raises(UnexpectedPayload, match="no list of values"):
        live.fetch(SHARE)
    assert live.fetch(SHARE).manifest["pages"]


def test_a_new_field_is_let_be_and_told_once(live: LiveStore, small_pages: int) -> None:
    live.server.new_field = "quality"
    delivery = live.kolada.parse(live.fetch())

    assert delivery.about["unknown_fields"] == ["quality"]
    assert cells_of(delivery) == held(live.server)


@pytest.mark.parametrize(
    ("entity", "row", "said"),
    [
        ("municipality", {"id": "9101", "title": "Exempelby", "type": "B"}, "type 'B'"),
        ("kpi", {"id": SHARE, "title": "Utan delning"}, "is_divided_by_gender"),
        ("kpi_groups", {"id": "G2", "title": "Utan medlemmar"}, "its members are None"),
        ("municipality_groups", {"id": "G3", "title": "Namn", "members": ["9101"]}, "its members are"),
    ],
)
def test_a_list_that_does_not_fit_is_told(live: LiveStore, entity: str, row: Row, said: str) -> None:
    live.server.holdings.lists[entity].append(row)

    with pytest.raises(UnexpectedPayload) as raised:
        live.kolada.parse(live.fetch(SHARE))
    assert said in raised.value.what


def test_no_values_at_all_is_told(live: LiveStore) -> None:
    live.server.holdings.cells.clear()

    with pytest.raises(UnexpectedPayload, match="no values at all"):
        live.kolada.parse(live.fetch(SHARE))


def test_whether_kolada_answers_is_soon_said(kolada: KoladaServer) -> None:
    assert publisher("kolada-api").answers(kolada.url)
    kolada.faults = [Fault(answer(503))]
    assert not publisher("kolada-api").answers(kolada.url)
    assert not publisher("kolada-api").answers("http://127.0.0.1:9/v3/")
    assert not publisher("kolada-api").answers("nonsense")


def test_whoever_is_slow_to_answer_is_not_waited_for(kolada: KoladaServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kolada_api, "SOON_S", 0.2)
    let_go = threading.Event()
    kolada.faults = [Fault(lambda handler, body: (let_go.wait(30), handler.send(body)))]

    assert not publisher("kolada-api").answers(kolada.url)
    let_go.set()


@pytest.fixture(scope="module")
def real_slice(real_data: Path) -> Iterator[KoladaServer]:
    """A local Kolada with some series of the real figures."""
    with running(kolada_holdings.real(real_data, REAL_SERIES)) as server:
        yield server


REAL_SERIES = ("N00957", "N01951", "N05401", "N15428", "N07403", "U01405")


def test_real_figures_served_live_are_those_of_the_bulk_file(
    real_slice: KoladaServer, real_data: Path, tmp_path: Path
) -> None:
    live = LiveStore(real_slice, tmp_path / "store")
    dataset = live.sync(*REAL_SERIES)
    bulk = KoladaBulk()
    delivery = bulk.parse(
        bulk.fetch(real_data / "kolada", SnapshotRegister(tmp_path / "snapshots"), at=datetime.now(UTC))
    )
    of_bulk = Store(tmp_path / "bulk").write_dataset(delivery, at=RECEIVED)

    assert dataset.series.ids == tuple(sorted(REAL_SERIES))
    assert dataset.areas == of_bulk.areas
    assert dataset.peers == of_bulk.peers
    for series in REAL_SERIES:
        ours, theirs = dataset.panel(series), of_bulk.panel(series)
        assert (ours.periods, ours.values.shape) == (theirs.periods, theirs.values.shape)
        assert np.array_equal(ours.values, theirs.values, equal_nan=True)
        described = {d.id: d for d in delivery.descriptions}[series]
        assert dataset.series[series].next_publication == described.next_publication
    assert max(real_slice.asked_for().values()) == 1
