"""Mail that waits in the database is handed over to the municipality's mail server.

No transaction is open meanwhile. A server that does not answer is left alone for a while, longer each time; whatever
waits goes as soon as it answers. An address that is refused for good is shown to staff. What is told of all this names
no address.
"""

import re
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
GOODBYE = 421  # the server closes the line


class Outcome(Enum):
    """What an error in sending means: the server takes no mail now, this mail later, this mail never."""

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
        if not mailing.something_is_due(at=now) or not self._ledger_takes(self.ledger.check, clock, done):
            return done
        connection: EmailBackend | None = None
        while not stop() and (mail := mailing.take_next(at=clock())) is not None:
            if self.ledger.was_sent(mail.header_id):
                mailing.mark_sent(mail, at=clock())
                continue
            if connection is None:
                connection = connection_to(settings.RIKTMARKE_SMTP_URL)
                if (trouble := _opened(connection)) is not None:
                    mailing.put_back(mail, error=_said(trouble, mail))
                    self._pause(clock(), _no_server(trouble), done)
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
            _hand_over(connection, mail)
        except Exception as error:  # noqa: BLE001  # whatever it is, the mail is not lost
            return self._not_sent(mail, error, clock(), done)
        noted = self._ledger_takes(lambda: self.ledger.note_sent(mail.header_id), clock, done)
        mailing.mark_sent(mail, at=clock())
        done.sent += 1
        return noted

    def _ledger_takes(self, write: Callable[[], None], clock: Callable[[], datetime], done: Round) -> bool:
        """Return whether the ledger can be written; if not, nothing more is sent until it can."""
        try:
            write()
        except OSError as error:
            self._pause(clock(), f"what was sent cannot be noted in the ledger ({type(error).__name__})", done)
            return False
        return True

    def _not_sent(self, mail: OutgoingMail, error: Exception, at: datetime, done: Round) -> bool:
        outcome, said = outcome_of(error), _said(error, mail)
        if outcome is Outcome.NEVER:
            mailing.mark_refused(mail, at=at, error=said)
            done.refused += 1
        elif outcome is Outcome.NO_SERVER and mail.kind == MailKind.RECEIPT.value and not _is_surely_unsent(error):
            mailing.mark_uncertain(mail)  # it may have been taken before the line broke
        else:  # it may be this mail that breaks the line: it must not come first again
            mailing.try_later(mail, at=at, error=said)
            done.later += 1
        goes_on = outcome is not Outcome.NO_SERVER and all(code != GOODBYE for code, _ in _answers(error))
        if not goes_on:
            self._pause(at, _no_server(error), done)
        return goes_on

    def _pause(self, at: datetime, trouble: str, done: Round) -> None:
        self.quiet_until, self.pause = at + self.pause, min(self.pause * 2, LONGEST_PAUSE)
        done.trouble = trouble


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
    """Open the connection and greet the server, and return what went wrong."""
    try:
        connection.open()
        if connection.connection is not None:
            connection.connection.ehlo_or_helo_if_needed()  # or it is done in sending, and a mail seems to be at fault
    except OSError as error:
        return error
    return None


def _close(connection: EmailBackend) -> None:
    try:
        connection.close()
    except OSError:  # it has done what it was for
        connection.connection = None


def _hand_over(connection: EmailBackend, mail: OutgoingMail) -> None:
    if connection.send_messages([_composed(mail)]) != 1:
        raise ValueError("The mail is to nobody.")


def _composed(mail: OutgoingMail) -> EmailMessage:
    sender = settings.RIKTMARKE_MAIL_FROM
    headers = {"Message-ID": f"<{mail.header_id}@{sender.rpartition('@')[2]}>", "Content-Language": mail.language}
    if mail.kind != MailKind.ANSWER.value:  # so that no answering machine answers it
        headers["Auto-Submitted"] = "auto-generated"
    return EmailMessage(mail.subject, mail.body, sender, [mail.to], headers=headers)


def _said(error: Exception, mail: OutgoingMail) -> str:
    """Return what the server said, without the address that it may have repeated."""
    told = "; ".join(f"{code} {_text(said)}" for code, said in _answers(error)) or type(error).__name__
    addresses = [mail.to, *(error.recipients if isinstance(error, smtplib.SMTPRecipientsRefused) else ())]
    for address in filter(None, addresses):  # as it was written, and as it was sent
        told = re.sub(re.escape(address), "…", told, flags=re.IGNORECASE)
    return " ".join(told.split())


def _answers(error: Exception) -> list[tuple[int, object]]:
    """Return what the server answered, if it did."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return list(error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return [(error.smtp_code, error.smtp_error)]
    return []


def _is_surely_unsent(error: Exception) -> bool:
    return isinstance(error, smtplib.SMTPSenderRefused)  # said before the server was given the text


def _no_server(error: Exception) -> str:
    return f"the mail server does not take mail ({type(error).__name__})"


def _text(said: object) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
