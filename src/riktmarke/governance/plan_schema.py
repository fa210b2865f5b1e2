"""What a plan file holds: its tables and their columns, in one place for reading, checking, storing and writing.

A plan is a header, `[plan]`, and tables of rows, `[[goals]]`. Rows name each other by key, and framework items as
`framework/item`. The order of the tables is that in which rows can be stored: what is pointed at comes first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from riktmarke.governance.codes import (
    ActionStatus,
    ChallengeParameter,
    Comparator,
    DocumentKind,
    Reach,
    State,
    TargetKind,
    TargetOrigin,
    UnitKind,
)


class Kind(StrEnum):
    """What a column holds. The value is how an error names it."""

    TEXT = "text between quotation marks"
    EMAIL = "an e-mail address"
    URL = "an address that begins with https:// or http://"
    YEAR = "a year, such as 2038"
    DATE = "a date, such as 2023-11-21"
    FIRST_DAY = "a date, such as 2019-03-01, or a year for its first day"
    LAST_DAY = "a date, such as 2022-06-30, or a year for its last day"
    NUMBER = "a number of at most 15 digits, at most 6 of them decimals"
    SWITCH = "true or false"
    CODE = "one of the codes"
    GROUP = "a group of the indicator"
    DEFINITION = "the id of an indicator in the catalogue"
    COMPOSITE = "the id of a composite in catalogue/composites"
    ROW = "the key of a row"
    ROWS = "a list of keys"
    ITEM = "a framework item, such as agenda-2030/3.4"
    ITEMS = "a list of framework items, such as agenda-2030/3.4"
    FRAMEWORK = "the key of a framework"
    FRAMEWORKS = "a list of keys of frameworks"


LISTS = {Kind.ROWS, Kind.ITEMS, Kind.FRAMEWORKS}
NOTHING: dict[Kind, Any] = {
    **dict.fromkeys(LISTS, ()),
    Kind.SWITCH: False,
    **dict.fromkeys((Kind.YEAR, Kind.DATE, Kind.FIRST_DAY, Kind.LAST_DAY, Kind.NUMBER), None),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A key of a row. `to` is the table that a reference points at; `field` the model's field where named otherwise.

    `absent` is what a row without the key holds; None stands for what the kind holds when there is nothing.
    `open`: for a list where leaving it out says something else than an empty one.
    """

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    codes: type[StrEnum] | None = None
    to: str = ""
    field: str = ""
    absent: Any = None
    open: bool = False
    longest: int = 0

    @property
    def nothing(self) -> Any:
        """What the row holds when the file does not have the key."""
        if self.open:
            return None
        return NOTHING.get(self.kind, "") if self.absent is None else self.absent

    @property
    def stored_in(self) -> str:
        """The name of the model's field."""
        return self.field or self.name


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of row. `key_from`: the columns that the key is made of when the file gives none."""

    name: str
    columns: tuple[Column, ...]
    key_from: tuple[str, ...] = ()
    key_given: bool = True

    def column(self, name: str) -> Column:
        """Return the column with this name."""
        return next(column for column in self.columns if column.name == name)

    def made_key(self, values: Mapping[str, Any]) -> str:
        """Return the key that the row has when the file gives none: of the columns that say something."""
        text = "-".join(str(values[name]) for name in self.key_from if values[name] != "")
        return "".join(sign if sign.isalnum() or sign == "_" else "-" for sign in text)


def _text(name: str, *, required: bool = False, longest: int = 0) -> Column:
    return Column(name, required=required, longest=longest)


def _row(name: str, to: str, *, required: bool = False) -> Column:
    return Column(name, Kind.ROW, required=required, to=to)


def _rows(name: str) -> Column:
    return Column(name, Kind.ROWS, to=name)


def _code(name: str, codes: type[StrEnum], *, required: bool = False, absent: str | None = None) -> Column:
    return Column(name, Kind.CODE, required=required, codes=codes, absent=absent)


TITLE = _text("title", required=True, longest=300)
TEXT = _text("text")
RESPONSIBLE = _row("responsible", "roles")
STATE = (_code("state", State, absent=State.DRAFT.value), _row("decision", "decisions"))
DECIDED = (*STATE, Column("proposal", Kind.SWITCH))
LINKS = Column("links", Kind.ITEMS, field="framework_items")
VALIDITY = (Column("valid_from", Kind.FIRST_DAY), Column("valid_to", Kind.LAST_DAY))

HEADER = Table(
    "plan",
    (
        _text("name", required=True, longest=100),
        _text("title", required=True, longest=200),
        _text("area", required=True),
        _text("template_of", longest=100),
        _text("introduction"),
        _row("contact", "roles"),
        Column("frameworks", Kind.FRAMEWORKS),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "decisions",
            (
                TITLE,
                _text("body", required=True, longest=200),
                Column("decided_on", Kind.DATE),
                _text("reference", longest=200),
                Column("source", Kind.URL, longest=500),
                _text("note"),
            ),
        ),
        Table(
            "units",
            (
                _text("name", required=True, longest=200),
                _code("kind", UnitKind, required=True),
                _row("parent", "units"),
            ),
        ),
        Table(
            "roles",
            (
                _text("title", required=True, longest=200),
                _row("unit", "units"),
                Column("email", Kind.EMAIL, longest=254),
                _text("phone", longest=50),
            ),
        ),
        Table("visions", (TITLE, TEXT, Column("year", Kind.YEAR), *VALIDITY, _row("replaces", "visions"), *DECIDED)),
        Table(
            "overarching_goals",
            (
                TITLE,
                TEXT,
                Column("year", Kind.YEAR),
                _row("vision", "visions"),
                RESPONSIBLE,
                _text("not_measurable"),
                Column("composite", Kind.COMPOSITE, longest=100),
                *DECIDED,
            ),
        ),
        Table("focus_areas", (_text("title", required=True, longest=200), TEXT, RESPONSIBLE, *DECIDED)),
        Table(
            "frameworks",
            (
                TITLE,
                _text("title_en", longest=300),
                _text("short_title", longest=100),
                _text("short_title_en", longest=100),
                _text("version", longest=100),
                _text("source", longest=500),
                _text("licence", longest=300),
                _text("translation", longest=300),
                _text("translation_en", longest=300),
            ),
        ),
        Table(
            "framework_items",
            (
                _row("framework", "frameworks", required=True),
                _text("item", required=True, longest=50),
                _text("parent", longest=50),
                _text("title", required=True),
                _text("title_en"),
            ),
            key_from=("framework", "item"),
            key_given=False,
        ),
        Table(
            "goals",
            (
                TITLE,
                TEXT,
                _rows("overarching_goals"),
                _rows("focus_areas"),
                _row("parent", "goals"),
                Column("from_year", Kind.YEAR),
                Column("to_year", Kind.YEAR),
                RESPONSIBLE,
                LINKS,
                *DECIDED,
            ),
        ),
        Table(
            "documents",
            (
                TITLE,
                _code("kind", DocumentKind, required=True),
                *VALIDITY,
                RESPONSIBLE,
                Column("url", Kind.URL, longest=500),
                TEXT,
                Column("framework", Kind.FRAMEWORK),
                LINKS,
                _row("replaces", "documents"),
                *DECIDED,
            ),
        ),
        Table(
            "indicators",
            (
                Column("definition", Kind.DEFINITION, required=True, longest=100),
                _rows("overarching_goals"),
                _rows("focus_areas"),
                _rows("goals"),
                RESPONSIBLE,
                Column("links", Kind.ITEMS, field="framework_items", open=True),
                _text("note"),
                Column("proposal", Kind.SWITCH),
            ),
            key_from=("definition",),
            key_given=False,
        ),
        Table(
            "targets",
            (
                _row("indicator", "indicators", required=True),
                Column("group", Kind.GROUP, absent="_T", longest=60),
                Column("year", Kind.YEAR, required=True),
                _code("kind", TargetKind, required=True),
                Column("value", Kind.NUMBER),
                _code("comparator", Comparator),
                _code("reach", Reach),
                Column("base_year", Kind.YEAR),
                _code("origin", TargetOrigin, required=True),
                _text("origin_text"),
                *STATE,
                _row("superseded_by", "targets"),
            ),
            key_from=("indicator", "group", "year"),
        ),
        Table(
            "challenge_rules",
            (
                _code("parameter", ChallengeParameter, required=True),
                _row("indicator", "indicators"),
                Column("value", Kind.NUMBER, required=True),
                _text("note"),
            ),
            key_from=("parameter", "indicator"),
            key_given=False,
        ),
        Table(
            "actions",
            (
                TITLE,
                TEXT,
                _rows("goals"),
                _rows("focus_areas"),
                _rows("indicators"),
                _rows("documents"),
                _row("unit", "units"),
                RESPONSIBLE,
                Column("starts", Kind.FIRST_DAY),
                Column("ends", Kind.LAST_DAY),
                _code("status", ActionStatus, absent=ActionStatus.PLANNED.value),
                _text("follow_up"),
                LINKS,
                *DECIDED,
            ),
        ),
        Table(
            "not_our_task",
            (
                Column("item", Kind.ITEM, required=True),
                _text("reason", required=True),
                _row("decision", "decisions"),
            ),
            key_from=("item",),
            key_given=False,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a plan: every column of its table, whether the file had it or not."""

    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A whole plan as plain values, the same whether it was read from a file or from the database."""

    header: Mapping[str, Any]
    tables: Mapping[str, tuple[Row, ...]]

    @property
    def name(self) -> str:
        """The plan's name, unique in an installation."""
        return str(self.header["name"])

    @property
    def area(self) -> str:
        """The code of the municipality."""
        return str(self.header["area"])

    def keys(self, table: str) -> list[str]:
        """Return the keys of a table's rows, in order."""
        return [row.key for row in self.tables[table]]

    def places(self, table: str) -> Iterator[tuple[str, Row]]:
        """Yield each row of a table with its key path, counted from one."""
        yield from ((f"{table}[{number}]", row) for number, row in enumerate(self.tables[table], start=1))

    def row(self, table: str, key: str) -> Row | None:
        """Return the row with this key; None when there is none."""
        return next((row for row in self.tables[table] if row.key == key), None)
