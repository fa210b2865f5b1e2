"""What search engines ask for: which pages there are, in both languages, and what they may read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from riktmarke.publishing.website.chain.held import chain_of
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.languages.addresses import in_english
from riktmarke.publishing.website.models import StartPage
from riktmarke.publishing.website.news.listed import ROOT, news
from riktmarke.publishing.website.texts.elements import elements
from riktmarke.publishing.website.texts.held import text_updated
from riktmarke.vocabulary.errors import NoFigures

ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /en/admin/
Disallow: /*?
Sitemap: {root}/sitemap.xml
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page as the map of the site has it. `english` is empty where there is none."""

    swedish: str
    english: str
    changed: datetime | None


def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with the pages of our municipality, its news, and the start of every other one."""
    return render(request, "website/texts/sitemap.xml", {"pages": list(_pages())}, content_type="application/xml")


def robots(request: HttpRequest) -> HttpResponse:
    """Answer with what search engines may read: every page once, not every choice in a form."""
    del request
    return HttpResponse(ROBOTS.format(root=_root()), content_type="text/plain; charset=utf-8")


def _pages() -> Iterator[Listed]:
    site = StartPage.objects.first()
    own = site.own_area if site is not None else ""
    yield _listed("/", text_updated(own, "/"))
    if site is not None:
        for element in elements(site, own, chain_of(own)):
            yield _listed(element.address, text_updated(own, element.address))
    yield _listed(ROOT, None)
    in_both = {line.address for line in news("en")}
    for line in news("sv"):
        yield _listed(line.address, line.updated, english=line.address in in_both)
    yield from (_listed(f"/kommun/{code}/", None) for code in _municipalities() if code != own)


def _municipalities() -> list[str]:
    try:
        return [area.code for area in figures().dataset().areas if area.county_code]
    except NoFigures:
        return []


def _listed(address: str, changed: datetime | None, *, english: bool = True) -> Listed:
    return Listed(f"{_root()}{address}", f"{_root()}{in_english(address)}" if english else "", changed)


def _root() -> str:
    root: str = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    return root
