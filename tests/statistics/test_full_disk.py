"""A disk without room: said as that, with nothing lost and nothing half-written left behind."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from riktmarke.assessment.runs import current_run, run
from riktmarke.sources.ingest import import_from
from riktmarke.statistics.full_disk import full_disk_explained
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import DiskFull
from tests import invented_figures
from tests.fixtures_figures import RECEIVED, silent
from tests.statistics import importing
from tests.statistics.warmed import Warmed

LATER = RECEIVED + timedelta(days=1)
MODULE = importing.__name__


@pytest.fixture(scope="module")
def warmed() -> Iterator[Warmed]:
    # The adapter too: it is found by its entry point, and reading that should not count as part of the import.
    with Warmed(MODULE, "riktmarke.sources.adapters.kolada_bulk") as process:
        yield process


def contents(store: Store) -> dict[str, bytes]:
    return {
        str(path.relative_to(store.root)): path.read_bytes()
        for path in store.root.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def changed_folder(make: Callable[..., Path]) -> Path:
    """Another delivery than the one in the store, so that its snapshot has to be written too."""
    folder = make("another")
    file = folder / "kolada_menu_groups_2024-08.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("Andelar", "Nya andelar"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("most_bytes", [0, 1, 300, 1_500, 5_000, 12_000, 20_000])
def test_the_operating_system_refuses_and_everything_is_as_before(
    own_store: Store, bulk_folder: Callable[..., Path], warmed: Warmed, most_bytes: int
) -> None:
    folder = changed_folder(bulk_folder)
    before, name = contents(own_store), own_store.dataset().version.name

    code = warmed.call(f"{MODULE}:import_where_files_may_hold", folder, own_store.root, LATER.isoformat(), most_bytes)
    assert code == importing.REFUSED
    # A snapshot that was wholly kept may stay; nothing else has come or gone.
    after = contents(own_store)
    assert {path: content for path, content in after.items() if not path.startswith("snapshots/")} == {
        path: content for path, content in before.items() if not path.startswith("snapshots/")
    }
    assert not [path for path in after if ".writing" in path]
    assert Store(own_store.root).dataset().version.name == name
    assert warmed.call(f"{MODULE}:import_folder", folder, own_store.root, LATER.isoformat()) == 0
    assert Store(own_store.root).dataset().version.name != name


def test_the_limits_reach_from_the_first_file_to_the_last(own_store: Store) -> None:
    """Should the files outgrow the limits above, some of them would prove nothing."""
    files = [*own_store.dataset().version.path.iterdir(), *own_store.snapshots.root.rglob("*.parquet")]
    sizes = {file.name: file.stat().st_size for file in files}

    assert max(sizes.values()) > 20_000, sizes
    assert min(sizes.values()) < 5_000, sizes


class FullAt:
    """Stands before every call that writes, and refuses the one with the given number."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, refused: int | None) -> None:
        self.calls: list[str] = []
        self.refused = refused
        for owner, name in (
            (Path, "write_text"),
            (Path, "write_bytes"),
            (Path, "mkdir"),
            (Path, "rename"),
            (shutil, "copyfile"),
            (os, "replace"),
            (os, "fsync"),
            (pq, "write_table"),
            (pq.ParquetWriter, "write_table"),
            (pq.ParquetWriter, "close"),
        ):
            monkeypatch.setattr(owner, name, self._before(name, getattr(owner, name)))

    def _before(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **named: Any) -> Any:
            self.calls.append(name)
            if len(self.calls) - 1 == self.refused:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return function(*args, **named)

        return wrapped


def refused_in_turn(attempt: Callable[[], object], check: Callable[[str], None]) -> set[str]:
    """Attempt with each writing call refused in turn until one attempt gets through; return which were refused."""
    refused = set()
    for number in range(200):
        with pytest.MonkeyPatch.context() as patch:
            disk = FullAt(patch, refused=number)
            try:
                attempt()
            except DiskFull as error:
                told = f"{error.what} {error.remedy}"
            else:
                # Only the very last call, which makes the switch outlast a power failure, may be refused in silence.
                assert number >= len(disk.calls) - 1, "a refusal went unnoticed"
                return refused
        refused.add(disk.calls[number])
        check(f"call {number}, {disk.calls[number]}, told: {told}")
    raise AssertionError("the attempt never got through")


def assert_told(where: str) -> None:
    assert "no room left" in where
    assert "RIKTMARKE_STORE" in where


def test_no_room_at_any_write_of_an_import_leaves_the_old_figures(
    own_store: Store, bulk_folder: Callable[..., Path]
) -> None:
    folder = changed_folder(bulk_folder)
    name, run_name = own_store.dataset().version.name, current_run(own_store).version.name

    def attempt() -> None:
        # Every attempt keeps the files anew, so that the calls have the same numbers each time.
        shutil.rmtree(own_store.root / "snapshots", ignore_errors=True)
        import_from("kolada-bulk", folder, Store(own_store.root), at=LATER, progress=silent)

    def check(where: str) -> None:
        assert_told(where)
        fresh = Store(own_store.root)
        assert fresh.dataset().version.name == name, where
        assert fresh.dataset_versions.names() == [name], where
        assert fresh.dataset().panel("N90001").of("9101")[2022] == invented_figures.level("9101", 2022, "T")
        assert current_run(fresh).version.name == run_name
        left = [path for path in own_store.root.rglob(".*") if path.name != ".lock"]
        assert left == [], where

    refused = refused_in_turn(attempt, check)
    assert refused >= {"copyfile", "write_bytes", "write_text", "mkdir", "rename", "replace", "fsync", "write_table"}
    assert Store(own_store.root).dataset().version.name > name


def test_no_room_at_any_write_of_a_run_leaves_the_old_run(own_store: Store) -> None:
    name = current_run(own_store).version.name
    finding = current_run(own_store).of("9101").finding("N90001")

    def attempt() -> None:
        run(Store(own_store.root), invented_figures.catalogue(), at=LATER, processes=1, progress=silent)

    def check(where: str) -> None:
        assert_told(where)
        fresh = Store(own_store.root)
        assert current_run(fresh).version.name == name, where
        assert current_run(fresh).of("9101").finding("N90001") == finding
        assert fresh.run_versions.names() == [name], where
        assert [path for path in own_store.root.rglob(".*") if path.name != ".lock"] == [], where

    refused_in_turn(attempt, check)
    assert current_run(Store(own_store.root)).version.name > name


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_every_way_of_having_no_room_is_told_the_same_way(tmp_path: Path, number: int) -> None:
    with pytest.raises(DiskFull, match="no room left"), full_disk_explained(tmp_path):
        raise OSError(number, os.strerror(number))


def test_another_error_is_not_taken_for_a_full_disk(tmp_path: Path) -> None:
    with pytest.raises(PermissionError), full_disk_explained(tmp_path):
        raise PermissionError(errno.EACCES, "no")
