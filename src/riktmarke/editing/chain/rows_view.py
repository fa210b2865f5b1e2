"""The rows of a table in the plan's order: found by words, state and who answers for them, and moved up and down."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act
from riktmarke.editing.chain.knowledge import writing_of
from riktmarke.editing.chain.reading import known_table, read_plan
from riktmarke.editing.chain.row_lists import asked_of, filters, found, line
from riktmarke.editing.chain.saying import NOT_DONE
from riktmarke.editing.chain.several_view import several_address
from riktmarke.editing.chain.words import TABLE_WORDS
from riktmarke.governance.actions.changing import DatabaseBusy
from riktmarke.governance.actions.rows import move_row
from riktmarke.governance.plan_errors import PlanError


@staff_page(Act.VIEW)
def rows(request: HttpRequest, *, staff: Staff, table: str) -> HttpResponse:
    """Answer with the rows of a table."""
    read, asked = read_plan(staff), asked_of(request)
    rows_found = found(read, known_table(table), asked)
    context = {
        "staff": staff,
        "page_title": TABLE_WORDS[table].many,
        "table": table,
        "table_words": TABLE_WORDS[table],
        "lines": [line(read, table, row) for row in rows_found],
        "count": len(read.file.tables[table]),
        "asked": asked,
        "filtered": bool(asked),
        "several": several_address(staff, table, asked),
        "may_add": staff.may(Act.ADD, table=table),
        "may_move": staff.may(Act.REMOVE, table=table) and not asked,
        "moved": request.GET.get("flyttad", ""),
    }
    return render(request, "editing/chain/rows.html", context | filters(read, table))


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
