from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.governance.definitions import Definition, Measurement
from riktmarke.presentation.charts import NARROW, WIDE, spread, time_chart, value_domain
from riktmarke.presentation.lines import comparator_line, group_line, measured_years
from riktmarke.presentation.spine import spine_chart, spine_height
from riktmarke.statistics.areas import area_table
from riktmarke.statistics.panels import Panel, build_panel
from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.groups import Sex
from tests.invented_figures import definition
from tests.presentation.making import DAYS, ELECTION, finding

AREAS = area_table(
    [Area("0000", "Riket", AreaKind.COUNTRY), Area("9101", "Exempelby", AreaKind.MUNICIPALITY, county_code="0091")]
)


def panel(values: dict[int, float], area: int = 1) -> Panel:
    years = sorted(values)
    zeros = np.zeros(len(years), dtype=int)
    return build_panel(
        "N90001",
        AREAS,
        area=zeros + area,
        period=np.array(years),
        group=zeros,
        value=np.array([values[year] for year in years]),
    )


def rows_of(of: Panel, *, given: Definition | None = None) -> list[dict[str, object]]:
    line = group_line(area="9101", group=Sex.TOTAL, label="Exempelby", short="Totalt")
    chart = time_chart(of, [line], title="t", definition=given, decimals=1, frame=WIDE)
    layer = next(layer for layer in chart.spec["layer"] if layer["mark"].get("type") == "line")
    rows: list[dict[str, object]] = layer["data"]["values"]
    return rows


def test_only_measurements_are_drawn() -> None:
    repeated = panel({1998: 77.7, 1999: 77.7, 2000: 77.7, 2001: 77.7, 2002: 73.8, 2003: 73.8})
    assert [row["year"] for row in rows_of(repeated, given=ELECTION)] == [1998, 2002]
    assert measured_years(repeated, area="9101", group=Sex.TOTAL, definition=None) == frozenset(range(1998, 2004))


def test_a_line_is_cut_at_a_hole_and_at_a_new_definition_but_not_between_regular_measurements() -> None:
    hole = rows_of(panel({2010: 1.0, 2011: 2.0, 2012: 2.5, 2014: 3.0, 2015: 4.0}))
    assert [row["segment"] for row in hole] == ["Exempelby/0"] * 3 + ["Exempelby/1"] * 2
    every_second = rows_of(panel({2010: 1.0, 2012: 2.0, 2014: 3.0}))
    assert {row["segment"] for row in every_second} == {"Exempelby/0"}
    broken = definition("N90008", measurement=Measurement(breaks=(2012,)))
    cut = rows_of(panel({2010: 1.0, 2011: 2.0, 2012: 3.0}), given=broken)
    assert [row["segment"] for row in cut] == ["Exempelby/0", "Exempelby/0", "Exempelby/1"]


def test_a_chart_carries_its_words() -> None:
    lines = [
        comparator_line(area="0000", kind="country", label="Sverige"),
        group_line(area="9101", group=Sex.TOTAL, label="Exempelby", short="Totalt"),
    ]
    chart = time_chart(
        panel({2021: 31.25, 2022: 30.0}), lines, title="Ohälsotal", definition=None, decimals=1, frame=NARROW
    )
    assert chart.title == "Ohälsotal"
    assert chart.description == (
        "Linjediagram 2021–2022. Exempelby: från 31,3 (2021) till 30,0 (2022). Alla värden i tabellen År för år."
    )
    assert (chart.spec["width"], chart.spec["height"]) == (NARROW.width, NARROW.height)


def test_a_chart_without_values_says_so() -> None:
    line = group_line(area="9101", group=Sex.TOTAL, label="Exempelby", short="Totalt")
    chart = time_chart(panel({2022: 1.0}, area=0), [line], title="t", definition=None, decimals=1, frame=WIDE)
    assert "Inga värden" in chart.description
    assert chart.spec["layer"] == []


def test_the_value_axis_starts_at_zero_only_when_the_values_come_near_it() -> None:
    assert value_domain([1.0, 10.0])[0] == 0
    assert value_domain([80.0, 84.0])[0] > 79
    assert value_domain([-5.0, 5.0])[0] < -5
    assert value_domain([7.0, 7.0]) == (6.0, 8.0)
    assert value_domain([]) == (0.0, 1.0)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8))
def test_labels_never_overlap_and_keep_their_order(wanted: list[float]) -> None:
    places = spread(wanted, gap=5, low=0, high=100)
    ordered = sorted(places)
    assert all(b - a >= 5 - 1e-6 for a, b in pairwise(ordered))
    for i, one in enumerate(wanted):
        for j, other in enumerate(wanted):
            assert not (one < other and places[i] > places[j])


def test_the_spine_has_a_strip_per_group_with_a_value_and_says_what_it_shows() -> None:
    found = [
        finding(value=31.6, period=2022, county=24.9, country=22.0, kind_minimum=9.5, kind_maximum=41.7),
        finding(Sex.FEMALE, value=35.8, period=2022, kind_minimum=11.4, kind_maximum=49.0),
        finding(Sex.MALE),
    ]
    chart = spine_chart(
        found, title="t", own="Exempelby", county="Påhittade Norr", definition=DAYS, decimals=1, frame=WIDE
    )
    assert chart.spec["height"] == spine_height(2, narrow=False)
    assert chart.description.startswith("Läget bland alla kommuner, dagar. Totalt 2022: från 9,5 till 41,7; ")
    assert "Exempelby 31,6, Påhittade Norr 24,9, Sverige 22,0" in chart.description
    assert "Män" not in chart.description
