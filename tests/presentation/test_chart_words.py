"""What charts say where they cannot be seen, and which lines are worth drawing beside each other."""

import numpy as np
import pytest

from riktmarke.governance.definitions import Measurement
from riktmarke.presentation.chart_words import break_words, left_out_words, spine_words, time_words
from riktmarke.presentation.lines import Line, breaks_within, comparator_line, group_line, of_another_size
from riktmarke.statistics.areas import area_table
from riktmarke.statistics.panels import Panel, build_panel
from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.groups import GROUPS, Sex
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition
from tests.presentation.making import COUNT, DAYS, WINDOW, finding

AREAS = area_table(
    [Area("0000", "Riket", AreaKind.COUNTRY), Area("9101", "Exempelby", AreaKind.MUNICIPALITY, county_code="0091")]
)
BROKEN = definition("N90008", unit=Unit.PERCENT, measurement=Measurement(breaks=(2012,)))
Cells = dict[tuple[str, Sex, int], float]


def panel(cells: Cells) -> Panel:
    areas, groups, years = zip(*cells, strict=True)
    return build_panel(
        "N90001",
        AREAS,
        area=np.array([AREAS.position(area) for area in areas]),
        period=np.array(years),
        group=np.array([GROUPS.index(group) for group in groups]),
        value=np.array(list(cells.values())),
    )


def lines() -> list[Line]:
    return [
        comparator_line(area="0000", kind="country", label="Sverige"),
        group_line(area="9101", group=Sex.FEMALE, label="Exempelby, kvinnor", short="Kvinnor"),
        group_line(area="9101", group=Sex.TOTAL, label="Exempelby, totalt", short="Totalt"),
    ]


def test_a_chart_says_unit_years_and_each_line_from_first_to_last_our_own_first() -> None:
    said = time_words(
        panel(
            {
                ("9101", Sex.TOTAL, 2001): 57.84,
                ("9101", Sex.TOTAL, 2022): 31.6,
                ("9101", Sex.FEMALE, 2022): 35.8,
                ("0000", Sex.TOTAL, 2001): 40.7,
                ("0000", Sex.TOTAL, 2022): 22.0,
            }
        ),
        lines(),
        definition=DAYS,
        decimals=1,
    )
    assert said == (
        "Linjediagram 2001–2022, dagar. Exempelby totalt: från 57,8 (2001) till 31,6 (2022). Kvinnor: 35,8 (2022). "
        "Sverige: från 40,7 (2001) till 22,0 (2022). Alla värden i tabellen År för år."
    )


def test_nothing_is_compared_across_a_break() -> None:
    cells: Cells = {("9101", Sex.TOTAL, year): float(year - 1920) for year in range(2009, 2016)}
    said = time_words(panel(cells), lines(), definition=BROKEN, decimals=0)
    assert "Serien bryts 2012" in said
    assert "från 92 (2012) till 95 (2015)" in said
    assert "2009)" not in said


def test_a_break_is_explained_only_where_both_sides_are_drawn() -> None:
    assert "från och med 2012 har mätningen ändrats" in break_words(BROKEN, [2010, 2014])
    assert break_words(BROKEN, [2012, 2014]) == ""
    assert break_words(None, [2010, 2014]) == ""
    assert breaks_within(BROKEN, []) == ()


def test_the_spine_says_the_time_its_values_stand_for_and_leaves_out_what_is_not_drawn() -> None:
    found = [finding(value=84.1, period=2022, county=84.6, country=84.7, kind_minimum=81.3, kind_maximum=87.5)]
    told = spine_words(
        found, own="Exempelby", county="Norr", definition=WINDOW, decimals=1, without=frozenset({"county"})
    )
    assert told == (
        "Läget bland alla kommuner, år. Totalt 2018–2022: från 81,3 till 87,5; Exempelby 84,1, Sverige 84,7. "
        "Värdena står i tabellen Jämfört med andra."
    )


@pytest.mark.parametrize(
    ("own", "other", "apart"),
    [
        ([15_000.0, 16_000.0], [288_000.0, 290_000.0], True),
        ([15_000.0, 16_000.0], [70_000.0, 90_000.0], False),  # 70 000 is less than five times 16 000
        ([100.0, 120.0], [1.0, 19.0], True),
        ([-40.0, -30.0], [-1000.0], True),
        ([0.0, 0.0], [3.0], False),  # nothing is five times nothing
        ([], [3.0], False),
    ],
)
def test_values_more_than_five_times_away_are_of_another_size(
    own: list[float], other: list[float], apart: bool
) -> None:
    assert of_another_size(own, other) is apart


def test_what_is_not_drawn_is_said() -> None:
    assert left_out_words(["Dalarna", "Sverige"], definition=None) == (
        "Dalarna och Sverige visas bara i tabellen: deras värden är av en annan storlek."
    )
    assert "ett antal i en kommun" in left_out_words(["Dalarna"], definition=COUNT)
    assert left_out_words([], definition=None) == ""


def test_a_country_that_is_counted_otherwise_is_not_said_to_be_of_another_size() -> None:
    given = definition("N90001", country_not_comparable="Landet räknas på ett annat sätt.")
    assert left_out_words(["Sverige"], definition=given).endswith("bara i tabellen: jämförelsen är inte rättvisande.")
