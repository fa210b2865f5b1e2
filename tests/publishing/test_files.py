"""Charts and CSV, each at its own address."""

import csv
import io
import re

import openpyxl
import pytest
from django.test import Client

from riktmarke.publishing.website.series_excel import rounded_mean, safe, swedish
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import ObservationStatus
from tests import invented_figures
from tests.publishing.test_year_table import planted

SERIES = "/kommun/9101/nyckeltal/N90001/"
LATEST = [(group, letter, 2022) for group, letter in (("Total", "T"), ("Women", "K"), ("Men", "M"))]


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")  # Excel needs the mark to read å, ä and ö
    assert b"\r\n" in answer.content
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_csv_has_every_value_as_published_with_its_source(visitor: Client) -> None:
    rows = rows_of(visitor, SERIES + "siffror.csv")
    own = {
        (row["group"], int(row["year"])): float(row["value"])
        for row in rows
        if row["area_code"] == "9101" and row["measurement"] != "computed"
    }
    letters = {"_T": "T", "F": "K", "M": "M"}
    assert own == {
        (group, year): invented_figures.level("9101", year, letter)
        for group, letter in letters.items()
        for year in range(2010, 2023)
    }
    assert {row["source"] for row in rows if row["area_code"] == "9101"} == {"Källa: Kolada"}
    assert {row["area"] for row in rows} >= {"Exempelby", "Påhittade Norr", "Sverige", "Provköping", "Diktala"}


def test_computed_values_in_the_csv_name_their_method(visitor: Client) -> None:
    rows = rows_of(visitor, "/kommun/9202/nyckeltal/N90001/siffror.csv")
    computed = [row for row in rows if row["measurement"] == "computed"]
    assert {row["area_code"] for row in computed} == {"peers_weighted", "peers_unweighted"}
    assert all(row["source"].startswith("Egen bearbetning av Kolada: medel av 5 av 5") for row in computed)
    county = rows_of(visitor, "/kommun/9101/nyckeltal/N90002/siffror.csv")
    means = {row["area"] for row in county if row["measurement"] == "computed"}
    assert means == {"Medel av kommunerna i Påhittade Norr"}  # three similar ones are too few for a mean


def test_the_file_for_excel_is_parsed_back_to_the_same_figures(visitor: Client) -> None:
    address = "/kommun/9202/nyckeltal/N90001/"
    answer = visitor.get(address + "siffror-excel.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="riktmarke-9202-N90001-excel.csv"'
    text = answer.content.decode("utf-8-sig")
    assert (
        text.splitlines()[0]
        == "Nyckeltal;Rubrik;Enhet;Område;Kön;År;Period;Värde;Uppgift;Källa;Vilka år ett värde står för"
    )
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    own = {
        (row["Kön"], int(row["År"])): float(row["Värde"].replace(",", "."))
        for row in rows
        if row["Område"] == "Fabelnäs"
    }
    letters = {"Totalt": "T", "Kvinnor": "K", "Män": "M"}
    assert own == {
        (group, year): invented_figures.level("9202", year, letter)
        for group, letter in letters.items()
        for year in range(2010, 2023)
    }
    assert {row["Enhet"] for row in rows} == {"procent"}
    programs = rows_of(visitor, address + "siffror.csv")
    assert len(rows) == len(programs)
    computed = [row["Värde"] for row in rows if row["Uppgift"] == "uträknat"]
    assert computed
    assert all(re.fullmatch(r"\d\d,\d{1,2}", value) for value in computed)  # four digits, not fifteen
    page = visitor.get(address).content.decode()
    assert "siffror-excel.csv" in page
    assert "Hämta för Excel (CSV)" in page
    assert "för programmering (CSV)" in page


def test_english_pages_say_which_settings_each_csv_is_for(visitor: Client) -> None:
    page = visitor.get(f"/en{SERIES}").content.decode()
    links = {text: address for address, text in re.findall(r'<a href="([^"]+)">([^<]+\(CSV\))</a>', page)}
    assert set(links) == {"Download for Excel with Swedish settings (CSV)", "for programming (CSV)"}
    swedish_form, programs = (visitor.get(links[text]).content.decode("utf-8-sig") for text in sorted(links))
    ours = {(group, str(year)): invented_figures.level("9101", year, letter) for group, letter, year in LATEST}
    rows = [row for row in csv.DictReader(io.StringIO(swedish_form), delimiter=";") if row["Area"] == "Exempelby"]
    assert {(row["Sex"], row["Year"]): row["Value"] for row in rows if row["Year"] == "2022"} == {
        about: str(value).replace(".", ",") for about, value in ours.items()
    }
    coded = {"_T": "Total", "F": "Women", "M": "Men"}
    plain = [row for row in csv.DictReader(io.StringIO(programs)) if row["area_code"] == "9101"]
    assert {(coded[row["group"]], row["year"]): row["value"] for row in plain if row["year"] == "2022"} == {
        about: str(value) for about, value in ours.items()
    }


def test_negative_values_are_numbers_and_windows_have_their_years_in_the_file_for_excel(visitor: Client) -> None:
    below = visitor.get("/kommun/9101/nyckeltal/N90014/siffror-excel.csv").content.decode("utf-8-sig")
    assert ";-" in below
    assert "'-" not in below
    windows = visitor.get("/kommun/9101/nyckeltal/N90006/siffror-excel.csv").content.decode("utf-8-sig")
    assert ";2022;2018–2022;" in windows


@pytest.mark.parametrize(
    ("text", "cell"), [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-5", "'-5"), ("+46", "'+46"), ("Andel", "Andel")]
)
def test_a_text_is_never_taken_for_a_formula(text: str, cell: str) -> None:
    assert safe(text) == cell


@pytest.mark.parametrize(
    ("value", "cell"), [(31.6, "31,6"), (420.0, "420"), (-0.5, "-0,5"), (1e-05, "0,00001"), (10521556.0, "10521556")]
)
def test_numbers_for_excel_have_a_decimal_comma_and_nothing_else(value: float, cell: str) -> None:
    assert swedish(value) == cell


@pytest.mark.parametrize(
    ("value", "shown"), [(27.483721, 27.48), (15443.27, 15443.0), (0.0123456, 0.01235), (0.0, 0.0), (-8.23456, -8.235)]
)
def test_a_computed_value_has_the_digits_that_mean_something(value: float, shown: float) -> None:
    assert rounded_mean(value) == shown


def test_repeated_values_in_the_csv_are_told_from_measured_ones(visitor: Client) -> None:
    rows = rows_of(visitor, "/kommun/9101/nyckeltal/N90005/siffror.csv")
    kinds = {
        int(row["year"]): row["measurement"] for row in rows if row["area_code"] == "9101" and row["group"] == "_T"
    }
    assert [kinds[year] for year in (2018, 2019, 2020, 2021, 2022)] == ["measured", *["repeated"] * 3, "measured"]


def test_nobody_has_said_which_values_are_measured_where_there_is_no_definition(visitor: Client) -> None:
    rows = rows_of(visitor, "/kommun/9101/nyckeltal/N90014/siffror.csv")
    assert {row["measurement"] for row in rows if row["area_code"] == "9101"} == {"not_stated"}


@pytest.mark.parametrize(
    "address", ["diagram.svg", "diagram.svg?bredd=smal&med=9201", "lage.svg", "lage.svg?bredd=smal"]
)
def test_a_chart_is_an_svg_of_the_promised_size_that_can_be_kept(visitor: Client, address: str) -> None:
    answer = visitor.get(SERIES + address)
    svg = answer.content.decode()
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert "max-age" in answer.headers["Cache-Control"]
    assert 'role="img" lang="sv"' in svg
    assert "Exempelby" in svg
    again = visitor.get(SERIES + address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    drawn = re.search(r'width="(\d+)" height="(\d+)"', svg)
    page = visitor.get(SERIES).content.decode()
    assert drawn is not None
    assert f'width="{drawn[1]}" height="{drawn[2]}"' in page


def test_a_chart_to_keep_comes_as_a_file(visitor: Client) -> None:
    answer = visitor.get(SERIES + "diagram.svg?ladda-ner")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="riktmarke-9101-N90001-over-tid.svg"'


def test_rows_for_programs_say_their_title_unit_and_years(visitor: Client) -> None:
    rows = rows_of(visitor, "/kommun/9101/nyckeltal/N90006/siffror.csv")
    assert {(row["title"], row["unit"]) for row in rows} == {("Påhittat femårsmedel", "procent")}
    assert {row["period"] for row in rows if row["year"] == "2022"} == {"2018–2022"}
    election = rows_of(visitor, "/kommun/9101/nyckeltal/N90005/siffror.csv")
    own = {row["year"]: row["period"] for row in election if row["area_code"] == "9101" and row["group"] == "_T"}
    assert own["2021"] == "2021"  # repeated, so it is of no election
    assert own["2022"] != "2022"


def test_what_the_source_hides_has_a_row_that_says_so_in_every_file(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Dataset.panel
    hidden = {(2021, sex): ObservationStatus.SUPPRESSED for sex in Sex} | {
        (2022, Sex.MALE): ObservationStatus.SUPPRESSED
    }
    monkeypatch.setattr(Dataset, "panel", lambda self, series: planted(real(self, series), hidden))
    why = "visas inte av källan: för få"
    rows = rows_of(visitor, SERIES + "siffror.csv")
    told = {
        (int(row["year"]), row["group"]): (row["value"], row["measurement"], row["status"])
        for row in rows
        if row["missing"] == why
    }
    assert told == {(2021, group): ("", "hidden", "Q") for group in ("_T", "F", "M")} | {
        (2022, "M"): ("", "hidden", "Q")
    }
    text = visitor.get(SERIES + "siffror-excel.csv").content.decode("utf-8-sig")
    excel = [row for row in csv.DictReader(io.StringIO(text), delimiter=";") if row["Uppgift"] == why]
    assert {(row["År"], row["Kön"], row["Värde"]) for row in excel} == {
        ("2021", "Totalt", ""),
        ("2021", "Kvinnor", ""),
        ("2021", "Män", ""),
        ("2022", "Män", ""),
    }
    book = openpyxl.load_workbook(io.BytesIO(visitor.get(SERIES + "siffror.xlsx").content))["Siffror"]
    by_year = {row[2]: row[4:8] for row in book.iter_rows(values_only=True, min_row=2) if row[1] == "9101"}
    assert by_year[2021] == (why, why, why, why)
    women = invented_figures.level("9101", 2022, "K")
    assert by_year[2022] == (invented_figures.level("9101", 2022, "T"), women, why, "publicerat")


def test_files_need_no_database(visitor: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        visitor.get(SERIES + "siffror.csv")
