"""The worker that `riktmarke up` starts beside itself for live figures, and stops when it stops."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from riktmarke.cli.terminal import out
from riktmarke.operations.figures import Ready
from riktmarke.operations.sync import SOURCE, rest_waits

SECONDS_TO_STOP = 10


@contextmanager
def worker_beside(ready: Ready | None) -> Iterator[None]:
    """Keep a worker process going while the block runs, where the figures are live ones.

    It fetches the rest of the country where that waits, and what is new every night. When it does not stop in time
    it is killed: what it was at is gone on with the next time.
    """
    if not _wanted(ready):
        yield
        return
    assert ready is not None
    if rest_waits(ready.dataset):
        # imported here: models can only be loaded once Django is set up
        from riktmarke.operations import jobs
        from riktmarke.operations.queue import enqueue_once

        enqueue_once(jobs.sync)
        out.print("The figures of the rest of the country are fetched meanwhile, in the background.")
    command = [sys.executable, "-m", "riktmarke", "worker", "--stop-with", str(os.getpid())]
    # A session of its own: Ctrl+C at the terminal is for us, and we end it.
    worker = subprocess.Popen(command, start_new_session=True)  # noqa: S603  # this very program
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


def _wanted(ready: Ready | None) -> bool:
    if ready is None or not settings.RIKTMARKE_KOLADA_URL:
        return False
    return bool(ready.dataset.version.manifest.get("source") == SOURCE)
