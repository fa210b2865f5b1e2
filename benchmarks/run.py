"""Speed and memory as ratios: what `make bench` runs. `--write` puts the table into docs/benchmarks.md.

Needs the real figures (RIKTMARKE_DATA). Every measure is taken in a fresh process; the engine and the Polars script
take turns, so that both meet the same neighbours on the machine, and the findings of both are compared.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from agreement import differences, read_findings
from example_country import example_rows
from live import live_rows
from measuring import Measured, machine, measured, python
from methods import methods_rows
from outlook import outlook_rows
from pages import measure_pages, summary

from riktmarke.assessment.runs import current_run
from riktmarke.statistics.store import Store

HERE = Path(__file__).parent
REPOSITORY = HERE.parent
CATALOGUE = REPOSITORY / "catalogue"
SIZES = (200, 500, 1000, 2000)
Row = tuple[str, str, str, str]


def main() -> int:
    """Measure, print the table, and say by the exit code whether every goal is met."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    arguments.add_argument("--rounds", type=int, default=3, help="how often each program takes its turn")
    arguments.add_argument("--without-pages", action="store_true", help="leave out the pages")
    chosen = arguments.parse_args()
    data = Path(os.environ.get("RIKTMARKE_DATA", "")) / "kolada"
    if not os.environ.get("RIKTMARKE_DATA") or not data.is_dir():
        sys.stderr.write("The benchmarks need the real figures: set RIKTMARKE_DATA to the folder above kolada.\n")
        return 1
    about = machine()
    with tempfile.TemporaryDirectory() as folder:
        rows = list(_rows(data, Path(folder), chosen.rounds, with_pages=not chosen.without_pages))
    text = _text(about, rows)
    print(text)
    if chosen.write:
        (REPOSITORY / "docs" / "benchmarks.md").write_text(_page(about, rows), encoding="utf-8")
    return 0 if all(row[3] != "no" for row in rows) else 1


def _rows(data: Path, folder: Path, rounds: int, *, with_pages: bool) -> Iterator[Row]:
    store = folder / "store"
    _progress("importing")
    imports = [measured(python(HERE / "tasks.py", "import", data, folder / f"import-{n}")) for n in range(rounds)]
    (folder / "import-0").rename(store)
    yield from _time_and_memory("Import of 7.39 million values", imports, seconds=20, gigabytes=1.5)
    ours, theirs = [], []
    dataset = Store(store).dataset().version.path
    for number in range(rounds):
        _progress(f"assessing the country, round {number + 1} of {rounds}")
        ours.append(measured(python(HERE / "tasks.py", "assess", store, CATALOGUE, 2)))
        (folder / "polars").mkdir(exist_ok=True)
        theirs.append(measured(python(HERE / "polars_baseline.py", dataset, CATALOGUE, folder / "polars")))
    name = "Assessing 1 996 series × 312 areas × 3 groups, reading and storing, 2 processes"
    yield from _time_and_memory(name, ours, seconds=15, gigabytes=1.5)
    yield from _time_and_memory("The same measures by the Polars script, 2 threads", theirs)
    yield from _ratio(ours, theirs)
    yield _agreement(store, folder / "polars")
    _progress("assessing a plan")
    plans = [measured(python(HERE / "tasks.py", "assess_plan", store, CATALOGUE)) for _ in range(rounds)]
    yield from _time_and_memory("Assessing Hedemora's plan, from starting the program", plans, seconds=2, gigabytes=1.5)
    _progress("challenges of every municipality")
    found = [measured(python(HERE / "tasks.py", "challenges", store, CATALOGUE)) for _ in range(rounds)]
    name = "Challenges of 290 municipalities over every curated indicator, found, listed and stored, 1 process"
    yield from _time_and_memory(name, found, seconds=60, gigabytes=2)
    _progress("the years ahead")
    yield from outlook_rows(store, data.parent / "population")
    _progress("cost per series")
    yield _scale(store)
    yield from example_rows(folder)
    yield from live_rows(folder)
    _progress("methods")
    yield from methods_rows()
    if with_pages:
        _progress("pages")
        yield from _pages(store, folder)


def _time_and_memory(
    name: str, runs: Sequence[Measured], *, seconds: float | None = None, gigabytes: float | None = None
) -> Iterator[Row]:
    wall, cpu = [run.wall_s for run in runs], statistics.median(run.cpu_s for run in runs)
    others = statistics.median(run.others for run in runs)
    peak = max(run.peak_bytes for run in runs) / 1e9
    middle = statistics.median(wall)
    spread = f"{min(wall):.1f}–{max(wall):.1f}; processors {cpu:.1f} s; others used {others:.0%} of the machine"
    yield name, f"{middle:.1f} s ({spread})", *_goal(middle, seconds, "s")
    yield f"{name}: peak memory", f"{peak:.2f} GB", *_goal(peak, gigabytes, "GB")


def _goal(value: float, most: float | None, unit: str) -> tuple[str, str]:
    if most is None:
        return "", ""
    return f"≤ {most:g} {unit}", "yes" if value <= most else "no"


def _ratio(ours: Sequence[Measured], theirs: Sequence[Measured]) -> Iterator[Row]:
    pairs = [their.wall_s / our.wall_s for our, their in zip(ours, theirs, strict=True)]
    cpu = statistics.median(their.cpu_s / our.cpu_s for our, their in zip(ours, theirs, strict=True))
    ratio = statistics.median(pairs)
    each = ", ".join(f"{pair:.2f}" for pair in pairs)
    met = "yes" if ratio >= 1.5 else "no"
    yield "How many times faster than the Polars script", f"{ratio:.2f} (each round: {each})", "≥ 1.5", met
    yield "The same, in the processors' time", f"{cpu:.2f}", "", ""


def _agreement(store: Path, polars: Path) -> Row:
    version = current_run(Store(store)).version.path
    apart = {}
    cells = 0
    for name in ("findings", "gaps"):
        ours = read_findings(version, name)
        apart |= differences(ours, read_findings(polars, name))
        cells += ours.height * ours.width
    said = f"all {cells:,} cells the same within 1e-9".replace(",", " ") if not apart else f"they differ: {apart}"
    return "Engine and Polars script", said, "the same", "no" if apart else "yes"


def _scale(store: Path) -> Row:
    command = python(HERE / "tasks.py", "scale", store, CATALOGUE, *SIZES)
    cost = {int(n): ms for n, ms in json.loads(subprocess.check_output(command)).items()}
    each = ", ".join(f"{size}: {ms:.2f}" for size, ms in cost.items())
    change = cost[SIZES[-1]] / cost[SIZES[0]]
    constant = "yes" if max(cost.values()) / min(cost.values()) <= 1.25 else "no"
    return "Milliseconds per series in one process", f"{each} (2 000 against 200: × {change:.2f})", "constant", constant


def _pages(store: Path, folder: Path) -> Iterator[Row]:
    pages = measure_pages(store, folder)
    yield (
        "From starting the server to the first page",
        f"{pages.first_page_s:.1f} s",
        *_goal(pages.first_page_s, 10, "s"),
    )
    for name, kinds, middle, goal in (
        ("Page made", pages.made, 100, "median ≤ 100 ms"),
        ("Page held in memory", pages.held, 30, "median ≤ 30 ms"),
    ):
        for kind, spent in kinds.items():
            median, p95, most = summary(spent)
            said = f"median {median:.0f}, 95 % {p95:.0f}, most {most:.0f} ms ({len(spent)} requests)"
            yield f"{name}: {kind}", said, goal, "yes" if median <= middle else "no"
    rush = pages.rush
    said = (
        f"{rush['per_second']:.0f} a second, {rush['lost']} lost, answers {rush['answered']}; median "
        f"{rush['median_ms']:.0f} ms, 99 % {rush['p99_ms']:.0f} ms, {rush['kilobytes']:.1f} kB each"
    )
    kept = rush["lost"] == 0 and set(rush["answered"]) == {"200"} and rush["per_second"] >= 195
    yield "Pages at 200 requests a second for 15 s, sent from the same machine", said, "200, none lost", _word(kept)
    yield from _export(store, folder)


def _word(met: bool) -> str:  # noqa: FBT001
    return "yes" if met else "no"


def _export(store: Path, folder: Path) -> Iterator[Row]:
    """The site as files: with charts that nobody has drawn before, and once more."""
    _progress("the site as files")
    environment = {
        **os.environ,
        "RIKTMARKE_STORE": str(store),
        "RIKTMARKE_DATABASE": str(folder / "site.sqlite3"),
        "RIKTMARKE_DATA": "",
    }
    command = python(HERE / "site_as_files.py", folder / "charts", folder / "files")
    for name, goal in (("no chart drawn before", 60.0), ("charts drawn ahead", 60.0)):
        took = measured(command, env=environment)
        yield from _time_and_memory(f"The site as files, Swedish and English, {name}", [took], seconds=goal)


def _text(about: Sequence[str], rows: Sequence[Row]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([*about, "", *lines])


def _page(about: Sequence[str], rows: Sequence[Row]) -> str:
    table = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(
        [
            "# Benchmarks",
            "",
            "Written by `make bench ARGS=--write`; nothing here is entered by hand. Each program runs in a fresh",
            "process; times are medians of rounds in which the engine and the Polars script take turns, with the",
            "smallest and the largest. Memory is the largest sum over the process and its children, sampled. Where",
            "other programs used the machine meanwhile, the wall times are theirs too: the ratio and the processors'",
            "time say more then. The Polars script is `benchmarks/polars_baseline.py`.",
            "",
            f"Measured {datetime.now(UTC):%Y-%m-%d}.",
            "",
            *(f"- {line}" for line in about),
            "",
            "| what | measured | goal | met |",
            "| --- | --- | --- | --- |",
            *table,
            "",
        ]
    )


def _progress(what: str) -> None:
    sys.stderr.write(f"… {what}\n")


if __name__ == "__main__":
    sys.exit(main())
