"""What a series' page links to: its charts as SVG and its figures as CSV, each with an address of its own."""

import atexit
from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified

from riktmarke.presentation.charts import MIDDLE, NARROW, WIDE, Chart, Frame, labelled, time_chart
from riktmarke.presentation.kept_picture import kept_picture
from riktmarke.presentation.labels import listed, period_label, published_as
from riktmarke.presentation.language import say
from riktmarke.presentation.rendering import ChartCache, ChartWorker
from riktmarke.presentation.spine import spine_chart
from riktmarke.presentation.value_words import years_words
from riktmarke.publishing.website.answering import damaged_figures
from riktmarke.publishing.website.beside import other_municipality
from riktmarke.publishing.website.comparators import found_for, named_once
from riktmarke.publishing.website.covered import as_covered
from riktmarke.publishing.website.figures import Figures, Place, figures
from riktmarke.publishing.website.series_csv import own_work, series_csv
from riktmarke.publishing.website.series_excel import series_excel
from riktmarke.publishing.website.series_lines import series_lines
from riktmarke.publishing.website.series_tables import chart_over_time
from riktmarke.publishing.website.series_workbook import series_workbook
from riktmarke.publishing.website.text_dates import day
from riktmarke.publishing.website.workbook import excel_file
from riktmarke.statistics.series import Series
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.errors import DamagedFile, NoFigures, UnknownArea, UnknownSeries

File = Callable[..., HttpResponse]
MakeCsv = Callable[[Figures, Place, Series, Area | None], str]
TO_KEEP = "ladda-ner"  # in an address, to have a picture as a file
WORKER = ChartWorker()
atexit.register(WORKER.close)


@lru_cache(maxsize=2)
def _cache(folder: Path) -> ChartCache:
    return ChartCache(folder, WORKER.draw, WORKER.png)


def or_not_found(file: File) -> File:
    """Return the view with one answer for whatever does not exist, and one for figures that cannot be read."""

    @wraps(file)
    def answering(request: HttpRequest, *args: str, **named: str) -> HttpResponse:
        try:
            return file(request, *args, **named)
        except (UnknownArea, UnknownSeries, NoFigures) as error:
            raise Http404 from error
        except DamagedFile as error:
            return damaged_figures(request, error)

    return answering


@or_not_found
def line_chart(request: HttpRequest, code: str, series: str) -> HttpResponse:
    """Answer with the chart over time; ?bredd=smal or mellan for a narrower one, ?med= for another one beside."""
    source = figures()
    place = source.place(code)
    described = source.dataset().series[series]
    panel = source.dataset().panel(series)
    other = other_municipality(source, request.GET.get("med", ""), place)
    wording = source.wording(described, place, source.run().of(code), panel=panel, other=other)
    lines = series_lines(panel, place, other, wording.definition)
    chart = time_chart(
        panel,
        lines.drawn,
        title=say("{wording_title}: {place_name} över tid", wording_title=wording.title, place_name=place.name),
        definition=wording.definition,
        decimals=wording.decimals,
        frame=frame_of(request),
    )
    said = chart_over_time(panel, lines, wording)
    cut = say("Den lodräta axeln börjar inte vid noll.") if said["axis_above_zero"] else ""
    of = f"{source.attribution}, {published_as(series, wording.definition)}."
    notes = (of, said["chart_breaks"], said["chart_left_out"], cut, years_words(wording.definition))
    return drawn_chart(request, source, chart, f"riktmarke-{code}-{series}-over-tid.svg", notes=notes)


@or_not_found
def position_chart(request: HttpRequest, code: str, series: str) -> HttpResponse:
    """Answer with the strip that shows where the municipality lies among all of them."""
    source = figures()
    place = source.place(code)
    findings = source.run().of(code)
    panel = source.dataset().panel(series)
    wording = source.wording(source.dataset().series[series], place, findings, panel=panel)
    found = as_covered(found_for(place, findings, series, wording.definition), wording.definition)
    drawn, county = named_once(found, place.county_name)
    chart = spine_chart(
        drawn,
        title=say(
            "{wording_title}: {place_name} bland alla kommuner", wording_title=wording.title, place_name=place.name
        ),
        own=place.name,
        county=county,
        country=place.country_name,
        decimals=wording.decimals,
        frame=frame_of(request),
        definition=wording.definition,
        without=series_lines(panel, place, None, wording.definition).without,
    )
    years = {period_label(one.period, wording.definition) for one in drawn if one.period}
    notes = (
        f"{own_work(source)}, {published_as(series, wording.definition)}.",
        say("Värdena gäller {years}.", years=listed(sorted(years))),
        say(
            "Det tunna strecket går från den lägsta till den högsta kommunen, det fyllda fältet är den mittersta "
            "hälften och tvärstrecket är medianen."
        ),
    )
    return drawn_chart(request, source, chart, f"riktmarke-{code}-{series}-lage.svg", notes=notes)


@or_not_found
def figures_csv(request: HttpRequest, code: str, series: str) -> HttpResponse:
    """Answer with every figure of the page for programs: codes, full precision."""
    return _csv(request, code, series, series_csv, f"riktmarke-{code}-{series}.csv")


@or_not_found
def figures_excel(request: HttpRequest, code: str, series: str) -> HttpResponse:
    """Answer with every figure of the page as Excel in Swedish opens it."""
    return _csv(request, code, series, series_excel, f"riktmarke-{code}-{series}-excel.csv")


@or_not_found
def figures_workbook(request: HttpRequest, code: str, series: str) -> HttpResponse:
    """Answer with every figure of the page as an Excel workbook, with what they are on a sheet of its own."""
    source = figures()
    place = source.place(code)
    other = other_municipality(source, request.GET.get("med", ""), place)
    content = series_workbook(source, place, source.dataset().series[series], other)
    return excel_file(content, f"riktmarke-{code}-{series}.xlsx")


def _csv(request: HttpRequest, code: str, series: str, make: MakeCsv, filename: str) -> HttpResponse:
    source = figures()
    place = source.place(code)
    other = other_municipality(source, request.GET.get("med", ""), place)
    text = make(source, place, source.dataset().series[series], other)
    return csv_file(text, filename)


def csv_file(text: str, filename: str) -> HttpResponse:
    """Return a CSV as a file to keep."""
    # the byte order mark is what makes Excel read å, ä and ö
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "public, max-age=3600"
    return response


def frame_of(request: HttpRequest) -> Frame:
    """Return the size of a chart that an address asks for: ?bredd=smal or mellan, otherwise wide."""
    return {"smal": NARROW, "mellan": MIDDLE}.get(request.GET.get("bredd", ""), WIDE)


def drawn_chart(
    request: HttpRequest, source: Figures, chart: Chart, filename: str, *, notes: Sequence[str]
) -> HttpResponse:
    """Answer with a chart, drawn only if nobody has drawn it before; unchanged where the reader already has it.

    An address that ends in .png is answered with the same picture as PNG. A picture to keep leaves its page, so its
    title stands above it, and below it `notes`: its source and what to beware of.
    """
    chart = labelled(chart, source.example, frame_of(request))
    cache = _cache(Path(settings.RIKTMARKE_CHARTS))
    key = cache.key(chart)
    if not (request.path.endswith(".png") or TO_KEEP in request.GET):
        return picture(request, lambda: cache.svg(chart), key, filename)
    below = [note for note in (*notes, *fetched_words(source)) if note]

    def kept() -> bytes:
        return kept_picture(cache.svg(chart).decode(), title=chart.title, notes=below).encode()

    return picture(request, kept, sha256("|".join([key, *below]).encode()).hexdigest(), filename)


def fetched_words(source: Figures) -> list[str]:
    """Return when the figures were fetched, as a sentence, where that is known."""
    fetched = day(source.dataset().version.manifest.get("fetched"))
    return [say("Hämtat {day}.", day=fetched)] if fetched else []


def picture(request: HttpRequest, svg: Callable[[], bytes], key: str, filename: str) -> HttpResponse:
    """Answer with a picture whose content `key` stands for; as PNG where the address ends in .png."""
    as_png = request.path.endswith(".png")
    etag = f'"{key}{"-png" if as_png else ""}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    elif as_png:
        response = HttpResponse(_cache(Path(settings.RIKTMARKE_CHARTS)).png(svg()), content_type="image/png")
        filename = f"{filename.removesuffix('.svg')}.png"
    else:
        response = HttpResponse(svg(), content_type="image/svg+xml")
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=3600"
    disposition = "attachment" if TO_KEEP in request.GET else "inline"
    response["Content-Disposition"] = f'{disposition}; filename="{filename}"'
    return response
