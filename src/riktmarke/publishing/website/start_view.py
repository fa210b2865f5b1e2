"""The start of a municipality: a dozen indicators on one page, and the doors to the rest."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from riktmarke.assessment.findings_file import AreaFindings
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import UNIT_NAMES, period_label
from riktmarke.presentation.numbers import number
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame
from riktmarke.publishing.website.cells import Cell, ChangeCell, change_cell, own_cell, value_cell
from riktmarke.publishing.website.figures import Figures, Place, figures
from riktmarke.publishing.website.places import alphabetical
from riktmarke.vocabulary.groups import Sex

POPULATION = "population_series"


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator of the overview."""

    series: str
    title: str
    unit: str
    period: str
    cells: tuple[Cell, ...]
    change: ChangeCell


@answered
def start(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """Answer with the start page of a municipality."""
    source = figures()
    place = source.place(code)
    findings = source.run().of(code)
    known = source.dataset().series
    shown = sorted((d for d in source.catalogue.values() if d.series in known), key=lambda d: alphabetical(d.title))
    rows = [_row(source, place, findings, definition) for definition in shown]
    ours = code == page.own_area
    crumbs = () if ours else (Crumb("Kommuner", "/kommuner/"), Crumb(place.name))
    context = frame(page, title=place.name, place=place, crumbs=crumbs) | figure_dates(source)
    context |= {
        "section": "start",
        "page": page,
        "ours": ours,
        "rows": rows,
        "any_computed": any(cell.computed for row in rows for cell in row.cells),
        "series_count": number(len(known), decimals=0),
        "series_here": number(len(findings.series), decimals=0),
        "municipality_count": sum(1 for area in source.dataset().areas if area.county_code),
        "population": _population(source, findings),
    }
    return render(request, "website/start.html", context)


def _row(source: Figures, place: Place, findings: AreaFindings, definition: Definition) -> IndicatorRow:
    wording = source.wording(source.dataset().series[definition.series], place, findings)
    total, women, men = (findings.finding(definition.series, sex) for sex in Sex)
    lead = next((f for f in (total, women, men) if f.value is not None), total)
    split = women.value is not None or men.value is not None
    at = lead.period
    by_sex: tuple[Cell, ...] = (
        own_cell(women, wording, column_period=at, label="Kvinnor"),
        own_cell(men, wording, column_period=at, label="Män"),
    )
    if not split:
        reason = "ej könsuppdelat" if lead.value is not None else ""
        by_sex = (Cell(reason, "Kvinnor och män", missing=True, explained=definition.not_split_by_sex, span=2),)
    cells = (
        own_cell(total, wording, column_period=at, label="Totalt"),
        *by_sex,
        value_cell(lead.county, lead.county_reason, wording, label=place.county_name, basis=lead.county_basis),
        value_cell(lead.country, lead.country_reason, wording, label="Sverige"),
    )
    return IndicatorRow(
        series=definition.series,
        title=definition.title,
        unit=UNIT_NAMES[definition.unit],
        period=period_label(lead.period, definition) if lead.period else "",
        cells=cells,
        change=change_cell(lead, wording),
    )


def _population(source: Figures, findings: AreaFindings) -> str:
    series = source.dataset().version.manifest.get(POPULATION)
    if not series:
        return ""
    finding = findings.finding(series)
    if finding.value is None:
        return ""
    return f"{number(finding.value, decimals=0)} invånare {finding.period}"
