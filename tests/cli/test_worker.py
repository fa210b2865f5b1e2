"""riktmarke worker as a process: it does what waits, stops when asked, and the next one goes on."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import kolada_holdings
from tests.sources.kolada_server import Fault, Handler, KoladaServer, running


@pytest.fixture
def kolada() -> Iterator[KoladaServer]:
    with running(kolada_holdings.invented(["N01951"])) as server:
        yield server


def test_a_worker_that_is_stopped_loses_nothing_and_the_next_goes_on(kolada: KoladaServer, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "RIKTMARKE_DATA"} | {
        "RIKTMARKE_STORE": str(tmp_path / "store"),
        "RIKTMARKE_DATABASE": str(tmp_path / "site.sqlite3"),
        "RIKTMARKE_KOLADA_URL": kolada.url,
        "RIKTMARKE_AREA": "9101",
        "SECRET_KEY": "only for tests",
        "COLUMNS": "200",
    }

    def riktmarke(*words: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "riktmarke", *words]
        return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def jobs() -> list[dict[str, object]]:
        shown, _ = riktmarke("worker", "--show", "--json").communicate(timeout=300)
        found: list[dict[str, object]] = json.loads(shown)
        return found

    waiting, let_go = threading.Event(), threading.Event()

    def hold(handler: Handler, body: bytes) -> None:
        waiting.set()
        let_go.wait(300)
        handler.send(body)

    kolada.faults = [Fault(hold, where="/v3/kpi_groups")]
    worker = riktmarke("worker")
    assert waiting.wait(300), worker.communicate(timeout=60)
    worker.send_signal(signal.SIGTERM)
    let_go.set()
    _, said = worker.communicate(timeout=300)

    assert worker.returncode == 0, said
    assert "Worker: sync begins" in said
    assert [(job["name"], job["state"], job["tries"]) for job in jobs()] == [("sync", "waits", 0)]
    assert not kolada.asked_for("/data/")

    # Its own parent is another process than the one it is told to stop with: it does not even begin.
    orphan = riktmarke("worker", "--stop-with", "1")
    orphan.communicate(timeout=300)
    assert orphan.returncode == 0
    assert not kolada.asked_for("/data/")

    following = riktmarke("worker", "--until-done")
    _, said = following.communicate(timeout=300)
    assert following.returncode == 0, said
    assert {(job["name"], job["state"]) for job in jobs()} == {
        ("sync", "successful"),
        ("import_figures", "successful"),
        ("assess", "successful"),
    }
    assert max(kolada.asked_for().values()) == 1
