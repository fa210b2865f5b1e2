"""The outlook of a municipality's population: what is expected by year, how uncertain it is, and a goal's chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from riktmarke.assessment.population.bands import BANDS
from riktmarke.assessment.population.cohorts import Paths, Singles
from riktmarke.assessment.population.scenario import Scenario
from riktmarke.methods.estimate import Floats
from riktmarke.vocabulary.errors import NoAnswer

QUANTILES: Final = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)


@dataclass(frozen=True, slots=True, eq=False)
class MiddlePath:
    """The path with everything as expected; it adds up: next = this + births - deaths + inflow - outflow.

    Attributes:
        total: (years + 1,), at 31 December, the base year first.
        bands: (years + 1, sexes, `BANDS`), women first.
        births, deaths, inflow, outflow: (years,), during the year.
    """

    total: Floats
    bands: Floats
    births: Floats
    deaths: Floats
    inflow: Floats
    outflow: Floats


@dataclass(frozen=True, slots=True, eq=False)
class PopulationOutlook:
    """What is expected of a municipality's population.

    Figures of a 31 December have one place more than those of a year: the base year, observed, comes first.

    Attributes:
        area: the municipality's code.
        base_year: the latest year with observed figures, from which is projected.
        years: the years projected.
        scenario: what was asked; `Scenario()` for the projection itself.
        middle: the path with everything as expected.
        total, women, men: (`QUANTILES`, years + 1).
        bands: (`BANDS`, `QUANTILES`, years + 1).
        births, deaths, inflow, outflow, net_moves: (`QUANTILES`, years).
        totals: (years + 1, draws), the draws' populations.
        drivers: by `draws.ABOUT`, the share (years,) of the variance of the population that it makes alone; they do not
            quite add up to 1. Empty where it was not asked for.
    """

    area: str
    base_year: int
    years: tuple[int, ...]
    scenario: Scenario
    middle: MiddlePath
    total: Floats
    women: Floats
    men: Floats
    bands: Floats
    births: Floats
    deaths: Floats
    inflow: Floats
    outflow: Floats
    net_moves: Floats
    totals: Singles
    drivers: Mapping[str, Floats]

    def place(self, year: int) -> int:
        """Return the place of a year in figures of a 31 December.

        Raises:
            NoAnswer: if the year is not projected.
        """
        if year not in self.years:
            past = year <= self.base_year
            raise NoAnswer(
                f"The projection has no figure for {year}: "
                + (f"figures are observed up to {self.base_year}." if past else f"it ends in {self.years[-1]}."),
                expected=f"a year from {self.years[0]} to {self.years[-1]}",
                remedy="choose a year among them.",
            )
        return 1 + self.years.index(year)

    def probability(self, goal: float, year: int, *, at_least: bool = True) -> float:
        """Return the probability that the population is at least (or at most) `goal` on 31 December of `year`.

        To be told in words and tens of per cent, never to the percent.

        Raises:
            NoAnswer: for a goal that is no number of people, or a year that is not projected.
        """
        refuse_goal(goal)
        reached = self.totals[self.place(year)]
        return float(np.mean(reached >= goal if at_least else reached <= goal))


def refuse_goal(goal: float) -> None:
    """Raise `NoAnswer` for a goal that is no number of people."""
    if not 0 < goal < np.inf:
        raise NoAnswer(
            f"The goal is {goal:g} inhabitants.",
            expected="a number of people above 0",
            remedy="give the goal as a number of inhabitants, such as 17500.",
        )


def middle_path(paths: Paths) -> MiddlePath:
    """Return the middle path of a municipality from its only draw."""
    births, deaths, inflow, outflow = (
        flow[:, 0].astype(np.float64) for flow in (paths.births, paths.deaths, paths.inflow, paths.outflow)
    )
    bands = paths.bands[..., 0].astype(np.float64)
    return MiddlePath(bands.sum((1, 2)), bands, births, deaths, inflow, outflow)


def summarised(
    *, area: str, base_year: int, scenario: Scenario, middle: Paths, paths: Paths, drivers: Mapping[str, Floats]
) -> PopulationOutlook:
    """Return the outlook that drawn paths make."""
    by_sex = paths.bands.sum(2)
    return PopulationOutlook(
        area=area,
        base_year=base_year,
        years=tuple(range(base_year + 1, base_year + 1 + len(paths.births))),
        scenario=scenario,
        middle=middle_path(middle),
        total=_quantiles(paths.total),
        women=_quantiles(by_sex[:, 0]),
        men=_quantiles(by_sex[:, 1]),
        bands=np.stack([_quantiles(paths.bands[:, :, band].sum(1)) for band in range(len(BANDS))]),
        births=_quantiles(paths.births),
        deaths=_quantiles(paths.deaths),
        inflow=_quantiles(paths.inflow),
        outflow=_quantiles(paths.outflow),
        net_moves=_quantiles(paths.inflow - paths.outflow),
        totals=paths.total,
        drivers=drivers,
    )


def _quantiles(figures: Singles) -> Floats:
    # (years, draws) -> (quantiles, years); one sort is cheaper than asking for each.
    ordered = np.sort(figures, axis=-1)
    places = np.array(QUANTILES) * (ordered.shape[-1] - 1)
    below = np.floor(places).astype(int)
    above = np.minimum(below + 1, ordered.shape[-1] - 1)
    found: Floats = (ordered[:, below] + (places - below) * (ordered[:, above] - ordered[:, below])).T.astype(float)
    return found
