"""Live figures: how many values a second come all the way into the store, and whether memory stays flat.

The server is a program of its own on this machine that answers at once. The client keeps its manners: five requests
a second of up to 5000 rows each. Fetching is also measured alone: it must not need more memory for more values.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kolada_answers import VALUES_PER_SERIES
from measuring import Measured, machine, measured, python

HERE = Path(__file__).parent
SIZES = {"0.5 million": 21, "5 million": 214}  # series
SECONDS_TO_START = 30
FETCH_MAY_GROW_MB, STORE_MAY_TAKE_BYTES = 25, 120
Row = tuple[str, str, str, str]


def main() -> int:
    """Measure, print the table, and say by the exit code whether the goals are met."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    about = machine()
    with tempfile.TemporaryDirectory() as folder:
        rows = list(live_rows(Path(folder)))
    print("\n".join([*about, "", *(" | ".join(row) for row in rows)]))
    return 0 if all(row[3] != "no" for row in rows) else 1


def live_rows(folder: Path) -> Iterator[Row]:
    """Yield what a sync of each size costs, and how the two sizes differ."""
    fetches: dict[str, Measured] = {}
    syncs: dict[str, Measured] = {}
    for size, series in SIZES.items():
        sys.stderr.write(f"… fetching {size} values live\n")
        with answering(folder / f"address-{series}", series) as address:
            fetches[size] = measured(python(HERE / "tasks.py", "fetch", address, folder / f"fetched-{series}"))
            syncs[size] = measured(python(HERE / "tasks.py", "sync", address, folder / f"synced-{series}"))
        values, run = series * VALUES_PER_SERIES, syncs[size]
        per_second = values / run.wall_s
        met = "yes" if per_second >= 10_000 else "no"
        said = f"{per_second:,.0f} values/s ({run.wall_s:.1f} s; processors {run.cpu_s:.1f} s)".replace(",", " ")
        yield f"Live: {size} values fetched, read and stored, 5 requests/s", said, "≥ 10 000 values/s", met
    few, many = SIZES
    more = (SIZES[many] - SIZES[few]) * VALUES_PER_SERIES
    grown = fetches[many].peak_bytes - fetches[few].peak_bytes
    flat = "yes" if grown <= FETCH_MAY_GROW_MB * 1e6 else "no"
    said = f"{_mb(fetches[few])} and {_mb(fetches[many])} MB ({grown / 1e6:+.0f} MB)"
    yield f"Live: peak memory of fetching {few} and {many} values", said, f"≤ {FETCH_MAY_GROW_MB} MB more", flat
    each = (syncs[many].peak_bytes - syncs[few].peak_bytes) / more
    said = f"{_mb(syncs[few])} and {_mb(syncs[many])} MB ({each:.0f} bytes for each value more)"
    small = "yes" if each <= STORE_MAY_TAKE_BYTES else "no"
    goal = f"≤ {STORE_MAY_TAKE_BYTES} bytes a value"
    yield f"Live: peak memory of fetching, reading and storing {few} and {many} values", said, goal, small


@contextmanager
def answering(file: Path, series: int) -> Iterator[str]:
    """Return the address of a Kolada with this many series, while the block runs."""
    server = subprocess.Popen(python(HERE / "kolada_answers.py", file, series))
    try:
        until = time.monotonic() + SECONDS_TO_START
        while not file.exists():
            if time.monotonic() > until or server.poll() is not None:
                raise RuntimeError("the local Kolada did not start")
            time.sleep(0.05)
        yield file.read_text(encoding="utf-8")
    finally:
        server.terminate()
        server.wait()


def _mb(run: Measured) -> str:
    return f"{run.peak_bytes / 1e6:.0f}"


if __name__ == "__main__":
    sys.exit(main())
