"""The worker: does what waits in the queue and what the timetable says, until it is asked to stop."""

import os
import socket
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path

from django.db import close_old_connections
from filelock import FileLock, Timeout

from riktmarke.operations import jobs
from riktmarke.operations.caretaking import Caretaker, caretaker_beside
from riktmarke.operations.queue import do_next, enqueue_once, first_put_in, forget_old, last_put_in, put_back
from riktmarke.operations.stopping import Stopped, begin, is_wished, wait_for_the_wish
from riktmarke.operations.timetable import TIMETABLE, due, spread
from riktmarke.vocabulary.errors import RiktmarkeError

BETWEEN_LOOKS_S = 5.0


class AnotherWorker(RiktmarkeError):
    """There is a worker for this store already."""


def work(
    folder: Path,
    *,
    area: str,
    clock: Callable[[], datetime],
    told: Callable[[str], None],
    until_done: bool = False,
    wanted: Callable[[], bool] = lambda: True,
) -> None:
    """Do jobs, one at a time, until the wish to stop, or until nothing waits when `until_done`.

    `folder` is the store's: one worker at a time works for it. `clock` gives the time at the place, with its zone;
    `wanted` says whether whoever started it is still there.

    Raises:
        AnotherWorker: if there is one already.
    """
    begin(wanted=wanted)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "worker.lock", timeout=0), suppress(Stopped), ExitStack() as beside:
            put_back()
            if until_done:
                Caretaker(clock, told).look(is_wished)
            else:
                beside.enter_context(caretaker_beside(clock=clock, told=told))
            while not is_wished():
                close_old_connections()
                now = clock()
                if not until_done:
                    _put_in_what_is_due(area, now)
                if do_next(_name(), now, told=told):
                    continue
                if until_done:
                    return
                wait_for_the_wish(BETWEEN_LOOKS_S)
    except Timeout:
        raise AnotherWorker(
            f"Another worker is at work for {folder}.",
            remedy="nothing needs to be done: it does what waits. Stop it first, if you want to run this one.",
        ) from None


def _put_in_what_is_due(area: str, now: datetime) -> None:
    for entry in spread(TIMETABLE, area):
        # One that was never put in counts from the first of its kind: what has just been fetched is not checked yet.
        if due([entry.known_last(last_put_in(entry) or first_put_in(entry.job))], now):
            enqueue_once(getattr(jobs, entry.job), **entry.arguments)
    forget_old(now)


def _name() -> str:
    return f"{socket.gethostname()[:40]}-{os.getpid()}"
