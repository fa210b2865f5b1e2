"""Every figure that a chart draws, year by year: the full alternative to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riktmarke.presentation.labels import STATUS_TEXTS, period_label
from riktmarke.presentation.lines import Line, breaks_within, measured_years
from riktmarke.presentation.sentences import Wording
from riktmarke.publishing.website.cells import DASH, Cell, both_sexes_missing
from riktmarke.publishing.website.figures import Place
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import ObservationStatus

REPEATED, REVISED = "upprepat", "ändrat sedan mätningen"


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year: a figure per column. With `broken`, no figures but words across all columns."""

    period: str
    cells: tuple[Cell, ...]
    broken: str = ""


@dataclass(frozen=True, slots=True)
class YearTable:
    """All years, the latest first.

    `repeats` tells whether any figure repeats an earlier measurement, `missing` why there is none where a dash
    stands, one line for each reason.
    """

    columns: tuple[str, ...]
    rows: tuple[YearRow, ...]
    repeats: bool
    missing: tuple[str, ...]


def year_table(panel: Panel, lines: Sequence[Line], wording: Wording, place: Place) -> YearTable:
    """Return the table of the lines, the municipality's own first."""
    own = [line for line in reversed(lines) if line.area == place.area.code]
    own.sort(key=lambda line: list(Sex).index(line.group))
    ordered = own + [line for line in lines if line.area not in {place.area.code, place.country.code}]
    ordered += [line for line in lines if line.area == place.country.code]
    values = {line: panel.of(line.area, line.group) for line in ordered}
    measured = {
        line: measured_years(panel, area=line.area, group=line.group, definition=wording.definition) for line in ordered
    }
    years = sorted({year for of_line in values.values() for year in of_line}, reverse=True)
    breaks = breaks_within(wording.definition, years)
    rows: list[YearRow] = []
    for year in years:
        rows += [_break_row(first) for first in breaks if rows and year < first and _year_before(years, year) >= first]
        cells = tuple(
            _cell(
                panel,
                line,
                year,
                values[line].get(year),
                wording,
                unmeasured=_unmeasured(values[line], measured[line], year),
            )
            for line in ordered
        )
        label = _row_label(year, wording, measured=any(year in measured[line] for line in ordered))
        rows.append(YearRow(label, _without_sexes(ordered, cells)))
    shown = [cell for row in rows for cell in row.cells]
    return YearTable(
        columns=tuple(line.label for line in ordered),
        rows=tuple(rows),
        repeats=any(cell.note == REPEATED for cell in shown),
        missing=tuple(dict.fromkeys(cell.explained for cell in shown if cell.text == DASH)),
    )


def _year_before(years: list[int], year: int) -> int:
    """The year in the row above."""
    return years[years.index(year) - 1]


def _break_row(first: int) -> YearRow:
    return YearRow("", (), f"Serien bryts här: från och med {first} har mätningen ändrats. Jämför inte över raden.")


def _row_label(year: int, wording: Wording, *, measured: bool) -> str:
    scheduled = wording.definition is not None and wording.definition.measurement.schedule is not None
    return str(year) if scheduled and not measured else period_label(year, wording.definition)


def _cell(panel: Panel, line: Line, year: int, value: float | None, wording: Wording, *, unmeasured: str) -> Cell:
    status = panel.status_of(line.area, year, line.group)
    if value is None:
        return Cell(DASH, missing=True, explained=STATUS_TEXTS[status])
    note = STATUS_TEXTS[status] if status is not ObservationStatus.NORMAL else unmeasured
    return Cell(wording.plain(value), note=note)


def _unmeasured(values: Mapping[int, float], measured: frozenset[int], year: int) -> str:
    """What is said of a value that is no measurement: most often the latest one again, after a re-election not."""
    if year in measured:
        return ""
    before = max((earlier for earlier in measured if earlier < year), default=None)
    return REVISED if before is not None and values.get(year) != values[before] else REPEATED


def _without_sexes(lines: Sequence[Line], cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """One cell for women and men of a year that has neither, though it has the total."""
    groups = [line.group for line in lines[:3]]
    if groups != list(Sex) or cells[0].missing or not (cells[1].missing and cells[2].missing):
        return cells
    if cells[1].explained != STATUS_TEXTS[ObservationStatus.MISSING]:
        return cells
    return (cells[0], both_sexes_missing(""), *cells[3:])
