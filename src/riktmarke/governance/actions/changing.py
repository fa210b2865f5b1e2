"""How a plan is written by those who change single rows: read whole, changed, checked whole, and only then written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import OperationalError, transaction

from riktmarke.governance.actions.asking import Asking, Wanted
from riktmarke.governance.actions.audit import Record
from riktmarke.governance.actions.writing import Writer
from riktmarke.governance.codes import Happening
from riktmarke.governance.history import last_written, last_written_in
from riktmarke.governance.known import Known
from riktmarke.governance.models import Plan
from riktmarke.governance.plan_errors import PlanError, Wrong, nearest
from riktmarke.governance.plan_file import row_of
from riktmarke.governance.plan_rows import stored_plan
from riktmarke.governance.plan_schema import TABLES, PlanFile, Row
from riktmarke.vocabulary.errors import RiktmarkeError

Values = Mapping[str, Any]


class ChangedMeanwhile(RiktmarkeError):
    """A row that somebody else has written since it was read. Nothing has been written."""


class DatabaseBusy(RiktmarkeError):
    """Something else has held the database for as long as a write waits. Nothing has been written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Who writes, when, and what a plan may refer to: the same for every action.

    `asking`: the plan that the actions are only tried on, so that nothing is written; see `wrong_if`.
    """

    by: str
    at: datetime
    known: Known
    asking: Asking | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The row as the writer saw it: the number of its last audit entry then, 0 for one without any."""

    table: str
    key: str
    entry: int


def write(
    plan: Plan,
    becoming: Callable[[PlanFile], Wanted],
    writing: Writing,
    *,
    happening: Happening | None = None,
    seen: Seen | None = None,
) -> None:
    """Make the plan what `becoming` makes of it. With `happening`, the record calls every write that.

    Raises:
        PlanError: with everything that would be wrong; nothing has been written.
        ChangedMeanwhile: if the row that was `seen` has been written since.
        DatabaseBusy: if something else holds the database.
    """
    if writing.asking is not None:
        writing.asking.try_it(becoming)
        return
    try:
        with transaction.atomic():
            locked = Plan.objects.select_for_update().get(pk=plan.pk)
            if seen is not None:
                refuse_changed(plan, seen)
            wanted = becoming(stored_plan(locked))
            wrong = wanted.all_wrong(writing.known)
            if wrong:
                raise PlanError(source_of(plan), wrong)
            record = Record(plan.name, writing.by, writing.at)
            Writer(locked, writing.known, record, happening=happening).write(wanted.plan)
            record.kept()
    except OperationalError as error:
        remedy = "try again in a moment."
        raise DatabaseBusy(f"{source_of(plan)}: something else holds the database.", remedy=remedy) from error


def wrong_if(act: Callable[[Writing], object], writing: Writing, *, plan: PlanFile) -> tuple[Wrong, ...]:
    """Return everything that would be wrong if the act wrote to a plan that is like this. Nothing is written.

    `act`: calls actions with the writing that it is given. They hold what they write to the rules, wherever the values
    could be read; `Unread.UNREAD` stands for those that could not.
    """
    asking = Asking(Wanted(plan))
    act(replace(writing, asking=asking))
    return asking.wanted.all_wrong(writing.known)


def refuse_changed(plan: Plan, seen: Seen) -> None:
    """Refuse to write over what the writer has not seen."""
    last = last_written(plan, seen.table, seen.key)
    if (last.pk if last else 0) != seen.entry:
        raise ChangedMeanwhile(
            f"{source_of(plan)}: {seen.table}.{seen.key} has been written since it was read.",
            expected="the row as it was read",
            remedy="read it again, and make the change in what it has become.",
        )


def refuse_changed_since(plan: Plan, table: str, keys: Sequence[str], since: int) -> None:
    """Refuse to write over what has been written in any of the rows after the entry with this number."""
    last = last_written_in(plan, {table})
    later = [key for key in keys if (table, key) in last and last[table, key].pk > since]
    if later:
        raise ChangedMeanwhile(
            f"{source_of(plan)}: {table}: {', '.join(later)} written since they were read.",
            expected="the rows as they were read",
            remedy="read them again, and make the change in what they have become.",
        )


def read(plan: Plan, table: str, values: Values) -> Row:
    """Return the row that the values describe.

    Raises:
        PlanError: with everything that is wrong with them.
    """
    row, wrong = row_of(TABLES[table], values, place=table)
    if wrong:
        raise PlanError(source_of(plan), wrong)
    return row


def changed(plan: Plan, stored: PlanFile, table: str, key: str, values: Values) -> Wanted:
    """Return the plan with these values of a row changed; None takes one away."""
    row = found(plan, stored, table, key)
    schema = TABLES[table]
    kept = {column.name: row.values[column.name] for column in schema.columns}
    said = {name: value for name, value in kept.items() if value != schema.column(name).nothing}
    now = {name: value for name, value in (said | dict(values)).items() if value is not None}
    given = now | ({"key": key} if schema.key_given else {})
    written, wrong = row_of(schema, given, place=f"{table}[{stored.keys(table).index(key) + 1}]")
    if written.key not in {"", key}:
        raise refused(
            plan,
            f"{table}.{key}",
            f"is known by its {' and '.join(schema.key_from)}, which cannot be changed.",
            "changes of its other values",
            "remove the row, and add another.",
            code="key_cannot_change",
        )
    as_it_was = {} if written.key else {name: row.values[name] for name in schema.key_from}
    after = Row(key, {**written.values, **as_it_was})
    rows = tuple(after if one.key == key else one for one in stored.tables[table])
    return Wanted(with_rows(stored, table, rows), tuple(wrong))


def found(plan: Plan, stored: PlanFile, table: str, key: str) -> Row:
    """Return the row with this key.

    Raises:
        PlanError: if there is none.
    """
    row = stored.row(table, key)
    if row is None:
        near = nearest(key, stored.keys(table))
        advice = f"correct the key ({near})."
        raise refused(plan, f"{table}.{key}", "does not exist.", f"a row of {table}", advice, code="row_gone")
    return row


def with_rows(stored: PlanFile, table: str, rows: tuple[Row, ...]) -> PlanFile:
    """Return the plan with other rows in a table."""
    return replace(stored, tables={**stored.tables, table: rows})


def refused(plan: Plan, place: str, what: str, expected: str, remedy: str, *, code: str = "") -> PlanError:
    """Return the error with one thing that is wrong."""
    return PlanError.of(source_of(plan), place, what, expected, remedy, code=code)


def source_of(plan: Plan) -> str:
    """Return how an error names the plan."""
    return f"plan {plan.name}"
