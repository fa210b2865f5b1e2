"""The page with everything that should be looked at, and where."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Level
from riktmarke.editing.nudges.gathering import gather
from riktmarke.governance import queries


@staff_page()
@require_safe
def page(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Answer with the nudges of the person who asks: all of them, or those of a role."""
    roles = {role.key: role for role in queries.roles(staff.plan)} if staff.rights.own_roles is None else {}
    role = roles.get(request.GET.get("ansvarig", ""))
    context = {
        "page_title": "Att se över",
        "staff": staff,
        "gathered": gather(staff.plan, staff.rights, today=request.today, role=role.key if role else ""),
        "roles": list(roles.values()),
        "role": role,
        "own": staff.rights.level is Level.CONTRIBUTOR,
    }
    return render(request, "editing/nudges.html", context)
