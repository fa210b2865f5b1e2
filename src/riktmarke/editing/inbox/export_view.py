"""The public record as a file for the registry, from a day on."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from riktmarke.dialogue import register as record
from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act

FORMS = {"csv": (record.as_csv, "text/csv"), "json": (record.as_json, "application/json")}


@require_safe
@staff_page(Act.ANSWER)
def choose(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Answer with the form: from which day, and as what."""
    staff.need(Act.REMOVE, what="hämta alla synpunkter till diariet")
    context = {"page_title": "Till diariet", "staff": staff, "since": f"{request.today.year}-01-01"}
    return render(request, "editing/inbox/register.html", context)


@require_safe
@staff_page(Act.ANSWER)
def register(request: HttpRequest, form: str, *, staff: Staff) -> HttpResponse:
    """Answer with the file."""
    staff.need(Act.REMOVE, what="hämta alla synpunkter till diariet")
    if form not in FORMS:
        raise Http404
    written, kind = FORMS[form]
    try:
        since = date.fromisoformat(request.GET.get("fran", ""))
    except ValueError:  # no day, or none that there is: everything
        since = None
    response = HttpResponse(
        written(record.register(staff.plan.area, since=since)), content_type=f"{kind}; charset=utf-8"
    )
    name = f"synpunkter-{staff.plan.area}-{request.today:%Y-%m-%d}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
