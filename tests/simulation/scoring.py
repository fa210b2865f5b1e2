"""What is true of each claim about a generated country.

Written apart from the engine's own arithmetic: truths come from the country's true levels and slopes, and those that
a municipality is compared with are averaged here, area by area.
"""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.claims import Claims
from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.kinds import Against, ClaimKind, Group, group_of
from riktmarke.assessment.context import NOBODY, Comparisons
from riktmarke.governance.definitions import Definition
from riktmarke.sources.example_country.truths import Truth
from riktmarke.vocabulary.groups import GROUPS, TOTAL

CHANGES = (ClaimKind.TREND, ClaimKind.FALLING_BEHIND, ClaimKind.GAP_TREND)
Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class TrueIndicator:
    """What is true of an indicator: the true `level` (groups, areas, years) of the published groups."""

    figures: IndicatorFigures
    level: Floats
    bad: int
    who: Comparisons

    @cached_property
    def worse_than(self) -> dict[Against, Floats]:
        """The true mean of those that each area is compared with, (groups, areas, years)."""
        means = {against: self._means(against) for against in (Against.SIMILAR, Against.COUNTY, Against.COUNTRY)}
        return {**means, Against.MIDDLE: self._middle()}

    def _middle(self) -> Floats:
        """The true level in the middle of those municipalities that have a value."""
        at = np.flatnonzero(self.who.county_row >= 0)
        shown = np.where(np.isnan(self.figures.values[:, at]), np.nan, self.level[:, at])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # years without a value
            return np.broadcast_to(np.nanmedian(shown, axis=1, keepdims=True), self.level.shape)

    def others(self, area: int, against: Against) -> list[int]:
        """Return whom a municipality is compared with."""
        who = self.who
        if against is Against.COUNTRY:
            return [who.country]
        if against is Against.SIMILAR:
            return [m for m in who.peer_members[who.peer_row[area]] if m != NOBODY]
        return [m for m in who.county_members[who.county_row[area]] if m not in (NOBODY, area)]

    def _means(self, against: Against) -> Floats:
        found = np.full(self.level.shape, np.nan)
        weighed = self.figures.definition.weighed_by_inhabitants and against is not Against.COUNTRY
        weights = np.broadcast_to(self.figures.weights if weighed else np.ones(()), self.level.shape)
        for area in np.flatnonzero(self.who.county_row >= 0):
            members = self.others(int(area), against)
            shown = ~np.isnan(self.figures.values[:, members])
            weight = np.where(shown, weights[:, members], 0.0)
            with np.errstate(invalid="ignore"):
                found[:, area] = np.where(shown, weight * self.level[:, members], 0).sum(axis=1) / weight.sum(axis=1)
        return found


def true_indicator(
    figures: IndicatorFigures, truths: Mapping[str, Truth], definition: Definition, who: Comparisons
) -> TrueIndicator:
    """Return the truth behind the figures of an indicator."""
    level = np.full(figures.values.shape, np.nan)
    for row, group in enumerate(figures.groups):
        truth, place = _truth_of(truths, definition, group)
        years = [truth.years.index(year) for year in figures.years]
        level[row] = truth.level[:, years, place]
    return TrueIndicator(figures, level, 1 if definition.polarity == "lower_is_better" else -1, who)


def _truth_of(truths: Mapping[str, Truth], definition: Definition, group: Group) -> tuple[Truth, int]:
    if group.dimension is None and not definition.composed:
        return truths[definition.series], GROUPS.index(group.sex)
    wanted = group.sex if definition.composed else group.category
    series = next(cut.series for cut in definition.cuts if cut.category == wanted)
    return truths[series], TOTAL if definition.composed else GROUPS.index(group.sex)


def true_amounts(claims: Claims, truth: TrueIndicator) -> Floats:
    """Return by how much what each claim says is worse truly is, in the unit."""
    rows = {key: truth.figures.groups.index(group_of(key)) for key in np.unique([claims.group, claims.other]) if key}
    first = truth.figures.years[0]
    own = np.array([rows[key] for key in claims.group.tolist()], dtype=np.intp)
    other = np.array([rows.get(key, 0) for key in claims.other.tolist()], dtype=np.intp)
    year, area = claims.period.astype(np.intp) - first, claims.area.astype(np.intp)
    found = np.full(len(own), np.nan)
    gap = truth.bad * (truth.level[own, area, year] - truth.level[other, area, year])
    for against, theirs in truth.worse_than.items():
        at = claims.against == against
        latest = at & (claims.kind == ClaimKind.LEVEL)
        found[latest] = (truth.bad * (truth.level - theirs))[own, area, year][latest]
        wider = at & (claims.kind == ClaimKind.WIDER_GAP)
        width = abs(theirs[own, area, year] - theirs[other, area, year])
        found[wider] = (np.maximum(gap, 0) - width)[wider]
        over_years = np.flatnonzero(at & (claims.kind == ClaimKind.OVER_YEARS))
        found[over_years] = _mean_between(
            truth.bad * (truth.level - theirs),
            truth.figures.measured,
            (own[over_years], area[over_years]),
            (claims.first_period[over_years].astype(np.intp) - first, year[over_years]),
        )
    for row in np.flatnonzero(np.isin(claims.kind, CHANGES)):
        series = truth.bad * truth.level[own[row], area[row]]
        if claims.kind[row] == ClaimKind.FALLING_BEHIND:
            series = series - truth.bad * truth.worse_than[Against.SIMILAR][own[row], area[row]]
        if claims.kind[row] == ClaimKind.GAP_TREND:
            series = series - truth.bad * truth.level[other[row], area[row]]
        measured = truth.figures.measured[own[row], area[row]] & np.isfinite(series)
        ends = [(claims.first_period[row], claims.first_until[row]), (claims.last_from[row], claims.period[row])]
        early, late = (series[a - first : b - first + 1][measured[a - first : b - first + 1]].mean() for a, b in ends)
        found[row] = late - early
    found[claims.kind == ClaimKind.GAP] = gap[claims.kind == ClaimKind.GAP]
    for row in np.flatnonzero(claims.kind == ClaimKind.POTENTIAL):
        members = truth.others(int(area[row]), Against.SIMILAR)
        better = truth.bad * (truth.level[own[row], area[row], year[row]] - truth.level[own[row], members, year[row]])
        known = np.sort(better[~np.isnan(better)])
        found[row] = known[-int(np.ceil(known.size / 4))]  # of a quarter of them, the one that is least better
    return found


def _mean_between(
    values: Floats, measured: NDArray[np.bool_], where: tuple[Places, Places], years: tuple[Places, Places]
) -> Floats:
    """Return the mean of the measured values from the first to the last year of each claim."""
    used = measured & ~np.isnan(values)
    sums, counts = (
        np.pad(np.cumsum(part, axis=-1), [(0, 0), (0, 0), (1, 0)]) for part in (np.where(used, values, 0.0), used)
    )
    (group, area), (start, end) = where, years
    total, count = (part[group, area, end + 1] - part[group, area, start] for part in (sums, counts))
    mean: Floats = total / count
    return mean
