"""From a source to the store: snapshot first, then parse, then a new version of the dataset."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from riktmarke.sources.adapters import adapter
from riktmarke.statistics.store import Dataset, Store

Progress = Callable[[str], None]


def import_from(source: str, where: Path, store: Store, *, at: datetime, progress: Progress) -> Dataset:
    """Import what is at `where` with the adapter named `source`; return the new dataset.

    `progress` is told each step as it begins. At any failure the dataset that was current before still is.
    """
    chosen = adapter(source)
    progress("keeping the files as received")
    snapshot = chosen.fetch(where, store.snapshots, at=at)
    progress("reading them")
    delivery = chosen.parse(snapshot)
    progress("writing a new version")
    return store.write_dataset(delivery, at=at)
