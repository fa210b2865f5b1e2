"""Invented figures that forecasts can be made of: municipalities that wander, in the engine's own types."""

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.outlook.followed import Followed, of_values
from riktmarke.governance.definitions import Definition
from tests.assessment.challenges.making import DAYS, figures_of

Floats = NDArray[np.float64]

FIRST_YEAR = 2004


def wandering(
    *, seed: int = 0, areas: int = 30, years: int = 19, level: float = 50.0, step: float = 1.0, slope: float = 0.0
) -> Floats:
    """Return figures (areas, years): random walks from levels of their own, with a slope that all share."""
    rng = np.random.default_rng(seed)
    steps = rng.normal(slope, step, (areas, years)).cumsum(axis=1)
    values: Floats = rng.normal(level, 5.0, (areas, 1)) + steps + rng.normal(0, step / 2, (areas, years))
    return values


def series_of(
    values: Floats, *, of: Definition = DAYS, first_year: int = FIRST_YEAR, inhabitants: Floats | float = 10_000.0
) -> Followed:
    """Return a series of everyone in municipalities alone."""
    figures = figures_of(values, of=of, first_year=first_year, inhabitants=inhabitants)
    return followed_in(figures)


def followed_in(figures: IndicatorFigures, group: int = 0) -> Followed:
    """Return what is followed of a group of an indicator, every area a municipality."""
    places = np.arange(figures.values.shape[1])
    return of_values(figures, figures.values[group], figures.groups[group].key, places, inhabitants_of=group)


def another_future(values: Floats, last_known: int, *, seed: int) -> Floats:
    """Return the values with those after a place along the last axis replaced: wild, missing, zero and below."""
    rng = np.random.default_rng(seed)
    changed = values.copy()
    after = changed[..., last_known + 1 :]
    after[:] = rng.choice([0.0, -3.0, 1e4, np.nan], after.shape, p=[0.3, 0.1, 0.3, 0.3]) + rng.normal(0, 9, after.shape)
    return changed
