"""Scores are weighted means of steps on the yardstick; what is missing is said, and the two kinds are kept apart."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.assessment.composites.scores import OVERALL, ScoreSeries, score_series
from tests.assessment.composites import making
from tests.assessment.composites.making import (
    COMPANIES,
    COUNTY,
    COUNTY_2020,
    CRIME_2020,
    SAFETY_2020,
    VISITORS,
    composite,
    figures,
)

NAN = np.nan


def made(key: str, **how: object) -> ScoreSeries:
    found = score_series(how.pop("figures", None) or figures(COUNTY_2020), key, **how)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_dimension_s_score_is_the_weighted_mean_of_its_parts() -> None:
    assert made("crime").score[COUNTY, 0] == pytest.approx(CRIME_2020)
    assert made("safety").score[COUNTY, 0] == pytest.approx(SAFETY_2020)


def test_overall_is_half_of_each_or_what_else_is_asked_for_in_any_proportion() -> None:
    halves = (np.array(CRIME_2020) + SAFETY_2020) / 2
    assert made(OVERALL).score[COUNTY, 0] == pytest.approx(halves)
    mostly = made(OVERALL, dimension_weights={"crime": 3, "safety": 1})
    assert mostly.score[COUNTY, 0] == pytest.approx(0.75 * np.array(CRIME_2020) + 0.25 * np.array(SAFETY_2020))
    alone = made(OVERALL, dimension_weights={"crime": 1, "safety": 0})
    assert alone.score[COUNTY, 0] == pytest.approx(CRIME_2020)


def test_only_municipalities_have_a_score() -> None:
    assert np.isnan(made(OVERALL).score[:2]).all()
    assert np.count_nonzero(np.isfinite(made(OVERALL).score)) == 4


def test_the_standard_error_is_that_of_a_weighted_sum_of_independent_parts() -> None:
    one = made("crime", figures=figures(COUNTY_2020, se={"C1": 0.4, "C2": 0.8}))
    assert one.se[2, 0] == pytest.approx(np.hypot(0.75 * 0.4, 0.25 * 0.8))


def test_parts_whose_errors_go_together_add_up_without_the_root() -> None:
    together = figures(COUNTY_2020, se={"C1": 0.4, "C2": 0.8}, joint=np.ones((4, 4)))
    assert made("crime", figures=together).se[2, 0] == pytest.approx(0.75 * 0.4 + 0.25 * 0.8)


def test_a_part_without_a_value_is_left_out_and_the_others_weigh_more() -> None:
    gap = {**COUNTY_2020, "S2": [NAN, 80.0, 76.0, 84.0]}
    one = made("safety", figures=figures(gap))
    assert one.score[2, 0] == pytest.approx(1.0)  # S1 alone, its 0.6 made 1
    assert (one.share[2, 0], one.share[3, 0]) == pytest.approx((0.6, 1.0))
    assert one.weights[:, 2, 0].tolist() == pytest.approx([0, 0, 1, 0])


def test_with_too_little_of_the_weight_there_is_no_score_and_none_overall() -> None:
    gap = figures({**COUNTY_2020, "S1": [NAN, 50.0, 40.0, 70.0]})  # 0.4 of the weight is left, 0.5 is asked for
    assert np.isnan(made("safety", figures=gap).score[2, 0])
    assert np.isnan(made(OVERALL, figures=gap).score[2, 0])
    assert made("crime", figures=gap).score[2, 0] == pytest.approx(1.5)
    assert made(OVERALL, figures=gap).share[2, 0] == pytest.approx(0.5 + 0.5 * 0.4)


def test_a_part_that_nobody_has_published_counts_as_missing() -> None:
    without = figures({name: COUNTY_2020[name] for name in ("C1", "C2", "S2")})
    assert without.absent == ("S1",)
    assert made("safety", figures=without).told_years == ()


def test_an_audience_s_score_is_of_its_own_parts() -> None:
    assert made("crime", audience=COMPANIES).score[COUNTY, 0] == pytest.approx([2, 0, -1, -3])
    assert made("crime", audience=VISITORS).score[COUNTY, 0] == pytest.approx([0, 1, -1, 2])
    both = made(OVERALL, audience=VISITORS)
    assert both.score[COUNTY, 0] == pytest.approx([(0 + 1) / 2, 0.5, -1.5, 2.5])


def test_where_nobody_asks_an_audience_there_is_no_score_for_it() -> None:
    assert score_series(figures(COUNTY_2020), "safety", audience=COMPANIES) is None
    assert score_series(figures(COUNTY_2020), OVERALL, audience=COMPANIES) is None


def test_years_with_other_parts_than_the_year_before_are_told() -> None:
    two = {name: np.stack([values] * 3, axis=1) for name, values in COUNTY_2020.items()}
    two["S2"][:3, 0] = NAN
    assert made("safety", figures=figures(two)).composition_breaks == (2021,)
    assert made("crime", figures=figures(two)).composition_breaks == ()


def test_a_year_is_a_measurement_of_its_own_when_half_of_the_weight_is_new() -> None:
    held = figures({name: np.stack([values] * 2, axis=1) for name, values in COUNTY_2020.items()})
    stale = held.part("S1")
    fresh = stale.fresh.copy()
    fresh[:, 1] = False
    parts = tuple(replace(part, fresh=fresh) if part is stale else part for part in held.parts)
    one = made("safety", figures=replace(held, parts=parts))
    assert one.measured[COUNTY].tolist() == [[True, False]] * 4  # 0.4 is new in the second year
    assert not one.measured[:2].any()


def test_what_cannot_be_asked_for_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="'brott' is no dimension of prov: crime, safety"):
        made("brott")
    with pytest.raises(KeyError, match="no dimension"):
        made(OVERALL, dimension_weights={"brott": 1})
    with pytest.raises(ValueError, match="weight of crime is -1"):
        made(OVERALL, dimension_weights={"crime": -1, "safety": 2})
    with pytest.raises(ValueError, match="weigh nothing"):
        made(OVERALL, dimension_weights={"crime": 0, "safety": 0})
    with pytest.raises(ValueError, match="crime has no score for 1999: it has for 2020–2020"):
        made("crime").at(1999)


VALUES = st.lists(st.floats(0, 300), min_size=4, max_size=4)


@given(st.tuples(VALUES, VALUES, VALUES, VALUES), st.integers(0, 3), st.floats(0, 100))
def test_a_better_value_never_lowers_the_score(given_values: tuple[list[float], ...], which: int, by: float) -> None:
    name = tuple(COUNTY_2020)[which]
    before = dict(zip(COUNTY_2020, given_values, strict=True))
    better = {**before, name: [before[name][0] + making.STICKS[name].good * by, *before[name][1:]]}
    for key in ("crime", "safety", OVERALL):
        one, other = (made(key, figures=figures(values)).score[COUNTY, 0] for values in (before, better))
        assert other[0] >= one[0] - 1e-9
        assert other[1:] == pytest.approx(one[1:])


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.floats(0.05, 0.95))
def test_the_weights_in_a_score_are_one_together_whatever_is_missing(one: float, other: float, half: float) -> None:
    of = composite(weights=(one, 1 - one, other, 1 - other), dimensions=half, smallest_share=0.001)
    gap = {**COUNTY_2020, "C2": [NAN, 180.0, 220.0, 160.0], "S1": [55.0, NAN, 40.0, 70.0]}
    for key in ("crime", "safety", OVERALL):
        assert made(key, figures=figures(gap, of=of)).weights[:, COUNTY, 0].sum(axis=0) == pytest.approx([1] * 4)
