"""A row removed, after a look at what is lost; what others rest on stays."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from wagtail.admin import messages

from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act
from riktmarke.editing.chain.forms import rests_on_it
from riktmarke.editing.chain.knowledge import writing_of
from riktmarke.editing.chain.reading import known_table, read_plan
from riktmarke.editing.chain.saying import NOT_DONE
from riktmarke.editing.chain.words import TABLE_WORDS, label
from riktmarke.governance.actions.changing import ChangedMeanwhile, DatabaseBusy
from riktmarke.governance.actions.rows import remove_row
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_schema import TABLES

MEANWHILE = "Någon annan har ändrat raden medan du hade sidan öppen. Titta på den som den är nu."


@staff_page(Act.VIEW)
def remove(request: HttpRequest, *, staff: Staff, table: str, key: str) -> HttpResponse:
    """Answer with the question whether to remove a row, or remove it; or with what stands in the way."""
    read = read_plan(staff)
    row = read.row(known_table(table), key)
    title = read.words.title_of(table, row)
    staff.need(Act.REMOVE, table=table, row=row, what=title)
    hindered: list[str] = []
    if request.method == "POST":
        number = request.POST.get("seen", "")
        seen = int(number) if number.isascii() and number.isdigit() else 0
        try:
            remove_row(plan=staff.plan, table=table, key=key, writing=writing_of(request), seen=seen)
        except PlanError as refused:
            hindered = list(dict.fromkeys(rests_on_it(wrong, read.words) for wrong in refused.wrong))
        except ChangedMeanwhile:
            hindered = [MEANWHILE]
        except DatabaseBusy:
            hindered = [NOT_DONE]
        else:
            history = reverse("riktmarke_row_history", args=(staff.plan.area, table, key))
            buttons = [messages.button(history, "Ta tillbaka")]
            messages.success(request, f"”{title}” är borttaget. Det kan tas tillbaka i historiken.", buttons=buttons)
            return redirect("riktmarke_rows", area=staff.plan.area, table=table)
    context = {
        "staff": staff,
        "page_title": f"Ta bort: {title}",
        "table": table,
        "table_words": TABLE_WORDS[table],
        "row": row,
        "title": title,
        "seen": read.seen(table, key),
        "hindered": hindered,
        "values": [
            (label(table, column.name), read.words.value(column, row.values[column.name]))
            for column in TABLES[table].columns
            if row.values[column.name] != column.nothing
        ],
    }
    return render(request, "editing/chain/remove.html", context)
