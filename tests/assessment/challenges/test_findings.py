"""What a reader meets of an indicator and of a municipality: which claims count, which leads, what it weighs."""

from dataclasses import replace

import pytest

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.counting import BETTER, WORSE, counting
from riktmarke.assessment.challenges.findings import AreaFindings, IndicatorFinding
from riktmarke.assessment.challenges.kinds import Against, ChallengeReason, ClaimKind, Listing
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from tests.assessment.challenges.making import claim

LEVEL, OVER_YEARS, TREND, GAP = ClaimKind.LEVEL, ClaimKind.OVER_YEARS, ClaimKind.TREND, ClaimKind.GAP
WIDER_GAP, GAP_TREND, BEHIND = ClaimKind.WIDER_GAP, ClaimKind.GAP_TREND, ClaimKind.FALLING_BEHIND
SIMILAR, COUNTY, COUNTRY, MIDDLE = Against.SIMILAR, Against.COUNTY, Against.COUNTRY, Against.MIDDLE


def finding(*claims: Claim, listing: Listing = Listing.CHALLENGE) -> IndicatorFinding:
    return IndicatorFinding("N1", claims, listing)


# -- which of those that stand count


def test_an_average_over_years_counts_while_the_latest_value_says_the_same() -> None:
    average = claim(OVER_YEARS, 5.0, worse=True)

    assert counting([average], [average, claim(LEVEL, 1.1)], WORSE) == (average,)
    assert counting([average], [average, claim(LEVEL, 1.0)], WORSE) == ()
    assert counting([average], [average, claim(LEVEL, -4.0)], WORSE) == ()
    assert counting([average], [average, claim(LEVEL, -4.0, group="F")], WORSE) == (average,)


@pytest.mark.parametrize("against", [SIMILAR, COUNTY])
def test_a_mean_that_one_member_carries_off_does_not_count(against: Against) -> None:
    """Five above the mean, and as the middle one of them."""
    counts, does_not = (claim(LEVEL, 5.0, against=against, typical=typical, worse=True) for typical in (1.1, 0.9))

    assert counting([counts], [counts], WORSE) == (counts,)
    assert counting([does_not], [does_not], WORSE) == ()


def test_an_average_beside_such_a_mean_does_not_count_either() -> None:
    average, latest = claim(OVER_YEARS, 5.0), claim(LEVEL, 5.0, typical=0.5)

    assert counting([average], [average, latest], WORSE) == ()


def test_worse_than_the_country_counts_where_it_is_worse_than_the_one_in_the_middle() -> None:
    """The country's value is that of its large cities."""
    beside = claim(LEVEL, 5.0, against=COUNTRY, worse=True)

    assert counting([beside], [beside, claim(LEVEL, 1.1, against=MIDDLE)], WORSE) == (beside,)
    assert counting([beside], [beside, claim(LEVEL, 0.9, against=MIDDLE)], WORSE) == ()
    assert counting([beside], [beside], WORSE) == (beside,)


def test_what_is_better_counts_by_the_same_rules() -> None:
    beside, average = claim(LEVEL, -5.0, against=COUNTRY), claim(OVER_YEARS, -5.0)

    assert counting([beside], [beside, claim(LEVEL, -1.1, against=MIDDLE)], BETTER) == (beside,)
    assert counting([beside], [beside, claim(LEVEL, 0.0, against=MIDDLE)], BETTER) == ()
    assert counting([average], [average, claim(LEVEL, 0.0)], BETTER) == ()


def test_changes_and_gaps_count_as_they_stand() -> None:
    standing = [claim(kind, 5.0) for kind in (TREND, GAP, WIDER_GAP, GAP_TREND, ClaimKind.POTENTIAL)]

    assert counting(standing, [*standing, claim(LEVEL, -9.0)], WORSE) == tuple(standing)


def test_who_is_still_better_than_similar_ones_has_not_fallen_behind() -> None:
    behind, ahead = claim(BEHIND, 5.0), claim(BEHIND, -5.0)

    assert counting([behind], [behind, claim(LEVEL, -1.1)], WORSE) == ()
    assert counting([behind], [behind, claim(LEVEL, -0.9)], WORSE) == (behind,)
    assert counting([behind], [behind], WORSE) == (behind,)
    assert counting([ahead], [ahead, claim(LEVEL, 1.1)], BETTER) == ()
    assert counting([ahead], [ahead, claim(LEVEL, 0.9)], BETTER) == (ahead,)


# -- one indicator


def test_the_latest_level_is_told_before_the_years_and_similar_ones_before_the_country() -> None:
    told = finding(
        claim(TREND, 9.0, against=Against.NOBODY, worse=True),
        claim(OVER_YEARS, 9.0, worse=True),
        claim(LEVEL, 9.0, against=COUNTRY, worse=True),
        claim(LEVEL, 2.0, group="F", worse=True),
        claim(LEVEL, 3.0, worse=True),
        claim(BEHIND, 9.0, worse=True),
    ).worse

    assert [(c.kind, c.against, c.group) for c in told] == [
        (LEVEL, SIMILAR, "_T"),
        (LEVEL, SIMILAR, "F"),
        (LEVEL, COUNTRY, "_T"),
        (OVER_YEARS, SIMILAR, "_T"),
        (BEHIND, SIMILAR, "_T"),
        (TREND, Against.NOBODY, "_T"),
    ]


def test_what_does_not_stand_or_is_a_gap_as_elsewhere_makes_no_challenge() -> None:
    found = finding(claim(LEVEL, 9.0), claim(GAP, 9.0, group="F", other="M", worse=True))

    assert found.worse == found.reasons == ()
    assert [gap.kind for gap in found.gaps] == [GAP]
    assert found.weight == 0


def test_each_reason_is_given_once() -> None:
    found = finding(
        claim(LEVEL, 3.0, worse=True),
        claim(OVER_YEARS, 3.0, worse=True),
        claim(TREND, 3.0, worse=True),
        claim(WIDER_GAP, 3.0, worse=True),
        claim(GAP_TREND, 3.0, worse=True),
        claim(BEHIND, 3.0, worse=True),
        claim(ClaimKind.TARGET, 3.0, worse=True),
        claim(ClaimKind.POTENTIAL, 3.0, worse=True),
    )

    assert found.reasons == (
        ChallengeReason.WORSE,
        ChallengeReason.FALLING_BEHIND,
        ChallengeReason.WORSENING,
        ChallengeReason.WIDER_GAP,
        ChallengeReason.WIDENING_GAP,
        ChallengeReason.MISSES_TARGET,
        ChallengeReason.IMPROVABLE,
    )


def test_what_leads_is_of_the_list_that_it_stands_in() -> None:
    worse, better = claim(LEVEL, 3.0, worse=True), claim(LEVEL, -3.0, against=COUNTY, better=True)
    closing = claim(GAP, 0.1, better=True, against=Against.NOBODY)
    seems, unknown = claim(LEVEL, 4.0), claim(LEVEL, 9.0, against=COUNTY, se=None)

    assert finding(better, worse).lead is worse
    assert finding(closing, better, listing=Listing.STRENGTH).lead is better
    assert finding(unknown, seems, listing=Listing.LARGE_UNCERTAIN).lead is seems
    assert finding(seems, listing=Listing.UNDECIDED).lead is None


def test_persons_are_told_of_the_claim_that_leads() -> None:
    """3 more than similar ones, at 50 persons for each: 150, from 3 ± 1.96 · 1."""
    counted = claim(LEVEL, 3.0, persons=50.0, worse=True)

    assert finding(counted).people is counted
    assert counted.people == 150
    assert counted.people_interval == pytest.approx((52.0, 248.0), abs=0.1)
    assert finding(claim(LEVEL, 3.0, worse=True), replace(counted, against=COUNTRY)).people is None
    assert finding(replace(counted, worse=False), listing=Listing.LARGE_UNCERTAIN).people is None


def test_of_an_unknown_uncertainty_there_is_no_interval_and_of_nobody_no_people() -> None:
    assert claim(LEVEL, 3.0, se=None, persons=50.0).interval is None
    assert claim(LEVEL, 3.0, se=None, persons=50.0).people_interval is None
    assert claim(LEVEL, 3.0).people is None
    assert claim(LEVEL, 3.0).people_interval is None


def test_a_difference_counts_by_its_margin_and_its_certainty() -> None:
    """6 of the unit is three margins of 2; half of it is left when shrunken by half."""
    assert claim(LEVEL, 6.0, margin=2.0, shrink=0.5).in_margins == 1.5


def test_the_weight_is_the_mean_over_comparators_of_the_group_hit_hardest_and_the_rest() -> None:
    """Women: 6 and 4 beside two of three comparators, 10 / 3; everyone 3 / 3. Behind by 2, a gap wider by 1.5."""
    found = finding(
        claim(LEVEL, 3.0, worse=True),
        claim(LEVEL, 6.0, group="F", worse=True),
        claim(OVER_YEARS, 5.0, group="F", worse=True),
        claim(LEVEL, 4.0, group="F", against=COUNTY, worse=True),
        claim(LEVEL, 9.0, group="F", against=COUNTRY),
        claim(TREND, 9.0, against=Against.NOBODY, worse=True),
        claim(BEHIND, 2.0, worse=True),
        claim(WIDER_GAP, 1.5, worse=True),
        claim(WIDER_GAP, 1.2, against=COUNTY, worse=True),
    )

    assert found.weight == pytest.approx(10 / 3 + 2 + 1.5)


def test_no_part_of_a_weight_is_more_than_ten() -> None:
    assert finding(claim(LEVEL, 99.0, worse=True), claim(BEHIND, 99.0, worse=True)).weight == 20


def test_what_has_become_better_is_of_changes_alone() -> None:
    changes = [claim(kind, -3.0, better=True) for kind in (TREND, BEHIND, GAP_TREND)]
    found = finding(claim(LEVEL, -3.0, better=True), *changes)

    assert set(found.improving) == set(changes)


def test_gaps_are_told_widest_first_and_how_far_beyond_the_countrys() -> None:
    wide = claim(GAP, 5.0, group="F", other="M", worse=True)
    narrow = claim(GAP, 2.0, group="origin:foreign_born", other="origin:native_born", worse=True)
    beyond = [
        claim(WIDER_GAP, 3.0, group="F", other="M", against=COUNTRY),
        claim(WIDER_GAP, 9.0, group="F", other="M", against=COUNTY),
        claim(WIDER_GAP, 8.0, group=narrow.group, other=narrow.other, against=COUNTRY),
    ]

    assert finding(narrow, wide, *beyond).gaps == (wide, narrow)
    assert finding(narrow, wide, *beyond).widest_beyond == 3
    assert finding(wide).widest_beyond == 0
    assert finding(*beyond).widest_beyond == 0


# -- one municipality


def account(families: dict[str, str] | None = None, **findings: IndicatorFinding) -> AreaFindings:
    named = {name: replace(one, indicator=name) for name, one in findings.items()}
    return AreaFindings("9101", ChallengeParameters(), named, families or {})


def names(findings: tuple[IndicatorFinding, ...]) -> list[str]:
    return [one.indicator for one in findings]


def test_challenges_are_told_heaviest_first_and_alike_by_name() -> None:
    found = account(
        light=finding(claim(LEVEL, 2.0, worse=True)),
        also_heavy=finding(claim(LEVEL, 8.0, worse=True)),
        heavy=finding(claim(LEVEL, 8.0, worse=True)),
        good=finding(claim(LEVEL, -9.0, better=True), listing=Listing.STRENGTH),
    )

    assert names(found.challenges) == ["also_heavy", "heavy", "light"]
    assert names(found.strengths) == ["good"]


def test_strengths_and_what_is_uncertain_are_told_largest_first() -> None:
    strengths = {
        name: finding(claim(LEVEL, estimate, better=True), listing=Listing.STRENGTH)
        for name, estimate in (("some", -2.0), ("much", -7.0))
    }
    uncertain = {
        name: finding(claim(LEVEL, estimate), listing=Listing.LARGE_UNCERTAIN)
        for name, estimate in (("seems", 3.0), ("seems_more", 9.0))
    }
    found = account(**strengths, **uncertain)

    assert names(found.strengths) == ["much", "some"]
    assert names(found.listed(Listing.LARGE_UNCERTAIN)) == ["seems_more", "seems"]
    assert found.listed(Listing.NO_FIGURE) == ()


def test_challenges_that_show_the_same_thing_stand_together_where_the_heaviest_does() -> None:
    families = {"a": "income", "c": "income"}
    found = account(
        families,
        a=finding(claim(LEVEL, 2.0, worse=True)),
        b=finding(claim(LEVEL, 5.0, worse=True)),
        c=finding(claim(LEVEL, 8.0, worse=True)),
    )

    assert [names(group) for group in found.grouped] == [["c", "a"], ["b"]]


def test_gaps_and_improvements_are_told_whatever_list_they_stand_in() -> None:
    gap = claim(GAP, 5.0, group="F", other="M", worse=True)
    found = account(
        wide=finding(gap, listing=Listing.STRENGTH),
        beyond=finding(replace(gap, estimate=2.0), claim(WIDER_GAP, 1.0, group="F", other="M", against=COUNTRY)),
        none=finding(claim(LEVEL, 2.0, worse=True)),
        better=finding(claim(TREND, -3.0, better=True), listing=Listing.LIKE_OTHERS),
        much_better=finding(claim(TREND, -6.0, better=True), claim(LEVEL, 3.0, worse=True)),
    )

    assert names(found.gaps) == ["beyond", "wide"]
    assert names(found.improvements) == ["much_better", "better"]
