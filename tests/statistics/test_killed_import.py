"""An import killed at fifty moments: the old figures or the new ones, whole, and the next import goes through."""

import os
import random
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from riktmarke.statistics.store import Store
from tests.fixtures_figures import RECEIVED
from tests.statistics import importing
from tests.statistics.warmed import Warmed

MODULE = importing.__name__
KILLS = 50
SEED = 2083


@pytest.fixture(scope="module")
def warmed() -> Iterator[Warmed]:
    with Warmed(MODULE, "riktmarke.sources.adapters.kolada_bulk") as process:
        yield process


def assert_whole(store: Store, expected: dict[str, np.ndarray]) -> str:
    """Check every file's checksum and every value of every panel, and return the version's name."""
    dataset = store.dataset()
    store.dataset_versions.switch_to(dataset.version.name)
    assert dataset.series.ids == tuple(expected)
    for panel in dataset.panels(expected):
        assert np.array_equal(panel.values, expected[panel.series], equal_nan=True)
    return dataset.version.name


def test_an_import_killed_at_fifty_moments_leaves_whole_figures(
    own_store: Store, bulk_folder: Callable[..., Path], warmed: Warmed
) -> None:
    folder, day = bulk_folder(), 10
    # That these are the invented values is proved in test_store.
    expected = {panel.series: panel.values for panel in own_store.dataset().panels(own_store.dataset().series.ids)}

    def begin(day: int) -> int:
        # Every second import has a snapshot to write as well.
        menu = folder / "kolada_menu_groups_2024-08.csv"
        menu.write_text(f"tag,name,parent\nkolada,Allt,\ng2kpi1,Andelar {day // 2},kolada\n", encoding="utf-8")
        return warmed.start(
            f"{MODULE}:import_folder", folder, own_store.root, (RECEIVED + timedelta(days=day)).isoformat()
        )

    def lasting(day: int) -> float:
        started = time.perf_counter()
        begin(day)
        assert warmed.wait() == 0
        return time.perf_counter() - started

    whole = statistics.median(lasting(day) for day in range(1, 6))
    dice = random.Random(SEED)
    said = [f"seed {SEED}; an import lasts {whole * 1000:.0f} ms; killed at"]
    killed, before_switch, after_switch = 0, 0, 0
    while killed < KILLS:
        # Half of them anywhere in the import, half in its later part, where files get their names and the switch is.
        moment = dice.uniform(0, 1) if killed % 2 else dice.uniform(0.5, 1.1)
        before = Store(own_store.root).dataset().version.name
        day += 1
        child = begin(day)
        time.sleep(moment * whole)
        os.kill(child, signal.SIGKILL)
        code = warmed.wait()
        assert code in (-signal.SIGKILL, 0)
        if not code and moment < 1:
            whole *= 0.9  # the machine has become quicker than it was when the import was timed
        after = assert_whole(Store(own_store.root), expected)
        assert after >= before
        if code:
            said.append(f"{moment:.3f}")
            killed += 1
            before_switch += after == before
            after_switch += after > before
        assert day < 10 + 5 * KILLS, f"imports are done before they can be killed: {said}"
    sys.stdout.write(f"{' '.join(said)}: {before_switch} before the switch, {after_switch} after it\n")
    assert before_switch >= KILLS // 2

    begin(1000)
    assert warmed.wait() == 0
    assert assert_whole(Store(own_store.root), expected).startswith(
        (RECEIVED + timedelta(days=1000)).strftime("%Y%m%d")
    )
    assert [path for path in own_store.root.rglob(".*") if path.name != ".lock"] == []
