"""Claims about levels: worse than others in the latest year, over the latest years, and what others reach."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.changes import Change, change_of
from riktmarke.assessment.challenges.claims import Claims, block
from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.kinds import Against, ClaimKind, Group
from riktmarke.assessment.challenges.ranks import ranks_of
from riktmarke.assessment.challenges.references import Reference
from riktmarke.assessment.challenges.trends import recent
from riktmarke.assessment.challenges.uncertainty import PER, Uncertainty
from riktmarke.assessment.context import NOBODY, Comparisons
from riktmarke.governance.definitions import Definition
from riktmarke.vocabulary.polarity import Polarity

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]
Years = NDArray[np.int_]

MOST_AVERAGED, FEWEST_AVERAGED = 5, 3
YEARS_AVERAGED = 10  # those of longer ago say little about today
FEWEST_SIMILAR = 4  # a quarter of fewer is one municipality, or none


def bad_direction(definition: Definition) -> int:
    """Return 1 where a higher value is worse, -1 where a lower one is or nobody has said."""
    return 1 if definition.polarity is Polarity.LOWER_IS_BETTER else -1


@dataclass(frozen=True)
class Subject:
    """An indicator with everything its claims are made from. Arrays are (groups, areas, years)."""

    figures: IndicatorFigures
    uncertainty: Uncertainty
    references: Mapping[Against, Reference]
    who: Comparisons
    municipalities: Places

    @property
    def bad(self) -> int:
        """1 where a higher value is worse, -1 where a lower one is."""
        return bad_direction(self.figures.definition)

    @cached_property
    def there(self) -> Flags:
        """Which groups and areas have any measurement, (groups, areas)."""
        flags: Flags = np.any(self.figures.measured, axis=-1)
        return flags

    @cached_property
    def place(self) -> Places:
        """The place of the latest measurement along the years, (groups, areas)."""
        measured = self.figures.measured
        place: Places = np.where(self.there, measured.shape[-1] - 1 - np.argmax(measured[..., ::-1], axis=-1), 0)
        return place

    def latest(self, array: NDArray[Any]) -> Floats:
        """Return what an array holds at the latest measurement, (groups, areas)."""
        return np.where(self.there, np.take_along_axis(array, self.place[..., None], axis=-1)[..., 0], np.nan)

    @cached_property
    def period(self) -> NDArray[np.int_]:
        """The year of the latest measurement, (groups, areas)."""
        return np.array(self.figures.years)[self.place]

    @cached_property
    def persons(self) -> Floats:
        """How many persons one unit of the value is, (groups, areas); NaN where nobody counts them."""
        per = PER.get(self.figures.definition.unit)
        people = self.figures.people
        if per is None or people.shape[1] != self.figures.values.shape[1]:
            return np.full(self.there.shape, np.nan)
        return self.latest(people) / per

    @cached_property
    def scale(self) -> Floats:
        """How many times the indicator's smallest difference each group's own is, (groups,).

        The smallest difference goes by the spread between municipalities; groups with series of their own, such as
        foreign-born, may have another. Women and men keep everyone's, so that they are held to the same.
        """
        found = np.ones(len(self.figures.groups))
        spread = np.sqrt(self.latest_spread)
        usual = self.figures.at(Group())
        for row, group in enumerate(self.figures.groups):
            whole = self.figures.at(Group(dimension=group.dimension, category=group.category))
            if group.dimension is not None and usual is not None and whole is not None and spread[usual] > 0:
                found[row] = max(float(spread[whole] / spread[usual]), 1.0)
        return found

    @cached_property
    def latest_spread(self) -> Floats:
        """The variance between municipalities beyond chance in the latest year that shows one, (groups,)."""
        shown = np.isfinite(self.between[:, 0])
        last = shown.shape[1] - 1 - np.argmax(shown[:, ::-1], axis=1)
        return np.nan_to_num(np.take_along_axis(self.between[:, 0], last[:, None], axis=1)[:, 0])

    @cached_property
    def between(self) -> Floats:
        """The variance between municipalities beyond chance in each year, (groups, 1, years)."""
        return between_variance(
            self.figures.values[:, self.municipalities], self.uncertainty.se[:, self.municipalities]
        )


def between_variance(values: Floats, se: Floats) -> Floats:
    """Return the variance over areas less what chance gives, not below zero: (groups, 1, years) of (…, areas, years).

    Definition: the moment estimate, s² minus the mean of se².
    """
    there = ~np.isnan(values) & ~np.isnan(se)
    count = there.sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(there, values, 0).sum(axis=1, keepdims=True) / count
        square = np.where(there, (values - mean) ** 2, 0).sum(axis=1, keepdims=True) / (count - 1)
        chance = np.where(there, se**2, 0).sum(axis=1, keepdims=True) / count
        return np.where(count > 2, np.maximum(square - chance, 0.0), np.nan)


def shrink(between: Floats, se: Floats) -> Floats:
    """Return the share of a difference that is left when it is shrunken by its uncertainty; all of it where unknown."""
    with np.errstate(invalid="ignore", divide="ignore"):
        left = between / (between + se**2)
    return np.where(np.isnan(left), 1.0, left)


def level_claims(subject: Subject) -> Iterator[Claims]:
    """Yield the claims about levels, for every group and comparator."""
    figures, at = subject.figures, subject.municipalities
    ranks = ranks_of(
        figures.values[:, at],
        subject.uncertainty.se[:, at],
        subject.place[:, at],
        subject.there[:, at],
        bad=subject.bad,
    )
    own, own_se = subject.latest(figures.values), subject.latest(subject.uncertainty.se)
    free = subject.latest(subject.uncertainty.free)
    between = subject.latest(np.broadcast_to(subject.between, figures.values.shape))
    for against, reference in subject.references.items():
        value, se = subject.latest(reference.value), subject.latest(reference.se)
        total = np.hypot(own_se * (1 - subject.latest(reference.own_share)), se)
        for row, group in enumerate(figures.groups):
            yield block(
                ClaimKind.LEVEL,
                group,
                at,
                against=against,
                estimate=subject.bad * (own - value)[row, at],
                se=total[row, at],
                free=free[row, at],
                value=own[row, at],
                reference=value[row, at],
                reference_unweighted=subject.latest(reference.unweighted)[row, at],
                period=subject.period[row, at],
                typical=subject.bad * (own - subject.latest(reference.typical))[row, at],
                scale=subject.scale[row],
                members=_latest_count(subject, reference.members)[row, at],
                size=_latest_count(subject, reference.size)[row, at],
                source=subject.latest(subject.uncertainty.source)[row, at],
                shrink=shrink(between, total)[row, at],
                persons=subject.persons[row, at],
                rank=ranks.rank[row],
                rank_lower=ranks.lower[row],
                rank_upper=ranks.upper[row],
                rank_of=ranks.of[row],
            )
        yield from _over_years(subject, against, reference)
    if Against.SIMILAR in subject.references:
        yield from _possibilities(subject, own, own_se)


def _latest_count(subject: Subject, counts: NDArray[np.int16]) -> NDArray[np.int16]:
    taken: NDArray[np.int16] = np.take_along_axis(counts, subject.place[..., None], axis=-1)[..., 0]
    return taken


def _over_years(subject: Subject, against: Against, reference: Reference) -> Iterator[Claims]:
    """The mean difference over the latest measurements: what one year's chance cannot make."""
    figures, at = subject.figures, subject.municipalities
    breaks = figures.definition.measurement.breaks
    years_back = YEARS_AVERAGED - (figures.definition.measurement.window_years - 1)  # a window reaches back itself
    within = recent(figures.measured, figures.years, breaks, years_back=years_back)
    difference = subject.bad * (figures.values - reference.value)
    used = within & ~np.isnan(difference)
    from_last = used[..., ::-1].cumsum(axis=-1)[..., ::-1]
    used &= from_last <= MOST_AVERAGED
    count = used.sum(axis=-1)
    variance = (subject.uncertainty.se * (1 - reference.own_share)) ** 2 + reference.se**2
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(used, difference, 0).sum(axis=-1) / count
        se = np.sqrt(np.where(used, variance, 0).sum(axis=-1)) / count
        own = np.where(used, figures.values, 0).sum(axis=-1) / count
        others = np.where(used, reference.value, 0).sum(axis=-1) / count
        plain = np.where(used, reference.unweighted, 0).sum(axis=-1) / count
        between = np.where(used, subject.between, 0).sum(axis=-1) / count
    years = np.array(figures.years)
    free = subject.latest(subject.uncertainty.free)
    first = years[np.argmax(used, axis=-1)]
    last = years[used.shape[-1] - 1 - np.argmax(used[..., ::-1], axis=-1)]
    # Only where it reaches the latest measurement: what was true until some years ago is not true today.
    said = (count >= FEWEST_AVERAGED) & (last == subject.period)
    for row, group in enumerate(figures.groups):
        yield block(
            ClaimKind.OVER_YEARS,
            group,
            at,
            against=against,
            estimate=np.where(said, mean, np.nan)[row, at],
            se=se[row, at],
            free=free[row, at],
            value=own[row, at],
            reference=others[row, at],
            reference_unweighted=plain[row, at],
            period=last[row, at],
            first_period=first[row, at],
            points=count[row, at],
            scale=subject.scale[row],
            members=_latest_count(subject, reference.members)[row, at],
            size=_latest_count(subject, reference.size)[row, at],
            source=subject.latest(subject.uncertainty.source)[row, at],
            shrink=shrink(between, se)[row, at],
            persons=subject.persons[row, at],
        )


def change_claims(subject: Subject, *, years_back: Years, fewest_points: Years) -> Iterator[Claims]:
    """Yield the claims that something has become worse: by itself, and beside similar municipalities.

    `years_back` and `fewest_points` are the areas' own parameters.
    """
    figures, breaks = subject.figures, subject.figures.definition.measurement.breaks
    within = recent(figures.measured, figures.years, breaks, years_back=years_back)
    own = change_of(
        subject.bad * figures.values, subject.uncertainty.se**2, within, figures.years, fewest_points=fewest_points
    )
    yield from _changes(subject, ClaimKind.TREND, Against.NOBODY, own)
    similar = subject.references.get(Against.SIMILAR)
    if similar is not None:
        behind = subject.bad * (figures.values - similar.value)
        beside = change_of(
            behind,
            subject.uncertainty.se**2 + similar.se**2,
            within & ~np.isnan(behind),
            figures.years,
            fewest_points=fewest_points,
        )
        yield from _changes(subject, ClaimKind.FALLING_BEHIND, Against.SIMILAR, beside)


def _changes(subject: Subject, kind: ClaimKind, against: Against, found: Change) -> Iterator[Claims]:
    at = subject.municipalities
    free, source = subject.latest(subject.uncertainty.free), subject.latest(subject.uncertainty.source)
    # Only what reaches the latest measurement is news.
    change = np.where(found.last == subject.period, found.change, np.nan)
    shrunken = shrink(between_variance(change[:, at, None], found.se[:, at, None])[:, 0], found.se[:, at])
    for row, group in enumerate(subject.figures.groups):
        yield block(
            kind,
            group,
            at,
            against=against,
            estimate=change[row, at],
            se=found.se[row, at],
            free=free[row, at],
            scale=subject.scale[row],
            shrink=shrunken[row],
            value=subject.bad * found.late[row, at],
            reference=subject.bad * found.early[row, at],
            first_period=found.first[row, at],
            first_until=found.first_until[row, at],
            last_from=found.last_from[row, at],
            period=found.last[row, at],
            points=found.points[row, at],
            source=source[row, at],
            persons=subject.persons[row, at],
        )


def _possibilities(subject: Subject, own: Floats, own_se: Floats) -> Iterator[Claims]:
    """What at least a quarter of the similar municipalities reach.

    Definition: the partial conjunction of Benjamini & Heller (2008): that at least k of n are better, by (n - k + 1)
    times the k-th smallest p-value. The k that are better by the most standard errors are chosen; the one of them that
    is least better, and the largest standard error among them, stand for all k, which is never too small a p-value.
    """
    figures, at = subject.figures, subject.municipalities
    members = subject.who.peers_of_area.T[at]  # (municipalities, most similar)
    nobody = members == len(subject.who.areas)
    for row, group in enumerate(figures.groups):
        year = subject.place[row, at][:, None]
        theirs = figures.values[row][np.where(nobody, NOBODY, members), year]
        theirs_se = subject.uncertainty.se[row][np.where(nobody, NOBODY, members), year]
        better = np.where(nobody, np.nan, subject.bad * (own[row, at][:, None] - theirs))
        error = np.hypot(own_se[row, at][:, None], theirs_se)
        there = np.isfinite(better) & np.isfinite(error)
        count = there.sum(axis=1)
        k = np.ceil(count / 4).astype(int)
        with np.errstate(invalid="ignore", divide="ignore"):
            speaks = np.where(there, better / error, -np.inf)
        order = np.argsort(-speaks, axis=1, kind="stable")
        chosen = np.zeros_like(there)
        np.put_along_axis(chosen, order, np.arange(members.shape[1]) < k[:, None], axis=1)
        enough = (count >= FEWEST_SIMILAR) & subject.there[row, at]
        least = np.where(chosen, better, np.inf).min(axis=1, initial=np.inf)
        yield block(
            ClaimKind.POTENTIAL,
            group,
            at,
            against=Against.SIMILAR,
            estimate=np.where(enough, least, np.nan),
            se=np.where(chosen, error, 0).max(axis=1, initial=0.0),
            free=subject.latest(subject.uncertainty.free)[row, at],
            tests=np.clip(count - k + 1, 1, 100),
            value=own[row, at],
            reference=own[row, at] - subject.bad * np.where(np.isfinite(least), least, np.nan),
            period=subject.period[row, at],
            scale=subject.scale[row],
            members=k,
            size=count,
            source=subject.latest(subject.uncertainty.source)[row, at],
            persons=subject.persons[row, at],
        )
