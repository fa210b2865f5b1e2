"""What residents write, what is answered, what they thought of a page, and the mails about it.

They are read through `queries` and written by `actions` alone.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q

from riktmarke.dialogue.codes import OPEN, Happening, Kind, MailKind, MailState, Status

if TYPE_CHECKING:
    from django.db.models.manager import Manager

MAX_COMMENT, MAX_NAME, MAX_EMAIL = 10_000, 200, 254


def one_of(field: str, codes: type[StrEnum]) -> models.CheckConstraint:
    """Return the constraint that the field holds one of the codes."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [code.value for code in codes]}), name=f"%(app_label)s_%(class)s_{field}_known"
    )


class Message(models.Model):
    """What somebody wrote on a page, and the role that answers for it, as it was then.

    When it is erased, `name`, `email` and `comment` are empty and `erased_at` is set: what stays is about no person.
    `overdue_since` is when it was told that its time is over though it waits for an answer.
    """

    reference: str = models.CharField("ärendenummer", max_length=20, unique=True)
    area: str = models.CharField("kommunkod", max_length=4, db_index=True)
    plan_name: str = models.CharField("plan", max_length=100, blank=True)
    kind: str = models.CharField("slag", max_length=20, default=Kind.FEEDBACK)
    page: str = models.CharField("sida", max_length=500)
    page_title: str = models.CharField("sidans rubrik", max_length=300)
    language: str = models.CharField("språk", max_length=2, default="sv")
    role_key: str = models.CharField("rollens nyckel", max_length=100, blank=True)
    role_title: str = models.CharField("roll", max_length=200, blank=True)
    role_unit: str = models.CharField("enhet", max_length=200, blank=True)
    role_email: str = models.CharField("rollens e-post", max_length=MAX_EMAIL, blank=True)
    name: str = models.CharField("namn", max_length=MAX_NAME, blank=True)
    email: str = models.CharField("e-post", max_length=MAX_EMAIL, blank=True)
    comment: str = models.TextField("synpunkt", blank=True)
    received_at: datetime = models.DateTimeField("inkom")
    status: str = models.CharField("status", max_length=20, default=Status.NEW)
    status_at: datetime = models.DateTimeField("status sedan")
    overdue_since: datetime | None = models.DateTimeField("förfallen sedan", null=True, blank=True)
    erased_at: datetime | None = models.DateTimeField("raderad", null=True, blank=True)

    if TYPE_CHECKING:
        pk: int
        events: Manager[Any]
        answers: Manager[Any]
        mails: Manager[Any]

    class Meta:
        """The latest first; one that is erased holds nothing about anybody."""

        verbose_name = "synpunkt"
        verbose_name_plural = "synpunkter"
        ordering: ClassVar = ["-received_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["area", "status"]), models.Index(fields=["area", "page"])]
        constraints: ClassVar = [
            one_of("kind", Kind),
            one_of("status", Status),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(name="", email="", comment=""),
                name="dialogue_message_erased_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | ~Q(comment=""), name="dialogue_message_has_a_comment"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits."""
        return self.status in {status.value for status in OPEN}

    @property
    def mails_receipt(self) -> bool:
        """Whether a receipt goes, or has gone, to the sender."""
        return bool(self.mails.filter(kind=MailKind.RECEIPT).exists())


class Event(models.Model):
    """One thing that happened to a message: what, by whom, when. It holds no text of the sender.

    `told` is a role, a status or a kind of mail; `note` is what staff wrote for each other, erased with the message
    (the reason for erasing it is not).
    """

    message: Message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="events")
    what: str = models.CharField("händelse", max_length=20)
    at: datetime = models.DateTimeField("tid")
    by: str = models.CharField("av", max_length=150)
    told: str = models.CharField("om", max_length=200, blank=True)
    note: str = models.TextField("anmärkning", blank=True)

    class Meta:
        """In the order they happened."""

        verbose_name = "händelse"
        verbose_name_plural = "händelser"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [one_of("what", Happening)]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"


class Answer(models.Model):
    """What was answered. `mailed` is whether there was an address to send it to."""

    message: Message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="answers")
    text: str = models.TextField("svar", blank=True)
    at: datetime = models.DateTimeField("tid")
    by: str = models.CharField("av", max_length=150)
    mailed: bool = models.BooleanField("skickat med e-post")

    class Meta:
        """In the order they were given."""

        verbose_name = "svar"
        verbose_name_plural = "svar"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class HelpfulVote(models.Model):
    """How many were helped by a page on a day, and how many were not: counts, nothing about who."""

    area: str = models.CharField("kommunkod", max_length=4)
    page: str = models.CharField("sida", max_length=500)
    day: date = models.DateField("dag")
    helped: int = models.PositiveIntegerField("fick hjälp", default=0)
    not_helped: int = models.PositiveIntegerField("fick inte hjälp", default=0)

    class Meta:
        """One row for a page and a day."""

        verbose_name = "omdöme"
        verbose_name_plural = "omdömen"
        ordering: ClassVar = ["day", "page"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["area", "page", "day"], name="dialogue_vote_one_row")]

    def __str__(self) -> str:
        return f"{self.page} {self.day}"


class OutgoingMail(models.Model):
    """A mail that waits, or has gone. Its text is removed when it has been sent: the message and the answer hold it.

    `header_id` is what stands before the at sign in its Message-ID, the same however often it is tried.
    """

    message: Message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="mails")
    header_id: str = models.CharField("Message-ID", max_length=40, unique=True)
    kind: str = models.CharField("slag", max_length=20)
    to: str = models.CharField("till", max_length=MAX_EMAIL, blank=True)
    language: str = models.CharField("språk", max_length=2, default="sv")
    subject: str = models.CharField("ämne", max_length=300)
    body: str = models.TextField("text", blank=True)
    created_at: datetime = models.DateTimeField("lagd i kön")
    state: str = models.CharField("läge", max_length=20, default=MailState.WAITS)
    tries: int = models.PositiveIntegerField("försök", default=0)
    next_try: datetime = models.DateTimeField("nästa försök")
    sent_at: datetime | None = models.DateTimeField("skickad", null=True, blank=True)
    error: str = models.CharField("fel", max_length=300, blank=True)

    class Meta:
        """In the order they were written; one receipt for a message, ever."""

        verbose_name = "utgående e-post"
        verbose_name_plural = "utgående e-post"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["state", "next_try"])]
        constraints: ClassVar = [
            one_of("kind", MailKind),
            one_of("state", MailState),
            models.UniqueConstraint(
                fields=["message"], condition=Q(kind=MailKind.RECEIPT.value), name="dialogue_mail_one_receipt"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.header_id}"
