"""Progress towards a target as others would judge it: Eurostat, Open SDG, SDSN and Germany's sustainability strategy.

Four rules of thumb on two figures, the first and the last of a period; none of them knows of chance. They are here so
that a reader who meets them elsewhere sees what they say of the same figures.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods._pace import Reasons, compound, first_of, linear
from riktmarke.methods.estimate import Floats, ReasonCode, floats, refuse_if_single

DIRECTIONS = {"higher_is_better": 1.0, "lower_is_better": -1.0}
UNDEFINED = "undefined"
# A figure this close to a threshold stands on it: decimals such as 0.95 have no exact binary form.
DECIMALS = 12
SUN_BELOW, CLOUDED_ABOVE = 0.05, 0.20


@dataclass(frozen=True)
class _Scheme:
    thresholds: tuple[float, ...]  # from the best class downwards; who reaches one is in its class
    categories: tuple[str, ...]
    reached: str  # said where the target is reached


EUROSTAT_WITH_TARGET = _Scheme(
    (0.95, 0.60, 0.0),
    ("significant_progress", "moderate_progress", "insufficient_progress", "movement_away"),
    "significant_progress",
)
EUROSTAT_WITHOUT_TARGET = _Scheme(
    (0.01, 0.0, -0.01),
    ("significant_progress", "moderate_progress", "moderate_movement_away", "significant_movement_away"),
    "significant_progress",
)
OPEN_SDG_CATEGORIES = ("on_track", "acceleration_needed", "limited_progress", "deterioration")
OPEN_SDG_WITH_TARGET = _Scheme((0.95, 0.60, 0.0), OPEN_SDG_CATEGORIES, "target_achieved")
OPEN_SDG_WITHOUT_TARGET = _Scheme((0.015, 0.005, 0.0), OPEN_SDG_CATEGORIES, "target_achieved")
SDSN = _Scheme(
    (1.0, 0.5, 0.0),
    ("on_track_or_maintaining", "moderately_improving", "stagnating", "decreasing"),
    "on_track_or_maintaining",
)
GERMAN_CATEGORIES = ("sun", "slightly_cloudy", "clouded", "thunderstorm")


class AnnualGrowth(NamedTuple):
    """Change per year between two figures; arrays of one shape.

    `growth` is compound growth as a share per year, `points_per_year` the change per year in the unit of the figures
    (percentage points where they are percentages), `reason` a `ReasonCode` where growth is NaN.
    """

    growth: Floats
    points_per_year: Floats
    reason: Reasons


@dataclass(frozen=True, eq=False)
class Progress:
    """How one of the schemes judges each row.

    Attributes:
        measure: what it judges by, as each function says. NaN where there is a reason.
        category: its class in the scheme's own terms; "undefined" where there is none.
        points_per_year: the change per year in the unit of the figures, whichever way is better.
        reason: a `ReasonCode` for each row. A row may have a category without a measure: where the target is reached.
    """

    measure: Floats
    category: str | NDArray[np.str_]
    points_per_year: Floats
    reason: Reasons


def compound_annual_growth(baseline: ArrayLike, latest: ArrayLike, years: ArrayLike) -> AnnualGrowth:
    """Return the growth per year, as a share, that leads from baseline to latest; arrays broadcast.

    Definition: (latest / baseline) ** (1 / years) - 1. It differs between counting successes and failures (from 90 to
    95 % is 1.1 % a year over five years, the failures' 10 to 5 % is -12.9 %), so the change per year in points stands
    beside it, which only changes its sign.

    Raises:
        UndefinedMeasure: for single figures, if one is not above zero, or years are fewer than one; in arrays growth is
            NaN there, with a reason code.
    """
    return _annual_growth("Annual growth", {"baseline": baseline, "latest": latest, "years": years})


def required_pace(*, baseline: ArrayLike, target: ArrayLike, years: ArrayLike) -> AnnualGrowth:
    """Return the growth per year, as a share, that would lead from baseline to target; arrays broadcast.

    Definition: compound annual growth, (target / baseline) ** (1 / years) - 1; and beside it the change per year.

    Raises:
        UndefinedMeasure: for single figures, if one is not above zero, or years are fewer than one; in arrays growth is
            NaN there, with a reason code.
    """
    return _annual_growth("The required pace", {"baseline": baseline, "target": target, "years": years})


def progress_eurostat(
    *,
    baseline: ArrayLike,
    latest: ArrayLike,
    years: ArrayLike,
    polarity: str,
    target: ArrayLike | None = None,
    target_years: ArrayLike | None = None,
) -> Progress:
    """Return how Eurostat's monitoring of the sustainable development goals would judge the change.

    Definition: with a target, compound annual growth in the good direction over the size of the growth that the target
    requires: at least 0.95 "significant_progress", 0.60 "moderate_progress", 0 "insufficient_progress", below 0
    "movement_away". Without, growth a year in the good direction: at least 1 % "significant_progress", 0
    "moderate_progress", -1 % "moderate_movement_away", below it "significant_movement_away". Eurostat looks at 15 and
    at 5 years.

    A target that is reached is significant progress. One that was reached at the baseline and no longer is, is
    movement away. In both the ratio may be undefined.

    Args:
        baseline: the first figure.
        latest: the last figure.
        years: from the first to the last.
        polarity: "higher_is_better" or "lower_is_better".
        target: the figure to reach.
        target_years: from the baseline to the year of the target.

    Raises:
        UndefinedMeasure: for a single row whose growth is undefined, as `compound_annual_growth` says, unless its
            target is reached; in arrays such rows are NaN and "undefined", with a reason code.
        ValueError: for another polarity, or a target without its years.
    """
    inputs: dict[str, ArrayLike] = {"baseline": baseline, "latest": latest, "years": years}
    if target is None and target_years is None:
        return _by_growth(EUROSTAT_WITHOUT_TARGET, _better(polarity), inputs)
    goal = _goal(target, target_years)
    return _by_target(EUROSTAT_WITH_TARGET, compound, _better(polarity), inputs | goal)


def progress_open_sdg(
    *,
    baseline: ArrayLike,
    latest: ArrayLike,
    years: ArrayLike,
    polarity: str,
    target: ArrayLike | None = None,
    target_years: ArrayLike | None = None,
) -> Progress:
    """Return how Open SDG, by Statistics Canada's method, would judge the change.

    Definition: with a target, compound annual growth in the good direction over the size of the growth that the target
    requires: at least 0.95 "on_track", 0.60 "acceleration_needed", 0 "limited_progress", below 0 "deterioration".
    Without, growth a year in the good direction: at least 1.5 %, 0.5 % and 0 for the same classes. A target that is
    reached is "target_achieved"; one that was reached at the baseline and no longer is, is deterioration.

    Args:
        baseline: the first figure (Open SDG: of 2015).
        latest: the last figure.
        years: from the first to the last.
        polarity: "higher_is_better" or "lower_is_better".
        target: the figure to reach.
        target_years: from the baseline to the year of the target.

    Raises:
        UndefinedMeasure: for a single row whose growth is undefined, as `compound_annual_growth` says, unless its
            target is reached; in arrays such rows are NaN and "undefined", with a reason code.
        ValueError: for another polarity, or a target without its years.
    """
    inputs: dict[str, ArrayLike] = {"baseline": baseline, "latest": latest, "years": years}
    if target is None and target_years is None:
        return _by_growth(OPEN_SDG_WITHOUT_TARGET, _better(polarity), inputs)
    goal = _goal(target, target_years)
    return _by_target(OPEN_SDG_WITH_TARGET, compound, _better(polarity), inputs | goal)


def progress_sdsn(
    *,
    baseline: ArrayLike,
    latest: ArrayLike,
    years: ArrayLike,
    polarity: str,
    target: ArrayLike,
    target_years: ArrayLike,
) -> Progress:
    """Return how the Sustainable Development Report (SDSN) would judge the change.

    Definition: the change per year in the good direction over the change per year that leads straight from the baseline
    to the target: at least 1 "on_track_or_maintaining", 0.5 "moderately_improving", 0 "stagnating", below 0
    "decreasing". A target that is reached is "on_track_or_maintaining"; one that was reached at the baseline and no
    longer is, is "decreasing".

    Args:
        baseline: the first figure.
        latest: the last figure.
        years: from the first to the last.
        polarity: "higher_is_better" or "lower_is_better".
        target: the figure to reach.
        target_years: from the baseline to the year of the target.

    Raises:
        UndefinedMeasure: for a single row, if a number is missing or a period shorter than a year; in arrays such rows
            are NaN and "undefined", with a reason code.
        ValueError: for another polarity.
    """
    inputs: dict[str, ArrayLike] = {"baseline": baseline, "latest": latest, "years": years}
    return _by_target(SDSN, linear, _better(polarity), inputs | _goal(target, target_years))


def progress_german_strategy(
    *,
    baseline: ArrayLike,
    latest: ArrayLike,
    years: ArrayLike,
    polarity: str,
    target: ArrayLike,
    target_years: ArrayLike,
) -> Progress:
    """Return which weather the German sustainability strategy (Destatis) would see.

    Definition: the mean change per year is carried on to the year of the target. What is then missing, as a share of
    the gap between the target and the latest figure, is less than 5 %: "sun"; 5 to 20 %: "slightly_cloudy"; more:
    "clouded". No change in the good direction: "thunderstorm". The measure is that share; below 0 the path leads
    beyond the target. Where the target is reached already there is no gap, and the measure is NaN: "sun", or
    "slightly_cloudy" if the change leads back.

    Args:
        baseline: the first figure; Destatis takes the one five years before the latest, at least three.
        latest: the last figure.
        years: from the first to the last.
        polarity: "higher_is_better" or "lower_is_better".
        target: the figure to reach.
        target_years: from the baseline to the year of the target; at least one more than `years`.

    Raises:
        UndefinedMeasure: for a single row, if a number is missing, or there is less than a year in the period or from
            the latest figure to the target; in arrays such rows are NaN and "undefined", with a reason code.
        ValueError: for another polarity.
    """
    better = _better(polarity)
    inputs = {"baseline": baseline, "latest": latest, "years": years, "target": target, "target_years": target_years}
    first, last, period, goal, whole = floats(*inputs.values())
    points, reason = linear(first, last, period)
    needed, needed_reason = linear(last, goal, whole - period)
    impossible = first_of(reason, needed_reason)
    reason = first_of(impossible, _where_reached(better * (last - goal)))
    with np.errstate(divide="ignore", invalid="ignore"):
        missed = np.where(reason, np.nan, 1 - points / needed)
    near, good = np.round(missed, DECIMALS), better * points
    place = np.select(
        [impossible != 0, reason != 0, good <= 0],
        [len(GERMAN_CATEGORIES), (good < 0) * 1, 3],
        (near >= SUN_BELOW) * 1 + (near > CLOUDED_ABOVE),
    )
    refuse_if_single(impossible, "Progress", inputs)
    return Progress(missed, _words(place, *GERMAN_CATEGORIES), np.broadcast_to(points, reason.shape), reason)


def _annual_growth(measure: str, inputs: Mapping[str, ArrayLike]) -> AnnualGrowth:
    first, last, period = floats(*inputs.values())
    growth, reason = compound(first, last, period)
    refuse_if_single(reason, measure, inputs)
    return AnnualGrowth(growth, linear(first, last, period)[0], reason)


def _by_growth(scheme: _Scheme, better: float, inputs: Mapping[str, ArrayLike]) -> Progress:
    first, last, period = floats(*inputs.values())
    growth, reason = compound(first, last, period)
    refuse_if_single(reason, "Progress", inputs)
    measure = np.asarray(better * growth)
    place = np.where(reason, len(scheme.categories), _place(measure, scheme))
    return Progress(measure, _words(place, *scheme.categories), linear(first, last, period)[0], reason)


def _by_target(
    scheme: _Scheme,
    pace: Callable[[Floats, Floats, Floats], tuple[Floats, Reasons]],
    better: float,
    inputs: Mapping[str, ArrayLike],
) -> Progress:
    first, last, period, goal, whole = floats(*inputs.values())
    points, reason = linear(first, last, period)
    impossible = first_of(reason, linear(first, goal, whole)[1])
    observed, observed_reason = pace(first, last, period)
    needed, needed_reason = pace(first, goal, whole)
    began = _where_reached(better * (first - goal))
    reason = first_of(impossible, observed_reason, needed_reason, began)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(reason, np.nan, better * observed / np.abs(needed))
    # Where the target is reached, or was at the start, the class is settled without a ratio.
    reached = better * (last - goal) >= 0
    worst = len(scheme.categories) - 1
    place = np.select(
        [impossible != 0, reached, began != 0, reason != 0],
        [worst + 2, worst + 1, worst, worst + 2],
        _place(ratio, scheme),
    )
    refuse_if_single(np.where(place == worst + 2, reason, np.uint8(0)), "Progress", inputs)
    words = _words(place, *scheme.categories, scheme.reached)
    return Progress(ratio, words, np.broadcast_to(points, reason.shape), reason)


def _better(polarity: str) -> float:
    if polarity not in DIRECTIONS:
        raise ValueError(f"progress needs a polarity of {' or '.join(DIRECTIONS)}; got {polarity}")
    return DIRECTIONS[polarity]


def _goal(target: ArrayLike | None, target_years: ArrayLike | None) -> dict[str, ArrayLike]:
    if target is None or target_years is None:
        missing = "target" if target is None else "target_years"
        raise ValueError(f"a target and target_years, from the baseline to its year, go together; {missing} is missing")
    return {"target": target, "target_years": target_years}


def _where_reached(ahead: Floats) -> Reasons:
    return np.where(ahead >= 0, np.uint8(ReasonCode.TARGET_ALREADY_REACHED), np.uint8(0))


def _place(measure: Floats, scheme: _Scheme) -> NDArray[np.intp]:
    near = np.round(measure, DECIMALS)
    place: NDArray[np.intp] = np.sum([near < threshold for threshold in scheme.thresholds], axis=0)
    return place


def _words(place: NDArray[np.intp], *categories: str) -> str | NDArray[np.str_]:
    return np.array([*categories, UNDEFINED]).take(place)
