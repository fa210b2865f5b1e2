"""Choosing a municipality."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from wagtail.models import Page

from riktmarke.presentation.labels import area_name
from riktmarke.presentation.language import say
from riktmarke.publishing.website.answering import Crumb, answered, frame
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.places import matching, suggestions
from riktmarke.vocabulary.areas import COUNTRY_CODE

LONGEST_WORDS = 60
PAGES_TO_KEEP = re.compile(r"befolkning|karta|jamfor|sammanvagt/[a-z0-9-]{1,80}|utmaningar(/[A-Za-z0-9_-]{1,40})?")


@answered
def municipalities(request: HttpRequest, page: Page) -> HttpResponse:
    """Answer with all municipalities by county, or those that match; keep the series the reader came from."""
    source = figures()
    dataset = source.dataset()
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    wanted = request.GET.get("nyckeltal", "")
    known = wanted in dataset.series
    series = dataset.series[wanted] if known else None
    same_page = _page_to_keep(request)
    rest = f"{same_page}/" if same_page else f"nyckeltal/{series.id}/" if series else ""
    found = matching(dataset.areas, words) if words else ()
    if len(found) == 1:
        return HttpResponseRedirect(f"/kommun/{found[0].code}/{rest}")
    context = frame(page, title=say("Kommuner"), head=_head(words, len(found)), crumbs=(Crumb(say("Kommuner")),)) | {
        "section": "places",
        "words": words,
        "found": found,
        "near": suggestions(dataset.areas, words) if words and not found else (),
        "counties": source.choices().counties,
        "series": series,
        "series_title": source.title(series) if series else "",
        "rest": rest,
        "same_page": same_page,
        "country_name": area_name(dataset.areas[COUNTRY_CODE]),
    }
    return render(request, "website/municipalities.html", context)


def _page_to_keep(request: HttpRequest) -> str:
    """The page of the other municipality that is gone to, ?sida=utmaningar or one of them; empty for its start."""
    wanted = request.GET.get("sida", "")
    return wanted if PAGES_TO_KEEP.fullmatch(wanted) else ""


def _head(words: str, count: int) -> str:
    if not words:
        return say("Kommuner")
    return (
        say("{count} kommuner för ”{words}”", count=count, words=words)
        if count
        else say("Ingen kommun hittades för ”{words}”", words=words)
    )


@answered
def chosen(request: HttpRequest, page: Page) -> HttpResponse:
    """Answer a chosen code by going there; without one, by the list. The same from every start page."""
    del page
    code, same_page = request.GET.get("kod", "").strip(), _page_to_keep(request)
    if code in figures().dataset().areas:
        return HttpResponseRedirect(f"/kommun/{code}/{same_page}{'/' if same_page else ''}")
    return HttpResponseRedirect(f"/kommuner/?{urlencode({'q': code})}" if code else "/kommuner/")
