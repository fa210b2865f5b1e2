"""The proof that the list can be trusted: many generated countries, and how much of what is called a challenge is one.

`python -m tests.simulation.proof --write` makes the countries and writes the table into docs/methods/challenges.md.
"""

import argparse
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.findings import REASONS
from riktmarke.assessment.challenges.kinds import ABOUT_LEVEL, ClaimKind
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.definitions import Catalogue
from riktmarke.sources.example_country.recipe import Recipe
from tests.simulation.countries import Scored, decided_again, scored
from tests.simulation.made_country import NOISE_OF_REAL_FIGURES, MadeCountry

ROOT = Path(__file__).resolve().parents[2]
COUNTRIES, MUNICIPALITIES = 200, 60
MAIN = tuple(REASONS)
# Sizes of what is truly worse, in smallest differences that matter, and of what was planted, in standard deviations.
SIZES = (1.0, 2.0, 3.0, 5.0, 8.0, np.inf)
PLANTED = (1.5, 2.0, 2.5, 3.0)
SHARES = np.arange(1, 121) / 120  # of the municipalities, from the worst
# False discovery rates at which the first countries are decided again, to see how much is found at which false share.
RATES, COUNTRIES_OF_RATES = (0.001, 0.01, 0.1, 0.2, 0.3, 0.4, 0.5), 40
RECIPE = Recipe(municipalities=MUNICIPALITIES, middling_noise=NOISE_OF_REAL_FIGURES)
HARDER: dict[str, dict[str, float]] = {
    "no municipality has a trend of its own": {"share_trending": 0.0},
    "half of chance lasts to the next year": {"lasting_noise": 0.5},
    "seven tenths of chance last to the next year": {"lasting_noise": 0.7},
}
Counts = NDArray[np.int64]


@dataclass
class Tally:
    """Counts over countries; adding two gives those of both."""

    countries: int = 0
    claims: dict[str, Counts] = field(default_factory=dict)  # kind -> claims, true, called, called and true
    good: dict[str, Counts] = field(default_factory=dict)  # kind -> called better, and truly so
    challenges: Counts = field(default_factory=lambda: np.zeros(3, dtype=np.int64))  # there are, called, called falsely
    totals: Counts = field(default_factory=lambda: np.zeros(3, dtype=np.int64))  # the same of everyone's level alone
    by_size: Counts = field(default_factory=lambda: np.zeros((len(SIZES) - 1, 2), dtype=np.int64))  # there are, called
    planted: Counts = field(default_factory=lambda: np.zeros((len(PLANTED) - 1, 2), dtype=np.int64))
    red: Counts = field(default_factory=lambda: np.zeros((len(SHARES), 2), dtype=np.int64))  # called, and truly worse
    fingertips: Counts = field(default_factory=lambda: np.zeros(2, dtype=np.int64))
    stable: Counts = field(default_factory=lambda: np.zeros(2, dtype=np.int64))  # called, and without the last year too
    rates: Counts = field(
        default_factory=lambda: np.zeros((len(RATES), 4), dtype=np.int64)
    )  # called, false: all, levels
    counted_rates: int = 0  # in how many countries
    stable_red: Counts = field(default_factory=lambda: np.zeros(2, dtype=np.int64))

    def __add__(self, other: "Tally") -> "Tally":
        """Return the counts of both."""
        summed = Tally(countries=self.countries + other.countries)
        summed.counted_rates = self.counted_rates + other.counted_rates
        for name in ("claims", "good"):
            mine, theirs = getattr(self, name), getattr(other, name)
            kinds = [kind for kind in [k.name for k in ClaimKind] if kind in mine or kind in theirs]
            setattr(summed, name, {kind: mine.get(kind, 0) + theirs.get(kind, 0) for kind in kinds})
        for name in (
            "challenges",
            "totals",
            "by_size",
            "planted",
            "red",
            "fingertips",
            "rates",
            "stable",
            "stable_red",
        ):
            setattr(summed, name, getattr(self, name) + getattr(other, name))
        return summed

    @property
    def false_share(self) -> float:
        """Of what is called a challenge, the share that is none: not one of its claims that stand is true."""
        return float(self.challenges[2] / self.challenges[1])

    @property
    def true_found(self) -> float:
        """How many true challenges are called, in a municipality."""
        return float(self.challenges[1] - self.challenges[2]) / (self.countries * MUNICIPALITIES)

    def red_at(self, false_share: float) -> tuple[float, float, float]:
        """Return the largest share of the municipalities called red at this false share, its own, and the true found.

        Where even the narrowest share calls more falsely, the share that is the most rarely false.
        """
        wrong = 1 - self.red[:, 1] / np.maximum(self.red[:, 0], 1)
        some = self.red[:, 0] > 0
        fit = np.flatnonzero((wrong <= max(false_share, float(wrong[some].min()))) & some)
        row = int(fit[-1])
        return float(SHARES[row]), float(wrong[row]), float(self.red[row, 1]) / (self.countries * MUNICIPALITIES)

    def found_at(self, false_share: float, *, levels: bool) -> float | None:
        """Return the true ones found in a municipality at the largest false discovery rate that keeps this share.

        None where even the strictest rate is more often false.
        """
        called, false = self.rates[:, 2 if levels else 0], self.rates[:, 3 if levels else 1]
        fit = np.flatnonzero((called > 0) & (false <= false_share * called))
        return float((called - false)[fit].max() / (self.counted_rates * MUNICIPALITIES)) if fit.size else None


def tally_of(seed: int) -> Tally:
    """Return the counts of one country."""
    recipe = replace(RECIPE, seed=seed)
    catalogue, parameters = _catalogue(), ChallengeParameters()
    whole = scored(MadeCountry(recipe, catalogue), catalogue, parameters)
    shorter = scored(MadeCountry(recipe, catalogue, without_last_year=True), catalogue, parameters, truths=False)
    tally = Tally(countries=1)
    _count_claims(tally, whole)
    _count_challenges(tally, whole, shorter)
    _count_others(tally, whole, shorter)
    if seed <= COUNTRIES_OF_RATES:
        _count_rates(tally, whole)
    return tally


@cache
def _catalogue() -> Catalogue:
    return load_catalogue(ROOT / "catalogue")


def _count_claims(tally: Tally, whole: Scored) -> None:
    for kind in ClaimKind:
        at = whole.claims.kind == kind
        if not at.any() or kind is ClaimKind.PACE:
            continue
        called, true = whole.worse[at], whole.true[at]
        tally.claims[kind.name] = np.array([at.sum(), true.sum(), called.sum(), (called & true).sum()])
        # What is good about a gap is that it is smaller than what matters; all else, that it is better by more.
        good = whole.amount[at] < (1 if kind is ClaimKind.GAP else -1)
        tally.good[kind.name] = np.array([whole.better[at].sum(), (whole.better[at] & good).sum()])


def _keys(area: NDArray[np.int16], indicator: NDArray[np.str_], names: list[str]) -> Counts:
    return area.astype(np.int64) * len(names) + np.searchsorted(names, indicator)


def _called(scores: Scored, names: list[str], kinds: Iterable[ClaimKind], group: str = "") -> tuple[Counts, ...]:
    """Return, by municipality and indicator, what there is, what is called, what is called truly, and how large it is.

    Each is an array with a place for every municipality and indicator.
    """
    of_kind = np.isin(scores.claims.kind, list(kinds))
    at = of_kind & (scores.claims.group == group) if group else of_kind
    keys, size = _keys(scores.claims.area, scores.indicator, names)[at], len(names) * 400
    there = np.bincount(keys, scores.true[at], minlength=size) > 0
    called = np.bincount(keys, scores.worse[at], minlength=size) > 0
    truly = np.bincount(keys, (scores.worse & scores.true)[at], minlength=size) > 0
    largest = np.full(size, -np.inf)
    np.maximum.at(largest, keys, np.nan_to_num(scores.amount[at], nan=-np.inf))
    return there, called, truly, largest


def _count_challenges(tally: Tally, whole: Scored, shorter: Scored) -> None:
    names = sorted(_catalogue())
    there, called, truly, _ = _called(whole, names, MAIN)
    tally.challenges += np.array([there.sum(), called.sum(), (called & ~truly).sum()])
    level = _called(whole, names, ABOUT_LEVEL, group="_T")
    tally.totals += np.array([level[0].sum(), level[1].sum(), (level[1] & ~level[2]).sum()])
    size = _called(whole, names, [ClaimKind.LEVEL])[3]
    by_level = _called(whole, names, ABOUT_LEVEL)[2]
    for row, (low, high) in enumerate(pairwise(SIZES)):
        within = (size > low) & (size <= high)
        tally.by_size[row] += np.array([within.sum(), (within & by_level).sum()])
    planted = np.zeros(len(called))
    planted[_keys(whole.others.area, whole.others.indicator, names)] = whole.others.planted
    for row, (low, high) in enumerate(pairwise(PLANTED)):
        within = (planted > low) & (planted <= high)
        tally.planted[row] += np.array([within.sum(), (within & called).sum()])
    again = _called(shorter, names, MAIN)[1]
    tally.stable += np.array([called.sum(), (called & again).sum()])


def _count_rates(tally: Tally, whole: Scored) -> None:
    names, tally.counted_rates = sorted(_catalogue()), 1
    for row, rate in enumerate(RATES):
        again = decided_again(whole, _catalogue(), ChallengeParameters(false_discovery_rate=rate))
        for column, (kinds, group) in enumerate(((MAIN, ""), (ABOUT_LEVEL, "_T"))):
            _, called, truly, _ = _called(again, names, kinds, group=group)
            tally.rates[row, 2 * column : 2 * column + 2] += np.array([called.sum(), (called & ~truly).sum()])


def _count_others(tally: Tally, whole: Scored, shorter: Scored) -> None:
    others, worse = whole.others, whole.others.worse > 1
    for row, share in enumerate(SHARES):
        called = others.rank_share <= share
        tally.red[row] += np.array([called.sum(), (called & worse).sum()])
    tally.fingertips += np.array([others.fingertips.sum(), (others.fingertips & worse).sum()])
    names = sorted(_catalogue())
    red = [_keys(o.area, o.indicator, names)[o.rank_share <= 0.25] for o in (others, shorter.others)]
    tally.stable_red += np.array([red[0].size, np.isin(red[0], red[1]).sum()])


def harder_of(job: tuple[str, int]) -> Tally:
    """Return the counts of one harder country: its claims and challenges alone."""
    name, seed = job
    recipe = replace(RECIPE, seed=seed, **HARDER[name])
    whole = scored(MadeCountry(recipe, _catalogue()), _catalogue(), ChallengeParameters())
    tally = Tally(countries=1)
    _count_claims(tally, whole)
    names = sorted(_catalogue())
    there, called, truly, _ = _called(whole, names, MAIN)
    tally.challenges += np.array([there.sum(), called.sum(), (called & ~truly).sum()])
    return tally


@dataclass(frozen=True)
class Proof:
    """The counts of the countries, and of the harder ones by what is harder in them."""

    usual: Tally
    harder: dict[str, Tally]


def proved(countries: int, *, processes: int = 2) -> Proof:
    """Return the counts of that many countries, and of a tenth as many of each harder kind."""
    few = max(countries // 10, 1)
    jobs = [(name, seed) for name in HARDER for seed in range(1, few + 1)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        usual = sum(pool.map(tally_of, range(1, countries + 1), chunksize=5), Tally())
        found = list(pool.map(harder_of, jobs))
    harder = {
        name: sum((t for (kind, _), t in zip(jobs, found, strict=True) if kind == name), Tally()) for name in HARDER
    }
    return Proof(usual, harder)


def main() -> None:
    """Make the countries, print the table, and write it into the page where asked to."""
    from tests.simulation.proof_page import table, write  # the page imports this module

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--countries", type=int, default=COUNTRIES)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    found = proved(given.countries)
    sys.stdout.write(table(found) + "\n")
    if given.write:
        write(found)


if __name__ == "__main__":
    main()
