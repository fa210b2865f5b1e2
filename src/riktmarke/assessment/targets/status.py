"""How a target stands in a municipality by its latest measurement: codes and figures, no words."""

from dataclasses import dataclass

import numpy as np

from riktmarke.assessment.challenges.evidence import MOST_YEARS_BEHIND
from riktmarke.assessment.challenges.kinds import Group
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.kinds import Standing, WhyNot
from riktmarke.assessment.targets.pace import AsOthers, Pace, Point, as_others, pace_needed, pace_seen
from riktmarke.assessment.targets.series import SeriesAimedAt
from riktmarke.governance.codes import TargetKind


@dataclass(frozen=True, slots=True)
class TargetStatus:
    """How a target stands.

    `value` of `year` is what is held up against `threshold`: the level, the width of a gap, the difference from the
    comparator, or the change since the base. `own` and `other` are what it is made of; `since` the base year of a
    direction. `ahead`: how far the value lies on the good side of the threshold, below zero on the other. `needed` and
    `seen`: the pace to the threshold, and that of the independent measurements. `implied`: the target is set for
    everyone, and is held up against this group too. None where it is not known, or `why_not` says why nothing is.
    """

    asked: TargetAsked
    groups: tuple[Group, ...]
    standing: Standing
    why_not: WhyNot = WhyNot.SAID
    year: int | None = None
    value: float | None = None
    own: float | None = None
    other: float | None = None
    since: int | None = None
    threshold: float | None = None
    ahead: float | None = None
    needed: Pace | None = None
    seen: Pace | None = None
    others: tuple[AsOthers, ...] = ()
    implied: bool = False


OVER = {True: Standing.PASSED_REACHED, False: Standing.PASSED_NOT_REACHED}
SO_FAR = {True: Standing.REACHED, False: Standing.NOT_REACHED}


def status(series: SeriesAimedAt, area: int, *, this_year: int, implied: bool = False) -> TargetStatus:
    """Return how a target stands in the area at a position along the areas.

    Definition: a target whose year is over is judged by the latest measurement in or before that year, once figures of
    it are published; until then it is awaited. Others are judged by the latest measurement of all. A direction is
    judged only by measurements that share no year with what they are compared with, on its side of every break.
    Progress as others judge it is towards the level, the width, or what the comparator has now.
    """
    why_not = _why_not(series, area, over=_over(series, area))
    if why_not is not WhyNot.SAID:
        return TargetStatus(series.target, series.groups, Standing.CANNOT_SAY, why_not, implied=implied)
    asked = series.target
    place = _place(series, area)
    points, latest = _points(series, area, place), Point(series.years[place], float(series.values[area, place]))
    reached = bool(series.reached(series.values[area, place : place + 1])[0])
    standing = OVER[reached] if _over(series, area) else SO_FAR[reached]
    if standing in SO_FAR.values() and asked.year < this_year:
        standing = Standing.AWAITED
    open_yet = standing is Standing.NOT_REACHED
    return TargetStatus(
        asked=asked,
        groups=series.groups,
        standing=standing,
        year=latest.year,
        value=latest.value,
        own=float(series.own[area, place]),
        other=None if series.other is None else float(series.other[area, place]),
        since=None if series.base_years is None else int(series.base_years[area]),
        threshold=series.threshold,
        ahead=(latest.value - series.threshold) * (1 if series.at_least else -1) + 0.0,
        needed=pace_needed(latest, threshold=series.threshold, year=asked.year) if open_yet else None,
        seen=pace_seen(points),
        others=_as_others(series, area, place) if standing in SO_FAR.values() else (),
        implied=implied,
    )


def _why_not(series: SeriesAimedAt, area: int, *, over: bool) -> WhyNot:
    if series.why_not[area]:
        return WhyNot(int(series.why_not[area]))
    if series.suppressed[area] and not over:
        return WhyNot.SUPPRESSED
    years, measured = np.array(series.years), series.measured
    usable = measured[area] & (years >= series.counts_from[area])
    if not usable.any():
        return WhyNot.NOTHING_SINCE_BASE if series.base_years is not None else WhyNot.NOT_PUBLISHED
    latest = int(years[usable].max())
    if series.base_years is not None and any(
        series.base_years[area] < first <= latest for first in series.measurement.breaks
    ):
        return WhyNot.SERIES_BREAK
    newest = int(years[measured.any(axis=0)].max())
    if latest < newest - MOST_YEARS_BEHIND and not over:
        return WhyNot.OUTDATED
    return WhyNot.SAID


def _over(series: SeriesAimedAt, area: int) -> bool:
    """Whether the figures of the target's year, or of a later one, are there."""
    late = np.array(series.years) >= series.target.year
    return bool((~np.isnan(series.values[area]) & late).any())


def _place(series: SeriesAimedAt, area: int) -> int:
    """Return the place along the years of the measurement that decides.

    The latest in or before the target's year; where the measuring began after that, the first after it.
    """
    years = np.array(series.years)
    usable = np.flatnonzero(series.measured[area] & (years >= series.counts_from[area]))
    in_time = usable[years[usable] <= series.target.year]
    return int(in_time[-1] if in_time.size else usable[0])


def _points(series: SeriesAimedAt, area: int, last: int) -> list[Point]:
    """Return the independent measurements up to a place, on its side of every break."""
    years = np.array(series.years)
    from_year = max([first for first in series.measurement.breaks if first <= years[last]], default=years[0])
    kept = series.measured[area] & (years >= from_year) & (years <= years[last])
    return [Point(int(years[at]), float(series.values[area, at])) for at in np.flatnonzero(kept)]


def _as_others(series: SeriesAimedAt, area: int, place: int) -> tuple[AsOthers, ...]:
    """Judge the group's own values, or the gap's width; a direction names no figure to reach."""
    asked = series.target
    if asked.kind is TargetKind.DIRECTION:
        return ()
    points, threshold = _points(series, area, place), series.threshold
    if asked.kind is TargetKind.AS_GOOD_AS:
        assert series.other is not None  # what it is compared with
        years = list(series.years)
        points = [Point(point.year, float(series.own[area, years.index(point.year)])) for point in points]
        threshold += float(series.other[area, place])
    return as_others(points, threshold=threshold, at_least=series.at_least, year=asked.year)
