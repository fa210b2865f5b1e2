"""Codes of the dialogue: what kind of message, where it stands, what has happened to it, and where a mail stands."""

from enum import StrEnum


class Kind(StrEnum):
    """What somebody writes about: the page's matter, or that the page cannot be used by everyone."""

    FEEDBACK = "feedback"
    ACCESSIBILITY = "accessibility"


class Status(StrEnum):
    """Where a message stands."""

    NEW = "new"
    HANDLED = "handled"
    ANSWERED = "answered"
    CLOSED = "closed"


# What somebody still waits for.
OPEN = (Status.NEW, Status.HANDLED)


class Happening(StrEnum):
    """What has happened to a message."""

    RECEIVED = "received"
    RECEIPT_HELD = "receipt_held"
    MAIL_SENT = "mail_sent"
    MAIL_REFUSED = "mail_refused"
    FORWARDED = "forwarded"
    ANSWERED = "answered"
    STATUS = "status"
    OVERDUE = "overdue"
    ERASED = "erased"


class MailKind(StrEnum):
    """Why a mail is sent: the first three to the sender, the last two to the municipality's own roles."""

    RECEIPT = "receipt"
    ANSWER = "answer"
    FORWARDED = "forwarded"
    NOTICE = "notice"
    REMINDER = "reminder"


TO_THE_SENDER = (MailKind.RECEIPT, MailKind.ANSWER, MailKind.FORWARDED)


class MailState(StrEnum):
    """Where a mail stands.

    `uncertain`: it was being sent when the program was stopped, and is not sent again; `dropped`: nobody wants it any
    more, as what it was about is erased.
    """

    WAITS = "waits"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    DROPPED = "dropped"
