"""Figures for tests: an invented country that anyone may change, and the real figures, imported once.

bulk_folder    makes a folder of invented figures in the files of the adapter kolada-bulk
small_store    the invented figures imported and assessed: read only
own_store      the same in a folder of the test's own: may be damaged
real_store     the real figures, assessed, with their outlook and challenges: read only, built once for all workers
site_url       a running site on the real figures
"""

import importlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from riktmarke.assessment.challenges.runs import PlanRules, run_challenges
from riktmarke.assessment.challenges.targets import likelihoods
from riktmarke.assessment.outlook.runs import run_outlook
from riktmarke.assessment.runs import run
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.governance.codes import TargetKind
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.definitions import Definition
from riktmarke.sources.ingest import import_from, import_population
from riktmarke.statistics.store import Store
from tests import invented_figures
from tests.ports import kept_port

# No deadline per example, and none for drawing it: how long that takes on a shared machine says nothing of the code.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

RECEIVED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
SECONDS_TO_START = 600
# What Hedemora's plan aims at: with the same, a site on these figures starts without new runs.
TARGETS_OF_HEDEMORA = {"2083": (TargetAsked("N01951", "_T", 2038, TargetKind.LEVEL, at_least=True, value=17500.0),)}
TEMPLATE = Path(__file__).resolve().parents[1] / "plans" / "template" / "plan.toml"


def silent(*_: object) -> None:
    """Take progress and say nothing."""


def store_of(folder: Path, root: Path, catalogue: dict[str, Definition], *, processes: int = 1) -> Store:
    """Import a bulk folder into a new store, assess everything, and return the store."""
    store = Store(root)
    import_from("kolada-bulk", folder, store, at=RECEIVED, progress=silent)
    run(store, catalogue, at=RECEIVED, processes=processes, progress=silent)
    return store


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that is made by the first of pytest's workers to ask and shared by all of them."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = shared / f"{name}.made"
    with FileLock(shared / f"{name}.lock"):
        if not made.exists():
            shutil.rmtree(shared / name, ignore_errors=True)
            make(shared / name)
            made.touch()
    return shared / name


@pytest.fixture
def bulk_folder(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of folders with invented figures; each call writes a new one into the test's own folder."""

    def make(name: str = "bulk", **how: int) -> Path:
        return invented_figures.write_bulk_folder(tmp_path / name, **how)

    return make


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The invented figures, imported and assessed with the invented catalogue. Read only."""
    root = tmp_path_factory.mktemp("invented")
    folder = invented_figures.write_bulk_folder(root / "bulk")
    return store_of(folder, root / "store", invented_figures.catalogue())


@pytest.fixture
def own_store(small_store: Store, tmp_path: Path) -> Store:
    """A copy of `small_store` that the test may damage."""
    shutil.copytree(small_store.root, tmp_path / "store")
    return Store(tmp_path / "store")


@pytest.fixture(scope="session")
def benchmark_scripts(repository: Path) -> Iterator[dict[str, ModuleType]]:
    """The Polars script and the comparison with it: programs in a folder that is no package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(repository / "benchmarks"))
        yield {name: importlib.import_module(name) for name in ("polars_baseline", "agreement")}


@pytest.fixture(scope="session")
def real_catalogue(repository: Path) -> dict[str, Definition]:
    """The project's own definitions."""
    return load_catalogue(repository / "catalogue")


@pytest.fixture(scope="session")
def real_store(
    real_data: Path, real_catalogue: dict[str, Definition], tmp_path_factory: pytest.TempPathFactory
) -> Store:
    """The real figures, their outlook and challenges by the project's definitions, and the population by age.

    Read only; one for all workers.
    """

    def build(root: Path) -> None:
        store = store_of(real_data / "kolada", root, real_catalogue, processes=2)
        import_population("scb-population", real_data / "population", store, at=RECEIVED, progress=silent)
        outlook = run_outlook(store, real_catalogue, plans=TARGETS_OF_HEDEMORA, at=RECEIVED, progress=silent)
        rules = {"2083": PlanRules(targets=likelihoods(outlook.of("2083").targets))}
        run_challenges(store, real_catalogue, plans=rules, at=RECEIVED, progress=silent)

    if kept := os.environ.get("RIKTMARKE_KEPT_STORE"):  # while developing: CONTRIBUTING.md
        with FileLock(f"{kept}.lock"):
            if not Path(kept).exists():
                build(Path(kept))
        return Store(Path(kept))
    return Store(made_once(tmp_path_factory, "real-store", build))


@pytest.fixture(scope="session")
def site_environment(
    real_store: Store, migrated_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """What the server of `site_url` is told by its environment; a command told the same works on its database."""
    own = tmp_path_factory.mktemp("site")
    shutil.copy(migrated_database, own / "site.sqlite3")  # from nothing, the start is tests/cli's to show
    return {name: value for name, value in os.environ.items() if name != "RIKTMARKE_DATA"} | {
        "RIKTMARKE_STORE": str(real_store.root),
        "RIKTMARKE_DATABASE": str(own / "site.sqlite3"),
        "RIKTMARKE_DRAW_AHEAD": "0",  # minutes of work beside the tests; tests/operations/test_drawing.py has it
        "SECRET_KEY": "only for tests",
    }


@pytest.fixture(scope="session")
def site_url(site_environment: dict[str, str]) -> Iterator[str]:
    """The address of a real server on the store of real figures, with a second plan; one per worker that asks."""
    with kept_port() as port:
        yield from _serving(port, site_environment)


def _serving(port: int, environment: dict[str, str]) -> Iterator[str]:
    command = [sys.executable, "-m", "riktmarke", "up", "--port", str(port)]
    said = Path(environment["RIKTMARKE_DATABASE"]).with_name("said.txt")
    with said.open("w") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=out, start_new_session=True)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, server, said)
        second = [sys.executable, "-m", "riktmarke", "plan", "load", str(TEMPLATE), "--area", "2085"]
        subprocess.run(second, env=environment, check=True, capture_output=True)
        yield url
    finally:
        with suppress(ProcessLookupError):  # it may have ended by itself: the tests say so, not this
            os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait_for(url: str, server: "subprocess.Popen[bytes]", said: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        if server.poll() is not None:
            pytest.fail(f"riktmarke up ended with exit code {server.returncode} and said:\n{said.read_text()}")
        try:
            with urllib.request.urlopen(url, timeout=30):
                return
        except urllib.error.HTTPError as error:
            pytest.fail(f"{url} answers {error.code}")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"riktmarke up did not answer on {url} within {SECONDS_TO_START} seconds:\n{said.read_text()}")
