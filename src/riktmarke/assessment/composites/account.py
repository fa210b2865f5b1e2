"""Everything that is told of a composite for one municipality: scores, ranks over time, and what would move them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.composites.changes import WhatWouldChange, what_would_change
from riktmarke.assessment.composites.over_time import (
    ScoreChange,
    change_of_means,
    mean_score,
    score_change,
)
from riktmarke.assessment.composites.parts import CompositeFigures
from riktmarke.assessment.composites.ranks import county_members, rank_sets
from riktmarke.assessment.composites.scores import OVERALL, ScoreSeries, score_series
from riktmarke.assessment.composites.weight_sensitivity import WeightSensitivity, weight_sensitivity
from riktmarke.assessment.context import Comparisons
from riktmarke.governance.composites import Audience

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

YEARS_TOGETHER = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """A municipality's score, its standard error and its rank in the county with its set, in the years first to last.

    The score is the mean of the years where they are several. `measured`: whether at least half of the weight was
    measured in the last of them.
    """

    area: str
    first: int
    last: int
    score: float
    se: float
    rank: int
    lower: int
    upper: int
    of: int
    measured: bool


@dataclass(frozen=True)
class ScoreAccount:
    """One score of a municipality.

    `history`: each year that it has one; `together`: the latest three years, None where there are not as many;
    `county`: all that have a score in the latest year, the highest first. `changed` is since `history`'s first year,
    `changed_together` from the three years before the latest three to those.
    `weights`: what other weights would give the county's municipalities, in the order of `members`.
    """

    series: ScoreSeries
    members: Places
    history: tuple[Standing, ...]
    together: Standing | None
    county: tuple[Standing, ...]
    changed: ScoreChange | None
    weights: WeightSensitivity
    what: WhatWouldChange | None = None
    changed_together: ScoreChange | None = None

    @property
    def latest(self) -> Standing:
        """The latest year."""
        return self.history[-1]


@dataclass(frozen=True)
class CompositeAccount:
    """A composite for a municipality: its scores by dimension and OVERALL; those that cannot be told are not there."""

    figures: CompositeFigures
    area: str
    audience: Audience | None
    scores: Mapping[str, ScoreAccount]


def composite_account(
    figures: CompositeFigures,
    who: Comparisons,
    area: str,
    *,
    audience: Audience | None = None,
    dimension_weights: Mapping[str, float] | None = None,
    keys: Sequence[str] | None = None,
    changes: bool = True,
    seed: int = 0,
) -> CompositeAccount:
    """Return what is told of a composite for a municipality, among those of its county.

    Args:
        figures: the composite's figures.
        who: who is compared with whom.
        area: the code of the municipality.
        audience: only the parts that are for them; all parts where None.
        dimension_weights: what each dimension weighs overall instead of what is declared.
        keys: the scores to tell of, dimensions or OVERALL; all of them where None.
        changes: whether to tell what would change them, half of the work; without, `what` is None.
        seed: of all draws: the same figures always give the same account.

    Raises:
        UnknownArea: if there is no such area.
        ValueError: if it is no municipality, or the weights cannot be.
        KeyError: if a weight is of no dimension.
    """
    members = county_members(figures.areas, area)
    similar = who.peers_of_area[:, figures.areas.position(area)]
    similar = similar[similar < len(figures.areas)]
    scores = {}
    every = (*(dimension.id for dimension in figures.composite.dimensions), OVERALL)
    for key in every if keys is None else keys:
        series = score_series(figures, key, audience=audience, dimension_weights=dimension_weights)
        found = None if series is None else _score(figures, series, area, members, seed=seed)
        if found is not None and changes:
            at = found.latest.last
            what = what_would_change(figures, found.series, area, at, county=members, similar=similar, seed=seed)
            found = replace(found, what=what)
        if found is not None:
            scores[key] = found
    return CompositeAccount(figures, area, audience, scores)


def _score(
    figures: CompositeFigures, series: ScoreSeries, area: str, members: Places, *, seed: int
) -> ScoreAccount | None:
    own = figures.areas.position(area)
    years = [year for year in series.told_years if np.isfinite(series.score[own, series.years.index(year)])]
    if not years:
        return None
    last, first_of_several = years[-1], years[-1] - YEARS_TOGETHER + 1
    spans = [(year, year) for year in years]
    if set(range(first_of_several, last + 1)) <= set(years):
        spans.append((first_of_several, last))
    own_standings = [_standings(figures, series, members, *span, seed=seed, only=own)[area] for span in spans]
    county = _standings(figures, series, members, last, last, seed=seed).values()
    rng = np.random.default_rng(seed)
    return ScoreAccount(
        series=series,
        members=members,
        history=tuple(own_standings[: len(years)]),
        together=own_standings[len(years)] if len(spans) > len(years) else None,
        county=tuple(sorted(county, key=lambda one: (-one.score, one.area))),
        changed=score_change(figures, series, area, first=years[0], last=last) if len(years) > 1 else None,
        weights=weight_sensitivity(figures, series, members, last, rng=rng),
        changed_together=change_of_means(figures, series, area, last=last, years=YEARS_TOGETHER),
    )


def _standings(
    figures: CompositeFigures,
    series: ScoreSeries,
    members: Places,
    first: int,
    last: int,
    *,
    seed: int,
    only: int | None = None,
) -> dict[str, Standing]:
    """Return the standing of each member that has a score, by its code; of `only`, a position, where one is asked."""
    score, se = (column[members] for column in mean_score(figures, series, first=first, last=last))
    place = None if only is None else int(np.flatnonzero(members == only)[0])
    columns = rank_sets(score, se, rng=np.random.default_rng(seed), only=place)
    measured = series.measured[members, series.at(last)]
    found = {}
    for row in np.flatnonzero(np.isfinite(score)) if place is None else [place]:
        rank, lower, upper, of = (int(column[row]) for column in columns)
        code = figures.areas.codes[int(members[row])]
        found[code] = Standing(
            code, first, last, float(score[row]), float(se[row]), rank, lower, upper, of, bool(measured[row])
        )
    return found
