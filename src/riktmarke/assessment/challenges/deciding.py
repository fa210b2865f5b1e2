"""Which claims stand: every claim about one municipality tested against the smallest difference that matters."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from riktmarke.assessment.challenges.claims import Claims
from riktmarke.assessment.challenges.kinds import ABOUT_CHANGE, ABOUT_GROUPS, ClaimKind
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.methods.multiplicity import benjamini_hochberg

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

OWN_FAMILY = (*ABOUT_GROUPS, *ABOUT_CHANGE)
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Decided:
    """What stands of a municipality's claims, one place per claim.

    `margin` in the indicator's unit; `p_worse` and `p_better` against the margin, `q_worse` and `q_better` the largest
    of those of its families; `worse` and `better`: whether it is called a finding; `confidence`: of the interval to
    tell beside it. Of a target `p_worse` and `q_worse` are the probability that it is reached.
    """

    margin: Floats
    p_worse: Floats
    p_better: Floats
    q_worse: Floats
    q_better: Floats
    worse: Flags
    better: Flags
    confidence: Floats


def decide(
    claims: Claims, indicators: NDArray[np.str_], differences: Mapping[str, float], parameters: ChallengeParameters
) -> Decided:
    """Return which claims about one municipality stand.

    The family of the q-values (Benjamini & Hochberg 1995) is every claim about the municipality, in both directions:
    the whole run, whatever a reader filters later. A claim about a gap or a change must stand in the family of its own
    kind as well: few of them are true, and the many true differences of level would pay for false ones. And its
    indicator must stand among all indicators, by the p-value of all its claims in that direction together (Simes 1986):
    what is called is indicators, and true claims come together where false ones come alone.

    A target stands where the probability that it is reached is at most the false discovery rate. That probability is
    calibrated on how earlier ones came true: of targets called missed at most that share is reached, so that the whole
    list keeps its rate (what Efron 2008 calls a local false discovery rate). It is of no family: it is no test, never
    below what past errors can tell, and would only take from the others.

    Args:
        claims: all claims about one municipality.
        indicators: the indicator of each claim.
        differences: each indicator's smallest difference that matters, by its definition.
        parameters: the plan's, or the defaults.
    """
    margins = {name: parameters.margin(name, differences[name]) for name in np.unique(indicators).tolist()}
    margin = np.array([margins[name] for name in indicators.tolist()], dtype=float).reshape(claims.estimate.shape)
    possible = claims.kind == ClaimKind.POTENTIAL
    margin = margin * claims.scale
    margin = np.where(possible, parameters.clear_improvement_factor * margin, margin)
    aimed = claims.kind == ClaimKind.TARGET
    p_worse, p_better = _p_values(claims, margin)
    q_worse, q_better = _q_values(np.where(aimed, np.nan, p_worse), p_better, claims.kind, indicators)
    q_worse = np.where(aimed, p_worse, q_worse)
    with np.errstate(invalid="ignore"):
        worse, better = (q <= parameters.false_discovery_rate for q in (q_worse, q_better))
    confidence = _confidence((worse | better) & ~aimed, np.isfinite(p_worse) & ~aimed)
    return Decided(margin, p_worse, p_better, q_worse, q_better, worse, better, confidence)


def _q_values(
    p_worse: Floats, p_better: Floats, kind: NDArray[np.int8], indicators: NDArray[np.str_]
) -> tuple[Floats, Floats]:
    both = np.concatenate([p_worse, p_better])
    q, kinds = benjamini_hochberg(both), np.concatenate([kind, kind])
    for one in OWN_FAMILY:
        same = kinds == one
        q[same] = np.fmax(q[same], benjamini_hochberg(both[same]))
    names, place = np.unique(indicators, return_inverse=True)
    of_indicators = np.concatenate([place, place + names.size])
    together = benjamini_hochberg(_simes(both, of_indicators, 2 * names.size))
    q = np.where(np.isnan(q), np.nan, np.fmax(q, together[of_indicators]))
    worse, better = np.split(q, 2)
    return worse, better


def _simes(p: Floats, group: NDArray[np.intp], groups: int) -> Floats:
    """Return the p-value of each group's claims together: the least of n p(i) / i; NaN where it has none."""
    there = np.flatnonzero(np.isfinite(p))
    order = there[np.lexsort((p[there], group[there]))]
    count = np.bincount(group[order], minlength=groups)
    rank = np.arange(order.size) - np.repeat(np.cumsum(count) - count, count) + 1
    found = np.full(groups, np.inf)
    np.minimum.at(found, group[order], p[order] * count[group[order]] / rank)
    return np.where(np.isfinite(found), np.minimum(found, 1.0), np.nan)


def _confidence(stands: Flags, tested: Flags) -> Floats:
    """Return the confidence of each claim's interval: 95 %, and of what stands so much that 95 of 100 told hold.

    Definition: 1 - 0.05 R / m with R claims standing of m tested (Benjamini & Yekutieli 2005): what is told was chosen
    for being large, and its plain interval would hold too seldom.
    """
    standing, all_tested = int(np.count_nonzero(stands)), int(np.count_nonzero(tested))
    share = min(standing / all_tested, 1.0) if all_tested else 1.0
    return np.where(stands, 1 - (1 - CONFIDENCE) * share, CONFIDENCE)


def _p_values(claims: Claims, margin: Floats) -> tuple[Floats, Floats]:
    kind = claims.kind
    gap = kind == ClaimKind.GAP
    folded = np.isin(kind, ABOUT_GROUPS)  # a gap's direction was chosen by looking at it
    with np.errstate(invalid="ignore", divide="ignore"):
        p_worse = stdtr(claims.free, -(claims.estimate - margin) / claims.se)
        # An equal level is what is good about a gap; everything else is good when it is better by more than the margin.
        better = np.where(gap, margin - claims.estimate, -claims.estimate - margin)
        p_better = stdtr(claims.free, -better / claims.se)
    exact = claims.se == 0
    p_worse = np.where(exact, np.where(claims.estimate > margin, 0.0, 1.0), p_worse)
    p_better = np.where(exact, np.where(better > 0, 0.0, 1.0), p_better)
    nothing_claimed = kind == ClaimKind.PACE
    factor = np.where(folded, 2.0, claims.tests.astype(float))
    p_worse = np.where(nothing_claimed, np.nan, np.minimum(p_worse * factor, 1.0))
    p_worse = np.where(kind == ClaimKind.TARGET, claims.chance, p_worse)
    one_sided = np.isin(kind, (ClaimKind.POTENTIAL, ClaimKind.TARGET, ClaimKind.PACE))
    p_better = np.where(one_sided, np.nan, np.minimum(p_better * np.where(gap, 1.0, factor), 1.0))
    return p_worse, p_better


def interval(estimate: float, se: float, free: float, *, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the interval about an estimate whose standard error is known with `free` degrees of freedom."""
    reach = float(stdtrit(free, (1 + confidence) / 2)) * se
    return estimate - reach, estimate + reach
