"""What somebody wrote in the form: read, held up against what is taken, and kept to be shown again."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from riktmarke.dialogue.checking import checked
from riktmarke.dialogue.codes import Kind
from riktmarke.dialogue.errors import CONTROL_CHARACTERS, INVALID, REQUIRED, TOO_LONG, RefusedMessage
from riktmarke.dialogue.models import MAX_COMMENT, MAX_EMAIL, MAX_NAME

# Every character of the longest texts as four bytes of UTF-8, each written as three characters, and room for the slip.
MOST_BYTES = 12 * (MAX_COMMENT + MAX_NAME + MAX_EMAIL) + 20_000
SLIP, PAGE, KIND, NAME, EMAIL, COMMENT, TRAP = "lapp", "sida", "slag", "namn", "epost", "synpunkt", "lamna-tomt"
ACCESSIBILITY = "tillganglighet"
FIELD_IDS = {"comment": "synpunkt", "email": "epost", "name": "namn"}

WORDS: dict[tuple[str, str], str | Promise] = {
    ("comment", REQUIRED): gettext_lazy("Skriv din synpunkt. Rutan är tom."),
    ("comment", TOO_LONG): gettext_lazy("Korta din synpunkt till högst 10 000 tecken."),
    ("name", TOO_LONG): gettext_lazy("Korta namnet till högst 200 tecken, eller lämna det tomt."),
    ("name", CONTROL_CHARACTERS): gettext_lazy(
        "Skriv namnet på en rad, utan tecken som inte syns, eller lämna det tomt."
    ),
    ("email", TOO_LONG): gettext_lazy("E-postadressen är för lång. Högst 254 tecken."),
    ("email", INVALID): gettext_lazy(
        "Det ser inte ut som en e-postadress. Skriv den som namn@example.org, eller lämna rutan tom."
    ),
}
NOT_TAKEN = gettext_lazy("Det går inte att ta emot det som står här. Skriv det på ett annat sätt.")


@dataclass(frozen=True, slots=True)
class Written:
    """The form as it was sent: what a person wrote, and what the page put there."""

    slip: str = ""
    page: str = ""
    accessibility: bool = False
    name: str = ""
    email: str = ""
    comment: str = ""
    trap: str = ""

    @property
    def kind(self) -> str:
        """What it is about: anything, or something that is hard to use."""
        return Kind.ACCESSIBILITY.value if self.accessibility else Kind.FEEDBACK.value


def written_in(request: HttpRequest) -> Written:
    """Return what a posted form holds. Nothing is cut off: what is too long is told and shown again."""
    given = request.POST
    return Written(
        slip=given.get(SLIP, ""),
        page=given.get(PAGE, ""),
        accessibility=given.get(KIND) == ACCESSIBILITY,
        name=given.get(NAME, "").strip(),
        email=given.get(EMAIL, "").strip(),
        comment=given.get(COMMENT, "").replace("\r\n", "\n").strip(),
        trap=given.get(TRAP, ""),
    )


def wrong_in(written: Written) -> dict[str, str]:
    """Return what is wrong in each field, as the codes of dialogue.errors; empty when it can be taken."""
    try:
        checked(name=written.name, email=written.email, comment=written.comment)
    except RefusedMessage as refused:
        return refused.fields
    return {}


def in_words(wrong: Mapping[str, str]) -> list[dict[str, str]]:
    """Return what is wrong as sentences with the field that each is about, in the order of the form."""
    return [
        {"field": field, "id": FIELD_IDS[field], "words": str(WORDS.get((field, wrong[field]), NOT_TAKEN))}
        for field in FIELD_IDS
        if field in wrong
    ]
