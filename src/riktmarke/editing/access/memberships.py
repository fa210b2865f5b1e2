"""Every write of who may do what: memberships and accounts, each with its entry in the log, all of it or nothing."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from riktmarke.editing.access.rights import Level
from riktmarke.editing.access.wagtail_groups import settle_groups
from riktmarke.editing.models import AccessEntry, Membership
from riktmarke.governance.models import Plan
from riktmarke.vocabulary.errors import RiktmarkeError


class LastAdministrator(RiktmarkeError):
    """A plan would be left without anybody who can say who may do what."""


class UserExists(RiktmarkeError):
    """An account with that user name is there already."""


@transaction.atomic
def set_membership(
    *,
    user: Any,
    plan: Plan,
    level: Level,
    by: str,
    at: datetime,
    units: Collection[str] = (),
    roles: Collection[str] = (),
) -> Membership:
    """Make the user a member of the plan, or change what the membership says; return it. No change, no entry.

    Raises:
        LastAdministrator: if the plan's only administrator would be one no longer.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)  # two administrators may not demote each other in one moment
    member = Membership.objects.filter(user=user, plan=plan).first()
    before = _said(member) if member is not None else None
    member = member or Membership(user=user, plan=plan)
    if before is not None and level is not Level.ADMINISTRATOR:
        _keep_an_administrator(member)
    member.level, member.units, member.roles = level.value, sorted(set(units)), sorted(set(roles))
    after = _said(member)
    if after != before:
        said = {"level": member.level, "units": member.units, "roles": member.roles}
        member, _ = Membership.objects.update_or_create(user=user, plan=plan, defaults=said)
        settle_groups(user)
        _log(plan, "change" if before else "add", user, by=by, at=at, before=before, after=after)
    return member


@transaction.atomic
def remove_membership(*, member: Membership, by: str, at: datetime) -> None:
    """Take a user out of a plan. The account remains.

    Raises:
        LastAdministrator: if it is the plan's only administrator.
    """
    Plan.objects.select_for_update().get(pk=member.plan_id)
    _keep_an_administrator(member)
    before = _said(member)
    member.delete()
    settle_groups(member.user)
    _log(member.plan, "remove", member.user, by=by, at=at, before=before, after=None)


@transaction.atomic
def add_account(*, user_name: str, by: str, at: datetime, email: str = "", password: str | None = None) -> Any:
    """Return a new account; without a password it can only be opened by a link for choosing one.

    Raises:
        UserExists: if the name is taken, in whatever case.
    """
    users = get_user_model().objects
    if users.filter(username__iexact=user_name).exists():
        raise UserExists(
            f"There is an account {user_name!r} already.", remedy="choose another user name, or use that account."
        )
    made = users.create_user(user_name, email=email, password=password)
    AccessEntry.objects.create(plan_name="", at=at, by=by, what="account", user_name=user_name)
    return made


@transaction.atomic
def make_superuser(*, user: Any, by: str, at: datetime) -> None:
    """Let a user do everything in every plan, and in Wagtail."""
    user.is_superuser = True
    get_user_model().objects.filter(pk=user.pk).update(is_superuser=True)
    AccessEntry.objects.create(plan_name="", at=at, by=by, what="superuser", user_name=user.get_username())


@transaction.atomic
def end_ways_in(*, user: Any, plan: Plan, by: str, at: datetime, shown: bool) -> None:
    """End the account's password, sessions and earlier links, for the new link that is `shown` or goes by letter.

    That it was given is remembered; the link itself is kept nowhere.
    """
    user.set_unusable_password()
    get_user_model().objects.filter(pk=user.pk).update(password=user.password)
    _log(plan, "password" if shown else "letter", user, by=by, at=at, before=None, after=None)


@transaction.atomic
def set_password(*, user: Any, password: str, by: str, at: datetime) -> None:
    """Give the account another password; earlier links and sessions end."""
    user.set_password(password)
    get_user_model().objects.filter(pk=user.pk).update(password=user.password)
    AccessEntry.objects.create(plan_name="", at=at, by=by, what="new", user_name=user.get_username())


def _keep_an_administrator(member: Membership) -> None:
    others = Membership.objects.filter(plan=member.plan, level=Level.ADMINISTRATOR.value, user__is_active=True)
    was = Membership.objects.filter(pk=member.pk, level=Level.ADMINISTRATOR.value).exists()
    if was and not others.exclude(pk=member.pk).exists():
        raise LastAdministrator(
            f"{member.user.get_username()} is the only administrator of {member.plan}.",
            expected="at least one administrator of every plan that has had one",
            remedy="make somebody else administrator first.",
        )


def _said(member: Membership) -> dict[str, Any]:
    return {"level": member.level, "units": list(member.units), "roles": list(member.roles)}


def _log(plan: Plan, what: str, user: Any, *, by: str, at: datetime, before: Any, after: Any) -> None:
    AccessEntry.objects.create(
        plan_name=plan.name, at=at, by=by, what=what, user_name=user.get_username(), before=before, after=after
    )
