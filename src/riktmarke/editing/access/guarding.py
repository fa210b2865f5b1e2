"""The door of every staff page: which plan, who asks, and an answer in words to whoever may not come in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from riktmarke.dialogue.roles import is_reached
from riktmarke.editing.access.permissions import rights_of
from riktmarke.editing.access.rights import Act, Level, Rights
from riktmarke.editing.models import LEVEL_NAMES, Membership
from riktmarke.governance import queries
from riktmarke.governance.models import Plan
from riktmarke.governance.plan_schema import Row

WANTED = {
    Act.VIEW: "se planen",
    Act.ADD: "lägga till det här",
    Act.CHANGE: "ändra det här",
    Act.REMOVE: "ta bort det här",
    Act.DECIDE: "föra in beslut",
    Act.ANSWER: "svara på synpunkter",
    Act.ADMINISTER: "ändra behörigheter",
}
NEEDED = {
    Act.VIEW: "att du är tillagd i planen",
    Act.ADD: "behörigheten redaktör, eller att din egen enhet ansvarar",
    Act.CHANGE: "behörigheten redaktör, eller ett utkast som din egen enhet ansvarar för",
    Act.REMOVE: "behörigheten redaktör",
    Act.DECIDE: "behörigheten redaktör",
    Act.ANSWER: "behörigheten redaktör, eller att synpunkten gäller din egen enhet",
    Act.ADMINISTER: "behörigheten administratör",
}


class NotPermitted(PermissionDenied):
    """Somebody wants to do what they may not. Raised in a staff page, it becomes a page that says what is missing."""

    def __init__(self, act: Act, *, what: str = "") -> None:
        super().__init__(act.value)
        self.act = act
        self.what = what


@dataclass(frozen=True, slots=True)
class Staff:
    """Who asks for a staff page, of which plan, and with what rights."""

    user: Any
    plan: Plan
    rights: Rights

    def may(self, act: Act, *, table: str = "", row: Row | None = None) -> bool:
        """Return what `Rights.may` does."""
        return self.rights.may(act, table=table, row=row)

    def need(self, act: Act, *, table: str = "", row: Row | None = None, what: str = "") -> None:
        """Go on if the person may do this.

        Raises:
            NotPermitted: otherwise; `what` names the row in words on the page that says so.
        """
        if not self.may(act, table=table, row=row):
            raise NotPermitted(act, what=what)

    def need_change(self, *, table: str, before: Row, after: Row, what: str = "") -> None:
        """Go on if the person may make the one row into the other.

        Raises:
            NotPermitted: otherwise.
        """
        if not self.rights.may_change(table=table, before=before, after=after):
            raise NotPermitted(Act.CHANGE, what=what)


View = Callable[..., HttpResponse]


def staff_page(act: Act = Act.VIEW, *, table: str = "") -> Callable[[View], View]:
    """Return a decorator for a view of a plan: it is called with `staff` instead of the address's `area`.

    Whoever may not do `act` gets the page that says what is missing, with status 403, and so does whoever the view
    itself refuses by raising NotPermitted. A municipality without a plan is no page at all.
    """

    def decorated(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, area: str, *args: Any, **kwargs: Any) -> HttpResponse:
            plan = queries.plan_of_area(area)
            if plan is None:
                raise Http404
            staff = Staff(request.user, plan, rights_of(request.user, plan))
            try:
                staff.need(act, table=table)
                return view(request, *args, staff=staff, **kwargs)
            except NotPermitted as refused:
                return not_permitted(request, staff, refused)

        return guarded

    return decorated


def not_permitted(request: HttpRequest, staff: Staff, refused: NotPermitted) -> HttpResponse:
    """Return the page that says what somebody may not do, what is missing, and whom to ask."""
    context = {
        "staff": staff,
        "page_title": "Du saknar behörighet",
        "wanted": WANTED[refused.act],
        "needed": NEEDED[refused.act],
        "what": refused.what,
        "level_name": level_name(staff),
        **whom_to_ask(staff.plan),
    }
    return render(request, "editing/not_permitted.html", context, status=403)


def level_name(staff: Staff) -> str:
    """Return what the person's level in the plan is called; empty for whoever is not a member."""
    level = staff.rights.level
    return LEVEL_NAMES[level] if level else ""


def whom_to_ask(plan: Plan) -> dict[str, Any]:
    """Return whom a page names to ask: the administrators, and the plan's contact with whether mail reaches it."""
    contact = queries.role(plan, plan.contact)
    reached = contact is not None and is_reached(contact.email)
    return {"administrators": administrators(plan), "contact": contact, "contact_reached": reached}


def administrators(plan: Plan) -> list[str]:
    """Return the names of those who say who may do what in the plan: whom to ask."""
    asked = Membership.objects.filter(plan=plan, level=Level.ADMINISTRATOR.value).select_related("user")
    return [member.user.get_username() for member in asked if member.user.is_active]
