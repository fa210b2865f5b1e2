"""How wide a predictive distribution must be: read off how far earlier forecasts missed (conformal prediction).

Errors are counted in the forecast's own spreads, as shares of classes of their size, so that those of one indicator,
of its kind and of all can be weighed together without keeping each of them.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods.estimate import Floats, floats

_SMALLEST, _LARGEST, _CLASSES = 1e-2, 1e2, 240
EDGES: NDArray[np.float64] = np.concatenate([[0.0], np.geomspace(_SMALLEST, _LARGEST, _CLASSES)])


def error_shares(errors: ArrayLike) -> Floats:
    """Return how the sizes of errors are shared out over classes, (classes,), sum 1; all 0 where there is none.

    Args:
        errors: in spreads, any shape and sign; NaN does not count, and what is larger than the last class is in it.
    """
    (given,) = floats(errors)
    sizes = np.abs(given)
    sizes = np.minimum(sizes[~np.isnan(sizes)], _LARGEST)
    counts = np.histogram(sizes, bins=EDGES)[0].astype(np.float64)
    shares: Floats = counts / sizes.size if sizes.size else counts
    return shares


def multiples_of(shares: ArrayLike, levels: ArrayLike) -> Floats:
    """Return how many spreads from the middle the quantile of each level lies, (..., levels).

    Definition: split conformal intervals for absolute errors: the interval between levels p and 1 - p is as wide as
    the share 1 - 2p of the errors were large. Symmetric about the middle.

    Args:
        shares: (..., classes), weights of classes of error sizes, as `error_shares` returns or means of such.
        levels: between 0 and 1.

    Raises:
        ValueError: if a level lies outside 0–1, shares are not weights of these classes, or there are no errors to
            read.
    """
    (weights,), (wanted,) = floats(shares), floats(levels)
    if wanted.ndim != 1 or not ((wanted > 0) & (wanted < 1)).all():
        raise ValueError(f"expected levels (levels,) between 0 and 1, got {wanted}")
    if weights.shape[-1:] != (_CLASSES,) or not (weights >= 0).all():
        raise ValueError(
            f"expected shares (..., {_CLASSES}) of 0 or more, as error_shares returns; got {weights.shape}, the least "
            f"{weights.min(initial=0):g}"
        )
    totals = weights.sum(axis=-1)
    if not (totals > 0).all():
        raise ValueError("expected shares of errors, got none at all: there is nothing to tell the width from")
    below = np.concatenate([np.zeros((*weights.shape[:-1], 1)), np.cumsum(weights, axis=-1)], axis=-1)
    below /= totals[..., None]
    rows = below.reshape(-1, below.shape[-1])
    found = np.stack([np.interp(np.abs(2 * wanted - 1), row, EDGES) for row in rows])
    signed: Floats = np.sign(wanted - 0.5) * found
    return signed.reshape(*weights.shape[:-1], wanted.size)
