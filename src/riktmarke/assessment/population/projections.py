"""The projections of all municipalities on one set of figures: the door to this package. Keeps what is costly."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from riktmarke.assessment.population.cohorts import Factors, Paths, Schedules, run_paths
from riktmarke.assessment.population.draws import ABOUT, DRAWS, SEED, draw
from riktmarke.assessment.population.figures import PopulationFigures, population_figures
from riktmarke.assessment.population.history import reconstruct
from riktmarke.assessment.population.model import PopulationModel, fit_model
from riktmarke.assessment.population.outlook import PopulationOutlook, summarised
from riktmarke.assessment.population.requirements import WhatItTakes, what_it_takes
from riktmarke.assessment.population.scenario import Scenario, changed, children_per_woman
from riktmarke.methods.estimate import Floats
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import NoAnswer

LAST_YEAR: Final = 2040
MUNICIPALITIES_KEPT: Final = 24  # some 3 MB each
UNCHANGED: Final = Scenario()


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """What was observed in a municipality; NaN where nothing is published.

    Attributes:
        years: consecutive.
        population: (years,), at 31 December.
        births, deaths, inflow, outflow: (years,), during the year.
        bands: (`BANDS`, years), at 31 December.
    """

    years: tuple[int, ...]
    population: Floats
    births: Floats
    deaths: Floats
    inflow: Floats
    outflow: Floats
    bands: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    """What every projection of one municipality shares."""

    schedules: Schedules
    factors: Factors
    middle_factors: Factors
    middle: Paths


class PopulationProjections:
    """Projections for any municipality from the latest observed year to `last_year`.

    The first question costs about a second, the first about a municipality some two tenths, a scenario one tenth.
    """

    def __init__(
        self, figures: PopulationFigures, *, last_year: int = LAST_YEAR, draws: int = DRAWS, seed: int = SEED
    ) -> None:
        self.figures = figures
        self.last_year = last_year
        self.draws = draws
        self.seed = seed
        self._prepared = lru_cache(maxsize=MUNICIPALITIES_KEPT)(self._prepare)
        self._drivers = lru_cache(maxsize=None)(self._find_drivers)

    @cached_property
    def model(self) -> PopulationModel:
        """The model of all municipalities from the latest observed year."""
        history = reconstruct(self.figures)
        return fit_model(history, horizon=self.last_year - self.figures.last_year)

    def outlook(self, area: str, scenario: Scenario = UNCHANGED, *, drivers: bool = False) -> PopulationOutlook:
        """Return the outlook of a municipality, as it is expected or under a scenario.

        Args:
            area: the municipality's four digits.
            scenario: what is changed.
            drivers: whether to tell what makes it uncertain; costs four projections the first time.

        Raises:
            UnknownArea: if it is no municipality with population by age.
            NoAnswer: for a scenario that empties a cohort.
        """
        place = self._place(area)
        ready = self._prepared(place)
        middle = ready.middle
        factors = ready.factors
        if scenario != UNCHANGED:
            factors = changed(factors, scenario, self.model, place, ready.middle)
            middle_factors = changed(ready.middle_factors, scenario, self.model, place, ready.middle)
            middle = run_paths(ready.schedules, middle_factors)
        return summarised(
            area=area,
            base_year=self.model.year,
            scenario=scenario,
            middle=middle,
            paths=run_paths(ready.schedules, factors),
            drivers=self._drivers(place) if drivers else {},
        )

    def observed(self, area: str) -> Observed:
        """Return what was observed in a municipality, to stand before its outlook.

        Raises:
            UnknownArea: as in `outlook`.
        """
        figures, place = self.figures, self.figures.position(area)
        return Observed(
            figures.years,
            figures.population[place],
            figures.births[place],
            figures.deaths[place],
            figures.inflow[place],
            figures.outflow[place],
            figures.bands[place].sum(1).T,
        )

    def what_it_takes(self, area: str, goal: float, year: int) -> WhatItTakes:
        """Return what it takes to be `goal` inhabitants on 31 December of `year`.

        Raises:
            UnknownArea: as in `outlook`.
            NoAnswer: for a goal that is no number of people, or a year that is not projected.
        """
        return what_it_takes(self.model, self._place(area), goal, year)

    def children_per_woman(self, area: str) -> float:
        """Return the fertility expected in a municipality, in the mean of the years projected: where a slider stands.

        Raises:
            UnknownArea: as in `outlook`.
        """
        return children_per_woman(self.model, self._place(area))

    def _place(self, area: str) -> int:
        place = self.figures.position(area)
        if self.figures.last_year >= self.last_year:
            raise NoAnswer(
                f"Figures are observed up to {self.figures.last_year}, and projections end in {self.last_year}.",
                remedy="ask for projections to a later year.",
            )
        return place

    def _prepare(self, place: int) -> _Prepared:
        model = self.model
        schedules, middle_factors = model.schedules(place), model.middle(place)
        factors = draw(model, place, draws=self.draws, seed=self.seed).factors()
        return _Prepared(schedules, factors, middle_factors, run_paths(schedules, middle_factors))

    def _find_drivers(self, place: int) -> dict[str, Floats]:
        schedules = self._prepared(place).schedules
        whole = run_paths(schedules, self._prepared(place).factors).total[1:].var(1, dtype=float)
        found = {}
        for about in ABOUT:
            factors = draw(self.model, place, draws=self.draws, seed=self.seed, about=(about,)).factors()
            found[about] = run_paths(schedules, factors).total[1:].var(1, dtype=float) / whole
        return found


def projections_of(store: Store) -> PopulationProjections:
    """Return the projections on a store's figures.

    Raises:
        NoFigures: if the store lacks what they are made from.
    """
    return PopulationProjections(population_figures(store.dataset(), store.population()))
