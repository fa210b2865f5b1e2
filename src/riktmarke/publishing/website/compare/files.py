"""What the page of comparisons links to: its table as CSV and Excel workbook, its chart as SVG and PNG."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse

from riktmarke.presentation.labels import published_as, window_note
from riktmarke.presentation.language import say
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.presentation.value_words import years_words
from riktmarke.publishing.website.compare.asked import Compared, compared
from riktmarke.publishing.website.compare.over_time import axis_is_cut, compared_chart
from riktmarke.publishing.website.compare.table import Beside, Comparison, comparisons, tested_words
from riktmarke.publishing.website.figures import Figures, Place, figures
from riktmarke.publishing.website.series_excel import WHICH_YEARS, rounded_mean
from riktmarke.publishing.website.series_files import csv_file, drawn_chart, frame_of, or_not_found
from riktmarke.publishing.website.text_dates import day
from riktmarke.publishing.website.workbook import Sheet, Value, excel_file, workbook
from riktmarke.vocabulary.groups import GROUPS, Sex

HEADINGS = (
    *("series", "title", "unit", "area_code", "area", "group", "year", "period", "value", "status", "missing"),
    *("difference", "tested", "computed", "source", "period_note"),
)


def _asked(request: HttpRequest, code: str) -> tuple[Figures, Place, Compared, list[Comparison]]:
    source = figures()
    place = source.place(code)
    asked = compared(source, place, request.GET)
    if asked.wrong:
        raise Http404(" ".join(asked.wrong))
    return source, place, asked, comparisons(source, place, asked.others, asked.indicators)


def _name(place: Place, asked: Compared) -> str:
    """What a file is called: riktmarke-jamfor-2083-2080-2084-N00957."""
    codes = "-".join(area.code for area in (place.area, *asked.others))
    return f"riktmarke-jamfor-{codes}-{asked.indicator.series if asked.indicator else asked.subject.key}"


@or_not_found
def compared_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the figures for programs: codes, full precision, all groups."""
    source, place, asked, made = _asked(request, code)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for one in made:
        writer.writerows(row for area in one.areas for row in _csv_rows(source, one, area))
    return csv_file(text.getvalue(), f"{_name(place, asked)}.csv")


def _csv_rows(source: Figures, one: Comparison, area: Beside) -> Iterator[tuple[object, ...]]:
    """A row per group: `status` after SDMX, and `missing` why there is no value."""
    for group, value, status, absent in zip(one.groups, area.values, area.statuses, area.absent, strict=True):
        leads = group is one.lead and area.difference is not None
        yield (
            *(one.definition.series, title_in_tongue(one.definition), one.unit, area.code, area.name, group.value),
            *(one.year, one.when, "" if value is None else value, status, absent),
            *((area.difference, area.tested) if leads else ("", "")),
            *(int(bool(area.computed)), _source(source, area), _which_years(one)),
        )


@or_not_found
def compared_excel(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the table as an Excel workbook: a row per indicator and area."""
    source, place, asked, made = _asked(request, code)
    headings = (
        *(say("Nyckeltal"), say("Rubrik"), say("Enhet"), say("År"), say("Period"), say("Område"), say("Kod")),
        *(say("Totalt"), say("Kvinnor"), say("Män")),
        say("Området minus {name}", name=place.name),
        *(say("Skillnaden gäller"), say("Skillnaden"), say("Källa"), say(WHICH_YEARS)),
    )
    rows = [row for one in made for row in _rows(source, one)]
    decimals = max((one.wording.decimals for one in made), default=0)
    sheet = Sheet(say("Jämförelse"), headings, rows, [None] * 7 + [decimals] * 4 + [None] * 4, frozen_columns=2)
    manifest = source.dataset().version.manifest
    about = [
        *([(say("Obs"), source.example)] if source.example else []),
        (say("Visar"), title_in_tongue(asked.indicator) if asked.indicator else asked.subject.title),
        (say("Kommuner"), ", ".join(area.name for area in (place.area, *asked.others))),
        (
            say("Skillnaden"),
            say(
                "Beräknad för alla, eller för kvinnor där inget värde för alla finns. ”Större än slumpen”: längre "
                "ifrån varandra än slumpen gör i 95 fall av 100. Var och en är prövad för sig, så bland tjugo "
                "skillnader som inte finns ser ungefär en ut att finnas. Egen bearbetning."
            ),
        ),
        (say("Källa"), source.attribution),
        (say("Hämtat"), day(manifest.get("fetched")) or ""),
    ]
    return excel_file(workbook([sheet], about), f"{_name(place, asked)}.xlsx")


def _rows(source: Figures, one: Comparison) -> list[tuple[Value, ...]]:
    covers = one.definition.covers_sex
    made: list[tuple[Value, ...]] = []
    for area in one.areas:
        values = {
            (covers if covers and sex is Sex.TOTAL else sex): absent if value is None else _exact(value, area)
            for sex, value, absent in zip(one.groups, area.values, area.absent, strict=True)
        }
        difference = None if area.difference is None else rounded_mean(area.difference)
        made.append(
            (
                *(
                    one.definition.series,
                    title_in_tongue(one.definition),
                    one.unit,
                    one.year,
                    one.when,
                    area.name,
                    area.code,
                ),
                *(values.get(sex) for sex in GROUPS),
                *(difference, one.lead_name or say("alla"), tested_words(area.tested), _source(source, area)),
                _which_years(one) or None,
            )
        )
    return made


def _which_years(one: Comparison) -> str:
    """Which years the values stand for, where they differ between areas and are more than the year that stands."""
    return window_note(one.definition) if one.year else ""


def _exact(value: float, area: Beside) -> float:
    """A value as published, or with the digits that mean something where it is our own work."""
    return rounded_mean(value) if area.computed else value


def _source(source: Figures, area: Beside) -> str:
    example = f"{source.example}. " if source.example else ""
    return f"{example}{area.computed or source.attribution}"


@or_not_found
def compared_picture(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the chart of one indicator (?nyckeltal=) as SVG, or as PNG where the address ends in .png."""
    source, place, asked, _made = _asked(request, code)
    if asked.indicator is None:
        raise Http404(say("Välj ett nyckeltal."))
    chart = compared_chart(source, place, asked.others, asked.indicator, frame_of(request))
    of = f"{source.attribution}, {published_as(asked.indicator.series, asked.indicator)}."
    is_cut = axis_is_cut(source, place, asked.others, asked.indicator)
    cut = say("Den lodräta axeln börjar inte vid noll.") if is_cut else ""
    notes = (of, cut, years_words(asked.indicator))
    return drawn_chart(request, source, chart, f"{_name(place, asked)}.svg", notes=notes)
