"""Where figures come from when a site is started: a folder, the store, Kolada, and last the example country."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from riktmarke.governance.definitions import Definition
from riktmarke.operations import sync as operations
from riktmarke.operations.figures import ANOTHER, Origin, Ready, Sources, make_ready
from riktmarke.operations.sync import (
    LOCK,
    AnotherSync,
    fetch,
    forget_unneeded,
    is_live,
    read_in_newest,
    rest_waits,
    sync,
)
from riktmarke.sources.live import Order, publisher
from riktmarke.sources.manners import PublisherUnreachable
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import NoFigures
from tests import invented_figures
from tests.fixtures_figures import RECEIVED, silent
from tests.invented_population import write_population_folder
from tests.sources import kolada_holdings
from tests.sources.conftest import QUICK
from tests.sources.kolada_server import Fault, KoladaServer, answer, running

Make = Callable[..., Path]
CATALOGUE: dict[str, Definition] = {"N90001": invented_figures.catalogue()["N90001"]}
WAITING = "Another process is fetching figures: waiting for it"
NOBODY = "http://127.0.0.1:9/v3/"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def kolada() -> object:
    with running(kolada_holdings.invented(["N01951", "N90001", "N90013"])) as server:
        yield server


def ready(store: Store, sources: Sources, *, day: int = 0) -> Ready:
    at = RECEIVED + timedelta(days=day)
    given = replace(sources, manners=QUICK, area=sources.area or "9101")
    return make_ready(store, CATALOGUE, given, at=at, processes=1, progress=silent)


def test_a_folder_goes_before_everything(store: Store, kolada: KoladaServer, bulk_folder: Make) -> None:
    ready(store, Sources(kolada=kolada.url))
    made = ready(store, Sources(folder=bulk_folder(), kolada=kolada.url), day=1)

    assert made.origin is Origin.FOLDER
    assert not is_live(store)


def municipalities() -> list[str]:
    return [invented_figures.NAMES[code] for code in invented_figures.MUNICIPALITIES]


@pytest.mark.parametrize("named", ["the folder of all", "Kolada's own"])
def test_population_by_age_beside_the_figures_comes_along_once(
    store: Store, bulk_folder: Make, tmp_path: Path, named: str
) -> None:
    kolada = bulk_folder("kolada")
    write_population_folder(tmp_path / "population", municipalities())
    sources = Sources(folder=tmp_path if named == "the folder of all" else kolada)
    made, first = ready(store, sources), store.population_versions.current_name()
    again = ready(store, sources, day=1)

    assert (made.note, made.imported, again.note, again.imported, again.assessed) == ("", True, "", False, False)
    assert store.population().municipal.areas == invented_figures.MUNICIPALITIES
    assert store.population_versions.current_name() == first


def test_without_population_by_age_nothing_is_missing(store: Store, bulk_folder: Make, tmp_path: Path) -> None:
    bulk_folder("kolada")
    (tmp_path / "population").mkdir()
    (tmp_path / "population" / "something_else.csv").touch()
    made = ready(store, Sources(folder=tmp_path))

    assert (made.origin, made.note) == (Origin.FOLDER, "")
    with pytest.raises(NoFigures):
        store.population()


def test_population_by_age_that_cannot_be_read_is_told_and_the_figures_are_shown(
    store: Store, bulk_folder: Make, tmp_path: Path
) -> None:
    bulk_folder("kolada")
    write_population_folder(tmp_path / "population", municipalities()[1:])
    made = ready(store, Sources(folder=tmp_path))

    assert (made.origin, made.imported) == (Origin.FOLDER, True)
    assert made.note.startswith("The population by age was not imported. scb_population_municipality_age_sex_2019")
    assert "What to do: " in made.note


def test_real_figures_in_the_store_go_before_kolada(store: Store, kolada: KoladaServer, bulk_folder: Make) -> None:
    ready(store, Sources(folder=bulk_folder()))
    made = ready(store, Sources(kolada=kolada.url), day=1)

    assert (made.origin, made.imported, made.assessed) == (Origin.STORE, False, False)
    assert kolada.asked == []


def test_an_empty_store_is_filled_from_kolada_with_the_own_municipality_first(
    store: Store, kolada: KoladaServer
) -> None:
    made = ready(store, Sources(kolada=kolada.url))

    assert (made.origin, made.imported, made.note) == (Origin.LIVE, True, "")
    assert rest_waits(made.dataset)
    panel = made.dataset.panel("N90001")
    assert panel.of("9101")[2022] == invented_figures.level("9101", 2022, "T")
    assert panel.of("9301") == {}
    assert made.run.dataset.version.name == made.dataset.version.name


def test_the_second_start_asks_nobody(store: Store, kolada: KoladaServer) -> None:
    ready(store, Sources(kolada=kolada.url))
    kolada.forget()
    made = ready(store, Sources(kolada=kolada.url), day=1)

    assert (made.origin, made.imported) == (Origin.STORE, False)
    assert kolada.asked == []


def test_another_municipality_of_a_part_that_is_not_here_yet_is_fetched(store: Store, kolada: KoladaServer) -> None:
    ready(store, Sources(kolada=kolada.url))
    made = ready(store, Sources(kolada=kolada.url, area="9301", only_this_area=True), day=1)

    assert made.origin is Origin.LIVE
    assert made.dataset.panel("N90001").of("9301")
    assert made.dataset.panel("N90001").of("9101")
    assert made.dataset.version.manifest["around"] == ["9101", "9301"]


def test_once_the_rest_has_come_nothing_waits(store: Store, kolada: KoladaServer) -> None:
    ready(store, Sources(kolada=kolada.url))
    order = Order(kolada.url, ("N90001",))
    dataset = sync(store, order, at=RECEIVED + timedelta(days=1), progress=silent, manners=QUICK)

    assert not rest_waits(dataset)
    made = ready(store, Sources(kolada=kolada.url, area="9301", only_this_area=True), day=2)
    assert made.origin is Origin.STORE


@pytest.mark.parametrize("address", ["", NOBODY])
def test_where_nobody_answers_the_example_country_is_shown(store: Store, repository: Path, address: str) -> None:
    made = ready(store, Sources(kolada=address, example=repository / "catalogue"))

    assert (made.origin, made.imported) == (Origin.EXAMPLE, True)
    assert made.dataset.version.manifest["example"]
    assert made.note == (
        f"Kolada does not answer at {NOBODY}, so figures are taken from what there is here." if address else ""
    )
    again = ready(store, Sources(kolada=address, example=repository / "catalogue"), day=1)
    assert (again.origin, again.imported, again.assessed) == (Origin.EXAMPLE, False, False)


def test_invented_figures_give_way_once_kolada_answers(store: Store, kolada: KoladaServer, repository: Path) -> None:
    ready(store, Sources(kolada=NOBODY, example=repository / "catalogue"))
    made = ready(store, Sources(kolada=kolada.url, example=repository / "catalogue"), day=1)

    assert made.origin is Origin.LIVE
    assert not made.dataset.version.manifest.get("example")


def test_kolada_that_falls_silent_half_way_is_told_and_gone_on_with_later(
    store: Store, kolada: KoladaServer, repository: Path
) -> None:
    kolada.faults = [Fault(answer(503), where="/data/", times=QUICK.attempts)]
    made = ready(store, Sources(kolada=kolada.url, example=repository / "catalogue"))
    assert made.origin is Origin.EXAMPLE
    assert "503" in made.note

    kolada.forget()
    assert ready(store, Sources(kolada=kolada.url), day=1).origin is Origin.LIVE
    assert not kolada.asked_for("/v3/kpi?")


def test_what_was_fetched_and_never_read_is_read_in_while_kolada_is_down(
    store: Store, kolada: KoladaServer, repository: Path
) -> None:
    fetch(store, Order(kolada.url, ("N90001",), "9101"), at=RECEIVED, progress=silent, manners=QUICK)
    made = ready(store, Sources(kolada=NOBODY, example=repository / "catalogue"), day=1)

    assert (made.origin, made.imported, made.note) == (Origin.STORE, True, "")
    assert made.dataset.panel("N90001").of("9101")
    assert is_live(store)


def test_what_was_fetched_takes_the_place_of_invented_figures(
    store: Store, kolada: KoladaServer, repository: Path
) -> None:
    ready(store, Sources(example=repository / "catalogue"))
    fetch(store, Order(kolada.url, ("N90001",), "9101"), at=RECEIVED, progress=silent, manners=QUICK)

    assert not ready(store, Sources(kolada=NOBODY), day=1).dataset.version.manifest.get("example")


def test_while_another_process_fetches_what_there_is_is_shown_with_a_note(store: Store, kolada: KoladaServer) -> None:
    ready(store, Sources(kolada=kolada.url))
    kolada.forget()
    with FileLock(store.root / LOCK):
        made = ready(store, Sources(kolada=kolada.url, area="9301", only_this_area=True), day=1)

    assert (made.origin, made.imported, made.note) == (Origin.STORE, False, ANOTHER)
    assert not kolada.asked_for("/data/")


def test_where_there_is_nothing_the_other_process_is_waited_for_and_that_is_told(
    store: Store, kolada: KoladaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "BETWEEN_LOOKS_S", 0.01)
    store.root.mkdir()
    other, told = FileLock(store.root / LOCK), []
    other.acquire()

    def progress(step: str, *_: int) -> None:
        told.append(step)
        if told.count(WAITING) == 3:
            other.release()

    given = Sources(kolada=kolada.url, area="9101", manners=QUICK)
    made = make_ready(store, CATALOGUE, given, at=RECEIVED, processes=1, progress=progress)

    assert told.count(WAITING) == 3
    assert made.origin is Origin.LIVE


def test_from_nowhere_there_are_no_figures(store: Store) -> None:
    with pytest.raises(NoFigures):
        ready(store, Sources(kolada=NOBODY))


def test_snapshots_that_nothing_rests_on_are_removed(store: Store, kolada: KoladaServer) -> None:
    for day in range(6):
        order = Order(kolada.url, ("N90001",), anew=day == 3)
        sync(store, order, at=RECEIVED + timedelta(days=day), progress=silent, manners=QUICK)
    # Three versions are kept, those of the days 3, 4 and 5; they rest on what was fetched anew on day 3.
    kept = {snapshot.manifest["started"][:10] for snapshot in store.snapshots.all()}

    assert kept == {(RECEIVED + timedelta(days=day)).date().isoformat() for day in (3, 4, 5)}
    assert forget_unneeded(store) == []
    for name in store.dataset_versions.names():
        store.dataset_versions.switch_to(name)


def test_one_sync_at_a_time_from_what_it_goes_on_from_to_what_is_read_in(store: Store, kolada: KoladaServer) -> None:
    refused = []

    def progress(step: str, *_: int) -> None:
        for also in (
            lambda: sync(store, Order(kolada.url, ("N90013",)), at=RECEIVED, progress=silent, manners=QUICK),
            lambda: read_in_newest(store, at=RECEIVED, progress=silent),
        ):
            with pytest.raises(AnotherSync, match="Another process is fetching figures into"):
                also()
        refused.append(step)

    sync(store, Order(kolada.url, ("N90001",)), at=RECEIVED, progress=progress, manners=QUICK)
    assert {"Asking Kolada for its lists", "Figures: reading them", "Figures: writing a new version"} <= set(refused)
    assert len(list(store.snapshots.all())) == 1


def test_a_finished_snapshot_that_nothing_has_read_is_never_removed(store: Store, kolada: KoladaServer) -> None:
    sync(store, Order(kolada.url, ("N90001",), "9101"), at=RECEIVED, progress=silent, manners=QUICK)
    first = next(store.snapshots.all())
    unread = publisher("kolada-api").fetch(
        Order(kolada.url, ("N90001",), "9301"),
        store.snapshots,
        at=RECEIVED + timedelta(days=1),
        continues=first,
        progress=silent,
        manners=QUICK,
    )
    later = publisher("kolada-api").fetch(
        Order(kolada.url, ("N90001",)),
        store.snapshots,
        at=RECEIVED + timedelta(days=2),
        continues=first,
        progress=silent,
        manners=QUICK,
    )
    dataset = read_in_newest(store, at=RECEIVED + timedelta(days=3), progress=silent)

    assert dataset.version.manifest["snapshot"] == later.id
    assert unread.id in {snapshot.id for snapshot in store.snapshots.all()}


def test_a_publisher_that_does_not_answer_leaves_the_figures_as_they_were(store: Store, kolada: KoladaServer) -> None:
    before = ready(store, Sources(kolada=kolada.url)).dataset.version.name
    with pytest.raises(PublisherUnreachable):
        sync(store, Order(NOBODY, ("N90001",)), at=RECEIVED + timedelta(days=1), progress=silent, manners=QUICK)

    assert store.dataset().version.name == before
