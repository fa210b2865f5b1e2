"""The feedback form at an address of its own, what becomes of one that is sent, and the thanks."""

import re

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from riktmarke.dialogue.actions.receiving import receive
from riktmarke.dialogue.errors import NotKept, RefusedMessage
from riktmarke.publishing.website.feedback import answers, limits, tokens
from riktmarke.publishing.website.feedback.page_facts import local_address, title_of
from riktmarke.publishing.website.feedback.patience import short_of_patience
from riktmarke.publishing.website.feedback.refusals import OF_AGE, Refusal
from riktmarke.publishing.website.feedback.visitors import comes_from_here, counted_as
from riktmarke.publishing.website.feedback.written import (
    ACCESSIBILITY,
    KIND,
    MOST_BYTES,
    PAGE,
    Written,
    written_in,
    wrong_in,
)

REFERENCE = re.compile(r"[A-Z0-9][A-Z0-9-]{3,19}")


# No cookie is set for visitors, so there is none to forge a form against: the signed slip and the browser's own word
# of where the form was sent from stand instead.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """Answer with the form for a page (?sida=), or take what was sent."""
    if request.method == "POST":
        return _taken(request)
    slip = tokens.Slip(local_address(request.GET.get(PAGE, "/")), "")
    return answers.the_form(request, slip=slip, written=Written(accessibility=request.GET.get(KIND) == ACCESSIBILITY))


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Answer that it has come, under which reference, and whether a mail says so too; or thank for a vote."""
    helped = request.GET.get("hjalpte", "")
    reference = request.GET.get("arende", "")
    page = local_address(request.GET.get(PAGE, "/"))
    context = answers.framed(title=gettext("Tack för att du svarade") if helped else gettext("Tack för din synpunkt"))
    facts = answers.known_facts(page, context["own_area"])
    context |= answers.receiver(facts) | {
        "reference": reference if REFERENCE.fullmatch(reference) else "",
        "gave_email": request.GET.get("svar") == "1",
        "receipt": request.GET.get("kvitto") == "1",
        "helped": helped if helped in {"ja", "nej"} else "",
        "page_title": facts.title or title_of(page),
        "slip": tokens.sign(tokens.Slip(page, "")),
        "written": Written(),
    }
    return answers.not_held(render(request, "website/feedback/thanks.html", context))


def _taken(request: HttpRequest) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return answers.too_large(request)
    verdict = limits.may_send(limits.MESSAGES, counted_as(request))
    if verdict.flooding:
        return answers.flooded(verdict.wait_seconds)
    written = written_in(request)
    slip, age = tokens.read(written.slip)
    refusal = Refusal.TOO_MANY if not verdict.allowed else _refusal(request, written, age)
    wrong = wrong_in(written) if refusal in {None, Refusal.TOO_NEW} else {}
    if wrong:
        refusal = None  # what is to be corrected is said first: it takes longer than the two seconds
    slip = slip or tokens.Slip(local_address(written.page), "")
    if not refusal and not wrong:
        verdict = limits.ALL_MESSAGES.ask(limits.EVERYBODY)
        refusal = None if verdict.allowed else Refusal.ALL_TOO_MANY
    if refusal or wrong:
        return answers.the_form(
            request, slip=slip, written=written, wrong=wrong, refusal=refusal, wait_seconds=verdict.wait_seconds
        )
    return _kept(request, slip, written)


def _refusal(request: HttpRequest, written: Written, age: tokens.Age) -> Refusal | None:
    if not comes_from_here(request):
        return Refusal.FROM_ELSEWHERE
    if written.trap:
        return Refusal.TRAPPED
    return OF_AGE.get(age)


def _kept(request: HttpRequest, slip: tokens.Slip, written: Written) -> HttpResponse:
    try:
        with short_of_patience():
            facts = answers.facts_of(slip.page, own_area=answers.own_area())
            message = receive(
                area=facts.area,
                plan_name=facts.plan.name if facts.plan else "",
                page=slip.page,
                # the slip's own title may be an error page's, which repeats what was asked for
                page_title=facts.title or title_of(slip.page) or slip.page,
                language=(get_language() or "sv")[:2],
                kind=written.kind,
                responsible=facts.responsible,
                name=written.name,
                email=written.email,
                comment=written.comment,
                at=request.now,
            )
            receipt = message.mails_receipt
    except RefusedMessage as refused:
        return answers.the_form(request, slip=slip, written=written, wrong=refused.fields)
    except (NotKept, DatabaseError):
        return answers.the_form(request, slip=slip, written=written, refusal=Refusal.NOT_KEPT, wait_seconds=60)
    return answers.see_thanks(
        arende=message.reference,
        svar="1" if message.email else "",
        kvitto="1" if receipt else "",
        sida=slip.page,
    )
