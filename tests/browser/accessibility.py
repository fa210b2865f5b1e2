"""axe-core's verdict on a page, as a failure that can be read."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
WCAG_2_2_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
BEST_PRACTICE = "best-practice"


# What is still fading in has a contrast of its own at every moment; what never ends (a spinner) is not waited for.
SETTLED = """() => Promise.all(document.getAnimations()
    .filter(one => one.effect.getComputedTiming().endTime < 5000)
    .map(one => one.finished.catch(() => null)))"""


def violations(page: Page) -> list[dict[str, Any]]:
    """Return what axe finds on the page against WCAG 2.2 A and AA and its own best practice."""
    # Evaluated through the browser's own protocol, so that the page's content security policy stays as it is.
    page.wait_for_load_state()
    page.evaluate(AXE)
    page.evaluate(SETTLED)
    options = {"runOnly": {"type": "tag", "values": [*WCAG_2_2_AA, BEST_PRACTICE]}, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return found


def assert_accessible(page: Page) -> None:
    """Fail with rule, impact, elements and advice if axe finds anything on the page."""
    found = violations(page)
    assert not found, f"{page.url}\n" + "\n".join(_told(violation) for violation in found)


def fits(page: Page) -> bool:
    """Return whether the page is as wide as the window at most, so that it is read by scrolling one way."""
    page.wait_for_load_state()  # a heading is there before the style sheet is
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def _told(violation: dict[str, Any]) -> str:
    elements = "\n".join(
        f"    {' '.join(map(str, node['target']))}\n      {node['html'][:200]}\n      "
        + node["failureSummary"].replace("\n", "\n      ")
        for node in violation["nodes"]
    )
    return f"{violation['id']} ({violation['impact']}): {violation['help']}\n  {violation['helpUrl']}\n{elements}"
