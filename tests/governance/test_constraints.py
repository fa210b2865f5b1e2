"""What a row may be is said in the database too: every constraint of the chain has been seen to refuse something."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from riktmarke.governance.codes import ALLOWED, ChallengeParameter
from riktmarke.governance.models import (
    Action,
    AuditEntry,
    ChallengeRule,
    Decision,
    Document,
    FocusArea,
    Framework,
    FrameworkItem,
    Goal,
    Indicator,
    NotOurTask,
    OverarchingGoal,
    Plan,
    Role,
    Target,
    Unit,
    Vision,
)
from tests.governance.planning import AT, held

pytestmark = pytest.mark.django_db
Write = Callable[[Plan], object]


def new(model: type[models.Model], **values: Any) -> Write:
    """Write a row of the model into the plan, past the actions."""
    return lambda plan: model.objects.create(plan=plan, **{"key": "prov", **values})


def changed(model: type[models.Model], key: str, **values: Any) -> Write:
    """Change a row of the plan, past the actions."""
    return lambda plan: model.objects.filter(plan=plan, key=key).update(**values)


def itself(model: type[models.Model], key: str, field: str) -> Write:
    return lambda plan: model.objects.filter(plan=plan, key=key).update(**{f"{field}_id": models.F("id")})


def target(**values: Any) -> Write:
    """Write a target for the plan's first indicator."""
    given = {"key": "prov", "group": "M", "year": 2030, "kind": "level", "value": 1, "origin": "reference"} | values
    return lambda plan: Target.objects.create(
        plan=plan, indicator=Indicator.objects.get(plan=plan, key="N00001"), **given
    )


def rule(of: str = "", **values: Any) -> Write:
    """Write a rule for challenges, of one of the plan's indicators where it is named."""
    given = {"key": "prov", "parameter": "trend_years", "value": 10} | values

    def write(plan: Plan) -> None:
        indicator = Indicator.objects.get(plan=plan, key=of) if of else None
        ChallengeRule.objects.create(plan=plan, indicator=indicator, **given)

    return write


def item(**values: Any) -> Write:
    given = {"key": "1", "title": "x"} | values
    return lambda plan: FrameworkItem.objects.create(framework=Framework.objects.get(plan=plan, key="eget"), **given)


def not_our_task(**values: Any) -> Write:
    def write(plan: Plan) -> None:
        chosen = FrameworkItem.objects.get(framework__key="global", key=values.pop("item", "2"))
        NotOurTask.objects.create(plan=plan, **({"key": "prov", "reason": "skäl", "item": chosen} | values))

    return write


def audit(plan: Plan) -> None:
    AuditEntry.objects.create(plan_name="x", at=AT, by="x", what="guess", model="x", key="x")


REFUSED: dict[str, Write] = {
    "plan_one_per_area": lambda plan: Plan.objects.create(name="x", title="x", area=plan.area),
    "plan_area_has_four_digits": lambda _: Plan.objects.create(name="x", title="x", area="208"),
    "decision_key_once_in_a_plan": new(Decision, key="beslut", title="x", body="x"),
    "unit_key_once_in_a_plan": new(Unit, key="namnd", name="x", kind="board"),
    "unit_kind_known": new(Unit, name="x", kind="nämnd"),
    "unit_parent_is_another": itself(Unit, "namnd", "parent"),
    "role_key_once_in_a_plan": new(Role, key="strateg", title="x"),
    "vision_key_once_in_a_plan": new(Vision, key="ny", title="x"),
    "vision_state_known": new(Vision, title="x", state="beslutad"),
    "vision_decided_by_a_decision": new(Vision, title="x", state="decided"),
    "vision_decided_is_no_proposal": changed(Vision, "ny", proposal=True),
    "vision_year_is_a_year": new(Vision, title="x", year=38),
    "vision_valid_from_before_valid_to": new(Vision, title="x", valid_from=date(2024, 1, 2), valid_to=date(2024, 1, 1)),
    "vision_replaces_is_another": itself(Vision, "ny", "replaces"),
    "overarchinggoal_key_once_in_a_plan": new(OverarchingGoal, key="overgripande", title="x"),
    "overarchinggoal_state_known": new(OverarchingGoal, title="x", state=""),
    "overarchinggoal_decided_by_a_decision": changed(OverarchingGoal, "overgripande", decision=None),
    "overarchinggoal_decided_is_no_proposal": changed(OverarchingGoal, "overgripande", proposal=True),
    "overarchinggoal_year_is_a_year": new(OverarchingGoal, title="x", year=20380),
    "focusarea_key_once_in_a_plan": new(FocusArea, key="halsa", title="x"),
    "focusarea_state_known": new(FocusArea, title="x", state="x"),
    "focusarea_decided_by_a_decision": new(FocusArea, title="x", state="decided"),
    "focusarea_decided_is_no_proposal": lambda plan: FocusArea.objects.filter(plan=plan).update(
        state="decided", decision=Decision.objects.filter(plan=plan).first()
    ),
    "goal_key_once_in_a_plan": new(Goal, key="mal", title="x"),
    "goal_state_known": new(Goal, title="x", state="x"),
    "goal_decided_by_a_decision": new(Goal, title="x", state="decided"),
    "goal_decided_is_no_proposal": changed(Goal, "mal", proposal=True),
    "goal_from_year_is_a_year": new(Goal, title="x", from_year=1),
    "goal_to_year_is_a_year": new(Goal, title="x", to_year=2201),
    "goal_from_year_before_to_year": new(Goal, title="x", from_year=2027, to_year=2024),
    "goal_parent_is_another": itself(Goal, "mal", "parent"),
    "framework_key_once_among_shared": lambda _: Framework.objects.create(key="global", title="x"),
    "framework_key_once_in_a_plan": new(Framework, key="eget", title="x"),
    "frameworkitem_key_once": item(),
    "frameworkitem_parent_is_another": lambda _: FrameworkItem.objects.filter(key="2").update(parent_id=models.F("id")),
    "notourtask_key_once_in_a_plan": not_our_task(key="global-10"),
    "notourtask_item_once_in_a_plan": not_our_task(item="10"),
    "notourtask_has_a_reason": not_our_task(reason=""),
    "indicator_key_once_in_a_plan": new(Indicator, key="N00001", definition="x"),
    "indicator_definition_once_in_a_plan": new(Indicator, definition="N00001"),
    "target_key_once_in_a_plan": target(key="nytt"),
    "target_kind_known": target(kind="nivå", value=None),
    "target_origin_known": target(origin="gissad"),
    "target_state_known": target(state="x"),
    "target_year_is_a_year": target(year=38),
    "target_superseded_by_is_another": lambda plan: Target.objects.filter(plan=plan, key="nytt").update(
        superseded=True, superseded_by_id=models.F("id")
    ),
    "target_one_per_indicator_group_and_year": target(group="_T", year=2027),
    "target_value_as_its_kind_asks": target(value=None),
    "target_comparator_as_its_kind_asks": target(comparator="county"),
    "target_superseded_by_another": lambda plan: Target.objects.filter(plan=plan, key="nytt").update(
        superseded_by=Target.objects.get(plan=plan, key="N00003-_T-2038")
    ),
    "target_reach_of_a_level": target(kind="direction", value=None, reach="at_least"),
    "target_gap_is_a_width": target(kind="gap", value=Decimal("-0.5")),
    "target_margin_is_a_distance": target(kind="as_good_as", comparator="county", value=Decimal(-2)),
    "target_base_year_is_a_year": target(kind="direction", value=None, base_year=20),
    "target_base_year_of_a_direction": target(base_year=2020),
    "target_decided_by_a_decision": target(state="decided"),
    "challengerule_key_once_in_a_plan": rule(key="false_discovery_rate"),
    "challengerule_parameter_known": rule(parameter="p_value"),
    "challengerule_value_in_its_range": rule(value=31),
    "challengerule_indicator_as_its_parameter_asks": rule(of="N00003"),
    "challengerule_parameter_once_in_a_plan": rule(parameter="false_discovery_rate", value=Decimal("0.2")),
    "challengerule_once_for_an_indicator": rule(of="N00001", parameter="smallest_difference"),
    "document_key_once_in_a_plan": new(Document, key="strategi", title="x", kind="plan"),
    "document_state_known": new(Document, title="x", kind="plan", state="x"),
    "document_decided_by_a_decision": new(Document, title="x", kind="plan", state="decided"),
    "document_decided_is_no_proposal": changed(Document, "strategi", proposal=True),
    "document_kind_known": new(Document, title="x", kind="brev"),
    "document_valid_from_before_valid_to": changed(Document, "strategi", valid_to=date(2022, 12, 31)),
    "document_replaces_is_another": itself(Document, "strategi", "replaces"),
    "action_key_once_in_a_plan": new(Action, key="atgard", title="x"),
    "action_state_known": new(Action, title="x", state="x"),
    "action_decided_by_a_decision": new(Action, title="x", state="decided"),
    "action_decided_is_no_proposal": changed(Action, "atgard", proposal=True),
    "action_status_known": new(Action, title="x", status="klar"),
    "action_starts_before_ends": changed(Action, "atgard", ends=date(2024, 1, 31)),
    "auditentry_what_known": audit,
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name: str) -> None:
    plan = held()
    constraint = next(c for c in constraints() if c.name == f"governance_{name}")
    # a check is named by the database; a unique constraint by its fields, or by its name where it has a condition
    told = constraint.name if isinstance(constraint, models.CheckConstraint) else "UNIQUE"
    with pytest.raises(IntegrityError, match=told), transaction.atomic():
        REFUSED[name](plan)


def test_every_constraint_has_been_seen_to_refuse() -> None:
    assert {constraint.name for constraint in constraints()} == {f"governance_{name}" for name in REFUSED}


def constraints() -> list[models.BaseConstraint]:
    return [c for model in apps.get_app_config("governance").get_models() for c in model._meta.constraints]


@pytest.mark.parametrize("parameter", ChallengeParameter)
def test_the_database_allows_a_parameter_the_same_numbers_as_a_file_does(parameter: ChallengeParameter) -> None:
    plan, of = held(), "N00003" if parameter is ChallengeParameter.SMALLEST_DIFFERENCE else ""
    ChallengeRule.objects.filter(plan=plan).delete()
    for text in ("-1", "0", "0.000999", "0.001", "0.099999", "0.1", "0.5", "0.500001", "0.999999", "1", "3", "4",
                 "4.5", "5", "10", "10.000001", "20", "20.5", "21", "30", "30.000001", "31"):  # fmt: skip
        value, taken = Decimal(text), True
        try:
            with transaction.atomic():
                rule(of, parameter=parameter.value, value=value)(plan)
        except IntegrityError:
            taken = False
        ChallengeRule.objects.filter(plan=plan).delete()
        assert taken is (value in ALLOWED[parameter]), text


@pytest.mark.parametrize(("of", "parameter"), [("", "smallest_difference"), ("N00003", "smallest_difference_factor")])
def test_the_database_has_an_indicator_with_its_smallest_difference_alone(of: str, parameter: str) -> None:
    plan = held()
    with pytest.raises(IntegrityError, match="indicator_as_its_parameter_asks"), transaction.atomic():
        rule(of, parameter=parameter, value=1)(plan)


def test_a_role_that_is_responsible_cannot_be_removed_past_the_actions() -> None:
    plan = held()
    with pytest.raises(models.RestrictedError):
        Role.objects.filter(plan=plan).delete()
