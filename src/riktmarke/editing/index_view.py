"""Where staff start: the plans they are members of, and the rooms of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.permissions import plans_of
from riktmarke.editing.rooms import rooms_for
from riktmarke.governance.models import Plan


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Answer with every plan of the user's."""
    shown = [_shown(request, plan) for plan in plans_of(request.user)]
    return render(request, "editing/plans.html", {"page_title": "Planer", "plans": shown})


@staff_page()
@require_safe
def plan(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Answer with the rooms of one plan."""
    context = {"page_title": staff.plan.title, "plans": [_shown(request, staff.plan)], "staff": staff}
    return render(request, "editing/plans.html", context)


def _shown(request: HttpRequest, plan: Plan) -> dict[str, object]:
    rooms = [{"room": room, "url": room.url(plan)} for room in rooms_for(request.user, plan)]
    return {"plan": plan, "rooms": rooms}
