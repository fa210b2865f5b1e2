"""Explore: find any series by words or by the publisher's groups, for any municipality, beside any other."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from wagtail.models import Page

from riktmarke.assessment.findings_file import AreaFindings
from riktmarke.presentation.labels import at_place, period_label
from riktmarke.presentation.numbers import number
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame, way_to
from riktmarke.publishing.website.cells import Cell, group_label, own_cell
from riktmarke.publishing.website.figures import Figures, Place, figures
from riktmarke.publishing.website.series_groups import series_within
from riktmarke.publishing.website.series_view import other_municipality
from riktmarke.statistics.series import Series
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.groups import GROUPS

PER_PAGE = 25
LONGEST_WORDS = 120


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One series that matched, with its latest values here and in the other municipality."""

    id: str
    title: str
    defined: bool
    period: str
    cells: tuple[Cell, ...]
    other: Cell | None


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many, and the addresses of its neighbours."""

    page: int
    pages: int
    before: str
    after: str


@answered
def explore(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """Answer with the series that match; without words or group, with the publisher's groups as an index."""
    source = figures()
    place = source.place(code)
    register = source.dataset().series
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    group = register.group(request.GET.get("grupp", ""))
    other = other_municipality(source, request.GET.get("med", ""), place)
    asked = bool(words or group or request.GET.get("sida"))
    within = series_within(register, group) if group else None
    matched = source.choices().search.find(words, within=within) if asked else []
    here = set(source.run().of(code).series)
    found = sorted(matched, key=lambda series: series.id not in here)  # stable: what has a value here comes first
    paging = _paging(request, len(found))
    crumbs = way_to(page, place, Crumb("Alla nyckeltal"))
    context = frame(page, title="Alla nyckeltal", place=place, crumbs=crumbs) | figure_dates(source)
    context |= {
        "section": "explore",
        "words": words,
        "group": group,
        "other": other,
        "asked": asked,
        "found_here": number(sum(1 for series in found if series.id in here), decimals=0),
        "at_place": at_place(place.name),
        "found_count": number(len(found), decimals=0),
        "series_count": number(len(register), decimals=0),
        "rows": _rows(source, place, other, found[(paging.page - 1) * PER_PAGE : paging.page * PER_PAGE]),
        "paging": paging,
        "tree": source.choices().groups,
        "with_other": urlencode({"med": other.code}) if other else "",
        "options": source.choices().municipality_options,
    }
    return render(request, "website/explore.html", context)


def _rows(source: Figures, place: Place, other: Area | None, found: Sequence[Series]) -> list[FoundRow]:
    run = source.run()
    here, there = run.of(place.area.code), run.of(other.code) if other else None
    return [_row(source, place, series, here, there) for series in found]


def _row(source: Figures, place: Place, series: Series, here: AreaFindings, there: AreaFindings | None) -> FoundRow:
    wording = source.wording(series, place, here)
    found = [here.finding(series.id, sex) for sex in GROUPS]
    lead = next((f for f in found if f.value is not None), found[0])
    period = lead.period
    beside = there.finding(series.id, lead.group) if there else None
    return FoundRow(
        id=series.id,
        title=wording.title,
        defined=wording.definition is not None,
        period=period_label(period, wording.definition) if period else "",
        cells=tuple(own_cell(f, wording, column_period=period, label=group_label(f.group)) for f in found)
        if lead.value is not None
        else (),
        other=own_cell(beside, wording, column_period=period) if beside else None,
    )


def _paging(request: HttpRequest, count: int) -> Paging:
    pages = max(1, -(-count // PER_PAGE))
    text = request.GET.get("sida", "1")
    page = min(max(int(text), 1), pages) if text.isascii() and text.isdigit() and len(text) < 6 else 1

    def address(number: int) -> str:
        query = {k: v for k, v in request.GET.items() if k in {"q", "grupp", "med"} and v}
        return f"?{urlencode(query | {'sida': number})}"

    return Paging(page, pages, address(page - 1) if page > 1 else "", address(page + 1) if page < pages else "")
