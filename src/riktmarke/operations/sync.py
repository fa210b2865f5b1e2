"""Live figures into the store: what is new is fetched, kept as a snapshot, and read into a new version."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from riktmarke.operations.example import holds_real_figures
from riktmarke.sources.live import Order, chain, newest, publisher
from riktmarke.sources.manners import Manners
from riktmarke.statistics.snapshots import Snapshot
from riktmarke.statistics.store import Dataset, Store
from riktmarke.vocabulary.errors import DamagedFile, NoFigures

SOURCE = "kolada-api"
# Told what is being done, and how much of it: (step, done, of). `of` is 0 where nobody can tell.
Progress = Callable[[str, int, int], None]


def sync(store: Store, order: Order, *, at: datetime, progress: Progress, manners: Manners | None = None) -> Dataset:
    """Fetch what is wanted and new, and return the dataset that it has become.

    Raises:
        PublisherUnreachable: if Kolada does not answer; what has come is kept, and the next sync goes on from there.
        UnexpectedPayload: if it answers with something that its documentation does not allow.
    """
    return read_in(store, fetch(store, order, at=at, progress=progress, manners=manners), at=at, progress=progress)


def fetch(store: Store, order: Order, *, at: datetime, progress: Progress, manners: Manners | None = None) -> Snapshot:
    """Fetch what is wanted and new, and return the snapshot of it; the store's figures are as they were."""
    progress("Asking Kolada for its lists", 0, 0)
    held = newest(store.snapshots, SOURCE, _made_from(store))
    return publisher(SOURCE).fetch(order, store.snapshots, at=at, continues=held, progress=progress, manners=manners)


def read_in(store: Store, snapshot: Snapshot, *, at: datetime, progress: Progress) -> Dataset:
    """Read a snapshot and those it continues into a new version of the dataset, and return it.

    Does nothing when the current dataset was made from it.
    """
    if _made_from(store) == snapshot.id:
        return store.dataset()
    progress("Figures: reading them", 0, 0)
    delivery = publisher(SOURCE).parse(snapshot)
    progress("Figures: writing a new version", 0, 0)
    dataset = store.write_dataset(delivery, at=at)
    forget_unneeded(store)
    return dataset


def read_in_newest(store: Store, *, at: datetime, progress: Progress) -> Dataset:
    """Read the newest snapshot into the store, unless its figures are there already.

    Raises:
        NoFigures: if nothing was fetched.
    """
    snapshot = newest(store.snapshots, SOURCE, _made_from(store))
    return store.dataset() if snapshot is None else read_in(store, snapshot, at=at, progress=progress)


def forget_unneeded(store: Store) -> list[str]:
    """Remove the live snapshots that no kept version of the dataset rests on; return their ids."""
    ours = {snapshot.id: snapshot for snapshot in store.snapshots.all() if snapshot.manifest.get("source") == SOURCE}
    last = newest(store.snapshots, SOURCE, _made_from(store))
    tips = {last.id} if last is not None else set()
    needed = set()
    with suppress(DamagedFile):
        tips |= {store.dataset_versions.version(name).manifest["snapshot"] for name in store.dataset_versions.names()}
        needed = {snapshot.id for tip in tips & ours.keys() for snapshot in chain(ours[tip])}
    unneeded = sorted(ours.keys() - needed) if needed else []  # where something cannot be read, nothing is removed
    for identity in unneeded:
        store.snapshots.remove(identity)
    return unneeded


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


def _made_from(store: Store) -> str | None:
    try:
        made_from: str = store.dataset().version.manifest["snapshot"]
    except (NoFigures, DamagedFile):
        return None
    return made_from
