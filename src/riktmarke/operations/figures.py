"""Figures ready to show: import what is new, assess what has changed, leave the rest as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from riktmarke.assessment.runs import RULES, Run, current_run, fingerprint, run
from riktmarke.governance.definitions import Catalogue, series_needed
from riktmarke.operations.example import holds_real_figures, import_example
from riktmarke.operations.sync import SOURCE as LIVE_SOURCE
from riktmarke.operations.sync import (
    AnotherSync,
    is_unread,
    may_be_synced,
    read_in_newest,
    rest_waits,
    sync,
    wait_for_the_other,
)
from riktmarke.sources.adapters import population_adapter
from riktmarke.sources.ingest import import_from, import_population
from riktmarke.sources.live import Order, publisher
from riktmarke.sources.manners import Manners, PublisherUnreachable
from riktmarke.statistics.store import Dataset, Store
from riktmarke.vocabulary.errors import DamagedFile, NoFigures, RiktmarkeError

SOURCE = "kolada-bulk"
POPULATION_SOURCE = "scb-population"
ANOTHER = "Another process is fetching figures, so those that are here are shown until it has finished."
UNREACHABLE = "Kolada does not answer at {}, so figures are taken from what there is here."
# Told what is being done, and how much of it: (step, done, of). `of` is 0 where nobody can tell.
Progress = Callable[[str, int, int], None]


class Origin(StrEnum):
    """Where the figures came from."""

    FOLDER = "folder"
    STORE = "store"
    LIVE = "live"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class Sources:
    """Where figures may come from, tried in this order; what is None or empty is not tried.

    `folder` holds official figures as files; then comes what the store holds, if it is real; then the publisher at
    `kolada` is asked for the municipality `area` and what it is compared with; then the store's invented figures,
    and last the example country of the catalogue in the folder `example`. With `only_this_area`, a store with live
    figures of another part of the country will not do.
    """

    folder: Path | None = None
    kolada: str = ""
    area: str = ""
    only_this_area: bool = False
    example: Path | None = None
    manners: Manners | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """What there is to show, where it came from, what was done for it, and what somebody should know."""

    dataset: Dataset
    run: Run
    imported: bool
    assessed: bool
    origin: Origin
    note: str = ""


def make_ready(
    store: Store, catalogue: Catalogue, sources: Sources, *, at: datetime, processes: int, progress: Progress
) -> Ready:
    """Return the current dataset and a run that rests on it, importing and assessing only what has changed.

    Raises:
        NoFigures: if figures are to be had from nowhere.
        RiktmarkeError: if a folder is given and cannot be imported; what was there before is untouched.
    """
    before = store.dataset_versions.current_name()
    dataset, origin, note = figures_from(store, catalogue, sources, at=at, progress=progress)
    imported = dataset.version.name != before
    found = None if imported else _run_on(store, dataset, catalogue)
    if found is not None:
        return Ready(dataset, found, imported, assessed=False, origin=origin, note=note)
    assessed = run(
        store,
        catalogue,
        at=at,
        processes=processes,
        progress=lambda done, of: progress("Assessing every series for every municipality", done, of),
    )
    return Ready(dataset, assessed, imported, assessed=True, origin=origin, note=note)


def figures_from(
    store: Store, catalogue: Catalogue, sources: Sources, *, at: datetime, progress: Progress
) -> tuple[Dataset, Origin, str]:
    """Return the dataset of the first source that has one, which source it was, and why an earlier one failed."""
    if sources.folder is not None:
        dataset = _from_folder(store, sources.folder, at=at, progress=progress)
        return dataset, Origin.FOLDER, _population_beside(store, sources.folder, at=at, progress=progress)
    try:
        held = _from_store(store, sources) or _from_what_came(store, sources, at=at, progress=progress)
        if held is not None:
            return held, Origin.STORE, ""
        if (live := _from_publishers(store, catalogue, sources, at=at, progress=progress)) is not None:
            return live, Origin.LIVE, ""
        note = UNREACHABLE.format(sources.kolada) if sources.kolada else ""
    except PublisherUnreachable as error:  # it answered at first, and no longer
        note = error.what
    except AnotherSync:
        if store.dataset_versions.current_name() is None:
            wait_for_the_other(store, progress=progress)
            return figures_from(store, catalogue, sources, at=at, progress=progress)
        note = ANOTHER
    if holds_real_figures(store):
        return store.dataset(), Origin.STORE, note
    return _from_example(store, sources, at=at, progress=progress), Origin.EXAMPLE, note


def _from_folder(store: Store, folder: Path, *, at: datetime, progress: Progress) -> Dataset:
    return import_from(
        SOURCE,
        kolada_folder(folder),
        store,
        at=at,
        progress=lambda step: progress(f"Figures: {step}", 0, 0),
        only_if_changed=True,
    )


def _population_beside(store: Store, folder: Path, *, at: datetime, progress: Progress) -> str:
    """Import the population by age that lies beside Kolada's files; return why it could not be, if it could not.

    A folder without it is as good as any: what needs population by age says itself that there is none.
    """
    beside = kolada_folder(folder).parent / "population"
    if not population_adapter(POPULATION_SOURCE).offers(beside):
        return ""
    try:
        import_population(
            POPULATION_SOURCE,
            beside,
            store,
            at=at,
            progress=lambda step: progress(f"Population by age: {step}", 0, 0),
            only_if_changed=True,
        )
    except RiktmarkeError as error:  # the other figures are worth showing all the same
        return f"The population by age was not imported. {error}"
    return ""


def _from_store(store: Store, sources: Sources) -> Dataset | None:
    """Return the store's figures if they are real, and, where they are of a part of the country, of the right one."""
    if not holds_real_figures(store):
        return None
    dataset = store.dataset()
    elsewhere = rest_waits(dataset) and sources.area not in dataset.version.manifest["around"]
    return None if sources.only_this_area and elsewhere else dataset


def _from_what_came(store: Store, sources: Sources, *, at: datetime, progress: Progress) -> Dataset | None:
    """Read in what was fetched to its end and never read, and return it if it will do."""
    if not (may_be_synced(store) and is_unread(store)):
        return None
    read_in_newest(store, at=at, progress=progress)
    return _from_store(store, sources)


def _from_publishers(
    store: Store, catalogue: Catalogue, sources: Sources, *, at: datetime, progress: Progress
) -> Dataset | None:
    """Fetch the municipality and what it is compared with; return None if nobody answers within seconds."""
    if not sources.kolada:
        return None
    progress("Asking Kolada", 0, 0)
    if not publisher(LIVE_SOURCE).answers(sources.kolada):
        return None
    order = Order(sources.kolada, series_needed(catalogue), around=sources.area)
    return sync(store, order, at=at, progress=progress, manners=sources.manners)


def _from_example(store: Store, sources: Sources, *, at: datetime, progress: Progress) -> Dataset:
    """Return the store's invented figures, or the example country made anew."""
    if store.dataset_versions.current_name() is not None or sources.example is None:
        return store.dataset()
    return import_example(
        store, sources.example, at=at, progress=lambda step: progress(f"The example country: {step}", 0, 0)
    )


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


def population_folder(data: Path) -> Path:
    """Return the folder with the population by age: `data` itself, or its subfolder `population`."""
    return data / "population" if (data / "population").is_dir() else data
