"""Invented staff of the invented plan, one of each kind."""

from django.contrib.auth.models import Permission, User
from django.test import Client

from riktmarke.editing.access.rights import Level
from riktmarke.editing.models import Membership
from riktmarke.governance.models import Plan

PASSWORD = "ett påhittat lösenord"


def user(name: str, *, staff: bool = True, superuser: bool = False) -> User:
    """Return a new user without a password, who may go into Wagtail's part if `staff`."""
    made = User.objects.create_user(name, email=f"{name}@example.org", is_superuser=superuser)
    if staff:
        made.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return made


def member(name: str, plan: Plan, level: Level, *, units: tuple[str, ...] = (), roles: tuple[str, ...] = ()) -> User:
    """Return a new user who is a member of the plan."""
    made = user(name)
    Membership.objects.create(user=made, plan=plan, level=level.value, units=list(units), roles=list(roles))
    return made


def signed_in(one: User, *, checks: bool = False) -> Client:
    """Return a visitor who has signed in; `checks`: whose forms are held to their tokens."""
    client = Client(enforce_csrf_checks=checks)
    client.force_login(one)
    return client
