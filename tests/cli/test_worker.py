"""riktmarke worker as a process: it does what waits, stops when asked, and the next one goes on."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from riktmarke.statistics.store import Store
from tests.fixtures_database import copied_database
from tests.sources import kolada_holdings
from tests.sources.kolada_server import Fault, Handler, KoladaServer, running


@pytest.fixture
def kolada() -> Iterator[KoladaServer]:
    with running(kolada_holdings.invented(["N01951"])) as server:
        yield server


@pytest.fixture
def environment(kolada: KoladaServer, django_db_setup: None, tmp_path: Path) -> dict[str, str]:
    """What a process of the test's own is told: an empty store, a migrated database, the local Kolada."""
    copied_database(tmp_path / "site.sqlite3")
    return {name: value for name, value in os.environ.items() if name != "RIKTMARKE_DATA"} | {
        "RIKTMARKE_STORE": str(tmp_path / "store"),
        "RIKTMARKE_DATABASE": str(tmp_path / "site.sqlite3"),
        "RIKTMARKE_KOLADA_URL": kolada.url,
        "RIKTMARKE_AREA": "9101",
        "SECRET_KEY": "only for tests",
        "COLUMNS": "200",
    }


def test_a_worker_that_is_stopped_loses_nothing_and_the_next_goes_on(
    kolada: KoladaServer, environment: dict[str, str]
) -> None:
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
    until = time.monotonic() + 60  # the caretaker may be the slower one; what asks waits two minutes for its answer
    while all(job["state"] != "successful" for job in jobs()):
        assert time.monotonic() < until, "the caretaker did not come to its task"
    worker.send_signal(signal.SIGTERM)
    let_go.set()
    _, said = worker.communicate(timeout=300)

    assert worker.returncode == 0, said
    assert "Worker: sync begins" in said
    assert {(job["name"], job["state"], job["tries"]) for job in jobs()} == {
        ("sync", "waits", 0),
        ("retention", "successful", 1),  # by the caretaker, which goes on beside the jobs
    }
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
        ("make_outlook", "successful"),
        ("find_challenges", "successful"),
        ("retention", "successful"),
    }
    assert max(kolada.asked_for().values()) == 1


def test_up_serves_the_own_municipality_first_and_a_worker_beside_it_fetches_the_rest(
    environment: dict[str, str], tmp_path: Path, free_port: int
) -> None:
    said = tmp_path / "said.txt"
    with said.open("w") as out:
        command = [sys.executable, "-m", "riktmarke", "up", "--port", str(free_port)]
        site = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
    try:
        _until(lambda: "Riktmärke is at" in said.read_text(), site, said)
        with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/", timeout=300) as page:
            assert "Exempelby" in page.read().decode()
        _until(lambda: "Worker: assess is done" in said.read_text(), site, said)
    finally:
        site.terminate()
        assert site.wait(timeout=300) == 0

    first, rest = said.read_text().split("Riktmärke is at")
    assert "fetched meanwhile, in the background" in first
    assert "Worker:" not in first
    assert "Worker: sync begins" in rest
    dataset = Store(tmp_path / "store").dataset()
    assert dataset.version.manifest["whole_country"]
    assert dataset.panel("N01951").of("9301")
    # The worker ends with the site: whoever takes its place may begin.
    _until(lambda: _is_free(tmp_path / "store" / "worker.lock"), site, said, ended=True)


def _until(true: Callable[[], bool], process: "subprocess.Popen[bytes]", said: Path, *, ended: bool = False) -> None:
    until = time.monotonic() + 300
    while not true():
        if time.monotonic() > until or (process.poll() is not None and not ended):
            pytest.fail(f"it did not come to that; what was said:\n{said.read_text()}")
        time.sleep(0.1)


def _is_free(lock: Path) -> bool:
    try:
        with FileLock(lock, timeout=0):
            return True
    except Timeout:
        return False
