"""The spine: one strip per group that shows where a municipality lies among all of them, with its comparators."""

from dataclasses import dataclass
from typing import Any

from riktmarke.assessment.findings import Finding
from riktmarke.presentation.charts import Chart, Frame, Spec, base_spec, value_axis_format
from riktmarke.presentation.labels import GROUP_NAMES
from riktmarke.presentation.numbers import number
from riktmarke.presentation.tokens import ACCENT, INK, MUTED, PAPER

SPINE_WIDE = Frame(width=760, height=0, font_px=14, narrow=False)
SPINE_NARROW = Frame(width=360, height=0, font_px=13, narrow=True)
ROW_PX = 62
QUARTERS_COLOUR = "#bdb5a4"


@dataclass(frozen=True, slots=True)
class Mark:
    """One comparator on the strip: its shape and name."""

    shape: str
    label: str
    colour: str
    filled: bool
    size: int


def spine_chart(findings: list[Finding], *, title: str, own: str, county: str, decimals: int, frame: Frame) -> Chart:
    """Return the strip of every group that has a value and a range; `own` and `county` name the marks."""
    rows = [f for f in findings if f.value is not None and f.kind_minimum is not None]
    marks = {
        "own": Mark("diamond", own, ACCENT, filled=True, size=190),
        "county": Mark("square", county, INK, filled=False, size=90),
        "country": Mark("triangle-up", "Sverige", INK, filled=False, size=100),
        "peers": Mark("circle", "liknande kommuner", INK, filled=False, size=90),
    }
    spec = base_spec(frame, right=18)
    spec["height"] = ROW_PX * max(len(rows), 1)
    spec["width"] = frame.width - (96 if len(rows) > 1 else 30)
    points = [point for finding in rows for point in _points(finding)]
    used = [key for key in marks if any(point["mark"] == key for point in points)]
    spec["layer"] = [
        _range_layer(rows, decimals, several=len(rows) > 1),
        _quarters_layer(rows),
        _median_layer(rows),
        _marks_layer(points, {key: marks[key] for key in used}, frame),
        _own_value_layer(rows, decimals, frame),
    ]
    return Chart(spec=spec, title=title, description=_description(rows, own=own, county=county, decimals=decimals))


def spine_height(rows: int) -> int:
    """Return the height in pixels of a drawn spine with that many strips, for the page to leave room."""
    return ROW_PX * max(rows, 1) + 70


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


def _y(*, several: bool = True) -> Spec:
    axis = {"domain": False, "ticks": False, "labelPadding": 6, "grid": False} if several else None
    return {"field": "group", "type": "nominal", "sort": None, "axis": axis}


def _x(field: str, axis: Spec | None = None) -> Spec:
    return {"field": field, "type": "quantitative", "scale": {"zero": False, "nice": True}, "axis": axis}


def _range_layer(rows: list[Finding], decimals: int, *, several: bool) -> Spec:
    span = [v for f in rows for v in (f.kind_minimum, f.kind_maximum) if v is not None]
    axis = {
        "format": value_axis_format((min(span), max(span)) if span else (0, 1), decimals),
        "tickCount": 5,
        "grid": False,
        "domain": False,
        "labelPadding": 4,
    }
    return {
        "data": {"values": [_strip(f) for f in rows]},
        "mark": {"type": "rule", "stroke": MUTED, "strokeWidth": 2},
        "encoding": {"y": _y(several=several), "x": _x("low", axis), "x2": {"field": "high"}},
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
        "mark": {"type": "tick", "thickness": 2, "size": 16, "color": MUTED},
        "encoding": {"y": _y(), "x": _x("middle")},
    }


def _marks_layer(points: list[dict[str, Any]], marks: dict[str, Mark], frame: Frame) -> Spec:
    labels = [mark.label for mark in marks.values()]
    rows = [{**point, "name": marks[point["mark"]].label} for point in points]
    legend = {
        "title": None,
        "orient": "top",
        "direction": "horizontal",
        "columns": 2 if frame.narrow else 4,
        "labelFontSize": frame.font_px,
        "labelColor": INK,
        "labelLimit": 240,
        "symbolSize": 110,
        "symbolStrokeWidth": 1.75,
        "symbolFillColor": PAPER,
        "columnPadding": 18,
        "offset": 8,
    }

    def scaled(values: list[Any], legend: Spec | None = None) -> Spec:
        return {"field": "name", "type": "nominal", "scale": {"domain": labels, "range": values}, "legend": legend}

    return {
        "data": {"values": rows},
        "mark": {"type": "point", "opacity": 1, "strokeWidth": 1.75},
        "encoding": {
            "y": _y(),
            "x": _x("value"),
            "shape": scaled([mark.shape for mark in marks.values()], legend),
            "stroke": scaled([PAPER if mark.filled else mark.colour for mark in marks.values()]),
            "fill": scaled([mark.colour if mark.filled else PAPER for mark in marks.values()]),
            "size": scaled([mark.size for mark in marks.values()]),
        },
    }


def _own_value_layer(rows: list[Finding], decimals: int, frame: Frame) -> Spec:
    strips = [{**_strip(f), "text": number(f.value, decimals=decimals)} for f in rows if f.value is not None]
    return {
        "data": {"values": strips},
        "mark": {"type": "text", "dy": -19, "fontSize": frame.font_px, "fontWeight": 700, "color": ACCENT},
        "encoding": {"y": _y(), "x": _x("value"), "text": {"field": "text"}},
    }


def _description(rows: list[Finding], *, own: str, county: str, decimals: int) -> str:
    parts = []
    for finding in rows:
        if finding.value is None or finding.kind_minimum is None or finding.kind_maximum is None:
            continue
        named = [(own, finding.value), (county, finding.county), ("Sverige", finding.country)]
        said = ", ".join(f"{name} {number(value, decimals=decimals)}" for name, value in named if value is not None)
        lowest, highest = (number(v, decimals=decimals) for v in (finding.kind_minimum, finding.kind_maximum))
        parts.append(f"{GROUP_NAMES[finding.group]} {finding.period}: från {lowest} till {highest}; {said}")
    return f"Läget bland alla kommuner. {'. '.join(parts)}."
