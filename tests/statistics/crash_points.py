"""Writing a version in a process that ends at once, as a kill does, at one chosen step."""

import json
import os
import shutil
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from riktmarke.statistics import versions
from riktmarke.statistics.versions import VersionedFolder

EXIT_CODE = 42


def die(*_: object, **__: object) -> Any:
    os._exit(EXIT_CODE)


def then_die(function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapped(*args: object, **named: object) -> Any:
        function(*args, **named)
        die()

    return wrapped


# What is replaced, and by what, so that the process ends there. In the order in which a version comes about.
STEPS: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "before anything is cleared away": (shutil, "rmtree", die),
    "before the files' checksums": (versions, "sha256", die),
    "before the manifest": (json, "dumps", die),
    "when the manifest is half written": (Path, "write_text", lambda path, text, **_: (half(path, text), die())),
    "before it is on disk": (versions, "sync", die),
    "before it has its name": (Path, "rename", die),
    "when it has its name and nobody points to it": (Path, "rename", then_die(Path.rename)),
    "before the pointer is replaced": (os, "replace", die),
    "when the pointer is replaced": (os, "replace", then_die(os.replace)),
    "before old versions are removed": (VersionedFolder, "_prune", die),
    "when an old version is out of sight": (Path, "rename", then_die(Path.rename)),
    "when an old version is half removed": (shutil, "rmtree", lambda path, **_: (half_removed(Path(path)), die())),
}
# From here on the new version is the current one.
PRUNING = ("when an old version is out of sight", "when an old version is half removed")
DONE = ("when the pointer is replaced", "before old versions are removed", *PRUNING)


def half(path: Path, text: str) -> None:
    path.write_bytes(text.encode()[: len(text) // 2])


def half_removed(path: Path) -> None:
    next(file for file in path.rglob("*") if file.is_file()).unlink()


def write_and_die(root: str, step: str) -> None:
    where, name, replacement = STEPS[step]
    if step in PRUNING:
        original = VersionedFolder._prune

        def prune(folder: VersionedFolder, keep: Collection[str]) -> None:
            setattr(where, name, replacement)
            original(folder, keep)

        VersionedFolder._prune = prune  # type: ignore[method-assign]
    folder = VersionedFolder(Path(root))
    with folder.writing(at=datetime(2026, 1, 20, tzinfo=UTC), describe={}) as place:
        (place / "part").mkdir()
        (place / "part" / "figures.txt").write_text("new")
        if step not in PRUNING:
            setattr(where, name, replacement)


def write_and_die_at_the_start(root: str) -> None:
    where, name, replacement = STEPS["before anything is cleared away"]
    setattr(where, name, replacement)
    with VersionedFolder(Path(root)).writing(at=datetime(2026, 1, 20, tzinfo=UTC), describe={}):
        os._exit(1)
