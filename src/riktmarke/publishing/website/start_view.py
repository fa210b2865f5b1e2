"""The start of a municipality: its story in one screen, the measures shown first, and the doors to the rest."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Page

from riktmarke.assessment.findings_file import AreaFindings
from riktmarke.presentation.language import say
from riktmarke.presentation.numbers import number
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame
from riktmarke.publishing.website.chain.focus_view import focus_lines
from riktmarke.publishing.website.chain.planned import Planned
from riktmarke.publishing.website.chain.vision_view import goal_lines
from riktmarke.publishing.website.challenges.top import top_challenges
from riktmarke.publishing.website.figures import Figures, figures
from riktmarke.publishing.website.indicator_rows import indicator_table
from riktmarke.publishing.website.news.listed import latest_news

POPULATION = "population_series"


@answered
def start(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """Answer with the start page of a municipality."""
    source = figures()
    place = source.place(code)
    findings = source.run().of(code)
    ours = code == page.own_area
    crumbs = () if ours else (Crumb(say("Kommuner"), "/kommuner/"), Crumb(place.name))
    context = frame(page, title=place.name, head=place.name, place=place, crumbs=crumbs) | figure_dates(source)
    context |= indicator_table(source, place, findings, source.overview)
    context |= {
        "section": "start",
        "page": page,
        "ours": ours,
        "labelled_by": "urval",
        "series_count": number(source.dataset().version.manifest["series"], decimals=0),
        "series_here": number(sum(1 for series in findings.series if series in source.dataset().published), decimals=0),
        "municipality_count": sum(1 for area in source.dataset().areas if area.county_code),
        "population": _population(source, findings),
        "latest_news": latest_news(get_language()[:2]) if ours else (),
    }
    context |= top_challenges(source, place)
    if context["chain"] is not None:
        context |= _story(Planned(request, page, source, place, context["chain"]))
    return render(request, "website/start.html", context)


def _story(planned: Planned) -> dict[str, Any]:
    """The chain in one screen: the vision, the overarching goals with where we are, the focus areas."""
    return {
        "root": planned.root,
        "vision": planned.chain.vision,
        "overarching": goal_lines(planned),
        "areas": focus_lines(planned),
    }


def _population(source: Figures, findings: AreaFindings) -> str:
    series = source.dataset().version.manifest.get(POPULATION)
    if not series:
        return ""
    finding = findings.finding(series)
    if finding.value is None:
        return ""
    return say("{number} invånare {period}", number=number(finding.value, decimals=0), period=finding.period)
