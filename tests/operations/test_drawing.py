"""Charts are drawn ahead when what they show is another and has been left alone, in a process that may fail."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from riktmarke.operations import drawing
from riktmarke.operations.drawing import ANOTHER_DRAWS, MARKER, QUIET_S, DrawingAhead
from riktmarke.statistics.store import Store

DRAWS = "import pathlib, sys; pathlib.Path(sys.argv[1]).open('a').write('drawn ')"
FAILS = "import sys; sys.exit(3)"
ANOTHER_IS_AT_IT = f"{DRAWS}; sys.exit({ANOTHER_DRAWS})"
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
            if isinstance(ahead._process, subprocess.Popen):
                ahead._process.wait(300)
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
    assert site.said == ["charts: not all could be drawn ahead, and are drawn when asked for; riktmarke draw says why"]

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
    assert process.returncode == -signal.SIGTERM
    assert not (site.folder / "charts").exists()  # it was not drawn, and is begun anew the next time
    assert times_begun(ahead, site) == 0


def times_begun(ahead: DrawingAhead, site: Site) -> int:
    """How many times it begins to draw within three minutes."""
    before = site.times_drawn
    ahead.command = site.ahead(DRAWS).command
    site.minutes_pass(ahead)
    return site.times_drawn - before


def test_sites_that_share_the_folder_of_charts_are_each_drawn_once(site: Site, tmp_path: Path) -> None:
    other = Site(tmp_path / "other")
    other.folder.mkdir()
    for one in (site, other):
        one.figures("first")
    pair = [(site, site.ahead(DRAWS)), (other, other.ahead(DRAWS))]
    pair[1][1].charts = site.folder / "charts"
    for one, ahead in pair * 5:
        one.minutes_pass(ahead)
    assert [one.times_drawn for one, _ in pair] == [1, 1]

    restarted = [(site, site.ahead(DRAWS)), (other, other.ahead(DRAWS))]
    restarted[1][1].charts = site.folder / "charts"
    for one, ahead in restarted:
        one.minutes_pass(ahead)
    assert [one.times_drawn for one, _ in pair] == [1, 1]


def test_what_another_process_draws_counts_when_that_has_been_done(site: Site) -> None:
    site.figures("first")
    one, other = site.ahead(ANOTHER_IS_AT_IT), site.ahead(DRAWS)
    site.minutes_pass(one)
    assert site.times_drawn == 2  # it looked again after a minute
    assert not (site.folder / "charts" / MARKER).exists()
    assert site.said == []

    site.minutes_pass(other)
    assert times_begun(one, site) == 0


@pytest.mark.parametrize("broken", ["a folder that is a file", "a marker that is no text"])
def test_where_nothing_can_be_remembered_it_is_drawn_once_in_each_run(site: Site, broken: str) -> None:
    charts = site.folder / "charts"
    if broken == "a folder that is a file":
        charts.touch()
    else:
        charts.mkdir()
        (charts / MARKER).write_bytes(b"\xff\xfe\x00")
    site.figures("first")
    site.minutes_pass(site.ahead(DRAWS), 30)
    assert site.times_drawn == 1
    assert site.said == []


def test_it_is_told_what_to_stop_with(site: Site) -> None:
    site.figures("first")
    site.minutes_pass(site.ahead("import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(' '.join(sys.argv[2:]))"))
    assert (site.folder / "log").read_text() == f"--stop-with {os.getpid()}"
