"""Lines through groups by their rank in the population: least squares and logistic, and where they end."""

from typing import NamedTuple

import numpy as np
from scipy.special import expit, logit

from riktmarke.methods._groups import Codes, Groups, Measure, weighted_sum
from riktmarke.methods.estimate import Floats, ReasonCode, first_reason

MOST_STEPS = 200
SMALLEST_STEP = 1e-9  # on the logit; the error of the next step is about its square
TINY = 1e-300
FIRST, LAST = -0.5, 0.5  # places of the ends


class Line(NamedTuple):
    """A line of every row, by its two ends.

    Attributes:
        first: its height at rank 0, the most disadvantaged.
        last: its height at rank 1, the most advantaged.
        effect_first: how far the value of each group moves the first end; shape (groups, ...).
        effect_last: the same for the last end.
        reason: why there is no line.
    """

    first: Floats
    last: Floats
    effect_first: Floats
    effect_last: Floats
    reason: Codes


def straight_line(groups: Groups) -> Line:
    """Return the line of least squares, weighted by population share.

    The shares-weighted mean of the ranks is a half, so the line passes through the mean there.
    """
    per_value = slope_per_value(groups.share, groups.place)
    half = weighted_sum(per_value, groups.value - groups.value[0]) / 2
    none = np.zeros(groups.reason.shape, dtype=np.uint8)
    return Line(
        groups.mean - half, groups.mean + half, groups.share - per_value / 2, groups.share + per_value / 2, none
    )


def slope_per_value(share: Floats, place: Floats) -> Floats:
    """Return how far the value of each group moves the slope of the line of least squares."""
    weighted = share * place
    return weighted / weighted_sum(weighted, place)


def logistic_line(groups: Groups, scale: float) -> Line:
    """Return the fractional logit of the values over the scale, weighted once by population share.

    Definition: the (a, b) for which Σ p (y / scale - π) = 0 and Σ p R (y / scale - π) = 0, π = 1 / (1 + exp(-a - bR))
    (Papke & Wooldridge 1996). How far a value moves them follows from the same equations. Groups that are all the same
    have a level curve, which is the straight line, also where nobody or everybody is at the ends of the logit.
    """
    level, slope = _fitted(groups, groups.value / scale)
    weight = groups.share * _steepness(level + slope * groups.place)
    mass = weight.sum(axis=0)
    middle = weighted_sum(weight, groups.place) / mass
    centre = groups.place - middle
    per_value = groups.share * centre / weighted_sum(weight, centre * centre)

    def effect(end: float) -> Floats:
        moved: Floats = groups.share / mass + (end - middle) * per_value
        return _steepness(level + slope * end) * moved

    alike = np.all(groups.value == groups.value[0], axis=0)
    straight = straight_line(groups)
    first = np.where(alike, straight.first, scale * expit(level + slope * FIRST))
    return Line(
        first,
        np.where(alike, straight.last, scale * expit(level + slope * LAST)),
        np.where(alike, straight.effect_first, effect(FIRST)),
        np.where(alike, straight.effect_last, effect(LAST)),
        np.where(np.isnan(first), np.uint8(ReasonCode.NO_FINITE_FIT), np.uint8(ReasonCode.DEFINED)),
    )


def _steepness(height: Floats) -> Floats:
    """Return π (1 - π) at a height on the logit, exact where π is close to 1 too."""
    steepness: Floats = expit(height) * expit(-height)
    return steepness


def _fitted(groups: Groups, share: Floats) -> tuple[Floats, Floats]:
    """Return level and slope by Newton's method, NaN where they do not settle.

    They never settle where one group at most lies between nobody and everybody, and those on each side of it are of one
    kind: the likelihood then rises for ever with the slope. A step that moves the curve by d on the logit is shortened
    by log(1 + d) / d: the likelihood rises at every step, from any start (Sun & Tran-Dinh 2019), and near the solution
    the step is Newton's own.
    """
    rows = np.arange(groups.mean.size)
    level, slope = np.full(rows.size, np.nan), np.full(rows.size, np.nan)
    p, x, y = (array.reshape(len(array), rows.size) for array in (groups.share, groups.place, share))
    a, b = logit(weighted_sum(p, y)), np.zeros(rows.size)
    for _ in range(MOST_STEPS):
        to_a, to_b = _step(p, x, y, a, b)
        far = np.abs(to_a + to_b * x).max(axis=0)
        shorter = np.log1p(far) / np.maximum(far, TINY)
        a, b = a + to_a * shorter, b + to_b * shorter
        left = far > SMALLEST_STEP
        level[rows[~left]], slope[rows[~left]] = a[~left], b[~left]
        rows, a, b, p, x, y = rows[left], a[left], b[left], p[:, left], x[:, left], y[:, left]
        if not rows.size:
            break
    return level.reshape(groups.mean.shape), slope.reshape(groups.mean.shape)


def _step(p: Floats, x: Floats, y: Floats, a: Floats, b: Floats) -> tuple[Floats, Floats]:
    height = a + b * x
    weight = p * _steepness(height)
    mass = weight.sum(axis=0)
    middle = weighted_sum(weight, x) / mass
    centre = x - middle
    # How far the figure is above the curve, from whichever end is nearer, so that it keeps its digits close to 1.
    short = p * np.where(height > 0, expit(-height) - (1 - y), y - expit(height))
    to_b = weighted_sum(short, centre) / weighted_sum(weight, centre * centre)
    return short.sum(axis=0) / mass - middle * to_b, to_b


def difference_of_ends(groups: Groups, line: Line) -> Measure:
    """Return the slope index: the last end less the first."""
    return Measure(line.last - line.first, groups.error(line.effect_last - line.effect_first), line.reason)


def ratio_of_ends(groups: Groups, line: Line) -> Measure:
    """Return the relative index: the last end over the first, its interval on the logarithm."""
    reason = first_reason(
        groups.reason.shape,
        ((groups.value < 0).any(axis=0), ReasonCode.NEGATIVE_VALUE),
        (groups.mean == 0, ReasonCode.MEAN_IS_ZERO),
        (line.reason != ReasonCode.DEFINED, ReasonCode.NO_FINITE_FIT),
        (~(line.first > 0) | ~(line.last > 0), ReasonCode.LINE_BELOW_ZERO),
    )
    effect = line.effect_last / line.last - line.effect_first / line.first
    return Measure(line.last / line.first, groups.error(effect), reason, logarithmic=True)
