"""The snapshot register: what a publisher delivered, kept exactly as received, with checksum, time and licence.

    <root>/<id>/manifest.json
    <root>/<id>/<file>[.gz]     the files as received; text is kept compressed
    <root>/.writing-<id>/…      one being kept; whatever a killed process left is removed by the next
    <root>/.unfinished/<name>/  a fetch of many parts that is not done: the next one goes on with it

The id is made from the files' checksums: the same delivery twice is one snapshot.
"""

import gzip
import hashlib
import json
import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from riktmarke.statistics.durable import sha256, sync
from riktmarke.statistics.full_disk import full_disk_explained
from riktmarke.vocabulary.errors import DamagedFile

COMPRESSED_ALREADY = {".parquet", ".gz", ".zip", ".xlsx"}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A delivery as received."""

    id: str
    path: Path
    manifest: Mapping[str, Any]

    def file(self, name: str) -> Path:
        """Return the path of a file that is kept uncompressed."""
        return self.path / name

    def text(self, name: str) -> str:
        """Return a text file as it was received.

        Raises:
            DamagedFile: if it is not UTF-8 text, or not the file its name says.
        """
        kept = self.path / self.manifest["files"][name]["kept_as"]
        try:
            content = gzip.decompress(kept.read_bytes())
            return content.decode("utf-8-sig")
        except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
            raise DamagedFile(
                f"{name} cannot be read as text: {error}.",
                expected="UTF-8 text, plain or as .gz",
                remedy="fetch the file again from its publisher, then repeat the import.",
            ) from error


class SnapshotRegister:
    """All deliveries kept under `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def take(self, files: list[Path], *, at: datetime, describe: Mapping[str, Any]) -> Snapshot:
        """Keep these files as one snapshot and return it; `describe` says publisher, licence and origin.

        Files that are kept already are not kept twice; a snapshot that has been damaged since is taken anew.

        Raises:
            DiskFull: if there is no room; nothing half-written stays.
        """
        checksums = {file.name: sha256(file) for file in files}
        identity = _identity(checksums)
        path = self.root / identity
        with full_disk_explained(self.root), self._only_writer():
            if not self._is_whole(path, checksums):
                self._keep(path, files, checksums, at, describe)
        return self.get(identity)

    def unfinished(self, name: str) -> Path:
        """Return the folder in which a fetch of many parts gathers them; `adopt` makes it a snapshot."""
        return self.root / ".unfinished" / name

    def adopt(self, folder: Path, *, at: datetime, describe: Mapping[str, Any]) -> Snapshot:
        """Move a folder of files, already as they are to be kept, into the register as one snapshot, in one step.

        Raises:
            DiskFull: if there is no room for the manifest; the folder stays where it was.
        """
        files = [file for file in sorted(folder.iterdir()) if file.name != "manifest.json"]
        checksums = {file.name: sha256(file) for file in files}
        path = self.root / _identity(checksums)
        with full_disk_explained(self.root), self._only_writer():
            if self._is_whole(path, checksums):
                shutil.rmtree(folder)
            else:
                kept = {
                    file.name: {"sha256": checksums[file.name], "bytes": file.stat().st_size, "kept_as": file.name}
                    for file in files
                }
                self._seal(folder, path, {"id": path.name, "received": at.isoformat(), **describe, "files": kept})
        return self.get(path.name)

    def all(self) -> Iterator[Snapshot]:
        """Return every snapshot, in no particular order."""
        for manifest in self.root.glob("[!.]*/manifest.json"):
            yield self.get(manifest.parent.name)

    def remove(self, identity: str) -> None:
        """Take a snapshot that nothing rests on out of the register."""
        with self._only_writer():
            # Out of sight first: one that is killed while it is removed must not look like a whole one.
            doomed = self.root / f".writing-{identity}"
            (self.root / identity).rename(doomed)
            shutil.rmtree(doomed)

    def get(self, identity: str) -> Snapshot:
        """Return a snapshot by its id."""
        path = self.root / identity
        return Snapshot(identity, path, json.loads((path / "manifest.json").read_text(encoding="utf-8")))

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        with FileLock(self.root / ".lock"):
            for left_over in self.root.glob(".writing-*"):
                shutil.rmtree(left_over)
            yield

    def _is_whole(self, path: Path, checksums: Mapping[str, str]) -> bool:
        try:
            kept = {name: entry["kept_as"] for name, entry in self.get(path.name).manifest["files"].items()}
            return {name: _checksum_as_received(path / kept[name], name) for name in checksums} == dict(checksums)
        except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
            return False

    def _keep(
        self, path: Path, files: list[Path], checksums: Mapping[str, str], at: datetime, describe: Mapping[str, Any]
    ) -> None:
        staging = self.root / f".writing-{path.name}"
        staging.mkdir()
        try:
            kept: dict[str, dict[str, object]] = {}
            for file in files:
                kept_as = _copy(file, staging)
                kept[file.name] = {"sha256": checksums[file.name], "bytes": file.stat().st_size, "kept_as": kept_as}
            self._seal(staging, path, {"id": path.name, "received": at.isoformat(), **describe, "files": kept})
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def _seal(self, staging: Path, path: Path, manifest: Mapping[str, Any]) -> None:
        (staging / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
        for written in (*staging.iterdir(), staging):
            sync(written)
        shutil.rmtree(path, ignore_errors=True)
        staging.rename(path)
        sync(self.root)


def _identity(checksums: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(sorted(checksums.items())).encode()).hexdigest()[:16]


def _checksum_as_received(kept: Path, name: str) -> str:
    if kept.name == name:
        return sha256(kept)
    return hashlib.sha256(gzip.decompress(kept.read_bytes())).hexdigest()


def _copy(file: Path, folder: Path) -> str:
    if file.suffix in COMPRESSED_ALREADY:
        shutil.copyfile(file, folder / file.name)
        return file.name
    # mtime=0: the same delivery gives the same bytes
    (folder / f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), compresslevel=6, mtime=0))
    return f"{file.name}.gz"
