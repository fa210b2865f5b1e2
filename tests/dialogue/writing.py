"""Messages for the tests: what somebody wrote on a page, received at a moment."""

from datetime import UTC, datetime
from typing import Any

from riktmarke.dialogue.actions import receive
from riktmarke.dialogue.models import Message
from riktmarke.dialogue.roles import ResponsibleRole

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
STRATEGIST = ResponsibleRole("strateg", "Hållbarhetsstrateg", "Kommunledningen", "strateg@kommunen.example.org")
PLANNER = ResponsibleRole("planerare", "Folkhälsoplanerare", "Omsorgsförvaltningen", "planerare@kommunen.example.org")
WRITTEN = {
    "area": "9101",
    "plan_name": "prov",
    "page": "/kommun/9101/vision/",
    "page_title": "Vision 2038",
    "language": "sv",
    "kind": "feedback",
    "responsible": STRATEGIST,
    "name": "En invånare",
    "email": "invanare@example.org",
    "comment": "Jag saknar en bänk.",
    "at": AT,
}


def written(**otherwise: Any) -> Message:
    """Receive a message, with what is said otherwise."""
    return receive(**{**WRITTEN, **otherwise})
