"""The last change of a row or a whole save undone, and a removed row brought back: themselves writes, in the audit."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from riktmarke.governance.actions.asking import Wanted
from riktmarke.governance.actions.changing import (
    Seen,
    Writing,
    read,
    refuse_changed,
    source_of,
    with_rows,
    write,
)
from riktmarke.governance.codes import Happening
from riktmarke.governance.history import last_written, written_together
from riktmarke.governance.models import Plan
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_file import header_of
from riktmarke.governance.plan_schema import HEADER, TABLES, Column, Kind, PlanFile, Row, Table

DAYS = {Kind.DATE, Kind.FIRST_DAY, Kind.LAST_DAY}


def undo(*, plan: Plan, table: str, key: str, seen: int, writing: Writing) -> None:
    """Make a row what it was before its last entry, whose number is `seen`: changed back, removed, or brought back.

    A row that is brought back stands last in its table. Undoing what has been undone does it again.

    Raises:
        PlanError: with what depends on the row as it is now; nothing has been written.
        ChangedMeanwhile: if `seen` is not the row's last entry.
    """

    def undone(stored: PlanFile) -> Wanted:
        refuse_changed(plan, Seen(table=table, key=key, entry=seen))
        last = last_written(plan, table, key)
        return Wanted(_as_before(plan, stored, table, key, last.before if last else None))

    write(plan, undone, writing, happening=Happening.UNDO)


def undo_together(*, plan: Plan, entry: int, writing: Writing) -> None:
    """Make every row of the save that the entry is of what it was before: all of them, or none.

    Raises:
        PlanError: with what depends on the rows as they are now; nothing has been written.
        ChangedMeanwhile: if any of the rows has been written since.
    """

    def undone(stored: PlanFile) -> Wanted:
        entries = written_together(plan, entry)
        first = {(one.model, one.key): one for one in reversed(entries)}
        last = {(one.model, one.key): one for one in entries}
        for (table, key), latest in last.items():  # in order: several that are brought back stand as they stood
            refuse_changed(plan, Seen(table=table, key=key, entry=latest.pk))
            stored = _as_before(plan, stored, table, key, first[table, key].before)
        return Wanted(stored)

    write(plan, undone, writing, happening=Happening.UNDO)


def without(stored: PlanFile, table: str, key: str) -> PlanFile:
    """Return the plan without the row. A target that it took the place of is the current one again."""
    rows = tuple(row for row in stored.tables[table] if row.key != key)
    if table == "targets":
        rows = tuple(
            Row(row.key, {**row.values, "superseded_by": ""}) if row.values["superseded_by"] == key else row
            for row in rows
        )
    return with_rows(stored, table, rows)


def row_values(table: Table, plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an audit entry holds of a row as values of a plan file."""
    return {name: _value(table.column(name), value) for name, value in plain.items()}


def _as_before(plan: Plan, stored: PlanFile, table: str, key: str, before: Mapping[str, Any] | None) -> PlanFile:
    if table == HEADER.name:
        return _header_back(plan, stored, before or {})
    return without(stored, table, key) if before is None else _put_back(plan, stored, table, key, before)


def _put_back(plan: Plan, stored: PlanFile, table: str, key: str, before: Mapping[str, Any]) -> PlanFile:
    schema = TABLES[table]
    values = row_values(schema, before) | ({"key": key} if schema.key_given else {})
    row = Row(key, read(plan, table, values).values)
    if stored.row(table, key) is None:
        return with_rows(stored, table, (*stored.tables[table], row))
    return with_rows(stored, table, tuple(row if one.key == key else one for one in stored.tables[table]))


def _header_back(plan: Plan, stored: PlanFile, before: Mapping[str, Any]) -> PlanFile:
    header, wrong = header_of(row_values(HEADER, before))
    if wrong:
        raise PlanError(source_of(plan), wrong)
    return PlanFile(header, stored.tables)


def _value(column: Column, plain: Any) -> Any:
    if column.kind in DAYS and isinstance(plain, str):
        return date.fromisoformat(plain)
    return Decimal(plain) if column.kind is Kind.NUMBER and isinstance(plain, str) else plain
