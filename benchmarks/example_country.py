"""The example country, made and stored: its time and memory. `--write` puts the table into docs/example-country.md.

Needs no figures. One million values take seconds; `--fifty-million` also makes fifty, which takes two minutes and a
folder of 0.6 GB.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from measuring import machine, measured, python

HERE = Path(__file__).parent
REPOSITORY = HERE.parent
PAGE = REPOSITORY / "docs" / "example-country.md"
BEGINS, ENDS = "<!-- measured: begins -->", "<!-- measured: ends -->"
PLAN = {"plain_series": 120}
FIFTY_MILLION = {"municipalities": 290, "counties": 21, "plain_series": 2300}
Row = tuple[str, str, str, str]


def main() -> int:
    """Measure, print the table, and say by the exit code whether the goal is met."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--fifty-million", action="store_true", help="make fifty million values too")
    arguments.add_argument("--write", action="store_true", help="write docs/example-country.md")
    chosen = arguments.parse_args()
    about = machine()
    with tempfile.TemporaryDirectory() as folder:
        rows = list(example_rows(Path(folder), fifty_million=chosen.fifty_million))
    table = "\n".join(["| what | measured | goal | met |", "| --- | --- | --- | --- |", *map(_line, rows)])
    print("\n".join([*about, "", table]))
    if chosen.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGINS)
        _, _, after = rest.partition(ENDS)
        when = f"Measured {datetime.now(UTC):%Y-%m-%d} by `benchmarks/example_country.py --fifty-million --write`:"
        lines = [BEGINS, when, "", *(f"- {line}" for line in about), "", table, "", ENDS]
        PAGE.write_text(before + "\n".join(lines) + after, encoding="utf-8")
    return 0 if all(row[3] != "no" for row in rows) else 1


def example_rows(folder: Path, *, fifty_million: bool = False) -> Iterator[Row]:
    """Yield a row for each size: making the figures and their truths, and writing both into a store."""
    sizes = {"a million": (PLAN, 10.0), **({"fifty million": (FIFTY_MILLION, None)} if fifty_million else {})}
    for name, (recipe, seconds) in sizes.items():
        sys.stderr.write(f"… making {name} values\n")
        store = folder / name.replace(" ", "-")
        run = measured(python(HERE / "tasks.py", "example", store, REPOSITORY / "catalogue", json.dumps(recipe)))
        values = json.loads((store / "values.json").read_text(encoding="utf-8"))
        what = f"The example country, {f'{values:,}'.replace(',', ' ')} values, made and stored"
        said = f"{run.wall_s:.1f} s (processors {run.cpu_s:.1f} s; others used {run.others:.0%} of the machine)"
        met = "" if seconds is None else "yes" if run.wall_s <= seconds else "no"
        yield what, said, "" if seconds is None else f"≤ {seconds:g} s", met
        yield f"{what}: peak memory", f"{run.peak_bytes / 1e9:.2f} GB", "", ""


def _line(row: Row) -> str:
    return f"| {' | '.join(row)} |"


if __name__ == "__main__":
    sys.exit(main())
