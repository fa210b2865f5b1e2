"""A file says what the page says of values that may stand for more years than the one beside them."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from riktmarke.governance.definitions import Definition
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.challenges import claims_csv
from riktmarke.publishing.website.compare import files as compare_files
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.maps import files as map_files
from riktmarke.publishing.website.series_csv import HEADINGS

NOTED, PLAIN = "N90001", "N90002"
NOTE, NOTE_EN = "I Påhittade Norr fyra år, annars ett.", "In Påhittade Norr four years, elsewhere one."
WHICH, WHICH_EN = "Vilka år ett värde står för", "Which years a value stands for"
OWN = "/kommun/9101"
SERIES_FILES = ("nyckeltal/{}/siffror.csv", "nyckeltal/{}/siffror-excel.csv", "nyckeltal/{}/siffror.xlsx")
MAP_FILES = ("karta/siffror.csv?nyckeltal={}", "karta/siffror.xlsx?nyckeltal={}")
COMPARED = ("jamfor/siffror.csv?med=9102&nyckeltal={}", "jamfor/siffror.xlsx?med=9102&nyckeltal={}")
CHALLENGES = ("utmaningar/utmaningar.csv", "utmaningar/utmaningar-excel.csv", "utmaningar/utmaningar.xlsx")


@pytest.fixture
def noted_site(challenge_site: Figures, monkeypatch: pytest.MonkeyPatch) -> Figures:
    """The site with challenges, where the years of one indicator are not the same everywhere."""
    noted = replace(challenge_site.catalogue[NOTED], window_note=NOTE, window_note_en=NOTE_EN)
    source = Figures(
        challenge_site.store.root,
        {**challenge_site.catalogue, NOTED: noted},
        frameworks=challenge_site.frameworks,
    )
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    return source


def rows_of(client: Client, address: str) -> list[dict[str, object]]:
    """The rows of a file's table, whatever its form; an empty cell is an empty text."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    if ".xlsx" in address:
        headings, *rows = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True)
        return [dict(zip(map(str, headings), (cell or "" for cell in row), strict=True)) for row in rows]
    delimiter = ";" if "-excel" in address else ","
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=delimiter))


def named(address: str, *, english: bool = False) -> str:
    """What the column is called in a file: a code for programs, words for people."""
    if ".csv" in address and "-excel" not in address:
        return "period_note"
    return WHICH_EN if english else WHICH


@pytest.mark.parametrize("file", [*SERIES_FILES, *MAP_FILES, *COMPARED])
def test_each_row_of_a_file_says_which_years_its_value_stands_for(noted_site: Figures, file: str) -> None:
    address = f"{OWN}/{file.format(NOTED)}"
    for language, note in (("", NOTE), ("/en", NOTE_EN)):
        rows = rows_of(Client(), language + address)

        assert {row[named(address, english=bool(language))] for row in rows} == {note}
        year = {"": "År", "/en": "Year"}[language] if named(address) != "period_note" else "year"
        assert all(int(str(row[year])) in range(2010, 2023) for row in rows)  # still a number, without a mark


@pytest.mark.parametrize("file", [*SERIES_FILES, *MAP_FILES, *COMPARED])
def test_a_file_says_nothing_of_years_that_stand_for_themselves(noted_site: Figures, file: str) -> None:
    address = f"{OWN}/{file.format(PLAIN)}"

    assert {row.get(named(address), "") for row in rows_of(Client(), address)} == {""}


@pytest.mark.parametrize("file", ["karta/siffror.xlsx?nyckeltal={}", "nyckeltal/{}/siffror.xlsx"])
def test_the_workbook_of_one_indicator_has_no_empty_column(noted_site: Figures, file: str) -> None:
    with_note, without = (list(rows_of(Client(), f"{OWN}/{file.format(series)}")[0]) for series in (NOTED, PLAIN))

    assert with_note == [*without, WHICH]


@pytest.mark.parametrize("file", CHALLENGES)
def test_challenges_in_a_file_say_which_years_they_rest_on(noted_site: Figures, file: str) -> None:
    address = f"{OWN}/{file}"
    for language, note in (("", NOTE), ("/en", NOTE_EN)):
        rows = rows_of(Client(), language + address)
        ids = {"": "Mått", "/en": "Indicator"}[language] if named(address) != "period_note" else "indicator"
        told = {(row[ids], row[named(address, english=bool(language))]) for row in rows}

        assert (NOTED, note) in told
        assert {said for series, said in told if series != NOTED} == {""}


def test_the_health_survey_of_hedemora_carries_its_years_into_the_file(
    hedemora: Client, real_catalogue: dict[str, Definition]
) -> None:
    for language in ("", "/en"):
        rows = rows_of(hedemora, f"{language}/kommun/2083/jamfor/siffror.csv?omrade=equal-health")
        told = {str(row["series"]): row["period_note"] for row in rows if row["year"]}
        notes = {name: one.window_note_en if language else one.window_note for name, one in real_catalogue.items()}

        assert told == {series: notes[series] for series in told}
        assert {bool(note) for note in told.values()} == {True, False}


def columns() -> Iterator[str]:
    yield from (*HEADINGS, *compare_files.HEADINGS, *map_files.HEADINGS)


def test_every_column_for_programs_is_told(repository: Path) -> None:
    told = (repository / "docs/files.md").read_text(encoding="utf-8")
    of_table = [line.split("|")[1] for line in told.splitlines() if line.startswith("| `")]

    assert {column for column in columns() if not any(f"`{column}`" in cell for cell in of_table)} == set()
    assert {headings[-1] for headings in (HEADINGS, compare_files.HEADINGS, map_files.HEADINGS)} == {"period_note"}
    assert claims_csv.HEADINGS[-1] == "period_note"
