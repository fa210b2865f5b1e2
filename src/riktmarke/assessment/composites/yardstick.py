"""The yardstick of a part: where the middle of all municipalities is, and how far from it a typical one stands."""

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEWEST_AREAS = 8  # fewer have no middle worth the name
# While the figures of a county alone have been fetched, its middle is not taken for that of the country; a survey that
# half of the municipalities take part in has one.
SMALLEST_SHARE_OF_AREAS = 0.3
DEVIATIONS_IN_A_MAD = 1.4826022185056018  # 1 / Φ⁻¹(3/4): what makes it the standard deviation of normal values


@dataclass(frozen=True, slots=True)
class Yardstick:
    """`middle` and `scale` are in the indicator's unit; `good` is 1 where higher is better, -1 where lower is."""

    middle: float
    scale: float
    good: int
    winsorised_at: float

    def of(self, values: Floats) -> Floats:
        """Return how many scales better than the middle values are, at most `winsorised_at` either way."""
        return np.clip(self.good * (values - self.middle) / self.scale, -self.winsorised_at, self.winsorised_at)

    def value(self, standardised: float) -> float:
        """Return the value that is so many scales better than the middle, in the indicator's unit."""
        return self.middle + self.good * standardised * self.scale


def yardstick_of(
    values: Floats, years: tuple[int, ...], *, reference: tuple[int, int], good: int, winsorised_at: float
) -> Yardstick | None:
    """Return the yardstick of a part; None where too few have a value in the reference years, or most have the same.

    Definition: the middle is the median over municipalities of each one's mean over the reference years, and the scale
    the median absolute deviation from it times 1.4826 (Rousseeuw & Croux 1993). No year has a yardstick of its own: a
    change over time is then a change, and not that of the others.

    Args:
        values: the published values of the municipalities, shape (municipalities, years); NaN where there is none.
        years: the years of `values`.
        reference: the first and last year that the yardstick rests on.
        good: 1 where a higher value is better, -1 where a lower one is.
        winsorised_at: how many scales from the middle a value counts at most.
    """
    within = np.array([reference[0] <= year <= reference[1] for year in years], dtype=bool)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # municipalities without a value
        means = np.nanmean(values[:, within], axis=1) if within.any() else np.array([])
    means = means[np.isfinite(means)]
    if means.size < max(FEWEST_AREAS, SMALLEST_SHARE_OF_AREAS * len(values)):
        return None
    middle = float(np.median(means))
    scale = float(np.median(np.abs(means - middle))) * DEVIATIONS_IN_A_MAD
    return Yardstick(middle, scale, good, winsorised_at) if scale > 0 else None
