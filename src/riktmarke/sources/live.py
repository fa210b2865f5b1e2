"""Live publishers: one per source that is asked over the network. Each has a `fetch` and a pure, offline `parse`.

Built-in ones register through the entry-point group a third party would use (`riktmarke.publishers`). What a fetch
brings is kept as a snapshot; a later one brings only what is new since, and says which snapshot it continues.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import entry_points
from typing import Protocol

from riktmarke.sources.manners import Manners
from riktmarke.statistics.snapshots import Snapshot, SnapshotRegister
from riktmarke.statistics.store import Delivery
from riktmarke.vocabulary.errors import DamagedFile, RiktmarkeError

ENTRY_POINTS = "riktmarke.publishers"
# Told what is being done, and how much of it: (step, done, of). `of` is 0 where nobody can tell.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted from a publisher.

    `address` is where it is asked. `series`: the ids, or None for every series it has. `around`: a municipality, for
    it and what it is compared with; None for every area. `since`: ask again for whatever has changed since that day,
    where the last fetch would not reach as far back. `anew`: everything from the beginning, what is held as well as
    what is wanted.
    """

    address: str
    series: tuple[str, ...] | None
    around: str | None = None
    since: date | None = None
    anew: bool = False


class Publisher(Protocol):
    """What every live source must offer."""

    def answers(self, address: str) -> bool:
        """Return whether the publisher can be reached. Soon said: within seconds."""
        ...

    def fetch(
        self,
        order: Order,
        register: SnapshotRegister,
        *,
        at: datetime,
        continues: Snapshot | None,
        progress: Progress,
        manners: Manners | None = None,
    ) -> Snapshot:
        """Bring what is wanted and not yet held into the register, exactly as received."""
        ...

    def parse(self, snapshot: Snapshot) -> Delivery:
        """Return what a snapshot and those it continues hold together. Pure and offline."""
        ...


def publisher(name: str) -> Publisher:
    """Return the live publisher registered under a name.

    Raises:
        RiktmarkeError: listing the names there are.
    """
    found = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    if name not in found:
        raise RiktmarkeError(
            f"There is no live publisher called {name!r}.",
            expected=f"one of {', '.join(sorted(found)) or 'those installed, of which there are none'}",
            remedy="choose one of them, or install the package that brings it (for a checkout: make up).",
        )
    chosen: Publisher = found[name].load()()
    return chosen


def chain(snapshot: Snapshot) -> list[Snapshot]:
    """Return a snapshot with all that it continues, the first fetch first.

    Raises:
        DamagedFile: if one of them is no longer there.
    """
    found = readable(snapshot)
    if found[0].manifest["continues"] is None:
        return found
    raise DamagedFile(
        f"The snapshot {found[0].manifest['continues']}, which {found[0].id} continues, cannot be read.",
        expected="every snapshot since the last full fetch",
        remedy="fetch everything anew: riktmarke sync --all --full.",
    )


def readable(snapshot: Snapshot) -> list[Snapshot]:
    """Return what `chain` returns, as far back as it can be read."""
    register = SnapshotRegister(snapshot.path.parent)
    found = [snapshot]
    with suppress(OSError, ValueError):
        while (before := found[-1].manifest["continues"]) is not None:
            found.append(register.get(before))
    return found[::-1]


def newest(register: SnapshotRegister, source: str, held: str | None) -> Snapshot | None:
    """Return the snapshot of a source that the next fetch goes on from; None where there is none.

    `held` is the snapshot that the figures in the store were made from. A fetch that was finished and not yet read
    into the store goes before it.
    """
    ours = {snapshot.id: snapshot for snapshot in register.all() if snapshot.manifest.get("source") == source}
    after: dict[str | None, list[Snapshot]] = {}
    for snapshot in ours.values():
        for before in {snapshot.manifest["continues"], snapshot.manifest["replaces"]}:
            after.setdefault(before, []).append(snapshot)
    tip = ours.get(held or "")
    while later := after.get(tip.id if tip else None, []):
        tip = max(later, key=lambda snapshot: str(snapshot.manifest["started"]))
    return tip
