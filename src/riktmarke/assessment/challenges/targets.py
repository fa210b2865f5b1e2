"""Whether a plan's target is likely to be missed: what the outlook says of it, as a claim beside the others."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.claims import COLUMNS, Claims, block, joined
from riktmarke.assessment.challenges.gaps import ENDS, FOREIGN, NATIVE
from riktmarke.assessment.challenges.kinds import Against, ClaimKind, Group, Key, group_of
from riktmarke.assessment.outlook.calibrating import LEVELS
from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.governance.definitions import Catalogue
from riktmarke.vocabulary.groups import Dimension, Sex

MIDDLE = int(np.argmin(np.abs(LEVELS - 0.5)))
ROUNDED = ".6g"  # the last digits differ between runs of the same figures
AGAINST = {
    Comparator.SIMILAR_MUNICIPALITIES: Against.SIMILAR,
    Comparator.COUNTY: Against.COUNTY,
    Comparator.COUNTRY: Against.COUNTRY,
}
SIDES = {
    Dimension.SEX: (Group(Sex.FEMALE), Group(Sex.MALE)),
    Dimension.ORIGIN: (Group(Sex.TOTAL, Dimension.ORIGIN, FOREIGN), Group(Sex.TOTAL, Dimension.ORIGIN, NATIVE)),
    **{ladder: (Group(Sex.TOTAL, ladder, low), Group(Sex.TOTAL, ladder, high)) for ladder, (low, high) in ENDS.items()},
}
# Which claims hold the latest value that a target is set beside: of a level the line's own is the plainest.
HOLDING = (ClaimKind.PACE, ClaimKind.LEVEL)


@dataclass(frozen=True, slots=True)
class TargetLikelihood:
    """How likely a target is, as an outlook says. All but a gap is about a `group`; a gap is between it and `other`.

    `aim`: the level, or the width of the gap; None for a target that compares with others or with what was. `short`: by
    how much the middle of the forecast misses it (below 0: passes it), in the indicator's unit. `probability` that it
    is reached; `points`: how many measurements of its own the municipality has.
    """

    indicator: str
    group: Key
    other: Key
    year: int
    against: Against
    aim: float | None
    short: float
    probability: float
    points: int


def likelihood_of(outlook: TargetOutlook) -> TargetLikelihood | None:
    """Return what the challenge rules take of a target's outlook; None where nothing is told of it."""
    asked = outlook.asked
    if outlook.probability is None:
        return None
    decides = max((n for n, year in enumerate(outlook.years) if year <= asked.year), default=0)
    middle = outlook.quantiles[decides][MIDDLE]
    gap = asked.kind is TargetKind.GAP
    one, other = (side.key for side in SIDES[Dimension(asked.group)]) if gap else (asked.group, "")
    reached = abs(middle) if gap else middle
    return TargetLikelihood(
        indicator=asked.indicator,
        group=one,
        other=other,
        year=asked.year,
        against=AGAINST.get(asked.comparator, Against.NOBODY) if asked.comparator is not None else Against.NOBODY,
        aim=asked.value if asked.kind in (TargetKind.LEVEL, TargetKind.GAP) else None,
        short=_rounded(reached - outlook.threshold if not outlook.at_least else outlook.threshold - reached),
        probability=_rounded(outlook.probability),
        points=outlook.measured,
    )


def likelihoods(outlooks: Iterable[TargetOutlook]) -> tuple[TargetLikelihood, ...]:
    """Return what the rules take of a municipality's targets, in an order that does not depend on the plan's."""
    found = [one for outlook in outlooks if (one := likelihood_of(outlook)) is not None]
    return tuple(sorted(found, key=lambda one: (one.indicator, one.group, one.other, one.year, one.against)))


def with_targets(
    claims: Claims, indicators: NDArray[np.str_], targets: Iterable[TargetLikelihood], catalogue: Catalogue
) -> tuple[Claims, NDArray[np.str_]]:
    """Return the claims about a municipality with one for each target that it has a latest value of, and indicators.

    The claim is that the target is missed: its estimate is by how much the middle of the forecast does, its `chance`
    the probability that it is reached. It has no standard error: a forecast is no estimate of today.
    """
    wanted = [target for target in targets if target.indicator in catalogue]
    found = [(one.indicator, claim) for one in wanted if (claim := _claim(claims, indicators, one)) is not None]
    if not found:
        return claims, indicators
    names = np.array([indicator for indicator, _ in found])
    return joined([claims, *(claim for _, claim in found)]), np.concatenate([indicators, names])


def _claim(claims: Claims, indicators: NDArray[np.str_], target: TargetLikelihood) -> Claims | None:
    row = _latest(claims, indicators, target)
    if row is None:
        return None
    latest = {name: getattr(claims, name)[[row]] for name in COLUMNS}
    # of a gap, how wide it is
    value = np.abs(latest["estimate"]) if target.other else latest["value"]
    return block(
        ClaimKind.TARGET,
        group_of(target.group),
        latest["area"],
        other=target.other,
        against=target.against,
        estimate=np.array([target.short]),
        se=np.nan,
        value=value,
        reference=np.nan if target.aim is None else target.aim,
        period=latest["period"],
        first_period=target.year,
        points=target.points,
        source=latest["source"],
        scale=latest["scale"],
        chance=target.probability,
    )


def _latest(claims: Claims, indicators: NDArray[np.str_], target: TargetLikelihood) -> int | None:
    """Return the row of the claim that holds the latest value, or gap, that the target is about."""
    own = indicators == target.indicator
    if target.other:
        pair = [target.group, target.other]
        same = np.isin(claims.group, pair) & np.isin(claims.other, pair) & (claims.kind == ClaimKind.GAP)
        return next(iter(np.flatnonzero(own & same).tolist()), None)
    rows = [np.flatnonzero(own & (claims.kind == kind) & (claims.group == target.group)) for kind in HOLDING]
    return next((int(places[0]) for places in rows if places.size), None)


def _rounded(value: float) -> float:
    return float(format(value, ROUNDED))
