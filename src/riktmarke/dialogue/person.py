"""What is held about a person, found by e-mail address: for whoever asks for it (GDPR, articles 15 and 17)."""

import json
from dataclasses import asdict, dataclass

from riktmarke.dialogue.models import Message
from riktmarke.dialogue.register import HEADINGS, Entry, entry_of

WHAT_IS_KEPT = (
    "När en synpunkt raderas tas namn, e-postadress, text, svar och anteckningar bort. Kvar blir ärendenummer, dag, "
    "sida, ansvarig roll och status, som inte säger något om vem som skrev. Synpunkter är allmänna handlingar: "
    "kommunens beslut om gallring avgör när de får raderas, och det som redan har lämnats till diariet eller skickats "
    "till den som svarar hanteras där. Raderas en synpunkt innan den är besvarad kan den inte besvaras."
)
WHAT_IS_NOT_SEARCHED = (
    "Omdömen om sidor sparas utan uppgift om vem som lämnade dem och kan inte sökas på en person. Synpunkter utan "
    "e-postadress kan bara hittas av den som har ärendenumret."
)


@dataclass(frozen=True, slots=True)
class Held:
    """The messages from an address, and the references of others whose text mentions it."""

    email: str
    messages: tuple[Entry, ...]
    mentioned_in: tuple[str, ...]


def held_about(email: str, *, area: str | None = None) -> Held:
    """Return what is held about the person with an e-mail address, however it is written; of one area, or of all."""
    asked = email.strip()
    rows = Message.objects.all() if area is None else Message.objects.filter(area=area)
    own = rows.filter(email__iexact=asked) if asked else rows.none()
    mentions = rows.filter(comment__icontains=asked).exclude(email__iexact=asked) if asked else rows.none()
    return Held(
        email=asked,
        messages=tuple(entry_of(message) for message in own.order_by("received_at").prefetch_related("answers")),
        mentioned_in=tuple(mentions.order_by("received_at").values_list("reference", flat=True)),
    )


def as_text(held: Held) -> str:
    """Return what is held as plain text, for the person to read."""
    parts = [f"Uppgifter om {held.email}", f"Antal synpunkter: {len(held.messages)}"]
    for entry in held.messages:
        told = asdict(entry)
        parts.append("\n".join(f"{HEADINGS[name]}: {told[name]}" for name in HEADINGS if told[name]))
    if held.mentioned_in:
        parts.append("Adressen nämns också i: " + ", ".join(held.mentioned_in))
    return "\n\n".join([*parts, WHAT_IS_NOT_SEARCHED, WHAT_IS_KEPT]) + "\n"


def as_json(held: Held) -> str:
    """Return what is held as JSON."""
    told = {
        "email": held.email,
        "messages": [asdict(entry) for entry in held.messages],
        "mentioned_in": list(held.mentioned_in),
        "not_searched": WHAT_IS_NOT_SEARCHED,
        "kept_after_erasure": WHAT_IS_KEPT,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
