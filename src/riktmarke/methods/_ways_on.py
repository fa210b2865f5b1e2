"""How paths go on: the shared one by what would have foretold it so far, the own ones by how much of a slope lasted."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.methods._panel_paths import latest_levels, own_slopes
from riktmarke.methods.estimate import Floats

TRIED_AHEAD = 5  # periods ahead that ways on are tried for
FEWEST_BEFORE = 5  # periods before a trial of own slopes
FEWEST_TRIED = 20  # areas
TAIL = 95  # per cent; what is larger counts as large as that
SHARE_BETWEEN = (-0.5, 1.2)


@dataclass(frozen=True, slots=True)
class Way:
    """A way for the shared path to go on: with its mean change over the latest `recent` periods, damped each period.

    `prior`: its mean error before anything is known of an indicator, in that of standing still.
    """

    recent: int
    damping: float
    prior: float

    def __post_init__(self) -> None:
        """Refuse what is no way on."""
        if self.recent < 1 or not 0 <= self.damping <= 1 or not 0 < self.prior < np.inf:
            raise ValueError(f"expected recent of 1 or more, damping from 0 to 1 and a prior above 0; got {self}")


@dataclass(frozen=True, slots=True)
class Habits:
    """How paths go on. The defaults were chosen on Swedish municipal figures to 2015.

    `ways` are weighed by their errors on the indicator's own shared path so far, to the power of -`sharpness`, the
    priors counting as `prior_worth` forecasts. `shock_damping`: what is left, in the next period, of how the shared
    path surprised. Of an area's own slope over `own_recent` periods, damped by `own_damping`, as much goes on as has
    done so far among all areas; `own_share`, worth `own_worth` trials, before anything is known. An area's own unrest
    counts by the number of its steps against `unrest_worth`.
    """

    ways: tuple[Way, ...] = (
        Way(1, 0.0, 1.0),
        Way(1, 0.7, 0.8),
        Way(2, 0.8, 0.8),
        Way(3, 0.9, 0.8),
        Way(10, 1.0, 0.9),
    )
    prior_worth: float = 10.0
    sharpness: float = 4.0
    shock_damping: float = 0.5
    own_recent: int = 10
    own_damping: float = 0.9
    own_share: float = 0.2
    own_worth: float = 0.5
    unrest_worth: float = 8.0

    def __post_init__(self) -> None:
        """Refuse habits that no path can have."""
        worths = (self.prior_worth, self.sharpness, self.own_worth, self.unrest_worth)
        dampings = (self.shock_damping, self.own_damping)
        if not self.ways or min(worths) <= 0 or min(dampings) < 0 or max(dampings) > 1 or self.own_recent < 1:
            raise ValueError(
                f"expected a way on, worths and sharpness above 0, damping from 0 to 1 and own_recent of 1 or more; "
                f"got {self}"
            )


DEFAULT_HABITS = Habits()


def damped_steps(damping: float, steps: int) -> Floats:
    """Return how many whole steps of a drift are made after 1 to `steps` periods."""
    made: Floats = np.cumsum(damping ** np.arange(1, steps + 1))
    return made


def carried_variance(damping: float, steps: int) -> Floats:
    """Return the variance after 1 to `steps` periods, in that of one, where part of a surprise comes again."""
    reach = np.cumsum(damping ** np.arange(steps))
    carried: Floats = np.cumsum(reach**2)
    return carried


def shared_path_on(path: Floats, ahead: int, habits: Habits) -> tuple[Floats, float]:
    """Return the shared path 1 to `ahead` periods on, and the mean square of how its next step has surprised."""
    errors, standing_still, next_step = [], [], []
    for end in range(2, len(path)):
        steps = min(TRIED_AHEAD, len(path) - end)
        came, root = path[end : end + steps], np.sqrt(np.arange(1, steps + 1))
        missed = np.stack([np.abs(came - _along(path[:end], way, steps)) for way in habits.ways])
        errors.append(missed / root)
        standing_still.append(np.abs(came - path[end - 1]) / root)
        next_step.append(missed[:, 0])
    ways_on = np.stack([_along(path, way, ahead) for way in habits.ways])
    if not errors:
        return ways_on[0], 0.0
    weight = _weights(np.concatenate(errors, axis=1), float(np.concatenate(standing_still).mean()), habits)
    surprises = float(np.mean((weight @ np.array(next_step).T) ** 2))
    return weight @ ways_on, surprises


def _weights(errors: Floats, typical: float, habits: Habits) -> Floats:
    forecasts = errors.shape[1] / TRIED_AHEAD
    prior = typical * np.array([way.prior for way in habits.ways])
    score = (errors.mean(axis=1) * forecasts + habits.prior_worth * prior) / (forecasts + habits.prior_worth)
    weight = np.maximum(score, np.finfo(float).tiny ** (1 / (2 * habits.sharpness))) ** -habits.sharpness
    shares: Floats = weight / weight.sum()
    return shares


def _along(path: Floats, way: Way, ahead: int) -> Floats:
    back = min(way.recent, len(path) - 1)
    drift = float(path[-1] - path[-1 - back]) / back if back else 0.0
    on: Floats = path[-1] + drift * damped_steps(way.damping, ahead)
    return on


def own_share(own: Floats, movement: Floats, noise: Floats, habits: Habits) -> float:
    """Return how much of an area's own slope goes on: what it has done among all areas up to the last period.

    Definition: the least-squares coefficient of how levels moved on from 1 to 5 periods ago to now, on what the
    slopes then foretold, both in the area's scatter; the mean over the periods, with the prior.
    """
    found: list[float] = []
    deviation = np.sqrt(movement + noise)
    for back in range(1, TRIED_AHEAD + 1):
        before = own[:, : own.shape[1] - back]
        if before.shape[1] < FEWEST_BEFORE:
            break
        level = latest_levels(before, movement, noise, worth=habits.unrest_worth).level
        foretold = own_slopes(before, habits.own_recent) * damped_steps(habits.own_damping, back)[-1]
        moved = own[:, -1] - level
        used: NDArray[np.bool_] = ~np.isnan(moved) & (foretold != 0)
        if used.sum() >= FEWEST_TRIED:
            slopes, moves = _held(foretold[used] / deviation[used]), _held(moved[used] / deviation[used])
            found.append(float((slopes * moves).sum() / (slopes**2).sum()))
    share = (sum(found) + habits.own_worth * habits.own_share) / (len(found) + habits.own_worth)
    return float(np.clip(share, *SHARE_BETWEEN))


def _held(numbers: Floats) -> Floats:
    """Return the numbers with the largest held down, so that one area does not decide for all."""
    most = np.percentile(np.abs(numbers), TAIL)
    return np.clip(numbers, -most, most)
