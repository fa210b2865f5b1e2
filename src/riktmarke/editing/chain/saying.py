"""What staff are told when something has been saved: in words, with the way on."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin import messages

from riktmarke.editing.chain.public_links import public_link
from riktmarke.editing.chain.reading import PlanRead
from riktmarke.editing.chain.row_words import state_word
from riktmarke.governance.plan_schema import HEADER

BUSY = "Något annat håller databasen just nu, så inget är sparat. Det du skrev står kvar: spara igen om en stund."
NOT_DONE = "Något annat håller databasen just nu, så inget är ändrat. Försök igen om en stund."
STATES = {
    "Utkast": " Det är ett utkast och syns inte på webbplatsen.",
    "Förslag": " Det syns på webbplatsen som förslag.",
    "Beslutat": " Det syns på webbplatsen som beslutat.",
    "Följs": " Det syns på webbplatsen som en indikator som kommunen har beslutat att följa.",
}


def said(request: HttpRequest, read: PlanRead, table: str, key: str, what: str) -> None:
    """Say what happened to a row, how it is seen, and where."""
    if table == HEADER.name:
        messages.success(request, f"”{read.plan.title}” {what}.")
        return
    row = read.file.row(table, key)
    state = STATES.get(state_word(table, row), "") if row else ""
    buttons = []
    if row and (link := public_link(read.file, table, row)):
        buttons.append(messages.button(link, "Se på webbplatsen"))
    buttons.append(messages.button(reverse("riktmarke_rows", args=(read.plan.area, table)), "Till listan"))
    messages.success(request, f"”{read.words.title(table, key)}” {what}.{state}", buttons=buttons)
