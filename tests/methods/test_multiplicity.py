"""q-values beside Benjamini and Hochberg's own example, statsmodels and SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose
from scipy.stats import false_discovery_control
from statsmodels.stats.multitest import multipletests

from riktmarke.methods import ReasonCode, UndefinedMeasure, benjamini_hochberg, benjamini_yekutieli

NAN = np.nan
BOTH = [(benjamini_hochberg, "bh"), (benjamini_yekutieli, "by")]
# Benjamini & Hochberg (1995), section 4.1: fifteen hypotheses of a study of thrombolysis; four are rejected at 5 %.
THROMBOLYSIS = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip
probabilities = st.floats(0, 1)


def test_four_of_fifteen_hypotheses_are_rejected_as_in_the_article() -> None:
    q = benjamini_hochberg(THROMBOLYSIS)
    assert np.count_nonzero(q <= 0.05) == 4
    # 0.0095 × 15/4; and 0.0278 × 15/6 = 0.0695 is more than 0.0298 × 15/7, so both get the latter.
    assert_allclose([q[3], q[5], q[6]], [0.035625, 0.0298 * 15 / 7, 0.0298 * 15 / 7], rtol=1e-14)


def test_three_p_values_by_hand() -> None:
    # 3 × 0.01, 3/2 × 0.03, 0.04 × 1; times 1 + 1/2 + 1/3 for any dependence.
    assert_allclose(benjamini_hochberg([0.04, 0.01, 0.03]), [0.04, 0.03, 0.04], rtol=1e-14)
    assert_allclose(benjamini_yekutieli([0.04, 0.01, 0.03]), np.array([0.04, 0.03, 0.04]) * 11 / 6, rtol=1e-14)


@pytest.mark.parametrize(("method", "name"), BOTH)
def test_q_values_are_those_of_statsmodels(method: object, name: str) -> None:
    rng = np.random.default_rng(13)
    for size in (1, 2, 7, 500):
        p = rng.uniform(0, 1, size) ** 3
        assert_allclose(method(p), multipletests(p, method=f"fdr_{name}")[1], rtol=1e-12)  # type: ignore[operator]


@pytest.mark.parametrize(("method", "name"), BOTH)
def test_q_values_of_many_families_are_those_of_scipy(method: object, name: str) -> None:
    p = np.random.default_rng(14).uniform(0, 1, (3, 800, 25)) ** 4  # more than are worked on at a time
    expected = false_discovery_control(p, axis=-1, method=name)
    assert_allclose(method(p), expected, rtol=1e-13)  # type: ignore[operator]


@pytest.mark.parametrize(("method", "name"), BOTH)
def test_what_is_missing_stays_missing_and_does_not_count(method: object, name: str) -> None:
    p = np.random.default_rng(15).uniform(0, 0.2, (200, 12))
    p[np.random.default_rng(16).uniform(size=p.shape) < 0.3] = NAN
    p[5] = NAN
    q = method(p)  # type: ignore[operator]

    assert np.array_equal(np.isnan(q), np.isnan(p))
    for given_p, found in zip(p, q, strict=True):
        there = ~np.isnan(given_p)
        if there.any():
            assert_allclose(found[there], false_discovery_control(given_p[there], method=name), rtol=1e-13)


def test_one_p_value_is_its_own_q_value() -> None:
    assert benjamini_hochberg(0.03) == 0.03
    assert benjamini_hochberg(0.03).shape == ()
    assert benjamini_yekutieli(0.03) == 0.03
    assert np.isnan(benjamini_hochberg(NAN))


def test_no_p_values_have_no_q_values() -> None:
    assert benjamini_hochberg([]).shape == (0,)
    assert benjamini_yekutieli(np.ones((3, 0))).shape == (3, 0)


def test_zero_and_one_are_probabilities() -> None:
    assert benjamini_hochberg([0.0, 1.0]).tolist() == [0, 1]


@pytest.mark.parametrize("p", [[0.1, -1e-9], [0.1, 1.0000001], [NAN, 2.0], [-0.5, NAN], 1.5])
def test_what_is_no_probability_is_refused(p: object) -> None:
    for method, _ in BOTH:
        with pytest.raises(UndefinedMeasure, match="a p-value lies outside 0 to 1") as refused:
            method(p)  # type: ignore[arg-type]
        assert refused.value.reason is ReasonCode.NOT_A_PROBABILITY


def test_the_p_values_given_are_left_as_they_are() -> None:
    p = np.array([0.04, 0.01, 0.03])
    benjamini_hochberg(p)
    assert p.tolist() == [0.04, 0.01, 0.03]


@given(arrays(float, st.integers(1, 30), elements=probabilities), st.randoms())
def test_order_does_not_matter_and_q_grows_with_p(p: np.ndarray, random: object) -> None:
    order = np.array(random.sample(range(len(p)), len(p)))  # type: ignore[attr-defined]
    for method, _ in BOTH:
        q = method(p)
        assert np.array_equal(method(p[order]), q[order])
        assert np.all(np.diff(q[np.argsort(p)]) >= 0)
        assert np.all((q <= 1) & (q >= np.minimum(p, 1 - 1e-12) * (1 - 1e-12)))
    assert np.all(benjamini_yekutieli(p) >= benjamini_hochberg(p))


@given(st.integers(1, 20), probabilities)
def test_equal_p_values_are_their_own_q_values(size: int, p: float) -> None:
    assert_allclose(benjamini_hochberg(np.full(size, p)), p, rtol=1e-14)


@given(arrays(float, 12, elements=probabilities), st.floats(0.001, 0.5))
def test_the_hypotheses_found_are_those_of_the_step_up_rule(p: np.ndarray, level: float) -> None:
    # Read aloud: the largest i with p(i) <= i / m × level, and all before it.
    ordered = np.sort(p)
    below = [i for i in range(1, 13) if ordered[i - 1] * (12 / i) <= level]
    assert np.count_nonzero(benjamini_hochberg(p) <= level) == max(below, default=0)
