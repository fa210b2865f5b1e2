"""Municipalities beside each other: whom, the same year, what is uncertain, and the files."""

import csv
import io

import openpyxl
import pytest
from django.test import Client

from riktmarke.presentation.numbers import number
from tests import invented_figures
from tests.publishing.reading import main_of, text_of

COMPARE = "/kommun/9101/jamfor/"


def test_one_indicator_beside_two_others_of_the_same_year(visitor: Client) -> None:
    text = text_of(main_of(visitor, f"{COMPARE}?med=9102,9201&nyckeltal=N90001"))
    assert "Exempelby, Provköping och Diktala" in text
    for code in ("9101", "9102", "9201"):
        assert number(invented_figures.level(code, 2022, "T"), decimals=1) in text
    assert "kvinnor" in text
    assert "Under varje värde står hur det ligger mot Exempelby." in text


@pytest.mark.parametrize(
    ("query", "names", "said"),
    [
        ("?med=9102,9102,9101", "Exempelby och Provköping", ""),
        ("?med=9999,9102", "Exempelby och Provköping", "Det finns ingen kommun med koden 9999."),
        ("?med=0091", "Exempelby", "Det finns ingen kommun med koden 0091."),
        (
            "?med=9102,9103,9104,9105,9201,9202",
            "Exempelby, Provköping, Låtsasås, Attrappsjö och Skenvik",
            "Högst 4 andra kommuner visas. Bortlämnat: Diktala, Fabelnäs.",
        ),
        ("?nyckeltal=X9", "Exempelby", "Det finns inget att jämföra som heter ”X9”."),
        ("?omrade=rymden", "Exempelby", "Det finns inget område som heter ”rymden”."),
    ],
)
def test_what_cannot_be_compared_is_said_and_left_out(visitor: Client, query: str, names: str, said: str) -> None:
    html = main_of(visitor, COMPARE + query)
    assert f">{names}</h1>" in html
    assert said in text_of(html)


def test_the_form_s_own_address_leads_to_the_short_one(visitor: Client) -> None:
    answer = visitor.get(f"{COMPARE}?med=9102&med=&med=9201&med=&nyckeltal=N90001")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{COMPARE}?med=9102,9201&nyckeltal=N90001"
    html = main_of(visitor, answer.headers["Location"])
    assert '<option value="9102" selected>' in html
    assert '<option value="9101"' not in html


def test_the_files_have_the_figures_of_the_page(visitor: Client) -> None:
    query = "?med=9102,9201&nyckeltal=N90001"
    answer = visitor.get(f"{COMPARE}siffror.csv{query}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    of_all = {row["area_code"]: float(row["value"]) for row in rows if row["group"] == "_T"}
    expected = {code: invented_figures.level(code, 2022, "T") for code in ("9101", "9102", "9201")}
    assert {code: of_all[code] for code in expected} == expected
    difference = next(float(row["difference"]) for row in rows if row["area_code"] == "9102" and row["difference"])
    assert difference == pytest.approx(expected["9102"] - expected["9101"])
    excel = visitor.get(f"{COMPARE}siffror.xlsx{query}")
    assert excel.headers["Content-Disposition"] == 'attachment; filename="riktmarke-jamfor-9101-9102-9201-N90001.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(excel.content))["Jämförelse"]
    assert {row[6]: row[7] for row in sheet.iter_rows(values_only=True, min_row=2) if row[6] in expected} == expected


def test_a_file_of_what_does_not_exist_is_not_made(visitor: Client) -> None:
    assert visitor.get(f"{COMPARE}siffror.xlsx?med=9999").status_code == 404
    assert visitor.get(f"{COMPARE}diagram.svg?med=9102").status_code == 404  # no indicator is chosen


def test_without_anybody_beside_values_stand_alone(visitor: Client) -> None:
    text = text_of(main_of(visitor, COMPARE))
    assert "Välj upp till fyra kommuner att ställa bredvid Exempelby." in text
    assert number(invented_figures.level("9101", 2022, "T"), decimals=1) in text
    assert "kan vara slump" not in text
