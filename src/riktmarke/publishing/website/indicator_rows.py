"""Indicators in a table: the latest value, women and men, beside county, country and similar municipalities."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from riktmarke.assessment.findings import Finding
from riktmarke.assessment.findings_file import AreaFindings
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import UNIT_NAMES, county_label, not_split_note, period_label, stands_for_more_years
from riktmarke.presentation.language import say
from riktmarke.presentation.sentences import NOT_TESTED, Wording
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.cells import (
    DASH,
    Cell,
    ChangeCell,
    both_sexes_missing,
    change_cell,
    own_cell,
    value_cell,
)
from riktmarke.publishing.website.comparators import found_for
from riktmarke.publishing.website.comparison_table import PEERS, peers_cell
from riktmarke.publishing.website.covered import as_covered
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.publishing.website.languages.titles import swedish_text
from riktmarke.publishing.website.notes import Notes
from riktmarke.publishing.website.tested import what_is_tested
from riktmarke.vocabulary.groups import Sex


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator of a table.

    `more_years`: whether the value stands for more years than its period, which differ between areas; `change_tested`:
    whether a change of it has been tested against chance elsewhere.
    """

    series: str
    title: str
    unit: str
    period: str
    more_years: bool
    cells: tuple[Cell, ...]
    change: ChangeCell
    change_tested: bool


def indicator_table(
    source: Figures, place: Place, findings: AreaFindings, definitions: Iterable[Definition]
) -> dict[str, Any]:
    """Return what `overview_table.html` needs: a row per indicator with a value, the reasons, and those without one."""
    known, tested = source.dataset().series, what_is_tested(source, place)
    notes = Notes("orsak")
    found = [(d, _found(place, findings, d)) for d in definitions if d.series in known]
    rows = [
        _row(source, place, findings, d, found=by_sex, notes=notes, change_tested=tested.change_of(d))
        for d, by_sex in found
        if _has_value(by_sex)
    ]
    return {
        "rows": rows,
        "not_tested": say(NOT_TESTED),
        "tested_address": tested.root if any(row.series in tested.indicators for row in rows) else "",
        "without_values": [d for d, by_sex in found if not _has_value(by_sex)],
        "notes": tuple(notes),
        "any_more_years": any(row.more_years for row in rows),
        "any_computed": any(cell.computed for row in rows for cell in row.cells),
    }


def _found(place: Place, findings: AreaFindings, definition: Definition) -> dict[Sex, Finding]:
    return as_covered(found_for(place, findings, definition.series, definition), definition)


def _has_value(found: dict[Sex, Finding]) -> bool:
    return any(finding.value is not None for finding in found.values())


def _row(
    source: Figures,
    place: Place,
    findings: AreaFindings,
    definition: Definition,
    *,
    found: dict[Sex, Finding],
    notes: Notes,
    change_tested: bool,
) -> IndicatorRow:
    wording = source.wording(source.dataset().series[definition.series], place, findings)
    total, women, men = (found[sex] for sex in Sex)
    lead = next((f for f in (total, women, men) if f.value is not None), total)
    split = women.value is not None or men.value is not None
    at = lead.period
    by_sex: tuple[Cell, ...] = (
        own_cell(women, wording, column_period=at, label=say("Kvinnor")),
        own_cell(men, wording, column_period=at, label=say("Män")),
    )
    of_all = own_cell(total, wording, column_period=at, label=say("Totalt"))
    if definition.covers_sex is not None or definition.composed:
        of_all = Cell(DASH, label=say("Totalt"), missing=True)
    if not split and lead.value is not None:
        by_sex = (
            notes.explained(
                both_sexes_missing(swedish_text(not_split_note(definition))),
                about=title_in_tongue(definition),
            ),
        )
    others = _others(lead, wording, place)
    change = change_cell(lead, wording)
    if lead.group is not Sex.TOTAL:
        others = tuple(map(_with_men, others, _others(men, wording, place)))
        change = _change_with_men(change, change_cell(men, wording))
    cells = (of_all, *by_sex, *others)
    return IndicatorRow(
        series=definition.series,
        title=title_in_tongue(definition),
        unit=UNIT_NAMES[definition.unit],
        period=period_label(lead.period, definition) if lead.period else "",
        more_years=stands_for_more_years(definition),
        cells=tuple(cell if cell.note_id else notes.explained(cell) for cell in cells),
        change=notes.explained(change),
        change_tested=change_tested,
    )


def _others(finding: Finding, wording: Wording, place: Place) -> tuple[Cell, ...]:
    return (
        *_county_cells(finding, wording, place),
        value_cell(finding.country, finding.country_reason, wording, label=place.country_name),
        _similar_cell(finding, wording),
    )


def _with_men(women: Cell, men: Cell) -> Cell:
    """Where nobody publishes a value for all, the others' values are told for women and men too."""
    if women.missing or men.missing:
        return women if women.missing else replace(women, note=", ".join(filter(None, (say("kvinnor"), women.note))))
    return replace(women, note=say("kvinnor, {text} män", text=men.text))


def _change_with_men(women: ChangeCell, men: ChangeCell) -> ChangeCell:
    if women.missing or men.missing:
        return women
    return replace(women, since=say("{since} (kvinnor; män {text})", since=women.since, text=men.text))


def _county_cells(lead: Finding, wording: Wording, place: Place) -> tuple[Cell, ...]:
    """The county's column; a municipality that is its whole county has none."""
    if place.is_whole_county:
        return ()
    label = county_label(place.county_name, lead.county_basis)
    return (value_cell(lead.county, lead.county_reason, wording, label=label, basis=lead.county_basis),)


def _similar_cell(lead: Finding, wording: Wording) -> Cell:
    cell = peers_cell(lead, wording, weighted=True, label=say(PEERS))
    if not cell.missing or lead.peers_unweighted is None:
        return cell
    return replace(peers_cell(lead, wording, weighted=False, label=say(PEERS)), note=say("ovägt"))
