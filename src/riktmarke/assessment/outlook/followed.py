"""What a forecast is made of: one series for every area, year by year, with what it can be forecast on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.kinds import Group
from riktmarke.assessment.measured import measurements
from riktmarke.governance.definitions import Definition, Measurement
from riktmarke.methods import Scale
from riktmarke.vocabulary.units import Unit

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]

WHOLE = 100.0
OFTEN_AT_AN_END = 0.01
NEXT_TO_AN_END = 0.01  # of the middle distance: a figure given in kilometres among metres stands there


@dataclass(frozen=True)
class Followed:
    """One series of every area. `values`: (areas, years), NaN where nothing was measured anew.

    Years are those that something can be measured in: each, or those of a schedule. Windows that move a year at a
    time stand for each of their years here: a forecast of next year's window may know this year's. `published` holds
    what was published, repeats too. `inhabitants` (areas, years) are those that scatter depends on, as last counted by
    then; `municipalities` the places of those that what is shared is pooled over. A `difference`, between groups or
    from others, can lie on either side of 0.
    """

    definition: Definition
    about: str
    years: tuple[int, ...]
    values: Floats
    published: Floats
    inhabitants: Floats
    municipalities: Places
    difference: bool = False

    def until(self, end: int) -> "Followed":
        """Return what was known at the end of the year at a place."""
        known = slice(end + 1)
        return replace(
            self,
            years=self.years[known],
            values=self.values[:, known],
            published=self.published[:, known],
            inhabitants=self.inhabitants[:, known],
        )

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """Between which values the figure can lie: no lower than 0 unless one was, no higher than a whole likewise."""
        if self.difference:
            return -np.inf, np.inf
        seen = self.values[~np.isnan(self.values)]
        below = -np.inf if (seen < 0).any() else 0.0
        share = self.definition.unit is Unit.PERCENT and below == 0 and not (seen > WHOLE).any()
        return below, WHOLE if share else np.inf

    @cached_property
    def scale(self) -> Scale:
        """The scale that fits what was published: logit for shares of a whole, log for what is above zero.

        Values themselves where some are below zero, and where more than one in a hundred stands at an end, or next to
        it beside how far away the middle one is: what is often as good as nothing does not move in proportion.
        """
        seen = self.values[~np.isnan(self.values)]
        lowest, highest = self.bounds
        if not seen.size or lowest < 0:
            return Scale.IDENTITY
        from_ends = [seen - lowest, *([highest - seen] if np.isfinite(highest) else [])]
        at_an_end = np.mean(np.any([away <= NEXT_TO_AN_END * np.median(away) for away in from_ends], axis=0))
        if at_an_end > OFTEN_AT_AN_END:
            return Scale.IDENTITY
        return Scale.LOGIT if np.isfinite(highest) else Scale.LOG

    @cached_property
    def size(self) -> Floats:
        """One over the latest inhabitants, in that of the middle municipality, also for those that nobody counted."""
        with np.errstate(divide="ignore"):
            inverse = 1 / self.inhabitants[:, -1]
        counted = np.isfinite(inverse)
        among = inverse[self.municipalities][counted[self.municipalities]]
        middle = np.median(among) if among.size else 1.0
        return np.where(counted, inverse / middle, 1.0)

    def independent_until(self, end: int) -> NDArray[np.int_]:
        """Return how many measurements of their own each area has since the last break, up to the year at a place."""
        start = self.since_break(end)
        found = measurements(
            self.published[:, start : end + 1], self.years[start : end + 1], self.definition.measurement
        )
        counts: NDArray[np.int_] = found.sum(axis=-1)
        return counts

    @property
    def step_years(self) -> int:
        """How many years there are from one measurement to the next: one, or those of the schedule."""
        schedule = self.definition.measurement.schedule
        return 1 if schedule is None else schedule[1]

    def since_break(self, end: int) -> int:
        """Return the first place of the definition that the year at place `end` belongs to."""
        first = max((year for year in self.definition.measurement.breaks if year <= self.years[end]), default=0)
        return int(np.searchsorted(self.years, first))

    def last_before_break(self, end: int) -> int:
        """Return the last place whose value can be set beside that of place `end`."""
        later = (year for year in self.definition.measurement.breaks if year > self.years[end])
        return int(np.searchsorted(self.years, min(later, default=self.years[-1] + 1))) - 1


def asked_years(years: tuple[int, ...], measurement: Measurement) -> list[int]:
    """Return the places of the years that something can be measured in: all, or those of the schedule."""
    if measurement.schedule is None:
        return list(range(len(years)))
    first, every = measurement.schedule
    return [place for place, year in enumerate(years) if year >= first and (year - first) % every == 0]


def followed(figures: IndicatorFigures, municipalities: Places) -> Iterator[tuple[Group, Followed]]:
    """Yield the series of each group of an indicator."""
    for place, group in enumerate(figures.groups):
        yield group, of_values(figures, figures.values[place], group.key, municipalities, inhabitants_of=place)


def of_values(
    figures: IndicatorFigures,
    published: Floats,
    about: str,
    municipalities: Places,
    *,
    inhabitants_of: int = 0,
    difference: bool = False,
) -> Followed:
    """Return what is followed of values (areas, years) that an indicator's figures make: a group's, or a difference."""
    plain = replace(figures.definition.measurement, window_years=1)
    asked = asked_years(figures.years, plain)
    counted = figures.inhabitants[inhabitants_of]
    latest = np.maximum.accumulate(np.where(np.isnan(counted), 0, np.arange(counted.shape[1])), axis=1)
    points = measurements(published, figures.years, plain)
    return Followed(
        definition=figures.definition,
        about=about,
        years=tuple(figures.years[at] for at in asked),
        values=np.where(points, published, np.nan)[:, asked],
        published=published[:, asked],
        inhabitants=np.take_along_axis(counted, latest, axis=1)[:, asked],
        municipalities=municipalities,
        difference=difference,
    )
