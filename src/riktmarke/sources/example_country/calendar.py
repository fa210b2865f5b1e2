"""When values are measured and published: every year, on a schedule, by turns, pooled, or not at all."""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from riktmarke.sources.example_country.designs import Design
from riktmarke.sources.example_country.places import YEARS_BEFORE, Places
from riktmarke.sources.example_country.recipe import Recipe

Places_ = NDArray[np.intp]
NEVER = -1


def measured_at(design: Design, recipe: Recipe, places: Places, generator: Generator) -> Places_:
    """Return for each area and published year which simulated year its value was measured in, NEVER for no value.

    A value that stands repeated has the year of its measurement. Nothing is carried over a break, and no window
    reaches across one. A measurement that is missing is missing in every year that would have repeated it.
    """
    years = np.array(recipe.years)
    at = np.broadcast_to(years, (len(places.areas), len(years))).copy()
    if design.schedule is not None:
        first, every = design.schedule
        at = np.where(years < first, 0, first + (years - first) // every * every) + np.zeros_like(at)
    elif design.repeats_at_most > 1:
        turn = _turns(design.repeats_at_most, places, generator)
        at = years - (years + turn[:, None]) % design.repeats_at_most
        at[at < recipe.first_year] = 0  # nothing begins with a repetition
    elif design.periodicity_years > 1:
        at[:, (recipe.last_year - years) % design.periodicity_years > 0] = 0
    reaches_back = years - (design.window_years - 1)
    for first in design.breaks:
        at[(at < first) & (years >= first)] = 0
        at[:, (reaches_back < first) & (years >= first)] = 0
    index = at - (recipe.first_year - YEARS_BEFORE)
    index[index < 0] = NEVER
    return _with_gaps(index, recipe, places, generator)


def _turns(every: int, places: Places, generator: Generator) -> NDArray[np.intp]:
    """Return in which year of a round each area has its turn; the country and the regions have the first."""
    turns = generator.integers(0, every, len(places.areas)).astype(np.intp)
    turns[: len(places.areas) - places.municipalities] = 0
    return turns


def _with_gaps(index: Places_, recipe: Recipe, places: Places, generator: Generator) -> Places_:
    """Take away some of the municipalities' measurements, each in all its years."""
    simulated = len(places.years)
    lost = generator.random((len(places.areas), simulated)) < recipe.share_missing
    lost[: len(places.areas) - places.municipalities] = False
    gone = np.take_along_axis(lost, np.maximum(index, 0), axis=1)
    return np.where(gone, NEVER, index).astype(np.intp)
