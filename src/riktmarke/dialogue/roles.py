"""The role that a message goes to: a value of its own, as the role was when the message was written."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from riktmarke.governance import queries
from riktmarke.governance.models import Plan, Role


@dataclass(frozen=True, slots=True)
class ResponsibleRole:
    """A role as the dialogue knows it. `email` is empty where the role has no address of its own."""

    key: str
    title: str
    unit: str = ""
    email: str = ""


RESERVED = re.compile(r"@(example\.(com|org|net|se)|([^@]*\.)?(example|invalid|test))$", re.IGNORECASE)
NOBODY = ResponsibleRole(key="", title="")


def as_responsible(role: Role) -> ResponsibleRole:
    """Return a role of a plan as the dialogue knows it."""
    return ResponsibleRole(
        key=role.key, title=role.title, unit=role.unit.name if role.unit is not None else "", email=role.email
    )


def roles_of(plan: Plan) -> list[ResponsibleRole]:
    """Return every role of the plan, in its order: those that a message can be forwarded to."""
    return [as_responsible(role) for role in Role.objects.filter(plan=plan).select_related("unit")]


def contact_of(plan: Plan) -> ResponsibleRole:
    """Return the role that answers for the plan as a whole; NOBODY where the plan names none."""
    role = queries.role(plan, plan.contact)
    return as_responsible(role) if role is not None else NOBODY


def address_for(*, role_email: str, area: str) -> str:
    """Return where notices about a message go: the role, else the plan's contact, else RIKTMARKE_FEEDBACK_EMAIL.

    Empty when there is none of them: the message is then seen by staff in Riktmärke alone. The addresses that plans are
    published with (strateg@example.org) are nobody's: nothing is sent to them.
    """
    plan = queries.plan_of_area(area)
    contact = contact_of(plan).email if plan is not None else ""
    in_turn = (role_email, contact, settings.RIKTMARKE_FEEDBACK_EMAIL)
    return next((email for email in in_turn if is_reached(email)), "")


def is_reached(email: str) -> bool:
    """Return whether this is an address that mail can be sent to: one, and not an example's."""
    return is_address(email) and not is_placeholder(email)


def is_placeholder(email: str) -> bool:
    """Return whether the address is an example's (RFC 2606), which no mailbox ever has."""
    return bool(RESERVED.search(email))


def is_address(email: str) -> bool:
    """Return whether this can be an e-mail address."""
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True
