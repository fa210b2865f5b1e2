"""A small version of the proof in docs/methods/challenges.md: six countries with every third indicator.

A claim is true if what it says is worse truly is so, by more than the smallest difference that matters.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from riktmarke.assessment.challenges.findings import REASONS
from riktmarke.assessment.challenges.kinds import ABOUT_GROUPS, ClaimKind, UncertaintySource
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.sources.example_country.recipe import Recipe
from tests.simulation.countries import scored
from tests.simulation.made_country import NOISE_OF_REAL_FIGURES, MadeCountry

SEEDS = range(6)
OFTEN = 100
CLAIMED = [kind for kind in ClaimKind if kind not in (ClaimKind.PACE, ClaimKind.TARGET)]
# Their estimate is one difference between figures; of the others it is a width, or the one of several that was chosen.
PLAIN = (ClaimKind.LEVEL, ClaimKind.OVER_YEARS, ClaimKind.TREND, ClaimKind.FALLING_BEHIND)


@dataclass(frozen=True)
class Everything:
    """All claims about all countries as columns; `amount`, `estimate` and `se` in smallest differences that matter."""

    kind: NDArray[np.int8]
    place: NDArray[np.int64]
    source: NDArray[np.int8]
    worse: NDArray[np.bool_]
    amount: NDArray[np.float64]
    estimate: NDArray[np.float64]
    se: NDArray[np.float64]

    @property
    def true(self) -> NDArray[np.bool_]:
        flags: NDArray[np.bool_] = self.amount > 1
        return flags

    @property
    def off(self) -> NDArray[np.float64]:
        """By how many of its standard errors each estimate is off."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return (self.estimate - self.amount) / self.se


@pytest.fixture(scope="module")
def found(repository: Path) -> Everything:
    whole = load_catalogue(repository / "catalogue")
    catalogue = {name: whole[name] for name in sorted(whole)[::3]}
    names = sorted(catalogue)
    parameters = ChallengeParameters()
    parts = []
    for seed in SEEDS:
        recipe = Recipe(seed=seed, middling_noise=NOISE_OF_REAL_FIGURES)
        country = MadeCountry(recipe, catalogue, published=seed % 2 == 0)  # half of them publish how uncertain they are
        one = scored(country, catalogue, parameters)
        usual = np.array([parameters.margin(name, catalogue[name].smallest_difference) for name in names])
        indicator = np.searchsorted(names, one.indicator)
        clear = np.where(one.claims.kind == ClaimKind.POTENTIAL, parameters.clear_improvement_factor, 1.0)
        margin = usual[indicator] * one.claims.scale * clear
        place = (seed * len(country.areas) + one.claims.area.astype(np.int64)) * len(names) + indicator
        columns = (one.claims.kind, place, one.claims.source, one.worse, one.amount)
        parts.append((*columns, one.claims.estimate / margin, one.claims.se / margin))
    return Everything(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def test_at_most_one_in_ten_of_what_is_called_a_challenge_is_none(found: Everything) -> None:
    """An indicator of a municipality is one if a claim counts as worse; falsely, if none that counts is true."""
    main = np.isin(found.kind, list(REASONS)) & found.worse
    _, challenge = np.unique(found.place[main], return_inverse=True)
    right = np.bincount(challenge, found.true[main]) > 0

    assert right.size > 2000
    assert 1 - right.mean() <= 0.10


def test_at_most_one_in_ten_is_false_in_every_kind_that_is_called_often(found: Everything) -> None:
    called = {kind: found.worse & (found.kind == kind) for kind in CLAIMED}
    wrong = {kind.name: 1 - found.true[at].mean() for kind, at in called.items() if at.sum() >= OFTEN}

    assert {"LEVEL", "OVER_YEARS", "TREND", "FALLING_BEHIND", "GAP", "POTENTIAL"} <= set(wrong)
    assert {kind: share for kind, share in wrong.items() if share > 0.10} == {}


@pytest.mark.parametrize("kind", PLAIN)
def test_estimates_are_off_by_as_much_as_their_errors_say(found: Everything, kind: ClaimKind) -> None:
    """(estimate − true) / se has the mean 0 and the standard deviation 1, and nine in ten lie within 1.645."""
    off = found.off[(found.kind == kind) & np.isfinite(found.off)]

    assert off.size > 1000
    assert off.mean() == pytest.approx(0.0, abs=0.1)
    assert 0.9 <= off.std() <= 1.15
    assert np.mean(abs(off) < 1.645) == pytest.approx(0.90, abs=0.04)


@pytest.mark.parametrize("kind", ABOUT_GROUPS)
def test_gaps_that_are_wide_in_truth_are_off_by_as_much_as_their_errors_say(found: Everything, kind: ClaimKind) -> None:
    """The width of a gap that chance may turn is always too wide: asked of those that are three errors wide or more."""
    wide = (found.kind == kind) & (found.amount > 3 * found.se) & np.isfinite(found.off)

    assert found.off[wide].std() <= 1.15
    if kind is ClaimKind.GAP:
        assert found.off[wide].std() >= 0.9
        assert wide.sum() > 300


def test_a_possibility_is_never_less_certain_than_it_seems(found: Everything) -> None:
    off = found.off[(found.kind == ClaimKind.POTENTIAL) & np.isfinite(found.off)]

    assert off.mean() < 0.2
    assert off.std() <= 1.0


@pytest.mark.parametrize("source", [UncertaintySource.PUBLISHED, UncertaintySource.COUNTED, UncertaintySource.OBSERVED])
def test_levels_are_as_uncertain_as_said_wherever_that_is_known_from(
    found: Everything, source: UncertaintySource
) -> None:
    off = found.off[(found.kind == ClaimKind.LEVEL) & (found.source == source) & np.isfinite(found.off)]

    assert off.size > 500
    assert 0.85 <= off.std() <= 1.2


@pytest.mark.parametrize("kind", [ClaimKind.LEVEL, ClaimKind.OVER_YEARS, ClaimKind.TREND, ClaimKind.FALLING_BEHIND])
def test_the_larger_it_is_in_truth_the_more_often_it_is_found(found: Everything, kind: ClaimKind) -> None:
    true = (found.kind == kind) & found.true
    shares = [
        found.worse[true & (found.amount > least) & (found.amount <= most)].mean()
        for least, most in ((1, 2), (2, 4), (4, 8), (8, np.inf))
    ]

    assert shares == sorted(shares)
    assert shares[-1] > 4 * shares[0]
    assert shares[-1] > 0.25  # of changes least: they must stand among changes alone, and by their indicator
