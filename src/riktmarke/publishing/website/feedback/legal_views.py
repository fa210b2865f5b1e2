"""The two pages that the law asks for: how personal data is treated, and how far everyone can use the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from wagtail.models import Page

from riktmarke.publishing.website.answering import Crumb, answered, frame
from riktmarke.publishing.website.feedback.statement import CheckedBy, Conformity, Statement, statement_in
from riktmarke.publishing.website.text_dates import day, iso_day


@answered
def personal_data(request: HttpRequest, page: Page) -> HttpResponse:
    """Answer with how what people write is treated, and how they use their rights."""
    title = gettext("Så behandlas personuppgifter")
    context = frame(page, title=title, crumbs=(Crumb(title),)) | _municipality() | {"section": "personal-data"}
    return render(request, "website/feedback/personal_data.html", context)


@answered
def accessibility(request: HttpRequest, page: Page) -> HttpResponse:
    """Answer with the accessibility statement."""
    title = gettext("Tillgänglighetsredogörelse")
    context = frame(page, title=title, crumbs=(Crumb(title),)) | _municipality()
    context |= told(statement_in(settings.RIKTMARKE_CATALOGUE), language=get_language() or "sv")
    context["site_address"] = request.build_absolute_uri("/")
    return render(request, "website/feedback/accessibility.html", context)


def told(statement: Statement, *, language: str) -> dict[str, Any]:
    """Return the statement in the words of a language, as the template shows it."""
    return {
        "fully": statement.status is Conformity.FULLY,
        "partly": statement.status is Conformity.PARTLY,
        "assessed": day(statement.assessed_on),
        "assessed_iso": iso_day(statement.assessed_on),
        "statement_updated": day(statement.updated_on),
        "statement_updated_iso": iso_day(statement.updated_on),
        "supervisor": statement.supervisor.told(language),
        "supervisor_address": statement.supervisor_address,
        "checks": [
            {"words": one.words.told(language), "day": day(one.on), "iso": iso_day(one.on)} for one in statement.checks
        ],
        "independent": any(one.by is CheckedBy.INDEPENDENT for one in statement.checks),
        "faults": [
            {"words": one.words.told(language), "why": one.why.told(language), "who": one.who.told(language)}
            for one in statement.faults
        ],
        "untested": [one.told(language) for one in statement.untested],
        "exempt": [one.told(language) for one in statement.exempt],
    }


def _municipality() -> dict[str, Any]:
    return {
        "contact_url": settings.RIKTMARKE_CONTACT_URL,
        "contact_email": settings.RIKTMARKE_CONTACT_EMAIL,
        "privacy_url": settings.RIKTMARKE_PRIVACY_URL,
        "months": settings.RIKTMARKE_FEEDBACK_MONTHS,
    }
