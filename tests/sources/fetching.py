"""What the child processes of the tests do: fetch from a local Kolada until they are done, or killed."""

from datetime import datetime
from pathlib import Path

from riktmarke.sources.adapters import kolada_api
from riktmarke.sources.live import Order, newest, publisher
from riktmarke.statistics.store import Store
from tests.fixtures_figures import silent
from tests.sources.conftest import QUICK

PAGE = 100  # so that the invented country fills some fifty


def fetch_all(address: str, root: str, at: str) -> None:
    kolada_api.PER_PAGE = PAGE
    store, moment = Store(Path(root)), datetime.fromisoformat(at)
    held = newest(store.snapshots, "kolada-api", None)
    order = Order(address, None)
    publisher("kolada-api").fetch(order, store.snapshots, at=moment, continues=held, progress=silent, manners=QUICK)
