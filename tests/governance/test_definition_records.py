"""Breaks, replacements and thresholds are read as records, and refused with record and key when they do not fit."""

from pathlib import Path

import pytest

from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.definitions import (
    BreakSource,
    CountedUnit,
    Definition,
    Replacement,
    SeriesBreak,
    SuppressionRule,
    with_parts,
)
from riktmarke.vocabulary.errors import CatalogueError
from tests.governance.test_definitions import catalogue_with


def break_in(year: object, *, reason: str = '"Kraven ändrades."', source: str = '"publisher"', more: str = "") -> str:
    return f"[[breaks]]\nfirst_year = {year}\nreason = {reason}\nsource = {source}\n{more}"


def other(key: str, series: str = "N00914", *, year: object = 2020, reason: str = '"Källan är ny."') -> str:
    return f'[[{key}]]\nseries = "{series}"\nfrom_year = {year}\nreason = {reason}\n'


def read(folder: Path, text: str) -> Definition:
    return load_catalogue(catalogue_with(folder, text))["N90001"]


def test_breaks_are_read_with_their_reasons_and_the_measurement_has_their_years(tmp_path: Path) -> None:
    found = read(tmp_path, break_in(2010, reason='"Nivån hoppar 2010."', source='"figures"') + break_in(2012))
    assert found.series_breaks == (
        SeriesBreak(2010, "Nivån hoppar 2010.", BreakSource.FIGURES),
        SeriesBreak(2012, "Kraven ändrades.", BreakSource.PUBLISHER),
    )
    assert found.measurement.breaks == (2010, 2012)


def test_what_came_before_and_after_is_read_with_the_year_and_the_reason(tmp_path: Path) -> None:
    found = read(tmp_path, other("replaces") + other("replaced_by", "N99999", year=2031))
    assert found.replaces == (Replacement("N00914", 2020, "Källan är ny."),)
    assert found.replaced_by == (Replacement("N99999", 2031, "Källan är ny."),)


def test_a_record_may_have_its_reason_in_english(tmp_path: Path) -> None:
    english = 'reason_en = "The source is new."\n'
    found = read(tmp_path, break_in(2012, more=english) + other("replaces") + english)
    assert [one.reason_en for one in (*found.series_breaks, *found.replaces)] == ["The source is new."] * 2


def test_a_group_breaks_with_its_indicator_but_replaces_nothing_of_its_own(tmp_path: Path) -> None:
    groups = '[cuts.origin]\nforeign_born = "N90002"\n'
    catalogue = load_catalogue(catalogue_with(tmp_path, break_in(2012) + other("replaces") + groups))
    part = with_parts(catalogue)["N90002"]
    assert part.series_breaks == catalogue["N90001"].series_breaks != ()
    assert (part.replaces, part.replaced_by) == ((), ())


def test_a_threshold_of_the_series_own_description_is_read(tmp_path: Path) -> None:
    found = load_catalogue(catalogue_with(tmp_path, suppressed_below='{ threshold = 5, of = "svar" }'))["N90001"]
    assert found.suppressed_below == SuppressionRule(
        5, CountedUnit.ANSWERS, "seriens egen beskrivning", "the series' own description"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("breaks = [2012]\n", "N90001.toml: breaks = [2012]"),
        (break_in(2012) + break_in(2012), "breaks: first_year = 2012 after 2012"),
        (break_in(2012) + break_in(2010), "breaks: first_year = 2010 after 2012"),
        (break_in(2012) + break_in(2015, source='"someone"'), "breaks 2: source = 'someone'"),
        (break_in("'2012'"), "breaks 1: first_year = '2012'"),
        (break_in(1899), "breaks 1: first_year = 1899"),
        (break_in(2101), "breaks 1: first_year = 2101"),
        (break_in("true"), "breaks 1: first_year = True"),
        (break_in(2012, more="why = 1\n"), "breaks 1: unknown key 'why'"),
        (break_in(2012, more='reason_en = "New"\n'), "breaks 1: reason_en = 'New'"),
        (break_in(2012, reason='""'), "breaks 1: reason = ''"),
        (break_in(2012, reason='"Ny metod"'), "breaks 1: reason = 'Ny metod'"),
        ("[[breaks]]\nfirst_year = 2012\n", "breaks 1: missing key 'reason', missing key 'source'"),
        ('replaces = ["N00914"]\n', "N90001.toml: replaces = ['N00914']"),
        (other("replaces") + other("replaces", year=2021), "replaces: series = 'N00914' twice"),
        (other("replaced_by", "N90001"), "replaced_by: series = 'N90001'"),
        (other("replaced_by", year="'2020'"), "replaced_by 1: from_year = '2020'"),
        (other("replaced_by", reason='"Ny källa"'), "replaced_by 1: reason = 'Ny källa'"),
        ("suppressed_below = 5\n", "N90001.toml: suppressed_below = 5"),
        ("suppressed_below = { threshold = 5 }\n", "suppressed_below: missing key 'of'"),
        ('suppressed_below = { threshold = 1, of = "svar" }\n', "suppressed_below: threshold = 1"),
        ('suppressed_below = { threshold = 5, of = "kor" }\n', "suppressed_below: of = 'kor'"),
    ],
)
def test_a_record_that_does_not_fit_is_refused_with_its_number_and_key(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        read(tmp_path, text)
    assert told in str(caught.value)
    assert caught.value.expected
    assert caught.value.remedy
