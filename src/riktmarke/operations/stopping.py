"""A wish to stop, heard by long work between two steps: what was done so far is kept, and the job is done later."""

import threading


class Stopped(Exception):
    """The work was asked to stop before it was done."""


_wished = threading.Event()


def wish_to_stop() -> None:
    """Ask whatever is at work to stop at its next step."""
    _wished.set()


def forget_the_wish() -> None:
    """Begin again."""
    _wished.clear()


def is_wished() -> bool:
    """Return whether the work should stop."""
    return _wished.is_set()


def wait_for_the_wish(seconds: float) -> None:
    """Wait for some time, or until the work should stop."""
    _wished.wait(seconds)


def or_stop(*_: object) -> None:
    """Take progress, and stop the work if that is wished.

    Raises:
        Stopped: if so.
    """
    if _wished.is_set():
        raise Stopped
