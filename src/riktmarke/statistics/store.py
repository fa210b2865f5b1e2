"""The store: a folder with the snapshots as received, the datasets in versions, and the runs of findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from riktmarke.statistics.areas import AreaTable, read_areas, write_areas
from riktmarke.statistics.composition import Composition, possible
from riktmarke.statistics.observations import ObservationFile, Observations, ordered, write_observations
from riktmarke.statistics.panels import Panel
from riktmarke.statistics.peers import PeerGroup, PeerGroups, read_peers, write_peers
from riktmarke.statistics.population import PopulationTables, of_one_country, read_population, write_population
from riktmarke.statistics.series import (
    Series,
    SeriesDescription,
    SeriesGroup,
    SeriesRegister,
    read_register,
    write_register,
)
from riktmarke.statistics.snapshots import SnapshotRegister
from riktmarke.statistics.versions import Version, VersionedFolder
from riktmarke.vocabulary.errors import DamagedFile, NoFigures

DATASET = "kolada"
POPULATION = "population"
PANELS_HELD = 24  # of about 0.2 MB each


@dataclass(frozen=True)
class Delivery:
    """What an adapter's parse returns: everything a dataset consists of.

    `descriptions` are ordered by id; `observations.series` and `.area` are positions in `descriptions` and `areas`.
    """

    areas: AreaTable
    descriptions: Sequence[SeriesDescription]
    groups: Sequence[SeriesGroup]
    peers: Sequence[PeerGroup]
    observations: Observations
    about: Mapping[str, Any]


@dataclass(frozen=True)
class Dataset:
    """One version of a dataset: areas, series, groups of similar areas, and the observations as panels.

    With `compositions`, indicators composed of several series are read like any other series.
    """

    version: Version
    compositions: tuple[Composition, ...] = ()

    @cached_property
    def areas(self) -> AreaTable:
        """The areas, in the order of the panels' area axis."""
        return read_areas(self.version.path / "areas.parquet")

    @cached_property
    def series(self) -> SeriesRegister:
        """The register of series, composed ones among them."""
        published = self.published
        composed = [c.described(published.by_id) for c in self._composed.values()]
        everything = sorted([*published.series, *composed], key=lambda series: series.id)
        return SeriesRegister(tuple(everything), published.groups) if composed else published

    @cached_property
    def published(self) -> SeriesRegister:
        """The register of series as the publisher has them."""
        return read_register(self.version.path / "series.parquet", self.version.path / "groups.parquet")

    @cached_property
    def _composed(self) -> dict[str, Composition]:
        return {c.id: c for c in possible(self.compositions, self.published.by_id)}

    @cached_property
    def peers(self) -> PeerGroups:
        """The published groups of similar areas."""
        return read_peers(self.version.path / "peers.parquet")

    @cached_property
    def _observations(self) -> ObservationFile:
        return ObservationFile(self.version.path / "observations.parquet", self.published, self.areas)

    def holds(self, series: str) -> bool:
        """Return whether there is such a series here, published or composed."""
        return series in self.series

    def panel(self, series: str) -> Panel:
        """Return one series as a panel.

        Raises:
            UnknownSeries: if the dataset does not hold it.
        """
        return self._held(series)

    @cached_property
    def _held(self) -> Callable[[str], Panel]:
        """A page, its charts and its tables ask for one series one after the other, each as a request of its own."""
        return lru_cache(maxsize=PANELS_HELD)(lambda series: next(self.panels([series])))

    def panels(self, series: Iterable[str]) -> Iterator[Panel]:
        """Return several series as panels, in their order, one at a time."""
        wanted = list(series)
        for composed, names in groupby(wanted, key=self._composed.__contains__):
            if composed:
                for composition in (self._composed[name] for name in names):
                    parts = {sex: self._observations.panel(part) for sex, part in composition.parts.items()}
                    yield composition.panel(parts)
            else:
                yield from self._observations.panels(names)

    @cached_property
    def population(self) -> Panel:
        """The population by year and sex, as the dataset itself publishes it."""
        return self.panel(self.version.manifest["population_series"])


class Store:
    """The figures under one folder. Cheap to make; what it reads is cached until another version is switched in."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._dataset: Dataset | None = None
        self._population: tuple[str, PopulationTables] | None = None

    @cached_property
    def snapshots(self) -> SnapshotRegister:
        """The deliveries as received."""
        return SnapshotRegister(self.root / "snapshots")

    @cached_property
    def dataset_versions(self) -> VersionedFolder:
        """The versions of the dataset."""
        return VersionedFolder(self.root / "datasets" / DATASET)

    @cached_property
    def population_versions(self) -> VersionedFolder:
        """The versions of the tables of population by age."""
        return VersionedFolder(self.root / "datasets" / POPULATION)

    @cached_property
    def run_versions(self) -> VersionedFolder:
        """The runs of findings over the whole country."""
        return VersionedFolder(self.root / "runs" / DATASET)

    @cached_property
    def challenge_versions(self) -> VersionedFolder:
        """The runs of claims about every municipality."""
        return VersionedFolder(self.root / "challenges" / DATASET)

    @cached_property
    def outlook_versions(self) -> VersionedFolder:
        """The runs of forecasts for every area."""
        return VersionedFolder(self.root / "outlooks" / DATASET)

    def current_names(self) -> tuple[str | None, ...]:
        """Return what tells one state of all figures from the next: the names of the current versions of each kind."""
        folders = (
            self.dataset_versions,
            self.population_versions,
            self.run_versions,
            self.challenge_versions,
            self.outlook_versions,
        )
        return tuple(folder.current_name() for folder in folders)

    @property
    def challenge_history(self) -> Path:
        """The folder with what is kept of every challenge run, however old."""
        return self.root / "challenges" / "history"

    def dataset(self) -> Dataset:
        """Return the current dataset.

        Raises:
            NoFigures: when nothing has been imported yet.
            DamagedFile: when its files are not complete.
        """
        held = self._dataset
        if held is None or held.version.name != self.dataset_versions.current_name():
            held = Dataset(self.dataset_versions.current())
            self._dataset = held
        return held

    def _assessed_versions(self) -> set[str]:
        """The versions of the dataset that a kept run was made from: without them the run could not be read."""
        found = set()
        for versions in (self.run_versions, self.challenge_versions, self.outlook_versions):
            for name in versions.names():
                with suppress(DamagedFile, KeyError):  # a run that cannot be read needs no dataset
                    found.add(versions.version(name).manifest["dataset_version"])
        return found

    def write_dataset(self, delivery: Delivery, *, at: datetime) -> Dataset:
        """Write a delivery as a new version of the dataset, switch to it, and return it."""
        ids = [description.id for description in delivery.descriptions]
        if ids != sorted(set(ids)):
            raise ValueError("the descriptions of a delivery must be ordered by id, each id once")
        observations = ordered(delivery.observations, ids, delivery.areas)
        described = dict(delivery.about)
        with self.dataset_versions.writing(at=at, describe=described, keep=self._assessed_versions()) as folder:
            extents = write_observations(observations, ids, delivery.areas, folder / "observations.parquet")
            series = tuple(
                Series(
                    id=d.id,
                    title=d.title,
                    description=d.description,
                    publisher_source=d.publisher_source,
                    still_published=d.still_published,
                    next_publication=d.next_publication,
                    **{name: getattr(extents[d.id], name) for name in extents[d.id].__slots__},
                )
                for d in delivery.descriptions
                if d.id in extents
            )
            write_register(
                SeriesRegister(series, tuple(delivery.groups)), folder / "series.parquet", folder / "groups.parquet"
            )
            write_areas(delivery.areas, folder / "areas.parquet")
            write_peers(delivery.peers, folder / "peers.parquet")
            described |= {
                "values": len(observations.value),
                "series": len(series),
                "first_period": int(observations.period.min()),
                "last_period": int(observations.period.max()),
            }
        return self.dataset()

    def population(self) -> PopulationTables:
        """Return the current tables of population by age, births, deaths and moves.

        Raises:
            NoFigures: when there are none, or none of the country that the dataset is of: invented beside real ones.
            DamagedFile: when their files are not complete.
        """
        name = self.population_versions.current_name()
        if name is None:
            raise _no_population(f"There are no tables of population by age in {self.root} yet.")
        if self._population is None or self._population[0] != name:
            version = self.population_versions.current()
            self._population = version.name, read_population(version.path, version.manifest)
        tables = self._population[1]
        if not of_one_country(tables.about, self.dataset().version.manifest):
            raise _no_population(f"The tables of population by age in {self.root} are of another country.")
        return tables

    def write_population(self, tables: PopulationTables, *, at: datetime) -> PopulationTables:
        """Write the tables as a new version, switch to it, and return them as they are read from there."""
        described = {
            **tables.about,
            "projected_from": tables.national.projected_from,
            "values": tables.values,
            "first_period": tables.county.years[0],
            "last_period": tables.base_year,
        }
        with self.population_versions.writing(at=at, describe=described) as folder:
            write_population(tables, folder)
        return self.population()


def _no_population(what: str) -> NoFigures:
    return NoFigures(
        what,
        expected="population by municipality, sex and single year of age",
        remedy="import some: riktmarke import scb-population DIR.",
    )
