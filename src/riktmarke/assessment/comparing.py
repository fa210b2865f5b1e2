"""Comparators for the latest measurement: country, county, similar municipalities, and the spread of all.

Every comparator is taken for the same year and group as the area's own latest value. Arrays have the groups first.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.context import NOBODY, Context
from riktmarke.assessment.findings import Basis
from riktmarke.methods.summaries import Spread, group_means, spread
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.reasons import Reason

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]
Columns = dict[str, NDArray[Any]]


class Latest(NamedTuple):
    """The years that are somebody's latest, and where each area's own stands among them.

    `values` and `weights` have the shape (groups, years, areas); `slot` has (groups, areas).
    """

    values: Floats
    weights: Floats
    slot: Places
    there: Flags

    def of_area(self, area: Places | int) -> Floats:
        """Return the value of another area (one, or one per area) in each area's own latest year."""
        groups = np.arange(self.slot.shape[0])[:, None]
        taken: Floats = self.values[groups, self.slot, area]
        return taken

    def of_row(self, table: NDArray[Any], row: Places) -> NDArray[Any]:
        """Return from a table (groups, years, rows) each area's own row in its own latest year."""
        groups = np.arange(self.slot.shape[0])[:, None]
        return table[groups, self.slot, row]


def compared(panel: Panel, values: Floats, place: Places, there: Flags, context: Context) -> Columns:
    """Return the comparator columns of `Findings`, each of shape (groups, areas)."""
    years = np.unique(place[there])
    latest = Latest(
        values=values[:, :, years].transpose(0, 2, 1),
        weights=_weights(context.weights, [panel.periods[year] for year in years]),
        slot=np.where(there, np.searchsorted(years, place), 0),
        there=there,
    )
    if not years.size:
        latest = latest._replace(values=np.full((*place.shape[:1], 1, place.shape[1]), np.nan))
        latest = latest._replace(weights=latest.values)
    return {
        **_country(latest, context),
        **_county(latest, context),
        **_peers(latest, context),
        **_kind(latest, context),
    }


def _weights(panel: Panel, years: list[int]) -> Floats:
    weights = np.full((panel.values.shape[2], len(years), len(panel.areas)), np.nan)
    for column, year in enumerate(years):
        if year in panel.periods:
            weights[:, column, :] = panel.values[:, panel.periods.index(year), :].T
    return weights


def _country(latest: Latest, context: Context) -> Columns:
    who = context.comparisons
    shape = latest.there.shape
    value = latest.of_area(who.country) if who.country != NOBODY else np.full(shape, np.nan)
    reason = np.where(np.isnan(value), Reason.COMPARATOR_NOT_PUBLISHED, Reason.SAID)
    if who.country != NOBODY:
        reason[:, who.country] = Reason.NOT_APPLICABLE
    reason[~latest.there] = Reason.NEVER_PUBLISHED
    return {"country": np.where(reason == Reason.SAID, value, np.nan), "country_reason": reason}


def _county(latest: Latest, context: Context) -> Columns:
    who = context.comparisons
    in_county = np.broadcast_to(who.county_row >= 0, latest.there.shape)
    published = np.where(who.county >= 0, latest.of_area(np.maximum(who.county, 0)), np.nan)
    wanting = latest.there & in_county & np.isnan(published)
    basis = np.where(np.isnan(published), Basis.NONE, Basis.PUBLISHED)
    reason = np.where(np.isnan(published), Reason.COMPARATOR_NOT_PUBLISHED, Reason.SAID)
    value, members, size = published, np.zeros_like(basis), np.zeros_like(basis)
    if wanting.any():
        row = np.maximum(who.county_row, 0)
        mean = _weighted(latest, who.county_members, row, context)
        alone = np.broadcast_to(who.county_size[row] == 1, wanting.shape)
        mean_reason = np.where(alone, Reason.WHOLE_COUNTY, mean.reason)
        value = np.where(wanting, mean.value, published)
        reason = np.where(wanting, mean_reason, reason)
        basis = np.where(wanting & (mean_reason == Reason.SAID), context.weights_basis, basis)
        members = np.where(wanting, mean.members, 0)
        size = np.where(wanting, who.county_size[row].astype(np.int_), 0)
    reason[~in_county] = Reason.NOT_APPLICABLE
    reason[~latest.there] = Reason.NEVER_PUBLISHED
    said = reason == Reason.SAID
    return {
        "county": np.where(said, value, np.nan),
        "county_basis": np.where(said, basis, Basis.NONE),
        "county_members": members,
        "county_size": size,
        "county_reason": reason,
    }


def _peers(latest: Latest, context: Context) -> Columns:
    who = context.comparisons
    row = np.maximum(who.peer_row, 0)
    if not who.peer_members.size:
        nothing = np.full(latest.there.shape, np.nan)
        mean = Mean(nothing, nothing, np.zeros(nothing.shape, np.int_), np.zeros(nothing.shape, np.int_))
        size = np.zeros(nothing.shape, np.int_)
    else:
        mean = _weighted(latest, who.peer_members, row, context)
        size = np.broadcast_to(who.peer_size[row].astype(np.int_), latest.there.shape)
    grouped = np.broadcast_to(who.peer_row >= 0, latest.there.shape)
    weighted_reason = np.where(grouped, mean.reason, Reason.NO_SIMILAR_GROUP)
    plain_reason = np.where(mean.members > 0, Reason.SAID, Reason.COMPARATOR_NOT_PUBLISHED)
    if not context.averaged:
        plain_reason[:] = Reason.NOT_AVERAGED
    plain_reason = np.where(grouped, plain_reason, Reason.NO_SIMILAR_GROUP)
    for reason in (weighted_reason, plain_reason):
        if who.country != NOBODY:
            reason[:, who.country] = Reason.NOT_APPLICABLE
        reason[~latest.there] = Reason.NEVER_PUBLISHED
    said = weighted_reason == Reason.SAID
    counted = grouped & latest.there
    return {
        "peers_weighted": np.where(said, mean.value, np.nan),
        "peers_basis": np.where(said, context.weights_basis, Basis.NONE),
        "peers_reason": weighted_reason,
        "peers_unweighted": np.where(plain_reason == Reason.SAID, mean.unweighted, np.nan),
        "peers_members": np.where(counted, mean.members, 0),
        "peers_size": np.where(counted, size, 0),
        "peers_unweighted_reason": plain_reason,
    }


class Mean(NamedTuple):
    """Each area's group mean in its own latest year, arrays of shape (groups, areas)."""

    value: Floats
    unweighted: Floats
    members: NDArray[np.int_]
    reason: NDArray[np.int_]


def _weighted(latest: Latest, members: Places, row: Places, context: Context) -> Mean:
    means = group_means(latest.values, latest.weights, members)
    value, unweighted, covered = (
        latest.of_row(table, row) for table in (means.weighted, means.unweighted, means.covered)
    )
    count = latest.of_row(means.members, row).astype(np.int_)
    reason = np.where(covered < context.parameters.smallest_share_covered, Reason.TOO_LITTLE_COVERED, Reason.SAID)
    reason[np.isnan(value)] = Reason.NO_WEIGHTS
    reason[count == 0] = Reason.COMPARATOR_NOT_PUBLISHED
    if not context.averaged:
        reason[:] = Reason.NOT_AVERAGED
    return Mean(value, unweighted, count, reason)


def _kind(latest: Latest, context: Context) -> Columns:
    shape = latest.there.shape
    figures = {name: np.full(shape, np.nan) for name in Spread._fields[:-1]}
    count = np.zeros(shape, dtype=np.int_)
    reason = np.full(shape, Reason.NOT_APPLICABLE, dtype=np.int_)
    for kind in context.comparisons.kinds:
        if not latest.there[:, kind].any():
            continue
        over = spread(latest.values[:, :, kind])
        groups = np.arange(shape[0])[:, None]
        slot = latest.slot[:, kind]
        for name, figure in figures.items():
            figure[:, kind] = getattr(over, name)[groups, slot]
        count[:, kind] = over.areas[groups, slot]
        few = count[:, kind] < context.parameters.fewest_areas_for_quarters
        reason[:, kind] = np.where(few, Reason.TOO_FEW_AREAS, Reason.SAID)
    reason[~latest.there] = Reason.NEVER_PUBLISHED
    said = reason == Reason.SAID
    return {
        **{f"kind_{name}": np.where(said, figure, np.nan) for name, figure in figures.items()},
        "kind_members": np.where(latest.there, count, 0).astype(np.int16),
        "kind_reason": reason,
    }
