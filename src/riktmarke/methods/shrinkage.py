"""Figures of small areas that borrow strength from the others."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.methods.estimate import Floats, ReasonCode, UndefinedMeasure, first_reason, floats, refuse_if_single

SCORING_STEPS = 50
MOST_STEPS = 1_000
PRECISION = 1e-12
SAME_DIRECTION = 1e-10  # the sine of the angle below which a column of X is taken to say what others say


@dataclass(frozen=True, eq=False)
class EmpiricalBayes:
    """Shares or rates of areas, drawn towards the common one.

    Attributes:
        value: the share of each area after shrinking.
        weight: how much of its own figure each area keeps, 0 to 1; the rest is the common one's.
        mean: the common share, one for each set of areas.
        variance: the variance between areas that is not chance, one for each set of areas.
        reason: a `ReasonCode` for each area; where it is not DEFINED, value and weight are NaN.
    """

    value: Floats
    weight: Floats
    mean: Floats
    variance: Floats
    reason: NDArray[np.uint8]


def empirical_bayes(events: ArrayLike, n: ArrayLike) -> EmpiricalBayes:
    """Return the shares `events / n` of areas, each drawn towards the common share; the last axis holds the areas.

    Definition: the global estimator of Marshall (1991): with m = Σ events / Σ n over areas and s² = Σ n (events / n -
    m)² / Σ n, the variance between areas is A = s² - m / mean(n), at least 0. An area keeps the weight A / (A + m / n)
    of its own share, the rest is m. When the shares differ no more than chance makes them, all become m.

    Args:
        events: counts; they may exceed `n`, as when a person falls ill twice.
        n: people or person-years.

    An area that lacks a number, has no n or negative events is NaN with its reason, and does not count in m and A.

    Raises:
        UndefinedMeasure: for a single area that has no share.
    """
    x, size = floats(events, n)
    reason = _reason_of_count(x, size)
    refuse_if_single(reason, "The shrunken share", {"events": events, "n": n})
    shape = reason.shape
    x, size, bad = np.broadcast_arrays(*np.atleast_1d(x, size, reason != ReasonCode.DEFINED))
    people = size
    if bad.any():
        # Nobody and nothing: what cannot be counted adds to no sum.
        x, size, people = np.where(bad, 0.0, x), np.where(bad, 0.0, size), np.where(bad, 1.0, size)
    with np.errstate(divide="ignore", invalid="ignore"):
        total = size.sum(axis=-1, keepdims=True)
        mean = x.sum(axis=-1, keepdims=True) / total
        apart = x / people
        apart -= mean
        squares = size * apart
        squares *= apart
        areas = bad.shape[-1] - np.count_nonzero(bad, axis=-1, keepdims=True)
        variance = np.maximum((squares.sum(axis=-1, keepdims=True) - mean * areas) / total, 0.0)
        # A / (A + m / n) = 1 / (1 + (m / A) / n), which is 0 where A is.
        weight = np.divide(np.where(variance > 0, mean / variance, np.inf), size, out=squares)
        weight += 1.0
        np.reciprocal(weight, out=weight)
    if bad.any():
        weight[bad] = np.nan
    apart *= weight
    apart += mean
    return EmpiricalBayes(apart.reshape(shape), weight.reshape(shape), mean[..., 0], variance[..., 0], reason)


def _reason_of_count(x: Floats, size: Floats) -> NDArray[np.uint8]:
    shape = np.broadcast_shapes(x.shape, size.shape)
    # The least and the most of numbers among which one is NaN is NaN, and no comparison with it is true.
    if all(a.min(initial=1.0) >= 0 and a.max(initial=1.0) < np.inf for a in (x, size)) and size.min(initial=1.0) > 0:
        return np.zeros(shape, dtype=np.uint8)
    return first_reason(
        shape,
        (np.isnan(x) | np.isnan(size), ReasonCode.MISSING_INPUT),
        (np.isinf(x) | np.isinf(size), ReasonCode.INFINITE_INPUT),
        (size <= 0, ReasonCode.NO_POPULATION),
        (x < 0, ReasonCode.NEGATIVE_COUNT),
    )


@dataclass(frozen=True, eq=False)
class FayHerriot:
    """Small-area estimates of a Fay–Herriot model.

    Attributes:
        eblup: the estimate of each area, between its own figure and what the model expects of it.
        mse: the mean squared error of each estimate; its root is a standard error.
        beta: the coefficients of the columns of X.
        model_variance: the variance between areas that X does not account for, 0 or more.
    """

    eblup: Floats
    mse: Floats
    beta: Floats
    model_variance: float


def fay_herriot(
    y: ArrayLike,
    X: ArrayLike,  # noqa: N803, what the literature calls it
    variance: ArrayLike,
    *,
    method: Literal["reml", "ml", "fh"] = "reml",
) -> FayHerriot:
    """Return estimates for areas that weigh their own figure against a regression over all areas.

    Definition: y_i = x_i'β + u_i + e_i with u of unknown variance A and e of known variance ψ_i (Fay & Herriot 1979).
    With γ_i = A / (A + ψ_i), the estimate is γ_i y_i + (1 - γ_i) x_i'β. A by restricted or full maximum likelihood
    (Fisher scoring) or by Fay and Herriot's moments, cut at 0. The mean squared error is g1 + g2 + 2 g3 (Prasad & Rao
    1990), less (1 - γ_i)² times the bias of A for "ml" and "fh" (Datta & Lahiri 2000; Rao & Molina 2015, ch. 6). By
    "fh" it can fall below 0 when A is 0 and areas are few; it never does by "reml".

    Args:
        y: the figure of each of m areas, as measured.
        X: shape (m, p): what is known of the areas; a column of ones where the model has an intercept.
        variance: the sampling variance ψ of each figure, above 0.
        method: how A is estimated: "reml", "ml" or "fh". The likelihoods are climbed from the median of ψ, as is
            usual; with few areas and very unequal ψ they may have a higher top elsewhere.

    Raises:
        UndefinedMeasure: if a number is missing, a variance is not above 0, there are not more areas than columns, or
            A does not settle.
        ValueError: if shapes do not match, columns of X say the same, or the method is another.
    """
    if method not in _STEPS:
        raise ValueError(f"method is one of {', '.join(_STEPS)}; got {method!r}")
    values, design, psi = _checked(y, X, variance)
    # Orthogonal columns say the same as X, and stay exact when columns are of different sizes; so do figures from
    # which the unweighted regression is taken first.
    basis, triangle = np.linalg.qr(design)
    if np.any(np.abs(np.diag(triangle)) <= SAME_DIRECTION * np.linalg.norm(design, axis=0)):
        raise ValueError("a column of X is a combination of those before it: leave it out")
    first = basis.T @ values
    rest = values - basis @ first
    a = _model_variance(rest, basis, psi, method)
    fit = _fit(a, rest, basis, psi)
    eblup = values - psi * fit.weight * fit.residual
    return FayHerriot(eblup, _mse(a, fit, basis, psi, method), np.linalg.solve(triangle, first + fit.beta), a)


def _checked(y: ArrayLike, x: ArrayLike, variance: ArrayLike) -> tuple[Floats, Floats, Floats]:
    values, design, psi = (np.asarray(given, dtype=np.float64) for given in (y, x, variance))
    if values.ndim != 1 or design.ndim != 2 or len(design) != len(values) or psi.shape not in ((), values.shape):
        raise ValueError(
            "y has one figure for each area, X one row and variance one number (or one for all); got shapes "
            f"{values.shape}, {design.shape}, {psi.shape}"
        )
    reason = None
    if any(np.isnan(given).any() for given in (values, design, psi)):
        reason = ReasonCode.MISSING_INPUT
    elif any(np.isinf(given).any() for given in (values, design, psi)):
        reason = ReasonCode.INFINITE_INPUT
    elif np.any(psi <= 0):
        reason = ReasonCode.NO_SAMPLING_VARIANCE
    elif len(values) <= design.shape[1]:
        reason = ReasonCode.TOO_FEW_VALUES
    if reason is not None:
        raise UndefinedMeasure("The Fay–Herriot model", reason, {"y": y, "X": x, "variance": variance})
    return values, design, np.broadcast_to(psi, values.shape)


class _Fit(NamedTuple):
    """Weighted least squares at one A: weights 1 / (A + ψ), (X'WX)⁻¹, coefficients and residuals."""

    weight: Floats
    inverse: Floats
    beta: Floats
    residual: Floats


def _fit(a: float, y: Floats, x: Floats, psi: Floats) -> _Fit:
    weight = 1 / (a + psi)
    inverse = np.asarray(np.linalg.inv((x.T * weight) @ x), dtype=np.float64)
    beta = inverse @ (x.T @ (weight * y))
    return _Fit(weight, inverse, beta, y - x @ beta)


def _step_reml(fit: _Fit, x: Floats) -> float:
    # With P = W - W X (X'WX)⁻¹ X'W: score (y'PPy - tr P) / 2 and information tr(PP) / 2, by matrices of p × p only.
    w = fit.weight
    second = fit.inverse @ ((x.T * w**2) @ x)
    third = fit.inverse @ ((x.T * w**3) @ x)
    score = np.sum((w * fit.residual) ** 2) - w.sum() + np.trace(second)
    information = np.sum(w**2) - 2 * np.trace(third) + np.sum(second * second.T)
    return float(score / information)


def _step_ml(fit: _Fit, x: Floats) -> float:  # noqa: ARG001, called as its siblings are
    w = fit.weight
    return float((np.sum((w * fit.residual) ** 2) - w.sum()) / np.sum(w**2))


def _step_fh(fit: _Fit, x: Floats) -> float:
    w = fit.weight
    return float((np.sum(w * fit.residual**2) - (x.shape[0] - x.shape[1])) / w.sum())


_STEPS = {"reml": _step_reml, "ml": _step_ml, "fh": _step_fh}


def _model_variance(y: Floats, x: Floats, psi: Floats, method: str) -> float:
    """Return A, from the median of ψ on: by scoring steps, and by halving where they are slow or overshoot."""
    a, below, above = float(np.median(psi)), -1.0, np.inf
    for taken in range(MOST_STEPS):
        length = _STEPS[method](_fit(a, y, x, psi), x)
        if a == 0 and length <= 0:
            return 0.0
        below, above = (a, above) if length > 0 else (below, a)
        following = max(a + length, 0.0)
        if not below < following < above or (taken >= SCORING_STEPS and above < np.inf):
            following = max((below + above) / 2, 0.0)
        if abs(following - a) <= PRECISION * (following + psi.min()):
            return following
        a = following
    raise UndefinedMeasure("The Fay–Herriot model", ReasonCode.NOT_SETTLED, {"y": y, "variance": psi})


def _mse(a: float, fit: _Fit, x: Floats, psi: Floats, method: str) -> Floats:
    w, areas = fit.weight, len(psi)
    synthetic = psi * w  # 1 - γ, the part that is the model's
    squares = np.sum(w**2)
    spread = 2 * areas / w.sum() ** 2 if method == "fh" else 2 / squares
    bias = 0.0
    if method == "ml":
        bias = -np.trace(fit.inverse @ ((x.T * w**2) @ x)) / squares
    elif method == "fh":
        bias = 2 * (areas * squares - w.sum() ** 2) / w.sum() ** 3
    g1 = a * synthetic
    g2 = synthetic**2 * np.einsum("ij,jk,ik->i", x, fit.inverse, x)
    g3 = synthetic**2 * w * spread
    return np.asarray(g1 + g2 + 2 * g3 - bias * synthetic**2)
