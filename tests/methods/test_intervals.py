"""Intervals of single figures, beside UKHSA's results, statsmodels and SciPy, and their known limits."""

from pathlib import Path

import numpy as np
from numpy.testing import assert_allclose
from statsmodels.stats.proportion import proportion_confint

from riktmarke.methods import proportion
from tests.methods.ukhsa import sheet


def test_proportions_are_those_of_ukhsa(real_data: Path) -> None:
    rows = sheet(real_data, "phe_testdata_Proportion.xlsx", "testdata_Prop")
    some = (rows["Denominator"] > 0) & (rows["multiplier"] == 1)
    events, n = rows["Numerator"][some], rows["Denominator"][some]

    assert some.sum() >= 9
    for confidence, level in ((0.95, "95_0"), (0.998, "99_8")):
        found = proportion(events, n, confidence=confidence)
        expected = [rows[name][some].astype(float) for name in ("value", f"lower{level}cl", f"upper{level}cl")]
        assert_allclose([found.value, found.lower, found.upper], expected, rtol=1e-12, atol=1e-15)


def test_proportions_are_those_of_statsmodels() -> None:
    rng = np.random.default_rng(11)
    n = rng.integers(1, 5000, 2000)
    events = rng.binomial(n, rng.uniform(0, 1, 2000))

    found = proportion(events, n)
    lower, upper = proportion_confint(events, n, method="wilson")

    assert_allclose([found.value, found.lower, found.upper], [events / n, lower, upper], rtol=1e-12, atol=1e-15)
