"""What a page is to somebody who hears it: names of links, silent cells, sliders, and what is said when it changes."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

SERIES = "/kommun/2083/nyckeltal/N00957/"
CHALLENGE = "/kommun/2083/utmaningar/N00957/"
POPULATION = "/kommun/2083/befolkning/"
MAP = "/kommun/2083/karta/?nyckeltal=N00957"
COMPARED = "/kommun/2083/jamfor/?nyckeltal=N00957&med=2080"
# Nothing in it, neither for the eye nor for the ear; a picture for the eye alone is hidden from the ear.
SILENT = """() => {
    const heard = cell => [...cell.childNodes].map(node => node.ariaHidden == 'true' ? '' : node.textContent).join('');
    return [...document.querySelectorAll('main td:not([aria-hidden])')]
        .filter(cell => /^[\\s–]*$/.test(heard(cell)))
        .map(cell => cell.closest('tr').textContent.trim());
}"""


def names_and_addresses(links: Locator) -> dict[str, set[str]]:
    """Return where links lead by what they are called, as a list of links tells them."""
    found: dict[str, set[str]] = {}
    for link in links.all():
        found.setdefault(" ".join(link.text_content().split()), set()).add(link.get_attribute("href"))  # type: ignore[arg-type,union-attr]
    return found


@pytest.mark.parametrize("address", ["/kommun/2083/hallbarhet/", "/kommun/0114/jamstalldhet/", "/kommun/2083/karta/"])
def test_no_name_in_the_menus_leads_to_two_places(page: Page, address: str) -> None:
    page.goto(address)
    found = names_and_addresses(page.locator("nav.menu a"))

    assert len(found) > 8
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


@pytest.mark.parametrize("address", [SERIES, f"{SERIES}?med=2085", CHALLENGE, "/kommun/2083/jamfor/?nyckeltal=N00957"])
def test_every_file_says_which_picture_it_is_of(page: Page, address: str) -> None:
    page.goto(address)
    found = names_and_addresses(page.locator("main .get a[href*=ladda-ner]"))

    assert len(found) > 1
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


@pytest.mark.parametrize(
    "address", [SERIES, CHALLENGE, "/kommun/2083/utmaningar/N05401/", "/kommun/2083/jamstalldhet/", MAP, COMPARED]
)
def test_no_cell_is_silent(page: Page, address: str) -> None:
    page.goto(address)

    assert page.locator("main td").count() > 10
    assert page.evaluate(SILENT) == []


@pytest.mark.parametrize(
    ("address", "where"),
    [
        (SERIES, "Alla värden i tabellen År för år."),
        (CHALLENGE, "Alla värden på sidan Siffrorna år för år."),
        (COMPARED, "Alla värden i tabellen under bilden."),
    ],
)
def test_a_picture_says_where_its_values_stand_and_there_they_are(page: Page, address: str, where: str) -> None:
    page.goto(address)
    picture = page.locator("main figure.chart").first

    assert (picture.locator("img").get_attribute("alt") or "").endswith(where)
    if address == SERIES:
        section = page.locator("section", has=page.get_by_role("heading", name="År för år", exact=True))
        expect(section.get_by_role("table")).to_have_count(1)
    elif address == CHALLENGE:
        expect(page.get_by_role("link", name="Siffrorna år för år")).to_be_visible()
    else:
        expect(picture.locator("~ .scroller").get_by_role("table")).to_have_count(1)


def test_a_series_about_one_sex_has_no_column_twice(page: Page) -> None:
    page.goto("/kommun/2083/nyckeltal/U01424/")
    heads = page.locator("table.years").first.get_by_role("columnheader").all_inner_texts()

    assert heads == ["År", "Hedemora, kvinnor", "Sverige"]


def test_a_chart_is_read_from_a_year_and_not_from_a_position(page: Page) -> None:
    page.goto(SERIES)
    slider = page.get_by_role("slider", name="Läs av ett år")

    expect(slider).to_have_attribute("aria-valuetext", "2022")
    slider.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "2021")


def test_sliders_of_the_population_have_swedish_numbers_from_the_start(page: Page) -> None:
    page.goto(f"{POPULATION}?barn=nio")
    slider = page.get_by_role("slider", name="Barn per kvinna")

    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"^\d,\d\d$"))


def test_what_is_wrong_in_a_scenario_is_said_while_it_is_written(page: Page) -> None:
    page.goto(POPULATION)
    page.get_by_label("Barn per kvinna", exact=True).fill("nio")

    expect(page.locator("#svar-sagt")).to_have_text(re.compile("går inte att räkna på.*Barn per kvinna: Skriv ett tal"))
    page.get_by_label("Barn per kvinna", exact=True).fill("2")
    expect(page.locator("#svar-sagt")).not_to_have_text(re.compile("går inte"))


def test_a_table_drawn_as_blocks_is_still_a_table(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/kommun/2083/jamfor/?med=2080")
    table = page.locator("table.compared")

    assert table.evaluate("e => getComputedStyle(e).display") == "block"
    # said outright, for browsers that take a table drawn as blocks for no table
    parts = {"table", "thead", "tbody", "tr", "th", "td"}
    unsaid = table.evaluate(
        "(e, parts) => [e, ...e.querySelectorAll(parts)].filter(x => !x.role).length", ",".join(parts)
    )
    assert unsaid == 0


@pytest.mark.parametrize(("root", "send", "wrong"), [("", "Skicka", "Fel: "), ("/en", "Send", "Error: ")])
def test_what_is_wrong_in_a_field_is_said_in_the_language_of_the_page(
    page: Page, root: str, send: str, wrong: str
) -> None:
    page.goto(f"{root}/synpunkter/?sida=/tillganglighet/")
    page.get_by_role("button", name=send).click()

    expect(page.get_by_role("textbox").nth(0)).to_have_accessible_description(re.compile(f"^{wrong}"))
