"""riktmarke draw: one process at a time, gently when asked, and not on when whoever started it is gone."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from filelock import FileLock

from riktmarke.cli import draw
from riktmarke.operations.drawing import ANOTHER_DRAWS
from riktmarke.publishing.static_site import drawing
from riktmarke.publishing.static_site.walking import Walked
from riktmarke.publishing.website import site
from riktmarke.statistics.store import Store
from tests.cli.conftest import Riktmarke

Progress = Callable[[int, int], None]


class Drawing:
    """What is asked of those who draw, and what they answer."""

    def __init__(self, charts: Path) -> None:
        self.charts = charts
        self.counts: list[int] = []
        self.niceness: list[int] = []
        self.broken: dict[str, int] = {}
        self.prepared: list[bool] = []

    def draw(self, area: str, *, charts: Path, count: int, progress: Progress) -> Walked:
        """Draw nothing, and say how far that has come."""
        assert (area, charts) == ("9101", self.charts)
        progress(1, 2)
        self.counts.append(count)
        return Walked(pages=3, files=5, broken=self.broken)


@pytest.fixture
def asked(
    riktmarke: Riktmarke, own_store: Store, tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> Drawing:
    """A store with findings, and somebody else who draws."""
    settings.RIKTMARKE_STORE = own_store.root
    settings.RIKTMARKE_CHARTS = tmp_path / "charts"
    found = Drawing(tmp_path / "charts")
    monkeypatch.setattr(drawing, "draw_charts", found.draw)
    monkeypatch.setattr(draw, "prepare_database", lambda: found.prepared.append(True))
    monkeypatch.setattr(site, "ensure_site", lambda: "9101")
    monkeypatch.setattr(draw.os, "nice", found.niceness.append)
    return found


def test_it_says_how_much_is_drawn(riktmarke: Riktmarke, asked: Drawing) -> None:
    ended = riktmarke("draw", "--processes", 3)
    assert (ended.code, asked.counts, asked.niceness) == (0, [3], [])
    assert "5 charts of 3 pages are drawn." in ended.out
    assert asked.prepared  # a database that has no tables yet, or older ones


def test_gently_is_one_process_that_gives_way(riktmarke: Riktmarke, asked: Drawing) -> None:
    assert riktmarke("draw", "--gently", "--processes", 3, "--stop-with", os.getppid()).code == 0
    assert (asked.counts, asked.niceness) == ([1], [19])


def test_while_another_draws_nothing_is_drawn_and_it_ends_with_a_number_of_its_own(
    riktmarke: Riktmarke, asked: Drawing
) -> None:
    asked.charts.mkdir()
    with FileLock(asked.charts / draw.LOCK):
        ended = riktmarke("draw")
    assert (ended.code, asked.counts) == (ANOTHER_DRAWS, [])
    assert "by another process" in ended.err
    assert riktmarke("draw").code == 0


def test_what_could_not_be_drawn_is_named(riktmarke: Riktmarke, asked: Drawing) -> None:
    asked.broken = {"/kommun/9101/nyckeltal/N1/diagram.svg": 500}
    ended = riktmarke("draw")
    assert ended.code == 3
    assert "/kommun/9101/nyckeltal/N1/diagram.svg answers 500." in ended.err


def test_it_draws_no_more_when_whoever_started_it_is_gone(riktmarke: Riktmarke, asked: Drawing) -> None:
    assert riktmarke("draw", "--stop-with", 1).code == draw.ORPHANED
    assert asked.counts == []


def test_without_figures_there_is_nothing_to_draw_and_it_says_so(
    riktmarke: Riktmarke, settings: LazySettings, tmp_path: Path
) -> None:
    settings.RIKTMARKE_CHARTS = tmp_path / "charts"
    ended = riktmarke("draw")
    assert ended.code == 1
    assert not (tmp_path / "charts").exists()
