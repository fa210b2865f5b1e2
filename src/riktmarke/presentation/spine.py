"""The spine: one strip per group that shows where a municipality lies among all of them, with its comparators."""

from dataclasses import dataclass
from typing import Any

from riktmarke.assessment.findings import Finding
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.chart_words import spine_words
from riktmarke.presentation.charts import Chart, Frame, Spec, base_spec, text_room, value_axis_format
from riktmarke.presentation.labels import GROUP_NAMES, SWEDEN, unit_name
from riktmarke.presentation.language import say
from riktmarke.presentation.numbers import number
from riktmarke.presentation.tokens import ACCENT, INK, MUTED, PAPER

ROW_PX = 60
AXIS_PX = 50  # with the unit below
KEY_ROW_PX = 26
NARROW_KEY_COLUMN = 0.42  # where the second name of a row begins, as a share of the width
FIRST_KEY, SECOND_KEY = NARROW_KEY_COLUMN, 0.3  # the room that each of two names in a row has, as a share of the width
QUARTERS_COLOUR = "#cfc7b7"


@dataclass(frozen=True, slots=True)
class Mark:
    """One comparator on the strip: its shape and name."""

    key: str
    shape: str
    label: str
    colour: str
    filled: bool
    size: int


def spine_chart(
    findings: list[Finding],
    *,
    title: str,
    own: str,
    county: str,
    definition: Definition | None,
    decimals: int,
    frame: Frame,
    country: str = SWEDEN,
    without: frozenset[str] = frozenset(),
) -> Chart:
    """Return the strip of every group that has a value and a range; `own`, `county` and `country` name the marks.

    `without`: the marks that are of another size and would press the strip together, "county" or "country".
    """
    rows = [f for f in findings if f.value is not None and f.kind_minimum is not None]
    points = [point for finding in rows for point in _points(finding) if point["mark"] not in without]
    used = [mark for mark in _marks(own, county, country) if any(point["mark"] == mark.key for point in points)]
    key_rows = _key_rows(used, frame)
    spec = base_spec(frame)
    spec["height"] = spine_height(len(rows), narrow=frame.narrow)
    spec["padding"] |= {"top": KEY_ROW_PX * len(key_rows) + 10}
    several = len(rows) > 1
    spec["layer"] = [
        _range_layer(rows, decimals, unit_name(definition), frame, several=several),
        _quarters_layer(rows),
        _median_layer(rows),
        *(_mark_layer(mark, [p for p in points if p["mark"] == mark.key]) for mark in reversed(used)),
        _own_value_layer(rows, decimals, frame),
        *_key(key_rows, frame),
    ]
    words = spine_words(
        rows, own=own, county=county, country=country, definition=definition, decimals=decimals, without=without
    )
    return Chart(spec=spec, title=title, description=words)


def spine_height(rows: int, *, narrow: bool) -> int:
    """Return the height in pixels of a spine with that many strips, for the page to leave room."""
    return ROW_PX * max(rows, 1) + AXIS_PX + KEY_ROW_PX * (3 if narrow else 1) + 14


def _marks(own: str, county: str, country: str) -> list[Mark]:
    return [
        Mark("own", "diamond", own, ACCENT, filled=True, size=170),
        Mark("county", "square", county, INK, filled=False, size=80),
        Mark("country", "triangle-up", country, INK, filled=False, size=90),
        Mark("peers", "circle", say("Liknande kommuner"), INK, filled=False, size=80),
    ]


def _key_rows(marks: list[Mark], frame: Frame) -> list[list[Mark]]:
    if not frame.narrow:
        return [marks] if marks else []
    rows: list[list[Mark]] = []
    for mark in marks:  # two to a row where both are short
        fits = rows and len(rows[-1]) == 1 and _fits(rows[-1][0], frame, FIRST_KEY) and _fits(mark, frame, SECOND_KEY)
        rows = [*rows[:-1], [*rows[-1], mark]] if fits else [*rows, [mark]]
    return rows


def _fits(mark: Mark, frame: Frame, share: float) -> bool:
    return text_room([mark.label], frame) < frame.width * share


def _key(key_rows: list[list[Mark]], frame: Frame) -> list[Spec]:
    """What each shape stands for, above the strips."""
    layers: list[Spec] = []
    for index, marks in enumerate(key_rows):
        y = {"value": -KEY_ROW_PX * (len(key_rows) - index) + 6}
        x = 8.0
        for mark in marks:
            word = {
                "type": "text",
                "text": mark.label,
                "align": "left",
                "baseline": "middle",
                "fontSize": frame.font_px,
            }
            layers.append({"data": {"values": [{}]}, "mark": _shape(mark), "encoding": {"x": {"value": x}, "y": y}})
            layers.append(
                {"data": {"values": [{}]}, "mark": word | {"color": INK}, "encoding": {"x": {"value": x + 12}, "y": y}}
            )
            x = 8 + frame.width * NARROW_KEY_COLUMN if frame.narrow else x + text_room([mark.label], frame) + 46
    return layers


def _shape(mark: Mark) -> Spec:
    fill, edge = (mark.colour, PAPER) if mark.filled else (PAPER, mark.colour)
    shape = {"type": "point", "shape": mark.shape, "size": mark.size, "opacity": 1}
    return shape | {"fill": fill, "stroke": edge, "strokeWidth": 1.75}


def _mark_layer(mark: Mark, points: list[dict[str, Any]]) -> Spec:
    return {"data": {"values": points}, "mark": _shape(mark), "encoding": {"y": _y(), "x": _x("value")}}


def _strip(finding: Finding) -> dict[str, Any]:
    return {
        "group": GROUP_NAMES[finding.group],
        "low": finding.kind_minimum,
        "high": finding.kind_maximum,
        "lower": finding.kind_lower_quarter,
        "middle": finding.kind_median,
        "upper": finding.kind_upper_quarter,
        "value": finding.value,
    }


def _points(finding: Finding) -> list[dict[str, Any]]:
    peers = finding.peers_weighted if finding.peers_weighted is not None else finding.peers_unweighted
    values = {"own": finding.value, "county": finding.county, "country": finding.country, "peers": peers}
    return [
        {"group": GROUP_NAMES[finding.group], "mark": key, "value": value}
        for key, value in values.items()
        if value is not None
    ]


def _y(axis: Spec | None = None) -> Spec:
    return {"field": "group", "type": "nominal", "sort": None, **({"axis": axis} if axis else {})}


def _x(field: str, axis: Spec | None = None) -> Spec:
    scale = {"zero": False, "nice": True}
    return {"field": field, "type": "quantitative", "scale": scale, **({"axis": axis} if axis else {})}


def _range_layer(rows: list[Finding], decimals: int, unit: str, frame: Frame, *, several: bool) -> Spec:
    span = [v for f in rows for v in (f.kind_minimum, f.kind_maximum) if v is not None]
    axis = {
        "format": value_axis_format((min(span), max(span)) if span else (0, 1), decimals),
        "tickCount": 5,
        "grid": False,
        "domain": False,
        "labelPadding": 4,
        "title": unit or None,
        "titleFontSize": frame.font_px,
        "titleFontWeight": "normal",
        "titleColor": MUTED,
        "titleAnchor": "end",
    }
    strip_axis: Spec = {"domain": False, "ticks": False, "labelPadding": 8, "grid": False, "labels": several}
    return {
        "data": {"values": [_strip(f) for f in rows]},
        "mark": {"type": "rule", "stroke": MUTED, "strokeWidth": 2},
        "encoding": {"y": _y(strip_axis), "x": _x("low", axis), "x2": {"field": "high"}},
    }


def _quarters_layer(rows: list[Finding]) -> Spec:
    strips = [_strip(f) for f in rows if f.kind_lower_quarter is not None]
    return {
        "data": {"values": strips},
        "mark": {"type": "bar", "height": 16, "fill": QUARTERS_COLOUR, "stroke": MUTED, "strokeWidth": 0.75},
        "encoding": {"y": _y(), "x": _x("lower"), "x2": {"field": "upper"}},
    }


def _median_layer(rows: list[Finding]) -> Spec:
    strips = [_strip(f) for f in rows if f.kind_median is not None]
    return {
        "data": {"values": strips},
        "mark": {"type": "tick", "thickness": 2.5, "size": 20, "color": INK, "opacity": 1},
        "encoding": {"y": _y(), "x": _x("middle")},
    }


def _own_value_layer(rows: list[Finding], decimals: int, frame: Frame) -> Spec:
    strips = [{**_strip(f), "text": number(f.value, decimals=decimals)} for f in rows if f.value is not None]
    return {
        "data": {"values": strips},
        "mark": {"type": "text", "dy": -19, "fontSize": frame.font_px, "fontWeight": 700, "color": ACCENT},
        "encoding": {"y": _y(), "x": _x("value"), "text": {"field": "text"}},
    }
