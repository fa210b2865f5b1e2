"""A fetch killed at many moments: what has come is never asked for again, and the snapshot is whole in the end."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from riktmarke.sources.live import newest
from tests.sources import fetching
from tests.sources.conftest import FIRST_DAY, LiveStore
from tests.sources.kolada_server import Fault, Handler
from tests.sources.test_kolada_api import cells_of, held
from tests.statistics.warmed import Warmed

MODULE = fetching.__name__
# After how many requests of a fetch it is killed: among the lists, between them and the values, all along the values.
MOMENTS = (0, 1, 3, 0, 7, 2, 0, 11, 5)


@pytest.fixture(scope="module")
def warmed() -> Iterator[Warmed]:
    with Warmed(MODULE) as process:
        yield process


class Killer:
    """Kills the fetching process at a request: before the answer, in the middle of it, or just after it."""

    def __init__(self, when: str) -> None:
        self.when = when
        self._process = 0
        self._known = threading.Event()

    def knows(self, process: int) -> None:
        """Tell which process it is: it may ask before it is known."""
        self._process = process
        self._known.set()

    def __call__(self, handler: Handler, body: bytes) -> None:
        if self.when == "before":
            self._kill()
        with suppress(OSError):
            if self.when == "in the middle":
                handler.send(body[: len(body) // 2], length=len(body))
                handler.wfile.flush()
                self._kill()
            else:
                handler.send(body)
        if self.when == "after":
            time.sleep(0.005)  # perhaps the page is written by now, perhaps it is being written
            self._kill()
        handler.close_connection = True

    def _kill(self) -> None:
        self._known.wait(30)
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)


@pytest.mark.parametrize("when", ["before", "in the middle", "after"])
def test_a_killed_fetch_goes_on_and_asks_for_nothing_that_has_come(live: LiveStore, warmed: Warmed, when: str) -> None:
    server = live.server

    def begin() -> int:
        return warmed.start(f"{MODULE}:fetch_all", server.url, live.store.root, FIRST_DAY.isoformat())

    in_flight = []
    for moment in MOMENTS:
        killer = Killer(when)
        server.faults = [Fault(killer, after=moment)]
        killer.knows(begin())
        assert warmed.wait() == -signal.SIGKILL
        assert newest(live.store.snapshots, "kolada-api", None) is None
        in_flight.append(server.asked[-1][1])
    server.faults = []
    begin()
    assert warmed.wait() == 0

    asked = server.asked_for()
    assert sum(asked.values()) <= len(asked) + len(MOMENTS)
    assert {path for path, times in asked.items() if times > 1} <= set(in_flight)
    snapshot = newest(live.store.snapshots, "kolada-api", None)
    assert snapshot is not None
    assert {page["url"].removeprefix(server.url) for page in snapshot.manifest["pages"]} == {
        path.removeprefix("/v3/") for path in asked
    }
    assert cells_of(live.kolada.parse(snapshot)) == held(server)


def test_a_fetch_that_is_done_leaves_nothing_to_go_on_with(live: LiveStore, warmed: Warmed) -> None:
    for _ in range(2):
        warmed.start(f"{MODULE}:fetch_all", live.server.url, live.store.root, FIRST_DAY.isoformat())
        assert warmed.wait() == 0

    assert [path.name for path in live.store.snapshots.unfinished("").iterdir() if path.is_dir()] == []
    assert len(list(live.store.snapshots.all())) == 2


def test_two_at_once_do_not_mix(live: LiveStore, warmed: Warmed) -> None:
    waiting, answered = threading.Event(), threading.Event()

    def hold(handler: Handler, body: bytes) -> None:
        waiting.set()
        answered.wait(300)
        handler.send(body)

    live.server.faults = [Fault(hold, where="/v3/kpi?")]
    warmed.start(f"{MODULE}:fetch_all", live.server.url, live.store.root, FIRST_DAY.isoformat())
    assert waiting.wait(300)
    with pytest.raises(Exception, match="Another process is fetching"):
        live.fetch()
    answered.set()
    assert warmed.wait() == 0


@pytest.mark.parametrize("step", ["write_text", "rename"])
def test_a_fetch_stopped_as_it_becomes_a_snapshot_asks_for_nothing_more(
    live: LiveStore, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Path, step, _stopped)
        with pytest.raises(KeyboardInterrupt):
            live.fetch()
    assert newest(live.store.snapshots, "kolada-api", None) is None
    live.server.forget()

    snapshot = live.fetch()
    assert live.server.asked == []
    assert cells_of(live.kolada.parse(snapshot)) == held(live.server)


def _stopped(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
