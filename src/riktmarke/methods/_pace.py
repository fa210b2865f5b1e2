"""The pace from one figure to another, straight or compound, and why there is none."""

import numpy as np
from numpy.typing import NDArray

from riktmarke.methods.estimate import Floats, ReasonCode, first_reason

Reasons = NDArray[np.uint8]


def linear(first: Floats, last: Floats, period: Floats) -> tuple[Floats, Reasons]:
    """Return the change per year from the first to the last figure, and a reason where there is none."""
    reason = first_reason(
        np.broadcast_shapes(first.shape, last.shape, period.shape),
        (np.isnan(first) | np.isnan(last) | np.isnan(period), ReasonCode.MISSING_INPUT),
        (np.isinf(first) | np.isinf(last) | np.isinf(period), ReasonCode.INFINITE_INPUT),
        (period < 1, ReasonCode.TOO_SHORT_PERIOD),
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(reason, np.nan, (last - first) / period), reason


def compound(first: Floats, last: Floats, period: Floats) -> tuple[Floats, Reasons]:
    """Return the compound growth per year, as a share, and a reason where there is none."""
    _, impossible = linear(first, last, period)
    values = first_reason(
        impossible.shape,
        ((first == 0) | (last == 0), ReasonCode.VALUE_IS_ZERO),
        ((first < 0) | (last < 0), ReasonCode.NEGATIVE_VALUE),
    )
    reason = first_of(impossible, values)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(reason, np.nan, np.expm1(np.log(last / first) / period)), reason


def first_of(*reasons: Reasons) -> Reasons:
    """Return for each place the first of its reasons."""
    found = reasons[-1]
    for codes in reversed(reasons[:-1]):
        found = np.where(codes, codes, found)
    return found
