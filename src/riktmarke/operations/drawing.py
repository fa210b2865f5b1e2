"""Charts drawn before anybody asks for them: a process of its own, whenever what they show is another."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from riktmarke.governance.history import latest_write
from riktmarke.presentation.rendering import ENGINE, FORMAT
from riktmarke.statistics.store import Store

# Nothing is drawn while figures are brought in or somebody works on the plan: each change would draw it all again.
QUIET_S = 60.0
SECONDS_TO_STOP = 10
MARKER = "drawn-ahead.txt"
COMMAND = (sys.executable, "-m", "riktmarke", "draw", "--gently")


@dataclass(slots=True)
class DrawingAhead:
    """Starts `riktmarke draw` when the figures or a plan have changed and been left alone for a while.

    The folder of charts remembers what they were last drawn of, so that a restart draws nothing anew.
    """

    store: Store
    charts: Path
    told: Callable[[str], None]
    wanted: bool = True
    command: Sequence[str] = COMMAND
    clock: Callable[[], float] = time.monotonic
    _seen: str = ""
    _since: float = 0.0
    _given_up: str = ""
    _process: "subprocess.Popen[bytes] | None" = None

    def look(self) -> None:
        """Begin, or see whether what was begun has ended. Never waits."""
        if not self.wanted:
            return
        if self._process is not None:
            ended = self._process.poll()
            if ended is None:
                return
            self._process = None
            self._note(ended)
        state = self._state()
        if state != self._seen:
            self._seen, self._since = state, self.clock()
        elif state not in {"", self._given_up, self._drawn()} and self.clock() - self._since >= QUIET_S:
            self._process = subprocess.Popen(  # noqa: S603  # this very program
                [*self.command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )

    def end(self) -> None:
        """Stop what is going on; what has been drawn is kept, and the rest is drawn the next time."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _state(self) -> str:
        """What charts are drawn of: the current figures, the plans, and the engine; empty while nothing is assessed."""
        folders = (
            self.store.dataset_versions,
            self.store.population_versions,
            self.store.run_versions,
            self.store.challenge_versions,
            self.store.outlook_versions,
        )
        versions = [folder.current_name() for folder in folders]
        if self.store.run_versions.current_name() is None:
            return ""
        said = repr((self.store.root, versions, latest_write(), ENGINE, FORMAT))
        return hashlib.sha256(said.encode()).hexdigest()

    def _drawn(self) -> str:
        try:
            return (self.charts / MARKER).read_text()
        except OSError:
            return ""

    def _note(self, ended: int) -> None:
        """Remember what was drawn. What failed would fail again the next minute: it waits for a change."""
        if ended:
            self._given_up = self._seen
            self.told("charts: they could not be drawn ahead, and are drawn when asked for; riktmarke draw says why")
            return
        try:
            self.charts.mkdir(parents=True, exist_ok=True)
            (self.charts / MARKER).write_text(self._seen)
        except OSError:
            return  # drawn again after a restart, from what is kept
