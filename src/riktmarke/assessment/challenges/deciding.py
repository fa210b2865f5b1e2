"""Which claims stand: every claim about one municipality tested against the smallest difference that matters."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from riktmarke.assessment.challenges.claims import Claims
from riktmarke.assessment.challenges.kinds import ABOUT_GROUPS, ClaimKind
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.methods.multiplicity import benjamini_hochberg

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Decided:
    """What stands of a municipality's claims, one place per claim.

    `margin` in the indicator's unit; `p_worse` and `p_better` against the margin, `q_worse` and `q_better` over all
    claims of the municipality; `worse` and `better`: whether it is called a finding; `known`: whether the uncertainty
    is known at all.
    """

    margin: Floats
    p_worse: Floats
    p_better: Floats
    q_worse: Floats
    q_better: Floats
    worse: Flags
    better: Flags
    known: Flags


def decide(
    claims: Claims, indicators: NDArray[np.str_], differences: Mapping[str, float], parameters: ChallengeParameters
) -> Decided:
    """Return which claims about one municipality stand.

    The family of the q-values (Benjamini & Hochberg 1995) is every claim about the municipality, in both directions:
    the whole run, whatever a reader filters later. A claim about a gap must stand in the family of its own kind as
    well: few gaps are wider or widen in truth, and the many true differences of level would pay for false ones.

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
    known = np.isfinite(claims.se)
    p_worse, p_better = _p_values(claims, margin)
    q_worse, q_better = _q_values(p_worse, p_better, claims.kind)
    with np.errstate(invalid="ignore"):
        worse, better = (q <= parameters.false_discovery_rate for q in (q_worse, q_better))
    return Decided(margin, p_worse, p_better, q_worse, q_better, worse, better, known)


def _q_values(p_worse: Floats, p_better: Floats, kind: NDArray[np.int8]) -> tuple[Floats, Floats]:
    both = np.concatenate([p_worse, p_better])
    q, kinds = benjamini_hochberg(both), np.concatenate([kind, kind])
    for one in ABOUT_GROUPS:
        same = kinds == one
        q[same] = np.fmax(q[same], benjamini_hochberg(both[same]))
    worse, better = np.split(q, 2)
    return worse, better


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
    one_sided = np.isin(kind, (ClaimKind.POTENTIAL, ClaimKind.TARGET, ClaimKind.PACE))
    p_better = np.where(one_sided, np.nan, np.minimum(p_better * np.where(gap, 1.0, factor), 1.0))
    return p_worse, p_better


def interval(estimate: float, se: float, free: float, *, confidence: float = 0.95) -> tuple[float, float]:
    """Return the interval about an estimate whose standard error is known with `free` degrees of freedom."""
    reach = float(stdtrit(free, (1 + confidence) / 2)) * se
    return estimate - reach, estimate + reach
