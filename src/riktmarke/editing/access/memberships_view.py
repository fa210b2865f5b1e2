"""The page where a plan's administrator says who may do what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act
from riktmarke.editing.models import Membership


@staff_page(Act.ADMINISTER)
def members(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Answer with the members of a plan."""
    found = Membership.objects.filter(plan=staff.plan).select_related("user").order_by("user__username")
    return render(request, "editing/members.html", {"page_title": "Behörigheter", "staff": staff, "members": found})
