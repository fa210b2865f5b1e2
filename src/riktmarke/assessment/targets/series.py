"""The one series that a target is about, for every municipality: a number and a side decide whether it is reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.gaps import pairs
from riktmarke.assessment.challenges.kinds import Group, group_of
from riktmarke.assessment.context import Comparisons
from riktmarke.assessment.measured import measurements
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.comparators import compared_with, has_somebody, why_none
from riktmarke.assessment.targets.kinds import WhyNot
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.governance.definitions import Measurement
from riktmarke.vocabulary.groups import Dimension, Sex

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Years = NDArray[np.int_]
DECIMALS = 9


@dataclass(frozen=True)
class SeriesAimedAt:
    """What a target is about. Arrays are (areas, years) unless said otherwise, in the indicator's own unit.

    `own`: the values of the group, of the first group of a gap. `other`: what is taken from them: the other group's,
    the comparator's, or the value that a change counts from; nothing for a level. `measured`: which values are
    measurements of their own. `threshold` and `at_least`: the target is reached where `values` is at least, otherwise
    at most, the threshold; `strictly` beyond it. `counts_from`: the first year whose value can decide, (areas,).
    `suppressed`: whose latest value is, (areas,). `why_not`: why there is no value, (areas,), a `WhyNot`.
    `groups`: whose values they are: one group, or the two of a gap.
    """

    target: TargetAsked
    groups: tuple[Group, ...]
    years: tuple[int, ...]
    own: Floats
    other: Floats | None
    measured: Flags
    threshold: float
    at_least: bool
    strictly: bool
    measurement: Measurement
    base_years: Years | None
    suppressed: Flags
    why_not: NDArray[np.uint8]

    @cached_property
    def signed(self) -> Floats:
        """Own less other, with its sign; a gap's is women less men, foreign-born less native-born, low less high."""
        return self.own if self.other is None else self.own - self.other

    @cached_property
    def values(self) -> Floats:
        """What is held up against the threshold: a gap's width, otherwise `signed`."""
        return np.abs(self.signed) if self.is_gap else self.signed

    @cached_property
    def counts_from(self) -> Years:
        """The first year whose value can decide, (areas,): a window that shares years with the base's is no change."""
        if self.base_years is None:
            return np.full(self.own.shape[0], self.years[0])
        return self.base_years + self.measurement.window_years

    @property
    def is_gap(self) -> bool:
        """Whether it is a gap: reached where `signed` lies between minus the threshold and the threshold."""
        return self.target.kind is TargetKind.GAP

    def reached(self, values: Floats) -> Flags:
        """Return which values are on the good side of the threshold; NaN is not."""
        # differences of decimals have no exact binary form: 25.1 - 23.1 is 2
        ahead = np.round((values - self.threshold) * (1 if self.at_least else -1), DECIMALS)
        return ahead > 0 if self.strictly else ahead >= 0


def series_aimed_at(figures: IndicatorFigures, who: Comparisons, target: TargetAsked) -> SeriesAimedAt:
    """Return the series that a target is about, for every area.

    Definition: for a level the group's values; for a gap those of its two groups less each other (for origin,
    foreign-born less native-born; for education and income the ends of the ladder); for as good as others the group's
    less the comparator's, each of the same year; for a direction the group's less its latest measurement in or before
    the base year. Values stand as published, in the indicator's unit; what is not known is NaN, with a reason.

    Args:
        figures: all of the indicator's figures, as `read_figures` gives them.
        who: who is compared with whom.
        target: what is asked for.

    Raises:
        ValueError: if the target is of another indicator, or lacks the value or comparator that its kind asks for.
    """
    _refuse(figures, target)
    if target.kind is TargetKind.GAP:
        return _gap(figures, target)
    group = group_of(target.group)
    row = figures.at(group)
    if row is None:
        return _made(figures, target, (group,), why_not=_all(figures, WhyNot.NOT_PUBLISHED))
    if target.kind is TargetKind.LEVEL:
        return _made(figures, target, (group,), threshold=_value(target), why_not=_published(figures, row))
    if target.kind is TargetKind.AS_GOOD_AS:
        return _as_good(figures, who, target, row)
    return _changed(figures, target, row)


def sides_of_gap(figures: IndicatorFigures, dimension: Dimension) -> tuple[Group, Group] | None:
    """Return the two groups that a gap of a dimension is between, None where they are not both there."""
    return next(_sides(figures, dimension), None)


def _sides(figures: IndicatorFigures, dimension: Dimension) -> Iterator[tuple[Group, Group]]:
    for one, other in pairs(figures.groups):
        by_sex = one.dimension is None and other.dimension is None
        along = one.dimension is dimension and one.sex is Sex.TOTAL and other.sex is Sex.TOTAL
        if by_sex if dimension is Dimension.SEX else along:
            yield one, other


def _gap(figures: IndicatorFigures, target: TargetAsked) -> SeriesAimedAt:
    sides = sides_of_gap(figures, Dimension(target.group))
    if sides is None:
        return _made(figures, target, (), why_not=_all(figures, WhyNot.NOT_PUBLISHED))
    rows = [figures.groups.index(side) for side in sides]
    both = ~np.isnan(figures.values[rows]).any(axis=0)
    why_not = np.where(both.any(axis=-1), np.uint8(WhyNot.SAID), np.uint8(WhyNot.NOT_PUBLISHED))
    return _made(
        figures, target, sides, other=figures.values[rows[1]], threshold=_value(target), at_least=False, why_not=why_not
    )


def _as_good(figures: IndicatorFigures, who: Comparisons, target: TargetAsked, row: int) -> SeriesAimedAt:
    assert target.comparator is not None  # _refuse has seen to it
    other = compared_with(figures, row, who, target.comparator, highest=target.at_least)
    behind = target.value or 0.0
    nobody = ~has_somebody(who, target.comparator)
    none_together = np.isnan(figures.values[row] - other).all(axis=-1)
    missing = np.where(nobody, np.uint8(WhyNot.NOBODY_TO_COMPARE), np.uint8(WhyNot.COMPARATOR_NOT_PUBLISHED))
    why_not = _first(
        _published(figures, row),
        _all(figures, why_none(figures.definition, target.comparator)),
        np.where(none_together, missing, np.uint8(WhyNot.SAID)),
    )
    threshold = -behind if target.at_least else behind
    return _made(figures, target, (figures.groups[row],), other=other, threshold=threshold, why_not=why_not)


def _changed(figures: IndicatorFigures, target: TargetAsked, row: int) -> SeriesAimedAt:
    values, measured, years = figures.values[row], figures.measured[row], np.array(figures.years)
    allowed = measured if target.base_year is None else measured & (years <= target.base_year)
    there = allowed.any(axis=-1)
    at = np.where(there, allowed.shape[-1] - 1 - np.argmax(allowed[:, ::-1], axis=-1), 0)
    base = np.where(there, np.take_along_axis(values, at[:, None], axis=-1)[:, 0], np.nan)
    why_not = _first(_published(figures, row), np.where(there, np.uint8(WhyNot.SAID), np.uint8(WhyNot.NO_BASE)))
    return _made(
        figures,
        target,
        (figures.groups[row],),
        other=np.broadcast_to(base[:, None], values.shape),
        strictly=True,
        base_years=years[at],
        why_not=why_not,
    )


def _made(
    figures: IndicatorFigures,
    target: TargetAsked,
    groups: tuple[Group, ...],
    *,
    why_not: NDArray[np.uint8],
    other: Floats | None = None,
    threshold: float = 0.0,
    at_least: bool | None = None,
    strictly: bool = False,
    base_years: Years | None = None,
) -> SeriesAimedAt:
    rows = [row for group in groups if (row := figures.at(group)) is not None]
    suppressed: Flags = np.any(figures.suppressed[rows], axis=0)  # of no row nobody's is
    own = figures.values[rows[0]] if rows else np.full(figures.values.shape[1:], np.nan)
    return SeriesAimedAt(
        target=target,
        groups=groups,
        years=figures.years,
        own=own,
        other=other,
        measured=_measured(figures, rows, own if other is None else own - other),
        threshold=threshold,
        at_least=target.at_least if at_least is None else at_least,
        strictly=strictly,
        measurement=figures.definition.measurement,
        base_years=base_years,
        suppressed=suppressed,
        why_not=why_not,
    )


def _measured(figures: IndicatorFigures, rows: list[int], values: Floats) -> Flags:
    """Where the series is new: any side measured anew; windows are counted in the years that all sides have."""
    if not rows:
        return np.full(values.shape, fill_value=False)
    measurement = figures.definition.measurement
    if measurement.window_years > 1:
        return measurements(values, figures.years, measurement)
    flags: Flags = figures.measured[rows].any(axis=0) & ~np.isnan(values)
    return flags


def _published(figures: IndicatorFigures, row: int) -> NDArray[np.uint8]:
    there = ~np.isnan(figures.values[row]).all(axis=-1)
    return np.where(there, np.uint8(WhyNot.SAID), np.uint8(WhyNot.NOT_PUBLISHED))


def _all(figures: IndicatorFigures, why_not: WhyNot) -> NDArray[np.uint8]:
    return np.full(figures.values.shape[1], np.uint8(why_not))


def _first(*reasons: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return for each area the first of its reasons."""
    found = reasons[-1]
    for codes in reversed(reasons[:-1]):
        found = np.where(codes, codes, found)
    return found


def _value(target: TargetAsked) -> float:
    assert target.value is not None  # _refuse has seen to it
    return target.value


def _refuse(figures: IndicatorFigures, target: TargetAsked) -> None:
    if figures.definition.series != target.indicator:
        raise ValueError(f"the figures are of {figures.definition.series}, and the target is for {target.indicator}")
    lacks_value = target.kind in {TargetKind.LEVEL, TargetKind.GAP} and target.value is None
    lacks_comparator = target.kind is TargetKind.AS_GOOD_AS and target.comparator is None
    if lacks_value or lacks_comparator:
        missing = "a value" if lacks_value else f"a comparator, one of {', '.join(Comparator)}"
        raise ValueError(
            f"a target of kind {target.kind.value} has {missing}; this one, for {target.indicator}, has none"
        )
