"""The hidden folder beside an export in which it is made: gone when the export ends, however it ends."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """Make a folder beside `folder` for the block, which may move it away, and remove what is there afterwards.

    Whoever makes it holds a lock that its death releases: what an export left that was killed outright is removed by
    the next one, and what another export is making now is not.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_what_the_killed_left(folder)
    making = folder.with_name(f".{folder.name}-{token_hex(4)}")
    # held before there is a folder: one without a holder has been left
    with FileLock(_lock(making)):
        try:
            making.mkdir()
            yield making
        finally:
            _remove(making, folder)


def set_aside(making: Path) -> Path:
    """Return where the earlier export lies for the moment in which the new one takes its place."""
    return making.with_name(f"{making.name}-earlier")


def _lock(making: Path) -> Path:
    return making.with_name(f"{making.name}.lock")


def _remove_what_the_killed_left(folder: Path) -> None:
    named = re.compile(rf"\.{re.escape(folder.name)}-[0-9a-f]{{8}}\.lock")
    for lock in [path for path in folder.parent.iterdir() if named.fullmatch(path.name)]:
        with suppress(Timeout), FileLock(lock, timeout=0):
            _remove(lock.with_suffix(""), folder)


def _remove(making: Path, folder: Path) -> None:
    """Remove what was being made; the earlier export is put back where the new one did not come in its place."""
    earlier = set_aside(making)
    if earlier.exists() and not folder.exists():
        os.replace(earlier, folder)
    for path in (making, earlier):
        shutil.rmtree(path, ignore_errors=True)
    _lock(making).unlink(missing_ok=True)
