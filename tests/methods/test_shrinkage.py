"""Shrunken figures beside esda, the R package sae on its milk data, and likelihoods maximised by SciPy."""

import csv
from pathlib import Path

import numpy as np
import pytest
from esda.smoothing import Empirical_Bayes
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose
from scipy.optimize import brentq, minimize_scalar

from riktmarke.methods import ReasonCode, UndefinedMeasure, empirical_bayes, fay_herriot
from riktmarke.methods import shrinkage as module

NAN = np.nan
METHODS = ["reml", "ml", "fh"]
COUNTRYSIDE = np.ones((5, 1))  # a model with nothing but a mean


def milk() -> dict[str, np.ndarray]:
    """Return spending on milk in 43 areas (Arora & Lahiri 1997), with the results of sae by its three methods.

    The four major areas are those of You & Chapman (2006). The results are the figures that samplics is tested with;
    they are sae's, which stops when the variance changes by less than 1e-4 of itself: stopped there, ours have the same
    digits.
    """
    with (Path(__file__).parent / "milk.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def milk_model(rows: dict[str, np.ndarray]) -> np.ndarray:
    """Return a column of ones and one for each major area but the first."""
    return np.column_stack([np.ones(43), *(rows["major_area"] == area for area in (2, 3, 4))])


@pytest.mark.parametrize("method", METHODS)
def test_spending_on_milk_is_that_of_sae(method: str) -> None:
    rows = milk()
    found = fay_herriot(rows["y"], milk_model(rows), rows["se"] ** 2, method=method)  # type: ignore[arg-type]
    assert_allclose(found.eblup, rows[method], atol=4e-6)
    assert_allclose(found.mse, rows[f"{method}_mse"], atol=2e-7)


def test_the_coefficients_of_milk_are_those_of_sae() -> None:
    rows = milk()
    reml = fay_herriot(rows["y"], milk_model(rows), rows["se"] ** 2)
    ml = fay_herriot(rows["y"], milk_model(rows), rows["se"] ** 2, method="ml")
    assert_allclose(reml.beta, [0.9681890, 0.1327801, 0.2269462, -0.2413011], atol=1e-6)
    assert_allclose(ml.beta, [0.9677986, 0.1278756, 0.2266909, -0.2425804], atol=1e-6)


def test_five_areas_measured_equally_well_by_hand() -> None:
    # The variance of 2, 4, …, 10 is 10; of it 4 is sampling, so A = 6, and 4/10 of each distance to 6 is taken off.
    # g1 = 6 × 0.4 = 2.4, g2 = 0.4² × 10 / 5 = 0.32, g3 = 0.4² / 10 × 2 × 10² / 5 = 0.64; 2.4 + 0.32 + 1.28 = 4.
    for method in ("reml", "fh"):
        found = fay_herriot([2, 4, 6, 8, 10], COUNTRYSIDE, 4.0, method=method)  # type: ignore[arg-type]
        assert found.model_variance == pytest.approx(6, rel=1e-12)
        assert_allclose(found.eblup, [3.6, 4.8, 6, 7.2, 8.4], rtol=1e-12)
        assert_allclose(found.mse, np.full(5, 4.0), rtol=1e-12)
        assert_allclose(found.beta, [6], rtol=1e-14)


def test_five_areas_by_hand_with_full_likelihood() -> None:
    # The variance over 5 instead of 4 is 8, so A = 4 and half of each distance is taken off. g1 = 2, g2 = 0.25 × 8 / 5,
    # g3 = 0.25 / 8 × 2 × 64 / 5, bias of A = -8/5: 2 + 0.4 + 2 × 0.8 + 0.25 × 1.6 = 4.4.
    found = fay_herriot([2, 4, 6, 8, 10], COUNTRYSIDE, np.full(5, 4.0), method="ml")
    assert found.model_variance == pytest.approx(4, rel=1e-12)
    assert_allclose(found.eblup, [4, 5, 6, 7, 8], rtol=1e-12)
    assert_allclose(found.mse, np.full(5, 4.4), rtol=1e-12)


def simulated(seed: int, areas: int = 30) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(areas), rng.normal(size=areas), rng.uniform(0, 5, areas)])
    psi = rng.gamma(2, 0.4, areas)
    return x @ [1, 2, -0.5] + rng.normal(size=areas) * np.sqrt(1.5 + psi), x, psi


def minus_log_likelihood(a: float, y: np.ndarray, x: np.ndarray, psi: np.ndarray, *, restricted: bool) -> float:
    v = a + psi
    information = x.T @ (x / v[:, None])
    beta = np.linalg.solve(information, x.T @ (y / v))
    value = np.log(v).sum() + ((y - x @ beta) ** 2 / v).sum()
    return float(value + np.linalg.slogdet(information)[1] * restricted) / 2


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("method", ["reml", "ml"])
def test_the_variance_maximises_the_likelihood(seed: int, method: str) -> None:
    y, x, psi = simulated(seed)
    best = minimize_scalar(
        lambda a: minus_log_likelihood(a, y, x, psi, restricted=method == "reml"),
        bounds=(0, 100),
        method="bounded",
        options={"xatol": 1e-10},
    )
    assert fay_herriot(y, x, psi, method=method).model_variance == pytest.approx(best.x, rel=1e-5, abs=1e-6)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(5))
def test_the_variance_of_fay_and_herriot_solves_their_equation(seed: int) -> None:
    y, x, psi = simulated(seed)

    def excess(a: float) -> float:
        v = a + psi
        beta = np.linalg.solve(x.T @ (x / v[:, None]), x.T @ (y / v))
        return float(((y - x @ beta) ** 2 / v).sum() - (30 - 3))

    expected = brentq(excess, 0, 100, xtol=1e-13) if excess(0) > 0 else 0.0
    assert fay_herriot(y, x, psi, method="fh").model_variance == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("method", METHODS)
def test_estimates_and_errors_are_those_of_matrices_of_areas_by_areas(method: str) -> None:
    y, x, psi = simulated(7)
    found = fay_herriot(y, x, psi, method=method)  # type: ignore[arg-type]
    a, m = found.model_variance, 30
    v = np.diag(1 / (a + psi))
    q = np.linalg.inv(x.T @ v @ x)
    beta = q @ x.T @ v @ y
    b = psi / (a + psi)
    var_a = 2 / np.trace(v @ v)
    bias = 0.0
    if method == "ml":
        bias = -np.trace(q @ x.T @ v @ v @ x) / np.trace(v @ v)
    if method == "fh":
        var_a = 2 * m / np.trace(v) ** 2
        bias = 2 * (m * np.trace(v @ v) - np.trace(v) ** 2) / np.trace(v) ** 3
    mse = a * b + b**2 * np.diag(x @ q @ x.T) + 2 * b**2 / (a + psi) * var_a - bias * b**2

    assert_allclose(found.beta, beta, rtol=1e-10)
    assert_allclose(found.eblup, x @ beta + a / (a + psi) * (y - x @ beta), rtol=1e-10)
    assert_allclose(found.mse, mse, rtol=1e-10)


@pytest.mark.parametrize("method", METHODS)
def test_areas_that_differ_no_more_than_chance_get_what_the_model_expects(method: str) -> None:
    y = np.array([5.0, 5.1, 4.9, 5.0, 5.05])
    found = fay_herriot(y, COUNTRYSIDE, [1, 2, 1, 2, 1], method=method)  # type: ignore[arg-type]
    assert found.model_variance == 0
    # Weights 1, 1/2, 1, 1/2, 1: (5 + 2.55 + 4.9 + 2.5 + 5.05) / 4 = 5
    assert_allclose(found.eblup, np.full(5, 5.0), rtol=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_steps_that_overshoot_or_creep_still_end_where_they_should(method: str) -> None:
    # One area measured a thousand times better than the others: scoring alone jumps to and fro or takes tiny steps.
    rng = np.random.default_rng(25)
    for _ in range(400):
        areas = int(rng.integers(4, 12))
        psi = rng.gamma(0.5, 1, areas) + 1e-6
        y = rng.normal(size=areas) * np.sqrt(psi + rng.choice([0, 0.01]))
        a = fay_herriot(y, np.ones((areas, 1)), psi, method=method).model_variance  # type: ignore[arg-type]
        if method != "fh" and a > 0:
            near = [
                minus_log_likelihood(a * f, y, np.ones((areas, 1)), psi, restricted=method == "reml")
                for f in (0.999, 1, 1.001)
            ]
            assert near[1] <= min(near) + 1e-9


def test_large_figures_and_columns_of_different_sizes_lose_nothing() -> None:
    y, x, psi = simulated(8)
    plain = fay_herriot(y, x, psi)
    scale = np.array([1, 1e7, 1e-6])
    moved = fay_herriot(y + 1e7, x * scale, psi)
    assert moved.model_variance == pytest.approx(plain.model_variance, rel=1e-6)
    assert_allclose(moved.eblup - 1e7, plain.eblup, atol=1e-6)
    assert_allclose(moved.mse, plain.mse, rtol=1e-6)
    assert_allclose((moved.beta * scale)[1:], plain.beta[1:], rtol=1e-6)


@settings(max_examples=50)
@given(st.integers(0, 50), st.sampled_from(METHODS), st.sampled_from([0.01, 3.0, 1e4]), st.randoms())
def test_unit_and_order_carry_over(seed: int, method: str, factor: float, random: object) -> None:
    y, x, psi = simulated(seed, 12)
    order = np.array(random.sample(range(12), 12))  # type: ignore[attr-defined]
    plain = fay_herriot(y, x, psi, method=method)  # type: ignore[arg-type]
    moved = fay_herriot((y * factor)[order], x[order], (psi * factor**2)[order], method=method)  # type: ignore[arg-type]
    assert moved.model_variance == pytest.approx(plain.model_variance * factor**2, rel=1e-8, abs=1e-9 * factor**2)
    assert_allclose(moved.eblup, plain.eblup[order] * factor, rtol=1e-7, atol=1e-7 * factor)
    assert_allclose(moved.mse, plain.mse[order] * factor**2, rtol=1e-7)


@settings(max_examples=50)
@given(st.integers(0, 200), st.sampled_from(METHODS))
def test_estimates_lie_between_the_figure_and_the_model(seed: int, method: str) -> None:
    y, x, psi = simulated(seed, 12)
    found = fay_herriot(y, x, psi, method=method)  # type: ignore[arg-type]
    expected = x @ found.beta
    assert np.all(np.minimum(y, expected) - 1e-9 <= found.eblup)
    assert np.all(found.eblup <= np.maximum(y, expected) + 1e-9)
    assert np.all(found.mse > 0) or method == "fh"


def test_the_error_by_moments_can_fall_below_zero_as_in_the_definition() -> None:
    # Twelve areas whose variance is estimated as 0: what is taken off for its bias is more than there was.
    y, x, psi = simulated(161, 12)
    found = fay_herriot(y, x, psi, method="fh")
    w = 1 / psi
    bias = 2 * (12 * (w**2).sum() - w.sum() ** 2) / w.sum() ** 3
    g2 = np.diag(x @ np.linalg.inv(x.T @ np.diag(w) @ x) @ x.T)
    assert found.model_variance == 0
    assert_allclose(found.mse, g2 + 2 * w * 2 * 12 / w.sum() ** 2 - bias, rtol=1e-9)
    assert found.mse.min() < 0
    assert fay_herriot(y, x, psi).mse.min() > 0


def test_measured_almost_exactly_a_figure_is_kept() -> None:
    y, x, _ = simulated(9)
    found = fay_herriot(y, x, 1e-10)
    assert_allclose(found.eblup, y, atol=1e-6)
    assert_allclose(found.mse, 1e-10, rtol=1e-3)


@pytest.mark.costly
def test_the_stated_error_is_the_error_on_average() -> None:
    rng = np.random.default_rng(26)
    psi = np.tile([0.5, 1.0, 2.0], 15)
    x = np.column_stack([np.ones(45), rng.normal(size=45)])
    stated, squared = [], []
    for _ in range(600):
        truth = x @ [1, 2] + rng.normal(size=45)
        found = fay_herriot(truth + rng.normal(size=45) * np.sqrt(psi), x, psi)
        stated.append(found.mse.mean())
        squared.append(np.mean((found.eblup - truth) ** 2))
    assert np.mean(squared) == pytest.approx(np.mean(stated), rel=0.04)
    assert np.mean(squared) < 0.6 * psi.mean()


@pytest.mark.parametrize(
    ("y", "x", "variance", "reason"),
    [
        ([1, NAN, 3], np.ones((3, 1)), 1, ReasonCode.MISSING_INPUT),
        ([1, 2, 3], [[1], [NAN], [1]], 1, ReasonCode.MISSING_INPUT),
        ([1, 2, 3], np.ones((3, 1)), [1, NAN, 1], ReasonCode.MISSING_INPUT),
        ([1, np.inf, 3], np.ones((3, 1)), 1, ReasonCode.INFINITE_INPUT),
        ([1, 2, 3], np.ones((3, 1)), [1, 0, 1], ReasonCode.NO_SAMPLING_VARIANCE),
        ([1, 2, 3], np.ones((3, 1)), -1, ReasonCode.NO_SAMPLING_VARIANCE),
        ([1, 2, 3], np.eye(3), 1, ReasonCode.TOO_FEW_VALUES),
        ([], np.ones((0, 1)), 1, ReasonCode.TOO_FEW_VALUES),
    ],
)
def test_what_cannot_be_fitted_is_refused(y: list[float], x: object, variance: object, reason: ReasonCode) -> None:
    with pytest.raises(UndefinedMeasure, match="The Fay–Herriot model is undefined for y = ") as refused:
        fay_herriot(y, x, variance)  # type: ignore[arg-type]
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"method": "mom"}, "method is one of reml, ml, fh; got 'mom'"),
        ({"X": np.column_stack([np.ones(4), np.arange(4), 2 + 3 * np.arange(4)])}, "a column of X is a combination"),
        ({"X": np.column_stack([np.ones(4), np.zeros(4)])}, "a column of X is a combination"),
        ({"X": np.ones(4)}, r"^y has one figure for each area, X one .* got shapes \(4,\), \(4,\), \(4,\)"),
        ({"X": np.ones((3, 1))}, r"got shapes \(4,\), \(3, 1\), \(4,\)"),
        ({"variance": [1, 1]}, r"got shapes \(4,\), \(4, 1\), \(2,\)"),
        ({"y": [[1, 2, 3, 4]]}, r"got shapes \(1, 4\)"),
    ],
)
def test_wrong_arguments_are_refused(arguments: dict, message: str) -> None:
    given_in = {"y": [1, 2, 3, 5], "X": np.ones((4, 1)), "variance": [1, 1, 1, 1]}
    with pytest.raises(ValueError, match=message):
        fay_herriot(**given_in | arguments)


def test_a_variance_that_does_not_settle_says_what_to_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_STEPS", 2)
    message = (
        r"^The Fay–Herriot model is undefined for y = \[.*\], variance = \[.*\]: the model's variance did not settle"
    )
    with pytest.raises(UndefinedMeasure, match=message) as refused:
        fay_herriot(*simulated(0))
    assert refused.value.reason is ReasonCode.NOT_SETTLED


def test_shares_are_shrunk_as_by_esda() -> None:
    rng = np.random.default_rng(27)
    for _ in range(50):
        n = rng.integers(20, 5000, 40)
        events = rng.binomial(n, rng.beta(4, 12, 40))
        assert_allclose(empirical_bayes(events, n).value, Empirical_Bayes(events, n).r[:, 0], rtol=1e-11)


def test_three_areas_by_hand() -> None:
    # m = 60/300 = 0.2; s² = (0.01 + 0 + 0.01) / 3; A = 0.006667 - 0.2/100 = 0.004667; weight A / (A + 0.002) = 0.7.
    found = empirical_bayes([10, 20, 30], [100, 100, 100])
    assert_allclose(found.value, [0.13, 0.2, 0.27], rtol=1e-12)
    assert_allclose(found.weight, 0.7, rtol=1e-12)
    assert_allclose([found.mean, found.variance], [0.2, 0.014 / 3], rtol=1e-12)


def test_areas_that_differ_less_than_chance_all_get_the_mean_where_esda_turns_them_over() -> None:
    events, n = [9, 10, 11], [100, 100, 100]
    found = empirical_bayes(events, n)
    assert found.variance == 0
    assert found.value.tolist() == [0.1, 0.1, 0.1]
    assert found.weight.tolist() == [0, 0, 0]
    # A variance below zero gives a weight of -14 there: 9 of 100 become 24 %, and 11 of 100 minus 4 %.
    assert_allclose(Empirical_Bayes(events, n).r[:, 0], [0.24, 0.1, -0.04], rtol=1e-9)


def test_an_area_that_cannot_be_counted_leaves_the_others_as_they_are() -> None:
    plain = empirical_bayes([10, 20, 30], [100, 100, 100])
    found = empirical_bayes([10, NAN, 20, 5, -1, np.inf, 30], [100, 50, 100, 0, 50, 50, 100])
    reasons = [ReasonCode.MISSING_INPUT, ReasonCode.NO_POPULATION, ReasonCode.NEGATIVE_COUNT, ReasonCode.INFINITE_INPUT]
    assert found.reason.tolist() == [0, reasons[0], 0, *reasons[1:], 0]
    assert_allclose(found.value[[0, 2, 6]], plain.value, rtol=1e-14)
    assert np.isnan(found.value[[1, 3, 4, 5]]).all()
    assert np.isnan(found.weight[[1, 3, 4, 5]]).all()
    assert (found.mean, found.variance) == (plain.mean, plain.variance)


def test_one_size_for_all_areas_need_not_be_repeated() -> None:
    assert_allclose(empirical_bayes([10, 20, 30], 100).value, [0.13, 0.2, 0.27], rtol=1e-12)
    assert_allclose(empirical_bayes(10, [100, 100]).value, [0.1, 0.1], rtol=1e-12)


def test_without_any_area_there_is_no_mean() -> None:
    found = empirical_bayes([NAN, 1], [10, 0])
    assert np.isnan([found.mean, found.variance, *found.value]).all()


def test_one_area_alone_is_its_own_mean_and_no_area_alone_is_refused() -> None:
    assert empirical_bayes(3, 10).value == 0.3
    assert empirical_bayes(3, 10).value.shape == empirical_bayes(3, 10).weight.shape == ()
    for events, n, reason in ((3, 0, ReasonCode.NO_POPULATION), (-1, 5, ReasonCode.NEGATIVE_COUNT)):
        with pytest.raises(UndefinedMeasure, match="The shrunken share is undefined for events = ") as refused:
            empirical_bayes(events, n)
        assert refused.value.reason is reason


def test_no_events_anywhere_is_a_share_of_nothing() -> None:
    assert empirical_bayes([0, 0], [10, 20]).value.tolist() == [0, 0]


def test_many_sets_of_areas_are_a_loop_over_them() -> None:
    rng = np.random.default_rng(28)
    n = rng.integers(20, 900, (4, 3, 9)).astype(float)
    events = rng.binomial(n.astype(int), rng.uniform(0, 0.5, n.shape)).astype(float)
    events[1, 2, 3] = NAN
    many = empirical_bayes(events, n)
    assert many.mean.shape == (4, 3)
    for place in np.ndindex(4, 3):
        one = empirical_bayes(events[place], n[place])
        assert_allclose(many.value[place], one.value, rtol=1e-12)
        assert_allclose([many.mean[place], many.variance[place]], [one.mean, one.variance], rtol=1e-12, atol=1e-18)


@given(
    st.integers(2, 10).flatmap(
        lambda areas: st.tuples(
            arrays(float, areas, elements=st.integers(0, 500)), arrays(float, areas, elements=st.integers(1, 5000))
        )
    ),
    st.randoms(),
)
def test_shrunken_shares_lie_between_the_share_and_the_mean(both: tuple, random: object) -> None:
    events, n = both
    order = np.array(random.sample(range(len(n)), len(n)))  # type: ignore[attr-defined]
    found = empirical_bayes(events, n)
    share = events / n
    assert np.all(np.minimum(share, found.mean) - 1e-12 <= found.value)
    assert np.all(found.value <= np.maximum(share, found.mean) + 1e-12)
    assert np.all((found.weight >= 0) & (found.weight <= 1))
    assert_allclose(empirical_bayes(events[order], n[order]).value, found.value[order], rtol=1e-9, atol=1e-12)
