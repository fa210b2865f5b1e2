"""What a person may do in a plan, as a pure function of level, own units and the row. docs/permissions.md tells it."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum

from riktmarke.governance.codes import State, TargetOrigin
from riktmarke.governance.plan_schema import TABLES, Row


class Act(StrEnum):
    """What somebody wants to do."""

    VIEW = "view"
    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    DECIDE = "decide"
    ANSWER = "answer"
    ADMINISTER = "administer"


class Level(StrEnum):
    """How much somebody is trusted with in a plan, most first."""

    ADMINISTRATOR = "administrator"
    EDITOR = "editor"
    CONTRIBUTOR = "contributor"
    READER = "reader"


WHOLE_PLAN: Mapping[Level, Set[Act]] = {
    Level.ADMINISTRATOR: frozenset(Act),
    Level.EDITOR: frozenset(Act) - {Act.ADMINISTER},
    Level.CONTRIBUTOR: frozenset({Act.VIEW, Act.ANSWER}),
    Level.READER: frozenset({Act.VIEW}),
}
# Where a contributor may work: rows that are drafts until they are decided, and that somebody answers for.
CONTRIBUTED = frozenset(
    table.name
    for table in TABLES.values()
    if {"state"} <= (names := {column.name for column in table.columns}) and names & {"responsible", "indicator"}
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """What of a plan decides who answers for a row.

    `parents`: the unit above each unit; `units_of_roles`: each role's unit ("" for none); `answers_for`: the role
    that answers for each indicator, by its key.
    """

    parents: Mapping[str, str] = field(default_factory=dict)
    units_of_roles: Mapping[str, str] = field(default_factory=dict)
    answers_for: Mapping[str, str] = field(default_factory=dict)

    def with_those_below(self, units: Iterable[str]) -> frozenset[str]:
        """Return the units and every unit below them; units in a circle are each counted once."""
        found = set(units)
        left = list(found)
        while left:
            above = left.pop()
            below = {unit for unit, parent in self.parents.items() if parent == above} - found
            found |= below
            left.extend(below)
        return frozenset(found)

    def roles_of(self, units: Iterable[str]) -> frozenset[str]:
        """Return the roles of the units and of every unit below them."""
        own = self.with_those_below(units)
        return frozenset(role for role, unit in self.units_of_roles.items() if unit and unit in own)


@dataclass(frozen=True, slots=True)
class Rights:
    """What one person may do in one plan. `level` None: nothing at all.

    `roles`: the roles that the person holds, beside those of the own units.
    """

    level: Level | None
    units: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    organisation: Organisation = field(default_factory=Organisation)

    @property
    def own_roles(self) -> frozenset[str] | None:
        """The roles whose rows and feedback are the person's own; None for all of them."""
        if self.level in {Level.ADMINISTRATOR, Level.EDITOR}:
            return None
        if self.level is Level.CONTRIBUTOR:
            return self.roles | self.organisation.roles_of(self.units)
        return frozenset()

    def may(self, act: Act, *, table: str = "", row: Row | None = None) -> bool:
        """Return whether the person may do this.

        Without a row the answer is for every row of the table, except for ADD, where it is for at least some row: so
        whether the form may be opened. For ADD the row is as it would become. A change is two questions: of the row as
        it is and as it would become, which `may_change` asks together.
        """
        if self.level is None:
            return False
        if act in WHOLE_PLAN[self.level]:
            return True
        if self.level is not Level.CONTRIBUTOR or act not in {Act.ADD, Act.CHANGE} or table not in CONTRIBUTED:
            return False
        if row is None:
            return act is Act.ADD and bool(self.own_roles)
        return _is_unseen_draft(row) and self.owns(table, row)

    def may_change(self, *, table: str, before: Row, after: Row) -> bool:
        """Return whether the person may make the one row into the other."""
        return all(self.may(Act.CHANGE, table=table, row=row) for row in (before, after))

    def may_answer(self, role: str) -> bool:
        """Return whether the person may answer what was written to the role."""
        own = self.own_roles
        return self.level is not None and (own is None or role in own)

    def owns(self, table: str, row: Row) -> bool:
        """Return whether the row is answered for by one of the person's own roles, or done by an own unit."""
        own = self.own_roles
        if own is None:
            return True
        responsible = row.values.get("responsible", "")
        if table == "targets":
            responsible = self.organisation.answers_for.get(row.values["indicator"], "")
        if responsible:
            return responsible in own
        unit = row.values.get("unit", "") if table == "actions" else ""
        return bool(unit) and unit in self.organisation.with_those_below(self.units)


def _is_unseen_draft(row: Row) -> bool:
    """A proposal is a draft too, but the public sees it."""
    values = row.values
    seen = values.get("proposal", False) or values.get("origin") == TargetOrigin.PROPOSAL
    return values.get("state") == State.DRAFT and not seen
