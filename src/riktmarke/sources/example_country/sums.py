"""Sums over everybody whom a value is about: groups, sexes, municipalities of a county, years of a window."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riktmarke.sources.example_country.numbers import Kind, Numbers
from riktmarke.sources.example_country.paths import Cells
from riktmarke.sources.example_country.places import Places

Floats = NDArray[np.float64]
Positions = NDArray[np.intp]


@dataclass(frozen=True)
class Sums:
    """Sums of `Cells`, and of what was `counted`, of shape (areas, groups, years)."""

    people: Floats
    expected: Floats
    steady: Floats
    variance: Floats
    counted: Floats

    def published(self, at: Positions) -> "Sums":
        """Return what the published years show; `at` (areas, published years) is `measured_at`."""
        place = np.maximum(at, 0)[:, None, :]
        return Sums(**{name: np.take_along_axis(getattr(self, name), place, axis=2) for name in SUMMED})

    def year(self, year: int) -> "Sums":
        """Return the sums of one year, of shape (areas, groups)."""
        return Sums(**{name: getattr(self, name)[:, :, year] for name in SUMMED})


SUMMED = ("people", "expected", "steady", "variance", "counted")


@dataclass(frozen=True, slots=True)
class Shown:
    """What one series shows: which groups of people, and which sexes (women 0, men 1) stand behind each group."""

    series: str
    people: slice
    sexes: tuple[tuple[int, ...], ...]


def summed(split: Cells, counted: Floats, shown: Shown, places: Places, *, window: int) -> Sums:
    """Return the sums that a series shows, over `window` years each."""

    def over(of: Floats) -> Floats:
        return _over_everybody(of[shown.people], shown.sexes, places, window)

    return Sums(over(split.people), over(split.expected), over(split.steady), over(split.variance), over(counted))


def _over_everybody(cells: Floats, sexes: Sequence[Sequence[int]], places: Places, window: int) -> Floats:
    of_sex = cells.sum(axis=0)
    groups = np.stack([of_sex[list(members)].sum(axis=0) for members in sexes])
    return _pooled(places.by_area(groups), window).transpose(1, 0, 2)


def _pooled(values: Floats, window: int) -> Floats:
    """Return sums over each year and the years before that its window holds; NaN where they are not all there."""
    if window == 1:
        return values
    running = np.cumsum(values, axis=-1)
    pooled = np.full_like(values, np.nan)
    pooled[..., window - 1] = running[..., window - 1]
    pooled[..., window:] = running[..., window:] - running[..., :-window]
    return pooled


def per_person(numbers: Numbers, top: Floats, people: Floats) -> Floats:
    """Return sums as they are published: per so many people, or as they are."""
    if numbers.kind in {Kind.COUNT, Kind.AMOUNT}:
        return top
    return numbers.per * np.divide(top, people, out=np.full_like(top, np.nan), where=people > 0)
