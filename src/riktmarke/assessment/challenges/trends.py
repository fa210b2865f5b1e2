"""Straight lines through the independent measurements of the latest years, and how uncertain their change is.

The scatter about the lines, and how much of it lasts from one measurement to the next, are pooled over all
municipalities: one series of ten points can tell neither, three hundred can.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.scatter import EVERYBODY_ALIKE, Moderated, moderated, variance_by_size

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]
Years = NDArray[np.int16]

MOST_PERSISTENT = 0.9


@dataclass(frozen=True, slots=True)
class Lines:
    """A line per group and area, shape (groups, areas): its change from the first of its points to the last.

    `change` is slope times (last - first), `se` its standard error, known with `free` degrees of freedom, `level` the
    line at its last point. NaN where there are too few points.
    """

    change: Floats
    se: Floats
    level: Floats
    first: Years
    last: Years
    points: Years
    free: Floats


def lines(
    values: Floats,
    used: Flags,
    years: tuple[int, ...],
    *,
    size: Floats,
    pooled: Places,
    fewest_points: NDArray[np.int_] | int,
) -> Lines:
    """Return the lines through the values that are `used`, both of shape (groups, areas, years).

    Definition: least squares on the years. The variance about the lines is pooled over the areas `pooled`, as
    a + b · size with `size` (groups, areas) one over the people; the change's variance is that of independent points
    times (1 + r) / (1 - r), r the pooled correlation of neighbouring residuals, corrected for the fitted line.
    """
    time = np.array(years, dtype=np.float64)
    weight = used.astype(np.float64)
    count = weight.sum(axis=-1)
    enough = count >= fewest_points
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = (weight * time).sum(axis=-1) / count
        value = np.where(used, values, 0.0)
        mean = value.sum(axis=-1) / count
        distance = np.where(used, time - middle[..., None], 0.0)
        spread = (distance**2).sum(axis=-1)
        slope = (distance * value).sum(axis=-1) / spread
    residual = np.where(used, values - mean[..., None] - slope[..., None] * distance, 0.0)
    first = time[np.argmax(used, axis=-1)]
    last = time[used.shape[-1] - 1 - np.argmax(used[..., ::-1], axis=-1)]
    scatter, lasting = _pooled(residual, used, enough, size, pooled)
    with np.errstate(invalid="ignore", divide="ignore"):
        inflated = scatter.variance * (1 + lasting) / (1 - lasting)
        slope_se = np.sqrt(inflated / spread)
    with np.errstate(invalid="ignore"):  # lines of one point go nowhere
        found = {
            "change": slope * (last - first),
            "se": slope_se * (last - first),
            "level": mean + slope * (last - middle),
        }
    return Lines(
        **{name: np.where(enough, figures, np.nan) for name, figures in found.items()},
        first=np.where(enough, first, 0).astype(np.int16),
        last=np.where(enough, last, 0).astype(np.int16),
        points=count.astype(np.int16),
        free=scatter.free,
    )


def inverse_of_people(figures: IndicatorFigures) -> Floats:
    """Return one over the inhabitants of the last year that has them, (groups, areas)."""
    there = ~np.isnan(figures.inhabitants)
    last = there.shape[-1] - 1 - np.argmax(there[..., ::-1], axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        inverse: Floats = 1 / np.take_along_axis(figures.inhabitants, last[..., None], axis=-1)[..., 0]
    return inverse


def size_of(figures: IndicatorFigures) -> Floats:
    """Return what the variance about lines is fitted by: for counts the square of the people, else one over them."""
    inverse = inverse_of_people(figures)
    with np.errstate(divide="ignore"):
        return inverse if figures.definition.averaged else 1 / inverse**2


def recent(
    measured: Flags, years: tuple[int, ...], breaks: tuple[int, ...], *, years_back: NDArray[np.int_] | int
) -> Flags:
    """Return the measurements of the latest years: of `years_back` before an area's last, none before a break."""
    time = np.array(years)
    last = measured.shape[-1] - 1 - np.argmax(measured[..., ::-1], axis=-1)
    latest = time[last]
    from_year = latest - years_back
    for first_year in breaks:
        from_year = np.where(first_year <= latest, np.maximum(from_year, first_year), from_year)
    within: Flags = measured & (time >= from_year[..., None])
    return within


def _pooled(residual: Floats, used: Flags, enough: Flags, size: Floats, pooled: Places) -> tuple[Moderated, float]:
    """Return the variance about the lines (groups, areas), and the correlation of neighbouring residuals."""
    own = enough[:, pooled]
    nothing = Moderated(np.full(enough.shape, np.nan), np.full(enough.shape, EVERYBODY_ALIKE))
    if not own.any():
        return nothing, 0.0
    free = used.sum(axis=-1) - 2.0
    with np.errstate(invalid="ignore", divide="ignore"):
        each = np.where(enough, (residual**2).sum(axis=-1) / free, np.nan)
    lasting = _lasting(residual[:, pooled][own], used[:, pooled][own])
    fitted = variance_by_size(each[:, pooled], size[:, pooled])
    if fitted is None:
        return nothing, lasting
    worth = (1 - lasting**2) / (1 + lasting**2)  # what a mean square of lasting residuals is worth
    return moderated(fitted.at(size), each, np.where(enough, free * worth, 0.0)), lasting


def _lasting(residual: Floats, used: Flags) -> float:
    """Return the correlation of residuals of neighbouring points; a line through n points takes about 2 / n of it."""
    order = np.argsort(~used, axis=-1, kind="stable")  # the points first, in their order
    packed = np.take_along_axis(residual, order, axis=-1)
    there = np.take_along_axis(used, order, axis=-1)
    both = there[:, 1:] & there[:, :-1]
    square = (packed**2).sum()
    if square == 0:
        return 0.0
    points = float(there.sum(axis=-1).mean())
    plain = float((packed[:, 1:] * packed[:, :-1])[both].sum() / square)
    return float(np.clip((plain + 2 / points) / (1 - 4 / points), 0.0, MOST_PERSISTENT)) if points > 4 else 0.0
