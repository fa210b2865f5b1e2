"""What a goal takes: the migration it needs, beside what the municipality and its like have ever had."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from riktmarke.assessment.population.bands import by_band
from riktmarke.assessment.population.cohorts import Singles
from riktmarke.assessment.population.figures import PopulationFigures
from riktmarke.assessment.population.model import PopulationModel
from riktmarke.assessment.population.outlook import refuse_goal
from riktmarke.assessment.population.standards import BOYS_PER_GIRL
from riktmarke.methods.estimate import Floats
from riktmarke.methods.projection import RequiredMigration, required_migration
from riktmarke.vocabulary.errors import NoAnswer

STRETCHES: Final = (5, 10)
SIZES: Final = (0, 5_000, 10_000, 20_000, 50_000, 100_000)  # inhabitants; classes of similar size begin here


@dataclass(frozen=True, slots=True)
class Stretch:
    """The best years on end that were ever observed in a municipality.

    Attributes:
        years: how many years.
        last_year: the last of them.
        per_year: what was gained a year in the mean.
    """

    years: int
    last_year: int
    per_year: float


@dataclass(frozen=True, slots=True)
class Sustained:
    """How many municipalities of similar size ever kept such a pace for as long.

    Attributes:
        years: over how many years.
        first_year, last_year: the years looked at.
        smallest, largest: the size class, inhabitants; `largest` None for no upper end. A municipality counts in the
            class it was in at the start of the years looked at.
        municipalities: how many were ever in the class with figures for so many years.
        kept_it: codes of those whose population grew as fast or faster over any such years.
    """

    years: int
    first_year: int
    last_year: int
    smallest: int
    largest: int | None
    municipalities: int
    kept_it: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class WhatItTakes:
    """What a goal takes.

    Attributes:
        goal, year: the goal.
        base_year, population: where the municipality stands.
        expected: the population of the year with everything as expected.
        already_reached: whether that is the goal or more.
        growth_per_year: the growth that leads there, as a share.
        extra_inflow_per_year: how many more people than expected must move in each year, of the ages that do.
        extra_by_band: (sexes, broad ages), the same by sex and broad age.
        inflow_factor: how many times as many must move in as expected.
        net_per_year: net migration a year that the goal takes, in the mean of the years.
        net_per_year_expected: the same with everything as expected.
        best_net: the best years on end of net migration there, by length.
        best_growth: the best years on end of population growth there, people a year, by length.
        sustained: how many of its like ever kept the pace.
    """

    goal: float
    year: int
    base_year: int
    population: float
    expected: float
    already_reached: bool
    growth_per_year: float
    extra_inflow_per_year: float
    extra_by_band: Floats
    inflow_factor: float
    net_per_year: float
    net_per_year_expected: float
    best_net: tuple[Stretch, ...]
    best_growth: tuple[Stretch, ...]
    sustained: Sustained


def what_it_takes(model: PopulationModel, area: int, goal: float, year: int) -> WhatItTakes:
    """Return what it takes to be `goal` inhabitants on 31 December of `year`.

    Raises:
        NoAnswer: for a goal that is no number of people or that fewer than nobody would have to move in for, or a year
            that is not projected.
    """
    refuse_goal(goal)
    if not model.year < year <= model.last_year:
        raise NoAnswer(
            f"The goal is for {year}, and figures are observed up to {model.year}.",
            expected=f"a year from {model.year + 1} to {model.last_year}",
            remedy="choose a year among them.",
        )
    figures, years = model.history.figures, year - model.year
    found = _required(model, area, goal, year)
    if found.reason[0]:
        raise NoAnswer(
            f"{goal:g} inhabitants in {year} are so few that fewer than nobody would have to move in.",
            expected=f"a goal nearer the {found.expected[0]:.0f} that are expected",
            remedy="choose another goal.",
        )
    now = figures.population[area, figures.column(model.year)]
    growth = (goal / now) ** (1 / years) - 1
    net = (figures.inflow - figures.outflow)[area]
    return WhatItTakes(
        goal,
        year,
        model.year,
        float(now),
        float(found.expected[0]),
        bool(found.already_reached[0]),
        float(growth),
        float(found.extra_per_year[0]),
        by_band(found.by_age[0]),
        float(found.factor[0]),
        float(found.net_per_year[0]),
        float(found.net_per_year_expected[0]),
        best_stretches(net, figures.years),
        best_stretches(np.diff(figures.population[area]), figures.years[1:]),
        sustained(figures, area, float(growth), years, until=model.year),
    )


def _required(model: PopulationModel, area: int, goal: float, year: int) -> RequiredMigration:
    # Everything as expected, as `methods.projection` takes it: an axis of steps first, then this one municipality.
    middle, steps = model.middle(area), slice(0, year - model.year)

    def factor(figures: Singles) -> Floats:
        return figures[steps, 0, 0, :, None].astype(np.float64)  # the same for all ages on the middle path

    died = np.minimum(model.death[steps] * factor(middle.death), 1)
    outward, inward = model.outward[area] * factor(middle.outward), model.inward[area] * factor(middle.inward)
    fertility = model.standard.fertility * middle.births[steps].astype(np.float64)
    return required_migration(
        [goal],
        year,
        base_year=model.year,
        population=model.start[area][None],
        survival=(1 - died)[:, None],
        fertility=fertility[:, None],
        migration=(outward[:, None], inward[:, None]),
        sex_ratio_at_birth=BOYS_PER_GIRL,
    )


def best_stretches(gained: Floats, years: tuple[int, ...]) -> tuple[Stretch, ...]:
    """Return the best years on end of something gained each year, for each length in `STRETCHES` that fits."""
    found = []
    for length in STRETCHES:
        if len(gained) >= length:
            means = np.convolve(gained, np.ones(length) / length, mode="valid")
            if not np.isnan(means).all():
                best = int(np.nanargmax(means))
                found.append(Stretch(length, years[best + length - 1], float(means[best])))
    return tuple(found)


def sustained(figures: PopulationFigures, area: int, growth: float, years: int, *, until: int) -> Sustained:
    """Return how many municipalities of similar size ever grew by `growth` a year over so many years."""
    last = figures.column(until)
    people = figures.population[:, : last + 1]
    years = min(years, people.shape[1] - 1)
    size_class = np.searchsorted(SIZES, people[area, last], side="right") - 1
    start, end = people[:, :-years], people[:, years:]
    of_size = np.searchsorted(SIZES, np.nan_to_num(start), side="right") - 1 == size_class
    of_size &= ~np.isnan(start) & ~np.isnan(end)
    fast = of_size & ((end / start) ** (1 / years) - 1 >= growth)
    return Sustained(
        years,
        figures.years[0],
        until,
        SIZES[size_class],
        SIZES[size_class + 1] if size_class + 1 < len(SIZES) else None,
        int(of_size.any(1).sum()),
        tuple(code for code, kept in zip(figures.areas, fast.any(1), strict=True) if kept),
    )
