"""The commands that keep the catalogue, on an invented catalogue of two indicators."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings

from riktmarke.governance.definition_files import read_definition
from tests.cli.conftest import Riktmarke

COUNTED = """title = "Påhittade invånare"
title_en = "Invented inhabitants"
phrase = "antalet påhittade invånare"
phrase_en = "the number of invented inhabitants"
unit = "persons"
decimals = 0
polarity = "no_judgement"
averaged = false
source = "Påhittet"
measured = "each_year"
periodicity_years = 1
split_by_sex = true
population = "hela kommunen"
population_en = "the whole municipality"
smallest_difference = 10
links = ["focus-areas/population", "agenda-2030/11.3"]
grounds = ["sex"]
why = "För att pröva."
why_en = "To try."
author = "testerna"
next_review = 2099-01-01
"""


@pytest.fixture
def own_catalogue(settings: LazySettings, tmp_path: Path, repository: Path) -> Path:
    folder = tmp_path / "catalogue"
    (folder / "indicators").mkdir(parents=True)
    (folder / "frameworks").symlink_to(repository / "catalogue" / "frameworks")
    (folder / "indicators" / "N01951.toml").write_text(COUNTED, encoding="utf-8")
    # Titled "andel", published for both sexes: not persons, and split by sex after all
    wrong = COUNTED.replace("Påhittade invånare", "Påhittad andel").replace(
        "split_by_sex = true", 'split_by_sex = false\nnot_split_by_sex = "Vet inte."'
    )
    (folder / "indicators" / "N90001.toml").write_text(wrong.replace('["sex"]', "[]"), encoding="utf-8")
    settings.RIKTMARKE_CATALOGUE = folder
    return folder / "indicators"


@pytest.fixture
def filled(riktmarke: Riktmarke, bulk_folder: Callable[..., Path], own_catalogue: Path) -> Riktmarke:
    assert riktmarke("import", "kolada-bulk", bulk_folder()).code == 0
    return riktmarke


def test_check_tells_errors_and_warnings_and_ends_with_one(filled: Riktmarke) -> None:
    ended = filled("catalogue", "check", "--json")
    assert ended.code == 1
    found = json.loads(ended.out)
    assert (found["definitions"], found["errors"]) == (2, 1)
    assert [(r["definition"], r["severity"], r["key"]) for r in found["remarks"] if r["severity"] == "error"] == [
        ("N90001", "error", "split_by_sex")
    ]
    assert "2 definitions: 1 errors" in filled("catalogue", "check").out


def test_check_ends_with_nought_when_nothing_is_wrong_for_certain(filled: Riktmarke, own_catalogue: Path) -> None:
    (own_catalogue / "N90001.toml").unlink()
    assert filled("catalogue", "check").code == 0


def test_without_figures_the_definitions_are_checked_against_themselves(
    riktmarke: Riktmarke, own_catalogue: Path
) -> None:
    ended = riktmarke("catalogue", "check")
    assert ended.code == 0
    assert "without figures" in ended.err


def test_show_puts_the_definition_beside_the_publishers_words(filled: Riktmarke) -> None:
    said = filled("catalogue", "show", "N01951").out
    assert 'phrase = "antalet påhittade invånare"' in said
    assert "The publisher on N01951" in said
    assert "Invånare totalt, antal" in said
    assert "read by a second reader: never" in " ".join(said.split())


def test_show_tells_breaks_replacements_and_the_threshold(filled: Riktmarke, own_catalogue: Path) -> None:
    records = """
suppressed_below = { threshold = 5, of = "svar" }

[[breaks]]
first_year = 2019
reason = "Åldern är en annan [18–66 år]."
source = "publisher"

[[replaces]]
series = "N90011"
from_year = 2017
reason = "Den slutade."
"""
    (own_catalogue / "N01951.toml").write_text(COUNTED + records, encoding="utf-8")
    said = " ".join(filled("catalogue", "show", "N01951").out.split())
    assert "breaks in 2019 (the publisher or its source says so): Åldern är en annan [18–66 år]." in said
    assert "replaces N90011 from 2017 (Påhittad mätning ett enda år): Den slutade." in said
    assert "values are suppressed below 5 svar (known from: seriens egen beskrivning)" in said
    assert "values are suppressed at no known threshold" in filled("catalogue", "show", "N90001").out


def test_stamp_answers_the_questions_about_a_description(filled: Riktmarke, own_catalogue: Path) -> None:
    file = own_catalogue / "N01951.toml"
    file.write_text(COUNTED.replace('"persons"', '"years"').replace(', "agenda-2030/11.3"', ""), encoding="utf-8")
    before = json.loads(filled("catalogue", "check", "--json").out)
    assert "N01951" in {remark["definition"] for remark in before["remarks"]}
    assert filled("catalogue", "stamp", "N01951", "--by", "andra läsaren").code == 0
    read = read_definition(file)
    assert read.checked_by == "andra läsaren"
    assert len(read.description_read) == 12
    after = json.loads(filled("catalogue", "check", "--json").out)
    assert "N01951" not in {remark["definition"] for remark in after["remarks"]}
    asked_again = json.loads(filled("catalogue", "check", "--read-too", "--json").out)
    assert "N01951" in {remark["definition"] for remark in asked_again["remarks"]}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("N01951", "--by", "testerna"), "cannot be its second reader"),
        (("N01951", "--by", " "), "cannot be its second reader"),
        (("N90001", "--by", "andra läsaren"), "split_by_sex"),
        (("N01951", "X1", "--by", "andra läsaren"), "no definition of 'X1'"),
    ],
)
def test_what_cannot_be_stamped_is_refused_and_nothing_is_written(
    filled: Riktmarke, own_catalogue: Path, words: tuple[str, ...], told: str
) -> None:
    before = {file.name: file.read_bytes() for file in own_catalogue.iterdir()}
    ended = filled("catalogue", "stamp", *words)
    assert ended.code == 1
    assert told in ended.err
    assert {file.name: file.read_bytes() for file in own_catalogue.iterdir()} == before


@pytest.mark.parametrize(
    ("by", "title", "indicators"),
    [
        ("framework", "Hållbar bebyggelse som planeras tillsammans med invånarna", ["N01951", "N90001"]),
        ("framework", "Ingen lever i extrem fattigdom", []),
        ("focus", "Befolkning", ["N01951", "N90001"]),
        ("focus", "Miljö", []),
        ("sex", "shown for women and men", ["N01951"]),
        ("sex", "Vet inte.", ["N90001"]),
        ("ground", "sex", ["N01951"]),
        ("ground", "religion", []),
    ],
)
def test_coverage_counts_what_is_reached_and_what_is_not(
    riktmarke: Riktmarke, own_catalogue: Path, by: str, title: str, indicators: list[str]
) -> None:
    rows = json.loads(riktmarke("catalogue", "coverage", "--by", by, "--json").out)
    assert [row["indicators"] for row in rows if row["title"] == title] == [indicators]


def test_coverage_as_a_table_and_as_the_page(riktmarke: Riktmarke, own_catalogue: Path) -> None:
    assert "Befolkning" in riktmarke("catalogue", "coverage").out
    assert riktmarke("catalogue", "coverage", "--markdown").out.startswith("# What the catalogue covers\n")
