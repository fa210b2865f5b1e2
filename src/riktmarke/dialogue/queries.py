"""What staff, the registry and a person may ask of the dialogue."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q, Sum

from riktmarke.dialogue.codes import OPEN, MailState, Status
from riktmarke.dialogue.errors import UnknownMessage
from riktmarke.dialogue.models import HelpfulVote, Message, OutgoingMail
from riktmarke.dialogue.references import as_written
from riktmarke.dialogue.times import months_before

WAITING = [status.value for status in OPEN]


@dataclass(frozen=True, slots=True)
class PageStatistics:
    """What a page got: messages, how many of them wait, and what readers thought of it."""

    page: str
    page_title: str
    messages: int
    waiting: int
    helped: int
    not_helped: int


@dataclass(frozen=True, slots=True)
class QueueState:
    """How the mail stands: what waits since when, what was refused, what nobody knows whether it went."""

    waiting: int
    waiting_since: datetime | None
    refused: int
    uncertain: int
    last_error: str


def inbox(
    area: str,
    *,
    statuses: Collection[Status] = (),
    role_keys: Iterable[str] | None = None,
    page: str = "",
    overdue_before: datetime | None = None,
) -> Any:
    """Return the messages about an area, the latest first, as a queryset with what a list needs.

    Args:
        area: the municipality's code.
        statuses: those that stand so; none given: all.
        role_keys: those that go to these roles; None: all roles.
        page: those about this page.
        overdue_before: those that wait though they were received before this (see `kept_since`).
    """
    rows = Message.objects.filter(area=area)
    if statuses:
        rows = rows.filter(status__in=[status.value for status in statuses])
    if role_keys is not None:
        rows = rows.filter(role_key__in=list(role_keys))
    if page:
        rows = rows.filter(page=page)
    if overdue_before is not None:
        rows = rows.filter(status__in=WAITING, erased_at__isnull=True, received_at__lt=overdue_before)
    return rows


def kept_since(at: datetime, months: int) -> datetime:
    """Return the moment before which messages are not kept any more."""
    return months_before(at, months)


def message(reference: str, *, area: str | None = None) -> Message:
    """Return a message by its reference, as somebody may have typed it.

    Raises:
        UnknownMessage: if there is none, or none about the area.
    """
    rows = Message.objects.filter(reference=as_written(reference))
    found: Message | None = (rows if area is None else rows.filter(area=area)).first()
    if found is None:
        raise UnknownMessage(
            f"There is no message {as_written(reference)[:20]}.",
            expected="a reference such as 2083-7F3K9",
            remedy="look it up with riktmarke dialogue list.",
        )
    return found


def erased_count() -> int:
    """Return how many messages are erased."""
    return int(Message.objects.filter(erased_at__isnull=False).count())


def erased_references() -> set[str]:
    """Return the references of all messages that are erased."""
    return set(Message.objects.filter(erased_at__isnull=False).values_list("reference", flat=True))


def page_statistics(area: str, *, since: date) -> list[PageStatistics]:
    """Return what each page got since a day, the most written about first."""
    asked = (
        Message.objects.filter(area=area, received_at__date__gte=since)
        .order_by()
        .values("page")
        .annotate(title=Max("page_title"), messages=Count("id"), waiting=Count("id", filter=Q(status__in=WAITING)))
    )
    thought = (
        HelpfulVote.objects.filter(area=area, day__gte=since)
        .order_by()
        .values("page")
        .annotate(yes=Sum("helped"), no=Sum("not_helped"))
    )
    written, voted = {row["page"]: row for row in asked}, {row["page"]: row for row in thought}
    rows = [
        PageStatistics(
            page=page,
            page_title=written.get(page, {}).get("title", ""),
            messages=written.get(page, {}).get("messages", 0),
            waiting=written.get(page, {}).get("waiting", 0),
            helped=voted.get(page, {}).get("yes", 0),
            not_helped=voted.get(page, {}).get("no", 0),
        )
        for page in written.keys() | voted.keys()
    ]
    return sorted(rows, key=lambda row: (-row.messages, -row.helped - row.not_helped, row.page))


def queue_state(area: str | None = None) -> QueueState:
    """Return how the mail stands, for an area or for the whole installation."""
    rows = OutgoingMail.objects.all() if area is None else OutgoingMail.objects.filter(message__area=area)
    waiting = rows.filter(state__in=[MailState.WAITS.value, MailState.SENDING.value])
    first = waiting.order_by("created_at").first()
    failed = waiting.exclude(error="").order_by("next_try").first()  # what holds up the mail that is due first
    return QueueState(
        waiting=waiting.count(),
        waiting_since=first.created_at if first else None,
        refused=rows.filter(state=MailState.REFUSED.value).count(),
        uncertain=rows.filter(state=MailState.UNCERTAIN.value).count(),
        last_error=failed.error if failed else "",
    )
