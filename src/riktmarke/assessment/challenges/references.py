"""Whom a municipality is compared with, year by year: value and standard error, shape (groups, areas, years)."""

import warnings
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.kinds import Against
from riktmarke.assessment.challenges.uncertainty import Uncertainty
from riktmarke.assessment.context import NOBODY, Comparisons
from riktmarke.vocabulary.areas import AreaKind

Floats = NDArray[np.float64]
Counts = NDArray[np.int16]
SMALLEST_SHARE_COVERED = 0.5
FEWEST_IN_ALL = 8  # fewer municipalities have no middle worth the name
ERROR_OF_A_MEDIAN = 1.2533


@dataclass(frozen=True, slots=True)
class Reference:
    """What values are compared with. `members` of `size` have a value; `own_share` is the area's part of it.

    `unweighted` is the plain mean of the members, as Kolada shows it; NaN for the country. `typical` is the value of
    the middle one of the members, which no single one of them can carry off; NaN where it was not asked for.
    """

    value: Floats
    se: Floats
    unweighted: Floats
    members: Counts
    size: Counts
    own_share: Floats
    typical: Floats


def references(
    figures: IndicatorFigures,
    uncertainty: Uncertainty,
    who: Comparisons,
    *,
    against: Collection[Against] = tuple(Against),
    typical: bool = True,
) -> dict[Against, Reference]:
    """Return what each area is compared with; none for counts, whose mean over municipalities says nothing.

    Args:
        figures: of an indicator.
        uncertainty: of every one of its values.
        who: who is compared with whom.
        against: those that are asked for.
        typical: whether the value of the middle one of the members is: half of the work.
    """
    if not figures.definition.averaged:
        return {}
    found = {}
    if Against.SIMILAR in against:
        found[Against.SIMILAR] = _similar(figures, uncertainty, who, typical=typical)
    if Against.COUNTY in against:
        found[Against.COUNTY] = _county(figures, uncertainty, who, typical=typical)
    if Against.COUNTRY in against and who.country != NOBODY and not figures.definition.country_not_comparable:
        found[Against.COUNTRY] = _country(figures, who)
    if Against.MIDDLE in against:
        found[Against.MIDDLE] = _middle(figures, uncertainty, who)
    return found


def _weights(figures: IndicatorFigures) -> Floats:
    if figures.definition.weighed_by_inhabitants:
        return np.broadcast_to(figures.weights, figures.values.shape)
    return np.ones(figures.values.shape)


def _similar(figures: IndicatorFigures, uncertainty: Uncertainty, who: Comparisons, *, typical: bool) -> Reference:
    members = np.where(who.peers_of_area == len(who.areas), NOBODY, who.peers_of_area).T  # (areas, most)
    weights, shape = _weights(figures), figures.values.shape
    total, covered, mean, variance, plain = (np.zeros(shape) for _ in range(5))
    count = np.zeros(shape, dtype=np.int16)
    for column in members.T:
        there = (column != NOBODY)[None, :, None]
        value, weight, se = (array[:, column] for array in (figures.values, weights, uncertainty.se))
        present = there & ~np.isnan(value)
        weight = np.where(there & (weight > 0), weight, 0.0)
        total += weight
        covered += np.where(present, weight, 0.0)
        mean += np.where(present, weight * value, 0.0)
        variance += np.where(present, (weight * se) ** 2, 0.0)
        plain += np.where(present, value, 0.0)
        count += present
    size = np.broadcast_to((members != NOBODY).sum(axis=1).astype(np.int16)[None, :, None], shape)
    middle = _middle_of(figures.values, members) if typical else np.full(shape, np.nan)
    return _meant(_Sums(mean, variance, covered, total, plain, count), size, middle)


def _county(figures: IndicatorFigures, uncertainty: Uncertainty, who: Comparisons, *, typical: bool) -> Reference:
    """The other municipalities of the county: an area is never compared with itself."""
    weights, values = _weights(figures), figures.values
    present = ~np.isnan(values)
    weight = np.where(weights > 0, weights, 0.0)
    used = np.where(present, weight, 0.0)
    parts = (
        np.where(present, used * values, 0.0),
        np.where(present, (used * uncertainty.se) ** 2, 0.0),
        used,
        weight,
        np.where(present, values, 0.0),
        present.astype(np.float64),
    )
    row = np.maximum(who.county_row, 0)
    inside = who.county_row >= 0
    others = []
    for part in parts:
        padded = np.concatenate([part, np.zeros_like(part[:, :1])], axis=1)
        of_county = padded[:, np.where(who.county_members == NOBODY, -1, who.county_members)].sum(axis=2)
        others.append(np.where(inside[None, :, None], of_county[:, row] - part, 0.0))
    mean, variance, covered, total, plain, count = others
    size = np.where(inside, who.county_size[row].astype(np.int16) - 1, 0).astype(np.int16)
    # What is left of a sum of one may lie a hair below nothing.
    sums = _Sums(mean, np.maximum(variance, 0.0), covered, total, plain, np.round(count).astype(np.int16))
    middle = _middle_of(values, others_in_county(who)) if typical else np.full(values.shape, np.nan)
    return _meant(sums, np.broadcast_to(size[None, :, None], values.shape), middle)


def others_in_county(who: Comparisons) -> NDArray[np.intp]:
    """Return the other municipalities of each area's county, (areas, most), padded with NOBODY; none for others."""
    members = who.county_members[np.maximum(who.county_row, 0)]
    itself = members == np.arange(len(who.county_row))[:, None]
    return np.where(itself | (who.county_row < 0)[:, None], NOBODY, members)


def _middle_of(values: Floats, members: NDArray[np.intp]) -> Floats:
    """Return the median of each area's members, shape of `values`; `members` (areas, most) is padded with NOBODY."""
    padded = np.concatenate([values, np.full_like(values[:, :1], np.nan)], axis=1)
    return _median(padded[:, np.where(members == NOBODY, -1, members)], axis=2)


def _median(values: Floats, axis: int) -> Floats:
    """Return the median over an axis, NaN left out, many times as fast as NumPy's own; NaN where there is no value."""
    ordered = np.sort(values, axis=axis)  # NaN sorts last
    count = np.sum(~np.isnan(ordered), axis=axis, keepdims=True)
    low, high = np.maximum((count - 1) // 2, 0), count // 2
    two = [np.take_along_axis(ordered, np.minimum(at, values.shape[axis] - 1), axis=axis) for at in (low, high)]
    middle: Floats = np.squeeze((two[0] + two[1]) / 2, axis=axis)
    return middle


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums over the members with a value: weighted values and variances, weights, all weights, values, how many."""

    mean: Floats
    variance: Floats
    covered: Floats
    total: Floats
    plain: Floats
    count: Counts


def _meant(sums: _Sums, size: Counts, typical: Floats) -> Reference:
    with np.errstate(invalid="ignore", divide="ignore"):
        enough = (sums.count > 0) & (sums.covered >= SMALLEST_SHARE_COVERED * sums.total) & (sums.covered > 0)
        return Reference(
            value=np.where(enough, sums.mean / sums.covered, np.nan),
            se=np.where(enough, np.sqrt(sums.variance) / sums.covered, np.nan),
            unweighted=np.where(sums.count > 0, sums.plain / sums.count, np.nan),
            members=sums.count,
            size=size,
            own_share=np.zeros(sums.mean.shape),
            typical=typical,
        )


def _country(figures: IndicatorFigures, who: Comparisons) -> Reference:
    shape = figures.values.shape
    value = np.broadcast_to(figures.values[:, who.country][:, None, :], shape)
    weights = np.broadcast_to(figures.weights, shape)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = weights / weights[:, who.country][:, None, :]
    none = np.zeros(shape, dtype=np.int16)
    return Reference(
        value=value,
        se=np.zeros(shape),
        unweighted=np.full(shape, np.nan),
        members=none,
        size=none,
        own_share=np.where((share > 0) & (share < 1), share, 0.0),
        typical=np.full(shape, np.nan),
    )


def _middle(figures: IndicatorFigures, uncertainty: Uncertainty, who: Comparisons) -> Reference:
    """The municipality in the middle of all, of each year and group: what no large city weighs in.

    The standard error of a median of n normal values is 1.2533 times their standard deviation over the root of n; of a
    finite set of municipalities only the chance in their values counts.
    """
    at, shape = who.areas.positions_of_kind(AreaKind.MUNICIPALITY), figures.values.shape
    values, se = figures.values[:, at], uncertainty.se[:, at]
    count = (~np.isnan(values)).sum(axis=1, keepdims=True)
    with warnings.catch_warnings(), np.errstate(invalid="ignore", divide="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)  # years without a value
        middle = np.where(count >= FEWEST_IN_ALL, _median(values, axis=1)[:, None], np.nan)
        error = ERROR_OF_A_MEDIAN * np.sqrt(np.nanmean(se**2, axis=1, keepdims=True) / count)
    over_all = [np.broadcast_to(array, shape) for array in (middle, error, count.astype(np.int16))]
    return Reference(
        value=over_all[0],
        se=over_all[1],
        unweighted=np.full(shape, np.nan),
        members=over_all[2],
        size=np.full(shape, at.size, dtype=np.int16),
        own_share=np.zeros(shape),
        typical=np.full(shape, np.nan),
    )
