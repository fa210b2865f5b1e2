"""Single values have the uncertainty that challenges are tested with, within what is possible."""

import numpy as np
import pytest

from riktmarke.assessment.challenges.figures import IndicatorFigures, read_figures
from riktmarke.assessment.challenges.kinds import Group, UncertaintySource
from riktmarke.assessment.challenges.uncertainty import Uncertainty
from riktmarke.assessment.value_uncertainty import IndicatorUncertainty, uncertainty_of_indicator
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.units import Unit
from tests import invented_figures
from tests.assessment.challenges.making import ALL, DAYS, figures_of, who
from tests.invented_figures import definition

SHARE = definition("N1", unit=Unit.PERCENT)
OWN = "3001"


def known(
    figures: IndicatorFigures, *, se: float = 2.0, free: float = 1e6, source: int = UncertaintySource.OBSERVED
) -> IndicatorUncertainty:
    shape = figures.values.shape
    uncertainty = Uncertainty(np.full(shape, se), np.full(shape, source, dtype=np.uint8), np.full(shape, free))
    return IndicatorUncertainty(figures, uncertainty, who(1).areas)


def test_the_interval_is_just_under_two_standard_errors_each_way() -> None:
    found = known(figures_of(np.full((3, 1), 50.0))).at(OWN, ALL, 2010)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((50 - 1.959964 * 2, 50 + 1.959964 * 2), abs=1e-4)


def test_few_degrees_of_freedom_widen_it_and_too_few_leave_it_unknown() -> None:
    figures = figures_of(np.full((3, 1), 50.0))
    wide = known(figures, free=3.0).at(OWN, ALL, 2010)
    assert wide is not None
    assert wide.high - 50 == pytest.approx(2 * 3.182446, abs=1e-4)  # the 97.5 % point of t with 3, from any table
    assert known(figures, free=2.9).at(OWN, ALL, 2010) is None


def test_a_share_stays_within_nothing_and_everything_unless_values_elsewhere_do_not() -> None:
    for value, ends in ((1.0, (0.0, 1 + 1.96 * 2)), (99.0, (99 - 1.96 * 2, 100.0))):
        found = known(figures_of(np.full((3, 1), value), of=SHARE)).at(OWN, ALL, 2010)
        assert found is not None
        assert (found.low, found.high) == pytest.approx(ends, abs=1e-3)
    compared = known(figures_of(np.array([[99.0], [99.0], [120.0]]), of=SHARE)).at(OWN, ALL, 2010)
    below = known(figures_of(np.array([[1.0], [1.0], [-5.0]]), of=DAYS)).at(OWN, ALL, 2010)
    assert compared is not None
    assert below is not None
    assert compared.high > 100
    assert below.low < -6


def test_what_nothing_tells_is_none() -> None:
    found = known(figures_of(np.full((3, 1), 50.0)))
    assert found.at(OWN, Group(Sex.FEMALE), 2010) is None
    assert found.at(OWN, ALL, 2009) is None
    assert known(figures_of(np.full((3, 1), 50.0)), source=UncertaintySource.UNKNOWN).at(OWN, ALL, 2010) is None


def test_it_is_read_from_the_store_for_each_group_of_an_indicator(small_store: Store) -> None:
    definitions = invented_figures.catalogue()
    dataset = small_store.dataset()
    figures = read_figures(dataset, definitions["N90001"], dataset.population)
    assert figures is not None
    value = uncertainty_of_indicator(figures, dataset.areas).at("9101", Group(Sex.FEMALE), 2022)
    assert value is not None
    assert value.value == invented_figures.level("9101", 2022, "K")
    assert value.low < value.value < value.high
