"""Staff's list of the site's pages: what is written on each, what is a draft, and which texts have lost their page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Page

from riktmarke.publishing.website.chain.held import chain_of
from riktmarke.publishing.website.models import NewsIndex, PageText, StartPage, TextFolder
from riktmarke.publishing.website.texts.elements import Element, Kind, elements
from riktmarke.publishing.website.texts.seeding import ensure_texts, text_at_address


@dataclass(frozen=True, slots=True)
class TextLine:
    """A page of the site in the list. `pk` is its text in Wagtail; None where nobody has begun one."""

    address: str
    title: str
    kind: str
    state: str
    updated: datetime | None
    pk: int | None
    may_edit: bool


@require_GET
def own_texts(request: HttpRequest) -> HttpResponse:
    """Answer with the texts of the municipality that the site is for."""
    return texts(request, _site().own_area)


@require_GET
def texts(request: HttpRequest, area: str) -> HttpResponse:
    """Answer with the pages of a municipality and the state of the text on each."""
    site = _site_of(area)
    held = {text.address: text for text in PageText.objects.filter(area=area).select_related("latest_revision")}
    wanted = elements(site, area, chain_of(area))
    known = {element.address for element in wanted}
    homeless = [text for address, text in held.items() if address not in known]
    news = NewsIndex.objects.first()
    context = {
        "page_title": "Texter på sidorna",
        "area": area,
        "start": site if area == site.own_area else None,
        "news": news,
        "may_add_news": news is not None and news.permissions_for_user(request.user).can_add_subpage(),
        "lines": [_line(request, e, held.get(e.address)) for e in wanted if e.ready or e.address in held],
        "more": [e for e in wanted if not e.ready and e.address not in held],
        "homeless": [_line(request, _gone(text), text) for text in homeless],
        "may_write": _may_write(request.user, area),
    }
    return render(request, "website/texts/staff_list.html", context)


@require_POST
def write(request: HttpRequest, area: str) -> HttpResponse:
    """Answer with the editor of a page's text, made if it is not there; without an address all that are missing.

    Raises:
        PermissionDenied: to those who may not edit the municipality's texts.
    """
    _site_of(area)
    if not _may_write(request.user, area):
        raise PermissionDenied
    address = request.POST.get("adress", "")
    if not address:
        made = ensure_texts(area).made
        messages.success(
            request, f"{made} nya texter att skriva." if made else "Alla sidor har redan en text att skriva."
        )
        return redirect("riktmarke_texts_of", area=area)
    text = text_at_address(area, address)
    if text is None:
        messages.error(request, "Sidan finns inte.")
        return redirect("riktmarke_texts_of", area=area)
    return redirect("wagtailadmin_pages:edit", text.pk)


def _site() -> StartPage:
    found: StartPage | None = StartPage.objects.first()
    if found is None:
        raise Http404("There is no site yet.")
    return found


def _site_of(area: str) -> StartPage:
    """The site, where it has pages of its own for the municipality: our own, or another one with a plan here."""
    site = _site()
    if area != site.own_area and chain_of(area) is None:
        raise Http404(f"The site has no plan for {area}.")
    return site


def _may_write(user: Any, area: str) -> bool:
    """Whether somebody may begin texts: in the municipality's folder, or where that one will be made."""
    folder: Page = TextFolder.objects.filter(area=area).first() or _site()
    found: bool = folder.permissions_for_user(user).can_edit()
    return found


def _gone(text: PageText) -> Element:
    return Element(text.address, text.title, Kind[text.kind])


def _line(request: HttpRequest, element: Element, text: PageText | None) -> TextLine:
    return TextLine(
        address=element.address,
        title=element.title,
        kind=element.kind.value,
        state=_state(text),
        updated=text.last_published_at if text is not None else None,
        pk=text.pk if text is not None else None,
        may_edit=text is not None and _may_edit(request.user, text),
    )


def _may_edit(user: Any, text: PageText) -> bool:
    found: bool = text.permissions_for_user(user).can_edit()
    return found


def _state(text: PageText | None) -> str:
    if text is None:
        return "Ny i planen: välj Hämta nya sidor"
    if not text.live and text.latest_revision is None:
        return "Ingen text"
    if text.current_workflow_state is not None:
        return "Under granskning"
    if not text.live:
        return "Utkast"
    return "Publicerad, med utkast till ny" if text.has_unpublished_changes else "Publicerad"
