"""Drawn futures of one municipality: the levels of moving, births and deaths, and chance for every single event.

What is uncertain is kept apart by what it is about, so that it can be told which of it matters:

    country_moves  the country's balance with other countries, and whether its small or its large places gain
    own_moves      what lasts of the municipality's pull and mobility; blocks of years of real municipalities of similar
                   size, with what passed there (families, students, asylum centres) and the chance that was in it; and
                   at which ages people move
    births         the country's fertility, the municipality's against it, and Poisson numbers of births
    deaths         how fast mortality falls, single bad years, the municipality's level, and Poisson numbers of deaths

The same seed draws the same country for every municipality, and the same draws serve every scenario of one: a
comparison of two scenarios is not blurred by chance, and more people moving in never gives fewer inhabitants.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from riktmarke.assessment.population.bands import BANDS, by_band
from riktmarke.assessment.population.cohorts import SEXES, Factors, Singles, run_paths, singles
from riktmarke.assessment.population.lasting import Expected
from riktmarke.assessment.population.levels import CHANCE, MORTALITY_PACE, MORTALITY_YEAR, Levels
from riktmarke.assessment.population.model import PopulationModel
from riktmarke.methods.estimate import Floats

SEED: Final = 20832038
DRAWS: Final = 1000
BLOCK: Final = 5  # years
DONORS: Final = 40  # municipalities nearest in size
FEWEST: Final = 0.05  # a number of events below it is drawn as if it were so many
# How uncertain it is at which broad ages people move, as a logarithm that lasts: what makes the intervals of the broad
# ages cover what they should in the years after 2019, when the ages they started from were known.
AGES_OF_MOVES: Final = (0.12, 0.2, 0.35, 0.04, 0.4, 0.35)
ABOUT: Final = ("country_moves", "own_moves", "births", "deaths")


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """The factors of one municipality by year and draw.

    Attributes:
        inward, outward, births, deaths: (years, draws), logarithms of levels.
        by_chance: (3, years, sexes, `BANDS`, draws), chance among deaths, moves out and moves in.
        births_by_chance: (years, draws).
    """

    inward: Floats
    outward: Floats
    births: Floats
    deaths: Floats
    by_chance: Singles
    births_by_chance: Singles

    def factors(self) -> Factors:
        """Return them as the projection takes them."""

        def whole(level: Floats, chance: Singles) -> Singles:
            return singles(np.exp(level))[:, None, None, :] * chance

        return Factors(
            singles(np.exp(self.births)) * self.births_by_chance,
            whole(self.deaths, self.by_chance[0]),
            whole(self.outward, self.by_chance[1]),
            whole(self.inward, self.by_chance[2]),
        )


def draw(
    model: PopulationModel, area: int, *, draws: int = DRAWS, seed: int = SEED, about: Collection[str] = ABOUT
) -> Drawn:
    """Return drawn factors of a municipality; what is not in `about` stays at what is expected."""
    levels, years = model.levels, model.horizon
    # Everything is drawn whether it is wanted or not, so that what is wanted is the same whatever else is.
    country, own = (np.random.default_rng((seed, part)) for part in (0, 1 + area))
    balance = _level(levels.balance, 0, country, draws, wanted="country_moves" in about)
    fertility = _level(levels.fertility, 0, country, draws, wanted="births" in about)
    tilt = levels.tilt @ country.standard_normal((years, draws)) * ("country_moves" in about)
    ahead = np.arange(1, years + 1)[:, None]
    mortality = ahead * MORTALITY_PACE * country.standard_normal((1, draws))
    mortality = mortality + MORTALITY_YEAR * country.standard_normal((years, draws))
    pull = _level(levels.pull, area, own, draws, wanted="own_moves" in about, centred=False)
    mobility = _level(levels.mobility, area, own, draws, wanted="own_moves" in about, centred=False)
    births = levels.births[area] + levels.births_sd[area] * own.standard_normal((1, draws)) * ("births" in about)
    deaths = levels.deaths_sd[area] * own.standard_normal((1, draws))
    passed = _blocks(levels, area, own, years, draws) * ("own_moves" in about)
    pull = pull + levels.size[area] * tilt + passed[..., 0]
    mobility = mobility + passed[..., 1]
    by_chance, births_by_chance = _chance(model, area, own, draws, about)
    return Drawn(
        mobility + balance + pull / 2 + np.log(model.growth)[:, None],
        mobility - pull / 2,
        fertility + births,
        levels.deaths[area] + (mortality + deaths) * ("deaths" in about),
        by_chance,
        births_by_chance,
    )


def _level(
    level: Expected, series: int, rng: np.random.Generator, draws: int, *, wanted: bool, centred: bool = True
) -> Floats:
    # (years, draws). A centred level has the expected factor in the mean, not in the median, of its draws.
    mean, factor = level.mean[series][:, None], level.factor(series)
    normal = rng.standard_normal((len(factor), draws))
    if not wanted:
        return np.broadcast_to(mean, normal.shape)
    correction = (factor**2).sum(1, keepdims=True) / 2 if centred else 0.0
    drawn: Floats = mean - correction + factor @ normal
    return drawn


def _blocks(levels: Levels, area: int, rng: np.random.Generator, years: int, draws: int) -> Floats:
    # Years on end of what passed in municipalities of similar size, (years, draws, 2), with the spread of this one.
    whole = ~np.isnan(levels.passing).any((1, 2))
    apart = np.where(whole, np.abs(levels.size - levels.size[area]), np.inf)
    donors = np.argsort(apart, kind="stable")[: min(DONORS, int(whole.sum()))]
    seen = levels.passing.shape[1]
    length = min(BLOCK, seen)
    count = -(-years // length)
    who = donors[rng.integers(len(donors), size=(count, draws))]
    since = rng.integers(seen - length + 1, size=(count, draws))
    places = since[:, None] + np.arange(length)[:, None]
    blocks = levels.passing[who[:, None], places].reshape(count * length, draws, 2)[:years]
    passed: Floats = blocks * levels.passing_sd[area]
    return passed


def _chance(
    model: PopulationModel, area: int, rng: np.random.Generator, draws: int, about: Collection[str]
) -> tuple[Singles, Singles]:
    # Poisson numbers against what is expected on the middle path, by broad age; and of births.
    middle = run_paths(model.schedules(area), model.middle(area))
    numbers = np.maximum(_expected_events(model, area, middle.bands, middle.inflow), FEWEST)
    numbers /= np.array([1, CHANCE, CHANCE])[:, None, None, None]
    found = np.empty((3, model.horizon, SEXES, len(BANDS), draws), np.float32)
    for kind, wanted in enumerate(("deaths", "own_moves", "own_moves")):
        found[kind] = rng.poisson(numbers[kind][..., None], found.shape[1:]) / numbers[kind][..., None]
        found[kind] = found[kind] if wanted in about else 1
    lasting = np.array(AGES_OF_MOVES)[:, None] * rng.standard_normal((2, 1, 1, len(BANDS), draws))
    found[1:] *= np.exp(lasting * ("own_moves" in about))
    # How many move is drawn already, chance and all: this is at which ages.
    weight = numbers[1:] / numbers[1:].sum((2, 3), keepdims=True)
    found[1:] /= np.einsum("kysbd,kysb->kyd", found[1:], weight)[:, :, None, None, :]
    births = np.maximum(middle.births, FEWEST)
    born = rng.poisson(births, (model.horizon, draws)) / births
    return found, singles(born if "births" in about else np.ones_like(born))


def _expected_events(model: PopulationModel, area: int, bands: Singles, inflow: Singles) -> Floats:
    # (3, years, sexes, broad ages): deaths, moves out, moves in.
    start = model.start[area]
    people = np.maximum(by_band(start), 1)
    die, leave = (by_band(risk * start) / people for risk in (model.death[0][:, :-1], model.outward[area]))
    here = bands[:-1, ..., 0].astype(np.float64)
    inward = by_band(model.inward[area])
    come = np.broadcast_to(inward / inward.sum(), here.shape) * inflow[:, 0, None, None]
    return np.stack([here * die, here * leave, come])
