"""The pages that answer a form: the form itself with what was written, a refusal, and what is too much to read."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from riktmarke.dialogue.roles import NOBODY
from riktmarke.presentation.language import speaks_english
from riktmarke.publishing.website.answering import Crumb, frame
from riktmarke.publishing.website.feedback import tokens
from riktmarke.publishing.website.feedback.page_facts import PageFacts, facts_of, mail_to, title_of
from riktmarke.publishing.website.feedback.refusals import TOLD, Refusal, wait_in_words
from riktmarke.publishing.website.feedback.written import Written, in_words
from riktmarke.publishing.website.models import StartPage

FORM = "/synpunkter/"
THANKS = "/synpunkter/tack/"
STILL_USED = (tokens.Age.GOOD, tokens.Age.TOO_NEW)


def framed(*, title: str, head: str = "") -> dict[str, Any]:
    """Return the frame of a page of the form; one that needs no database where that cannot be read."""
    try:
        page = StartPage.objects.first()
        return frame(page, title=title, head=head or title, crumbs=(Crumb(title),)) | {"without_form": True}
    except DatabaseError:
        return frame(None, title=title, head=head or title) | {"without_form": True}


def known_facts(address: str, area: str = "") -> PageFacts:
    """Return what is known of a page; nothing but its address where the database cannot be read."""
    try:
        return facts_of(address, own_area=area or own_area())
    except DatabaseError:
        return nothing_known(address)


def nothing_known(address: str) -> PageFacts:
    """Return what is told of a page that no plan and no database is asked about."""
    return PageFacts(
        address=address,
        area=settings.RIKTMARKE_AREA,
        plan=None,
        responsible=NOBODY,
        phone="",
        for_the_row=False,
        title="",
        changed=None,
    )


def receiver(facts: PageFacts) -> dict[str, Any]:
    """Return what templates need to say who a form goes to and how else the municipality is reached."""
    return {
        "facts": facts,
        "swedish": SafeString(' lang="sv"') if speaks_english() else "",  # on what the plan says in Swedish alone
        "responsible": facts.responsible if facts.responsible is not NOBODY else None,
        "other_way": mail_to(facts.responsible),
        "contact_url": settings.RIKTMARKE_CONTACT_URL,
        "contact_email": settings.RIKTMARKE_CONTACT_EMAIL,
        "privacy_url": settings.RIKTMARKE_PRIVACY_URL,
        "months": settings.RIKTMARKE_FEEDBACK_MONTHS,
    }


def the_form(
    request: HttpRequest,
    *,
    slip: tokens.Slip,
    written: Written,
    wrong: dict[str, str] | None = None,
    refusal: Refusal | None = None,
    wait_seconds: int = 0,
) -> HttpResponse:
    """Answer with the whole form: empty, or with everything that was written and what keeps it from being taken.

    A slip that can still be used is handed back as it is, so that whoever corrects a word need not wait.
    """
    told = TOLD[refusal] if refusal else None
    accessibility = written.accessibility
    title = gettext("Rapportera bristande tillgänglighet") if accessibility else gettext("Lämna en synpunkt")
    failed = gettext("Fel:") if wrong or told else ""
    context = framed(title=title, head=f"{failed} {title}".strip())
    facts = known_facts(slip.page, context["own_area"])
    context |= receiver(facts) | {
        "page_title": facts.title or slip.title or title_of(slip.page),
        "written": written,
        "accessibility": accessibility,
        "slip": written.slip if tokens.read(written.slip)[1] in STILL_USED else tokens.sign(slip),
        "wrong": in_words(wrong or {}),
        "wrong_in": {one["field"]: one["words"] for one in in_words(wrong or {})},
        "told": told,
        "wait": wait_in_words(wait_seconds) if wait_seconds else "",
    }
    status = told.status if told else 422 if wrong else 200
    response = render(request, "website/feedback/form.html", context, status=status)
    if wait_seconds:
        response["Retry-After"] = str(wait_seconds)
    return not_held(response)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer that it is more than is read. It is not read, so the text stays where the browser has it."""
    title = gettext("Texten är för lång för att tas emot")
    context = framed(title=title, head=title) | receiver(nothing_known("/"))
    return not_held(render(request, "website/feedback/too_large.html", context, status=413))


def in_short(request: HttpRequest, words: str | Promise, *, status: int) -> HttpResponse:
    """Answer with a page of one sentence."""
    context = framed(title=gettext("Svaret räknades inte")) | {"words": words}
    return not_held(render(request, "website/feedback/in_short.html", context, status=status))


def flooded(wait_seconds: int) -> HttpResponse:
    """Answer a flood with as little as can be said."""
    words = gettext(
        "Det har kommit för många formulär från din anslutning. Gå tillbaka i webbläsaren: din text är kvar."
    )
    response = HttpResponse(words, status=429, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = str(wait_seconds)
    return not_held(response)


def see_thanks(**told: str) -> HttpResponse:
    """Answer by sending the browser to the page that thanks, so that reloading it sends nothing again."""
    query = urlencode({name: value for name, value in told.items() if value})
    response = HttpResponseRedirect(f"{THANKS}?{query}")
    response.status_code = 303
    return not_held(response)


def not_held(response: HttpResponse) -> HttpResponse:
    """Return the answer, to be kept by nobody and found by no search engine."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def own_area() -> str:
    """Return the code of the municipality that the site is for."""
    page = StartPage.objects.first()
    return page.own_area if page is not None else settings.RIKTMARKE_AREA
