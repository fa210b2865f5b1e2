"""A folder of versions of which one is current: written beside, switched in by an atomic rename, never half-read.

<root>/CURRENT                the name of the current version, replaced atomically
<root>/<version>/…            complete versions, never changed
<root>/.writing-<version>/…   one being written; whatever a killed run left is removed by the next writer
"""

import json
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from riktmarke.statistics.durable import sha256, sync
from riktmarke.statistics.full_disk import full_disk_explained
from riktmarke.vocabulary.errors import DamagedFile, NoFigures, RiktmarkeError

MANIFEST = "manifest.json"
KEPT_VERSIONS = 3
NAME = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True)
class Version:
    """A complete version: its folder, its name, and what its manifest says."""

    path: Path
    name: str
    manifest: Mapping[str, Any]


class VersionedFolder:
    """Versions of one thing (a dataset, the findings of a run) under `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current_name(self) -> str | None:
        """Return the name of the current version, or None when nothing has been written yet."""
        try:
            return (self.root / "CURRENT").read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def current(self) -> Version:
        """Return the current version.

        Raises:
            NoFigures: if nothing has been written yet.
            DamagedFile: if the current version is not complete.
        """
        name = self.current_name()
        if name is None:
            raise NoFigures(
                f"There are no figures in {self.root} yet.",
                remedy="import some: riktmarke import kolada-bulk DIR, then riktmarke assess --all.",
            )
        return self.version(name)

    def version(self, name: str) -> Version:
        """Return a version by name, after checking that every file its manifest lists is there in full size."""
        path = self.root / name
        try:
            manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
            sizes = {file: entry["bytes"] for file, entry in manifest["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._damaged(name, f"its {MANIFEST} cannot be read ({error})") from error
        for file, size in sizes.items():
            found = (path / file).stat().st_size if (path / file).is_file() else None
            if found != size:
                raise self._damaged(name, f"{file} has {found} bytes, not {size}")
        return Version(path, name, manifest)

    def names(self) -> list[str]:
        """Return the names of all complete versions, oldest first."""
        if not self.root.is_dir():
            return []
        return sorted(p.name for p in self.root.iterdir() if p.is_dir() and not p.name.startswith("."))

    def switch_to(self, name: str) -> Version:
        """Make another complete version the current one, after checking its checksums, and return it."""
        version = self.version(name)
        for file, entry in version.manifest["files"].items():
            if sha256(version.path / file) != entry["sha256"]:
                raise self._damaged(name, f"{file} does not have the checksum it was written with")
        self._point_to(name)
        return version

    @contextmanager
    def writing(self, *, at: datetime, describe: dict[str, Any], keep: Collection[str] = ()) -> Iterator[Path]:
        """Give a folder to write into; when the block ends without an error it becomes the current version.

        `describe` goes into the manifest; the block may add to it. Afterwards the last KEPT_VERSIONS are kept,
        and those named in `keep`. An error, or a kill at any point, leaves the version that was current before.

        Raises:
            RiktmarkeError: if another process is writing here.
            DiskFull: if there is no room for what was being written.
        """
        with full_disk_explained(self.root), self._only_writer():
            name = self._free_name(at)
            for left_over in self.root.glob(".writing-*"):
                shutil.rmtree(left_over)
            staging = self.root / f".writing-{name}"
            staging.mkdir()
            try:
                yield staging
                self._complete(staging, name, at, describe)
                staging.rename(self.root / name)
                sync(self.root)
                self._point_to(name)
            except BaseException:
                shutil.rmtree(staging, ignore_errors=True)
                if self.current_name() != name:
                    shutil.rmtree(self.root / name, ignore_errors=True)
                    (self.root / ".CURRENT").unlink(missing_ok=True)
                raise
            self._prune(keep)

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.root / ".lock", timeout=0):
                yield
        except Timeout:
            raise RiktmarkeError(
                f"Another process is writing to {self.root}.",
                remedy="wait until it has finished, then run this again.",
            ) from None

    def _complete(self, staging: Path, name: str, at: datetime, describe: Mapping[str, Any]) -> None:
        files = {
            str(file.relative_to(staging)): {"bytes": file.stat().st_size, "sha256": sha256(file)}
            for file in sorted(staging.rglob("*"))
            if file.is_file()
        }
        manifest = {"version": name, "created": at.isoformat(), **describe, "files": files}
        (staging / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
        for file in (*files, MANIFEST):
            sync(staging / file)
        sync(staging)

    def _point_to(self, name: str) -> None:
        pointer = self.root / ".CURRENT"
        pointer.write_text(name, encoding="utf-8")
        sync(pointer)
        os.replace(pointer, self.root / "CURRENT")
        # The switch is made and every reader sees it: a refusal now must not read as if nothing had happened. Should
        # the power fail before the disk has it, the version before is there.
        with suppress(OSError):
            sync(self.root)

    def _free_name(self, at: datetime) -> str:
        moment = at.astimezone(UTC)
        while (self.root / moment.strftime(NAME)).exists():
            moment += timedelta(microseconds=1)
        return moment.strftime(NAME)

    def _prune(self, keep: Collection[str]) -> None:
        for name in self.names()[:-KEPT_VERSIONS]:
            if name != self.current_name() and name not in keep:
                # Out of sight first: a version killed while it is removed must not look like one to go back to.
                doomed = self.root / f".writing-{name}"
                (self.root / name).rename(doomed)
                shutil.rmtree(doomed)

    def _damaged(self, name: str, why: str) -> DamagedFile:
        others = [other for other in self.names() if other != name]
        remedy = f"import or assess again{f', or go back: riktmarke store use {others[-1]}' if others else ''}."
        return DamagedFile(f"The version {name} in {self.root} is damaged: {why}.", remedy=remedy)
