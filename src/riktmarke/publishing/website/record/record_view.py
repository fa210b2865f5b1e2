"""How good our forecasts are: what was tried on the past and what came of it, from the current outlook run."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from riktmarke.assessment.outlook.runs import OutlookRun
from riktmarke.assessment.outlook.track_record import TrackRecord
from riktmarke.presentation import population_record as of_population
from riktmarke.presentation import record_words as words
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.likelihood_words import band_rows
from riktmarke.presentation.numbers import years
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame
from riktmarke.publishing.website.figures import figures
from riktmarke.vocabulary.errors import NoFigures

TITLE = marked("Hur bra är våra prognoser?")
# The square of the picture of what was said and what came true; the template draws its frame.
LEFT, TOP, SIDE = 44, 10, 250


@answered
def record(request: HttpRequest, page: Page) -> HttpResponse:
    """Answer with how good the forecasts have been; that nothing has been tried where there is no run."""
    source = figures()
    context = frame(page, title=say(TITLE), crumbs=(Crumb(say(TITLE)),)) | figure_dates(source)
    context |= {"section": "about", "bands": band_rows(), "own_area": page.own_area}
    context |= _of_population() if not source.example else {}  # it is of the real country
    try:
        run: OutlookRun | None = source.outlook()
    except NoFigures:
        run = None
    found = run.record if run else None
    context["why_nothing"] = "" if found else _why_nothing(run)
    if run is not None and found is not None:
        context |= _told(run, found, example=bool(source.example))
    return render(request, "website/record/record.html", context)


def _why_nothing(run: OutlookRun | None) -> str:
    if run is None:
        return say("Inga prognoser är gjorda än på de här siffrorna, så det finns inget att pröva.")
    return say("Ingen prognos gjord 2016 eller senare har ännu ett utfall att prövas mot.")


def _of_population() -> dict[str, Any]:
    return {
        "population": of_population.judged_rows(),
        "population_told": (of_population.tried_on_sentence(), of_population.lately_sentence()),
        "population_far": of_population.far_sentence(),
    }


def _told(run: OutlookRun, found: TrackRecord, *, example: bool) -> dict[str, Any]:
    worst, best = words.extremes(found, run.catalogue)
    return {
        "lead": words.lead_sentence(found),
        "gained": words.gained_sentence(found),
        "origins": years(min(found.by_origin), max(found.by_origin)),
        "series": found.overall.series,
        "indicators": len(found.by_indicator),
        "by_kind": words.held_by_kind(found),
        "by_ahead": words.held_by_ahead(found),
        "has_far": bool(found.by_far_ahead),
        "by_origin": words.held_by_origin(found),
        "cells": words.held_in_cells(found),
        "cell_heads": [say("{ahead} år", ahead=ahead) for ahead in found.by_ahead],
        "sharp": words.sharp_rows(found),
        "said": words.said_rows(found, left=LEFT, top=TOP, side=SIDE),
        "far_said": words.far_said_rows(found),
        "said_heads": words.said_heads(),
        "said_by_kind": words.said_by_kind(found),
        "rests_on_few": words.rests_on_few_sentence(found, run.catalogue),
        "said_sentence": words.said_sentence(found),
        "worst": worst,
        "best": best,
        "mended": say(words.MENDED) if not example else "",
        "not_reliable": words.not_reliable(found, run.catalogue),
        "kinds": [
            tuple(say(text) for text in words.KINDS[kind]) for kind in words.KINDS if kind.value in found.by_kind
        ],
        "run_name": run.version.name,
    }
