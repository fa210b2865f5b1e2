"""A generated country read as the engine reads a dataset, without a store."""

from functools import cached_property

import numpy as np

from riktmarke.assessment.context import Comparisons, comparisons
from riktmarke.governance.definitions import Catalogue
from riktmarke.sources.example_country.generating import generate
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.statistics.panels import Panel, build_panel
from riktmarke.statistics.peers import PeerGroups
from riktmarke.vocabulary.areas import AreaKind

# The middling noise that gives the engine's own measure of it the same quarters as in the real figures, as nearly as
# one number can (docs/methods/challenges.md has both).
NOISE_OF_REAL_FIGURES = 0.4


class MadeCountry:
    """One country of a recipe: its panels, who is compared with whom, and what is true in it.

    Without `published` nobody publishes how uncertain the values are, as in Kolada's bulk files.
    """

    def __init__(
        self, recipe: Recipe, catalogue: Catalogue, *, without_last_year: bool = False, published: bool = False
    ) -> None:
        made = generate(recipe, catalogue)
        uncertainties = {d.uncertainty_series for d in catalogue.values()}
        self._hidden = frozenset() if published else frozenset(uncertainties)
        self.truths = made.truths
        self.areas = made.delivery.areas
        self.who: Comparisons = comparisons(self.areas, PeerGroups(tuple(made.delivery.peers)))
        self._observations = made.delivery.observations
        self._place = {described.id: place for place, described in enumerate(made.delivery.descriptions)}
        self._order = np.argsort(self._observations.series, kind="stable")
        self._starts = np.searchsorted(
            self._observations.series[self._order], np.arange(len(self._place) + 1), side="left"
        )
        self._last_year = recipe.last_year - 1 if without_last_year else recipe.last_year

    @cached_property
    def municipalities(self) -> np.ndarray:
        """The places of the municipalities along the areas."""
        return self.areas.positions_of_kind(AreaKind.MUNICIPALITY)

    @cached_property
    def population(self) -> Panel:
        """Everybody, by sex."""
        return self.panel("N01951")

    def holds(self, series: str) -> bool:
        """Whether the series was made."""
        return series in self._place and series not in self._hidden

    def panel(self, series: str) -> Panel:
        """Return a series as published."""
        place = self._place[series]
        rows = self._order[self._starts[place] : self._starts[place + 1]]
        o = self._observations
        rows = rows[o.period[rows] <= self._last_year]
        return build_panel(
            series,
            self.areas,
            area=o.area[rows].astype(np.intp),
            period=o.period[rows],
            group=o.group[rows].astype(np.intp),
            value=o.value[rows],
            status=o.status[rows],
        )
