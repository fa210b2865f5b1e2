"""Composites with their figures and accounts, held for as long as the figures are the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from threading import Lock

import numpy as np
from django.utils.text import slugify

from riktmarke.assessment.composites.account import CompositeAccount, composite_account
from riktmarke.assessment.composites.parts import composite_figures
from riktmarke.assessment.composites.ranks import county_members
from riktmarke.assessment.composites.scores import OVERALL, score_series
from riktmarke.assessment.outlook.ranks import RankOutlook
from riktmarke.assessment.outlook.ranks import ranks_ahead as of_county
from riktmarke.assessment.outlook.runs import OutlookRun
from riktmarke.governance.composites import Audience, Composite
from riktmarke.presentation.composite_tongue import composite_in_tongue
from riktmarke.publishing.website.figures import Figures
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.errors import NoFigures

ACCOUNTS_HELD = 48  # a megabyte each; one takes about half a second to work out
COUNTIES_HELD = 64  # some kilobytes each; one takes a tenth of a second to draw
Weights = tuple[tuple[str, int], ...]  # what each dimension weighs overall, by its id


@dataclass(frozen=True, slots=True)
class _OfRun:
    """An outlook run, and the ranks to come that have been asked for by it."""

    run: OutlookRun
    ranks: Callable[[str, tuple[int, ...], tuple[int, ...]], RankOutlook]


class Held:
    """One composite on one set of figures."""

    def __init__(self, source: Figures, composite: Composite) -> None:
        self.composite = composite
        self.dataset: Dataset = source.dataset()
        self.who = source.who
        self.figures = composite_figures(self.dataset, composite, source.catalogue)
        self.account = lru_cache(maxsize=ACCOUNTS_HELD)(self._account)
        self.overall = lru_cache(maxsize=ACCOUNTS_HELD)(self._overall)
        self._of_run: _OfRun | None = None

    @property
    def told(self) -> Composite:
        """The composite with its texts in the language that is spoken."""
        return composite_in_tongue(self.composite)

    def _account(self, area: str, audience: Audience | None = None) -> CompositeAccount:
        keys = [dimension.id for dimension in self.composite.dimensions]
        return composite_account(self.figures, self.who, area, audience=audience, keys=keys)

    def _overall(self, area: str, audience: Audience | None = None, weights: Weights = ()) -> CompositeAccount:
        chosen: Mapping[str, float] | None = dict(weights) if weights else None
        return composite_account(
            self.figures,
            self.who,
            area,
            audience=audience,
            dimension_weights=chosen,
            keys=(OVERALL,),
            changes=False,
        )

    def ranks_ahead(self, run: OutlookRun, dimension: str, area: str, years: tuple[int, ...]) -> RankOutlook:
        """Return which rank each municipality in the county of one may have in later years, by the run's past errors.

        Raises:
            DamagedFile: if the run's files cannot be read.
        """
        held = self._of_run
        if held is None or held.run is not run:  # an answer under way on the run before has its own, and keeps to it
            held = self._of_run = _OfRun(run, lru_cache(maxsize=COUNTIES_HELD)(partial(self._ranks, run)))
        return held.ranks(dimension, tuple(county_members(self.figures.areas, area).tolist()), years)

    def _ranks(self, run: OutlookRun, dimension: str, members: tuple[int, ...], years: tuple[int, ...]) -> RankOutlook:
        series = score_series(self.figures, dimension)
        return of_county(series, self.dataset, run.errors, np.array(members, dtype=np.intp), years)


_LOCK = Lock()
_HELD: dict[str, Held] = {}


def composite_held(source: Figures, composite: Composite) -> Held:
    """Return a composite on the current figures; the first to ask waits some tenths of a second."""
    with _LOCK:  # two who ask at once would both read the figures
        held = _HELD.get(composite.id)
        if held is None or held.dataset is not source.dataset() or held.composite != composite:
            held = _HELD[composite.id] = Held(source, composite)
    return held


def ranks_ahead(source: Figures, held: Held, dimension: str, area: str, years: tuple[int, ...]) -> RankOutlook | None:
    """Return which rank the county's municipalities may have in later years; None until an outlook run is made.

    Raises:
        DamagedFile: if the run's files cannot be read.
    """
    try:
        run = source.outlook()
    except NoFigures:
        return None
    return held.ranks_ahead(run, dimension, area, years)


def address_name(composite: Composite) -> str:
    """Return how a composite is named in an address: "trygghet-och-anmalda-brott"."""
    return str(slugify(composite.title))
