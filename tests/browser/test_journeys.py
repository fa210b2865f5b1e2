"""What people come to do, done in a real browser on the real figures: with a mouse, by keyboard, without scripts."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible

TABS_AT_MOST = 120


def tab_to(page: Page, name: str, *, role: str = "link") -> None:
    """Move by the Tab key alone to what has this name, and see that its focus can be seen."""
    wanted = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
    wanted.wait_for(state="attached")  # a press of a key does not wait for the page that it leads to
    page.wait_for_load_state()  # a heading is there before the style sheet is
    for _ in range(TABS_AT_MOST):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            outline = wanted.evaluate("element => getComputedStyle(element).outlineStyle")
            assert outline == "solid", f"{name} has no visible focus"
            return
    pytest.fail(f"{name} was not reached with {TABS_AT_MOST} presses of Tab")


def test_from_the_start_to_a_series_and_its_figures_as_csv(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hedemora")
    page.get_by_role("table").get_by_role("link", name="Ohälsotal", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Ohälsotal")
    page.wait_for_load_state()  # a heading is there before what stands under it is
    said = page.locator(".lead").inner_text().replace("\u00a0", " ")
    assert re.search(r"Ohälsotalet i Hedemora var [\d,]+ dagar 2022: [\d,]+ för kvinnor och [\d,]+ för män", said)
    assert "Dalarna" in said
    assert "Sverige" in said
    chart = page.get_by_role("img", name=re.compile("Linjediagram 2001–2022, dagar. Hedemora totalt: från 57,8"))
    expect(chart).to_have_js_property("complete", True)
    assert chart.evaluate("image => image.naturalWidth > 0")

    with page.expect_download() as downloading:
        page.get_by_role("link", name="för programmering (CSV)").click()
    file = tmp_path / "figures.csv"
    downloading.value.save_as(file)
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert {row["area"] for row in rows} >= {"Hedemora", "Dalarna", "Sverige"}
    assert {row["group"] for row in rows} == {"_T", "F", "M"}


def test_from_explore_to_another_municipality(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Alla nyckeltal").first.click()
    page.get_by_label("Ord i rubrik eller beskrivning").fill("bibliotek")
    page.get_by_label("Bredvid kommunen").select_option(label="Ludvika")
    page.locator("main").get_by_role("button", name="Sök").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("för ”bibliotek”")
    expect(page.get_by_role("columnheader", name="Ludvika")).to_be_visible()

    page.locator("table.found a").first.click()
    page.wait_for_url("**/nyckeltal/**")
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Byt kommun").click()
    page.get_by_label("Namn eller kod").fill("Ludvika")
    page.locator("main").get_by_role("button", name="Sök").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(".where-name")).to_have_text("Ludvika")


def test_the_keyboard_alone_reaches_a_series_and_its_csv(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "Ohälsotal")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ohälsotal")  # what is found of it, a challenge
    tab_to(page, "Siffrorna år för år")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="År för år")).to_be_visible()
    tab_to(page, "Hämta för Excel (CSV)")
    with page.expect_download() as downloading:
        page.keyboard.press("Enter")
    assert downloading.value.suggested_filename == "riktmarke-2083-N00957-excel.csv"


def test_the_keyboard_alone_searches_and_changes_municipality(page: Page) -> None:
    page.goto("/kommun/2083/utforska/")
    tab_to(page, "Ord i rubrik eller beskrivning", role="searchbox")
    page.keyboard.type("bibliotek")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("för ”bibliotek”")
    tab_to(page, "Byt kommun")
    page.keyboard.press("Enter")
    tab_to(page, "Namn eller kod", role="searchbox")
    page.keyboard.type("borl")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Borlänge")


def test_everything_works_without_scripts(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/kommun/2083/utforska/?q=skola")
    page.locator("table.found a").first.click()
    page.get_by_label("Kommun", exact=True).select_option(label="Falun")
    page.get_by_role("button", name="Visa").click()
    expect(page.locator("table.years thead")).to_contain_text("Falun")


def test_no_page_sets_a_cookie(page: Page) -> None:
    for address in ("/", "/kommun/2083/utforska/?q=skola", "/kommun/2083/nyckeltal/N00957/", "/kommuner/"):
        page.goto(address)
    assert page.context.cookies() == []


def test_a_wide_table_is_scrolled_in_its_own_region(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/kommun/2083/nyckeltal/N00957/?med=2085")
    region = page.get_by_role("group", name="År för år")
    assert region.evaluate("region => region.scrollWidth > region.clientWidth")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")
    assert_accessible(page)


def test_from_the_vision_to_a_goal_an_indicator_its_figures_and_their_source(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Vision Hedemora 2038").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vision Hedemora 2038")
    assert_accessible(page)

    page.get_by_role("link", name="År 2038 är vi 17 500 innevånare i kommunen").click()
    target = page.get_by_role("region", name="Folkmängd: 17 500 personer 2038")
    for said in ("17 500 personer 2038", "15 443 personer 2022", "Kommunfullmäktige 21 november 2023"):
        expect(target).to_contain_text(said)

    target.get_by_role("link", name=re.compile("^Indikatorn")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Folkmängd")
    figures = page.get_by_role("table").last
    expect(figures.get_by_role("rowheader", name="2022")).to_be_visible()
    facts = page.locator(".about-series")
    expect(facts).to_contain_text("Ursprunglig källa")
    expect(facts).to_contain_text("Källa: Kolada, nyckeltal N01951")
    back = page.get_by_role("region", name="I planen").get_by_role("link", name="År 2038 är vi 17 500")
    back.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("År 2038 är vi 17 500 innevånare i kommunen")


def test_by_keyboard_from_the_start_to_a_global_goal_and_an_indicator(page: Page) -> None:
    page.goto("/")
    tab_to(page, "Hållbarhet")
    page.keyboard.press("Enter")
    page.wait_for_url("**/hallbarhet/")
    tab_to(page, "Agenda 2030")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Agenda 2030")
    tab_to(page, "3. God hälsa och välbefinnande")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("3 God hälsa och välbefinnande")
    tab_to(page, "Ohälsotal")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ohälsotal")


def test_two_municipalities_plans_live_beside_each_other(page: Page) -> None:
    page.goto("/kommun/2085/vision/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Vision Hedemora 2038")
    assert "17 500" not in page.locator("main").inner_text()
    page.goto("/kommun/2085/fokusomraden/")
    expect(page.locator("main").get_by_role("heading", level=3)).to_have_count(9)
    assert "Förslag" in page.locator("main").inner_text()
