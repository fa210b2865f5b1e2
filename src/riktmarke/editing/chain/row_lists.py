"""The rows of a table as a list: what somebody has asked to see of them, by words, state and who answers for them."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import urlencode

from riktmarke.editing.chain.public_links import public_link
from riktmarke.editing.chain.reading import PlanRead
from riktmarke.editing.chain.row_words import column_of, state_word, states_of
from riktmarke.governance.plan_schema import TABLES, Row
from riktmarke.statistics.series_search import folded

NOBODY = "ingen"


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of the list. `more`: what tells it apart, beside its title."""

    key: str
    title: str
    more: str
    state: str
    responsible: str
    public_link: str
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody has asked for: words, a state, and a role, or nobody."""

    q: str
    lage: str
    ansvarig: str

    def __bool__(self) -> bool:
        return bool(self.q or self.lage or self.ansvarig)

    @property
    def query(self) -> str:
        """The same, as the end of an address; empty where nothing is asked."""
        said = {name: value for name in ("q", "lage", "ansvarig") if (value := getattr(self, name))}
        return f"?{urlencode(said)}" if said else ""


def asked_of(request: HttpRequest) -> Asked:
    """Return what the address asks for."""
    return Asked(*(request.GET.get(name, "").strip()[:100] for name in ("q", "lage", "ansvarig")))


def found(read: PlanRead, table: str, asked: Asked) -> list[Row]:
    """Return the rows that are asked for, in the plan's order."""
    return [row for row in read.file.tables[table] if _wanted(read, table, row, asked)]


def filters(read: PlanRead, table: str) -> dict[str, object]:
    """Return what a list can be asked for: the states of the table's rows, and the roles that answer for them."""
    answered = has_responsible(table)
    return {"states": states_of(table), "roles": _roles(read) if answered else [], "has_responsible": answered}


def has_responsible(table: str) -> bool:
    """Return whether somebody answers for the rows of a table: for targets whoever does for their indicator."""
    return table == "targets" or "responsible" in {column.name for column in TABLES[table].columns}


def line(read: PlanRead, table: str, row: Row) -> RowLine:
    """Return a row as a line of the list."""
    keys = read.file.keys(table)
    return RowLine(
        key=row.key,
        title=read.words.title_of(table, row),
        more=_more(read, table, row),
        state=state_word(table, row),
        responsible=read.words.title("roles", role) if (role := read.responsible(table, row)) else "",
        public_link=public_link(read.file, table, row),
        first=row.key == keys[0],
        last=row.key == keys[-1],
    )


def _more(read: PlanRead, table: str, row: Row) -> str:
    """Return what else there is to know of a row in a list: its kind and value, its number, its dates."""
    shown = {
        "targets": ("kind", "value"),
        "indicators": ("definition",),
        "documents": ("kind", "valid_to"),
        "actions": ("status", "unit"),
        "decisions": ("body", "decided_on"),
        "units": ("kind", "parent"),
        "roles": ("unit", "email"),
        "framework_items": ("framework",),
        "challenge_rules": ("value",),
        "goals": ("from_year", "to_year"),
    }.get(table, ())
    if table == "indicators":
        return str(row.values["definition"])
    told = ((column_of(table, name), row.values[name]) for name in shown)
    return ", ".join(read.words.value(column, value) for column, value in told if column and value not in {None, ""})


def _wanted(read: PlanRead, table: str, row: Row, asked: Asked) -> bool:
    text = folded(f"{read.words.title_of(table, row)} {_more(read, table, row)} {row.values.get('text', '')} {row.key}")
    if not all(word in text for word in folded(asked.q).split()):
        return False
    if asked.lage and state_word(table, row) != asked.lage:
        return False
    role = read.responsible(table, row)
    return not asked.ansvarig or (not role if asked.ansvarig == NOBODY else role == asked.ansvarig)


def _roles(read: PlanRead) -> list[tuple[str, str]]:
    roles = [(row.key, str(row.values["title"])) for row in read.file.tables["roles"]]
    return [(NOBODY, "Ingen ansvarig"), *roles]
