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
from riktmarke.methods._scales import FittedScale, Scale, fitted_scale
from riktmarke.methods._ways_on import (
    DEFAULT_HABITS,
    Habits,
    carried_variance,
    damped_steps,
    own_share,
    shared_path_on,
)
from riktmarke.methods.estimate import Floats, ReasonCode, UndefinedMeasure, floats

Direction = Literal["at_least", "at_most"]
FEWEST_VALUES = 3  # of an area's own; two say nothing about what moves it


@dataclass(frozen=True, eq=False)
class PanelForecast:
    """Where each area's figure may stand, before past errors have decided how wide: arrays (areas, periods ahead).

    `middle` and `spread` lie on the scale `fitted`; `spread` is what a model of independent normal steps would call a
    standard deviation. NaN for areas with fewer than three values.
    """

    fitted: FittedScale
    middle: Floats
    spread: Floats

    def errors(self, outcomes: ArrayLike) -> Floats:
        """Return how far outcomes (areas, periods ahead) lie from the middle, in spreads; NaN where there is none.

        Raises:
            ValueError: if there is not one for each area and period ahead.
        """
        (came,) = floats(outcomes)
        if came.shape != self.middle.shape:
            raise ValueError(f"expected outcomes (areas, periods ahead) {self.middle.shape}, got {came.shape}")
        found: Floats = (self.fitted.forward(came) - self.middle) / self.spread
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
        UndefinedMeasure: if no area that is pooled over has three values, or they are too few together to tell how
            values scatter; if a value is infinite.
        ValueError: if values do not fit the scale, shapes do not match, a size is below 0 or no number or `ahead` is
            not above 0.
    """
    (array,), (sizes,) = floats(values), floats(size)
    pooled = np.ones(array.shape[:1], dtype=bool) if fitted_on is None else np.asarray(fitted_on, dtype=bool)
    if array.ndim != 2 or sizes.shape != array.shape[:1] or pooled.shape != sizes.shape or ahead < 1:
        raise ValueError(
            f"expected values (areas, periods), a size and a flag for each area and ahead of 1 or more; got values "
            f"{array.shape}, sizes {sizes.shape}, flags {pooled.shape}, ahead {ahead}"
        )
    if not ((sizes >= 0) & (sizes < np.inf)).all():
        raise ValueError(f"expected a size of each area, 0 or more, such as one over its inhabitants; got {sizes}")
    if np.isinf(array).any():
        raise UndefinedMeasure("A forecast", ReasonCode.INFINITE_INPUT, {"values": array})
    told = (~np.isnan(array)).sum(axis=1) >= FEWEST_VALUES
    if not told[pooled].any():
        raise UndefinedMeasure("A forecast", ReasonCode.TOO_FEW_VALUES, {"values": array})
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
    from the middle the quantile of each level lies: from a forecast's past errors, increasing along the levels; a
    year of NaN is one that nothing is known of.

    Raises:
        ValueError: if shapes do not match, a spread is not above 0, or levels do not increase between 0 and 1.
    """

    years: tuple[int, ...]
    fitted: FittedScale
    middle: Floats
    spread: Floats
    levels: Floats
    multiples: Floats
    _places: dict[int, int] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what does not fit together, and note where each year stands."""
        shapes = self.middle.shape, self.spread.shape, self.multiples.shape
        years, levels = len(self.years), np.size(self.levels)
        if shapes[0] != shapes[1] or shapes[0][-1:] != (years,) or shapes[2] != (years, levels):
            raise ValueError(
                f"expected middle and spread (..., years) and multiples (years, levels) of {years} years and {levels} "
                f"levels; got {shapes[0]}, {shapes[1]} and {shapes[2]}"
            )
        if (self.spread <= 0).any():
            raise ValueError("expected spreads above 0, or NaN where nothing is told; got some of 0 or less")
        if not levels or self.levels[0] <= 0 or self.levels[-1] >= 1 or not (np.diff(self.levels) > 0).all():
            raise ValueError(f"expected levels that increase between 0 and 1, got {self.levels}")
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
        (wanted,) = floats(levels)
        if not ((wanted >= self.levels[0]) & (wanted <= self.levels[-1])).all():
            raise ValueError(f"expected levels from {self.levels[0]:g} to {self.levels[-1]:g}, got {wanted}")
        at = np.stack([np.interp(wanted, self.levels, row) for row in self.multiples])
        return self.fitted.back(self.middle[..., None] + self.spread[..., None] * at)

    def interval(self, confidence: float) -> tuple[Floats, Floats]:
        """Return the ends, each (..., years), of the interval that holds the figure with this probability.

        Raises:
            ValueError: if confidence is not a share between 0 and 1 that past errors can tell of.
        """
        if not 0 < confidence < 1:
            raise ValueError(f"confidence is a share between 0 and 1, such as 0.8; got {confidence!r}")
        found = self.quantiles([(1 - confidence) / 2, (1 + confidence) / 2])
        return found[..., 0], found[..., 1]

    def probability_of_reaching(self, target: ArrayLike, year: int, direction: Direction) -> Floats:
        """Return the probability that the figure is at least, or at most, `target` in `year`, shape (...).

        Nothing is said to be surer than past errors can tell: the smallest is the first of the levels. So unsure is
        said of targets beyond where a figure can lie, and so sure of those that ask nothing: at least the lowest that
        a figure can be, or at most the highest.

        Raises:
            ValueError: if the year is not one that is forecast, or the direction is neither.
        """
        if year not in self._places:
            raise ValueError(f"expected a year from {self.years[0]} to {self.years[-1]}, got {year}")
        if direction not in ("at_least", "at_most"):
            raise ValueError(f"expected at_least or at_most, got {direction!r}")
        at = self._places[year]
        (asked,) = floats(target)
        lowest, highest = self.fitted.ends
        wanted = self.fitted.forward(asked)
        # At the ends it is the direction that tells whether everything or nothing but the end will do.
        wanted = np.where((asked < lowest) | ((asked == lowest) & (direction == "at_least")), -np.inf, wanted)
        wanted = np.where((asked > highest) | ((asked == highest) & (direction == "at_most")), np.inf, wanted)
        distance = (wanted - self.middle[..., at]) / self.spread[..., at]
        below = np.interp(distance, self.multiples[at], self.levels)
        below = np.where(np.isnan(distance), np.nan, below)
        return below if direction == "at_most" else 1 - below
