"""What is published follows the truths: by theory, not by what the generator happened to give."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from riktmarke.methods.trend import independent_points
from riktmarke.sources.example_country.generating import generate
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.sources.example_country.truths import Truth
from riktmarke.vocabulary.groups import FEMALE, MALE, TOTAL
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition
from tests.sources.example_country.conftest import ADULTS, RECIPE, Country, habits

# Series whose values nobody withholds: what is withheld is not a random choice.
FREE = ("share", "mean", "amount", "window", "vote", "survey", "break", "every-second", "women", "life-f", "groups")
FIVE_STANDARD_ERRORS = 5


def chance(country: Country, series: str) -> NDArray[np.float64]:
    """Return how far independent values lie from their truth, in their own standard deviations of noise.

    Municipalities alone (others are sums of them), women and men (the total is their sum), and of what is repeated or
    pooled only the measurements that share nothing.
    """
    truth = country.made.truths[series]
    groups = [FEMALE, MALE] if not np.isnan(truth.level[:, :, MALE]).all() else [TOTAL]
    values, sd = country.values(series)[country.municipalities], truth.noise_sd[country.municipalities]
    definition = {"window": 4, "life-f": 5}.get(series, 1)
    alone = truth.measured[country.municipalities][:, :, None] & ~np.isnan(values)
    if definition > 1:
        apart = independent_points(truth.years, definition, values.swapaxes(1, 2)).swapaxes(1, 2)
        alone &= apart
    distance = (values - truth.level[country.municipalities]) / sd
    return distance[:, :, groups][alone[:, :, groups]]


@pytest.mark.parametrize("series", FREE)
def test_noise_has_no_bias_and_the_size_that_is_declared(country: Country, series: str) -> None:
    distance = chance(country, series)
    count = distance.size

    assert count > 100
    # of n independent values with standard deviation 1, the mean lies within 5/√n …
    assert abs(distance.mean()) < FIVE_STANDARD_ERRORS / np.sqrt(count)
    # … and the variance within 5·√(2/n) of 1; counts are a little more uneven than the normal distribution
    assert abs(distance.var() - 1) < FIVE_STANDARD_ERRORS * np.sqrt(2 / count) + 0.02


@pytest.fixture(scope="module")
def noisy() -> Country:
    """A country as uncertain as official figures are."""
    recipe = replace(RECIPE, middling_noise=0.4)
    return Country(generate(recipe, habits()), recipe)


@pytest.mark.parametrize("series", [*FREE, "rate"])
def test_a_noisy_country_declares_how_noisy_it_is(noisy: Country, series: str) -> None:
    distance = chance(noisy, series)
    count = distance.size

    assert count > 100
    assert abs(distance.mean()) < FIVE_STANDARD_ERRORS / np.sqrt(count)
    # events that cluster have heavy tails: their variance scatters more than the normal distribution's would
    tails = 3 if series == "rate" else 1
    assert abs(distance.var() - 1) < FIVE_STANDARD_ERRORS * np.sqrt(2 * tails / count) + 0.02


def test_lasting_noise_lasts_as_much_as_it_says_and_is_as_large() -> None:
    recipe = replace(RECIPE, middling_noise=0.4, lasting_noise=0.6, share_missing=0)
    lasting = Country(generate(recipe, habits()), recipe)
    truth, at = lasting.made.truths["mean"], lasting.municipalities
    distance = ((lasting.values("mean") - truth.level) / truth.noise_sd)[at][:, :, [FEMALE, MALE]]
    count = np.isfinite(distance).sum() * (1 - 0.6) / (1 + 0.6)  # independent ones

    correlation = np.nanmean(distance[:, 1:] * distance[:, :-1]) / np.nanmean(distance**2)
    assert abs(correlation - 0.6) < FIVE_STANDARD_ERRORS / np.sqrt(count)
    assert abs(np.nanvar(distance) - 1) < FIVE_STANDARD_ERRORS * np.sqrt(2 / count)


def test_noise_is_about_what_the_recipe_asks_for_and_never_less_than_counts_give(country: Country) -> None:
    recipe = replace(RECIPE, middling_noise=0.4)
    many = {f"series-{n}": definition(f"series-{n}", unit=Unit.DAYS, denominators=ADULTS) for n in range(60)}

    def shares(of: Recipe) -> NDArray[np.float64]:
        made = generate(of, many)
        at = slice(len(made.delivery.areas) - of.municipalities, None)
        return np.array(
            [np.nanmedian(made.truths[name].noise_sd[at, -1, TOTAL]) / made.truths[name].spread for name in many]
        )

    quiet, loud = shares(RECIPE), shares(recipe)
    # sixty draws of a logarithm with standard deviation 0.9: their median is within 5 · 1.25 · 0.9 / √60 of 0.4's
    assert abs(np.log(np.median(loud) / 0.4)) < FIVE_STANDARD_ERRORS * 1.25 * 0.9 / np.sqrt(60)
    assert (loud >= quiet - 1e-9).all()
    assert country.recipe.middling_noise == 0


def test_small_municipalities_are_noisier_as_the_root_of_their_size(country: Country) -> None:
    people = country.values("N01955")[country.municipalities, -1, TOTAL]
    noise = country.made.truths["mean"].noise_sd[country.municipalities, -1, TOTAL].astype(float)
    there = np.isfinite(noise)
    slope = np.polyfit(np.log(people[there]), np.log(noise[there]), 1)[0]

    assert people.max() > 5 * people.min()
    assert slope == pytest.approx(-0.5, abs=0.03)  # rounding keeps it from being exact


def test_between_municipalities_levels_are_as_wide_apart_as_five_smallest_differences() -> None:
    recipe = Recipe(municipalities=400, counties=8, first_year=2020, last_year=2025, share_shifted=0, plain_series=0)
    made = generate(recipe, {"m": definition("m", unit=Unit.DAYS, smallest_difference=1.5)})
    truth = made.truths["m"]
    levels = truth.level[9:, -1, FEMALE]

    # one standard deviation is 1.5 / 0.2 = 7.5 days at the middle; trends, wobble and the gap's spread widen it, and
    # on the logarithmic scale what lies above the middle lies farther away
    assert truth.smallest_difference == 1.5
    assert truth.spread == pytest.approx(7.5)
    assert 0.85 * 7.5 < np.nanstd(levels) < 1.6 * 7.5


def test_without_a_planted_trend_a_path_does_not_move(country: Country) -> None:
    still = 0
    for series in ("share", "mean", "break", "survey"):
        truth = country.made.truths[series]
        quiet = ~truth.trending & ~truth.widening
        quiet[: country.municipalities.start] = False
        still += quiet.sum()
        # women and men apart: the total also moves when one sex becomes more of the population
        assert np.abs(truth.slope[quiet][:, [FEMALE, MALE]]).max(initial=0) < 1e-5 * truth.spread
    assert still > 10


def test_planted_trends_are_found_again_by_the_eye_of_least_squares(country: Country) -> None:
    truth = country.made.truths["mean"]
    years = np.arange(len(truth.years))
    found, real = [], []
    for area in range(country.municipalities.start, len(country.areas)):
        values = country.values("mean")[area, :, TOTAL]
        there = ~np.isnan(values)
        found.append(np.polyfit(years[there], values[there], 1)[0])
        real.append(truth.slope[area, TOTAL])

    assert np.count_nonzero(truth.trending) > 5
    assert np.corrcoef(found, real)[0, 1] > 0.9
    # a slope over 26 points with scatter s has a standard error of s / √(26·(26²−1)/12); the year's shocks are shared
    scatter = 0.3 * truth.spread  # shocks, wobble and noise together at most, in a middling municipality
    assert np.median(np.abs(np.subtract(found, real))) < 2 * scatter / np.sqrt(26 * (26**2 - 1) / 12)


def test_a_widening_gap_is_wider_at_the_end(country: Country) -> None:
    seen = 0
    for truth in country.made.truths.values():
        widening = np.flatnonzero(truth.widening)
        if truth.series in {"share", "mean", "rate", "survey"} and widening.size:
            gap = np.nanmedian(truth.gap()[country.municipalities])
            seen += widening.size
            assert np.all(np.sign(truth.gap_slope[widening]) == np.sign(gap)), truth.series
    assert seen >= 5


def test_planted_municipalities_are_behind_the_country(country: Country) -> None:
    to_country = np.zeros((len(country.areas), 1), dtype=np.intp)
    planted, others = [], []
    for series in ("share", "rate", "mean", "survey", "groups", "vote", "break"):
        truth = country.made.truths[series]
        behind = truth.behind_in_margins(to_country)[country.municipalities, TOTAL]
        shifted = truth.shift[country.municipalities] > 0
        planted += list(behind[shifted])
        others += list(behind[~shifted])

    assert len(planted) >= 5
    # a shift is at least 1.5 standard deviations, and a standard deviation five smallest differences
    assert np.nanmean(planted) - np.nanmean(others) > 4
    assert abs(np.nanmean(others)) < 2.5


def test_behind_is_counted_in_the_bad_direction() -> None:
    # three areas, two years, totals only: the country 50, one at 53 and one at 44 in its own latest year
    level = np.full((3, 2, 3), np.nan, dtype=np.float32)
    level[:, 1, TOTAL] = 50, 53, np.nan
    level[:, 0, TOTAL] = 47, 40, 44
    nothing = np.zeros(3, dtype=bool)
    given = {"series": "x", "indicator": "x", "smallest_difference": 2.0, "spread": 10.0, "years": (2024, 2025)}
    rest = {
        "level": level,
        "noise_sd": level,
        "measured": np.zeros((3, 2), dtype=bool),
        "slope": level[:, 0],
        "gap_slope": level[:, 0, 0],
        "trending": nothing,
        "widening": nothing,
        "shift": level[:, 0, 0],
    }
    worse_when_high = Truth(bad_direction=1, **given, **rest)
    worse_when_low = Truth(bad_direction=-1, **given, **rest)
    country, both_others = np.array([[0], [0], [0]]), np.array([[1, 2], [0, 2], [0, 1]])

    # the country itself; 53 − 50; and 44 against 47, both of the year before
    np.testing.assert_allclose(worse_when_high.behind(country)[:, TOTAL], [0, 3, -3])
    np.testing.assert_allclose(worse_when_low.behind(country)[:, TOTAL], [0, -3, 3])
    np.testing.assert_allclose(worse_when_low.behind_in_margins(country)[:, TOTAL], [0, -1.5, 1.5])
    # against the mean of those that have a value that year: 50−53, 53−50, and 44 − (47+40)/2
    np.testing.assert_allclose(worse_when_high.behind(both_others)[:, TOTAL], [-3, 3, 0.5])
    # nobody has said which way is bad
    assert np.isnan(Truth(bad_direction=0, **given, **rest).behind(country)).all()


def test_the_published_uncertainty_is_half_a_95_percent_interval(country: Country) -> None:
    noise = country.made.truths["window"].noise_sd[country.municipalities]
    half_width = country.values("window-u")[country.municipalities]
    ratio = (half_width / noise)[~np.isnan(half_width)]

    # estimated from what was counted, so it scatters about 1.96 standard deviations
    assert np.median(ratio) == pytest.approx(1.96, rel=0.02)
    assert np.isnan(half_width).sum() == np.isnan(country.values("window")[country.municipalities]).sum()
