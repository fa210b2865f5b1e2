"""One indicator of several municipalities over time: a line each, and the same values year by year."""

from collections.abc import Sequence
from dataclasses import dataclass

from riktmarke.governance.definitions import Definition
from riktmarke.presentation.chart_words import TABLE_BELOW
from riktmarke.presentation.charts import Chart, Frame, starts_above_zero, time_chart
from riktmarke.presentation.labels import GROUP_NAMES, area_name, listed, period_label
from riktmarke.presentation.language import say
from riktmarke.presentation.lines import Line, comparable, comparator_line, measured_years
from riktmarke.presentation.numbers import number
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.presentation.tokens import INK
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.groups import GROUPS, Sex

# Colour, dash and marker: any one of the three tells the lines apart.
STYLES: tuple[tuple[str, tuple[float, ...], str], ...] = (
    ("#801818", (7, 3), "diamond"),
    ("#0b4f8a", (2, 2.5), "square"),
    ("#1d7f72", (10, 3, 2, 3), "triangle-down"),
    ("#6d2077", (5, 2, 1, 2), "cross"),
)


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year's values, in the order of the lines; "–" where there is none."""

    when: str
    cells: tuple[str, ...]


def lines_of(panel: Panel, place: Place, others: Sequence[Area], definition: Definition) -> tuple[Line, ...]:
    """Return a line per area that has values; county and country only where a level may be set beside theirs."""
    lead = next((sex for sex in GROUPS if panel.of(place.area.code, sex)), Sex.TOTAL)
    lines = []
    if comparable(definition):
        if not definition.country_not_comparable:
            lines.append(comparator_line(area=place.country.code, kind="country", label=place.country_name))
        if not place.is_whole_county:
            lines.append(comparator_line(area=place.county.code, kind="county", label=place.county_name))
    for area, (colour, dash, marker) in zip(others, STYLES, strict=False):
        lines.append(Line(area.code, lead, area_name(area), area_name(area), colour, dash, marker, 2))
    lines.append(Line(place.area.code, lead, place.name, place.name, INK, (), "circle", 2.5))
    return tuple(line for line in lines if panel.of(line.area, line.group))


def compared_chart(
    source: Figures, place: Place, others: Sequence[Area], definition: Definition, frame: Frame
) -> Chart:
    """Return the chart of an indicator for several municipalities."""
    panel = source.dataset().panel(definition.series)
    names = listed([place.name, *(area.name for area in others)])
    drawn = lines_of(panel, place, others, definition)
    group = whose(drawn, definition)
    named = title_in_tongue(definition)
    about = f"{named}, {group}" if group else named
    title = say("{title}: {names}", title=about, names=names)
    decimals = definition.decimals
    return time_chart(
        panel, drawn, title=title, definition=definition, decimals=decimals, frame=frame, where=TABLE_BELOW
    )


def axis_is_cut(source: Figures, place: Place, others: Sequence[Area], definition: Definition) -> bool:
    """Return whether the value axis of the chart does not reach zero."""
    panel = source.dataset().panel(definition.series)
    lines = lines_of(panel, place, others, definition)
    return starts_above_zero([value for line in lines for value in panel.of(line.area, line.group).values()])


def whose(lines: Sequence[Line], definition: Definition) -> str:
    """Return the group that the lines are of, in lower case; empty where they are of everyone."""
    group = next((line.group for line in lines), Sex.TOTAL)
    if group is Sex.TOTAL and definition.covers_sex:
        group = definition.covers_sex
    return "" if group is Sex.TOTAL else GROUP_NAMES[group].lower()


def year_rows(panel: Panel, lines: Sequence[Line], definition: Definition) -> list[YearRow]:
    """Return the measured values by year, the latest first; a value that stands again is not told as a new one."""
    held = []
    for line in lines:
        measured = measured_years(panel, area=line.area, group=line.group, definition=definition)
        held.append({year: value for year, value in panel.of(line.area, line.group).items() if year in measured})
    years = sorted({year for values in held for year in values}, reverse=True)
    return [
        YearRow(
            period_label(year, definition),
            tuple(number(values[year], decimals=definition.decimals) if year in values else "–" for values in held),
        )
        for year in years
    ]
