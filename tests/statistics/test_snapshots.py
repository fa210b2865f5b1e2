"""Snapshots: what was received, byte for byte, once."""

import gzip
import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from riktmarke.statistics.snapshots import SnapshotRegister
from riktmarke.vocabulary.errors import DamagedFile

AT = datetime(2026, 1, 2, tzinfo=UTC)
TEXT = "kommun;värde\nHedemora;31,58\n" * 100


@pytest.fixture
def register(tmp_path: Path) -> SnapshotRegister:
    return SnapshotRegister(tmp_path / "snapshots")


def names(register: SnapshotRegister) -> list[str]:
    return [path.name for path in register.root.iterdir() if path.name != ".lock"]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Text, text that came compressed, and something that is no text."""
    contents = {"a.csv": TEXT.encode(), "b.csv.gz": gzip.compress(TEXT.encode()), "c.parquet": bytes(range(256)) * 9}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in contents]


def test_text_is_kept_compressed_and_comes_back_byte_for_byte(register: SnapshotRegister, files: list[Path]) -> None:
    snapshot = register.take(files, at=AT, describe={})

    kept = snapshot.path / "a.csv.gz"
    assert kept.stat().st_size < files[0].stat().st_size / 5
    assert gzip.decompress(kept.read_bytes()) == files[0].read_bytes()
    assert kept.read_bytes()[4:8] == bytes(4)  # gzip's own date: left out, so that the same text gives the same bytes
    assert snapshot.text("a.csv") == snapshot.text("b.csv.gz") == TEXT
    assert snapshot.file("c.parquet").read_bytes() == files[2].read_bytes()
    assert (snapshot.path / "b.csv.gz").read_bytes() == files[1].read_bytes()


def test_the_manifest_says_what_came_when_and_under_which_licence(
    register: SnapshotRegister, files: list[Path]
) -> None:
    manifest = register.take(files, at=AT, describe={"publisher": "Kolada", "licence": "fri"}).manifest

    assert (manifest["received"], manifest["publisher"], manifest["licence"]) == (AT.isoformat(), "Kolada", "fri")
    for file in files:
        entry = manifest["files"][file.name]
        assert entry["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
        assert entry["bytes"] == file.stat().st_size


def test_the_same_delivery_again_is_the_same_snapshot_with_its_first_date(
    register: SnapshotRegister, files: list[Path]
) -> None:
    first = register.take(files, at=AT, describe={})
    again = register.take(list(reversed(files)), at=datetime(2027, 5, 5, tzinfo=UTC), describe={})

    assert again.id == first.id
    assert again.manifest["received"] == AT.isoformat()
    assert names(register) == [first.id]


def test_one_changed_byte_is_another_snapshot(register: SnapshotRegister, files: list[Path]) -> None:
    first = register.take(files, at=AT, describe={})
    files[0].write_text(TEXT.replace("31,58", "31,59", 1))

    second = register.take(files, at=AT, describe={})
    assert second.id != first.id
    assert register.get(first.id).text("a.csv") == TEXT


def test_what_a_killed_take_left_is_no_snapshot_and_is_replaced(register: SnapshotRegister, files: list[Path]) -> None:
    snapshot = register.take(files, at=AT, describe={})
    (snapshot.path / "manifest.json").unlink()
    (register.root / f".writing-{snapshot.id}").mkdir()
    (register.root / ".writing-a-delivery-that-never-came-back").mkdir()

    again = register.take(files, at=AT, describe={})
    assert again.id == snapshot.id
    assert again.text("a.csv") == TEXT
    assert names(register) == [snapshot.id]


def test_an_error_while_keeping_leaves_nothing(
    register: SnapshotRegister, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError("no")

    monkeypatch.setattr("shutil.copyfile", fail)
    with pytest.raises(PermissionError):
        register.take(files, at=AT, describe={})
    assert names(register) == []


NO_TEXT = {
    "no gzip": b"not gzip at all",
    "cut off": gzip.compress(TEXT.encode(), mtime=0)[:40],
    "another encoding": gzip.compress("å".encode("latin-1"), mtime=0),
}


@pytest.mark.parametrize("content", NO_TEXT.values(), ids=NO_TEXT)
def test_text_that_is_none_is_told_with_its_name(register: SnapshotRegister, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.csv.gz").write_bytes(content)
    snapshot = register.take([tmp_path / "b.csv.gz"], at=AT, describe={})

    with pytest.raises(DamagedFile, match=r"b\.csv\.gz cannot be read as text") as raised:
        snapshot.text("b.csv.gz")
    assert "fetch the file again" in raised.value.remedy


def test_a_byte_order_mark_is_no_part_of_the_text(register: SnapshotRegister, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TEXT, encoding="utf-8-sig")

    assert register.take([tmp_path / "a.csv"], at=AT, describe={}).text("a.csv") == TEXT


@pytest.mark.parametrize("kept", ["a.csv.gz", "b.csv.gz", "c.parquet", "manifest.json"])
def test_a_snapshot_damaged_since_is_taken_anew(register: SnapshotRegister, files: list[Path], kept: str) -> None:
    snapshot = register.take(files, at=AT, describe={})
    whole = (snapshot.path / kept).read_bytes()
    (snapshot.path / kept).write_bytes(whole[: len(whole) // 2])

    again = register.take(files, at=AT, describe={})

    assert again.id == snapshot.id
    assert (again.path / kept).read_bytes() == whole
