"""The panel: one series as a dense array of area × period × group. The heart of everything statistical."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.statistics.areas import AreaTable
from riktmarke.vocabulary.groups import GROUPS, Sex
from riktmarke.vocabulary.observation_status import STATUSES, ObservationStatus


@dataclass(frozen=True, slots=True)
class Panel:
    """One series for all areas, consecutive years and groups.

    `values` and `status` have the shape (areas, periods, groups); NaN and MISSING where the source has no row.
    `periods` are consecutive years, from the first to the last that holds a value. `status` codes are positions in
    `vocabulary.observation_status.STATUSES`. In memory the groups come first and the years last.
    """

    series: str
    areas: AreaTable
    periods: tuple[int, ...]
    values: NDArray[np.float64]
    status: NDArray[np.uint8]

    def of(self, area: str, group: Sex = Sex.TOTAL) -> dict[int, float]:
        """Return the values of one area and group by year, only the years that have one."""
        row = self.values[self.areas.position(area), :, GROUPS.index(group)]
        return {year: float(value) for year, value in zip(self.periods, row, strict=True) if not np.isnan(value)}

    def status_of(self, area: str, period: int, group: Sex = Sex.TOTAL) -> ObservationStatus:
        """Return what is known about one cell."""
        if period not in self.periods:
            return ObservationStatus.MISSING
        where = self.areas.position(area), self.periods.index(period), GROUPS.index(group)
        return STATUSES[int(self.status[where])]

    def suppressed(self, area: str, group: Sex = Sex.TOTAL) -> tuple[int, ...]:
        """Return the years in which the source says that it does not show the value."""
        row = self.status[self.areas.position(area), :, GROUPS.index(group)]
        hidden = row == STATUSES.index(ObservationStatus.SUPPRESSED)
        return tuple(year for year, one in zip(self.periods, hidden, strict=True) if one)


def build_panel(
    series: str,
    areas: AreaTable,
    *,
    area: NDArray[np.integer],
    period: NDArray[np.integer],
    group: NDArray[np.integer],
    value: NDArray[np.float64],
    status: NDArray[np.integer] | None = None,
) -> Panel:
    """Return the panel of a series from its observations, given as positions along each axis and their values.

    Without `status` every observation is NORMAL.
    """
    first = int(period.min()) if period.size else 0
    years = int(period.max()) - first + 1 if period.size else 0
    shape = (len(GROUPS), len(areas), years)
    values = np.full(shape, np.nan)
    codes = np.zeros(shape, dtype=np.uint8)
    place = (group.astype(np.intp) * len(areas) + area) * years + (period - first)
    values.ravel()[place] = value
    codes.ravel()[place] = STATUSES.index(ObservationStatus.NORMAL) if status is None else status
    return shared_panel(series, areas, tuple(range(first, first + years)), values=values, status=codes)


def shared_panel(
    series: str, areas: AreaTable, periods: tuple[int, ...], *, values: NDArray[np.float64], status: NDArray[np.uint8]
) -> Panel:
    """Return the panel of arrays of group × area × period, which nobody may write in any more.

    The store holds panels, and everybody who asks for a series has the same one.
    """
    for array in (values, status):
        array.flags.writeable = False
    return Panel(series, areas, periods, values.transpose(1, 2, 0), status.transpose(1, 2, 0))
