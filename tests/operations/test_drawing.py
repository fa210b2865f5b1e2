"""Charts are drawn ahead when what they show is another and has been left alone, in a process that may fail."""

import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from riktmarke.operations import drawing
from riktmarke.operations.drawing import QUIET_S, DrawingAhead
from riktmarke.statistics.store import Store

DRAWS = "import pathlib, sys; pathlib.Path(sys.argv[1]).open('a').write('drawn ')"
FAILS = "import sys; sys.exit(3)"
GOES_ON = "import time; time.sleep(600)"


@dataclass
class Site:
    """A site's caretaker of charts, with a clock that a test may move."""

    folder: Path
    now: float = 1000.0
    plan: int = 1
    said: list[str] = field(default_factory=list)

    def ahead(self, program: str) -> DrawingAhead:
        """A caretaker as after a start; `program` is what draws."""
        return DrawingAhead(
            Store(self.folder / "store"),
            self.folder / "charts",
            self.said.append,
            command=(sys.executable, "-c", program, str(self.folder / "log")),
            clock=lambda: self.now,
        )

    def minutes_pass(self, ahead: DrawingAhead, minutes: int = 3) -> None:
        """Look twice a minute, and let what was begun end."""
        for _ in range(2 * minutes):
            ahead.look()
            self.now += QUIET_S / 2
            for _ in range(200):
                if ahead._process is None or ahead._process.poll() is not None:
                    break
                time.sleep(0.05)
        ahead.look()

    @property
    def times_drawn(self) -> int:
        """How many times it has been drawn."""
        log = self.folder / "log"
        return log.read_text().count("drawn") if log.exists() else 0

    def figures(self, name: str) -> None:
        """Bring in figures, and assess them."""
        for kind in (Store(self.folder / "store").dataset_versions, Store(self.folder / "store").run_versions):
            kind.root.mkdir(parents=True, exist_ok=True)
            (kind.root / "CURRENT").write_text(name)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    site = Site(tmp_path)
    monkeypatch.setattr(drawing, "latest_write", lambda: site.plan)
    return site


def test_nothing_is_drawn_before_there_are_figures(site: Site) -> None:
    site.minutes_pass(site.ahead(DRAWS))
    assert site.times_drawn == 0


def test_each_change_is_drawn_once_when_it_has_been_left_alone(site: Site) -> None:
    site.figures("first")
    ahead = site.ahead(DRAWS)
    ahead.look()
    site.now += QUIET_S - 1
    ahead.look()
    assert ahead._process is None  # not yet

    site.minutes_pass(ahead)
    assert site.times_drawn == 1
    site.minutes_pass(ahead, 30)
    assert site.times_drawn == 1
    site.minutes_pass(site.ahead(DRAWS))  # after a restart
    assert site.times_drawn == 1

    site.figures("second")
    site.minutes_pass(ahead)
    assert site.times_drawn == 2

    for _ in range(50):  # somebody works on the plan: something is written every half minute
        site.plan += 1
        site.minutes_pass(ahead, 0)
        site.now += QUIET_S / 2
    assert site.times_drawn == 2
    site.minutes_pass(ahead)
    assert site.times_drawn == 3


def test_what_fails_is_told_once_and_tried_again_when_something_has_changed(site: Site) -> None:
    site.figures("first")
    ahead = site.ahead(FAILS)
    site.minutes_pass(ahead, 30)
    assert site.said == ["charts: they could not be drawn ahead, and are drawn when asked for; riktmarke draw says why"]

    ahead.command = site.ahead(DRAWS).command
    site.minutes_pass(ahead, 30)
    assert site.times_drawn == 0
    site.plan += 1
    site.minutes_pass(ahead)
    assert site.times_drawn == 1


def test_what_is_not_wanted_is_not_begun(site: Site) -> None:
    site.figures("first")
    ahead = site.ahead(DRAWS)
    ahead.wanted = False
    site.minutes_pass(ahead)
    assert site.times_drawn == 0


def test_what_goes_on_ends_with_the_site(site: Site) -> None:
    site.figures("first")
    ahead = site.ahead(GOES_ON)
    ahead.look()
    site.now += QUIET_S
    ahead.look()
    process = ahead._process
    assert isinstance(process, subprocess.Popen)
    assert process.poll() is None
    ahead.end()
    assert process.poll() is not None
    assert not (site.folder / "charts").exists()  # it was not drawn, and is begun anew the next time
