"""Lines through groups by their rank in the population: least squares and logistic, and where they end."""

from typing import NamedTuple

import numpy as np
from scipy.special import expit, logit

from riktmarke.methods._groups import Codes, Groups, Measure, weighted_sum
from riktmarke.methods.estimate import Booleans, Floats, ReasonCode, first_reason

MOST_STEPS = 200
SMALLEST_STEP = 1e-9  # on the logit; the error of the next step is about its square
ENDS = (-0.5, 0.5)


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
    share = groups.value / scale
    alike = _all(share == share[0])
    parted = _parted(share) & ~alike
    level, slope = _fitted(groups, share, (groups.reason == 0) & ~parted & ~alike)
    weight = groups.share * _steepness(level + slope * groups.place)
    mass = weight.sum(axis=0)
    middle = weighted_sum(weight, groups.place) / mass
    centre = groups.place - middle
    per_value = groups.share * centre / weighted_sum(weight, centre * centre)
    curve = []
    for end in ENDS:
        height = level + slope * end
        effect = _steepness(height) * (groups.share / mass + (end - middle) * per_value)
        curve += [scale * expit(height), effect]
    straight = straight_line(groups)
    level_ends = (straight.first, straight.effect_first, straight.last, straight.effect_last)
    first, effect_first, last, effect_last = (
        np.where(alike, of_line, of_curve) for of_line, of_curve in zip(level_ends, curve, strict=True)
    )
    reason = np.where(np.isnan(first), np.uint8(ReasonCode.NO_FINITE_FIT), np.uint8(ReasonCode.DEFINED))
    return Line(first, last, effect_first, effect_last, reason)


def _steepness(height: Floats) -> Floats:
    """Return π (1 - π) at a height on the logit, exact where π is close to 1 too."""
    steepness: Floats = expit(height) * expit(-height)
    return steepness


def _parted(share: Floats) -> Booleans:
    """Whether one group at most lies between nobody and everybody, and those on each side of it are of one kind.

    The likelihood then rises for ever with the slope (separation).
    """
    below, above = np.floor(share), np.ceil(share)
    return _all(above[:-1] <= below[1:]) | _all(below[:-1] >= above[1:])


def _all(condition: Booleans) -> Booleans:
    held: Booleans = np.all(condition, axis=0)
    return held


def _fitted(groups: Groups, share: Floats, wanted: Booleans) -> tuple[Floats, Floats]:
    """Return level and slope by Newton's method, NaN for rows that are not wanted or do not settle.

    A step that moves the curve by d on the logit is shortened by log(1 + d) / d: the likelihood then rises at every
    step, from any start (Sun & Tran-Dinh 2019), and near the solution the step is Newton's own.
    """
    shape = groups.mean.shape
    level, slope = np.full(shape, np.nan).reshape(-1), np.full(shape, np.nan).reshape(-1)
    rows = np.flatnonzero(wanted)
    p, x, y = (array.reshape(len(array), -1)[:, rows] for array in (groups.share, groups.place, share))
    a, b = logit((p * y).sum(axis=0)), np.zeros(rows.size)
    for _ in range(MOST_STEPS):
        if not rows.size:
            break
        to_a, to_b = _step(p, x, y, a, b)
        far = np.maximum(np.abs(to_a + to_b / 2), np.abs(to_a - to_b / 2))
        shorter = np.log1p(far) / np.where(far > 0, far, 1.0)
        a, b = a + to_a * shorter, b + to_b * shorter
        done = far < SMALLEST_STEP
        level[rows[done]], slope[rows[done]] = a[done], b[done]
        left = ~done
        if done.any():
            rows, a, b = rows[left], a[left], b[left]
            p, x, y = p[:, left], x[:, left], y[:, left]
    return level.reshape(shape), slope.reshape(shape)


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
        (line.reason > 0, ReasonCode.NO_FINITE_FIT),
        (~(line.first > 0) | ~(line.last > 0), ReasonCode.LINE_BELOW_ZERO),
    )
    effect = line.effect_last / line.last - line.effect_first / line.first
    return Measure(line.last / line.first, groups.error(effect), reason, logarithmic=True)
