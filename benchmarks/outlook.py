"""Rows of the benchmarks on the years ahead: forecasts with their back-test, a plan, projections.

Alone, on a store of real figures with an outlook run and population tables: `outlook.py rows STORE`. Each task is a
program of its own: outlook.py with one of the names in TASKS.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from measuring import Measured, machine, measured, python

from riktmarke.assessment.outlook.runs import current_outlook, run_outlook, weigh_targets
from riktmarke.assessment.population.projections import projections_of
from riktmarke.assessment.population.scenario import Scenario
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.governance.codes import TargetKind
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.methods import project_cohorts
from riktmarke.sources.ingest import import_population
from riktmarke.statistics.store import Store

HERE = Path(__file__).parent
CATALOGUE = HERE.parent / "catalogue"
AREA = "2083"
TARGETS = 30
ROUNDS = 7
Row = tuple[str, str, str, str]


def silent(*_: object) -> None:
    """Show no progress."""


def population_tables(store: str, folder: str) -> None:
    """Bring in the population by age."""
    import_population("scb-population", Path(folder), Store(Path(store)), at=datetime.now(UTC), progress=silent)


def whole(store: str) -> None:
    """Forecast every indicator for every area, judge those that would have been made before, and store it."""
    run_outlook(Store(Path(store)), load_catalogue(CATALOGUE), plans={}, at=datetime.now(UTC), progress=silent)


def plan(store: str) -> None:
    """Read every forecast of a municipality, then weigh targets for everyone, women and men, with their history.

    As many indicators as the example plan has targets, spread over the catalogue, and all of them.
    """
    kept, catalogue = Store(Path(store)), load_catalogue(CATALOGUE)
    run = current_outlook(kept, catalogue)
    said = {"reading": _seconds(lambda: run.of(AREA))}
    for name, every in (("plan", max(1, len(catalogue) // TARGETS)), ("all", 1)):
        targets = tuple(
            TargetAsked(indicator, "_T", 2030, TargetKind.LEVEL, at_least=True, value=50.0)
            for indicator in sorted(catalogue)[::every][: TARGETS if name == "plan" else None]
        )
        started, busy = time.perf_counter(), time.process_time()
        found = weigh_targets(run, kept, catalogue, plans={AREA: targets}, at=datetime.now(UTC), progress=silent)
        spent = time.perf_counter() - started, time.process_time() - busy
        said[name] = [*spent, len(found.of(AREA).targets)]
    sys.stdout.write(json.dumps(said))


def projections(store: str) -> None:
    """Print the seconds of the model, of the first answer about a municipality, and of scenarios after it."""
    found = projections_of(Store(Path(store)))
    model = _seconds(lambda: found.model)
    first = _seconds(lambda: found.outlook(AREA))
    asked = [Scenario(inflow_per_year=700.0 + number, fertility_factor=1 + number / 100) for number in range(ROUNDS)]
    scenarios = [_seconds(lambda one=one: found.outlook(AREA, one)) for one in asked]
    takes = _seconds(lambda: found.what_it_takes(AREA, 17_500.0, 2038))
    said = {"model": model, "first": first, "scenarios": scenarios, "takes": takes, "step": _cohorts()}
    sys.stdout.write(json.dumps(said))


def _cohorts() -> float:
    """Return the seconds of 290 municipalities by sex and single age, projected 18 years."""
    rng = np.random.default_rng(1)
    start = rng.uniform(10, 200, (290, 2, 101))
    survival = np.full((18, 1, 2, 102), 0.99)
    fertility = np.where((np.arange(101) >= 20) & (np.arange(101) < 40), 0.09, 0.0)
    migration = np.full((290, 2, 101), 0.04), rng.uniform(0, 5, (290, 2, 101))
    return min(
        _seconds(
            lambda: project_cohorts(
                start, survival, fertility, migration, sex_ratio_at_birth=1.06, convention="swedish"
            )
        )
        for _ in range(3)
    )


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def outlook_rows(store: Path, population: Path | None = None) -> Iterator[Row]:
    """Yield the rows; `population`: a folder of population tables that the store lacks."""
    if population is not None:
        measured(python(HERE / "outlook.py", "population_tables", store, population))
    run = measured(python(HERE / "outlook.py", "whole", store))
    name = "Forecasts of 290 municipalities, every curated indicator, with the whole back-test, 1 process"
    yield name, f"{_said(run)}", "≤ 600 s", _met(run.wall_s, 600)
    yield f"{name}: peak memory", f"{run.peak_bytes / 1e9:.2f} GB", "≤ 2 GB", _met(run.peak_bytes / 1e9, 2)
    one = _printed("plan", store)
    yield "Every forecast of a municipality, read from the run", f"{1000 * one['reading']:.0f} ms", "", ""
    for key, name, most in (("plan", f"A plan of {TARGETS} targets", 5), ("all", "A target for every indicator", None)):
        wall, busy, count = one[key]
        said = f"{wall:.1f} s (processors {busy:.1f} s)"
        goal = ("", "") if most is None else (f"≤ {most} s", _met(wall, most))
        yield f"{name}, with women and men {count}: forecast, with what would have been said before", said, *goal
    told = _printed("projections", store)
    scenario, slowest = statistics.median(told["scenarios"]), max(told["scenarios"])
    yield "The model of the population of all municipalities, fitted", f"{told['model']:.1f} s", "", ""
    yield "The first projection of a municipality, 1 000 draws to 2040", f"{1000 * told['first']:.0f} ms", "", ""
    said = f"median {1000 * scenario:.0f}, most {1000 * slowest:.0f} ms"
    yield "A scenario answered, after the first", said, "≤ 300 ms", _met(1000 * slowest, 300)
    yield "What a goal takes", f"{1000 * told['takes']:.0f} ms", "", ""
    name = "project_cohorts, 290 municipalities by sex and single age, 18 years"
    yield name, f"{1000 * told['step']:.0f} ms", "", ""


def _printed(task: str, store: Path) -> dict[str, Any]:
    done = subprocess.run(python(HERE / "outlook.py", task, store), check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def _said(run: Measured) -> str:
    return f"{run.wall_s:.1f} s (processors {run.cpu_s:.1f} s; others used {run.others:.0%} of the machine)"


def _met(value: float, most: float) -> str:
    return "yes" if value <= most else "no"


def rows(store: str) -> None:
    """Print the rows of a store."""
    lines = ["| what | measured | goal | met |", "| --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(row)} |" for row in outlook_rows(Path(store))]
    print("\n".join([*machine(), "", *lines]))


TASKS = {"population_tables": population_tables, "whole": whole, "plan": plan, "projections": projections, "rows": rows}

if __name__ == "__main__":
    TASKS[sys.argv[1]](*sys.argv[2:])
