"""Whether a target will hardly be reached: what is taken of an outlook, and the claim that is made of it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.assessment.challenges.deciding import Decided, decide
from riktmarke.assessment.challenges.kinds import Against, ClaimKind, Group
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.assessment.challenges.targets import TargetLikelihood, likelihood_of, likelihoods, with_targets
from riktmarke.assessment.outlook.calibrating import LEVELS
from riktmarke.assessment.outlook.foretelling import WhyNoOutlook
from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.vocabulary.groups import Dimension, Sex
from riktmarke.vocabulary.polarity import Polarity
from tests.assessment.challenges.making import MEN, WOMEN, Made, claims_made, only
from tests.invented_figures import definition

PACE, LEVEL, GAP, TARGET = ClaimKind.PACE, ClaimKind.LEVEL, ClaimKind.GAP, ClaimKind.TARGET
ASKED = TargetAsked("N1", "_T", 2030, TargetKind.LEVEL, at_least=True, value=60.0)
UNLIKELY = TargetLikelihood("N1", "_T", "", 2030, Against.NOBODY, 60.0, 4.0, 0.08, 11)
NOW = {"kind": PACE, "estimate": -10.0, "reference": 40.0, "first_period": 2012, "value": 49.0}


def told(asked: TargetAsked = ASKED, *, middle: float = 56.0, **given: object) -> TargetOutlook:
    """Return an outlook to 2029, 2030 and 2031: the middle of 2030 as given, a lower one before and a higher after."""
    quantiles = [tuple(float(at + level - 0.5) for level in LEVELS) for at in (middle - 5, middle, middle + 5)]
    return replace(
        TargetOutlook(
            asked,
            implied=False,
            known=2022,
            probability=0.08,
            threshold=60.0,
            at_least=True,
            measured=11,
            years=(2029, 2030, 2031),
            quantiles=tuple(quantiles),
        ),
        **given,  # type: ignore[arg-type]
    )


# What is taken of an outlook.


def test_of_a_level_the_middle_of_its_year_is_set_beside_it() -> None:
    """56 in the middle of 2030: 4 short of at least 60; of at most 50, 6 too many."""
    assert likelihood_of(told()) == UNLIKELY
    at_most = told(replace(ASKED, at_least=False, value=50.0), threshold=50.0, at_least=False)
    found = likelihood_of(at_most)
    assert found is not None
    assert (found.short, found.aim) == (6, 50)


def test_a_year_that_nothing_is_measured_in_is_judged_by_the_last_before_it() -> None:
    scheduled = told(replace(ASKED, year=2032), years=(2027, 2030, 2033))
    assert likelihood_of(scheduled) == replace(UNLIKELY, year=2032)


def test_of_a_gap_its_width_is_set_beside_the_width_aimed_at_whichever_side_is_ahead() -> None:
    """Women 7 below men where at most 3 is aimed at: 4 too wide."""
    asked = TargetAsked("N1", "sex", 2030, TargetKind.GAP, at_least=False, value=3.0)
    for side in (-7.0, 7.0):
        found = likelihood_of(told(asked, middle=side, threshold=3.0, at_least=False))
        assert found == replace(UNLIKELY, group="F", other="M", aim=3.0, short=4.0)


@pytest.mark.parametrize(
    ("dimension", "sides"),
    [
        (Dimension.ORIGIN, ("origin:foreign_born", "origin:native_born")),
        (Dimension.EDUCATION, ("education:primary", "education:tertiary")),
        (Dimension.INCOME, ("income:quintile_1", "income:quintile_5")),
    ],
)
def test_a_gap_is_between_the_ends_of_its_dimension(dimension: Dimension, sides: tuple[str, str]) -> None:
    asked = TargetAsked("N1", dimension.value, 2030, TargetKind.GAP, at_least=False, value=3.0)
    found = likelihood_of(told(asked, threshold=3.0, at_least=False))
    assert found is not None
    assert (found.group, found.other) == sides


@pytest.mark.parametrize(
    ("comparator", "against"),
    [
        (Comparator.SIMILAR_MUNICIPALITIES, Against.SIMILAR),
        (Comparator.COUNTY, Against.COUNTY),
        (Comparator.COUNTRY, Against.COUNTRY),
        (Comparator.BEST_IN_COUNTY, Against.NOBODY),
    ],
)
def test_a_target_beside_others_says_whom_and_has_no_figure(comparator: Comparator, against: Against) -> None:
    asked = replace(ASKED, kind=TargetKind.AS_GOOD_AS, value=1.0, comparator=comparator)
    found = likelihood_of(told(asked, middle=-3.0, threshold=-1.0))
    assert found is not None
    assert (found.against, found.aim, found.short) == (against, None, 2.0)


def test_where_nothing_is_told_nothing_is_taken_and_the_order_is_not_the_plans() -> None:
    silent = told(probability=None, years=(), quantiles=(), why_not=WhyNoOutlook.TOO_FEW_MEASUREMENTS)
    women = told(replace(ASKED, group="F"))
    assert likelihood_of(silent) is None
    assert likelihoods([told(), silent, women]) == likelihoods([women, told()])
    assert [one.group for one in likelihoods([told(), women])] == ["F", "_T"]


def test_the_last_digits_of_a_probability_do_not_count() -> None:
    """Sums in parallel differ in them from run to run; they must not make a new challenge run."""
    assert likelihood_of(told(probability=0.08 + 1e-12, middle=56 + 1e-10)) == likelihood_of(told())


# The claim.


def claimed(*targets: TargetLikelihood, rows: tuple[dict[str, object], ...] = (NOW,)) -> Made:
    made = claims_made(*rows)
    catalogue = {"N1": definition("N1", polarity=Polarity.NO_JUDGEMENT)}
    return Made(*with_targets(made.claims, made.indicators, targets, catalogue))


def test_a_claim_holds_the_latest_value_what_is_aimed_at_and_how_likely_that_is() -> None:
    found = only(claimed(UNLIKELY).claims, kind=TARGET)

    assert (found.value[0], found.period[0]) == (49, 2022)
    assert (found.reference[0], found.first_period[0], found.points[0]) == (60, 2030, 11)
    assert (found.estimate[0], found.chance[0]) == (4, 0.08)
    assert np.isnan(found.se[0])


def test_the_value_is_that_of_the_targets_own_group() -> None:
    rows = (
        {**NOW, "value": 40.0},
        {**NOW, "group": WOMEN, "value": 45.0},
        {**NOW, "kind": LEVEL, "group": MEN, "value": 50.0},
    )
    found = claimed(*(replace(UNLIKELY, group=group) for group in ("_T", "F", "M")), rows=rows)

    assert only(found.claims, kind=TARGET).value.tolist() == [40, 45, 50]


def test_of_a_gap_the_value_is_how_wide_it_is_whoever_was_found_worse_off() -> None:
    gap = replace(UNLIKELY, group="F", other="M", aim=3.0)
    for one, other in ((WOMEN, "M"), (MEN, "F")):
        rows = ({**NOW}, {"kind": GAP, "group": one, "other": other, "estimate": 7.0})
        found = only(claimed(gap, rows=rows).claims, kind=TARGET)
        assert (found.group[0], found.other[0], found.value[0]) == ("F", "M", 7)


@pytest.mark.parametrize(
    "target",
    [
        replace(UNLIKELY, group="F"),
        replace(UNLIKELY, indicator="N2"),
        replace(UNLIKELY, group="F", other="M"),
        replace(UNLIKELY, group=Group(Sex.TOTAL, Dimension.ORIGIN, "foreign_born").key),
    ],
    ids=["women's, who have no value", "an indicator that is not there", "a gap nobody has", "a group without figures"],
)
def test_without_a_latest_value_nothing_is_claimed(target: TargetLikelihood) -> None:
    made = claimed(target)

    assert (len(made.claims.area), made.indicators.tolist()) == (1, ["N1"])


# Which of them stand.


def decided(*chances: float, rate: float = 0.1, beside: tuple[dict[str, object], ...] = ()) -> Decided:
    targets = [{"kind": TARGET, "estimate": 4.0, "se": np.nan, "chance": chance} for chance in chances]
    made = claims_made(*targets, *beside)
    return decide(made.claims, made.indicators, {"N1": 1.0}, ChallengeParameters(false_discovery_rate=rate))


def test_a_target_stands_where_the_chance_of_reaching_it_is_at_most_the_false_discovery_rate() -> None:
    found = decided(0.01, 0.1, 0.11, 0.9)

    assert found.worse.tolist() == [True, True, False, False]
    assert found.p_worse.tolist() == found.q_worse.tolist() == [0.01, 0.1, 0.11, 0.9]
    assert not found.better.any()
    assert decided(0.03, 0.08, rate=0.05).worse.tolist() == [True, False]


@given(st.lists(st.floats(0.01, 0.99), max_size=20), st.lists(st.floats(-5, 9), min_size=1, max_size=20))
def test_targets_take_nothing_from_the_others(chances: list[float], estimates: list[float]) -> None:
    beside = tuple({"estimate": estimate} for estimate in estimates)
    alone, together = decided(beside=beside), decided(*chances, beside=beside)

    for name in ("p_worse", "q_worse", "q_better", "worse", "better", "confidence"):
        np.testing.assert_array_equal(getattr(together, name)[len(chances) :], getattr(alone, name))


@pytest.mark.parametrize("seed", [1, 2083])
def test_of_targets_called_missed_no_larger_a_share_is_reached_where_what_is_said_holds(seed: int) -> None:
    """Ten thousand targets that are reached as often as is said: of those called, at most one in ten, and less."""
    rng = np.random.default_rng(seed)
    chances = rng.uniform(0.01, 0.99, 10_000)
    reached = rng.uniform(size=chances.size) < chances
    assert reached[decided(*chances).worse].mean() < 0.1
