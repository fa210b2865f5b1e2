"""The list of news and the page of a piece of news. They need no figures."""

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from riktmarke.publishing.website.answering import Crumb, frame
from riktmarke.publishing.website.chain.held import chain_of
from riktmarke.publishing.website.figures import Place, figures
from riktmarke.publishing.website.news.listed import ROOT, news
from riktmarke.publishing.website.text_dates import day, iso_day
from riktmarke.publishing.website.texts.held import ENGLISH, shown
from riktmarke.vocabulary.errors import NoFigures, UnknownArea

if TYPE_CHECKING:
    from riktmarke.publishing.website.news.pages import NewsIndex, NewsPage

ON_A_PAGE = 10


def listed(request: HttpRequest, page: "NewsIndex", *, number: int = 1) -> HttpResponse:
    """Answer with the list of news, ten at a time; a page that there is none of is the nearest there is."""
    pages = Paginator(news(_language()), ON_A_PAGE)
    shown_page = pages.get_page(number)
    title = gettext("Nyheter")
    context = _frame(page, title=title, crumbs=(Crumb(title),)) | {
        "news_page": shown_page,
        "lines": shown_page.object_list,
    }
    if shown_page.number > 1:  # every page has a title of its own
        told = {"number": shown_page.number, "all": pages.num_pages}
        context["head"] += f" – {gettext('Sida %(number)s av %(all)s') % told}"
    return render(request, "website/news/list.html", context)


def one(request: HttpRequest, page: "NewsPage") -> HttpResponse:
    """Answer with a piece of news."""
    language = _language()
    english = language == ENGLISH and bool(page.title_en)
    title = page.title_en if english else page.title
    written = shown(page, language)
    request.previewed_text = page  # the piece is the page's own text: the frame asks for it, and it is shown once
    context = _frame(page, title=title, crumbs=(Crumb(gettext("Nyheter"), ROOT), Crumb(title)))
    chain = context["chain"]
    context |= {
        "news": page,
        "written": written,
        "in_english": english,
        "description": page.picture_description_en if english else page.picture_description,
        "day": day(page.day),
        "day_iso": iso_day(page.day),
        "areas": [area for area in chain.focus_areas if area.key in page.focus_areas] if chain else [],
    }
    return render(request, "website/news/one.html", context)


def own_area() -> str:
    """Return the code of the municipality that the site, and so its news, is for."""
    # imported here: the models import the views
    from riktmarke.publishing.website.models import StartPage

    site = StartPage.objects.first()
    return site.own_area if site is not None else ""


def own_name() -> str:
    """Return the name of that municipality; empty where there are no figures that know it."""
    place = _place()
    return place.name if place is not None else ""


def _place() -> Place | None:
    try:
        return figures().place(own_area())
    except (NoFigures, UnknownArea):
        return None


def _frame(page: Any, *, title: str, crumbs: tuple[Crumb, ...]) -> dict[str, Any]:
    place = _place()
    context = frame(page, title=title, place=place, crumbs=crumbs)
    return context | {"section": "news", "root": f"/kommun/{own_area()}/", "chain": chain_of(own_area())}


def _language() -> str:
    return (get_language() or "sv")[:2]
