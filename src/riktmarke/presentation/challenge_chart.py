"""The picture of challenges: how far from others against which way it has gone, each as large as its people are many.

Everything has its place in pixels, worked out here: what is near others is drawn apart, and names never collide.
Distances are drawn as square roots, so that one far-away point does not press the others together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import copysign, pi, sqrt
from typing import Any

from riktmarke.presentation.challenge_points import ChallengePoint, points_in_words
from riktmarke.presentation.charts import MIDDLE, NARROW, WIDE, Chart, Frame, Spec, base_spec, text_room
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.numbers import number, two_figures
from riktmarke.presentation.pixel_marks import own, px, ruled, text, texts
from riktmarke.presentation.tokens import ACCENT, INK, MUTED, PAPER, RULE, SHEET

CHART_HEIGHTS: dict[Frame, int] = {WIDE: 600, MIDDLE: 600, NARROW: 600}
NAMED = 8  # how many of the first have their name beside them
LONGEST_NAME = 34
LARGEST_PX2, SMALLEST_PX2, UNKNOWN_PX2 = 1500.0, 90.0, 110.0
TICKS = (1, 2, 5, 10, 20, 40)
SHAPES = {1: "triangle-up", 0: "circle", -1: "triangle-down"}
STRIP_ROWS, STRIP_ROW_PX = 5, 30
LABEL_PX = 26
BETTER = marked("← Bättre än andra")
HEADINGS = 3.5  # lines of words between the plot and the rows below it


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the plot lies in pixels, and how many smallest differences its sides are away."""

    left: float
    right: float
    top: float
    bottom: float
    low_x: float
    high_x: float
    low_y: float
    high_y: float

    def x(self, value: float) -> float:
        return self.left + (_root(value) - self.low_x) / (self.high_x - self.low_x) * (self.right - self.left)

    def y(self, value: float) -> float:
        return self.bottom - (_root(value) - self.low_y) / (self.high_y - self.low_y) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A point with its place, its size and what stands beside it."""

    x: float
    y: float
    size: float
    shape: str
    colour: str
    ring: bool
    name: str

    @property
    def radius(self) -> float:
        return sqrt(self.size / pi)


def challenge_chart(points: Sequence[ChallengePoint], *, title: str, frame: Frame) -> Chart:
    """Return the picture of the points, in the order of their list: the first are named, or numbered in a narrow one.

    Further right is worse than others, further up has become worse; below lie those whose change is unknown.
    """
    shown = [(place, point) for place, point in enumerate(points, start=1) if point.level is not None]
    spec = base_spec(frame) | {
        "height": _inner_height(frame),
        "autosize": {"type": "none"},
        "padding": {"top": LABEL_PX, "left": 0, "right": 0, "bottom": 0},
    }
    if shown:
        field = _field([point for _, point in shown], frame)
        spots = _spots(shown, field, frame)
        spec["layer"] = [
            *_grid(field, frame),
            *_marks(spots),
            *_names(spots, field, frame),
            *_key(frame, [point.people for _, point in shown if point.people is not None]),
        ]
    return Chart(spec=spec, title=title, description=points_in_words(points))


def _inner_height(frame: Frame) -> int:
    """The height below the room for a label, which stands on top where figures are invented."""
    return CHART_HEIGHTS[frame] - LABEL_PX


def _root(value: float) -> float:
    return copysign(sqrt(abs(value)), value)


def _field(points: Sequence[ChallengePoint], frame: Frame) -> _Field:
    levels = [point.level for point in points if point.level is not None]
    trends = [point.trend for point in points if point.trend is not None]
    below = STRIP_ROWS * STRIP_ROW_PX + 7 * frame.font_px
    return _Field(
        left=frame.font_px * 2.6,
        right=frame.width - 16.0,
        top=_key_height(frame) + frame.font_px * 1.6,
        bottom=_inner_height(frame) - below,
        low_x=_root(min(0.0, *levels) * 1.1) - 0.25,
        high_x=_root(max(1.0, *levels) * 1.15),
        low_y=_root(min(-1.0, 0.0, *trends) * 1.2),
        high_y=_root(max(1.0, 0.0, *trends) * 1.2),
    )


def _spots(shown: Iterable[tuple[int, ChallengePoint]], field: _Field, frame: Frame) -> list[_Spot]:
    found = list(shown)
    most = max((point.people for _, point in found if point.people is not None), default=1.0)
    spots = [_spot(place, point, field, most, frame) for place, point in found]
    known = [spot for spot, (_, point) in zip(spots, found, strict=True) if point.trend is not None]
    unknown = [spot for spot, (_, point) in zip(spots, found, strict=True) if point.trend is None]
    return known + _in_rows(unknown, field, frame)


def _spot(place: int, point: ChallengePoint, field: _Field, most: float, frame: Frame) -> _Spot:
    assert point.level is not None  # the others are not drawn
    size = UNKNOWN_PX2 if point.people is None else max(SMALLEST_PX2, LARGEST_PX2 * point.people / most)
    name = str(place) if frame.narrow else f"{place} {_short(point.title)}"
    return _Spot(
        x=field.x(point.level),
        y=field.y(point.trend or 0.0),
        size=size,
        shape=SHAPES[point.changed],
        colour=ACCENT if point.changed > 0 else MUTED,
        ring=point.people is None,
        name=name if place <= NAMED else "",
    )


def _short(title: str) -> str:
    if len(title) <= LONGEST_NAME:
        return title
    return f"{title[:LONGEST_NAME].rsplit(' ', 1)[0].rstrip(',')} …"


def _in_rows(spots: list[_Spot], field: _Field, frame: Frame) -> list[_Spot]:
    """Those without a known change, in rows below the plot: each in the first where it and its name cover no other."""
    rows: list[list[tuple[float, float]]] = [[] for _ in range(STRIP_ROWS)]
    placed = []
    for spot in sorted(spots, key=lambda spot: spot.x):
        room = text_room([spot.name], frame) + 10 if spot.name else 0.0
        fits = spot.x + spot.radius + room < field.right
        low, high = spot.x - spot.radius - (0 if fits else room), spot.x + spot.radius + (room if fits else 0)
        taken = [sum(low - 6 < right and left < high + 6 for left, right in row) for row in rows]
        row = taken.index(min(taken))
        rows[row].append((low, high))
        placed.append(replace(spot, y=_strip_top(field, frame) + (row + 0.5) * STRIP_ROW_PX))
    return placed


def _strip_top(field: _Field, frame: Frame) -> float:
    """Where the rows of unknown changes begin, below their heading."""
    return _strip_head(field, frame) + 1.9 * frame.font_px


def _strip_head(field: _Field, frame: Frame) -> float:
    return field.bottom + 1.8 * frame.font_px


def _grid(field: _Field, frame: Frame) -> list[Spec]:
    top, bottom = _strip_head(field, frame), _strip_top(field, frame) + STRIP_ROWS * STRIP_ROW_PX
    xs = [(value, x) for value, x in ((v, field.x(v)) for v in _ticks()) if field.left <= x <= field.right]
    ys = [(value, y) for value, y in ((v, field.y(v)) for v in _ticks()) if field.top <= y <= field.bottom]
    lines = [{"x": x, "x2": x, "y": field.top, "y2": field.bottom, "colour": _line(v)} for v, x in xs]
    lines += [{"x": x, "x2": x, "y": top, "y2": bottom, "colour": _line(v)} for v, x in xs]
    lines += [{"x": field.left, "x2": field.right, "y": y, "y2": y, "colour": _line(v)} for v, y in ys]
    ticks = [text(number(abs(v), decimals=0), x, bottom + frame.font_px * 0.9, "center") for v, x in xs]
    ticks += [text(number(abs(v), decimals=0), field.left - 8, y, "right") for v, y in _legible(ys, frame)]
    strip = {"x": field.left, "x2": field.right, "y": top, "y2": bottom, "colour": SHEET}
    return [ruled("rect", [strip]), ruled("rule", lines), *texts(ticks, frame, MUTED), *_words(field, bottom, frame)]


def _legible(places: list[tuple[int, float]], frame: Frame) -> list[tuple[int, float]]:
    """The ticks whose figures have room: 0, and of the others the larger before the smaller."""
    kept: list[tuple[int, float]] = []
    for value, place in sorted(places, key=lambda one: (one[0] != 0, -abs(one[0]))):
        if all(abs(place - other) >= frame.font_px * 1.1 for _, other in kept):
            kept.append((value, place))
    return kept


def _words(field: _Field, bottom: float, frame: Frame) -> list[Spec]:
    """What the directions stand for."""
    worse = say("Sämre än andra →") if frame.narrow else say("Sämre än andra, i minsta skillnader som har betydelse →")
    words = [
        text(say("↑ Har blivit sämre"), field.left + 4, field.top - frame.font_px * 0.8),
        text(say("↓ Har blivit bättre"), field.left + 4, field.bottom + frame.font_px * 0.9),
        text(say("Förändringen är inte känd"), field.left + 4, _strip_head(field, frame) + frame.font_px),
        text(worse, field.right, bottom + frame.font_px * 2.3, "right"),
    ]
    if field.x(0) - field.left > text_room([say(BETTER)], frame) and not frame.narrow:
        words.append(text(say(BETTER), field.left, bottom + frame.font_px * 2.3))
    return texts(words, frame, INK)


def _ticks() -> list[int]:
    return [*(-tick for tick in reversed(TICKS)), 0, *TICKS]


def _line(value: float) -> str:
    return RULE if value else MUTED


def _marks(spots: list[_Spot]) -> list[Spec]:
    """The points, the largest first so that none hides a smaller one. A ring has no known number of people."""
    ordered = sorted(spots, key=lambda spot: -spot.size)
    return [
        {
            "data": {"values": [_row(spot) for spot in ordered]},
            "mark": {"type": "point", "opacity": 1, "fillOpacity": 0.82, "strokeWidth": 1.75},
            "encoding": {
                "x": px("x"),
                "y": px("y"),
                "size": own("size", "quantitative"),
                "shape": own("shape"),
                "fill": own("fill"),
                "stroke": own("edge"),
            },
        }
    ]


def _row(spot: _Spot) -> dict[str, Any]:
    fill, edge = (PAPER, spot.colour) if spot.ring else (spot.colour, PAPER)
    return {"x": spot.x, "y": spot.y, "size": spot.size, "shape": spot.shape, "fill": fill, "edge": edge}


@dataclass(frozen=True, slots=True)
class _Name:
    """A name at a place beside its spot: the box it takes, where its text is anchored, and its spot where it is far."""

    text: str
    x: float
    y: float
    align: str
    left: float
    right: float
    half: float
    tied: tuple[float, float] | None

    def meets(self, left: float, right: float, top: float, bottom: float) -> bool:
        return self.left < right and left < self.right and self.y - self.half < bottom and top < self.y + self.half


def _names(spots: list[_Spot], field: _Field, frame: Frame) -> list[Spec]:
    """The names of the first ones, each on the side where it covers the fewest points and no other name."""
    placed: list[_Name] = []
    for spot in spots:
        if spot.name:
            placed.append(min(_places(spot, frame), key=lambda name: _cost(name, spots, placed, field)))
    ties = [
        {"x": name.tied[0], "y": name.tied[1], "x2": name.x, "y2": name.y, "colour": MUTED}
        for name in placed
        if name.tied is not None
    ]
    words = texts([text(name.text, name.x, name.y, name.align) for name in placed], frame, INK, halo=True)
    return [ruled("rule", ties), *words]


def _places(spot: _Spot, frame: Frame) -> list[_Name]:
    room, half, away = text_room([spot.name], frame), frame.font_px * 0.55, spot.radius + 5
    found = []
    for rise in (0.0, -away - half, away + half, -away - 4 * half, away + 4 * half):
        out, far = away if rise == 0 else -spot.radius, abs(rise) > away + half
        after, before, tied = spot.x + out, spot.x - out, (spot.x, spot.y) if far else None
        found.append(_Name(spot.name, after, spot.y + rise, "left", after, after + room, half, tied))
        found.append(_Name(spot.name, before, spot.y + rise, "right", before - room, before, half, tied))
    return found


def _cost(name: _Name, spots: list[_Spot], placed: list[_Name], field: _Field) -> float:
    outside = name.left < field.left or name.right > field.right or name.y < field.top
    outside |= field.bottom < name.y < field.bottom + HEADINGS * 2 * name.half
    names = sum(name.meets(n.left, n.right, n.y - n.half, n.y + n.half) for n in placed)
    points = sum(name.meets(s.x - s.radius, s.x + s.radius, s.y - s.radius, s.y + s.radius) for s in spots)
    return 100 * outside + 10 * names + points + 0.5 * (name.tied is not None)


def _key_rows(frame: Frame) -> list[list[tuple[str, str, bool]]]:
    every = [
        ("triangle-up", say("Har blivit sämre"), False),
        ("circle", say("Ingen säker förändring"), False),
        ("triangle-down", say("Har blivit bättre"), False),
        ("circle", say("Antalet människor okänt"), True),
    ]
    return [[one] for one in every] if frame.narrow else [every] if frame == WIDE else [every[:2], every[2:]]


def _key_height(frame: Frame) -> float:
    return (len(_key_rows(frame)) + 1) * frame.font_px * 1.5 + 8


def _key(frame: Frame, people: list[float]) -> list[Spec]:
    rows, words = [], []
    y = float(frame.font_px)
    for line in _key_rows(frame):
        x = 12.0
        for shape, label, ring in line:
            colour = ACCENT if shape == "triangle-up" else MUTED
            rows.append(_row(_Spot(x, y, UNKNOWN_PX2, shape, colour, ring, "")))
            words.append(text(label, x + 13, y))
            x += text_room([label], frame) + 40
        y += frame.font_px * 1.5
    if people:
        most = number(two_figures(max(people)), decimals=0)
        words.append(text(say("Den största: omkring {most} personer", most=most), 4, y))
    marks = _marks([])[0] | {"data": {"values": rows}}
    return [marks, *texts(words, frame, INK)]
