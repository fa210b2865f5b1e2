"""A browser per session and a visitor per test. The server under test is the fixture `site_url`, an origin.

One browser and one server are enough: tests.plugins.scheduling keeps the tests of this folder in one worker.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import Visit, running_chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium.

    Its event loop runs in the tests' own thread, where Django would take every test for one that awaits.
    """
    with pytest.MonkeyPatch.context() as patch, running_chromium() as running:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield running


@pytest.fixture
def visit(browser: Browser, site_url: str) -> Iterator[Visit]:
    """A visitor to the site. The test fails if a page asks another origin for anything."""
    visiting = Visit(browser, origin=site_url)
    yield visiting
    visiting.end()


@pytest.fixture
def page(visit: Visit) -> Page:
    """The visitor's page; addresses are relative to the site: `page.goto("/")`."""
    return visit.page


@pytest.fixture
def page_without_javascript(browser: Browser, site_url: str) -> Iterator[Page]:
    """A page that runs no scripts."""
    visiting = Visit(browser, origin=site_url, javascript=False)
    yield visiting.page
    visiting.end()
