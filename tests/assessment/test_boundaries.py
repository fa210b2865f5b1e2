"""Exactly at the line: half of the weight, eight areas, the year of a break, the first year of the weights."""

import numpy as np
import pytest

from riktmarke.assessment.context import Context, comparisons, sum_of_panels
from riktmarke.assessment.findings import Basis, Finding
from riktmarke.assessment.findings_file import finding_of
from riktmarke.assessment.rules import assess
from riktmarke.governance.definitions import Measurement
from riktmarke.statistics.areas import AreaTable, area_table
from riktmarke.statistics.panels import Panel
from riktmarke.statistics.peers import PeerGroups
from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.reasons import Reason
from tests import invented_figures

NAN = np.nan


def county_of(count: int) -> AreaTable:
    """Return a county of this many municipalities, 9101 and on."""
    return area_table(
        Area(f"91{number:02}", f"Påhitt {number}", AreaKind.MUNICIPALITY, "0091") for number in range(1, count + 1)
    )


def panel_of(areas: AreaTable, years: range, rows: list[list[float]]) -> Panel:
    """Return a panel of totals only, a row per area."""
    values = np.full((len(areas), len(years), 3), NAN)
    values[:, :, 0] = rows
    return Panel("X", areas, tuple(years), values, (~np.isnan(values)).astype(np.uint8))


def said(panel: Panel, weights: Panel | None = None, **rules: object) -> Finding:
    """Return what is said of 9101's total."""
    context = Context(
        comparisons(panel.areas, PeerGroups(())),
        weights or panel,
        Basis.POPULATION,
        invented_figures.definition("X", measurement=Measurement(**rules)),  # type: ignore[arg-type]  # as the test names them
    )
    return finding_of(assess(panel, context), "X", panel.areas, "9101", Sex.TOTAL)


@pytest.mark.parametrize(
    ("people", "reason"), [(499, Reason.TOO_LITTLE_COVERED), (500, Reason.SAID), (501, Reason.SAID)]
)
def test_members_with_a_value_must_hold_half_of_the_weight(people: float, reason: Reason) -> None:
    areas, years = county_of(2), range(2022, 2023)
    found = said(panel_of(areas, years, [[7.0], [NAN]]), panel_of(areas, years, [[people], [1000 - people]]))

    assert found.county_reason == reason
    assert (found.county_members, found.county_size) == (1, 2)
    assert found.county == (7.0 if reason == Reason.SAID else None)


@pytest.mark.parametrize(("count", "reason"), [(7, Reason.TOO_FEW_AREAS), (8, Reason.SAID)])
def test_quarters_need_eight_areas(count: int, reason: Reason) -> None:
    found = said(panel_of(county_of(count), range(2022, 2023), [[float(number)] for number in range(count)]))

    assert (found.kind_reason, found.kind_members) == (reason, count)


@pytest.mark.parametrize(("first", "reason"), [(2021, Reason.SAID), (2022, Reason.SERIES_BREAK), (2023, Reason.SAID)])
def test_a_break_lies_before_its_first_year(first: int, reason: Reason) -> None:
    """2022 and 2021: a definition from 2021 holds for both, one from 2022 for one of them, one from 2023 for none."""
    found = said(panel_of(county_of(1), range(2021, 2023), [[1.0, 3.0]]), breaks=(first,))

    assert (found.previous_period, found.change_reason) == (2021, reason)


@pytest.mark.parametrize(("first", "reason"), [(2017, Reason.SAID), (2018, Reason.SERIES_BREAK)])
def test_five_years_back_may_be_the_first_year_of_the_definition(first: int, reason: Reason) -> None:
    found = said(panel_of(county_of(1), range(2016, 2023), [[float(v) for v in range(7)]]), breaks=(first,))

    assert found.five_year_reason == reason


def test_five_years_back_any_published_window_will_do_that_shares_no_year() -> None:
    """Windows of three: kept are 2022, 2019, 2016; 2017 holds 2015–2017 and is as good a measure as any."""
    found = said(panel_of(county_of(1), range(2014, 2023), [[float(v * v) for v in range(9)]]), window_years=3)

    assert found.previous_period == 2019
    assert found.five_year_change == 8**2 - 3**2


@pytest.mark.parametrize(("window", "reason"), [(5, Reason.SAID), (6, Reason.OVERLAPPING_WINDOWS)])
def test_windows_of_five_years_five_years_apart_share_none(window: int, reason: Reason) -> None:
    found = said(panel_of(county_of(1), range(2010, 2023), [[float(v) for v in range(13)]]), window_years=window)

    assert found.five_year_reason == reason


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (2022, 2023, Reason.SAID),
        (2021, 2022, Reason.SAID),
        (2023, 2024, Reason.NO_WEIGHTS),
        (2020, 2021, Reason.NO_WEIGHTS),
    ],
)
def test_weights_are_those_of_the_same_year(first: int, last: int, reason: Reason) -> None:
    areas = county_of(2)
    people = [[100.0 if year == 2022 else 900.0 for year in range(first, last + 1)], [300.0, 300.0]]
    found = said(panel_of(areas, range(2022, 2023), [[10.0], [20.0]]), panel_of(areas, range(first, last + 1), people))

    assert found.county_reason == reason
    assert found.county == (17.5 if reason == Reason.SAID else None)  # (10 × 100 + 20 × 300) / 400


def test_a_sum_of_panels_holds_the_years_and_cells_that_all_of_them_have() -> None:
    areas = county_of(2)
    one = panel_of(areas, range(2019, 2022), [[1.0, 2.0, 3.0], [4.0, NAN, 6.0]])
    two = panel_of(areas, range(2020, 2023), [[10.0, 20.0, 30.0], [40.0, 50.0, 60.0]])
    total = sum_of_panels([one, two])

    assert total.periods == (2020, 2021)
    assert total.values[:, :, 0].tolist()[0] == [12.0, 23.0]
    assert np.isnan(total.values[1, 0, 0])
    assert total.values[1, 1, 0] == 56.0
    assert total.status[1, :, 0].tolist() == [0, 1]


def test_panels_without_a_common_year_have_an_empty_sum_and_weigh_nothing() -> None:
    areas = county_of(2)
    nothing = sum_of_panels(
        [panel_of(areas, range(2019, 2020), [[1.0], [1.0]]), panel_of(areas, range(2020, 2021), [[1.0], [1.0]])]
    )

    assert nothing.periods == ()
    assert said(panel_of(areas, range(2022, 2023), [[1.0], [2.0]]), nothing).county_reason == Reason.NO_WEIGHTS
