"""The site as files: every link leads to a file or to the live service, and nothing is half-written."""

import functools
import http.server
import json
import re
import threading
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from riktmarke.publishing.static_site import places
from riktmarke.publishing.static_site.asking import Asker
from riktmarke.publishing.static_site.export import MARKER, Exported, NotAnExport, export_site
from riktmarke.publishing.static_site.places import Scope, file_of, link
from riktmarke.publishing.static_site.rewriting import Rewriter
from riktmarke.publishing.website.figures import Figures
from tests import invented_plan

LIVE = "http://localhost"
SCOPE = Scope("9101", ("sv",))


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/kommun/2083/", "kommun/2083/index.html"),
        ("/kommun/2083/nyckeltal/N1/diagram.svg", "kommun/2083/nyckeltal/N1/diagram.svg"),
        ("/kommun/2083/nyckeltal/N1/diagram.svg?bredd=smal", "kommun/2083/nyckeltal/N1/diagram~bredd-smal.svg"),
        (
            "/kommun/2083/nyckeltal/N1/diagram.svg?bredd=smal&ladda-ner",
            "kommun/2083/nyckeltal/N1/diagram~bredd-smal.svg",
        ),
        ("/static/riktmarke/site.css?0123", "static/riktmarke/site.css"),
        ("/kommun/2083/m%C3%A5l/", "kommun/2083/mål/index.html"),
    ],
)
def test_an_address_has_a_file(address: str, file: str) -> None:
    assert file_of(address) == PurePosixPath(file)


def test_files_of_different_choices_are_different() -> None:
    long = "/a/b.svg?val=" + "x" * 200
    names = {file_of(f"/a/b.svg{query}") for query in ("", "?x=1", "?x=2", "?y=1", "?x=1&y=2")} | {file_of(long)}

    assert len(names) == 6
    assert all(len(name.name) < 120 for name in names)


@pytest.mark.parametrize(
    ("address", "held"),
    [
        ("/", True),
        ("/kommuner/", True),
        ("/kommun/9101/vision/", True),
        ("/kommun/9102/vision/", False),  # another municipality's
        ("/kommun/9101/utmaningar/?grupp=kvinnor", False),  # a choice
        ("/kommun/9101/utforska/", False),  # a search
        ("/sok/", False),
        ("/synpunkter/?sida=/", False),
        ("/admin/", False),
        ("/en/kommun/9101/", False),  # not asked for here
        ("https://www.kolada.se/", False),
    ],
)
def test_an_export_holds_one_municipality_and_no_choices(address: str, held: bool) -> None:
    assert SCOPE.holds(address) is held


def test_links_are_relative_and_come_back_to_the_same_file() -> None:
    for page in ("/", "/kommun/2083/", "/kommun/2083/nyckeltal/N1/"):
        for to in (
            "/",
            "/kommun/2083/vision/",
            "/static/a/b.css?1",
            "/kommun/2083/nyckeltal/N1/diagram.svg?bredd=smal",
        ):
            relative = link(f"{to}#har", seen_from=file_of(page))
            target = urlsplit(urljoin(f"http://host/under{page}", relative))
            assert target.fragment == "har"
            assert file_of(target.path.removeprefix("/under")) == file_of(to)


def test_what_needs_the_service_leads_to_it() -> None:
    html = (
        '<meta charset="utf-8"><a href="/kommun/2080/">Falun</a> <a href="#har">här</a> <a href="mailto:a@example.org">'
        '<form action="/sok/" method="get"><form class="val">'
        '<img src="/a.svg" srcset="/a.svg?b=1 2x, /a.svg"> <a title=href="/x/">'
    )
    needed: list[str] = []
    page = Rewriter(SCOPE, "https://live.example.org").page(html, "/b/", needed.append)

    assert 'href="https://live.example.org/kommun/2080/"' in page
    assert 'action="https://live.example.org/sok/"' in page
    assert '<form action="https://live.example.org/b/" class="val">' in page
    assert 'href="#har"' in page
    assert 'href="mailto:a@example.org"' in page
    assert 'srcset="../a~b-1.svg 2x, ../a.svg"' in page
    assert needed == ["/a.svg", "/a.svg?b=1", "/a.svg"]
    assert "form-action 'self' https://live.example.org" in unescape(page)


@contextmanager
def carried(folder: Path) -> Iterator[str]:
    """A plain server of files."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    handler.func.log_message = lambda *_: None  # type: ignore[method-assign]
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def exported(folder: Path, **changed: object) -> Exported:
    given = {"scope": SCOPE, "live": LIVE, "about": {"area": "9101"}, "progress": lambda *_: None}
    return export_site(folder, Asker(get_wsgi_application(), LIVE), **(given | changed))


@pytest.fixture
def one_thread(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The test's transaction belongs to its own thread and connection, which an answered request would close."""
    monkeypatch.setattr("riktmarke.publishing.static_site.export.ThreadPoolExecutor", InThisThread)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


class InThisThread:
    """An executor that does at once what it is given."""

    def __init__(self, *_: object) -> None:
        pass

    def __enter__(self) -> "InThisThread":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def submit(self, call: object, *given: object) -> object:
        done: Future[object] = Future()
        done.set_result(call(*given))
        return done


def test_every_link_of_every_file_leads_somewhere(
    challenge_site: Figures, one_thread: None, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented_plan.load(repository)
    # the 186 pages of the global goals are made by one view: a few tell as much
    monkeypatch.setattr(places, "ONLY_LIVE", re.compile(rf"{places.ONLY_LIVE.pattern}|/agenda-2030/[2-9]"))
    told = exported(tmp_path / "site")

    assert told.broken == {}
    assert told.pages > 30
    assert json.loads((tmp_path / "site" / MARKER).read_text())["area"] == "9101"
    missing = (tmp_path / "site" / "404.html").read_text(encoding="utf-8")
    assert 'href="/static/riktmarke.css?' in missing  # shown at any depth, so not relative
    pages = sorted(set((tmp_path / "site").rglob("*.html")) - {tmp_path / "site" / "404.html"})
    with carried(tmp_path / "site") as url:
        answered: dict[str, int] = {}
        for page in pages:
            at = f"{url}/{page.relative_to(tmp_path / 'site')}".removesuffix("index.html")
            html = page.read_text(encoding="utf-8")
            assert 'method="post"' not in html, f"{page} asks for what only the service has"
            for name, value in re.findall(r'\s(href|src|action)="([^"]*)"', html):
                target = urldefrag(urljoin(at, unescape(value)))[0]
                if target.startswith(url):
                    assert name != "action", f"a form of {page} is sent to a server of files"
                    assert not value.startswith("/"), f"{value} in {page} is bound to the top of a host"
                    if target not in answered:
                        answered[target] = urllib.request.urlopen(target).status
        assert set(answered.values()) == {200}
        svg = urllib.request.urlopen(next(target for target in answered if "diagram" in target and ".svg" in target))
        assert svg.headers["Content-Type"] == "image/svg+xml"


def two_pages(environ: dict[str, str], start: Callable[..., None]) -> list[bytes]:
    """An application with two pages that link to each other, and to one that is not there."""
    found = environ["PATH_INFO"] in {"/", "/kommun/9101/"}
    start("200 OK" if found else "404 Not Found", [("Content-Type", "text/html; charset=utf-8")])
    return [b'<a href="/kommun/9101/">9101</a> <a href="/">start</a> <a href="/borta/">borta</a>']


def test_an_export_that_fails_leaves_the_earlier_one(tmp_path: Path) -> None:
    folder, asker = tmp_path / "site", Asker(two_pages, LIVE)
    given = {"scope": SCOPE, "live": LIVE, "about": {}}
    export_site(folder, asker, **given, progress=lambda *_: None)
    (folder / "kommun" / "9101" / "index.html").write_text("den förra")

    def fail(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_site(folder, asker, **given, progress=fail)
    assert (folder / "kommun" / "9101" / "index.html").read_text() == "den förra"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]

    told = export_site(folder, asker, **given, progress=lambda *_: None)
    assert (folder / "kommun" / "9101" / "index.html").read_text() != "den förra"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (told.pages, told.broken) == (2, {"/borta/": 404})


def test_a_folder_with_something_else_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "viktigt.txt").write_text("spara mig")

    with pytest.raises(NotAnExport, match="holds something else"):
        exported(tmp_path)
    with pytest.raises(NotAnExport, match="is a file"):
        exported(tmp_path / "viktigt.txt")
    assert (tmp_path / "viktigt.txt").read_text() == "spara mig"
