"""The series of indicators that pages ask for again and again, held for as long as the figures are the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.figures import IndicatorFigures, read_figures
from riktmarke.assessment.context import Comparisons, comparisons
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.comparators import compared_with
from riktmarke.assessment.targets.series import SeriesAimedAt, series_aimed_at
from riktmarke.assessment.targets.standings import YearStanding, year_standings
from riktmarke.assessment.value_uncertainty import IndicatorUncertainty, uncertainty_of_indicator
from riktmarke.governance.codes import Comparator
from riktmarke.governance.definitions import Definition
from riktmarke.statistics.store import Dataset

FIGURES_HELD = 64  # two megabytes each; one takes some milliseconds to read
UNCERTAINTIES_HELD = 64  # a megabyte each; one takes up to a quarter of a second to work out
COMPARED = (Comparator.SIMILAR_MUNICIPALITIES, Comparator.COUNTY, Comparator.COUNTRY)
COMPARED_HELD = 128  # a quarter of a megabyte each; one takes a hundredth of a second to work out
AIMED_HELD = 64  # a third of a megabyte each; one takes a hundredth of a second to work out
STANDINGS_HELD = 1024  # some kilobytes each; one takes up to a twentieth of a second to work out
Indicator = Callable[[Definition], IndicatorFigures | None]
Compared = Callable[[Definition, int], Mapping[Comparator, NDArray[np.float64]]]
Aimed = Callable[[Definition, TargetAsked], SeriesAimedAt | None]


@dataclass(frozen=True)
class HeldSeries:
    """What `Figures` has by the same names."""

    indicator: Indicator
    uncertainty: Callable[[Definition], IndicatorUncertainty | None]
    who: Comparisons
    compared: Compared
    aimed: Aimed
    standings: Callable[..., tuple[YearStanding, ...]]


def held_series(dataset: Dataset) -> HeldSeries:
    """Return the series of a dataset; nothing is read until it is asked for."""
    indicator = lru_cache(maxsize=FIGURES_HELD)(partial(_indicator, dataset))
    who = comparisons(dataset.areas, dataset.peers)
    return HeldSeries(
        indicator,
        _uncertainty_in(dataset, indicator),
        who,
        compared=_compared_in(indicator, who),
        aimed=_aimed_in(indicator, who),
        standings=_standings_in(dataset, indicator, who),
    )


def _indicator(dataset: Dataset, definition: Definition) -> IndicatorFigures | None:
    return read_figures(dataset, definition, dataset.population)


def _uncertainty_in(dataset: Dataset, indicator: Indicator) -> Callable[[Definition], IndicatorUncertainty | None]:
    """Return what says how uncertain every value of an indicator is by the figures of a dataset."""

    @lru_cache(maxsize=UNCERTAINTIES_HELD)
    def uncertainty(definition: Definition) -> IndicatorUncertainty | None:
        figures = indicator(definition)
        return None if figures is None else uncertainty_of_indicator(figures, dataset.areas)

    return uncertainty


def _compared_in(indicator: Indicator, who: Comparisons) -> Compared:
    """Return what says what every area is compared with by the figures of a dataset."""

    @lru_cache(maxsize=COMPARED_HELD)
    def compared(definition: Definition, group: int) -> Mapping[Comparator, NDArray[np.float64]]:
        figures = indicator(definition)
        if figures is None:
            return {}
        return {other: compared_with(figures, group, who, other, highest=True) for other in COMPARED}

    return compared


def _aimed_in(indicator: Indicator, who: Comparisons) -> Aimed:
    """Return what says which series a target is about by the figures of a dataset."""

    @lru_cache(maxsize=AIMED_HELD)
    def aimed(definition: Definition, asked: TargetAsked) -> SeriesAimedAt | None:
        figures = indicator(definition)
        return None if figures is None else series_aimed_at(figures, who, asked)

    return aimed


def _standings_in(dataset: Dataset, indicator: Indicator, who: Comparisons) -> Callable[..., tuple[YearStanding, ...]]:
    """Return what says how targets stand by the figures of a dataset."""

    @lru_cache(maxsize=STANDINGS_HELD)
    def standings(
        definition: Definition, targets: tuple[TargetAsked, ...], area: str, this_year: int
    ) -> tuple[YearStanding, ...]:
        figures, place = indicator(definition), dataset.areas.position(area)
        return () if figures is None else tuple(year_standings(figures, who, targets, place, this_year=this_year))

    return standings
