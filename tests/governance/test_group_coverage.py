"""Always sex, never only sex: what a plan's indicators show is counted, and a definition without a reason stops us."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks

from riktmarke.governance import queries
from riktmarke.governance.catalogue_check import check_catalogue
from riktmarke.governance.definitions import Cut, Definition
from riktmarke.governance.group_coverage import coverage_by_source, group_coverage, plan_coverage
from riktmarke.vocabulary.groups import Dimension, Ground
from tests import invented_plan
from tests.governance.test_catalogue_check import LISTS, PUBLISHED, SOUND
from tests.invented_figures import definition

ORIGIN = (Cut(Dimension.ORIGIN, "foreign_born", "U1"),)
SPLIT = definition("N1", grounds=(Ground.SEX,), source="Källa B")
COMPARED = definition(
    "N2", split_by_sex=False, not_split_by_sex="Är en jämförelse.", compares_sexes=True, source="Källa B"
)
CROSSED = definition("N3", cuts=ORIGIN, grounds=(Ground.SEX, Ground.ETHNICITY), source="Källa A")
ORIGIN_ALONE = definition("N4", split_by_sex=False, not_split_by_sex="Går inte.", cuts=ORIGIN, source="Källa B")
CATALOGUE = {d.series: d for d in (ORIGIN_ALONE, COMPARED, SPLIT, CROSSED)}


def test_what_shows_women_and_men_and_what_compares_them_count_together_in_the_order_of_the_plan() -> None:
    found = group_coverage(CATALOGUE)
    assert found.with_sex == ("N2", "N1", "N3")
    assert found.without_sex == ("N4",)
    assert found.share(found.with_sex) == 0.75


def test_every_indicator_either_shows_women_and_men_or_has_a_reason(real_catalogue: dict[str, Definition]) -> None:
    found = group_coverage(real_catalogue)
    assert sorted((*found.with_sex, *found.without_sex)) == sorted(real_catalogue)
    assert all(reason.endswith(".") for reason in found.sexes.not_split)


def test_sex_within_origin_needs_both() -> None:
    found = group_coverage(CATALOGUE)
    assert found.by_dimension[Dimension.ORIGIN] == ("N4", "N3")
    assert found.crossed == ("N3",)


def test_nothing_is_a_share_of_no_indicators() -> None:
    found = group_coverage({})
    assert (found.with_sex, found.share(found.with_sex)) == ((), 0.0)


def test_sources_come_with_the_source_of_the_most_first() -> None:
    assert [(part.title, part.coverage.indicators) for part in coverage_by_source(CATALOGUE)] == [
        ("Källa B", ("N4", "N2", "N1")),
        ("Källa A", ("N3",)),
    ]


@pytest.mark.django_db
def test_a_plans_indicators_are_counted_in_all_and_by_focus_area_and_those_without_definition_are_told(
    repository: Path,
) -> None:
    plan = invented_plan.load(repository)
    one = definition("N90001", grounds=(Ground.SEX,))
    found = plan_coverage(queries.indicators(plan), queries.focus_areas(plan), {"N90001": one})
    assert found.whole.indicators == ("N90001",)
    assert found.undefined == ("N90002",)
    assert [(part.key, part.title, part.coverage.with_sex) for part in found.focus_areas] == [
        ("halsa", "Påhittad hälsa", ("N90001",)),
        ("miljo", "Påhittad miljö", ()),
    ]
    assert [part.title for part in found.sources] == ["Påhittet"]


def test_a_group_without_women_and_men_is_told_where_the_indicator_is_said_to_be_split() -> None:
    crossed = replace(SOUND, cuts=ORIGIN, grounds=(Ground.SEX, Ground.ETHNICITY))
    published = {"N1": PUBLISHED, "U1": replace(PUBLISHED, has_women=False)}
    (remark,) = check_catalogue({"N1": crossed}, LISTS, as_of=date(2026, 11, 23), published=published)
    assert (remark.key, remark.text) == ("cuts", "split_by_sex = true, but U1 (foreign_born) has values for men")


def test_the_site_does_not_start_with_a_definition_that_shows_no_sexes_and_does_not_say_why(
    settings: LazySettings, tmp_path: Path, repository: Path
) -> None:
    shutil.copytree(repository / "catalogue", tmp_path / "catalogue")
    settings.RIKTMARKE_CATALOGUE = tmp_path / "catalogue"
    assert [found for found in run_checks() if found.id == "website.E001"] == []
    planted = tmp_path / "catalogue" / "indicators" / "N07403.toml"
    kept = [line for line in planted.read_text(encoding="utf-8").splitlines() if "not_split_by_sex" not in line]
    planted.write_text("\n".join(kept), encoding="utf-8")
    (found,) = [found for found in run_checks() if found.id == "website.E001"]
    assert "N07403.toml" in found.msg
    assert "no reason in not_split_by_sex" in found.msg
    assert found.hint
