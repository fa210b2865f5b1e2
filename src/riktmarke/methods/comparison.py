"""One figure beside another: a verdict against a benchmark, and the difference between two shares."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods.estimate import Estimate, Floats, floats, quantile, refuse_if_single, settled
from riktmarke.methods.intervals import proportion

BLOCK = 16_384  # differences worked on at a time, so that what lies between counts and limits stays in the cache

# The words when nothing can be said, and for an interval wholly below, around and wholly above the benchmark.
WORDS = {
    "higher_is_better": ("undecided", "worse", "similar", "better"),
    "lower_is_better": ("undecided", "better", "similar", "worse"),
    "no_judgement": ("undecided", "lower", "similar", "higher"),
}


def compare_with_benchmark(
    estimate: Estimate, benchmark: ArrayLike | Estimate, *, polarity: str
) -> str | NDArray[np.str_]:
    """Return in a word how each figure compares with the benchmark: a string for one, an array for many.

    Definition: an interval wholly above or wholly below the benchmark is better or worse by the polarity (higher or
    lower without one); else similar. A limit that equals the benchmark is not beyond it. Without an interval, or
    without a benchmark, the comparison is undecided, which is not similar. (The comparison of Fingertips, OHID.)

    Args:
        estimate: the figures with their intervals.
        benchmark: the value to compare with, one or as many as there are figures. Of an `Estimate` the value is
            taken: its own uncertainty does not count, so it should be small, as for a whole country.
        polarity: "higher_is_better", "lower_is_better" or "no_judgement".

    Raises:
        ValueError: if the polarity is another, or the shapes do not match.
    """
    if polarity not in WORDS:
        raise ValueError(f"polarity is one of {', '.join(WORDS)}; got {polarity!r}")
    value = benchmark.value if isinstance(benchmark, Estimate) else benchmark
    lower, upper, mark = floats(estimate.lower, estimate.upper, value)
    known = ~(np.isnan(lower) | np.isnan(upper) | np.isnan(mark))
    place = known * (2 + (lower > mark).astype(np.int8) - (upper < mark).astype(np.int8))
    words = np.array(WORDS[polarity]).take(place)
    return str(words) if place.ndim == 0 else words


def difference_of_proportions(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, *, confidence: float = 0.95
) -> Estimate:
    """Return the difference x1/n1 - x2/n2 (-1 to 1) between two independent shares, with its interval.

    Definition: Newcombe's hybrid score interval: with Wilson's limits l, u of each share p, lower = p1 - p2 -
    √((p1 - l1)² + (u2 - p2)²) and upper = p1 - p2 + √((u1 - p1)² + (p2 - l2)²) (Newcombe 1998, method 10). The
    difference is significant if the interval leaves out 0; two intervals that overlap say nothing of it.

    Raises:
        UndefinedMeasure: for a single difference, if an n is not above 0, or events are below 0 or above their n; in
            arrays such differences are NaN with a reason code.
        ValueError: if confidence is not a share between 0 and 1.
    """
    quantile(confidence)
    counts = np.broadcast_arrays(*floats(x1, n1, x2, n2))
    shape, size = counts[0].shape, counts[0].size
    events1, size1, events2, size2 = (array.reshape(-1) for array in counts)
    found, codes = np.empty((3, size)), np.empty(size, dtype=np.uint8)
    for start in range(0, size, BLOCK):
        part = slice(start, start + BLOCK)
        codes[part] = _write_differences(
            found[:, part], events1[part], size1[part], events2[part], size2[part], confidence=confidence
        )
    reason: NDArray[np.uint8] = codes.reshape(shape)
    refuse_if_single(reason, "The difference of proportions", {"x1": x1, "n1": n1, "x2": x2, "n2": n2})
    value, lower, upper = found.reshape(3, *shape)
    return settled(value, lower, upper, reason)


def _write_differences(
    found: Floats, x1: Floats, n1: Floats, x2: Floats, n2: Floats, *, confidence: float
) -> NDArray[np.uint8]:
    """Write value, lower and upper limit into the rows of `found`, and return the reasons."""
    first, second = proportion(x1, n1, confidence=confidence), proportion(x2, n2, confidence=confidence)
    value = np.subtract(first.value, second.value, out=found[0])
    found[1] = value - np.sqrt((first.value - first.lower) ** 2 + (second.upper - second.value) ** 2)
    found[2] = value + np.sqrt((first.upper - first.value) ** 2 + (second.value - second.lower) ** 2)
    return np.where(first.reason, first.reason, second.reason)
