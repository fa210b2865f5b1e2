"""What a projection is made from: yearly flows, totals and broad ages of every municipality, beside the age tables."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from riktmarke.methods.estimate import Floats
from riktmarke.statistics.population import PopulationTables
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.areas import AreaKind, county_code_of
from riktmarke.vocabulary.errors import NoFigures, UnknownArea
from riktmarke.vocabulary.groups import GROUPS, Sex

POPULATION: Final = "N01951"
BIRTHS: Final = "N01804"
DEATHS: Final = "N01805"
INFLOW: Final = "N01801"
OUTFLOW: Final = "N01802"
BROAD_AGES: Final = ("N01952", "N01953", "N01954", "N01955", "N01956", "N01957")
SERIES: Final = (POPULATION, BIRTHS, DEATHS, INFLOW, OUTFLOW, *BROAD_AGES)


@dataclass(frozen=True, slots=True, eq=False)
class PopulationFigures:
    """Observed figures of all municipalities; NaN where there is none, as before a municipality was formed.

    Attributes:
        areas: the municipalities' codes, in the order of every area axis.
        county: each municipality's position along the areas of `tables.county`.
        years: consecutive; the last is the latest with flows and broad ages.
        population: (areas, years), persons at 31 December.
        births, deaths, inflow, outflow: (areas, years), during the year; moves include those across the border.
        bands: (areas, years, sexes, `BANDS`), women first, at 31 December.
        tables: population by single age.
    """

    areas: tuple[str, ...]
    county: NDArray[np.intp]
    years: tuple[int, ...]
    population: Floats
    births: Floats
    deaths: Floats
    inflow: Floats
    outflow: Floats
    bands: Floats
    tables: PopulationTables

    @property
    def last_year(self) -> int:
        """The latest year with observed figures."""
        return self.years[-1]

    @property
    def first_year(self) -> int:
        """The first year with broad ages that is followed by a year with moves: where a reconstruction can begin."""
        bands, inflow, deaths = (
            np.flatnonzero(~np.isnan(held).all(axis=0)) for held in (self.bands[:, :, 0, 0], self.inflow, self.deaths)
        )
        begins = np.intersect1d(np.intersect1d(inflow, deaths) - 1, bands)
        return self.years[int(begins[0])]

    def position(self, area: str) -> int:
        """Return a municipality's place along the area axis.

        Raises:
            UnknownArea: if it is no municipality, or has no population by age.
        """
        if area in self.areas:
            return self.areas.index(area)
        why = "it is a region or the country" if area.startswith("00") else "it has no population by age"
        raise UnknownArea(
            f"There is no projection for {area!r}: {why}.",
            expected="the four digits of a municipality, such as 2083",
            remedy="choose a municipality; `riktmarke areas` lists them.",
        )

    def column(self, year: int) -> int:
        """Return the place of a year along the axis of years."""
        return year - self.years[0]


def population_figures(dataset: Dataset, tables: PopulationTables) -> PopulationFigures:
    """Return what projections are made from, read from the store.

    Raises:
        NoFigures: naming the series that are missing.
    """
    missing = [series for series in SERIES if not dataset.holds(series)]
    if missing:
        raise NoFigures(
            f"No projection can be made: the store lacks {', '.join(missing)}.",
            expected="population, births, deaths, moves and broad ages, " + ", ".join(SERIES),
            remedy="import a delivery that holds them, such as Kolada's.",
        )
    panels = dict(zip(SERIES, dataset.panels(SERIES), strict=True))
    first = min(panel.periods[0] for panel in panels.values())
    last = min(panel.periods[-1] for panel in panels.values())
    municipal = dict(zip(tables.municipal.areas, range(len(tables.municipal.areas)), strict=True))
    codes = tuple(a.code for a in dataset.areas.of_kind(AreaKind.MUNICIPALITY) if a.code in municipal)
    rows = np.array([dataset.areas.position(code) for code in codes], dtype=np.intp)

    def of(series: str, sex: Sex) -> Floats:
        panel = panels[series]
        found = np.full((len(codes), last - first + 1), np.nan)
        held = [(i, year - first) for i, year in enumerate(panel.periods) if year <= last]
        source, place = zip(*held, strict=True)
        found[:, place] = panel.values[rows][:, source, GROUPS.index(sex)]
        return found

    bands = np.stack(
        [np.stack([of(series, sex) for series in BROAD_AGES], axis=-1) for sex in (Sex.FEMALE, Sex.MALE)], axis=-2
    )
    population, births, deaths, inflow, outflow = (
        of(series, Sex.TOTAL) for series in (POPULATION, BIRTHS, DEATHS, INFLOW, OUTFLOW)
    )
    county = np.array([tables.county_position(county_code_of(code)) for code in codes], dtype=np.intp)
    years = tuple(range(first, last + 1))
    return PopulationFigures(codes, county, years, population, births, deaths, inflow, outflow, bands, tables)
