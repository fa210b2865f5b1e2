"""Single rows of a plan: add, change, move, remove and decide; and the plan's own words.

Values are given as a plan file would have them, and the whole plan is checked as it would become, so a form and a file
are held to the same rules. `seen` is the row as the writer saw it: one that has been written since is refused.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from riktmarke.governance.actions.asking import Wanted
from riktmarke.governance.actions.changing import (
    Seen,
    Values,
    Writing,
    changed,
    found,
    refuse_changed_since,
    refused,
    source_of,
    with_rows,
    write,
)
from riktmarke.governance.actions.targets import set_target, set_targets
from riktmarke.governance.codes import Happening, State, TargetOrigin
from riktmarke.governance.models import Plan
from riktmarke.governance.plan_errors import PlanError, Wrong
from riktmarke.governance.plan_file import header_of, row_of
from riktmarke.governance.plan_schema import TABLES, PlanFile, Row

__all__ = [
    "Seen",
    "Writing",
    "add_row",
    "change_plan",
    "change_row",
    "change_rows",
    "decide",
    "move_row",
    "remove_row",
    "set_target",
    "set_targets",
]
UNNAMED = "?"  # the key, while it is only tried, of a row whose own cannot be made: no row in a plan has it
FIXED = ("name", "area", "template_of")  # of a plan's header: what it is known by, and where it came from


def add_row(*, plan: Plan, table: str, values: Values, writing: Writing) -> str:
    """Add a row last in its table and return its key. `values` holds `key` where the table's rows are given one."""
    key = ""

    def added(stored: PlanFile) -> Wanted:
        nonlocal key
        row, wrong = row_of(TABLES[table], values, place=f"{table}[{len(stored.tables[table]) + 1}]")
        key = row.key or UNNAMED
        if stored.row(table, key) is not None:
            place, remedy = f"{table}.{key}", "choose another key."
            exists = refused(plan, place, "exists already.", "a key of its own", remedy, code="exists")
            raise PlanError(source_of(plan), [*wrong, *exists.wrong])
        return Wanted(with_rows(stored, table, (*stored.tables[table], Row(key, row.values))), tuple(wrong))

    write(plan, added, writing)
    return key


def change_row(*, plan: Plan, table: str, key: str, values: Values, writing: Writing, seen: int | None = None) -> None:
    """Change these values of a row; None takes one away. `seen`: the number of the last entry the writer saw of it.

    Raises:
        PlanError: with everything that would be wrong.
        ChangedMeanwhile: if somebody has written the row since.
    """
    as_seen = None if seen is None else Seen(table=table, key=key, entry=seen)
    write(plan, lambda stored: changed(plan, stored, table, key, values), writing, seen=as_seen)


def change_rows(
    *,
    plan: Plan,
    table: str,
    keys: Sequence[str],
    values: Values,
    writing: Writing,
    decision: str = "",
    since: int | None = None,
) -> None:
    """Change these values of several rows, all of them or none; with `decision` they are decided by it, too.

    `since`: the number of the last entry of the plan when the writer saw the rows.

    Raises:
        PlanError: with everything that would be wrong; none has been changed.
        ChangedMeanwhile: if somebody has written one of the rows since.
    """

    def all_changed(stored: PlanFile) -> Wanted:
        if since is not None and writing.asking is None:
            refuse_changed_since(plan, table, keys, since)
        wanted = Wanted(stored)
        for key in keys:
            row = found(plan, stored, table, key)
            now = {**values, **(_decided_by(plan, table, row, decision) if decision else {})}
            wanted = wanted.then(partial(changed, plan, table=table, key=key, values=now))
        return wanted

    write(plan, all_changed, writing, happening=Happening.DECIDE if decision else None)


def move_row(*, plan: Plan, table: str, key: str, steps: int, writing: Writing) -> None:
    """Move a row this many places down its table, or up where `steps` is negative; it stops at the ends."""

    def moved(stored: PlanFile) -> Wanted:
        row = found(plan, stored, table, key)
        place = stored.keys(table).index(key)
        others = [one for one in stored.tables[table] if one.key != key]
        to = min(max(place + steps, 0), len(others))
        return Wanted(with_rows(stored, table, (*others[:to], row, *others[to:])))

    write(plan, moved, writing)


def remove_row(*, plan: Plan, table: str, key: str, writing: Writing, seen: int | None = None) -> None:
    """Remove a row. One that others point at is refused, naming them."""

    def removed(stored: PlanFile) -> Wanted:
        found(plan, stored, table, key)
        return Wanted(with_rows(stored, table, tuple(row for row in stored.tables[table] if row.key != key)))

    write(plan, removed, writing, seen=None if seen is None else Seen(table=table, key=key, entry=seen))


def decide(*, plan: Plan, table: str, key: str, decision: str, writing: Writing, seen: int | None = None) -> None:
    """Make a draft or a proposal decided, by the decision with that key."""

    def decided(stored: PlanFile) -> Wanted:
        row = found(plan, stored, table, key)
        return changed(plan, stored, table, key, _decided_by(plan, table, row, decision))

    as_seen = None if seen is None else Seen(table=table, key=key, entry=seen)
    write(plan, decided, writing, happening=Happening.DECIDE, seen=as_seen)


def change_plan(*, plan: Plan, values: Values, writing: Writing, seen: int | None = None) -> None:
    """Change what a plan says of itself: title, introduction, contact, frameworks. None takes a value away.

    Raises:
        PlanError: with everything that would be wrong: with rows that link to a framework no longer used, too.
        ChangedMeanwhile: if somebody has written it since.
    """

    def with_header(stored: PlanFile) -> Wanted:
        now = {name: value for name, value in {**stored.header, **values}.items() if value is not None}
        header, wrong = header_of(now)
        as_it_was = {name: stored.header[name] for name in header if any(one.place == f"plan.{name}" for one in wrong)}
        wrong = [*wrong, *_fixed_changed(stored, header, plan)]
        return Wanted(PlanFile(header | as_it_was, stored.tables), tuple(wrong))

    as_seen = None if seen is None else Seen(table="plan", key=plan.name, entry=seen)
    write(plan, with_header, writing, seen=as_seen)


def _decided_by(plan: Plan, table: str, row: Row, decision: str) -> dict[str, Any]:
    columns = {column.name for column in TABLES[table].columns}
    if "state" not in columns:
        expected, remedy = "goals, documents and the like", "choose another."
        raise refused(plan, table, "holds nothing that is decided.", expected, remedy, code="nothing_decided")
    values: dict[str, Any] = {"state": State.DECIDED.value, "decision": decision}
    if "proposal" in columns:
        values["proposal"] = None
    if row.values.get("origin") == TargetOrigin.PROPOSAL:
        values["origin"] = TargetOrigin.DECIDED.value
    return values


def _fixed_changed(stored: PlanFile, header: Values, plan: Plan) -> list[Wrong]:
    changed_names = [name for name in FIXED if header.get(name, "") != stored.header[name]]
    what, expected, remedy = "cannot be changed here.", "the plan's own", "make another plan."
    return [
        one
        for name in changed_names
        for one in refused(plan, f"plan.{name}", what, expected, remedy, code="key_cannot_change").wrong
    ]
