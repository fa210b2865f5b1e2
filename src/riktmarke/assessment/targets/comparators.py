"""What the municipalities that a target compares with have, year by year."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.kinds import Against
from riktmarke.assessment.challenges.references import SMALLEST_SHARE_COVERED, others_in_county, references
from riktmarke.assessment.challenges.scatter import EVERYBODY_ALIKE
from riktmarke.assessment.challenges.uncertainty import Uncertainty
from riktmarke.assessment.context import NOBODY, Comparisons
from riktmarke.assessment.targets.kinds import WhyNot
from riktmarke.governance.codes import Comparator
from riktmarke.governance.definitions import Definition

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
AGAINST = {
    Comparator.SIMILAR_MUNICIPALITIES: Against.SIMILAR,
    Comparator.COUNTY: Against.COUNTY,
    Comparator.COUNTRY: Against.COUNTRY,
}


def why_none(definition: Definition, comparator: Comparator) -> WhyNot:
    """Return why nobody can be compared so in this indicator, SAID where they can."""
    if not definition.averaged:
        return WhyNot.NOT_AVERAGED
    if comparator is Comparator.COUNTRY and definition.country_not_comparable:
        return WhyNot.COUNTRY_NOT_COMPARABLE
    return WhyNot.SAID


def has_somebody(who: Comparisons, comparator: Comparator) -> Flags:
    """Return which areas have anybody of the kind to be compared with, (areas,)."""
    if comparator is Comparator.COUNTRY:
        return ~who.is_country & (who.country != NOBODY)
    if comparator is Comparator.SIMILAR_MUNICIPALITIES:
        return who.peers_of_area_size > 0
    flags: Flags = np.any(others_in_county(who) != NOBODY, axis=1)
    return flags


def compared_with(
    figures: IndicatorFigures, row: int, who: Comparisons, comparator: Comparator, *, highest: bool
) -> Floats:
    """Return what each area is compared with in a group, (areas, years); NaN where that is not known.

    Definition: the weighted mean of similar municipalities, or of the others in the county, the country's own value,
    or the best of the others in the county: the `highest`, otherwise the lowest, where at least half have a value.
    """
    nothing: Floats = np.full(figures.values.shape[1:], np.nan)
    if why_none(figures.definition, comparator) is not WhyNot.SAID:
        return nothing
    if comparator is Comparator.BEST_IN_COUNTY:
        return _best_of_others(figures.values[row], who, highest=highest)
    group = replace(
        figures,
        groups=figures.groups[row : row + 1],
        **{name: getattr(figures, name)[row : row + 1] for name in ("values", "status", "people", "inhabitants")},
        published=figures.published[row : row + 1],
    )
    kind = AGAINST[comparator]
    found = references(group, _certain(group), who, against=(kind,), typical=False).get(kind)
    return nothing if found is None else np.where(has_somebody(who, comparator)[:, None], found.value[0], np.nan)


def _best_of_others(values: Floats, who: Comparisons, *, highest: bool) -> Floats:
    members = others_in_county(who)
    worst = -np.inf if highest else np.inf
    padded = np.concatenate([values, np.full_like(values[:1], np.nan)])
    theirs = padded[np.where(members == NOBODY, len(values), members)]  # (areas, most, years)
    there = ~np.isnan(theirs)
    best = np.where(there, theirs, worst)
    best = best.max(axis=1) if highest else best.min(axis=1)
    size = (members != NOBODY).sum(axis=1)[:, None]
    enough = (there.sum(axis=1) > 0) & (there.sum(axis=1) >= SMALLEST_SHARE_COVERED * size)
    found: Floats = np.where(enough, best, np.nan)
    return found


def _certain(figures: IndicatorFigures) -> Uncertainty:
    """The values as they are published: a target compares figures, and how uncertain they are is said beside it."""
    shape = figures.values.shape
    return Uncertainty(np.zeros(shape), np.zeros(shape, dtype=np.uint8), np.full(shape, EVERYBODY_ALIKE))
