"""Answering back, in a real browser: by keyboard, without scripts, with what is wrong told, and the page's tools."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible, fits
from tests.browser.chromium import Visit

VISION = "/kommun/2083/vision/"
COMMENT = "Var står det när bussen går? <b>åäö</b>"
MS_THAT_A_PERSON_TAKES = 2200


def test_by_keyboard_alone_from_the_skip_link_to_a_receipt_with_a_number(page: Page) -> None:
    page.goto(VISION)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Tyck till om sidan")
    page.keyboard.press("Enter")
    for _ in range(3):  # yes, no, the form
        page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Lämna en synpunkt om sidan")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(COMMENT)
    page.keyboard.press("Tab")
    page.keyboard.type("invanare@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type("Invånare")
    page.wait_for_timeout(MS_THAT_A_PERSON_TAKES)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för din synpunkt")
    expect(page.locator(".lead")).to_have_text(re.compile(r"Den har nummer 2083-\w+\."))
    expect(page.locator("main")).to_contain_text("En bekräftelse skickas till den e-postadress")
    assert "invanare" not in page.url
    assert_accessible(page)
    page.get_by_role("link", name=re.compile("Tillbaka till")).click()
    expect(page).to_have_url(re.compile(f"{VISION}$"))


def test_what_is_wrong_is_announced_and_leads_to_its_field_with_everything_kept(
    browser: Browser, site_url: str
) -> None:
    visiting = Visit(browser, origin=site_url, width=320)
    page = visiting.page
    page.goto(f"/synpunkter/?sida={VISION}")
    page.get_by_label("E-postadress").fill("ingen adress")
    page.get_by_label("Namn").fill("Invånare")
    page.get_by_role("button", name="Skicka").click()

    told = page.get_by_role("alert")
    expect(told).to_be_focused()
    expect(told).to_contain_text("2 saker behöver rättas")
    expect(page).to_have_title(re.compile("^Fel: "))
    assert fits(page)
    assert_accessible(page)
    expect(page.get_by_label("Namn")).to_have_value("Invånare")
    told.get_by_role("link", name=re.compile("ser inte ut som en e-postadress")).click()
    email = page.get_by_label("E-postadress")
    expect(email).to_be_focused()
    expect(email).to_have_accessible_description(re.compile("ser inte ut som en e-postadress.*Utan e-postadress"))
    email.fill("")
    page.get_by_label("Din synpunkt").fill(COMMENT)
    page.wait_for_timeout(MS_THAT_A_PERSON_TAKES)
    page.get_by_role("button", name="Skicka").click()
    expect(page.locator("main")).to_contain_text("Du angav ingen e-postadress, så vi kan inte svara dig.")
    visiting.end()


def test_a_refusal_keeps_the_text_and_the_next_press_gets_it_through(page: Page) -> None:
    page.goto(f"/synpunkter/?sida={VISION}")
    page.get_by_label("Din synpunkt").fill(COMMENT)
    page.locator("[name=lamna-tomt]").evaluate("field => { field.value = 'http://example.org' }")
    page.get_by_role("button", name="Skicka").click()
    expect(page.get_by_role("alert")).to_contain_text("En ruta som ska vara tom var ifylld")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Din synpunkt")).to_have_value(COMMENT)
    assert_accessible(page)
    page.wait_for_timeout(MS_THAT_A_PERSON_TAKES)
    page.get_by_role("button", name="Skicka").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för din synpunkt")


def test_while_something_else_holds_the_database_the_text_waits_on_the_page(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (file,) = {found.resolve() for found in tmp_path_factory.getbasetemp().glob("site*/site.sqlite3")}
    page.goto(f"/synpunkter/?sida={VISION}")
    page.get_by_label("Din synpunkt").fill(COMMENT)
    page.wait_for_timeout(MS_THAT_A_PERSON_TAKES)
    with closing(sqlite3.connect(file, timeout=60, isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        page.get_by_role("button", name="Skicka").click()
        expect(page.get_by_role("alert")).to_contain_text("Synpunkten kunde inte sparas just nu")
        another.execute("ROLLBACK")
    expect(page.get_by_label("Din synpunkt")).to_have_value(COMMENT)
    page.get_by_role("button", name="Skicka").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för din synpunkt")


def test_without_scripts_a_vote_leads_to_thanks_and_on_to_the_form(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto(f"/en{VISION}")
    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_role("heading", level=2, name="What did you miss?")).to_be_visible()
    page.get_by_label("Your comment").fill(COMMENT)
    page.wait_for_timeout(MS_THAT_A_PERSON_TAKES)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your comment")


def test_a_vote_is_thanked_for_on_the_page_and_the_link_is_copied_and_said_to_be(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(VISION)
    page.get_by_role("button", name="Ja", exact=True).click()
    expect(page.locator(".helped .said")).to_have_text("Tack för att du svarade.")
    expect(page.locator(".helped .said")).to_be_focused()
    page.get_by_role("button", name="Kopiera länken").click()
    expect(page.locator(".page-tools .said")).to_have_text("Länken är kopierad.")
    assert str(page.evaluate("navigator.clipboard.readText()")).endswith(VISION)


def test_the_button_prints_pictures_that_have_not_been_scrolled_to(page: Page) -> None:
    page.goto("/kommun/2083/nyckeltal/N00957/")
    for picture in page.evaluate("[...document.images].map(one => one.currentSrc || one.src)"):
        assert page.request.get(picture).ok  # drawn by now, as the button waits for nothing longer than five seconds
    printed_at_once, empty_on_paper = page.evaluate("""() => new Promise((done) => {
        const empty = () => [...document.images].filter((one) => !one.complete || !one.naturalWidth);
        let pressed = false;
        window.print = () => done([!pressed, empty().map((one) => one.src)]);
        document.querySelector('[data-tool="print"]').click(); // without scrolling there
        pressed = true; })""")
    assert page.locator("img[alt^=Solfj]").count() == 1
    assert not printed_at_once
    assert empty_on_paper == []


@pytest.mark.parametrize("address", [VISION, "/tillganglighet/"])
def test_paper_has_who_to_ask_and_no_form(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_text("Lämna en synpunkt om sidan").click()
    page.emulate_media(media="print")
    expect(page.get_by_label("Din synpunkt")).to_be_hidden()
    expect(page.get_by_role("button", name="Skriv ut sidan")).to_be_hidden()
    expect(page.locator(".about-page")).to_contain_text("strateg@example.org")
    expect(page.locator(".about-page")).to_contain_text("Sidan uppdaterad")
