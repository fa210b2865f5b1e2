"""Everything published about one indicator as dense arrays: its groups first, then areas, then years.

The groups are everyone, women and men, and the groups that the publisher has as series of their own (origin,
education, income), each with women and men where there are any.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.kinds import Group
from riktmarke.assessment.context import sum_of_panels
from riktmarke.assessment.measured import SUPPRESSED, measurements
from riktmarke.governance.definitions import Definition
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.groups import GROUPS, Dimension, Sex

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.uint8]


class Panels(Protocol):
    """What figures are read from: a dataset, or a made country."""

    def panel(self, series: str) -> Panel:
        """Return one series as a panel."""

    def holds(self, series: str) -> bool:
        """Whether the series is there."""


@dataclass(frozen=True)
class IndicatorFigures:
    """The figures of an indicator; arrays of shape (groups, areas, years) unless said otherwise.

    `people`: whom a value is a share or rate of, NaN where no series counts them. `inhabitants`: the area's
    inhabitants of the group's sex. `published`: half of the publisher's own 95 % interval, NaN where it gives none.
    """

    definition: Definition
    groups: tuple[Group, ...]
    years: tuple[int, ...]
    values: Floats
    status: Codes
    people: Floats
    inhabitants: Floats
    published: Floats

    @cached_property
    def measured(self) -> Flags:
        """Which values are measurements of their own."""
        return measurements(self.values, self.years, self.definition.measurement)

    @cached_property
    def suppressed(self) -> Flags:
        """Of which groups and areas the source's latest row says that the value is suppressed, (groups, areas)."""
        last = self.status.shape[-1] - 1 - np.argmax(self.status[..., ::-1] > 0, axis=-1)
        flags: Flags = np.take_along_axis(self.status, last[..., None], axis=-1)[..., 0] == SUPPRESSED
        return flags

    @property
    def weights(self) -> Floats:
        """What means over areas are weighted by: the people it is about where counted, otherwise inhabitants."""
        return np.where(np.isnan(self.people), self.inhabitants, self.people)

    def at(self, group: Group) -> int | None:
        """Return the place of a group along the first axis, None where it is not shown."""
        return self.groups.index(group) if group in self.groups else None


def read_figures(panels: Panels, definition: Definition, population: Panel) -> IndicatorFigures | None:
    """Return the figures of an indicator, None where nothing is published of it here."""
    layers = list(_layers(panels, definition))
    if not layers:
        return None
    first = min(panel.periods[0] for _, panel, _ in layers)
    last = max(panel.periods[-1] for _, panel, _ in layers)
    years = tuple(range(first, last + 1))
    laid = [(group, _over(years, panel, place)) for group, panel, place in layers]
    kept = [(group, values, status) for group, (values, status) in laid if not np.isnan(values).all()]
    if not kept:
        return None
    groups = tuple(group for group, _, _ in kept)
    return IndicatorFigures(
        definition=definition,
        groups=groups,
        years=years,
        values=np.stack([values for _, values, _ in kept]),
        status=np.stack([status for _, _, status in kept]),
        people=_beside(groups, years, _denominator(panels, definition), own_groups_only=True, nearest=True),
        inhabitants=_beside(groups, years, population, own_groups_only=False, nearest=True),
        published=_beside(groups, years, _uncertainty(panels, definition), own_groups_only=True),
    )


def _layers(panels: Panels, definition: Definition) -> Iterator[tuple[Group, Panel, int]]:
    """Yield each group that may be shown, with the panel it is in and its place there.

    Women and men only where the definition says that the figures are split by sex: what a publisher once did for some
    years is not shown for them today.
    """
    sexes = [(place, sex) for place, sex in enumerate(GROUPS) if sex is Sex.TOTAL or definition.split_by_sex]
    if panels.holds(definition.series):
        panel = panels.panel(definition.series)
        if panel.periods:
            yield from ((Group(sex), panel, place) for place, sex in sexes)
    for cut in definition.cuts:
        if cut.dimension is Dimension.SEX or not panels.holds(cut.series):
            continue
        panel = panels.panel(cut.series)
        if panel.periods:
            yield from ((Group(sex, cut.dimension, cut.category), panel, place) for place, sex in sexes)


def _over(years: tuple[int, ...], panel: Panel, place: int) -> tuple[Floats, Codes]:
    shape = (panel.values.shape[0], len(years))
    values, status = np.full(shape, np.nan), np.zeros(shape, dtype=np.uint8)
    at = slice(panel.periods[0] - years[0], panel.periods[-1] - years[0] + 1)
    values[:, at], status[:, at] = panel.values[:, :, place], panel.status[:, :, place]
    return values, status


def _beside(
    groups: Iterable[Group],
    years: tuple[int, ...],
    panel: Panel | None,
    *,
    own_groups_only: bool,
    nearest: bool = False,
) -> Floats:
    """Return a panel's values for each group's sex over the years; NaN for groups it does not count.

    `nearest`: years before its first and after its last take those. People are counted later than most else is, and
    those of last year weigh as well.
    """
    wanted = list(groups)
    if panel is None or not panel.periods:
        areas = 0 if panel is None else panel.values.shape[0]
        return np.full((len(wanted), areas or 1, len(years)), np.nan)
    place = np.array(years) - panel.periods[0]
    if nearest:
        place = np.clip(place, 0, len(panel.periods) - 1)
    held = (place >= 0) & (place < len(panel.periods))
    result = np.full((len(wanted), panel.values.shape[0], len(years)), np.nan)
    for number, group in enumerate(wanted):
        if group.dimension is None or not own_groups_only:
            result[number][:, held] = panel.values[:, place[held], GROUPS.index(group.sex)]
    return result


def _denominator(panels: Panels, definition: Definition) -> Panel | None:
    names = definition.denominators
    if not names or not all(panels.holds(series) for series in names):
        return None
    return sum_of_panels([panels.panel(series) for series in sorted(names)])


def _uncertainty(panels: Panels, definition: Definition) -> Panel | None:
    series = definition.uncertainty_series
    return panels.panel(series) if series and panels.holds(series) else None
