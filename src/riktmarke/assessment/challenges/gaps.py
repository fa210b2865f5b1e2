"""Claims about gaps between groups: how wide, wider than elsewhere, and widening."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.changes import change_of
from riktmarke.assessment.challenges.claims import Claims, block
from riktmarke.assessment.challenges.kinds import Against, ClaimKind, Group, UncertaintySource
from riktmarke.assessment.challenges.levels import Subject, between_variance, shrink
from riktmarke.assessment.challenges.trends import recent
from riktmarke.assessment.measured import measurements
from riktmarke.vocabulary.groups import Dimension, Sex

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]
Years = NDArray[np.int_]

NATIVE, FOREIGN = "native_born", "foreign_born"
# The ends of the ladders: primary with tertiary education, the lowest fifth with the highest.
ENDS = {Dimension.EDUCATION: ("primary", "tertiary"), Dimension.INCOME: ("quintile_1", "quintile_5")}


def pairs(groups: tuple[Group, ...]) -> list[tuple[Group, Group]]:
    """Return the groups that are compared with each other: the sexes, origins, both crossed, and ends of ladders."""
    by_origin = {(sex, origin): Group(sex, Dimension.ORIGIN, origin) for sex in Sex for origin in (FOREIGN, NATIVE)}
    women, men = Sex.FEMALE, Sex.MALE
    wanted = [
        (Group(women), Group(men)),
        *((by_origin[sex, FOREIGN], by_origin[sex, NATIVE]) for sex in Sex),
        (by_origin[women, FOREIGN], by_origin[men, NATIVE]),
        (by_origin[men, FOREIGN], by_origin[women, NATIVE]),
        *((by_origin[women, origin], by_origin[men, origin]) for origin in (FOREIGN, NATIVE)),
        *((Group(sex, ladder, low), Group(sex, ladder, high)) for ladder, (low, high) in ENDS.items() for sex in Sex),
    ]
    return [(one, other) for one, other in wanted if one in groups and other in groups]


@dataclass(frozen=True)
class Gap:
    """The gap of two groups, one minus other in the bad direction, over the years; arrays (areas, years)."""

    subject: Subject
    one: int
    other: int

    @cached_property
    def value(self) -> Floats:
        """By how much the one is worse off than the other."""
        values = self.subject.figures.values
        difference: Floats = self.subject.bad * (values[self.one] - values[self.other])
        return difference

    @cached_property
    def se(self) -> Floats:
        """The gap's standard error."""
        se = self.subject.uncertainty.se
        together: Floats = np.hypot(se[self.one], se[self.other])
        return together

    @cached_property
    def source(self) -> NDArray[np.uint8]:
        """Where the gap's uncertainty is known from: the less direct of the two sides, if both are known."""
        one, other = (self.subject.uncertainty.source[row] for row in (self.one, self.other))
        return np.where((one > 0) & (other > 0), np.maximum(one, other), np.uint8(UncertaintySource.UNKNOWN))

    @cached_property
    def measured(self) -> Flags:
        """Where the gap is new: either side measured anew; windows are counted in the years that both sides have."""
        figures = self.subject.figures
        measurement = figures.definition.measurement
        if measurement.window_years > 1:
            return measurements(self.value, figures.years, measurement)
        flags: Flags = (figures.measured[self.one] | figures.measured[self.other]) & ~np.isnan(self.value)
        return flags

    @cached_property
    def there(self) -> Flags:
        """Which areas have a gap at all."""
        flags: Flags = np.any(self.measured, axis=-1)
        return flags

    @cached_property
    def place(self) -> Places:
        """The place of the latest gap along the years."""
        last = self.measured.shape[-1] - 1 - np.argmax(self.measured[:, ::-1], axis=-1)
        place: Places = np.where(self.there, last, 0)
        return place

    def latest(self, array: NDArray[Any]) -> Floats:
        """Return what an array (areas, years) holds at the municipalities' latest gap."""
        taken = np.take_along_axis(array, self.place[:, None], axis=-1)[:, 0]
        return np.where(self.there, taken, np.nan)[self.subject.municipalities]


def gap_claims(subject: Subject, *, years_back: Years, fewest_points: Years) -> Iterator[Claims]:
    """Yield the claims about gaps of every pair of groups.

    `years_back` and `fewest_points` are the areas' own parameters of trends.
    """
    groups = subject.figures.groups
    for one, other in pairs(groups):
        gap = Gap(subject, groups.index(one), groups.index(other))
        yield from _of_pair(gap, years_back, fewest_points)


def _of_pair(gap: Gap, years_back: Years, fewest_points: Years) -> Iterator[Claims]:
    subject, at = gap.subject, gap.subject.municipalities
    figures = subject.figures
    signed, se = gap.latest(gap.value), gap.latest(gap.se)
    one_is_worse = signed >= 0
    keys = figures.groups[gap.one].key, figures.groups[gap.other].key
    values = [gap.latest(figures.values[row]) for row in (gap.one, gap.other)]
    between = between_variance(gap.value[None, at], gap.se[None, at])[0]
    spread = gap.latest(np.broadcast_to(between, gap.value.shape))
    common = {
        "group": np.where(one_is_worse, *keys),
        "other": np.where(one_is_worse, *reversed(keys)),
        "value": np.where(one_is_worse, *values),
        "source": np.nan_to_num(gap.latest(gap.source)),
        "free": np.fmin(*[gap.latest(subject.uncertainty.free[row]) for row in (gap.one, gap.other)]),
    }
    period = np.array(figures.years)[gap.place][at]
    pair = figures.groups[gap.one]
    yield block(
        ClaimKind.GAP,
        pair,
        at,
        **common,
        estimate=abs(signed),
        se=se,
        reference=np.where(one_is_worse, *reversed(values)),
        period=period,
        shrink=shrink(spread, se),
    )
    for against, reference in subject.references.items():
        theirs = gap.latest(subject.bad * (reference.value[gap.one] - reference.value[gap.other]))
        total = np.hypot(se, gap.latest(np.hypot(reference.se[gap.one], reference.se[gap.other])))
        yield block(
            ClaimKind.WIDER_GAP,
            pair,
            at,
            **common,
            against=against,
            estimate=abs(signed) - abs(theirs),
            se=total,
            reference=abs(theirs),
            period=period,
            members=np.nan_to_num(gap.latest(reference.members[gap.one])),
            size=np.nan_to_num(gap.latest(reference.size[gap.one])),
            shrink=shrink(spread, total),
        )
    yield _widening(gap, pair, common, years_back=years_back, fewest_points=fewest_points)


def _widening(gap: Gap, pair: Group, common: Mapping[str, Any], *, years_back: Years, fewest_points: Years) -> Claims:
    """The change of the gap's width over the latest years.

    The direction is that of the mean over those years, which no change leans on; the direction of the latest gap would
    favour what chance widened last. Where the latest gap goes the other way nothing is claimed. `typical` is by how
    much it has widened more than that of similar municipalities, in the same direction and years.
    """
    subject, at = gap.subject, gap.subject.municipalities
    figures = subject.figures
    breaks = figures.definition.measurement.breaks
    used = recent(gap.measured, figures.years, breaks, years_back=years_back)
    total = np.where(used, gap.value, 0.0).sum(axis=-1, keepdims=True)
    direction = np.where(total < 0, -1.0, 1.0)
    width = gap.value * direction
    found = change_of(width, gap.se**2, used, figures.years, fewest_points=fewest_points)
    change = found.change[at]
    between = between_variance(change[None, :, None], found.se[None, at, None])[0, 0]
    told = (gap.latest(width) >= 0) & (found.last == np.array(figures.years)[gap.place])[at]
    return block(
        ClaimKind.GAP_TREND,
        pair,
        at,
        **{**common, "value": found.late[at]},
        estimate=np.where(told, change, np.nan),
        se=found.se[at],
        shrink=shrink(between, found.se[at]),
        typical=_beyond_similar(gap, direction, used, fewest_points),
        reference=found.early[at],
        first_period=found.first[at],
        first_until=found.first_until[at],
        last_from=found.last_from[at],
        period=found.last[at],
        points=found.points[at],
    )


def _beyond_similar(gap: Gap, direction: Floats, used: Flags, fewest_points: Years) -> Floats:
    """By how much the gap has widened more than that of similar municipalities; NaN where theirs is not known."""
    similar = gap.subject.references.get(Against.SIMILAR)
    if similar is None:
        return np.full(gap.subject.municipalities.size, np.nan)
    theirs = gap.subject.bad * (similar.value[gap.one] - similar.value[gap.other])
    beyond = (gap.value - theirs) * direction
    found = change_of(
        beyond, np.zeros_like(beyond), used & ~np.isnan(beyond), gap.subject.figures.years, fewest_points=fewest_points
    )
    return found.change[gap.subject.municipalities]
