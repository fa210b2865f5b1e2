"""From the start to the goal of 17 500 inhabitants, what it takes, and what a change would make of it, on a phone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible, fits
from tests.browser.chromium import Visit

OWN = "/kommun/2083/befolkning/"


@pytest.fixture
def phone(browser: Browser, site_url: str) -> Iterator[Page]:
    """The page of a visitor with a narrow screen."""
    visiting = Visit(browser, origin=site_url, width=360)
    yield visiting.page
    visiting.end()


def test_from_the_start_to_the_goal_what_it_takes_and_what_a_slider_makes_of_it(phone: Page) -> None:
    phone.goto("/")
    phone.get_by_role("link", name=re.compile("17.500 innevånare")).first.click()
    phone.get_by_role("link", name=re.compile("pröva själv")).first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Befolkningen i Hedemora")
    phone.wait_for_load_state()  # a heading is there before what stands under it is
    lead = phone.locator(".lead").first.inner_text().replace("\u00a0", " ")
    assert re.search(r"mycket osannolikt \(mindre än 1 chans av 10\) att Hedemora har minst 17 500 invånare 2038", lead)
    takes = phone.get_by_role("region", name="Vad som krävs")
    expect(takes).to_contain_text(re.compile("fler flytta in än ut om året"))
    assert_accessible(phone)
    assert fits(phone)

    slider = phone.get_by_role("slider", name="Inflyttade per år, skjutreglage")
    before = phone.get_by_label("Inflyttade per år", exact=True).input_value()
    slider.focus()
    slider.press("End")
    expect(phone.locator("#svar-innehall")).to_contain_text(re.compile(r"Då väntas Hedemora ha omkring"))
    expect(phone.get_by_role("status")).to_contain_text("fler än utan ändringarna")
    after = phone.get_by_label("Inflyttade per år", exact=True).input_value()
    assert after != before
    assert slider.get_attribute("aria-valuetext") == after
    expect(phone).to_have_url(re.compile(r"inflyttade=\d+#prova$"))
    expect(phone.locator("#svar-innehall img")).to_have_js_property("complete", value=True)
    assert_accessible(phone)
    assert fits(phone)

    said = phone.locator("#svar-innehall").inner_text()
    phone.reload()  # the address can be shared
    assert phone.locator("#svar-innehall").inner_text() == said
    phone.get_by_role("link", name="Återställ").click()
    expect(phone.locator("#svar-innehall")).to_contain_text("Inget är ändrat")
    assert phone.get_by_label("Inflyttade per år", exact=True).input_value() == before


def test_what_is_wrong_is_said_at_the_field_while_it_is_written(page: Page) -> None:
    page.goto(OWN)
    field = page.get_by_label("Barn per kvinna", exact=True)
    field.fill("nio")
    expect(page.locator("#barn-fel")).to_have_text("Skriv ett tal, till exempel 1,8.")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert_accessible(page)
    field.fill("1,9")
    expect(page.locator("#barn-fel")).to_be_hidden()
    expect(page.locator("#svar-innehall")).to_contain_text("1,90 barn per kvinna")
    page.get_by_role("link", name=re.compile("^Inflyttning som rekordåren")).click()
    expect(page.locator("#svar-innehall")).to_contain_text("Då väntas Hedemora ha omkring")
    expect(field).to_have_value(field.get_attribute("data-expected") or "none")


def test_without_scripts_the_form_answers_with_its_button(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto(OWN)
    assert page.get_by_role("slider").count() == 0
    page.get_by_label("Utflyttning, procent av den väntade").fill("90")
    page.get_by_label("Mål, antal invånare").fill("0")
    page.get_by_role("button", name="Räkna").click()
    expect(page).to_have_url(re.compile("#prova$"))
    expect(page.locator("#mal-fel")).to_contain_text("Skriv ett antal invånare över 0.")
    expect(page.get_by_label("Mål, antal invånare")).to_have_value("0")
    expect(page.locator("#svar-innehall")).to_contain_text("fler än utan ändringarna")
