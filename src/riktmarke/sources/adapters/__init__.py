"""Adapters: one per source. Each has a `fetch` that keeps a snapshot and a pure `parse` that reads one.

Built-in adapters register through the entry-point groups a third party would use: `riktmarke.adapters` for those of
observations, `riktmarke.population` for those of population by age.
"""

from datetime import datetime
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol

from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.population import PopulationTables
from riktmarke.statistics.snapshots import Snapshot, SnapshotRegister
from riktmarke.statistics.store import Delivery
from riktmarke.vocabulary.errors import RiktmarkeError

ENTRY_POINTS = "riktmarke.adapters"
POPULATION_ENTRY_POINTS = "riktmarke.population"


class Adapter(Protocol):
    """What every source must offer."""

    def fetch(self, where: Path, register: SnapshotRegister, *, at: datetime) -> Snapshot:
        """Take what is at `where` into the register, exactly as received."""
        ...

    def parse(self, snapshot: Snapshot) -> Delivery:
        """Return what the snapshot holds. Pure: the same snapshot gives the same delivery."""
        ...


class PopulationAdapter(Protocol):
    """What every source of population by age must offer."""

    def offers(self, where: Path) -> bool:
        """Return whether any of its files is at `where`."""
        ...

    def fetch(self, where: Path, register: SnapshotRegister, *, at: datetime) -> Snapshot:
        """Take what is at `where` into the register, exactly as received."""
        ...

    def parse(self, snapshot: Snapshot, areas: AreaTable) -> PopulationTables:
        """Return what the snapshot holds, of these areas. Pure: the same gives the same."""
        ...


def adapter(name: str) -> Adapter:
    """Return the adapter registered under a name.

    Raises:
        RiktmarkeError: listing the names there are.
    """
    chosen: Adapter = _registered(ENTRY_POINTS, name).load()()
    return chosen


def population_adapter(name: str) -> PopulationAdapter:
    """Return the adapter of population by age registered under a name.

    Raises:
        RiktmarkeError: listing the names there are.
    """
    chosen: PopulationAdapter = _registered(POPULATION_ENTRY_POINTS, name).load()()
    return chosen


def is_population_adapter(name: str) -> bool:
    """Return whether an adapter of population by age is registered under a name."""
    return name in entry_points(group=POPULATION_ENTRY_POINTS).names


def _registered(group: str, name: str) -> EntryPoint:
    found = {point.name: point for point in entry_points(group=group)}
    if name in found:
        return found[name]
    others = entry_points(group=ENTRY_POINTS).names | entry_points(group=POPULATION_ENTRY_POINTS).names
    raise RiktmarkeError(
        f"There is no source called {name!r}.",
        expected=f"one of {', '.join(sorted(others))}",
        remedy="choose one of them, or install the package that brings it.",
    )
