"""Processes that share a calculation: begun afresh, left alone by Ctrl+C, and gone when the one that began them is."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread


def spawned(count: int, start: Callable[..., None], *given: object) -> ProcessPoolExecutor:
    """Return so many processes, each of which has called `start` with what is given before its first task."""
    # spawn: a fork would copy the locks of PyArrow's threads in whatever state they are
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_started, initargs=(start, given))


def _started(start: Callable[..., None], given: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that began this one
    Thread(target=_end_with_the_one_that_began_it, daemon=True).start()
    start(*given)


def _end_with_the_one_that_began_it() -> None:
    """End this process when that one is gone: had it been killed outright, this one would wait for tasks for ever."""
    began = parent_process()
    assert began is not None  # this runs in a process that another began
    began.join()
    os._exit(1)
