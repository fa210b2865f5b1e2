"""The table that sets the latest value beside everything it is compared to, a column per group."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from riktmarke.assessment.findings import Basis, Finding
from riktmarke.presentation.labels import period_label, weight_text
from riktmarke.presentation.sentences import Wording
from riktmarke.publishing.website.cells import (
    Cell,
    ChangeCell,
    change_cell,
    five_year_cell,
    group_label,
    own_cell,
    value_cell,
)
from riktmarke.publishing.website.figures import Place
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.groups import GROUPS, Sex
from riktmarke.vocabulary.reasons import Reason

Found = Mapping[Sex, Finding]
MakeCell = Callable[[Finding], Cell | ChangeCell]


@dataclass(frozen=True, slots=True)
class Column:
    """A group's column: its name, and the time its figures stand for."""

    name: str
    period: str


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A comparator's row: its name, where its figures come from, and a cell per group."""

    name: str
    source: str
    cells: tuple[Cell | ChangeCell, ...]
    kind: str = "value"


def shown_groups(found: Found) -> tuple[Sex, ...]:
    """Return the groups that have a value; everyone, with the reason, when none has."""
    return tuple(sex for sex in GROUPS if found[sex].value is not None) or (Sex.TOTAL,)


def group_columns(found: Found, wording: Wording) -> tuple[Column, ...]:
    """Return the columns, each with the time of its group's latest value."""
    return tuple(
        Column(group_label(sex), period_label(found[sex].period or 0, wording.definition) if found[sex].period else "")
        for sex in shown_groups(found)
    )


def comparison_rows(
    found: Found, wording: Wording, place: Place, *, panel: Panel, other: Area | None
) -> tuple[ComparisonRow, ...]:
    """Return the rows: own value and changes, county, country, similar municipalities, and all municipalities."""
    groups = [found[sex] for sex in shown_groups(found)]

    def row(name: str, source: str, make: MakeCell, kind: str = "value") -> ComparisonRow:
        return ComparisonRow(name, source, tuple(make(finding) for finding in groups), kind)

    published, own_work = f"enligt {wording.publisher}", "egen bearbetning"
    rows = [
        row(place.name, published, lambda f: own_cell(f, wording, column_period=f.period), "own"),
        row("Förändring sedan förra mätningen", own_work, lambda f: change_cell(f, wording), "change"),
        row("Förändring på fem år", own_work, lambda f: five_year_cell(f, wording), "change"),
        row(place.county_name, _county_source(groups, published), lambda f: _county(f, wording)),
        row("Sverige", published, lambda f: value_cell(f.country, f.country_reason, wording)),
    ]
    if other is not None:
        rows.append(row(other.name, published, lambda f: _same_time(panel, other, f, wording)))
    weight = next((weight_text(f.peers_basis) for f in groups if f.peers_basis is not Basis.NONE), "vägt")
    if place.peers:
        rows += [
            row("Liknande kommuner, vägt medel", f"{own_work}, {weight}", lambda f: _peers_weighted(f, wording)),
            row("Liknande kommuner, ovägt medel", own_work, lambda f: _peers_unweighted(f, wording)),
        ]
    return (*rows, *_spread_rows(groups, wording, own_work))


def _county_source(groups: list[Finding], published: str) -> str:
    basis = next((f.county_basis for f in groups if f.county is not None), Basis.NONE)
    if basis in {Basis.NONE, Basis.PUBLISHED}:
        return published if basis is Basis.PUBLISHED else ""
    return f"egen bearbetning, {weight_text(basis)}"


def _county(finding: Finding, wording: Wording) -> Cell:
    return value_cell(finding.county, finding.county_reason, wording, basis=finding.county_basis)


def _peers_weighted(finding: Finding, wording: Wording) -> Cell:
    return value_cell(finding.peers_weighted, finding.peers_reason, wording)


def _peers_unweighted(finding: Finding, wording: Wording) -> Cell:
    return value_cell(finding.peers_unweighted, finding.peers_unweighted_reason, wording)


def _same_time(panel: Panel, other: Area, finding: Finding, wording: Wording) -> Cell:
    """The other municipality's value of the same year and group, as county and country are shown."""
    value = panel.of(other.code, finding.group).get(finding.period or 0)
    return value_cell(value, Reason.COMPARATOR_NOT_PUBLISHED, wording)


def _spread_rows(groups: list[Finding], wording: Wording, source: str) -> tuple[ComparisonRow, ...]:
    members = max((finding.kind_members for finding in groups), default=0)
    where = f"bland {members} kommuner med ett värde" if members else source
    named = (
        ("Lägst i någon kommun", "kind_minimum"),
        ("En fjärdedel ligger under", "kind_lower_quarter"),
        ("Mitten (median)", "kind_median"),
        ("En fjärdedel ligger över", "kind_upper_quarter"),
        ("Högst i någon kommun", "kind_maximum"),
    )
    return tuple(
        ComparisonRow(
            name, where, tuple(value_cell(getattr(f, field), f.kind_reason, wording) for f in groups), "spread"
        )
        for name, field in named
    )
