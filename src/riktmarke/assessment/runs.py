"""Running the rules: a map over series, in one process or several, stored as a run with what it rested on."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from riktmarke.assessment.context import Contexts
from riktmarke.assessment.findings import Findings
from riktmarke.assessment.findings_file import AreaFindings, FindingsFile, Rows, joined, rows_of, write_rows
from riktmarke.assessment.rules import assess
from riktmarke.assessment.spawned import spawned
from riktmarke.governance.definitions import Catalogue, Definition
from riktmarke.statistics.composition import Composition, as_rows, from_rows
from riktmarke.statistics.store import Dataset, Store
from riktmarke.statistics.versions import Version
from riktmarke.vocabulary.errors import NoFigures
from riktmarke.vocabulary.groups import Dimension, Sex

RULES = "3"  # raised when the rules change what they say, so that a run can be told from an earlier one
SERIES_PER_TASK = 50
Progress = Callable[[int, int], None]


def composed(dataset: Dataset, catalogue: Catalogue) -> Dataset:
    """Return the dataset with the catalogue's composed indicators among its series."""
    found = [
        Composition(d.series, d.title, women=d.by(Dimension.SEX)[Sex.FEMALE], men=d.by(Dimension.SEX)[Sex.MALE])
        for d in catalogue.values()
        if d.composed
    ]
    return Dataset(dataset.version, tuple(found))


def check_rules(version: Version, rules: str, *, remedy: str) -> None:
    """Do nothing where a stored run was made by these rules; others may have kept it in a form that is not read now.

    Raises:
        NoFigures: if it was made by others: no run can be read until one is made by these.
    """
    made_by = version.manifest.get("rules")
    if made_by != rules:
        raise NoFigures(
            f"The run in {version.path} was made by rules {made_by}.", expected=f"rules {rules}", remedy=remedy
        )


def assess_series(dataset: Dataset, catalogue: Catalogue, series: Iterable[str]) -> Iterator[tuple[str, Findings]]:
    """Return the findings of each series or composed indicator in turn, in this process."""
    whole = composed(dataset, catalogue)
    yield from _assessed(whole, Contexts(whole, catalogue), series)


def _assessed(dataset: Dataset, contexts: Contexts, series: Iterable[str]) -> Iterator[tuple[str, Findings]]:
    for panel in dataset.panels(series):
        yield panel.series, assess(panel, contexts.of(panel.series))


def run(
    store: Store,
    catalogue: Catalogue,
    *,
    at: datetime,
    processes: int,
    progress: Progress,
    series: Sequence[str] | None = None,
) -> "Run":
    """Assess all series (or these) for every area, store the findings as the current run, and return it.

    `progress` is told how many series are done, of how many. At any failure the run that was current still is.
    """
    dataset = composed(store.dataset(), catalogue)
    names = list(dataset.series.ids if series is None else sorted(set(series)))
    parts: dict[int, Rows] = {}
    done = 0
    for number, count, rows in _mapped(dataset, catalogue, names, processes):
        parts[number] = rows
        done += count
        progress(done, len(names))
    describe = {
        "dataset_version": dataset.version.name,
        "rules": RULES,
        "catalogue": fingerprint(catalogue),
        "series": len(names),
        "compositions": as_rows(dataset.compositions),
    }
    with store.run_versions.writing(at=at, describe=describe) as folder:
        write_rows(joined(parts[number] for number in sorted(parts)), dataset.series.ids, dataset.areas, folder)
    return current_run(store)


def _mapped(
    dataset: Dataset, catalogue: Catalogue, names: list[str], processes: int
) -> Iterator[tuple[int, int, Rows]]:
    """Return the number, size and rows of each chunk of series, in whatever order they are ready."""
    chunks = [names[start : start + SERIES_PER_TASK] for start in range(0, len(names), SERIES_PER_TASK)]
    own = _Worker(dataset, catalogue)
    if processes <= 1 or len(chunks) < 2:
        yield from ((number, len(chunk), own.rows(chunk)) for number, chunk in enumerate(chunks))
        return
    with spawned(processes - 1, _start_worker, dataset.version, dataset.compositions, dict(catalogue)) as pool:
        try:
            waiting = [pool.submit(_worker_rows, chunk) for chunk in chunks]
            # This process works too, from the far end, instead of only waiting for the others to start and finish.
            while waiting and waiting[-1].cancel():
                waiting.pop()
                yield len(waiting), len(chunks[len(waiting)]), own.rows(chunks[len(waiting)])
            for number, rows in enumerate(waiting):
                yield number, len(chunks[number]), rows.result()
        finally:
            pool.shutdown(cancel_futures=True)


class _Worker:
    def __init__(self, dataset: Dataset, catalogue: Catalogue) -> None:
        self._dataset = dataset
        self._contexts = Contexts(dataset, catalogue)
        self._positions = {name: position for position, name in enumerate(dataset.series.ids)}

    def rows(self, names: list[str]) -> Rows:
        found = _assessed(self._dataset, self._contexts, names)
        return joined([rows_of(findings, self._positions[name]) for name, findings in found])


# Empty in the parent; a worker process puts the one dataset of its life here.
_workers: list[_Worker] = []


def _start_worker(version: Version, compositions: tuple[Composition, ...], catalogue: dict[str, Definition]) -> None:
    _workers.append(_Worker(Dataset(version, compositions), catalogue))


def _worker_rows(names: list[str]) -> Rows:
    return _workers[0].rows(names)


def fingerprint(catalogue: Catalogue) -> str:
    """Return a short name for what the definitions say, the same for the same definitions."""
    return hashlib.sha256(repr(sorted(catalogue.items())).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Run:
    """A stored run of findings over all areas."""

    version: Version
    dataset: Dataset

    @cached_property
    def _file(self) -> FindingsFile:
        return FindingsFile(self.version.path, self.dataset.areas)

    def of(self, area: str) -> AreaFindings:
        """Return the findings of one area.

        Raises:
            UnknownArea: if there is no such area.
        """
        return self._file.of(area)


_held: dict[Path, Run] = {}


def current_run(store: Store) -> Run:
    """Return the current run, the same object until another one is switched in.

    Raises:
        NoFigures: when nothing has been assessed yet.
    """
    held = _held.get(store.root)
    if held is None or held.version.name != store.run_versions.current_name():
        version = store.run_versions.current()
        assessed = store.dataset_versions.version(version.manifest["dataset_version"])
        dataset = Dataset(assessed, from_rows(version.manifest.get("compositions", ())))
        held = _held[store.root] = Run(version, dataset)
    return held
