import os
import re
from pathlib import Path

import pytest

from riktmarke.presentation import rendering
from riktmarke.presentation.charts import Chart
from riktmarke.presentation.rendering import ChartCache, ChartWorker, DrawingFailed, accessible_svg

SPEC = {
    "data": {"values": [{"x": 1234.5, "y": -2.5}]},
    "mark": "point",
    "encoding": {
        "x": {"field": "x", "type": "quantitative", "axis": {"values": [1234.5], "format": ",.1f"}},
        "y": {"field": "y", "type": "quantitative", "axis": {"values": [-2.5], "format": ",.1f"}},
    },
}


@pytest.fixture(scope="module")
def worker() -> object:
    running = ChartWorker()
    yield running
    running.close()


def test_charts_speak_swedish_and_are_one_image_to_a_screen_reader(worker: ChartWorker) -> None:
    svg = accessible_svg(worker.draw(SPEC), title="Ohälsotal", description="Linjer & punkter")
    assert "1\u00a0234,5" in svg
    assert "\u22122,5" in svg
    assert svg.startswith("<svg")
    assert 'role="img" lang="sv" aria-labelledby="title description"' in svg
    assert '<title id="title">Ohälsotal</title><desc id="description">Linjer &amp; punkter</desc>' in svg
    assert re.findall(r'aria-(?!hidden="true"|labelledby="title description")[a-z]+="', svg) == []
    assert "axis" not in re.sub(r'class="[^"]*"', "", svg)  # vl-convert's own English is gone


def test_a_chart_loads_nothing_from_anywhere(worker: ChartWorker) -> None:
    svg = accessible_svg(worker.draw(SPEC), title="t", description="d")
    assert re.findall(r'(?:href|src)="|url\("(?!data:)', svg) == []


def test_a_broken_specification_is_told_and_the_process_goes_on(worker: ChartWorker) -> None:
    with pytest.raises(DrawingFailed, match="could not be drawn"):
        worker.draw({"mark": 12})
    assert worker.draw(SPEC).startswith("<svg")


def test_a_process_that_dies_is_started_again() -> None:
    worker = ChartWorker()
    worker.warm_up()
    assert worker._process is not None
    worker._process.kill()
    worker._process.wait()
    assert worker.draw(SPEC).startswith("<svg")
    worker.close()


def test_the_same_content_is_drawn_once(tmp_path: Path) -> None:
    drawn = []

    def draw(spec: dict[str, object]) -> str:
        drawn.append(spec)
        return "<svg></svg>"

    chart = Chart(spec={"mark": "line"}, title="t", description="d")
    first = ChartCache(tmp_path, draw)
    assert first.svg(chart) == first.svg(chart)
    assert ChartCache(tmp_path, draw).svg(chart) == first.svg(chart)  # another process finds it on disk
    assert len(drawn) == 1
    other = Chart(spec={"mark": "line"}, title="another title", description="d")
    assert first.key(other) != first.key(chart)
    first.svg(other)
    assert len(drawn) == 2


def test_a_disk_without_room_costs_only_the_drawing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    cache = ChartCache(blocked / "charts", lambda _: "<svg></svg>")
    with pytest.raises(NotADirectoryError):
        (blocked / "charts" / "x").read_bytes()
    assert cache.svg(Chart(spec={}, title="t", description="d")).startswith(b"<svg")


def test_what_cannot_be_put_in_its_place_leaves_nothing_behind(tmp_path: Path) -> None:
    chart = Chart(spec={}, title="t", description="d")
    cache = ChartCache(tmp_path, lambda _: "<svg></svg>")
    in_its_place = tmp_path / f"{cache.key(chart)}.svg"
    in_its_place.mkdir()
    assert cache.svg(chart).startswith(b"<svg")
    assert [*tmp_path.iterdir()] == [in_its_place]


def test_a_folder_that_may_only_be_read_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[object] = []

    def draw(spec: object) -> str:
        drawn.append(spec)
        return "<svg></svg>"

    def refused(_: Path) -> None:
        raise PermissionError

    chart = Chart(spec={}, title="t", description="d")
    ChartCache(tmp_path, draw).svg(chart)
    monkeypatch.setattr(rendering.os, "utime", refused)
    ChartCache(tmp_path, draw).svg(chart)
    assert len(drawn) == 1


def test_the_folder_keeps_what_was_asked_for_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "KEPT_ON_DISK", 3)
    monkeypatch.setattr(rendering, "BETWEEN_CLEANINGS", 2)
    charts = [Chart(spec={}, title=str(number), description="d") for number in range(5)]
    cache = ChartCache(tmp_path, lambda _: "<svg></svg>")
    files = [tmp_path / f"{cache.key(chart)}.svg" for chart in charts]
    for age, chart in enumerate(charts[:3]):
        cache.svg(chart)
        os.utime(files[age], (age, age))
    ChartCache(tmp_path, lambda _: "<svg></svg>").svg(charts[0])  # another process is asked for the oldest
    for chart in charts[3:]:
        cache.svg(chart)
    assert [file.exists() for file in files] == [True, False, False, True, True]
