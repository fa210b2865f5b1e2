"""What asks a command to end: Ctrl+C is Python's own, SIGTERM is what a keeper of services sends."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event


@contextmanager
def ended_by_sigterm(code: int = 0) -> Iterator[Event]:
    """Let SIGTERM end the block as if it had been left, so that what it began is put away.

    `code`: what the command ends with, 143 where it has not done what it was asked for.

    Yields what tells that it came, for those who call something that takes SystemExit for itself.
    """
    asked = Event()

    def end(*_: object) -> None:
        asked.set()
        raise SystemExit(code)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGTERM, before)
