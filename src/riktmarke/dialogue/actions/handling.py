"""What staff do with a message: answer it, give it to another role, say where it stands."""

from datetime import datetime, timedelta

from riktmarke.dialogue import mails
from riktmarke.dialogue.actions.receiving import notify
from riktmarke.dialogue.actions.writing import all_or_nothing, happened, lay_in_queue, locked
from riktmarke.dialogue.checking import clean_text, one_line
from riktmarke.dialogue.codes import Happening, Status
from riktmarke.dialogue.errors import CannotBeDone
from riktmarke.dialogue.models import MAX_COMMENT, MAX_EMAIL, Answer, Message
from riktmarke.dialogue.roles import ResponsibleRole

PRESSED_TWICE = timedelta(minutes=5)


def answer(*, message: Message, text: str, by: str, at: datetime) -> Answer:
    """Answer a message: the answer goes to the sender who gave an address, and is kept in either case.

    `mailed` of what is returned is whether it goes to anybody. The same answer again within minutes, from a button
    pressed twice, is the one that was given.

    Raises:
        CannotBeDone: if there is no text, if it is too long, or if the message is erased.
        NotKept: if the database is busy; nothing was written.
    """
    said = clean_text(text)
    if not said or len(said) > MAX_COMMENT:
        raise CannotBeDone(
            "The answer has no text." if not said else f"The answer has {len(said)} characters.",
            expected=f"between 1 and {MAX_COMMENT} characters",
            remedy="write an answer of that length.",
        )
    with all_or_nothing():
        held = locked(message)
        last: Answer | None = held.answers.last()
        if last is not None and last.text == said and at - last.at < PRESSED_TWICE:
            return last
        given: Answer = Answer.objects.create(message=held, text=said, at=at, by=by, mailed=bool(held.email))
        if held.email:
            lay_in_queue(held, mails.answer(held, text=said), to=held.email, at=at)
        happened(held, Happening.ANSWERED, by=by, at=at)
        _stands(held, Status.ANSWERED, at=at)
    return given


def forward(*, message: Message, to: ResponsibleRole, note: str, by: str, at: datetime) -> bool:
    """Give a message to another role, tell that role, and tell the sender who gave an address.

    Returns whether there was an address to tell the role at.

    Raises:
        CannotBeDone: if it has the role already, or is erased.
        NotKept: if the database is busy; nothing was written.
    """
    with all_or_nothing():
        held = locked(message)
        if held.role_key == to.key:
            raise CannotBeDone(
                f"{held.reference} is with {to.title} already.",
                expected="another role than the one that has it",
                remedy="choose another role.",
            )
        held.role_key, held.role_title = to.key, one_line(to.title, most=200)
        held.role_unit, held.role_email = one_line(to.unit, most=200), one_line(to.email, most=MAX_EMAIL)
        held.save(update_fields=["role_key", "role_title", "role_unit", "role_email"])
        said = clean_text(note)
        happened(held, Happening.FORWARDED, by=by, at=at, told=held.role_title, note=said)
        if held.email:
            lay_in_queue(held, mails.forwarded(held, to=to), to=held.email, at=at)
        return notify(held, at=at, note=said)


def set_status(*, message: Message, status: Status, by: str, at: datetime) -> None:
    """Say where a message stands. The same again writes nothing.

    Raises:
        CannotBeDone: if it is erased.
        NotKept: if the database is busy; nothing was written.
    """
    with all_or_nothing():
        held = locked(message)
        if held.status == status.value:
            return
        happened(held, Happening.STATUS, by=by, at=at, told=status.value)
        _stands(held, status, at=at)


def _stands(message: Message, status: Status, *, at: datetime) -> None:
    message.status, message.status_at = status.value, at
    message.save(update_fields=["status", "status_at"])
