"""How wide forecasts must be, from all that were made before and have an outcome by then."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.outlook.kinds import OutlookKind
from riktmarke.methods.calibration import multiples_of

Floats = NDArray[np.float64]

# What an indicator's own past errors are weighed against, in years of origin. Few years share their shocks, so that the
# errors of hundreds of municipalities in one year say little about the next, and all indicators together say most.
KIND_WEIGHT, ALL_WEIGHT = 1.0, 10.0
NEIGHBOUR_WEIGHT = 0.5  # of the errors one year nearer or further ahead: spreads already grow with the years
# The levels that quantiles are kept for; outside them past errors cannot tell. Exact: the middle one is the middle.
LEVELS: Floats = np.concatenate([[0.01, 0.025], np.arange(5, 100, 5) / 100, [0.975, 0.99]])


@dataclass(frozen=True, eq=False)
class PastErrors:
    """Error sizes of every forecast made: one row per series and origin.

    `indicator`, `kind` and `year` (rows,) say of what; `shares` (rows, years ahead, classes) how they are shared out,
    all 0 where there is no outcome.
    """

    indicator: NDArray[np.str_]
    kind: NDArray[np.str_]
    year: NDArray[np.int_]
    shares: NDArray[np.float32]

    def multiples(self, indicator: str, kind: OutlookKind, *, known: int) -> Floats:
        """Return the multiples of the spread, (years ahead, levels), that what was known by the year `known` asks for.

        The errors of the indicator itself count by the years they come from, those of its kind and of all indicators
        as `KIND_WEIGHT` and `ALL_WEIGHT` years. A year ahead without any past error takes the multiples of the
        nearest before it that has; NaN where nobody has an error yet. Kept in memory, and not to be written to: groups
        of an indicator ask for the same.
        """
        asked = (indicator, kind, known)
        if asked not in self._kept:
            self._kept[asked] = self._multiples(indicator, kind, known)
        return self._kept[asked]

    def _multiples(self, indicator: str, kind: OutlookKind, known: int) -> Floats:
        each = [self._shares_by(step, indicator, kind, known) for step in range(self.shares.shape[1])]
        found, last = [], np.full(len(LEVELS), np.nan)
        for step, mine in enumerate(each):
            beside = [each[near] for near in (step - 1, step + 1) if 0 <= near < len(each)]
            shares = mine + NEIGHBOUR_WEIGHT * np.sum(beside, axis=0)
            last = multiples_of(shares, LEVELS) if shares.any() else last
            found.append(last)
        return np.stack(found)

    def _shares_by(self, step: int, indicator: str, kind: OutlookKind, known: int) -> Floats:
        """Return the weighed shares of error sizes a number of years ahead; all 0 where there is none by then."""
        shares = self.shares[:, step]
        seen = (self.year + step + 1 <= known) & self._there[:, step]
        own, alike = seen & (self.indicator == indicator), seen & (self.kind == kind.value)
        weights = ((own, len(np.unique(self.year[own]))), (alike, KIND_WEIGHT), (seen, ALL_WEIGHT))
        total = np.zeros(shares.shape[1])
        for rows, weight in weights:
            if rows.any():
                total += weight * shares[rows].mean(axis=0, dtype=np.float64)
        return total

    @cached_property
    def _there(self) -> NDArray[np.bool_]:
        return np.asarray(self.shares.any(axis=-1))

    @cached_property
    def _kept(self) -> dict[tuple[str, OutlookKind, int], Floats]:
        return {}
