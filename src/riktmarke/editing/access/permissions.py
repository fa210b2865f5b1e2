"""The rights of a user of the database: what every staff page asks before it shows or does anything."""

from typing import Any

from django.db.models import F

from riktmarke.editing.access.rights import Act, Level, Organisation, Rights
from riktmarke.editing.models import Membership
from riktmarke.governance import queries
from riktmarke.governance.models import Indicator, Plan, Role, Unit
from riktmarke.governance.plan_schema import Row

__all__ = ["Act", "Level", "Rights", "may", "plans_of", "rights_of", "roles_answered_by"]


def rights_of(user: Any, plan: Plan) -> Rights:
    """Return what a user may do in a plan, read once for a whole page. Whoever is not a member may do nothing."""
    if not (user.is_authenticated and user.is_active):
        return Rights(None)
    if user.is_superuser:
        return Rights(Level.ADMINISTRATOR)
    member = Membership.objects.filter(user=user, plan=plan).first()
    return Rights(None) if member is None else rights_of_member(member)


def rights_of_member(member: Membership) -> Rights:
    """Return what a membership gives."""
    level = Level(member.level)
    organisation = organisation_of(member.plan) if level is Level.CONTRIBUTOR else Organisation()
    return Rights(level, frozenset(member.units), frozenset(member.roles), organisation)


def organisation_of(plan: Plan) -> Organisation:
    """Return who answers for what in a plan."""
    units = Unit.objects.filter(plan=plan, parent__isnull=False).values_list("key", "parent__key")
    roles = Role.objects.filter(plan=plan).values_list("key", "unit__key")
    answering = Indicator.objects.filter(plan=plan, responsible__isnull=False).values_list("key", "responsible__key")
    return Organisation(
        parents=dict(units), units_of_roles={role: unit or "" for role, unit in roles}, answers_for=dict(answering)
    )


def may(user: Any, act: Act, *, plan: Plan, table: str = "", row: Row | None = None) -> bool:
    """Return whether a user may do this in a plan; `Rights.may` says what the table and the row mean."""
    return rights_of(user, plan).may(act, table=table, row=row)


def plans_of(user: Any) -> list[Plan]:
    """Return the plans that a user is a member of, by name; a superuser, of all."""
    if not (user.is_authenticated and user.is_active):
        return []
    if user.is_superuser:
        return queries.plans()
    return list(Plan.objects.filter(memberships__user=user).order_by(F("name")))


def roles_answered_by(user: Any, plan: Plan) -> frozenset[str] | None:
    """Return the keys of the roles whose feedback a user answers: those of the own units; None for all of them."""
    return rights_of(user, plan).own_roles
