"""Measures of how groups differ, each of the groups on the first axis."""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from riktmarke.methods._groups import Codes, Groups, Measure, weighted_mean, weighted_sum
from riktmarke.methods.estimate import Floats, ReasonCode, first_reason

THOUSANDTHS = 1000
PERCENT = 100
Place = int | NDArray[np.intp]
RELATIVE = ("coefficient_of_variation", "index_of_disparity", "index_of_disparity_unweighted")


def with_corners(*, favourable: bool, reference: int | None) -> Callable[[Floats, Floats], dict[str, Floats]]:
    """Return the function that gives, of values and shares, the measures that no smooth formula gives limits of."""
    return partial(_with_corners, favourable=favourable, reference=reference)


def _with_corners(y: Floats, share: Floats, *, favourable: bool, reference: int | None) -> dict[str, Floats]:
    mean = weighted_mean(share, y)
    apart = y - mean
    spread = np.sqrt(weighted_sum(share, apart * apart))
    np.abs(apart, out=apart)
    weighted, unweighted = weighted_sum(share, apart), apart.mean(axis=0)
    best = y.max(axis=0) if favourable else y.min(axis=0)
    found = {
        "between_group_standard_deviation": spread,
        "coefficient_of_variation": PERCENT * spread / mean,
        "mean_difference_from_mean": weighted,
        "mean_difference_from_mean_unweighted": unweighted,
        # All groups lie on one side of the best, so the mean of the differences is the difference from the mean.
        "mean_difference_from_best": np.abs(best - mean),
        "mean_difference_from_best_unweighted": np.abs(y - best).mean(axis=0),
        "index_of_disparity": PERCENT * weighted / mean,
        "index_of_disparity_unweighted": PERCENT * unweighted / mean,
    }
    if reference is not None:
        away = np.abs(y - y[reference])
        found["mean_difference_from_reference"] = weighted_sum(share, away)
        found["mean_difference_from_reference_unweighted"] = away.mean(axis=0)
    return found


def relative_to_mean(groups: Groups) -> Codes:
    """Return why a measure relative to the mean is undefined: a mean of zero, or a value below it."""
    return first_reason(
        groups.reason.shape,
        ((groups.value < 0).any(axis=0), ReasonCode.NEGATIVE_VALUE),
        (groups.mean == 0, ReasonCode.MEAN_IS_ZERO),
    )


def two_groups(groups: Groups, *, ordered: bool, favourable: bool, reference: int | None) -> dict[str, Measure]:
    """Return the difference and the ratio of two groups.

    Ordered: the most advantaged and the most disadvantaged. Otherwise the largest and the smallest value, or with a
    reference that group and the value on its worse side.
    """
    one, other = _two(groups.value, ordered=ordered, favourable=favourable, reference=reference)
    y1, y2 = _at(groups.value, one), _at(groups.value, other)
    reason = first_reason(
        groups.reason.shape,
        ((y1 < 0) | (y2 < 0), ReasonCode.NEGATIVE_VALUE),
        (y2 == 0, ReasonCode.VALUE_IS_ZERO),
    )
    error, error_of_log = None, None
    if groups.se is not None:
        se1, se2 = _at(groups.se, one), _at(groups.se, other)
        error = np.hypot(se1, se2)
        error_of_log = np.hypot(se1 / y1, se2 / y2)
    return {"difference": Measure(y1 - y2, error), "ratio": Measure(y1 / y2, error_of_log, reason, logarithmic=True)}


def _two(y: Floats, *, ordered: bool, favourable: bool, reference: int | None) -> tuple[Place, Place]:
    ends = (-1, 0) if favourable else (0, -1)
    if ordered:
        return ends
    largest, smallest = y.argmax(axis=0), y.argmin(axis=0)
    if reference is None:
        return largest, smallest
    return (reference, smallest) if favourable else (largest, reference)


def _at(figures: Floats, group: Place) -> Floats:
    at: Floats = figures[group] if isinstance(group, int) else np.take_along_axis(figures, group[None], axis=0)[0]
    return at


def variance(groups: Groups) -> Measure:
    """Return the between-group variance, its error by Ahn et al. (2018): also that of the squares counts."""
    apart = groups.value - groups.mean
    value = groups.total(apart * apart)
    if groups.se is None:
        return Measure(value, None)
    p2, v = groups.share**2, groups.se**2
    of_slope = weighted_sum(p2 * v, apart * apart)
    of_squares = (
        weighted_sum(p2, v) ** 2 - weighted_sum(p2 * p2, v * v) + weighted_sum(p2 * (1 - groups.share) ** 2, v * v)
    )
    return Measure(value, np.sqrt(4 * of_slope + 2 * of_squares))


def entropy(groups: Groups) -> dict[str, Measure]:
    """Return the Theil index and the mean log deviation, times 1000, errors too."""
    above = (groups.value - groups.mean) / groups.mean
    ratio = groups.value / groups.mean
    # Each keeps its digits where the other loses them: near the mean, and near zero.
    log = np.where(np.abs(above) < 0.5, np.log1p(above), np.log(ratio))
    reason = relative_to_mean(groups)
    # Since Σ p (r - 1) = 0, both are sums of terms of zero or more, and keep their digits for groups almost alike.
    theil = groups.total(np.where(groups.value == 0, 0.0, ratio * log) - above)
    deviation = groups.total(above - log)
    no_zero = np.where(reason, reason, np.where((groups.value == 0).any(axis=0), np.uint8(ReasonCode.VALUE_IS_ZERO), 0))
    of_theil = groups.share / groups.mean * (log - theil)
    of_deviation = groups.share / groups.mean * (1 - 1 / ratio)
    return {
        "theil_index": Measure(THOUSANDTHS * theil, groups.error(THOUSANDTHS * of_theil), reason),
        "mean_log_deviation": Measure(THOUSANDTHS * deviation, groups.error(THOUSANDTHS * of_deviation), no_zero),
    }


def concentration(groups: Groups, *, scale: float | None) -> dict[str, Measure]:
    """Return the concentration indices of ordered groups, those of Wagstaff and Erreygers with a scale."""
    effect = 2 * groups.share * groups.place
    index = weighted_sum(effect, groups.value - groups.mean)
    reason = relative_to_mean(groups)
    relative = index / groups.mean
    of_relative = (effect - relative * groups.share) / groups.mean
    found = {
        "absolute_concentration_index": Measure(index, groups.error(effect)),
        "relative_concentration_index": Measure(relative, groups.error(of_relative), reason),
    }
    if scale is not None:
        share = groups.mean / scale
        room = groups.mean * (1 - share)
        wagstaff = index / room
        of_wagstaff = (effect - wagstaff * groups.share * (1 - 2 * share)) / room
        everybody = np.where(groups.mean == scale, np.uint8(ReasonCode.NO_VARIATION), reason)
        found["wagstaff_concentration_index"] = Measure(wagstaff, groups.error(of_wagstaff), everybody)
        found["erreygers_concentration_index"] = Measure(4 * index / scale, groups.error(4 * effect / scale))
    return found


def attributable(groups: Groups, *, ordered: bool, favourable: bool) -> dict[str, Measure]:
    """Return how much the mean would change, absolutely and in per cent, if all were as the best or most advantaged."""
    y = groups.value
    best: Place = len(y) - 1 if ordered else (y.argmax(axis=0) if favourable else y.argmin(axis=0))
    goal = _at(y, best)
    is_best = np.arange(len(y)).reshape(len(y), *[1] * (y.ndim - 1)) == best
    effect = is_best - groups.share
    relative = groups.share * (goal / groups.mean)
    within = (0.0, np.inf) if favourable else (-np.inf, 0.0)
    risk, fraction = goal - groups.mean, goal / groups.mean - 1
    of_fraction = PERCENT * (is_best - relative) / groups.mean
    return {
        "population_attributable_risk": Measure(risk, groups.error(effect), within=within),
        "population_attributable_fraction": Measure(
            PERCENT * fraction, groups.error(of_fraction), relative_to_mean(groups), within=within
        ),
    }
