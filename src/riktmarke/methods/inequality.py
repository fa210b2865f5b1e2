"""Inequality between groups: how far apart they lie, and how steeply a figure rises with rank in the population."""

import numpy as np
from numpy.typing import ArrayLike

from riktmarke.methods._dispersion import (
    RELATIVE,
    attributable,
    concentration,
    entropy,
    relative_to_mean,
    two_groups,
    variance,
    with_corners,
)
from riktmarke.methods._ends import DIFFERENCE, RATIO, Choice, Fit, Given, Scale, of_ends
from riktmarke.methods._groups import Measure, grouped, told, with_interval
from riktmarke.methods._lines import difference_of_ends, logistic_line, ratio_of_ends, straight_line
from riktmarke.methods._simulated import Chance, checked, limits_of_figures
from riktmarke.methods.estimate import Estimate, ReasonCode, quantile

MEASURES = (
    "difference",
    "ratio",
    "between_group_variance",
    "between_group_standard_deviation",
    "coefficient_of_variation",
    "mean_difference_from_mean",
    "mean_difference_from_mean_unweighted",
    "mean_difference_from_best",
    "mean_difference_from_best_unweighted",
    "mean_difference_from_reference",
    "mean_difference_from_reference_unweighted",
    "index_of_disparity",
    "index_of_disparity_unweighted",
    "theil_index",
    "mean_log_deviation",
    "absolute_concentration_index",
    "relative_concentration_index",
    "wagstaff_concentration_index",
    "erreygers_concentration_index",
    "slope_index_of_inequality",
    "relative_index_of_inequality",
    "population_attributable_risk",
    "population_attributable_fraction",
)


def summary_measures(
    estimate: ArrayLike,
    population: ArrayLike,
    *,
    se: ArrayLike | None = None,
    ordered: bool,
    favourable: bool,
    scale: float | None,
    reference: int | None = None,
    confidence: float = 0.95,
    rng: np.random.Generator | None = None,
    draws: int = 40_000,
) -> dict[str, Estimate]:
    """Return the summary measures of inequality between groups, by name; arrays (..., groups) in, measures (...) out.

    Definition: with population shares p, the mean m = Σ p y, r = y / m, and R the middle of a group's share on the way
    from the most disadvantaged to the most advantaged (Schlotheuber & Hosseinpoor 2022):

    - difference y1 - y2 and ratio y1 / y2. Ordered: the most advantaged and the most disadvantaged if favourable, the
      other way round if not. Otherwise the largest and the smallest; with a reference, the reference and the smallest
      if favourable, the largest and the reference if not.
    - between_group_variance Σ p (y - m)², between_group_standard_deviation its root, coefficient_of_variation
      100 root / m.
    - mean_difference_from_mean Σ p |y - m|, …_from_best and …_from_reference the same from the best group (the largest
      value if favourable, else the smallest) and the reference. …_unweighted: every group counts the same, m does not.
    - index_of_disparity 100 Σ p |y - m| / m, and unweighted. theil_index 1000 Σ p r ln r. mean_log_deviation
      1000 Σ p (-ln r).
    - population_attributable_risk: the most advantaged group (the best one if not ordered) less m, 0 if of the wrong
      sign; population_attributable_fraction 100 times that over m.
    - ordered groups: absolute_concentration_index 2 Σ p (y - m)(R - ½), relative_… the same over m; with a scale
      wagstaff_… = relative / (1 - m / scale) and erreygers_… = 4 absolute / scale; slope_index_of_inequality and
      relative_index_of_inequality, the difference and the ratio of the ends of a line fitted to y by R: the fractional
      logit, weighted once by p, with a scale; least squares weighted by p without.

    Intervals rest on the groups' own sampling errors, taken to be independent, p known: y1 - y2 by the sum of squares,
    ratios on the logarithm, the variance by Ahn et al. (2018), other smooth measures by the delta method. Measures with
    corners (the standard deviation, the coefficient of variation, mean differences, disparity) have simulated limits
    only (Ahn et al. 2019): percentiles over draws from normal distributions cut off at 0 and the scale.

    Args:
        estimate: the figure of each group, the most disadvantaged first if ordered. The order given is the order.
        population: how many live in each group; only the shares matter.
        se: standard errors of the figures.
        ordered: whether the groups have an order of advantage.
        favourable: whether more is better.
        scale: the figure that means everybody: 1 for shares, 100 for per cent; None without an upper bound.
        reference: the place of the reference group, from 0.
        confidence: the level of the intervals.
        rng: the generator for simulated limits. They are percentiles of draws around the figures (Ahn et al. 2019), no
            test of equality: such a measure is above 0 in every draw, and of groups that are truly alike, or nearly,
            the limits do not hold the truth.
        draws: how many draws simulated limits rest on. Time grows with rows × draws × groups.

    Raises:
        UndefinedMeasure: for a single row of groups, if there are fewer than two, a number is missing or infinite, a
            population is not above 0, a standard error is below 0, or a figure lies outside the scale; in arrays all
            measures of such a row are NaN with a reason code. A measure that alone is undefined is NaN with its reason
            beside the others: ratio and relative measures of a figure below 0 (NEGATIVE_VALUE), those relative to a
            mean of 0 (MEAN_IS_ZERO), the ratio to 0 and mean_log_deviation with a 0 (VALUE_IS_ZERO), Wagstaff's index
            where everybody has it (NO_VARIATION), lines that do not fit (NO_FINITE_FIT) or do not stay above zero
            (LINE_BELOW_ZERO). Without an interval: NO_STANDARD_ERRORS, SIMULATED_ONLY, or VALUE_IS_ZERO where the
            logarithm of a zero would be needed.
        ValueError: if scale, reference, confidence or draws are none.
    """
    z = quantile(confidence)
    checked(draws)
    if scale is not None and not 0 < scale < np.inf:
        raise ValueError(f"scale is the figure that means everybody, such as 1 or 100, or None; got {scale!r}")
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        groups = grouped(
            estimate, population, se, measure="Inequality between the groups", called="estimate", scale=scale
        )
        if reference is not None and not 0 <= reference < len(groups.value):
            raise ValueError(f"reference is the place of a group, 0 to {len(groups.value) - 1}; got {reference}")
        measures = two_groups(groups, ordered=ordered, favourable=favourable, reference=reference)
        measures |= {"between_group_variance": variance(groups)} | entropy(groups)
        measures |= attributable(groups, ordered=ordered, favourable=favourable)
        if ordered:
            line = straight_line(groups) if scale is None else logistic_line(groups, scale)
            measures |= concentration(groups, scale=scale)
            measures["slope_index_of_inequality"] = difference_of_ends(groups, line)
            measures["relative_index_of_inequality"] = ratio_of_ends(groups, line)
        found = {name: with_interval(groups, measure, z=z) for name, measure in measures.items()}
        figures = with_corners(favourable=favourable, reference=reference)
        values, reason = figures(groups.value, groups.share), relative_to_mean(groups)
        limits, missing = {}, ReasonCode.SIMULATED_ONLY if groups.se is not None else ReasonCode.NO_STANDARD_ERRORS
        if rng is not None and groups.se is not None:
            limits = limits_of_figures(groups, figures, Chance(rng, draws, confidence), scale=scale)
    nothing = np.full(groups.mean.shape, np.nan)
    for name, value in values.items():
        cornered = Measure(value, None, reason) if name in RELATIVE else Measure(value, None)
        found[name] = told(groups, cornered, *limits.get(name, (nothing, nothing)), missing=missing)
    return {name: found[name] for name in MEASURES if name in found}


def slope_index_of_inequality(
    value: ArrayLike,
    population: ArrayLike,
    *,
    se: ArrayLike | None = None,
    transform: Scale | None = None,
    fitted: Fit = "untransformed",
    per: float = 1,
    confidence: float = 0.95,
    rng: np.random.Generator | None = None,
    draws: int = 100_000,
) -> Estimate:
    """Return how far the figure rises from the most disadvantaged to the most advantaged; arrays (..., groups) in.

    Definition: with a the group's share of the population and b the middle of that share on the way from the most
    disadvantaged, the least-squares fit of √a·Y on √a and √a·b without intercept; the index is ŷ(1) - ŷ(0), times
    `per` (Low & Low 2004; UKHSA). Without a transform its variance is c'·diag(se²)·c, c how far each figure moves the
    slope. A transform is the scale on which chance is normal, "log" for rates and "logit" for shares: figures are drawn
    there and transformed back before the line is fitted, and the limits are percentiles. With fitted="transformed" the
    line itself is straight on that scale (what UKHSA now recommends for rates and shares): the index is the difference
    of its two ends, transformed back.

    Args:
        value: the figure of each group, the most disadvantaged first. The order given is the order.
        population: how many live in each group; only the shares matter.
        se: standard errors, on the transformed scale if there is one: (ln upper - ln lower) / (2 · 1.96) from 95 %
            limits of a rate, the same with logits for a share.
        transform: None, "log" or "logit".
        fitted: which figures the line is fitted to when there is a transform: "untransformed" or "transformed".
        per: what the index is multiplied by; 100 for a share as percentage points, -1 to turn the direction.
        confidence: the level of the interval.
        rng: the generator of the draws; needed for an interval with a transform.
        draws: how many draws the limits rest on with a transform.

    Raises:
        UndefinedMeasure: for a single index, if there are fewer than two groups, a number is missing or infinite, a
            population is not above 0, a standard error is below 0, or a figure has no logarithm or logit; in arrays
            such indices are NaN with a reason code. Without `se` there is a value and no interval.
        ValueError: if transform, fitted, confidence or draws are none, or a transform and `se` come without rng.
    """
    choice = Choice(transform, fitted, confidence, rng, draws)
    found = of_ends("The slope index of inequality", DIFFERENCE, Given(value, population, se), choice)
    ends = found.lower * per, found.upper * per
    return Estimate(found.value * per, np.minimum(*ends), np.maximum(*ends), found.reason)


def relative_index_of_inequality(
    value: ArrayLike,
    population: ArrayLike,
    *,
    se: ArrayLike | None = None,
    transform: Scale | None = None,
    fitted: Fit = "untransformed",
    confidence: float = 0.95,
    rng: np.random.Generator | None = None,
    draws: int = 100_000,
) -> Estimate:
    """Return how many times larger the figure is for the most advantaged than for the most disadvantaged.

    Definition: ŷ(1) / ŷ(0) of the line that `slope_index_of_inequality` fits. Without a transform the interval is
    symmetric on the logarithm, by the delta method; with one, percentiles over draws on the transformed scale.

    Args:
        value: the figure of each group, the most disadvantaged first. The order given is the order.
        population: how many live in each group; only the shares matter.
        se: standard errors, on the transformed scale if there is one.
        transform: None, "log" or "logit".
        fitted: which figures the line is fitted to when there is a transform: "untransformed" or "transformed".
        confidence: the level of the interval.
        rng: the generator of the draws; needed for an interval with a transform.
        draws: how many draws the limits rest on with a transform.

    Raises:
        UndefinedMeasure: for a single index, as `slope_index_of_inequality`, and if a figure is below zero, the mean
            is zero, or the fitted line does not stay above zero; in arrays such indices are NaN with a reason code.
        ValueError: as `slope_index_of_inequality`.
    """
    choice = Choice(transform, fitted, confidence, rng, draws)
    return of_ends("The relative index of inequality", RATIO, Given(value, population, se), choice)
