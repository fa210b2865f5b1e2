"""What readers are given: one plan's rows and no other's, drafts to staff alone, and no query for each row."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from riktmarke.governance import queries
from riktmarke.governance.actions.rows import add_row, change_row
from riktmarke.governance.linked import linked_frameworks
from riktmarke.governance.models import Document, Framework, Plan
from tests.governance.planning import WRITING, Raw, another, held, load, whole

pytestmark = pytest.mark.django_db

LISTS: dict[str, Callable[..., Any]] = {
    "earlier_visions": queries.earlier_visions,
    "overarching_goals": queries.overarching_goals,
    "focus_areas": queries.focus_areas,
    "goals": queries.goals,
    "indicators": queries.indicators,
    "targets": queries.targets,
    "challenge_rules": lambda plan, **_: queries.challenge_rules(plan),  # there are no drafts of them
    "documents": queries.documents,
    "actions_of": queries.actions_of,
}


def keys(rows: list[Any]) -> list[str]:
    return [row.key for row in rows]


def test_the_plan_of_a_municipality_is_found_by_its_code() -> None:
    plan = held()
    assert queries.plan_of_area("9101") == plan
    assert queries.plan_of_area("9102") is None
    assert queries.plans() == [plan]


def test_the_vision_that_applies_is_the_one_that_none_replaces() -> None:
    plan = held()
    assert queries.vision(plan).key == "ny"
    assert keys(queries.earlier_visions(plan)) == ["gammal"]


def test_a_draft_of_a_new_vision_replaces_nothing_for_the_public() -> None:
    plan = held()
    draft = {"key": "utkast", "title": "Utkast", "replaces": "ny"}
    add_row(plan=plan, table="visions", values=draft, writing=WRITING)
    assert queries.vision(plan).key == "ny"
    assert queries.vision(plan, include_drafts=True).key == "utkast"


def test_the_public_sees_what_is_decided_and_what_is_proposed_but_no_draft() -> None:
    plan = held()
    assert keys(queries.overarching_goals(plan)) == ["overgripande"]
    assert keys(queries.overarching_goals(plan, include_drafts=True)) == ["overgripande", "omatbart"]
    assert [(goal.key, goal.proposal) for goal in queries.goals(plan)] == [("mal", False), ("delmal", True)]
    # a target from a reference that nobody has decided is a draft; one that is a proposal is shown as that
    assert keys(queries.targets(plan)) == ["nytt", "N00003-_T-2038", "N00001-F-2027"]
    assert "valdeltagande-origin-2030" in keys(queries.targets(plan, include_drafts=True))
    assert "N00001-_T-2027" in keys(queries.targets(plan, superseded=True))


def test_earlier_targets_say_what_took_their_place_and_who_decided_both() -> None:
    (earlier,) = queries.earlier_targets(held())

    assert (earlier.key, earlier.value, earlier.superseded_by.key) == ("N00001-_T-2027", Decimal("12.5"), "nytt")
    assert earlier.decision.decided_on == earlier.superseded_by.decision.decided_on == date(2023, 11, 21)


@pytest.mark.parametrize("table", ["goals", "focus_areas", "actions", "documents", "visions", "overarching_goals"])
def test_no_way_to_a_draft_of_the_plan_without_asking_for_drafts(table: str) -> None:
    """A draft linked to everything it can be linked to is not reached from any of it."""
    draft: dict[str, Any] = {"key": "hemligt", "title": "Hemligt utkast"}
    draft |= {"replaces": "ny"} if table == "visions" else {}
    draft |= {"kind": "plan", "replaces": "strategi"} if table == "documents" else {}
    draft |= {"goals": ["mal"], "focus_areas": ["halsa"], "indicators": ["N00001"]} if table == "actions" else {}
    if table == "goals":
        draft |= {"overarching_goals": ["overgripande"], "focus_areas": ["halsa"], "parent": "mal"}

    plan = held()
    add_row(plan=plan, table=table, values=draft, writing=WRITING)
    if table in {"goals", "focus_areas", "overarching_goals"}:
        change_row(plan=plan, table="indicators", key="N00001", values={table: ["hemligt"]}, writing=WRITING)

    assert "hemligt" in "".join(reached(plan, include_drafts=True))
    assert "hemligt" not in "".join(reached(plan, include_drafts=False))


def within(row: Any) -> list[Any]:
    """Every row that came with a row: what it points at, and what was fetched for it."""
    many = [one for rows in getattr(row, "_prefetched_objects_cache", {}).values() for one in rows]
    pointed_at = [one for one in row._state.fields_cache.values() if one is not None and hasattr(one, "key")]
    return [*many, *pointed_at]


def reached(plan: Plan, *, include_drafts: bool) -> set[str]:
    """The keys of everything that the queries give, and of everything prefetched within it."""
    found: set[str] = set()
    for ask in LISTS.values():
        for row in ask(plan, include_drafts=include_drafts):
            found.add(row.key)
            found |= {one.key for one in within(row)}
    vision = queries.vision(plan, include_drafts=include_drafts)
    return found | {vision.key if vision else ""}


def test_a_row_is_given_by_key_from_its_own_plan_alone() -> None:
    first, second = held(), load(another()).plan
    add_row(plan=second, table="goals", values={"key": "bara-har", "title": "x", "proposal": True}, writing=WRITING)
    assert queries.goal(second, "bara-har") is not None
    assert queries.goal(first, "bara-har") is None
    assert queries.focus_area(first, "halsa").plan == first
    assert queries.indicator_of(second, "N00001").plan == second
    assert queries.indicator_of(first, "N00002") is None
    assert queries.role(first, first.contact).plan == first


@pytest.mark.parametrize("name", LISTS)
def test_two_plans_do_not_see_each_other_s_rows(name: str) -> None:
    first, second = held(), load(another()).plan
    for plan in (first, second):
        rows = LISTS[name](plan, include_drafts=True)
        assert rows
        assert {row.plan_id for row in rows} == {plan.pk}
        related = [one for row in rows for one in within(row)]
        assert {one.plan_id for one in related if hasattr(one, "plan_id")} <= {plan.pk}


def test_two_plans_do_not_see_each_other_through_a_shared_framework() -> None:
    first, second = held(), load(another()).plan
    add_row(plan=second, table="goals", values={"key": "nytt", "title": "x", "links": ["global/2"]}, writing=WRITING)
    shared = Framework.objects.get(key="global")
    for include_drafts in (True, False):
        for item in linked_frameworks(first, [shared], include_drafts=include_drafts)[shared.pk]:
            rows = [*item.all_goals, *item.all_indicators, *item.documents, *item.actions]
            assert {row.plan_id for row in rows} <= {first.pk}
    assert [framework.key for framework in queries.frameworks(first)] == ["global", "eget"]
    assert {framework.plan for framework in queries.frameworks(second)} == {None, second}


@pytest.mark.parametrize("name", LISTS)
def test_a_longer_list_costs_no_more_queries(name: str) -> None:
    def asked(plan: Plan) -> int:
        with CaptureQueriesContext(connection) as context:
            for row in LISTS[name](plan, include_drafts=True):
                [str(one) for one in within(row)]
        return len(context)

    few, many = asked(held()), asked(load(whole(longer)).plan)
    assert many == few


def longer(raw: Raw) -> None:
    """Ten more of each kind of row, linked as the first is."""
    raw["plan"].update(name="lang", area="9103")
    for table in ("goals", "documents", "actions", "focus_areas", "overarching_goals"):
        first = raw[table][0]
        raw[table] += [{**first, "key": f"{first['key']}-{number}"} for number in range(10)]
    raw["visions"] += [
        {"key": f"v{number}", "title": "x", "state": "decided", "decision": "utan-datum"} for number in range(10)
    ]
    for number in range(9):
        raw["visions"][number + 2]["replaces"] = f"v{number + 1}"
    raw["indicators"].append({"definition": "N00002"})
    raw["challenge_rules"] += [
        {"parameter": "smallest_difference", "indicator": key, "value": 1} for key in ("N00002", "valdeltagande")
    ]
    base = {"indicator": "N00001", "kind": "level", "value": 1, "origin": "proposal"}
    raw["targets"] += [{**base, "year": 2030 + number} for number in range(10)]


def test_actions_of_a_goal_an_overarching_goal_an_indicator_and_a_focus_area() -> None:
    plan = held()
    goal, draft = queries.goals(plan)
    assert keys(queries.actions_of(plan, goal=goal)) == ["atgard"]
    assert queries.actions_of(plan, goal=draft) == []
    reached, other = queries.overarching_goals(plan, include_drafts=True)
    assert keys(queries.actions_of(plan, overarching_goal=reached)) == ["atgard"]
    assert queries.actions_of(plan, overarching_goal=other) == []
    assert keys(queries.actions_of(plan, indicator=queries.indicator_of(plan, "N00001"))) == ["atgard"]
    assert keys(queries.actions_of(plan, focus_area=queries.focus_areas(plan)[0])) == ["atgard"]


def test_a_document_has_run_out_the_day_after_its_last() -> None:
    document = Document(valid_to=date(2027, 6, 30))
    assert not document.has_run_out(on=date(2027, 6, 30))
    assert document.has_run_out(on=date(2027, 7, 1))
    assert not Document().has_run_out(on=date(2200, 1, 1))


def test_a_document_runs_out_soon_within_the_days_asked_for() -> None:
    # from 2027-06-01 to 2027-06-30 are 29 days
    document = Document(valid_to=date(2027, 6, 30))
    assert document.runs_out(on=date(2027, 6, 1), within_days=29)
    assert not document.runs_out(on=date(2027, 6, 1), within_days=28)
    assert not document.runs_out(on=date(2027, 7, 1), within_days=365)
