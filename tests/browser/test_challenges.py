"""From the start to a challenge, to how it is known and to the figures; women alone; another municipality."""

import csv
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.chromium import Visit
from tests.browser.test_journeys import tab_to

OWN = "/kommun/2083/utmaningar/"


def in_list(page: Page) -> list[str]:
    return page.locator(".challenge-list h3").all_inner_texts()


def test_from_the_start_to_a_challenge_how_it_is_known_and_the_figures(page: Page) -> None:
    page.goto("/")
    ours = page.get_by_role("region", name="Våra utmaningar")
    expect(ours.get_by_role("heading", level=3)).to_have_count(5)
    ours.get_by_role("link", name="Alla utmaningar, styrkor och förbättringar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Våra utmaningar")
    assert_accessible(page)

    first = page.locator(".challenge-list > li").first
    title, sentence = first.get_by_role("heading").inner_text(), first.locator("p").first.inner_text()
    assert re.search(r"\b(19|20)\d\d\b", sentence)
    first.get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert page.locator(".lead").inner_text() == sentence
    assert_accessible(page)

    page.get_by_role("link", name="Så vet vi det").click()
    assert page.url.endswith("#sa-vet-vi")
    known = page.get_by_role("region", name="Så vet vi det")
    expect(known).to_be_in_viewport()
    assert "slump" in known.inner_text()
    assert "Källa: Kolada" in known.inner_text()

    page.get_by_role("link", name="Siffrorna år för år").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("heading", name="År för år")).to_be_visible()
    known = page.get_by_role("link", name="Så vet vi det")
    expect(page.get_by_role("paragraph").filter(has=known)).to_contain_text(sentence)
    known.click()
    assert page.url.rstrip("/").rsplit("/", 2)[-2] == "utmaningar"


def test_women_alone_and_back_to_all(page: Page) -> None:
    page.goto(OWN)
    everyone = in_list(page)
    page.get_by_role("navigation", name="Välj vad listan visar").get_by_role(
        "link", name=re.compile("^Kvinnor")
    ).click()
    expect(page.get_by_role("status")).to_contain_text("Visar utmaningar som gäller kvinnor")
    told = re.search(r"kvinnor: (\d+) av (\d+)", page.get_by_role("status").inner_text())
    assert told
    assert 0 < int(told[1]) < int(told[2])
    expect(page.get_by_role("heading", level=2, name=f"{told[1]} utmaningar")).to_be_visible()
    for said in page.locator(".challenge-list > li > p:not([class])").all_inner_texts():
        assert "kvinnor" in said, said
    page.get_by_role("status").get_by_role("link", name="Visa alla utmaningar").click()
    assert in_list(page) == everyone


def test_a_focus_area_is_chosen_by_keyboard(page: Page) -> None:
    page.goto(OWN)
    opener = page.locator("summary", has_text="Fokusområde")
    opener.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name=re.compile("^Jämlik hälsa"))
    tab_to(page, link.inner_text())
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("inom fokusområdet Jämlik hälsa")
    assert in_list(page)


def test_another_municipality_and_its_picture(page: Page) -> None:
    page.goto(OWN)
    page.get_by_label("Kommun", exact=True).select_option(label="Ludvika")
    page.get_by_role("button", name="Visa utmaningar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Utmaningar i Ludvika")
    picture = page.get_by_role("img", name=re.compile("Punktdiagram över"))
    picture.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    page.get_by_role("link", name="Byt kommun").click()
    page.get_by_label("Namn eller kod").fill("Avesta")
    page.get_by_role("button", name="Sök").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Utmaningar i Avesta")


def test_every_claim_can_be_kept_as_a_file(page: Page, tmp_path: Path) -> None:
    page.goto(OWN)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Hämta allt som är prövat (CSV)").click()
    downloading.value.save_as(tmp_path / "claims.csv")
    rows = list(csv.DictReader((tmp_path / "claims.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert {row["area_code"] for row in rows} == {"2083"}
    assert {row["found_worse"] for row in rows} == {"0", "1"}


def test_a_focus_area_shows_where_each_measure_lies(page: Page) -> None:
    page.goto("/kommun/2083/fokusomraden/jamlik-halsa/")
    strips = page.get_by_role("region", name="Bland alla kommuner")
    row = strips.get_by_role("row", name=re.compile("^Ohälsotal"))
    said = " ".join(row.inner_text().split())
    assert re.search(r"31,6 dagar 2022 .*Osäkerhet mellan .*Dalarna [\d,]+; Sverige [\d,]+; mittersta hälften", said)
    row.get_by_role("link", name=re.compile("^Utmaning ?: Ohälsotal")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ohälsotal")


def test_the_list_is_read_on_a_narrow_phone_and_printed_before_the_picture(browser: Browser, site_url: str) -> None:
    visiting = Visit(browser, origin=site_url, width=360)
    page = visiting.page
    for address in (OWN, f"{OWN}?visa=tabell", f"{OWN}N00957/", "/kommun/2083/fokusomraden/jamlik-halsa/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
    page.goto(OWN)
    page.emulate_media(media="print")
    places = [page.locator(part).bounding_box() for part in (".the-list", ".picture")]
    assert places[0] is not None
    assert places[1] is not None
    assert places[0]["y"] < places[1]["y"]
    assert not page.locator(".choose").is_visible()
    visiting.end()
