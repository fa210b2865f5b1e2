"""Mail that waits in the database is handed over to the municipality's mail server.

No transaction is open meanwhile. A server that does not answer is left alone for a while, longer each time; whatever
waits goes as soon as it answers. An address that is refused for good is shown to staff. What is told of all this names
no address.
"""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from riktmarke.dialogue.actions import mailing
from riktmarke.dialogue.codes import MailKind
from riktmarke.dialogue.models import OutgoingMail
from riktmarke.operations.ledger import Ledger

SECONDS_TO_ANSWER = 20
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=10)
USUAL_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
PERMANENT = 500


class Outcome(Enum):
    """What an error in sending means: the server does not answer, this mail later, this mail never."""

    NO_SERVER = "no server"
    LATER = "later"
    NEVER = "never"


@dataclass(slots=True)
class Round:
    """What came of going through the queue once; `trouble` is why it ended early."""

    sent: int = 0
    later: int = 0
    refused: int = 0
    trouble: str = ""


@dataclass(slots=True)
class Sender:
    """Hands mail over, and remembers for how long a server that does not answer is left alone."""

    ledger: Ledger
    quiet_until: datetime | None = None
    pause: timedelta = field(default=FIRST_PAUSE)

    def go_through(self, *, clock: Callable[[], datetime], stop: Callable[[], bool] = lambda: False) -> Round:
        """Send what waits, until nothing does, the server does not answer, or `stop` says so."""
        now, done = clock(), Round()
        if not settings.RIKTMARKE_SMTP_URL or (self.quiet_until is not None and now < self.quiet_until):
            return done
        mailing.take_up_again(at=now, was_sent=self.ledger.was_sent)
        connection: EmailBackend | None = None
        while not stop() and (mail := mailing.take_next(at=clock())) is not None:
            if self.ledger.was_sent(mail.header_id):
                mailing.mark_sent(mail, at=clock())
                continue
            if connection is None:
                connection = connection_to(settings.RIKTMARKE_SMTP_URL)
                if (trouble := _opened(connection)) is not None:
                    self._leave_alone(mail, clock(), trouble, done)
                    return done
            if not self._send(connection, mail, clock, done):
                break
        if connection is not None:
            _close(connection)
        if not done.trouble:
            self.quiet_until, self.pause = None, FIRST_PAUSE
        return done

    def _send(self, connection: EmailBackend, mail: OutgoingMail, clock: Callable[[], datetime], done: Round) -> bool:
        """Send one mail, and return whether the server can be given another."""
        try:
            connection.send_messages([_composed(mail)])
        except Exception as error:  # noqa: BLE001  # whatever it is, the mail is not lost
            return self._not_sent(mail, error, clock(), done)
        self.ledger.note_sent(mail.header_id)
        mailing.mark_sent(mail, at=clock())
        done.sent += 1
        return True

    def _not_sent(self, mail: OutgoingMail, error: Exception, at: datetime, done: Round) -> bool:
        outcome, said = outcome_of(error), _said(error, mail)
        if outcome is Outcome.NEVER:
            mailing.mark_refused(mail, at=at, error=said)
            done.refused += 1
        elif outcome is Outcome.LATER:
            mailing.try_later(mail, at=at, error=said)
            done.later += 1
        elif mail.kind == MailKind.RECEIPT.value:  # it may have been taken before the line broke
            mailing.mark_uncertain(mail)
            self._pause(at, error, done)
        else:
            self._leave_alone(mail, at, error, done)
        return outcome is not Outcome.NO_SERVER

    def _leave_alone(self, mail: OutgoingMail, at: datetime, error: Exception, done: Round) -> None:
        mailing.put_back(mail, at=at, error=_said(error, mail))
        self._pause(at, error, done)

    def _pause(self, at: datetime, error: Exception, done: Round) -> None:
        self.quiet_until, self.pause = at + self.pause, min(self.pause * 2, LONGEST_PAUSE)
        done.trouble = type(error).__name__


def sender() -> Sender:
    """Return a sender with the ledger of the settings."""
    return Sender(Ledger(Path(settings.RIKTMARKE_DIALOGUE_LEDGER)))


def connection_to(url: str) -> EmailBackend:
    """Return a connection, not opened yet, to the mail server at an address such as smtp+starttls://user:pw@host."""
    parts = urlparse(url)
    return EmailBackend(
        host=parts.hostname,
        port=parts.port or USUAL_PORTS[parts.scheme],
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp+starttls",
        use_ssl=parts.scheme == "smtps",
        timeout=SECONDS_TO_ANSWER,
    )


def outcome_of(error: Exception) -> Outcome:
    """Return what an error in sending means for the mail."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return Outcome.NEVER if codes and min(codes) >= PERMANENT else Outcome.LATER
    if isinstance(error, smtplib.SMTPDataError):
        return Outcome.NEVER if error.smtp_code >= PERMANENT else Outcome.LATER
    if isinstance(error, OSError):  # which smtplib's errors are too: signing in, our own address, a broken line
        return Outcome.NO_SERVER
    return Outcome.NEVER  # it cannot be written as a mail


def _opened(connection: EmailBackend) -> Exception | None:
    """Open the connection, and return what went wrong."""
    try:
        connection.open()
    except OSError as error:
        return error
    return None


def _close(connection: EmailBackend) -> None:
    try:
        connection.close()
    except OSError:  # it has done what it was for
        connection.connection = None


def _composed(mail: OutgoingMail) -> EmailMessage:
    sender = settings.RIKTMARKE_MAIL_FROM
    headers = {"Message-ID": f"<{mail.header_id}@{sender.rpartition('@')[2]}>", "Content-Language": mail.language}
    if mail.kind != MailKind.ANSWER.value:  # so that no answering machine answers it
        headers["Auto-Submitted"] = "auto-generated"
    return EmailMessage(mail.subject, mail.body, sender, [mail.to], headers=headers)


def _said(error: Exception, mail: OutgoingMail) -> str:
    """Return what the server said, without the address that it may have repeated."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers: list[tuple[int, object]] = list(error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        answers = [(error.smtp_code, error.smtp_error)]
    else:
        answers = []
    told = "; ".join(f"{code} {_text(said)}" for code, said in answers) or type(error).__name__
    return " ".join(told.replace(mail.to, "…").split()) if mail.to else told


def _text(said: object) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
