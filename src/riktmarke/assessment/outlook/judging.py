"""How good the forecasts of one origin were, beside simple ones: sums that any grouping can be made of."""

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from riktmarke.assessment.challenges.levels import bad_direction
from riktmarke.assessment.outlook.calibrating import LEVELS
from riktmarke.assessment.outlook.followed import Followed
from riktmarke.assessment.outlook.origins import Origin
from riktmarke.methods import (
    Predictive,
    SimpleForecast,
    crps,
    drift_forecast,
    evenly_spaced_levels,
    naive_forecast,
    theta_forecast,
)

Floats = NDArray[np.float64]

AHEAD_JUDGED = 5  # years
AHEAD_FAR = 10  # years, that forecasts of everyone are judged for beside
CONFIDENCES = (0.5, 0.8, 0.95)
SCORED_AT = np.clip(evenly_spaced_levels(20), LEVELS[0], LEVELS[-1])
SIMPLE = {"naive": naive_forecast, "drift": drift_forecast, "theta": theta_forecast}
GOOD_QUARTER = 75  # per cent of the municipalities are no better


@dataclass(frozen=True, slots=True)
class Judged:
    """The cases of one series, origin and year ahead. `crps` and the others are means, in the series' usual change.

    `within`: how many outcomes lay within the 50, 80 and 95 per cent intervals. `missed`: the mean distance of the
    median from the outcome.
    """

    indicator: str
    group: str
    kind: str
    origin: int
    ahead: int
    cases: int
    within_50: int
    within_80: int
    within_95: int
    crps: float
    naive: float
    drift: float
    theta: float
    missed: float


@dataclass(frozen=True, eq=False)
class Said:
    """Probabilities stated in a back-test, and whether they came true: flat arrays.

    `kind`: of the indicator. `far`: they are of more than five years ahead.
    """

    probability: Floats
    came_true: Floats
    kind: str = ""
    far: bool = False


COLUMNS = tuple(field.name for field in fields(Judged))


def judged(
    followed: Followed,
    kind: str,
    origin: Origin,
    outcomes: Floats,
    multiples: Floats,
    *,
    years_ahead: int = AHEAD_JUDGED,
) -> tuple[list[Judged], Said]:
    """Return how the forecasts made at an origin did, for each of the next years, and what probabilities came to.

    Args:
        followed: the series, whole; only what was known at the origin is used but for `outcomes`.
        kind: its kind.
        origin: the forecast.
        outcomes: (areas, periods ahead), NaN where it is not judged.
        multiples: (periods ahead, levels), what the calibration of that year asked for.
        years_ahead: how many of the next years are judged.
    """
    steps = min(years_ahead // origin.step_years, outcomes.shape[1])
    areas: NDArray[np.bool_] = np.any(~np.isnan(outcomes[:, :steps]), axis=1)
    if not areas.any() or np.isnan(multiples[:steps]).any():
        return [], Said(np.array([]), np.array([]), kind)
    came = outcomes[areas, :steps]
    years = tuple(origin.year + step * origin.step_years for step in range(1, steps + 1))
    forecast = origin.forecast
    told = Predictive(
        years,
        forecast.fitted,
        forecast.middle[areas, :steps],
        forecast.spread[areas, :steps],
        LEVELS,
        multiples[:steps],
    )
    end = followed.years.index(origin.year)
    known = followed.values[:, followed.since_break(end) : end + 1]
    unit = _usual_change(known[followed.municipalities])
    scores = {"crps": crps(told.quantiles(SCORED_AT), SCORED_AT, came)}
    scores |= {name: _score(simple(known[areas], ahead=steps), followed, came) for name, simple in SIMPLE.items()}
    scores["missed"] = np.abs(told.median - came)
    within = [((came >= lower) & (came <= upper)).sum(axis=0) for lower, upper in map(told.interval, CONFIDENCES)]
    rows = [
        Judged(
            followed.definition.series,
            followed.about,
            kind,
            origin.year,
            years[step] - origin.year,
            int((~np.isnan(came[:, step])).sum()),
            *(int(counts[step]) for counts in within),
            *(float(np.nanmean(scores[name][:, step]) / unit) for name in ("crps", *SIMPLE, "missed")),
        )
        for step in range(steps)
        if not np.isnan(came[:, step]).all()
    ]
    return rows, replace(_said(told, followed, known, areas, came), kind=kind)


def _usual_change(known: Floats) -> float:
    """Return the middle size of a change from one year to the next among all areas: what errors are counted in."""
    changes = np.abs(np.diff(known, axis=1))
    changes = changes[~np.isnan(changes)]
    if not changes.size or not changes.any():
        return 1.0
    middle = float(np.median(changes))
    return middle if middle > 0 else float(changes.mean())


def _score(simple: SimpleForecast, followed: Followed, came: Floats) -> Floats:
    """Return the score of a normal forecast, held within what a figure can be: that is in its favour."""
    levels = evenly_spaced_levels(20)
    quantiles = simple.mean[..., None] + simple.standard_deviation[..., None] * ndtri(levels)
    return crps(np.clip(quantiles, *followed.bounds), levels, came)


def _said(told: Predictive, followed: Followed, known: Floats, areas: NDArray[np.bool_], came: Floats) -> Said:
    """Return what three targets would have been given, for each area and year, and whether they were reached.

    The targets: no worse than the latest value; as good as the best quarter of municipalities was; half of the way.
    """
    latest = _latest(known)
    at_least = bad_direction(followed.definition) < 0  # without a good direction, upwards
    others = latest[followed.municipalities]
    best = np.nanpercentile(others, GOOD_QUARTER if at_least else 100 - GOOD_QUARTER)
    own = latest[areas]
    probabilities, outcomes = [], []
    for target in (own, np.full(own.shape, best), (own + best) / 2):
        for step, year in enumerate(told.years):
            result = came[:, step]
            reached = result >= target if at_least else result <= target
            stated = told.probability_of_reaching(target, year, "at_least" if at_least else "at_most")
            judged_here = ~np.isnan(result) & ~np.isnan(target)
            probabilities.append(stated[judged_here])
            outcomes.append(reached[judged_here].astype(np.float64))
    return Said(np.concatenate(probabilities), np.concatenate(outcomes))


def _latest(known: Floats) -> Floats:
    there = ~np.isnan(known)
    last = known.shape[1] - 1 - np.argmax(there[:, ::-1], axis=1)
    latest: Floats = known[np.arange(len(known)), last]
    return latest
