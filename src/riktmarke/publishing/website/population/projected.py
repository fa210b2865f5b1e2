"""The projections behind the page, held for as long as the figures are the same, and why there are none."""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from riktmarke.assessment.population import PopulationOutlook, PopulationProjections
from riktmarke.assessment.population.figures import population_figures
from riktmarke.presentation.population_labels import WhyNoProjection
from riktmarke.publishing.website.figures import Figures
from riktmarke.statistics.population import PopulationTables
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.errors import DamagedFile, NoAnswer, NoFigures

OUTLOOKS_HELD = 64  # a tenth of a megabyte each; one takes a tenth of a second to work out


class Projected:
    """The projections on one set of figures, and the outlooks without any change that were asked for last."""

    def __init__(self, dataset: Dataset, tables: PopulationTables, projections: PopulationProjections) -> None:
        self.dataset = dataset
        self.tables = tables
        self.projections = projections
        _ = self.projections.model  # while others wait: two who ask at once would both fit it
        self.expected = lru_cache(maxsize=OUTLOOKS_HELD)(self._expected)

    def _expected(self, area: str) -> PopulationOutlook:
        return self.projections.outlook(area)


@dataclass(frozen=True, slots=True)
class _Held:
    """The latest projections; None until somebody has asked."""

    lock: Lock
    made: list[Projected]


_HELD = _Held(Lock(), [])


def projected(source: Figures, area: str) -> Projected | WhyNoProjection:
    """Return the projections that hold a municipality, or why there are none; the first to ask waits some seconds."""
    dataset = source.dataset()
    try:
        tables = source.store.population()
    except NoFigures:
        return WhyNoProjection.NO_TABLES
    with _HELD.lock:
        held = next((h for h in _HELD.made if h.dataset is dataset and h.tables is tables), None)
        if held is None:
            try:
                held = Projected(dataset, tables, _projections(source, dataset, tables))
            except NoFigures:
                return WhyNoProjection.NO_FLOWS
            except NoAnswer:
                return WhyNoProjection.PAST_THE_END
            _HELD.made[:] = [held]
    if area not in held.projections.figures.areas:
        return WhyNoProjection.NOT_BY_AGE
    return held


def _projections(source: Figures, dataset: Dataset, tables: PopulationTables) -> PopulationProjections:
    """Return the projections of the outlook run, where it rests on these figures: fitting them takes a second."""
    with suppress(NoFigures, DamagedFile):
        run = source.outlook()
        found = run.inhabitants.projections
        if found is not None and run.dataset.version.name == dataset.version.name:
            return found
    return PopulationProjections(population_figures(dataset, tables))
