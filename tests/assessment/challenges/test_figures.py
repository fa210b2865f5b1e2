"""Figures of an indicator as dense arrays: which groups, which years, whom they are about."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import ArrayLike

from riktmarke.assessment.challenges.figures import IndicatorFigures, read_figures
from riktmarke.assessment.challenges.kinds import Group
from riktmarke.governance.definitions import Cut, Measurement
from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.panels import Panel
from riktmarke.vocabulary.groups import Dimension, Sex
from tests.assessment.challenges.making import ALL, MEN, NORMAL, SUPPRESSED, WOMEN, area
from tests.invented_figures import definition

nan = np.nan
AREAS = AreaTable(tuple(area(code) for code in ("0000", "3001")))


def panel(series: str, values: ArrayLike, *, first: int = 2010) -> Panel:
    """Return a series with the same values in both areas, (years, groups): everyone, women, men."""
    cells = np.asarray(values, dtype=float)
    array = np.broadcast_to(cells, (2, *cells.shape)).copy()
    status = np.where(np.isnan(array), 0, NORMAL).astype(np.uint8)
    return Panel(series, AREAS, tuple(range(first, first + array.shape[1])), array, status)


@dataclass(frozen=True)
class Held:
    """Panels by series."""

    by_series: Mapping[str, Panel]

    def holds(self, series: str) -> bool:
        return series in self.by_series

    def panel(self, series: str) -> Panel:
        return self.by_series[series]


PEOPLE = panel("N01951", [[1000.0, 400.0, 600.0], [1100.0, 450.0, 650.0]])


def read(*panels: Panel, **given: object) -> IndicatorFigures | None:
    held = Held({one.series: one for one in panels})
    return read_figures(held, definition("N1", **given), PEOPLE)


def found(*panels: Panel, **given: object) -> IndicatorFigures:
    figures = read(*panels, **given)
    assert figures is not None
    return figures


def test_everyone_women_and_men_are_read_with_the_inhabitants_of_their_sex() -> None:
    figures = found(panel("N1", [[1, 2, 3], [4, 5, 6]]))

    assert figures.groups == (ALL, WOMEN, MEN)
    assert figures.years == (2010, 2011)
    assert figures.values[:, 1].tolist() == [[1, 4], [2, 5], [3, 6]]
    assert figures.inhabitants[:, 1].tolist() == [[1000, 1100], [400, 450], [600, 650]]
    assert np.isnan(figures.people).all()
    assert figures.weights.tolist() == figures.inhabitants.tolist()


def test_a_group_without_a_single_value_is_not_shown() -> None:
    assert found(panel("N1", [[1, nan, nan], [4, nan, 6]])).groups == (ALL, MEN)


def test_where_nothing_is_published_there_are_no_figures() -> None:
    assert read() is None
    assert read(panel("N1", [[nan, nan, nan]])) is None
    assert read(Panel("N1", AREAS, (), np.zeros((2, 0, 3)), np.zeros((2, 0, 3), dtype=np.uint8))) is None


def test_women_and_men_are_left_out_of_what_is_not_split_by_sex() -> None:
    assert found(panel("N1", [[1, 2, 3]]), split_by_sex=False).groups == (ALL,)


CUTS = (Cut(Dimension.ORIGIN, "native_born", "N1-n"), Cut(Dimension.ORIGIN, "foreign_born", "N1-f"))


def test_groups_with_series_of_their_own_are_laid_over_all_years() -> None:
    """Foreign-born from 2012: the years are 2010 to 2013, and nobody counts them."""
    figures = found(
        panel("N1", [[1, 2, 3]]),
        panel("N1-f", [[7, nan, 8], [9, nan, 10]], first=2012),
        cuts=CUTS,
        denominators=("N2",),
    )
    foreign, foreign_men = (Group(sex, Dimension.ORIGIN, "foreign_born") for sex in (Sex.TOTAL, Sex.MALE))

    assert figures.groups == (ALL, WOMEN, MEN, foreign, foreign_men)
    assert figures.years == (2010, 2011, 2012, 2013)
    assert figures.at(foreign_men) == 4
    assert figures.at(Group(Sex.TOTAL, Dimension.ORIGIN, "native_born")) is None
    np.testing.assert_array_equal(figures.values[4, 1], [nan, nan, 8, 10])
    np.testing.assert_array_equal(figures.values[0, 1], [1, nan, nan, nan])
    # 2012 and 2013 are not counted yet: those of 2011 weigh as well
    np.testing.assert_array_equal(figures.inhabitants[4, 1], [600, 650, 650, 650])
    assert figures.status[4, 1].tolist() == [0, 0, NORMAL, NORMAL]


def test_whom_a_share_is_of_are_the_denominators_together_of_the_groups_sex() -> None:
    """Two age groups: 10 + 5, of which women 4 + 2. A group with a series of its own is counted by nobody."""
    figures = found(
        panel("N1", [[1, 2, 3]]),
        panel("N1-f", [[7, 8, 9]]),
        panel("N2", [[10, 4, 6]]),
        panel("N3", [[5, 2, 3]]),
        cuts=CUTS,
        denominators=("N3", "N2"),
    )

    np.testing.assert_array_equal(figures.people[:, 1, 0], [15, 6, 9, nan, nan, nan])
    np.testing.assert_array_equal(figures.weights[:, 1, 0], [15, 6, 9, 1000, 400, 600])


def test_half_of_the_denominators_count_nobody() -> None:
    figures = found(panel("N1", [[1, 2, 3]]), panel("N2", [[10, 4, 6]]), denominators=("N2", "N3"))

    assert np.isnan(figures.people).all()


def test_the_publishers_uncertainty_is_read_where_it_is_there() -> None:
    values, halves = panel("N1", [[1, 2, 3], [1, 2, 3]]), panel("U1", [[0.1, 0.2, nan]], first=2011)

    np.testing.assert_array_equal(
        found(values, halves, uncertainty_series="U1").published[:, 1], [[nan, 0.1], [nan, 0.2], [nan, nan]]
    )
    assert np.isnan(found(values, uncertainty_series="U1").published).all()
    assert np.isnan(found(values, halves).published).all()


def test_which_values_are_measurements_follows_the_definition() -> None:
    figures = found(panel("N1", [[1, 2, 3], [1, 2, 4], [5, 2, 4]]), measurement=Measurement(repeats_at_most=2))

    assert figures.measured[:, 1].tolist() == [[True, False, True], [True, False, True], [True, True, False]]


@pytest.mark.parametrize(
    ("status", "hidden"),
    [
        ([NORMAL, SUPPRESSED], True),
        ([SUPPRESSED, 0], True),
        ([SUPPRESSED, NORMAL], False),
        ([NORMAL, 0], False),
        ([0, 0], False),
    ],
)
def test_a_latest_row_says_whether_a_group_is_hidden(status: list[int], hidden: bool) -> None:
    one = panel("N1", [[1, nan, nan], [2, nan, nan]])
    one.status[1, :, 0] = status
    assert found(one).suppressed[0].tolist() == [False, hidden]
