"""What has changed: the mean of the latest measurements beside that of the first of the latest ten years.

Two means ask whether it *is* worse than it was. A line through all measurements asks where it is heading, which few
series can tell: its error grows with all that lasts from year to year.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Years = NDArray[np.int16]

AT_EACH_END, FEWEST_AT_EACH_END = 3, 2  # measurements


@dataclass(frozen=True, slots=True)
class Change:
    """The mean of the latest three measurements less that of the first three, shape (…, areas); NaN where too few.

    `early` and `late` are the means; they stand for `first`–`first_until` and `last_from`–`last`.
    """

    change: Floats
    se: Floats
    early: Floats
    late: Floats
    first: Years
    first_until: Years
    last_from: Years
    last: Years
    points: Years


def change_of(
    values: Floats, variance: Floats, used: Flags, years: tuple[int, ...], *, fewest_points: NDArray[np.int_] | int
) -> Change:
    """Return the change of each series between its first and its latest measurements.

    Args:
        values: shape (…, areas, years).
        variance: of each value, the same shape.
        used: the independent measurements to be used, the same shape.
        years: along the last axis.
        fewest_points: measurements that there must be. Where it is fewer than six, two are taken at each end.
    """
    count = used.sum(axis=-1)
    each = np.clip(np.asarray(fewest_points) // 2, FEWEST_AT_EACH_END, AT_EACH_END)
    enough = count >= np.maximum(fewest_points, 2 * each)
    early = used & (used.cumsum(axis=-1) <= each[..., None])
    late = used & (used[..., ::-1].cumsum(axis=-1)[..., ::-1] <= each[..., None])
    means = [np.where(end, values, 0.0).sum(axis=-1) / each for end in (early, late)]
    error = np.sqrt(np.where(early | late, variance, 0.0).sum(axis=-1)) / each
    change, se, first_mean, latest_mean = (
        np.where(enough, figures, np.nan) for figures in (means[1] - means[0], error, *means)
    )
    return Change(
        change=change,
        se=se,
        early=first_mean,
        late=latest_mean,
        first=_year(early, years, enough, last=False),
        first_until=_year(early, years, enough, last=True),
        last_from=_year(late, years, enough, last=False),
        last=_year(late, years, enough, last=True),
        points=count.astype(np.int16),
    )


def _year(flags: Flags, years: tuple[int, ...], enough: Flags, *, last: bool) -> Years:
    place = flags.shape[-1] - 1 - np.argmax(flags[..., ::-1], axis=-1) if last else np.argmax(flags, axis=-1)
    return np.where(enough, np.array(years)[place], 0).astype(np.int16)
