"""A row and its values in words, for headings, choices and history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from riktmarke.editing.chain.code_words import DIMENSIONS, code_word, dimension_word
from riktmarke.editing.chain.knowledge import Knowledge
from riktmarke.editing.chain.words import TABLE_WORDS
from riktmarke.governance.codes import TargetOrigin
from riktmarke.governance.plan_schema import HEADER, TABLES, Column, Kind, PlanFile, Row
from riktmarke.presentation.labels import capitalised
from riktmarke.presentation.targets import group_name

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class RowWords:
    """The words for what is in a plan."""

    plan: PlanFile
    known: Knowledge

    def title(self, table: str, key: str) -> str:
        """Return what a row is called; its key where there is no such row."""
        row = self.plan.row(table, key)
        return self.title_of(table, row) if row else key

    def title_of(self, table: str, row: Row) -> str:
        """Return what a row that may not be stored is called."""
        values = row.values
        if table == "indicators":
            return self.known.title(values["definition"])
        if table == "targets":
            return f"{self.title('indicators', values['indicator'])}, {group_word(values['group'])}, {values['year']}"
        if table == "challenge_rules":
            word = code_word(TABLES[table].column("parameter").codes, values["parameter"])
            return f"{word}: {self.title('indicators', values['indicator'])}" if values["indicator"] else word
        if table == "not_our_task":
            return self.item(values["item"])
        if table == "framework_items":
            return f"{values['item']} {values['title']}"
        return str(values.get("title") or values.get("name") or row.key)

    def item(self, name: str) -> str:
        """Return what an item of a framework is called, with the framework's short name and its number."""
        framework, _, number = name.partition("/")
        shared = self.known.frameworks.get(framework)
        found = shared.item(number) if shared else None
        if shared and found:
            return f"{shared.short_title} {number}: {found.title}"
        own = self.plan.row(
            "framework_items", TABLES["framework_items"].made_key({"framework": framework, "item": number})
        )
        return f"{self.framework(framework)} {number}: {own.values['title']}" if own else name

    def framework(self, key: str) -> str:
        """Return what a framework is called."""
        shared = self.known.frameworks.get(key)
        return shared.title if shared else self.title("frameworks", key)

    def value(self, column: Column, value: Any) -> str:
        """Return a value of a row, or of an audit entry, in words; a dash where there is none."""
        if column.open and value is None:
            return "Följer katalogen"
        if column.kind is Kind.SWITCH:
            return "Ja" if value else "Nej"
        if value is None or value == "" or value in ((), []):
            return NOTHING
        if isinstance(value, list | tuple):
            return "; ".join(self._one(column, str(one)) for one in value)
        return self._one(column, value)

    def _one(self, column: Column, value: Any) -> str:
        said = str(value)
        words: dict[Kind, Callable[[], str]] = {
            **dict.fromkeys((Kind.ROW, Kind.ROWS), lambda: self.title(column.to, said)),
            **dict.fromkeys((Kind.ITEM, Kind.ITEMS), lambda: self.item(said)),
            **dict.fromkeys((Kind.FRAMEWORK, Kind.FRAMEWORKS), lambda: self.framework(said)),
            Kind.CODE: lambda: code_word(column.codes, said),
            Kind.GROUP: lambda: group_word(said),
            Kind.DEFINITION: lambda: self.known.title(said),
            Kind.COMPOSITE: lambda: self.known.known.composites.get(said, said),
            Kind.NUMBER: lambda: said.replace(".", ","),
        }
        if isinstance(value, date):
            return day_or_year(column, value)
        return words[column.kind]() if column.kind in words else said


def group_word(group: str) -> str:
    """Return whom a target is for, or between whom a gap is."""
    if group in DIMENSIONS:
        return dimension_word(group)
    try:
        return capitalised(group_name(group)) or "Totalt"
    except (KeyError, ValueError):  # no group of ours: shown as it stands, for somebody to mend
        return group


def day_or_year(column: Column, value: date) -> str:
    """Return a day as it is written in a form: the year alone where it is the year's first or last day."""
    whole = {Kind.FIRST_DAY: (1, 1), Kind.LAST_DAY: (12, 31)}.get(column.kind) == (value.month, value.day)
    return str(value.year) if whole else value.isoformat()


def number_text(value: Decimal | int | None) -> str:
    """Return a number as it is written in a form, with a decimal comma."""
    return "" if value is None else format(Decimal(value), "f").replace(".", ",")


def state_word(table: str, row: Row) -> str:
    """Return how far a row has come: Utkast, Förslag, Beslutat; nothing where the table's rows are not decided.

    An indicator is never a draft: the public sees it as a proposal, or as one that the municipality follows.
    """
    values, columns = row.values, {column.name for column in TABLES[table].columns}
    if values.get("superseded_by"):
        return "Ersatt"
    if values.get("state") == "decided":
        return "Beslutat"
    if values.get("proposal") or values.get("origin") == TargetOrigin.PROPOSAL:
        return "Förslag"
    if "state" in columns:
        return "Utkast"
    return "Följs" if "proposal" in columns else ""


def states_of(table: str) -> tuple[str, ...]:
    """Return the states that rows of a table can have; none where they are not decided."""
    columns = {column.name for column in TABLES[table].columns}
    if "state" in columns:
        return ("Utkast", "Förslag", "Beslutat", *(("Ersatt",) if "superseded_by" in columns else ()))
    return ("Förslag", "Följs") if "proposal" in columns else ()


def column_of(table: str, name: str) -> Column | None:
    """Return a column by table and name; None for what an audit entry has beside the columns."""
    schema = HEADER if table == HEADER.name else TABLES.get(table)
    return next((column for column in schema.columns if column.name == name), None) if schema else None


def table_word(table: str) -> str:
    """Return what one row of the table is called; the plan itself is called so."""
    return TABLE_WORDS[table].one if table in TABLE_WORDS else "ramverk" if table != HEADER.name else "planen"


def changed_columns(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[str]:
    """Return the names of what differs, in the order of the later one."""
    one, other = before or {}, after or {}
    return [name for name in dict.fromkeys([*other, *one]) if one.get(name) != other.get(name)]
