"""A new row, and the changes of one: a form that saves through the actions and loses nothing that was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act
from riktmarke.editing.chain.choosing_view import TIES, asked_first
from riktmarke.editing.chain.forms import RowForm
from riktmarke.editing.chain.knowledge import writing_of
from riktmarke.editing.chain.public_links import public_link
from riktmarke.editing.chain.reading import PlanRead, becoming, free_key, known_table, read_plan
from riktmarke.editing.chain.row_words import state_word
from riktmarke.editing.chain.saying import BUSY, said
from riktmarke.editing.chain.words import TABLE_WORDS, label
from riktmarke.governance.actions.changing import ChangedMeanwhile, DatabaseBusy, Writing, wrong_if
from riktmarke.governance.actions.rows import add_row, change_plan, change_row
from riktmarke.governance.history import last_written
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_schema import HEADER, LISTS, TABLES, Kind, Row

NOT_YOURS = "Du får bara arbeta med det som din egen enhet ansvarar för. Välj en av enhetens roller."
CONFIRM = "confirm_decided"
REMOVED_MEANWHILE = "Någon annan har tagit bort raden medan du skrev. Sparar du nu läggs den till på nytt."
NOT_CONFIRMED = "Raden är beslutad. Kryssa i att du ändrar något som är beslutat, eller för in ett nytt beslut."


@dataclass(frozen=True, slots=True)
class BothWrote:
    """A column that somebody else has changed meanwhile, or that the two wrote differently."""

    label: str
    stored: str
    written: str


@staff_page(Act.VIEW)
def new(request: HttpRequest, *, staff: Staff, table: str) -> HttpResponse:
    """Answer with the form for a new row, or add it. What the row is known by may have to be chosen first."""
    staff.need(Act.ADD, table=known_table(table))
    read = read_plan(staff)
    choosing = asked_first(request, read, table)
    if choosing is not None:
        return choosing
    form = RowForm(
        table, read.words, given=_given(request, table), fixed=_fixed(request, table), data=request.POST or None
    )
    if form.is_bound and not form.searching(request.POST):
        return _added(request, read, table, form)
    return _shown(request, read, table, form)


@staff_page(Act.VIEW)
def edit(request: HttpRequest, *, staff: Staff, table: str, key: str) -> HttpResponse:
    """Answer with the form for a row, or save it. Whoever may only look sees the values."""
    read = read_plan(staff)
    gone = read.file.row(known_table(table), key) is None and last_written(staff.plan, table, key) is not None
    if gone and request.method == "POST":
        return _removed_meanwhile(request, read, table)
    return _edit(request, read, table, read.row(table, key))


@staff_page(Act.VIEW)
def about(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Answer with the form for what the plan says of itself, or save it."""
    read = read_plan(staff)
    return _edit(request, read, HEADER.name, read.row(HEADER.name, staff.plan.name))


def _edit(request: HttpRequest, read: PlanRead, table: str, row: Row) -> HttpResponse:
    may = read.staff.may(Act.CHANGE, table=table, row=row)
    ticked = _ticked(request, read, table, row) if may and request.method != "POST" else {}
    form = RowForm(table, read.words, row=row, given=ticked, data=request.POST or None, seen=read.seen(table, row.key))
    if request.method == "POST":
        read.staff.need(Act.CHANGE, table=table, row=row, what=read.title(table, row.key))
        if form.is_bound and not form.searching(request.POST):
            return _changed(request, read, table, row, form)
    titles = [read.title(to, key) for to, keys in ticked.items() for key in keys if key not in row.values[to]]
    return _shown(request, read, table, form, row=row, may_change=may, ticked=titles)


def _removed_meanwhile(request: HttpRequest, read: PlanRead, table: str) -> HttpResponse:
    """Answer with what was written in a row that somebody else has removed: saved, it becomes a new row."""
    read.staff.need(Act.ADD, table=table)
    form = RowForm(table, read.words, data=request.POST)
    if not form.searching(request.POST):
        form.add_error(None, REMOVED_MEANWHILE)
    action = reverse("riktmarke_row_new", args=(read.plan.area, table))
    return _shown(request, read, table, form, status=409, action=action)


def _added(request: HttpRequest, read: PlanRead, table: str, form: RowForm) -> HttpResponse:
    form.full_clean()
    values = {name: value for name, value in form.values().items() if value is not None}
    may = _may_become(read, table, form, Act.ADD, becoming(table, values))
    if TABLES[table].key_given and table != "targets":
        values["key"] = free_key(read, table, values)

    def save(writing: Writing) -> str:
        return add_row(plan=read.plan, table=table, values=values, writing=writing)

    form.refuse(wrong_if(save, writing_of(request), plan=read.file))
    if form.errors:
        return _shown(request, read, table, form, status=200 if may else 403)
    try:
        key = save(writing_of(request))
    except PlanError as refused:  # by what somebody else has saved this very moment
        form.refuse(refused.wrong)
        return _shown(request, read, table, form)
    except DatabaseBusy:
        form.add_error(None, BUSY)
        return _shown(request, read, table, form)
    said(request, read_plan(read.staff), table, key, "är tillagt")
    return redirect("riktmarke_row", area=read.plan.area, table=table, key=key)


def _changed(request: HttpRequest, read: PlanRead, table: str, row: Row, form: RowForm) -> HttpResponse:
    form.full_clean()
    values, seen = form.values(), form.seen
    after = becoming(table, values, row)
    may = _may_become(read, table, form, Act.CHANGE, after)
    decided = row.values.get("state") == "decided"
    if decided and after.values != row.values and CONFIRM not in request.POST:
        form.add_error(None, NOT_CONFIRMED)

    def save(writing: Writing) -> None:
        if table == HEADER.name:
            change_plan(plan=read.plan, values=values, writing=writing, seen=seen)
        else:
            change_row(plan=read.plan, table=table, key=row.key, values=values, writing=writing, seen=seen)

    form.refuse(wrong_if(save, writing_of(request), plan=read.file))
    if form.errors and seen != read.seen(table, row.key):
        return _both(request, read, row, form, after)
    if form.errors:
        return _shown(request, read, table, form, row=row, status=200 if may else 403)
    try:
        save(writing_of(request))
    except PlanError as refused:  # by what somebody else has saved this very moment
        form.refuse(refused.wrong)
        return _shown(request, read, table, form, row=row)
    except DatabaseBusy:
        form.add_error(None, BUSY)
        return _shown(request, read, table, form, row=row, status=503)
    except ChangedMeanwhile:
        return _both(request, read, row, form, after)
    said(request, read_plan(read.staff), table, row.key, "är sparat")
    return redirect(request.path)


def _both(request: HttpRequest, read: PlanRead, row: Row, form: RowForm, written: Row) -> HttpResponse:
    """Show what has been saved meanwhile beside what was written; saving once more is then an informed choice."""
    table = form.table
    differing = [
        BothWrote(
            label(table, column.name),
            read.words.value(column, row.values[column.name]),
            read.words.value(column, written.values[column.name]),
        )
        for column in form.columns
        if column.name not in form.unread and row.values[column.name] != written.values[column.name]
    ]
    form.data = form.data.copy()
    form.data["seen"] = str(read.seen(table, row.key))
    return _shown(request, read, table, form, row=row, both=differing, meanwhile=True, status=409)


def _may_become(read: PlanRead, table: str, form: RowForm, act: Act, after: Row) -> bool:
    if read.staff.may(act, table=table, row=after):
        return True
    at = "responsible" if "responsible" in form.fields else "indicator" if "indicator" in form.fields else None
    shown = "proposal" in form.fields and after.values.get("proposal")
    words = "Bara en redaktör kan visa något som förslag på webbplatsen." if shown else NOT_YOURS
    field = "proposal" if shown else at
    if field not in form.unread:
        form.add_error(field, words)
    return False


def _shown(
    request: HttpRequest,
    read: PlanRead,
    table: str,
    form: RowForm,
    *,
    row: Row | None = None,
    may_change: bool = True,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    words = TABLE_WORDS.get(table)
    staff, key = read.staff, row.key if row else ""
    title = (words.new if words else "") if row is None else "Om planen" if words is None else read.title(table, key)
    decided = row is not None and row.values.get("state") == "decided"
    context = {
        "staff": staff,
        "page_title": title,
        "table": table,
        "table_words": words,
        "row": row,
        "form": form,
        "may_change": may_change,
        "values": [(label(table, c.name), read.words.value(c, row.values[c.name])) for c in form.schema.columns if row],
        "state": state_word(table, row) if row and words else "",
        "decided": decided,
        "confirmed": CONFIRM in request.POST,
        "decision": read.file.row("decisions", row.values["decision"]) if row and row.values.get("decision") else None,
        "public_link": public_link(read.file, table, row) if row and words else "",
        "may_decide": bool(row) and "state" in _names(table) and staff.may(Act.DECIDE, table=table, row=row),
        "may_remove": bool(row) and words is not None and staff.may(Act.REMOVE, table=table, row=row),
        "set_targets": _targets_link(read, table, row),
        "history": reverse("riktmarke_row_history", args=(read.plan.area, table, key)) if row else "",
        "wrong": bool(form.is_bound and form.errors),
        "action": request.get_full_path(),
    }
    return render(request, "editing/chain/row_form.html", context | more, status=status)


def _targets_link(read: PlanRead, table: str, row: Row | None) -> str:
    """Return where targets per sex are set for the indicator at hand; empty for whoever may not set them."""
    if row is None or table not in {"indicators", "targets"}:
        return ""
    indicator = row.key if table == "indicators" else row.values["indicator"]
    may = read.staff.may(Act.ADD, table="targets", row=becoming("targets", {"indicator": indicator}))
    return reverse("riktmarke_targets", args=(read.plan.area, indicator)) if may else ""


def _names(table: str) -> set[str]:
    return {column.name for column in (HEADER if table == HEADER.name else TABLES[table]).columns}


def _given(request: HttpRequest, table: str) -> Mapping[str, Any]:
    """Return what the address says that the new row begins with.

    The public sees an indicator at once, so a new one is a proposal until somebody says that it is more.
    """
    given: dict[str, Any] = {"proposal": True} if table == "indicators" else {}
    for column in TABLES[table].columns:
        if column.name in request.GET and column.kind in LISTS:
            given[column.name] = tuple(request.GET.getlist(column.name))
        elif column.name in request.GET and column.kind not in {Kind.SWITCH, Kind.NUMBER, Kind.YEAR, Kind.DATE}:
            given[column.name] = request.GET[column.name]
    return given


def _ticked(request: HttpRequest, read: PlanRead, table: str, row: Row) -> dict[str, tuple[str, ...]]:
    """Return what the address asks an indicator to hang under, besides what it does: ticked, and saved by a person."""
    if table != "indicators":
        return {}
    asked = {name: [key for key in request.GET.getlist(name) if read.file.row(name, key)] for name in TIES}
    return {name: tuple(dict.fromkeys((*row.values[name], *keys))) for name, keys in asked.items() if keys}


def _fixed(request: HttpRequest, table: str) -> frozenset[str]:
    names = {"indicators": "definition", "targets": "indicator"}
    return frozenset({names[table]} if table in names and names[table] in request.GET else ())
