"""Erasing: what is about a person goes, what is about no person stays; by hand, for a person, and when time is over.

docs/decisions/0020 says why a message that waits for an answer is never erased by the clock.
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from riktmarke.dialogue import mails
from riktmarke.dialogue.actions.writing import all_or_nothing, happened, lay_in_queue, locked
from riktmarke.dialogue.checking import clean_text
from riktmarke.dialogue.codes import OPEN, Happening, MailKind, MailState, Status
from riktmarke.dialogue.errors import CannotBeDone
from riktmarke.dialogue.models import Event, Message, OutgoingMail
from riktmarke.dialogue.roles import address_for
from riktmarke.dialogue.times import months_before

THE_CLOCK = "gallring"
TIME_IS_OVER = "Tiden som synpunkter sparas har gått ut."
CAME_BACK = "Raderad tidigare; databasen lades tillbaka från en säkerhetskopia."
RESPITE = timedelta(hours=12)  # what was answered or closed today is not erased before staff may have thought better


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, and what is overdue: its time is over, but it waits for an answer."""

    erased: tuple[str, ...]
    overdue: tuple[str, ...] = ()


def erase(*, message: Message, by: str, at: datetime, why: str) -> None:
    """Erase what is about a person in a message, its answers, notes and mails. One that was open is closed.

    Its reference, day, page, role and status are kept, and who erased it and why.

    Raises:
        CannotBeDone: if no reason is given, or if it is erased already.
        NotKept: if the database is busy; nothing was erased.
    """
    reason = clean_text(why)
    if not reason:
        raise CannotBeDone(
            "No reason is given for erasing.",
            expected="why it is erased, without names: the registry will ask",
            remedy="write the reason.",
        )
    with all_or_nothing():
        _erase(locked(message), by=by, at=at, why=reason)


def erase_person(*, email: str, by: str, at: datetime, why: str, area: str | None = None) -> Erased:
    """Erase every message from an e-mail address, about one area or all, and return their references.

    Raises:
        CannotBeDone: if no address or no reason is given.
        NotKept: if the database is busy; nothing was erased.
    """
    reason = clean_text(why)
    if not email.strip() or not reason:
        raise CannotBeDone(
            "No address, or no reason, is given for erasing.",
            expected="the person's e-mail address, and why it is erased",
            remedy="give both.",
        )
    with all_or_nothing():
        rows = Message.objects.select_for_update().filter(email__iexact=email.strip())
        found = list(rows if area is None else rows.filter(area=area))
        for message in found:
            _erase(message, by=by, at=at, why=reason)
    return Erased(erased=tuple(message.reference for message in found))


def keep_time(*, months: int, at: datetime) -> Erased:
    """Erase what has been kept for so many months and waits for nothing; tell of what does, once.

    Run every night. An open message whose time is over gets an event, its role a reminder, and is listed as overdue
    until somebody answers or closes it; it is erased the night after, when its answer has gone.

    Raises:
        NotKept: if the database is busy; nothing was erased.
    """
    over = Message.objects.filter(erased_at__isnull=True, received_at__lt=months_before(at, months))
    waiting = [status.value for status in OPEN]
    unsent = OutgoingMail.objects.filter(
        kind=MailKind.ANSWER.value, state__in=[MailState.WAITS.value, MailState.SENDING.value]
    )
    settled = over.exclude(status__in=waiting).filter(status_at__lt=at - RESPITE)
    erased = []
    for message in settled.exclude(pk__in=unsent.values("message")):
        with suppress(CannotBeDone), all_or_nothing():  # each by itself; another process may have been first
            _erase(locked(message), by=THE_CLOCK, at=at, why=TIME_IS_OVER)
            erased.append(message.reference)
    for message in over.filter(status__in=waiting, overdue_since__isnull=True):
        with all_or_nothing():
            _tell_overdue(locked(message), at=at)
    overdue = over.filter(status__in=waiting).values_list("reference", flat=True)
    return Erased(erased=tuple(erased), overdue=tuple(overdue))


def erase_again(*, references: Collection[str], at: datetime) -> tuple[str, ...]:
    """Erase what had been erased when the database was put back from a backup; return the references."""
    with all_or_nothing():
        held = Message.objects.select_for_update().filter(erased_at__isnull=True)
        found = [message for message in held if message.reference in references]
        for message in found:
            _erase(message, by=THE_CLOCK, at=at, why=CAME_BACK)
    return tuple(message.reference for message in found)


def _erase(message: Message, *, by: str, at: datetime, why: str) -> None:
    message.name = message.email = message.comment = ""
    message.erased_at = at
    if message.is_open:
        message.status, message.status_at = Status.CLOSED.value, at
    message.save(update_fields=["name", "email", "comment", "erased_at", "status", "status_at"])
    message.answers.update(text="")
    message.events.update(note="")
    unsent = OutgoingMail.objects.filter(message=message).exclude(state=MailState.SENT.value)
    unsent.update(state=MailState.DROPPED.value)  # also one on its way: whatever comes of it is not written down
    OutgoingMail.objects.filter(message=message).update(to="", body="", error="")
    Event.objects.create(message=message, what=Happening.ERASED.value, by=by, at=at, note=why)


def _tell_overdue(message: Message, *, at: datetime) -> None:
    if message.overdue_since is not None:  # another process was first
        return
    message.overdue_since = at
    message.save(update_fields=["overdue_since"])
    happened(message, Happening.OVERDUE, by=THE_CLOCK, at=at)
    to = address_for(role_email=message.role_email, area=message.area)
    if to:
        lay_in_queue(message, mails.reminder(message), to=to, at=at)
