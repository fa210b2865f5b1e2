"""How a figure may go on: a predictive distribution for each area, borrowing from all areas of the same indicator.

A series of ten values can tell neither how much of its last step was chance nor how far such series wander in ten
years; three hundred of them can. Each area is taken as the path that all share plus a path of its own: the shared
path goes on as it lately went, ever less; the own level is the latest values weighed together, the more of them the
noisier the area; how far forecasts made the same way have missed before decides how wide the distribution is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from riktmarke.methods._panel_paths import common_path, latest_levels, own_slopes, scatter
from riktmarke.methods._scales import Fitted, Scale, fitted_scale
from riktmarke.methods._ways_on import (
    DEFAULT_HABITS,
    Habits,
    carried_variance,
    damped_steps,
    own_share,
    shared_path_on,
)
from riktmarke.methods.estimate import Floats, ReasonCode, UndefinedMeasure

Direction = Literal["at_least", "at_most"]
FEWEST_VALUES = 3  # of an area's own; two say nothing about what moves it


@dataclass(frozen=True, eq=False)
class PanelForecast:
    """Where each area's figure may stand, before past errors have decided how wide: arrays (areas, periods ahead).

    `middle` and `spread` lie on the scale `fitted`; `spread` is what a model of independent normal steps would call a
    standard deviation. NaN for areas with fewer than three values.
    """

    fitted: Fitted
    middle: Floats
    spread: Floats

    def errors(self, outcomes: ArrayLike) -> Floats:
        """Return how far outcomes (areas, periods ahead) lie from the middle, in spreads; NaN where there is none."""
        found: Floats = (self.fitted.forward(np.asarray(outcomes, dtype=np.float64)) - self.middle) / self.spread
        return found


def panel_forecast(
    values: ArrayLike,
    *,
    ahead: int,
    size: ArrayLike,
    scale: Scale | str,
    whole: float = 100.0,
    bounds: tuple[float, float] = (-np.inf, np.inf),
    fitted_on: ArrayLike | None = None,
    habits: Habits = DEFAULT_HABITS,
) -> PanelForecast:
    """Return where each area's figure may stand 1 to `ahead` periods after the last.

    Definition: on the scale, value = shared path + own path. The shared path is the periods' effect in a two-way
    layout and goes on by ways (standing still, or with its mean change over the latest periods, damped) weighed by how
    they would have foretold it so far. The own level is a local level (Kalman's rule) whose movement and noise are
    pooled over areas as functions of size; of its own slope, damped, goes on what has done so among all areas. The
    variance adds that of the level, its movement and a value's noise, in the area's own unrest, and the shared path's
    surprises so far, carried on.

    Args:
        values: shape (areas, periods), consecutive periods, NaN where there is no measurement.
        ahead: how many periods after the last.
        size: (areas,), what variance grows with: one over the inhabitants, in any unit.
        scale: "identity", "log" or "logit"; zero, and the whole, stand half of the smallest distance seen from them.
        whole: what a share is of, on the logit scale.
        bounds: between which values a figure can lie, on the identity scale.
        fitted_on: (areas,) flags: the areas that what is shared is pooled over; all by default.
        habits: how paths go on.

    Raises:
        UndefinedMeasure: if no area has three values.
        ValueError: if values do not fit the scale, shapes do not match or `ahead` is not above 0.
    """
    array, sizes = np.asarray(values, dtype=np.float64), np.asarray(size, dtype=np.float64)
    if array.ndim != 2 or sizes.shape != array.shape[:1] or ahead < 1:
        raise ValueError(
            f"expected values (areas, periods), a size for each area and ahead of 1 or more; got values "
            f"{array.shape}, sizes {sizes.shape}, ahead {ahead}"
        )
    pooled = np.ones(len(array), dtype=bool) if fitted_on is None else np.asarray(fitted_on, dtype=bool)
    told = (~np.isnan(array)).sum(axis=1) >= FEWEST_VALUES
    if not told.any():
        raise UndefinedMeasure("a forecast", ReasonCode.TOO_FEW_VALUES, {"values": array})
    fitted = fitted_scale(Scale(scale), array, whole=whole, bounds=bounds)
    places = fitted.forward(array)
    path = common_path(places[pooled])
    own = places - path
    moved = scatter(own[pooled], sizes[pooled])
    movement, noise = moved.movement_at(sizes), moved.noise_at(sizes)
    now = latest_levels(own, movement, noise, worth=habits.unrest_worth)
    steps = np.arange(1, ahead + 1)
    shared, surprises = shared_path_on(path, ahead, habits)
    share = own_share(own[pooled], movement[pooled], noise[pooled], habits)
    slope = share * own_slopes(own, habits.own_recent)
    middle = now.level[:, None] + slope[:, None] * damped_steps(habits.own_damping, ahead) + shared
    mine = now.variance[:, None] + movement[:, None] * steps + noise[:, None]
    spread = np.sqrt(now.unrest[:, None] * mine + surprises * carried_variance(habits.shock_damping, ahead))
    blank = ~told
    middle[blank], spread[blank] = np.nan, np.nan
    return PanelForecast(fitted, middle, spread)


@dataclass(frozen=True, eq=False)
class Predictive:
    """A predictive distribution for each area (or group, …) and year.

    `middle` and `spread`: shape (..., years), on the scale `fitted`; `multiples`: (years, levels), how many spreads
    from the middle the quantile of each level lies: from a forecast's past errors, increasing along the levels.
    """

    years: tuple[int, ...]
    fitted: Fitted
    middle: Floats
    spread: Floats
    levels: Floats
    multiples: Floats
    _places: dict[int, int] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Note where each year stands."""
        self._places.update({year: place for place, year in enumerate(self.years)})

    @property
    def median(self) -> Floats:
        """The value that the figure is as likely to lie above as below, (..., years)."""
        return self.fitted.back(self.middle)

    def quantiles(self, levels: Sequence[float] | Floats) -> Floats:
        """Return the values that the figure lies below with these probabilities, (..., years, levels).

        Raises:
            ValueError: if a level lies outside what past errors can tell.
        """
        wanted = np.asarray(levels, dtype=np.float64)
        if wanted.size and (wanted.min() < self.levels[0] or wanted.max() > self.levels[-1]):
            raise ValueError(f"expected levels from {self.levels[0]:g} to {self.levels[-1]:g}, got {wanted}")
        at = np.stack([np.interp(wanted, self.levels, row) for row in self.multiples])
        return self.fitted.back(self.middle[..., None] + self.spread[..., None] * at)

    def interval(self, confidence: float) -> tuple[Floats, Floats]:
        """Return the ends, each (..., years), of the interval that holds the figure with this probability."""
        found = self.quantiles([(1 - confidence) / 2, (1 + confidence) / 2])
        return found[..., 0], found[..., 1]

    def probability_of_reaching(self, target: ArrayLike, year: int, direction: Direction) -> Floats:
        """Return the probability that the figure is at least, or at most, `target` in `year`, shape (...).

        Nothing is said to be surer than past errors can tell: the smallest is the first of the levels.

        Raises:
            ValueError: if the year is not one that is forecast, or the direction is neither.
        """
        if year not in self._places:
            raise ValueError(f"expected a year from {self.years[0]} to {self.years[-1]}, got {year}")
        if direction not in ("at_least", "at_most"):
            raise ValueError(f"expected at_least or at_most, got {direction!r}")
        at = self._places[year]
        wanted = self.fitted.forward(np.asarray(target, dtype=np.float64))
        distance = (wanted - self.middle[..., at]) / self.spread[..., at]
        below = np.interp(distance, self.multiples[at], self.levels)
        below = np.where(np.isnan(distance), np.nan, below)
        return below if direction == "at_most" else 1 - below
