"""Charts and CSV, each at its own address."""

import csv
import io
import re

import pytest
from django.test import Client

from tests import invented_figures

SERIES = "/kommun/9101/nyckeltal/N90001/"


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
    computed = [row for row in rows_of(visitor, SERIES + "siffror.csv") if row["measurement"] == "computed"]
    assert {row["area_code"] for row in computed} == {"peers_weighted", "peers_unweighted"}
    assert all(row["source"].startswith("Egen bearbetning av Kolada: medel av 3 av 3") for row in computed)
    county = rows_of(visitor, "/kommun/9101/nyckeltal/N90002/siffror.csv")
    assert any(row["area_code"] == "0091" and row["measurement"] == "computed" for row in county)


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


def test_files_need_no_database(visitor: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        visitor.get(SERIES + "siffror.csv")
