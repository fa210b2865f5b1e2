"""What a reader may change in a projection, and what it then multiplies."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from riktmarke.assessment.population.cohorts import Factors, Paths, singles
from riktmarke.assessment.population.model import PopulationModel
from riktmarke.vocabulary.errors import NoAnswer

MOST_CHILDREN: Final = 8.0
LARGEST_FACTOR: Final = 10.0


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is asked: all else is as expected. The default is the projection itself.

    Attributes:
        children_per_woman: total fertility in every year, or None; `fertility_factor` then multiplies it.
        fertility_factor: of the expected fertility.
        inflow_per_year: people who move in each year, or None; `inflow_factor` then multiplies them.
        inflow_factor: of the expected moves in.
        outflow_factor: of the expected risk of moving out.
    """

    children_per_woman: float | None = None
    fertility_factor: float = 1.0
    inflow_per_year: float | None = None
    inflow_factor: float = 1.0
    outflow_factor: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what no population can do.

        Raises:
            NoAnswer: naming the number that is impossible.
        """
        limits = {
            "children_per_woman": (self.children_per_woman, MOST_CHILDREN),
            "fertility_factor": (self.fertility_factor, LARGEST_FACTOR),
            "inflow_per_year": (self.inflow_per_year, np.inf),
            "inflow_factor": (self.inflow_factor, LARGEST_FACTOR),
            "outflow_factor": (self.outflow_factor, LARGEST_FACTOR),
        }
        for name, (given, most) in limits.items():
            if given is not None and not (0 <= given <= most and given < np.inf):
                raise NoAnswer(
                    f"The scenario has {name} = {given:g}.",
                    expected="a number from 0" + (f" to {most:g}" if most < np.inf else ""),
                    remedy="choose a number within it.",
                )

    @property
    def unchanged(self) -> bool:
        """Whether this is the projection itself."""
        return self == Scenario()


def children_per_woman(model: PopulationModel, area: int) -> float:
    """Return the total fertility of a municipality in the mean of the years projected, on the middle path."""
    return float(model.standard.fertility.sum() * model.middle(area).births.mean())


def changed(factors: Factors, scenario: Scenario, model: PopulationModel, area: int, middle: Paths) -> Factors:
    """Return the factors under a scenario; `middle` is the middle path without one.

    Raises:
        NoAnswer: if more people would leave an age than there are.
    """
    births, inward = scenario.fertility_factor, scenario.inflow_factor * np.ones((model.horizon, 1))
    if scenario.children_per_woman is not None:
        births *= scenario.children_per_woman / children_per_woman(model, area)
    if scenario.inflow_per_year is not None:
        inward = inward * scenario.inflow_per_year / np.maximum(middle.inflow, 1e-6)
    if scenario.outflow_factor > 1:
        _refuse_emptied(scenario, model, area)
    return Factors(
        factors.births * np.float32(births),
        factors.death,
        factors.outward * np.float32(scenario.outflow_factor),
        factors.inward * singles(inward)[:, None, None, :],
    )


def _refuse_emptied(scenario: Scenario, model: PopulationModel, area: int) -> None:
    expected = model.middle(area).outward.max(0)[0, 0, 0]  # the same for all ages on the middle path
    risks = model.outward[area] * expected * scenario.outflow_factor
    if risks.max() >= 1:
        sex, age = np.unravel_index(int(risks.argmax()), risks.shape)
        most = scenario.outflow_factor / risks.max()
        raise NoAnswer(
            f"With outflow_factor = {scenario.outflow_factor:g} every {('woman', 'man')[sex]} who turns {age} leaves "
            "within a year, and the cohort is emptied.",
            expected=f"a factor below {np.floor(most * 10) / 10:g}",
            remedy="choose a smaller factor.",
        )
