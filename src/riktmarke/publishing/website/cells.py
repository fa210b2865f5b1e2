"""What stands in the cells of tables: a figure, or why there is none."""

from dataclasses import dataclass

from riktmarke.assessment.findings import Basis, Finding
from riktmarke.presentation.labels import (
    GROUP_NAMES,
    REASON_TEXTS,
    SHORT_REASONS,
    counted_unit,
    difference_unit,
    period_label,
)
from riktmarke.presentation.language import marked, say, spoken_language
from riktmarke.presentation.numbers import number, rounded
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.tongues import TONGUES
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.reasons import Reason

NO_VALUE, NOT_BY_SEX = marked("inget värde"), marked("ej könsuppdelat")
POINTS = ("procentenhet", "percentage point")
DASH = "–"  # with NO_VALUE beside it for those who listen


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: a figure, or a reason (`missing`).

    `computed` marks a figure that is our own work; `label` is its column where the table is shown as blocks;
    `span` how many columns it takes, 0 for one; `explained` the reason in words and `note_id` where it is written;
    `link` where the text leads.
    """

    text: str
    label: str = ""
    note: str = ""
    missing: bool = False
    computed: bool = False
    explained: str = ""
    span: int = 0
    note_id: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class ChangeCell:
    """A change: which way it goes, as a word and an arrow ("up", "down" or none), how far, and since when.

    `points` is the unit of a difference between shares, which stands after it unless the row has said it.
    It carries no verdict: whether it is more than chance is not tested, so good and bad are not said.
    """

    text: str
    points: str = ""
    since: str = ""
    arrow: str = ""
    missing: bool = False
    explained: str = ""
    label: str = ""
    note_id: str = ""


def value_cell(
    value: float | None, reason: Reason, wording: Wording, *, label: str = "", note: str = "", basis: Basis = Basis.NONE
) -> Cell:
    """Return the cell of a figure, or of the reason why there is none."""
    if value is None:
        return Cell(SHORT_REASONS[reason] or say(NO_VALUE), label=label, missing=True, explained=REASON_TEXTS[reason])
    computed = basis in {Basis.DENOMINATOR, Basis.POPULATION}
    return Cell(wording.plain(value), label=label, note=note, computed=computed)


def own_cell(finding: Finding, wording: Wording, *, column_period: int | None, label: str = "") -> Cell:
    """Return the cell of the latest value; with its own year where that is not the column's."""
    differs = finding.period is not None and finding.period != column_period
    note = f"({period_label(finding.period, wording.definition)})" if differs and finding.period else ""
    return value_cell(finding.value, finding.value_reason, wording, label=label, note=note)


def change_cell(finding: Finding, wording: Wording, *, label: str = "") -> ChangeCell:
    """Return the cell of the change since the previous independent measurement."""
    since = _since(finding.previous_period, wording) if finding.previous_period else ""
    return _change(finding.change, finding.change_reason, since, wording, label=label)


def five_year_cell(finding: Finding, wording: Wording, *, label: str = "") -> ChangeCell:
    """Return the cell of the change over five years."""
    since = _since(finding.period - 5, wording) if finding.period else ""
    return _change(finding.five_year_change, finding.five_year_reason, since, wording, label=label)


def both_sexes_missing(reason: str) -> Cell:
    """Return the cell that stands for women and men where there is neither."""
    return Cell(say(NOT_BY_SEX), say("Kvinnor och män"), missing=True, explained=reason, span=2)


def group_label(sex: Sex) -> str:
    """Return the heading of a group's column."""
    return GROUP_NAMES[sex]


def _since(period: int, wording: Wording) -> str:
    """Return the time after "sedan": "valet 2018", "the 2018 election"."""
    return TONGUES[spoken_language()].since(wording, period)


def _change(change: float | None, reason: Reason, since: str, wording: Wording, *, label: str) -> ChangeCell:
    if change is None:
        text = SHORT_REASONS[reason] or say(NO_VALUE)
        return ChangeCell(text=text, missing=True, explained=REASON_TEXTS[reason], label=label)
    since = say("sedan {since}", since=since)
    shown = rounded(change, decimals=wording.decimals)
    if shown == 0:
        return ChangeCell(text=say("oförändrat"), since=since, label=label)
    word, arrow = (say("upp"), "up") if shown > 0 else (say("ned"), "down")
    figure = number(abs(change), decimals=wording.decimals)
    unit = counted_unit(difference_unit(wording.definition), figure)
    # columns are narrow: the unit may go to the next line, and part where the word does
    points = unit.replace("procent", "procent\u00ad") if unit.startswith(POINTS) else ""
    return ChangeCell(text=f"{word}\u00a0{figure}", points=points, since=since, arrow=arrow, label=label)
