"""Figures ready to show: import what is new, assess what has changed, leave the rest as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from riktmarke.assessment.runs import RULES, Run, current_run, fingerprint, run
from riktmarke.governance.definitions import Catalogue
from riktmarke.sources.ingest import import_from
from riktmarke.statistics.store import Dataset, Store
from riktmarke.vocabulary.errors import DamagedFile, NoFigures, RiktmarkeError

SOURCE = "kolada-bulk"
# Told what is being done, and how much of it: (step, done, of). `of` is 0 where nobody can tell.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Ready:
    """What there is to show, and what was done for it."""

    dataset: Dataset
    run: Run
    imported: bool
    assessed: bool


def make_ready(
    store: Store,
    catalogue: Catalogue,
    *,
    data: Path | None,
    at: datetime,
    processes: int,
    progress: Progress,
) -> Ready:
    """Return the current dataset and a run that rests on it, importing and assessing only what has changed.

    Raises:
        NoFigures: if `data` is None and nothing was imported before.
        RiktmarkeError: if `data` is given and cannot be imported; what was there before is untouched.
    """
    before = store.dataset_versions.current_name()
    if data is not None:
        dataset = import_from(
            SOURCE,
            kolada_folder(data),
            store,
            at=at,
            progress=lambda step: progress(f"Figures: {step}", 0, 0),
            only_if_changed=True,
        )
    else:
        dataset = store.dataset()
    imported = dataset.version.name != before
    found = None if imported else _run_on(store, dataset, catalogue)
    if found is not None:
        return Ready(dataset, found, imported, assessed=False)
    assessed = run(
        store,
        catalogue,
        at=at,
        processes=processes,
        progress=lambda done, of: progress("Assessing every series for every municipality", done, of),
    )
    return Ready(dataset, assessed, imported, assessed=True)


def _run_on(store: Store, dataset: Dataset, catalogue: Catalogue) -> Run | None:
    """Return the current run if it rests on this dataset, these rules and these definitions."""
    wanted = {"dataset_version": dataset.version.name, "rules": RULES, "catalogue": fingerprint(catalogue)}
    try:
        held = current_run(store)
    except (NoFigures, DamagedFile):
        return None  # there is none, or none that can be read: a new one is made
    whole = held.version.manifest["series"] == len(held.dataset.series)
    return held if whole and wanted.items() <= held.version.manifest.items() else None


def kolada_folder(data: Path) -> Path:
    """Return the folder with Kolada's files: `data` itself, or its subfolder `kolada`.

    Raises:
        RiktmarkeError: if there is no such folder.
    """
    if not data.is_dir():
        raise RiktmarkeError(
            f"There is no folder {data}.",
            expected="a folder with Kolada's files, or one with a subfolder kolada",
            remedy="correct --data or RIKTMARKE_DATA, or leave both out to use what was imported before.",
        )
    return data / "kolada" if (data / "kolada").is_dir() else data
