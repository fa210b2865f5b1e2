"""The WHO's measures between ordered groups: exact where a hand can work them out, and none where a group is hidden."""

import numpy as np
import pytest
from numpy.typing import NDArray

from riktmarke.assessment.challenges.kinds import Group, UncertaintySource
from riktmarke.assessment.challenges.uncertainty import Uncertainty
from riktmarke.assessment.group_measures import GroupMeasure, group_measure
from riktmarke.assessment.value_uncertainty import IndicatorUncertainty
from riktmarke.governance.definitions import Cut, Definition
from riktmarke.vocabulary.groups import CATEGORIES, Dimension, Sex
from riktmarke.vocabulary.observation_status import ObservationStatus
from riktmarke.vocabulary.units import Unit
from tests.assessment.challenges.making import SUPPRESSED, figures_of, who
from tests.invented_figures import definition

OWN = "3001"


def of(dimension: Dimension, *, unit: Unit = Unit.DAYS, first: int = 0) -> Definition:
    cuts = tuple(Cut(dimension, name, f"U{n}") for n, name in enumerate(CATEGORIES[dimension][first:]))
    return definition("N1", unit=unit, cuts=cuts)


def measured(
    values: list[list[float]],
    definition_: Definition,
    *,
    se: float = np.nan,
    status: NDArray[np.uint8] | None = None,
    sex: Sex = Sex.TOTAL,
) -> GroupMeasure | None:
    """The measure of one municipality whose groups have these values, a row of years each."""
    dimension = definition_.cuts[0].dimension
    groups = tuple(Group(Sex.TOTAL, dimension, cut.category) for cut in definition_.cuts)
    array = np.repeat(np.array(values)[:, None, :], 3, axis=1)
    figures = figures_of(array, of=definition_, groups=groups[: len(values)], status=status)
    source = UncertaintySource.UNKNOWN if np.isnan(se) else UncertaintySource.OBSERVED
    shape = array.shape
    uncertainty = Uncertainty(np.full(shape, se), np.full(shape, source, dtype=np.uint8), np.full(shape, 1e6))
    return group_measure(IndicatorUncertainty(figures, uncertainty, who(1).areas), OWN, dimension, sex)


def test_fifths_that_rise_evenly_by_ten_differ_by_forty_and_slope_by_fifty() -> None:
    # the middles of the fifths lie at 0.1, 0.3 … 0.9 of the way: ten for a fifth is fifty for the whole
    found = measured([[10.0], [20.0], [30.0], [40.0], [50.0]], of(Dimension.INCOME))
    assert found is not None
    assert (found.first, found.last, found.period) == (10.0, 50.0, 2010)
    assert found.difference is not None
    assert found.slope is not None
    assert (found.difference.value, found.slope.value) == (40.0, pytest.approx(50.0))
    assert (found.difference.low, found.slope.high) == (None, None)  # nobody knows how uncertain they are


def test_the_slope_of_shares_is_that_of_the_logistic_curve_they_lie_on() -> None:
    at = np.array([0.1, 0.3, 0.5, 0.7, 0.9])
    shares = 100 / (1 + np.exp(-(-1 + 3 * at)))
    found = measured([[float(share)] for share in shares], of(Dimension.INCOME, unit=Unit.PERCENT))
    assert found is not None
    assert found.slope is not None
    ends = 100 / (1 + np.exp(-np.array([-1.0, 2.0])))
    assert found.slope.value == pytest.approx(ends[1] - ends[0], abs=1e-6)


def test_a_value_that_falls_with_income_has_both_measures_below_zero() -> None:
    found = measured([[50.0], [40.0], [30.0], [20.0], [10.0]], of(Dimension.INCOME))
    assert found is not None
    assert found.difference is not None
    assert found.slope is not None
    assert (found.difference.value, found.slope.value) == (-40.0, pytest.approx(-50.0))


def test_the_interval_of_a_difference_adds_the_squares_of_both_groups() -> None:
    found = measured([[10.0], [20.0], [30.0], [40.0], [50.0]], of(Dimension.INCOME), se=3.0)
    assert found is not None
    assert found.difference is not None
    assert found.slope is not None
    reach = 1.959964 * np.hypot(3, 3)
    assert (found.difference.low, found.difference.high) == pytest.approx((40 - reach, 40 + reach), abs=1e-4)
    assert found.slope.low is not None
    assert found.slope.low < 50 < (found.slope.high or 0)


def test_levels_of_education_have_a_difference_between_the_ends_and_no_slope() -> None:
    found = measured([[67.0], [81.0], [89.0]], of(Dimension.EDUCATION, unit=Unit.PERCENT))
    assert found is not None
    assert found.difference is not None
    assert (found.difference.value, found.slope) == (pytest.approx(22.0), None)


def test_the_latest_year_counts() -> None:
    found = measured([[1.0, 10.0], [1.0, 20.0], [1.0, 30.0], [1.0, 40.0], [1.0, 50.0]], of(Dimension.INCOME))
    assert found is not None
    assert (found.period, found.first) == (2011, 10.0)


def test_a_suppressed_group_leaves_no_measure_and_is_named_with_what_it_is() -> None:
    values = [[1.0, 10.0], [1.0, 20.0], [1.0, 30.0], [1.0, 40.0], [1.0, np.nan]]
    status = np.ones((5, 3, 2), dtype=np.uint8)
    status[4, :, 1] = SUPPRESSED
    found = measured(values, of(Dimension.INCOME), status=status)
    assert found is not None
    assert (found.first, found.last, found.difference, found.slope) == (None, None, None, None)
    assert (found.period, found.missing) == (2011, (("quintile_5", ObservationStatus.SUPPRESSED),))


def test_a_group_without_figures_is_missing_too() -> None:
    found = measured([[10.0], [20.0]], of(Dimension.EDUCATION))
    assert found is not None
    assert found.missing == (("tertiary", ObservationStatus.MISSING),)


def test_two_groups_groups_without_order_and_groups_without_values_have_none() -> None:
    assert measured([[10.0], [20.0]], of(Dimension.ORIGIN)) is None
    assert measured([[10.0], [20.0]], of(Dimension.EDUCATION, first=1)) is None
    assert measured([[10.0], [20.0], [30.0]], of(Dimension.EDUCATION), sex=Sex.FEMALE) is None
