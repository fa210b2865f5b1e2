"""Live figures into the store: what is new is fetched, kept as a snapshot, and read into a new version.

One process at a time does any of it for a store: what a fetch goes on from must still be the newest when it is done.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime

from filelock import FileLock, Timeout

from riktmarke.operations.example import holds_real_figures
from riktmarke.sources.live import Order, chain, newest, publisher
from riktmarke.sources.manners import Manners
from riktmarke.statistics.snapshots import Snapshot
from riktmarke.statistics.store import Dataset, Store
from riktmarke.vocabulary.errors import DamagedFile, NoFigures, RiktmarkeError

SOURCE = "kolada-api"
LOCK = "sync.lock"
BETWEEN_LOOKS_S = 1.0
# Told what is being done, and how much of it: (step, done, of). `of` is 0 where nobody can tell.
Progress = Callable[[str, int, int], None]


class AnotherSync(RiktmarkeError):
    """Another process is fetching into the store, or reading in what came."""


def sync(store: Store, order: Order, *, at: datetime, progress: Progress, manners: Manners | None = None) -> Dataset:
    """Fetch what is wanted and new, and return the dataset that it has become.

    Raises:
        AnotherSync: if another process is at it.
        PublisherUnreachable: if Kolada does not answer; what has come is kept, and the next sync goes on from there.
        UnexpectedPayload: if it answers with something that its documentation does not allow.
    """
    with _only_sync(store):
        return _read_in(store, _fetch(store, order, at, progress, manners), at, progress)


def fetch(store: Store, order: Order, *, at: datetime, progress: Progress, manners: Manners | None = None) -> Snapshot:
    """Fetch what is wanted and new, and return the snapshot of it; the store's figures are as they were."""
    with _only_sync(store):
        return _fetch(store, order, at, progress, manners)


def read_in_newest(store: Store, *, at: datetime, progress: Progress) -> Dataset:
    """Read the newest snapshot, with those it continues, into a new version of the dataset, unless it was before.

    Raises:
        NoFigures: if nothing was fetched.
    """
    with _only_sync(store):
        snapshot = _newest(store)
        return store.dataset() if snapshot is None else _read_in(store, snapshot, at, progress)


def is_unread(store: Store) -> bool:
    """Return whether something was fetched to its end and is not among the store's figures yet."""
    last = _newest(store)
    return last is not None and last.id != _made_from(store)


def wait_for_the_other(store: Store, *, progress: Progress) -> None:
    """Wait until no other process is fetching into the store or reading in what came."""
    while True:
        progress("Another process is fetching figures: waiting for it", 0, 0)
        with suppress(Timeout), FileLock(store.root / LOCK, timeout=BETWEEN_LOOKS_S):
            return


@contextmanager
def _only_sync(store: Store) -> Iterator[None]:
    store.root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(store.root / LOCK, timeout=0):
            yield
    except Timeout:
        raise AnotherSync(
            f"Another process is fetching figures into {store.root}.",
            remedy="wait until it has finished, then run this again.",
        ) from None


def _fetch(store: Store, order: Order, at: datetime, progress: Progress, manners: Manners | None) -> Snapshot:
    progress("Asking Kolada for its lists", 0, 0)
    held = _newest(store)
    return publisher(SOURCE).fetch(order, store.snapshots, at=at, continues=held, progress=progress, manners=manners)


def _read_in(store: Store, snapshot: Snapshot, at: datetime, progress: Progress) -> Dataset:
    if _made_from(store) == snapshot.id:
        return store.dataset()
    progress("Figures: reading them", 0, 0)
    delivery = publisher(SOURCE).parse(snapshot)
    progress("Figures: writing a new version", 0, 0)
    dataset = store.write_dataset(delivery, at=at)
    forget_unneeded(store)
    return dataset


def forget_unneeded(store: Store) -> list[str]:
    """Remove the live snapshots that no kept version of the dataset rests on; return their ids.

    Only what a later fetch went on from or replaced is removed, never one that nothing has read yet.
    """
    ours = {snapshot.id: snapshot for snapshot in store.snapshots.all() if snapshot.manifest.get("source") == SOURCE}
    last = _newest(store)
    tips = {last.id} if last is not None else set()
    needed = set()
    with suppress(DamagedFile):
        tips |= {store.dataset_versions.version(name).manifest["snapshot"] for name in store.dataset_versions.names()}
        needed = {snapshot.id for tip in tips & ours.keys() for snapshot in chain(ours[tip])}
    unneeded = _behind(tips, ours) - needed if needed else set()  # where something cannot be read, nothing is removed
    # the first fetch first: one that is killed on the way leaves what the next finds its way back by
    in_order = sorted(unneeded, key=lambda identity: (str(ours[identity].manifest["started"]), identity))
    for identity in in_order:
        store.snapshots.remove(identity)
    return in_order


def _behind(tips: Iterable[str], ours: Mapping[str, Snapshot]) -> set[str]:
    """Return these snapshots and all that they continue or replace, as far as they are there."""
    found: set[str] = set()
    waiting = set(tips) & ours.keys()
    while waiting:
        found |= waiting
        earlier = {ours[one].manifest[name] for one in waiting for name in ("continues", "replaces")}
        waiting = (earlier & ours.keys()) - found
    return found


def may_be_synced(store: Store) -> bool:
    """Return whether the store's figures are live ones, invented ones or none: others are not replaced unasked."""
    return not holds_real_figures(store) or is_live(store)


def is_live(store: Store) -> bool:
    """Return whether the store's figures were fetched live."""
    try:
        return store.dataset().version.manifest.get("source") == SOURCE
    except (NoFigures, DamagedFile):
        return False


def rest_waits(dataset: Dataset) -> bool:
    """Return whether figures were fetched live for a part of the country only."""
    about = dataset.version.manifest
    return about.get("source") == SOURCE and not about["whole_country"]


def _newest(store: Store) -> Snapshot | None:
    return newest(store.snapshots, SOURCE, _made_from(store))


def _made_from(store: Store) -> str | None:
    try:
        made_from: str = store.dataset().version.manifest["snapshot"]
    except (NoFigures, DamagedFile):
        return None
    return made_from
