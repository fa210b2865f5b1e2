"""From the goal of a safe place to its ranks over time and to one indicator; whom it is for, and one's own weights."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible, fits
from tests.browser.chromium import Visit

GOAL = "/kommun/2083/overgripande-mal/trygg-plats/"
PAGE = "/kommun/2083/sammanvagt/trygghet-och-anmalda-brott/"


def test_from_the_goal_to_ranks_over_time_and_one_indicator_on_a_phone(browser: Browser, site_url: str) -> None:
    visiting = Visit(browser, origin=site_url, width=360)
    page = visiting.page
    page.goto(GOAL)
    short = page.get_by_role("region", name="Trygghet och anmälda brott")
    expect(short).to_contain_text("2022: Hedemora är på plats 5")
    expect(short).to_contain_text("mycket osannolikt")
    assert fits(page)
    assert_accessible(page)

    short.get_by_role("link", name="Delarna, vikterna och vad som skulle behöva ändras").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trygghet och anmälda brott i Hedemora")
    assert fits(page)
    assert_accessible(page)
    years = page.get_by_role("table", name="Anmälda brott, år för år: Hedemora bland länets kommuner")
    rows = years.get_by_role("row")
    expect(rows).to_have_count(8)  # the head, six years, and three of them together
    for row in rows.all()[1:]:
        assert re.search(r"\d+( till )?–?.*av 15", " ".join(row.inner_text().split())), row.inner_text()
    drawn = rows.nth(1).locator("svg.rank-line")
    box = drawn.bounding_box()
    assert box is not None
    assert box["width"] >= 50

    page.get_by_role("region", name="Anmälda brott").get_by_role("link", name="Anmälda våldsbrott").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmälda våldsbrott")
    visiting.end()


def test_for_companies_and_with_ones_own_weights(page: Page) -> None:
    page.goto(PAGE)
    page.get_by_role("link", name="För företag").click()
    expect(page.get_by_role("region", name="Upplevd trygghet: företag")).to_contain_text("Kan inte sägas")
    page.get_by_role("link", name="Alla delar").click()
    # written on the page before, the weights would be gone with it
    expect(page.get_by_role("link", name="Alla delar")).to_have_attribute("aria-current", "true")
    page.get_by_role("textbox", name="Anmälda brott, vikt").fill("80")
    page.get_by_role("textbox", name="Upplevd trygghet, vikt").fill("20")
    page.get_by_role("button", name="Väg ihop").click()
    together = page.get_by_role("region", name="Sammanvägt")
    expect(together).to_contain_text("anmälda brott 80\u00a0procent och upplevd trygghet 20\u00a0procent")
    page.get_by_role("textbox", name="Anmälda brott, vikt").fill("mest")
    page.get_by_role("button", name="Väg ihop").click()
    expect(page.get_by_role("textbox", name="Anmälda brott, vikt")).to_have_accessible_description(
        re.compile("Skriv ett helt tal från 0 till 100.")
    )
    assert_accessible(page)
    page.get_by_role("link", name="Riktmärkes förslag").click()
    expect(page.get_by_role("region", name="Sammanvägt")).to_contain_text("anmälda brott 50\u00a0procent")


def test_another_municipality_of_the_county_keeps_the_page(page: Page) -> None:
    page.goto(PAGE)
    page.get_by_role("table", name="Anmälda brott 2022: länets kommuner").get_by_role("link", name="Gagnef").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trygghet och anmälda brott i Gagnef")
    page.get_by_role("link", name="Byt kommun").click()
    page.get_by_label("Namn eller kod").fill("Avesta")
    page.locator("main").get_by_role("button", name="Sök").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trygghet och anmälda brott i Avesta")


def test_it_is_printed_without_its_choices(page: Page) -> None:
    page.goto(PAGE)
    page.emulate_media(media="print")
    expect(page.locator(".weights-form")).to_be_hidden()
    expect(page.get_by_role("heading", name="Vad det inte säger")).to_be_visible()
