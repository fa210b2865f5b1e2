"""Published figures: sums divided, suppressed and rounded as a publisher does, and the truth behind each."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from riktmarke.sources.example_country.calendar import NEVER, measured_at
from riktmarke.sources.example_country.designs import Design
from riktmarke.sources.example_country.numbers import SMALLEST_DIFFERENCE_IN_SPREADS, Kind
from riktmarke.sources.example_country.paths import Plan, Subject, cells, drawn, planned, subject_of
from riktmarke.sources.example_country.places import YEARS_BEFORE, Places
from riktmarke.sources.example_country.randomness import stream
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.sources.example_country.sums import Shown, Sums, per_person, summed
from riktmarke.sources.example_country.truths import Truth
from riktmarke.vocabulary.groups import CATEGORIES, FEMALE, GROUPS, MALE, TOTAL, Dimension, Sex
from riktmarke.vocabulary.observation_status import STATUSES, ObservationStatus

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
HALF_WIDTH_95 = 1.959963984540054  # standard errors to either side of a 95 % interval
SHARE_WITH_LATE_SEXES = 0.1
NORMAL, PROVISIONAL, SUPPRESSED = (
    STATUSES.index(status)
    for status in (ObservationStatus.NORMAL, ObservationStatus.PROVISIONAL, ObservationStatus.SUPPRESSED)
)


@dataclass(frozen=True)
class Figures:
    """One published series: values and statuses of shape (areas, groups, years); status 0 where there is no row."""

    series: str
    value: Floats
    status: NDArray[np.int8]


@dataclass(frozen=True)
class Made:
    """What one design gives."""

    figures: tuple[Figures, ...]
    truths: tuple[Truth, ...]


@dataclass(frozen=True)
class Habits:
    """How a design's series are published: `at` is `measured_at`, `shown` (areas, groups, years) where a value is."""

    at: NDArray[np.intp]
    shown: Flags
    provisional: bool


def make(design: Design, recipe: Recipe, places: Places, *, truths_only: bool = False) -> Made:
    """Return the published figures of a design and the truths behind them.

    With `truths_only` chance is not drawn and there are no figures.
    """
    generator = stream(recipe.seed, design.id, "plan")
    chance = stream(recipe.seed, design.id, "chance")
    subject = subject_of(design, recipe, places, generator)
    plan = planned(subject, generator)
    habits = _habits(subject, generator)
    figures: list[Figures] = []
    truths: list[Truth] = []
    for dimension, series in _splits(design):
        split = cells(subject, plan, dimension, generator)
        counted = np.zeros_like(split.expected) if truths_only else drawn(subject, split, chance)
        for shown in series:
            sums = summed(split, counted, shown, places, window=design.window_years)
            truths.append(_truth(shown.series, subject, plan, habits, sums))
            if not truths_only:
                figures += _figures(shown.series, subject, habits, sums, individual_sd=split.individual_sd)
    return Made(tuple(figures), tuple(truths))


def _splits(design: Design) -> Iterator[tuple[Dimension | None, list[Shown]]]:
    """Yield each split of the people with the series that show it.

    The first split carries the series of the whole, so that its groups add up to it.
    """
    everybody, (women, men) = (0, 1), ((0,), (1,))
    sexes = (everybody, women, men) if design.split_by_sex and not design.composed else (everybody,)
    whole = [] if design.composed else [Shown(design.series, slice(None), sexes)]
    by_sex = [
        Shown(part.series, slice(None), (women if part.category == Sex.FEMALE else men,))
        for part in design.parts
        if part.dimension is Dimension.SEX
    ]
    cut_by = [part.dimension for part in design.parts if part.dimension is not Dimension.SEX]
    for number, dimension in enumerate(dict.fromkeys(cut_by) or [None]):
        groups = []
        for part in design.parts:
            if dimension is not None and part.dimension is dimension:
                place = CATEGORIES[dimension].index(part.category)
                groups.append(Shown(part.series, slice(place, place + 1), sexes))
        yield dimension, [*whole, *by_sex, *groups] if number == 0 else groups


def _habits(subject: Subject, generator: Generator) -> Habits:
    design, recipe, places = subject.design, subject.recipe, subject.places
    at = measured_at(design, recipe, places, generator)
    shown = np.repeat(((at != NEVER) & (at >= design.window_years - 1))[:, None, :], len(GROUPS), axis=1)
    if generator.random() < recipe.share_without_regions:
        shown[1 : len(places.areas) - places.municipalities] = False
    late = int(generator.integers(recipe.first_year, recipe.last_year + 1))
    if generator.random() < SHARE_WITH_LATE_SEXES:
        # by the year of measurement: nothing begins with a repetition
        shown[:, FEMALE:] &= (at >= late - places.years[0])[:, None, :]
    return Habits(at, shown, bool(generator.random() < recipe.share_provisional))


def _figures(series: str, subject: Subject, habits: Habits, sums: Sums, *, individual_sd: float) -> Iterator[Figures]:
    design, numbers, recipe = subject.design, subject.numbers, subject.recipe
    published = sums.published(habits.at)
    exact = per_person(numbers, published.counted, published.people)
    value = np.round(exact, numbers.published_decimals)
    there = habits.shown[:, : value.shape[1]] & ~np.isnan(value)
    hidden = there & _too_few(numbers.kind, published.counted, published.people, recipe.suppress_below)
    status = np.where(there, NORMAL, 0).astype(np.int8)
    if habits.provisional:
        status[:, :, -1] = np.where(there[:, :, -1], PROVISIONAL, 0)
    status[hidden] = SUPPRESSED if recipe.suppressed_rows else 0
    value[hidden | ~there] = np.nan
    yield Figures(series, value, status)
    if design.uncertainty_series and series == design.series:
        error = _standard_error(subject, published, individual_sd)
        known = there & ~hidden
        half_width = np.where(known, np.round(HALF_WIDTH_95 * error, numbers.published_decimals + 1), np.nan)
        yield Figures(design.uncertainty_series, half_width, np.where(known, status, 0).astype(np.int8))


def _too_few(kind: Kind, counted: Floats, people: Floats, fewest: int) -> Flags:
    """Where so few persons stand behind a value that it is not published; for shares also those without it."""
    if kind is Kind.SHARE:
        few: Flags = (counted < fewest) | (people - counted < fewest)
        return few
    return counted < fewest if kind in {Kind.RATE, Kind.COUNT} else people < fewest


def _standard_error(subject: Subject, published: Sums, individual_sd: float) -> Floats:
    """Return the standard error that a publisher would estimate from what was counted."""
    counted, people, kind = published.counted, published.people, subject.numbers.kind
    if kind is Kind.SHARE:
        share = np.divide(counted, people, out=np.zeros_like(counted), where=people > 0)
        variance = counted * (1 - share)
    elif kind in {Kind.RATE, Kind.COUNT}:
        variance = counted
    else:
        variance = people * individual_sd**2
    return per_person(subject.numbers, np.sqrt(variance), people)


def _truth(series: str, subject: Subject, plan: Plan, habits: Habits, sums: Sums) -> Truth:
    design, numbers, recipe, places = subject.design, subject.numbers, subject.recipe, subject.places
    published = sums.published(habits.at)
    shown = habits.shown[:, : published.people.shape[1]]
    level = np.where(shown, per_person(numbers, published.expected, published.people), np.nan)
    chance = per_person(numbers, np.sqrt(published.variance), published.people)
    rounding = 10.0 ** (-2 * numbers.published_decimals) / 12
    slope = _slope(subject, sums)
    both = slope.shape[1] == len(GROUPS)
    spread = _spread(subject, level)
    of_its_own_year = habits.at == np.arange(len(recipe.years)) + YEARS_BEFORE
    return Truth(
        series=series,
        indicator=design.id,
        bad_direction=design.bad_direction,
        smallest_difference=design.smallest_difference or SMALLEST_DIFFERENCE_IN_SPREADS * spread,
        spread=spread,
        years=recipe.years,
        level=_for_all_groups(level),
        noise_sd=_for_all_groups(np.where(shown, np.sqrt(chance**2 + rounding), np.nan)),
        measured=habits.shown[:, TOTAL] & of_its_own_year,
        slope=_for_all_groups(slope[:, :, None])[:, 0],
        gap_slope=(slope[:, FEMALE] - slope[:, MALE] if both else np.full(len(slope), np.nan)).astype(np.float32),
        trending=_of_municipalities(plan.trending, places) > 0,
        widening=_of_municipalities(plan.widening, places) > 0,
        shift=_of_municipalities(plan.shift / numbers.sigma, places),
    )


def _spread(subject: Subject, level: Floats) -> float:
    """Return the standard deviation between municipalities: as designed, or as it came out for what sizes decide."""
    if subject.numbers.kind not in {Kind.COUNT, Kind.AMOUNT}:
        return subject.numbers.spread
    of_municipalities = level[len(subject.places.areas) - subject.places.municipalities :, TOTAL]
    there = of_municipalities[:, ~np.isnan(of_municipalities).all(axis=0)]
    return float(np.nanstd(there[:, -1])) if there.size else subject.numbers.spread


def _slope(subject: Subject, sums: Sums) -> Floats:
    """Return the yearly change of the steady path, shape (areas, groups), from the first published year to the last."""
    first, last = (sums.year(year) for year in (YEARS_BEFORE, sums.people.shape[2] - 1))
    ends = [per_person(subject.numbers, year.steady, year.people) for year in (first, last)]
    return (ends[1] - ends[0]) / (subject.recipe.last_year - subject.recipe.first_year)


def _for_all_groups(values: Floats) -> NDArray[np.float32]:
    """Return (areas, groups, years) as (areas, years, groups), NaN for the groups that are not published."""
    missing = len(GROUPS) - values.shape[1]
    padded = np.pad(values, [(0, 0), (0, missing), (0, 0)], constant_values=np.nan)
    return padded.swapaxes(1, 2).astype(np.float32)


def _of_municipalities(values: NDArray[np.generic], places: Places) -> NDArray[np.float32]:
    whole = np.zeros(len(places.areas), dtype=np.float32)
    whole[len(places.areas) - places.municipalities :] = values
    return whole
