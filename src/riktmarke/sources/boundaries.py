"""Boundaries of municipalities from a GeoParquet file, as one TopoJSON whose neighbours share their borders.

    python -m riktmarke.sources.boundaries municipalities.parquet catalogue/geometry/municipalities.topo.json

The source draws every municipality by itself. Here each stretch of border becomes one arc that both sides refer to, so
that no gap can open between them however coarsely they are drawn. Coordinates are SWEREF 99 TM in steps of 50 m.
"""

import json
import struct
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import asinh, atan, atanh, cos, cosh, hypot, radians, sin, sinh, sqrt
from pathlib import Path

import pyarrow.parquet as pq

from riktmarke.vocabulary.errors import UnexpectedPayload

GRID_METRES = 50
# Two places of the source where neighbours were drawn apart: corners this near are the same, and belong to the border
# that runs past them.
SAME_WITHIN_METRES = 120
LABEL_STEPS = 24
POLYGON, MULTI_POLYGON = 3, 6

Point = tuple[int, int]
Ring = list[Point]
Edge = tuple[Point, Point]


def sweref99tm(longitude: float, latitude: float) -> tuple[float, float]:
    """Return east and north in metres (Gauss–Krüger on GRS 80, Krüger's series to the third order: within a mm).

    Definition: Lantmäteriet, SWEREF 99 TM: central meridian 15° east, scale 0.9996, false easting 500 000 m.
    """
    flattening, semi_major = 1 / 298.257222101, 6378137.0
    n = flattening / (2 - flattening)
    eccentricity = sqrt(flattening * (2 - flattening))
    radius = semi_major / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    terms = (
        n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16,
        13 * n**2 / 48 - 3 * n**3 / 5,
        61 * n**3 / 240,
    )
    phi, from_meridian = radians(latitude), radians(longitude - 15)
    conformal = sinh(atanh(sin(phi)) - eccentricity * atanh(eccentricity * sin(phi)))
    xi = atan(conformal / cos(from_meridian))
    eta = asinh(sin(from_meridian) / hypot(conformal, cos(from_meridian)))
    north = xi + sum(term * sin(2 * j * xi) * cosh(2 * j * eta) for j, term in enumerate(terms, start=1))
    east = eta + sum(term * cos(2 * j * xi) * sinh(2 * j * eta) for j, term in enumerate(terms, start=1))
    return 500_000 + 0.9996 * radius * east, 0.9996 * radius * north


def read_polygons(well_known_binary: bytes) -> list[list[list[tuple[float, float]]]]:
    """Return the polygons of a geometry, each a list of rings of (longitude, latitude).

    Raises:
        UnexpectedPayload: if it is anything but a polygon or several, in the byte order of today's machines.
    """
    order, kind, count = struct.unpack_from("<BII", well_known_binary)
    if order != 1 or kind not in {POLYGON, MULTI_POLYGON}:
        raise UnexpectedPayload(
            f"A geometry of kind {kind} in byte order {order}.",
            expected="a little-endian polygon (3) or multipolygon (6)",
            remedy="write the file as GeoParquet with its geometry as well-known binary.",
        )
    place = 5 if kind == POLYGON else 9
    polygons = []
    for _ in range(1 if kind == POLYGON else count):
        if kind == MULTI_POLYGON:
            place += 5
        (rings,) = struct.unpack_from("<I", well_known_binary, place)
        place += 4
        polygon = []
        for _ in range(rings):
            (points,) = struct.unpack_from("<I", well_known_binary, place)
            flat = struct.unpack_from(f"<{2 * points}d", well_known_binary, place + 4)
            polygon.append(list(zip(flat[::2], flat[1::2], strict=True)))
            place += 4 + 16 * points
        polygons.append(polygon)
    return polygons


def topology(areas: dict[str, list[list[list[tuple[float, float]]]]]) -> dict[str, object]:
    """Return the TopoJSON of areas by code, given as polygons of rings of (longitude, latitude)."""
    on_grid = {code: [[_snapped(ring) for ring in polygon] for polygon in polygons] for code, polygons in areas.items()}
    welded = _welded(on_grid)
    left = min(x for ring in _rings(welded) for x, _ in ring)
    lowest = min(y for ring in _rings(welded) for _, y in ring)
    moved = {
        code: [[[(x - left, y - lowest) for x, y in ring] for ring in polygon] for polygon in polygons]
        for code, polygons in welded.items()
    }
    arcs = _Arcs(moved)
    geometries = [
        {
            "type": "MultiPolygon",
            "id": code,
            "properties": {"label": list(label_point(max(polygons, key=lambda p: abs(_doubled_area(p[0])))))},
            "arcs": [[arcs.of(ring) for ring in polygon] for polygon in polygons],
        }
        for code, polygons in sorted(moved.items())
    ]
    return {
        "type": "Topology",
        "crs": "EPSG:3006",
        "transform": {
            "scale": [GRID_METRES, GRID_METRES],
            "translate": [left * GRID_METRES, lowest * GRID_METRES],
        },
        "objects": {"municipalities": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_deltas(arc) for arc in arcs.found],
    }


def label_point(polygon: Sequence[Ring]) -> Point:
    """Return the point of a grid over the polygon that lies furthest inside it: where its name has most room."""
    outer = polygon[0]
    xs, ys = [x for x, _ in outer], [y for _, y in outer]
    step_x, step_y = (max(xs) - min(xs)) / LABEL_STEPS, (max(ys) - min(ys)) / LABEL_STEPS
    inside = (
        (min(xs) + i * step_x, min(ys) + j * step_y) for i in range(1, LABEL_STEPS) for j in range(1, LABEL_STEPS)
    )
    # names are wider than they are high, so room to the sides counts half
    furthest = max(
        (point for point in inside if _holds(outer, point)),
        key=lambda point: min(_distance((point[0] / 2, point[1]), *_halved(edge)) for edge in _edges(outer)),
        default=(sum(xs) / len(xs), sum(ys) / len(ys)),
    )
    return round(furthest[0]), round(furthest[1])


def _halved(edge: Edge) -> tuple[tuple[float, float], tuple[float, float]]:
    (ax, ay), (bx, by) = edge
    return (ax / 2, ay), (bx / 2, by)


def _rings(areas: dict[str, list[list[Ring]]]) -> Iterator[Ring]:
    for polygons in areas.values():
        for polygon in polygons:
            yield from polygon


def _snapped(ring: Iterable[tuple[float, float]]) -> Ring:
    """The ring on the grid, open, without points that fall together."""
    found: Ring = []
    for longitude, latitude in ring:
        east, north = sweref99tm(longitude, latitude)
        point = round(east / GRID_METRES), round(north / GRID_METRES)
        if not found or found[-1] != point:
            found.append(point)
    return _without_spikes(found[:-1] if found[0] == found[-1] else found)


def _without_spikes(ring: Ring) -> Ring:
    """The ring without places where it goes out to a point and straight back: on the grid, a sliver is nothing."""
    spike = next((i for i in range(len(ring)) if ring[i - 1] == ring[(i + 1) % len(ring)]), None)
    if spike is None or len(ring) < 3:
        return ring
    return _without_spikes([point for i, point in enumerate(ring) if i not in {spike, (spike + 1) % len(ring)}])


def _edges(ring: Ring) -> Iterator[Edge]:
    yield from zip(ring, [*ring[1:], ring[0]], strict=True)


def _owners(areas: dict[str, list[list[Ring]]]) -> dict[Edge, set[str]]:
    owners: dict[Edge, set[str]] = defaultdict(set)
    for code, polygons in areas.items():
        for polygon in polygons:
            for ring in polygon:
                for one, other in _edges(ring):
                    owners[min(one, other), max(one, other)].add(code)
    return owners


def _welded(areas: dict[str, list[list[Ring]]]) -> dict[str, list[list[Ring]]]:
    """The areas with corners that lie near a neighbour's border, and on it by their own account, made part of it."""
    near = SAME_WITHIN_METRES / GRID_METRES
    alone = [(edge, next(iter(codes))) for edge, codes in _owners(areas).items() if len(codes) == 1]
    ends: dict[Point, set[str]] = defaultdict(set)
    for edge, code in alone:
        for point in edge:
            ends[point].add(code)
    moved: dict[Point, Point] = {}
    for point in sorted(ends):
        twin = next(
            (p for p in sorted(ends) if p < point and ends[p].isdisjoint(ends[point]) and _apart(p, point) <= near),
            None,
        )
        if twin is not None:
            moved[point] = moved.get(twin, twin)
    pushed: dict[tuple[str, Edge], list[Point]] = defaultdict(list)
    for (one, other), code in alone:
        a, b = moved.get(one, one), moved.get(other, other)
        for point, codes in ends.items():
            p = moved.get(point, point)
            if code not in codes and p not in {a, b} and _distance(p, a, b) <= near:
                pushed[code, (min(a, b), max(a, b))].append(p)
    return {
        code: [
            [_with_points(code, [moved.get(p, p) for p in ring], pushed) for ring in polygon] for polygon in polygons
        ]
        for code, polygons in areas.items()
    }


def _with_points(code: str, ring: Ring, pushed: dict[tuple[str, Edge], list[Point]]) -> Ring:
    found: Ring = []
    for one, other in _edges(ring):
        between = sorted(set(pushed.get((code, (min(one, other), max(one, other))), ())), key=lambda p: _apart(p, one))
        found += [point for point in (one, *between) if not found or found[-1] != point]
    return found[:-1] if len(found) > 1 and found[0] == found[-1] else found


class _Arcs:
    """The stretches of border between junctions, each once."""

    def __init__(self, areas: dict[str, list[list[Ring]]]) -> None:
        owners = _owners(areas)
        meeting: dict[Point, list[Edge]] = defaultdict(list)
        for edge in owners:
            for point in edge:
                meeting[point].append(edge)
        self._junctions = {
            point for point, edges in meeting.items() if len(edges) != 2 or owners[edges[0]] != owners[edges[1]]
        }
        self._numbers: dict[tuple[Point, ...], int] = {}
        self.found: list[tuple[Point, ...]] = []

    def of(self, ring: Ring) -> list[int]:
        """Return the ring as TopoJSON refers to arcs: number n forwards, and -1 - n backwards."""
        start = next((i for i, point in enumerate(ring) if point in self._junctions), ring.index(min(ring)))
        closed = [*ring[start:], *ring[: start + 1]]
        numbers, arc = [], [closed[0]]
        for point in closed[1:]:
            arc.append(point)
            if point in self._junctions or (point == closed[0] and len(arc) == len(closed)):
                numbers.append(self._number(tuple(arc)))
                arc = [point]
        return numbers

    def _number(self, arc: tuple[Point, ...]) -> int:
        backwards = arc[::-1]
        if backwards in self._numbers:
            return -1 - self._numbers[backwards]
        if arc not in self._numbers:
            self._numbers[arc] = len(self.found)
            self.found.append(arc)
        return self._numbers[arc]


def _deltas(arc: Sequence[Point]) -> list[list[int]]:
    steps = [[x - before_x, y - before_y] for (before_x, before_y), (x, y) in pairwise(arc)]
    return [list(arc[0]), *steps]


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _distance(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    (px, py), (ax, ay), (bx, by) = point, a, b
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) if length else 0.0
    return hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))


def _doubled_area(ring: Ring) -> int:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in _edges(ring))


def _holds(ring: Ring, point: tuple[float, float]) -> bool:
    x, y = point
    crossed = [ay + (x - ax) * (by - ay) / (bx - ax) > y for (ax, ay), (bx, by) in _edges(ring) if (ax > x) != (bx > x)]
    return sum(crossed) % 2 == 1


def main(source: Path, target: Path) -> None:
    """Read the boundaries of the source's municipalities and write them as TopoJSON."""
    table = pq.read_table(source, columns=["kommun_kod", "geometry"]).to_pylist()
    made = topology({row["kommun_kod"]: read_polygons(row["geometry"]) for row in table})
    target.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
