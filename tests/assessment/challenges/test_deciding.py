"""Which claims stand: p-values by hand, q-values against statsmodels, and what chance must not decide."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as student
from statsmodels.stats.multitest import multipletests

from riktmarke.assessment.challenges.deciding import Decided, decide, interval
from riktmarke.assessment.challenges.kinds import ClaimKind
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from tests.assessment.challenges.making import claims_made

nan = np.nan
LEVEL, TREND, GAP, WIDER_GAP, GAP_TREND = (
    ClaimKind.LEVEL,
    ClaimKind.TREND,
    ClaimKind.GAP,
    ClaimKind.WIDER_GAP,
    ClaimKind.GAP_TREND,
)
POTENTIAL, TARGET, PACE = ClaimKind.POTENTIAL, ClaimKind.TARGET, ClaimKind.PACE
MARGIN = 1.0
alike = student(1e6)  # what is known with everybody's degrees of freedom: as good as normal


def decided(*rows: dict[str, object], parameters: ChallengeParameters | None = None, margin: float = MARGIN) -> Decided:
    made = claims_made(*rows)
    differences = dict.fromkeys(np.unique(made.indicators).tolist(), margin)
    return decide(made.claims, made.indicators, differences, parameters or ChallengeParameters())


def test_a_difference_is_tested_against_the_smallest_that_matters() -> None:
    """3 ± 1 against 1: z = 2 for worse, and for better −3 − 1 = −4."""
    found = decided({"estimate": 3.0})

    assert found.p_worse[0] == pytest.approx(alike.sf(2))
    assert found.p_better[0] == pytest.approx(alike.sf(-4))
    assert found.margin[0] == 1


def test_an_error_known_with_few_degrees_of_freedom_has_longer_tails() -> None:
    assert decided({"estimate": 3.0, "free": 4.0}).p_worse[0] == pytest.approx(student.sf(2, 4))


def test_a_gap_has_two_directions_that_it_may_have_been_found_in() -> None:
    """Twice the chance; and it is good about a gap to be less than what matters: (1 − 0.2) / 0.3."""
    wide, narrow = decided({"kind": GAP, "estimate": 3.0}), decided({"kind": GAP, "estimate": 0.2, "se": 0.3})

    assert wide.p_worse[0] == pytest.approx(2 * alike.sf(2))
    assert narrow.p_better[0] == pytest.approx(alike.sf(0.8 / 0.3))


@pytest.mark.parametrize("kind", [WIDER_GAP, GAP_TREND])
def test_a_gap_that_is_wider_or_widens_is_tested_both_ways(kind: ClaimKind) -> None:
    found = decided({"kind": kind, "estimate": -3.0})

    assert found.p_better[0] == pytest.approx(2 * alike.sf(2))
    assert found.p_worse[0] == 1


def test_a_possibility_is_tested_against_a_clear_improvement_and_as_often_as_it_was_looked_for() -> None:
    """9 ± 1 against five smallest differences: z = 4, times six; it is never good news."""
    found = decided({"kind": POTENTIAL, "estimate": 9.0, "tests": 6})

    assert found.margin[0] == 5
    assert found.p_worse[0] == pytest.approx(6 * alike.sf(4))
    assert np.isnan(found.p_better[0])


def test_a_target_is_only_missed_and_a_pace_claims_nothing() -> None:
    found = decided({"kind": TARGET, "estimate": 3.0, "chance": 0.3}, {"kind": PACE, "estimate": 99.0})

    assert found.p_worse[0] == 0.3
    assert np.isnan([found.p_better[0], found.p_worse[1], found.p_better[1], found.q_worse[1]]).all()
    assert [found.worse[1], found.better[1]] == [False, False]


def test_what_is_unknown_never_stands_and_is_no_part_of_the_family() -> None:
    """One p-value of two claims is known, in two directions: q = 2 · p."""
    found = decided({"estimate": 99.0, "se": nan}, {"estimate": 4.0})

    assert not found.worse[0]
    assert np.isnan(found.q_worse[0])
    assert found.q_worse[1] == pytest.approx(2 * alike.sf(3))


def test_what_is_known_exactly_is_worse_when_it_is_more_than_the_margin() -> None:
    rows = [{"estimate": estimate, "se": 0.0} for estimate in (1.001, 1.0, 0.0, -1.0, -1.001)]
    found = decided(*rows)

    assert found.worse.tolist() == [True, False, False, False, False]
    assert found.better.tolist() == [False, False, False, False, True]


@pytest.mark.parametrize(("estimate", "worse", "better"), [(1.5, True, False), (1.0, False, False), (0.5, False, True)])
def test_a_gap_that_is_known_exactly_is_wide_or_is_not(estimate: float, worse: bool, better: bool) -> None:
    found = decided({"kind": GAP, "estimate": estimate, "se": 0.0})

    assert (found.worse[0], found.better[0]) == (worse, better)


def test_each_indicator_has_its_own_smallest_difference() -> None:
    made = claims_made({"estimate": 3.0, "indicator": "N1"}, {"estimate": 3.0, "indicator": "N2"})
    own = ChallengeParameters(smallest_difference_factor=2.0, smallest_differences={"N2": 0.25})

    assert decide(made.claims, made.indicators, {"N1": 1.0, "N2": 1.0}, own).margin.tolist() == [2.0, 0.25]


def test_a_group_that_differs_more_is_held_to_its_own_smallest_difference() -> None:
    """Three times everyone's: 3, and for a clear improvement five times that."""
    found = decided({"estimate": 5.0, "scale": 3.0}, {"kind": POTENTIAL, "estimate": 20.0, "scale": 3.0})

    assert found.margin.tolist() == [3.0, 15.0]
    assert found.p_worse[0] == pytest.approx(alike.sf(2))


@given(st.lists(st.floats(-6, 8), min_size=1, max_size=60), st.floats(0.01, 0.5))
def test_of_levels_the_family_is_every_claim_in_both_directions(estimates: list[float], rate: float) -> None:
    """Against statsmodels' multipletests (Benjamini and Hochberg); each about an indicator of its own."""
    found = decided(
        *({"estimate": one, "indicator": f"N{place:02}"} for place, one in enumerate(estimates)),
        parameters=ChallengeParameters(false_discovery_rate=rate),
    )
    p = np.concatenate([alike.sf(np.array(estimates) - 1), alike.sf(-np.array(estimates) - 1)])
    rejected, q, *_ = multipletests(p, alpha=rate, method="fdr_bh")
    worse, better = np.split(q, 2)
    near = abs(q - rate) < 1e-6  # at the very limit the last digit decides

    assert found.q_worse == pytest.approx(worse, abs=1e-9)
    assert found.q_better == pytest.approx(better, abs=1e-9)
    assert ((np.concatenate([found.worse, found.better]) == rejected) | near).all()


def test_an_indicator_must_stand_among_indicators_as_well() -> None:
    """One claim of twenty with p = 0.001, the others 0.5: by Simes together 20 · 0.001 / 1 = 0.02.

    Beside it 39 indicators of which nothing holds and one of which all does: of 82 in both directions the second.
    """
    one = alike.isf(0.001) + 1
    alone = [{"estimate": one, "indicator": "N00"}, *({"estimate": 1.0, "indicator": "N00"} for _ in range(19))]
    nothing = [{"estimate": 1.0, "indicator": f"N{place:02}"} for place in range(1, 40)]
    many = [{"estimate": 9.0, "indicator": "N99"} for _ in range(200)]  # which pay for it in the family of claims
    found = decided(*alone, *nothing, *many)

    assert found.q_worse[0] == pytest.approx(82 * 0.02 / 2)
    assert not found.worse[0]
    assert found.worse[-1]


def test_what_is_told_has_so_wide_an_interval_that_95_of_100_told_hold() -> None:
    """One of ten claims stands: 1 - 0.05 / 10; the others keep 95 %."""
    found = decided(
        {"estimate": 9.0, "indicator": "N0"}, *({"estimate": 1.0, "indicator": f"N{place}"} for place in range(1, 10))
    )

    assert found.confidence.tolist() == pytest.approx([0.995, *[0.95] * 9])


def test_a_gap_must_stand_among_gaps_as_well() -> None:
    """Many true differences of level would pay for gaps: among two hundred of them p = 0.03 is below its limit.

    In the whole run the gap is about number 41 of 82 and q ≈ 0.03 · 82 / 41 = 0.06; among gaps alone, the first of two,
    0.03 · 2 / 1.
    """
    levels = [{"estimate": 10.0} for _ in range(40)]
    gap = {"kind": WIDER_GAP, "estimate": 1 + float(alike.isf(0.015))}
    found = decided(*levels, gap)
    p = np.concatenate([found.p_worse, found.p_better])
    whole, own = (multipletests(family, method="fdr_bh")[1] for family in (p, p[[40, 81]]))

    assert found.p_worse[40] == pytest.approx(0.03)
    assert found.q_worse[40] == pytest.approx(max(whole[40], own[0]))
    assert own[0] == pytest.approx(0.06)


def test_of_gaps_each_kind_is_a_family_of_its_own() -> None:
    """p = 0.03 among nineteen wider gaps with nothing in them: 0.03 · 40 / 1; the widths themselves pay for nothing."""
    nothing = [{"kind": WIDER_GAP, "estimate": 0.0} for _ in range(19)]
    wide = [{"kind": GAP, "estimate": 20.0} for _ in range(100)]
    found = decided({"kind": WIDER_GAP, "estimate": 1 + float(alike.isf(0.015))}, *nothing, *wide)

    assert found.p_worse[0] == pytest.approx(0.03)
    assert not found.worse[0]
    assert found.q_worse[0] == 1
    assert found.worse[20:].all()


@given(st.lists(st.floats(-6, 8), min_size=2, max_size=40))
def test_the_order_of_claims_decides_nothing(estimates: list[float]) -> None:
    kinds = [(LEVEL, GAP, TREND)[n % 3] for n in range(len(estimates))]
    rows = [{"estimate": e, "kind": kind} for e, kind in zip(estimates, kinds, strict=True)]
    one, other = decided(*rows), decided(*reversed(rows))

    assert one.q_worse == pytest.approx(other.q_worse[::-1])
    assert one.worse.tolist() == other.worse[::-1].tolist()


@given(st.lists(st.floats(-6, 8), min_size=1, max_size=30), st.floats(0.5, 3), st.floats(1.0, 3.0))
def test_a_larger_smallest_difference_never_makes_a_challenge(
    estimates: list[float], margin: float, factor: float
) -> None:
    """Levels only, where nothing is better: the fewer are far beyond the margin, the fewer are called."""
    rows = [{"estimate": abs(one)} for one in estimates]
    small, large = decided(*rows, margin=margin), decided(*rows, margin=margin * factor)

    assert (large.worse <= small.worse).all()


def test_no_claims_are_decided_as_none() -> None:
    made = claims_made()
    found = decide(made.claims, made.indicators, {}, ChallengeParameters())

    assert found.worse.size == found.q_better.size == 0


def test_an_interval_is_students() -> None:
    """4 ± t(0.975; 5) · 2."""
    reach = student.ppf(0.975, 5) * 2

    assert interval(4.0, 2.0, 5.0) == pytest.approx((4 - reach, 4 + reach))
    assert interval(4.0, 2.0, 1e6, confidence=0.8)[1] == pytest.approx(4 + alike.ppf(0.9) * 2, rel=1e-6)
