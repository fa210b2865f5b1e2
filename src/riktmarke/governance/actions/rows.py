"""Single rows of a plan: add, change, remove, decide, and set a target.

Values are given as a plan file would have them, and the whole plan is checked as it would become, so a form and a file
are held to the same rules.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from riktmarke.governance.actions.audit import Record
from riktmarke.governance.actions.writing import Writer
from riktmarke.governance.codes import Happening, State, TargetKind, TargetOrigin
from riktmarke.governance.known import Known
from riktmarke.governance.models import Plan
from riktmarke.governance.plan_errors import PlanError, nearest
from riktmarke.governance.plan_file import row_of
from riktmarke.governance.plan_rows import stored_plan
from riktmarke.governance.plan_rules import check_plan
from riktmarke.governance.plan_schema import TABLES, PlanFile, Row

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Who writes, when, and what a plan may refer to: the same for every action."""

    by: str
    at: datetime
    known: Known


def add_row(*, plan: Plan, table: str, values: Values, writing: Writing) -> str:
    """Add a row last in its table and return its key. `values` holds `key` where the table's rows are given one."""
    row = _read(plan, table, values)

    def added(stored: PlanFile) -> PlanFile:
        if stored.row(table, row.key) is not None:
            raise _refused(plan, f"{table}.{row.key}", "exists already.", "a key of its own", "choose another key.")
        return _with(stored, table, (*stored.tables[table], row))

    _write(plan, added, writing)
    return row.key


def change_row(*, plan: Plan, table: str, key: str, values: Values, writing: Writing) -> None:
    """Change these values of a row; None takes one away."""
    _write(plan, lambda stored: _changed(plan, stored, table, key, values), writing)


def remove_row(*, plan: Plan, table: str, key: str, writing: Writing) -> None:
    """Remove a row. One that others point at is refused, naming them."""

    def removed(stored: PlanFile) -> PlanFile:
        _found(plan, stored, table, key)
        return _with(stored, table, tuple(row for row in stored.tables[table] if row.key != key))

    _write(plan, removed, writing)


def decide(*, plan: Plan, table: str, key: str, decision: str, writing: Writing) -> None:
    """Make a draft or a proposal decided, by the decision with that key."""
    values: dict[str, Any] = {"state": State.DECIDED.value, "decision": decision}
    columns = {column.name for column in TABLES[table].columns}
    if "state" not in columns:
        raise _refused(
            plan, table, "holds nothing that is decided.", "goals, documents and the like", "choose another."
        )
    if "proposal" in columns:
        values["proposal"] = None

    def decided(stored: PlanFile) -> PlanFile:
        row = _found(plan, stored, table, key)
        was_proposed = row.values.get("origin") == TargetOrigin.PROPOSAL
        now = values | ({"origin": TargetOrigin.DECIDED.value} if was_proposed else {})
        return _changed(plan, stored, table, key, now)

    _write(plan, decided, writing, changing=Happening.DECIDE)


def set_target(
    *,
    plan: Plan,
    indicator: str,
    group: str,
    year: int,
    kind: TargetKind,
    origin: TargetOrigin,
    writing: Writing,
    value: Decimal | None = None,
    more: Values | None = None,
) -> str:
    """Set the target for an indicator, a group and a year, keeping an earlier one as superseded; return its key.

    `more` holds what else the target says: comparator, reach, origin_text, state and decision.
    """
    table = TABLES["targets"]
    given = {"indicator": indicator, "group": group, "year": year, "kind": kind.value, "origin": origin.value}
    given |= {"value": value} if value is not None else {}
    read = _read(plan, "targets", given | dict(more or {}))
    key = table.made_key(read.values)

    def with_target(stored: PlanFile) -> PlanFile:
        nonlocal key
        taken, number = stored.keys("targets"), 1
        while key in taken:
            number += 1
            key = f"{table.made_key(read.values)}-{number}"
        same = (read.values["indicator"], read.values["group"], read.values["year"])
        rows = tuple(
            replace(row, values={**row.values, "superseded_by": key})
            if (row.values["indicator"], row.values["group"], row.values["year"]) == same
            and not row.values["superseded_by"]
            else row
            for row in stored.tables["targets"]
        )
        return _with(stored, "targets", (*rows, Row(key, read.values)))

    _write(plan, with_target, writing)
    return key


def _write(
    plan: Plan,
    becoming: Callable[[PlanFile], PlanFile],
    writing: Writing,
    *,
    changing: Happening = Happening.CHANGE,
) -> None:
    with transaction.atomic():
        locked = Plan.objects.select_for_update().get(pk=plan.pk)
        wanted = becoming(stored_plan(locked))
        check_plan(wanted, writing.known, source=_source(plan))
        record = Record(plan.name, writing.by, writing.at)
        Writer(locked, writing.known, record, changing=changing).write(wanted)
        record.kept()


def _changed(plan: Plan, stored: PlanFile, table: str, key: str, values: Values) -> PlanFile:
    row = _found(plan, stored, table, key)
    schema = TABLES[table]
    kept = {column.name: row.values[column.name] for column in schema.columns}
    said = {name: value for name, value in kept.items() if value != schema.column(name).nothing}
    now = {name: value for name, value in (said | dict(values)).items() if value is not None}
    changed = Row(key, _read(plan, table, now | ({"key": key} if schema.key_given else {})).values)
    if not schema.key_given and schema.made_key(changed.values) != key:
        raise _refused(
            plan,
            f"{table}.{key}",
            f"is known by its {' and '.join(schema.key_from)}, which cannot be changed.",
            "changes of its other values",
            "remove the row, and add another.",
        )
    return _with(stored, table, tuple(changed if one.key == key else one for one in stored.tables[table]))


def _read(plan: Plan, table: str, values: Values) -> Row:
    row, wrong = row_of(TABLES[table], values, place=table)
    if wrong:
        raise PlanError(_source(plan), wrong)
    return row


def _found(plan: Plan, stored: PlanFile, table: str, key: str) -> Row:
    row = stored.row(table, key)
    if row is None:
        near = nearest(key, stored.keys(table))
        raise _refused(plan, f"{table}.{key}", "does not exist.", f"a row of {table}", f"correct the key ({near}).")
    return row


def _with(stored: PlanFile, table: str, rows: tuple[Row, ...]) -> PlanFile:
    return replace(stored, tables={**stored.tables, table: rows})


def _refused(plan: Plan, place: str, what: str, expected: str, remedy: str) -> PlanError:
    return PlanError.of(_source(plan), place, what, expected, remedy)


def _source(plan: Plan) -> str:
    return f"plan {plan.name}"
