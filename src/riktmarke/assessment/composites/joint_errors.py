"""How far the errors of a composite's parts go together: a bad year for one may be a bad year for all."""

import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FEWEST_PAIRS = 200  # of residuals; fewer say too little about a correlation


def joint_errors(standardised: Floats, fresh: Flags, sources: Sequence[str]) -> Floats:
    """Return the correlation of the parts' errors, (parts, parts), never below 0.

    Estimated where both parts have three measurements in a row: what the middle one lies off the line between the
    others, with what all municipalities share that year taken away, over all municipalities and years. Where there are
    too few such, parts of the same source are taken to have the same error, since they are answers of the same people,
    and parts of different sources independent ones. That is the careful side: a negative correlation, which would make
    a score more certain than its parts, is taken for none.

    Args:
        standardised: shape (parts, municipalities, years).
        fresh: which of them are measurements of their own.
        sources: who makes the figures of each part.
    """
    count = len(standardised)
    residual = _residuals(np.where(fresh, standardised, np.nan))
    found = np.eye(count)
    for one in range(count):
        for other in range(one):
            both = np.isfinite(residual[one]) & np.isfinite(residual[other])
            if np.count_nonzero(both) >= FEWEST_PAIRS:
                together = _correlation(residual[one][both], residual[other][both])
            else:
                together = float(sources[one] == sources[other])
            found[one, other] = found[other, one] = together
    return found


def _residuals(values: Floats) -> Floats:
    """Return how far each measurement is off the middle of its two neighbours, what the year's have in common apart."""
    off = values[..., 1:-1] - (values[..., :-2] + values[..., 2:]) / 2
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # years without a residual
        residual: Floats = off - np.nanmedian(off, axis=1, keepdims=True)
    return residual


def _correlation(one: Floats, other: Floats) -> float:
    spread = float(np.sqrt((one**2).mean() * (other**2).mean()))
    return max(0.0, float((one * other).mean()) / spread) if spread > 0 else 0.0
