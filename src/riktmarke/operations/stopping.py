"""A wish to stop, heard by long work between two steps: what was done so far is kept, and the job is done later."""

import threading
from collections.abc import Callable


class Stopped(Exception):
    """The work was asked to stop before it was done."""


_wished = threading.Event()
_wanted: list[Callable[[], bool]] = []


def wish_to_stop() -> None:
    """Ask whatever is at work to stop at its next step."""
    _wished.set()


def begin(*, wanted: Callable[[], bool] = lambda: True) -> None:
    """Begin work without a wish to stop; it is also stopped when `wanted` says that it is not wanted any more."""
    _wished.clear()
    _wanted[:] = [wanted]


def is_wished() -> bool:
    """Return whether the work should stop."""
    return _wished.is_set() or not all(wanted() for wanted in _wanted)


def wait_for_the_wish(seconds: float) -> None:
    """Wait for some time, or until the work should stop."""
    _wished.wait(seconds)


def or_stop(*_: object) -> None:
    """Take progress, and stop the work if that is wished.

    Raises:
        Stopped: if so.
    """
    if is_wished():
        raise Stopped
