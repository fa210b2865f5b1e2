"""What would have to change for a municipality to be first in its county, part by part and all at once."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.composites.parts import CompositeFigures, PartFigures
from riktmarke.assessment.composites.ranks import rank_sets
from riktmarke.assessment.composites.scores import ScoreSeries

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

FEWEST_FOR_A_QUARTER = 4
BEST_QUARTER = 0.75
HALVINGS = 40  # of the way to the best: to a millionth of a millionth of it


class Level(StrEnum):
    """What a part might reach."""

    BEST_IN_COUNTY = "best_in_county"
    BEST_QUARTER_IN_COUNTY = "best_quarter_in_county"
    BEST_QUARTER_OF_SIMILAR = "best_quarter_of_similar"


@dataclass(frozen=True, slots=True)
class Reached:
    """A part's value at a level, in its unit, by how much the score would rise, and where it would then stand.

    `gain` is 0 where the part is there already. The rank stands with its set, as ever.
    """

    value: float
    gain: float
    rank: int
    lower: int
    upper: int
    of: int


@dataclass(frozen=True)
class PartChange:
    """A part of a municipality's score. `contribution` is its weight times its standardised value.

    `best_area`: the code of the municipality in the county with the best value. `reached` lacks a level that too few
    others have a value for. `first_alone`: the value of this part alone that would make the score the county's highest,
    None where no value is enough or it is the highest already.
    """

    indicator: str
    dimension: str
    weight: float
    value: float
    measured_in: int
    standardised: float
    contribution: float
    best_area: str
    reached: dict[Level, Reached]
    first_alone: float | None


@dataclass(frozen=True)
class WhatWouldChange:
    """What it would take to be first in the county, in figures of one year.

    `first_area`: the code of the municipality with the highest score; `missing`: how far the own score is below it, 0
    for the first itself. `share_of_way`: if every part went the same share of the way to the best value of the county,
    this is the share at which the score is the highest; 0 for the first itself. `values_then`: the parts' values there,
    by indicator.
    """

    area: str
    year: int
    score: float
    rank: int
    lower: int
    upper: int
    of: int
    first_area: str
    missing: float
    parts: tuple[PartChange, ...]
    share_of_way: float
    values_then: dict[str, float]


def what_would_change(
    figures: CompositeFigures,
    series: ScoreSeries,
    area: str,
    year: int,
    *,
    county: Places,
    similar: Places,
    seed: int = 0,
) -> WhatWouldChange | None:
    """Return what would move a municipality's score and rank; None where it has no score that year.

    All else is taken to be as it is: the others' values, and the municipality's own other parts.

    Args:
        figures: the composite's figures.
        series: the score.
        area: the code of the municipality.
        year: the year of the figures.
        county: the positions of the county's municipalities, its own among them.
        similar: the positions of similar municipalities, without its own; none where nobody has said which they are.
        seed: of the draws behind the rank sets: the same figures always give the same sets.

    Raises:
        ValueError: if the year has no scores, or the area is not in the county.
    """
    at, own = series.at(year), figures.areas.position(area)
    if own not in county:
        raise ValueError(f"{area} is not among the county's municipalities")
    score = series.score[county, at]
    place = int(np.flatnonzero(county == own)[0])
    if np.isnan(score[place]) or np.count_nonzero(np.isfinite(score)) < 2:
        return None
    ranked = _Ranked(score, series.se[county, at], place, seed)
    weights = series.weights[:, own, at]
    parts = tuple(
        _part(figures, part, float(weight), at, own=own, county=county, similar=similar, ranked=ranked)
        for part, weight in zip(figures.parts, weights, strict=True)
        if weight > 0
    )
    first = int(np.nanargmax(score))
    missing = float(score[first] - score[place])
    share, then = _share_of_way(figures, parts, float(score[place]), ranked.highest_other)
    rank, lower, upper, of = ranked.now
    return WhatWouldChange(
        area=area,
        year=year,
        score=float(score[place]),
        rank=rank,
        lower=lower,
        upper=upper,
        of=of,
        first_area=figures.areas.codes[int(county[first])] if missing > 0 else area,
        missing=missing,
        parts=parts,
        share_of_way=share,
        values_then=then,
    )


class _Ranked:
    """The county's scores with one of them at another value."""

    def __init__(self, score: Floats, se: Floats, place: int, seed: int) -> None:
        self.score, self.se, self.place, self.seed = score, se, place, seed
        self.now = self.at(0.0)
        self.highest_other = float(np.nanmax(np.delete(score, place)))

    def at(self, gain: float) -> tuple[int, int, int, int]:
        """Return the rank, its set and of how many, if the score were so much higher."""
        score = self.score.copy()
        score[self.place] += gain
        sets = rank_sets(score, self.se, rng=np.random.default_rng(self.seed), only=self.place)
        return tuple(int(column[self.place]) for column in sets)  # type: ignore[return-value]


def _part(
    figures: CompositeFigures,
    part: PartFigures,
    weight: float,
    at: int,
    *,
    own: int,
    county: Places,
    similar: Places,
    ranked: _Ranked,
) -> PartChange:
    value, good = float(part.value[own, at]), part.yardstick.good
    standardised = float(part.standardised[own, at])
    others = county[county != own]
    in_county = part.value[county, at]
    best = int(np.nanargmax(good * in_county))
    levels = {
        Level.BEST_IN_COUNTY: float(in_county[best]),
        Level.BEST_QUARTER_IN_COUNTY: _quarter(part.value[others, at], good),
        Level.BEST_QUARTER_OF_SIMILAR: _quarter(part.value[similar, at], good),
    }
    reached = {
        level: _reached(part, weight, value, aimed, ranked) for level, aimed in levels.items() if not np.isnan(aimed)
    }
    lacking = ranked.highest_other - float(ranked.score[ranked.place])
    needed = standardised + lacking / weight
    possible = lacking > 0 and needed <= part.yardstick.winsorised_at and _can_be(part, part.yardstick.value(needed))
    return PartChange(
        indicator=part.part.indicator,
        dimension=part.dimension,
        weight=weight,
        value=value,
        measured_in=int(part.measured_in[own, at]),
        standardised=standardised,
        contribution=weight * standardised,
        best_area=figures.areas.codes[int(county[best])],
        reached=reached,
        first_alone=part.yardstick.value(needed) if possible else None,
    )


def _quarter(values: Floats, good: int) -> float:
    """Return the value that the best quarter have or better; NaN for too few."""
    there = values[np.isfinite(values)]
    if there.size < FEWEST_FOR_A_QUARTER:
        return float("nan")
    return float(good * np.quantile(good * there, BEST_QUARTER))


def _reached(part: PartFigures, weight: float, value: float, aimed: float, ranked: _Ranked) -> Reached:
    good = part.yardstick.good
    better = aimed if good * aimed > good * value else value
    standardised = part.yardstick.of(np.array([value, better]))
    gain = weight * float(standardised[1] - standardised[0])
    return Reached(better, gain, *(ranked.at(gain) if gain > 0 else ranked.now))


def _can_be(part: PartFigures, value: float) -> bool:
    """Whether any municipality has ever had such a value or a better one: others are not said to be needed."""
    good = part.yardstick.good
    return bool(good * value <= np.nanmax(good * part.value))


def _share_of_way(
    figures: CompositeFigures, parts: tuple[PartChange, ...], score: float, highest_other: float
) -> tuple[float, dict[str, float]]:
    """Return the smallest share of the way to the county's best in every part that makes the score the highest.

    At the whole way no part is below anybody's, so that the score is; where others lack a part that one has oneself,
    or the weights differ by it, even that may not be enough: then it is NaN and there are no values.
    """

    def gone(share: float) -> dict[str, float]:
        return {p.indicator: p.value + share * (p.reached[Level.BEST_IN_COUNTY].value - p.value) for p in parts}

    def gained(share: float) -> float:
        values = gone(share)
        return sum(
            p.weight * float(figures.part(p.indicator).yardstick.of(np.array(values[p.indicator]))) for p in parts
        )

    if score >= highest_other:
        return 0.0, gone(0.0)
    if gained(1.0) < highest_other:
        return float("nan"), {}
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if gained(middle) >= highest_other else (middle, high)
    return high, gone(high)
