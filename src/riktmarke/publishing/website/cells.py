"""What stands in the cells of tables: a figure, or why there is none."""

from dataclasses import dataclass

from riktmarke.assessment.findings import Basis, Finding
from riktmarke.presentation.labels import (
    GROUP_NAMES,
    REASON_TEXTS,
    SHORT_REASONS,
    VERDICT_WORDS,
    difference_unit,
    period_label,
)
from riktmarke.presentation.numbers import signed
from riktmarke.presentation.sentences import Wording, change_verdict
from riktmarke.presentation.tokens import VERDICT_STYLES, Verdict
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.reasons import Reason


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: a figure, or a reason (`missing`).

    `computed` marks a figure that is our own work; `label` is its column where the table is shown as blocks;
    `span` how many columns it takes, 0 for one.
    """

    text: str
    label: str = ""
    note: str = ""
    missing: bool = False
    computed: bool = False
    explained: str = ""
    span: int = 0


@dataclass(frozen=True, slots=True)
class ChangeCell:
    """A change: its signed size, since when, and which way it goes in words, symbol and colour."""

    text: str
    since: str
    verdict: Verdict
    word: str
    symbol: str
    missing: bool
    explained: str
    label: str = ""


def value_cell(
    value: float | None, reason: Reason, wording: Wording, *, label: str = "", note: str = "", basis: Basis = Basis.NONE
) -> Cell:
    """Return the cell of a figure, or of the reason why there is none."""
    if value is None:
        return Cell(SHORT_REASONS[reason] or "inget värde", label=label, missing=True, explained=REASON_TEXTS[reason])
    computed = basis in {Basis.DENOMINATOR, Basis.POPULATION}
    return Cell(wording.plain(value), label=label, note=note, computed=computed)


def own_cell(finding: Finding, wording: Wording, *, column_period: int | None, label: str = "") -> Cell:
    """Return the cell of the latest value; with its own year where that is not the column's."""
    differs = finding.period is not None and finding.period != column_period
    note = period_label(finding.period, wording.definition) if differs and finding.period else ""
    return value_cell(finding.value, finding.value_reason, wording, label=label, note=note)


def change_cell(finding: Finding, wording: Wording, *, label: str = "") -> ChangeCell:
    """Return the cell of the change since the previous independent measurement."""
    since = period_label(finding.previous_period, wording.definition) if finding.previous_period else ""
    return _change(finding.change, finding.change_reason, since, wording, label=label)


def five_year_cell(finding: Finding, wording: Wording, *, label: str = "") -> ChangeCell:
    """Return the cell of the change over five years."""
    since = period_label(finding.period - 5, wording.definition) if finding.period else ""
    return _change(finding.five_year_change, finding.five_year_reason, since, wording, label=label)


def group_label(sex: Sex) -> str:
    """Return the heading of a group's column."""
    return GROUP_NAMES[sex]


def _change(change: float | None, reason: Reason, since: str, wording: Wording, *, label: str) -> ChangeCell:
    verdict = change_verdict(wording.definition, change, decimals=wording.decimals)
    if change is None:
        return ChangeCell(
            text=SHORT_REASONS[reason] or "inget värde",
            since="",
            verdict=verdict,
            word="",
            symbol="",
            missing=True,
            explained=REASON_TEXTS[reason],
            label=label,
        )
    unit = difference_unit(wording.definition)
    figure = signed(change, decimals=wording.decimals)
    return ChangeCell(
        # columns are narrow: the unit may go to the next line, and part where the word does
        text=f"{figure} procent\u00adenheter" if unit == "procentenheter" else figure,
        since=f"sedan {since}",
        verdict=verdict,
        word=VERDICT_WORDS[verdict] if verdict is not Verdict.NO_JUDGEMENT else "",
        symbol=VERDICT_STYLES[verdict].symbol if verdict is not Verdict.NO_JUDGEMENT else "",
        missing=False,
        explained="",
        label=label,
    )
