"""The parts of a composite as arrays: the value that stands for each year, standardised, with its standard error."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.figures import IndicatorFigures, read_figures
from riktmarke.assessment.challenges.kinds import Group
from riktmarke.assessment.challenges.uncertainty import uncertainty_of
from riktmarke.assessment.composites.joint_errors import joint_errors
from riktmarke.assessment.composites.yardstick import Yardstick, yardstick_of
from riktmarke.governance.composites import Composite, CompositePart
from riktmarke.governance.definitions import Catalogue, Definition, Measured
from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.polarity import Polarity

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]
Years = NDArray[np.int_]
NEVER = 0


@dataclass(frozen=True)
class PartFigures:
    """A part's figures; arrays of shape (areas, years), only municipalities have any.

    `value` is the one that stands for the year, from `measured_in` (NEVER where there is none that is young enough);
    `standardised`, more is better, is on the yardstick and `se` its standard error there, NaN where nothing tells.
    `fresh`: where the value is that year's own independent measurement.
    """

    part: CompositePart
    dimension: str
    definition: Definition
    yardstick: Yardstick
    value: Floats
    measured_in: Years
    standardised: Floats
    se: Floats
    fresh: Flags


@dataclass(frozen=True)
class CompositeFigures:
    """Everything that a composite's scores are made of.

    `parts` are in the order of the file, without those in `absent`: the ids of indicators that have no figures here, or
    no yardstick. `joint`, (parts, parts), says how far the parts' errors go together, 0 to 1.
    """

    composite: Composite
    areas: AreaTable
    years: tuple[int, ...]
    parts: tuple[PartFigures, ...]
    absent: tuple[str, ...]
    joint: Floats

    def stacked(self, name: str) -> Floats:
        """Return one of the parts' arrays for all parts, shape (parts, areas, years)."""
        empty = np.zeros((0, len(self.areas), len(self.years)))
        return np.stack([getattr(part, name) for part in self.parts]) if self.parts else empty

    def part(self, indicator: str) -> PartFigures:
        """Return a part by its indicator.

        Raises:
            KeyError: if it is not among those with figures.
        """
        for part in self.parts:
            if part.part.indicator == indicator:
                return part
        raise KeyError(indicator)


def composite_figures(dataset: Dataset, composite: Composite, catalogue: Catalogue) -> CompositeFigures:
    """Return the figures of a composite for all municipalities, every year from the first that any part may use."""
    municipalities, population = dataset.areas.positions_of_kind(AreaKind.MUNICIPALITY), dataset.population
    read = [
        (dimension.id, part, figures)
        for dimension, part in composite.parts
        if (figures := read_figures(dataset, catalogue[part.indicator], population)) is not None
    ]
    years = _years(figures.years if part.from_year is None else (part.from_year, *figures.years[-1:])
                   for _, part, figures in read)  # fmt: skip
    parts = [
        laid
        for dimension, part, figures in read
        if (laid := _part(composite, dimension, part, figures, municipalities=municipalities, years=years)) is not None
    ]
    there = {part.part.indicator for part in parts}
    found = CompositeFigures(
        composite=composite,
        areas=dataset.areas,
        years=years,
        parts=tuple(parts),
        absent=tuple(indicator for indicator in composite.indicators if indicator not in there),
        joint=np.zeros((0, 0)),
    )
    joint = joint_errors(
        found.stacked("standardised")[:, municipalities],
        found.stacked("fresh").astype(bool)[:, municipalities],
        [part.definition.source for part in parts],
    )
    return CompositeFigures(composite, dataset.areas, years, found.parts, found.absent, joint)


def _years(spans: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    ends = [year for span in spans for year in (span[0], span[-1])]
    return tuple(range(min(ends), max(ends) + 1)) if ends else ()


def _part(
    composite: Composite,
    dimension: str,
    part: CompositePart,
    figures: IndicatorFigures,
    *,
    municipalities: Places,
    years: tuple[int, ...],
) -> PartFigures | None:
    row = figures.at(Group())
    if row is None:
        return None
    good = 1 if figures.definition.polarity is Polarity.HIGHER_IS_BETTER else -1
    own = np.zeros(figures.values.shape[1], dtype=bool)
    own[municipalities] = True
    used = np.array([part.from_year is None or year >= part.from_year for year in figures.years])
    there = _levels(figures, row) & own[:, None] & used
    published = np.where(there, figures.values[row], np.nan)
    yardstick = yardstick_of(
        published[municipalities],
        figures.years,
        reference=composite.reference_years,
        good=good,
        winsorised_at=composite.winsorised_at,
    )
    if yardstick is None:
        return None
    se = uncertainty_of(figures, municipalities).se[row]
    place = _latest(there, figures.years, years, figures.definition.measurement.breaks, composite.oldest_years)
    value, error = (np.where(place >= 0, np.take_along_axis(a, np.maximum(place, 0), axis=1), np.nan)
                    for a in (published, se))  # fmt: skip
    measured_in = np.where(place >= 0, np.array(figures.years)[np.maximum(place, 0)], NEVER)
    independent = np.take_along_axis(figures.measured[row], np.maximum(place, 0), axis=1)
    return PartFigures(
        part=part,
        dimension=dimension,
        definition=figures.definition,
        yardstick=yardstick,
        value=value,
        measured_in=measured_in,
        standardised=yardstick.of(value),
        se=error / yardstick.scale,
        fresh=independent & (measured_in == np.array(years)),
    )


def _levels(figures: IndicatorFigures, row: int) -> Flags:
    """Return which values say a level of their year: all of a moving window, but no repeats of an earlier value."""
    yearly = figures.definition.measured in {Measured.EACH_YEAR, Measured.MOVING_WINDOW}
    flags: Flags = ~np.isnan(figures.values[row]) if yearly else figures.measured[row]
    return flags


def _latest(
    there: Flags, held: tuple[int, ...], years: tuple[int, ...], breaks: tuple[int, ...], oldest: int
) -> Places:
    """Return the place among `held` of the latest value at each of `years`, shape (areas, years).

    -1 where it is older than `oldest` years, or on the other side of a break.
    """
    place = np.full((there.shape[0], len(years)), -1, dtype=np.intp)
    for at, year in enumerate(years):
        since = max((one for one in breaks if one <= year), default=held[0])
        for back in range(oldest + 1):
            if year - back in held and year - back >= since:
                column = held.index(year - back)
                place[:, at] = np.where((place[:, at] < 0) & there[:, column], column, place[:, at])
    return place
