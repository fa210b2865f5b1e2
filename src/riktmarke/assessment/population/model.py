"""The model of all municipalities as it is known at the end of a year: where each starts, its schedules and levels."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from riktmarke.assessment.population.bands import AGES, by_age
from riktmarke.assessment.population.cohorts import Factors, Schedules, run_paths, singles
from riktmarke.assessment.population.history import History
from riktmarke.assessment.population.levels import Levels, fit_levels
from riktmarke.assessment.population.own_ages import own_age_factors
from riktmarke.assessment.population.standards import Standards
from riktmarke.methods.estimate import Floats

COUNTRY_ROUNDS: Final = 4  # the country's growth and the moves that follow from it settle to a thousandth


@dataclass(frozen=True, slots=True, eq=False)
class PopulationModel:
    """What is known at the end of `year` of all municipalities.

    Attributes:
        history: the figures and the years up to the latest; nothing after `year` is used.
        year: the year that projections start from.
        horizon: how many years ahead.
        standard: the country's schedules.
        levels: moves, births and deaths.
        inward, outward: (areas, sexes, ages), people moving in at the levels of the country, and risks of moving out.
        death: (horizon, sexes, ages + 1), the country's risks of dying, falling by year.
        growth: (horizon,), of the moves in against those of `year`, as the country's population grows.
    """

    history: History
    year: int
    horizon: int
    standard: Standards
    levels: Levels
    inward: Floats
    outward: Floats
    death: Floats
    growth: Floats

    @property
    def last_year(self) -> int:
        """The last year of a projection."""
        return self.year + self.horizon

    @property
    def start(self) -> Floats:
        """The population projected, (areas, sexes, ages)."""
        return self.history.years[self.year].population

    def schedules(self, area: int | slice) -> Schedules:
        """Return the schedules of one municipality (an axis of draws of length 1), or of several as if draws."""
        several = isinstance(area, slice)

        def last(figures: Floats) -> Floats:
            return np.moveaxis(figures[area], 0, -1) if several else figures[area][..., None]

        return Schedules(
            singles(last(self.start)),
            singles(self.death[..., None]),
            singles(self.standard.fertility[:, None]),
            singles(last(self.outward)),
            singles(last(self.inward)),
        )

    def middle(self, area: int | slice) -> Factors:
        """Return the factors of the middle path: every level at its expected value."""
        levels, index = self.levels, area if isinstance(area, slice) else slice(area, area + 1)
        pull, mobility = levels.pull.mean[index].T, levels.mobility.mean[index].T
        balance, fertility = levels.balance.mean[0][:, None], levels.fertility.mean[0][:, None]
        ones = np.ones((1, 2, 6, 1))

        def whole(factor: Floats) -> Floats:
            return factor[:, None, None, :] * ones

        return Factors(
            singles(np.exp(fertility + levels.births[index])),
            singles(whole(np.broadcast_to(np.exp(levels.deaths[index]), pull.shape))),
            singles(whole(np.exp(mobility - pull / 2))),
            singles(whole(np.exp(mobility + balance + pull / 2) * self.growth[:, None])),
        )


def fit_model(history: History, year: int | None = None, *, horizon: int) -> PopulationModel:
    """Return the model as known at the end of `year` (the latest by default), for so many years ahead."""
    base = history.figures.last_year if year is None else year
    standard, levels = history.standards[base], fit_levels(history, base, horizon=horizon)
    coming, leaving = own_age_factors(history, base)
    outward = np.minimum(standard.outward * by_age(leaving), 0.9)
    inward = levels.exposure[:, None, None] * standard.inward * by_age(coming)
    steps = np.arange(1, horizon + 1)[:, None, None]
    death = (1 - standard.survival) * np.exp(-standard.improvement * steps)
    assert death.shape[-1] == AGES + 1
    growth = np.ones(horizon)
    for _ in range(COUNTRY_ROUNDS):
        model = PopulationModel(history, base, horizon, standard, levels, inward, outward, death, growth)
        growth = _growth(model)
    return PopulationModel(history, base, horizon, standard, levels, inward, outward, death, growth)


def _growth(model: PopulationModel) -> Floats:
    # What makes the country add up: all moves in against all moves out are what its balance says, year by year.
    known = ~np.isnan(model.start).any((1, 2)) & ~np.isnan(model.levels.exposure)
    paths = run_paths(model.schedules(slice(None)), model.middle(slice(None)))
    inflow, outflow = (flow[:, known].sum(1, dtype=np.float64) for flow in (paths.inflow, paths.outflow))
    growth: Floats = model.growth * np.exp(model.levels.balance.mean[0]) * outflow / inflow
    return growth
