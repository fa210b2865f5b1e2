"""Many comparisons at once: q-values, so that what chance alone throws up is not read as a finding."""

import numpy as np
from numpy.typing import ArrayLike

from riktmarke.methods.estimate import Floats, ReasonCode, UndefinedMeasure, floats


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Return the q-value of each p-value: the share of false findings if it and all smaller ones are called findings.

    Definition: with the m p-values of a family in increasing order, q(i) = min over j ≥ i of p(j) * m / j (Benjamini &
    Hochberg 1995). Holds for independent tests and for those that lean the same way.

    Args:
        p: p-values; each row along the last axis is a family of its own. NaN stays NaN and does not count.

    Raises:
        UndefinedMeasure: if a p-value lies outside 0 to 1.
    """
    return _q_values(p)


def benjamini_yekutieli(p: ArrayLike) -> Floats:
    """Return q-values that hold however the tests depend on each other.

    Definition: those of `benjamini_hochberg` times 1 + 1/2 + … + 1/m, at most 1 (Benjamini & Yekutieli 2001).

    Args:
        p: p-values; each row along the last axis is a family of its own. NaN stays NaN and does not count.

    Raises:
        UndefinedMeasure: if a p-value lies outside 0 to 1.
    """
    return _q_values(p, dependent=True)


def _q_values(p: ArrayLike, *, dependent: bool = False) -> Floats:
    (given,) = floats(p)
    family = np.atleast_1d(given)
    low, high = family.min(initial=np.inf), family.max(initial=-np.inf)
    holes = bool(np.isnan(low))
    if holes:
        low, high = np.fmin.reduce(family, axis=None), np.fmax.reduce(family, axis=None)
    if low < 0 or high > 1:
        raise UndefinedMeasure("The q-value", ReasonCode.NOT_A_PROBABILITY, {"p": p})
    order = np.argsort(family, axis=-1)
    q = np.take_along_axis(family, order, axis=-1)
    q *= _factors(family, holes=holes, dependent=dependent)
    from_the_largest = q[..., ::-1]
    # fmin passes over the NaN, which are sorted last and so come first here.
    (np.fmin if holes else np.minimum).accumulate(from_the_largest, axis=-1, out=from_the_largest)
    np.minimum(q, 1.0, out=q)
    result = np.empty_like(q)
    np.put_along_axis(result, order, q, axis=-1)
    return result.reshape(given.shape)


def _factors(family: Floats, *, holes: bool, dependent: bool) -> Floats:
    """Return m / i for i = 1, 2, …, with m the number of p-values of each family that are there."""
    most = family.shape[-1]
    place = np.arange(1.0, most + 1)
    counted = np.count_nonzero(~np.isnan(family), axis=-1, keepdims=True) if holes else np.array([most])
    size = counted.astype(np.float64)
    if dependent:
        size *= np.concatenate([[0.0], np.cumsum(1 / place)])[counted]
    return size / place
