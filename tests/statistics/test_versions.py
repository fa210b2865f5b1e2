"""Versions: the old one or the new one, never half of either."""

import json
import multiprocessing
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from riktmarke.statistics.versions import KEPT_VERSIONS, MANIFEST, VersionedFolder
from riktmarke.vocabulary.errors import DamagedFile, NoFigures, RiktmarkeError

START = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> VersionedFolder:
    return VersionedFolder(tmp_path / "versions")


def write(folder: VersionedFolder, text: str, *, day: int = 0) -> str:
    with folder.writing(at=START + timedelta(days=day), describe={"text": text}) as place:
        (place / "part").mkdir()
        (place / "part" / "figures.txt").write_text(text)
    return folder.current().name


def write_half(folder: VersionedFolder, error: BaseException) -> None:
    with folder.writing(at=START + timedelta(days=1), describe={}) as place:
        (place / "half").write_text("half")
        raise error


def read(folder: VersionedFolder) -> str:
    return (folder.current().path / "part" / "figures.txt").read_text()


def entries(folder: VersionedFolder) -> set[str]:
    return {path.name for path in folder.root.iterdir()} - {".lock"}


def test_before_anything_is_written_there_are_no_figures(folder: VersionedFolder) -> None:
    assert folder.current_name() is None
    assert folder.names() == []
    with pytest.raises(NoFigures) as raised:
        folder.current()
    assert "riktmarke import" in raised.value.remedy


def test_a_version_is_current_with_its_manifest_when_it_is_whole(folder: VersionedFolder) -> None:
    name = write(folder, "one")

    manifest = folder.current().manifest
    assert read(folder) == "one"
    assert (manifest["version"], manifest["text"], manifest["created"]) == (name, "one", START.isoformat())
    assert manifest["files"]["part/figures.txt"]["bytes"] == 3


def test_until_the_block_ends_readers_see_the_old_version(folder: VersionedFolder) -> None:
    write(folder, "old")
    with folder.writing(at=START + timedelta(days=1), describe={}) as place:
        (place / "part").mkdir()
        (place / "part" / "figures.txt").write_text("new")
        assert read(folder) == "old"
        assert len(folder.names()) == 1
    assert read(folder) == "new"


@pytest.mark.parametrize("error", [RuntimeError("in the middle"), KeyboardInterrupt(), SystemExit(3)])
def test_an_error_in_the_block_leaves_the_old_version_and_no_rubbish(
    folder: VersionedFolder, error: BaseException
) -> None:
    name = write(folder, "old")

    with pytest.raises(type(error)):
        write_half(folder, error)
    assert read(folder) == "old"
    assert entries(folder) == {name, "CURRENT"}


def test_what_a_killed_writer_left_is_removed_by_the_next(folder: VersionedFolder) -> None:
    write(folder, "old")
    (folder.root / ".writing-20250101T000000.000000Z" / "deep").mkdir(parents=True)
    (folder.root / ".CURRENT").write_text("20250101T000000.000000Z")
    assert read(folder) == "old"

    write(folder, "new", day=1)
    assert read(folder) == "new"
    assert not [name for name in entries(folder) if name.startswith(".")]


def hold(root: Path, started: Event, finish: Event) -> None:
    with VersionedFolder(root).writing(at=START + timedelta(days=5), describe={}) as place:
        (place / "figures.txt").write_text("theirs")
        started.set()
        finish.wait(300)


def test_a_second_writer_is_refused_and_told_to_wait(folder: VersionedFolder) -> None:
    write(folder, "old")
    context = multiprocessing.get_context("spawn")
    started, finish = context.Event(), context.Event()
    other = context.Process(target=hold, args=(folder.root, started, finish))
    other.start()
    try:
        assert started.wait(300)
        with pytest.raises(RiktmarkeError, match="Another process is writing") as raised:
            write(folder, "mine", day=6)
        assert "wait" in raised.value.remedy
        assert read(folder) == "old"
    finally:
        finish.set()
        other.join(300)
    assert other.exitcode == 0
    assert (folder.current().path / "figures.txt").read_text() == "theirs"


def spoil_manifest(version: Path) -> None:
    (version / MANIFEST).write_text('{"files": {"part/fig')


def spoil_meaning(version: Path) -> None:
    (version / MANIFEST).write_text(json.dumps({"files": ["part/figures.txt"]}))


def remove_manifest(version: Path) -> None:
    (version / MANIFEST).unlink()


def shorten(version: Path) -> None:
    (version / "part" / "figures.txt").write_text("tw")


def remove(version: Path) -> None:
    (version / "part" / "figures.txt").unlink()


@pytest.mark.parametrize("damage", [spoil_manifest, spoil_meaning, remove_manifest, shorten, remove])
def test_a_damaged_version_is_told_with_the_version_to_go_back_to(
    folder: VersionedFolder, damage: Callable[[Path], None]
) -> None:
    good = write(folder, "one")
    bad = write(folder, "two", day=1)
    damage(folder.root / bad)

    with pytest.raises(DamagedFile, match=bad) as raised:
        folder.current()
    assert f"riktmarke store use {good}" in raised.value.remedy
    assert folder.switch_to(good).name == good
    assert read(folder) == "one"


def test_a_changed_byte_of_the_same_size_is_found_when_switching(folder: VersionedFolder) -> None:
    first = write(folder, "one")
    write(folder, "two", day=1)
    (folder.root / first / "part" / "figures.txt").write_text("0ne")

    with pytest.raises(DamagedFile, match="checksum"):
        folder.switch_to(first)
    assert read(folder) == "two"


def test_switching_back_and_forth(folder: VersionedFolder) -> None:
    first, second = write(folder, "one"), write(folder, "two", day=1)

    folder.switch_to(first)
    assert read(folder) == "one"
    folder.switch_to(second)
    assert read(folder) == "two"
    with pytest.raises(DamagedFile):
        folder.switch_to("20990101T000000.000000Z")
    assert read(folder) == "two"


def test_only_the_latest_versions_are_kept(folder: VersionedFolder) -> None:
    names = [write(folder, str(day), day=day) for day in range(6)]

    assert folder.names() == names[-KEPT_VERSIONS:]
    assert entries(folder) == {*names[-KEPT_VERSIONS:], "CURRENT"}


def test_the_current_version_is_kept_even_when_the_clock_was_wrong(folder: VersionedFolder) -> None:
    for day in range(10, 10 + KEPT_VERSIONS):
        write(folder, "later", day=day)
    early = write(folder, "written with a clock that runs behind", day=0)

    assert folder.current().name == early
    assert read(folder) == "written with a clock that runs behind"


def test_two_versions_of_the_same_moment_are_two_versions(folder: VersionedFolder) -> None:
    first = write(folder, "one")
    second = write(folder, "two")

    assert first != second
    assert read(folder) == "two"
    folder.switch_to(first)
    assert read(folder) == "one"


def test_a_version_that_something_rests_on_is_kept_however_old(folder: VersionedFolder) -> None:
    first = write(folder, "one")
    for day in range(1, 6):
        with folder.writing(at=START + timedelta(days=day), describe={}, keep=[first]):
            pass

    assert first in folder.names()
    assert len(folder.names()) == KEPT_VERSIONS + 1
