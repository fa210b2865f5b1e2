"""The accessibility statement: what is known about this website, for the municipality to complete."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from riktmarke.publishing.website.answering import Crumb, answered, frame


@answered
def accessibility(request: HttpRequest, page: Page) -> HttpResponse:
    """Answer with the statement."""
    title = "Tillgänglighet"
    return render(request, "website/accessibility.html", frame(page, title=title, crumbs=(Crumb(title),)))
