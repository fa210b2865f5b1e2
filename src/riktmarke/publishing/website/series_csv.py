"""A series as CSV for programs (RFC 4180): codes beside names, every figure as fetched, every computed one named."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import StringIO

from riktmarke.assessment.findings import Finding
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import (
    area_name,
    county_label,
    is_computed,
    period_label,
    published_as,
    unit_name,
    weight_text,
    window_note,
)
from riktmarke.presentation.language import say
from riktmarke.presentation.lines import measured_years
from riktmarke.presentation.value_words import absent_words
from riktmarke.publishing.website.comparators import found_for
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.statistics.panels import Panel
from riktmarke.statistics.series import Series
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.groups import GROUPS, Sex
from riktmarke.vocabulary.observation_status import ObservationStatus

HEADINGS = (
    *("series", "title", "unit", "area_code", "area", "group", "year", "period", "value", "measurement", "status"),
    *("missing", "source", "period_note"),
)
MEASURED, REPEATED, UNKNOWN, COMPUTED, HIDDEN = "measured", "repeated", "not_stated", "computed", "hidden"
COMPUTED_STATUS = "E"  # SDMX CL_OBS_STATUS: estimated


@dataclass(frozen=True, slots=True)
class CsvFigure:
    """One row of a file: a published value, or a mean that we have computed and whose `source` says how.

    What the source hides has no value, and `missing` says why; what it does not have has no row.
    """

    area_code: str
    area: str
    group: Sex
    year: int
    value: float | None
    measurement: str
    status: str
    source: str
    missing: str = ""


def series_csv(source: Figures, place: Place, series: Series, other: Area | None) -> str:
    """Return all years and groups of the municipality and of everything it is compared to, in full precision.

    `period_note` says which years a value stands for, where they differ between areas and are more than `period` says.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    definition = source.definition(series.id)
    about, noted = (series.id, source.title(series), unit_name(definition)), window_note(definition)
    for f in csv_figures(source, place, series, other):
        when = period_of(f, definition)
        writer.writerow(
            (
                *(*about, f.area_code, f.area, f.group.value, f.year, when, "" if f.value is None else f.value),
                *(f.measurement, f.status, f.missing, f.source, noted),
            )
        )
    return text.getvalue()


def csv_figures(source: Figures, place: Place, series: Series, other: Area | None) -> Iterator[CsvFigure]:
    """Yield every published figure of the areas on the page, then the means that we have computed.

    Rows leave their file and are read alone: each says where invented figures are invented.
    """
    for figure in _figures(source, place, series, other):
        yield replace(figure, source=f"{source.example}. {figure.source}") if source.example else figure


def period_of(figure: CsvFigure, definition: Definition | None) -> str:
    """Return the time a row stands for; a value that the source repeats is of no new measurement, only of its year."""
    return str(figure.year) if figure.measurement == REPEATED else period_label(figure.year, definition)


def _figures(source: Figures, place: Place, series: Series, other: Area | None) -> Iterator[CsvFigure]:
    panel = source.dataset().panel(series.id)
    near = [] if place.is_whole_county else [place.county]
    for area in dict.fromkeys([place.area, *near, place.country, *([other] if other else []), *place.peers]):
        yield from _published(source, panel, series, area)
    for finding in found_for(place, source.run().of(place.area.code), series.id, source.definition(series.id)).values():
        yield from _computed(source, place, finding)


def _published(source: Figures, panel: Panel, series: Series, area: Area) -> Iterator[CsvFigure]:
    definition = source.definition(series.id)
    whence = source.attribution
    if definition is not None and definition.composed:
        whence = f"{whence}, {published_as(series.id, definition)}"  # our id is not the publisher's
    why = absent_words(ObservationStatus.SUPPRESSED)
    for sex in GROUPS:
        values, hidden = panel.of(area.code, sex), panel.suppressed(area.code, sex)
        measured = measured_years(panel, area=area.code, group=sex, definition=definition)
        for year in sorted({*values, *hidden}):
            kind = UNKNOWN if definition is None else MEASURED if year in measured else REPEATED
            status = panel.status_of(area.code, year, sex).value
            about = (area.code, area_name(area), sex, year)
            if year in values:
                yield CsvFigure(*about, values[year], kind, status, whence)
            else:
                yield CsvFigure(*about, None, HIDDEN, status, whence, why)


def _computed(source: Figures, place: Place, finding: Finding) -> Iterator[CsvFigure]:
    if finding.period is None:
        return
    of_peers = say(
        "{own_work}: medel av {peers_members} av {peers_size}",
        own_work=own_work(source),
        peers_members=finding.peers_members,
        peers_size=finding.peers_size,
    )
    means: list[tuple[str, str, float | None, str]] = [
        (
            "peers_weighted",
            say("Liknande kommuner, vägt medel"),
            finding.peers_weighted,
            f"{of_peers}, {weight_text(finding.peers_basis)}",
        ),
        (
            "peers_unweighted",
            say("Liknande kommuner, ovägt medel"),
            finding.peers_unweighted,
            say("{of_peers}, ovägt", of_peers=of_peers),
        ),
    ]
    if is_computed(finding.county_basis):
        name = county_label(place.county_name, finding.county_basis)
        means.insert(0, ("county_mean", name, finding.county, county_mean(source, finding)))
    for code, name, value, how in means:
        if value is not None:
            yield CsvFigure(code, name, finding.group, finding.period, value, COMPUTED, COMPUTED_STATUS, how)


def own_work(source: Figures) -> str:
    """Return that something is our own work on the publisher's figures, as a source line."""
    publisher = source.attribution.removeprefix(say("Källa: {publisher}", publisher=""))
    return say("Egen bearbetning av {removeprefix}", removeprefix=publisher)


def county_mean(source: Figures, finding: Finding) -> str:
    """Return how a mean of a county's municipalities is made, as a source line."""
    how = say(
        "medel av {county_members} av {county_size}, {weight_text}",
        county_members=finding.county_members,
        county_size=finding.county_size,
        weight_text=weight_text(finding.county_basis),
    )
    return f"{own_work(source)}: {how}"
