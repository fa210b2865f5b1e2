"""Every figure that a chart draws, year by year: the full alternative to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from riktmarke.presentation.labels import STATUS_TEXTS, period_label
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.lines import Line, breaks_within, measured_years
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.value_words import (
    PROVISIONAL,
    REPEATED,
    repeated,
    revised,
    suppressed,
    suppression_note,
    window_words,
)
from riktmarke.publishing.website.cells import DASH, Cell, both_sexes_missing
from riktmarke.publishing.website.figures import Place
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import ObservationStatus

PROVISIONAL_NOTE = marked("Preliminärt: källan kan ändra värdet.")


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year: a figure per column. With `broken`, no figures but words across all columns.

    `note` is what every figure of the year is that does not say otherwise: said once, beside the year.
    """

    period: str
    cells: tuple[Cell, ...]
    broken: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class YearTable:
    """All years, the latest first.

    `repeats` tells whether any figure repeats an earlier measurement, `missing` why there is none where a dash
    stands, one line for each reason; `explained` what else must be said of the figures, one sentence or two for each.
    """

    columns: tuple[str, ...]
    rows: tuple[YearRow, ...]
    repeats: bool
    missing: tuple[str, ...]
    explained: tuple[str, ...]


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
    hidden = {line: panel.suppressed(line.area, line.group) for line in ordered}
    years = sorted({year for line in ordered for year in (*values[line], *hidden[line])}, reverse=True)
    breaks = breaks_within(wording.definition, years)
    rows: list[YearRow] = []
    for year in years:
        rows += [_break_row(first) for first in breaks if rows and year < first and _year_before(years, year) >= first]
        cells = tuple(
            _cell(
                panel.status_of(line.area, year, line.group),
                values[line].get(year),
                wording,
                unmeasured=_unmeasured(values[line], measured[line], year),
            )
            for line in ordered
        )
        label = _row_label(year, wording, measured=any(year in measured[line] for line in ordered))
        rows.append(_noted(YearRow(label, _without_sexes(ordered, cells))))
    shown = [cell for row in rows for cell in row.cells]
    return YearTable(
        columns=tuple(line.label for line in ordered),
        rows=tuple(rows),
        repeats=any(say(REPEATED) in note for note in (*(row.note for row in rows), *(cell.note for cell in shown))),
        missing=tuple(dict.fromkeys(cell.explained for cell in shown if cell.text == DASH)),
        explained=_explained(panel, ordered, wording, hidden=any(hidden.values())),
    )


def _explained(panel: Panel, lines: Sequence[Line], wording: Wording, *, hidden: bool) -> tuple[str, ...]:
    provisional = any(
        panel.status_of(line.area, year, line.group) is ObservationStatus.PROVISIONAL
        for line in lines
        for year in panel.of(line.area, line.group)
    )
    said = (
        window_words(wording.definition),
        say(PROVISIONAL_NOTE) if provisional else "",
        suppression_note(wording.definition) if hidden else "",
    )
    return tuple(filter(None, said))


def _noted(row: YearRow) -> YearRow:
    """Say what the first figure is once, beside the year, where every figure of the row is something."""
    notes = [cell.note for cell in row.cells if not cell.missing]
    if not notes or not all(notes):
        return row
    cells = tuple(replace(cell, note="") if cell.note == notes[0] else cell for cell in row.cells)
    return replace(row, note=notes[0], cells=cells)


def _year_before(years: list[int], year: int) -> int:
    """The year in the row above."""
    return years[years.index(year) - 1]


def _break_row(first: int) -> YearRow:
    return YearRow(
        "",
        (),
        say("Serien bryts här: från och med {first} har mätningen ändrats. Jämför inte över raden.", first=first),
    )


def _row_label(year: int, wording: Wording, *, measured: bool) -> str:
    scheduled = wording.definition is not None and wording.definition.measurement.schedule is not None
    return str(year) if scheduled and not measured else period_label(year, wording.definition)


def _cell(status: ObservationStatus, value: float | None, wording: Wording, *, unmeasured: str) -> Cell:
    if status is ObservationStatus.SUPPRESSED:
        return Cell(suppressed(wording.definition), missing=True, explained=STATUS_TEXTS[status])
    if value is None:
        return Cell(DASH, missing=True, explained=STATUS_TEXTS[status])
    provisional = say(PROVISIONAL) if status is ObservationStatus.PROVISIONAL else ""
    return Cell(wording.plain(value), note=", ".join(filter(None, (provisional, unmeasured))))


def _unmeasured(values: Mapping[int, float], measured: frozenset[int], year: int) -> str:
    """What is said of a value that is no measurement: most often the latest one again, after a re-election not."""
    if year in measured or year not in values:
        return ""
    before = max((earlier for earlier in measured if earlier < year), default=None)
    return revised(before) if before is not None and values[year] != values[before] else repeated(before)


def _without_sexes(lines: Sequence[Line], cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """One cell for women and men of a year that has neither, though it has the total."""
    groups = [line.group for line in lines[:3]]
    if groups != list(Sex) or cells[0].missing or not (cells[1].missing and cells[2].missing):
        return cells
    if cells[1].explained != STATUS_TEXTS[ObservationStatus.MISSING]:
        return cells
    return (cells[0], both_sexes_missing(""), *cells[3:])
