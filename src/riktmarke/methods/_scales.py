"""The scale that a series is forecast on, and how values that have no place on it are read."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from riktmarke.methods.estimate import Floats

ROUNDING = 1 + 1e-9  # a place that differs from an end by rounding only is the end


class Scale(StrEnum):
    """Where changes are about as large everywhere: the values themselves, their logarithm, or the logit of a share."""

    IDENTITY = "identity"
    LOG = "log"
    LOGIT = "logit"


@dataclass(frozen=True, slots=True)
class FittedScale:
    """A scale with the value that zero is read as there.

    `nearest`: on the log scale half of the smallest value above zero that was seen, on the logit scale half of the
    smallest distance from 0 or from `whole` that was seen. Values at or beyond the ends stand there, and what comes
    back from the scale that near to an end is the end. On the identity scale what comes back is held within `bounds`.
    """

    scale: Scale
    nearest: float = 0.0
    whole: float = 100.0
    bounds: tuple[float, float] = (-np.inf, np.inf)

    def forward(self, values: Floats) -> Floats:
        """Return values on the scale; NaN stays NaN."""
        if self.scale is Scale.IDENTITY:
            return values
        if self.scale is Scale.LOG:
            logs: Floats = np.log(np.maximum(values, self.nearest))
            return logs
        found: Floats = logit(np.clip(values, self.nearest, self.whole - self.nearest) / self.whole)
        return found

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest value that a figure can have."""
        if self.scale is Scale.IDENTITY:
            return self.bounds
        return 0.0, np.inf if self.scale is Scale.LOG else self.whole

    def back(self, places: Floats) -> Floats:
        """Return the values of places on the scale."""
        if self.scale is Scale.IDENTITY:
            return np.clip(places, *self.bounds)
        if self.scale is Scale.LOG:
            with np.errstate(over="ignore"):
                levels = np.exp(places)
            return np.where(levels <= self.nearest * ROUNDING, np.where(np.isnan(levels), np.nan, 0.0), levels)
        shares = self.whole * expit(places)
        shares = np.where(shares <= self.nearest * ROUNDING, 0.0, shares)
        found: Floats = np.where(self.whole - shares <= self.nearest * ROUNDING, self.whole, shares)
        return found


def fitted_scale(
    scale: Scale, values: NDArray[np.float64], *, whole: float = 100.0, bounds: tuple[float, float] = (-np.inf, np.inf)
) -> FittedScale:
    """Return the scale fitted to the values seen.

    Raises:
        ValueError: if values lie below zero on the log scale, or outside 0 to `whole` on the logit scale, or none
            lies inside; if `whole` is not above 0, or the bounds are not a lower and a higher.
    """
    if not (0 < whole < np.inf and bounds[0] < bounds[1]):
        raise ValueError(f"expected a whole above 0 and bounds with the lower first; got {whole:g} and {bounds}")
    if scale is Scale.IDENTITY:
        return FittedScale(scale, bounds=bounds)
    seen = values[~np.isnan(values)]
    inside = seen > 0 if scale is Scale.LOG else (seen > 0) & (seen < whole)
    outside = seen < 0 if scale is Scale.LOG else (seen < 0) | (seen > whole)
    if outside.any() or not inside.any():
        ends = "above 0" if scale is Scale.LOG else f"between 0 and {whole:g}"
        example = f"got {seen[outside][0]:g}" if outside.any() else "got none"
        raise ValueError(f"the {scale} scale is for values {ends}, or at the ends of it: {example}; use another scale")
    within = seen[inside]
    nearest = float(within.min() if scale is Scale.LOG else np.minimum(within, whole - within).min())
    return FittedScale(scale, nearest / 2, whole)
