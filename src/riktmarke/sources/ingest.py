"""From a source to the store: snapshot first, then parse, then a new version of the dataset."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from riktmarke.sources.adapters import adapter, population_adapter
from riktmarke.statistics.population import PopulationTables
from riktmarke.statistics.store import Dataset, Store
from riktmarke.vocabulary.errors import DamagedFile, NoFigures

Progress = Callable[[str], None]


def import_from(
    source: str, where: Path, store: Store, *, at: datetime, progress: Progress, only_if_changed: bool = False
) -> Dataset:
    """Import what is at `where` with the adapter named `source`; return the current dataset.

    `progress` is told each step as it begins. With `only_if_changed`, files that the current dataset was made from
    are not read again. At any failure the dataset that was current before still is.
    """
    chosen = adapter(source)
    progress("keeping the files as received")
    snapshot = chosen.fetch(where, store.snapshots, at=at)
    if only_if_changed and _made_from(store) == snapshot.id:
        return store.dataset()
    progress("reading them")
    delivery = chosen.parse(snapshot)
    progress("writing a new version")
    return store.write_dataset(delivery, at=at)


def _made_from(store: Store) -> str | None:
    """Return the snapshot of the current dataset; None where there is none, or none that can be read whole."""
    if store.dataset_versions.current_name() is None:
        return None
    try:
        dataset = store.dataset()
        _ = dataset.areas, dataset.series, dataset.peers, dataset.population
    except (DamagedFile, pa.ArrowException, OSError):
        return None
    made_from: str = dataset.version.manifest["snapshot"]
    return made_from


def import_population(
    source: str, where: Path, store: Store, *, at: datetime, progress: Progress, only_if_changed: bool = False
) -> PopulationTables:
    """Import the population by age at `where` with the adapter named `source`; return the current tables.

    The municipalities are those of the current dataset, which must be there before. `progress` and `only_if_changed`
    are those of `import_from`, and so is what a failure leaves.

    Raises:
        NoFigures: if there is no dataset.
    """
    chosen = population_adapter(source)
    areas = store.dataset().areas
    progress("keeping the files as received")
    snapshot = chosen.fetch(where, store.snapshots, at=at)
    if only_if_changed and (held := _population_held(store)) is not None and held.about["snapshot"] == snapshot.id:
        return held
    progress("reading them")
    tables = chosen.parse(snapshot, areas)
    progress("writing a new version")
    return store.write_population(tables, at=at)


def _population_held(store: Store) -> PopulationTables | None:
    """Return the current tables of population; None where there are none, or none that can be read whole."""
    try:
        return store.population()
    except (DamagedFile, NoFigures):
        return None
