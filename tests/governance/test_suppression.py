"""The threshold below which a source suppresses its figures: its own before the publisher's, and only where known."""

from dataclasses import replace
from pathlib import Path

import pytest

from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.definitions import CountedUnit, Definition, SuppressionRule, with_parts
from riktmarke.governance.suppression import Source, load_sources, threshold_of
from riktmarke.vocabulary.errors import CatalogueError
from riktmarke.vocabulary.groups import Ground, Sex
from tests.governance.test_definitions import catalogue_with
from tests.invented_figures import definition

FIVE = SuppressionRule(5, CountedUnit.PERSONS, "vanlig gräns")
THIRTY = SuppressionRule(30, CountedUnit.PUPILS, "rapporten")
KOLADA = '[[sources]]\nname = "Kolada"\nthreshold = 5\nof = "personer"\nsaid_by = "vanlig gräns"\n'
SCHOOL = '[[sources]]\nname = "Skolenkäten"\nthreshold = 30\nof = "elever"\nsaid_by = "rapporten"\n'


def sources(folder: Path, text: str) -> dict[str, Source]:
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    return load_sources(folder, ["Skolenkäten", "SCB"])


def rules(folder: Path, text: str) -> dict[str, SuppressionRule | None]:
    return {name: source.rule for name, source in sources(folder, text).items()}


def test_a_sources_own_rule_comes_before_the_publishers(tmp_path: Path) -> None:
    assert rules(tmp_path, KOLADA + SCHOOL) == {"SCB": FIVE, "Skolenkäten": THIRTY}
    assert rules(tmp_path, SCHOOL) == {"SCB": None, "Skolenkäten": THIRTY}


def test_without_the_file_no_threshold_is_known(tmp_path: Path) -> None:
    assert load_sources(tmp_path, ["SCB"]) == {"SCB": Source()}


def test_a_source_may_have_a_name_in_english_with_or_without_a_rule_of_its_own(tmp_path: Path) -> None:
    scb = '[[sources]]\nname = "SCB"\nname_en = "Statistics Sweden"\n'
    found = sources(tmp_path, KOLADA + scb + f'{SCHOOL}name_en = "the School Survey"\nsaid_by_en = "the report"\n')
    assert found == {
        "SCB": Source("Statistics Sweden", FIVE),
        "Skolenkäten": Source("the School Survey", replace(THIRTY, said_by_en="the report")),
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (KOLADA + KOLADA, "sources.toml: sources 2: name = 'Kolada', which stands twice"),
        (KOLADA.replace("Kolada", "SCB, X"), "sources 1: name = 'SCB, X', which is no source"),
        (KOLADA.replace("personer", "hus"), "sources 1: of = 'hus'"),
        (KOLADA.replace("5", "0"), "sources 1: threshold = 0"),
        (KOLADA.replace("said_by", "said"), "sources 1: missing key 'said_by', unknown key 'said'"),
        ('[[sources]]\nname = "SCB"\n', "sources 1: missing key 'name_en'"),
        (
            '[[sources]]\nname = "SCB"\nname_en = "Statistics Sweden"\nsaid_by_en = "the report"\n',
            "sources 1: unknown key 'said_by_en'",
        ),
        ("source = []\n", "sources.toml: missing key 'sources'"),
        ("sources = 5\n", "sources.toml: sources = 5"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        rules(tmp_path, text)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"grounds": (Ground.SEX,), "source_suppression": FIVE}, FIVE),
        ({"covers_sex": Sex.FEMALE, "source_suppression": FIVE}, FIVE),
        ({"source_suppression": FIVE}, None),  # lakes, fuel: not known to be counted on people
        ({"suppressed_below": THIRTY}, THIRTY),
        ({"grounds": (Ground.SEX,), "suppressed_below": THIRTY, "source_suppression": FIVE}, THIRTY),
        ({"grounds": (Ground.SEX,)}, None),
    ],
)
def test_the_threshold_is_the_series_own_then_the_sources_where_people_are_counted(
    given: dict[str, object], expected: SuppressionRule | None
) -> None:
    assert threshold_of(definition("N1", **given)) == expected


def test_a_catalogue_knows_the_threshold_of_each_of_its_indicators_and_their_groups(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(KOLADA, encoding="utf-8")
    catalogue_with(tmp_path, '[cuts.origin]\nforeign_born = "N90002"\n')
    catalogue_with(tmp_path, name="N90003", split_by_sex="false", not_split_by_sex='"Gäller sjöar."', grounds="[]")
    known = {series: threshold_of(d) for series, d in with_parts(load_catalogue(tmp_path)).items()}
    assert known == {"N90001": FIVE, "N90002": FIVE, "N90003": None}


def test_in_the_real_catalogue_people_are_protected_and_lakes_are_not(real_catalogue: dict[str, Definition]) -> None:
    found = {series: threshold_of(real_catalogue[series]) for series in ("N15428", "U28532", "N85051", "N45909")}
    short = {series: rule and (rule.threshold, rule.of.value) for series, rule in found.items()}
    # U28532: "dock minst fem" svar in its description; N45909: secrecy without a number
    assert short == {"N15428": (5, "personer"), "U28532": (5, "svar"), "N85051": None, "N45909": None}
