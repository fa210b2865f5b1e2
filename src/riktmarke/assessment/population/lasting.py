"""What lasts and what passes in a series of levels: a Gaussian process, seen for some years and asked about later ones.

A level is the sum of components that forget at a constant pace (autoregressions of the first order, of known spread and
persistence) round a mean, and of what each year adds for itself. Given what was observed, what will be is normal with
known mean and covariance: Rasmussen & Williams (2006), Gaussian processes for machine learning, section 2.2. With a
mean that is not known beforehand its own uncertainty is part of it (section 2.7).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from riktmarke.methods.estimate import Floats

UNSEEN = 1e6  # the variance of a year without a figure, as good as infinite on the scale of logarithms
JITTER = 1e-10


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a level: its standard deviation (one, or one for each series) and what is left of it a year later."""

    sd: ArrayLike
    persistence: float

    def covariance(self, apart: Floats) -> Floats:
        """Return the covariance between years so many years apart, (series, *apart.shape)."""
        variance = np.atleast_1d(np.asarray(self.sd, dtype=np.float64)) ** 2
        found: Floats = variance.reshape(-1, *(1 for _ in apart.shape)) * self.persistence**apart
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """What is expected of the years to come.

    Attributes:
        mean: (series, years), all components and the mean.
        covariance: (series, years, years), of the components that were asked for, and of the mean.
        lasting: (series, observed years), the part of the past that these components explain, mean included.
    """

    mean: Floats
    covariance: Floats
    lasting: Floats

    def factor(self, series: int) -> Floats:
        """Return the lower triangular factor of the covariance of one series."""
        covariance = self.covariance[series]
        return np.linalg.cholesky(covariance + JITTER * np.eye(len(covariance))).astype(np.float64)


def expected(
    observed: Floats,
    *,
    years: int,
    lasting: Sequence[Component],
    passing: Sequence[Component] = (),
    own_variance: ArrayLike = 0.0,
    mean: ArrayLike = 0.0,
    mean_sd: float = 0.0,
) -> Expected:
    """Return what `observed`, of shape (series, observed years), says of the next `years`.

    Args:
        observed: NaN where there is no figure.
        years: how many years ahead.
        lasting: components whose covariance is returned.
        passing: components that the mean takes into account and the covariance leaves out, for the caller to draw.
        own_variance: of what each year adds for itself, (series,) or one for all.
        mean: what the level is around, (series,) or one for all.
        mean_sd: how uncertain that is.
    """
    series, seen = observed.shape
    times = np.arange(seen + years, dtype=np.float64)
    apart = np.abs(times[:, None] - times)
    around = np.broadcast_to(np.asarray(mean, dtype=np.float64), (series,))[:, None]
    kept = np.full((series, *apart.shape), mean_sd**2)
    for part in lasting:
        kept = kept + part.covariance(apart)
    whole = kept
    for part in passing:
        whole = whole + part.covariance(apart)
    own = np.broadcast_to(np.asarray(own_variance, dtype=np.float64), (series,))[:, None]
    noise = np.where(np.isnan(observed), UNSEEN, own)
    of_seen = whole[:, :seen, :seen] + noise[:, None, :] * np.eye(seen)
    off = np.nan_to_num(observed - around)
    weights = np.linalg.solve(of_seen, np.concatenate([off[..., None], kept[:, :seen, seen:]], axis=-1))
    ahead = np.einsum("sht,st->sh", whole[:, seen:, :seen], weights[..., 0])
    explained = np.einsum("sht,st->sh", kept[:, :seen, :seen], weights[..., 0])
    covariance = kept[:, seen:, seen:] - kept[:, seen:, :seen] @ weights[..., 1:]
    return Expected(around + ahead, covariance, around + explained)
