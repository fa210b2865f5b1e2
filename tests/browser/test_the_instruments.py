"""The instruments of the browser tests measure what they say: on pages made to be right and wrong."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.accessibility import AXE, WCAG_2_2_AA, assert_accessible
from tests.browser.chromium import StrangersAsked, Visit

GOOD = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Riktmärke</title></head>
<body><main><h1>Ohälsotal</h1><p>Hedemora 2022</p></main></body></html>"""
PICTURE_WITHOUT_WORDS = GOOD.replace("<p>", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p>')
SMALL_TARGETS = GOOD.replace(
    "<p>", "".join(f'<button style="width:8px;height:8px;padding:0;border:0">{n}</button>' for n in (1, 2)) + "<p>"
)
ASKS_A_STRANGER = GOOD.replace("<p>", '<img alt="" src="http://fonts.example.org/letter.png"><p>')


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site_url(tmp_path: Path) -> Iterator[str]:
    pages = {"good": GOOD, "picture": PICTURE_WITHOUT_WORDS, "targets": SMALL_TARGETS, "stranger": ASKS_A_STRANGER}
    for name, html in pages.items():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_axe_knows_wcag_2_2() -> None:
    assert [tag for tag in WCAG_2_2_AA if f'"{tag}"' not in AXE] == []


def test_a_right_page_passes(visit: Visit) -> None:
    visit.page.goto("/good.html")

    assert_accessible(visit.page)
    assert visit.page.evaluate("navigator.language") == "sv-SE"


@pytest.mark.parametrize(("address", "rule"), [("/picture.html", "image-alt"), ("/targets.html", "target-size")])
def test_a_wrong_page_fails_with_the_rule_the_element_and_the_advice(visit: Visit, address: str, rule: str) -> None:
    visit.page.goto(address)

    with pytest.raises(AssertionError, match=rf"{rule} \((critical|serious)\): .*\n.*https://"):
        assert_accessible(visit.page)


def test_a_page_that_asks_a_stranger_fails(browser: Browser, site_url: str) -> None:
    visiting = Visit(browser, origin=site_url)
    visiting.page.goto("/stranger.html")

    with pytest.raises(StrangersAsked, match=r"http://fonts\.example\.org/letter\.png"):
        visiting.end()
