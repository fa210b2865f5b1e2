"""Programs that tests begin in a session of their own, so that whatever they began in turn can be found and ended."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Process = subprocess.Popen[str]


@contextmanager
def going(program: str, *given: str, folder: Path, **environment: str) -> Iterator[Process]:
    """A Python program that has said "going"; it and all that it began have ended afterwards."""
    one = subprocess.Popen(
        [sys.executable, "-c", program, *given],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **environment},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert one.stdout is not None
        assert one.stdout.readline() == "going\n"
        yield one
    finally:
        with suppress(ProcessLookupError):
            os.killpg(one.pid, signal.SIGKILL)
        one.communicate(timeout=120)


def gone(one: Process) -> bool:
    """Whether nothing is left of a program that has ended, nor of the processes that it began, within two minutes."""
    one.wait(120)
    for _ in range(1200):
        try:
            os.killpg(one.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
