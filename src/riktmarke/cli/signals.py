"""What asks a command to end besides Ctrl+C: the keeper of services, and a terminal that is closed."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

ENDINGS = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def ended_by_signal(*, done: bool = False) -> Iterator[Event]:
    """Let a signal that ends the process end the block as if it had been left, so that what it began is put away.

    One is heard, and more are not while that goes on. `done`: whether the command has then done what it was asked for
    and ends with 0, as what goes on until it is stopped; else with 128 and the signal's number, as shells have it.

    Yields what tells that one came, for those who call something that takes SystemExit for itself.
    """
    heard = [sign for sign in ENDINGS if signal.getsignal(sign) is signal.SIG_DFL]  # nohup has it ignored
    asked = Event()

    def end(sign: int, _: FrameType | None) -> None:
        for one in heard:
            signal.signal(one, signal.SIG_IGN)
        asked.set()
        raise SystemExit(0 if done else 128 + sign)

    for one in heard:
        signal.signal(one, end)
    try:
        yield asked
    finally:
        for one in heard:
            signal.signal(one, signal.SIG_DFL)
