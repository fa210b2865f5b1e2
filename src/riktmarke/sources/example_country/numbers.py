"""Plausible numbers for a design: how high, how wide apart, how noisy, and for how many people. All invented."""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import sqrt

from numpy.random import Generator

from riktmarke.sources.example_country.designs import Design
from riktmarke.vocabulary.units import Unit


class Kind(StrEnum):
    """What stands behind a value, and so how chance disturbs it."""

    SHARE = "share"  # persons with something, of persons: binomial
    RATE = "rate"  # events per so many persons: Poisson
    MEAN = "mean"  # a mean over persons, each with their own: normal, narrower the more they are
    COUNT = "count"  # persons or events in the whole area: Poisson
    AMOUNT = "amount"  # an amount of the whole area: normal


RATES = {unit: float(unit.removeprefix("per_").replace("_", "")) for unit in Unit if unit.startswith("per_")}
PER = {Unit.PERCENT: 100.0, **RATES}
# A level and a spread between municipalities (share of the level) for each unit, where nothing better is known.
PLAUSIBLE: dict[Unit, tuple[float, float]] = {
    Unit.PERCENT: (20.0, 0.25),
    Unit.PERSONS: (0.02, 0.25),
    Unit.YEARS: (82.0, 0.012),
    Unit.DAYS: (28.0, 0.2),
    Unit.DAYS_PER_INSURED: (11.0, 0.2),
    Unit.PER_100_000: (900.0, 0.25),
    Unit.PER_1000: (12.0, 0.25),
    Unit.INDEX: (55.0, 0.1),
    Unit.RATIO: (0.8, 0.15),
    Unit.SEK: (260_000.0, 0.1),
}
ELSEWHERE = (6.0, 0.25)
WIDEST_SHARE_PCT, STEEPEST = 12.0, 0.35  # a share's spread in points at most, and about its spread on the logit scale
LARGEST_VARIANCE = 0.24  # of a share: p (1 - p) stays below a quarter
SMALLEST_DIFFERENCE_IN_SPREADS = 0.2
# How large a part of everybody an indicator may be about, where no denominator says: a year of pupils … all adults.
SHARES_OF_EVERYBODY = (0.012, 0.05, 0.2, 0.6)
NOISE = (0.03, 0.2)  # the standard deviation by chance of a middling municipality, as a share of the spread
# How series differ in noise about a middling one, as the standard deviation of its logarithm, the most there is, and
# the fewest that a survey asks of each sex: read off how official figures scatter about their own paths.
SPREAD_OF_NOISE, MOST_NOISE, FEWEST_ASKED = 0.9, 1.2, 60
SHARES_FOR_EVENTS = (0.2, 0.6, 1.0)  # events are too rare to be counted among few


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a design's figures are made from.

    `level` and `spread` (standard deviation between municipalities) in the unit; `sigma`, the same spread on the
    scale where effects add up: logit for shares, logarithm for the rest. `noise_share`: for a mean or an amount, the
    standard deviation by chance in a middling municipality, as a share of the spread. `asked`: how many of each sex a
    survey asks in each group and municipality, 0 for a register that counts all. `unevenness`: by how much more than
    counts would the events of a year scatter, as a share of them.
    """

    kind: Kind
    per: float
    level: float
    spread: float
    sigma: float
    share_of_everybody: float
    noise_share: float
    published_decimals: int
    asked: int = 0
    unevenness: float = 0.0


def numbers_of(design: Design, generator: Generator) -> Numbers:
    """Return numbers that fit the design: its unit, its direction and its smallest difference that matters."""
    kind = kind_of(design)
    level, share_of_level = PLAUSIBLE.get(design.unit, ELSEWHERE)
    spread = level * share_of_level
    if design.smallest_difference and kind not in {Kind.COUNT, Kind.AMOUNT}:
        spread = design.smallest_difference / SMALLEST_DIFFERENCE_IN_SPREADS
        level = spread / share_of_level
    sigma = share_of_level
    if kind is Kind.SHARE:
        spread = min(spread, WIDEST_SHARE_PCT)
        level, sigma = _share(spread, design.bad_direction)
    decimals = design.decimals + int(generator.integers(0, 2))
    return Numbers(
        kind=kind,
        per=1.0 if kind is Kind.COUNT else PER.get(design.unit, 1.0),
        level=level,
        spread=spread,
        sigma=sigma,
        share_of_everybody=float(generator.choice(SHARES_FOR_EVENTS if kind is Kind.RATE else SHARES_OF_EVERYBODY)),
        noise_share=float(generator.uniform(*NOISE)),
        published_decimals=0 if kind is Kind.COUNT else decimals,
    )


def noisier(numbers: Numbers, middling_noise: float, people: float, generator: Generator) -> Numbers:
    """Return the numbers with as much chance in them as official figures have: a survey asks some, events cluster.

    `people` is how many a middling municipality's women or men are. The noise of a series is drawn about
    `middling_noise`; what counts alone give is never made less.
    """
    noise = min(middling_noise * float(generator.lognormal(0.0, SPREAD_OF_NOISE)), MOST_NOISE)
    level = numbers.level / numbers.per
    if numbers.kind is Kind.SHARE:
        both_sexes = level * (1 - level) * (numbers.per / (noise * numbers.spread)) ** 2
        asked = max(round(both_sexes / 2), FEWEST_ASKED)
        return replace(numbers, asked=asked if asked < people else 0)
    if numbers.kind is Kind.RATE:
        of_counts = level / (2 * people) * (numbers.per / numbers.spread) ** 2
        beyond = max(noise**2 - of_counts, 0.0)
        return replace(numbers, unevenness=sqrt(beyond) * numbers.spread / numbers.level)
    return replace(numbers, noise_share=max(noise, numbers.noise_share))


def kind_of(design: Design) -> Kind:
    """Return what stands behind the design's values."""
    if design.unit is Unit.PERCENT:
        return Kind.SHARE
    if design.unit in RATES:
        return Kind.RATE
    if design.averaged:
        return Kind.MEAN
    return Kind.COUNT if design.unit is Unit.PERSONS else Kind.AMOUNT


def _share(spread_pct: float, bad_direction: int) -> tuple[float, float]:
    """Return the level in per cent where this spread is neither cramped nor everything, and the spread as logit."""
    variance = min(spread_pct / (100 * STEEPEST), LARGEST_VARIANCE)
    low = (1 - sqrt(1 - 4 * variance)) / 2
    share = 1 - low if bad_direction < 0 else low
    return 100 * share, spread_pct / (100 * variance)
