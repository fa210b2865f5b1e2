"""Charts drawn ahead: the own pages are walked in both languages, and of files only charts are asked for."""

from collections.abc import Callable
from pathlib import Path

from django.conf import LazySettings

from riktmarke.publishing.static_site.drawing import draw_charts

LINKS = b"""<a href="/kommun/9101/mal/">m</a> <a href="/kommun/9102/">another</a> <a href="/static/a.css">style</a>
<img src="/kommun/9101/d.svg"> <a href="/kommun/9101/d.csv">table</a> <img src="/kommun/9102/d.svg">"""


def pages_with_a_chart(environ: dict[str, str], start: Callable[..., None]) -> list[bytes]:
    """An application that notes what it is asked for in the folder of charts."""
    from django.conf import settings

    path = environ["PATH_INFO"]
    with (settings.RIKTMARKE_CHARTS / "asked.txt").open("a") as asked:
        asked.write(f"{path}\n")
    start("200 OK", [("Content-Type", "image/svg+xml" if path.endswith(".svg") else "text/html; charset=utf-8")])
    return [LINKS]


def test_only_charts_of_the_own_pages_are_drawn_each_once(tmp_path: Path, settings: LazySettings) -> None:
    settings.WSGI_APPLICATION = f"{__name__}.pages_with_a_chart"
    told: list[tuple[int, int]] = []
    drawn = draw_charts("9101", charts=tmp_path, count=1, progress=lambda done, of: told.append((done, of)))

    asked = (tmp_path / "asked.txt").read_text().split()
    pages = {"/", "/en/", "/kommun/9101/", "/en/kommun/9101/", "/kommun/9101/mal/"}
    assert sorted(asked) == sorted([*pages, "/kommun/9101/d.svg"])
    assert (drawn.pages, drawn.files, drawn.broken) == (5, 1, {})
    assert told[-1] == (6, 6)
    assert [path.name for path in tmp_path.iterdir()] == ["asked.txt"]
