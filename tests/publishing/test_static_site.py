"""The site as files: every link leads to a file or to the live service, and nothing is half-written."""

import functools
import http.server
import json
import os
import re
import signal
import threading
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from riktmarke.publishing.static_site import places
from riktmarke.publishing.static_site.asking import Application, Asker
from riktmarke.publishing.static_site.export import MARKER, Makers, NotAnExport, Walked, export_site
from riktmarke.publishing.static_site.making import Made, Maker
from riktmarke.publishing.static_site.places import Scope, about, file_of, link
from riktmarke.publishing.static_site.processes import ProcessLost, Subject, Submit, processes
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
            "kommun/2083/nyckeltal/N1/diagram~bredd-smal-ladda_ner.svg",
        ),
        ("/kommun/2083/nyckeltal/N1/diagram.svg?ladda-ner", "kommun/2083/nyckeltal/N1/diagram~ladda_ner.svg"),
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


@contextmanager
def in_this_thread(asker: Asker, folder: Path) -> Iterator[list[Submit]]:
    """A maker that does at once what it is given: the test's transaction belongs to its own thread."""
    maker = Maker(folder, asker, Rewriter(SCOPE, LIVE))

    def submit(address: str) -> Future[Made]:
        done: Future[Made] = Future()
        done.set_result(maker.make(address))
        return done

    yield [submit]


def exported(folder: Path, application: Application | None = None, **changed: Any) -> Walked:
    makers = partial(in_this_thread, Asker(application or get_wsgi_application(), LIVE))
    given = {"scope": SCOPE, "told": {"area": "9101"}, "progress": lambda *_: None}
    return export_site(folder, makers, **(given | changed))


@pytest.fixture
def open_connection() -> Iterator[None]:
    """The test's transaction belongs to its own connection, which an answered request would close."""
    for ended in (request_started, request_finished):
        ended.disconnect(close_old_connections)
    yield
    for ended in (request_started, request_finished):
        ended.connect(close_old_connections)


def test_every_link_of_every_file_leads_somewhere(
    challenge_site: Figures, open_connection: None, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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
    chart = "/kommun/9101/nyckeltal/N90001/diagram.svg"
    kept = (tmp_path / "site" / file_of(f"{chart}?ladda-ner")).read_bytes()
    assert kept == Asker(get_wsgi_application(), LIVE).get(f"{chart}?ladda-ner").body
    assert kept != (tmp_path / "site" / file_of(chart)).read_bytes()  # it has its title and its source


def two_pages(environ: dict[str, str], start: Callable[..., None]) -> list[bytes]:
    """An application with two pages that link to each other, and to one that is not there."""
    found = environ["PATH_INFO"] in {"/", "/kommun/9101/"}
    start("200 OK" if found else "404 Not Found", [("Content-Type", "text/html; charset=utf-8")])
    only_on_the_error_page = b"" if found else b'<a href="/404.html?sprak">In English</a> <a href="/felsidan/">fel</a>'
    return [
        b'<a href="/kommun/9101/">9101</a> <a href="/">start</a> <a href="/borta/">borta</a>',
        only_on_the_error_page,
    ]


def test_an_export_that_fails_leaves_the_earlier_one(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    exported(folder, two_pages)
    (folder / "kommun" / "9101" / "index.html").write_text("den förra")

    def fail(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exported(folder, two_pages, progress=fail)
    assert (folder / "kommun" / "9101" / "index.html").read_text() == "den förra"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]

    told = exported(folder, two_pages)
    assert (folder / "kommun" / "9101" / "index.html").read_text() != "den förra"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (told.pages, told.broken) == (2, {"/borta/": 404})


def in_processes(application: str, count: int = 2) -> Makers:
    return partial(processes, count, Subject(f"{__name__}.{application}", SCOPE, LIVE, Path("charts")))


def test_processes_write_the_same_files(tmp_path: Path) -> None:
    alone = exported(tmp_path / "alone", two_pages)
    told = export_site(
        tmp_path / "several", in_processes("two_pages"), scope=SCOPE, told={"area": "9101"}, progress=lambda *_: None
    )

    assert told == alone
    files = {path.relative_to(tmp_path / "alone"): path.read_bytes() for path in (tmp_path / "alone").rglob("*.*")}
    assert len(files) == 4
    assert files == {
        path.relative_to(tmp_path / "several"): path.read_bytes() for path in (tmp_path / "several").rglob("*.*")
    }


def killed(environ: dict[str, str], start: Callable[..., None]) -> list[bytes]:
    """An application whose process is killed, as a system does that is out of memory."""
    os.kill(os.getpid(), signal.SIGKILL)
    return two_pages(environ, start)


def test_a_process_that_dies_is_told_of_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ProcessLost, match="memory was not enough"):
        export_site(tmp_path / "site", in_processes("killed"), scope=SCOPE, told={}, progress=lambda *_: None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("/kommun/2083/nyckeltal/N1/", "/en/kommun/2083/nyckeltal/N1/diagram.svg?bredd=smal", True),
        ("/kommun/2083/nyckeltal/N1/", "/kommun/2083/utmaningar/N1/", True),
        ("/kommun/2083/vision/", "/en/kommun/2083/vision/", True),
        ("/kommun/2083/nyckeltal/N1/", "/kommun/2083/nyckeltal/N2/", False),
    ],
)
def test_what_is_about_the_same_is_made_by_the_same(one: str, other: str, alike: bool) -> None:
    assert (about(one) == about(other)) is alike


def test_a_folder_with_something_else_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "viktigt.txt").write_text("spara mig")

    with pytest.raises(NotAnExport, match="holds something else"):
        exported(tmp_path)
    with pytest.raises(NotAnExport, match="is a file"):
        exported(tmp_path / "viktigt.txt")
    assert (tmp_path / "viktigt.txt").read_text() == "spara mig"
