"""About the figures: sources, dates, licences and every method that a page names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from riktmarke.presentation.language import say
from riktmarke.presentation.numbers import number
from riktmarke.presentation.titles import in_tongue
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame
from riktmarke.publishing.website.chain.held import chain_of
from riktmarke.publishing.website.figures import figures


@answered
def about(request: HttpRequest, page: Page) -> HttpResponse:
    """Answer with where the figures come from and how they are worked on."""
    source = figures()
    dates = figure_dates(source)
    series = source.dataset().series
    context = frame(page, title=say("Om siffrorna"), crumbs=(Crumb(say("Om siffrorna")),)) | dates
    context |= {
        "section": "about",
        "values_text": number(dates["values"] or 0, decimals=0),
        "series_count": number(source.dataset().version.manifest["series"], decimals=0),
        "definitions": [(d, in_tongue(d.why, d.why_en)) for d in source.catalogue.values() if d.series in series],
        "has_plan": bool(page.own_area) and chain_of(page.own_area) is not None,
        "run": source.run().version,
        "dataset_version": source.dataset().version.name,
    }
    return render(request, "website/about.html", context)
