"""Whether the page helped: one press of a button, counted by page and day, and nothing about who pressed it."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from riktmarke.dialogue.actions.voting import vote
from riktmarke.dialogue.errors import NotKept
from riktmarke.publishing.website.feedback import answers, limits, tokens
from riktmarke.publishing.website.feedback.patience import short_of_patience
from riktmarke.publishing.website.feedback.visitors import comes_from_here, counted_as
from riktmarke.publishing.website.feedback.written import SLIP

MOST_BYTES = 10_000
ANSWERS = {"ja": True, "nej": False}
NO_PAGE = 204
UNREADABLE = gettext_lazy("Svaret gick inte att läsa. Gå tillbaka till sidan, ladda om den och försök igen.")
FROM_ELSEWHERE = gettext_lazy("Svaret skickades från en annan webbplats och räknades inte.")
NOT_COUNTED = gettext_lazy("Svaret kunde inte sparas just nu. Felet är vårt. Försök gärna igen om en stund.")


@csrf_exempt
@require_POST
def helpful(request: HttpRequest) -> HttpResponse:
    """Count the answer and thank for it; a script that asks for no page (Accept: application/json) gets none."""
    verdict = limits.may_send(limits.VOTES, counted_as(request))
    if verdict.allowed:
        verdict = limits.ALL_VOTES.ask(limits.EVERYBODY)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES or not verdict.allowed:
        return answers.flooded(verdict.wait_seconds)
    said = request.POST.get("svar", "")
    slip, _ = tokens.read(request.POST.get(SLIP, ""))
    if said not in ANSWERS or slip is None:
        return answers.in_short(request, UNREADABLE, status=422)
    if not comes_from_here(request):
        return answers.in_short(request, FROM_ELSEWHERE, status=403)
    if not _counted(request, slip, helped=ANSWERS[said]):
        return answers.in_short(request, NOT_COUNTED, status=503)
    if request.headers.get("Accept", "") == "application/json":
        return answers.not_held(HttpResponse(status=NO_PAGE))
    return answers.see_thanks(hjalpte=said, sida=slip.page)


def _counted(request: HttpRequest, slip: tokens.Slip, *, helped: bool) -> bool:
    try:
        with short_of_patience():
            facts = answers.facts_of(slip.page, own_area=answers.own_area())
            vote(area=facts.area, page=slip.page, helped=helped, day=request.today)
    except (NotKept, DatabaseError):
        return False
    return True
