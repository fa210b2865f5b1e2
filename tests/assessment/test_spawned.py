"""Processes that share a calculation go when the one that began them goes, however it goes."""

import signal
from pathlib import Path

import pytest

from tests.sessions import going, gone

# Two processes that have worked and wait for more, as between two parts of an assessment.
PROGRAM = """
import time
from riktmarke.assessment.spawned import spawned

if __name__ == "__main__":
    with spawned(2, time.sleep, 0.1) as pool:
        for task in [pool.submit(time.sleep, 0.5) for _ in range(2)]:
            task.result()
        print("going", flush=True)
        time.sleep(600)
"""


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_of_a_calculation_that_was_ended(repository: Path, sign: signal.Signals) -> None:
    with going(PROGRAM, folder=repository) as one:
        one.send_signal(sign)

        assert gone(one)
