"""Measuring a program from outside: its time, its processors' time, and the memory of it and all its children."""

import os
import platform
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
TICK = os.sysconf("SC_CLK_TCK")
SAMPLE_EVERY_S = 0.01
LIBRARIES = ("numpy", "scipy", "statsmodels", "pyarrow", "polars", "django", "wagtail")


@dataclass(frozen=True)
class Measured:
    """One run: wall time, processor time, the largest sum of resident memory, and what others used meanwhile.

    `others` is the share of the machine's processors that went to other programs: above some per cent the wall
    time is theirs too.
    """

    wall_s: float
    cpu_s: float
    peak_bytes: int
    others: float


def measured(command: list[str], *, env: dict[str, str] | None = None) -> Measured:
    """Run a command in a fresh process and measure it; a failure is an error with what it said."""
    busy = _busy_ticks()
    started = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    memory = _Memory(process.pid)
    memory.start()
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    memory.finish()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{said.decode(errors='replace')}")
    cpu = usage.ru_utime + usage.ru_stime
    others = ((_busy_ticks() - busy) / TICK - cpu) / (wall * (os.cpu_count() or 1))
    return Measured(wall, cpu, memory.peak, max(0.0, others))


def _busy_ticks() -> int:
    user, nice, system, _, _, irq, softirq, steal, *_ = map(
        int, Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:]
    )
    return user + nice + system + irq + softirq + steal


class _Memory(threading.Thread):
    """Samples the resident memory of a process and its descendants; pages they share are counted for each."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._pid = pid
        self._finished = threading.Event()

    def run(self) -> None:
        while not self._finished.wait(SAMPLE_EVERY_S):
            self.peak = max(self.peak, sum(map(_resident, self._family(self._pid))))

    def finish(self) -> None:
        self._finished.set()
        self.join()

    def _family(self, pid: int) -> list[int]:
        children = []
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                children += [int(child) for child in task.read_text(encoding="ascii").split()]
            except OSError:
                continue
        return [pid, *(member for child in children for member in self._family(child))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def machine() -> list[str]:
    """Return what the figures were measured on, a line each."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor() or "unknown",
    )
    memory = os.sysconf("SC_PHYS_PAGES") * PAGE / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return [
        f"Processor: {model}, {os.cpu_count()} cores; memory: {memory:.0f} GiB",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, {libraries}",
        f"Load average when it began: {', '.join(f'{load:.1f}' for load in os.getloadavg())}",
    ]


def python(*words: object) -> list[str]:
    """Return the command of a script run by this Python."""
    return [sys.executable, *map(str, words)]
