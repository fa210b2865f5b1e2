"""What is measured, each a program of its own: tasks.py with one of the names in TASKS, and its arguments."""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from riktmarke.assessment.challenges.runs import run_challenges
from riktmarke.assessment.findings_file import rows_of
from riktmarke.assessment.runs import assess_series, composed, run
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.operations.sync import fetch, sync
from riktmarke.sources.example_country.generating import write_recipe
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.sources.ingest import import_from
from riktmarke.sources.live import Order
from riktmarke.statistics.store import Store

BLOCK = 50  # neighbouring series are assessed together, as in a run
ROUNDS = 5
GOLDEN_RATIO = (5**0.5 - 1) / 2


def silent(*_: object) -> None:
    """Show no progress."""


def import_figures(folder: str, store: str) -> None:
    import_from("kolada-bulk", Path(folder), Store(Path(store)), at=datetime.now(UTC), progress=silent)


def assess_all(store: str, catalogue: str, processes: str) -> None:
    definitions = load_catalogue(Path(catalogue))
    run(Store(Path(store)), definitions, at=datetime.now(UTC), processes=int(processes), progress=silent)


def scale(store: str, catalogue: str, *sizes: str) -> None:
    """Print the milliseconds per series for each size, in one process, warm.

    Blocks of neighbours are taken in an order that is evenly spread from its first few on, again and again when
    there are too few. Each block counts with its best time of some rounds: what disturbs on a shared machine would
    otherwise hit the long runs more surely than the short ones.
    """
    dataset, definitions = Store(Path(store)).dataset(), load_catalogue(Path(catalogue))
    ids = dataset.series.ids
    blocks = [ids[start : start + BLOCK] for start in range(0, len(ids) - BLOCK + 1, BLOCK)]
    spread = sorted(range(len(blocks)), key=lambda number: number * GOLDEN_RATIO % 1)
    best: dict[tuple[int, int], float] = {}
    for round_ in range(ROUNDS + 1):  # the first warms up
        for size in map(int, sizes):
            series = [name for number in range(size // BLOCK) for name in blocks[spread[number % len(blocks)]]]
            started = time.perf_counter()
            for number, (_, findings) in enumerate(assess_series(dataset, definitions, series), start=1):
                rows_of(findings, number)
                if number % BLOCK == 0:
                    spent, started = time.perf_counter() - started, time.perf_counter()
                    if round_:
                        best[size, number] = min(spent, best.get((size, number), spent))
    per_series = {int(n): sum(ms for (size, _), ms in best.items() if size == int(n)) * 1000 / int(n) for n in sizes}
    sys.stdout.write(json.dumps(per_series))


def assess_plan(store: str, catalogue: str) -> None:
    """Assess every indicator of a plan that has all of the catalogue, as `riktmarke assess` does, and say how many."""
    definitions = load_catalogue(Path(catalogue))
    dataset = composed(Store(Path(store)).dataset(), definitions)
    names = [name for name in definitions if name in dataset.series]
    found = list(assess_series(dataset, definitions, names))
    sys.stdout.write(json.dumps(len(found)))


def challenges(store: str, catalogue: str) -> None:
    """Find and list the challenges of every municipality over every curated indicator, and store both."""
    definitions = load_catalogue(Path(catalogue))
    run_challenges(Store(Path(store)), definitions, plans={}, at=datetime.now(UTC), progress=silent)


def example(folder: str, catalogue: str, recipe: str) -> None:
    """Make an example country and store it; write down how many values it has."""
    root = Path(folder)
    root.mkdir(parents=True)
    file = write_recipe(root / "recipe.json", Recipe(**json.loads(recipe)), load_catalogue(Path(catalogue)))
    dataset = import_from("example-country", file, Store(root / "store"), at=datetime.now(UTC), progress=silent)
    (root / "values.json").write_text(json.dumps(dataset.version.manifest["values"]), encoding="utf-8")


def fetch_live(address: str, store: str) -> None:
    """Fetch every series for every area, and no more."""
    fetch(Store(Path(store)), Order(address, None), at=datetime.now(UTC), progress=silent)


def sync_live(address: str, store: str) -> None:
    """Fetch every series for every area, read it in and store it."""
    sync(Store(Path(store)), Order(address, None), at=datetime.now(UTC), progress=silent)


TASKS = {
    "import": import_figures,
    "assess": assess_all,
    "assess_plan": assess_plan,
    "challenges": challenges,
    "scale": scale,
    "example": example,
    "fetch": fetch_live,
    "sync": sync_live,
}

if __name__ == "__main__":
    TASKS[sys.argv[1]](*sys.argv[2:])
