"""A local Kolada, an empty store and a database for the jobs, all of the test's own."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from riktmarke.operations import jobs, worker
from riktmarke.statistics.store import Store
from tests import invented_figures
from tests.sources import kolada_holdings
from tests.sources.kolada_server import KoladaServer, running

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def kolada() -> Iterator[KoladaServer]:
    """A local Kolada that holds three series of the invented country."""
    with running(kolada_holdings.invented(["N01951", "N90001", "N90013"])) as server:
        yield server


@dataclass
class House:
    """An installation: its store, the Kolada it asks, and a clock that a test may move."""

    store: Store
    kolada: KoladaServer
    said: list[str] = field(default_factory=list)
    now: datetime = NOON

    def later(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


@pytest.fixture
def house(
    db: None, kolada: KoladaServer, tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> House:
    """An installation with the invented catalogue, where nothing has been fetched."""
    settings.RIKTMARKE_STORE = tmp_path / "store"
    settings.RIKTMARKE_KOLADA_URL = kolada.url
    settings.RIKTMARKE_AREA = "9101"
    invented = {"N90001": invented_figures.catalogue()["N90001"]}
    monkeypatch.setattr(jobs, "load_catalogue", lambda _: invented)
    # the test's own transaction would be closed with its connection
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    # its thread has a connection of its own, and what that writes no test's transaction takes back
    monkeypatch.setattr(worker, "caretaker_beside", lambda **_: nullcontext())
    return House(Store(tmp_path / "store"), kolada)
