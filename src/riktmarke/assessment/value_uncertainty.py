"""How uncertain single values of an indicator are: the same uncertainty that challenges are tested with."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from riktmarke.assessment.challenges.deciding import interval
from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.kinds import Group, UncertaintySource
from riktmarke.assessment.challenges.uncertainty import Uncertainty, uncertainty_of
from riktmarke.statistics.areas import AreaTable
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.units import Unit

# With fewer, the scatter of an area is known so badly that its interval would say nothing.
FEWEST_DEGREES_OF_FREEDOM = 3


@dataclass(frozen=True, slots=True)
class ValueUncertainty:
    """A value with its standard error and 95 % interval, all in the indicator's unit, and where that is known from."""

    value: float
    se: float
    low: float
    high: float
    source: UncertaintySource


@dataclass(frozen=True)
class IndicatorUncertainty:
    """An indicator's figures with the uncertainty of each."""

    figures: IndicatorFigures
    uncertainty: Uncertainty
    areas: AreaTable

    def at(self, area: str, group: Group, year: int) -> ValueUncertainty | None:
        """Return how uncertain one value is; None where there is no value, or nothing tells how uncertain it is."""
        row = self.figures.at(group)
        if row is None or year not in self.figures.years:
            return None
        place = row, self.areas.position(area), self.figures.years.index(year)
        source = UncertaintySource(int(self.uncertainty.source[place]))
        free = float(self.uncertainty.free[place])
        if source is UncertaintySource.UNKNOWN or free < FEWEST_DEGREES_OF_FREEDOM:
            return None
        value, se = float(self.figures.values[place]), float(self.uncertainty.se[place])
        low, high = interval(value, se, free)
        least, most = self._possible
        return ValueUncertainty(value, se, max(low, least), min(high, most), source)

    @cached_property
    def _possible(self) -> tuple[float, float]:
        """Below and above what no interval goes: 0, and 100 per cent, where no value anywhere does."""
        values = self.figures.values
        share = self.figures.definition.unit is Unit.PERCENT and np.nanmax(values) <= 100
        return (0.0 if np.nanmin(values) >= 0 else -np.inf), (100.0 if share else np.inf)


def uncertainty_of_indicator(figures: IndicatorFigures, areas: AreaTable) -> IndicatorUncertainty:
    """Return the uncertainty of every value of an indicator."""
    municipalities = areas.positions_of_kind(AreaKind.MUNICIPALITY)
    return IndicatorUncertainty(figures, uncertainty_of(figures, municipalities), areas)
