"""How good the forecasts would have been: the whole back-test from the raw figures, as it stands in its page.

python -m tests.prove.forecasts --data ../shared/data            print the tables
python -m tests.prove.forecasts --data ../shared/data --write    and put them into docs/methods/forecasts.md
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from riktmarke.assessment.outlook.making import judge, make
from riktmarke.assessment.outlook.track_record import TrackRecord, as_rows, from_rows, track_record
from riktmarke.assessment.runs import composed
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.sources.ingest import import_from
from riktmarke.statistics.store import Store

ROOT = Path(__file__).resolve().parents[2]
BYTES_PER_UNIT = 1024  # of the largest memory, on Linux


@dataclass(frozen=True)
class Proof:
    """The record, how long it took from the raw figures and the most memory of the process, in seconds and gigabytes.

    `without`: the record without the one indicator whose forecasts a rule was mended for, in sight of its outcomes.
    """

    record: TrackRecord
    without: TrackRecord
    seconds: float
    gigabytes: float


LOOKED_AT = "N07803"  # metres of bicycle path for each inhabitant


def proved(data: Path) -> Proof:
    """Return the back-test of every curated indicator, made in a process of its own: about a minute on one core."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.prove.forecasts", "--data", str(data), "--rows"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    rows = json.loads(done.stdout)
    return Proof(from_rows(rows["record"]), from_rows(rows["without"]), rows["seconds"], rows["gigabytes"])


def proved_here(data: Path) -> Proof:
    """Return the back-test, made in this process."""
    started = time.perf_counter()
    at = datetime(2026, 1, 1, tzinfo=UTC)
    catalogue = load_catalogue(ROOT / "catalogue")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        import_from("kolada-bulk", data / "kolada", store, at=at, progress=_silent)
        made = make(composed(store.dataset(), catalogue), catalogue, progress=_silent)
        rows, said = judge(made, made.past_errors(), progress=_silent)
    record, without = track_record(rows, said), track_record([row for row in rows if row.indicator != LOOKED_AT], said)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_PER_UNIT / 1e9
    return Proof(record, without, time.perf_counter() - started, most)


def _silent(*_: object) -> None:
    """Show no progress."""


def main() -> None:
    """Make the back-test and print or write it."""
    # the page's tables are made from what stands here
    from tests.prove.forecasts_page import tables, write

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds kolada")
    parser.add_argument("--write", action="store_true", help="put the tables into the page")
    parser.add_argument("--rows", action="store_true", help="print what was found as JSON")
    asked = parser.parse_args()
    if asked.rows:
        proof = proved_here(asked.data)
        rows = {"record": as_rows(proof.record), "without": as_rows(proof.without)}
        sys.stdout.write(json.dumps(rows | {"seconds": proof.seconds, "gigabytes": proof.gigabytes}))
        return
    proof = proved(asked.data)
    if asked.write:
        write(proof)
    sys.stdout.write(f"{tables(proof)}\n\n{proof.seconds:.0f} s, {proof.gigabytes:.2f} GB\n")


if __name__ == "__main__":
    main()
