"""Scales that series are forecast on: the stated rule for nothing, everything and what lies outside."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal

from riktmarke.methods import Scale
from riktmarke.methods._scales import fitted_scale

NAN = np.nan


def test_zero_stands_half_of_the_smallest_value_from_nothing_on_the_log_scale() -> None:
    fitted = fitted_scale(Scale.LOG, np.array([0.0, 4.0, NAN, 10.0]))

    assert fitted.nearest == 2
    assert_allclose(fitted.forward(np.array([0.0, 1.0, 4.0, NAN])), [np.log(2), np.log(2), np.log(4), NAN])
    assert_allclose(fitted.back(np.log([1.0, 2.0, 2.1])), [0, 0, 2.1])  # so near to nothing is nothing
    assert fitted.ends == (0, np.inf)


def test_nobody_and_everybody_stand_half_of_the_smallest_distance_from_an_end_on_the_logit_scale() -> None:
    fitted = fitted_scale(Scale.LOGIT, np.array([0.0, 30.0, 98.0, 100.0]))

    assert fitted.nearest == 1  # 98 is 2 from the whole
    assert_allclose(fitted.forward(np.array([0.0, 50.0, 100.0])), [np.log(1 / 99), 0, np.log(99)])
    # What only rounding sets apart from an end is the end.
    assert_allclose(fitted.back(np.array([-9.0, np.log(1 / 99), 0.0, np.log(99), 9.0, NAN])), [0, 0, 50, 100, 100, NAN])
    assert fitted.ends == (0, 100)


def test_a_share_may_be_of_another_whole() -> None:
    fitted = fitted_scale(Scale.LOGIT, np.array([0.2, 0.9]), whole=1.0)

    assert_allclose(fitted.back(fitted.forward(np.array([0.2, 0.9]))), [0.2, 0.9])
    assert fitted.ends == (0, 1)


def test_values_themselves_are_held_within_their_bounds_on_the_way_back() -> None:
    fitted = fitted_scale(Scale.IDENTITY, np.array([3.0]), bounds=(0.0, np.inf))

    assert_array_equal(fitted.forward(np.array([-1.0, 5.0])), [-1, 5])
    assert_array_equal(fitted.back(np.array([-1.0, 5.0, NAN])), [0, 5, NAN])
    assert fitted.ends == (0, np.inf)


@given(arrays(np.float64, 8, elements=st.floats(0.5, 99.5)), st.sampled_from(list(Scale)))
def test_what_goes_onto_a_scale_comes_back(values: np.ndarray, scale: Scale) -> None:
    fitted = fitted_scale(scale, values)

    assert_allclose(fitted.back(fitted.forward(values)), values, rtol=1e-9)


@given(arrays(np.float64, 8, elements=st.floats(-1e3, 1e3)))
def test_nothing_comes_back_from_beyond_the_ends(places: np.ndarray) -> None:
    for scale in (Scale.LOG, Scale.LOGIT):
        fitted = fitted_scale(scale, np.array([3.0, 60.0]))
        low, high = fitted.ends
        found = fitted.back(places)
        assert ((found >= low) & (found <= high)).all()


@pytest.mark.parametrize(
    ("scale", "values", "words"),
    [
        (Scale.LOG, [-1.0, 4.0], "the log scale is for values above 0, or at the ends of it: got -1; use another"),
        (Scale.LOG, [0.0, NAN], "got none; use another scale"),
        (Scale.LOGIT, [50.0, 100.5], "for values between 0 and 100, or at the ends of it: got 100.5"),
        (Scale.LOGIT, [0.0, 100.0], "got none"),
    ],
)
def test_values_that_have_no_place_on_a_scale_are_refused(scale: Scale, values: list[float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        fitted_scale(scale, np.array(values))


@pytest.mark.parametrize("wrong", [{"whole": 0.0}, {"whole": np.inf}, {"bounds": (5.0, 5.0)}, {"bounds": (NAN, 1.0)}])
def test_no_whole_and_bounds_the_wrong_way_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a whole above 0 and bounds with the lower first"):
        fitted_scale(Scale.IDENTITY, np.array([1.0]), **wrong)  # type: ignore[arg-type]


@given(arrays(np.float64, 6, elements=st.floats(0.01, 99)), st.sampled_from([Scale.LOG, Scale.LOGIT]))
def test_nothing_and_everything_come_back_as_they_were_and_never_as_nearly_so(values: np.ndarray, scale: Scale) -> None:
    fitted = fitted_scale(scale, values)

    assert fitted.back(fitted.forward(np.zeros(1)))[0] == 0
    if scale is Scale.LOGIT:
        assert fitted.back(fitted.forward(np.full(1, 100.0)))[0] == 100
