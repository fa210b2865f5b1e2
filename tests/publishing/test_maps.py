"""The map: its table says the same, its files too, and what cannot be drawn is a table alone."""

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from struct import unpack
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from django.test import Client

from riktmarke.assessment.challenges.kinds import UncertaintySource
from riktmarke.assessment.value_uncertainty import ValueUncertainty
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.maps import files, map_view
from riktmarke.publishing.website.maps.rows import MapFigures, MapRow, map_figures
from riktmarke.publishing.website.workbook import from_table, workbook
from riktmarke.sources.boundaries import topology
from riktmarke.statistics.boundaries import Boundaries, load_boundaries
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import ObservationStatus
from tests import invented_figures
from tests.publishing.reading import main_of, text_of
from tests.publishing.test_year_table import planted

MAP = "/kommun/9101/karta/"
SERIES = "N90001"
LEVELS = {code: invented_figures.level(code, 2022, "T") for code in invented_figures.MUNICIPALITIES}


@pytest.fixture
def squares(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Boundaries:
    """Boundaries for the invented municipalities: squares in a row."""

    def square(west: float) -> list[list[list[tuple[float, float]]]]:
        east = west + 0.1
        return [[[(west, 60.0), (west, 60.05), (east, 60.05), (east, 60.0), (west, 60.0)]]]

    made = topology({code: square(14 + i / 10) for i, code in enumerate(invented_figures.MUNICIPALITIES)})
    (tmp_path / "geometry").mkdir()
    (tmp_path / "geometry" / "municipalities.topo.json").write_text(json.dumps(made), encoding="utf-8")
    found = load_boundaries(tmp_path)
    assert found is not None
    for module in (map_view, files):
        monkeypatch.setattr(module, "load_boundaries", lambda _: found)
    return found


def table_of(html: str) -> dict[str, list[str]]:
    rows = re.findall(r"<tr[^>]*><th scope=\"row\">(.*?)</tr>", html.partition('class="map-table"')[2], re.DOTALL)
    cells = [[text_of(cell) for cell in re.split(r"</t[hd]>", row)] for row in rows]
    return {name: rest[:-1] for name, *rest in cells}


def test_the_table_says_what_the_map_says(visitor: Client, squares: Boundaries) -> None:
    html = main_of(visitor, f"{MAP}?nyckeltal={SERIES}&omrade=riket")
    table = table_of(html)
    links = re.findall(r'<a href="/kommun/(\d{4})/nyckeltal/N90001/" aria-label="([^"]*)" data-area', html)
    assert [code for code, _ in links] == list(dict(links))  # each once
    assert {code for code, _ in links} == set(LEVELS)
    for _code, told in links:
        name, _, said = unescape(told).replace("\u00a0", " ").partition(": ")
        assert said.split(" ")[0] == table[name][0]
        assert "2022" in said


def test_a_county_has_its_municipalities_and_the_limits_of_the_country(visitor: Client, squares: Boundaries) -> None:
    county = main_of(visitor, f"{MAP}?nyckeltal={SERIES}")
    country = main_of(visitor, f"{MAP}?nyckeltal={SERIES}&omrade=riket")
    key = re.compile(r"</svg><span>(.*?)</span>")
    assert key.findall(county) == key.findall(country)
    assert set(table_of(county)) - {"Sverige"} == {
        name for code, name in invented_figures.NAMES.items() if code.startswith("91")
    }
    assert "Tjock kant" in county


def test_the_order_is_by_name_and_by_value_when_asked_for(visitor: Client, squares: Boundaries) -> None:
    by_name = list(table_of(main_of(visitor, f"{MAP}?nyckeltal={SERIES}&omrade=riket")))
    assert by_name[:2] == ["Attrappsjö", "Diktala"]
    html = main_of(visitor, f"{MAP}?nyckeltal={SERIES}&omrade=riket&ordna=hogst")
    values = [float(cells[0].replace(",", ".")) for name, cells in table_of(html).items() if name != "Sverige"]
    assert values == sorted(values, reverse=True)
    assert 'aria-sort="descending"' in html


def test_a_country_without_boundaries_has_the_table_alone(visitor: Client) -> None:
    html = main_of(visitor, f"{MAP}?nyckeltal={SERIES}")
    assert "Det finns inga gränser att rita" in html
    assert '<svg class="map-main"' not in html
    assert "Exempelby" in table_of(html)
    assert visitor.get(f"{MAP}karta.svg?nyckeltal={SERIES}").status_code == 404


def test_what_does_not_exist_is_said_and_something_is_shown(visitor: Client) -> None:
    html = main_of(visitor, f"{MAP}?nyckeltal=X1&grupp=hen&ar=1850&omrade=mars&ordna=slump")
    text = text_of(html)
    assert "Det finns inget nyckeltal som heter ”X1”." in text
    assert "Det finns inga värden för år ”1850”." in text
    assert "Det finns ingen karta över ”mars”." in text
    assert "Exempelby" in table_of(html)
    assert visitor.get(f"{MAP}siffror.csv?nyckeltal=X1").status_code == 404
    assert visitor.get("/kommun/9999/karta/").status_code == 404


def test_the_map_as_a_picture_has_a_name_and_says_its_source(visitor: Client, squares: Boundaries) -> None:
    answer = visitor.get(f"{MAP}karta.svg?nyckeltal={SERIES}&omrade=riket&ladda-ner")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="riktmarke-karta-N90001-riket-2022.svg"'
    root = ET.fromstring(answer.content)
    assert root.attrib["role"] == "img"
    assert "Källa: Kolada N90001" in "".join(root.itertext())
    again = visitor.get(f"{MAP}karta.svg?nyckeltal={SERIES}&omrade=riket", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("width", "whose", "told"),
    [
        (0.1, {"Låtsasås", "Provköping"}, "från 54,1 (Låtsasås) till 69,4 (Fabelnäs)."),
        (2.0, set(), "från 54,1 (Låtsasås) till 69,4 (Fabelnäs)."),
        (1.2, {"Provköping"}, "från 54,1 (Låtsasås) till 69,4. De är för osäkra för att säga vilka som är högst."),
        (1.2, {"Låtsasås"}, "från 54,1 till 69,4 (Fabelnäs). De är för osäkra för att säga vilka som är lägst."),
        (
            0.6,
            set(invented_figures.NAMES.values()),
            "från 54,1 till 69,4. De är för osäkra för att säga vilka som är lägst och högst.",
        ),
    ],
)
@pytest.mark.usefixtures("squares")
def test_nobody_is_called_lowest_or_highest_where_another_may_be(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, width: float, whose: set[str], told: str
) -> None:
    def uncertain(row: MapRow) -> MapRow:
        if row.name not in whose or row.value is None:
            return replace(row, known=None)
        known = ValueUncertainty(row.value, width / 2, row.value - width, row.value + width, UncertaintySource.OBSERVED)
        return replace(row, known=known)

    def figures_of(*given: Any) -> MapFigures:
        shown = map_figures(*given)
        return replace(shown, rows=tuple(uncertain(row) for row in shown.rows))

    monkeypatch.setattr(map_view, "map_figures", figures_of)
    html = main_of(visitor, f"{MAP}?nyckeltal={SERIES}&omrade=riket")

    assert f"Värdena går {told}" in text_of(html)


def test_the_png_is_one_of_twice_the_size(visitor: Client, squares: Boundaries) -> None:
    address = f"{MAP}karta.svg?nyckeltal={SERIES}"
    root = ET.fromstring(visitor.get(address).content)
    png = visitor.get(address.replace("karta.svg", "karta.png"))
    assert png.headers["Content-Type"] == "image/png"
    assert png.headers["Content-Disposition"].endswith('.png"')
    assert png.content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = unpack(">II", png.content[16:24])
    assert (width, height) == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))


def test_the_workbook_opened_again_has_the_same_numbers(visitor: Client) -> None:
    answer = visitor.get(f"{MAP}siffror.xlsx?nyckeltal={SERIES}&omrade=riket")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book["Karta"]
    headings, *rows = sheet.iter_rows(values_only=True)
    assert headings[:6] == ("Område", "Kod", "År", "Totalt (procent)", "Kvinnor (procent)", "Män (procent)")
    assert {row[1]: row[3] for row in rows} == LEVELS
    assert sheet.freeze_panes == "B2"
    about = dict(book["Om siffrorna"].iter_rows(values_only=True, min_row=2))
    assert about["Enhet"] == "procent"
    assert about["Källa"].startswith("Källa: Kolada")


def test_the_csv_has_all_groups_in_full(visitor: Client) -> None:
    answer = visitor.get(f"{MAP}siffror.csv?nyckeltal={SERIES}&omrade=riket")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["area_code"]: float(row["value"]) for row in rows if row["group"] == "_T"} == LEVELS


def test_what_the_source_hides_is_told_from_what_there_is_not(
    visitor: Client, squares: Boundaries, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Dataset.panel
    hidden = {(2022, Sex.TOTAL): ObservationStatus.SUPPRESSED}
    query = "?nyckeltal=N90012&omrade=riket"  # has values in 9101 and 9102 only
    monkeypatch.setattr(Dataset, "panel", lambda self, series: planted(real(self, series), hidden, area="9102"))
    html = main_of(visitor, MAP + query)
    key = dict(
        re.findall(r'fill="(url\(#m[a-z\d]\))"[^>]*></g></svg><span>(.*?)</span>', html.replace("/></g>", "></g>"))
    )
    assert key["url(#mx)"] == "inget värde"
    assert key["url(#mq)"] == "visas inte av källan: för få"
    counts = dict(re.findall(r"<span>([^<]*)</span> <span class=\"count\">(\d+) områden?</span>", html))
    assert counts["visas inte av källan: för få"] == "1"
    assert counts["inget värde"] == str(len(LEVELS) - 2)
    svg = visitor.get(f"{MAP}karta.svg{query}").content.decode()
    assert "visas inte av källan: för få" in svg
    assert 'fill="url(#mq)"' in svg
    rows = csv.DictReader(io.StringIO(visitor.get(f"{MAP}siffror.csv{query}").content.decode("utf-8-sig")))
    told = {row["area_code"]: (row["status"], row["missing"]) for row in rows if row["group"] == "_T"}
    assert told["9101"] == ("A", "")
    assert told["9102"] == ("Q", "visas inte av källan: för få")
    assert told["9201"] == ("O", "inget värde")


def test_the_map_says_for_whom_its_classes_are_and_that_each_area_is_tested_by_itself(visitor: Client) -> None:
    text = text_of(main_of(visitor, f"{MAP}?nyckeltal={SERIES}&grupp=kvinnor"))
    assert "bland tjugo som inte skiljer sig ser ungefär ett ut att göra det" in text
    rows = csv.DictReader(io.StringIO(visitor.get(f"{MAP}siffror.csv?nyckeltal=N90006").content.decode("utf-8-sig")))
    assert {(row["unit"], row["period"], row["title"]) for row in rows} == {
        ("procent", "2018–2022", "Påhittat femårsmedel")
    }


def test_a_series_workbook_opened_again_has_every_value(visitor: Client) -> None:
    answer = visitor.get("/kommun/9101/nyckeltal/N90001/siffror.xlsx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="riktmarke-9101-N90001.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    own = [row for row in book["Siffror"].iter_rows(values_only=True, min_row=2) if row[1] == "9101"]
    assert {row[2]: row[4:7] for row in own} == {
        year: tuple(invented_figures.level("9101", year, letter) for letter in "TKM") for year in invented_figures.YEARS
    }


def test_a_chart_is_had_as_png(visitor: Client) -> None:
    answer = visitor.get("/kommun/9101/nyckeltal/N90001/diagram.png?ladda-ner")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="riktmarke-9101-N90001-over-tid.png"'
    kept = ET.fromstring(visitor.get("/kommun/9101/nyckeltal/N90001/diagram.svg?ladda-ner").content)
    size = tuple(2 * int(kept.attrib[side]) for side in ("width", "height"))
    assert unpack(">II", answer.content[16:24]) == size
    assert size[0] == 1720
    assert size[1] > 860  # title and source have room of their own


@pytest.mark.parametrize(
    ("address", "title", "notes"),
    [
        (
            "/kommun/9101/nyckeltal/N90006/diagram.svg",
            "Påhittat femårsmedel: Exempelby över tid",
            ("Källa: Kolada, N90006.", "Den lodräta axeln börjar inte vid noll.", "Varje värde bygger på fem år"),
        ),
        (
            "/kommun/9101/nyckeltal/N90001/lage.svg",
            "Exempelby bland alla kommuner",
            ("Egen bearbetning av Kolada, N90001.", "Värdena gäller 2022.", "tvärstrecket är medianen."),
        ),
        (
            "/kommun/9101/jamfor/diagram.svg?med=9102&nyckeltal=N90016",
            "Påhittad andel bara för kvinnor, kvinnor: Exempelby och Provköping",
            ("Källa: Kolada, N90016.", "Den lodräta axeln börjar inte vid noll."),
        ),
        (
            "/en/kommun/9101/nyckeltal/N90006/diagram.svg",
            "Exempelby",
            ("Source: Kolada, N90006.", "The vertical axis does not start at zero."),
        ),
    ],
)
def test_a_picture_to_keep_says_what_its_page_says_around_it(
    visitor: Client, address: str, title: str, notes: tuple[str, ...]
) -> None:
    shown = visitor.get(address)
    kept = visitor.get(f"{address}{'&' if '?' in address else '?'}ladda-ner")
    assert kept["ETag"] != shown["ETag"]
    texts = [element.text or "" for element in ET.fromstring(kept.content).iter("{http://www.w3.org/2000/svg}text")]
    together = " ".join(texts)
    assert title in together
    for note in notes:
        assert note in together
        assert note not in shown.content.decode()
    root = ET.fromstring(kept.content)
    assert root.attrib["role"] == "img"
    assert root.attrib["lang"] == ("en" if address.startswith("/en/") else "sv")


def test_what_excel_had_as_text_is_numbers_in_a_workbook() -> None:
    sheet = from_table("Namn;Värde;År\r\n'=A1;-12,50;2022\r\nAle;3;2021\r\n;;\r\n", title="Prov")
    book = openpyxl.load_workbook(io.BytesIO(workbook([sheet], [("Källa", "Påhittad")])))
    rows = list(book["Prov"].iter_rows(values_only=True))
    assert rows[1:3] == [("'=A1", -12.5, 2022), ("Ale", 3, 2021)]
    assert book.sheetnames == ["Prov", "Om siffrorna"]


def test_the_list_of_challenges_is_had_as_a_workbook_with_the_same_numbers(challenge_site: Figures) -> None:
    client = Client()
    text = client.get("/kommun/9101/utmaningar/utmaningar-excel.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    answer = client.get("/kommun/9101/utmaningar/utmaningar.xlsx")
    headings, *held = openpyxl.load_workbook(io.BytesIO(answer.content))["Utmaningar"].iter_rows(values_only=True)
    value = headings.index("Värde")
    assert [row[value] for row in held] == [float(row["Värde"].replace(",", ".")) for row in rows]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="riktmarke-9101-utmaningar.xlsx"'


def test_a_county_of_one_municipality_is_shown_in_its_country(visitor: Client) -> None:
    table = table_of(main_of(visitor, f"/kommun/9301/karta/?nyckeltal={SERIES}"))
    assert {"Enslingön", "Exempelby"} <= set(table)
