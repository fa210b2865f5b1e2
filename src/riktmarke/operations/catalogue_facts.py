"""What the store knows of the series that definitions rest on, for the catalogue's check."""

import numpy as np
from numpy.typing import NDArray

from riktmarke.governance.definitions import Catalogue, series_needed
from riktmarke.governance.published_facts import PublishedSeries
from riktmarke.statistics.panels import Panel
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.groups import FEMALE, MALE, TOTAL

# Fewer municipalities than this in a year say little about the spread between them.
ENOUGH_MUNICIPALITIES = 50
# Fewer pairs of neighbouring years than this say little about whether values are repeated.
ENOUGH_PAIRS = 200


def published_facts(dataset: Dataset, catalogue: Catalogue) -> dict[str, PublishedSeries]:
    """Return what the dataset holds of each series that the catalogue needs; series without values are left out."""
    others = {one.series for d in catalogue.values() for one in (*d.replaced_by, *d.replaces)}
    wanted = [series for series in sorted({*series_needed(catalogue), *others}) if series in dataset.series]
    return {panel.series: _facts(dataset, panel) for panel in dataset.panels(wanted)}


def _facts(dataset: Dataset, panel: Panel) -> PublishedSeries:
    told = dataset.series[panel.series]
    municipal = [position for position, area in enumerate(panel.areas) if area.kind is AreaKind.MUNICIPALITY]
    totals = panel.values[municipal, :, TOTAL]
    return PublishedSeries(
        title=told.title,
        description=told.description,
        still_published=told.still_published,
        first_year=told.first_period,
        last_year=told.last_period,
        has_women=_any(panel, FEMALE),
        has_men=_any(panel, MALE),
        spread=_spread(totals),
        repeated=_repeated(totals),
    )


def _any(panel: Panel, group: int) -> bool:
    return bool(np.isfinite(panel.values[:, :, group]).any())


def _spread(values: NDArray[np.float64]) -> float | None:
    """Return the standard deviation between municipalities in the latest year that has enough of them."""
    for year in reversed(range(values.shape[1])):
        there = values[~np.isnan(values[:, year]), year]
        if there.size >= ENOUGH_MUNICIPALITIES:
            return float(there.std(ddof=1))
    return None


def _repeated(values: NDArray[np.float64]) -> float | None:
    """Return the share of values, other than nought, that are exactly those of the year before."""
    before, after = values[:, :-1], values[:, 1:]
    pairs = ~np.isnan(before) & ~np.isnan(after) & (after != 0)
    return float((before[pairs] == after[pairs]).mean()) if pairs.sum() >= ENOUGH_PAIRS else None
