"""The public record: what came in, about what, to whom, and what became of it; for the registry (registrator)."""

import csv
import io
import json
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any

from django.utils.timezone import get_current_timezone

from riktmarke.dialogue.codes import Kind, Status
from riktmarke.dialogue.models import Message
from riktmarke.dialogue.words import KIND_WORDS, STATUS_WORDS

HEADINGS = {
    "reference": "Ärendenummer",
    "received": "Inkom",
    "kind": "Slag",
    "page": "Sida",
    "page_title": "Sidans rubrik",
    "language": "Språk",
    "name": "Namn",
    "email": "E-post",
    "comment": "Text",
    "role": "Ansvarig roll",
    "unit": "Enhet",
    "status": "Status",
    "status_since": "Status sedan",
    "answers": "Svar",
    "erased": "Raderad",
}
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Entry:
    """One message in the record, as text. Where it is erased, the name, the address and the texts are empty."""

    reference: str
    received: str
    kind: str
    page: str
    page_title: str
    language: str
    name: str
    email: str
    comment: str
    role: str
    unit: str
    status: str
    status_since: str
    answers: str
    erased: str


def register(area: str, *, since: date | None = None, role_keys: frozenset[str] | None = None) -> list[Entry]:
    """Return the record of an area, the oldest first, from a day on; only what goes to these roles, where given."""
    rows = Message.objects.filter(area=area)
    if since is not None:
        rows = rows.filter(received_at__date__gte=since)
    if role_keys is not None:
        rows = rows.filter(role_key__in=list(role_keys))
    return [entry_of(message) for message in rows.order_by("received_at", "id").prefetch_related("answers")]


def entry_of(message: Message) -> Entry:
    """Return a message as an entry of the record."""
    answers = [f"{_moment(answer.at)}: {answer.text}" for answer in message.answers.all() if answer.text]
    return Entry(
        reference=message.reference,
        received=_moment(message.received_at),
        kind=KIND_WORDS[Kind(message.kind)],
        page=message.page,
        page_title=message.page_title,
        language=message.language,
        name=message.name,
        email=message.email,
        comment=message.comment,
        role=message.role_title,
        unit=message.role_unit,
        status=STATUS_WORDS[Status(message.status)],
        status_since=_moment(message.status_at),
        answers="\n\n".join(answers),
        erased=_moment(message.erased_at),
    )


def as_csv(entries: list[Entry]) -> str:
    """Return the record as CSV for a Swedish spreadsheet: semicolons, Swedish headings, nothing that is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    names = [field.name for field in fields(Entry)]
    writer.writerow([HEADINGS[name] for name in names])
    writer.writerows([_cell(getattr(entry, name)) for name in names] for entry in entries)
    return "\ufeff" + out.getvalue()


def as_json(entries: list[Entry]) -> str:
    """Return the record as JSON, with the fields' own names."""
    rows: list[dict[str, Any]] = [asdict(entry) for entry in entries]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(get_current_timezone()):%Y-%m-%d %H:%M}" if moment is not None else ""
