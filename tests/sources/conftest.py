"""A local Kolada for the tests of what talks to it, and manners for a server that nobody else uses."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from riktmarke.sources.live import Order, newest, publisher
from riktmarke.sources.manners import Manners
from riktmarke.statistics.snapshots import Snapshot
from riktmarke.statistics.store import Dataset, Store
from tests.fixtures_figures import silent
from tests.sources import kolada_holdings
from tests.sources.kolada_server import KoladaServer, running

# Quick, so that a test of eight tries takes no minute; the waits themselves are tested on the real manners.
QUICK = Manners(
    per_second=2000, connect_s=30, read_s=30, attempts=4, wait_first_s=0.01, wait_most_s=0.05, wait_jitter_s=0.01
)
FIRST_DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def kolada() -> Iterator[KoladaServer]:
    """A local Kolada that holds the invented country."""
    with running(kolada_holdings.invented()) as server:
        yield server


class LiveStore:
    """A store that is filled from a local Kolada."""

    def __init__(self, server: KoladaServer, root: Path) -> None:
        self.server = server
        self.store = Store(root)
        self.kolada = publisher("kolada-api")

    def fetch(
        self,
        *series: str,
        around: str | None = None,
        at: datetime = FIRST_DAY,
        manners: Manners = QUICK,
        **how: object,
    ) -> Snapshot:
        """Fetch these series (or all), going on from the newest snapshot."""
        order = Order(self.server.url, series or None, around, **how)  # type: ignore[arg-type]  # named as its fields
        held = newest(self.store.snapshots, "kolada-api", None)
        return self.kolada.fetch(order, self.store.snapshots, at=at, continues=held, progress=silent, manners=manners)

    def sync(self, *series: str, at: datetime = FIRST_DAY, **how: object) -> Dataset:
        """Fetch, and write what is held into a new version."""
        snapshot = self.fetch(*series, at=at, **how)  # type: ignore[arg-type]  # named as the order's fields
        return self.store.write_dataset(self.kolada.parse(snapshot), at=at)


@pytest.fixture
def live(kolada: KoladaServer, tmp_path: Path) -> LiveStore:
    """An empty store that is filled from the local Kolada."""
    return LiveStore(kolada, tmp_path / "store")
