"""What every action needs: a busy database said as such, an event written, a mail laid in the queue."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import OperationalError, transaction

from riktmarke.dialogue.codes import Happening
from riktmarke.dialogue.errors import CannotBeDone, NotKept
from riktmarke.dialogue.mails import Text
from riktmarke.dialogue.models import MAX_EMAIL, Event, Message, OutgoingMail


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Run a block as one transaction.

    Raises:
        NotKept: if the database could not take it; nothing of it was written.
    """
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        raise NotKept from error


@contextmanager
def held_still(message: Message) -> Iterator[Message]:
    """Run a block in which nobody else does anything with a message; yield it as it is now.

    Raises:
        CannotBeDone: if it is erased.
        NotKept: if the database could not take what the block writes; nothing of it was written.
    """
    with all_or_nothing():
        yield locked(message)


def locked(message: Message) -> Message:
    """Return the message as it is now, held until the transaction ends.

    Raises:
        CannotBeDone: if it is erased.
    """
    found: Message = Message.objects.select_for_update().get(pk=message.pk)
    if found.erased_at is not None:
        raise CannotBeDone(
            f"{found.reference} is erased.",
            expected="a message that still has its text",
            remedy="nothing can be done with it any more; its day, page and status are kept as statistics.",
        )
    return found


def happened(message: Message, what: Happening, *, by: str, at: datetime, told: str = "", note: str = "") -> None:
    """Write an event in the message's log."""
    Event.objects.create(message=message, what=what.value, by=by, at=at, told=told[:200], note=note)


def lay_in_queue(message: Message, text: Text, *, to: str, at: datetime) -> None:
    """Lay a mail in the queue, in the transaction of what it tells of."""
    OutgoingMail.objects.create(
        message=message,
        header_id=uuid.uuid4().hex,
        kind=text.kind.value,
        to=to[:MAX_EMAIL],
        language=text.language,
        subject=text.subject,
        body=text.body,
        created_at=at,
        next_try=at,
    )
