"""What somebody should look at in a plan, as a pure function of the plan, the day and the catalogue."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from riktmarke.governance.codes import ActionStatus, State, TargetOrigin
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.plan_schema import TABLES, PlanFile, Row

SOON = timedelta(days=180)
OLD = timedelta(days=365)
EITHER_SEX = {"F", "M", "sex"}


class Nudge(StrEnum):
    """Why a row should be looked at, the most pressing first."""

    RUN_OUT = "run_out"
    RUNS_OUT = "runs_out"
    NO_FOLLOW_UP = "no_follow_up"
    DRAFT = "draft"
    NO_RESPONSIBLE = "no_responsible"
    NO_ADDRESS = "no_address"
    NO_INDICATOR = "no_indicator"
    NO_TARGET = "no_target"
    TARGET_NOT_BY_SEX = "target_not_by_sex"
    OLD_TEXT = "old_text"


@dataclass(frozen=True, slots=True)
class Found:
    """A row that should be looked at, and the day that makes it so, where there is one."""

    nudge: Nudge
    table: str
    row: Row
    day: date | None = None


def find(
    plan: PlanFile,
    *,
    today: date,
    written: Mapping[tuple[str, str], date],
    catalogue: Catalogue,
    unreached: Collection[str] = (),
) -> list[Found]:
    """Return what should be looked at, by kind and in the plan's order.

    Args:
        plan: the whole plan, drafts too. Rows that others have taken the place of are history and left alone.
        today: the day.
        written: when each row was last written, by table and key; one that is missing is not called old.
        catalogue: the definitions, which know the indicators that show women and men.
        unreached: the keys of the roles whose messages from residents reach nobody by mail.
    """
    found = [
        *_documents(plan, today),
        *_actions(plan, today),
        *_drafts(plan),
        *_without_responsible(plan),
        *_without_address(plan, unreached),
        *_without_indicator(plan),
        *_targets(plan, catalogue),
        *_old_texts(plan, today, written),
    ]
    order = list(Nudge)
    return sorted(found, key=lambda one: order.index(one.nudge))


def _current(plan: PlanFile, table: str) -> Iterator[Row]:
    """Yield the rows that no other one has replaced."""
    replaced = {row.values.get("replaces", "") for row in plan.tables[table]}
    return (row for row in plan.tables[table] if row.key not in replaced)


def _documents(plan: PlanFile, today: date) -> Iterator[Found]:
    for row in _current(plan, "documents"):
        last = row.values["valid_to"]
        if last is not None and last < today:
            yield Found(Nudge.RUN_OUT, "documents", row, last)
        elif last is not None and last <= today + SOON:
            yield Found(Nudge.RUNS_OUT, "documents", row, last)


def _actions(plan: PlanFile, today: date) -> Iterator[Found]:
    for row in plan.tables["actions"]:
        ends, stopped = row.values["ends"], row.values["status"] == ActionStatus.STOPPED
        if ends is not None and ends < today and not row.values["follow_up"].strip() and not stopped:
            yield Found(Nudge.NO_FOLLOW_UP, "actions", row, ends)


def _drafts(plan: PlanFile) -> Iterator[Found]:
    """What somebody has written and nobody has decided, nor put forward as a proposal: the public does not see it."""
    for name, table in TABLES.items():
        if "state" in {column.name for column in table.columns}:
            for row in plan.tables[name]:
                proposed = row.values.get("proposal") or row.values.get("origin") == TargetOrigin.PROPOSAL
                if row.values["state"] == State.DRAFT and not proposed and not row.values.get("superseded_by"):
                    yield Found(Nudge.DRAFT, name, row)


def _without_responsible(plan: PlanFile) -> Iterator[Found]:
    for name, table in TABLES.items():
        if "responsible" in {column.name for column in table.columns}:
            for row in _current(plan, name):
                if not row.values["responsible"] and not row.values.get("unit"):
                    yield Found(Nudge.NO_RESPONSIBLE, name, row)


def _without_address(plan: PlanFile, unreached: Collection[str]) -> Iterator[Found]:
    """Roles that answer for something, or for the plan as a whole, and that no message from a resident reaches."""
    answering = {row.values.get("responsible") for table in plan.tables for row in plan.tables[table]}
    answering.add(plan.header["contact"])
    for row in plan.tables["roles"]:
        if row.key in unreached and row.key in answering:
            yield Found(Nudge.NO_ADDRESS, "roles", row)


def _without_indicator(plan: PlanFile) -> Iterator[Found]:
    """Goals that no figure follows, and that do not say why; a goal is followed by its parts' indicators too."""
    indicators = plan.tables["indicators"]
    followed = {key for row in indicators for key in row.values["goals"]}
    above = {row.key: row.values["parent"] for row in plan.tables["goals"]}
    seen: set[str] = set()
    for key in followed:
        while key and key not in seen:
            seen.add(key)
            key = above.get(key, "")  # noqa: PLW2901  # up along the goals that this one is part of
    directly = {key for row in indicators for key in row.values["overarching_goals"]}
    directly |= {key for row in plan.tables["goals"] if row.key in seen for key in row.values["overarching_goals"]}
    for row in plan.tables["overarching_goals"]:
        if row.key not in directly and not row.values["not_measurable"] and not row.values["composite"]:
            yield Found(Nudge.NO_INDICATOR, "overarching_goals", row)
    for row in plan.tables["goals"]:
        if row.key not in seen:
            yield Found(Nudge.NO_INDICATOR, "goals", row)


def _targets(plan: PlanFile, catalogue: Catalogue) -> Iterator[Found]:
    groups: dict[str, set[str]] = {}
    for target in plan.tables["targets"]:
        if not target.values["superseded_by"]:
            groups.setdefault(target.values["indicator"], set()).add(target.values["group"])
    for row in plan.tables["indicators"]:
        held = groups.get(row.key, set())
        definition = catalogue.get(row.values["definition"])
        if not held:
            yield Found(Nudge.NO_TARGET, "indicators", row)
        elif definition is not None and definition.split_by_sex and not held & EITHER_SEX:
            yield Found(Nudge.TARGET_NOT_BY_SEX, "indicators", row)


def _old_texts(plan: PlanFile, today: date, written: Mapping[tuple[str, str], date]) -> Iterator[Found]:
    for name, table in TABLES.items():
        if "text" in {column.name for column in table.columns}:
            for row in _current(plan, name):
                last = written.get((name, row.key))
                if row.values["text"].strip() and last is not None and last < today - OLD:
                    yield Found(Nudge.OLD_TEXT, name, row, last)
