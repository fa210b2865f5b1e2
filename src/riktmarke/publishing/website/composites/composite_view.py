"""The page of a composite for a municipality: two scores kept apart, their ranks, parts, weights and years to come."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from wagtail.models import Page

from riktmarke.governance.composites import Composite
from riktmarke.presentation.labels import at_place, quoted_title
from riktmarke.presentation.language import say
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame, way_to
from riktmarke.publishing.website.composites.ahead import first_ahead, goal_year
from riktmarke.publishing.website.composites.asked import asked, audience_title
from riktmarke.publishing.website.composites.held import address_name, composite_held
from riktmarke.publishing.website.composites.shown import dimensions_shown, overall_shown
from riktmarke.publishing.website.figures import Figures, Place, figures

FOLDER = "sammanvagt"


@answered
def composite(request: HttpRequest, page: Page, code: str, name: str) -> HttpResponse:
    """Answer with the page; ?for= chooses whom the parts are for, ?vikt-<dimension>= what each weighs overall."""
    source = figures()
    place = source.place(code)
    found = composite_named(source, name)
    if found is None:
        context = frame(page, title=say("Det finns ingen sådan sammanvägning"), place=place)
        context |= {"composites": [(title_in_tongue(c), address_of(code, c)) for c in source.composites.values()]}
        return render(request, "website/composites/unknown.html", context, status=404)
    if name != address_name(found):
        return HttpResponseRedirect(address_of(code, found))
    name_said = title_in_tongue(found)
    title = f"{quoted_title(name_said)} {at_place(place.name)}"
    crumbs = way_to(page, place, Crumb(name_said, swedish=True))
    context = frame(page, title=title, head=f"{name_said} – {place.name}", place=place, crumbs=crumbs)
    context |= figure_dates(source) | _shown(request, source, place, found, context)
    return render(request, "website/composites/page.html", context)


def composite_named(source: Figures, name: str) -> Composite | None:
    """Return the composite of an address, by its name there or its id; None where there is none."""
    return next((c for c in source.composites.values() if name in (address_name(c), c.id)), None)


def address_of(code: str, composite: Composite) -> str:
    """Return the address of a composite's page for a municipality."""
    return f"/kommun/{code}/{FOLDER}/{address_name(composite)}/"


def _shown(
    request: HttpRequest, source: Figures, place: Place, found: Composite, context: dict[str, Any]
) -> dict[str, Any]:
    held = composite_held(source, found)
    wanted = asked(request.GET, held.told)
    account = held.account(place.area.code, wanted.audience)
    together = held.overall(place.area.code, wanted.audience, wanted.weights)
    chain = context["chain"]
    goal = next((g for g in chain.overarching_goals if g.composite == found.id), None) if chain is not None else None
    year = goal_year(chain, held)
    return {
        "section": "composite",
        "same_page": f"{FOLDER}/{address_name(found)}",
        "address": address_of(place.area.code, found),
        "composite": held.told,
        "asked": wanted,
        "for_whom": audience_title(wanted.audience),
        "dimensions": dimensions_shown(held, account, place),
        "overall": overall_shown(held, together, place),
        "ahead": first_ahead(source, held, place, year) if wanted.audience is None else (),
        "year": year,
        "goal": goal,
        "goal_address": f"/kommun/{place.area.code}/overgripande-mal/{goal.key}/" if goal is not None else "",
        "options": source.choices().municipality_options,
    }
