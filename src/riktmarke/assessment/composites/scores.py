"""The scores of a composite: of each dimension, and overall by a declared weighting, for all municipalities."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isclose

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.composites.parts import CompositeFigures
from riktmarke.governance.composites import Audience

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

OVERALL = "overall"  # the score of all dimensions by the declared weighting, or another that is asked for
MOSTLY = 0.5  # of a score's weight that is new in a year which counts as a measurement of its own


@dataclass(frozen=True)
class ScoreSeries:
    """A composite's score: 0 is the middle of the municipalities in the reference years, higher is better.

    `key` is the id of a dimension or OVERALL. Arrays of shape (areas, years), NaN where there is no score: for what is
    no municipality, and where parts with too little of the weight have a value. `se`: its standard error; `share`: how
    much of the weight has a value; `measured`: years in which at least half of the weight is measured anew.
    `weights`, (parts, areas, years): what each part weighs in the score, 0 for one that is not in it, 1 together;
    `declared`, (parts,): what it weighs where all have values. `dimension_weights`: each dimension's, together 1.
    """

    key: str
    audience: Audience | None
    years: tuple[int, ...]
    score: Floats
    se: Floats
    share: Floats
    measured: Flags
    weights: Floats
    declared: Floats
    dimension_weights: Mapping[str, float]

    @property
    def told_years(self) -> tuple[int, ...]:
        """The years in which any municipality has a score."""
        told = np.flatnonzero(np.isfinite(self.score).any(axis=0))
        return tuple(self.years[at] for at in told)

    @property
    def composition_breaks(self) -> tuple[int, ...]:
        """The years in which most of the scores that go on rest on other parts than the year before."""
        found = []
        for at in range(1, len(self.years)):
            both = np.isfinite(self.score[:, at]) & np.isfinite(self.score[:, at - 1])
            other = ((self.weights[:, :, at] > 0) != (self.weights[:, :, at - 1] > 0)).any(axis=0)
            if both.any() and 2 * np.count_nonzero(both & other) > np.count_nonzero(both):
                found.append(self.years[at])
        return tuple(found)

    def at(self, year: int) -> int:
        """Return the place of a year along the years.

        Raises:
            ValueError: naming the years that have scores.
        """
        if year not in self.told_years:
            span = f"{self.told_years[0]}–{self.told_years[-1]}" if self.told_years else "no year"
            raise ValueError(f"{self.key} has no score for {year}: it has for {span}")
        return self.years.index(year)


def score_series(
    figures: CompositeFigures,
    key: str,
    *,
    audience: Audience | None = None,
    dimension_weights: Mapping[str, float] | None = None,
) -> ScoreSeries | None:
    """Return a score for all municipalities and years; None where the audience has no part in what is asked for.

    A dimension's score is the weighted mean of its parts on the yardstick. A part without a value that is young enough
    is left out and the others' weights are made 1 again, as long as they have the composite's smallest share of them.
    Overall is the weighted mean of the dimensions' scores; it needs all of them. Nothing is shrunk.

    Args:
        figures: the composite's figures.
        key: the id of a dimension, or OVERALL.
        audience: only the parts that are for them; all parts where None.
        dimension_weights: what each dimension weighs overall instead of what is declared, in any proportion.

    Raises:
        KeyError: if there is no such dimension.
        ValueError: if a weight is below zero, all are zero, or one is of no dimension.
    """
    shares = dimension_shares(figures, key, dimension_weights)
    declared = np.array([part.part.weight for part in figures.parts])
    chosen = np.array([audience is None or audience in part.part.audiences for part in figures.parts], dtype=bool)
    standardised = figures.stacked("standardised")
    there = np.isfinite(standardised)
    weights, base = np.zeros(standardised.shape), np.zeros(declared.shape)
    complete = np.ones(standardised.shape[1:], dtype=bool)
    for dimension, of_all in shares.items():
        own = np.array([part.dimension == dimension for part in figures.parts], dtype=bool) & chosen
        asked = _asked(figures, dimension, audience)
        if asked == 0:
            return None
        weight = np.where(own[:, None, None] & there, declared[:, None, None], 0.0)
        covered = weight.sum(axis=0)
        enough = (covered > 0) & (covered >= figures.composite.smallest_share * asked - 1e-9)
        complete &= enough
        base += of_all * np.where(own, declared, 0.0) / asked
        weights += of_all * np.divide(weight, covered, out=np.zeros_like(weight), where=enough & (covered > 0))
    weights = np.where(complete, weights, 0.0)
    return ScoreSeries(
        key=key,
        audience=audience,
        years=figures.years,
        score=np.where(complete, weighed(weights, standardised), np.nan),
        se=np.where(complete, _standard_error(weights, figures), np.nan),
        share=(base[:, None, None] * there).sum(axis=0),
        measured=complete & ((weights * figures.stacked("fresh")).sum(axis=0) >= MOSTLY),
        weights=weights,
        declared=base,
        dimension_weights=shares,
    )


def dimension_shares(figures: CompositeFigures, key: str, given: Mapping[str, float] | None) -> dict[str, float]:
    """Return what each dimension that is in a score weighs there, together 1.

    Raises:
        KeyError: if there is no such dimension.
        ValueError: if a weight is below zero, all are zero, or one is of no dimension.
    """
    composite = figures.composite
    if key != OVERALL:
        return {composite.dimension(key).id: 1.0}
    weights = {d.id: d.weight for d in composite.dimensions} if given is None else dict(given)
    for dimension, weight in weights.items():
        composite.dimension(dimension)
        if not 0 <= weight < float("inf"):
            raise ValueError(f"the weight of {dimension} is {weight}; expected 0 or more")
    total = sum(weights.values())
    if isclose(total, 0):
        raise ValueError("all dimensions weigh nothing; expected at least one that weighs something")
    return {dimension: weight / total for dimension, weight in weights.items() if weight > 0}


def weighed(weights: Floats, standardised: Floats) -> Floats:
    """Return the sum over the parts of weight times standardised value; a part that weighs nothing needs none."""
    total: Floats = np.where(weights > 0, weights * standardised, 0.0).sum(axis=0)
    return total


def _asked(figures: CompositeFigures, dimension: str, audience: Audience | None) -> float:
    """Return the declared weight of the dimension's parts for the audience, those without figures too."""
    parts = figures.composite.dimension(dimension).parts
    return sum(part.weight for part in parts if audience is None or audience in part.audiences)


def _standard_error(weights: Floats, figures: CompositeFigures) -> Floats:
    error = np.where(weights > 0, weights * figures.stacked("se"), 0.0)
    variance = np.einsum("iay,ij,jay->ay", error, figures.joint, error)
    se: Floats = np.sqrt(np.maximum(variance, 0.0))
    return se
