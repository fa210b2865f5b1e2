"""Funnels: how far from the common level an area of a given size may lie by chance alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtriv, ndtr, pdtrik

from riktmarke.methods.estimate import (
    Estimate,
    Floats,
    ReasonCode,
    first_reason,
    floats,
    quantile,
    refuse_if_single,
    unit,
)

Statistic = Literal["proportion", "rate", "ratio"]
Overdispersion = Literal["winsorised", "additive"]


@dataclass(frozen=True, eq=False)
class FunnelLimits:
    """A funnel: its centre, and control limits at some sizes.

    Attributes:
        centre: the common level, one for each funnel.
        sizes: the denominators that the limits are for, along the last axis.
        lower: lower limits, shape (levels of confidence, …, sizes).
        upper: upper limits, of the same shape.
        confidence: the levels, in the order of the first axis of the limits.
        phi: the variance of the z-scores (φ): 1 where areas differ by chance alone.
        tau2: the variance between areas that is not chance (τ²), in the unit of the figures squared.
        reason: a `ReasonCode` for each funnel; where it is not DEFINED, all is NaN.
    """

    centre: Floats
    sizes: Floats
    lower: Floats
    upper: Floats
    confidence: tuple[float, ...]
    phi: Floats
    tau2: Floats
    reason: NDArray[np.uint8] = field(repr=False)

    def level(self, confidence: float) -> Estimate:
        """Return the centre with its limits at one level of confidence, for every size.

        Raises:
            ValueError: if the funnel has no limits at that level.
        """
        if confidence not in self.confidence:
            raise ValueError(f"the funnel has limits at {', '.join(map(str, self.confidence))}; got {confidence!r}")
        place = self.confidence.index(confidence)
        lower, upper = self.lower[place], self.upper[place]
        centre = np.broadcast_to(self.centre[..., None], lower.shape)
        return Estimate(centre, lower, upper, np.broadcast_to(self.reason[..., None], lower.shape))


def funnel_limits(
    events: ArrayLike,
    denominator: ArrayLike,
    *,
    statistic: Statistic = "proportion",
    at: ArrayLike | None = None,
    per: float = 1,
    confidence: Sequence[float] = (0.95, 0.998),
    overdispersion: Overdispersion | None = None,
    winsorise: float = 0.10,
) -> FunnelLimits:
    """Return control limits around the common level of areas; the last axis holds the areas of one funnel.

    Definition: the centre is all events over the whole denominator, but 1 for ratios. The limits are the figures at
    which an area's own interval just touches the centre: for proportions Wilson's interval, so centre ± z √(centre
    (1 - centre) / n); for rates and ratios the exact interval of the count, the count taken as a real number (as
    Public Health England drew them). No limit is below 0, nor of a proportion above 1.

    With `overdispersion` the limits stand further from the centre. The z-scores (figure - centre) / s, s the standard
    error at the centre, are winsorised: those below the quantile at 10 % or above that at 90 % are set to it. φ is the
    mean of their squares over the I areas (Spiegelhalter 2005). "winsorised" multiplies the distance from the centre
    by √φ; "additive" by √(1 + τ²/s²), with τ² = (Iφ - (I - 1)) / (Σw - Σw²/Σw), w = 1/s² (DerSimonian & Laird 1986;
    Spiegelhalter 2005). Neither draws the limits in. Winsorising keeps outliers from making room for themselves, at a
    price: where true levels are normally distributed, one area in ten lies beyond the limits at 95 %.

    Args:
        events: events in each area, of ratios the observed ones. An area with a NaN is left out.
        denominator: people or person-years, of ratios the expected events.
        statistic: "proportion", "rate" or "ratio".
        at: sizes to give limits at; without it, the denominators.
        per: the unit of the figures, such as 100 for per cent.
        confidence: the levels of the limits.
        overdispersion: None, "winsorised" or "additive".
        winsorise: the share of z-scores that is drawn in at each end, at most 0.5; 0 leaves them as they are.

    Raises:
        UndefinedMeasure: for a single funnel, if no area is known (or, with overdispersion, only one), a denominator
            is not above 0, events are below 0 or, in a proportion, above the denominator; among several, such a funnel
            is NaN with a reason code.
        ValueError: if an argument is not as above.
    """
    _one_of("statistic", statistic, ("proportion", "rate", "ratio"))
    _one_of("overdispersion", overdispersion, (None, "winsorised", "additive"))
    levels = [quantile(level) for level in confidence]
    unit(per)
    if not 0 <= winsorise <= 0.5:
        raise ValueError(f"winsorise is a share between 0 and 0.5, such as 0.1; got {winsorise!r}")
    x, n = (np.array(array) for array in np.broadcast_arrays(np.zeros(1), *floats(events, denominator))[1:])
    reason = _reason(x, n, statistic, fewest=1 if overdispersion is None else 2)
    refuse_if_single(reason, "The funnel", {"events": events, "denominator": denominator})
    left_out = np.isnan(x) | np.isnan(n) | (reason != ReasonCode.DEFINED)[..., None]
    x[left_out] = n[left_out] = np.nan
    sizes = n if at is None else _sizes(at)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = np.nansum(x, axis=-1, keepdims=True) / np.nansum(n, axis=-1, keepdims=True)
        centre = pooled * 0 + 1 if statistic == "ratio" else pooled
        phi, tau2 = _dispersion(x / n, centre, _variance(n, centre, statistic), winsorise)
        stretch = _stretch(phi, tau2, _variance(sizes, centre, statistic), overdispersion)
        limits = [_limits(sizes, centre, z, statistic) for z in levels]
        lower = [np.maximum(centre - (centre - low) * stretch, 0) for low, _ in limits]
        upper = [centre + (high - centre) * stretch for _, high in limits]
    if statistic == "proportion":
        upper = [np.minimum(high, 1) for high in upper]
    return FunnelLimits(
        centre[..., 0] * per,
        sizes,
        np.array(lower) * per,
        np.array(upper) * per,
        tuple(confidence),
        phi[..., 0],
        tau2[..., 0] * per**2,
        reason,
    )


def funnel_position(
    events: ArrayLike,
    denominator: ArrayLike,
    *,
    statistic: Statistic = "proportion",
    confidence: Sequence[float] = (0.95, 0.998),
    overdispersion: Overdispersion | None = None,
    winsorise: float = 0.10,
) -> NDArray[np.str_]:
    """Return where each area lies in the funnel: "within", or beyond the outermost limits it has passed.

    Definition: "low_95" is below the lower limit at 95 %, "high_99.8" above the upper at 99.8 %, and so on for other
    levels; a figure on a limit has not passed it. An area that lacks a number is "undecided". The limits are those of
    `funnel_limits`, with the same arguments and the same errors.
    """
    inner_first = sorted(confidence)
    found = funnel_limits(
        events,
        denominator,
        statistic=statistic,
        confidence=inner_first,
        overdispersion=overdispersion,
        winsorise=winsorise,
    )
    x, n = floats(events, denominator)
    with np.errstate(divide="ignore", invalid="ignore"):
        figure = np.where(np.isnan(found.sizes), np.nan, x / n)
    passed = (figure > found.upper).sum(axis=0) - (figure < found.lower).sum(axis=0)
    names = [f"{100 * level:.10g}" for level in inner_first]
    words = np.array(
        ["within", *(f"high_{name}" for name in names), *(f"low_{name}" for name in names[::-1]), "undecided"]
    )
    return words.take(np.where(np.isnan(figure), len(words) - 1, passed % (len(words) - 1)))


def _one_of(name: str, given: str | None, known: tuple[str | None, ...]) -> None:
    if given not in known:
        raise ValueError(f"{name} is one of {', '.join(map(str, known))}; got {given!r}")


def _sizes(at: ArrayLike) -> Floats:
    sizes = np.atleast_1d(np.asarray(at, dtype=np.float64))
    if not np.all((sizes > 0) & (sizes < np.inf)):
        raise ValueError(f"at holds sizes, numbers above 0; got {at!r}")
    return sizes


def _reason(x: Floats, n: Floats, statistic: Statistic, *, fewest: int) -> NDArray[np.uint8]:
    """Return why a whole funnel is undefined: one impossible count makes its centre unknown."""
    known = np.count_nonzero(~(np.isnan(x) | np.isnan(n)), axis=-1)
    more = (x > n) & (statistic == "proportion")
    empty = ReasonCode.NO_EXPECTED_EVENTS if statistic == "ratio" else ReasonCode.NO_POPULATION
    return first_reason(
        x.shape[:-1],
        (known == 0, ReasonCode.MISSING_INPUT),
        (np.any(np.isinf(x) | np.isinf(n), axis=-1), ReasonCode.INFINITE_INPUT),
        (np.any(n <= 0, axis=-1), empty),
        (np.any(x < 0, axis=-1), ReasonCode.NEGATIVE_COUNT),
        (np.any(more, axis=-1), ReasonCode.MORE_EVENTS_THAN_POPULATION),
        (known < fewest, ReasonCode.TOO_FEW_VALUES),
    )


def _variance(n: Floats, centre: Floats, statistic: Statistic) -> Floats:
    """Return the variance by chance alone of a figure at the centre."""
    return centre * (1 - centre if statistic == "proportion" else 1) / n


def _dispersion(figure: Floats, centre: Floats, variance: Floats, winsorise: float) -> tuple[Floats, Floats]:
    """Return φ and τ² of each funnel; areas that are NaN do not count, and τ² needs two."""
    # Where the variance is zero all areas are at the centre: 0 of 1, or 1 of 1, everywhere.
    z = np.where(variance == 0, 0.0, (figure - centre) / np.sqrt(variance))
    areas = np.count_nonzero(~np.isnan(z), axis=-1, keepdims=True)
    low, high = (_quantile(z, areas, share) for share in (winsorise, 1 - winsorise))
    phi = np.nansum(np.clip(z, low, high) ** 2, axis=-1, keepdims=True) / areas
    weight = 1 / variance
    total = np.nansum(weight, axis=-1, keepdims=True)
    # Σw - Σw²/Σw, without the difference of two numbers that may be nearly the same.
    spread = np.nansum(weight * (total - weight), axis=-1, keepdims=True) / total
    excess = areas * phi - (areas - 1)
    return phi, np.where(areas > 1, np.where(excess > 0, excess / spread, 0.0), np.nan)


def _quantile(z: Floats, areas: NDArray[np.intp], share: float) -> Floats:
    """Return the quantile over the last axis, interpolated as R and NumPy do (type 7), NaN left out."""
    ordered = np.sort(z, axis=-1)  # NaN sorts last
    place = np.maximum(areas - 1, 0) * share
    below, above = (np.take_along_axis(ordered, to(place).astype(np.intp), axis=-1) for to in (np.floor, np.ceil))
    return below + (above - below) * (place % 1)


def _stretch(phi: Floats, tau2: Floats, variance: Floats, overdispersion: Overdispersion | None) -> Floats:
    """Return by how much each distance from the centre grows."""
    if overdispersion == "winsorised":
        return np.asarray(np.sqrt(np.maximum(phi, 1.0)))
    if overdispersion == "additive":
        return np.asarray(np.sqrt(1 + np.where(tau2 > 0, tau2 / variance, 0.0)))
    return np.ones_like(phi)


def _limits(n: Floats, centre: Floats, z: float, statistic: Statistic) -> tuple[Floats, Floats]:
    if statistic == "proportion":
        half = z * np.sqrt(_variance(n, centre, statistic))
        return centre - half, centre + half
    expected = centre * n
    tail = float(ndtr(-z))
    # The count whose upper exact limit is `expected`, and the one whose lower limit it is. Where even no event at all
    # is not surprising there is no such count, and the limit is 0.
    fewest = np.where(np.exp(-expected) >= tail, 0.0, pdtrik(tail, expected))
    most = np.where(expected > 0, chdtriv(tail, 2 * expected) / 2, expected)
    return fewest / n, most / n
