"""The levels of moving, births and deaths of every municipality: what is expected, and how uncertain it is.

For each municipality and year two numbers say how people move, as logarithms. With E the moves out that the country's
risks by age would make of its population, I and U the moves in and out, and D = log(sum of I / sum of U) over all:

    pull      x = log(I / U) - D                         what it gains against the country
    mobility  m = (log(I / E) + log(U / E) - D) / 2      how much people move at all
    so that   log(I / E) = m + D + x / 2 and log(U / E) = m - x / 2

D is the country's own balance, known since 1969 as the population that is not births and deaths; it persists for a
decade and returns. Pull is a lasting part that moves slowly, a passing part that is mostly gone in three years, and
chance. The spreads and persistences of pull and mobility are maximum likelihood over all municipalities 1999-2012, so
that they were known before the years that the back-test reports; 1999-2007, 1999-2017 and 1999-2022 give nearly the
same.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from riktmarke.assessment.population.figures import PopulationFigures
from riktmarke.assessment.population.history import History
from riktmarke.assessment.population.lasting import Component, Expected, expected
from riktmarke.methods.estimate import Floats
from riktmarke.methods.shrinkage import empirical_bayes
from riktmarke.statistics.population import MOTHERS_AGES, PopulationTables

SIZE: Final = 800.0  # the expected moves a year that spreads are given for: some 15 000 people
LASTING_PULL: Final = 0.058
LASTING_PERSISTENCE: Final = 0.98
PASSING_PULL: Final = 0.089
PASSING_PERSISTENCE: Final = 0.60
PASSING_BY_SIZE: Final = -0.19  # the exponent of expected moves
TILT: Final = 0.02  # of pull with the logarithm of size: whether the country centralises or spreads
TILT_PERSISTENCE: Final = 0.85
CHANCE: Final = 1.5  # families move together: the variance against that of single moves by chance
LASTING_MOBILITY: Final = 0.18
MOBILITY: Final = 0.11
MOBILITY_PERSISTENCE: Final = 0.93
MOBILITY_BY_SIZE: Final = -0.25
# Likelihood over 1969-2012 says 0.065. Twice that makes 80 per cent intervals from the base years 2003-2012 cover near
# 80 per cent: what municipalities share is more than the balance, and no fifty years hold many such waves.
NATIONAL_BALANCE: Final = 0.13
NATIONAL_PERSISTENCE: Final = 0.93
NATIONAL_MEAN_SD: Final = 0.09
FERTILITY: Final = 0.11  # likelihood over the country's fertility 1969-2012, and so its persistence
FERTILITY_PERSISTENCE: Final = 0.95
FERTILITY_MEAN_SD: Final = 0.08
MORTALITY_PACE: Final = 0.007  # how uncertain the yearly fall of mortality is, as a share
MORTALITY_YEAR: Final = 0.02  # of a single year: influenza, heat, a pandemic
RATIO_YEARS: Final = 10  # births and deaths against the expected are pooled over so many years
TURNOVER: Final = 0.05  # moves a year per inhabitant before 1998, when they are not known
FIRST_NATIONAL_YEAR: Final = 1969


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """What is expected of the years after `year`, all of it in logarithms but the exposures.

    Attributes:
        year: the last observed year.
        horizon: how many years ahead.
        exposure: (areas,), moves out by the country's risks in `year`.
        pull, mobility: for each municipality, the lasting part.
        balance, fertility: for the country, one series each; fertility against the country's schedule.
        tilt: covariance factor (years, years) of the change of pull with size.
        size: (areas,), logarithm of exposure against SIZE.
        passing: (areas, observed years, 2), what is not lasting in pull and mobility, in units of its spread.
        passing_sd: (areas, 2), that spread.
        births, births_sd: (areas,), the municipality's fertility against the country's, and its uncertainty.
        deaths, deaths_sd: (areas,), the same of mortality.
    """

    year: int
    horizon: int
    exposure: Floats
    pull: Expected
    mobility: Expected
    balance: Expected
    fertility: Expected
    tilt: Floats
    size: Floats
    passing: Floats
    passing_sd: Floats
    births: Floats
    births_sd: Floats
    deaths: Floats
    deaths_sd: Floats


def fit_levels(history: History, year: int, *, horizon: int) -> Levels:
    """Return the levels as they were known at the end of `year`, for `horizon` years ahead."""
    figures = history.figures
    years = [y for y in history.years if y <= year]
    columns = [figures.column(y) for y in years]
    exposures = np.stack([history.years[y].exposure for y in years], axis=1)
    inflow, outflow = figures.inflow[:, columns], figures.outflow[:, columns]
    national = national_balance(figures, year)
    balance = expected(
        np.array([[national[y] for y in sorted(national)]]),
        years=horizon,
        lasting=[Component(NATIONAL_BALANCE, NATIONAL_PERSISTENCE)],
        mean=float(np.mean(list(national.values()))),
        mean_sd=NATIONAL_MEAN_SD,
    )
    now = np.array([national[y] for y in years])
    with np.errstate(divide="ignore", invalid="ignore"):
        out_level, in_level = (np.log(flow / exposures) for flow in (outflow, inflow))
        by_chance = np.nanmean(1 / inflow + 1 / outflow, axis=1)
    exposure = exposures[:, -1]
    size = np.log(exposure / SIZE)
    pull = in_level - out_level - now
    mobility = (in_level + out_level - now) / 2
    passing_sd = PASSING_PULL * np.exp(PASSING_BY_SIZE * size)
    around = _line(size, np.nanmean(pull, axis=1))
    of_pull = expected(
        pull,
        years=horizon,
        lasting=[Component(LASTING_PULL, LASTING_PERSISTENCE)],
        passing=[Component(passing_sd, PASSING_PERSISTENCE)],
        own_variance=CHANCE * by_chance,
        mean=around,
    )
    of_mobility = expected(
        mobility,
        years=horizon,
        lasting=[
            Component(LASTING_MOBILITY, 1.0),
            Component(MOBILITY * np.exp(MOBILITY_BY_SIZE * size), MOBILITY_PERSISTENCE),
        ],
        own_variance=CHANCE * by_chance / 4,
        mean=float(np.nanmean(mobility)),
    )
    spread = np.sqrt(np.stack([passing_sd**2 + CHANCE * by_chance, CHANCE * by_chance / 4], axis=1))
    left = np.stack([pull - of_pull.lasting, mobility - of_mobility.lasting], axis=-1)
    return Levels(
        year,
        horizon,
        exposure,
        of_pull,
        of_mobility,
        balance,
        _national_fertility(history, year, horizon),
        _wandering(TILT, TILT_PERSISTENCE, horizon),
        size,
        _standardised(left / spread[:, None, :]),
        spread,
        *_ratio(history, years, figures.births, "expected_births", drift=0.06),
        *_ratio(history, years, figures.deaths, "expected_deaths", drift=0.03),
    )


def national_balance(figures: PopulationFigures, year: int) -> dict[int, float]:
    """Return the country's balance D of moves by year up to `year`; before the flows are known from the population."""
    county = figures.tables.county
    people, births = county.population.sum((0, 2, 3)), county.births.sum((0, 2, 3))
    net = np.diff(people) - births[1:] + county.deaths.sum((0, 2, 3))[1:]
    found = dict(zip(county.years[1:], net / (TURNOVER * people[:-1]), strict=True))
    for column, known in enumerate(figures.years):
        inflow, outflow = np.nansum(figures.inflow[:, column]), np.nansum(figures.outflow[:, column])
        if inflow > 0 and outflow > 0:
            found[known] = np.log(inflow / outflow)
    return {y: float(d) for y, d in found.items() if FIRST_NATIONAL_YEAR <= y <= year}


def _national_fertility(history: History, year: int, horizon: int) -> Expected:
    observed = np.array([fertility_levels(history, year)])
    return expected(
        observed,
        years=horizon,
        lasting=[Component(FERTILITY, FERTILITY_PERSISTENCE)],
        mean=float(np.nanmean(observed)),
        mean_sd=FERTILITY_MEAN_SD,
    )


def fertility_levels(history: History, year: int) -> list[float]:
    """Return the country's fertility, year by year up to `year`, as a logarithm against the schedule of that year.

    Where births by mother's age are not published yet, the level is that of all births against those expected.
    """
    children = national_children(history.figures.tables, year - 1)
    schedule = np.log(history.standards[year].fertility.sum())
    levels = []
    for y in range(min(children, default=year), year + 1):
        if y in children:
            levels.append(float(np.log(children[y]) - schedule))
        elif y in history.years:
            births = np.nansum(history.figures.births[:, history.figures.column(y)])
            against = births / np.nansum(history.years[y].expected_births)
            levels.append(float(np.log(against * history.standards[y].fertility.sum()) - schedule))
        else:
            levels.append(np.nan)
    return levels


def national_children(tables: PopulationTables, year: int) -> dict[int, float]:
    """Return the country's total fertility, children per woman, by year up to `year`, where it is published by age."""
    first, last = MOTHERS_AGES[0], MOTHERS_AGES[-1]
    county, national = tables.county, tables.national
    sources = (
        (county.years, county.population[:, :, 0].sum(0), county.births.sum((0, 2))),
        (national.years[: national.observed_years], national.population[:, 0], national.births.sum(1)),
    )
    found: dict[int, float] = {}
    for years, women, births in sources:
        for t in range(1, len(years)):
            if FIRST_NATIONAL_YEAR <= years[t] <= year:
                mean = (women[t - 1, first - 1 : last] + women[t, first : last + 1]) / 2
                found[years[t]] = float((births[t] / mean).sum())
    return found


def _ratio(history: History, years: list[int], observed: Floats, name: str, *, drift: float) -> tuple[Floats, Floats]:
    # The municipality against the country, each year against the level of that year; drawn to 1 by its size.
    counted, awaited = np.zeros(len(observed)), np.zeros(len(observed))
    for year in years[-RATIO_YEARS:]:
        events, by_standard = observed[:, history.figures.column(year)], getattr(history.years[year], name)
        both = ~np.isnan(events) & ~np.isnan(by_standard)
        level = events[both].sum() / by_standard[both].sum()
        counted += np.where(both, events, 0)
        awaited += np.where(both, by_standard * level, 0)
    found = empirical_bayes(counted, awaited)
    variance = found.weight * found.value / awaited / found.value**2
    return np.log(found.value), np.sqrt(variance + drift**2)


def _line(size: Floats, level: Floats) -> Floats:
    known = ~np.isnan(level) & ~np.isnan(size)
    slope, start = np.polyfit(size[known], level[known], 1)
    line: Floats = start + slope * size
    return line


def _standardised(left: Floats) -> Floats:
    # The fit has taken some of the spread with it: what it left is given the spread it had.
    scale = np.sqrt(np.nanmean(left**2, axis=(0, 1)))
    units: Floats = left / scale
    return units


def _wandering(sd: float, persistence: float, horizon: int) -> Floats:
    # What has not happened yet of an autoregression that stands at its mean today.
    steps = np.arange(1, horizon + 1)
    apart = np.abs(steps[:, None] - steps)
    covariance = sd**2 * (persistence**apart - persistence ** (steps[:, None] + steps))
    factor: Floats = np.linalg.cholesky(covariance + 1e-12 * np.eye(horizon))
    return factor
