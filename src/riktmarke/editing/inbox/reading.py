"""What a member of staff may read of the inbox, and what they are told at its top."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404

from riktmarke.dialogue import queries
from riktmarke.dialogue.errors import UnknownMessage
from riktmarke.dialogue.models import Message
from riktmarke.editing.access.guarding import Staff

LONG_IN_QUEUE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something staff must know, and where it is seen."""

    text: str
    query: str = ""


def message_for(staff: Staff, reference: str) -> Message:
    """Return a message about the plan's municipality that the person may answer.

    Raises:
        Http404: if there is none, or if it goes to a role that is not the person's own.
    """
    try:
        found = queries.message(reference, area=staff.plan.area)
    except UnknownMessage as unknown:
        raise Http404 from unknown
    if not staff.rights.may_answer(found.role_key):
        raise Http404
    return found


def overdue_before(at: datetime) -> datetime:
    """Return the moment before which messages are not kept any more."""
    return queries.kept_since(at, settings.RIKTMARKE_FEEDBACK_MONTHS)


def notices(staff: Staff, *, at: datetime) -> list[Notice]:
    """Return what is wrong, in sentences: messages kept too long, mail that does not go."""
    told = []
    overdue = queries.inbox(staff.plan.area, role_keys=staff.rights.own_roles, overdue_before=overdue_before(at))
    if count := overdue.count():
        told.append(
            Notice(
                f"{count} {'synpunkt' if count == 1 else 'synpunkter'} har väntat så länge att tiden de får sparas har "
                "gått ut. Besvara eller avsluta: natten efter raderas namn, e-postadress och text.",
                query="?forfallna=1",
            )
        )
    mail = queries.queue_state(staff.plan.area)
    if not settings.RIKTMARKE_SMTP_URL:
        told.append(
            Notice(
                "Ingen e-post skickas: installationen har ingen e-postserver. Säg till den som sköter installationen "
                "(inställningen RIKTMARKE_SMTP_URL). "
                f"{f'{mail.waiting} brev väntar. ' if mail.waiting else ''}Svar som ges här skickas när den finns."
            )
        )
    elif mail.waiting_since is not None and at - mail.waiting_since > LONG_IN_QUEUE:
        told.append(
            Notice(
                f"E-posten går inte fram till e-postservern: {mail.waiting} brev väntar. Inget är förlorat; de "
                f"skickas när servern svarar.{f' Senaste fel: {mail.last_error}.' if mail.last_error else ''}"
            )
        )
    if mail.refused:
        told.append(
            Notice(f"{mail.refused} brev kunde inte levereras till mottagaren.", query="?status=alla&avvisade=1")
        )
    return told
