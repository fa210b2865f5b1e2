"""What is measured between the two ends of a line through groups, fitted to figures as they are or transformed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit

from riktmarke.methods._groups import Codes, Groups, Measure, grouped, told, with_interval
from riktmarke.methods._lines import Line, difference_of_ends, ratio_of_ends, straight_line
from riktmarke.methods._simulated import Chance, Transform, checked, limits_of_line
from riktmarke.methods.estimate import Estimate, Floats, ReasonCode, first_reason, quantile, refuse_if_single

Scale = Literal["log", "logit"]
Fit = Literal["untransformed", "transformed"]
TRANSFORMS = {"log": Transform(np.log, np.exp), "logit": Transform(logit, expit)}
FITS = ("untransformed", "transformed")


class Between(NamedTuple):
    """A measure of two ends: with its error by formula, and plainly from simulated ends."""

    measure: Callable[[Groups, Line], Measure]
    figure: Callable[[Floats, Floats], Floats]


DIFFERENCE = Between(difference_of_ends, lambda first, last: last - first)
RATIO = Between(ratio_of_ends, lambda first, last: last / first)


class Given(NamedTuple):
    """What a line is fitted to, along the last axis."""

    value: ArrayLike
    population: ArrayLike
    se: ArrayLike | None


class Choice(NamedTuple):
    """How the line is fitted and its limits found."""

    transform: Scale | None
    fitted: Fit
    confidence: float
    rng: np.random.Generator | None
    draws: int


def of_ends(name: str, between: Between, given: Given, choice: Choice) -> Estimate:
    """Return a measure of the ends of a line; refuse a single one that is undefined."""
    z = quantile(choice.confidence)
    change = _change(choice, limits=given.se is not None)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        groups = grouped(*given, measure=name)
        if change is None:
            measure = between.measure(groups, straight_line(groups))
        else:
            domain = _reason(groups, choice.transform)
            groups = replace(groups, reason=np.where(groups.reason, groups.reason, domain))
            measure = between.measure(groups, _line(groups, change, choice.fitted))
        undefined = np.where(groups.reason, groups.reason, measure.reason)
        refuse_if_single(undefined, name, {"value": given.value, "population": given.population})
        if change is None or groups.se is None or choice.rng is None:
            return with_interval(groups, measure, z=z)
        chance = Chance(choice.rng, choice.draws, choice.confidence)
        straight_there = choice.fitted == "transformed"
        limits = limits_of_line(groups, change, between.figure, chance, straight_there=straight_there)
        return told(groups, measure, *limits, missing=ReasonCode.INTERVAL_TOO_WIDE)


def _change(choice: Choice, *, limits: bool) -> Transform | None:
    checked(choice.draws)
    if choice.fitted not in FITS:
        raise ValueError(f"fitted is {' or '.join(FITS)}; got {choice.fitted!r}")
    if choice.transform is None:
        return None
    if choice.transform not in TRANSFORMS:
        raise ValueError(f"transform is None, {' or '.join(TRANSFORMS)}; got {choice.transform!r}")
    if limits and choice.rng is None:
        raise ValueError("limits on a transformed scale are simulated: pass a generator as rng")
    return TRANSFORMS[choice.transform]


def _reason(groups: Groups, transform: Scale | None) -> Codes:
    lowest, highest = groups.value.min(axis=0), groups.value.max(axis=0)
    if transform == "log":
        rules = [(lowest < 0, ReasonCode.NEGATIVE_VALUE), (lowest == 0, ReasonCode.VALUE_IS_ZERO)]
    else:
        rules = [
            ((lowest < 0) | (highest > 1), ReasonCode.OUTSIDE_THE_SCALE),
            ((lowest == 0) | (highest == 1), ReasonCode.NO_LOGIT),
        ]
    return first_reason(groups.reason.shape, *rules)


def _line(groups: Groups, change: Transform, fitted: Fit) -> Line:
    if fitted == "untransformed":
        return straight_line(groups)
    line = straight_line(groups.on_scale(change.there))
    return line._replace(first=change.back(line.first), last=change.back(line.last))
