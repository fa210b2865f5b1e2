"""Comparators for the latest measurement: country, county, similar municipalities, and the spread of all.

Every comparator is taken for the same year and group as the area's own latest value. Arrays have the groups first.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.context import NOBODY, Context
from riktmarke.assessment.findings import Basis
from riktmarke.assessment.reasoning import SAID, chosen, first_reason
from riktmarke.methods.summaries import GroupMeans, group_means, means, spread, with_nobody
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.reasons import Reason

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]
Codes = NDArray[np.uint8]
Columns = dict[str, NDArray[Any]]


class Latest(NamedTuple):
    """The groups and years that are somebody's latest, and which of them is each area's own.

    `values` and `weights` have the shape (slots, areas), a slot being a group in a year; `slot` and `there` have
    (groups, areas).
    """

    values: Floats
    weights: Floats
    slot: Places
    there: Flags


def compared(panel: Panel, values: Floats, place: Places, there: Flags, context: Context) -> Columns:
    """Return the comparator columns of `Findings`, each of shape (groups, areas)."""
    latest = _latest(panel, values, place, there, context.weights)
    return {
        **_country(latest, context),
        **_county(latest, context),
        **_peers(latest, context),
        **_kind(latest, context),
    }


def _latest(panel: Panel, values: Floats, place: Places, there: Flags, weights: Panel) -> Latest:
    years = values.shape[-1]
    code = place + np.arange(values.shape[0])[:, None] * years
    used = np.flatnonzero(np.bincount(code[there], minlength=values.shape[0] * years))
    if not used.size:
        used = np.zeros(1, dtype=np.intp)  # nobody has a value: one slot of nothing
    slot_of_code = np.zeros(values.shape[0] * years, dtype=np.intp)
    slot_of_code[used] = np.arange(used.size)
    group, year = np.divmod(used, years)
    return Latest(
        values=values[group, :, year],
        weights=_weights(weights, group, year + panel.periods[0]),
        slot=slot_of_code[code],
        there=there,
    )


def _weights(panel: Panel, group: Places, year: Places) -> Floats:
    weights = np.full((group.size, len(panel.areas)), np.nan)
    if not panel.periods:
        return weights
    place = year - panel.periods[0]
    held = (place >= 0) & (place < len(panel.periods))
    weights[held] = panel.values[:, place[held], group[held]].T
    return weights


def _country(latest: Latest, context: Context) -> Columns:
    who = context.comparisons
    of_country = latest.values[:, who.country] if who.country != NOBODY else np.full(len(latest.values), np.nan)
    value = of_country[latest.slot]
    reason = first_reason(
        (~latest.there, Reason.NEVER_PUBLISHED),
        (who.is_country, Reason.NOT_APPLICABLE),
        (np.isnan(value), Reason.COMPARATOR_NOT_PUBLISHED),
    )
    return {"country": _if_said(reason, value), "country_reason": reason}


def _county(latest: Latest, context: Context) -> Columns:
    who = context.comparisons
    in_county = who.county_row >= 0
    value = np.where(who.county >= 0, latest.values[latest.slot, who.county], np.nan)
    published = ~np.isnan(value)
    reason = first_reason(
        (~latest.there, Reason.NEVER_PUBLISHED),
        (~in_county, Reason.NOT_APPLICABLE),
        (~published, Reason.COMPARATOR_NOT_PUBLISHED),
    )
    basis = np.where(published, np.uint8(Basis.PUBLISHED), np.uint8(Basis.NONE))
    members, size = np.zeros_like(reason), np.zeros_like(reason)
    wanting = latest.there & in_county & ~published
    if wanting.any():
        row = np.maximum(who.county_row, 0)
        over = group_means(latest.values, latest.weights, who.county_members)
        own = GroupMeans(
            over.weighted[latest.slot, row],
            over.unweighted[latest.slot, row],
            over.covered[latest.slot, row],
            over.members[latest.slot, row],
        )
        mean_reason = chosen(_mean_reason(own, context), (who.county_size[row] == 1, Reason.WHOLE_COUNTY))
        reason = np.where(wanting, mean_reason, reason)
        value = np.where(wanting, own.weighted, value)
        basis = np.where(wanting, np.uint8(context.weights_basis), basis)
        members = np.where(wanting, own.members.astype(np.uint8), members)
        size = np.where(wanting, who.county_size[row], size)
    return {
        "county": _if_said(reason, value),
        "county_basis": np.where(reason == SAID, basis, np.uint8(Basis.NONE)),
        "county_members": members,
        "county_size": size,
        "county_reason": reason,
    }


def _peers(latest: Latest, context: Context) -> Columns:
    who = context.comparisons
    grouped = who.peer_row >= 0
    # Each area's own group in its own slot: similar areas along the first axis, then groups and areas.
    where = latest.slot * (latest.there.shape[1] + 1) + who.peers_of_area[:, None, :]
    own = means(with_nobody(latest.values).take(where), with_nobody(latest.weights).take(where), axis=0)
    never = (
        (~latest.there, Reason.NEVER_PUBLISHED),
        (who.is_country, Reason.NOT_APPLICABLE),
        (~grouped, Reason.NO_SIMILAR_GROUP),
    )
    plain = first_reason((own.members == 0, Reason.COMPARATOR_NOT_PUBLISHED))
    if not context.averaged:
        plain[:] = Reason.NOT_AVERAGED
    plain_reason = chosen(plain, *never)
    reason = chosen(_mean_reason(own, context), *never)
    counted = grouped & latest.there
    return {
        "peers_weighted": _if_said(reason, own.weighted),
        "peers_basis": np.where(reason == SAID, np.uint8(context.weights_basis), np.uint8(Basis.NONE)),
        "peers_reason": reason,
        "peers_unweighted": _if_said(plain_reason, own.unweighted),
        "peers_members": np.where(counted, own.members, 0).astype(np.uint8),
        "peers_size": np.where(counted, who.peers_of_area_size, np.uint8(0)),
        "peers_unweighted_reason": plain_reason,
    }


def _mean_reason(mean: GroupMeans, context: Context) -> Codes:
    if not context.averaged:
        return np.full(mean.members.shape, Reason.NOT_AVERAGED, dtype=np.uint8)
    if not context.weighed:
        return np.full(mean.members.shape, Reason.NOT_WEIGHED, dtype=np.uint8)
    return first_reason(
        (mean.members == 0, Reason.COMPARATOR_NOT_PUBLISHED),
        (np.isnan(mean.weighted), Reason.NO_WEIGHTS),
        (mean.covered < context.parameters.smallest_share_covered, Reason.TOO_LITTLE_COVERED),
    )


def _kind(latest: Latest, context: Context) -> Columns:
    who = context.comparisons
    slots = len(latest.values)
    figures = np.full((5, len(who.kinds) + 1, slots), np.nan)
    count = np.zeros((len(who.kinds) + 1, slots), dtype=np.int16)
    for row, kind in enumerate(who.kinds):
        if latest.there[:, kind].any():
            over = spread(latest.values[:, kind])
            figures[:, row], count[row] = over[:-1], over.areas
    own = who.kind_of_area * slots + latest.slot
    members = count.take(own)
    reason = first_reason(
        (~latest.there, Reason.NEVER_PUBLISHED),
        (np.broadcast_to(who.kind_of_area == len(who.kinds), own.shape), Reason.NOT_APPLICABLE),
        (members < context.parameters.fewest_areas_for_quarters, Reason.TOO_FEW_AREAS),
    )
    said = _if_said(reason, figures.reshape(5, -1).take(own, axis=1))
    minimum, lower_quarter, median, upper_quarter, maximum = said
    return {
        "kind_minimum": minimum,
        "kind_lower_quarter": lower_quarter,
        "kind_median": median,
        "kind_upper_quarter": upper_quarter,
        "kind_maximum": maximum,
        "kind_members": np.where(latest.there, members, np.int16(0)),
        "kind_reason": reason,
    }


def _if_said(reason: Codes, figures: Floats) -> Floats:
    return np.where(reason == SAID, figures, np.nan)
