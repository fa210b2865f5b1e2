"""The map by keyboard, the chart year by year, and several municipalities beside each other."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible, fits
from tests.browser.chromium import Visit

DALARNA = "/kommun/2083/karta/?nyckeltal=N00957"


def test_the_map_is_walked_by_keyboard_and_leads_to_a_municipality(page: Page) -> None:
    page.goto(DALARNA)
    assert_accessible(page)
    page.get_by_role("link", name="Hoppa över kartan till tabellen").focus()
    names = []
    for _ in range(15):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert names[0].startswith("Avesta: ")
    assert names[-1].startswith("Älvdalen: ")
    assert all(re.search(r": \d+,\d\sdagar 2022$", name) for name in names)
    expect(page.locator("[data-readout]")).to_have_text(re.compile("^Älvdalen: "))
    focused = "getComputedStyle(document.activeElement)"
    assert page.evaluate(f"{focused}.outlineStyle") == "solid"
    page.keyboard.press("Tab")  # no trap: on to what follows the map
    assert page.evaluate("document.activeElement.textContent") == "PNG"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/kommun/2039/nyckeltal/N00957/"))


def test_the_country_has_290_links_and_a_way_past_them(page: Page) -> None:
    page.goto(f"{DALARNA}&omrade=riket")
    assert page.locator(".map-main a").count() == 290
    assert_accessible(page)
    page.get_by_role("link", name="Hoppa över kartan till tabellen").press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('section').getAttribute('aria-labelledby')") == "tabell"


def test_the_map_without_scripts_on_a_narrow_phone_and_on_paper(browser: Browser, site_url: str) -> None:
    visiting = Visit(browser, origin=site_url, javascript=False, width=320)
    page = visiting.page
    page.goto(DALARNA)
    assert fits(page)
    page.get_by_label("Grupp").select_option("kvinnor")
    page.get_by_role("button", name="Visa").click()
    expect(page).to_have_url(re.compile("grupp=kvinnor"))
    page.wait_for_load_state()  # the address is there before the style sheet is
    assert page.locator(".map-main a").count() == 15
    page.emulate_media(media="print")
    assert page.locator(".map-main").is_visible()
    assert page.locator(".map-table").is_visible()
    assert not page.locator(".map-form").is_visible()
    visiting.end()


def test_a_chart_is_read_year_by_year(page: Page) -> None:
    page.goto("/kommun/2083/nyckeltal/N00957/")
    slider = page.get_by_label("Läs av ett år").first
    slider.focus()
    slider.press("ArrowLeft")
    expect(page.locator(".chart-said").first).to_have_text(
        re.compile(r"^2021: Hedemora, totalt 30,6; Hedemora, kvinnor 33,8; Hedemora, män 27,5; Dalarna 24,4")
    )
    assert slider.get_attribute("aria-valuetext") == "2021"
    expect(page.locator(".chart-line").first).to_be_visible()
    image = page.locator("figure[data-years] img")
    box = image.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] / 2)
    expect(page.locator(".chart-said").first).to_have_text(re.compile(r"^2001: "))
    assert_accessible(page)


def test_municipalities_are_chosen_and_stand_beside_each_other(browser: Browser, site_url: str) -> None:
    visiting = Visit(browser, origin=site_url, width=320)
    page = visiting.page
    page.goto("/kommun/2083/jamfor/?nyckeltal=N00957")
    page.get_by_label("Kommun 1").select_option("2080")
    page.get_by_label("Kommun 2").select_option("2084")
    page.get_by_role("button", name="Jämför").click()
    expect(page).to_have_url(re.compile(r"\?med=2080,2084&nyckeltal=N00957$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Hedemora, Falun och Avesta")
    expect(page.locator(".compared")).to_contain_text("20,7")
    assert fits(page)
    assert_accessible(page)
    visiting.end()
