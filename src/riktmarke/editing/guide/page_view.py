"""The guide: the most common tasks step by step, with a link to each form that the reader may open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from riktmarke.editing.access.guarding import Staff, level_name, staff_page, whom_to_ask
from riktmarke.editing.access.rights import Act, Level


@staff_page()
@require_safe
def page(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Answer with the guide. What the reader may not do is told, too, but has no link."""
    level = staff.rights.level
    context = {
        "page_title": "Hjälp: så här gör du",
        "staff": staff,
        "level_name": level_name(staff),
        "may_add": staff.may(Act.ADD, table="goals"),
        "may_decide": staff.may(Act.DECIDE),
        "may_answer": staff.may(Act.ANSWER),
        "may_write": level in {Level.EDITOR, Level.ADMINISTRATOR},  # texts are Wagtail's: docs/permissions.md
        "may_administer": staff.may(Act.ADMINISTER),
        **whom_to_ask(staff.plan),
    }
    return render(request, "editing/guide.html", context)
