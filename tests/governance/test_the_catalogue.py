"""The project's own catalogue holds against the real figures and the publisher's own words."""

import csv
import re
from collections import Counter
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from riktmarke.assessment.runs import fingerprint
from riktmarke.governance.catalogue_check import check_catalogue
from riktmarke.governance.definitions import Definition, with_parts
from riktmarke.governance.framework_lists import FrameworkList, load_framework_lists
from riktmarke.governance.remarks import Severity
from riktmarke.operations.catalogue_facts import published_facts
from riktmarke.presentation.coverage_page import coverage_page
from riktmarke.statistics.store import Store

# The day the definitions were read: later, reviews fall due one by one, which is the check's to tell, not a fault.
READ_ON = date(2026, 11, 23)
ENOUGH_READ = 10


@pytest.fixture(scope="module")
def lists(repository: Path) -> dict[str, FrameworkList]:
    return load_framework_lists(repository / "catalogue")


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_every_definition_passes_the_check_without_figures(
    real_catalogue: dict[str, Definition], lists: dict[str, FrameworkList]
) -> None:
    found = check_catalogue(real_catalogue, lists, as_of=READ_ON)
    assert [remark for remark in found if remark.severity is Severity.ERROR] == []


def test_every_definition_passes_the_check_and_every_question_is_answered(
    real_catalogue: dict[str, Definition], lists: dict[str, FrameworkList], real_store: Store
) -> None:
    published = published_facts(real_store.dataset(), real_catalogue)
    assert check_catalogue(real_catalogue, lists, as_of=READ_ON, published=published) == []


def test_the_smallest_difference_of_a_definition_is_held_up_against_figures(
    real_catalogue: dict[str, Definition], real_store: Store
) -> None:
    published = published_facts(real_store.dataset(), real_catalogue)
    without = [d.series for d in real_catalogue.values() if not any(published[s].spread for s in d.all_series)]
    assert without == []


def test_every_candidate_with_figures_is_a_definition_or_a_group_of_one(
    real_catalogue: dict[str, Definition], real_store: Store, real_data: Path
) -> None:
    candidates = {row["kpi"] for row in rows(real_data / "kolada" / "kpi_candidates_by_focus_area.csv")}
    with_figures = {series for series in candidates if series in real_store.dataset().series}
    assert len(candidates) == 170
    assert len(with_figures) > 100
    assert with_figures - with_parts(real_catalogue).keys() == set()


def test_an_indicator_names_the_series_of_its_uncertainty_and_no_other(
    real_catalogue: dict[str, Definition], real_data: Path
) -> None:
    matched = {
        row["base_kpi"]: row["uncertainty_kpi"] for row in rows(real_data / "kolada" / "kolada_uncertainty_kpis.csv")
    }
    named = {series: d.uncertainty_series for series, d in real_catalogue.items() if not d.composed}
    assert named == {series: matched.get(series, "") for series in named}
    assert any(named.values())


def test_ten_definitions_or_more_were_read_by_a_second_reader_some_in_each_focus_area(
    real_catalogue: dict[str, Definition], lists: dict[str, FrameworkList]
) -> None:
    read = [d for d in real_catalogue.values() if d.checked_by]
    assert len(read) >= ENOUGH_READ
    areas = {f"focus-areas/{area.id}" for area in lists["focus-areas"].items}
    assert areas - {link for d in read for link in d.links} == set()
    assert [d.series for d in read if not d.description_read] == []


def test_every_indicator_has_an_english_title_of_its_own(real_catalogue: dict[str, Definition]) -> None:
    """Two of the same name could not be told apart on the English pages; a title is no sentence, and has no Swedish."""
    titles = [d.title_en for d in with_parts(real_catalogue).values()]

    assert [d.series for d in real_catalogue.values() if not d.title_en] == []
    assert [title for title, count in Counter(titles).items() if count > 1] == []
    assert [t for t in titles if re.search("[åäöÅÄÖ]", t) or t.endswith(".") or not t[0].isupper()] == []


def test_a_text_in_english_makes_no_run_anew(real_catalogue: dict[str, Definition]) -> None:
    """No finding rests on it: a site that is upgraded, or corrects a translation, need not assess everything again."""
    names = [field.name for field in fields(Definition) if field.name.endswith("_en")]
    english: dict[str, Any] = dict.fromkeys(names, "Something else")
    other = {
        series: replace(
            d,
            **english,
            series_breaks=tuple(replace(one, reason_en="Something else.") for one in d.series_breaks),
            replaces=tuple(replace(one, reason_en="Something else.") for one in d.replaces),
            replaced_by=tuple(replace(one, reason_en="Something else.") for one in d.replaced_by),
        )
        for series, d in real_catalogue.items()
    }

    assert fingerprint(other) == fingerprint(real_catalogue)


def test_every_source_has_an_english_name(real_catalogue: dict[str, Definition]) -> None:
    assert sorted({d.source for d in real_catalogue.values() if not d.source_en}) == []
    rules = [d.source_suppression for d in real_catalogue.values() if d.source_suppression]
    assert all(rule.said_by_en for rule in rules)


def test_every_framework_has_english_for_all_of_its_titles(lists: dict[str, FrameworkList]) -> None:
    unsaid = [one.id for one in lists.values() if not (one.title_en and one.short_title_en and one.translation_en)]
    unsaid += [f"{one.id}/{item.id}" for one in lists.values() for item in one.items if not item.title_en]

    assert unsaid == []


def test_the_page_of_coverage_is_current(
    real_catalogue: dict[str, Definition], lists: dict[str, FrameworkList], repository: Path
) -> None:
    page = (repository / "docs" / "catalogue.md").read_text(encoding="utf-8")
    assert page == coverage_page(real_catalogue, lists), (
        "The catalogue has changed: riktmarke catalogue coverage --markdown >docs/catalogue.md"
    )
