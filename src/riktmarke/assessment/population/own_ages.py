"""At which broad ages a municipality gains and loses by moving, against the country's schedule: learnt from its past.

What the reconstruction had to add to a broad age, year after year, is net migration that the country's schedule does
not explain: students who leave, families who come. Half of it is given to those who come and half to those who leave,
drawn to nothing where it is no more than chance would make it (Marshall's empirical Bayes, on the shares of moves).

Where single ages are reconstructed, part of what seems to move at 65 and older is people who were there, counted in the
reconstruction as younger than they were. A projection from such a year needs the whole of it to come right; one that
starts from published ages needs half of it up to 79 and nothing above (errors after 2019 and 2020 are least so).
"""

from typing import Final

import numpy as np

from riktmarke.assessment.population.bands import by_band
from riktmarke.assessment.population.history import History
from riktmarke.methods.estimate import Floats

YEARS: Final = 10
CHANCE: Final = 1.5  # as of the moves themselves: families move together
SMALLEST, LARGEST = 0.4, 2.5
TRUST_IN_PUBLISHED: Final = np.array([1, 1, 1, 1, 0.5, 0])  # by broad age


def own_age_factors(history: History, year: int) -> tuple[Floats, Floats]:
    """Return what multiplies the country's ages of moving in and out, each (areas, sexes, broad ages).

    They change the ages of moves and not, but for the little that ages move unlike each other, their number: that is
    for the levels to say.
    """
    years = [y for y in history.years if year - YEARS < y <= year and y not in history.published]
    figures, standard = history.figures, history.standards[year]
    columns = [figures.column(y) for y in years]
    net = np.nanmean([by_band(history.years[y].unexplained) for y in years], axis=0)
    coming = np.nanmean(figures.inflow[:, columns], axis=1)[:, None, None] * standard.inward
    inflow = by_band(coming)
    people = np.nanmean([history.years[y].population for y in years], axis=0)
    outflow = by_band((people + coming / 2) * standard.outward)
    moves = inflow + outflow
    share = net / moves
    chance = CHANCE / (moves * len(years))
    typical = np.nanmedian(share, axis=0)
    spread = np.maximum(np.nanmean((share - typical) ** 2 - chance, axis=0), 0)
    shrunken = np.nan_to_num(typical + (share - typical) * spread / (spread + chance))
    if history.published and year >= min(history.published):
        shrunken = shrunken * TRUST_IN_PUBLISHED
    coming, leaving = 1 + shrunken * moves / (2 * inflow), 1 - shrunken * moves / (2 * outflow)
    return tuple(  # type: ignore[return-value]
        _kept(np.clip(factor, SMALLEST, LARGEST), weight) for factor, weight in ((coming, inflow), (leaving, outflow))
    )


def _kept(factor: Floats, weight: Floats) -> Floats:
    total = (factor * weight).sum((1, 2), keepdims=True) / weight.sum((1, 2), keepdims=True)
    kept: Floats = factor / total
    return kept
