"""The pages where a plan's administrator says who may do what."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from riktmarke.editing.access.accounts import goes_by_letter, mailed_link, may_give_password_link, password_link
from riktmarke.editing.access.forms import MembershipForm, NewMemberForm
from riktmarke.editing.access.guarding import NotPermitted, Staff, staff_page
from riktmarke.editing.access.history import told_entries
from riktmarke.editing.access.memberships import (
    LastAdministrator,
    add_account,
    end_ways_in,
    remove_membership,
    set_membership,
)
from riktmarke.editing.access.rights import Act
from riktmarke.editing.models import Membership
from riktmarke.governance import queries
from riktmarke.governance.models import Role

LAST = "Planen behöver minst en administratör. Gör någon annan till administratör först."


@staff_page(Act.ADMINISTER)
@require_safe
def members(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Answer with the members of a plan, the roles that nobody holds yet, and what has been changed."""
    found = list(Membership.objects.filter(plan=staff.plan).select_related("user").order_by("user__username"))
    units = {unit.key: unit.name for unit in queries.units(staff.plan)}
    roles = {role.key: role.title for role in Role.objects.filter(plan=staff.plan)}
    held = {role for member in found for role in member.roles}
    context = {
        "page_title": "Behörigheter",
        "staff": staff,
        "members": [
            {
                "member": member,
                "units": [units[key] for key in member.units if key in units],
                "roles": [roles[key] for key in member.roles if key in roles],
            }
            for member in found
        ],
        "without_holder": [title for key, title in roles.items() if key not in held],
        "entries": told_entries(staff.plan, units, roles),
    }
    return render(request, "editing/members.html", context)


@staff_page(Act.ADMINISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_member(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Answer with the form for a new member; taken in, with the list, or once with a new account's link."""
    form = NewMemberForm(request.POST if request.method == "POST" else None, plan=staff.plan, giver=request.user)
    if request.method != "POST" or not form.is_valid():
        context = {"page_title": "Lägg till användare", "staff": staff, "form": form, "button": "Lägg till"}
        return render(request, "editing/member_form.html", context, status=200 if not form.errors else 422)
    by = request.user.get_username()
    user = form.user
    with transaction.atomic():
        if user is None:
            address = form.cleaned_data["who"]
            user = add_account(user_name=address, email=address, by=by, at=request.now)
        if form.opens_account:  # before it may do anything here
            end_ways_in(user=user, plan=staff.plan, by=by, at=request.now, shown=not goes_by_letter())
        set_membership(user=user, plan=staff.plan, by=by, at=request.now, **form.said)
    if goes_by_letter() or not form.opens_account:  # the page with the link says it otherwise
        messages.success(request, f"{user.get_username()} är tillagd.")
    if form.opens_account:
        return _given_link(request, staff, user)
    return redirect("riktmarke_members", area=staff.plan.area)


@staff_page(Act.ADMINISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, number: int, *, staff: Staff) -> HttpResponse:
    """Answer with the form for what a membership says."""
    held = _member(staff, number)
    start = {"level": held.level, "units": held.units, "roles": held.roles}
    form = MembershipForm(request.POST if request.method == "POST" else None, plan=staff.plan, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            set_membership(user=held.user, plan=staff.plan, by=request.user.get_username(), at=request.now, **form.said)
        except LastAdministrator:
            form.add_error("level", LAST)
        else:
            messages.success(request, f"Behörigheten för {held.user.get_username()} är sparad.")
            return redirect("riktmarke_members", area=staff.plan.area)
    context = {
        "page_title": f"Behörighet för {held.user.get_username()}",
        "staff": staff,
        "form": form,
        "button": "Spara",
        "member": held,
        "gives_link": may_give_password_link(request.user, held.user),
        "by_letter": goes_by_letter(),
    }
    return render(request, "editing/member_form.html", context, status=422 if form.errors else 200)


@staff_page(Act.ADMINISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_member(request: HttpRequest, number: int, *, staff: Staff) -> HttpResponse:
    """Answer with the question whether to take a member out of the plan; taken out, with the list."""
    held = _member(staff, number)
    name, refused = held.user.get_username(), ""
    if request.method == "POST":
        try:
            remove_membership(member=held, by=request.user.get_username(), at=request.now)
        except LastAdministrator:
            refused = LAST
        else:
            messages.success(request, f"{name} är inte längre med i planen. Kontot finns kvar.")
            return redirect("riktmarke_members", area=staff.plan.area)
    context = {"page_title": f"Ta bort {name} ur planen", "staff": staff, "member": held, "refused": refused}
    return render(request, "editing/member_remove.html", context, status=409 if refused else 200)


@staff_page(Act.ADMINISTER)
@require_POST
def give_link(request: HttpRequest, number: int, *, staff: Staff) -> HttpResponse:
    """Answer, once, with a link by which the member chooses a password; with the list, where it goes by letter."""
    held = _member(staff, number)
    if not may_give_password_link(request.user, held.user):
        raise NotPermitted(Act.ADMINISTER, what="kontot är öppnat, eller når längre än den här planen")
    end_ways_in(
        user=held.user, plan=staff.plan, by=request.user.get_username(), at=request.now, shown=not goes_by_letter()
    )
    return _given_link(request, staff, held.user)


def _member(staff: Staff, number: int) -> Membership:
    found: Membership = get_object_or_404(Membership.objects.select_related("user", "plan"), pk=number, plan=staff.plan)
    return found


def _given_link(request: HttpRequest, staff: Staff, user: Any) -> HttpResponse:
    name, link = user.get_username(), password_link(request, user)
    if goes_by_letter():
        if mailed_link(user, link, plan=staff.plan):
            messages.success(request, f"{name} har fått ett brev med en länk för att välja lösenord.")
        else:
            messages.error(
                request,
                f"Brevet till {name} gick inte iväg. Försök igen om en stund, på sidan för användarens behörighet.",
            )
        return redirect("riktmarke_members", area=staff.plan.area)
    context = {
        "page_title": "Länk för att välja lösenord",
        "staff": staff,
        "user_name": name,
        "link": link,
    }
    return render(request, "editing/password_link.html", context)
