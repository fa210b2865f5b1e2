"""Variance pooled over all municipalities as a function of size, and each one's own beside it.

The pooled variance is a + b · x with a and b not below zero. A municipality's own scatter moderates it, the more the
more the municipalities differ from the pooled line (Smyth 2004): a place that is known to jump is not taken for a
calm one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri, digamma, polygamma

Floats = NDArray[np.float64]

FEWEST_RESIDUALS = 40  # fewer say too little about how they scatter
CLASSES = 10  # of size, in which the scatter is measured
# The largest fiftieth are left out, and what that takes from a normal variance is given back: a reorganisation or a
# misprint in one municipality is not how uncertain the others are.
KEPT, GIVEN_BACK = 0.98, 0.8735
EVERYBODY_ALIKE = 1e6  # degrees of freedom where municipalities do not differ from the line by more than chance
RARE = 0.001  # of places alike, those that chance would make so unlike the others
FEWEST_FREE = 0.5  # degrees of freedom of one's own scatter below which it says nothing
SMALLEST_SHARE = 1e-6  # of the largest class's variance, so that a class without scatter does not decide alone


@dataclass(frozen=True, slots=True)
class VarianceBySize:
    """constant + by_size · size."""

    constant: float
    by_size: float

    def at(self, size: Floats) -> Floats:
        """Return the variance at each size."""
        return self.constant + self.by_size * size


def variance_by_size(squares: Floats, size: Floats) -> VarianceBySize | None:
    """Return the variance that squared residuals have at each size; None where there are too few to tell.

    Both arrays have the same shape; cells that are NaN in either do not count.
    """
    there = np.isfinite(squares) & np.isfinite(size)
    if np.count_nonzero(there) < FEWEST_RESIDUALS:
        return None
    square, sizes = squares[there], size[there]
    classes = np.array_split(np.argsort(sizes, kind="stable"), CLASSES)
    variance = np.array([_trimmed(square[part]) for part in classes])
    middle = np.array([sizes[part].mean() for part in classes])
    if not (variance > 0).any():
        return VarianceBySize(0.0, 0.0)
    variance = np.maximum(variance, variance.max() * SMALLEST_SHARE)
    return _positive_line(1 / variance, middle / variance)


@dataclass(frozen=True, slots=True)
class Moderated:
    """Variances with the degrees of freedom that they are known with, of the same shape."""

    variance: Floats
    free: Floats


def moderated(pooled: Floats, own: Floats, free: Floats) -> Moderated:
    """Return pooled variances moderated by each area's own.

    Definition: (d₀ s₀² + d s²) / (d₀ + d) with d₀ + d degrees of freedom, where d₀ is estimated from how much the
    logarithms of own / pooled differ beyond what d allows (Smyth 2004, the moments of Fisher's z). Where all others
    are alike, one that is not would be taken for one of them: no variance is less than d s² over the χ² with d degrees
    of freedom that chance exceeds once in a thousand, and it is then known with d alone.

    Args:
        pooled: what the line says, the shape of all.
        own: each one's mean square; NaN where it has none.
        free: the degrees of freedom of `own`.
    """
    there = np.isfinite(own) & (own > 0) & np.isfinite(pooled) & (pooled > 0) & (free >= FEWEST_FREE)
    prior = _prior(own[there] / pooled[there], free[there]) if np.count_nonzero(there) > CLASSES else EVERYBODY_ALIKE
    known = np.isfinite(own) & (free >= FEWEST_FREE)
    weight = np.where(known, free, 0.0)
    square = np.where(known, own, 0.0)
    variance = (prior * pooled + weight * square) / (prior + weight)
    least = np.where(known, weight * square / chdtri(np.maximum(weight, FEWEST_FREE), RARE), 0.0)
    return Moderated(np.maximum(variance, least), np.where(least > variance, weight, prior + weight))


def _prior(ratio: Floats, free: Floats) -> float:
    """Return d₀: the degrees of freedom that the pooled line is worth."""
    log = np.log(ratio) - digamma(free / 2) + np.log(free / 2)
    beyond = float(log.var(ddof=1) - polygamma(1, free / 2).mean())
    return 2 * _inverse_trigamma(beyond) if beyond > 0 else EVERYBODY_ALIKE


def _inverse_trigamma(value: float) -> float:
    """Return x whose trigamma is `value`, by Newton's method on its inverse."""
    x = 0.5 + 1 / value
    for _ in range(50):
        step = polygamma(1, x) * (1 - polygamma(1, x) / value) / polygamma(2, x)
        x += step
        if abs(step) < 1e-8 * x:
            break
    return float(min(x, EVERYBODY_ALIKE))


def _trimmed(squares: Floats) -> float:
    kept = np.sort(squares)[: max(int(np.ceil(squares.size * KEPT)), 1)]
    return float(kept.mean() / GIVEN_BACK)


def _positive_line(constant: Floats, by_size: Floats) -> VarianceBySize:
    """Return what brings a · constant + b · by_size nearest to one, a and b ≥ 0: errors count as shares."""
    both = np.linalg.lstsq(np.stack([constant, by_size], axis=1), np.ones(len(constant)), rcond=None)[0]
    if (both >= 0).all():
        return VarianceBySize(float(both[0]), float(both[1]))
    alone = [float(part.sum() / (part**2).sum()) for part in (constant, by_size)]
    errors = [float(((1 - a * part) ** 2).sum()) for a, part in zip(alone, (constant, by_size), strict=True)]
    return VarianceBySize(alone[0], 0.0) if errors[0] <= errors[1] else VarianceBySize(0.0, alone[1])
