"""Limits that chance gives by simulation: of measures with corners, and of lines fitted on another scale."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from riktmarke.methods._groups import Groups, weighted_sum
from riktmarke.methods._lines import slope_per_value
from riktmarke.methods.estimate import Floats

BLOCK = 1_000_000  # numbers drawn at a time: memory does not grow with the rows
TINY = 1e-300

Figures = dict[str, Floats]
Limits = tuple[Floats, Floats]


class Transform(NamedTuple):
    """A scale on which the error of a value is normal, and the way back."""

    there: Callable[[Floats], Floats]
    back: Callable[[Floats], Floats]


@dataclass(frozen=True)
class Chance:
    """The generator of draws, how many of them limits rest on, and the level of the limits."""

    rng: np.random.Generator
    draws: int
    confidence: float

    def limits(self, figure: Floats) -> Floats:
        """Return the percentiles of a figure of shape (rows, draws)."""
        tails = (1 - self.confidence) / 2, (1 + self.confidence) / 2
        limits: Floats = np.quantile(figure, tails, axis=1)
        return limits


class _Block(NamedTuple):
    """A few rows of groups, each array of shape (groups, rows)."""

    rows: NDArray[np.intp]
    value: Floats
    se: Floats
    share: Floats
    place: Floats


def checked(draws: int) -> int:
    """Return how many draws limits rest on.

    Raises:
        ValueError: if it is below 1.
    """
    if draws < 1:
        raise ValueError(f"draws is 1 or more; got {draws}")
    return draws


def limits_of_figures(
    groups: Groups, figures: Callable[[Floats, Floats], Figures], chance: Chance, *, scale: float | None
) -> dict[str, Limits]:
    """Return limits of figures of the groups: percentiles over draws of the values, population shares fixed.

    Each value is drawn from the normal distribution around it with its standard error, cut off at 0 and at the scale;
    without a scale and with a value below zero, cut off nowhere.

    Args:
        groups: with standard errors.
        figures: what is computed from values and shares, both with the groups on the first axis.
        chance: what limits rest on.
        scale: the largest value there can be, if there is one.
    """
    found: dict[str, Floats] = {}
    for block in _blocks(groups, chance.draws * len(groups.value)):
        for name, figure in figures(_drawn(block, chance, scale), block.share[..., None]).items():
            limits = found.setdefault(name, np.full((2, groups.reason.size), np.nan))
            limits[:, block.rows] = chance.limits(figure)
    return {name: _shaped(limits, groups) for name, limits in found.items()}


def _drawn(block: _Block, chance: Chance, scale: float | None) -> Floats:
    bottom = np.where((block.value < 0).any(axis=0), -np.inf, 0.0)
    top = np.inf if scale is None else scale
    spread = np.where(block.se > 0, block.se, 1.0)
    lowest, highest = ndtr((bottom - block.value) / spread), ndtr((top - block.value) / spread)
    drawn = chance.rng.random((*block.value.shape, chance.draws))
    drawn *= (highest - lowest)[..., None]
    drawn += lowest[..., None]
    ndtri(drawn, out=drawn)
    drawn *= block.se[..., None]
    drawn += block.value[..., None]
    return drawn


def limits_of_line(
    groups: Groups,
    transform: Transform,
    figure: Callable[[Floats, Floats], Floats],
    chance: Chance,
    *,
    straight_there: bool,
) -> Limits:
    """Return percentile limits of a figure of both ends of a line, the values drawn on the transformed scale.

    Args:
        groups: with standard errors on the transformed scale.
        transform: the scale.
        figure: what is computed from the first and the last end.
        chance: what limits rest on.
        straight_there: whether the line is straight on the transformed scale: both ends are then jointly normal there,
            and drawn as such. Otherwise the values are drawn, transformed back, and the line fitted to them.
    """
    limits = np.full((2, groups.reason.size), np.nan)
    ends = _ends_there if straight_there else _ends_here
    for block in _blocks(groups, chance.draws):
        first, last = ends(block._replace(value=transform.there(block.value)), transform, chance)
        limits[:, block.rows] = chance.limits(figure(first, last))
    return _shaped(limits, groups)


def _effects(block: _Block) -> tuple[Floats, Floats]:
    half = slope_per_value(block.share, block.place) / 2
    return block.share - half, block.share + half


def _ends_there(block: _Block, transform: Transform, chance: Chance) -> tuple[Floats, Floats]:
    first, last = _effects(block)
    v = block.se**2
    error = np.sqrt(weighted_sum(first * first, v))
    common = weighted_sum(first * last, v) / np.maximum(error, TINY)
    own = np.sqrt(np.maximum(weighted_sum(last * last, v) - common**2, 0.0))
    z, other = chance.rng.standard_normal((2, error.size, chance.draws))
    at_first = weighted_sum(first, block.value)[:, None] + error[:, None] * z
    at_last = weighted_sum(last, block.value)[:, None] + common[:, None] * z + own[:, None] * other
    return transform.back(at_first), transform.back(at_last)


def _ends_here(block: _Block, transform: Transform, chance: Chance) -> tuple[Floats, Floats]:
    shape = (block.rows.size, chance.draws)
    first, last = np.zeros(shape), np.zeros(shape)
    to_first, to_last = _effects(block)
    for j in range(len(block.value)):
        z = chance.rng.standard_normal(shape)
        drawn = transform.back(block.value[j][:, None] + block.se[j][:, None] * z)
        first += to_first[j][:, None] * drawn
        last += to_last[j][:, None] * drawn
    return first, last


def _blocks(groups: Groups, numbers: int) -> Iterator[_Block]:
    """Yield the rows that are rows of groups, few enough at a time; `numbers` are drawn for each."""
    assert groups.se is not None  # limits are simulated only with standard errors
    good, all_rows = np.flatnonzero(groups.reason == 0), groups.reason.size
    flat = [array.reshape(len(array), all_rows) for array in (groups.value, groups.se, groups.share, groups.place)]
    size = max(1, BLOCK // numbers)
    for start in range(0, good.size, size):
        rows = good[start : start + size]
        yield _Block(rows, *(array[:, rows] for array in flat))


def _shaped(limits: Floats, groups: Groups) -> Limits:
    lower, upper = limits.reshape(2, *groups.reason.shape)
    return lower, upper
