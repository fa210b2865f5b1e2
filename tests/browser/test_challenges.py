"""From the start to a challenge, to how it is known and to the figures; women alone; another municipality."""

import csv
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible, fits
from tests.browser.chromium import Visit
from tests.browser.test_journeys import tab_to

OWN = "/kommun/2083/utmaningar/"
TITLES = ".challenge-list h3"


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
    expect(page.locator(".lead")).to_have_text(sentence, use_inner_text=True)
    assert_accessible(page)

    page.get_by_role("link", name="Så vet vi det").click()
    expect(page).to_have_url(re.compile("#sa-vet-vi$"))
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
    expect(page).to_have_url(re.compile("/utmaningar/[^/]+/?$"))


def test_women_alone_also_on_the_page_of_one_challenge_and_back_to_all(page: Page) -> None:
    page.goto(OWN)
    everyone = page.locator(TITLES).all_inner_texts()
    page.get_by_role("navigation", name="Välj vad listan visar").get_by_role(
        "link", name=re.compile("^Kvinnor")
    ).click()
    heading = page.get_by_role("heading", level=2, name=re.compile(": kvinnor$")).first
    told = re.fullmatch(r"(\d+) av (\d+) utmaningar: kvinnor", heading.inner_text())
    assert told
    assert 0 < int(told[1]) < int(told[2])
    assert page.title().startswith(f"{told[0]} – Hedemora")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    page.wait_for_load_state()  # a heading is there before the list is
    sentences = page.locator(".challenge-list > li > p:not([class])").all_inner_texts()
    for said in sentences:
        assert "kvinnor" in said, said

    page.locator(".challenge-list h3").first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"\?grupp=kvinnor$"))
    expect(page.locator(".lead")).to_have_text(sentences[0], use_inner_text=True)
    assert_accessible(page)
    page.get_by_role("link", name="Hedemora, utmaningar").click()
    expect(page.locator(TITLES)).to_have_count(int(told[1]))
    page.get_by_role("link", name=f"Visa alla {told[2]} utmaningar").click()
    expect(page.locator(TITLES)).to_have_text(everyone, use_inner_text=True)


def test_a_focus_area_is_chosen_by_keyboard(page: Page) -> None:
    page.goto(OWN)
    opener = page.locator("summary", has_text="Fokusområde")
    opener.focus()
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name=re.compile("^Jämlik hälsa")).inner_text())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name=re.compile(": Jämlik hälsa$")).first).to_be_visible()
    expect(page.locator(TITLES)).not_to_have_count(0)


def test_on_a_phone_the_choices_are_one_fold_and_the_numbers_stand_above_the_titles(
    browser: Browser, site_url: str
) -> None:
    visiting = Visit(browser, origin=site_url, width=360)
    page = visiting.page
    page.goto(OWN)
    women = page.get_by_role("link", name=re.compile("^Kvinnor"))
    expect(women).to_be_hidden()
    page.locator("summary", has_text="Välj grupp, område eller mål").click()
    women.click()
    expect(page.get_by_role("heading", level=2, name=re.compile(": kvinnor$")).first).to_be_in_viewport()
    page.wait_for_load_state()  # a heading is there before the style sheet is
    first, title = (page.locator(part).first.bounding_box() for part in (".challenge-list > li", ".challenge-list h3"))
    assert first is not None
    assert title is not None
    assert title["x"] == first["x"]
    visiting.end()


def test_the_list_is_read_first_and_its_picture_stands_beside_it_where_there_is_room(page: Page) -> None:
    page.goto(OWN)
    order = page.evaluate(
        """() => document.querySelector('.the-list').compareDocumentPosition(document.querySelector('.picture'))
           & Node.DOCUMENT_POSITION_FOLLOWING"""
    )
    assert order
    whole, picture = page.locator(".the-list").bounding_box(), page.locator(".picture").bounding_box()
    assert whole is not None
    assert picture is not None
    assert picture["x"] > whole["x"] + whole["width"]
    assert picture["y"] == whole["y"]
    page.get_by_role("link", name="Se bilden som tabell").click()
    expect(page.get_by_role("columnheader", name="Läge i bilden")).to_be_visible()
    assert_accessible(page)


def test_another_municipality_and_its_picture(page: Page) -> None:
    page.goto(OWN)
    page.get_by_label("Kommun", exact=True).select_option(label="Ludvika")
    page.get_by_role("button", name="Visa utmaningar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Utmaningar i Ludvika")
    picture = page.get_by_role("img", name=re.compile("Punktdiagram över"))
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth > 0")
    page.get_by_role("link", name="Byt kommun").click()
    page.get_by_label("Namn eller kod").fill("Avesta")
    page.locator("main").get_by_role("button", name="Sök").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Utmaningar i Avesta")


def test_every_claim_can_be_kept_as_a_file(page: Page, tmp_path: Path) -> None:
    page.goto(OWN)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Hämta allt som är prövat, för programmering (CSV)").click()
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
        assert fits(page), address
    page.goto(OWN)
    page.emulate_media(media="print")
    places = [page.locator(part).bounding_box() for part in (".the-list", ".picture")]
    assert places[0] is not None
    assert places[1] is not None
    assert places[0]["y"] < places[1]["y"]
    assert not page.locator(".choose").is_visible()
    visiting.end()
