"""Municipalities beside each other: whom, the same year, what is uncertain, and the files."""

import csv
import io

import openpyxl
import pytest
from django.test import Client

from riktmarke.presentation.numbers import number
from riktmarke.publishing.website.figures import Figures
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import ObservationStatus
from tests import invented_figures
from tests.publishing.reading import main_of, text_of
from tests.publishing.test_year_table import planted

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


def csv_rows(visitor: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(visitor.get(address).content.decode("utf-8-sig"))))


def test_values_of_women_alone_say_that_they_are_women_s(visitor: Client) -> None:
    query = "?med=9102&nyckeltal=N90016"  # published for women only
    html = main_of(visitor, COMPARE + query)
    text = text_of(html)
    theirs, ours = (number(invented_figures.level(code, 2022, "K"), decimals=1) for code in ("9102", "9101"))
    assert f"kvinnor {ours}" in text
    assert f"kvinnor {theirs}" in text
    assert "kvinnor: " in text  # whose difference it is
    assert "Över tid, kvinnor" in text
    sheet = openpyxl.load_workbook(io.BytesIO(visitor.get(f"{COMPARE}siffror.xlsx{query}").content))["Jämförelse"]
    headings, *rows = sheet.iter_rows(values_only=True)
    whose = [row[headings.index("Skillnaden gäller")] for row in rows if row[headings.index("Kod")] == "9102"]
    assert whose == ["kvinnor"]
    assert "Över tid, kvinnor" not in text_of(main_of(visitor, f"{COMPARE}?med=9102&nyckeltal=N90001"))


def test_rows_of_the_file_say_their_unit_their_years_and_how_a_mean_is_made(visitor: Client) -> None:
    rows = csv_rows(visitor, f"{COMPARE}siffror.csv?med=9102&nyckeltal=N90006")
    assert {(row["unit"], row["year"], row["period"]) for row in rows} == {("procent", "2022", "2018–2022")}
    assert {row["status"] for row in rows} == {"A"}
    means = [
        row for row in csv_rows(visitor, f"{COMPARE}siffror.csv?med=9102&nyckeltal=N90002") if row["computed"] == "1"
    ]
    assert means
    assert {row["status"] for row in means} == {"E"}
    county = [code for code in invented_figures.MUNICIPALITIES if code.startswith("91")]
    how = f"Egen bearbetning av Kolada: medel av {len(county)} av {len(county)}, vägt med"
    assert all(row["source"].startswith(how) for row in means)
    english = csv_rows(visitor, f"/en{COMPARE}siffror.csv?med=9102&nyckeltal=N90002")
    assert {row["source"].partition(":")[0] for row in english if row["computed"] == "1"} == {
        "Our own processing of figures from Kolada"
    }


def test_a_difference_in_the_workbook_has_no_digits_of_the_machine_s_own(visitor: Client) -> None:
    content = visitor.get(f"{COMPARE}siffror.xlsx?med=9102,9103&nyckeltal=N90002").content
    headings, *rows = openpyxl.load_workbook(io.BytesIO(content))["Jämförelse"].iter_rows(values_only=True)
    differences = [row[headings.index("Området minus Exempelby")] for row in rows]
    assert len([one for one in differences if one is not None]) > 2
    assert all(
        len(repr(abs(float(one)))) <= 6 for one in differences if one
    )  # four digits, a point and a leading nought


def test_why_a_value_is_not_there_is_said_on_the_page_and_in_the_file(
    invented_site: Figures, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Dataset.panel
    hidden = {(2022, sex): ObservationStatus.SUPPRESSED for sex in Sex}
    monkeypatch.setattr(Dataset, "panel", lambda self, series: planted(real(self, series), hidden, area="9102"))
    address = "?med=9102,9201&nyckeltal=N90001"
    text = text_of(main_of(visitor, COMPARE + address))
    assert "visas inte av källan: för få" in text
    assert "Där för få står bakom ett värde visar källan det inte." in text
    rows = [row for row in csv_rows(visitor, f"{COMPARE}siffror.csv{address}") if row["area_code"] == "9102"]
    assert {(row["value"], row["status"], row["missing"]) for row in rows} == {
        ("", "Q", "visas inte av källan: för få")
    }


def test_values_that_pool_years_and_an_axis_that_is_cut_are_said_over_time(visitor: Client) -> None:
    text = text_of(main_of(visitor, f"{COMPARE}?med=9102&nyckeltal=N90006"))
    assert "Varje värde bygger på fem år" in text
    assert "Den lodräta axeln börjar inte vid noll." in text  # values from 50 to 70
    assert "bygger på" not in text_of(main_of(visitor, f"{COMPARE}?med=9102&nyckeltal=N90001"))
