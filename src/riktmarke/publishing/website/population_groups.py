"""An indicator's other groups beside each other, women and men in each: native- and foreign-born, education, income."""

from dataclasses import dataclass, replace
from typing import Any

from riktmarke.assessment.findings_file import AreaFindings
from riktmarke.assessment.group_measures import group_measure
from riktmarke.assessment.value_uncertainty import IndicatorUncertainty
from riktmarke.presentation.challenge_labels import category_label
from riktmarke.presentation.group_measure_words import measure_words
from riktmarke.presentation.labels import capitalised, period_label
from riktmarke.presentation.language import marked, say, spoken
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.cells import Cell, group_label, own_cell
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.vocabulary.groups import GROUPS, Dimension

HEADINGS = spoken(
    {
        Dimension.ORIGIN: marked("Efter födelseland"),
        Dimension.EDUCATION: marked("Efter utbildning"),
        Dimension.INCOME: marked("Efter inkomst"),
    }
)

GROUPS_NOTE = marked("Varje grupp är en egen serie hos källan och kan bygga på ett annat underlag än värdet för alla.")


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group: its series and its latest values."""

    series: str
    name: str
    period: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The groups of one dimension; `measure` says how far apart they lie, where three or more are in order."""

    id: str
    heading: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[GroupRow, ...]
    note: str
    measure: tuple[str, ...]


def groups_beside(
    source: Figures, place: Place, findings: AreaFindings, wording: Wording, known: IndicatorUncertainty | None
) -> dict[str, Any]:
    """Return the tables of an indicator's other groups, or the indicator that the series is a group of.

    `known` holds the indicator's figures with their uncertainty, None where there are none.
    """
    definition = wording.definition
    if definition is None:
        return {"group_tables": ()}
    if definition.part_of:
        whole = source.catalogue[definition.part_of]
        return {"group_tables": (), "part_of": {"id": whole.series, "title": title_in_tongue(whole)}}
    tables = (_table(source, place, findings, dimension, definition.by(dimension)) for dimension in HEADINGS)
    measured = {dimension: _measure(known, place, dimension, wording) for dimension in HEADINGS}
    return {
        "group_tables": tuple(
            replace(table, measure=measured[dimension])
            for dimension, table in zip(HEADINGS, tables, strict=True)
            if table is not None
        )
    }


def _measure(
    known: IndicatorUncertainty | None, place: Place, dimension: Dimension, wording: Wording
) -> tuple[str, ...]:
    if known is None:
        return ()
    measures = [group_measure(known, place.area.code, dimension, sex) for sex in GROUPS]
    found = [measure for measure in measures if measure is not None]
    return measure_words(found, wording) if found else ()


def _table(
    source: Figures, place: Place, findings: AreaFindings, dimension: Dimension, series: dict[str, str]
) -> GroupTable | None:
    known = {category: name for category, name in series.items() if name in source.dataset().series}
    rows = tuple(_row(source, place, findings, category, name) for category, name in known.items())
    if not any(not cell.missing for row in rows for cell in row.cells):
        return None
    return GroupTable(
        id=f"efter-{dimension}",
        heading=HEADINGS[dimension],
        caption=HEADINGS[dimension].lower(),
        columns=tuple(group_label(sex) for sex in GROUPS),
        rows=rows,
        note=say(GROUPS_NOTE),
        measure=(),
    )


def _row(source: Figures, place: Place, findings: AreaFindings, category: str, series: str) -> GroupRow:
    wording = source.wording(source.dataset().series[series], place, findings)
    found = {sex: findings.finding(series, sex) for sex in GROUPS}
    period = max((finding.period for finding in found.values() if finding.period), default=None)
    return GroupRow(
        series=series,
        name=capitalised(category_label(category)),
        period=period_label(period, wording.definition) if period else "",
        cells=tuple(
            own_cell(finding, wording, column_period=period, label=group_label(sex)) for sex, finding in found.items()
        ),
    )
