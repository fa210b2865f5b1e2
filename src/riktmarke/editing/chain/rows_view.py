"""The rows of a table in the plan's order: found by words, state and who answers for them, and moved up and down."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act
from riktmarke.editing.chain.knowledge import writing_of
from riktmarke.editing.chain.public_links import public_link
from riktmarke.editing.chain.reading import PlanRead, known_table, read_plan
from riktmarke.editing.chain.row_words import column_of, state_word
from riktmarke.editing.chain.saying import NOT_DONE
from riktmarke.editing.chain.words import TABLE_WORDS
from riktmarke.governance.actions.changing import DatabaseBusy
from riktmarke.governance.actions.rows import move_row
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_schema import TABLES, Row
from riktmarke.statistics.series_search import folded

STATES = ("Utkast", "Förslag", "Beslutat", "Ersatt")
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


@staff_page(Act.VIEW)
def rows(request: HttpRequest, *, staff: Staff, table: str) -> HttpResponse:
    """Answer with the rows of a table."""
    read = read_plan(staff)
    schema = TABLES[known_table(table)]
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "lage", "ansvarig")}
    names = {column.name for column in schema.columns}
    every = read.file.tables[table]
    found = [row for row in every if _wanted(read, table, row, asked)]
    context = {
        "staff": staff,
        "page_title": TABLE_WORDS[table].many,
        "table": table,
        "table_words": TABLE_WORDS[table],
        "lines": [_line(read, table, row) for row in found],
        "count": len(every),
        "asked": asked,
        "filtered": any(asked.values()),
        "states": [state for state in STATES if state_column(table)],
        "roles": _roles(read) if "responsible" in names or table == "targets" else [],
        "has_responsible": "responsible" in names or table == "targets",
        "may_add": staff.may(Act.ADD, table=table),
        "may_move": staff.may(Act.REMOVE, table=table) and not any(asked.values()),
        "moved": request.GET.get("flyttad", ""),
    }
    return render(request, "editing/chain/rows.html", context)


@require_POST
@staff_page(Act.VIEW)
def move(request: HttpRequest, *, staff: Staff, table: str, key: str) -> HttpResponse:
    """Move a row a step up or down, for whoever may reorder the whole table, and go back to the list."""
    staff.need(Act.REMOVE, table=known_table(table))
    read_plan(staff).row(table, key)
    steps = -1 if request.POST.get("till") == "upp" else 1
    try:
        move_row(plan=staff.plan, table=table, key=key, steps=steps, writing=writing_of(request))
    except PlanError:
        return redirect("riktmarke_row", area=staff.plan.area, table=table, key=key)
    except DatabaseBusy:
        messages.error(request, NOT_DONE)
    address = reverse("riktmarke_rows", args=(staff.plan.area, table))
    return redirect(f"{address}?{urlencode({'flyttad': key})}#rad-{key}")


def state_column(table: str) -> bool:
    """Return whether the rows of a table have a state to tell."""
    return bool({"state", "proposal"} & {column.name for column in TABLES[table].columns})


def _line(read: PlanRead, table: str, row: Row) -> RowLine:
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


def _wanted(read: PlanRead, table: str, row: Row, asked: dict[str, str]) -> bool:
    text = folded(f"{read.words.title_of(table, row)} {_more(read, table, row)} {row.values.get('text', '')} {row.key}")
    if not all(word in text for word in folded(asked["q"]).split()):
        return False
    if asked["lage"] and state_word(table, row) != asked["lage"]:
        return False
    role = read.responsible(table, row)
    return not asked["ansvarig"] or (not role if asked["ansvarig"] == NOBODY else role == asked["ansvarig"])


def _roles(read: PlanRead) -> list[tuple[str, str]]:
    roles = [(row.key, str(row.values["title"])) for row in read.file.tables["roles"]]
    return [(NOBODY, "Ingen ansvarig"), *roles]
