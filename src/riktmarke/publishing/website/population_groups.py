"""An indicator's other groups beside each other, women and men in each: native- and foreign-born, education, income."""

from dataclasses import dataclass
from typing import Any

from riktmarke.assessment.findings_file import AreaFindings
from riktmarke.governance.definitions import CATEGORY_NAMES
from riktmarke.presentation.labels import capitalised, period_label
from riktmarke.presentation.sentences import Wording
from riktmarke.publishing.website.cells import Cell, group_label, own_cell
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.vocabulary.groups import GROUPS, Dimension

HEADINGS = {
    Dimension.ORIGIN: "Efter födelseland",
    Dimension.EDUCATION: "Efter utbildning",
    Dimension.INCOME: "Efter inkomst",
}
GROUPS_NOTE = (
    "Varje grupp är en egen serie hos källan och kan bygga på ett annat underlag än värdet för alla. "
    "Om skillnaderna är större än slumpen kan ge är inte prövat."
)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group: its series and its latest values."""

    series: str
    name: str
    period: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The groups of one dimension."""

    id: str
    heading: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[GroupRow, ...]
    note: str


def groups_beside(source: Figures, place: Place, findings: AreaFindings, wording: Wording) -> dict[str, Any]:
    """Return the tables of an indicator's other groups, or the indicator that the series is a group of."""
    definition = wording.definition
    if definition is None:
        return {"group_tables": ()}
    if definition.part_of:
        whole = source.catalogue[definition.part_of]
        return {"group_tables": (), "part_of": {"id": whole.series, "title": whole.title}}
    tables = (_table(source, place, findings, dimension, definition.by(dimension)) for dimension in HEADINGS)
    return {"group_tables": tuple(table for table in tables if table is not None)}


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
        note=GROUPS_NOTE,
    )


def _row(source: Figures, place: Place, findings: AreaFindings, category: str, series: str) -> GroupRow:
    wording = source.wording(source.dataset().series[series], place, findings)
    found = {sex: findings.finding(series, sex) for sex in GROUPS}
    period = max((finding.period for finding in found.values() if finding.period), default=None)
    return GroupRow(
        series=series,
        name=capitalised(CATEGORY_NAMES[category]),
        period=period_label(period, wording.definition) if period else "",
        cells=tuple(
            own_cell(finding, wording, column_period=period, label=group_label(sex)) for sex, finding in found.items()
        ),
    )
