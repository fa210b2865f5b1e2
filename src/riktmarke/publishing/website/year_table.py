"""Every figure that a chart draws, year by year: the full alternative to it."""

from dataclasses import dataclass

from riktmarke.presentation.charts import Line, measured_years
from riktmarke.presentation.labels import STATUS_TEXTS, period_label
from riktmarke.presentation.sentences import Wording
from riktmarke.publishing.website.cells import Cell
from riktmarke.publishing.website.figures import Place
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import ObservationStatus

REPEATED = "upprepat"


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year: a figure per column."""

    period: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class YearTable:
    """All years, the latest first. `repeats` tells whether any figure repeats an earlier measurement."""

    columns: tuple[str, ...]
    rows: tuple[YearRow, ...]
    repeats: bool


def year_table(panel: Panel, lines: list[Line], wording: Wording, place: Place) -> YearTable:
    """Return the table of the lines of the chart, the municipality's own first."""
    own = [line for line in reversed(lines) if line.area == place.area.code]
    own.sort(key=lambda line: list(Sex).index(line.group))
    ordered = own + [line for line in lines if line.area not in {place.area.code, place.country.code}]
    ordered += [line for line in lines if line.area == place.country.code]
    values = {line: panel.of(line.area, line.group) for line in ordered}
    measured = {
        line: measured_years(panel, area=line.area, group=line.group, definition=wording.definition) for line in ordered
    }
    years = sorted({year for of_line in values.values() for year in of_line}, reverse=True)
    rows = tuple(
        YearRow(
            _row_label(year, wording, measured=any(year in measured[line] for line in ordered)),
            tuple(_cell(panel, line, year, wording, measured=year in measured[line]) for line in ordered),
        )
        for year in years
    )
    repeats = any(cell.note for row in rows for cell in row.cells)
    return YearTable(tuple(line.label for line in ordered), rows, repeats)


def _row_label(year: int, wording: Wording, *, measured: bool) -> str:
    scheduled = wording.definition is not None and wording.definition.measurement.schedule is not None
    return str(year) if scheduled and not measured else period_label(year, wording.definition)


def _cell(panel: Panel, line: Line, year: int, wording: Wording, *, measured: bool) -> Cell:
    value = panel.of(line.area, line.group).get(year)
    if value is None:
        status = panel.status_of(line.area, year, line.group)
        return Cell("–", missing=True, explained=STATUS_TEXTS[status])
    status = panel.status_of(line.area, year, line.group)
    note = STATUS_TEXTS[status] if status is not ObservationStatus.NORMAL else "" if measured else REPEATED
    return Cell(wording.plain(value), note=note)
