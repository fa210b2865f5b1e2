"""Inequality between groups, beside WHO's and UKHSA's results, statsmodels, derivatives and hand calculations."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal
from scipy.stats import norm, truncnorm

from riktmarke.methods import (
    ReasonCode,
    UndefinedMeasure,
    _lines,
    _simulated,
    relative_index_of_inequality,
    slope_index_of_inequality,
    summary_measures,
)
from tests.methods.ukhsa import sheet, table

Z95 = 1.959963984540054
NAN = np.nan

# The made example of the tests of WHO's healthequal: five groups, from the most disadvantaged.
MADE = {"estimate": [20, 30, 40, 50, 60], "population": [78, 91, 162, 103, 105], "se": [5, 7, 10, 12, 14]}
ORDERED = {"ordered": True, "favourable": True}
UNORDERED = {"ordered": False, "favourable": True}
SIMULATED = [
    "between_group_standard_deviation",
    "coefficient_of_variation",
    "mean_difference_from_mean",
    "mean_difference_from_mean_unweighted",
    "mean_difference_from_best",
    "mean_difference_from_best_unweighted",
    "mean_difference_from_reference",
    "mean_difference_from_reference_unweighted",
    "index_of_disparity",
    "index_of_disparity_unweighted",
]
LOGARITHMIC = ["ratio", "relative_index_of_inequality"]
ALWAYS = [
    "difference",
    "ratio",
    "between_group_variance",
    *SIMULATED[:6],
    *SIMULATED[8:],
    "theil_index",
    "mean_log_deviation",
    "population_attributable_risk",
    "population_attributable_fraction",
]
GRADIENT = ["absolute_concentration_index", "relative_concentration_index"]
BOUNDED = ["wagstaff_concentration_index", "erreygers_concentration_index"]
SLOPES = ["slope_index_of_inequality", "relative_index_of_inequality"]

figures = st.floats(0.05, 0.95)
people = st.floats(1, 1e6)


def rows(seed: int, n: int = 40, groups: int = 5) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return (
        rng.uniform(0.05, 0.95, (n, groups)),
        rng.uniform(50, 5000, (n, groups)),
        rng.uniform(0.005, 0.03, (n, groups)),
    )


def code(estimate: object) -> str:
    return ReasonCode(int(estimate.reason)).name  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------------------------ which measures


@pytest.mark.parametrize(
    ("ordered", "scale", "reference", "expected"),
    [
        (False, None, None, ALWAYS),
        (False, 100, None, ALWAYS),
        (False, None, 1, [*ALWAYS, *SIMULATED[6:8]]),
        (True, None, None, [*ALWAYS, *GRADIENT, *SLOPES]),
        (True, 100, 0, [*ALWAYS, *SIMULATED[6:8], *GRADIENT, *BOUNDED, *SLOPES]),
    ],
)
def test_all_measures_that_apply_are_returned(
    ordered: bool, scale: float | None, reference: int | None, expected: list[str]
) -> None:
    found = summary_measures(
        [20, 30, 40], [1, 1, 1], ordered=ordered, favourable=True, scale=scale, reference=reference
    )

    assert set(found) == set(expected)


# ------------------------------------------------------------------------------------------------ WHO


def test_measures_of_regions_are_those_that_who_publishes(real_data: Path) -> None:
    # The reference pages of WHO's healthequal 1.0 print these for its sample of 34 regions; aceh is the reference.
    sample = table(real_data, "who_healthequal_NonorderedSample.csv")
    found = summary_measures(
        sample["estimate"], sample["population"], se=sample["se"], **UNORDERED, scale=100, reference=0
    )
    published = {
        "difference": (30.92258, 5),
        "ratio": (1.481696, 6),
        "between_group_variance": (50.42023, 5),
        "between_group_standard_deviation": (7.10072, 5),
        "coefficient_of_variation": (7.752158, 6),
        "mean_difference_from_mean": (5.326111, 6),
        "mean_difference_from_mean_unweighted": (6.615573, 6),
        "mean_difference_from_best": (8.403313, 6),
        "mean_difference_from_best_unweighted": (10.3264, 4),
        "mean_difference_from_reference": (5.64322, 5),
        "mean_difference_from_reference_unweighted": (7.158216, 6),
        "index_of_disparity": (5.814742, 6),
        "index_of_disparity_unweighted": (7.222503, 6),
        "theil_index": (3.143872, 6),
        "mean_log_deviation": (3.307901, 6),
    }

    for name, (value, decimals) in published.items():
        assert float(found[name].value) == pytest.approx(value, abs=0.51 * 10.0**-decimals), name
    for name, lower, upper, decimals in (
        ("difference", 16.7761, 45.06906, 4),
        ("ratio", 1.191918, 1.841924, 6),
        ("between_group_variance", 31.68259, 69.15787, 5),
    ):
        limits = float(found[name].lower), float(found[name].upper)
        assert limits == pytest.approx((lower, upper), abs=0.51 * 10.0**-decimals), name


def test_measures_of_wealth_groups_are_those_that_who_publishes(real_data: Path) -> None:
    sample = table(real_data, "who_healthequal_OrderedSample.csv")
    found = summary_measures(sample["estimate"], sample["population"], se=sample["se"], **ORDERED, scale=100)

    assert float(found["absolute_concentration_index"].value) == pytest.approx(4.30052, abs=5.1e-6)
    assert float(found["population_attributable_risk"].value) == pytest.approx(7.627362, abs=5.1e-7)
    assert float(found["population_attributable_fraction"].value) == pytest.approx(8.327116, abs=5.1e-7)


def test_measures_of_a_made_example_are_those_in_the_tests_of_who() -> None:
    found = summary_measures(**MADE, **ORDERED, scale=100)

    assert float(found["absolute_concentration_index"].value) == pytest.approx(7.3284202, abs=2e-7)
    assert float(found["relative_concentration_index"].value) == pytest.approx(0.17776859, abs=5e-8)
    assert float(found["population_attributable_risk"].value) == pytest.approx(18.775509, abs=2e-6)
    assert float(found["population_attributable_fraction"].value) == pytest.approx(45.544548, abs=7e-6)


def test_standard_errors_of_theil_and_log_deviation_are_in_thousandths_like_the_measures(real_data: Path) -> None:
    # WHO prints standard errors of 0.000623933 and 0.0007073368 beside indices already multiplied by 1000.
    sample = table(real_data, "who_healthequal_NonorderedSample.csv")
    found = summary_measures(sample["estimate"], sample["population"], se=sample["se"], **UNORDERED, scale=100)

    for name, theirs in (("theil_index", 0.000623933), ("mean_log_deviation", 0.0007073368)):
        half = float(found[name].upper - found[name].value)
        assert half == pytest.approx(1000 * theirs * Z95, rel=1e-6)
        assert float(found[name].value - found[name].lower) == pytest.approx(half)


def test_the_interval_of_the_attributable_fraction_is_in_per_cent_like_the_fraction() -> None:
    # WHO's tests expect 45.335 to 45.754 for a fraction of 45.5 %, from five groups with errors of 5 to 14: there a
    # share is added to a percentage. Here the interval of the fraction follows that of the risk.
    found = summary_measures([50, 50, 60], [1, 1, 1], se=[1e-9, 1e-9, 1], **ORDERED, scale=100)
    risk, fraction = found["population_attributable_risk"], found["population_attributable_fraction"]

    # Of the last figure y: risk y - (100 + y) / 3, fraction 100 (3y / (100 + y) - 1), of slope 30000 / 160² = 1.171875.
    assert float(risk.upper - risk.value) == pytest.approx(Z95 * 2 / 3)
    assert float(fraction.upper - fraction.value) == pytest.approx(Z95 * 1.171875)


# ------------------------------------------------------------------------------------------------ by hand


def test_three_groups_by_hand() -> None:
    # Shares 0.5, 0.3, 0.2; m = 0.5·10 + 0.3·20 + 0.2·40 = 19; R = 0.25, 0.65, 0.9.
    found = summary_measures([10, 20, 40], [50, 30, 20], **ORDERED, scale=100, reference=1)
    expected = {
        "difference": 30,
        "ratio": 4,
        "between_group_variance": 0.5 * 81 + 0.3 * 1 + 0.2 * 441,  # 129
        "between_group_standard_deviation": np.sqrt(129),
        "coefficient_of_variation": 100 * np.sqrt(129) / 19,
        "mean_difference_from_mean": 0.5 * 9 + 0.3 * 1 + 0.2 * 21,
        "mean_difference_from_mean_unweighted": (9 + 1 + 21) / 3,
        "mean_difference_from_best": 0.5 * 30 + 0.3 * 20,
        "mean_difference_from_best_unweighted": 50 / 3,
        "mean_difference_from_reference": 0.5 * 10 + 0.2 * 20,
        "mean_difference_from_reference_unweighted": 30 / 3,
        "index_of_disparity": 100 * 9 / 19,
        "index_of_disparity_unweighted": 100 * 31 / 3 / 19,
        "theil_index": 1000 * (5 * np.log(10 / 19) + 6 * np.log(20 / 19) + 8 * np.log(40 / 19)) / 19,
        "mean_log_deviation": -1000 * (0.5 * np.log(10 / 19) + 0.3 * np.log(20 / 19) + 0.2 * np.log(40 / 19)),
        "absolute_concentration_index": 2 * (0.5 * -9 * -0.25 + 0.3 * 1 * 0.15 + 0.2 * 21 * 0.4),  # 5.7
        "relative_concentration_index": 5.7 / 19,  # 0.3
        "wagstaff_concentration_index": 0.3 / 0.81,
        "erreygers_concentration_index": 4 * 0.19 * 0.3,
        "population_attributable_risk": 21,
        "population_attributable_fraction": 100 * 21 / 19,
    }

    for name, value in expected.items():
        assert float(found[name].value) == pytest.approx(value, rel=1e-13), name


@pytest.mark.parametrize(
    ("ordered", "favourable", "reference", "y1", "y2"),
    [
        (True, True, None, 30, 40),  # the most advantaged, the most disadvantaged
        (True, False, None, 40, 30),
        (True, True, 1, 30, 40),  # a reference changes nothing for groups with an order
        (False, True, None, 70, 20),  # the largest, the smallest
        (False, False, None, 70, 20),
        (False, True, 0, 40, 20),  # the reference, the smallest
        (False, False, 0, 70, 40),  # the largest, the reference
        (False, True, 3, 30, 20),
        (False, False, 2, 70, 70),
    ],
)
def test_the_two_groups_that_difference_and_ratio_compare(
    ordered: bool, favourable: bool, reference: int | None, y1: float, y2: float
) -> None:
    errors = {40: 1.0, 20: 2.0, 70: 3.0, 30: 4.0}
    found = summary_measures(
        list(errors), [5, 9, 2, 4], se=list(errors.values()),
        ordered=ordered, favourable=favourable, scale=None, reference=reference,
    )  # fmt: skip
    difference, ratio = found["difference"], found["ratio"]

    assert (float(difference.value), float(ratio.value)) == (y1 - y2, y1 / y2)
    half = Z95 * np.hypot(errors[y1], errors[y2])
    assert float(difference.lower) == pytest.approx(y1 - y2 - half)
    assert float(difference.upper) == pytest.approx(y1 - y2 + half)
    half = Z95 * np.hypot(errors[y1] / y1, errors[y2] / y2)
    assert float(ratio.lower) == pytest.approx(y1 / y2 * np.exp(-half))
    assert float(ratio.upper) == pytest.approx(y1 / y2 * np.exp(half))


@pytest.mark.parametrize(
    ("ordered", "favourable", "goal"), [(True, True, 30), (True, False, 30), (False, True, 70), (False, False, 20)]
)
def test_the_attributable_risk_is_the_way_to_the_most_advantaged_or_the_best(
    ordered: bool, favourable: bool, goal: float
) -> None:
    # m = (2·50 + 20 + 70 + 2·30) / 6 = 250 / 6
    found = summary_measures(
        [50, 20, 70, 30], [2, 1, 1, 2], se=[1, 1, 1, 1], ordered=ordered, favourable=favourable, scale=None
    )
    risk, fraction = found["population_attributable_risk"], found["population_attributable_fraction"]
    right = goal > 250 / 6 if favourable else goal < 250 / 6
    expected = goal - 250 / 6 if right else 0.0

    assert float(risk.value) == pytest.approx(expected)
    assert float(fraction.value) == pytest.approx(100 * expected / (250 / 6))
    for measure in (risk, fraction):
        assert (measure.lower >= 0) if favourable else (measure.upper <= 0)
        assert measure.lower <= measure.value <= measure.upper


def test_the_attributable_risk_is_never_of_the_wrong_sign_nor_are_its_limits() -> None:
    for favourable in (True, False):
        found = summary_measures([50, 51, 50], [1, 1, 1], se=[9, 9, 9], ordered=True, favourable=favourable, scale=None)
        for name in ("population_attributable_risk", "population_attributable_fraction"):
            assert (found[name].lower if favourable else found[name].upper) == 0
            assert (found[name].upper if favourable else -found[name].lower) > 10


def test_entropies_keep_their_digits_for_groups_that_are_almost_alike() -> None:
    rng = np.random.default_rng(17)
    for _ in range(20):
        given_values, people = 0.37 * (1 + 1e-6 * rng.standard_normal(3)), rng.integers(1, 99, 3)
        value = [Decimal(float(y)) for y in given_values]
        share = [Decimal(int(n)) / int(people.sum()) for n in people]
        mean = sum(p * y for p, y in zip(share, value, strict=True))
        theil = 1000 * sum(p * y / mean * (y / mean).ln() for p, y in zip(share, value, strict=True))
        deviation = -1000 * sum(p * (y / mean).ln() for p, y in zip(share, value, strict=True))
        found = summary_measures(given_values, people, **UNORDERED, scale=None)

        assert float(found["theil_index"].value) == pytest.approx(float(theil), rel=1e-8, abs=0)
        assert float(found["mean_log_deviation"].value) == pytest.approx(float(deviation), rel=1e-8, abs=0)


@pytest.mark.parametrize("least", [1e-20, 1e-17, 1e-15, 1e-12])
def test_entropies_keep_their_digits_for_a_group_that_has_next_to_nothing(least: float) -> None:
    mean = (Decimal(least) + Decimal("0.2")) / 2
    logs = [(Decimal(y) / mean).ln() for y in (least, 0.2)]
    found = summary_measures([least, 0.2], [1, 1], **UNORDERED, scale=1)

    theil = 1000 * sum(Decimal(y) / mean * log for y, log in zip((least, 0.2), logs, strict=True)) / 2
    assert float(found["theil_index"].value) == pytest.approx(float(theil), rel=1e-12, abs=0)
    assert float(found["mean_log_deviation"].value) == pytest.approx(float(-1000 * sum(logs) / 2), rel=1e-12, abs=0)


def test_the_best_group_is_the_largest_if_more_is_better_and_the_smallest_if_not() -> None:
    for favourable, best in ((True, 70.0), (False, 20.0)):
        found = summary_measures([40, 20, 70], [5, 3, 2], ordered=False, favourable=favourable, scale=None)

        assert float(found["mean_difference_from_best"].value) == pytest.approx(abs(best - 40))
        assert float(found["mean_difference_from_best_unweighted"].value) == pytest.approx(
            np.mean(np.abs(np.array([40, 20, 70]) - best))
        )


def test_the_order_given_is_the_order_and_nothing_is_sorted() -> None:
    # Deciles 1, 2 … 10 as text would stand as 1, 10, 2 …: here the tenth figure stays the last.
    value = np.arange(1.0, 11)
    found = summary_measures(value, np.ones(10), **ORDERED, scale=None)
    turned = summary_measures(value[::-1], np.ones(10), **ORDERED, scale=None)

    assert float(found["difference"].value) == 9
    assert float(found["slope_index_of_inequality"].value) == pytest.approx(10)
    assert float(turned["slope_index_of_inequality"].value) == pytest.approx(-10)
    assert float(turned["absolute_concentration_index"].value) == pytest.approx(
        -float(found["absolute_concentration_index"].value)
    )


# ------------------------------------------------------------------------------------------------ UKHSA


def ukhsa_groups(data: Path) -> list[dict[str, object]]:
    cells = sheet(data, "phe_testdata_SII.xlsx", "testdata_SII")
    starts = [*np.flatnonzero(np.isfinite(cells["sii"])), len(cells["sii"])]
    found = []
    for start, stop in pairwise(starts):
        text = str(cells["TestDescription"][start])
        same = (cells["TestDescription"] == text) & (cells["Area"] == cells["Area"][start])
        place = np.flatnonzero(same & (np.arange(same.size) < stop))
        value, population, se, lower, upper = (
            cells[name][place].astype(float) for name in ("Value", "Population", "StandardError", "LowerCL", "UpperCL")
        )
        if "transform" in text:  # UKHSA then takes 95 % limits and no errors
            there = np.log if "log transform" in text else lambda share: np.log(share / (1 - share))
            se = (there(upper) - there(lower)) / (2 * Z95)
        first = {name: column[start] for name, column in cells.items()}
        found.append({"first": first, "value": value, "population": population, "se": se})
    return found


def ukhsa_choice(first: dict[str, object]) -> dict[str, object]:
    found: dict[str, object] = {"transform": {0.0: None, 1.0: "log", 2.0: "logit"}[float(first["ValueType"])]}  # type: ignore[arg-type]
    if "transform" in str(first["TestDescription"]):
        found["fitted"] = "transformed"
    return found


def ukhsa_factor(text: str) -> float:
    return {"x 100)": 100.0, "x -100)": -100.0, "negative multiplier": -1.0}.get(
        next((ending for ending in ("x 100)", "x -100)", "negative multiplier") if text.endswith(ending)), ""), 1.0
    )


def test_slope_and_relative_index_are_those_of_ukhsa(real_data: Path) -> None:
    groups = ukhsa_groups(real_data)
    assert len(groups) == 44

    for group in groups:
        first = group["first"]
        factor = ukhsa_factor(str(first["TestDescription"]))
        given = {name: group[name] for name in ("value", "population")} | ukhsa_choice(first)
        slope = slope_index_of_inequality(**given, per=factor)
        relative = float(relative_index_of_inequality(**given).value)

        assert float(slope.value) == pytest.approx(first["sii"], rel=1e-12), first["TestDescription"]
        if np.isfinite(first["rii"]):
            assert (1 / relative if factor < 0 else relative) == pytest.approx(first["rii"], rel=1e-12)


def ukhsa_levels(first: dict[str, object]) -> list[tuple[float, str]]:
    text = str(first["TestDescription"])
    one = 0.99 if text.endswith("99% confidence") else 0.98 if text.endswith(("98% CI", "98% cis")) else 0.95
    one = 0.95 if text.endswith("95% and 98% cis") else one
    return [(one, "1"), (0.99 if text.startswith("default") else 0.98, "2")]


def ukhsa_limits(first: dict[str, object], index: str, number: str) -> np.ndarray:
    return np.array([first[f"{index}_{end}cl_{number}"] for end in ("lower", "upper")], dtype=float)


@pytest.mark.costly
def test_limits_of_slope_and_relative_index_are_those_of_ukhsa_within_two_per_cent_of_their_width(
    real_data: Path,
) -> None:
    compared = 0
    for group in ukhsa_groups(real_data):
        first = group["first"]
        factor = ukhsa_factor(str(first["TestDescription"]))
        given = {name: group[name] for name in ("value", "population", "se")} | ukhsa_choice(first)
        if "fitted" in given:
            continue
        for confidence, number in ukhsa_levels(first):
            for index in ("sii", "rii"):
                expected = ukhsa_limits(first, index, number)
                if np.isnan(expected).any():
                    continue
                more = {"confidence": confidence, "rng": np.random.default_rng(20)}
                if index == "sii":
                    ours = limits(slope_index_of_inequality(**given, **more, per=factor))
                else:
                    ours = limits(relative_index_of_inequality(**given, **more))
                    ours = ours if factor > 0 else 1 / ours[::-1]
                assert_allclose(ours, expected, rtol=0, atol=0.02 * float(np.ptp(expected)))
                compared += 1
    assert compared >= 40


def test_limits_of_curves_are_those_of_ukhsa_but_for_the_level_that_it_takes_for_known(real_data: Path) -> None:
    # UKHSA turns a line that is straight on the transformed scale around its middle, by the limits of its slope, as if
    # the middle were known exactly. With that, its limits follow; here level and slope are drawn together.
    compared = 0
    for group in ukhsa_groups(real_data):
        first, (value, population, se) = group["first"], (group[name] for name in ("value", "population", "se"))
        choice = ukhsa_choice(first)
        if "fitted" not in choice:
            continue
        factor = ukhsa_factor(str(first["TestDescription"]))
        logarithm = choice["transform"] == "log"
        there = np.log(value) if logarithm else np.log(value / (1 - value))
        share, rank = ranks(population)
        c = share * (rank - 0.5) / (share @ (rank - 0.5) ** 2)
        for confidence, number in ukhsa_levels(first):
            expected = ukhsa_limits(first, "sii", number)
            if np.isnan(expected).any():
                continue
            z = norm.ppf((1 + confidence) / 2) * np.sqrt(c**2 @ se**2)
            ends = []
            for steep in (c @ there - z, c @ there + z):
                height = share @ there + np.array([-0.5, 0.5]) * steep
                ends.append(np.diff(np.exp(height) if logarithm else 1 / (1 + np.exp(-height)))[0])
            turned = np.sort(factor * np.array(ends))
            assert_allclose(turned, expected, rtol=0, atol=0.02 * float(np.ptp(expected)))
            ours = limits(
                slope_index_of_inequality(
                    value, population, se=se, **choice, per=factor, confidence=confidence, rng=np.random.default_rng(2)
                )
            )
            assert_allclose(ours, expected, rtol=0, atol=0.05 * float(np.ptp(expected)))
            ratio = ukhsa_limits(first, "rii", number)
            if logarithm and np.isfinite(ratio).all():  # the level leaves the ratio of two exponentials
                ours = limits(
                    relative_index_of_inequality(
                        value, population, se=se, **choice, confidence=confidence, rng=np.random.default_rng(2)
                    )
                )
                ours = ours if factor > 0 else 1 / ours[::-1]
                assert_allclose(ours, ratio, rtol=0, atol=0.02 * float(np.ptp(ratio)))
            compared += 1
    assert compared >= 24


def test_what_ukhsa_refuses_is_refused(real_data: Path) -> None:
    cells = sheet(real_data, "phe_testdata_SII.xlsx", "testdata_SII")
    expected = {
        "error handling - negative populations": ReasonCode.NO_POPULATION,
        "error handling - negative counts/standard error": ReasonCode.NEGATIVE_STANDARD_ERROR,
        "error handling - missing value field": ReasonCode.MISSING_INPUT,
        "error handling - missing confidence limits and se": ReasonCode.MISSING_INPUT,
    }
    for text, reason in expected.items():
        place = np.flatnonzero(cells["TestDescription"] == text)[:10]
        value, population, se = (cells[name][place] for name in ("Value", "Population", "StandardError"))
        with pytest.raises(UndefinedMeasure) as refused:
            slope_index_of_inequality(value, population, se=se)
        assert refused.value.reason == reason, text


# ------------------------------------------------------------------------------------------------ lines


def ranks(population: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    share = population / population.sum()
    return share, np.cumsum(share) - share / 2


def test_the_slope_is_that_of_statsmodels_weighted_by_population() -> None:
    value, population, _ = rows(1)
    value = 0.4 + value / 2  # so that no line falls below zero
    slope = slope_index_of_inequality(value, population).value
    ratio = relative_index_of_inequality(value, population).value
    measures = summary_measures(value, population, **ORDERED, scale=None)

    for row in range(len(value)):
        share, rank = ranks(population[row])
        level, steep = sm.WLS(value[row], sm.add_constant(rank), weights=share).fit().params
        assert slope[row] == pytest.approx(steep, rel=1e-9)
        assert ratio[row] == pytest.approx((level + steep) / level, rel=1e-9)
    assert_array_equal(measures["slope_index_of_inequality"].value, slope)
    assert_array_equal(measures["relative_index_of_inequality"].value, ratio)


def test_the_regression_through_roots_of_shares_is_the_same_line() -> None:
    value, population, _ = rows(2, n=1)
    share, rank = ranks(population[0])
    design = np.sqrt(share)[:, None] * np.column_stack([np.ones(5), rank])
    expected = np.linalg.lstsq(design, np.sqrt(share) * value[0])[0][1]

    assert float(slope_index_of_inequality(value[0], population[0]).value) == pytest.approx(expected, rel=1e-12)


def test_the_variance_of_the_slope_is_that_of_its_coefficients() -> None:
    value, population, se = rows(3, n=1)
    share, rank = ranks(population[0])
    design = np.sqrt(share)[:, None] * np.column_stack([np.ones(5), rank])
    c = (np.linalg.pinv(design) * np.sqrt(share))[1]
    expected = np.sqrt(c @ np.diag(se[0] ** 2) @ c)
    found = slope_index_of_inequality(value[0], population[0], se=se[0], confidence=0.9)

    z90 = 1.6448536269514722
    assert float(found.upper - found.value) == pytest.approx(z90 * expected, rel=1e-11)
    assert float(found.value - found.lower) == pytest.approx(z90 * expected, rel=1e-11)


def test_two_groups_have_the_line_through_both_points() -> None:
    # Half the population each: ranks 0.25 and 0.75, so the slope is the difference over a half.
    assert float(slope_index_of_inequality([10, 13], [5, 5]).value) == pytest.approx(6)
    assert float(relative_index_of_inequality([10, 13], [5, 5]).value) == pytest.approx(14.5 / 8.5)
    # Shares ⅓ and ⅔: ranks 1/6 and 4/6.
    assert float(slope_index_of_inequality([10, 13], [5, 10]).value) == pytest.approx(6)
    assert float(slope_index_of_inequality([10, 16, 13], [1, 1, 1]).value) == pytest.approx(4.5)


def fractional_logit(value: np.ndarray, population: np.ndarray) -> tuple[float, float]:
    share, rank = ranks(population)
    model = sm.GLM(value, sm.add_constant(rank), family=sm.families.Binomial(), var_weights=share)
    level, steep = model.fit(tol=1e-14, maxiter=200).params
    return 1 / (1 + np.exp(-level)), 1 / (1 + np.exp(-level - steep))


def test_slopes_of_shares_are_the_fractional_logit_of_statsmodels() -> None:
    value, population, _ = rows(4)
    value[:5] = value[:5] ** 6  # small shares
    value[5:9] = 1 - value[5:9] ** 6  # large ones
    value[9, 1], value[10, 3], value[11, [0, 4]] = 0, 1, (1, 0)
    for scale in (1.0, 100.0):
        found = summary_measures(value * scale, population, **ORDERED, scale=scale)
        for row in range(len(value)):
            first, last = fractional_logit(value[row], population[row])
            assert found["slope_index_of_inequality"].value[row] == pytest.approx(scale * (last - first), rel=1e-8)
            assert found["relative_index_of_inequality"].value[row] == pytest.approx(last / first, rel=1e-8)


def test_the_logistic_curve_has_the_mean_and_the_rank_covariance_of_the_figures() -> None:
    # The two equations that define it, solved to the last digit; a steep and a nearly parted row too.
    value, population, _ = rows(5)
    value[0], value[1] = (1e-9, 1e-6, 0.3, 0.999, 1 - 1e-9), (1, 1, 1 - 1e-9, 1e-12, 0)
    found = summary_measures(value, population, **ORDERED, scale=1)
    ends = found["relative_index_of_inequality"].value
    first = found["slope_index_of_inequality"].value / (ends - 1)
    last = first * ends
    for row in range(2, len(value)):
        share, rank = ranks(population[row])
        low, high = np.log(first[row] / (1 - first[row])), np.log(last[row] / (1 - last[row]))
        curve = 1 / (1 + np.exp(-(low + (high - low) * rank)))
        assert share @ curve == pytest.approx(share @ value[row], rel=1e-10)
        assert (share * rank) @ curve == pytest.approx((share * rank) @ value[row], rel=1e-10)
    assert found["slope_index_of_inequality"].value[:2] == pytest.approx([1, -1], abs=1e-3)


def test_the_logistic_fit_is_weighted_by_population_once() -> None:
    # WHO's tests expect 44.44502 and 3.159506 for this example: counts in populations, weighted by population again.
    value, population = np.array(MADE["estimate"]) / 100, np.array(MADE["population"], dtype=float)
    found = summary_measures(value, population, **ORDERED, scale=1)
    more = summary_measures(value, population * 1000, **ORDERED, scale=1)
    ill = np.round(value * population)
    _, rank = ranks(population)
    twice = sm.GLM(
        np.column_stack([ill, population - ill]), sm.add_constant(rank), family=sm.families.Binomial(),
        var_weights=population,
    ).fit().params  # fmt: skip
    first, last = 1 / (1 + np.exp(-twice[0])), 1 / (1 + np.exp(-twice.sum()))

    assert 100 * (last - first) == pytest.approx(44.44502, abs=1e-5)
    assert last / first == pytest.approx(3.159506, abs=1e-6)
    once = fractional_logit(value, population)
    assert float(found["slope_index_of_inequality"].value) == pytest.approx(once[1] - once[0], rel=1e-9)
    assert abs(float(found["slope_index_of_inequality"].value) - (last - first)) > 0.004
    assert float(more["slope_index_of_inequality"].value) == pytest.approx(
        float(found["slope_index_of_inequality"].value), rel=1e-12
    )


def test_the_scale_is_not_guessed_from_the_largest_figure() -> None:
    # Per cent, the largest 0.8 %: guessed as shares the slope would be that of 20 to 80 %.
    value = np.array([0.2, 0.4, 0.6, 0.8])
    as_per_cent = summary_measures(value, np.ones(4), **ORDERED, scale=100)
    as_shares = summary_measures(value / 100, np.ones(4), **ORDERED, scale=1)

    for name in SLOPES:
        factor = 100 if name.startswith("slope") else 1
        assert float(as_per_cent[name].value) == pytest.approx(factor * float(as_shares[name].value), rel=1e-12)
    guessed = summary_measures(value, np.ones(4), **ORDERED, scale=1)
    assert (
        abs(float(guessed["slope_index_of_inequality"].value - as_per_cent["slope_index_of_inequality"].value)) > 0.02
    )
    assert abs(float(guessed["wagstaff_concentration_index"].value)) > 1.9 * float(
        as_per_cent["wagstaff_concentration_index"].value
    )


@pytest.mark.parametrize(
    "value", [(0, 0, 1), (1, 1, 0), (0, 0, 0.5), (0.5, 0, 0), (0, 0.5, 1), (1, 0.5, 0), (1, 1, 0.5), (0.5, 1, 1)]
)
def test_no_curve_fits_groups_that_go_from_nobody_to_everybody_in_one_step(value: tuple[float, ...]) -> None:
    found = summary_measures(np.array(value), [2, 3, 4], se=[0.1, 0.1, 0.1], **ORDERED, scale=1)

    assert code(found["slope_index_of_inequality"]) == "NO_FINITE_FIT"
    assert code(found["relative_index_of_inequality"]) == "NO_FINITE_FIT"
    assert np.isnan(found["slope_index_of_inequality"].value)
    assert code(found["absolute_concentration_index"]) == "DEFINED"


@pytest.mark.parametrize("value", [(0, 1, 0), (1, 0, 1), (0, 0.5, 0.5), (0.5, 0.5, 1), (0, 0.5, 0), (0.3, 0, 0.2)])
def test_a_curve_fits_wherever_nobody_and_everybody_overlap(value: tuple[float, ...]) -> None:
    population = np.array([2.0, 3.0, 4.0])
    found = summary_measures(np.array(value), population, **ORDERED, scale=1)
    first, last = fractional_logit(np.array(value), population)

    assert float(found["slope_index_of_inequality"].value) == pytest.approx(last - first, rel=1e-7)


def test_curves_of_many_rows_fit_or_do_not_fit_each_alone() -> None:
    value = [[0, 0, 1], [0.2, 0.2, 0.2], [1, 1, 1], [0.1, 0.3, 0.2], [0, 0, 0], [1, 0.5, 0], [0.2, 0.3, 0.3]]
    found = summary_measures(value, [2, 3, 4], se=0.1, **ORDERED, scale=1)["slope_index_of_inequality"]
    fits = [fractional_logit(np.array(value[row]), np.array([2.0, 3.0, 4.0])) for row in (3, 6)]

    assert [ReasonCode(row).name for row in found.reason] == [
        "NO_FINITE_FIT", "DEFINED", "DEFINED", "DEFINED", "DEFINED", "NO_FINITE_FIT", "DEFINED",
    ]  # fmt: skip
    assert found.value[[1, 2, 4]].tolist() == [0, 0, 0]
    assert found.value[[3, 6]] == pytest.approx([last - first for first, last in fits], rel=1e-8)


def test_curves_settle_in_few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_lines, "MOST_STEPS", 9)
    value, population, _ = rows(15, n=500)
    found = summary_measures(value, population, **ORDERED, scale=1)["slope_index_of_inequality"]

    assert np.isfinite(found.value).all()


def test_a_step_beyond_what_numbers_can_tell_is_no_fit() -> None:
    found = summary_measures([1e-300, 2e-300, 1.0], [1, 1, 1], **ORDERED, scale=1)

    assert code(found["slope_index_of_inequality"]) == "NO_FINITE_FIT"


def test_level_figures_have_no_slope_also_where_nobody_or_everybody_has_it() -> None:
    for level in (0.0, 0.3, 1.0):
        found = summary_measures([level] * 3, [1, 5, 2], se=[0.1, 0.2, 0.3], **ORDERED, scale=1)
        straight = summary_measures([level] * 3, [1, 5, 2], se=[0.1, 0.2, 0.3], **ORDERED, scale=None)
        slope = found["slope_index_of_inequality"]

        assert float(slope.value) == 0
        # Around a level the curve is its tangent: the interval is that of the straight line.
        assert float(slope.upper) == pytest.approx(float(straight["slope_index_of_inequality"].upper), rel=1e-12)
        if level:
            assert float(found["relative_index_of_inequality"].value) == 1
            assert float(found["relative_index_of_inequality"].upper) == pytest.approx(
                float(straight["relative_index_of_inequality"].upper), rel=1e-12
            )
        else:
            assert code(found["relative_index_of_inequality"]) == "MEAN_IS_ZERO"


def test_a_line_that_falls_below_zero_has_a_slope_and_no_ratio() -> None:
    found = summary_measures([0, 0, 0, 9], [1, 1, 1, 1], se=[1, 1, 1, 1], **ORDERED, scale=None)

    assert code(found["slope_index_of_inequality"]) == "DEFINED"
    assert code(found["relative_index_of_inequality"]) == "LINE_BELOW_ZERO"
    for value in ([0, 0, 0, 9], [9, 0, 0, 0]):
        with pytest.raises(UndefinedMeasure) as refused:
            relative_index_of_inequality(value, [1, 1, 1, 1])
        assert str(refused.value) == (
            f"The relative index of inequality is undefined for value = {value}, population = [1, 1, 1, 1]: the fitted "
            "line does not stay above zero, so its ends have no ratio."
        )
    # Ranks 1/4 and 3/4: the line through 1 and 3 starts at exactly 0, that through 3 and 1 ends there.
    for value in ([1, 3], [3, 1]):
        at_zero = summary_measures(value, [1, 1], **ORDERED, scale=None)["relative_index_of_inequality"]
        assert code(at_zero) == "LINE_BELOW_ZERO"


# ------------------------------------------------------------------------------------------------ intervals


def derivative(name: str, value: np.ndarray, group: int, given: dict[str, object], *, logarithmic: bool) -> float:
    step = 1e-6 * value[group]
    ends = []
    for sign in (-1, 1):
        moved = value.copy()
        moved[group] += sign * step
        figure = float(summary_measures(moved, **given)[name].value)  # type: ignore[arg-type]
        ends.append(np.log(figure) if logarithmic else figure)
    return float((ends[1] - ends[0]) / (2 * step))


@pytest.mark.costly
@pytest.mark.parametrize("scale", [None, 100.0])
@pytest.mark.parametrize("ordered", [True, False])
@pytest.mark.parametrize("favourable", [True, False])
def test_errors_are_those_of_the_numerical_derivatives(scale: float | None, ordered: bool, favourable: bool) -> None:
    # The error of one group at a time, the others known exactly: it is moved times the derivative.
    # The last group is the largest or the smallest, so that the attributable risk is of the right sign.
    value = np.array([31.0, 44.0, 27.0, 58.0, 71.0] if favourable else [71.0, 58.0, 27.0, 44.0, 21.0])
    given = {
        "population": [310, 90, 150, 260, 190],
        "ordered": ordered,
        "favourable": favourable,
        "scale": scale,
    }
    for group in range(5):
        se = np.zeros(5)
        se[group] = 0.01
        found = summary_measures(value, se=se, **given)  # type: ignore[arg-type]
        for name, measure in found.items():
            if name in SIMULATED or name == "between_group_variance":
                continue
            logarithmic = name in LOGARITHMIC
            expected = Z95 * 0.01 * abs(derivative(name, value, group, given, logarithmic=logarithmic))
            if logarithmic:
                half = np.log(float(measure.upper / measure.lower)) / 2
                assert float(measure.upper * measure.lower) == pytest.approx(float(measure.value) ** 2)
            else:
                half = float(measure.upper - measure.lower) / 2
                assert float(measure.upper + measure.lower) == pytest.approx(2 * float(measure.value))
            assert half == pytest.approx(expected, rel=1e-5, abs=1e-10), (name, group)


def test_errors_of_groups_add_up_as_independent_ones() -> None:
    value, population, se = rows(6, n=1)
    everything = summary_measures(value[0], population[0], se=se[0], **ORDERED, scale=1)
    alone = [
        summary_measures(value[0], population[0], se=np.where(np.arange(5) == j, se[0], 0), **ORDERED, scale=1)
        for j in range(5)
    ]
    for name, measure in everything.items():
        if name in SIMULATED or name == "between_group_variance":
            continue
        if name in LOGARITHMIC:
            widths = [np.log(float(found[name].upper / found[name].lower)) for found in alone]
            assert np.log(float(measure.upper / measure.lower)) == pytest.approx(np.linalg.norm(widths))
        elif not name.startswith("population"):
            widths = [float(found[name].upper - found[name].lower) for found in alone]
            assert float(measure.upper - measure.lower) == pytest.approx(np.linalg.norm(widths)), name


def test_the_variance_of_the_between_group_variance_is_that_of_a_quadratic_form() -> None:
    # Of y'Ay with y normal: 2 tr(AVAV) + 4 m'AVAm, here A = diag(p) - pp'. That is the formula of Ahn et al. (2018).
    value, population, se = rows(7, n=1)
    share, _ = ranks(population[0])
    a, v = np.diag(share) - np.outer(share, share), np.diag((5 * se[0]) ** 2)
    expected = 2 * np.trace(a @ v @ a @ v) + 4 * value[0] @ a @ v @ a @ value[0]
    found = summary_measures(value[0], population[0], se=5 * se[0], **UNORDERED, scale=None)["between_group_variance"]

    assert float(found.value) == pytest.approx(value[0] @ a @ value[0], rel=1e-12)
    assert float(found.upper - found.value) == pytest.approx(Z95 * np.sqrt(expected), rel=1e-12)
    assert float(found.value - found.lower) == pytest.approx(Z95 * np.sqrt(expected), rel=1e-12)


def limits(measure: object) -> np.ndarray:
    return np.array([measure.lower, measure.upper])  # type: ignore[attr-defined]


def test_simulated_limits_of_two_seeds_lie_within_two_per_cent_of_their_width(real_data: Path) -> None:
    for file, ordered in (("OrderedSample", True), ("NonorderedSample", False)):
        sample = table(real_data, f"who_healthequal_{file}.csv")
        one, other = (
            summary_measures(
                sample["estimate"], sample["population"], se=sample["se"], ordered=ordered, favourable=True, scale=100,
                reference=1, rng=np.random.default_rng(seed),
            )
            for seed in (1, 2)
        )  # fmt: skip
        for name in SIMULATED:
            width = float(np.ptp(limits(one[name])))
            assert width > 0
            assert_allclose(limits(other[name]), limits(one[name]), rtol=0, atol=0.02 * width, err_msg=name)


@pytest.mark.costly
@pytest.mark.parametrize(("scale", "confidence"), [(1.0, 0.95), (None, 0.8)])
def test_simulated_limits_are_those_of_scipys_truncated_normals(scale: float | None, confidence: float) -> None:
    # Close to both ends, so that what is cut off matters.
    value, se = np.array([0.02, 0.5, 0.97, 0.9]), np.array([0.05, 0.2, 0.1, 0.0])
    population = np.array([3.0, 1, 4, 2])
    found = summary_measures(
        value, population, se=se, ordered=False, favourable=False, scale=scale, reference=2, confidence=confidence,
        rng=np.random.default_rng(8), draws=200_000,
    )  # fmt: skip
    top = np.inf if scale is None else scale
    drawn = np.column_stack([
        truncnorm.rvs(-y / e, (top - y) / e, y, e, 200_000, random_state=j) if e else np.full(200_000, y)
        for j, (y, e) in enumerate(zip(value, se, strict=True))
    ])  # fmt: skip
    share = population / 10
    mean = (drawn @ share)[:, None]
    spread = np.sqrt((drawn - mean) ** 2 @ share)
    from_mean, from_best = np.abs(drawn - mean), np.abs(drawn - drawn.min(axis=1, keepdims=True))
    from_reference = np.abs(drawn - drawn[:, [2]])
    expected = {
        "between_group_standard_deviation": spread,
        "coefficient_of_variation": 100 * spread / mean[:, 0],
        "mean_difference_from_mean": from_mean @ share,
        "mean_difference_from_mean_unweighted": from_mean.mean(axis=1),
        "mean_difference_from_best": from_best @ share,
        "mean_difference_from_best_unweighted": from_best.mean(axis=1),
        "mean_difference_from_reference": from_reference @ share,
        "mean_difference_from_reference_unweighted": from_reference.mean(axis=1),
        "index_of_disparity": 100 * from_mean @ share / mean[:, 0],
        "index_of_disparity_unweighted": 100 * from_mean.mean(axis=1) / mean[:, 0],
    }

    for name, figure in expected.items():
        ends = np.quantile(figure, [(1 - confidence) / 2, (1 + confidence) / 2])
        assert_allclose(limits(found[name]), ends, rtol=0, atol=0.015 * float(np.ptp(ends)), err_msg=name)


def test_figures_that_may_be_negative_are_drawn_without_an_end() -> None:
    # A difference of two: |y1 - y2| / 2 with shares ½, the draws normal with mean 10 and error √2.
    value, se = np.array([-5.0, 5.0]), np.array([1.0, 1.0])
    found = summary_measures(
        value, [1, 1], se=se, **UNORDERED, scale=None, rng=np.random.default_rng(3), draws=200_000
    )["mean_difference_from_mean"]

    assert limits(found) == pytest.approx([5 - Z95 * np.sqrt(0.5), 5 + Z95 * np.sqrt(0.5)], abs=0.02)


def test_simulated_limits_do_not_depend_on_how_many_rows_are_drawn_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    value, population, se = rows(9, n=3)
    value[1, 0] = NAN
    kept = [0, 2]

    def simulated() -> list[object]:
        rng = np.random.default_rng(4)
        measures = summary_measures(value, population, se=se, **ORDERED, scale=1, rng=rng, draws=50_000)
        value_here = np.where(np.isnan(value), 0.0, value)
        lines = [
            slope_index_of_inequality(value_here, population, se=se, transform="logit", fitted=fitted, rng=rng)
            for fitted in ("transformed", "untransformed")
        ]
        return [measures["mean_difference_from_mean"], *lines]

    together = simulated()
    monkeypatch.setattr(_simulated, "BLOCK", 1)
    apart = simulated()

    for one, other in zip(together, apart, strict=True):
        width = np.ptp(limits(one)[:, kept], axis=0)
        assert (np.abs(limits(other) - limits(one))[:, kept] < 0.02 * width).all()
        assert np.isnan(limits(one)[:, 1]).all()
        assert np.isnan(limits(other)[:, 1]).all()


@pytest.mark.parametrize(("room", "sizes"), [(100, [2, 2, 2, 1]), (99, [1] * 7), (1, [1] * 7), (10**9, [7])])
def test_a_block_holds_as_many_rows_as_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch, room: int, sizes: list[int]
) -> None:
    # Ten draws of five groups are 50 numbers a row.
    seen = []
    drawn = _simulated._drawn
    monkeypatch.setattr(_simulated, "BLOCK", room)
    monkeypatch.setattr(
        _simulated, "_drawn", lambda block, chance, scale: seen.append(block.rows.size) or drawn(block, chance, scale)
    )
    value, population, se = rows(10, n=7)
    summary_measures(value, population, se=se, **ORDERED, scale=1, rng=np.random.default_rng(1), draws=10)

    assert seen == sizes


def test_only_rows_with_a_figure_below_zero_are_drawn_below_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    drawn = _simulated._drawn
    monkeypatch.setattr(_simulated, "_drawn", lambda *given: seen.append(drawn(*given)) or seen[-1])
    value = [[-0.1, 0.1], [0.0, 0.1], [0.1, 0.1]]
    summary_measures(value, [1, 1], se=0.2, **UNORDERED, scale=None, rng=np.random.default_rng(1), draws=200)
    (figure,) = seen

    assert figure.shape == (2, 3, 200)
    assert (figure[:, 0].min(axis=1) < -0.3).all()
    assert figure[:, 1:].min() >= -1e-12
    assert figure[:, 1:].max() > 0.4


def test_a_hundred_draws_are_not_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    for name, place in (("_drawn", 1), ("_ends_here", 2)):
        drawing = getattr(_simulated, name)
        monkeypatch.setattr(
            _simulated, name,
            lambda *given, drawing=drawing, place=place: seen.append(given[place].draws) or drawing(*given),
        )  # fmt: skip
    rng = np.random.default_rng(1)
    summary_measures(**MADE, **ORDERED, scale=100, rng=rng)
    for function in (slope_index_of_inequality, relative_index_of_inequality):
        function([4, 5], [1, 1], se=[0.1, 0.1], transform="log", rng=rng)

    assert seen == [40_000, 100_000, 100_000]


def test_the_same_seed_gives_the_same_limits_and_nothing_else_draws() -> None:
    found = [
        summary_measures(**MADE, **ORDERED, scale=100, rng=np.random.default_rng(5), draws=500)["index_of_disparity"]
        for _ in range(2)
    ]

    assert_array_equal(limits(found[0]), limits(found[1]))


def test_figures_known_exactly_have_intervals_of_no_width() -> None:
    value = [20, 30, 45]
    found = summary_measures(
        value, [1, 2, 3], se=[0, 0, 0], **ORDERED, scale=100, reference=0, rng=np.random.default_rng(1), draws=10
    )
    for name, measure in found.items():
        assert_allclose(limits(measure), float(measure.value), rtol=1e-14, err_msg=name)
    for fitted in ("transformed", "untransformed"):
        line = slope_index_of_inequality(
            value, [1, 2, 3], se=[0, 0, 0], transform="log", fitted=fitted, rng=np.random.default_rng(1), draws=10
        )
        assert_allclose(limits(line), float(line.value), rtol=1e-12)


def test_limits_on_a_transformed_scale_follow_from_it() -> None:
    # The logarithm of the ratio of the ends is normal, so its limits are known.
    value, population, se = np.array([5.0, 4.0, 3.5]), np.array([2.0, 5.0, 3.0]), np.array([0.1, 0.05, 0.2])
    share, rank = ranks(population)
    c = share * (rank - 0.5) / (share @ (rank - 0.5) ** 2)
    steep, error = c @ np.log(value), np.sqrt(c**2 @ se**2)
    found = relative_index_of_inequality(
        value, population, se=se, transform="log", fitted="transformed", confidence=0.9, rng=np.random.default_rng(6)
    )

    assert float(found.value) == pytest.approx(np.exp(steep), rel=1e-12)
    expected = np.exp([steep - 1.6448536269514722 * error, steep + 1.6448536269514722 * error])
    assert_allclose(limits(found), expected, rtol=0, atol=0.01 * float(np.ptp(expected)))


@pytest.mark.costly
@pytest.mark.parametrize("transform", ["log", "logit"])
@pytest.mark.parametrize("fitted", ["transformed", "untransformed"])
def test_simulated_lines_are_those_fitted_one_by_one_by_statsmodels(transform: str, fitted: str) -> None:
    value, population, se = (
        np.array([0.2, 0.1, 0.3, 0.4]),
        np.array([1.0, 5.0, 3.0, 2.0]),
        np.array([0.3, 0.1, 0.2, 0.4]),
    )
    there = np.log(value) if transform == "log" else np.log(value / (1 - value))

    def back(figure: np.ndarray) -> np.ndarray:
        return np.exp(figure) if transform == "log" else 1 / (1 + np.exp(-figure))

    def ends(figure: np.ndarray) -> np.ndarray:
        share, rank = ranks(population)
        line = sm.WLS(figure, sm.add_constant(rank), weights=share).fit().params
        return np.array([line[0], line.sum()])

    drawn = there + se * np.random.default_rng(12).standard_normal((3000, 4))
    lines = np.array([back(ends(row)) if fitted == "transformed" else ends(back(row)) for row in drawn])
    for function, figure in (
        (slope_index_of_inequality, lines[:, 1] - lines[:, 0]),
        (relative_index_of_inequality, lines[:, 1] / lines[:, 0]),
    ):
        found = function(value, population, se=se, transform=transform, fitted=fitted, rng=np.random.default_rng(7))
        expected = np.quantile(figure, [0.025, 0.975])
        assert_allclose(limits(found), expected, rtol=0, atol=0.08 * float(np.ptp(expected)))


# ------------------------------------------------------------------------------------------------ what is undefined


def test_without_standard_errors_there_are_values_and_no_intervals() -> None:
    found = summary_measures(MADE["estimate"], MADE["population"], **ORDERED, scale=100, reference=0)

    for name, measure in found.items():
        assert np.isfinite(measure.value), name
        assert np.isnan(limits(measure)).all(), name
        assert code(measure) == "NO_STANDARD_ERRORS", name
    for function in (slope_index_of_inequality, relative_index_of_inequality):
        for transform, rng in ((None, None), ("log", None), ("log", np.random.default_rng(1))):
            line = function(MADE["estimate"], MADE["population"], transform=transform, rng=rng)
            assert code(line) == "NO_STANDARD_ERRORS"
            assert np.isfinite(line.value)
            assert np.isnan(limits(line)).all()


def test_without_standard_errors_a_generator_gives_no_intervals_either() -> None:
    found = summary_measures(MADE["estimate"], MADE["population"], **UNORDERED, scale=100, rng=np.random.default_rng(1))

    assert {code(measure) for measure in found.values()} == {"NO_STANDARD_ERRORS"}


def test_without_a_generator_the_measures_with_corners_have_values_and_no_intervals() -> None:
    found = summary_measures(**MADE, **ORDERED, scale=100, reference=0)

    for name, measure in found.items():
        simulated = name in SIMULATED
        assert np.isfinite(measure.value), name
        assert code(measure) == ("SIMULATED_ONLY" if simulated else "DEFINED"), name
        assert np.isnan(limits(measure)).all() == simulated, name


INVALID = [
    ([1.0], [1.0], None, "TOO_FEW_VALUES"),
    ([], [], None, "TOO_FEW_VALUES"),
    ([NAN, 1.0], [1.0, 1.0], None, "MISSING_INPUT"),
    ([1.0, 1.0], [1.0, NAN], None, "MISSING_INPUT"),
    ([1.0, 1.0], [1.0, 1.0], [NAN, 1.0], "MISSING_INPUT"),
    ([np.inf, 1.0], [1.0, 1.0], None, "INFINITE_INPUT"),
    ([1.0, 1.0], [1.0, np.inf], None, "INFINITE_INPUT"),
    ([1.0, 1.0], [1.0, 1.0], [np.inf, 1.0], "INFINITE_INPUT"),
    ([1.0, 1.0], [1.0, 0.0], None, "NO_POPULATION"),
    ([1.0, 1.0], [-1.0, 1.0], None, "NO_POPULATION"),
    ([1.0, 1.0], [1.0, 1.0], [1.0, -1e-9], "NEGATIVE_STANDARD_ERROR"),
]


@pytest.mark.parametrize(("value", "population", "se", "reason"), INVALID)
def test_what_is_no_row_of_groups_is_refused_alone_and_nan_with_its_reason_among_others(
    value: list[float], population: list[float], se: list[float] | None, reason: str
) -> None:
    rng = np.random.default_rng(1)
    transformed = {"transform": "log", "rng": rng, "draws": 10}
    functions = [
        lambda *given, **more: summary_measures(*given, **more, **ORDERED, scale=None, rng=rng, draws=10),
        lambda *given, **more: summary_measures(*given, **more, **ORDERED, scale=100),
        lambda *given, **more: {"log": slope_index_of_inequality(*given, **more, **transformed)},
        lambda *given, **more: {"fit": slope_index_of_inequality(*given, **more, **transformed, fitted="transformed")},
        lambda *given, **more: {"slope": slope_index_of_inequality(*given, **more)},
        lambda *given, **more: {"ratio": relative_index_of_inequality(*given, **more)},
    ]
    for function in functions:
        with pytest.raises(UndefinedMeasure) as refused:
            function(value, population, se=se)
        assert refused.value.reason.name == reason

        several = [
            np.array([row, np.full(len(row), 2.0)]) if row is not None else None for row in (value, population, se)
        ]
        for name, measure in function(several[0], several[1], se=several[2]).items():
            assert measure.value.shape == (2,)
            assert ReasonCode(measure.reason[0]).name == reason, name
            assert np.isnan([measure.value[0], measure.lower[0], measure.upper[0]]).all(), name
            if reason != "TOO_FEW_VALUES":
                assert np.isfinite(measure.value[1]), name


def test_single_numbers_are_too_few_groups() -> None:
    for function in (slope_index_of_inequality, relative_index_of_inequality):
        with pytest.raises(UndefinedMeasure) as refused:
            function(5, 3)
        assert refused.value.reason == ReasonCode.TOO_FEW_VALUES
    with pytest.raises(UndefinedMeasure) as refused:
        summary_measures(5, 3, **ORDERED, scale=None)
    assert str(refused.value) == (
        "Inequality between the groups is undefined for estimate = 5, population = 3: there are too few values."
    )


def test_reasons_are_told_in_the_order_of_what_is_most_wrong() -> None:
    with pytest.raises(UndefinedMeasure, match="a number is missing") as refused:
        slope_index_of_inequality([NAN, np.inf], [0, 1], se=[-1, 1])
    assert str(refused.value) == (
        "The slope index of inequality is undefined for value = [nan, inf], population = [0, 1], se = [-1, 1]: "
        "a number is missing (NaN)."
    )


@pytest.mark.parametrize("value", [[-0.1, 50, 60], [10, 50, 100.1]])
def test_figures_outside_the_scale_are_refused(value: list[float]) -> None:
    with pytest.raises(UndefinedMeasure) as refused:
        summary_measures(value, [1, 1, 1], **ORDERED, scale=100)
    assert refused.value.reason == ReasonCode.OUTSIDE_THE_SCALE

    found = summary_measures([value, [0, 50, 100]], [1, 1, 1], **ORDERED, scale=100)
    for measure in found.values():
        assert measure.reason[0] == ReasonCode.OUTSIDE_THE_SCALE
        assert np.isnan(measure.value[0])
    assert found["difference"].value[1] == 100


def reasons(found: dict[str, object]) -> dict[str, str]:
    return {name: code(measure) for name, measure in found.items() if code(measure) != "DEFINED"}


def test_nobody_with_it_leaves_relative_measures_undefined_and_the_others_zero() -> None:
    found = summary_measures(
        [0, 0, 0], [1, 2, 3], se=[0.1, 0.1, 0.1], **ORDERED, scale=1, rng=np.random.default_rng(1), draws=100
    )
    relative = {
        "coefficient_of_variation",
        "index_of_disparity",
        "index_of_disparity_unweighted",
        "theil_index",
        "mean_log_deviation",
        "relative_concentration_index",
        "wagstaff_concentration_index",
        "relative_index_of_inequality",
        "population_attributable_fraction",
    }

    assert reasons(found) == {"ratio": "VALUE_IS_ZERO"} | dict.fromkeys(relative, "MEAN_IS_ZERO")
    for name, measure in found.items():
        undefined = name in relative or name == "ratio"
        assert np.isnan(measure.value) == undefined, name
        assert undefined or float(measure.value) == 0, name


def test_a_group_at_zero_is_no_term_of_theil_and_no_logarithm_of_the_others() -> None:
    found = summary_measures([0, 20, 40], [1, 1, 1], se=[0, 1, 1], **ORDERED, scale=None)

    # r = 0, 1, 2: 1000 · (0 + 0 + 2 ln 2) / 3
    assert float(found["theil_index"].value) == pytest.approx(1000 * 2 * np.log(2) / 3)
    assert np.isfinite(limits(found["theil_index"])).all()
    only = {
        "ratio": "VALUE_IS_ZERO",
        "mean_log_deviation": "VALUE_IS_ZERO",
        "relative_index_of_inequality": "LINE_BELOW_ZERO",
    }
    assert {name: reason for name, reason in reasons(found).items() if reason != "SIMULATED_ONLY"} == only
    assert np.isnan(found["mean_log_deviation"].value)
    assert np.isnan(found["ratio"].value)


def test_an_uncertain_zero_has_a_theil_index_and_a_ratio_without_an_interval() -> None:
    found = summary_measures([20, 10, 0], [1, 1, 1], se=[1, 1, 1], **ORDERED, scale=None)

    assert code(found["theil_index"]) == "VALUE_IS_ZERO"
    assert float(found["theil_index"].value) == pytest.approx(1000 * 2 * np.log(2) / 3)
    assert np.isnan(limits(found["theil_index"])).all()
    assert (float(found["ratio"].value), code(found["ratio"])) == (0, "VALUE_IS_ZERO")
    assert np.isnan(limits(found["ratio"])).all()


def test_limits_beyond_all_numbers_are_none() -> None:
    ratio = summary_measures([1, 1], [1, 1], se=[1000, 1], **ORDERED, scale=None)["ratio"]
    assert (float(ratio.value), code(ratio)) == (1, "INTERVAL_TOO_WIDE")
    for fitted in ("untransformed", "transformed"):
        line = slope_index_of_inequality(
            [1, 1], [1, 1], se=[1000, 1000], transform="log", fitted=fitted, rng=np.random.default_rng(1), draws=100
        )
        assert (float(line.value), code(line)) == (0, "INTERVAL_TOO_WIDE")


def test_negative_figures_have_absolute_measures_only() -> None:
    found = summary_measures([-5, 10, 20], [1, 1, 1], se=[1, 1, 1], **ORDERED, scale=None)
    negative = {
        "ratio", "coefficient_of_variation", "index_of_disparity", "index_of_disparity_unweighted", "theil_index",
        "mean_log_deviation", "relative_concentration_index", "relative_index_of_inequality",
        "population_attributable_fraction",
    }  # fmt: skip

    assert {name for name, reason in reasons(found).items() if reason == "NEGATIVE_VALUE"} == negative
    assert float(found["difference"].value) == 25
    assert np.isfinite(limits(found["slope_index_of_inequality"])).all()
    # Only the two groups compared matter for their ratio.
    assert code(summary_measures([5, -10, 20], [1, 1, 1], se=[1] * 3, **ORDERED, scale=None)["ratio"]) == "DEFINED"
    assert code(summary_measures([5, 10, -20], [1, 1, 1], **ORDERED, scale=None)["ratio"]) == "NEGATIVE_VALUE"
    with pytest.raises(UndefinedMeasure) as refused:
        relative_index_of_inequality([-5, 10, 20], [1, 1, 1])
    assert refused.value.reason == ReasonCode.NEGATIVE_VALUE
    with pytest.raises(UndefinedMeasure) as refused:
        relative_index_of_inequality([0, 0, 0], [1, 1, 1])
    assert refused.value.reason == ReasonCode.MEAN_IS_ZERO


def test_where_everybody_has_it_wagstaffs_index_has_no_room() -> None:
    found = summary_measures([100, 100, 100], [1, 2, 3], **ORDERED, scale=100)

    assert code(found["wagstaff_concentration_index"]) == "NO_VARIATION"
    assert float(found["erreygers_concentration_index"].value) == 0
    assert float(found["relative_index_of_inequality"].value) == 1


@pytest.mark.parametrize(
    ("transform", "value", "reason"),
    [
        ("log", [0.0, 1.0], ReasonCode.VALUE_IS_ZERO),
        ("log", [-1.0, 0.0], ReasonCode.NEGATIVE_VALUE),
        ("logit", [0.0, 0.5], ReasonCode.NO_LOGIT),
        ("logit", [0.5, 1.0], ReasonCode.NO_LOGIT),
        ("logit", [0.0, 1.5], ReasonCode.OUTSIDE_THE_SCALE),
        ("logit", [-0.1, 1.0], ReasonCode.OUTSIDE_THE_SCALE),
    ],
)
@pytest.mark.parametrize("fitted", ["transformed", "untransformed"])
def test_figures_without_a_logarithm_or_logit_are_refused(
    transform: str, value: list[float], reason: ReasonCode, fitted: str
) -> None:
    given = {"transform": transform, "fitted": fitted, "rng": np.random.default_rng(1)}
    for function in (slope_index_of_inequality, relative_index_of_inequality):
        with pytest.raises(UndefinedMeasure) as refused:
            function(value, [1, 1], se=[0.1, 0.1], **given)
        assert refused.value.reason == reason

        found = function([value, [0.4, 0.5]], [1, 1], se=[0.1, 0.1], **given)
        assert found.reason.tolist() == [reason, 0]
        assert np.isnan([found.value[0], found.lower[0], found.upper[0]]).all()
        assert np.isfinite([found.value[1], found.lower[1], found.upper[1]]).all()


def test_one_has_a_logarithm() -> None:
    assert float(slope_index_of_inequality([1.0, 1.0], [1, 1], transform="log").value) == 0


def summary(**given: object) -> object:
    return summary_measures([1, 2], [1, 1], **{"ordered": True, "favourable": True, "scale": None} | given)


def slope(**given: object) -> object:
    return slope_index_of_inequality([0.1, 0.2], [1, 1], **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: summary(confidence=95), "confidence is a share between 0 and 1, such as 0.95; got 95"),
        (lambda: summary(scale=0), "scale is the figure that means everybody, such as 1 or 100, or None; got 0"),
        (lambda: summary(scale=np.inf), "scale is the figure that means everybody, such as 1 or 100, or None; got inf"),
        (lambda: summary(scale=NAN), "scale is the figure that means everybody, such as 1 or 100, or None; got nan"),
        (lambda: summary(reference=2), "reference is the place of a group, 0 to 1; got 2"),
        (lambda: summary(reference=-1), "reference is the place of a group, 0 to 1; got -1"),
        (lambda: summary(draws=0), "draws is 1 or more; got 0"),
        (lambda: slope(confidence=0), "confidence is a share between 0 and 1, such as 0.95; got 0"),
        (lambda: slope(draws=0), "draws is 1 or more; got 0"),
        (lambda: slope(transform="sqrt"), "transform is None, log or logit; got 'sqrt'"),
        (lambda: slope(fitted="curved"), "fitted is untransformed or transformed; got 'curved'"),
        (
            lambda: slope(transform="log", se=[0.1, 0.1]),
            "limits on a transformed scale are simulated: pass a generator as rng",
        ),
    ],
)
def test_arguments_that_are_none_are_refused_with_what_was_expected(call: object, message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011, the words are compared below
        call()  # type: ignore[operator]

    assert str(refused.value) == message
    assert type(refused.value) is ValueError


def test_the_smallest_numbers_of_groups_draws_and_references_are_taken() -> None:
    found = summary(draws=1, reference=1, se=[0.1, 0.1], rng=np.random.default_rng(1))

    assert np.isfinite(found["mean_difference_from_reference"].lower)  # type: ignore[index]
    assert summary(reference=0)["mean_difference_from_reference"].value == 0.5  # type: ignore[index]


# ------------------------------------------------------------------------------------------------ rows and properties


def test_shapes_that_do_not_match_are_refused() -> None:
    with pytest.raises(ValueError, match="shape mismatch"):
        slope_index_of_inequality([1, 2, 3], [1, 2])


@pytest.mark.parametrize("scale", [None, 1.0])
@pytest.mark.parametrize("reference", [None, 2])
@pytest.mark.parametrize("favourable", [True, False])
@pytest.mark.parametrize("ordered", [True, False])
def test_many_rows_are_each_row_alone(
    scale: float | None, reference: int | None, favourable: bool, ordered: bool
) -> None:
    value, population, se = (array.reshape(4, 3, 6) for array in rows(13, n=12, groups=6))
    value[1, 1, 0] = 0.0
    value[2, 2] = 0.3
    if scale is None:
        value[3, 0, 2] = -0.2
    more = {"ordered": ordered, "favourable": favourable, "scale": scale, "reference": reference}
    found = summary_measures(value, population, se=se, **more)
    lines = slope_index_of_inequality(value, population, se=se)

    for place in np.ndindex(4, 3):
        alone = summary_measures(value[place], population[place], se=se[place], **more)
        for name, measure in alone.items():
            together = [getattr(found[name], part)[place] for part in ("value", "lower", "upper", "reason")]
            single = [getattr(measure, part) for part in ("value", "lower", "upper", "reason")]
            assert_allclose(together, single, rtol=1e-11, atol=1e-13, err_msg=name)
        line = slope_index_of_inequality(value[place], population[place], se=se[place])
        assert lines.upper[place] == pytest.approx(float(line.upper), rel=1e-12)


def test_rows_are_drawn_each_around_its_own_figures() -> None:
    # Errors so small that the limits lie beside the value of the row, whatever is drawn.
    value, population, _ = rows(16, n=6)
    found = summary_measures(
        value, population, se=1e-9, ordered=False, favourable=False, scale=1, reference=3,
        rng=np.random.default_rng(1), draws=20,
    )  # fmt: skip
    for name in SIMULATED:
        assert_allclose(found[name].lower, found[name].value, rtol=1e-6, err_msg=name)
        assert_allclose(found[name].upper, found[name].value, rtol=1e-6, err_msg=name)
    for fitted in ("untransformed", "transformed"):
        line = slope_index_of_inequality(
            value, population, se=1e-9, transform="logit", fitted=fitted, rng=np.random.default_rng(1), draws=20
        )
        assert_allclose(limits(line), [line.value, line.value], rtol=1e-5)


def test_one_population_and_one_error_stand_for_all_rows() -> None:
    value, population, _ = rows(14)
    one = summary_measures(value, population[0], se=0.02, **ORDERED, scale=1)
    all_rows = summary_measures(
        value, np.broadcast_to(population[0], value.shape), se=np.full(value.shape, 0.02), **ORDERED, scale=1
    )
    for name in one:
        assert_array_equal(limits(one[name]), limits(all_rows[name]))
    ages = summary_measures(value[0], population, **ORDERED, scale=1)
    assert ages["difference"].value.shape == (40,)
    assert np.ptp(ages["difference"].value) == 0


@settings(max_examples=40)
@given(arrays(float, 4, elements=figures), arrays(float, 4, elements=people), st.floats(0.01, 1000))
def test_measures_follow_a_change_of_unit_and_only_shares_of_the_population_matter(
    value: np.ndarray, population: np.ndarray, factor: float
) -> None:
    se = value / 10
    plain = summary_measures(value, population, se=se, **ORDERED, scale=1, reference=1)
    moved = summary_measures(
        value * factor,
        population * 1000,
        se=se * factor,
        **ORDERED,
        scale=max(factor, value.max() * factor),
        reference=1,
    )
    absolute = {
        "difference", "between_group_standard_deviation", *SIMULATED[2:8], "absolute_concentration_index",
        "slope_index_of_inequality", "population_attributable_risk",
    }  # fmt: skip
    for name, measure in plain.items():
        times = factor**2 if name == "between_group_variance" else factor if name in absolute else 1
        assert_allclose(moved[name].value, times * measure.value, rtol=1e-6, atol=1e-9 * times, err_msg=name)
        assert_allclose(limits(moved[name]), times * limits(measure), rtol=1e-6, atol=1e-7 * times, err_msg=name)


@settings(max_examples=40)
@given(arrays(float, 5, elements=figures), arrays(float, 5, elements=people), st.permutations(range(5)))
def test_the_order_of_groups_without_an_order_does_not_matter(
    value: np.ndarray, population: np.ndarray, order: list[int]
) -> None:
    plain = summary_measures(value, population, se=value / 9, **UNORDERED, scale=1)
    moved = summary_measures(value[order], population[order], se=value[order] / 9, **UNORDERED, scale=1)

    for name, measure in plain.items():
        assert float(moved[name].value) == pytest.approx(float(measure.value), rel=1e-9, abs=1e-11), name


@settings(max_examples=40)
@given(arrays(float, 5, elements=figures), arrays(float, 5, elements=people))
def test_bounds_and_what_the_measures_have_to_do_with_each_other(value: np.ndarray, population: np.ndarray) -> None:
    found = {
        name: float(measure.value) for name, measure in summary_measures(value, population, **ORDERED, scale=1).items()
    }
    straight = float(slope_index_of_inequality(value, population).value)
    share = population / population.sum()

    for name in ("theil_index", "mean_log_deviation", "between_group_variance", *SIMULATED[:6]):
        assert found[name] >= 0
    assert found["mean_difference_from_mean"] <= found["between_group_standard_deviation"] * (1 + 1e-9)
    assert abs(found["absolute_concentration_index"]) <= found["mean_difference_from_mean"] + 1e-12
    assert -1 < found["slope_index_of_inequality"] < 1
    assert abs(found["erreygers_concentration_index"]) <= 1
    assert abs(found["wagstaff_concentration_index"]) <= 1
    # 2 Σ p (R - ½)² = (1 - Σ p³) / 6: the concentration index is the slope times that.
    assert found["absolute_concentration_index"] == pytest.approx(straight * (1 - (share**3).sum()) / 6, abs=1e-9)
    assert found["population_attributable_fraction"] >= 0


@settings(max_examples=40)
@given(arrays(float, 5, elements=figures), arrays(float, 5, elements=people))
def test_turning_the_groups_round_turns_the_slope(value: np.ndarray, population: np.ndarray) -> None:
    se = np.linspace(0.01, 0.02, 5)
    for transform, rng in ((None, None), ("logit", np.random.default_rng(1))):
        one = slope_index_of_inequality(value, population, se=se, transform=transform, rng=rng, draws=10)
        other = slope_index_of_inequality(value[::-1], population[::-1], transform=transform)
        turned = slope_index_of_inequality(value, population, se=se, per=-100, transform=transform, rng=rng, draws=10)
        assert float(other.value) == pytest.approx(-float(one.value), rel=1e-6, abs=1e-12)
        assert float(turned.value) == pytest.approx(-100 * float(one.value), rel=1e-12)
        assert turned.lower <= turned.upper


def test_groups_that_are_alike_have_measures_of_exactly_zero() -> None:
    found = summary_measures([0.1] * 7, [3, 1, 7, 5, 11, 2, 9], **ORDERED, scale=1, reference=3)
    expected = dict.fromkeys(found, 0.0) | dict.fromkeys(LOGARITHMIC, 1.0)

    assert {name: float(measure.value) for name, measure in found.items()} == expected


def test_equal_shares_of_a_steady_rise_have_its_slope() -> None:
    value = np.linspace(3, 5, 10)
    assert float(slope_index_of_inequality(value, np.ones(10), per=100).value) == pytest.approx(100 * 20 / 9)
