"""The page of a municipality's population to come, with the answer to what a reader tries."""

from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from riktmarke.presentation.labels import at_place
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.population_labels import WhyNoProjection, why_no_projection
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame, way_to
from riktmarke.publishing.website.figures import Figures, Place, figures
from riktmarke.publishing.website.population.answers import Answer, answer_to
from riktmarke.publishing.website.population.examples import examples
from riktmarke.publishing.website.population.plan_goal import plan_goal
from riktmarke.publishing.website.population.projected import Projected, projected
from riktmarke.publishing.website.population.shown import scenario_shown, words_shown
from riktmarke.publishing.website.population.tables import (
    by_age,
    by_sex,
    every_year,
    observed,
    takes_table,
    what_drives,
)
from riktmarke.publishing.website.style_sheet import STATIC

CRUMB = marked("Befolkning")
SCRIPT_VERSION = sha256((STATIC / "scenario.js").read_bytes()).hexdigest()[:10]


@answered
def population(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """Answer with the page; ?barn=, ?inflyttade=, ?utflyttade= make a scenario, ?mal= and ?ar= another goal."""
    source = figures()
    place = source.place(code)
    title = say("Befolkningen {at_place}", at_place=at_place(place.name))
    crumbs = way_to(page, place, Crumb(say(CRUMB)))
    context = frame(page, title=title, head=f"{say(CRUMB)} – {place.name}", place=place, crumbs=crumbs)
    context |= figure_dates(source)
    context |= {"section": "population", "same_page": "befolkning", "address": address_of(code)}
    found = projected(source, code)
    if isinstance(found, WhyNoProjection):
        context |= {"why_not": why_no_projection(found, place.name)}
        return render(request, "website/population/none.html", context)
    chain = context["chain"]
    goal, aimed = plan_goal(chain, source.catalogue), chain.year if chain is not None else None
    answer = answer_to(request.GET, found, code, goal, this_year=request.today.year, aimed=aimed)
    if answer.asked.wrong:
        context["head"] = say(
            "Fel: {context}", context=context["head"]
        )  # heard first by those who get the page anew, without a script
    context |= scenario_shown(answer, found, place, source, address_of(code))
    context |= words_shown(answer, found, place, source)
    context |= _tables(answer, found, place, source) | {
        "examples": examples(found, source, code, answer),
        "script_version": SCRIPT_VERSION,
    }
    return render(request, "website/population/page.html", context)


def address_of(code: str) -> str:
    """Return the address of the page."""
    return f"/kommun/{code}/befolkning/"


def _tables(answer: Answer, found: Projected, place: Place, source: Figures) -> dict[str, Any]:
    outlook, figures_held = answer.expected, found.projections.figures
    kept = [source.dataset().areas[code] for code in answer.takes.sustained.kept_it] if answer.takes else []
    return {
        "every_year": every_year(outlook),
        "observed": observed(figures_held, place.area.code),
        "drives": what_drives(figures_held, outlook, answer.asked.year),
        "takes_table": takes_table(answer.takes) if answer.takes else None,
        "kept_it": kept,
        "ages": by_age(outlook, answer.years),
        "sexes": by_sex(outlook, answer.years),
        "base_year": outlook.base_year,
        "year": answer.asked.year,
    }
