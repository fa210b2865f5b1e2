"""What is measured, each a program of its own: tasks.py import, assess or scale, and its arguments."""

import json
import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from riktmarke.assessment.findings_file import rows_of
from riktmarke.assessment.runs import assess_series, run
from riktmarke.governance.definitions import load_catalogue
from riktmarke.sources.ingest import import_from
from riktmarke.statistics.store import Store

BLOCK = 50  # neighbouring series are assessed together, as in a run
ROUNDS = 3


def silent(*_: object) -> None:
    """Show no progress."""


def import_figures(folder: str, store: str) -> None:
    import_from("kolada-bulk", Path(folder), Store(Path(store)), at=datetime.now(UTC), progress=silent)


def assess_all(store: str, catalogue: str, processes: str) -> None:
    definitions = load_catalogue(Path(catalogue))
    run(Store(Path(store)), definitions, at=datetime.now(UTC), processes=int(processes), progress=silent)


def scale(store: str, catalogue: str, *sizes: str) -> None:
    """Print the milliseconds per series for each size: one process, warm, the best of some rounds.

    Series are taken in blocks of neighbours in an order shuffled once, over and over when there are too few.
    """
    dataset, definitions = Store(Path(store)).dataset(), load_catalogue(Path(catalogue))
    ids = dataset.series.ids
    blocks = [ids[start : start + BLOCK] for start in range(0, len(ids) - BLOCK + 1, BLOCK)]
    random.Random(1).shuffle(blocks)
    most = max(map(int, sizes))
    series = [name for number in range(-(-most // BLOCK)) for name in blocks[number % len(blocks)]]
    best: dict[int, float] = {}
    for round_ in range(ROUNDS + 1):  # the first warms up
        for size in map(int, sizes):
            started = time.perf_counter()
            for number, (_, findings) in enumerate(assess_series(dataset, definitions, series[:size])):
                rows_of(findings, number)
            spent = (time.perf_counter() - started) / size * 1000
            if round_:
                best[size] = min(spent, best.get(size, spent))
    sys.stdout.write(json.dumps(best))


TASKS = {"import": import_figures, "assess": assess_all, "scale": scale}

if __name__ == "__main__":
    TASKS[sys.argv[1]](*sys.argv[2:])
