"""The tables of the page: every picture's figures, what drives them, what a goal takes, ages and the two sexes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from riktmarke.assessment.population import BANDS, QUANTILES, MiddlePath, PopulationOutlook, WhatItTakes
from riktmarke.assessment.population.figures import PopulationFigures
from riktmarke.methods.estimate import Floats
from riktmarke.presentation.language import say, say_as
from riktmarke.presentation.numbers import number, years
from riktmarke.presentation.population_labels import (
    BAND_NAMES,
    BAND_USES,
    FLOW_NAMES,
    more_or_fewer,
    people,
    rough,
    span,
)
from riktmarke.presentation.population_words import apart

MIDDLE = QUANTILES.index(0.5)
LOW_80, HIGH_80 = QUANTILES.index(0.1), QUANTILES.index(0.9)
LOW_50, HIGH_50 = QUANTILES.index(0.25), QUANTILES.index(0.75)
LOW_95, HIGH_95 = QUANTILES.index(0.025), QUANTILES.index(0.975)
DECADE: Final = 10
FULL: Final = 100  # per cent of the room for a bar


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure with its interval of 8 in 10, empty where it is observed, and the length of its bar in per cent."""

    text: str
    interval: str = ""
    bar: str = ""
    below: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; `kind` is "sum" for what adds up from those above."""

    name: str
    cells: tuple[Cell, ...]
    note: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: heads of its columns after the first, and its lines."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A projected year: the middle and three intervals."""

    year: int
    middle: str
    half: str
    most: str
    nearly_all: str


def every_year(outlook: PopulationOutlook) -> tuple[Year, ...]:
    """Return the projected years, as the fan shows them."""
    q = outlook.total
    return tuple(
        Year(
            year,
            people(q[MIDDLE, place]),
            span(q[LOW_50, place], q[HIGH_50, place]),
            span(q[LOW_80, place], q[HIGH_80, place]),
            span(q[LOW_95, place], q[HIGH_95, place]),
        )
        for place, year in enumerate(outlook.years, start=1)
    )


def observed(figures: PopulationFigures, area: str) -> tuple[tuple[int, str], ...]:
    """Return the observed population, the latest year first."""
    found = figures.population[figures.position(area)]
    known = [(year, value) for year, value in zip(figures.years, found, strict=True) if not np.isnan(value)]
    return tuple((year, number(value, decimals=0)) for year, value in reversed(known))


def what_drives(figures: PopulationFigures, outlook: PopulationOutlook, until: int) -> Table:
    """Return births, deaths and moves a year: the decades observed, and expected until a year; with bars."""
    place, last = figures.position(outlook.area), figures.last_year
    seen = _flows(figures.births[place], figures.deaths[place], figures.inflow[place], figures.outflow[place])
    spans = [(max(first, figures.years[0]), first + DECADE - 1) for first in (last - 2 * DECADE + 1, last - DECADE + 1)]
    columns: list[tuple[str, dict[str, float]]] = []
    for first, end in spans:
        begin = figures.column(first)
        means = {name: float(flow[begin : figures.column(end) + 1].mean()) for name, flow in seen.items()}
        if not any(np.isnan(list(means.values()))):
            columns.append((years(first, end), means))
    ahead = outlook.years.index(until) + 1
    expected = _middle(outlook.middle)
    columns.append(
        (
            say("{years}, väntat", years=years(outlook.years[0], until)),
            {n: float(f[:ahead].mean()) for n, f in expected.items()},
        )
    )
    most = max(abs(value) for _, means in columns for value in means.values())
    rows = tuple(
        Row(
            name=FLOW_NAMES[name],
            cells=tuple(
                _barred(means[name], most, signed=name in ("natural", "net", "change")) for _, means in columns
            ),
            kind="sum" if name in ("natural", "net", "change") else "",
        )
        for name in FLOW_NAMES
    )
    return Table(tuple(head for head, _ in columns), rows)


def _flows(births: Floats, deaths: Floats, inflow: Floats, outflow: Floats) -> dict[str, Floats]:
    return {
        "births": births,
        "deaths": deaths,
        "natural": births - deaths,
        "inflow": inflow,
        "outflow": outflow,
        "net": inflow - outflow,
        "change": births - deaths + inflow - outflow,
    }


def _middle(path: MiddlePath) -> dict[str, Floats]:
    return _flows(path.births, path.deaths, path.inflow, path.outflow)


def _barred(value: float, most: float, *, signed: bool) -> Cell:
    text = more_or_fewer(value) if signed else people(value)
    return Cell(text, bar=f"{FULL * abs(rough(value)) / most if most else 0:.1f}%", below=value < 0)


def takes_table(takes: WhatItTakes) -> Table:
    """Return the moves that a goal takes beside what is expected and the best years there have been; with bars."""
    ahead = years(takes.base_year + 1, takes.year)
    lines = [
        (say("Krävs för målet, {ahead}", ahead=ahead), takes.net_per_year, "needed"),
        (say("Väntat, {ahead}", ahead=ahead), takes.net_per_year_expected, ""),
    ]
    lines += [
        (
            say(
                "Bästa {in_words} åren i följd, {years}",
                in_words=_in_words(best.years),
                years=years(best.last_year - best.years + 1, best.last_year),
            ),
            best.per_year,
            "",
        )
        for best in takes.best_net
    ]
    most = max(abs(value) for _, value, _ in lines)
    return Table(
        (say("Personer per år"),),
        tuple(Row(name, (_barred(value, most, signed=True),), kind=kind) for name, value, kind in lines),
    )


def _in_words(count: int) -> str:
    return {5: say("fem"), 10: say("tio")}.get(count, str(count))


def by_age(outlook: PopulationOutlook, told: Sequence[int]) -> Table:
    """Return the broad ages now and in the years told, with their intervals, and the change to the last."""
    places = [outlook.place(year) for year in told]
    rows = []
    for band, name in enumerate(BANDS):
        q = outlook.bands[band]
        now = q[MIDDLE, 0]
        cells = [Cell(number(now, decimals=0)), *(_with_interval(q, place) for place in places)]
        cells.append(_change(now, q, places[-1]))
        rows.append(Row(BAND_NAMES[name], tuple(cells), note=say(BAND_USES.get(name, ""))))
    q = outlook.total
    cells = [Cell(number(q[MIDDLE, 0], decimals=0)), *(_with_interval(q, place) for place in places)]
    rows.append(Row(say("Alla"), (*cells, _change(q[MIDDLE, 0], q, places[-1])), kind="sum"))
    return Table((str(outlook.base_year), *map(str, told), say("Ändring till {told}", told=told[-1])), tuple(rows))


def by_sex(outlook: PopulationOutlook, told: Sequence[int]) -> Table:
    """Return women and men in each broad age, now and in the last year told, everything as expected."""
    place, bands = outlook.place(told[-1]), outlook.middle.bands
    rows = [
        Row(
            BAND_NAMES[name],
            tuple(
                Cell(number(bands[at, sex, band], decimals=0) if at == 0 else people(bands[at, sex, band]))
                for at in (0, place)
                for sex in (0, 1)
            ),
        )
        for band, name in enumerate(BANDS)
    ]
    sums = (
        *(Cell(number(q[MIDDLE, 0], decimals=0)) for q in (outlook.women, outlook.men)),
        *(_with_interval(q, place) for q in (outlook.women, outlook.men)),
    )
    rows.append(Row(say("Alla"), sums, kind="sum"))
    return Table((str(outlook.base_year), str(told[-1])), tuple(rows))


def _with_interval(quantiles: Floats, place: int) -> Cell:
    return Cell(people(quantiles[MIDDLE, place]), span(quantiles[LOW_80, place], quantiles[HIGH_80, place]))


def _change(now: float, quantiles: Floats, place: int) -> Cell:
    return Cell(more_or_fewer(quantiles[MIDDLE, place] - now), _signed_span(now, quantiles, place))


def _signed_span(now: float, quantiles: Floats, place: int) -> str:
    low, high = quantiles[LOW_80, place] - now, quantiles[HIGH_80, place] - now
    return say(
        "{more_or_fewer} till {more_or_fewer2}", more_or_fewer=more_or_fewer(low), more_or_fewer2=more_or_fewer(high)
    )


def beside_expected(expected: PopulationOutlook, changed: PopulationOutlook, year: int) -> Table:
    """Return what a scenario makes of a year beside what is expected: everybody, births, ages."""
    place = expected.place(year)
    pairs: list[tuple[str, Floats, Floats, int]] = [
        (say("Invånare"), expected.total, changed.total, place),
        (say("Födda under {year}", year=year), expected.births, changed.births, place - 1),
    ]
    pairs += [(BAND_NAMES[name], expected.bands[i], changed.bands[i], place) for i, name in enumerate(BANDS)]
    rows = tuple(
        Row(
            name,
            (
                _with_interval(before, at),
                _with_interval(after, at),
                Cell(more_or_fewer(apart(after[MIDDLE, at], before[MIDDLE, at]))),
            ),
        )
        for name, before, after, at in pairs
    )
    return Table((say("Som väntat"), say("Med dina ändringar"), say_as("mellan två framräkningar", "Skillnad")), rows)
