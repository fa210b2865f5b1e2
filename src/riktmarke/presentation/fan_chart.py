"""The fan: a figure's history, and how far apart the ways lie that it may go on, with targets and others beside.

Bands differ in tone, in the line at their edge and in the words beside it; the middle is dashed; a target has a mark
of its own with its words. Everything has its place in pixels, worked out here, so that no words collide.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from sys import float_info
from typing import Any

from riktmarke.governance.definitions import Definition
from riktmarke.presentation.charts import (
    MIDDLE,
    NARROW,
    WIDE,
    Chart,
    Frame,
    Spec,
    base_spec,
    spread,
    text_room,
    value_domain,
)
from riktmarke.presentation.fan import SHOWN, Fan, TargetMark, segments
from riktmarke.presentation.fan_words import BANDS, fan_words
from riktmarke.presentation.labels import difference_unit, unit_name
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.numbers import number
from riktmarke.presentation.pixel_marks import px, ruled, text, texts
from riktmarke.presentation.tokens import (
    ACCENT,
    COMPARATOR_COLOURS,
    COMPARATOR_DASHES,
    GROUP_STYLES,
    INK,
    MUTED,
    PAPER,
    RULE,
)

FAN_HEIGHTS: dict[Frame, int] = {WIDE: 480, MIDDLE: 490, NARROW: 520}
LABEL_PX = 26  # room on top, for a label where figures are invented
TONES = (0.12, 0.24, 0.42)  # how much of the group's colour each band has, from the outermost
EDGES: tuple[tuple[float, ...], ...] = ((1, 3), (5, 3), (1, 0))
MIDDLE_DASH, TARGET_DASH, BREAK_DASH = (12, 5), (1, 3), (2, 4)
OTHERS = {
    "similar": (COMPARATOR_COLOURS["county"], COMPARATOR_DASHES["other"]),
    "county": (COMPARATOR_COLOURS["county"], COMPARATOR_DASHES["county"]),
    "country": (COMPARATOR_COLOURS["country"], COMPARATOR_DASHES["country"]),
}
NAME_OF_MIDDLE = marked("mitten")
TARGET_SHAPE, TARGET_PX2 = "diamond", 170.0
TICKS, FEWER = 5, 1.25  # about so many; a step may be so much too small for that
HEADROOM = 0.1  # of the values' span, beyond a target, for its words
SOLID = (1.0, 0.0)
KEY_SAMPLE = 34  # pixels of a line in the key


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the plot lies in pixels, and the years and values at its sides."""

    left: float
    right: float
    top: float
    bottom: float
    first: int
    last: int
    low: float
    high: float

    def x(self, year: float) -> float:
        return self.left + (year - self.first) / (self.last - self.first) * (self.right - self.left)

    def y(self, value: float) -> float:
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


def fan_chart(fan: Fan, *, title: str, definition: Definition | None, decimals: int, frame: Frame) -> Chart:
    """Return the picture of a fan, described in words; an empty one where there is nothing to draw."""
    spec = base_spec(frame) | {
        "height": FAN_HEIGHTS[frame] - LABEL_PX,
        "autosize": {"type": "none"},
        "padding": {"top": LABEL_PX, "left": 0, "right": 0, "bottom": 0},
    }
    if fan.measured or fan.years:
        rows = _key_rows(_entries(fan, frame), frame)
        field = _field(fan, frame, key_rows=len(rows))
        spec["layer"] = [
            *_axes(fan, field, frame, definition),
            *_bands(fan, field),
            *_known(fan, field, frame),
            *_others(fan, field),
            *_history(fan, field, frame),
            *_targets(fan, field, frame),
            *_band_names(fan, field, frame),
            *_key(rows, frame),
        ]
    return Chart(spec=spec, title=title, description=fan_words(fan, definition=definition, decimals=decimals))


def _field(fan: Fan, frame: Frame, *, key_rows: int) -> _Field:
    own_values = [point.value for point in fan.measured] + [value for one in fan.years for value in one.at]
    values = own_values + [mark.value for mark in fan.targets]
    room = HEADROOM * (max(values) - min(values))
    values += [end for mark in fan.targets for end in (mark.value - room, mark.value + room)]
    values += [point.value for line in fan.drawn_others for point in line.points]
    years = [point.year for point in fan.measured] + [one.year for one in fan.years]
    years += [mark.year for mark in fan.targets] + [point.year for line in fan.drawn_others for point in line.points]
    low, high = value_domain([*values, 0.0] if fan.difference else values)
    ticks = [number(value, decimals=_tick_decimals(low, high)) for value in _ticks(low, high)]
    return _Field(
        left=text_room(ticks, frame) + 12,
        right=frame.width - (text_room(_names(), frame) + 8 if fan.years else 16.0),
        top=(key_rows * 1.5 + 3.2) * frame.font_px,
        bottom=FAN_HEIGHTS[frame] - LABEL_PX - 2.0 * frame.font_px,
        first=min(years),
        last=max(*years, min(years) + 1),
        low=low,
        high=high,
    )


def _axes(fan: Fan, field: _Field, frame: Frame, definition: Definition | None) -> list[Spec]:
    decimals = _tick_decimals(field.low, field.high)
    values = _ticks(field.low, field.high)
    grid = [_rule(field.left, field.right, field.y(value), RULE) for value in values]
    if fan.difference:
        grid.append(_rule(field.left, field.right, field.y(0), MUTED))
    step = next(s for s in (1, 2, 5, 10, 20, 50) if (field.last - field.first) / s <= (4.5 if frame.narrow else 10))
    years = [year for year in range(field.first, field.last + 1) if year % step == 0]
    grid.append(_rule(field.left, field.right, field.bottom, MUTED))
    grid += [_upright(field.x(year), field.bottom, field.bottom + 5, MUTED) for year in years]
    words = [text(number(value, decimals=decimals), field.left - 8, field.y(value), "right") for value in values]
    words += [text(str(year), field.x(year), field.bottom + 1.1 * frame.font_px, "center") for year in years]
    unit = (difference_unit if fan.difference else unit_name)(definition)
    named = [text(unit, 2, field.top - 2.3 * frame.font_px)] if unit else []
    breaks = [_upright(field.x(year - 0.5), field.top, field.bottom, MUTED) for year in fan.breaks_within]
    broken = [ruled("rule", breaks, strokeDash=BREAK_DASH)] if breaks else []
    return [ruled("rule", grid), *broken, *texts(words, frame, INK), *texts(named, frame, MUTED)]


def _bands(fan: Fan, field: _Field) -> list[Spec]:
    """The bands, the outermost first, each with its edges; they begin where the last measurement stands."""
    if not fan.years:
        return []
    colour = GROUP_STYLES[fan.sex].colour
    layers: list[Spec] = []
    for outward, (tone, dash) in enumerate(zip(TONES, EDGES, strict=True)):
        low = _path(fan, field, outward)
        high = _path(fan, field, len(SHOWN) - 1 - outward)
        area = [a | {"y2": b["y"]} for a, b in zip(low, high, strict=True)]
        layers.append(
            {
                "data": {"values": area},
                "mark": {"type": "area", "color": mixed(colour, tone), "opacity": 1, "line": False},
                "encoding": {name: px(name) for name in ("x", "y", "y2")},
            }
        )
        layers += [_line(edge, colour, dash, width=1) for edge in (low, high)]
    return layers


def _names() -> list[str]:
    """The names beside the fan, from the outermost band to the middle line."""
    return [say(name) for name in (*reversed(BANDS), NAME_OF_MIDDLE)]


def _known(fan: Fan, field: _Field, frame: Frame) -> list[Spec]:
    """The upright line at the last year of the figures: what is to the right of it is not measured."""
    if not fan.years or not field.first <= fan.known <= field.last:
        return []
    x, words = field.x(fan.known), say("senaste siffran {known}", known=fan.known)
    align = "right" if x - text_room([words], frame) > 0 else "left"
    label = text(words, x, field.top - 0.8 * frame.font_px, align)
    return [ruled("rule", [_upright(x, field.top, field.bottom, MUTED)]), *texts([label], frame, MUTED)]


def _others(fan: Fan, field: _Field) -> list[Spec]:
    return [
        _line([_place(field, p.year, p.value) for p in run], *OTHERS[one.kind], width=1.5)
        for one in fan.drawn_others
        for run in segments(one.points, fan.breaks)
    ]


def _history(fan: Fan, field: _Field, frame: Frame) -> list[Spec]:
    style = GROUP_STYLES[fan.sex]
    runs = segments(fan.measured, fan.breaks)
    made = [
        _line([_place(field, p.year, p.value) for p in run], style.colour, style.dash or SOLID, width=2.25)
        for run in runs
    ]
    if fan.years:
        made.append(_line(_path(fan, field, SHOWN.index(0.5)), style.colour, MIDDLE_DASH, width=2))
    points = [_place(field, p.year, p.value) for run in runs for p in run]
    return [*made, _points(points, style.marker, style.colour, size=_size(frame))]


def _targets(fan: Fan, field: _Field, frame: Frame) -> list[Spec]:
    """Each target's mark and a thin line to it from the last figures; its words, where the key does not have them.

    Words stand on the side of the mark that is away from the middle, where the fan is thinner.
    """
    if not fan.targets:
        return []
    start = field.x(max(field.first, min(fan.known, *(mark.year for mark in fan.targets))))
    places = [(mark, field.x(mark.year), field.y(mark.value)) for mark in fan.targets]
    ends = [[{"x": start, "y": y}, {"x": x, "y": y}] for _, x, y in places if x > start]
    words = []
    for mark, x, y in places:
        near = min(fan.years, key=lambda one: abs(one.year - mark.year), default=None)
        away = 1.2 if near is not None and mark.value < near.middle else -1.2
        side = "right" if x - text_room([mark.words or " "], frame) > field.left else "left"
        words.append(text(mark.words, x + 8 if side == "right" else field.left, y + away * frame.font_px, side))
    return [
        *(_line(end, ACCENT, TARGET_DASH, width=1.5) for end in ends),
        _points([{"x": x, "y": y} for _, x, y in places], TARGET_SHAPE, ACCENT, size=TARGET_PX2),
        *texts([row for row in words if row["text"] and not _in_key(fan, frame)], frame, ACCENT, halo=True),
    ]


def _in_key(fan: Fan, frame: Frame) -> bool:
    """Whether the key has the targets' words: in a narrow picture, and where they would run together or lie on it."""
    return frame.narrow or sum(bool(mark.words) for mark in fan.targets) > 1 or any(map(_within(fan), fan.targets))


def _within(fan: Fan) -> Callable[[TargetMark], bool]:
    """Whether a target lies among what holds 8 times of 10, so that words beside it would lie on the fan."""
    ahead = {one.year: one.at for one in fan.years}
    return lambda mark: mark.year in ahead and ahead[mark.year][1] < mark.value < ahead[mark.year][-2]


def _band_names(fan: Fan, field: _Field, frame: Frame) -> list[Spec]:
    """What each band holds, beside its upper edge at the end of the fan, and the middle beside its line."""
    if not fan.years:
        return []
    last = fan.years[-1]
    names = _names()
    wanted = [field.y(last.at[place]) for place in (6, 5, 4, 3)]
    found = spread(wanted, gap=1.2 * frame.font_px, low=field.top, high=field.bottom)
    return texts([text(n, field.x(last.year) + 6, y) for n, y in zip(names, found, strict=True)], frame, INK)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the key: its name, and its sample: a line, a marker, or both."""

    name: str
    colour: str
    dash: tuple[float, ...]
    marker: str
    size: float

    @property
    def width(self) -> float:
        return 2.25 if self.marker else 1.5


def _entries(fan: Fan, frame: Frame) -> list[_Entry]:
    style = GROUP_STYLES[fan.sex]
    entries = [_Entry(fan.name, style.colour, style.dash or SOLID, style.marker, _size(frame))] if fan.measured else []
    entries += [_Entry(one.name, *OTHERS[one.kind], "", 0) for one in fan.drawn_others]
    marks = [mark for mark in fan.targets if mark.words] if _in_key(fan, frame) else []
    return entries + [_Entry(mark.words, ACCENT, TARGET_DASH, TARGET_SHAPE, TARGET_PX2) for mark in marks]


def _key_rows(entries: Sequence[_Entry], frame: Frame) -> list[list[tuple[float, _Entry]]]:
    rows: list[list[tuple[float, _Entry]]] = [[]]
    used = 0.0
    for entry in entries:
        room = KEY_SAMPLE + text_room([entry.name], frame) + 26
        if rows[-1] and used + room > frame.width:
            rows.append([])
            used = 0.0
        rows[-1].append((used, entry))
        used += room
    return rows


def _key(rows: list[list[tuple[float, _Entry]]], frame: Frame) -> list[Spec]:
    made, words = [], []
    for place, row in enumerate(rows):
        y = (place + 0.6) * frame.font_px * 1.5
        for x, entry in row:
            ends = [{"x": x + 2, "y": y}, {"x": x + KEY_SAMPLE, "y": y}]
            made.append(_line(ends, entry.colour, entry.dash, width=entry.width))
            if entry.marker:
                middle = [{"x": x + 2 + KEY_SAMPLE / 2, "y": y}]
                made.append(_points(middle, entry.marker, entry.colour, size=entry.size))
            words.append(text(entry.name, x + KEY_SAMPLE + 8, y))
    return [*made, *texts(words, frame, INK)]


def _size(frame: Frame) -> float:
    """The size of a measurement's marker."""
    return 24.0 if frame.narrow else 44.0


def _path(fan: Fan, field: _Field, at: int) -> list[dict[str, float]]:
    """The places of one of the values shown, year by year, from where the last measurement stands."""
    begins = (
        [_place(field, p.year, p.value) for p in fan.measured[-1:] if p.year < fan.years[0].year] if fan.years else []
    )
    return begins + [_place(field, one.year, one.at[at]) for one in fan.years]


def _place(field: _Field, year: int, value: float) -> dict[str, float]:
    return {"x": field.x(year), "y": field.y(value)}


def _line(places: list[dict[str, float]], colour: str, dash: Sequence[float], *, width: float) -> Spec:
    mark = {"type": "line", "stroke": colour, "strokeDash": list(dash), "strokeWidth": width, "opacity": 1}
    return {"data": {"values": places}, "mark": mark, "encoding": {"x": px("x"), "y": px("y")}}


def _points(places: list[dict[str, float]], shape: str, colour: str, *, size: float) -> Spec:
    mark = {
        "type": "point",
        "shape": shape,
        "size": size,
        "fill": colour,
        "stroke": PAPER,
        "strokeWidth": 1,
        "opacity": 1,
    }
    return {"data": {"values": places}, "mark": mark, "encoding": {"x": px("x"), "y": px("y")}}


def _rule(left: float, right: float, y: float, colour: str) -> dict[str, Any]:
    return {"x": left, "x2": right, "y": y, "y2": y, "colour": colour}


def _upright(x: float, top: float, bottom: float, colour: str) -> dict[str, Any]:
    return {"x": x, "x2": x, "y": top, "y2": bottom, "colour": colour}


def _step(low: float, high: float) -> float:
    """The distance between ticks: 1, 2 or 5 with zeros, for about five of them."""
    rough = max((high - low) / TICKS, float_info.min)  # a step of its own for the smallest numbers there are
    tens = 10.0 ** floor(log10(rough))
    return next(tens * times for times in (1, 2, 5, 10) if rough <= tens * times * FEWER)


def _ticks(low: float, high: float) -> list[float]:
    step = _step(low, high)
    return [place * step for place in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]


def _tick_decimals(low: float, high: float) -> int:
    return max(0, -floor(log10(_step(low, high)) + 1e-9))


def mixed(colour: str, share: float) -> str:
    """Return a share of the colour on paper, opaque, so that bands that lie on each other do not add up."""
    parts = [(int(colour[i : i + 2], 16), int(PAPER[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(ink * share + paper * (1 - share)):02x}" for ink, paper in parts)
