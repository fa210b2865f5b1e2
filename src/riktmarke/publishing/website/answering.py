"""What every public view shares: the frame around a page, the empty state, and municipalities that do not exist."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from riktmarke.operations.sync import rest_waits
from riktmarke.presentation.language import say
from riktmarke.publishing.website.chain.held import chain_of
from riktmarke.publishing.website.figures import Figures, Place, figures
from riktmarke.publishing.website.places import suggestions
from riktmarke.publishing.website.style_sheet import STYLE_VERSION
from riktmarke.publishing.website.text_dates import day, iso_day
from riktmarke.vocabulary.errors import DamagedFile, NoFigures, RiktmarkeError, UnknownArea, UnknownSeries

View = Callable[..., HttpResponse]
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step on the way to a page; the last has no address. `swedish`: the title exists in Swedish only."""

    title: str
    address: str = ""
    swedish: bool = False


def answered(view: View) -> View:
    """Return the view with the answers it need not know of: no figures yet or damaged ones, no such area or series."""

    @wraps(view)
    def answering(request: HttpRequest, page: Page, *args: str) -> HttpResponse:
        try:
            return view(request, page, *args)
        except NoFigures:
            context = frame(page, title=say("Här finns inga siffror än"))
            return render(request, "website/no_figures.html", context, status=503)
        except UnknownArea:
            return unknown_area(request, page, args[0] if args else "")
        except UnknownSeries:
            return unknown_series(request, page, *args)
        except DamagedFile as error:
            return damaged_figures(request, error)

    return answering


def frame(
    page: Page | None, *, title: str, head: str = "", place: Place | None = None, crumbs: tuple[Crumb, ...] = ()
) -> dict[str, Any]:
    """Return what the frame of every page needs: title, municipality, the way here and the three dates.

    `head` is the title in the browser, which tells this page from every other one.
    """
    published, own = page.last_published_at if page else None, getattr(page, "own_area", "")
    chain = chain_of(place.area.code) if place else None
    context: dict[str, Any] = {
        "title": title,
        "head": head or (f"{title} – {place.name}" if place else title),
        "place": place,
        "chain": chain,
        "plan": chain.plan if chain else None,
        "uses_global_goals": chain is not None and any(f.key == "agenda-2030" for f in chain.frameworks),
        "crumbs": crumbs,
        "style_version": STYLE_VERSION,
        "own_area": own,
        "own_name": _own_name(own),
        "example": example_of_figures() if page or place else "",
        "text_updated": day(published),
        "text_updated_iso": iso_day(published),
    }
    return context


def _own_name(code: str) -> str:
    """The municipality that the menu leads to where the page is about none; empty on pages that need no figures."""
    try:
        return figures().dataset().areas[code].name if code else ""
    except (NoFigures, UnknownArea):
        return ""


def example_of_figures() -> str:
    """Return what must stand on every page while the figures are invented; empty where they are real, or none."""
    try:
        return figures().example
    except (RiktmarkeError, OSError):
        return ""


def way_to(page: Page, place: Place, *steps: Crumb) -> tuple[Crumb, ...]:
    """Return the steps below a municipality; our own is the start itself and is not said twice."""
    code = place.area.code
    return steps if code == getattr(page, "own_area", "") else (Crumb(place.name, f"/kommun/{code}/"), *steps)


def figure_dates(source: Figures) -> dict[str, Any]:
    """Return where the figures come from and when they were fetched, imported and assessed, for the foot of a page."""
    manifest = source.dataset().version.manifest
    return {
        "publisher": source.publisher,
        "rest_waits": rest_waits(source.dataset()),
        "attribution": source.attribution,
        "fetched": day(manifest.get("fetched")),
        "fetched_iso": iso_day(manifest.get("fetched")),
        "imported": day(manifest.get("created")),
        "imported_iso": iso_day(manifest.get("created")),
        "assessed": day(source.run().version.manifest.get("created")),
        "first_period": manifest.get("first_period"),
        "last_period": manifest.get("last_period"),
        "values": manifest.get("values"),
    }


def damaged_figures(request: HttpRequest, error: DamagedFile) -> HttpResponse:
    """Answer that the figures cannot be read; which file, and what to do about it, is told in the log."""
    LOG.error("%s", error)
    context = frame(None, title=say("Siffrorna går inte att läsa just nu"))
    return render(request, "website/damaged_figures.html", context, status=503)


def unknown_area(request: HttpRequest, page: Page | None, code: str) -> HttpResponse:
    """Answer that there is no such municipality, with those that may have been meant."""
    near = suggestions(figures().dataset().areas, code)
    context = frame(page, title=say("Det finns ingen kommun med koden {code}", code=code[:40])) | {
        "near": near,
        "code": code[:40],
    }
    return render(request, "website/unknown_area.html", context, status=404)


def unknown_series(request: HttpRequest, page: Page | None, code: str, series: str) -> HttpResponse:
    """Answer that there is no such series, with the way to search for it, still in the same municipality."""
    context = frame(
        page, title=say("Det finns inget nyckeltal {series}", series=series[:40]), place=figures().place(code)
    )
    context |= {"code": code, "wanted": series[:40]}
    return render(request, "website/unknown_series.html", context, status=404)
