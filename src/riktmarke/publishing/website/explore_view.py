"""Explore: find any series by words or by the publisher's groups, for any municipality, beside any other."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from wagtail.models import Page

from riktmarke.assessment.findings import Finding
from riktmarke.assessment.findings_file import AreaFindings
from riktmarke.presentation.labels import at_place, period_label, stands_for_more_years
from riktmarke.presentation.language import say
from riktmarke.presentation.numbers import number
from riktmarke.presentation.sentences import Wording
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame, way_to
from riktmarke.publishing.website.beside import beside
from riktmarke.publishing.website.cells import Cell, both_sexes_missing, group_label, own_cell
from riktmarke.publishing.website.covered import as_covered, published_group
from riktmarke.publishing.website.figures import Figures, Place, figures
from riktmarke.publishing.website.series_groups import display_title, series_within
from riktmarke.statistics.series import Series, SeriesGroup
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.groups import GROUPS, Sex

PER_PAGE = 25
LONGEST_WORDS = 120
LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One series that matched, with its latest values here and in the other municipality."""

    id: str
    title: str
    defined: bool
    period: str
    more_years: bool
    cells: tuple[Cell, ...]
    other: Cell | None


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of how many, the addresses of its neighbours, and whether a page beyond the last was asked for."""

    page: int
    pages: int
    before: str
    after: str
    beyond: bool


@answered
def explore(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """Answer with the series that match; without words or group, with the publisher's groups as an index."""
    source = figures()
    place = source.place(code)
    register = source.dataset().series
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    group = register.group(request.GET.get("grupp", ""))
    chosen = beside(source, request, place)
    other = chosen["other"]
    asked = bool(words or group or request.GET.get("sida"))
    within = series_within(register, group) if group else None
    matched = source.choices().search.find(words, within=within) if asked else []
    here = set(source.run().of(code).series)
    found = sorted(matched, key=lambda series: series.id not in here)  # stable: what has a value here comes first
    paging = _paging(request, len(found))
    rows = _rows(source, place, other, found[(paging.page - 1) * PER_PAGE : paging.page * PER_PAGE])
    crumbs = way_to(page, place, Crumb(say("Alla nyckeltal")))
    heading = _heading(words, group, len(found)) if asked else say("Alla nyckeltal")
    head = f"{heading}{_which_page(paging)} – {chosen['both_names']}"
    context = (
        frame(page, title=say("Alla nyckeltal"), head=head, place=place, crumbs=crumbs) | figure_dates(source) | chosen
    )
    context |= {
        "section": "explore",
        "words": words,
        "group": group,
        "asked": asked,
        "heading": heading,
        "group_title": display_title(group.title) if group else "",
        "found_here": number(sum(1 for series in found if series.id in here), decimals=0),
        "at_place": at_place(place.name),
        "found_count": number(len(found), decimals=0),
        "series_count": number(len(register), decimals=0),
        "rows": rows,
        "any_more_years": any(row.more_years for row in rows),
        "paging": paging,
        "tree": source.choices().groups,
        "with_other": urlencode({"med": other.code}) if other else "",
    }
    return render(request, "website/explore.html", context)


def _rows(source: Figures, place: Place, other: Area | None, found: Sequence[Series]) -> list[FoundRow]:
    run = source.run()
    here, there = run.of(place.area.code), run.of(other.code) if other else None
    return [_row(source, place, series, here, there) for series in found]


def _row(source: Figures, place: Place, series: Series, here: AreaFindings, there: AreaFindings | None) -> FoundRow:
    wording = source.wording(series, place, here)
    found = as_covered({sex: here.finding(series.id, sex) for sex in GROUPS}, wording.definition)
    lead = next((f for f in found.values() if f.value is not None), found[Sex.TOTAL])
    period = lead.period
    there_too = there.finding(series.id, published_group(wording.definition, lead.group)) if there else None
    return FoundRow(
        id=series.id,
        title=wording.title,
        defined=wording.definition is not None,
        period=period_label(period, wording.definition) if period else "",
        more_years=stands_for_more_years(wording.definition),
        cells=_cells(found, wording, period) if lead.value is not None else (),
        other=own_cell(there_too, wording, column_period=period) if there_too else None,
    )


def _cells(found: dict[Sex, Finding], wording: Wording, period: int | None) -> tuple[Cell, ...]:
    cells = {s: own_cell(f, wording, column_period=period, label=group_label(s)) for s, f in found.items()}
    if cells[Sex.FEMALE].missing and cells[Sex.MALE].missing:
        return (cells[Sex.TOTAL], both_sexes_missing(""))
    return tuple(cells[sex] for sex in GROUPS)


def _heading(words: str, group: SeriesGroup | None, count: int) -> str:
    """What was found, for the heading and, with the page, for the title that tells this page from the next."""
    found = say("{number} nyckeltal", number=number(count, decimals=0)) if count else say("Inga träffar")
    matching = say(" för ”{words}”", words=words) if words else ""
    return found + matching + (say(" i {display_title}", display_title=display_title(group.title)) if group else "")


def _which_page(paging: Paging) -> str:
    return say(", sida {page} av {pages}", page=paging.page, pages=paging.pages) if paging.pages > 1 else ""


def _paging(request: HttpRequest, count: int) -> Paging:
    pages = max(1, -(-count // PER_PAGE))
    text = request.GET.get("sida", "1")
    asked = int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 1
    page = min(max(asked, 1), pages)

    def address(number: int) -> str:
        query = {k: v for k, v in request.GET.items() if k in {"q", "grupp", "med"} and v}
        return f"?{urlencode(query | {'sida': number})}"

    return Paging(
        page=page,
        pages=pages,
        before=address(page - 1) if page > 1 else "",
        after=address(page + 1) if page < pages else "",
        beyond=asked > pages,
    )
