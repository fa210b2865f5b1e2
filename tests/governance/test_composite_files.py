"""Composites are read as written, and refused with file and key when they do not add up or rest on nothing."""

import re
from pathlib import Path

import pytest

from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.composites import Audience, Composite
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.definitions import Cut, Definition
from riktmarke.vocabulary.errors import CatalogueError
from riktmarke.vocabulary.groups import Dimension, Sex
from riktmarke.vocabulary.polarity import Polarity
from tests.invented_figures import definition

HEAD = """title = "Prov"
superlative = "bästa kommunen"
says = "Säger något."
cannot_say = ["Allt annat."]
proposal = true
reference_years = { first = 2017, last = 2022 }
oldest_years = 2
smallest_share = 0.5
winsorised_at = 3
author = "testerna"
next_review = 2030-01-01
"""
ONE = """
[[dimensions]]
id = "one"
title = "Ett"
says = "Ett."
weight = 0.4

[[dimensions.parts]]
indicator = "N1"
weight = 0.7
audiences = ["residents", "companies"]
why = "Därför."
from_year = 2017
from_year_why = "Inte före."

[[dimensions.parts]]
indicator = "N2"
weight = 0.3
audiences = ["visitors"]
why = "Därför."
"""
OTHER = """
[[dimensions]]
id = "other"
title = "Annat"
says = "Annat."
weight = 0.6

[dimensions.without]
companies = "Ingen frågar företag."
visitors = "Ingen frågar besökare."

[[dimensions.parts]]
indicator = "N3"
weight = 1
audiences = ["residents"]
why = "Därför."
"""
WHOLE = HEAD + ONE + OTHER
CATALOGUE: dict[str, Definition] = {
    **{name: definition(name) for name in ("N1", "N2", "N3")},
    "N4": definition("N4", polarity=Polarity.NO_JUDGEMENT),
    "N5": definition("N5", averaged=False),
}


def load(folder: Path, text: str = WHOLE) -> Composite:
    (folder / "composites").mkdir(exist_ok=True)
    (folder / "composites" / "prov.toml").write_text(text, encoding="utf-8")
    return load_composites(folder, CATALOGUE)["prov"]


def test_a_composite_is_read_with_its_dimensions_and_parts(tmp_path: Path) -> None:
    read = load(tmp_path)
    assert (read.id, read.title, read.proposal, read.reference_years) == ("prov", "Prov", True, (2017, 2022))
    assert [(dimension.id, dimension.weight) for dimension in read.dimensions] == [("one", 0.4), ("other", 0.6)]
    assert read.indicators == ("N1", "N2", "N3")
    first = read.dimension("one").parts[0]
    assert (first.weight, first.from_year, first.audiences) == (0.7, 2017, (Audience.RESIDENTS, Audience.COMPANIES))
    assert read.dimension("other").without[Audience.COMPANIES] == "Ingen frågar företag."
    assert [dimension.id for dimension, _ in read.parts] == ["one", "one", "other"]
    with pytest.raises(KeyError, match="one, other"):
        read.dimension("third")


def test_without_a_folder_there_are_none(tmp_path: Path) -> None:
    assert load_composites(tmp_path, CATALOGUE) == {}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("weight = 0.7", "weight = 0.6", "the weights of parts are 0.6, 0.3: together 0.9"),
        ("weight = 0.4", "weight = 0.5", "the weights of dimensions are 0.5, 0.6: together 1.1"),
        ("weight = 0.4", "weight = 0", "weight = 0"),
        (HEAD + ONE, HEAD, "the weights of dimensions are 0.6"),
        ("winsorised_at = 3", "winsorised_at = 0.5", "winsorised_at = 0.5"),
        ("smallest_share = 0.5", "smallest_share = 1.5", "smallest_share = 1.5"),
        ("last = 2022", "last = 2016", "last = 2016"),
        ("last = 2022", "last = 2022, middle = 2020", "unknown key 'middle'"),
        ("oldest_years = 2", "oldest_years = -1", "oldest_years = -1"),
        ('id = "other"', 'id = "one"', "id = 'one' stands twice"),
        ('indicator = "N3"', 'indicator = "N1"', "indicator = 'N1' stands twice"),
        ('indicator = "N3"', 'indicator = "N9"', "'N9', which is not in the catalogue"),
        ('indicator = "N3"', 'indicator = "N4"', "'N4', which has no good direction"),
        ('indicator = "N3"', 'indicator = "N5"', "'N5', a count"),
        ('audiences = ["residents"]', 'audiences = ["tourists"]', "audiences = ['tourists']"),
        ('audiences = ["residents"]', "audiences = []", "audiences = []"),
        ('visitors = "Ingen frågar besökare."\n', "", "without = {'companies'"),
        ('visitors = "Ingen', 'residents = "Ingen', "without = {'companies'"),
        ('audiences = ["visitors"]', 'audiences = ["residents"]', "without = None"),
        ('from_year_why = "Inte före."\n', "", "from_year = 2017"),
        ('cannot_say = ["Allt annat."]\n', "", "missing key 'cannot_say'"),
        ("next_review = 2030-01-01", 'next_review = "snart"', "next_review = 'snart'"),
        ('why = "Därför."\n', 'why = "Därför."\ncolour = "röd"\n', "unknown key 'colour'"),
    ],
)
def test_what_does_not_hold_is_told_with_its_file(before: str, after: str, told: str, tmp_path: Path) -> None:
    assert before in WHOLE
    with pytest.raises(CatalogueError) as error:
        load(
            tmp_path, WHOLE.replace(before, after, 1) if before != 'why = "Därför."\n' else WHOLE.replace(before, after)
        )
    assert told in error.value.what
    assert "prov.toml" in error.value.what
    assert error.value.remedy


def test_an_indicator_made_of_women_s_and_men_s_has_no_level_for_everyone(tmp_path: Path) -> None:
    cuts = (Cut(Dimension.SEX, Sex.FEMALE, "N6K"), Cut(Dimension.SEX, Sex.MALE, "N6M"))
    (tmp_path / "composites").mkdir()
    (tmp_path / "composites" / "prov.toml").write_text(WHOLE.replace('"N3"', '"N6"'), encoding="utf-8")
    with pytest.raises(CatalogueError, match="no value for everyone"):
        load_composites(tmp_path, {**CATALOGUE, "N6": definition("N6", cuts=cuts)})


def in_english(text: str) -> str:
    """The composite's file with English below every text: its own words, in capitals."""
    keys = "title|superlative|says|cannot_say|why|from_year_why"
    told = re.sub(rf"(?m)^({keys}) = (.+)$", lambda line: f"{line[0]}\n{line[1]}_en = {line[2].upper()}", text)
    table = re.compile(r"\[dimensions\.without\]\n((?:\w+ = .+\n)+)")
    return table.sub(lambda found: f"{found[0]}\n[dimensions.without_en]\n{found[1]}", told)


def test_english_is_read_for_every_text(tmp_path: Path) -> None:
    read = load(tmp_path, in_english(WHOLE))

    assert (read.title_en, read.says_en) == (read.title.upper(), read.says.upper())
    assert read.cannot_say_en == tuple(said.upper() for said in read.cannot_say)
    assert [d.title_en for d in read.dimensions] == [d.title.upper() for d in read.dimensions]
    assert [d.without_en.keys() for d in read.dimensions] == [d.without.keys() for d in read.dimensions]
    assert [part.why_en for _, part in read.parts] == [part.why.upper() for _, part in read.parts]


@pytest.mark.parametrize(
    "key", ["superlative_en", "says_en", "cannot_say_en", "why_en", "from_year_why_en", r"\[dimensions.without_en"]
)
def test_english_for_some_texts_and_not_for_others_is_refused(key: str, tmp_path: Path) -> None:
    whole = in_english(WHOLE)
    left_out = re.sub(rf"(?m)^{key}.*\n(?:\w+ = \"Ingen .*\n)*", "", whole, count=1)

    assert left_out != whole
    with pytest.raises(CatalogueError, match=rf"missing key '{key.rpartition('.')[2]}'"):
        load(tmp_path, left_out)


def test_english_for_another_number_of_sentences_is_refused(tmp_path: Path) -> None:
    told = in_english(WHOLE).replace('cannot_say_en = ["ALLT ANNAT."]', 'cannot_say_en = ["ONE.", "TWO."]')

    with pytest.raises(CatalogueError) as error:
        load(tmp_path, told)
    assert error.value.expected == "as many sentences as in cannot_say: 1"


def test_our_own_composites_hold_and_say_what_they_cannot(repository: Path) -> None:
    folder = repository / "catalogue"
    catalogue = load_catalogue(folder)
    read = load_composites(folder, catalogue)
    assert list(read) == ["safety"]
    safety = read["safety"]
    assert safety.proposal
    assert [dimension.id for dimension in safety.dimensions] == ["reported_crime", "experienced_safety"]
    assert {dimension.weight for dimension in safety.dimensions} == {0.5}
    assert all("focus-areas/safety" in catalogue[indicator].links for indicator in safety.indicators)
    sentences = [safety.says, *safety.cannot_say, *(part.why for _, part in safety.parts)]
    assert all(sentence.endswith(".") for sentence in sentences)


def test_reported_crime_is_never_beside_what_people_say_of_their_safety(repository: Path) -> None:
    folder = repository / "catalogue"
    catalogue = load_catalogue(folder)
    crime, experienced = load_composites(folder, catalogue)["safety"].dimensions
    assert {catalogue[part.indicator].source for part in crime.parts} == {"Brottsförebyggande rådet (Brå) och SCB"}
    assert all("Anmäl" not in catalogue[part.indicator].title for part in experienced.parts)
