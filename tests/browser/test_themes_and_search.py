"""A gender-equality strategist on the way from the menu to a sub-goal; residents who search, without scripts too."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.chromium import Visit
from tests.browser.test_journeys import tab_to


def test_a_strategist_goes_from_the_menu_to_a_sub_goal_its_gap_and_what_is_not_measured(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Hållbarhet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hållbarhet")
    pages = page.get_by_role("navigation", name="Sidor under Hållbarhet")
    pages.get_by_role("link", name="Jämställdhet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jämställdhet")
    expect(pages.get_by_role("link", name="Jämställdhet")).to_have_attribute("aria-current", "page")

    pay = page.get_by_role("region", name="2. Ekonomisk jämställdhet").first
    row = pay.get_by_role("row", name="Sysselsättningsgrad")
    expect(row.get_by_role("cell").nth(3)).to_contain_text("män +")
    violence = page.get_by_role("region", name="6. Mäns våld mot kvinnor ska upphöra").first
    expect(violence).to_contain_text("Det här syns inte i siffrorna")
    violence.get_by_role("link", name="Mer om delmålet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("6 Mäns våld mot kvinnor ska upphöra")
    page.go_back()
    page.get_by_role("link", name="Det här kan siffrorna visa om de sju diskrimineringsgrunderna").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mångfald")
    assert_accessible(page)


def test_a_resident_searches_by_keyboard_from_any_page_and_finds_the_figure(page: Page) -> None:
    page.goto("/kommun/2083/vision/")
    tab_to(page, "Sök på webbplatsen", role="searchbox")
    page.keyboard.type("arbetslosa")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("för ”arbetslosa”")
    assert page.title().startswith("Sök: arbetslosa")
    expect(page.locator("mark").first).to_have_text("Långtidsarbetslöshet")
    assert_accessible(page)
    page.locator("main").get_by_role("link", name="Långtidsarbetslöshet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Långtidsarbetslöshet")


def test_on_a_narrow_phone_without_scripts_a_misspelling_finds_the_municipality(
    browser: Browser, site_url: str
) -> None:
    visiting = Visit(browser, origin=site_url, width=320, javascript=False)
    page = visiting.page
    page.goto("/kommun/2083/jamstalldhet/")
    page.get_by_role("searchbox", name="Sök på webbplatsen").fill("hemedora")
    page.get_by_role("search", name="Sök på webbplatsen").get_by_role("button").click()
    expect(page.get_by_role("status")).to_contain_text("Här visas i stället ”Hedemora”")
    page.locator("main").get_by_role("link", name="Hedemora", exact=True).first.click()
    expect(page.locator(".where-name")).to_have_text("Hedemora")
    visiting.end()
