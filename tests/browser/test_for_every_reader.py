"""What a reader's own settings change: text size, colours, paper, and a screen of any width."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.accessibility import fits
from tests.browser.chromium import ARGUMENTS, Visit, chromium_path

SERIES = "/kommun/2083/nyckeltal/N00957/?med=2085"
SMALLEST_PX = 12.0
# Those further down are fetched when a reader comes near: here all are, so that each tells which picture it chose.
PLACES_OF_IMAGES = """() => Promise.all([...document.querySelectorAll('.chart img')].map(async image => {
    image.loading = 'eager';
    await image.decode();
    return [image.currentSrc, image.clientWidth];
}))"""


@pytest.fixture(scope="module")
def large_text(browser: Browser) -> Iterator[Browser]:
    """A Chromium whose reader has set twice the text size. It shares the session's Playwright."""
    path = chromium_path()
    running = browser.browser_type.launch(
        executable_path=path, headless=True, args=[*ARGUMENTS, "--blink-settings=defaultFontSize=32"]
    )
    yield running
    running.close()


@pytest.mark.parametrize("width", [320, 360, 641, 768, 1088, 1440])
@pytest.mark.parametrize(
    ("address", "charts"), [(SERIES, 3), ("/kommun/2083/nyckeltal/N01951/", 3), ("/kommun/2083/utmaningar/", 1)]
)
def test_no_text_in_a_chart_is_smaller_than_12_px(page: Page, address: str, charts: int, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    shown = page.evaluate(PLACES_OF_IMAGES)
    assert len(shown) == charts
    for source, client_width in shown:
        svg = page.request.get(source).text()
        drawn_width = float(re.search(r'<svg[^>]* width="([\d.]+)"', svg)[1])  # type: ignore[index]
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)(?:px)?"', svg)]
        assert min(sizes) * client_width / drawn_width >= SMALLEST_PX


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        SERIES,
        "/kommun/2083/nyckeltal/U01405/",
        "/kommun/2083/utforska/?q=skola",
        "/om-siffrorna/",
        "/kommun/2083/vision/",
        "/kommun/2083/overgripande-mal/invanare-2038/",
        "/kommun/2083/overgripande-mal/trygg-plats/",
        "/kommun/2083/befolkning/",
        "/om/prognoser/",
        "/kommun/2083/fokusomraden/miljo/",
        "/kommun/2083/konsuppdelning/",
        "/kommun/2083/utmaningar/",
        "/kommun/2083/utmaningar/?visa=tabell",
        "/kommun/2083/utmaningar/N00957/",
        "/kommun/2083/ramverk/agenda-2030/13/",
        "/kommun/2083/styrdokument/",
        "/synpunkter/?sida=/kommun/2083/vision/",
        "/personuppgifter/",
    ],
)
def test_twice_the_text_size_is_read_by_scrolling_one_way(
    large_text: Browser, site_url: str, address: str, width: int
) -> None:
    visiting = Visit(large_text, origin=site_url, width=width)
    visiting.page.goto(address)
    assert fits(visiting.page)
    visiting.end()


def test_the_comparison_in_percentage_points_fits_a_narrow_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/kommun/2083/nyckeltal/U01405/")
    scroller = page.get_by_role("group", name="Jämfört med andra")
    assert scroller.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_where_one_is_can_be_seen_in_the_readers_own_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto("/")
    edges = "e => { const s = getComputedStyle(e); return [s.borderBottomWidth, s.borderBottomColor] }"
    here = page.locator(".menu a[aria-current]").evaluate(edges)
    elsewhere = page.locator(".menu a:not([aria-current])").first.evaluate(edges)
    assert here != elsewhere


def test_what_bars_tell_by_colour_can_be_told_apart_in_the_readers_own_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto("/kommun/2083/jamstalldhet/")
    looks = page.locator(".state-key rect").evaluate_all(
        "all => all.map(e => { const s = getComputedStyle(e); return `${s.fill} ${s.strokeDasharray}` })"
    )

    assert len(looks) == 5
    assert len(set(looks)) == 5
    page.goto("/kommun/2083/befolkning/")
    fill = "e => getComputedStyle(e).fill"
    needed, ours = page.locator(".needed .flow-bar rect").first, "rgb(128, 24, 24)"
    assert needed.evaluate(fill) != ours


def test_the_way_here_wraps_and_is_never_cut_off(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/kommun/0114/nyckeltal/U30752/")
    cut = (
        "() => [...document.querySelectorAll('.crumbs *')].filter(e => getComputedStyle(e).textOverflow == 'ellipsis')"
    )
    assert page.evaluate(f"({cut})().length") == 0


def test_the_year_stays_in_sight_when_a_table_is_scrolled(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(SERIES)
    assert page.get_by_text("dra den i sidled").is_visible()
    scroller = page.get_by_role("group", name="År för år")
    scroller.evaluate("e => { e.scrollLeft = 150 }")
    year, edge = (scroller.locator("tbody th").first.bounding_box(), scroller.bounding_box())
    assert year is not None
    assert edge is not None
    assert year["x"] >= edge["x"] - 8


@pytest.mark.parametrize(
    "address",
    ["/", "/kommun/2083/jamstalldhet/", "/kommun/2083/jamfor/?med=2080,2084", "/kommun/2083/utforska/?q=skola"],
)
def test_a_table_whose_cells_are_stacked_is_still_a_table(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(address)
    table = page.locator("main table").first
    assert table.locator("tbody tr").first.evaluate("row => getComputedStyle(row).display") == "grid"
    part_and_role = "parts => new Set(parts.map(part => `${part.tagName} ${part.getAttribute('role')}`))"
    told = set(
        table.locator("xpath=descendant-or-self::*[self::table or self::tr or self::td or self::th]").evaluate_all(
            f"parts => [...({part_and_role})(parts)]"
        )
    )
    assert told == {"TABLE table", "TR row", "TD cell", "TH rowheader", "TH columnheader"}


@pytest.mark.parametrize("width", [320, 360, 390])
def test_a_large_number_is_never_cut_in_two_on_a_phone(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/")
    country = page.get_by_role("row", name="Folkmängd").locator("td[data-label=Sverige] span")
    assert re.fullmatch(r"\d\d\s\d{3}\s\d{3}", country.inner_text())
    assert (
        country.evaluate(
            "words => { const r = document.createRange(); r.selectNodeContents(words);"
            " return new Set([...r.getClientRects()].map(box => box.top)).size }"
        )
        == 1
    )
    edges = country.evaluate("""words => { const r = document.createRange(); r.selectNodeContents(words);
        return [r.getBoundingClientRect().right, words.closest('td').getBoundingClientRect().right] }""")
    assert edges[0] <= edges[1] + 1


def test_paper_says_where_it_came_from(page: Page) -> None:
    page.goto(SERIES)
    address = page.locator(".print-only", has_text="Sidans adress")
    assert not address.is_visible()
    page.emulate_media(media="print")
    assert address.inner_text().endswith(SERIES)
    assert not page.get_by_role("link", name="Ta bort Ludvika").is_visible()
