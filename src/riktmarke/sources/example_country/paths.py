"""True paths: what a series would show without chance, municipality by municipality, woman by man, year by year.

On a scale where effects add up (logit for shares, logarithm for the rest) a path is

    level + place + planted shift + trend · time + shared shock of the year + the place's own slow wobble
    + jump from a break on + half the gap between women and men (+ for women, - for men) + the group's own step
"""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from riktmarke.sources.example_country.designs import Design
from riktmarke.sources.example_country.numbers import Kind, Numbers, noisier, numbers_of
from riktmarke.sources.example_country.places import EVERYBODY, Places
from riktmarke.sources.example_country.randomness import stream
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.vocabulary.groups import CATEGORIES, Dimension

Floats = NDArray[np.float64]
STANDING_WEIGHT = 0.5  # how much of a place's level its hidden standing decides
SHOCK, SHOCK_PERSISTENCE = 0.10, 0.5  # of sigma
WOBBLE, WOBBLE_PERSISTENCE = 0.12, 0.7
JUMP = (1.0, 2.0)
NATIONAL_TREND = (0.2, 0.6)  # of sigma in ten years, for every second series
OWN_TREND = (0.4, 1.0)
SHIFT = (1.5, 3.0)
GAP, GAP_SPREAD, SHARE_WITH_GAP = (0.2, 1.0), 0.15, 0.7
WIDENING = (0.3, 0.6)  # of sigma in ten years
STEP_BETWEEN_GROUPS = (0.4, 1.2)  # from the group worst off to the one best off
# How many of everybody each group is, from the first category to the last.
GROUP_SHARES: dict[Dimension, tuple[float, ...]] = {
    Dimension.ORIGIN: (0.82, 0.18),
    Dimension.EDUCATION: (0.18, 0.45, 0.37),
    Dimension.INCOME: (0.2, 0.2, 0.2, 0.2, 0.2),
}
FOREIGN_BORN_LAST = {Dimension.ORIGIN}  # its categories go from the better off to the worse off


@dataclass(frozen=True)
class Subject:
    """One design in one country: all that its figures are made from."""

    design: Design
    numbers: Numbers
    recipe: Recipe
    places: Places


@dataclass(frozen=True)
class Plan:
    """What is planted in one design, on the additive scale; arrays over municipalities.

    `steady` (sexes, municipalities, years) is the path without shocks, wobble and jumps; `path` is all of it.
    `shift` is in the direction that is bad. `trending`: whose path has a trend, shared or own. `widening`: whose gap
    between women and men widens.
    """

    steady: Floats
    path: Floats
    shift: Floats
    trending: NDArray[np.bool_]
    widening: NDArray[np.bool_]


@dataclass(frozen=True)
class Cells:
    """Who and how many: arrays (groups of people, sexes, municipalities, years).

    `expected` is what is expected of the counts behind (or of the sums, for means and amounts), `people` whom they
    are about, `variance` how much chance moves them; `steady` is `expected` without shocks, wobble and jumps.
    """

    people: Floats
    expected: Floats
    steady: Floats
    variance: Floats
    individual_sd: float


def subject_of(design: Design, recipe: Recipe, places: Places, generator: Generator) -> Subject:
    """Return a design with numbers that fit it."""
    quiet = Subject(design, numbers_of(design, generator), recipe, places)
    if not recipe.middling_noise:
        return quiet
    people = float(np.median(people_of(quiet)[:, :, -1].sum(axis=0)) / 2)
    numbers = noisier(quiet.numbers, recipe.middling_noise, max(people, 1.0), stream(recipe.seed, design.id, "noise"))
    return Subject(design, numbers, recipe, places)


def planned(subject: Subject, generator: Generator) -> Plan:
    """Return what is planted in a design."""
    design, numbers, recipe, places = subject.design, subject.numbers, subject.recipe, subject.places
    sigma, count = numbers.sigma, places.municipalities
    bad = design.bad_direction or int(generator.choice((-1, 1)))
    years = np.array(places.years)
    decades = (years - (recipe.first_year + recipe.last_year) / 2) / 10
    own = np.sqrt(1 - STANDING_WEIGHT**2) * generator.standard_normal(count)
    place = sigma * (-bad * STANDING_WEIGHT * places.standing + own)
    shift = sigma * generator.uniform(*SHIFT, count) * (generator.random(count) < recipe.share_shifted)
    shared = sigma * _signed(generator, NATIONAL_TREND) * (generator.random() < 0.5)
    signs = generator.choice((-1.0, 1.0), count)
    apart = sigma * signs * generator.uniform(*OWN_TREND, count) * (generator.random(count) < recipe.share_trending)
    gap, widening = _gaps(subject, generator)
    middle = _middle(numbers) + place + bad * shift
    base = middle[:, None] + (shared + apart)[:, None] * decades
    steady = np.stack([base + gap / 2, base - gap / 2])
    shocks = _persistent(generator, (len(years),), sigma * SHOCK, SHOCK_PERSISTENCE)
    wobble = _persistent(generator, (count, len(years)), sigma * WOBBLE, WOBBLE_PERSISTENCE)
    jumps = np.zeros(len(years))
    for first in design.breaks:
        jumps += sigma * _signed(generator, JUMP) * (years >= first)
    return Plan(steady, steady + shocks + wobble + jumps, shift, (apart != 0) | (shared != 0), widening)


def _gaps(subject: Subject, generator: Generator) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the gap, women minus men, by municipality and year, and whose gap widens."""
    design, recipe, places = subject.design, subject.recipe, subject.places
    count = places.municipalities
    plain = _signed(generator, GAP)
    there = generator.random() < SHARE_WITH_GAP
    own = GAP_SPREAD * generator.standard_normal(count)
    widens = generator.random(count) < recipe.share_widening
    speed = np.sign(plain) * generator.uniform(*WIDENING, count) * widens
    if not there or not (design.split_by_sex or design.composed):
        return np.zeros((count, len(places.years))), np.zeros(count, dtype=bool)
    # every municipality's gap has the series' own sign: none can widen by first closing
    level = np.sign(plain) * np.maximum(abs(plain) + own, 0.05)
    decades = np.maximum(np.array(places.years) - recipe.first_year, 0) / 10
    return subject.numbers.sigma * (level[:, None] + speed[:, None] * decades), widens


def cells(subject: Subject, plan: Plan, dimension: Dimension | None, generator: Generator) -> Cells:
    """Return the people of a design and what is expected of them, split by a dimension, or by none."""
    numbers = subject.numbers
    people = _split(people_of(subject), dimension, generator)
    if numbers.asked:  # the years of a window share those who are asked
        people = np.minimum(people, max(round(numbers.asked / subject.design.window_years), 1))
    steps = _steps(subject, dimension, generator)[:, None, None, None]
    true, steady = (_back(numbers.kind, path + steps) for path in (plan.path, plan.steady))
    middling = float(np.median(people.sum(axis=0)[:, :, -1].sum(axis=0)))
    individual_sd = numbers.noise_share * numbers.spread * np.sqrt(max(middling, 1.0))
    expected = people * true
    if numbers.kind is Kind.SHARE:
        variance = expected * (1 - true)
    elif numbers.kind in {Kind.RATE, Kind.COUNT}:
        variance = expected + (numbers.unevenness * expected) ** 2
    else:
        variance = people * individual_sd**2
    return Cells(people, expected, people * steady, variance, float(individual_sd))


def drawn(subject: Subject, cells_: Cells, generator: Generator) -> Floats:
    """Return counts or sums as chance gives them."""
    numbers, kind = subject.numbers, subject.numbers.kind
    if subject.recipe.lasting_noise:
        return _lasting(kind, cells_, _persistent(generator, cells_.expected.shape, 1.0, subject.recipe.lasting_noise))
    if kind is Kind.SHARE:
        share = np.divide(cells_.expected, cells_.people, out=np.zeros_like(cells_.expected), where=cells_.people > 0)
        return generator.binomial(cells_.people.astype(np.int64), share).astype(np.float64)
    if kind in {Kind.RATE, Kind.COUNT}:
        expected = cells_.expected
        if numbers.unevenness:  # a gamma-distributed year makes the counts negative binomial
            shape = 1 / numbers.unevenness**2
            expected = expected * generator.gamma(shape, 1 / shape, expected.shape)
        return generator.poisson(expected).astype(np.float64)
    noise = np.sqrt(cells_.variance) * generator.standard_normal(cells_.expected.shape)
    return np.maximum(cells_.expected + noise, 0.0)


def _lasting(kind: Kind, cells_: Cells, chance: Floats) -> Floats:
    """Return counts or sums with this chance, in standard deviations; counts are whole, a share at most everybody."""
    drawn_: Floats = np.maximum(cells_.expected + np.sqrt(cells_.variance) * chance, 0.0)
    if kind is Kind.SHARE:
        drawn_ = np.minimum(drawn_, np.floor(cells_.people))
    whole: Floats = np.round(drawn_) if kind in {Kind.SHARE, Kind.RATE, Kind.COUNT} else drawn_
    return whole


def people_of(subject: Subject) -> Floats:
    """Return whom a design is about: (sexes, municipalities, years), whole persons; only the sex that it covers."""
    design, places = subject.design, subject.places
    if design.denominators:
        people: Floats = np.sum([places.population(series) for series in design.denominators], axis=0)
    else:
        people = np.round(places.population(EVERYBODY) * subject.numbers.share_of_everybody)
    if design.covers_sex:
        women, men = people
        return np.stack([women, np.zeros_like(men)] if design.covers_sex == "F" else [np.zeros_like(women), men])
    return people


def _split(people: Floats, dimension: Dimension | None, generator: Generator) -> Floats:
    """Return the people in groups that add up to everybody, in whole persons."""
    if dimension is None:
        return people[None]
    share = np.array(GROUP_SHARES[dimension])
    logs = np.log(share)[:, None] + 0.25 * generator.standard_normal((len(share), people.shape[1]))
    weight = np.exp(logs) / np.exp(logs).sum(axis=0)
    groups: Floats = np.floor(people[None] * weight[:, None, :, None])
    groups[0] += people - groups.sum(axis=0)
    return groups


def _steps(subject: Subject, dimension: Dimension | None, generator: Generator) -> Floats:
    """Return how far each group lies from the middle: the first of a ladder is worst off."""
    if dimension is None:
        return np.zeros(1)
    bad = subject.design.bad_direction or int(generator.choice((-1, 1)))
    ladder = np.linspace(0.5, -0.5, len(CATEGORIES[dimension]))
    worst_first = -ladder if dimension in FOREIGN_BORN_LAST else ladder
    steps: Floats = subject.numbers.sigma * generator.uniform(*STEP_BETWEEN_GROUPS) * bad * worst_first
    return steps


def _middle(numbers: Numbers) -> float:
    level = numbers.level / numbers.per
    return float(np.log(level / (1 - level)) if numbers.kind is Kind.SHARE else np.log(level))


def _back(kind: Kind, path: Floats) -> Floats:
    """Return the path on the scale of one person: a share, events per person, a mean."""
    back: Floats = 1 / (1 + np.exp(-path)) if kind is Kind.SHARE else np.exp(path)
    return back


def _signed(generator: Generator, sizes: tuple[float, float]) -> float:
    return float(generator.choice((-1.0, 1.0)) * generator.uniform(*sizes))


def _persistent(generator: Generator, shape: tuple[int, ...], sd: float, persistence: float) -> Floats:
    """Return a first-order autoregression along the last axis, with this standard deviation in every year."""
    innovations = sd * np.sqrt(1 - persistence**2) * generator.standard_normal(shape)
    innovations[..., 0] /= np.sqrt(1 - persistence**2)
    values = np.empty(shape)
    values[..., 0] = innovations[..., 0]
    for year in range(1, shape[-1]):
        values[..., year] = persistence * values[..., year - 1] + innovations[..., year]
    return values
