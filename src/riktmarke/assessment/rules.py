"""The rules: from one panel to its findings. Pure: the same panel and context always give the same findings.

Inside this module arrays have the groups first, then areas, then years; `Findings` have areas first.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.comparing import compared
from riktmarke.assessment.context import Context
from riktmarke.assessment.findings import Findings
from riktmarke.assessment.measured import measurements
from riktmarke.assessment.reasoning import SAID, chosen, first_reason
from riktmarke.governance.definitions import Measurement
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.groups import FEMALE, MALE
from riktmarke.vocabulary.reasons import Reason

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]
Codes = NDArray[np.uint8]
Years = NDArray[np.int16]


def assess(panel: Panel, context: Context) -> Findings:
    """Return what can be said about a series, for every area and group, and why the rest cannot.

    Changes are only stated where a definition says which values are measurements of their own.
    """
    values = panel.values.transpose(2, 0, 1)
    measured = measurements(values, panel.periods, context.measurement)
    years = np.array(panel.periods, dtype=np.int16)
    changes = _changes(values, measured, years, context)
    gaps = _gaps(panel, values, measured, years, context)
    columns: dict[str, NDArray[Any]] = {
        "value": changes.value,
        "period": changes.period,
        "value_reason": first_reason((~changes.there, Reason.NEVER_PUBLISHED)),
        "previous_value": changes.previous,
        "previous_period": changes.previous_period,
        "change": changes.change,
        "change_reason": changes.change_reason,
        "five_year_change": changes.long_change,
        "five_year_reason": changes.long_reason,
        **compared(panel, values, changes.place, changes.there, context),
    }
    apart = (~gaps.there, Reason.NOT_SPLIT_BY_SEX)
    return Findings(
        **{name: column.T for name, column in columns.items()},
        gap=gaps.value,
        gap_period=gaps.period,
        gap_reason=first_reason(apart),
        previous_gap=gaps.previous,
        previous_gap_period=gaps.previous_period,
        gap_change=gaps.change,
        gap_change_reason=chosen(gaps.change_reason, apart),
        gap_five_year_change=gaps.long_change,
        gap_five_year_reason=chosen(gaps.long_reason, apart),
    )


def _gaps(panel: Panel, values: Floats, measured: Flags, years: Years, context: Context) -> "Changes":
    if not (measured[FEMALE].any() and measured[MALE].any()):
        return _unchanged(np.zeros(len(panel.areas), dtype=bool), values[FEMALE], years)
    gap = values[FEMALE] - values[MALE]
    if context.measurement.window_years > 1:
        # Counted anew: when the latest windows of women and men differ, their own kept windows need not meet.
        together = measurements(gap, panel.periods, context.measurement)
    else:
        # A gap is new when either side was measured anew, even if the other came out the same and counts as repeated.
        together = (measured[FEMALE] | measured[MALE]) & ~np.isnan(gap)
    return _changes(gap, together, years, context)


class Changes(NamedTuple):
    """The latest measurement and how it differs from earlier ones; `place` is its position along the years."""

    there: Flags
    place: Places
    value: Floats
    period: Years
    previous: Floats
    previous_period: Years
    change: Floats
    change_reason: Codes
    long_change: Floats
    long_reason: Codes


def _changes(values: Floats, measured: Flags, years: Years, context: Context) -> Changes:
    there, place = _last(measured)
    latest = _unchanged(there, values, years, place)
    if context.definition is None:
        return latest
    period, measurement = latest.period, context.measurement
    before, previous_place = _last(measured & (np.arange(years.size) < place[..., None]))
    previous = _taken(values, previous_place, before)
    previous_period = np.where(before, years[previous_place], 0).astype(np.int16)
    change_reason = first_reason(
        (~there, Reason.NEVER_PUBLISHED),
        (~before, Reason.NO_EARLIER_MEASUREMENT),
        (_broken(previous_period, period, measurement), Reason.SERIES_BREAK),
    )
    back = context.parameters.years_back
    long_place = place - back
    # A moving window is published every year: any year's window will do, if it shares no year with the latest.
    source = ~np.isnan(values) if measurement.window_years > 1 else measured
    measured_then = _flag(source, long_place)
    long_reason = first_reason(
        (~there, Reason.NEVER_PUBLISHED),
        (np.full(there.shape, measurement.window_years > back), Reason.OVERLAPPING_WINDOWS),
        (~measured_then, Reason.NO_MEASUREMENT_FIVE_YEARS_EARLIER),
        (_broken(period - back, period, measurement), Reason.SERIES_BREAK),
    )
    earlier = _taken(values, np.maximum(long_place, 0), measured_then)
    return latest._replace(
        previous=previous,
        previous_period=previous_period,
        change=np.where(change_reason == SAID, latest.value - previous, np.nan),
        change_reason=change_reason,
        long_change=np.where(long_reason == SAID, latest.value - earlier, np.nan),
        long_reason=long_reason,
    )


def _unchanged(there: Flags, values: Floats, years: Years, place: Places | None = None) -> Changes:
    """Return the latest measurements alone: without a definition nobody has said what a change would be."""
    at = np.zeros(there.shape, dtype=np.intp) if place is None else place
    no_figure, no_year = np.full(there.shape, np.nan), np.zeros(there.shape, dtype=np.int16)
    unsaid = first_reason((~there, Reason.NEVER_PUBLISHED), otherwise=Reason.NO_DEFINITION)
    period = np.where(there, years[at], np.int16(0))
    return Changes(
        there, at, _taken(values, at, there), period, no_figure, no_year, no_figure, unsaid, no_figure, unsaid
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


def _broken(earlier: Years, later: Years, measurement: Measurement) -> Flags:
    broken = np.zeros(later.shape, dtype=bool)
    for first in measurement.breaks:
        # Also where the later window itself reaches back across the break: the earlier one shares no year with it,
        # so it lies wholly before.
        broken |= (earlier < first) & (first <= later)
    return broken
