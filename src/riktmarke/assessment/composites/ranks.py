"""Where a municipality's score stands among others, year by year, with the ranks that the uncertainty leaves open."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.composites.scores import ScoreSeries
from riktmarke.methods.ranking import rank_confidence_sets
from riktmarke.statistics.areas import AreaTable

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
Ranks = NDArray[np.int16]

CONFIDENCE = 0.95
DRAWS = 20_000  # behind the quantiles of a rank set, so that another seed hardly ever moves one


@dataclass(frozen=True)
class RankSeries:
    """Ranks among `members` (positions of areas), arrays of shape (members, years); rank 1 is the highest score.

    `lower` to `upper` is the set that holds the true rank in 95 samples of 100, each member's by itself; `of` is how
    many had a score that year. All are 0 where a member has no score, or nobody to be ranked with.
    """

    members: Places
    years: tuple[int, ...]
    rank: Ranks
    lower: Ranks
    upper: Ranks
    of: Ranks

    def at(self, area: int, year: int) -> tuple[int, int, int, int]:
        """Return the rank, the best and worst of its set, and of how many; zeros where there is none.

        Raises:
            ValueError: if the area is no member, or the year none of the years.
        """
        row, column = int(np.flatnonzero(self.members == area)[0]), self.years.index(year)
        return tuple(int(a[row, column]) for a in (self.rank, self.lower, self.upper, self.of))  # type: ignore[return-value]


def county_members(areas: AreaTable, area: str) -> Places:
    """Return the positions of the municipalities in a municipality's county, its own among them.

    Raises:
        UnknownArea: if there is no such area.
        ValueError: if it is no municipality.
    """
    county = areas[area].county_code
    if not county:
        raise ValueError(f"{area} {areas[area].name} is not a municipality: nobody stands in the same county")
    return np.array([areas.position(one.code) for one in areas.municipalities_of(county)], dtype=np.intp)


def rank_series(series: ScoreSeries, members: Places, *, rng: np.random.Generator) -> RankSeries:
    """Return the members' ranks in every year, with the sets of `methods.rank_confidence_sets`."""
    shape = (members.size, len(series.years))
    found = [np.zeros(shape, dtype=np.int16) for _ in range(4)]
    for column in range(shape[1]):
        score, se = series.score[members, column], series.se[members, column]
        for whole, part in zip(found, rank_sets(score, se, rng=rng), strict=True):
            whole[:, column] = part
    return RankSeries(members, series.years, *found)


def rank_sets(
    score: Floats, se: Floats, *, rng: np.random.Generator, only: int | None = None
) -> tuple[Ranks, Ranks, Ranks, Ranks]:
    """Return each score's rank, the best and worst of its set, and of how many; zeros for NaN and for one alone.

    `only`: the place of the one whose set is asked for; the sets of the others are then all ranks.
    """
    there = np.flatnonzero(np.isfinite(score))
    found = tuple(np.zeros(score.size, dtype=np.int16) for _ in range(4))
    if there.size > 1:
        place = None if only is None else int(np.searchsorted(there, only))
        sets = rank_confidence_sets(score[there], se[there], confidence=CONFIDENCE, rng=rng, draws=DRAWS, only=place)
        for whole, part in zip(found, (sets.rank, sets.lower, sets.upper), strict=False):
            whole[there] = part
        found[3][there] = there.size
    return found  # type: ignore[return-value]
