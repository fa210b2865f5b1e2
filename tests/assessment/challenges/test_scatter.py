"""Variance by size and moderated variances, against planted truths and against limma's formulas written anew here."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import digamma, polygamma
from scipy.stats import chi2

from riktmarke.assessment.challenges.scatter import (
    EVERYBODY_ALIKE,
    FEWEST_RESIDUALS,
    GIVEN_BACK,
    KEPT,
    moderated,
    variance_by_size,
)

nan = np.nan
Floats = NDArray[np.float64]


def limma(square: Floats, free: Floats) -> tuple[Floats, float]:
    """Return the variances that limma's squeezeVar gives about a prior variance of 1, and the prior degrees of freedom.

    Smyth (2004), section 6.2: with e = ln s² − ψ(d/2) + ln(d/2), ψ'(d₀/2) = var(e) − mean ψ'(d/2); then
    s̃² = (d₀ s₀² + d s²) / (d₀ + d).
    """
    e = np.log(square) - digamma(free / 2) + np.log(free / 2)
    beyond = e.var(ddof=1) - polygamma(1, free / 2).mean()
    alike = beyond <= 0  # by no more than chance
    prior = EVERYBODY_ALIKE if alike else 2 * brentq(lambda x: polygamma(1, x) - beyond, 1e-3, 1e6)
    return (prior + free * square) / (prior + free), prior


def unlike(seed: int, prior: float, free: Floats) -> Floats:
    """Return mean squares of places whose own variances are scaled inverse χ² with `prior` degrees of freedom."""
    generator = np.random.default_rng(seed)
    own = prior / generator.chisquare(prior, free.size)
    return own * generator.chisquare(free) / free


@given(
    seed=st.integers(0, 2**32 - 1),
    prior=st.floats(1.0, 12.0),
    count=st.integers(150, 400),
    most=st.floats(4.0, 20.0),
)
def test_moderated_variances_are_limmas(seed: int, prior: float, count: int, most: float) -> None:
    free = np.linspace(2.0, most, count)
    square = unlike(seed, prior, free)
    found = moderated(np.ones(count), square, free)
    variance, worth = limma(square, free)

    least = free * square / chi2.isf(0.001, free)  # what one place's own scatter shows, however alike the others are
    assert found.variance == pytest.approx(np.maximum(variance, least), rel=1e-5)
    assert found.free == pytest.approx(np.where(least > variance, free, worth + free), rel=1e-4)


def test_the_prior_is_worth_as_many_degrees_of_freedom_as_were_planted() -> None:
    """Four planted, eight degrees of freedom of one's own, the mean of twenty countries of 290."""
    free = np.full(290, 8.0)
    worth = [moderated(np.ones(290), unlike(seed, 4.0, free), free).free[0] - 8.0 for seed in range(20)]

    assert np.mean(worth) == pytest.approx(4.0, rel=0.15)


def test_places_that_differ_by_chance_alone_share_one_variance() -> None:
    """Their squares vary less than chance would make them: nothing is left of one's own scatter."""
    free = np.full(290, 8.0)
    found = moderated(np.full(290, 3.0), np.linspace(2.9, 3.1, 290), free)

    assert found.variance == pytest.approx(3.0, rel=1e-5)
    assert (found.free >= EVERYBODY_ALIKE).all()


def test_a_place_that_jumps_is_not_taken_for_a_calm_one() -> None:
    free = np.full(290, 8.0)
    square = unlike(1, 4.0, free)
    square[0] = 25.0
    found = moderated(np.ones(290), square, free)

    assert 10 < found.variance[0] < 25
    assert (np.diff(found.variance[np.argsort(square)]) > 0).all()


def test_one_place_that_jumps_among_many_that_are_alike_is_seen() -> None:
    """Its square is 64 times the others': at least 8 · 64 / χ²(8; 0.001) = 512 / 26.12 ≈ 19.6, by its own 8 degrees."""
    square = np.append(np.full(289, 1.0), 64.0)
    found = moderated(np.ones(290), square, np.full(290, 8.0))

    assert found.variance[-1] == pytest.approx(512 / 26.1245, rel=1e-4)
    assert found.free[-1] == 8
    assert found.variance[:-1] == pytest.approx(1.0, rel=1e-5)


def test_who_has_no_scatter_of_its_own_has_the_pooled_one() -> None:
    free = np.full(290, 8.0)
    square, pooled = unlike(2, 4.0, free), np.linspace(1.0, 5.0, 290)
    square *= pooled
    square[:2], free[2] = (nan, nan), 0.25
    found = moderated(pooled, square, free)

    assert found.variance[:3] == pytest.approx(pooled[:3])
    assert found.free[:3] == pytest.approx(found.free[3] - 8.0)


def test_a_place_that_never_moved_keeps_a_part_of_the_pooled_variance() -> None:
    free = np.full(290, 8.0)
    square = unlike(3, 4.0, free)
    square[0] = 0.0
    found = moderated(np.ones(290), square, free)
    worth = found.free[0] - 8.0

    assert found.variance[0] == pytest.approx(worth / (worth + 8.0))


def test_with_a_handful_of_places_the_pooled_variance_stands() -> None:
    found = moderated(np.full(10, 2.0), np.geomspace(0.5, 6.0, 10), np.full(10, 8.0))

    assert found.variance == pytest.approx(2.0, rel=1e-3)


def test_what_the_largest_fiftieth_takes_from_a_normal_variance_is_given_back() -> None:
    """E(χ²₁ | χ²₁ < its 98th percentile) = F₃(q) / 0.98, F₃ the distribution of χ²₃."""
    assert pytest.approx(chi2.cdf(chi2.ppf(KEPT, 1), 3) / KEPT, abs=5e-5) == GIVEN_BACK


@pytest.mark.parametrize(
    ("constant", "by_people"),
    [(4.0, 0.0), (0.0, 9_000.0), (1.0, 9_000.0)],
    ids=["a survey with as many answers everywhere", "a register", "both"],
)
def test_a_planted_variance_is_found_at_every_size(constant: float, by_people: float) -> None:
    """Municipalities of 2 500 to 900 000, ten squares each: within 10 % for small, middling and large."""
    generator = np.random.default_rng(5)
    size = np.repeat(1 / np.geomspace(2_500, 900_000, 290), 10)
    square = (constant + by_people * size) * generator.chisquare(1, size.size)
    found = variance_by_size(square, size)
    assert found is not None

    for people in (2_500, 15_000, 200_000):
        assert found.at(np.array(1 / people)) == pytest.approx(constant + by_people / people, rel=0.1)


def test_a_reorganisation_in_a_few_places_does_not_make_the_others_uncertain() -> None:
    """One square in a hundred a thousand times too large: the plain mean would be eleven times too large."""
    generator = np.random.default_rng(6)
    size = np.repeat(1 / np.geomspace(2_500, 900_000, 290), 10)
    square = generator.chisquare(1, size.size)
    square[::100] *= 1_000
    found = variance_by_size(square, size)
    assert found is not None

    assert found.at(np.array(1 / 15_000)) == pytest.approx(1.0, rel=0.25)


def test_a_variance_is_never_below_zero_at_any_size() -> None:
    """The scatter grows with the people here: a free line would fall below zero among the smallest."""
    generator = np.random.default_rng(7)
    people = np.repeat(np.geomspace(2_500, 900_000, 290), 10)
    found = variance_by_size(people * generator.chisquare(1, people.size), 1 / people)
    assert found is not None

    assert min(found.constant, found.by_size) >= 0
    assert found.at(np.array(1.0)) > 0


def test_series_that_never_move_have_no_scatter() -> None:
    found = variance_by_size(np.zeros(100), np.linspace(1, 2, 100))

    assert found is not None
    assert (found.constant, found.by_size) == (0, 0)


def test_too_few_residuals_say_nothing() -> None:
    square, size = np.ones(FEWEST_RESIDUALS), np.ones(FEWEST_RESIDUALS)

    assert variance_by_size(square, size) is not None
    square[0] = nan
    assert variance_by_size(square, size) is None
    square[0], size[1] = 1.0, np.inf
    assert variance_by_size(square, size) is None
