"""Cohort projections of the counties by single age from earlier years, against what became of them.

The counties' single ages are known for almost fifty years, so that here, and only here, the arithmetic of ageing is
tested by single age and for fifteen years ahead. The projection knows what was known in the base year: the country's
mortality and how fast it falls, the county's births by mother's age of three years, and its net migration by age of ten
years (fewer before 1979), carried on unchanged. Three that know less stand beside it: the same rates without any fall
of mortality, ageing without migration, and as many of every age as in the base year.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from riktmarke.assessment.population.bands import AGES, by_band
from riktmarke.assessment.population.history import SEX_AT_BIRTH, aged
from riktmarke.assessment.population.standards import BOYS_PER_GIRL, Country
from riktmarke.methods.estimate import Floats
from riktmarke.methods.projection import project_cohorts
from riktmarke.statistics.population import MOTHERS_AGES, PopulationTables

BASE_YEARS: Final = (1975, 1985, 1995, 2000, 2005)
HORIZONS: Final = (5, 10, 15)
WAYS: Final = ("projection", "constant_rates", "ageing_only", "as_today")
YEARS_OF_BIRTHS: Final = 3
YEARS_OF_MIGRATION: Final = 10
SMOOTHED_OVER: Final = 3  # ages
MOST_LEAVING: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class CountyErrors:
    """Mean absolute errors in per cent over counties, by way in `WAYS`, base year and horizon.

    Attributes:
        base_years, horizons: what the axes are; NaN where there is no later figure.
        total: (ways, base years, horizons), of the population.
        single_ages: (ways, base years, horizons), persons at a wrong age and sex over persons.
        bands: (ways, base years, horizons, `BANDS`), of the broad ages.
    """

    base_years: tuple[int, ...]
    horizons: tuple[int, ...]
    total: Floats
    single_ages: Floats
    bands: Floats


def back_test_counties(tables: PopulationTables) -> CountyErrors:
    """Return how far projections of the counties were from what came."""
    county = tables.county
    shape = (len(WAYS), len(BASE_YEARS), len(HORIZONS))
    total, single, bands = np.full(shape, np.nan), np.full(shape, np.nan), np.full((*shape, 6), np.nan)
    country = Country(tables)
    for b, base in enumerate(BASE_YEARS):
        if base - YEARS_OF_BIRTHS not in county.years:
            continue
        paths = _projected(tables, country, base)
        for h, horizon in enumerate(HORIZONS):
            if base + horizon not in county.years:
                continue
            came = county.population[:, county.years.index(base + horizon)]
            for w, way in enumerate(WAYS):
                found = paths[way][horizon]
                place = w, b, h
                total[place] = _mape(found.sum((1, 2)), came.sum((1, 2)))
                bands[place] = _mape(by_band(found).sum(1), by_band(came).sum(1))
                single[place] = float(np.mean(np.abs(found - came).sum((1, 2)) / came.sum((1, 2)))) * 100
    return CountyErrors(BASE_YEARS, HORIZONS, total, single, bands)


def _mape(found: Floats, came: Floats) -> Floats:
    errors: Floats = np.mean(np.abs(found / came - 1), axis=0) * 100
    return errors


def _projected(tables: PopulationTables, country: Country, base: int) -> dict[str, Floats]:
    # By way, (years + 1, counties, sexes, ages).
    county, years = tables.county, HORIZONS[-1]
    now = county.population[:, county.years.index(base)]
    standard = country.standards(base, moves=1.0)
    fertility = county_fertility(tables, base)
    outward, inward = county_migration(tables, country, base)
    falling = standard.improvement * np.arange(1, years + 1)[:, None, None]
    dies = 1 - standard.survival

    def path(died: Floats, migration: tuple[Floats | float, Floats | float]) -> Floats:
        return project_cohorts(
            now,
            1 - np.broadcast_to(died, (years, *died.shape[-2:]))[:, None],
            fertility,
            migration,
            sex_ratio_at_birth=BOYS_PER_GIRL,
            convention="swedish",
        )

    return {
        "projection": path(dies * np.exp(-falling), (outward, inward)),
        "constant_rates": path(dies, (outward, inward)),
        "ageing_only": path(dies, (0.0, 0.0)),
        "as_today": np.broadcast_to(now, (years + 1, *now.shape)),
    }


def county_fertility(tables: PopulationTables, base: int) -> Floats:
    """Return children a year per woman by her age, (counties, ages), in the three years to `base`."""
    county = tables.county
    first, last = MOTHERS_AGES[0], MOTHERS_AGES[-1]
    births, women = np.zeros(len(MOTHERS_AGES)), np.zeros(len(MOTHERS_AGES))
    for year in range(base - YEARS_OF_BIRTHS + 1, base + 1):
        t = county.years.index(year)
        births = births + county.births[:, t].sum(1)
        before, after = county.population[:, t - 1, 0, first - 1 : last], county.population[:, t, 0, first : last + 1]
        women = women + (before + after) / 2
    fertility = np.zeros((len(births), AGES))
    fertility[:, first : last + 1] = births / women
    return fertility


def county_migration(tables: PopulationTables, country: Country, base: int) -> tuple[Floats, Floats]:
    """Return risks of moving out and people moving in, (counties, sexes, ages), that give the net of earlier years.

    Only the net is known, as what ageing, births and deaths leave unexplained: where it is negative all of it is taken
    as leaving, where it is positive as coming.
    """
    county = tables.county
    net, exposed, years = np.zeros_like(county.population[:, 0]), np.zeros_like(county.population[:, 0]), 0
    for year in range(max(base - YEARS_OF_MIGRATION, county.years[0]) + 1, base + 1):
        t = county.years.index(year)
        births = county.births[:, t].sum((1, 2))[:, None] * SEX_AT_BIRTH
        start = aged(county.population[:, t - 1], births)
        nearest = min(country.survival, key=lambda known: (abs(known - year), known > base))
        net = net + county.population[:, t] - start * country.survival[nearest][:, :AGES]
        exposed = exposed + start
        years += 1
    smooth = _smoothed(net / years)
    people = np.maximum(_smoothed(exposed / years), 1)
    return np.minimum(np.maximum(-smooth, 0) / people, MOST_LEAVING), np.maximum(smooth, 0)


def _smoothed(figures: Floats) -> Floats:
    side = SMOOTHED_OVER // 2
    padded = np.pad(figures, [(0, 0)] * (figures.ndim - 1) + [(side, side)], mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, SMOOTHED_OVER, axis=-1)
    smooth: Floats = windows.mean(-1)
    return smooth
