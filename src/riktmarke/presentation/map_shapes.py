"""Outlines as SVG paths: arcs are scaled and thinned once each, so that neighbours keep the same border."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from math import hypot

from riktmarke.statistics.boundaries import Boundaries, Box, Outline

UNITS_PER_PIXEL = 4  # whole numbers in the paths, and still a quarter of a pixel's accuracy
THINNED_TO = 1.5  # units

Point = tuple[int, int]


@dataclass
class Projection:
    """The grid's coordinates as those of a picture: the box fills `width` pixels, or `height` where that is less."""

    boundaries: Boundaries
    box: Box
    width: int
    height: int
    _thinned: dict[int, tuple[Point, ...]] = field(default_factory=dict)
    _paths: dict[Outline, str] = field(default_factory=dict)

    @cached_property
    def scale(self) -> float:
        """Pixels per step of the grid."""
        left, right, low, high = self.box
        return min(self.width / (right - left), self.height / (high - low))

    @cached_property
    def size(self) -> tuple[float, float]:
        """The width and the height in pixels of what is drawn."""
        left, right, low, high = self.box
        return (right - left) * self.scale, (high - low) * self.scale

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        """Return where a point of the grid lies, in pixels."""
        left, _, _, high = self.box
        return (point[0] - left) * self.scale, (high - point[1]) * self.scale

    def path(self, outline: Outline) -> str:
        """Return the outline as path data, in units."""
        if outline not in self._paths:
            self._paths[outline] = "".join(self._ring(ring) for ring in outline.rings)
        return self._paths[outline]

    def pixels_across(self, outline: Outline) -> tuple[float, float]:
        """Return how wide and how high an area is drawn."""
        left, right, low, high = self.boundaries.box([outline])
        return (right - left) * self.scale, (high - low) * self.scale

    def _ring(self, ring: Sequence[int]) -> str:
        points = [point for number in ring for point in self._along(number)[:-1]]
        kept = [point for before, point in pairwise([points[-1], *points]) if point != before]
        if len(kept) < 3:
            return ""
        (x, y), *_ = kept
        steps = " ".join(f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(kept))
        return f"M{x} {y}l{steps}z".replace(" -", "-")

    def _along(self, number: int) -> tuple[Point, ...]:
        arc = number if number >= 0 else -1 - number
        if arc not in self._thinned:
            self._thinned[arc] = tuple(thinned([self._in_units(point) for point in self.boundaries.arcs[arc]]))
        return self._thinned[arc] if number >= 0 else self._thinned[arc][::-1]

    def _in_units(self, point: Point) -> Point:
        x, y = self.at(point)
        return round(x * UNITS_PER_PIXEL), round(y * UNITS_PER_PIXEL)


@lru_cache(maxsize=64)
def projected(boundaries: Boundaries, box: Box, width: int, height: int) -> Projection:
    """Return the projection of a box, with what has been drawn of it: the borders are the same whatever is shown."""
    return Projection(boundaries, box, width, height)


def thinned(points: Sequence[Point], *, within: float = THINNED_TO) -> list[Point]:
    """Return the line with fewer corners, none further from it than `within` (Ramer, Douglas and Peucker).

    Its ends stay; of a line that ends where it began, its furthest corner too.
    """
    kept, waiting = {0, len(points) - 1}, [(0, len(points) - 1)]
    if points[0] == points[-1] and len(points) > 3:
        furthest = max(range(len(points)), key=lambda i: _apart(points[i], points[0]))
        third = max(range(len(points)), key=lambda i: _from_line(points[i], points[0], points[furthest]))
        turns = sorted({0, furthest, third, len(points) - 1})
        kept, waiting = set(turns), list(pairwise(turns))
    while waiting:
        first, last = waiting.pop()
        between = range(first + 1, last)
        if not between:
            continue
        far = max(between, key=lambda i: _from_line(points[i], points[first], points[last]))
        if _from_line(points[far], points[first], points[last]) > within:
            kept.add(far)
            waiting += [(first, far), (far, last)]
    return [points[i] for i in sorted(kept)]


def box_with_room(boundaries: Boundaries, outlines: Iterable[Outline], share: float) -> Box:
    """Return the box of some areas with a share of its size around it."""
    left, right, low, high = boundaries.box(outlines)
    room = round(share * max(right - left, high - low))
    return left - room, right + room, low - room, high + room


def _apart(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _from_line(point: Point, a: Point, b: Point) -> float:
    """How far a point lies from the stretch between two others."""
    (px, py), (ax, ay), (bx, by) = point, a, b
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) if length else 0.0
    return hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))
