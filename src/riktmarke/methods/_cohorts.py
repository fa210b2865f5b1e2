"""What a projection by cohort is given: shapes put in order, and every cell checked and named where it is wrong."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NoReturn

import numpy as np
from numpy.typing import ArrayLike

from riktmarke.methods._steps import Flows, Part, Rates, preston, preston_flows, swedish, swedish_flows
from riktmarke.methods.estimate import Booleans, Floats, ReasonCode, UndefinedMeasure, floats

CONVENTIONS: Final = ("preston", "swedish")
SEXES: Final = ("women", "men")
MEASURE: Final = "The projection"
# Below zero by less than this share of the largest cell is rounding, not people.
ROUNDING: Final = 1e-12
PART_OF_CELLS: Final = 20_000
_NOTHING: Final = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """A projection that is ready to run.

    Attributes:
        population: (..., sexes, ages), all leading axes in place.
        rates: what happens; its arrays begin with an axis of steps, which has length 1 where nothing changes.
        convention: "preston" or "swedish".
        steps: how many steps the rates are for; None if they have no axis of steps.
        women_only: the population was given without an axis of sexes.
    """

    population: Floats
    rates: Rates
    convention: str
    steps: int | None
    women_only: bool

    def after(self, population: Floats, step: int) -> tuple[Floats, Floats]:
        """Return the population a step later, and the births by sex.

        Raises:
            UndefinedMeasure: if more people leave a cohort than it holds.
        """
        move = preston if self.convention == "preston" else swedish
        rates = self.rates.of_step(step)
        later, births = np.empty(population.shape), np.empty(population.shape[:-1])
        for part in self._parts():
            later[part], births[part] = move(population[part], rates.of_part(part))
        if later.min(initial=0) < 0:
            self._refuse_emptied(later, step)
            np.maximum(later, 0, out=later)
        return later, births

    def flows(self, population: Floats, births: Floats, step: int) -> Flows:
        """Return what moved in a step."""
        rates = self.rates.of_step(step)
        # In one convention the people moving in are what was given, in the other what the rates make.
        counted = self.convention == "swedish"
        deaths, outflow = np.empty(population.shape), np.empty(population.shape)
        inflow = np.broadcast_to(rates.inward, population.shape) if counted else np.empty(population.shape)
        for part in self._parts():
            move = swedish_flows if counted else preston_flows
            found = move(population[part], births[part], rates.of_part(part))
            deaths[part], outflow[part] = found.deaths, found.outflow
            if not counted:
                inflow[part] = found.inflow
        return Flows(deaths, inflow, outflow)

    def without_sexes(self, figures: Floats, axis: int = -2) -> Floats:
        """Return figures as they were asked for: without the axis of sexes where the population had none."""
        return figures.squeeze(axis) if self.women_only else figures

    def _parts(self) -> list[Part]:
        # Parts that a processor's cache holds: four times as fast as all draws at once.
        if self.population.ndim == 2:
            return [...]
        rows, *rest = self.population.shape
        size = max(1, PART_OF_CELLS // max(1, math.prod(rest)))
        return [slice(start, start + size) for start in range(0, rows, size)]

    def _refuse_emptied(self, later: Floats, step: int) -> None:
        emptied = later < -ROUNDING * max(later.max(initial=0), 1)
        if emptied.any():
            at = None if self.steps is None else step
            years, reason = self.rates.years, ReasonCode.EMPTIED_COHORT
            refuse_cell("people left", later, emptied, reason, years=years, step=at)


def prepared(
    population: ArrayLike,
    survival: ArrayLike,
    fertility: ArrayLike,
    migration: ArrayLike | tuple[ArrayLike, ArrayLike],
    *,
    sex_ratio_at_birth: ArrayLike,
    convention: str,
    step_years: float,
) -> Projection:
    """Return the projection that the figures describe, as `projection.project_cohorts` says.

    Raises:
        UndefinedMeasure: if a cell is missing, infinite or impossible; it is named.
        ValueError: for shapes that do not go together, and for what the convention does not know.
    """
    _refuse_convention(convention, step_years)
    (people,) = floats(population)
    women_only = people.ndim == 1
    people = people[np.newaxis] if women_only else people
    _refuse_shape(people)
    net, outward, inward = _movers(migration, convention)
    sexes, ages = people.shape[-2:]
    given = {
        "survival": (survival, (sexes, ages + 1)),
        "fertility": (fertility, (ages,)),
        "sex_ratio_at_birth": (sex_ratio_at_birth, ()),
        "net migration": (net, (sexes, ages)),
        "risk of moving out": (outward, (sexes, ages)),
        "people moving in": (inward, (sexes, ages)),
    }
    leading = people.ndim - 2
    shaped = {
        name: _shaped(name, figures, core, leading, women_only=women_only) for name, (figures, core) in given.items()
    }
    steps = _steps({name: array for name, (array, timed) in shaped.items() if timed})
    arrays = {name: array for name, (array, _) in shaped.items()}
    lead = _together(people, arrays, {name: len(core) for name, (_, core) in given.items()})
    rates = Rates(
        survival=arrays["survival"],
        fertility=arrays["fertility"],
        boys_per_girl=arrays["sex_ratio_at_birth"],
        net=arrays["net migration"],
        outward=arrays["risk of moving out"],
        inward=arrays["people moving in"],
        years=step_years,
    )
    _refuse_figures(people, rates, convention)
    people = np.broadcast_to(people, (*lead, sexes, ages))
    return Projection(people, rates, convention, steps, women_only)


def _refuse_convention(convention: str, step_years: float) -> None:
    if convention not in CONVENTIONS:
        raise ValueError(f"a projection has the convention {' or '.join(map(repr, CONVENTIONS))}; got {convention!r}")
    if not 0 < step_years < np.inf:
        raise ValueError(f"step_years is a number of years above 0, the width of the age groups; got {step_years!r}")
    if convention == "swedish" and step_years != 1:
        raise ValueError(f"the convention 'swedish' has single ages and steps of 1 year; got step_years={step_years!r}")


def _refuse_shape(people: Floats) -> None:
    if people.ndim < 2 or people.shape[-2] not in (1, 2) or people.shape[-1] < 2:
        raise ValueError(
            "a population is one axis of at least two ages (women only), or (..., sexes, ages) with women first, or "
            f"women alone; got the shape {people.shape}"
        )


def _movers(
    migration: ArrayLike | tuple[ArrayLike, ArrayLike], convention: str
) -> tuple[ArrayLike, ArrayLike, ArrayLike]:
    if convention == "preston":
        if isinstance(migration, tuple):
            raise ValueError("the convention 'preston' takes migration as one array of net rates; got a pair")
        return migration, _NOTHING, _NOTHING
    if not isinstance(migration, tuple | list) or len(migration) != 2:
        raise ValueError("the convention 'swedish' takes migration as a pair: (risks of moving out, people moving in)")
    return _NOTHING, *migration


def _shaped(
    name: str, given: ArrayLike, core: tuple[int, ...], leading: int, *, women_only: bool
) -> tuple[Floats, bool]:
    # The figures with an axis of steps first, every leading axis and the core; and whether the steps were given.
    (figures,) = floats(given)
    wanted = core[1:] if women_only and len(core) == 2 else core
    if figures.ndim == 0:
        figures = np.broadcast_to(figures, (*(1 for _ in wanted[:-1]), *wanted[-1:]))
    own = figures.ndim - len(wanted)
    inner = figures.shape[max(own, 0) :]
    # Ages are never spread out from one: that would hide an array that is an age too short.
    if not 0 <= own <= leading + 1 or inner[-1:] != wanted[-1:] or inner[:-1] not in (wanted[:-1], (1,)):
        shape = ", ".join(map(str, ("...", *wanted)))
        raise ValueError(f"{name} has the shape ({shape}), with at most one axis of steps first; got {figures.shape}")
    timed = own == leading + 1
    before = figures.shape[:own] if timed else (*(1 for _ in range(leading + 1 - own)), *figures.shape[:own])
    added = (1,) if len(wanted) < len(core) else ()
    return figures.reshape(*before, *added, *inner), timed


def _steps(timed: Mapping[str, Floats]) -> int | None:
    lengths = {name: len(array) for name, array in timed.items()}
    if len(set(lengths.values())) > 1 or 0 in lengths.values():
        raise ValueError(f"rates by step are for the same number of steps, at least one; got {lengths}")
    return next(iter(lengths.values()), None)


def _together(people: Floats, arrays: Mapping[str, Floats], cores: Mapping[str, int]) -> tuple[int, ...]:
    leads = {"population": people.shape[:-2]} | {
        name: array.shape[1 : array.ndim - cores[name]] for name, array in arrays.items()
    }
    try:
        return np.broadcast_shapes(*leads.values())
    except ValueError:
        raise ValueError(f"the leading axes do not broadcast together: {leads}") from None


def _refuse_figures(people: Floats, rates: Rates, convention: str) -> None:
    risk = ReasonCode.NOT_A_RISK
    rules = [
        ("population", people[np.newaxis], 0.0, np.inf, ReasonCode.NEGATIVE_COUNT),
        ("survival", rates.survival, 0.0, 1.0, risk),
        ("fertility", rates.fertility[..., np.newaxis, :], 0.0, np.inf, ReasonCode.NEGATIVE_VALUE),
        ("net migration", rates.net, -1.0, np.inf, ReasonCode.EMPTIED_COHORT),
        ("risk of moving out", rates.outward, 0.0, 1.0, risk),
        ("people moving in", rates.inward, 0.0, np.inf, ReasonCode.NEGATIVE_COUNT),
    ]
    for name, figures, lowest, highest, reason in rules:
        # A missing number fails every comparison.
        if figures.size and not (figures.min() >= lowest and figures.max() <= highest and figures.max() < np.inf):
            _refuse_worst(name, figures, (figures < lowest) | (figures > highest), reason, rates.years)
    ratio = rates.boys_per_girl
    if not ((ratio > 0) & (ratio < np.inf)).all():
        wrong = float(ratio[~((ratio > 0) & (ratio < np.inf))][0])
        raise ValueError(f"sex_ratio_at_birth is boys per girl, a number above 0 such as 1.06; got {wrong}")
    if convention == "swedish" and rates.fertility[..., 0].any():
        raise ValueError("fertility at age 0 at the end of the year is that of the newborn, and is 0; got another")


def _refuse_worst(name: str, figures: Floats, outside: Booleans, reason: ReasonCode, years: float) -> None:
    rules = (
        (np.isnan(figures), ReasonCode.MISSING_INPUT),
        (np.isinf(figures), ReasonCode.INFINITE_INPUT),
        (outside, reason),
    )
    wrong, why = next((where, code) for where, code in rules if where.any())
    step = int(np.argwhere(wrong)[0][0])
    refuse_cell(name, figures[step], wrong[step], why, years=years, step=step if len(figures) > 1 else None)


def refuse_cell(
    name: str, figures: Floats, wrong: Booleans, reason: ReasonCode, *, years: float, step: int | None
) -> NoReturn:
    """Raise `UndefinedMeasure`, naming the first cell that is wrong by sex, age, step and place.

    Args:
        name: what the figures are.
        figures: (..., sexes, ages); one sex is named for none.
        wrong: which of them are wrong.
        reason: why.
        years: the width of an age group.
        step: counted from 0; None where the figures are the same in all.
    """
    *place, sex, age = (int(at) for at in np.argwhere(wrong)[0])
    cell: dict[str, object] = {name: figures[(*place, sex, age)]}
    if figures.shape[-2] == len(SEXES):
        cell["sex"] = SEXES[sex]
    first = int(name == "survival")
    cell["age"] = "birth" if age < first else (age - first) * years
    if any(size > 1 for size in figures.shape[:-2]):
        cell["place"] = place
    if step is not None:
        cell["step"] = step + 1
    raise UndefinedMeasure(MEASURE, reason, cell)
