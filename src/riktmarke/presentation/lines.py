"""What a chart over time draws: its lines, which of their values are measurements, and which are of another size."""

from collections.abc import Sequence
from dataclasses import dataclass

from riktmarke.governance.definitions import Definition
from riktmarke.methods.trend import independent_points
from riktmarke.presentation.tokens import COMPARATOR_COLOURS, COMPARATOR_DASHES, COMPARATOR_WIDTHS_PX, GROUP_STYLES
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.groups import GROUPS, Sex

# A line this many times above or below the municipality's own would press that flat against the edge.
OF_ANOTHER_SIZE = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One line over time: an area and group, how it is named at its end, and how it is drawn.

    `short` names it at its end in a narrow chart, where the municipality is named above.
    """

    area: str
    group: Sex
    label: str
    short: str
    colour: str
    dash: tuple[float, ...]
    marker: str | None
    width_px: float


def group_line(*, area: str, group: Sex, label: str, short: str, looks: Sex | None = None) -> Line:
    """Return the line of a group of the municipality that the chart is about.

    `looks`: the group it is drawn as, where a series about one sex is published as a total.
    """
    style = GROUP_STYLES[looks or group]
    return Line(area, group, label, short, style.colour, style.dash, style.marker, 2.5 if group is Sex.TOTAL else 2)


def comparator_line(*, area: str, kind: str, label: str) -> Line:
    """Return the line of a county, the country or another municipality: thin, dashed, without markers."""
    dash, width = COMPARATOR_DASHES[kind], COMPARATOR_WIDTHS_PX[kind]
    return Line(area, Sex.TOTAL, label, label, COMPARATOR_COLOURS[kind], dash, None, width)


def measured_years(panel: Panel, *, area: str, group: Sex, definition: Definition | None) -> frozenset[int]:
    """Return the years whose value is a measurement, not one repeated; every year with a value without a definition.

    Moving windows are all measurements here: they overlap, but none is a copy of another.
    """
    values = panel.of(area, group)
    if definition is None or not values:
        return frozenset(values)
    m = definition.measurement
    row = panel.values[panel.areas.position(area), :, GROUPS.index(group)]
    mask = independent_points(
        panel.periods, 1, row, schedule=m.schedule, repeats_at_most=m.repeats_at_most, breaks=m.breaks
    )
    return frozenset(year for year, measured in zip(panel.periods, mask, strict=True) if measured)


def breaks_within(definition: Definition | None, years: Sequence[int]) -> tuple[int, ...]:
    """Return the first years of a new way of measuring that have values on both sides among these years."""
    if definition is None or not years:
        return ()
    return tuple(year for year in sorted(definition.measurement.breaks) if min(years) < year <= max(years))


def comparable(definition: Definition | None) -> bool:
    """Return whether a level here can be set beside the county's and the country's: never for counts."""
    return definition is None or definition.averaged


def of_another_size(own: Sequence[float], other: Sequence[float]) -> bool:
    """Return whether all of the other values lie more than five times above or below every one of our own."""
    ours, theirs = [abs(value) for value in own], [abs(value) for value in other]
    if not ours or not theirs or max(ours) == 0:
        return False
    return min(theirs) > OF_ANOTHER_SIZE * max(ours) or OF_ANOTHER_SIZE * max(theirs) < min(ours)
