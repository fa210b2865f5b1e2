"""What is published elsewhere, for the page of a series that has no value for the municipality asked for."""

from dataclasses import dataclass

import numpy as np

from riktmarke.assessment.context import Parameters
from riktmarke.methods.summaries import spread
from riktmarke.presentation.labels import GROUP_NAMES, area_name, period_label
from riktmarke.presentation.language import say
from riktmarke.presentation.lines import measured_years
from riktmarke.presentation.sentences import Wording
from riktmarke.publishing.website.cells import Cell
from riktmarke.publishing.website.figures import Place
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.groups import GROUPS, Sex


@dataclass(frozen=True, slots=True)
class ElsewhereRow:
    """An area's latest measurement; `code` is set for municipalities, which have a page of their own."""

    name: str
    code: str
    period: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The country, the county and the similar municipalities, each at its own latest year, and all municipalities."""

    columns: tuple[str, ...]
    rows: tuple[ElsewhereRow, ...]
    spread: str
    regions_only: bool


def elsewhere(panel: Panel, place: Place, wording: Wording) -> Elsewhere:
    """Return what there is, as published; nothing is computed but the quarters."""
    near = [] if place.is_whole_county else [place.county]
    areas = [area for area in (place.country, *near, *place.peers) if _latest(panel, area, wording)]
    shown = tuple(sex for sex in GROUPS if any(panel.of(area.code, sex) for area in areas)) or (Sex.TOTAL,)
    kinds = {kind: panel.values[panel.areas.positions_of_kind(kind)] for kind in AreaKind}
    held = {kind: bool(values.size) and not np.isnan(values).all() for kind, values in kinds.items()}
    return Elsewhere(
        columns=tuple(GROUP_NAMES[sex] for sex in shown),
        rows=tuple(_row(panel, area, shown, wording) for area in areas),
        spread=_spread(panel, wording) if held[AreaKind.MUNICIPALITY] else "",
        regions_only=held[AreaKind.REGION] and not held[AreaKind.MUNICIPALITY],
    )


def _latest(panel: Panel, area: Area, wording: Wording) -> int:
    return max(
        (
            year
            for sex in GROUPS
            for year in measured_years(panel, area=area.code, group=sex, definition=wording.definition)
        ),
        default=0,
    )


def _row(panel: Panel, area: Area, shown: tuple[Sex, ...], wording: Wording) -> ElsewhereRow:
    year = _latest(panel, area, wording)
    values = [panel.of(area.code, sex).get(year) for sex in shown]
    cells = tuple(Cell("–", missing=True) if value is None else Cell(wording.plain(value)) for value in values)
    code = area.code if area.kind is AreaKind.MUNICIPALITY else ""
    return ElsewhereRow(area_name(area), code, period_label(year, wording.definition), cells)


def _spread(panel: Panel, wording: Wording) -> str:
    """The quarters of the municipalities in the latest year that any of them has."""
    of_all = panel.values[panel.areas.positions_of_kind(AreaKind.MUNICIPALITY)]
    group = next(i for i in range(len(GROUPS)) if not np.isnan(of_all[..., i]).all())
    place = int(np.flatnonzero(~np.isnan(of_all[..., group]).all(axis=0))[-1])
    over = spread(of_all[:, place, group])
    count, year = int(over.areas), period_label(panel.periods[place], wording.definition)
    whose = {Sex.TOTAL: "", Sex.FEMALE: say(" för kvinnor"), Sex.MALE: say(" för män")}[GROUPS[group]]
    said = say("Egen bearbetning: {count} kommuner har ett värde{whose} {year}", count=count, whose=whose, year=year)
    if count < Parameters().fewest_areas_for_quarters:
        return f"{said}."
    low, lower, middle, upper, high = (wording.plain(float(figure)) for figure in over[:5])
    return say(
        "{said}. De går från {low} till {high}; den mittersta hälften ligger mellan {lower} och "
        "{upper}, och mitten (medianen) är {middle}.",
        said=said,
        low=low,
        high=high,
        lower=lower,
        upper=upper,
        middle=middle,
    )
