"""How uncertain each value is, and where that is known from: published, counted or observed.

The observed uncertainty is what measurements scatter about their own area's path: each is compared with the straight
line between its neighbours in time, what all municipalities share that year is taken away, and the variance is
pooled over all of them as a function of how many people stand behind.
"""

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.kinds import UncertaintySource
from riktmarke.assessment.challenges.scatter import (
    EVERYBODY_ALIKE,
    FEWEST_RESIDUALS,
    Moderated,
    moderated,
    variance_by_size,
)
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.units import Unit

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]
Codes = NDArray[np.uint8]

STANDARD_ERRORS_IN_HALF_AN_INTERVAL = 1.959963984540054
# Neighbouring residuals share measurements: the first is worth one independent one, each further 1 / (1 + 2 Σ r²), r
# their correlations (-2/3 and 1/6 about the line between two neighbours, -1/2 for steps).
WORTH_ABOUT_A_LINE, WORTH_OF_A_STEP = 1 / (1 + 2 * (4 / 9 + 1 / 36)), 1 / 1.5
MOST_DECIMALS, NEARLY_WHOLE = 5, 1e-6
PER = {Unit.PERCENT: 100.0, **{unit: float(unit[4:].replace("_", "")) for unit in Unit if unit.startswith("per_")}}


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """Standard errors of an indicator's values and their `UncertaintySource`, both (groups, areas, years).

    NaN and UNKNOWN where nothing tells. `free`: the degrees of freedom that the errors are known with.
    """

    se: Floats
    source: Codes
    free: Floats


def uncertainty_of(figures: IndicatorFigures, municipalities: Places) -> Uncertainty:
    """Return how uncertain every value is.

    The publisher's own uncertainty stands where it is given. Otherwise it is the larger of what the counts give and
    what is observed: counts alone miss what disturbs a whole area at once.
    """
    rounding = rounding_variance(figures.values[:, municipalities])
    counted = np.maximum(counted_variance(figures), rounding)
    observed = observed_variance(figures, municipalities, counted, rounding)
    by_counts = ~np.isnan(counted) & ~(observed.variance > counted)
    variance = np.where(by_counts, counted, observed.variance)
    source = np.where(by_counts, np.uint8(UncertaintySource.COUNTED), np.uint8(UncertaintySource.OBSERVED))
    free = np.where(by_counts, EVERYBODY_ALIKE, observed.free)
    given = np.broadcast_to(figures.published > 0, variance.shape)
    se = np.where(given, figures.published / STANDARD_ERRORS_IN_HALF_AN_INTERVAL, np.sqrt(variance))
    se = np.where(np.isnan(figures.values), np.nan, se)
    source = np.where(given, np.uint8(UncertaintySource.PUBLISHED), source)
    source[np.isnan(se)] = UncertaintySource.UNKNOWN
    return Uncertainty(se, source, np.where(given, EVERYBODY_ALIKE, free))


def counted_variance(figures: IndicatorFigures) -> Floats:
    """Return the variance by counts: binomial for shares, Poisson for rates, of the people counted; NaN elsewhere.

    Half an event is added, and one person, so that none and all are not taken for certain.
    """
    per = PER.get(figures.definition.unit)
    if per is None or figures.people.shape[1] != figures.values.shape[1]:
        return np.full(figures.values.shape, np.nan)
    people = figures.people * figures.definition.measurement.window_years
    with np.errstate(invalid="ignore", divide="ignore"):
        level = (figures.values / per * people + 0.5) / (people + 1)
        spread = level * (1 - level) if figures.definition.unit is Unit.PERCENT else level
        return np.where(people > 0, np.maximum(spread, 0) * per**2 / people, np.nan)


def rounding_variance(values: Floats) -> Floats:
    """Return the variance of each year's rounding, step² / 12, (years,): the step is read off the values themselves."""
    variance = np.zeros(values.shape[-1])
    for year in range(values.shape[-1]):
        there = values[..., year][np.isfinite(values[..., year])]
        for decimals in range(MOST_DECIMALS):
            scaled = there * 10.0**decimals
            if there.size and np.all(abs(scaled - np.round(scaled)) < NEARLY_WHOLE):
                variance[year] = 10.0 ** (-2 * decimals) / 12
                break
    return variance


def observed_variance(
    figures: IndicatorFigures, municipalities: Places, counted: Floats, rounding: Floats
) -> Moderated:
    """Return the variance that is observed, (groups, areas, years), fitted for the groups that scatter alike.

    Size is the variance by counts where it is known, otherwise one over the inhabitants: a survey with as many
    answers everywhere has a constant, a register a part that falls with size.
    """
    variance, free = np.full(figures.values.shape, np.nan), np.full(figures.values.shape, EVERYBODY_ALIKE)
    with np.errstate(divide="ignore"):
        size = _carried(np.where(np.isnan(counted), 1 / figures.inhabitants, counted))
    for layer in _layers(figures):
        square, worth = _squares(figures, layer)
        # What differs by less than the rounding is not known to differ by less: nothing is taken for certain.
        square = np.maximum(square, rounding)
        fitted = variance_by_size(square[:, municipalities], size[layer][:, municipalities])
        if fitted is None:
            continue
        pooled = fitted.at(size[layer])
        found = _own(square, pooled, worth)
        variance[layer], free[layer] = pooled * found.variance[..., None], found.free[..., None]
    return Moderated(variance, free)


def _own(square: Floats, pooled: Floats, worth: float) -> Moderated:
    """Return how many times the pooled variance each area has, (groups, areas)."""
    with np.errstate(invalid="ignore", divide="ignore"):
        times = square / pooled
        there = np.isfinite(times)
        count = there.sum(axis=-1)
        mean = np.where(there, times, 0.0).sum(axis=-1) / count
    return moderated(np.ones(mean.shape), mean, np.where(count > 0, 1 + (count - 1) * worth, 0.0))


def _layers(figures: IndicatorFigures) -> list[Places]:
    """The groups that scatter alike: everyone of a series, and its women with its men, who are half as many."""
    alike = [(group.dimension, group.category, group.sex is Sex.TOTAL) for group in figures.groups]
    return [np.array([n for n, one in enumerate(alike) if one == kind], dtype=np.intp) for kind in dict.fromkeys(alike)]


def _carried(size: Floats) -> Floats:
    """Fill years without inhabitants from the nearest year that has them: the first and last years may lack them."""
    filled = size.copy()
    for step in (1, -1):
        span = range(1, filled.shape[2]) if step == 1 else range(filled.shape[2] - 2, -1, -1)
        for year in span:
            empty = np.isnan(filled[:, :, year])
            filled[:, :, year][empty] = filled[:, :, year - step][empty]
    return filled


def _squares(figures: IndicatorFigures, layer: Places) -> tuple[Floats, float]:
    """Return the squared scatter of each measurement, and how many independent ones each further one is worth."""
    values, measured = figures.values[layer], figures.measured[layer]
    before, after = neighbours(measured, figures.years, figures.definition.measurement.breaks)
    inner = measured & (before >= 0) & (after >= 0)
    if np.count_nonzero(inner) >= FEWEST_RESIDUALS:
        residual, factor = _about_the_line(values, np.array(figures.years), before, after, inner)
        worth = WORTH_ABOUT_A_LINE
    else:  # two measurements: half of what they differ by, squared, is the variance
        pair = measured & (before >= 0)
        earlier = np.take_along_axis(values, np.maximum(before, 0), axis=2)
        residual, factor, worth = np.where(pair, values - earlier, np.nan), np.where(pair, 2.0, np.nan), WORTH_OF_A_STEP
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # years without a residual
        shared = np.nanmedian(residual, axis=1, keepdims=True)
    return (residual - shared) ** 2 / factor, worth


def _about_the_line(
    values: Floats, years: NDArray[np.int_], before: Places, after: Places, inner: Flags
) -> tuple[Floats, Floats]:
    start, end = np.maximum(before, 0), np.maximum(after, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        weight = np.where(inner, (years - years[start]) / (years[end] - years[start]), np.nan)
    line = (1 - weight) * np.take_along_axis(values, start, axis=2) + weight * np.take_along_axis(values, end, axis=2)
    return np.where(inner, values - line, np.nan), np.where(inner, 1 + (1 - weight) ** 2 + weight**2, np.nan)


def neighbours(measured: Flags, years: tuple[int, ...], breaks: tuple[int, ...]) -> tuple[Places, Places]:
    """Return the place of the measurement before and after each year, -1 for none; none is across a break."""
    before, after = np.full(measured.shape, -1), np.full(measured.shape, -1)
    held = np.full(measured.shape[:-1], -1)
    for place, year in enumerate(years):
        if year in breaks:
            held = np.full(measured.shape[:-1], -1)
        before[..., place] = held
        held = np.where(measured[..., place], place, held)
    held = np.full(measured.shape[:-1], -1)
    for place in range(len(years) - 1, -1, -1):
        after[..., place] = held
        held = np.where(measured[..., place], place, held)
        if years[place] in breaks:
            held = np.full(measured.shape[:-1], -1)
    return before, after
