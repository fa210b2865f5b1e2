"""Targets: one that is decided is never written over, another takes its place."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from riktmarke.governance.actions.asking import Wanted
from riktmarke.governance.actions.changing import Values, Writing, read, with_rows, write
from riktmarke.governance.codes import State, TargetKind, TargetOrigin
from riktmarke.governance.models import Plan
from riktmarke.governance.plan_file import row_of
from riktmarke.governance.plan_schema import TABLES, PlanFile, Row

OF_ITS_OWN = ("indicator", "group", "year")


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
    given = {"indicator": indicator, "group": group, "year": year, "kind": kind.value, "origin": origin.value}
    given |= {"value": value} if value is not None else {}
    target = read(plan, "targets", given | dict(more or {}))
    key = ""

    def with_target(stored: PlanFile) -> Wanted:
        nonlocal key
        key = _free_key(stored, target)
        return Wanted(_superseding(stored, Row(key, target.values)))

    write(plan, with_target, writing)
    return key


def set_targets(*, plan: Plan, targets: Sequence[Values], writing: Writing) -> list[str]:
    """Set several targets in one go, and return their keys in the same order.

    Of the same indicator, group and year, a draft becomes what is given; one that is decided is kept as superseded; one
    that says the same already is left alone.

    Raises:
        PlanError: with everything that would be wrong; none has been set.
    """
    keys: list[str] = []

    def with_targets(stored: PlanFile) -> Wanted:
        keys.clear()
        wanted = Wanted(stored)
        for values in targets:
            wanted = wanted.then(partial(_with_one, values=values, keys=keys))
        return wanted

    write(plan, with_targets, writing)
    return keys


def _with_one(stored: PlanFile, *, values: Values, keys: list[str]) -> Wanted:
    """Return the plan with one more target, whose key is added to the keys."""
    target, _ = row_of(TABLES["targets"], values, place="targets")
    current = _current(stored, target)
    if current is None or (current.values != target.values and current.values["state"] == State.DECIDED):
        keys.append(_free_key(stored, target))
        after, number = _superseding(stored, Row(keys[-1], target.values)), len(stored.tables["targets"]) + 1
    else:
        keys.append(current.key)
        written, number = Row(current.key, target.values), stored.keys("targets").index(current.key) + 1
        rows = tuple(written if row.key == current.key else row for row in stored.tables["targets"])
        after = with_rows(stored, "targets", rows)
    return Wanted(after, tuple(row_of(TABLES["targets"], values, place=f"targets[{number}]")[1]))


def _current(stored: PlanFile, target: Row) -> Row | None:
    return next((row for row in stored.tables["targets"] if _takes_the_place_of(target, row)), None)


def _takes_the_place_of(target: Row, row: Row) -> bool:
    return not row.values["superseded_by"] and all(row.values[name] == target.values[name] for name in OF_ITS_OWN)


def _free_key(stored: PlanFile, target: Row) -> str:
    made = TABLES["targets"].made_key(target.values)
    key, taken, number = made, stored.keys("targets"), 1
    while key in taken:
        number += 1
        key = f"{made}-{number}"
    return key


def _superseding(stored: PlanFile, target: Row) -> PlanFile:
    """Return the plan with the target last, in the place of the one that it takes the place of."""
    rows = tuple(
        replace(row, values={**row.values, "superseded_by": target.key}) if _takes_the_place_of(target, row) else row
        for row in stored.tables["targets"]
    )
    return with_rows(stored, "targets", (*rows, target))
