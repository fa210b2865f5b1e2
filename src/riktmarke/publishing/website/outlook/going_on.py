"""Where indicators without a target may stand: a table for the pages of goals that nothing can be said to reach."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from riktmarke.assessment.outlook.runs import SeriesOutlook
from riktmarke.assessment.outlook.years import ON_THE_WAY
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.fan import SHOWN, Fan
from riktmarke.presentation.labels import period_label, stands_for_more_years, unit_name
from riktmarke.presentation.numbers import decimals_apart, number
from riktmarke.presentation.outlook_reasons import no_outlook_reason
from riktmarke.presentation.population_labels import rough
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.publishing.website.outlook.fans import fan_of_series
from riktmarke.publishing.website.outlook.source import Outlook, outlook_of
from riktmarke.vocabulary.groups import GROUPS

THOUSANDS = 1000
LOW, HIGH = SHOWN.index(0.1), SHOWN.index(0.9)


@dataclass(frozen=True, slots=True)
class GoingOn:
    """An indicator and where it may stand.

    `about`: its unit, and the group where nobody publishes all together. `more_years`: whether its figures stand for
    more years than the one shown, which differ between areas.

    `reason` says why nothing is told. How likely it is to be no worse than today is not told: beside one noisy value,
    and beside a mean of three, what was said eight years ahead missed by up to nineteen of a hundred.
    """

    title: str
    address: str
    about: str
    latest: str
    latest_year: str
    more_years: bool
    year: str = ""
    middle: str = ""
    low: str = ""
    high: str = ""
    reason: str = ""


def going_on(source: Figures, place: Place, definitions: Iterable[Definition]) -> dict[str, Any]:
    """Return a row for each indicator that has a figure here; no rows until an outlook run has been made."""
    outlook = outlook_of(source, place)
    rows = [_row(outlook, definition) for definition in definitions] if outlook is not None else []
    return {
        "outlook_made": outlook is not None,
        "outlook_other_figures": outlook.other_figures if outlook is not None else "",
        "going_on": [row for row in rows if row is not None],
        "any_ahead_of_more_years": any(row.more_years for row in rows if row is not None),
        "going_on_year": ON_THE_WAY,
    }


def _row(outlook: Outlook, definition: Definition) -> GoingOn | None:
    found = leading_series(outlook, definition)
    if found is None:
        return None
    told, fan = found
    unit = unit_name(definition)
    latest = fan.measured[-1]
    row = GoingOn(
        title=title_in_tongue(definition),
        address=f"/kommun/{outlook.place.area.code}/nyckeltal/{definition.series}/#sa-kan-det-ga",
        about=unit,
        latest=number(latest.value, decimals=definition.decimals),
        latest_year=period_label(latest.year, definition),
        more_years=stands_for_more_years(definition),
    )
    year = max((one for one in fan.years if one.year <= ON_THE_WAY), key=lambda one: one.year, default=None)
    if year is None:
        return replace(row, reason=no_outlook_reason(told.why_not, told.measured))
    low, high = year.at[LOW], year.at[HIGH]
    decimals = decimals_apart(low, high, decimals=definition.decimals)
    return replace(
        row,
        year=period_label(year.year, definition),
        middle=_figure(year.middle, decimals),
        low=_figure(low, decimals),
        high=_figure(high, decimals),
    )


def _figure(value: float, decimals: int) -> str:
    """A forecast of thousands is said to three figures: it knows no more."""
    return number(rough(value) if abs(value) >= THOUSANDS else value, decimals=decimals)


def leading_series(outlook: Outlook, definition: Definition) -> tuple[SeriesOutlook, Fan] | None:
    """Return the outlook of everyone, or of the first group that has a figure; None where none has."""
    for sex in GROUPS:
        told = outlook.of(definition.series, sex.value)
        fan = fan_of_series(outlook, definition, told, others=False) if told is not None else None
        if told is not None and fan is not None:
            return told, fan
    return None
