"""What a forecast is made of: the scale that fits, the ends, the sizes, and which years are measured."""

import numpy as np
import pytest

from riktmarke.governance.definitions import Measurement
from riktmarke.methods import Scale
from riktmarke.vocabulary.units import Unit
from tests.assessment.outlook.made import series_of, wandering
from tests.invented_figures import definition

SHARE = definition("N2", unit=Unit.PERCENT)
PLENTY = np.maximum(wandering(areas=100), 1)


@pytest.mark.parametrize(
    ("low", "scale"),
    [
        (1.0, Scale.LOG),
        (0.0, Scale.IDENTITY),  # nothing at all
        (0.05, Scale.IDENTITY),  # kilometres among metres: as good as nothing
        (-1.0, Scale.IDENTITY),
    ],
)
def test_what_often_stands_at_or_next_to_nothing_does_not_move_in_proportion(low: float, scale: Scale) -> None:
    """Two municipalities of a hundred, beside a middle of some fifty."""
    values = PLENTY.copy()
    values[:2] = low

    assert series_of(values).scale is scale


def test_one_in_a_hundred_at_an_end_is_seldom() -> None:
    values = PLENTY.copy()
    values[:1] = 0

    assert series_of(values).scale is Scale.LOG


def test_shares_are_followed_between_nothing_and_all() -> None:
    shares = np.clip(PLENTY, 5, 95)
    series = series_of(shares, of=SHARE)
    shares_of_more = series_of(np.where(shares > 94, 120, shares + 40), of=SHARE)

    assert (series.scale, series.bounds) == (Scale.LOGIT, (0.0, 100.0))
    assert (shares_of_more.scale, shares_of_more.bounds) == (Scale.LOG, (0.0, np.inf))


def test_what_was_known_is_all_that_is_left_of_earlier_years() -> None:
    series = series_of(PLENTY)
    known = series.until(9)

    assert known.years == series.years[:10]
    np.testing.assert_array_equal(known.values, series.values[:, :10])
    assert known.inhabitants.shape == known.published.shape == known.values.shape


def test_scatter_goes_by_the_inhabitants_last_counted() -> None:
    """100, 200 and 400 inhabitants; the middle of 1/100, 1/200 and 1/400 is 1/200. Nobody counted the fourth."""
    people = np.full((4, 19), np.nan)
    people[:3, 0] = 1e6  # long ago
    people[:3, 5] = [100, 200, 400]

    np.testing.assert_allclose(series_of(wandering(areas=4), inhabitants=people).size, [2, 1, 0.5, 1])


def test_elections_are_followed_from_one_to_the_next() -> None:
    """Measured 2006, 2010, …: repeats in between are no measurements."""
    of = definition("N4", unit=Unit.PERCENT, measurement=Measurement(schedule=(2006, 4)))
    series = series_of(np.clip(PLENTY, 5, 95), of=of)

    assert series.years == (2006, 2010, 2014, 2018, 2022)
    assert series.step_years == 4
    assert (series.independent_until(3) == 4).all()
