"""What the whole engine must not depend on: which way is up, in which unit, in which order."""

from dataclasses import fields, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from riktmarke.assessment.challenges.claims import COLUMNS, Claims, taken
from riktmarke.assessment.challenges.deciding import decide
from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.findings import AreaFindings
from riktmarke.assessment.challenges.kinds import Against, ClaimKind
from riktmarke.assessment.challenges.listing import account
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.assessment.context import Comparisons, comparisons
from riktmarke.governance.definitions import Definition
from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.peers import PeerGroup, PeerGroups
from riktmarke.vocabulary.polarity import Polarity
from tests.assessment.challenges.making import ALL, DAYS, MEN, WOMEN, area, codes, every_claim, figures_of

Floats = NDArray[np.float64]
COUNTIES = (20, 25, 1)
NAMES = codes(*COUNTIES)
FIRST = 1 + len(COUNTIES)  # of the municipalities
YEARS = 10
FIGURES_IN_PUBLISHED_UNITS = ("value", "reference", "reference_unweighted", "typical")
UPSIDE_DOWN = {
    Polarity.LOWER_IS_BETTER: Polarity.HIGHER_IS_BETTER,
    Polarity.HIGHER_IS_BETTER: Polarity.LOWER_IS_BETTER,
}
LEVELS_OF_GAPS = (ClaimKind.WIDER_GAP, ClaimKind.GAP_TREND)  # their references are widths, whichever way is up


def similar_of(names: list[str]) -> PeerGroups:
    """Return groups of seven: the neighbours by number."""
    own = names[FIRST:]
    return PeerGroups(
        tuple(
            PeerGroup(f"G{name}", name, "övergripande", 2025, tuple(own[(n + step) % len(own)] for step in range(1, 8)))
            for n, name in enumerate(own)
        )
    )


def compared(order: NDArray[np.intp] | None = None) -> Comparisons:
    names = NAMES if order is None else [NAMES[place] for place in order]
    return comparisons(AreaTable(tuple(area(name) for name in names)), similar_of(NAMES))


def drawn(seed: int, *, of: Definition = DAYS) -> IndicatorFigures:
    """Return everyone, women and men over ten years: levels, slopes, gaps and holes as chance gives them."""
    generator = np.random.default_rng(seed)
    count = len(NAMES)
    people = np.exp(generator.normal(9.5, 1, count))[:, None]
    level = generator.normal(100, 8, (count, 1)) + generator.normal(0, 0.8, (count, 1)) * np.arange(YEARS)
    gap = generator.normal(4, 3, (count, 1)) + generator.normal(0, 0.4, (count, 1)) * np.arange(YEARS)
    noise = generator.standard_normal((3, count, YEARS)) * np.sqrt(20_000 / people)
    values = np.stack([level, level + gap / 2, level - gap / 2]) + noise
    values[generator.random(values.shape) < 0.05] = np.nan
    # Six irrational decimals: nothing about the figures looks rounded in one unit and not in the other.
    return figures_of(values + np.pi / 1e6, of=of, groups=(ALL, WOMEN, MEN), inhabitants=people)


def accounts(figures: IndicatorFigures, who: Comparisons) -> dict[str, AreaFindings]:
    claims = every_claim(figures, who)
    catalogue = {"N1": figures.definition}
    found = {}
    for place, code in enumerate(who.areas.codes):
        own = taken(claims, claims.area == place)
        found[code] = account(code, own, np.full(len(own.area), "N1"), catalogue, parameters=ChallengeParameters())
    return found


def verdicts(found: dict[str, AreaFindings]) -> dict[str, object]:
    """Return everything that is decided, without a figure in it."""
    said = {}
    for code, findings in found.items():
        finding = findings.by_indicator["N1"]
        claims = [
            (c.kind, c.against, c.group, c.other, c.period, c.first_period, c.worse, c.better) for c in finding.claims
        ]
        ranks = [(c.rank, c.rank_lower, c.rank_upper, c.rank_of) for c in finding.claims]
        said[code] = (finding.listing, finding.undecided, finding.reasons, claims, ranks)
    return said


def column(claims: Claims, name: str) -> NDArray[np.generic]:
    array: NDArray[np.generic] = getattr(claims, name)
    return array


@settings(max_examples=5)
@given(st.integers(0, 2**32 - 1))
def test_upside_down_the_account_is_the_same(seed: int) -> None:
    """Every value times −1 and the other polarity: the same estimates, errors and verdicts, and −1 times the values."""
    figures, who = drawn(seed), compared()
    flipped = replace(figures, values=-figures.values, definition=replace(DAYS, polarity=UPSIDE_DOWN[DAYS.polarity]))
    one, other = every_claim(figures, who), every_claim(flipped, who)

    assert len(one.area) > 1000
    for name in COLUMNS:
        ours, theirs = column(one, name), column(other, name)
        if name in FIGURES_IN_PUBLISHED_UNITS:
            own_way = np.isin(one.kind, LEVELS_OF_GAPS) & (name == "reference")
            own_way |= (one.kind == ClaimKind.GAP_TREND) & (name == "value")  # both ends of it are widths
            own_way |= name == "typical"  # a difference, in the direction that is bad
            theirs = np.where(own_way, theirs, -theirs)
        np.testing.assert_array_equal(ours, theirs, err_msg=name)
    assert verdicts(accounts(figures, who)) == verdicts(accounts(flipped, who))


@settings(max_examples=5)
@given(st.integers(0, 2**32 - 1), st.sampled_from([1e-2, 60.0, 1e3, 1e6]))
def test_in_another_unit_the_verdicts_are_the_same(seed: int, times: float) -> None:
    """Values and the smallest difference that matters in minutes instead of hours, say."""
    figures, who = drawn(seed), compared()
    other = replace(
        figures,
        values=figures.values * times,
        definition=replace(DAYS, smallest_difference=DAYS.smallest_difference * times),
    )

    assert verdicts(accounts(figures, who)) == verdicts(accounts(other, who))


@settings(max_examples=4)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_areas_does_not_matter(seed: int) -> None:
    figures, order = drawn(seed), np.random.default_rng(seed).permutation(len(NAMES))
    moved = replace(
        figures,
        **{
            name: getattr(figures, name)[:, order]
            for name in ("values", "status", "people", "inhabitants", "published")
        },
    )
    one, other = accounts(figures, compared()), accounts(moved, compared(order))

    assert verdicts(one) == verdicts(other)
    for code, findings in one.items():
        for ours, theirs in zip(findings.by_indicator["N1"].claims, other[code].by_indicator["N1"].claims, strict=True):
            figures_of_both = [
                np.array([np.nan if (v := getattr(c, f)) is None else v for f in ("estimate", "se", "reference")])
                for c in (ours, theirs)
            ]
            np.testing.assert_allclose(*figures_of_both, rtol=1e-7, atol=1e-9)


@settings(max_examples=5)
@given(st.integers(0, 2**32 - 1), st.integers(FIRST, len(NAMES) - 1))
def test_what_is_said_of_others_years_ago_changes_nothing_about_levels_today(seed: int, place: int) -> None:
    """One municipality's own first value is another: no other's claim about the latest level has another estimate."""
    figures, who = drawn(seed), compared()
    values = figures.values.copy()
    values[:, place, 0] += 0.5
    one, other = every_claim(figures, who), every_claim(replace(figures, values=values), who)
    latest = (one.kind == ClaimKind.LEVEL) & (one.against != Against.NOBODY) & (one.period > figures.years[0])

    np.testing.assert_array_equal(one.estimate[latest], other.estimate[latest])


def test_figures_are_left_as_they_were() -> None:
    figures, who = drawn(1), compared()
    before = {
        f.name: np.copy(getattr(figures, f.name)) for f in fields(figures) if f.name not in ("definition", "groups")
    }
    claims = every_claim(figures, who)
    decide(claims, np.full(len(claims.area), "N1"), {"N1": 1.0}, ChallengeParameters())

    for name, array in before.items():
        np.testing.assert_array_equal(getattr(figures, name), array)
