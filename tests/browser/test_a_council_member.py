"""A council member in a meeting, with a phone: from the vision to how likely it is, what is wrong and what is done."""

import re
import zlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible, fits
from tests.browser.chromium import Visit

PHONE_PX = 360
GOAL = "/kommun/2083/overgripande-mal/invanare-2038/"


@pytest.fixture
def phone(browser: Browser, site_url: str) -> Iterator[Page]:
    """A phone's page."""
    visiting = Visit(browser, origin=site_url, width=PHONE_PX)
    yield visiting.page
    visiting.end()


def assert_read_by_scrolling_one_way(page: Page) -> None:
    assert fits(page)
    assert_accessible(page)


def test_given_the_vision_when_a_goal_is_opened_then_its_likelihood_reasons_and_actions_stand_there(
    phone: Page,
) -> None:
    phone.goto("/")
    phone.get_by_role("link", name="Vision Hedemora 2038").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Vision Hedemora 2038")
    assert_read_by_scrolling_one_way(phone)
    phone.get_by_role("link", name="År 2038 är vi 17 500 innevånare i kommunen").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("År 2038 är vi 17 500 innevånare i kommunen")
    assert_read_by_scrolling_one_way(phone)
    expect(phone.locator(".opening")).to_contain_text("Kommunfullmäktige, 21 november 2023")
    target = phone.get_by_role("region", name="Folkmängd: 17 500 personer 2038")
    said = target.inner_text().replace("\u00a0", " ")
    assert "Mycket osannolikt" in said
    assert "mindre än 1 chans av 10" in said
    assert "behöver omkring 170 fler flytta in än ut om året" in said
    assert "Siffrorna slutar 2022." in said
    expect(phone.get_by_role("region", name="Vad som görs")).to_have_text(
        re.compile(r"Inga åtgärder är inlagda i planen här\.")
    )
    expect(phone.locator(".about-page")).to_contain_text("Strateg som samordnar arbetet med hållbarhet")


def test_given_a_goal_when_the_challenges_are_asked_for_then_the_first_leads_to_how_it_is_known_and_its_focus_area(
    phone: Page,
) -> None:
    phone.goto(GOAL)
    phone.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Utmaningar").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Våra utmaningar")
    assert_read_by_scrolling_one_way(phone)
    first = phone.locator(".challenge-list > li").first
    title = first.get_by_role("heading").inner_text()
    first.get_by_role("heading").get_by_role("link").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(title)
    assert_read_by_scrolling_one_way(phone)
    expect(phone.get_by_role("region", name="Så vet vi det")).to_contain_text("Källa: Kolada")

    phone.get_by_role("link", name="Siffrorna år för år").click()
    phone.get_by_role("region", name="I planen").get_by_role("link", name="Jämlik hälsa").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Jämlik hälsa")
    assert_read_by_scrolling_one_way(phone)
    expect(phone.get_by_role("region", name="Vad som görs")).to_be_visible()


def test_given_the_documents_when_the_strategy_is_opened_then_it_says_that_it_has_run_out_and_who_answers(
    phone: Page,
) -> None:
    phone.goto("/kommun/2083/vision/")
    phone.get_by_role("link", name="Styrdokument").first.click()
    ended = phone.get_by_role("region", name="Giltighetstiden har gått ut")
    expect(ended).to_contain_text("Giltighetstiden gick ut med år 2022.")
    assert_read_by_scrolling_one_way(phone)
    ended.get_by_role("link", name="Hållbarhetsstrategi 2019–2022").click()

    expect(phone.locator(".warning")).to_contain_text("Giltighetstiden gick ut med år 2022.")
    expect(phone.locator(".about-page")).to_contain_text("strateg@example.org")
    assert_read_by_scrolling_one_way(phone)


@pytest.mark.parametrize(
    ("address", "pages"),
    [
        ("/", 3),
        ("/kommun/2083/karta/?nyckeltal=N00957", 2),
        ("/kommun/2083/nyckeltal/N00957/", 5),
        ("/kommun/2083/styrdokument/", 1),
    ],
)
def test_given_a_page_when_it_is_printed_then_no_sheet_is_left_with_a_line_or_two(
    page: Page, address: str, pages: int
) -> None:
    page.goto(address)
    page.evaluate("""() => Promise.all([...document.querySelectorAll('img')].map(
        image => { image.loading = 'eager'; return image.decode() }))""")
    printed = page.pdf(prefer_css_page_size=True)
    assert sheets(printed) <= pages


def sheets(printed: bytes) -> int:
    """Return how many pages a PDF has, whether its objects are packed or not."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", printed, re.DOTALL)
    unpacked = [printed]
    for stream in packed:
        try:
            unpacked.append(zlib.decompress(stream))
        except zlib.error:
            continue  # a picture or a font: no objects in it
    return sum(len(re.findall(rb"/Type\s*/Page\b", part)) for part in unpacked)
