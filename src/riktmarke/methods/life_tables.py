"""Life expectancy of small populations with its interval, and the life table of given death rates."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods.estimate import (
    Estimate,
    Floats,
    ReasonCode,
    first_reason,
    floats,
    quantile,
    refuse_if_single,
    settled,
    sound,
)

# Starting ages of the bands 0, 1–4, 5–9 … 85–89 and 90 years and older.
LIFE_EXPECTANCY_AGES: Final = (0, 1, *range(5, 91, 5))
POPULATION_TOO_SMALL = 5_000
WIDEST_INTERVAL_YEARS = 20
DIES_AT_AGE_0 = 0.1
DIES_LATER = 0.5


def life_expectancy(deaths: ArrayLike, population: ArrayLike, *, confidence: float = 0.95) -> Estimate:
    """Return the years left to live at the beginning of each age band, with their interval.

    Definition: Chiang's abridged life table (1984) with the variance of the open band by Silcocks, Jenner & Reza
    (2001). q = nM / (1 + nM(1 - a)), with M = deaths / population, n the width of the band and a = 0.1 at age 0, else
    0.5 of it; at most 1. The years lived in the open band are l / M. Var(e) = Σ W / l² over the band and those after,
    W = S²l²((1 - a)n + e next)² with S² = q²(1 - q) / deaths; of the open band W = (l/2)²S² with S² = 4 / (deaths M²).
    Limits: e ± z √Var.

    Each age stands on its own rates, also after a band that the table lets nobody survive.

    Args:
        deaths: shape (..., 20): ages 0, 1–4, 5–9 … 85–89, 90 and older.
        population: persons or person-years, of the same bands; for several years of deaths the sum over the years.
        confidence: of the interval.

    Returns:
        Years, of shape (..., 20). NaN at every age with the reason where a count is missing or below zero, a band has
        nobody or more deaths than persons, there are at most 5 000 persons in all, or nobody died in the open band;
        NaN at one age with INTERVAL_TOO_WIDE where its interval at 95 % is wider than 20 years. Where everybody in a
        band dies, the value stands without an interval, with the reason NOBODY_SURVIVES.

    Raises:
        ValueError: if there are not 20 bands, or confidence is not a share between 0 and 1.
    """
    z = quantile(confidence)
    for counts in (deaths, population):
        if np.shape(counts)[-1:] != (20,):
            raise ValueError(
                "expected 20 age bands along the last axis (0, 1–4, 5–9 … 85–89, 90 and older); "
                f"deaths have the shape {np.shape(deaths)}, population {np.shape(population)}"
            )
    d, people = np.broadcast_arrays(*floats(deaths, population))
    whole = _reason_of_life_expectancy(d, people)
    with np.errstate(all="ignore"):
        value, error = _chiang(d, people)
        lower, upper = value - z * error, value + z * error
    # A band that nobody survives has the variance 0: chance is not told, and no interval of no width is shown.
    by_age = first_reason(
        value.shape,
        (error > WIDEST_INTERVAL_YEARS / 2 / quantile(0.95), ReasonCode.INTERVAL_TOO_WIDE),
        (error == 0, ReasonCode.NOBODY_SURVIVES),
    )
    reason = np.where(whole[..., np.newaxis], whole[..., np.newaxis], by_age)
    found = settled(value, lower, upper, reason)
    if not reason.any():
        return found
    return Estimate(
        np.where(reason == ReasonCode.NOBODY_SURVIVES, value, found.value), found.lower, found.upper, reason
    )


def _chiang(deaths: Floats, population: Floats) -> tuple[Floats, Floats]:
    """Return the years left and their standard error, from the open band backwards."""
    # Bands first, so that each step works on whole rows of memory.
    d, people = (np.ascontiguousarray(np.moveaxis(array, -1, 0)) for array in (deaths, population))
    value, variance = np.empty(d.shape), np.empty(d.shape)
    value[-1] = people[-1] / d[-1]
    variance[-1] = value[-1] ** 2 / d[-1]
    for band in range(len(d) - 2, -1, -1):
        n = LIFE_EXPECTANCY_AGES[band + 1] - LIFE_EXPECTANCY_AGES[band]
        lost = n * (1 - (DIES_LATER if band else DIES_AT_AGE_0))
        # In counts q is nd / (P + (1 - a)nd), and q/d, which S² = q²(1 - q)/d asks for, stands without deaths as well.
        q_per_death = n / (people[band] + lost * d[band])
        q = np.minimum(q_per_death * d[band], 1.0)
        p = 1 - q
        after = value[band + 1]
        value[band] = n - lost * q + p * after
        variance[band] = p * (q * q_per_death * (lost + after) ** 2 + p * variance[band + 1])
    return np.moveaxis(value, 0, -1), np.sqrt(np.moveaxis(variance, 0, -1))


def _reason_of_life_expectancy(d: Floats, people: Floats) -> NDArray[np.uint8]:
    with np.errstate(invalid="ignore"):
        total = people.sum(axis=-1)
    rules = (
        ((d > people).any(axis=-1), ReasonCode.MORE_EVENTS_THAN_POPULATION),
        (total <= POPULATION_TOO_SMALL, ReasonCode.POPULATION_TOO_SMALL),
        (d[..., -1] == 0, ReasonCode.NO_DEATHS_IN_THE_OPEN_BAND),
    )
    if sound(d, people) and people.all():
        return first_reason(total.shape, *rules)
    return first_reason(
        total.shape,
        ((np.isnan(d) | np.isnan(people)).any(axis=-1), ReasonCode.MISSING_INPUT),
        ((np.isinf(d) | np.isinf(people)).any(axis=-1), ReasonCode.INFINITE_INPUT),
        ((d < 0).any(axis=-1), ReasonCode.NEGATIVE_COUNT),
        ((people <= 0).any(axis=-1), ReasonCode.NO_POPULATION),
        *rules,
    )


InfantConvention = Literal[
    "andreev-kingkade-women", "andreev-kingkade-men", "coale-demeny-west-women", "coale-demeny-west-men"
]
# (from which death rate at age 0, constant, slope): years lived by those who die, in straight pieces.
_Pieces = tuple[tuple[float, float, float], ...]
# Andreev & Kingkade (2015), as in the methods protocol of the Human Mortality Database, version 6, table 1.
# Coale, Demeny & Vaughan (1983), model West, as in Preston, Heuveline & Guillot (2001), table 3.3.
_AT_AGE_0: Final[dict[str, _Pieces]] = {
    "andreev-kingkade-women": (
        (0, 0.14903, -2.05527),
        (0.01724, 0.04667, 3.88089),
        (0.06891, 0.31411, 0),
    ),
    "andreev-kingkade-men": (
        (0, 0.14929, -1.99545),
        (0.02300, 0.02832, 3.26021),
        (0.08307, 0.29915, 0),
    ),
    "coale-demeny-west-women": ((0, 0.053, 2.800), (0.107, 0.350, 0)),
    "coale-demeny-west-men": ((0, 0.045, 2.684), (0.107, 0.330, 0)),
}
_AT_AGES_1_TO_4: Final[dict[str, _Pieces]] = {
    "coale-demeny-west-women": ((0, 1.522, -1.518), (0.107, 1.361, 0)),
    "coale-demeny-west-men": ((0, 1.651, -2.816), (0.107, 1.352, 0)),
}


@dataclass(frozen=True, eq=False)
class LifeTable:
    """A life table, in the letters of demography: arrays of shape (..., bands), ages along the last axis.

    Attributes:
        n: width of the band in years, infinite for the last.
        a: years lived in the band by those who die in it, on average.
        m: death rate in the band, per person and year.
        q: probability of dying in the band, for those who reach it; 1 in the last.
        l: survivors to the beginning of the band, of `radix` born.
        d: deaths in the band.
        L: years lived in the band.
        T: years lived in the band and after.
        e: years left to live at the beginning of the band: life expectancy.
        reason: shape (...), a `ReasonCode` for each table; where it is not DEFINED, all but n and m are NaN.
    """

    n: Floats
    a: Floats
    m: Floats
    q: Floats
    l: Floats  # noqa: E741, the letter it has in every textbook
    d: Floats
    L: Floats
    T: Floats
    e: Floats
    reason: NDArray[np.uint8]


def life_table(
    rates: ArrayLike,
    ages: ArrayLike,
    *,
    a0: float | InfantConvention | None,
    a: ArrayLike | None = None,
    radix: float = 100_000,
) -> LifeTable:
    """Return the period life table of death rates, abridged or in single years.

    Definition: q = nm / (1 + (n - a)m), at most 1; l = radix * Π(1 - q); d = lq; L = n(l - d) + ad, in the last, open
    band l/m; T = Σ L over the band and those after; e = T/l (Preston, Heuveline & Guillot 2001, ch. 3). Where l is 0, e
    is that of the rates from there on.

    Args:
        rates: deaths per person and year, shape (..., bands).
        ages: the age at which each band begins, increasing; the last band is open.
        a0: years lived in the first band by those who die in it: a number; or a convention, for a first band of age
            0 alone: Andreev & Kingkade (2015), or Coale & Demeny's West, which also gives ages 1–4; or None: half the
            band, as for a table that begins at a higher age.
        a: years lived in each band by those who die in it, in place of half the band and of a0; NaN where it is not
            known. That of the last band is always 1/m.
        radix: how many are born.

    Raises:
        UndefinedMeasure: for a single table, if a rate is missing or below zero or that of the last band is zero; in
            arrays such tables are NaN with a reason code.
        ValueError: if ages do not match the rates or do not increase, the convention is unknown or for other ages, a
            or a0 lies outside its band, or radix is not above 0.
    """
    (m,) = floats(rates)
    starts = _starts(m, ages)
    if not 0 < radix < np.inf:
        raise ValueError(f"radix is a number above 0, such as 100000; got {radix!r}")
    n = np.diff(starts)
    reason = _reason_of_table(m)
    refuse_if_single(reason, "The life table", {"rates": rates, "ages": ages})
    m = np.where(reason[..., np.newaxis], np.nan, m)
    lived = np.where(reason[..., np.newaxis], np.nan, _years_lived_by_the_dying(m[..., :-1], starts, a0, a))
    q = np.minimum(n * m[..., :-1] / (1 + (n - lived) * m[..., :-1]), 1.0)
    last = 1 / m[..., -1:]
    e = _years_left(n, lived, q, last)
    one = np.where(np.isnan(last), np.nan, 1.0)
    survivors = radix * np.cumprod(np.concatenate([one, 1 - q], axis=-1), axis=-1)
    q = np.concatenate([q, one], axis=-1)
    d = survivors * q
    inside = n * (survivors - d)[..., :-1] + lived * d[..., :-1]
    years = np.concatenate([inside, survivors[..., -1:] * last], axis=-1)
    return LifeTable(
        n=np.append(n, np.inf),
        a=np.concatenate([lived, last], axis=-1),
        m=floats(rates)[0],
        q=q,
        l=survivors,
        d=d,
        L=years,
        T=np.cumsum(years[..., ::-1], axis=-1)[..., ::-1],
        e=e,
        reason=reason,
    )


def _years_left(n: Floats, lived: Floats, q: Floats, last: Floats) -> Floats:
    e = np.concatenate([np.empty(q.shape), last], axis=-1)
    for band in range(q.shape[-1] - 1, -1, -1):
        here = q[..., band]
        e[..., band] = here * lived[..., band] + (1 - here) * (n[band] + e[..., band + 1])
    return e


def _starts(m: Floats, ages: ArrayLike) -> Floats:
    starts = np.asarray(ages, dtype=np.float64)
    if starts.ndim != 1 or starts.size == 0 or m.shape[-1:] != starts.shape:
        raise ValueError(f"expected an age for each rate; the rates have the shape {m.shape}, the ages {starts.shape}")
    if not (starts[0] >= 0 and np.all(np.diff(starts) > 0) and starts[-1] < np.inf):
        raise ValueError(f"expected increasing ages from 0 or later, got {starts.tolist()}")
    return starts


def _reason_of_table(m: Floats) -> NDArray[np.uint8]:
    return first_reason(
        m.shape[:-1],
        (np.isnan(m).any(axis=-1), ReasonCode.MISSING_INPUT),
        (np.isinf(m).any(axis=-1), ReasonCode.INFINITE_INPUT),
        ((m < 0).any(axis=-1), ReasonCode.NEGATIVE_VALUE),
        (m[..., -1] == 0, ReasonCode.NO_DEATHS_IN_THE_OPEN_BAND),
    )


def _years_lived_by_the_dying(
    m: Floats, starts: Floats, a0: float | InfantConvention | None, a: ArrayLike | None
) -> Floats:
    n = np.diff(starts)
    lived = np.array(np.broadcast_to(n / 2, m.shape))
    if isinstance(a0, str):
        _follow(a0, m, starts, lived)
    elif a0 is not None:
        if n.size == 0 or not 0 <= a0 <= n[0]:
            raise ValueError(f"a0 lies between 0 and the width of the first band, {n[:1].tolist()}; got {a0!r}")
        lived[..., 0] = a0
    if a is None:
        return lived
    (given,) = floats(a)
    given = np.broadcast_to(given, (*m.shape[:-1], starts.size))[..., :-1]
    if np.any((given < 0) | (given > n)):
        raise ValueError(f"a lies between 0 and the width of its band, {n.tolist()}; got {given.tolist()}")
    return np.where(np.isnan(given), lived, given)


def _follow(convention: str, m: Floats, starts: Floats, lived: Floats) -> None:
    if convention not in _AT_AGE_0:
        known = ", ".join(get_args(InfantConvention))
        raise ValueError(f"a0 is a number, None or one of {known}; got {convention!r}")
    if starts[:2].tolist() != [0, 1]:
        raise ValueError(f"{convention} is for a first band of age 0 alone; got ages {starts.tolist()}")
    lived[..., 0] = _in_pieces(_AT_AGE_0[convention], m[..., 0])
    if convention in _AT_AGES_1_TO_4 and starts[2:3].tolist() == [5]:
        lived[..., 1] = _in_pieces(_AT_AGES_1_TO_4[convention], m[..., 0])


def _in_pieces(pieces: _Pieces, m0: Floats) -> Floats:
    begins, constant, slope = np.array(pieces).T
    piece = np.searchsorted(begins[1:], m0, side="right")
    return np.asarray(constant[piece] + slope[piece] * m0)
