"""A process that ends at any one step of writing a version leaves the old one or the new one, whole."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from riktmarke.statistics.versions import KEPT_VERSIONS, VersionedFolder
from tests.statistics import crash_points
from tests.statistics.crash_points import DONE, EXIT_CODE, STEPS
from tests.statistics.warmed import Warmed

START = datetime(2026, 1, 1, tzinfo=UTC)
MODULE = crash_points.__name__


@pytest.fixture(scope="module")
def warmed() -> Iterator[Warmed]:
    with Warmed(MODULE) as process:
        yield process


@pytest.fixture
def folder(tmp_path: Path) -> VersionedFolder:
    """As many versions as are kept, and what a killed writer left before."""
    made = VersionedFolder(tmp_path / "versions")
    for day in range(KEPT_VERSIONS):
        write(made, f"old {day}", day)
    (made.root / ".writing-20250101T000000.000000Z").mkdir()
    return made


def write(folder: VersionedFolder, text: str, day: int) -> None:
    with folder.writing(at=START + timedelta(days=day), describe={}) as place:
        (place / "part").mkdir()
        (place / "part" / "figures.txt").write_text(text)


def read(folder: VersionedFolder) -> str:
    return (folder.current().path / "part" / "figures.txt").read_text()


@pytest.mark.parametrize("step", STEPS)
def test_a_process_that_ends(folder: VersionedFolder, warmed: Warmed, step: str) -> None:
    function = "write_and_die_at_the_start" if step.startswith("before anything") else "write_and_die"
    args = (folder.root,) if step.startswith("before anything") else (folder.root, step)

    assert warmed.call(f"{MODULE}:{function}", *args) == EXIT_CODE
    assert read(folder) == ("new" if step in DONE else f"old {KEPT_VERSIONS - 1}")
    write(folder, "next", 30)
    assert read(folder) == "next"
    assert not [path.name for path in folder.root.iterdir() if path.name.startswith(".") and path.name != ".lock"]
    for name in folder.names()[-2:]:
        assert folder.switch_to(name).name == name
