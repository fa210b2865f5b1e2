"""What the rules need to know beside the panel: who is compared with whom, by which weights, under which rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.findings import Basis
from riktmarke.governance.definitions import Catalogue, Definition, Measurement, with_parts
from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.panels import Panel
from riktmarke.statistics.peers import PeerGroups
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.areas import COUNTRY_CODE, AreaKind

Positions = NDArray[np.intp]
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Parameters:
    """The engine's own numbers, all of them."""

    # A computed mean stands for its group only if members with at least this share of its weight have a value.
    smallest_share_covered: float = 0.5
    # Quarters of fewer areas than this say more about single areas than about a spread.
    fewest_areas_for_quarters: int = 8
    years_back: int = 5


@dataclass(frozen=True)
class Comparisons:
    """Who each area is compared with, as positions along the area axis; NOBODY where there is no such area.

    `county_members` and `peer_members` have one row per group, padded with NOBODY; `county_row` and `peer_row` say
    which row is an area's.
    """

    areas: AreaTable
    country: int
    county: Positions
    county_row: Positions
    county_members: Positions
    peer_row: Positions
    peer_members: Positions

    @cached_property
    def kinds(self) -> tuple[Positions, ...]:
        """The positions of the municipalities and of the regions: areas are only ranged within their kind."""
        return tuple(self.areas.positions_of_kind(kind) for kind in (AreaKind.MUNICIPALITY, AreaKind.REGION))

    @cached_property
    def county_size(self) -> NDArray[np.uint8]:
        """How many municipalities each county has, by row of `county_members`."""
        size: NDArray[np.uint8] = np.sum(self.county_members >= 0, axis=1).astype(np.uint8)
        return size

    @cached_property
    def is_country(self) -> NDArray[np.bool_]:
        """Which area is the country."""
        return np.array([position == self.country for position in range(len(self.areas))])

    @cached_property
    def peers_of_area(self) -> Positions:
        """Each area's similar areas, shape (most similar, areas), padded with the number of areas."""
        if not self.peer_members.size:
            return np.full((1, len(self.areas)), len(self.areas), dtype=np.intp)
        of_area = np.where(self.peer_row[:, None] >= 0, self.peer_members[np.maximum(self.peer_row, 0)], NOBODY)
        return np.where(of_area == NOBODY, len(self.areas), of_area).T.copy()

    @cached_property
    def peers_of_area_size(self) -> NDArray[np.uint8]:
        """How many similar areas each area has."""
        size: NDArray[np.uint8] = np.sum(self.peers_of_area < len(self.areas), axis=0).astype(np.uint8)
        return size

    @cached_property
    def kind_of_area(self) -> Positions:
        """Which of `kinds` each area is, the number of kinds for the country."""
        row = np.full(len(self.areas), len(self.kinds), dtype=np.intp)
        for number, kind in enumerate(self.kinds):
            row[kind] = number
        return row


def comparisons(areas: AreaTable, peers: PeerGroups) -> Comparisons:
    """Return who is compared with whom: the country, each municipality's county, and its similar municipalities."""

    def position(code: str | None) -> int:
        return areas.position(code) if code is not None and code in areas else NOBODY

    counties = sorted({area.county_code for area in areas if area.county_code})
    groups = [(area.code, group) for area in areas if (group := peers.of(area.code)) is not None]
    row_of_county = {code: row for row, code in enumerate(counties)}
    row_of_group = {code: row for row, (code, _) in enumerate(groups)}
    return Comparisons(
        areas=areas,
        country=position(COUNTRY_CODE),
        county=np.array([position(area.county_code) for area in areas], dtype=np.intp),
        county_row=np.array([row_of_county.get(area.county_code or "", NOBODY) for area in areas], dtype=np.intp),
        county_members=_padded([[position(a.code) for a in areas.municipalities_of(code)] for code in counties]),
        peer_row=np.array([row_of_group.get(area.code, NOBODY) for area in areas], dtype=np.intp),
        peer_members=_padded([[position(code) for code in group.members] for _, group in groups]),
    )


def _padded(rows: Sequence[Sequence[int]]) -> Positions:
    width = max((len(row) for row in rows), default=1)
    return np.array([[*row, *[NOBODY] * (width - len(row))] for row in rows], dtype=np.intp).reshape(len(rows), width)


@dataclass(frozen=True, slots=True)
class Context:
    """Everything `assess` needs beside the panel; the same panel and context always give the same findings."""

    comparisons: Comparisons
    weights: Panel
    weights_basis: Basis
    definition: Definition | None
    parameters: Parameters = Parameters()

    @property
    def measurement(self) -> Measurement:
        """Which values are measurements of their own; without a definition, all of them are taken to be."""
        return self.definition.measurement if self.definition is not None else Measurement()

    @property
    def averaged(self) -> bool:
        """Whether a mean over areas has a meaning; without a definition nobody has said that it has not."""
        return self.definition is None or self.definition.averaged

    @property
    def weighed(self) -> bool:
        """Whether inhabitants are a weight for a mean; without a definition nobody has said that they are not."""
        return self.definition is None or self.definition.weighed_by_inhabitants


class Contexts:
    """The contexts of a dataset's series: the denominator is the weight where the definition names one."""

    def __init__(self, dataset: Dataset, catalogue: Catalogue) -> None:
        self._dataset = dataset
        self._definitions = with_parts(catalogue)
        self._comparisons = comparisons(dataset.areas, dataset.peers)
        self._denominators: dict[tuple[str, ...], Panel] = {}

    def of(self, series: str) -> Context:
        """Return the context that one series is assessed in."""
        definition = self._definitions.get(series)
        if definition is None or not self._published(definition.denominators):
            return Context(self._comparisons, self._dataset.population, Basis.POPULATION, definition)
        return Context(self._comparisons, self._summed(definition.denominators), Basis.DENOMINATOR, definition)

    def _published(self, denominators: tuple[str, ...]) -> bool:
        """Whether the denominators can weigh: a delivery may hold fewer series than the catalogue knows."""
        return bool(denominators) and all(series in self._dataset.series for series in denominators)

    def _summed(self, denominators: tuple[str, ...]) -> Panel:
        if denominators not in self._denominators:
            self._denominators[denominators] = sum_of_panels(list(self._dataset.panels(sorted(denominators))))
        return self._denominators[denominators]


def sum_of_panels(panels: Sequence[Panel]) -> Panel:
    """Return the sum of panels over the years all of them hold; a cell that one of them lacks is missing."""
    years = sorted(set.intersection(*(set(panel.periods) for panel in panels)))
    cuts = [panel.values[:, [panel.periods.index(year) for year in years], :] for panel in panels]
    status = np.minimum.reduce([p.status[:, [p.periods.index(year) for year in years], :] for p in panels])
    return Panel("+".join(p.series for p in panels), panels[0].areas, tuple(years), np.sum(cuts, axis=0), status)
