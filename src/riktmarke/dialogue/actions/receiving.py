"""A message is received: kept, told to the role that answers, and to the sender who gave an address."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from riktmarke.dialogue import mails
from riktmarke.dialogue.actions.writing import all_or_nothing, happened, lay_in_queue
from riktmarke.dialogue.checking import checked, one_line
from riktmarke.dialogue.codes import Happening, Kind, MailKind
from riktmarke.dialogue.models import MAX_EMAIL, Message, OutgoingMail
from riktmarke.dialogue.references import new_reference
from riktmarke.dialogue.roles import ResponsibleRole, address_for

THE_PUBLIC = "allmänheten"
LANGUAGES = ("sv", "en")
# Whoever writes somebody else's address in the form must not be able to have them mailed without end, nor to make the
# municipality's mail server one that others stop taking mail from.
RECEIPTS_TO_ONE_A_DAY = 3
RECEIPTS_AN_HOUR = 60


def receive(
    *,
    area: str,
    plan_name: str,
    page: str,
    page_title: str,
    language: str,
    kind: str,
    responsible: ResponsibleRole,
    name: str,
    email: str,
    comment: str,
    at: datetime,
) -> Message:
    """Keep what somebody wrote, lay the notice to its role and the receipt to its sender in the queue, and return it.

    Raises:
        RefusedMessage: with a code for each field that is wrong; nothing was written.
        NotKept: if the database is busy; nothing was written.
    """
    written = checked(name=name, email=email, comment=comment)
    with all_or_nothing():
        message = _with_a_free_reference(
            Message(
                area=area,
                plan_name=plan_name,
                kind=Kind(kind).value,
                page=one_line(page, most=500),
                page_title=one_line(page_title, most=300),
                language=language if language in LANGUAGES else LANGUAGES[0],
                role_key=responsible.key,
                role_title=one_line(responsible.title, most=200),
                role_unit=one_line(responsible.unit, most=200),
                role_email=one_line(responsible.email, most=MAX_EMAIL),
                name=written.name,
                email=written.email,
                comment=written.comment,
                received_at=at,
                status_at=at,
            )
        )
        happened(message, Happening.RECEIVED, by=THE_PUBLIC, at=at, told=message.role_title)
        notify(message, at=at)
        if message.email:
            _receipt(message, responsible, at=at)
    return message


def notify(message: Message, *, at: datetime, note: str = "") -> bool:
    """Lay the notice to the role that answers in the queue; return whether there was an address to send it to."""
    to = address_for(role_email=message.role_email, area=message.area)
    if to:
        lay_in_queue(message, mails.notice(message, note=note), to=to, at=at)
    return bool(to)


def _receipt(message: Message, responsible: ResponsibleRole, *, at: datetime) -> None:
    if _may_be_sent(message.email, at=at):
        lay_in_queue(message, mails.receipt(message, responsible=responsible), to=message.email, at=at)
    else:
        happened(message, Happening.RECEIPT_HELD, by=THE_PUBLIC, at=at)


def _may_be_sent(email: str, *, at: datetime) -> bool:
    receipts = OutgoingMail.objects.filter(kind=MailKind.RECEIPT.value)
    if receipts.filter(created_at__gt=at - timedelta(hours=1)).count() >= RECEIPTS_AN_HOUR:
        return False
    that_day = receipts.filter(created_at__gt=at - timedelta(days=1)).values_list("to", flat=True)
    return sum(_mailbox(to) == _mailbox(email) for to in that_day) < RECEIPTS_TO_ONE_A_DAY


def _mailbox(email: str) -> str:
    """Return the mailbox behind an address: capitals and what stands after a plus sign reach the same one."""
    local, _, domain = email.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _with_a_free_reference(message: Message) -> Message:
    """Save the message under a reference of its own; taken by chance, two may be the same once in millions."""
    while True:
        message.reference = new_reference(message.area)
        try:
            with transaction.atomic():
                message.save(force_insert=True)
        except IntegrityError:
            if not Message.objects.filter(reference=message.reference).exists():
                raise
            continue
        return message
