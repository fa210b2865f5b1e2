"""The figures behind the pages: one store and one catalogue per process, and an area with all it is compared to."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.runs import ChallengeRun, current_challenges
from riktmarke.assessment.context import Comparisons
from riktmarke.assessment.findings import Basis, Finding
from riktmarke.assessment.findings_file import AreaFindings
from riktmarke.assessment.outlook.runs import OutlookRun, current_outlook
from riktmarke.assessment.runs import Run, current_run
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.assessment.targets.series import SeriesAimedAt
from riktmarke.assessment.targets.standings import YearStanding
from riktmarke.assessment.value_uncertainty import IndicatorUncertainty
from riktmarke.governance.codes import Comparator
from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.composites import NO_COMPOSITES, Composites
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.definitions import Definition, with_parts
from riktmarke.governance.everyday_words import load_everyday_words
from riktmarke.governance.framework_lists import FrameworkLists, load_framework_lists
from riktmarke.governance.overview import load_overview
from riktmarke.presentation.labels import area_name, example_label
from riktmarke.presentation.language import say
from riktmarke.presentation.numbers import decimals_for
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.choices import Choices
from riktmarke.publishing.website.held_series import HeldSeries, held_series
from riktmarke.statistics.panels import Panel
from riktmarke.statistics.peers import PeerGroup
from riktmarke.statistics.series import Series
from riktmarke.statistics.store import Dataset, Store
from riktmarke.vocabulary.areas import COUNTRY_CODE, Area, AreaKind
from riktmarke.vocabulary.errors import UnknownArea
from riktmarke.vocabulary.groups import GROUPS

SOURCE = "Källa: "


@dataclass(frozen=True)
class Place:
    """A municipality with everything its figures are set beside."""

    area: Area
    county: Area
    country: Area
    peer_group: PeerGroup | None
    peers: tuple[Area, ...]
    is_whole_county: bool = False

    @cached_property
    def name(self) -> str:
        """The municipality's name as it stands in a sentence."""
        return area_name(self.area)

    @cached_property
    def county_name(self) -> str:
        """The county's name as it stands in a sentence."""
        return area_name(self.county)

    @cached_property
    def country_name(self) -> str:
        """The country's name as it stands in a sentence."""
        return area_name(self.country)


@dataclass(frozen=True)
class _Made:
    """What is made once of a dataset, and anew only when another is switched in."""

    dataset: Dataset
    choices: Choices
    series: HeldSeries


class Figures:
    """What the pages read. Everything belongs to the dataset that the current run was made from."""

    def __init__(
        self,
        store: Path,
        catalogue: Mapping[str, Definition],
        everyday_words: Mapping[str, Sequence[str]] | None = None,
        overview: Sequence[str] | None = None,
        *,
        frameworks: FrameworkLists | None = None,
        composites: Composites = NO_COMPOSITES,
    ) -> None:
        self.store = Store(store)
        self.catalogue = catalogue
        self.frameworks = frameworks or {}
        self.composites = composites
        self._definitions = with_parts(catalogue)
        # what an English sentence may quote: titles that exist in Swedish only
        dimensions = chain.from_iterable(composite.dimensions for composite in composites.values())
        titled = (*self._definitions.values(), *composites.values(), *dimensions)
        unsaid = [one.title for one in titled if not one.title_en]
        unsaid += [one.short_title for one in self.frameworks.values() if not (one.short_title_en or one.title_en)]
        self.quoted_titles = frozenset(title.casefold() for title in unsaid)
        self.everyday_words = everyday_words or {}
        self.overview = tuple(catalogue[series] for series in (catalogue if overview is None else overview))
        self._shared: dict[str, _Made] = {}  # by every copy for one answer
        self._run: Run | None = None
        self._challenges: ChallengeRun | None = None
        self._outlook: OutlookRun | None = None

    def for_one_answer(self) -> "Figures":
        """Return the same figures, held still: one answer never mixes two runs, and asks once which is current."""
        held = copy(self)
        held._run = held._challenges = held._outlook = None  # noqa: SLF001  # our own copy
        return held

    def run(self) -> Run:
        """Return the current run.

        Raises:
            NoFigures: when nothing has been imported and assessed yet.
        """
        if self._run is None:
            self._run = current_run(self.store)
        return self._run

    def dataset(self) -> Dataset:
        """Return the dataset that the current run was made from."""
        return self.run().dataset

    def challenges(self) -> ChallengeRun:
        """Return the current challenge run.

        Raises:
            NoFigures: when none has been made yet.
        """
        if self._challenges is None:
            self._challenges = current_challenges(self.store, self.catalogue)
        return self._challenges

    def outlook(self) -> OutlookRun:
        """Return the current outlook run.

        Raises:
            NoFigures: when none has been made yet.
        """
        if self._outlook is None:
            self._outlook = current_outlook(self.store, self.catalogue)
        return self._outlook

    def choices(self) -> Choices:
        """Return the lists to choose from, made anew only when another dataset is switched in."""
        return self._made().choices

    def uncertainty(self, definition: Definition) -> IndicatorUncertainty | None:
        """Return the uncertainty of every value of an indicator, held for those asked for last.

        None where nothing is published of it.
        """
        return self._made().series.uncertainty(definition)

    def _made(self) -> _Made:
        dataset = self.dataset()
        held = self._shared.get("made")
        if held is None or held.dataset is not dataset:
            choices = Choices(dataset, self.catalogue, self.everyday_words)
            held = self._shared["made"] = _Made(dataset, choices, held_series(dataset))
        return held

    def indicator(self, definition: Definition) -> IndicatorFigures | None:
        """Return all figures of an indicator, held for those asked for last; None where nothing is published of it."""
        return self._made().series.indicator(definition)

    @property
    def who(self) -> Comparisons:
        """Who is compared with whom."""
        return self._made().series.who

    def compared(self, definition: Definition, group: int) -> Mapping[Comparator, NDArray[np.float64]]:
        """Return what every area is compared with in the group at a place of an indicator's figures, (areas, years).

        Held for those asked for last; NaN where it is not known or says nothing.
        """
        return self._made().series.compared(definition, group)

    def aimed(self, definition: Definition, asked: TargetAsked) -> SeriesAimedAt | None:
        """Return the series that a target of an indicator is about, held for those asked for last.

        None where nothing is published of the indicator.
        """
        return self._made().series.aimed(definition, asked)

    def standings(
        self, definition: Definition, targets: Iterable[TargetAsked], *, area: str, this_year: int
    ) -> tuple[YearStanding, ...]:
        """Return how an indicator stands towards its targets in an area, by year, held for those asked for last.

        Nothing where nothing is published of the indicator.
        """
        return self._made().series.standings(definition, tuple(targets), area, this_year)

    def definition(self, series: str) -> Definition | None:
        """Return our definition of a series or of the indicator it is a group of, None when nobody has written one."""
        return self._definitions.get(series)

    def title(self, series: Series) -> str:
        """Return how a series is headed: our title, or the publisher's."""
        definition = self.definition(series.id)
        return title_in_tongue(definition) if definition else series.title

    def place(self, code: str) -> Place:
        """Return a municipality with its county, country and similar municipalities.

        Raises:
            UnknownArea: if there is no municipality with that code.
        """
        dataset = self.dataset()
        area = dataset.areas[code]
        if area.kind is not AreaKind.MUNICIPALITY or area.county_code is None:
            raise UnknownArea(
                f"{code} ({area.name}) is not a municipality.", remedy="choose one in the list of municipalities."
            )
        group = dataset.peers.of(code)
        peers = tuple(dataset.areas[member] for member in group.members if member in dataset.areas) if group else ()
        alone = len(dataset.areas.municipalities_of(area.county_code)) == 1
        return Place(area, dataset.areas[area.county_code], dataset.areas[COUNTRY_CODE], group, peers, alone)

    def wording(
        self,
        series: Series,
        place: Place,
        findings: AreaFindings,
        *,
        panel: Panel | None = None,
        other: Area | None = None,
    ) -> Wording:
        """Return how this series is put in words for this municipality.

        `panel`, `other`: where other years and another municipality are shown too, and count for the decimals.
        """
        definition = self.definition(series.id)
        if definition:
            return self.wording_of(definition, place)
        areas = (place.area, place.county, place.country, *([other] if other else []))
        all_years = [panel.of(area.code, sex).values() for area in areas for sex in GROUPS] if panel else []
        decimals = decimals_for(chain(*all_years, published_values(series.id, findings)))
        return self._worded(None, series.title, decimals, place)

    def wording_of(self, definition: Definition, place: Place) -> Wording:
        """Return how a defined indicator is put in words for a municipality, whether it has figures or not."""
        return self._worded(definition, definition.title, definition.decimals, place)

    def _worded(self, definition: Definition | None, title: str, decimals: int, place: Place) -> Wording:
        return Wording(
            definition=definition,
            series_title=title,
            decimals=decimals,
            area=place.name,
            county=place.county_name,
            publisher=self.publisher,
            country=place.country_name,
        )

    @property
    def publisher(self) -> str:
        """Who publishes the figures, as named in the manifest."""
        return str(self.dataset().version.manifest.get("publisher", "Kolada"))

    @property
    def example(self) -> str:
        """What must stand beside every figure of an invented country; empty where the figures are real."""
        return example_label(self.dataset().version.manifest)

    @property
    def attribution(self) -> str:
        """The source line that stands beside figures shown as fetched."""
        return in_tongue(str(self.dataset().version.manifest.get("attribution", "Källa: Kolada")))


def in_tongue(attribution: str) -> str:
    """Return a source line of a manifest, which is written in Swedish, in the language that is spoken."""
    if not attribution.startswith(SOURCE):
        return attribution
    return say("Källa: {publisher}", publisher=attribution.removeprefix(SOURCE))


def published_values(series: str, findings: AreaFindings) -> list[float]:
    """Return the values of a series that stand side by side, as published: what we compute has any decimals."""
    return [value for sex in GROUPS for value in _published(findings.finding(series, sex)) if value is not None]


def _published(finding: Finding) -> tuple[float | None, ...]:
    county = finding.county if finding.county_basis is Basis.PUBLISHED else None
    return (finding.value, county, finding.country, finding.kind_minimum, finding.kind_maximum)


def figures() -> Figures:
    """Return the figures of this installation for one answer; definitions and lists are read once per process."""
    return _figures(Path(settings.RIKTMARKE_STORE), Path(settings.RIKTMARKE_CATALOGUE)).for_one_answer()


@lru_cache(maxsize=4)
def _figures(store: Path, catalogue: Path) -> Figures:
    definitions = load_catalogue(catalogue)
    return Figures(
        store,
        definitions,
        load_everyday_words(catalogue),
        load_overview(catalogue, definitions),
        frameworks=load_framework_lists(catalogue),
        composites=load_composites(catalogue, definitions),
    )
