"""All targets of an indicator together: what each is beside the others, and who is worst off.

A target is never judged on the mean alone. One set for everyone is held up against women and men too, where both are
published, and the one that is furthest behind is what it stands and falls with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.kinds import group_of
from riktmarke.assessment.context import Comparisons
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.kinds import Standing, TargetRole
from riktmarke.assessment.targets.series import series_aimed_at, sides_of_gap
from riktmarke.assessment.targets.status import TargetStatus, status
from riktmarke.governance.codes import TargetKind, TargetOrigin
from riktmarke.vocabulary.groups import Dimension, Sex

SEXES = (Sex.FEMALE, Sex.MALE)
# What stands for all where one of them has it: what is not reached before what is not known.
FIRST = (Standing.PASSED_NOT_REACHED, Standing.NOT_REACHED, Standing.AWAITED, Standing.CANNOT_SAY)
OWN_ORIGINS = (TargetOrigin.DECIDED, TargetOrigin.PROPOSAL)


@dataclass(frozen=True, slots=True)
class GapSeen:
    """The gap between women and men: women less men, in the latest year that both have, in the indicator's unit."""

    value: float
    year: int


@dataclass(frozen=True, slots=True)
class YearStanding:
    """How an indicator stands towards its targets of one year.

    `standing` is reached only where it is for every group with a target, for women and men, and for the gaps: `worst`
    is the one furthest behind. `mean` is that of everyone, which decides nothing by itself. `seen_gap` is the gap
    between women and men, whether or not there is a target for it. None where there is none.
    """

    year: int
    standing: Standing
    statuses: tuple[TargetStatus, ...]
    worst: TargetStatus | None
    gap: TargetStatus | None
    mean: TargetStatus | None
    seen_gap: GapSeen | None


def roles(targets: Sequence[TargetAsked]) -> list[TargetRole]:
    """Return what each of the targets is beside the others.

    Definition: interim where a later one of the same indicator, group and origin follows (decided and proposed are one
    origin); a point of a path where several references of the same indicator and group have years of their own.
    """
    return [_role(target, targets) for target in targets]


def _role(target: TargetAsked, targets: Iterable[TargetAsked]) -> TargetRole:
    years = {
        one.year
        for one in targets
        if (one.indicator, one.group, _family(one)) == (target.indicator, target.group, _family(target))
    }
    if target.origin is TargetOrigin.REFERENCE:
        return TargetRole.PATH if len(years) > 1 else TargetRole.FINAL
    return TargetRole.INTERIM if max(years) > target.year else TargetRole.FINAL


def _family(target: TargetAsked) -> TargetOrigin:
    return TargetOrigin.DECIDED if target.origin in OWN_ORIGINS else target.origin


def year_standings(
    figures: IndicatorFigures, who: Comparisons, targets: Iterable[TargetAsked], area: int, *, this_year: int
) -> list[YearStanding]:
    """Return how an indicator stands towards its targets in an area, by year.

    Args:
        figures: the indicator's figures.
        who: who is compared with whom.
        targets: the current targets of that indicator.
        area: the position of the area.
        this_year: the year that it is.
    """
    wanted = list(targets)
    gap = _seen_gap(figures, area)
    return [
        _of_year(
            year,
            [
                status(series_aimed_at(figures, who, target), area, this_year=this_year, implied=implied)
                for target, implied in with_sexes(figures, [one for one in wanted if one.year == year])
            ],
            gap,
        )
        for year in sorted({target.year for target in wanted})
    ]


def with_sexes(figures: IndicatorFigures, targets: Sequence[TargetAsked]) -> list[tuple[TargetAsked, bool]]:
    """Return the targets, and after one for everyone the same for women and men who have none of their own."""
    found: list[tuple[TargetAsked, bool]] = []
    said = {target.group for target in targets}
    shown = all(figures.at(group_of(sex)) is not None for sex in SEXES)
    for target in targets:
        found.append((target, False))
        # a number of people is no level that women and men can each be held to
        if target.group == Sex.TOTAL and target.kind is not TargetKind.GAP and shown and figures.definition.averaged:
            found += [(replace(target, group=sex.value), True) for sex in SEXES if sex not in said]
    return found


def _of_year(year: int, statuses: Sequence[TargetStatus], seen_gap: GapSeen | None) -> YearStanding:
    of_groups = [one for one in statuses if not _is_gap(one)]
    parts = [one for one in of_groups if one.asked.group != Sex.TOTAL] or of_groups
    gaps = [one for one in statuses if _is_gap(one)]
    return YearStanding(
        year=year,
        standing=together([one.standing for one in statuses]),
        statuses=tuple(statuses),
        worst=_furthest_behind(parts),
        gap=_furthest_behind(gaps),
        mean=next((one for one in of_groups if one.asked.group == Sex.TOTAL), None),
        seen_gap=seen_gap,
    )


def _is_gap(one: TargetStatus) -> bool:
    return one.asked.kind is TargetKind.GAP


def _furthest_behind(statuses: Sequence[TargetStatus]) -> TargetStatus | None:
    known = [one for one in statuses if one.ahead is not None]
    return min(known, key=lambda one: one.ahead if one.ahead is not None else np.inf, default=None)


def together(standings: Sequence[Standing]) -> Standing:
    """Return what stands for all of them: not reached before what is not known, and that before reached."""
    return next((one for one in FIRST if one in standings), standings[0])


def _seen_gap(figures: IndicatorFigures, area: int) -> GapSeen | None:
    sides = sides_of_gap(figures, Dimension.SEX)
    if sides is None:
        return None
    women, men = (figures.values[figures.groups.index(side), area] for side in sides)
    both = np.flatnonzero(~np.isnan(women - men))
    return GapSeen(float(women[both[-1]] - men[both[-1]]), figures.years[both[-1]]) if both.size else None
