"""Choosing a municipality."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from wagtail.models import Page

from riktmarke.presentation.labels import area_name
from riktmarke.publishing.website.answering import Crumb, answered, frame
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.places import matching, suggestions
from riktmarke.vocabulary.areas import COUNTRY_CODE

LONGEST_WORDS = 60


@answered
def municipalities(request: HttpRequest, page: Page) -> HttpResponse:
    """Answer with all municipalities by county, or those that match; keep the series the reader came from."""
    source = figures()
    dataset = source.dataset()
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    wanted = request.GET.get("nyckeltal", "")
    known = wanted in dataset.series
    series = dataset.series[wanted] if known else None
    rest = f"nyckeltal/{series.id}/" if series else ""
    found = matching(dataset.areas, words) if words else ()
    if len(found) == 1:
        return HttpResponseRedirect(f"/kommun/{found[0].code}/{rest}")
    context = frame(page, title="Kommuner", head=_head(words, len(found)), crumbs=(Crumb("Kommuner"),)) | {
        "section": "places",
        "words": words,
        "found": found,
        "near": suggestions(dataset.areas, words) if words and not found else (),
        "counties": source.choices().counties,
        "series": series,
        "series_title": source.title(series) if series else "",
        "rest": rest,
        "country_name": area_name(dataset.areas[COUNTRY_CODE]),
    }
    return render(request, "website/municipalities.html", context)


def _head(words: str, count: int) -> str:
    if not words:
        return "Kommuner"
    return f"{count} kommuner för ”{words}”" if count else f"Ingen kommun hittades för ”{words}”"


@answered
def chosen(request: HttpRequest, page: Page) -> HttpResponse:
    """Answer a chosen code by going there; without one, by the list. The same from every start page."""
    del page
    code = request.GET.get("kod", "").strip()
    if code in figures().dataset().areas:
        return HttpResponseRedirect(f"/kommun/{code}/")
    return HttpResponseRedirect(f"/kommuner/?{urlencode({'q': code})}" if code else "/kommuner/")
