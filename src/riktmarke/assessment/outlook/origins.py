"""Forecasts made at each year with what was known then, and how far they missed (rolling origins)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.outlook.followed import Followed
from riktmarke.methods import Habits, PanelForecast, panel_forecast
from riktmarke.methods.calibration import EDGES, error_shares
from riktmarke.methods.estimate import UndefinedMeasure

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FEWEST_YEARS = 4  # since the last break, for the shared path to have surprised at least twice
FEWEST_INDEPENDENT = 3  # measurements of an area's own
LATEST_KNOWN = 5  # years before the origin; what is older says nothing about today
FEWEST_AREAS = 20  # a pool of fewer tells nothing about all
AHEAD_TESTED = 10
HABITS = Habits()


@dataclass(frozen=True, eq=False)
class Origin:
    """A forecast made with what was known at the end of `year`: `told` (areas,) says for whom.

    Its periods ahead are `step_years` long: 1, or the years between scheduled measurements.
    """

    year: int
    step_years: int
    forecast: PanelForecast
    told: Flags


def origin_at(followed: Followed, end: int, *, ahead: int, habits: Habits = HABITS) -> Origin | None:
    """Return the forecast made at the year at a place, None where too little was known of too few."""
    start = followed.since_break(end)
    if end - start + 1 < FEWEST_YEARS:
        return None
    followed = followed.until(end)  # from here on nothing later is seen
    known = followed.values[:, start:]
    latest = ~np.isnan(known[:, -LATEST_KNOWN - 1 :]).all(axis=1)
    told = latest & (followed.independent_until(end) >= FEWEST_INDEPENDENT)
    if told[followed.municipalities].sum() < FEWEST_AREAS:
        return None
    pooled = np.zeros(len(known), dtype=bool)
    pooled[followed.municipalities] = True
    try:
        forecast = panel_forecast(
            known,
            ahead=ahead,
            size=followed.size,
            scale=followed.scale,
            bounds=followed.bounds,
            fitted_on=pooled,
            habits=habits,
        )
    except UndefinedMeasure:
        return None
    return Origin(followed.years[end], followed.step_years, forecast, told & ~np.isnan(forecast.middle[:, 0]))


def origins(followed: Followed, *, habits: Habits = HABITS) -> Iterator[tuple[Origin, Floats]]:
    """Yield each origin with a year after it, and the outcomes (municipalities, years ahead) of what was told."""
    ahead = AHEAD_TESTED // followed.step_years
    for end in range(len(followed.years) - 1):
        last = min(followed.last_before_break(end), end + ahead)
        found = origin_at(followed, end, ahead=ahead, habits=habits) if last > end else None
        if found is None:
            continue
        judged = np.zeros(len(followed.values), dtype=bool)
        judged[followed.municipalities] = found.told[followed.municipalities]
        outcomes = np.full((len(followed.values), ahead), np.nan)
        outcomes[:, : last - end] = followed.values[:, end + 1 : last + 1]
        outcomes[~judged] = np.nan
        if not np.isnan(outcomes).all():
            yield found, outcomes


def missed(origin: Origin, outcomes: Floats) -> NDArray[np.float32]:
    """Return how the errors of a forecast are shared out over sizes, (AHEAD_TESTED years, classes).

    All 0 for a year ahead that nothing is measured in or has no outcome yet.
    """
    shares = np.zeros((AHEAD_TESTED, len(EDGES) - 1), dtype=np.float32)
    for step, errors in enumerate(origin.forecast.errors(outcomes).T, start=1):
        shares[step * origin.step_years - 1] = error_shares(errors)
    return shares
