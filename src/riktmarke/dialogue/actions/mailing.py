"""The queue of mails: one is taken, sent, and marked as sent; or waits, or is refused. Nothing in it is lost.

Whoever takes a mail has it for some minutes: several senders may be at work for one database, and a mail that was
being sent when its sender died is taken up again.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from riktmarke.dialogue.actions.writing import all_or_nothing, happened
from riktmarke.dialogue.codes import Happening, MailKind, MailState
from riktmarke.dialogue.models import OutgoingMail

BY = "e-post"
TAKEN_FOR = timedelta(minutes=10)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
MOST_DOUBLINGS = 10
TRIED_FOR = timedelta(days=5)


def something_is_due(*, at: datetime) -> bool:
    """Return whether a mail waits to be sent now."""
    return bool(_due(at).exists())


def take_next(*, at: datetime) -> OutgoingMail | None:
    """Return the mail whose turn it is, taken so that nobody else sends it; None when none waits.

    One that is tried anew comes after those that were due before it, so that it cannot hold them up.
    """
    for mail in _due(at).select_related("message").order_by("next_try", "id")[:20]:
        mine = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.WAITS.value)
        taken = {"state": MailState.SENDING.value, "next_try": at + TAKEN_FOR, "tries": mail.tries + 1}
        if mine.update(**taken):
            mail.state, mail.next_try, mail.tries = taken.values()
            found: OutgoingMail = mail
            return found
    return None


def take_up_again(*, at: datetime, was_sent: Callable[[str], bool]) -> int:
    """Settle the mails that were being sent when their sender died, and return how many.

    One that was sent after all is marked so. A receipt is not sent twice, so nobody knows whether it went; every
    other mail waits again, under the Message-ID that it had.
    """
    left = list(OutgoingMail.objects.filter(state=MailState.SENDING.value, next_try__lt=at))
    for mail in left:
        if was_sent(mail.header_id):
            mark_sent(mail, at=at)
        elif mail.kind == MailKind.RECEIPT.value:
            mark_uncertain(mail)
        else:
            put_back(mail, error="")
    return len(left)


def mark_sent(mail: OutgoingMail, *, at: datetime) -> None:
    """Note that a mail has gone; its text is removed."""
    with all_or_nothing():
        _stands(mail, MailState.SENT, sent_at=at, body="", error="")
        happened(mail.message, Happening.MAIL_SENT, by=BY, at=at, told=mail.kind)


def mark_refused(mail: OutgoingMail, *, at: datetime, error: str) -> None:
    """Note that a mail cannot be delivered, so that staff see it."""
    with all_or_nothing():
        if _stands(mail, MailState.REFUSED, error=error[:300]):
            happened(mail.message, Happening.MAIL_REFUSED, by=BY, at=at, told=mail.kind)


def mark_uncertain(mail: OutgoingMail) -> None:
    """Note that nobody knows whether a mail went; it is not sent again by itself."""
    _stands(mail, MailState.UNCERTAIN)


def put_back(mail: OutgoingMail, *, error: str) -> None:
    """Let a mail that was not tried wait for the server, in its old place, to be sent as soon as that answers."""
    _stands(mail, MailState.WAITS, next_try=mail.created_at, tries=max(mail.tries - 1, 0), error=error[:300])


def try_later(mail: OutgoingMail, *, at: datetime, error: str) -> None:
    """Let a mail wait, longer each time; after five days of that it is refused."""
    if at - mail.created_at > TRIED_FOR and mail.tries > 1:
        mark_refused(mail, at=at, error=error)
        return
    wait = min(FIRST_WAIT * 2 ** min(mail.tries - 1, MOST_DOUBLINGS), LONGEST_WAIT)
    _stands(mail, MailState.WAITS, next_try=at + wait, error=error[:300])


def send_again(mail: OutgoingMail, *, by: str, at: datetime) -> bool:
    """Let a mail that was refused, or of which nobody knows, wait again because somebody asks for it.

    Returns False for one that has neither text nor address any more.
    """
    settled = [MailState.REFUSED.value, MailState.UNCERTAIN.value]
    with all_or_nothing():
        rows = OutgoingMail.objects.filter(pk=mail.pk, state__in=settled).exclude(to="").exclude(body="")
        if not rows.update(state=MailState.WAITS.value, next_try=at, created_at=at, tries=0, error=""):
            return False
        happened(mail.message, Happening.STATUS, by=by, at=at, told=f"mail_again_{mail.kind}")
    return True


def _due(at: datetime) -> QuerySet[OutgoingMail]:
    due: QuerySet[OutgoingMail] = OutgoingMail.objects.filter(state=MailState.WAITS.value, next_try__lte=at)
    return due


def _stands(mail: OutgoingMail, state: MailState, **also: object) -> bool:
    """Write where a mail stands, and return whether that was of interest: one that was erased meanwhile stays so."""
    rows = OutgoingMail.objects.filter(pk=mail.pk).exclude(state=MailState.DROPPED.value)
    return bool(rows.update(state=state.value, **also))
