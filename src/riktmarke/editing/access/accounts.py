"""Accounts: finding one, and the link by which its holder chooses a password."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from riktmarke.editing.access.permissions import rights_of
from riktmarke.editing.access.rights import Act
from riktmarke.editing.access.wagtail_groups import APPROVERS, EDITORS, STAFF
from riktmarke.editing.models import AccessEntry
from riktmarke.governance.models import Plan


def accounts_called(who: str) -> list[Any]:
    """Return the accounts whose user name or e-mail address this is, in whatever case."""
    return list(get_user_model().objects.filter(Q(username__iexact=who) | Q(email__iexact=who)).order_by("pk"))


def password_link(request: HttpRequest, user: Any) -> str:
    """Return the address where the holder of the account chooses a password: once, for as many days as Django says."""
    address = reverse(
        "riktmarke_choose_password",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
            "token": default_token_generator.make_token(user),
        },
    )
    return request.build_absolute_uri(address)


def goes_by_letter() -> bool:
    """Return whether links go to the holder's own address: with a mail server nobody else is shown one."""
    return bool(settings.RIKTMARKE_SMTP_URL)


def mailed_link(user: Any, link: str, *, plan: Plan) -> bool:
    """Send an account's holder the link, and return whether the mail server took it; False where there is none."""
    if not goes_by_letter() or not user.email:
        return False
    text = (
        f"Du är tillagd i {plan.title}. Välj ett lösenord här:\n\n{link}\n\n"
        "Länken gäller en gång, i tre dagar. Vet du inte vad det här är kan du kasta brevet."
    )
    try:
        return send_mail(f"Välj ett lösenord: {plan.title}", text, None, [user.email]) == 1
    except OSError:  # which smtplib's errors are too
        return False


def link_shown_to(user: Any) -> str:
    """Return who was shown the link that opens the account, "" if nobody: whoever held the link may hold the account.

    Every link ends what came before it, and so does a new password; so the latest of these says it.
    """
    entries = AccessEntry.objects.filter(
        user_name=user.get_username(), what__in=("account", "password", "letter", "new")
    )
    latest = entries.order_by("-id").first()
    return latest.by if latest is not None and latest.what == "password" else ""


def may_give_password_link(giver: Any, user: Any) -> bool:
    """Return whether somebody may open an account for its holder.

    Whoever holds the link holds the account, so it is given to nobody who is more than what memberships make them, who
    has ever signed in, or who has a place in a plan that the giver does not administer. An account that cannot be
    opened otherwise can always get a letter: it goes to its holder alone.
    """
    if not _is_what_memberships_made(user) or (goes_by_letter() and not user.email):
        return False
    if goes_by_letter() and not user.has_usable_password():
        return True
    plans = [member.plan for member in user.memberships.select_related("plan")]
    return user.last_login is None and all(rights_of(giver, plan).may(Act.ADMINISTER) for plan in plans)


def may_open_anew(giver: Any, user: Any) -> bool:
    """Return whether all earlier ways into the account may end, for a new link, when it comes into one more plan."""
    if goes_by_letter():
        return bool(user.email) and _is_what_memberships_made(user)
    return may_give_password_link(giver, user)


def _is_what_memberships_made(user: Any) -> bool:
    more = user.groups.exclude(name__in=(STAFF, EDITORS, APPROVERS)).exists() or user.user_permissions.exists()
    return user.is_active and not user.is_superuser and not more
