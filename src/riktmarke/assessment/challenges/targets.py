"""Whether a target is missed at the pace seen: a straight line carried on, until forecasts take over.

This is no forecast. It says what the line through the latest measurements would reach, and how uncertain the line is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.claims import COLUMNS, Claims, joined
from riktmarke.assessment.challenges.kinds import ClaimKind
from riktmarke.assessment.challenges.levels import bad_direction
from riktmarke.governance.definitions import Catalogue


@dataclass(frozen=True, slots=True)
class TargetLevel:
    """A level to be reached: `at_least` or at most `value` in `year`, by a group of an indicator."""

    indicator: str
    group: str
    year: int
    value: float
    at_least: bool


def with_targets(
    claims: Claims, indicators: NDArray[np.str_], targets: Iterable[TargetLevel], catalogue: Catalogue
) -> tuple[Claims, NDArray[np.str_]]:
    """Return the claims with one for each target whose indicator and group have a line, and their indicators."""
    wanted = [target for target in targets if target.indicator in catalogue]
    found = [
        claim
        for target in wanted
        if (claim := _claim(claims, indicators, target, bad_direction(catalogue[target.indicator]))) is not None
    ]
    if not found:
        return claims, indicators
    names = np.array([target for target, _ in found])
    return joined([claims, *(claim for _, claim in found)]), np.concatenate([indicators, names])


def _claim(claims: Claims, indicators: NDArray[np.str_], target: TargetLevel, bad: int) -> tuple[str, Claims] | None:
    at = np.flatnonzero(
        (claims.kind == ClaimKind.PACE) & (indicators == target.indicator) & (claims.group == target.group)
    )
    if not at.size or target.year <= claims.period[at[0]]:
        return None
    row = {name: getattr(claims, name)[at[:1]] for name in COLUMNS}
    first, last, points = (int(row[name][0]) for name in ("first_period", "period", "points"))
    span, ahead = last - first, target.year - (first + last) / 2
    # The line's own direction: the estimate counts in the bad direction, the values as they are published.
    change = bad * float(row["estimate"][0])
    slope, slope_se = change / span, float(row["se"][0]) / span
    middle = float(row["reference"][0]) + change / 2
    reached = middle + slope * ahead
    # The variance of evenly spread points' times about their middle, for the part of the error that is the level's.
    level_share = span**2 / 12 * (1 + 2 / max(points - 1, 1))
    missing = target.value - reached if target.at_least else reached - target.value
    return target.indicator, Claims(
        **{
            **row,
            "kind": np.array([ClaimKind.TARGET], dtype=np.int8),
            "estimate": np.array([missing]),
            "se": np.array([slope_se * np.sqrt(ahead**2 + level_share)]),
            "reference": np.array([target.value]),
            "persons": np.array([np.nan]),
            "first_period": np.array([target.year], dtype=np.int16),
        }
    )
