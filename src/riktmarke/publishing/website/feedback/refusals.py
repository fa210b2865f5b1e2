"""Why a form is not taken though its fields may be right: what is said, with which status, and the text kept."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from riktmarke.publishing.website.feedback.tokens import Age


class Refusal(StrEnum):
    """Why it is not taken."""

    TOO_MANY = "too_many"
    ALL_TOO_MANY = "all_too_many"
    FROM_ELSEWHERE = "from_elsewhere"
    TOO_OLD = "too_old"
    FORGED = "forged"
    TOO_NEW = "too_new"
    TRAPPED = "trapped"
    NOT_KEPT = "not_kept"


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a refusal, and the status of the answer."""

    status: int
    heading: str | Promise
    words: str | Promise


AGAIN = gettext_lazy("Det du skrev står kvar här. Tryck på Skicka en gång till.")
TOLD = {
    Refusal.TOO_MANY: Told(
        429,
        gettext_lazy("Det har kommit många synpunkter från din anslutning"),
        gettext_lazy("För att skydda tjänsten tar vi emot ett visst antal åt gången. Det du skrev står kvar här."),
    ),
    Refusal.ALL_TOO_MANY: Told(
        429,
        gettext_lazy("Just nu kommer det in ovanligt många synpunkter"),
        gettext_lazy("Vi kan inte ta emot fler för tillfället. Det du skrev står kvar här."),
    ),
    Refusal.FROM_ELSEWHERE: Told(403, gettext_lazy("Formuläret skickades från en annan webbplats"), AGAIN),
    Refusal.TOO_OLD: Told(422, gettext_lazy("Sidan har legat öppen länge"), AGAIN),
    Refusal.FORGED: Told(422, gettext_lazy("Vi känner inte igen formuläret"), AGAIN),
    Refusal.TOO_NEW: Told(
        422, gettext_lazy("Det gick så fort att vi inte vet om det var en människa som skrev"), AGAIN
    ),
    Refusal.TRAPPED: Told(
        422,
        gettext_lazy("En ruta som ska vara tom var ifylld"),
        gettext_lazy(
            "Den syns inte på sidan och fylls oftast i av program som skickar skräppost, ibland av webbläsaren. "
            "Nu är den tom och det du skrev står kvar här. Tryck på Skicka en gång till."
        ),
    ),
    Refusal.NOT_KEPT: Told(
        503,
        gettext_lazy("Synpunkten kunde inte sparas just nu"),
        gettext_lazy("Felet är vårt. Det du skrev står kvar här. Vänta en minut och tryck på Skicka igen."),
    ),
}
OF_AGE = {Age.FORGED: Refusal.FORGED, Age.TOO_OLD: Refusal.TOO_OLD, Age.TOO_NEW: Refusal.TOO_NEW}


def wait_in_words(seconds: int) -> str:
    """Return how long to wait before it is worth trying again."""
    minutes = max(1, -(-seconds // 60))
    return ngettext("Försök igen om %(minutes)d minut.", "Försök igen om %(minutes)d minuter.", minutes) % {
        "minutes": minutes
    }
