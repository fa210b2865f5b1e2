"""Boundaries of areas, read from TopoJSON: neighbours share their borders, and counties are their municipalities'."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path

from riktmarke.vocabulary.areas import county_code_of
from riktmarke.vocabulary.errors import DamagedFile

FILE = Path("geometry") / "municipalities.topo.json"

Point = tuple[int, int]
Arc = tuple[Point, ...]
Ring = tuple[int, ...]  # arcs in order: n forwards, -1 - n backwards
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """What an area is bounded by: its rings as references to arcs, and where inside it a name has most room."""

    code: str
    rings: tuple[Ring, ...]
    label: Point


@dataclass(frozen=True, eq=False)  # the same if they are the same object: what is drawn of them is held by it
class Boundaries:
    """The outlines of areas and the arcs they share; a step of the grid is `metres`, x eastwards and y northwards."""

    metres: float
    arcs: tuple[Arc, ...]
    municipalities: dict[str, Outline]

    @cached_property
    def counties(self) -> dict[str, Outline]:
        """The outlines of the counties, by the four digits of their region: borders within them are left out."""
        members: dict[str, list[Outline]] = {}
        for code, outline in self.municipalities.items():
            members.setdefault(county_code_of(code), []).append(outline)
        return {county: self._dissolved(county, outlines) for county, outlines in sorted(members.items())}

    def points(self, ring: Ring) -> list[Point]:
        """Return the corners of a ring in order, the first not said again at the end."""
        return [point for number in ring for point in self.along(number)[:-1]]

    def along(self, number: int) -> Arc:
        """Return the corners of an arc as a ring goes along it."""
        return self.arcs[number] if number >= 0 else self.arcs[-1 - number][::-1]

    def area(self, outline: Outline) -> float:
        """Return the area in square kilometres."""
        doubled = sum(self._doubled(ring) for ring in outline.rings)
        return abs(doubled) / 2 * (self.metres / 1000) ** 2

    def box(self, outlines: Iterable[Outline]) -> Box:
        """Return the least and greatest x, and the least and greatest y, of some areas together."""
        lefts, rights, lows, highs = zip(*(self._box(outline) for outline in outlines), strict=True)
        return min(lefts), max(rights), min(lows), max(highs)

    @cached_property
    def _boxes(self) -> dict[Outline, Box]:
        return {}

    def _box(self, outline: Outline) -> Box:
        if outline not in self._boxes:
            xs, ys = zip(*(corner for ring in outline.rings for corner in self.points(ring)), strict=True)
            self._boxes[outline] = min(xs), max(xs), min(ys), max(ys)
        return self._boxes[outline]

    def _doubled(self, ring: Ring) -> int:
        corners = self.points(ring)
        turned = (*corners[1:], corners[0])
        return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(corners, turned, strict=True))

    def _dissolved(self, code: str, members: Sequence[Outline]) -> Outline:
        used = Counter(_arc_of(number) for outline in members for ring in outline.rings for number in ring)
        outer = [number for o in members for ring in o.rings for number in ring if used[_arc_of(number)] == 1]
        largest = max(members, key=self.area)
        return Outline(code, tuple(self._joined(outer)), largest.label)

    def _joined(self, numbers: list[int]) -> list[Ring]:
        """The rings that arcs make when each goes on where another ends."""
        starting: dict[Point, list[int]] = {}
        for number in numbers:
            starting.setdefault(self.along(number)[0], []).append(number)
        rings = []
        while starting:
            first = next(iter(starting))
            ring, here = [], first
            while here in starting:
                number = starting[here].pop()
                if not starting[here]:
                    del starting[here]
                ring.append(number)
                here = self.along(number)[-1]
            rings.append(tuple(ring))
        return rings


def _arc_of(number: int) -> int:
    return number if number >= 0 else -1 - number


@lru_cache(maxsize=2)
def load_boundaries(catalogue: Path) -> Boundaries | None:
    """Return the boundaries that a catalogue holds, read once per process; None where it holds none.

    Raises:
        DamagedFile: if the file is there and is not TopoJSON as `riktmarke.sources.boundaries` writes it.
    """
    file = catalogue / FILE
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
        return Boundaries(
            metres=float(read["transform"]["scale"][0]),
            arcs=tuple(_corners(arc) for arc in read["arcs"]),
            municipalities={
                one["id"]: Outline(
                    one["id"],
                    tuple(tuple(ring) for polygon in one["arcs"] for ring in polygon),
                    (one["properties"]["label"][0], one["properties"]["label"][1]),
                )
                for one in read["objects"]["municipalities"]["geometries"]
            },
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise DamagedFile(
            f"{file.name} cannot be read: {error}.", expected="TopoJSON", remedy="take it from the project again."
        ) from error


def _corners(deltas: Sequence[Sequence[int]]) -> Arc:
    return tuple(accumulate(((step[0], step[1]) for step in deltas), lambda at, by: (at[0] + by[0], at[1] + by[1])))
