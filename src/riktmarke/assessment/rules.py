"""The rules: from one panel to its findings. Pure: the same panel and context always give the same findings.

Inside this module arrays have the groups first, then areas, then years; `Findings` have areas first.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.comparing import compared
from riktmarke.assessment.context import Context
from riktmarke.assessment.findings import Findings
from riktmarke.governance.definitions import Measurement
from riktmarke.methods.trend import independent_points
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.groups import FEMALE, MALE
from riktmarke.vocabulary.reasons import Reason

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]


def assess(panel: Panel, context: Context) -> Findings:
    """Return what can be said about a series, for every area and group, and why the rest cannot.

    Changes are only stated where a definition says which values are measurements of their own.
    """
    values = panel.values.transpose(2, 0, 1)
    definition = context.definition
    measurement = definition.measurement if definition else Measurement()
    measured = _measured(panel, values, measurement)
    years = np.array(panel.periods, dtype=np.int16)
    changes = _changes(values, measured, years, measurement, context)
    gap_values = values[FEMALE] - values[MALE]
    gaps = _changes(
        gap_values, _measured_together(panel, gap_values, measured, measurement), years, measurement, context
    )
    columns: dict[str, NDArray[Any]] = {
        "value": changes.value,
        "period": changes.period,
        "value_reason": np.where(changes.there, Reason.SAID, Reason.NEVER_PUBLISHED),
        "previous_value": changes.previous,
        "previous_period": changes.previous_period,
        "change": changes.change,
        "change_reason": changes.change_reason,
        "five_year_change": changes.long_change,
        "five_year_reason": changes.long_reason,
        **compared(panel, values, changes.place, changes.there, context),
    }
    return Findings(
        **{name: _narrow(column.T) for name, column in columns.items()},
        gap=gaps.value,
        gap_period=gaps.period,
        gap_reason=_narrow(np.where(gaps.there, Reason.SAID, Reason.NOT_SPLIT_BY_SEX)),
        previous_gap=gaps.previous,
        previous_gap_period=gaps.previous_period,
        gap_change=gaps.change,
        gap_change_reason=_narrow(_unless_split(gaps.there, gaps.change_reason)),
        gap_five_year_change=gaps.long_change,
        gap_five_year_reason=_narrow(_unless_split(gaps.there, gaps.long_reason)),
    )


def _measured(panel: Panel, values: Floats, measurement: Measurement) -> Flags:
    if measurement == Measurement():
        return ~np.isnan(values)
    return independent_points(
        panel.periods,
        measurement.window_years,
        values,
        schedule=measurement.schedule,
        repeats_at_most=measurement.repeats_at_most,
        breaks=measurement.breaks,
    )


def _measured_together(panel: Panel, gap: Floats, measured: Flags, measurement: Measurement) -> Flags:
    if measurement.window_years > 1:
        # Counted anew: when the latest windows of women and men differ, their own kept windows need not meet.
        return _measured(panel, gap, measurement)
    # A gap is new when either side was measured anew, even if the other came out the same and counts as repeated.
    together: Flags = (measured[FEMALE] | measured[MALE]) & ~np.isnan(gap)
    return together


class Changes(NamedTuple):
    """The latest measurement and how it differs from earlier ones; `place` is its position along the years."""

    there: Flags
    place: Places
    value: Floats
    period: NDArray[np.int16]
    previous: Floats
    previous_period: NDArray[np.int16]
    change: Floats
    change_reason: NDArray[np.int_]
    long_change: Floats
    long_reason: NDArray[np.int_]


def _changes(
    values: Floats, measured: Flags, years: NDArray[np.int16], measurement: Measurement, context: Context
) -> Changes:
    there, place = _last(measured)
    value, period = _taken(values, place, there), np.where(there, years[place], 0).astype(np.int16)
    unsaid = np.where(there, Reason.NO_DEFINITION, Reason.NEVER_PUBLISHED)
    if context.definition is None:
        nothing, no_year = np.full(value.shape, np.nan), np.zeros(value.shape, dtype=np.int16)
        return Changes(there, place, value, period, nothing, no_year, nothing, unsaid, nothing, unsaid)
    before, previous_place = _last(measured & (np.arange(years.size) < place[..., None]))
    previous = _taken(values, previous_place, before)
    previous_period = np.where(before, years[previous_place], 0).astype(np.int16)
    change_reason = _reason(
        (~there, Reason.NEVER_PUBLISHED),
        (~before, Reason.NO_EARLIER_MEASUREMENT),
        (_broken(previous_period, period, measurement), Reason.SERIES_BREAK),
    )
    back = context.parameters.years_back
    long_place = place - back
    # A moving window is published every year: any year's window will do, if it shares no year with the latest.
    source = ~np.isnan(values) if measurement.window_years > 1 else measured
    measured_then = _flag(source, long_place)
    long_reason = _reason(
        (~there, Reason.NEVER_PUBLISHED),
        (np.full(there.shape, measurement.window_years > back), Reason.OVERLAPPING_WINDOWS),
        (~measured_then, Reason.NO_MEASUREMENT_FIVE_YEARS_EARLIER),
        (_broken(period - back, period, measurement), Reason.SERIES_BREAK),
    )
    earlier = _taken(values, np.maximum(long_place, 0), measured_then)
    return Changes(
        there,
        place,
        value,
        period,
        previous,
        previous_period,
        np.where(change_reason == Reason.SAID, value - previous, np.nan),
        change_reason,
        np.where(long_reason == Reason.SAID, value - earlier, np.nan),
        long_reason,
    )


def _last(flags: Flags) -> tuple[Flags, Places]:
    """Return whether there is a true flag along the years, and the position of the last one (0 if none)."""
    there: Flags = np.any(flags, axis=-1)
    place = flags.shape[-1] - 1 - np.argmax(flags[..., ::-1], axis=-1)
    last: Places = np.where(there, place, 0)
    return there, last


def _taken(values: Floats, place: Places, there: Flags) -> Floats:
    taken = np.take_along_axis(values, place[..., None], axis=-1)[..., 0]
    return np.where(there, taken, np.nan)


def _flag(flags: Flags, place: Places) -> Flags:
    within: Flags = (place >= 0) & np.take_along_axis(flags, np.maximum(place, 0)[..., None], axis=-1)[..., 0]
    return within


def _broken(earlier: NDArray[np.int16], later: NDArray[np.int16], measurement: Measurement) -> Flags:
    broken = np.zeros(later.shape, dtype=bool)
    for first in measurement.breaks:
        # A window that reaches back across the break still holds years of the old definition.
        broken |= (earlier < first) & (first <= later)
        broken |= (later - measurement.window_years + 1 < first) & (first <= later)
    return broken


def _reason(*cases: tuple[Flags, Reason]) -> NDArray[np.int_]:
    """Return the first reason whose flag is set, SAID where none is."""
    reason = np.full(cases[0][0].shape, Reason.SAID, dtype=np.int_)
    for flag, code in reversed(cases):
        reason[flag] = code
    return reason


def _unless_split(there: Flags, reason: NDArray[np.int_]) -> NDArray[np.int_]:
    return np.where(there, reason, Reason.NOT_SPLIT_BY_SEX)


def _narrow(column: NDArray[Any]) -> NDArray[Any]:
    """Codes and counts as bytes, everything else as it is."""
    return column.astype(np.uint8) if column.dtype == np.int_ else column
