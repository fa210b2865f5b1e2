"""The page of the map: choices, the map with its key, and the table that says the same in figures."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from wagtail.models import Page

from riktmarke.presentation.labels import period_label, unit_name
from riktmarke.presentation.language import say
from riktmarke.presentation.numbers import number
from riktmarke.presentation.value_words import suppression_note
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame, way_to
from riktmarke.publishing.website.definition_facts import years_fact
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.maps.asked import (
    BY_NAME,
    COUNTRY,
    COUNTY,
    GROUP_SLUGS,
    HIGHEST_FIRST,
    LOWEST_FIRST,
    MapAsked,
    asked_of_map,
)
from riktmarke.publishing.website.maps.picture import (
    class_words,
    key_heading,
    key_lines,
    map_description,
    map_title,
    page_parts,
)
from riktmarke.publishing.website.maps.rows import (
    HIGHER,
    LOWER,
    PERHAPS_SAME,
    UNTESTED,
    MapFigures,
    MapRow,
    map_figures,
)
from riktmarke.publishing.website.subjects import subjects
from riktmarke.statistics.boundaries import load_boundaries
from riktmarke.vocabulary.areas import AreaKind


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table: `cells` a value per group, then how uncertain the chosen one is and how it is classed."""

    name: str
    link: str
    own: bool
    cells: tuple[str, ...]
    interval: str
    country: str
    level: str
    note: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that sorts: where it leads, and how the table is sorted by it now ("" where it is not)."""

    text: str
    query: str
    sorted: str


@answered
def map_page(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """Answer with the map of an indicator (?nyckeltal=, grupp=, ar=, omrade=lan or riket) and its table (?ordna=)."""
    source = figures()
    place = source.place(code)
    asked = asked_of_map(source, place, request.GET)
    shown = map_figures(source, place, asked, load_boundaries(Path(settings.RIKTMARKE_CATALOGUE)))
    areas = place.country_name if asked.scope == COUNTRY else place.county_name
    crumbs = way_to(page, place, Crumb(say("Karta")))
    head = say("Karta: {title} – {areas}", title=shown.wording.title, areas=areas)
    context = frame(page, title=say("Karta"), head=head, place=place, crumbs=crumbs) | figure_dates(source)
    context |= {
        "same_page": "karta",
        "section": "map",
        "asked": asked,
        "areas_name": areas,
        "series": asked.series,
        "heading": shown.wording.title,
        "unit": unit_name(asked.definition),
        "when": period_label(asked.year, asked.definition) if asked.year else "",
        "group_name": asked.group_name(asked.group) if len(asked.groups) > 1 else "",
        "subjects": subjects(source),
        "undefined": asked.definition is None,
        "group_options": [(GROUP_SLUGS[sex], asked.group_name(sex), sex is asked.group) for sex in asked.groups],
        "regions_only": asked.kind is AreaKind.REGION,
        "county_chosen": asked.scope == COUNTY,
        "query": asked.query,
        "title_of_map": map_title(shown),
        "description_of_map": map_description(shown),
        "drawn": shown.drawn,
        "parts": [(part, SafeString(part.body)) for part in page_parts(shown)],
        "key": [(SafeString(line.swatch), line.text, line.count) for line in key_lines(shown)] if shown.drawn else (),
        "key_heading": key_heading(shown),
        "any_unsure": any(row.unsure for row in shown.rows),
        "country_name": place.country_name,
    }
    return render(request, "website/maps/page.html", context | _table(shown) | _notes(shown))


def _table(shown: MapFigures) -> dict[str, Any]:
    asked = shown.asked
    intervals = any(row.known for row in shown.rows)
    compared = intervals and shown.country is not None
    by_value = LOWEST_FIRST if asked.order == HIGHEST_FIRST else HIGHEST_FIRST
    direction = {HIGHEST_FIRST: "descending", LOWEST_FIRST: "ascending"}.get(asked.order, "")
    return {
        "by_name": Heading(
            say("Region") if asked.kind is AreaKind.REGION else say("Kommun"),
            asked.but(order=BY_NAME),
            "ascending" if asked.order == BY_NAME else "",
        ),
        "value_columns": [
            Heading(asked.group_name(sex), asked.but(order=by_value), direction)
            if sex is asked.group
            else Heading(asked.group_name(sex), "", "")
            for sex in asked.groups
        ],
        "rows": [_row(row, shown) for row in shown.in_order()],
        "country_row": _country_cells(shown),
        "intervals": intervals,
        "compared": compared,
    }


def _row(row: MapRow, shown: MapFigures) -> TableRow:
    plain = shown.wording.plain
    beside = {
        HIGHER: say("högre"),
        LOWER: say("lägre"),
        PERHAPS_SAME: say("kan vara lika"),
        UNTESTED: say("går inte att avgöra"),
    }
    known = row.known
    return TableRow(
        name=row.name,
        link=row.link,
        own=row.own,
        cells=tuple("–" if value is None else plain(value) for value in row.by_group),
        interval=say("{low} till {high}", low=plain(known.low), high=plain(known.high)) if known else "",
        country=beside.get(row.beside_country, ""),
        level=class_words(row.level, shown) if row.level is not None else row.missing,
        note=row.note,
    )


def _country_cells(shown: MapFigures) -> tuple[str, ...]:
    """The country's values, where it may be compared with; nothing where it has none."""
    if shown.country is None:
        return ()
    values = [shown.asked.of(shown.place.country.code, group) for group in shown.asked.groups]
    return tuple("–" if value is None else shown.wording.plain(value) for value in values)


def _notes(shown: MapFigures) -> dict[str, Any]:
    asked: MapAsked = shown.asked
    definition = asked.definition
    notes = []
    if any(row.hidden for row in shown.rows):
        notes.append(suppression_note(definition))
    if years := years_fact(definition):
        notes.append(years)
    if definition is not None and not definition.averaged:
        notes.append(say("Ett antal följer hur många som bor i området. Färgen säger därför inget om hur bra det är."))
    count = number(len(shown.with_value), decimals=0)
    return {"map_notes": notes, "with_value": count, "all_areas": len(shown.rows)}
