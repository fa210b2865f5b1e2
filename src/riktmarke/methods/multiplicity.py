"""Many comparisons at once: q-values, so that what chance alone throws up is not read as a finding."""

import numpy as np
from numpy.typing import ArrayLike

from riktmarke.methods.estimate import Floats, ReasonCode, UndefinedMeasure, floats

CELLS = 40_000  # p-values worked on at a time, so that many small families stay in the cache


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
    # Passes over the NaN, unlike a comparison of all: min and max of none at all are infinite the other way.
    low, high = np.fmin.reduce(given, axis=None, initial=np.inf), np.fmax.reduce(given, axis=None, initial=-np.inf)
    if low < 0 or high > 1:
        raise UndefinedMeasure("The q-value", ReasonCode.NOT_A_PROBABILITY, {"p": p})
    if given.size == 0:
        return given.copy()
    families = np.atleast_1d(given).reshape(-1, given.shape[-1] if given.ndim else 1)
    q = np.empty(families.shape)
    block = max(CELLS // families.shape[1], 1)
    for start in range(0, len(families), block):
        _write_q_values(families[start : start + block], q[start : start + block], dependent=dependent)
    return q.reshape(given.shape)


def _write_q_values(p: Floats, q: Floats, *, dependent: bool) -> None:
    families, most = p.shape
    # Where the smallest of each family stands in the first row, and so on: from here on whole rows are worked on.
    order = np.empty((most, families), dtype=np.intp)
    np.add(np.argsort(p, axis=-1).T, np.arange(0, p.size, most), out=order)  # NaN is last
    raised = p.ravel().take(order)
    raised *= _factors(raised, dependent=dependent)
    if families < most:
        np.fmin.accumulate(raised[::-1], axis=0, out=raised[::-1])
    else:
        for i in range(most - 2, -1, -1):
            np.fmin(raised[i], raised[i + 1], out=raised[i])
    if dependent:
        np.minimum(raised, 1.0, out=raised)
    q.reshape(-1)[order] = raised


def _factors(ordered: Floats, *, dependent: bool) -> Floats:
    """Return m / i for the i-th smallest of each family, with m the number of its p-values that are there."""
    most = len(ordered)
    place = np.arange(1.0, most + 1)
    holes = np.isnan(ordered[-1]).any()
    size = most - np.count_nonzero(np.isnan(ordered), axis=0) if holes else np.array([most])
    if dependent:
        return np.asarray(size * np.cumsum(1 / place)[size - 1] / place[:, None])
    return np.asarray(size / place[:, None])
