"""What the page of the map links to: the map as SVG and PNG, its table as CSV and as an Excel workbook."""

import csv
from hashlib import sha256
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from riktmarke.presentation.labels import period_label, unit_name, window_note
from riktmarke.presentation.language import say
from riktmarke.presentation.value_words import absent_words
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.maps.asked import COUNTRY, GROUP_SLUGS, asked_of_map
from riktmarke.publishing.website.maps.picture import map_description, map_svg
from riktmarke.publishing.website.maps.rows import MapFigures, map_figures
from riktmarke.publishing.website.series_excel import WHICH_YEARS
from riktmarke.publishing.website.series_files import csv_file, or_not_found, picture
from riktmarke.publishing.website.series_workbook import about_series
from riktmarke.publishing.website.workbook import Sheet, excel_file, workbook
from riktmarke.statistics.boundaries import load_boundaries
from riktmarke.vocabulary.groups import Sex

HEADINGS = (
    *("series", "title", "unit", "area_code", "area", "group", "year", "period", "value", "low_95", "high_95"),
    *("class", "status", "missing", "source", "period_note"),
)


def _asked(request: HttpRequest, code: str) -> MapFigures:
    source = figures()
    place = source.place(code)
    asked = asked_of_map(source, place, request.GET)
    if asked.wrong:
        raise Http404(" ".join(asked.wrong))
    return map_figures(source, place, asked, load_boundaries(Path(settings.RIKTMARKE_CATALOGUE)))


@or_not_found
def map_picture(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the map as SVG, or as PNG where the address ends in .png; nothing where there are no boundaries."""
    shown = _asked(request, code)
    if not shown.drawn:
        raise Http404(say("Det finns inga gränser att rita."))
    svg = map_svg(shown).encode()
    return picture(request, lambda: svg, sha256(svg).hexdigest(), f"{_name(shown)}.svg")


@or_not_found
def map_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the map's figures for programs: codes, full precision, all groups."""
    shown = _asked(request, code)
    asked, text = shown.asked, StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    about, noted = (asked.series.id, shown.wording.title, unit_name(asked.definition)), window_note(asked.definition)
    when = period_label(asked.year, asked.definition) if asked.year else ""
    for row in shown.in_order():
        for group, value in zip(asked.groups, row.by_group, strict=True):
            chosen = group is asked.group
            status = asked.panel.status_of(row.area.code, asked.year or 0, group)
            limits = (row.known.low, row.known.high) if chosen and row.known else ("", "")
            level = row.level + 1 if chosen and row.level is not None else ""
            writer.writerow(
                (
                    *(*about, row.area.code, row.name, group.value, asked.year, when),
                    *("" if value is None else value, *limits, level, status.value),
                    *(absent_words(status) if value is None else "", _source(shown), noted),
                )
            )
    return csv_file(text.getvalue(), f"{_name(shown)}.csv")


@or_not_found
def map_excel(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the map's table as an Excel workbook."""
    shown = _asked(request, code)
    asked = shown.asked
    unit, decimals, noted = unit_name(asked.definition), shown.wording.decimals, window_note(asked.definition)
    names = [asked.group_name(sex) for sex in asked.groups]
    intervals = any(row.known for row in shown.rows)
    limits = [say("Undre gräns (95 %)"), say("Övre gräns (95 %)")] if intervals else []
    sheet = Sheet(
        say("Karta"),
        [
            say("Område"),
            say("Kod"),
            say("År"),
            *(f"{name} ({unit})" if unit else name for name in names),
            *limits,
            say("Klass"),
            say("Källa"),
            *([say(WHICH_YEARS)] if noted else []),
        ],
        [
            (
                row.name,
                row.area.code,
                asked.year,
                *row.by_group,
                *((row.known.low, row.known.high) if row.known else (None, None) if intervals else ()),
                row.level + 1 if row.level is not None else row.missing,
                _source(shown),
                *([noted] if noted else []),
            )
            for row in shown.in_order()
        ],
        [
            None,
            None,
            None,
            *(decimals for _name_ in names),
            *(decimals for _limit in limits),
            None,
            None,
            *([None] if noted else []),
        ],
    )
    when = period_label(asked.year, asked.definition) if asked.year else ""
    more = [
        (say("Period"), when),
        (say("Kartan visar"), asked.group_name(asked.group)),
        (say("I korthet"), map_description(shown)),
        (
            say("Klasser"),
            say(
                "1 är lägst. Klasserna är delade så att ungefär lika många av landets kommuner ligger i var och en: "
                "egen bearbetning. Gränserna för osäkerhet gäller gruppen som kartan visar, och är egen bearbetning."
            ),
        ),
    ]
    about = about_series(shown.source, asked.series, more=tuple(more))
    return excel_file(workbook([sheet], about), f"{_name(shown)}.xlsx")


def _source(shown: MapFigures) -> str:
    example = f"{shown.source.example}. " if shown.source.example else ""
    return f"{example}{shown.source.attribution}"


def _name(shown: MapFigures) -> str:
    """What a file is called, so that it tells what it is: riktmarke-karta-N00925-lan-20-2022-kvinnor."""
    asked, place = shown.asked, shown.place
    areas = "riket" if asked.scope == COUNTRY else f"lan-{place.county.code[-2:]}"
    group = "" if asked.group is Sex.TOTAL else f"-{GROUP_SLUGS[asked.group]}"
    return f"riktmarke-karta-{asked.series.id}-{areas}-{asked.year}{group}"
