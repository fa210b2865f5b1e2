"""The example country into the store, and never silently over real figures."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from riktmarke.sources.example_country.generating import population_by_age
from riktmarke.sources.ingest import import_from
from riktmarke.statistics.store import Dataset, Store
from riktmarke.vocabulary.errors import DamagedFile, NoFigures, RiktmarkeError

SOURCE = "example-country"


def holds_real_figures(store: Store) -> bool:
    """Return whether the store's current figures are anything but invented; a damaged version may be real."""
    try:
        return not store.dataset().version.manifest.get("example", False)
    except NoFigures:
        return False
    except DamagedFile:
        return True


def import_example(
    store: Store, where: Path, *, at: datetime, progress: Callable[[str], None], replace: bool = False
) -> Dataset:
    """Bring in the example country that a recipe file, or a catalogue's folder, describes, and its population by age.

    Raises:
        RiktmarkeError: if the store holds real figures and `replace` is not given.
    """
    if not replace and holds_real_figures(store):
        raise RiktmarkeError(
            f"The store {store.root} holds real figures, and invented ones would take their place.",
            expected="an empty store, or one with invented figures",
            remedy="choose another store (RIKTMARKE_STORE=folder), or say --replace; "
            "riktmarke store use goes back to the real ones.",
        )
    dataset = import_from(SOURCE, where, store, at=at, progress=progress)
    store.write_population(population_by_age(store.snapshots.get(dataset.version.manifest["snapshot"])), at=at)
    return dataset
