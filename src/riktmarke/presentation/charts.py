"""Charts as Vega-Lite specifications: plain dictionaries made from panels and findings, drawn by `rendering`."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from riktmarke.governance.definitions import Definition
from riktmarke.presentation.chart_words import TABLE_BY_YEAR, time_words
from riktmarke.presentation.labels import unit_name
from riktmarke.presentation.lines import Line, breaks_within, measured_years
from riktmarke.presentation.tokens import CHART_FONT, INK, MUTED, PAPER, RULE
from riktmarke.statistics.panels import Panel

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
LABEL_GAP = 1.25  # of the text size
# An axis from zero flattens what a line is there to show; below this share of the highest value zero is near anyway.
ZERO_IF_LOWEST_BELOW = 0.4


@dataclass(frozen=True, slots=True)
class Chart:
    """A specification with the words that stand for it where it cannot be seen."""

    spec: Spec
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The outer size of a chart in pixels and its text size; a narrow chart is drawn, not a wide one shrunk."""

    width: int
    height: int
    font_px: int
    narrow: bool


# Sizes so that no text is smaller than 12 px where the page shrinks the picture to its column.
WIDE = Frame(width=860, height=430, font_px=15, narrow=False)
MIDDLE = Frame(width=700, height=420, font_px=15, narrow=False)
NARROW = Frame(width=360, height=380, font_px=16, narrow=True)


def time_chart(
    panel: Panel,
    lines: Sequence[Line],
    *,
    title: str,
    definition: Definition | None,
    decimals: int,
    frame: Frame,
    where: str = TABLE_BY_YEAR,
) -> Chart:
    """Return the chart of a series over time, each line named at its end, measured years marked.

    `where` says where all the values stand; see `time_words`.
    """
    rows = [row for line in lines for row in _rows(panel, line, definition)]
    drawn = [line for line in lines if any(row["line"] == line.label for row in rows)]
    domain = value_domain([row["value"] for row in rows])
    spec = base_spec(frame)
    if rows:
        first, last = min(row["year"] for row in rows), max(row["year"] for row in rows)
        axis = _value_axis(domain, frame, decimals=decimals, definition=definition)
        spec["layer"] = [
            *_break_rules(definition, first, last),
            _line_layer(rows, drawn, x=_x(first, last, frame), y=_y(domain, axis)),
            _point_layer([row for row in rows if row["marker"]], drawn, domain),
            _label_layer(rows, drawn, domain, frame),
        ]
    words = time_words(panel, drawn, definition=definition, decimals=decimals, where=where)
    return Chart(spec=spec, title=title, description=words)


def labelled(chart: Chart, label: str, frame: Frame) -> Chart:
    """Return the chart with a label drawn above it and said in its title and description; as it is without one."""
    if not label:
        return chart
    drawn = {"text": label, "anchor": "start", "color": INK, "fontSize": frame.font_px, "fontWeight": "bold"}
    return Chart(
        spec=chart.spec | {"title": {**drawn, "offset": 4}},
        title=f"{label}. {chart.title}",
        description=f"{label}. {chart.description}",
    )


def starts_above_zero(values: Sequence[float]) -> bool:
    """Return whether the value axis does not reach zero, which a reader has to be told."""
    return bool(values) and value_domain(values)[0] > 0


def value_domain(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of the value axis: from zero when the values come near it, otherwise just around them."""
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    if low == high:
        return (low - 1, high + 1) if low else (0.0, 1.0)
    margin = (high - low) * 0.08
    if 0 <= low < high * ZERO_IF_LOWEST_BELOW:
        return 0.0, high + margin
    return low - margin if low < 0 else max(0.0, low - margin), high + margin


def spread(wanted: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Return places at least `gap` apart, in the order of `wanted` and as near to them as that allows."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    places = [wanted[i] for i in order]
    for _ in range(60):
        for i in range(1, len(places)):
            lacking = gap - (places[i] - places[i - 1])
            if lacking > 1e-9:
                places[i - 1] -= lacking / 2
                places[i] += lacking / 2
        if places and places[0] < low:
            places[0] = low
        if places and places[-1] > high:
            places[-1] = high
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + gap)
    result = [0.0] * len(wanted)
    for place, i in zip(places, order, strict=True):
        result[i] = place
    return result


def value_axis_format(domain: tuple[float, float], decimals: int) -> str:
    """Return the d3 format of a value axis: no more decimals than its ticks need."""
    span = domain[1] - domain[0]
    return f",.{min(decimals, 0 if span > 8 else 1 if span > 0.8 else 2)}f"


def _rows(panel: Panel, line: Line, definition: Definition | None) -> list[dict[str, Any]]:
    """The measured values of a line. A value repeated from an earlier year would draw a step that never happened."""
    values = panel.of(line.area, line.group)
    years = sorted(measured_years(panel, area=line.area, group=line.group, definition=definition))
    usual_step = median(np.diff(years).tolist()) if len(years) > 1 else 1
    breaks = set(definition.measurement.breaks) if definition else set()
    rows, segment = [], 0
    for index, year in enumerate(years):
        if index and (year - years[index - 1] > usual_step or breaks & set(range(years[index - 1] + 1, year + 1))):
            segment += 1
        row = {"line": line.label, "segment": f"{line.label}/{segment}", "year": year, "value": values[year]}
        rows.append(row | {"marker": bool(line.marker)})
    return rows


def base_spec(frame: Frame) -> Spec:
    """Return an empty layered specification in our type and colours."""
    axis = {
        "domainColor": MUTED,
        "gridColor": RULE,
        "labelColor": INK,
        "labelFontSize": frame.font_px,
        "tickColor": MUTED,
        "title": None,
    }
    return {
        "$schema": SCHEMA,
        "background": PAPER,
        # exactly the frame's size, so that a page can leave room for the picture before it comes
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 2, "top": 24, "right": 14, "bottom": 4},
        "width": frame.width,
        "height": frame.height,
        "config": {"font": CHART_FONT, "view": {"stroke": None}, "axis": axis},
        "layer": [],
        "data": {"values": []},
    }


def text_room(labels: Sequence[str], frame: Frame) -> float:
    """Return the room in pixels that the longest of these labels needs."""
    return max(len(label) for label in labels) * frame.font_px * 0.55


def _year_ticks(first: int, last: int, frame: Frame) -> list[int]:
    most = 5 if frame.narrow else 9
    step = next(s for s in (1, 2, 5, 10, 20) if (last - first) / s <= most)
    return [year for year in range(first, last + 1) if (last - year) % step == 0]


def _x(first: int, last: int, frame: Frame) -> Spec:
    ticks = _year_ticks(first, last, frame)
    axis = {"values": ticks, "format": "d", "grid": False, "labelFlush": False, "tickSize": 5}
    edge = 0.4 if last - first < 3 else 0.0
    return {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [first - edge, last + edge], "nice": False, "zero": False},
        "axis": axis,
    }


def _y(domain: tuple[float, float], axis: Spec | None = None, field: str = "value") -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": list(domain), "nice": False, "zero": False},
        **({"axis": axis} if axis else {}),
    }


def _by_line(drawn: Sequence[Line], values: Sequence[Any]) -> Spec:
    scale = {"domain": [line.label for line in drawn], "range": list(values)}
    return {"field": "line", "type": "nominal", "scale": scale, "legend": None}


def _line_layer(rows: list[dict[str, Any]], drawn: Sequence[Line], *, x: Spec, y: Spec) -> Spec:
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "interpolate": "linear", "strokeCap": "butt"},
        "encoding": {
            "x": x,
            "y": y,
            "detail": {"field": "segment", "type": "nominal"},
            "color": _by_line(drawn, [line.colour for line in drawn]),
            "strokeDash": _by_line(drawn, [list(line.dash) or [1, 0] for line in drawn]),
            "strokeWidth": _by_line(drawn, [line.width_px for line in drawn]),
        },
    }


def _value_axis(domain: tuple[float, float], frame: Frame, *, decimals: int, definition: Definition | None) -> Spec:
    axis: Spec = {"format": value_axis_format(domain, decimals), "tickCount": 5}
    axis |= {"domain": False, "ticks": False, "labelPadding": 8}
    if definition is not None:
        axis |= {"title": unit_name(definition), "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end"}
        axis |= {"titleX": 0, "titleY": -12, "titleColor": MUTED, "titleFontWeight": "normal"}
        axis |= {"titleFontSize": frame.font_px}
    return axis


def _point_layer(rows: list[dict[str, Any]], drawn: Sequence[Line], domain: tuple[float, float]) -> Spec:
    marked = [line for line in drawn if line.marker]
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "size": 46, "opacity": 1, "stroke": PAPER, "strokeWidth": 1},
        "encoding": {
            "x": {"field": "year", "type": "quantitative"},
            "y": _y(domain),
            "fill": _by_line(drawn, [line.colour for line in drawn]),
            "shape": _by_line(marked, [line.marker for line in marked]),
        },
    }


def _label_layer(rows: list[dict[str, Any]], drawn: Sequence[Line], domain: tuple[float, float], frame: Frame) -> Spec:
    ends = [next(row["value"] for row in reversed(rows) if row["line"] == line.label) for line in drawn]
    gap = LABEL_GAP * frame.font_px * (domain[1] - domain[0]) / (frame.height - 60)
    places = spread(ends, gap=gap, low=domain[0], high=domain[1])
    labels = [
        {
            "name": line.short if frame.narrow else line.label,
            "place": place,
            "colour": line.colour,
        }
        for line, place in zip(drawn, places, strict=True)
    ]
    return {
        "data": {"values": labels},
        "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 10, "fontSize": frame.font_px},
        "encoding": {
            "x": {"value": "width"},
            "y": _y(domain, field="place"),
            "text": {"field": "name"},
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
    }


def _break_rules(definition: Definition | None, first: int, last: int) -> list[Spec]:
    years = breaks_within(definition, (first, last))
    if not years:
        return []
    return [
        {
            "data": {"values": [{"year": year - 0.5} for year in years]},
            "mark": {"type": "rule", "stroke": MUTED, "strokeDash": [2, 4]},
            "encoding": {"x": {"field": "year", "type": "quantitative"}},
        }
    ]
