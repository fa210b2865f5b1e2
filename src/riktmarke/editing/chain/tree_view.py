"""The chain as a tree: vision, overarching goals, focus areas, goals, indicators, targets; and what hangs loose."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act
from riktmarke.editing.chain.reading import PlanRead, read_plan
from riktmarke.editing.chain.row_words import group_word, number_text, state_word
from riktmarke.editing.chain.words import TABLE_WORDS
from riktmarke.governance.plan_schema import Row


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the chain with what is below it. `adds`: the tables of new rows below it, with their column."""

    table: str
    key: str
    title: str
    state: str
    responsible: str
    nobody: bool
    note: str
    goals: "tuple[Node, ...]" = ()
    indicators: "tuple[Node, ...]" = ()
    adds: tuple[tuple[str, str], ...] = ()


@staff_page(Act.VIEW)
def tree(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Answer with the chain of a plan."""
    read = read_plan(staff)
    made = _Tree(read)
    may_add = {table: staff.may(Act.ADD, table=table) for table in TABLE_WORDS}
    context = {
        "staff": staff,
        "page_title": "Styrkedjan",
        "visions": [made.node("visions", row) for row in made.visions()],
        "overarching": [made.whole("overarching_goals", row) for row in read.file.tables["overarching_goals"]],
        "focus": [made.whole("focus_areas", row) for row in read.file.tables["focus_areas"]],
        "loose_goals": [made.node("goals", row) for row in read.file.tables["goals"] if made.loose_goal(row)],
        "loose_indicators": [
            made.node("indicators", row) for row in read.file.tables["indicators"] if made.loose_indicator(row)
        ],
        "tables": [
            {"table": table, "words": words, "count": len(read.file.tables[table])}
            for table, words in TABLE_WORDS.items()
        ],
        "may_add": may_add,
        "may_change_plan": staff.may(Act.CHANGE, table="plan"),
    }
    return render(request, "editing/chain/tree.html", context)


class _Tree:
    """The rows of a plan as nodes."""

    def __init__(self, read: PlanRead) -> None:
        self.read = read
        self.tables = read.file.tables
        self.targets: dict[str, list[Row]] = {}
        for row in self.tables["targets"]:
            if not row.values["superseded_by"]:
                self.targets.setdefault(row.values["indicator"], []).append(row)

    def visions(self) -> list[Row]:
        """Return the visions that no other replaces, first, and then the earlier."""
        replaced = {row.values["replaces"] for row in self.tables["visions"]}
        return sorted(self.tables["visions"], key=lambda row: row.key in replaced)

    def whole(self, table: str, row: Row) -> Node:
        """Return an overarching goal or a focus area with its goals and indicators."""
        goals = self._below("goals", lambda one: row.key in one.values[table] and not one.values["parent"])
        indicators = self._below("indicators", lambda one: row.key in one.values[table])
        adds = (("goals", table), ("indicators", table))
        return self.node(table, row, goals=tuple(map(self.goal, goals)), indicators=self._nodes(indicators), adds=adds)

    def goal(self, row: Row) -> Node:
        """Return a goal with its parts and indicators."""
        parts = self._below("goals", lambda one: one.values["parent"] == row.key)
        indicators = self._below("indicators", lambda one: row.key in one.values["goals"])
        adds = (("goals", "parent"), ("indicators", "goals"), ("actions", "goals"))
        below = tuple(self.node("goals", part) for part in parts)
        return self.node("goals", row, goals=below, indicators=self._nodes(indicators), adds=adds)

    def node(
        self,
        table: str,
        row: Row,
        *,
        goals: tuple[Node, ...] = (),
        indicators: tuple[Node, ...] = (),
        adds: tuple[tuple[str, str], ...] = (),
    ) -> Node:
        """Return a row as a node."""
        role = self.read.responsible(table, row)
        return Node(
            table=table,
            key=row.key,
            title=self.read.words.title_of(table, row),
            state=state_word(table, row),
            responsible=self.read.words.title("roles", role) if role else "",
            nobody=not role and "responsible" in row.values,
            note=self._targets(row.key) if table == "indicators" else "",
            goals=goals,
            indicators=indicators,
            adds=adds,
        )

    def loose_goal(self, row: Row) -> bool:
        """Return whether nothing above the goal is named."""
        return not (row.values["overarching_goals"] or row.values["focus_areas"] or row.values["parent"])

    def loose_indicator(self, row: Row) -> bool:
        """Return whether the indicator shows how it goes for nothing."""
        return not (row.values["overarching_goals"] or row.values["focus_areas"] or row.values["goals"])

    def _below(self, table: str, wanted: Callable[[Row], bool]) -> list[Row]:
        return [row for row in self.tables[table] if wanted(row)]

    def _nodes(self, rows: list[Row]) -> tuple[Node, ...]:
        return tuple(self.node("indicators", row) for row in rows)

    def _targets(self, indicator: str) -> str:
        return "; ".join(map(_target_text, self.targets.get(indicator, [])))


def _target_text(row: Row) -> str:
    value = number_text(row.values["value"])
    state = state_word("targets", row).lower()
    return f"{group_word(row.values['group'])}: {f'{value} ' if value else ''}år {row.values['year']} ({state})"
