"""Other weights than the declared are tried: what the rank owes to them is told."""

import numpy as np
import pytest

from riktmarke.assessment.composites.parts import CompositeFigures
from riktmarke.assessment.composites.scores import OVERALL, score_series
from riktmarke.assessment.composites.weight_sensitivity import WeightSensitivity, weight_sensitivity
from tests.assessment.composites.making import COUNTY, COUNTY_2020, composite, figures

NAN = np.nan


def tried(held: CompositeFigures, key: str, *, concentration: float | None = None) -> WeightSensitivity:
    series = score_series(held, key)
    assert series is not None
    rng = np.random.default_rng(7)
    return weight_sensitivity(held, series, COUNTY, 2020, rng=rng, concentration=concentration)


def test_who_is_best_in_every_part_is_first_whatever_the_weights() -> None:
    best = figures(
        {"C1": [80, 90, 100, 110], "C2": [150, 160, 170, 180], "S1": [60, 50, 45, 40], "S2": [90, 80, 80, 80]}
    )
    for key in ("crime", OVERALL):
        found = tried(best, key)
        assert found.first.tolist() == [1, 0, 0, 0]
        assert (found.best[0], found.worst[0], found.low[0], found.high[0]) == (1, 1, 1, 1)


def test_with_two_parts_and_every_weighting_alike_the_share_is_the_length_of_the_weights_that_put_it_first() -> None:
    # Crime, w the weight of C1: the first has 2w, the second 1 - w, the third -1, the fourth -3w + 2(1 - w) = 2 - 5w.
    # The fourth is first up to w = 1/4, where 2 - 5w = 1 - w; the second up to 1/3, where 1 - w = 2w; then the first.
    found = tried(figures(COUNTY_2020), "crime")
    assert found.first.tolist() == pytest.approx([2 / 3, 1 / 12, 0, 1 / 4], abs=0.02)
    # the fourth is last from where 2 - 5w < -1, w = 3/5; the third until then
    assert (found.best[3], found.worst[3], found.worst[2]) == (1, 4, 4)


def test_near_the_declared_weights_fewer_are_first() -> None:
    near = tried(figures(COUNTY_2020), "crime", concentration=50.0)
    assert near.first[0] > 0.98  # the declared w is 0.75: a Dirichlet's spread about it is √(0.75 · 0.25 / 51) = 0.06


def test_the_two_dimensions_are_weighed_anew_too() -> None:
    found = tried(figures(COUNTY_2020), OVERALL)
    assert found.first.sum() == pytest.approx(1)
    assert found.first[3] > 0.3  # far ahead in safety, behind in crime
    only_safety = composite(dimensions=1e-9)
    one = tried(figures(COUNTY_2020, of=only_safety), OVERALL, concentration=20.0)
    assert one.first[3] > 0.99


def test_who_has_no_score_is_not_tried() -> None:
    gap = figures({**COUNTY_2020, "C1": [NAN, 100.0, 110.0, 150.0]})
    found = tried(gap, "crime")
    assert np.isnan(found.first[0])
    assert (found.best[0], found.worst[0]) == (0, 0)
    assert found.first[1:].sum() == pytest.approx(1)
    assert found.worst[1:].max() == 3


def test_the_same_generator_tries_the_same_weights() -> None:
    held = figures(COUNTY_2020)
    assert tried(held, OVERALL).first.tolist() == tried(held, OVERALL).first.tolist()
