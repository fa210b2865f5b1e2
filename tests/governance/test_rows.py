"""Staff's changes row by row: held to the same rules as a file, atomic, and with who, when, before and after."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from riktmarke.governance.actions.rows import add_row, change_row, decide, remove_row, set_target
from riktmarke.governance.codes import Happening, TargetKind, TargetOrigin
from riktmarke.governance.models import AuditEntry, Goal, Plan, Target
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_rows import stored_plan
from tests.governance.planning import AT, WRITING, another, held, load, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """The invented plan, with an empty log."""
    loaded = held()
    AuditEntry.objects.all().delete()
    return loaded


def set_rule(plan: Plan, **values: object) -> None:
    add_row(plan=plan, table="challenge_rules", values=values, writing=WRITING)


def only_entry() -> AuditEntry:
    return AuditEntry.objects.get()


def test_a_row_is_added_last_with_an_entry(plan: Plan) -> None:
    key = add_row(plan=plan, table="goals", values={"key": "nytt", "title": "Nytt mål"}, writing=WRITING)
    assert [goal.key for goal in Goal.objects.filter(plan=plan)] == ["mal", "delmal", key]
    entry = only_entry()
    assert (entry.what, entry.by, entry.at, entry.model, entry.key) == (Happening.CREATE, "strateg", AT, "goals", key)
    assert (entry.before, entry.after) == (None, {"title": "Nytt mål"})


def test_a_row_is_changed_and_a_value_taken_away(plan: Plan) -> None:
    change_row(plan=plan, table="goals", key="mal", values={"title": "Ändrat", "responsible": None}, writing=WRITING)
    goal = Goal.objects.get(plan=plan, key="mal")
    assert (goal.title, goal.responsible, goal.to_year) == ("Ändrat", None, 2027)
    entry = only_entry()
    assert (entry.before["responsible"], "responsible" in entry.after) == ("strateg", False)


def test_a_change_that_changes_nothing_leaves_no_entry(plan: Plan) -> None:
    change_row(plan=plan, table="goals", key="mal", values={"title": "Påhittat mål"}, writing=WRITING)
    assert not AuditEntry.objects.exists()


def test_a_row_is_removed(plan: Plan) -> None:
    remove_row(plan=plan, table="actions", key="atgard", writing=WRITING)
    assert stored_plan(plan).tables["actions"] == ()
    assert (only_entry().what, only_entry().before["title"]) == (Happening.DELETE, "Påhittad åtgärd")


def test_a_draft_is_decided_and_no_longer_a_proposal(plan: Plan) -> None:
    decide(plan=plan, table="goals", key="delmal", decision="beslut", writing=WRITING)
    goal = Goal.objects.get(plan=plan, key="delmal")
    assert (goal.state, goal.decision.key, goal.proposal) == ("decided", "beslut", False)
    assert only_entry().what == Happening.DECIDE


def test_a_proposed_target_that_is_decided_comes_from_the_decision(plan: Plan) -> None:
    decide(plan=plan, table="targets", key="N00001-F-2027", decision="beslut", writing=WRITING)
    target = Target.objects.get(plan=plan, key="N00001-F-2027")
    assert (target.state, target.origin, target.proposal) == ("decided", "decided", False)


def test_a_new_target_keeps_the_earlier_one_as_superseded(plan: Plan) -> None:
    key = set_target(
        plan=plan,
        indicator="N00001",
        group="_T",
        year=2027,
        kind=TargetKind.LEVEL,
        value=Decimal("9.5"),
        origin=TargetOrigin.DECIDED,
        more={"state": "decided", "decision": "beslut"},
        writing=WRITING,
    )
    earlier = Target.objects.get(plan=plan, key="nytt")
    assert (earlier.superseded, earlier.superseded_by.key, earlier.value) == (True, key, 11)
    current = Target.objects.get(plan=plan, indicator__key="N00001", group="_T", year=2027, superseded=False)
    assert (current.key, current.value) == (key, Decimal("9.5"))
    assert {entry.key: entry.what for entry in AuditEntry.objects.all()} == {"nytt": "change", key: "create"}


def test_a_rule_for_challenges_is_set_changed_and_taken_away_with_an_entry_each(plan: Plan) -> None:
    rule = {"parameter": "trend_years", "value": 12, "note": "Längre sikt."}
    key = add_row(plan=plan, table="challenge_rules", values=rule, writing=WRITING)
    change_row(plan=plan, table="challenge_rules", key=key, values={"value": Decimal("8.0")}, writing=WRITING)
    remove_row(plan=plan, table="challenge_rules", key=key, writing=WRITING)
    said = [(entry.what, entry.model, entry.key, entry.before, entry.after) for entry in AuditEntry.objects.all()]
    assert said == [
        ("create", "challenge_rules", "trend_years", None, rule),
        ("change", "challenge_rules", "trend_years", rule, rule | {"value": 8}),
        ("delete", "challenge_rules", "trend_years", rule | {"value": 8}, None),
    ]
    assert stored_plan(plan) == whole()


@pytest.mark.parametrize(
    ("write", "told"),
    [
        (
            lambda p: change_row(plan=p, table="units", key="namnd", values={"parent": "enhet"}, writing=WRITING),
            "circle",
        ),
        (lambda p: change_row(plan=p, table="goals", key="mål", values={}, writing=WRITING), "nearest: mal"),
        (lambda p: change_row(plan=p, table="goals", key="mal", values={"titel": "x"}, writing=WRITING), "not a key"),
        (lambda p: change_row(plan=p, table="goals", key="mal", values={"title": None}, writing=WRITING), "missing"),
        (lambda p: remove_row(plan=p, table="roles", key="strateg", writing=WRITING), "goals[1].responsible"),
        (
            lambda p: add_row(plan=p, table="goals", values={"key": "mal", "title": "x"}, writing=WRITING),
            "exists already",
        ),
        (
            lambda p: decide(plan=p, table="units", key="namnd", decision="beslut", writing=WRITING),
            "nothing that is decided",
        ),
        (lambda p: decide(plan=p, table="goals", key="delmal", decision="nej", writing=WRITING), "does not exist"),
        (
            lambda p: add_row(
                plan=p,
                table="targets",
                values={
                    "indicator": "N00003",
                    "year": 2038,
                    "kind": "level",
                    "value": 1,
                    "reach": "at_least",
                    "origin": "reference",
                },
                writing=WRITING,
            ),
            "exists already",
        ),
        (
            lambda p: add_row(
                plan=p, table="indicators", values={"definition": "N00002", "goals": ["den-andras"]}, writing=WRITING
            ),
            "indicators[4].goals = 'den-andras', which does not exist",
        ),
        (lambda p: set_rule(p, parameter="trend_years", value=4), "a whole number from 5 to 30"),
        (lambda p: set_rule(p, parameter="false_discovery_rate", value=Decimal("0.2")), "exists already"),
        (lambda p: set_rule(p, parameter="smallest_difference", value=1), "challenge_rules[4].indicator is missing"),
        (lambda p: remove_row(plan=p, table="indicators", key="N00003", writing=WRITING), "challenge_rules[3]"),
        (
            lambda p: change_row(
                plan=p,
                table="challenge_rules",
                key="false_discovery_rate",
                values={"parameter": "large_uncertain_factor", "value": 2},
                writing=WRITING,
            ),
            "is known by its parameter and indicator, which cannot be changed",
        ),
        (
            lambda p: change_row(
                plan=p, table="indicators", key="N00001", values={"definition": "N00002"}, writing=WRITING
            ),
            "is known by its definition, which cannot be changed",
        ),
    ],
)
def test_what_a_file_would_be_refused_for_a_change_is_too(
    plan: Plan, write: Callable[[Plan], object], told: str
) -> None:
    # another plan in the same installation has a goal with the key "den-andras": no plan can reach it from here
    load(another())
    other = Plan.objects.get(name="annan")
    add_row(plan=other, table="goals", values={"key": "den-andras", "title": "Den andras"}, writing=WRITING)
    entries = AuditEntry.objects.count()

    with pytest.raises(PlanError) as refused:
        write(plan)

    assert told in str(refused.value)
    assert stored_plan(plan) == whole()
    assert AuditEntry.objects.count() == entries
