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


def mailed_link(user: Any, link: str, *, plan: Plan) -> bool:
    """Send a new account's holder the link, and return whether the mail server took it; False where there is none."""
    if not settings.RIKTMARKE_SMTP_URL or not user.email:
        return False
    text = (
        f"Du är tillagd i {plan.title}. Välj ett lösenord här:\n\n{link}\n\n"
        "Länken gäller en gång, i tre dagar. Vet du inte vad det här är kan du kasta brevet."
    )
    try:
        return send_mail(f"Välj ett lösenord: {plan.title}", text, None, [user.email]) == 1
    except OSError:  # which smtplib's errors are too
        return False


def may_give_password_link(giver: Any, user: Any) -> bool:
    """Return whether somebody may open an account for its holder.

    Whoever holds the link holds the account, so it is given to no superuser, and to nobody with a place in a plan that
    the giver does not administer.
    """
    if user.is_superuser or not user.is_active:
        return False
    plans = [member.plan for member in user.memberships.select_related("plan")]
    return all(rights_of(giver, plan).may(Act.ADMINISTER) for plan in plans)
