"""`riktmarke plan coverage` counts which groups a plan's indicators show, with percentages and reasons."""

import json
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.cli.conftest import Riktmarke

PLAN = """
[plan]
name = "pahitt"
title = "Påhittad plan"
area = "9101"

[[focus_areas]]
key = "halsa"
title = "Påhittad hälsa"
proposal = true

[[indicators]]
definition = "N05401"
focus_areas = ["halsa"]

[[indicators]]
definition = "N85054"
focus_areas = ["halsa"]

[[indicators]]
definition = "N00905"
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(riktmarke: Riktmarke, tmp_path: Path) -> Riktmarke:
    """The command line with a plan of three indicators of the catalogue: voting, protected nature, pay compared."""
    file = tmp_path / "plan.toml"
    file.write_text(PLAN, encoding="utf-8")
    assert riktmarke("plan", "load", file).code == 0
    return riktmarke


def test_each_count_has_its_share_in_all_by_focus_area_and_by_source(loaded: Riktmarke) -> None:
    found = json.loads(loaded("plan", "coverage", "--area", "9101", "--json").out)
    assert (found["plan"], found["whole"]["indicators"], found["undefined"]) == ("pahitt", 3, [])
    assert found["whole"]["women_and_men"] == {"indicators": ["N05401", "N00905"], "percent": 66.7}
    assert found["whole"]["sex_within_origin"] == {"indicators": ["N05401"], "percent": 33.3}
    assert [(part["key"], part["women_and_men"]["percent"]) for part in found["focus_areas"]] == [("halsa", 50.0)]
    assert sum(part["indicators"] for part in found["sources"]) == 3
    assert found["grounds"]["religion"] == []


def test_every_indicator_without_women_and_men_has_its_reason(loaded: Riktmarke) -> None:
    (reason,) = json.loads(loaded("plan", "coverage", "--area", "9101", "--json").out)["whole"]["without_women_and_men"]
    assert reason == {
        "reason": "Måttet gäller inte människor.",
        "indicators": ["N85054"],
        "percent": 33.3,
    }


def test_the_table_counts_the_municipality_of_the_settings(loaded: Riktmarke, settings: LazySettings) -> None:
    settings.RIKTMARKE_AREA = "9101"
    said = " ".join(loaded("plan", "coverage").out.split())
    assert "the whole plan 3 2 (67%) 1 (33%)" in said
    assert "Påhittad hälsa 2 1 (50%)" in said
    assert "Måttet gäller inte människor. 1 N85054" in said


def test_a_municipality_without_a_plan_is_told_what_to_do(riktmarke: Riktmarke) -> None:
    ended = riktmarke("plan", "coverage", "--area", "9102")
    assert ended.code == 1
    assert "no plan for 9102" in ended.err
    assert "riktmarke catalogue coverage" in ended.err
