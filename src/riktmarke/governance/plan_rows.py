"""A plan of the database as plain values: what a plan file would say of it."""

from typing import Any

from django.db import models

from riktmarke.governance.models import (
    Action,
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
from riktmarke.governance.plan_file import canonical_number, natural
from riktmarke.governance.plan_schema import HEADER, TABLES, Column, Kind, PlanFile, Row, Table

MODELS: dict[str, type[models.Model]] = {
    "decisions": Decision,
    "units": Unit,
    "roles": Role,
    "visions": Vision,
    "overarching_goals": OverarchingGoal,
    "focus_areas": FocusArea,
    "frameworks": Framework,
    "framework_items": FrameworkItem,
    "goals": Goal,
    "documents": Document,
    "indicators": Indicator,
    "targets": Target,
    "challenge_rules": ChallengeRule,
    "actions": Action,
    "not_our_task": NotOurTask,
}


def stored_rows(plan: Plan, table: str) -> Any:
    """Return the query for a table's rows in this plan, in order."""
    if table == "framework_items":
        return FrameworkItem.objects.filter(framework__plan=plan).order_by("position")
    return MODELS[table].objects.filter(plan=plan).order_by("position", "key")


def stored_plan(plan: Plan) -> PlanFile:
    """Return the whole plan, drafts and all, as a plan file would hold it."""
    return PlanFile(stored_header(plan), {name: _rows(plan, table) for name, table in TABLES.items()})


def stored_header(plan: Plan) -> dict[str, Any]:
    """Return the header of the plan."""
    header = {column.name: getattr(plan, column.name) for column in HEADER.columns if column.name != "frameworks"}
    keys = plan.frameworks.values_list("key", flat=True)
    return header | {"frameworks": tuple(sorted(keys, key=natural))}


def _rows(plan: Plan, table: Table) -> tuple[Row, ...]:
    single = [column.stored_in for column in table.columns if column.kind in {Kind.ROW, Kind.FRAMEWORK, Kind.ITEM}]
    if table.name == "framework_items":
        single = ["framework", "parent"]
    if "item" in single:
        single.append("item__framework")
    many = [column.stored_in for column in table.columns if column.kind in {Kind.ROWS, Kind.ITEMS}]
    many = [f"{field}__framework" if field == "framework_items" else field for field in many]
    instances = stored_rows(plan, table.name).select_related(*single).prefetch_related(*many)
    return tuple(Row(stored_key(table, instance), _values(table, instance)) for instance in instances)


def stored_key(table: Table, instance: Any) -> str:
    """Return the key that a row of the database has in a plan file."""
    return table.made_key(_own_item(instance)) if table.name == "framework_items" else str(instance.key)


def _values(table: Table, instance: Any) -> dict[str, Any]:
    if table.name == "framework_items":
        return _own_item(instance)
    return {column.name: _value(column, instance) for column in table.columns}


def _own_item(item: Any) -> dict[str, Any]:
    return {
        "framework": item.framework.key,
        "item": item.key,
        "parent": item.parent.key if item.parent else "",
        "title": item.title,
        "title_en": item.title_en,
    }


def _value(column: Column, instance: Any) -> Any:
    held = getattr(instance, column.stored_in)
    if column.kind is Kind.ROWS:
        return tuple(sorted((row.key for row in held.all()), key=natural))
    if column.kind is Kind.ITEMS:
        if column.open and instance.links_follow_catalogue:
            return None
        return tuple(sorted(map(item_name, held.all()), key=natural))
    if column.kind is Kind.ITEM:
        return item_name(held)
    if column.kind in {Kind.ROW, Kind.FRAMEWORK}:
        return held.key if held is not None else ""
    return canonical_number(held) if column.kind is Kind.NUMBER and held is not None else held


def item_name(item: Any) -> str:
    """Return a framework item as files name it: framework/item."""
    return f"{item.framework.key}/{item.key}"
