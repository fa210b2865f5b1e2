"""One step of a projection by cohort, in each of two conventions: arithmetic alone, on figures that have been checked.

All arrays end with an axis of sexes (women first) and an axis of ages; what has no axis of sexes belongs to women.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import EllipsisType
from typing import NamedTuple

import numpy as np

from riktmarke.methods.estimate import Floats

Part = slice | EllipsisType


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """What happens in one step.

    Attributes:
        survival: (..., sexes, ages + 1), the first from birth, the last of the open group itself.
        fertility: (..., ages), children a year per woman.
        boys_per_girl: (...).
        net: (..., sexes, ages), net movers in a step as a share of the population at its start ("preston").
        outward: (..., sexes, ages), risks of moving out within the year ("swedish").
        inward: (..., sexes, ages), people moving in during the year ("swedish").
        years: the length of the step.
    """

    survival: Floats
    fertility: Floats
    boys_per_girl: Floats
    net: Floats
    outward: Floats
    inward: Floats
    years: float

    def of_step(self, step: int) -> "Rates":
        """Return the rates of one step, from rates with an axis of steps first; the last where there are no more."""
        return self._each(lambda array, _core: array[min(step, len(array) - 1)])

    def of_part(self, part: Part) -> "Rates":
        """Return the rates of a part of the first leading axis."""
        return self._each(lambda array, core: array[part] if array.ndim > core and len(array) > 1 else array)

    def _each(self, taken: Callable[[Floats, int], Floats]) -> "Rates":
        # Each array, with how many axes it has after the leading ones.
        return Rates(
            survival=taken(self.survival, 2),
            fertility=taken(self.fertility, 1),
            boys_per_girl=taken(self.boys_per_girl, 0),
            net=taken(self.net, 2),
            outward=taken(self.outward, 2),
            inward=taken(self.inward, 2),
            years=self.years,
        )


class Flows(NamedTuple):
    """What a step moves, by age at its end."""

    deaths: Floats
    inflow: Floats
    outflow: Floats


def preston(population: Floats, rates: Rates) -> tuple[Floats, Floats]:
    """Return the population a step later and its births by sex: net movers half before and half after survival."""
    half = 0.5 * rates.net * population
    exposed = population + half
    after = _older(exposed * rates.survival[..., 1:])
    women = exposed[..., 0, :]
    # A woman is in her own group for half the step and, if she lives, in the next one for the other half.
    later = np.zeros(rates.fertility.shape)
    later[..., :-1] = rates.fertility[..., 1:]
    children = (0.5 * rates.years) * (rates.fertility + later * rates.survival[..., 0, 1:])
    births = _by_sex((children * women).sum(-1), rates.boys_per_girl, population.shape[-2])
    after[..., 0] = births * rates.survival[..., 0]
    after += half
    return after, births


def preston_flows(population: Floats, births: Floats, rates: Rates) -> Flows:
    """Return what moved in a step of `preston`."""
    half = 0.5 * rates.net * population
    dead = (population + half) * (1 - rates.survival[..., 1:])
    deaths = _older(dead)
    deaths[..., 0] = births * (1 - rates.survival[..., 0])
    inflow, outflow = (_older(part) + part for part in (np.maximum(half, 0), np.maximum(-half, 0)))
    return Flows(deaths, inflow, outflow)


def swedish(population: Floats, rates: Rates) -> tuple[Floats, Floats]:
    """Return the population a year later and its births by sex, as `projection.project_cohorts` defines them."""
    stays, own, arrives = _shares_that_stay(rates)
    after = _of_a_year(population, stays, own)
    after[..., 1:] += rates.inward[..., 1:] * arrives[..., 1:]
    before = _women_by_age_at_the_end(population)
    mean = 0.5 * (before + after[..., 0, 1:])
    births = _by_sex((rates.fertility[..., 1:] * mean).sum(-1), rates.boys_per_girl, population.shape[-2])
    after[..., 0] = births * stays[..., 0] + rates.inward[..., 0] * arrives[..., 0]
    return after, births


def swedish_flows(population: Floats, births: Floats, rates: Rates) -> Flows:
    """Return what moved in a year of `swedish`."""
    dies, moves = 1 - _with_own(rates.survival), rates.outward
    there = np.empty_like(population)
    there[..., 0], there[..., 1:-1], there[..., -1] = births, population[..., :-2], population[..., -1]
    # With S there and I who come: d (1 - u/2) S + d/2 (1 - u/4) I = d ((1 - u/2) (S + I/4) + I/4), and so for moves.
    quarter = rates.inward / 4
    exposed = there + quarter
    deaths = dies * (exposed * (1 - moves / 2) + quarter)
    outflow = moves * (exposed * (1 - dies / 2) + quarter)
    # Those who become old enough for the open group have a survival of their own on the way.
    coming, dies_coming, moves_coming = population[..., -2], 1 - rates.survival[..., -2], moves[..., -1]
    deaths[..., -1] += coming * dies_coming * (1 - moves_coming / 2)
    outflow[..., -1] += coming * moves_coming * (1 - dies_coming / 2)
    return Flows(deaths, rates.inward, outflow)


def _shares_that_stay(rates: Rates) -> tuple[Floats, Floats, Floats]:
    # Of those who were there: by age at the end, and of the open group itself. Of those who came during the year.
    remain = 1 - rates.outward
    stays = rates.survival[..., :-1] * remain
    own = rates.survival[..., -1] * remain[..., -1]
    arrives = (0.5 + 0.5 * _with_own(rates.survival)) * (0.5 + 0.5 * remain)
    return stays, own, arrives


def _with_own(survival: Floats) -> Floats:
    # By age at the end, with the open group's own in its place.
    return np.concatenate([survival[..., :-2], survival[..., -1:]], axis=-1)


def _of_a_year(population: Floats, share: Floats, own: Floats) -> Floats:
    # What a share of each cohort makes, by age at the end of the year; the place of the newborn is still to be filled.
    made = np.empty_like(population)
    np.multiply(population[..., :-1], share[..., 1:], out=made[..., 1:])
    made[..., -1] += population[..., -1] * own
    return made


def _older(figures: Floats) -> Floats:
    # A step older, the open group with those who were in it; a new array with nothing in the first group.
    moved = np.empty_like(figures)
    moved[..., 0] = 0
    moved[..., 1:] = figures[..., :-1]
    moved[..., -1] += figures[..., -1]
    return moved


def _women_by_age_at_the_end(population: Floats) -> Floats:
    women = population[..., 0, :-1].copy()
    women[..., -1] += population[..., 0, -1]
    return women


def _by_sex(births: Floats, boys_per_girl: Floats, sexes: int) -> Floats:
    girls = births / (1 + boys_per_girl)
    return np.stack([girls, births - girls][:sexes], axis=-1)
