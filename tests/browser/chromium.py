"""A real Chromium for tests: found by scripts/find-chromium, shut in with the server under test."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect, sync_playwright

FIND_CHROMIUM = Path(__file__).parents[2] / "scripts" / "find-chromium"
ARGUMENTS = [
    "--no-sandbox",  # CI runs as root in a container, where Chromium's sandbox cannot start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
WITHOUT_A_HOST = {"data", "blob", "about"}
# How long to wait for what a page is to show: the server may have a busy machine and a chart to draw first.
MS_OF_PATIENCE = 60_000

expect.set_options(timeout=MS_OF_PATIENCE)


class StrangersAsked(AssertionError):
    """A page asked for something from another origin than its own."""


def chromium_path() -> str:
    """Return where Chromium is. A missing one is an error with advice, never a skipped test."""
    found = subprocess.run([FIND_CHROMIUM], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Give a running Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), headless=True, args=ARGUMENTS, chromium_sandbox=False
        )
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """One visitor: a browser context in Swedish that may talk to one origin, and remembers what else was asked for."""

    def __init__(self, browser: Browser, *, origin: str, javascript: bool = True, width: int = 1280) -> None:
        self.origin = origin
        self.asked_strangers: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=origin,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            accept_downloads=True,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(MS_OF_PATIENCE)
        self.context.route("**/*", self._only_to_the_origin)
        self.page: Page = self.context.new_page()

    def _only_to_the_origin(self, route: Route, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in WITHOUT_A_HOST or f"{address.scheme}://{address.netloc}" == self.origin:
            route.continue_()
        else:
            self.asked_strangers.append(request.url)
            route.abort()

    def end(self) -> None:
        """Close the context.

        Raises:
            StrangersAsked: naming every address outside the origin that a page asked for.
        """
        self.context.close()
        if self.asked_strangers:
            raise StrangersAsked(f"the page asked others than {self.origin}: {', '.join(self.asked_strangers)}")
