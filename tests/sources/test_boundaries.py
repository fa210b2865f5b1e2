"""Boundaries as others draw them, made into borders that neighbours share."""

import pytest

from riktmarke.sources.boundaries import read_polygons, sweref99tm, topology
from riktmarke.vocabulary.errors import UnexpectedPayload

# A degree of latitude is 111 km here: the steps of these squares are some hundreds of metres.
WEST = [[[(15.00, 60.0), (15.00, 60.01), (15.02, 60.01), (15.02, 60.0), (15.00, 60.0)]]]
EAST = [[[(15.02, 60.0), (15.02, 60.01), (15.04, 60.01), (15.04, 60.0), (15.02, 60.0)]]]


def test_the_projection_is_that_of_the_land_survey() -> None:
    # worked out with PROJ 9 for EPSG:3006
    assert sweref99tm(15, 60) == pytest.approx((500000.000, 6651411.190), abs=0.001)
    assert sweref99tm(24, 66) == pytest.approx((907351.981, 7349217.668), abs=0.001)
    assert sweref99tm(11.13, 59) == pytest.approx((277738.954, 6546489.864), abs=0.001)


def test_neighbours_share_one_arc_one_of_them_backwards() -> None:
    made = topology({"9101": WEST, "9102": EAST})
    west, east = made["objects"]["municipalities"]["geometries"]
    (ring_west,), (ring_east,) = west["arcs"][0], east["arcs"][0]
    assert len(made["arcs"]) == 3
    assert {-1 - n for n in ring_west} & set(ring_east) or {-1 - n for n in ring_east} & set(ring_west)


def test_a_corner_on_a_border_that_only_one_of_the_neighbours_has_belongs_to_both() -> None:
    bent = [[[(15.02, 60.0), (15.0203, 60.005), (15.02, 60.01), (15.04, 60.01), (15.04, 60.0), (15.02, 60.0)]]]
    made = topology({"9101": WEST, "9102": bent})
    assert len(made["arcs"]) == 3  # the border between them and one outside for each


def test_a_name_stands_inside_its_area() -> None:
    made = topology({"9101": WEST})
    x, y = made["objects"]["municipalities"]["geometries"][0]["properties"]["label"]
    assert 0 < x < 23
    assert 0 < y < 23


def test_a_geometry_of_another_kind_is_refused() -> None:
    with pytest.raises(UnexpectedPayload, match="kind 1"):
        read_polygons(b"\x01\x01\x00\x00\x00\x00\x00\x00\x00" + b"\x00" * 16)
