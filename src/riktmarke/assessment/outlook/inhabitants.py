"""The number of inhabitants in an outlook: the projection of the population in place of the forecast of the figure.

It knows of ages, births and moves, so it is what is told wherever a store has the tables that it is made from: by
pages, commands and challenges alike, as all of them read `OutlookRun.of`. What would have been said in earlier years
stays that of the forecast.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from riktmarke.assessment.outlook.calibrating import LEVELS
from riktmarke.assessment.outlook.foretelling import WhyNoOutlook
from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.assessment.population import PopulationOutlook, PopulationProjections, WhatItTakes
from riktmarke.assessment.population.figures import POPULATION, population_figures
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.kinds import WhyNot
from riktmarke.governance.codes import TargetKind
from riktmarke.methods import FittedScale, Predictive, Scale
from riktmarke.methods.estimate import Floats
from riktmarke.statistics.store import Dataset, Store
from riktmarke.vocabulary.errors import NoAnswer, NoFigures, UnknownArea
from riktmarke.vocabulary.groups import Sex

INHABITANTS: Final = (POPULATION, Sex.TOTAL.value)  # the indicator and group
AREAS_KEPT: Final = 64  # a tenth of a megabyte each


@dataclass(frozen=True, eq=False)
class Inhabitants:
    """The projections on a run's figures and a store's tables, made when somebody first asks.

    `tables`: the version of the tables that it was made for; None where the store has none.
    """

    store: Store
    dataset: Dataset
    tables: str | None

    @cached_property
    def projections(self) -> PopulationProjections | None:
        """The projections; None where the store lacks what they are made from.

        Raises:
            DamagedFile: if the tables cannot be read.
        """
        if self.tables is None:
            return None
        try:
            found = PopulationProjections(population_figures(self.dataset, self.store.population()))
            _ = found.model
        except (NoFigures, NoAnswer):
            return None
        return found

    def of(self, area: str) -> PopulationOutlook | None:
        """Return the projection of a municipality; None where there is none."""
        return self._kept(area)

    def what_it_takes(self, area: str, goal: float, year: int) -> WhatItTakes | None:
        """Return what a number of inhabitants takes; None where that cannot be said."""
        try:
            return None if self.projections is None else self.projections.what_it_takes(area, goal, year)
        except (UnknownArea, NoAnswer):
            return None

    @cached_property
    def _kept(self) -> Callable[[str], PopulationOutlook | None]:
        return lru_cache(maxsize=AREAS_KEPT)(self._of)

    def _of(self, area: str) -> PopulationOutlook | None:
        try:
            return None if self.projections is None else self.projections.outlook(area)
        except (UnknownArea, NoAnswer):
            return None


def is_of_inhabitants(asked: TargetAsked) -> bool:
    """Whether a target is a level for the number of all inhabitants."""
    return (asked.indicator, asked.group) == INHABITANTS and asked.kind is TargetKind.LEVEL


def with_projection(targets: Iterable[TargetOutlook], projection: PopulationOutlook) -> tuple[TargetOutlook, ...]:
    """Return the targets' outlooks, those for the number of inhabitants by the projection where it has their year."""
    return tuple(_projected(one, projection) if is_of_inhabitants(one.asked) else one for one in targets)


def predictive_of(projection: PopulationOutlook) -> Predictive:
    """Return where the number of inhabitants may stand in each year projected, as forecasts have it."""
    at = _quantiles(projection)
    middle = np.median(projection.totals[1:], axis=1).astype(float)
    return Predictive(
        years=projection.years,
        fitted=FittedScale(Scale.IDENTITY, bounds=(0.0, np.inf)),
        middle=middle,
        spread=np.ones_like(middle),
        levels=LEVELS,
        multiples=at - middle[:, None],
    )


def _projected(one: TargetOutlook, projection: PopulationOutlook) -> TargetOutlook:
    asked = one.asked
    if one.passed or one.no_series is not WhyNot.SAID or asked.year not in projection.years or one.threshold <= 0:
        return one
    return replace(
        one,
        known=projection.base_year,
        probability=projection.probability(one.threshold, asked.year, at_least=one.at_least),
        why_not=WhyNoOutlook.SAID,
        years=projection.years,
        quantiles=tuple(map(tuple, _quantiles(projection).tolist())),
    )


def _quantiles(projection: PopulationOutlook) -> Floats:
    """The values of each year projected at LEVELS, (years, levels)."""
    found: Floats = np.quantile(projection.totals[1:].astype(float), LEVELS, axis=1).T
    return found
