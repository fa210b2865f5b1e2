"""What staff changed can be undone, unless something rests on it; and nobody writes over what they have not seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from riktmarke.governance.actions.changing import ChangedMeanwhile
from riktmarke.governance.actions.rows import (
    add_row,
    change_plan,
    change_row,
    change_rows,
    decide,
    move_row,
    remove_row,
    set_target,
    set_targets,
)
from riktmarke.governance.actions.undoing import undo, undo_together
from riktmarke.governance.codes import Happening, TargetKind, TargetOrigin
from riktmarke.governance.history import last_written, written_together
from riktmarke.governance.models import AuditEntry, Plan
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_rows import stored_plan
from tests.governance.planning import WRITING, held, whole

pytestmark = pytest.mark.django_db
LATER = replace(WRITING, at=WRITING.at + timedelta(microseconds=1))
LATEST = replace(WRITING, at=WRITING.at + timedelta(microseconds=2))
DECIDED = {"state": "decided", "decision": "beslut"}
LEVEL = {"indicator": "N00001", "year": 2027, "kind": "level", "origin": "decided"}


@pytest.fixture
def plan() -> Plan:
    """The invented plan, with an empty log."""
    loaded = held()
    AuditEntry.objects.all().delete()
    return loaded


def seen(plan: Plan, table: str, key: str) -> int:
    last = last_written(plan, table, key)
    return last.pk if last else 0


def undone(plan: Plan, table: str, key: str) -> None:
    undo(plan=plan, table=table, key=key, seen=seen(plan, table, key), writing=WRITING)


@pytest.mark.parametrize(
    ("table", "key", "write"),
    [
        (
            "goals",
            "mal",
            lambda p: change_row(plan=p, table="goals", key="mal", values={"title": "X"}, writing=WRITING),
        ),
        ("goals", "delmal", lambda p: decide(plan=p, table="goals", key="delmal", decision="beslut", writing=WRITING)),
        (
            "goals",
            "nytt",
            lambda p: add_row(plan=p, table="goals", values={"key": "nytt", "title": "X"}, writing=WRITING),
        ),
        ("actions", "atgard", lambda p: remove_row(plan=p, table="actions", key="atgard", writing=WRITING)),
        (
            "not_our_task",
            "global-10",
            lambda p: remove_row(plan=p, table="not_our_task", key="global-10", writing=WRITING),
        ),
        (
            "challenge_rules",
            "false_discovery_rate",
            lambda p: remove_row(plan=p, table="challenge_rules", key="false_discovery_rate", writing=WRITING),
        ),
        ("plan", "pahitt", lambda p: change_plan(plan=p, values={"title": "Y", "contact": None}, writing=WRITING)),
        (
            "targets",
            "N00001-_T-2027-2",
            lambda p: set_targets(plan=p, targets=[LEVEL | DECIDED | {"value": 9}], writing=WRITING),
        ),
    ],
)
def test_what_is_undone_is_as_it_was_and_can_be_done_again(
    plan: Plan, table: str, key: str, write: Callable[[Plan], object]
) -> None:
    before = stored_plan(plan)
    write(plan)
    plan.refresh_from_db()
    after = stored_plan(plan)
    assert after != before
    undone(plan, table, key)
    plan.refresh_from_db()
    now = stored_plan(plan)
    for name, rows in before.tables.items():
        assert sorted(now.tables[name], key=lambda row: row.key) == sorted(rows, key=lambda row: row.key)
    assert now.header == before.header
    entry = AuditEntry.objects.filter(model=table, key=key).last()
    assert entry is not None
    assert (entry.what, entry.by) == (Happening.UNDO, "strateg")


def test_undoing_twice_does_it_again(plan: Plan) -> None:
    change_row(plan=plan, table="goals", key="mal", values={"title": "Nytt", "to_year": None}, writing=WRITING)
    once = stored_plan(plan)
    undone(plan, "goals", "mal")
    undone(plan, "goals", "mal")
    assert stored_plan(plan) == once


def test_what_was_saved_together_is_undone_together_and_can_be_done_again(plan: Plan) -> None:
    before = stored_plan(plan)
    decision = {"key": "nytt", "title": "Mål", "body": "Nämnden", "decided_on": date(2026, 2, 3)}
    add_row(plan=plan, table="decisions", values=decision, writing=WRITING)
    change_rows(plan=plan, table="goals", keys=["mal", "delmal"], values={"title": "Samma"}, writing=WRITING)
    change_rows(plan=plan, table="goals", keys=["delmal"], values={}, decision="nytt", writing=WRITING)
    change_row(plan=plan, table="actions", key="atgard", values={"title": "Nytt"}, writing=LATER)
    once = stored_plan(plan)
    undo_together(plan=plan, entry=seen(plan, "goals", "mal"), writing=LATEST)
    assert stored_plan(plan).tables["goals"] == before.tables["goals"]
    assert stored_plan(plan).tables["decisions"] == before.tables["decisions"]
    assert stored_plan(plan).tables["actions"] == once.tables["actions"]
    undo_together(plan=plan, entry=seen(plan, "goals", "mal"), writing=WRITING)
    assert stored_plan(plan) == once


def test_what_was_saved_together_stays_where_one_of_the_rows_has_been_written_since(plan: Plan) -> None:
    change_rows(plan=plan, table="goals", keys=["mal", "delmal"], values={"title": "Samma"}, writing=WRITING)
    number = seen(plan, "goals", "mal")
    change_row(plan=plan, table="goals", key="delmal", values={"title": "Nytt"}, writing=LATER)
    before = stored_plan(plan)
    with pytest.raises(ChangedMeanwhile):
        undo_together(plan=plan, entry=number, writing=LATEST)
    assert stored_plan(plan) == before


def test_rows_that_come_back_together_stand_in_the_order_they_had(plan: Plan) -> None:
    targets = [LEVEL | DECIDED | {"group": group, "value": 10, "year": 2029} for group in ("F", "M")]
    new = set_targets(plan=plan, targets=targets, writing=WRITING)
    once = stored_plan(plan)
    undo_together(plan=plan, entry=seen(plan, "targets", new[0]), writing=LATER)
    undo_together(plan=plan, entry=seen(plan, "targets", new[0]), writing=LATEST)
    assert stored_plan(plan) == once


def test_what_somebody_else_saved_in_the_same_moment_and_rows_that_changed_places_are_no_part_of_a_save(
    plan: Plan,
) -> None:
    change_row(plan=plan, table="goals", key="mal", values={"title": "Nytt"}, writing=WRITING)
    number = seen(plan, "goals", "mal")
    other = replace(WRITING, by="någon annan")
    change_row(plan=plan, table="actions", key="atgard", values={"title": "Nytt"}, writing=other)
    move_row(plan=plan, table="indicators", key=stored_plan(plan).keys("indicators")[0], steps=1, writing=WRITING)
    for entry in (number, AuditEntry.objects.get(key="(order)").pk):
        assert [(one.model, one.key) for one in written_together(plan, entry)] == [("goals", "mal")]


def test_a_plan_that_was_loaded_is_no_save_of_its_rows() -> None:
    loaded = held()
    entry = AuditEntry.objects.filter(plan_name=loaded.name, model="goals").first()
    assert entry is not None
    assert written_together(loaded, entry.pk) == ()


def test_what_something_rests_on_is_not_undone(plan: Plan) -> None:
    add_row(plan=plan, table="roles", values={"key": "ny", "title": "Ny roll"}, writing=WRITING)
    change_row(plan=plan, table="goals", key="mal", values={"responsible": "ny"}, writing=WRITING)
    before, entries = stored_plan(plan), AuditEntry.objects.count()
    with pytest.raises(PlanError) as refused:
        undone(plan, "roles", "ny")
    assert [(one.place, one.code) for one in refused.value.wrong] == [("goals[1].responsible", "not_there")]
    assert (stored_plan(plan), AuditEntry.objects.count()) == (before, entries)


def test_only_the_last_change_is_undone(plan: Plan) -> None:
    change_row(plan=plan, table="goals", key="mal", values={"title": "Ett"}, writing=WRITING)
    earlier = seen(plan, "goals", "mal")
    change_row(plan=plan, table="goals", key="mal", values={"title": "Två"}, writing=WRITING)
    with pytest.raises(ChangedMeanwhile):
        undo(plan=plan, table="goals", key="mal", seen=earlier, writing=WRITING)


def test_the_second_of_two_writers_is_told_and_writes_nothing(plan: Plan) -> None:
    both_saw = seen(plan, "goals", "mal")
    change_row(plan=plan, table="goals", key="mal", values={"title": "Den ena"}, writing=WRITING, seen=both_saw)
    before = stored_plan(plan)
    for write in (
        lambda: change_row(
            plan=plan, table="goals", key="mal", values={"title": "Den andra"}, writing=WRITING, seen=both_saw
        ),
        lambda: remove_row(plan=plan, table="goals", key="mal", writing=WRITING, seen=both_saw),
        lambda: decide(plan=plan, table="goals", key="mal", decision="utan-datum", writing=WRITING, seen=both_saw),
    ):
        with pytest.raises(ChangedMeanwhile):
            write()
    assert stored_plan(plan) == before


def test_rows_change_places_and_stop_at_the_ends(plan: Plan) -> None:
    def keys() -> list[str]:
        return stored_plan(plan).keys("indicators")

    start = keys()
    move_row(plan=plan, table="indicators", key=start[0], steps=1, writing=WRITING)
    assert keys() == [start[1], start[0], start[2]]
    move_row(plan=plan, table="indicators", key=start[2], steps=5, writing=WRITING)
    assert keys() == [start[1], start[0], start[2]]
    assert [entry.key for entry in AuditEntry.objects.all()] == ["(order)"]


def test_targets_for_women_and_men_are_set_in_one_go_or_not_at_all(plan: Plan) -> None:
    targets = [
        LEVEL | DECIDED | {"value": 11},  # says what the current one says
        LEVEL | DECIDED | {"group": "F", "value": 10},  # was a proposal
        LEVEL | DECIDED | {"group": "M", "value": 12},
    ]
    with pytest.raises(PlanError):
        set_targets(plan=plan, targets=[*targets, LEVEL | {"group": "origin:none", "value": 3}], writing=WRITING)
    assert stored_plan(plan) == whole()
    assert set_targets(plan=plan, targets=targets, writing=WRITING) == ["nytt", "N00001-F-2027", "N00001-M-2027"]
    rows = {row.key: row.values for row in stored_plan(plan).tables["targets"]}
    assert (rows["N00001-F-2027"]["kind"], rows["N00001-F-2027"]["state"]) == ("level", "decided")
    assert len(rows) == 6


def test_a_draft_does_not_take_the_place_of_what_is_decided(plan: Plan) -> None:
    with pytest.raises(PlanError) as refused:
        set_target(
            plan=plan,
            indicator="N00001",
            group="_T",
            year=2027,
            kind=TargetKind.DIRECTION,
            origin=TargetOrigin.DECIDED,
            writing=WRITING,
        )
    assert [one.code for one in refused.value.wrong] == ["rests_on_draft"]


def test_the_plan_keeps_its_area_and_the_frameworks_that_rows_link_to(plan: Plan) -> None:
    with pytest.raises(PlanError):
        change_plan(plan=plan, values={"area": "9102"}, writing=WRITING)
    with pytest.raises(PlanError) as refused:
        change_plan(plan=plan, values={"frameworks": []}, writing=WRITING)
    assert {one.code for one in refused.value.wrong} == {"framework_not_used"}
    change_plan(plan=plan, values={"introduction": "Ny inledning."}, writing=WRITING)
    assert Plan.objects.get(pk=plan.pk).introduction == "Ny inledning."
