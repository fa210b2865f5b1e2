"""The style sheet says nothing that a browser does not understand: what it does not, it drops without a word."""

import re

from playwright.sync_api import Page

# Comments, and rules whose declarations are no properties of elements.
LEFT_OUT = re.compile(r"/\*.*?\*/|@(?:font-face|page)\s*\{[^{}]*\}", re.DOTALL)
BLOCK = re.compile(r"\{([^{}]*)\}")
# A semicolon within quotes or brackets ends nothing; brackets lie up to four deep.
WITHIN = r"[^()]*"
for _ in range(4):
    WITHIN = rf"(?:[^()]|\({WITHIN}\))*"
DECLARATION = re.compile(rf"\s*([-\w]+)\s*:\s*((?:[^;\"'()]|\"[^\"]*\"|'[^']*'|\({WITHIN}\))+)")


def declarations(css: str) -> list[tuple[str, str]]:
    """Return every property with its value, but for properties of our own."""
    blocks = BLOCK.findall(LEFT_OUT.sub("", css))
    said = [(name, value.strip()) for block in blocks for name, value in DECLARATION.findall(block)]
    return [(name, value.removesuffix("!important")) for name, value in said if not name.startswith("--")]


def test_a_browser_understands_every_declaration(page: Page) -> None:
    page.goto("/")
    address = page.locator("link[rel=stylesheet]").first.get_attribute("href")
    assert address is not None
    said = declarations(page.request.get(address).text())
    assert len(said) > 1000
    understood = page.evaluate("said => said.map(([name, value]) => CSS.supports(name, value))", said)
    assert [one for one, well in zip(said, understood, strict=True) if not well] == []


def test_municipalities_stand_in_columns_where_there_is_room(page: Page) -> None:
    page.goto("/kommuner/")
    left = page.locator(".subject h3").evaluate_all("all => all.map(one => Math.round(one.getBoundingClientRect().x))")
    assert len(set(left)) >= 3
