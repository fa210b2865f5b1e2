"""What a series' page links to: its charts as SVG and its figures as CSV, each with an address of its own."""

import atexit
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified

from riktmarke.presentation.charts import NARROW, WIDE, Chart, time_chart
from riktmarke.presentation.rendering import ChartCache, ChartWorker
from riktmarke.presentation.spine import spine_chart
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.series_csv import series_csv
from riktmarke.publishing.website.series_lines import chart_lines
from riktmarke.publishing.website.series_view import other_municipality
from riktmarke.vocabulary.errors import NoFigures, UnknownArea, UnknownSeries
from riktmarke.vocabulary.groups import GROUPS

File = Callable[[HttpRequest, str, str], HttpResponse]
WORKER = ChartWorker()
atexit.register(WORKER.close)


@lru_cache(maxsize=2)
def _cache(folder: Path) -> ChartCache:
    return ChartCache(folder, WORKER.draw)


def or_not_found(file: File) -> File:
    """Return the view with one answer for whatever does not exist."""

    @wraps(file)
    def answering(request: HttpRequest, code: str, series: str) -> HttpResponse:
        try:
            return file(request, code, series)
        except (UnknownArea, UnknownSeries, NoFigures) as error:
            raise Http404 from error

    return answering


@or_not_found
def line_chart(request: HttpRequest, code: str, series: str) -> HttpResponse:
    """Answer with the chart over time; ?bredd=smal for a narrow one, ?med= for another municipality beside."""
    source = figures()
    place = source.place(code)
    described = source.dataset().series[series]
    wording = source.wording(described, place, source.run().of(code))
    panel = source.dataset().panel(series)
    other = other_municipality(source, request.GET.get("med", ""), place)
    chart = time_chart(
        panel,
        chart_lines(panel, place, other),
        title=f"{wording.title}: {place.name} över tid",
        definition=wording.definition,
        decimals=wording.decimals,
        frame=NARROW if _narrow(request) else WIDE,
    )
    return _drawn(request, chart, f"riktmarke-{code}-{series}-over-tid.svg")


@or_not_found
def position_chart(request: HttpRequest, code: str, series: str) -> HttpResponse:
    """Answer with the strip that shows where the municipality lies among all of them."""
    source = figures()
    place = source.place(code)
    findings = source.run().of(code)
    wording = source.wording(source.dataset().series[series], place, findings)
    chart = spine_chart(
        [findings.finding(series, sex) for sex in GROUPS],
        title=f"{wording.title}: {place.name} bland alla kommuner",
        own=place.name,
        county=place.county_name,
        decimals=wording.decimals,
        frame=NARROW if _narrow(request) else WIDE,
    )
    return _drawn(request, chart, f"riktmarke-{code}-{series}-lage.svg")


@or_not_found
def figures_csv(request: HttpRequest, code: str, series: str) -> HttpResponse:
    """Answer with every figure of the page, unrounded."""
    source = figures()
    place = source.place(code)
    described = source.dataset().series[series]
    other = other_municipality(source, request.GET.get("med", ""), place)
    text = series_csv(source, place, described, other)
    # the byte order mark is what makes Excel read å, ä and ö
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="riktmarke-{code}-{series}.csv"'
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _narrow(request: HttpRequest) -> bool:
    return request.GET.get("bredd") == "smal"


def _drawn(request: HttpRequest, chart: Chart, filename: str) -> HttpResponse:
    cache = _cache(Path(settings.RIKTMARKE_CHARTS))
    etag = f'"{cache.key(chart)}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(cache.svg(chart), content_type="image/svg+xml")
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=3600"
    disposition = "attachment" if "ladda-ner" in request.GET else "inline"
    response["Content-Disposition"] = f'{disposition}; filename="{filename}"'
    return response
