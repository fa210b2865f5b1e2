"""What has been written in a plan: who, when, and each value before and after; and how the last of it is undone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act
from riktmarke.editing.chain.code_words import HAPPENINGS
from riktmarke.editing.chain.forms import rests_on_it
from riktmarke.editing.chain.knowledge import writing_of
from riktmarke.editing.chain.reading import PlanRead, becoming, read_plan
from riktmarke.editing.chain.row_words import changed_columns, column_of, table_word
from riktmarke.editing.chain.saying import NOT_DONE, said
from riktmarke.editing.chain.words import TABLE_WORDS, label
from riktmarke.governance.actions.changing import ChangedMeanwhile, DatabaseBusy
from riktmarke.governance.actions.undoing import row_values, undo, undo_together
from riktmarke.governance.codes import Happening
from riktmarke.governance.history import (
    ORDER,
    entries_of,
    last_written,
    last_written_in,
    of_catalogue,
    written_together,
)
from riktmarke.governance.models import AuditEntry
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_schema import HEADER, TABLES, Row

PER_PAGE = 50
CHANGED_MEANWHILE = (
    "Någon annan har ändrat raden sedan du öppnade sidan. Inget har ångrats. Titta på det senaste först."
)
CHANGED_SINCE_SAVED = (
    "Någon av raderna har ändrats efter sparandet, så allt kan inte ångras på en gång. Inget har ångrats: "
    "ångra rad för rad."
)


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """One value before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry. `there`: the row is in the plan now; `bring_back`: the number to bring a removed row back with."""

    number: int
    at: datetime
    by: str
    what: str
    table: str
    table_word: str
    key: str
    title: str
    changes: tuple[ChangedValue, ...]
    there: bool
    bring_back: bool


@staff_page(Act.VIEW)
def row_history(request: HttpRequest, *, staff: Staff, table: str, key: str) -> HttpResponse:
    """Answer with what has been written of a row, whether it is there or has been removed."""
    read = read_plan(staff)
    entries = entries_of(staff.plan, table=table, key=key)
    if not entries and (table not in TABLES or read.file.row(table, key) is None):
        raise Http404
    lines = history_lines(read, entries)
    last = last_written(staff.plan, table, key)
    together = _saved_together(read, last.pk) if last else []
    title = _title(read, table, key, last)
    context = {
        "staff": staff,
        "page_title": f"Historik: {title}",
        "row_title": title,
        "together": len(together) if _may_undo_together(read, together) else 0,
        "others": [_title(read, one.model, one.key, one) for one in together if (one.model, one.key) != (table, key)],
        "table": table,
        "table_words": TABLE_WORDS.get(table),
        "key": key,
        "there": _there(read, table, key),
        "lines": lines,
        "last": last.pk if last and _may_undo(read, table, key, last) else 0,
        "last_line": next((line for line in lines if last and line.number == last.pk), None),
    }
    return render(request, "editing/chain/row_history.html", context)


@staff_page(Act.VIEW)
def plan_history(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Answer with what has been written in the whole plan, a page at a time."""
    read = read_plan(staff)
    removed = request.GET.get("visa") == "borttaget"
    entries = entries_of(staff.plan)
    if removed:
        gone = entries.filter(after__isnull=True)
        entries = [entry for entry in gone if not _there(read, entry.model, entry.key)]
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "staff": staff,
        "page_title": "Borttaget" if removed else "Planens historik",
        "lines": history_lines(read, page.object_list),
        "page": page,
        "removed": removed,
    }
    return render(request, "editing/chain/plan_history.html", context)


@require_POST
@staff_page(Act.VIEW)
def undo_last(request: HttpRequest, *, staff: Staff, table: str, key: str) -> HttpResponse:
    """Undo the last change of a row, or bring it back; say what stands in the way where something does."""
    read = read_plan(staff)
    last = last_written(staff.plan, table, key)
    if last is None:
        raise Http404
    title = _title(read, table, key, last)
    if not _may_undo(read, table, key, last):
        staff.need(Act.REMOVE, table=table, what=title)
    number = request.POST.get("seen", "")
    seen = int(number) if number.isascii() and number.isdigit() else 0
    writing = writing_of(request)
    if _undone(
        request,
        read,
        lambda: undo(plan=staff.plan, table=table, key=key, seen=seen, writing=writing),
        meanwhile=CHANGED_MEANWHILE,
    ):
        staff.plan.refresh_from_db()
        after = read_plan(staff)
        said(request, after, table, key, "är som före den senaste ändringen") if _there(after, table, key) else (
            messages.success(request, f"”{title}” är borttaget igen.")
        )
    return redirect("riktmarke_row_history", area=staff.plan.area, table=table, key=key)


@require_POST
@staff_page(Act.VIEW)
def undo_save(request: HttpRequest, *, staff: Staff, number: int) -> HttpResponse:
    """Undo everything that was saved together with an entry, all of it or nothing."""
    read = read_plan(staff)
    rows = _saved_together(read, number)
    if not rows:
        raise Http404
    for one in rows:
        if not _may_undo(read, one.model, one.key, one):
            staff.need(Act.REMOVE, table=one.model, what=_title(read, one.model, one.key, one))
    writing = writing_of(request)
    if _undone(
        request,
        read,
        lambda: undo_together(plan=staff.plan, entry=number, writing=writing),
        meanwhile=CHANGED_SINCE_SAVED,
    ):
        rad = "1 rad" if len(rows) == 1 else f"{len(rows)} rader"
        messages.success(request, f"{rad} är som före sparandet. Det går att ångra igen i historiken.")
    return redirect("riktmarke_row_history", area=staff.plan.area, table=rows[0].model, key=rows[0].key)


def _undone(request: HttpRequest, read: PlanRead, undoing: Callable[[], None], *, meanwhile: str) -> bool:
    """Undo, or say what stands in the way."""
    try:
        undoing()
    except ChangedMeanwhile:
        messages.error(request, meanwhile)
    except DatabaseBusy:
        messages.error(request, NOT_DONE)
    except PlanError as refused:
        reasons = " ".join(dict.fromkeys(rests_on_it(wrong, read.words) for wrong in refused.wrong))
        messages.error(request, f"Det går inte att ångra: något annat bygger på det som det är nu. {reasons}")
    else:
        return True
    return False


def _saved_together(read: PlanRead, number: int) -> list[AuditEntry]:
    """Return the first entry of each row in the save that an entry is of: what stood before it."""
    return list({(one.model, one.key): one for one in reversed(written_together(read.plan, number))}.values())[::-1]


def _may_undo_together(read: PlanRead, together: list[AuditEntry]) -> bool:
    """Whether several rows were saved together, none of them has been written since, and the person may undo it all."""
    last = last_written_in(read.plan, {one.model for one in together})
    return len(together) > 1 and all(
        (last[one.model, one.key].by, last[one.model, one.key].at) == (one.by, one.at)
        and _may_undo(read, one.model, one.key, one)
        for one in together
    )


def history_lines(read: PlanRead, entries: Iterable[AuditEntry]) -> list[HistoryLine]:
    """Return the entries in words. A removed row can be brought back by its last entry, for whoever may."""
    shown = list(entries)
    last = last_written_in(read.plan, {entry.model for entry in shown})
    return [_line(read, entry, last.get((entry.model, entry.key))) for entry in shown]


def _line(read: PlanRead, entry: AuditEntry, last: AuditEntry | None) -> HistoryLine:
    there = _there(read, entry.model, entry.key)
    gone = last is not None and last.pk == entry.pk and entry.after is None and not there
    moved = entry.key == ORDER
    return HistoryLine(
        number=entry.pk,
        at=entry.at,
        by=entry.by,
        what="Ändrade ordningen" if moved else "Katalogen ändrade" if of_catalogue(entry) else HAPPENINGS[entry.what],
        table=entry.model,
        table_word=table_word(entry.model),
        key=entry.key,
        title=TABLE_WORDS[entry.model].many
        if moved and entry.model in TABLE_WORDS
        else _title(read, entry.model, entry.key, entry),
        changes=() if moved or entry.what == Happening.LOAD else _changes(read, entry),
        there=there,
        bring_back=gone and entry.model in TABLES and read.staff.may(Act.REMOVE, table=entry.model),
    )


def _changes(read: PlanRead, entry: AuditEntry) -> tuple[ChangedValue, ...]:
    before, after = entry.before or {}, entry.after or {}
    found = []
    for name in changed_columns(before, after):
        column = column_of(entry.model, name)
        one, other = (_words(read, column, values, name) for values in (before, after))
        found.append(ChangedValue(label(entry.model, name), one, other))
    return tuple(found)


def _words(read: PlanRead, column: object, values: dict[str, object], name: str) -> str:
    said_of = values.get(name)
    known = column_of("goals", "links") if column is None else column
    if column is not None and name not in values:
        said_of = column.nothing  # an entry leaves out what says nothing
    return read.words.value(known, said_of)


def _there(read: PlanRead, table: str, key: str) -> bool:
    if table == HEADER.name:
        return key == read.plan.name
    return table in TABLES and read.file.row(table, key) is not None


def _title(read: PlanRead, table: str, key: str, entry: AuditEntry | None) -> str:
    """Return what a row is, or was, called."""
    if _there(read, table, key):
        return read.title(table, key)
    values = (entry.before or entry.after or {}) if entry else {}
    if table in TABLES:
        nothing = {column.name: column.nothing for column in TABLES[table].columns}
        return read.words.title_of(table, Row(key, nothing | values))
    return str(values.get("title") or key)


def _may_undo(read: PlanRead, table: str, key: str, last: AuditEntry) -> bool:
    """Whether the person may make the row what it was: change it, or add or remove it."""
    staff = read.staff
    if not _there(read, table, key) or last.before is None:
        return table in TABLES and staff.may(Act.REMOVE, table=table)
    row = read.row(table, key)
    schema = HEADER if table == HEADER.name else TABLES[table]
    before = Row(key, becoming(table, row_values(schema, last.before)).values)
    if "decided" in {row.values.get("state"), before.values.get("state")}:
        return staff.may(Act.DECIDE, table=table, row=row)
    return staff.rights.may_change(table=table, before=row, after=before)
