"""A journalist on deadline: from an everyday word to a figure that can be printed, checked and cited."""

import csv
import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible

PNG = b"\x89PNG\r\n\x1a\n"


def plain(words: str) -> str:
    """Return the words with ordinary spaces."""
    return words.replace("\u00a0", " ")


def taken(page: Page, link: str | re.Pattern[str], within: str, to: Path) -> Path:
    """Follow the link to a file and return where it was put, under the name that the site gave it."""
    with page.expect_download() as downloading:
        page.locator(within).get_by_role("link", name=link, exact=True).first.click()
    file = to / downloading.value.suggested_filename
    downloading.value.save_as(file)
    return file


def test_given_an_everyday_word_when_it_is_searched_for_then_the_figure_says_its_year_source_and_uncertainty(
    page: Page,
) -> None:
    page.goto("/")
    page.get_by_role("searchbox", name="Sök på webbplatsen").fill("sjukskrivna")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("för ”sjukskrivna”")
    assert_accessible(page)
    page.locator("main").get_by_role("link", name="Ohälsotal", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Ohälsotal")
    assert_accessible(page)
    said = plain(page.locator(".lead").inner_text())
    assert "Ohälsotalet i Hedemora var 31,6 dagar 2022: 35,8 för kvinnor och 27,6 för män" in said
    years = page.get_by_role("region", name="År för år")
    expect(years.get_by_role("rowheader", name="2001")).to_be_visible()
    uncertain = plain(years.locator(".uncertainty").inner_text())
    assert re.search(r"mellan 30,7 och 32,5 dagar för alla.* I 95 fall av 100", uncertain)

    facts = page.get_by_role("region", name="Om nyckeltalet")
    told = {
        row.locator("dt").inner_text(): plain(row.locator("dd").first.inner_text())
        for row in facts.locator("dl > div").all()
    }
    assert told["Ursprunglig källa"] == "Försäkringskassan"
    assert told["Källa"].startswith("Källa: Kolada, nyckeltal N00957. Hämtat ")
    assert told["Planerad publicering"]
    cited = re.fullmatch(
        r"Kolada, nyckeltal N00957: Ohälsotal, Hedemora\. Hämtat \d+ \w+ \d{4}\. Visat av Riktmärke: (\S+)",
        told["Så hänvisar du hit"],
    )
    assert cited
    assert cited[1].endswith("/kommun/2083/nyckeltal/N00957/")


def test_given_a_figure_when_two_municipalities_are_compared_then_what_may_be_said_stands_by_the_difference(
    page: Page,
) -> None:
    page.goto("/kommun/2083/nyckeltal/N00957/")
    page.get_by_role("link", name="Jämför med kommuner du väljer").click()
    page.get_by_label("Kommun 1").select_option(label="Avesta")
    page.get_by_role("button", name="Jämför", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Hedemora och Avesta")
    assert_accessible(page)
    row = page.get_by_role("row", name=re.compile("^Ohälsotal"))
    assert "2022" in row.get_by_role("rowheader").inner_text()
    own, other = (plain(row.get_by_role("cell").nth(column).inner_text()) for column in (0, 1))
    assert own.split() == ["31,6", "kvinnor", "35,8", "män", "27,6"]
    assert other.split()[-2:] == ["4,1", "lägre"]
    beside = plain(page.get_by_role("region", name="Ohälsotal").first.inner_text())
    assert "”Kan vara slump”: skillnaden ryms i vad slumpen gör i 95 fall av 100." in beside


def test_given_a_comparison_when_its_files_are_taken_then_they_hold_the_figures_shown_with_year_and_source(
    page: Page, tmp_path: Path
) -> None:
    page.goto("/kommun/2083/jamfor/?nyckeltal=N00957&med=2084")
    sheet = taken(page, "Hämta för Excel (XLSX)", ".to-files", tmp_path)
    rows = taken(page, "för programmering (CSV)", ".to-files", tmp_path)
    picture = taken(page, re.compile("^PNG"), "figcaption", tmp_path)

    assert {file.suffix for file in (sheet, rows, picture)} == {".xlsx", ".csv", ".png"}
    assert picture.read_bytes().startswith(PNG)
    last = [
        row
        for row in csv.DictReader(rows.read_text(encoding="utf-8-sig").splitlines())
        if row["area"] == "Avesta" and row["year"] == "2022" and row["group"] == "_T"
    ]
    assert [round(float(row["value"]), 1) for row in last] == [27.4]
    words = [str(cell.value) for page_of in load_workbook(sheet) for row in page_of.iter_rows() for cell in row]
    assert "Avesta" in words
    assert any("Källa: Kolada" in word for word in words)


def test_given_a_comparison_when_its_link_is_copied_then_a_colleague_sees_the_same_and_paper_names_it(
    page: Page,
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/kommun/2083/jamfor/?nyckeltal=N00957&med=2084")
    shown = page.locator("main").inner_text()
    page.get_by_role("button", name="Kopiera länken").click()
    expect(page.locator(".page-tools .said")).to_have_text("Länken är kopierad.")
    copied = str(page.evaluate("navigator.clipboard.readText()"))

    colleague = page.context.new_page()
    colleague.goto(copied)
    expect(colleague.get_by_role("heading", level=1)).to_have_text("Hedemora och Avesta")
    assert colleague.locator("main").inner_text() == shown
    colleague.emulate_media(media="print")
    assert colleague.locator(".print-only", has_text="Sidans adress").inner_text().endswith(copied)
    expect(colleague.locator(".onward").get_by_role("heading")).to_be_hidden()
    colleague.close()
