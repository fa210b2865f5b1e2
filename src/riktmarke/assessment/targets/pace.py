"""How fast a series would have to change to reach its target, how fast it has changed, and what others make of that."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from riktmarke.assessment.targets.kinds import Scheme
from riktmarke.methods.progress import (
    UNDEFINED,
    Progress,
    progress_eurostat,
    progress_german_strategy,
    progress_open_sdg,
    progress_sdsn,
    required_pace,
)
from riktmarke.methods.trend import theil_sen

YEARS_SEEN, FEWEST_POINTS = 10, 3
# What each scheme begins with: a measurement so many years before the latest at most and at least, none before a year.
BASELINES: dict[Scheme, tuple[int, int, int]] = {
    Scheme.EUROSTAT: (5, 3, 0),
    Scheme.OPEN_SDG: (99, 1, 2015),
    Scheme.SDSN: (99, 1, 2015),
    Scheme.GERMAN_STRATEGY: (5, 3, 0),
}


@dataclass(frozen=True, slots=True)
class Point:
    """A measurement: its year and its value."""

    year: int
    value: float


@dataclass(frozen=True, slots=True)
class Pace:
    """Change per year, in the unit of the figures, over measurements from one year to another.

    `growth` is the same as a share of the level, compounded; None where a figure is not above zero.
    """

    per_year: float
    growth: float | None
    first_year: int
    last_year: int
    points: int


@dataclass(frozen=True, slots=True)
class AsOthers:
    """What one of the others' rules of thumb says: its own category, from which measurement it begins, and to which."""

    scheme: Scheme
    category: str
    first: Point
    last: Point


def pace_needed(latest: Point, *, threshold: float, year: int) -> Pace | None:
    """Return the change per year that leads from the latest measurement to the threshold; None without a year to go."""
    if year <= latest.year:
        return None
    found = required_pace(baseline=[latest.value], target=[threshold], years=[year - latest.year])
    return _pace(float(found.points_per_year[0]), float(found.growth[0]), latest.year, year, 1)


def pace_seen(points: list[Point]) -> Pace | None:
    """Return the change per year over the independent measurements of the latest ten years; None of fewer than three.

    Definition: the median slope between pairs of them (Theil and Sen); growth is that from its line's first to its last
    year, through the middle of the measurements.
    """
    recent = [point for point in points if point.year >= points[-1].year - YEARS_SEEN]
    if len(recent) < FEWEST_POINTS:
        return None
    years, values = np.array([point.year for point in recent]), np.array([point.value for point in recent])
    slope = float(theil_sen(values, years).value)
    middle = float(np.median(values - slope * years))
    first, last = (middle + slope * year for year in (years[0], years[-1]))
    growth = required_pace(baseline=[first], target=[last], years=[years[-1] - years[0]]).growth[0]
    return _pace(slope, float(growth), int(years[0]), int(years[-1]), len(recent))


def as_others(points: list[Point], *, threshold: float, at_least: bool, year: int) -> tuple[AsOthers, ...]:
    """Return how Eurostat, Open SDG, SDSN and the German strategy would judge the way to a figure by a year.

    Those that have no measurement to begin with, or cannot be computed from these figures, are left out.
    """
    judged = []
    for scheme, (furthest, nearest, not_before) in BASELINES.items():
        last = points[-1]
        earlier = [p for p in points if nearest <= last.year - p.year <= furthest and p.year >= not_before]
        if earlier and year > last.year:
            found = JUDGES[scheme](
                baseline=[earlier[0].value],
                latest=[last.value],
                years=[last.year - earlier[0].year],
                polarity="higher_is_better" if at_least else "lower_is_better",
                target=[threshold],
                target_years=[year - earlier[0].year],
            )
            category = str(np.atleast_1d(found.category)[0])
            if category != UNDEFINED:
                judged.append(AsOthers(scheme, category, earlier[0], last))
    return tuple(judged)


JUDGES: dict[Scheme, Callable[..., Progress]] = {
    Scheme.EUROSTAT: progress_eurostat,
    Scheme.OPEN_SDG: progress_open_sdg,
    Scheme.SDSN: progress_sdsn,
    Scheme.GERMAN_STRATEGY: progress_german_strategy,
}


def _pace(per_year: float, growth: float, first: int, last: int, points: int) -> Pace:
    return Pace(per_year, None if np.isnan(growth) else growth, first, last, points)
