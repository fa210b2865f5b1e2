"""The import of the real figures killed at random moments: whole figures after each, and the next one goes through.

Takes several minutes; run by `make prove`.
"""

import hashlib
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from riktmarke.statistics.store import Dataset, Store
from tests.fixtures_figures import RECEIVED
from tests.statistics import importing
from tests.statistics.warmed import Warmed

MODULE = importing.__name__
KILLS = 50
SEED = 7_387_543


@pytest.fixture(scope="module")
def warmed() -> Iterator[Warmed]:
    with Warmed(MODULE, "riktmarke.sources.adapters.kolada_bulk") as process:
        yield process


def fingerprint(dataset: Dataset) -> str:
    """Return one checksum over every value of every series."""
    over = hashlib.sha256()
    for panel in dataset.panels(dataset.series.ids):
        over.update(panel.series.encode() + np.ascontiguousarray(panel.values).tobytes())
    return over.hexdigest()


def test_the_real_import_killed_at_fifty_moments_leaves_whole_figures(
    real_data: Path, warmed: Warmed, tmp_path: Path
) -> None:
    root, day = tmp_path / "store", 0

    def begin() -> int:
        at = (RECEIVED + timedelta(days=day)).isoformat()
        return warmed.start(f"{MODULE}:import_folder", real_data / "kolada", root, at)

    def lasting() -> float:
        started = time.perf_counter()
        begin()
        assert warmed.wait() == 0
        return time.perf_counter() - started

    lasting()  # keeps the snapshot, which the imports after it only check
    day += 1
    whole = lasting()
    expected = fingerprint(Store(root).dataset())
    dice = random.Random(SEED)
    said, killed, before_switch, after_switch = [f"seed {SEED}; an import lasts {whole:.1f} s; killed at"], 0, 0, 0
    while killed < KILLS:
        moment = dice.uniform(0, 1) if killed % 2 else dice.uniform(0.5, 1.1)
        before = Store(root).dataset().version.name
        day += 1
        child = begin()
        time.sleep(moment * whole)
        os.kill(child, signal.SIGKILL)
        code = warmed.wait()
        assert code in (-signal.SIGKILL, 0)
        store = Store(root)
        after = store.dataset().version.name
        assert after >= before
        # The checksums of the files are those that were written; all values are read whenever the version is new.
        store.dataset_versions.switch_to(after)
        if after != before:
            assert fingerprint(store.dataset()) == expected
        killed += code != 0
        before_switch += code != 0 and after == before
        after_switch += code != 0 and after > before
        said += [f"{moment:.3f}"] if code else []
        assert day < 5 * KILLS, f"imports are done before they can be killed: {said}"
    sys.stdout.write(f"{' '.join(said)}: {before_switch} before the switch, {after_switch} after it\n")

    day += 1
    begin()
    assert warmed.wait() == 0
    assert fingerprint(Store(root).dataset()) == expected
    assert [path for path in root.rglob(".*") if path.name != ".lock"] == []
