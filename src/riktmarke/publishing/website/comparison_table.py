"""The table that sets the latest value beside everything it is compared to, a column per group."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from riktmarke.assessment.findings import Finding
from riktmarke.presentation.labels import (
    REASON_TEXTS,
    county_label,
    county_source,
    is_computed,
    period_label,
    weight_text,
)
from riktmarke.presentation.language import marked, say, spoken
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
from riktmarke.publishing.website.covered import published_group
from riktmarke.publishing.website.figures import Place
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.groups import GROUPS, Sex
from riktmarke.vocabulary.reasons import Reason

Found = Mapping[Sex, Finding]
MakeCell = Callable[[Finding], Cell | ChangeCell]
OWN_WORK = marked("egen bearbetning")
UNTESTED = marked("egen bearbetning, inte prövat mot slumpen")
PEERS = marked("Liknande kommuner")
NOT_THE_WHOLE = marked("Säger inget om länet som helhet om måttet är ett antal eller en summa.")
ALL_OF = spoken({Sex.TOTAL: marked("totalt"), Sex.FEMALE: marked("kvinnor"), Sex.MALE: marked("män")})


@dataclass(frozen=True, slots=True)
class Column:
    """A group's column: its name, and the time its figures stand for."""

    name: str
    period: str


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A comparator's row: its name, where its figures come from, and a cell per group; a heading has no cells."""

    name: str
    source: str
    cells: tuple[Cell | ChangeCell, ...]
    kind: str = "value"
    note: str = ""


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
    found: Found, wording: Wording, place: Place, *, panel: Panel, other: Area | None, change_tested: bool
) -> tuple[ComparisonRow, ...]:
    """Return the rows: own value and changes, county, country, similar municipalities, and all municipalities.

    `change_tested`: whether a change of the series has been tested against chance elsewhere.
    """
    groups = [found[sex] for sex in shown_groups(found)]

    def row(name: str, source: str, make: MakeCell, kind: str = "value") -> ComparisonRow:
        return ComparisonRow(name, source, tuple(make(finding) for finding in groups), kind)

    published = say("enligt {publisher}", publisher=wording.publisher)
    rows = [row(place.name, published, lambda f: own_cell(f, wording, column_period=f.period), "own")]
    if wording.definition is not None:
        by = say(OWN_WORK if change_tested else UNTESTED)
        rows.append(row(say("Förändring sedan förra mätningen"), by, lambda f: change_cell(f, wording), "change"))
        if not all(f.previous_period == (f.period or 0) - 5 for f in groups):
            rows.append(row(say("Förändring på fem år"), by, lambda f: five_year_cell(f, wording), "change"))
    rows += _county_rows(groups, wording)
    rows.append(row(place.country_name, published, lambda f: value_cell(f.country, f.country_reason, wording)))
    if other is not None:
        rows.append(row(other.name, published, lambda f: _same_time(panel, other, f, wording)))
    if place.peers:
        weight = next((weight_text(f.peers_basis) for f in groups if is_computed(f.peers_basis)), say("vägt"))
        rows += [
            row(
                say("{peers}, vägt medel", peers=say(PEERS)),
                f"{say(OWN_WORK)}, {weight}",
                lambda f: peers_cell(f, wording, weighted=True),
            ),
            row(
                say("{peers}, ovägt medel", peers=say(PEERS)),
                say(OWN_WORK),
                lambda f: peers_cell(f, wording, weighted=False),
            ),
        ]
    return (*rows, *_spread_rows(groups, wording))


def _county_rows(groups: list[Finding], wording: Wording) -> list[ComparisonRow]:
    """The county as published and the mean of its municipalities, apart where the groups differ in which there is."""
    computed = [is_computed(f.county_basis) for f in groups]
    rows = []
    for ours in dict.fromkeys((False, True)):
        if (ours and not any(computed)) or (not ours and all(computed)):
            continue
        about = next((f for f in groups if f.county is not None and is_computed(f.county_basis) is ours), groups[0])
        cells = tuple(_county_cell(f, wording, ours=ours, both=any(computed) and not all(computed)) for f in groups)
        source = county_source(
            about.county_basis,
            publisher=wording.publisher,
            members=about.county_members,
            size=about.county_size,
        )
        note = say(NOT_THE_WHOLE) if ours and wording.definition is None else ""
        rows.append(ComparisonRow(county_label(wording.county, about.county_basis), source, cells, note=note))
    return rows


def _county_cell(finding: Finding, wording: Wording, *, ours: bool, both: bool) -> Cell:
    if both and finding.county is not None and is_computed(finding.county_basis) is not ours:
        return Cell("–", missing=True, explained=say("Värdet står på raden intill."))
    return value_cell(finding.county, finding.county_reason, wording)


def peers_cell(finding: Finding, wording: Wording, *, weighted: bool, label: str = "") -> Cell:
    """Return the mean of the similar municipalities, or why there is none."""
    value, reason = finding.peers_unweighted, finding.peers_unweighted_reason
    if weighted:
        value, reason = finding.peers_weighted, finding.peers_reason
    if value is None and reason is Reason.TOO_LITTLE_COVERED:
        count = say(
            "({peers_members} av {peers_size})", peers_members=finding.peers_members, peers_size=finding.peers_size
        )
        return Cell(
            say("för få kommuner med värde {count}", count=count),
            label=label,
            missing=True,
            explained=REASON_TEXTS[reason],
        )
    return value_cell(value, reason, wording, label=label)


def _same_time(panel: Panel, other: Area, finding: Finding, wording: Wording) -> Cell:
    """The other municipality's value of the same year and group, as county and country are shown."""
    value = panel.of(other.code, published_group(wording.definition, finding.group)).get(finding.period or 0)
    return value_cell(value, Reason.COMPARATOR_NOT_PUBLISHED, wording)


def _spread_rows(groups: list[Finding], wording: Wording) -> tuple[ComparisonRow, ...]:
    counts = [finding.kind_members for finding in groups]
    count = (
        str(counts[0])
        if len(set(counts)) == 1
        else ", ".join(f"{n} {ALL_OF[f.group]}" for n, f in zip(counts, groups, strict=True))
    )
    named = (
        (say("Lägst i någon kommun"), "kind_minimum"),
        (say("En fjärdedel ligger under"), "kind_lower_quarter"),
        (say("Mitten (median)"), "kind_median"),
        (say("En fjärdedel ligger över"), "kind_upper_quarter"),
        (say("Högst i någon kommun"), "kind_maximum"),
    )
    return (
        ComparisonRow(say("Bland alla kommuner med värde ({count})", count=count), say(OWN_WORK), (), "heading"),
        *(
            ComparisonRow(
                name, "", tuple(value_cell(getattr(f, field), f.kind_reason, wording) for f in groups), "spread"
            )
            for name, field in named
        ),
    )
