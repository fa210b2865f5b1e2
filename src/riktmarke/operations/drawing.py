"""Charts drawn before anybody asks for them: a process of its own, whenever what they show is another."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from riktmarke.governance.history import latest_write
from riktmarke.presentation.rendering import ENGINE, FORMAT
from riktmarke.statistics.store import Store

# Nothing is drawn while figures are brought in or somebody works on the plan: each change would draw it all again.
QUIET_S = 60.0
SECONDS_TO_STOP = 10
MARKER = "drawn-ahead.txt"
STATES_REMEMBERED = 8  # sites with databases of their own may share the folder
# How the command ends when another process draws: that may be the charts of another state, or never be finished.
ANOTHER_DRAWS = 75
# As a command, for the pages that the charts stand on are above this layer.
COMMAND = (sys.executable, "-m", "riktmarke", "draw", "--gently")


@dataclass(slots=True)
class DrawingAhead:
    """Starts `riktmarke draw` when the figures or a plan have changed and been left alone for a while.

    The folder of charts remembers what they were drawn of, so that a restart draws nothing anew.
    """

    store: Store
    charts: Path
    told: Callable[[str], None]
    wanted: bool = True
    command: Sequence[str] = COMMAND
    clock: Callable[[], float] = time.monotonic
    _seen: str = ""
    _since: float = 0.0
    _settled: str = ""
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
        elif state and self.clock() - self._since >= QUIET_S and state not in {self._settled, *self._drawn()}:
            self._process = subprocess.Popen(  # noqa: S603  # this very program
                [*self.command, "--stop-with", str(os.getpid())], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )

    def end(self) -> None:
        """Stop what is going on, and begin nothing more; what has been drawn is kept, the rest is for the next time."""
        self.wanted = False
        process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._process = None

    def _state(self) -> str:
        """What charts are drawn of: the current figures, the plans, and the engine; empty while nothing is assessed."""
        if self.store.run_versions.current_name() is None:
            return ""
        said = repr((self.store.root, self.store.current_names(), latest_write(), ENGINE, FORMAT))
        return hashlib.sha256(said.encode()).hexdigest()

    def _drawn(self) -> list[str]:
        """The states that the charts in the folder were last drawn of; none where that cannot be read."""
        try:
            return (self.charts / MARKER).read_text(encoding="ascii", errors="replace").split()
        except OSError:
            return []

    def _note(self, ended: int) -> None:
        """Remember what was drawn. What failed would fail again the next minute: it waits for a change."""
        if ended == ANOTHER_DRAWS:
            self._since = self.clock()
            return
        self._settled = self._seen
        if ended:
            self.told("charts: not all could be drawn ahead, and are drawn when asked for; riktmarke draw says why")
            return
        drawn = [*self._drawn(), self._seen][-STATES_REMEMBERED:]
        with suppress(OSError):  # where nothing can be written a restart looks at them all again
            self.charts.mkdir(parents=True, exist_ok=True)
            (self.charts / MARKER).write_text("\n".join(drawn) + "\n", encoding="ascii", errors="replace")
