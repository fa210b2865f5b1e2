"""What a store holds one of, made by one process at a time: others wait for it and take what it made."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

BETWEEN_LOOKS_S = 1.0
Made = TypeVar("Made")


def made_by_one(
    lock: Path, *, held: Callable[[], Made | None], make: Callable[[], Made], waiting: Callable[[], None]
) -> Made:
    """Return what is held, if it will do, otherwise what this process makes, or another makes meanwhile.

    Args:
        lock: the file that whoever makes it holds.
        held: returns what there is if it will do, otherwise None; asked again once nobody else is making it.
        make: makes it.
        waiting: told each second that another process is at it; may raise to stop waiting.
    """
    found = held()
    if found is not None:
        return found
    turn = FileLock(lock, timeout=BETWEEN_LOOKS_S)
    while True:
        with suppress(Timeout), turn:
            found = held()
            return found if found is not None else make()
        waiting()
