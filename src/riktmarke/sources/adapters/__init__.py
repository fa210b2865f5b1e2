"""Adapters: one per source. Each has a `fetch` that keeps a snapshot and a pure `parse` that reads one.

Built-in adapters register through the entry-point group a third party would use (`riktmarke.adapters`).
"""

from datetime import datetime
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from riktmarke.statistics.snapshots import Snapshot, SnapshotRegister
from riktmarke.statistics.store import Delivery
from riktmarke.vocabulary.errors import RiktmarkeError

ENTRY_POINTS = "riktmarke.adapters"


class Adapter(Protocol):
    """What every source must offer."""

    def fetch(self, where: Path, register: SnapshotRegister, *, at: datetime) -> Snapshot:
        """Take what is at `where` into the register, exactly as received."""
        ...

    def parse(self, snapshot: Snapshot) -> Delivery:
        """Return what the snapshot holds. Pure: the same snapshot gives the same delivery."""
        ...


def adapter(name: str) -> Adapter:
    """Return the adapter registered under a name.

    Raises:
        RiktmarkeError: listing the names there are.
    """
    found = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    if name not in found:
        raise RiktmarkeError(
            f"There is no source called {name!r}.",
            expected=f"one of {', '.join(sorted(found))}",
            remedy="choose one of them, or install the package that brings it.",
        )
    chosen: Adapter = found[name].load()()
    return chosen
