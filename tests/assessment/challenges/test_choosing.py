"""A choice of group or indicators hides findings and claims of an account, and changes no verdict."""

from dataclasses import fields

import pytest

from riktmarke.assessment.challenges.choosing import (
    EVERYONE,
    GROUPS,
    Selection,
    about,
    concerns,
    selection,
    within,
)
from riktmarke.assessment.challenges.findings import AreaFindings, IndicatorFinding
from riktmarke.assessment.challenges.kinds import Against, ClaimKind, Listing, group_of
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from tests.assessment.challenges.making import claim

ABROAD, WOMEN_ABROAD = "origin:foreign_born", "origin:foreign_born|F"


@pytest.mark.parametrize(
    ("group", "wanted", "held"),
    [
        ("F", EVERYONE, True),
        ("F", "F", True),
        ("M", "F", False),
        (EVERYONE, "F", False),
        (WOMEN_ABROAD, "F", True),
        (WOMEN_ABROAD, ABROAD, True),
        (ABROAD, WOMEN_ABROAD, False),
        ("origin:native_born|F", ABROAD, False),
        ("income:quintile_1", "income:quintile_2", False),
    ],
)
def test_a_group_holds_itself_and_its_parts(group: str, wanted: str, held: bool) -> None:
    assert within(group, wanted) is held


def test_a_gap_is_about_both_of_its_groups_but_that_it_is_wider_only_about_the_one_worse_off() -> None:
    gap = claim(ClaimKind.GAP, group="F", other="M")
    wider = claim(ClaimKind.WIDER_GAP, group="F", other="M", against=Against.COUNTRY)
    assert concerns(gap, "F")
    assert concerns(gap, "M")
    assert concerns(wider, "F")
    assert not concerns(wider, "M")


def test_every_group_can_be_chosen_once_women_and_men_first() -> None:
    assert GROUPS[:2] == ("F", "M")
    assert EVERYONE not in GROUPS
    assert len(set(GROUPS)) == len(GROUPS)
    assert {ABROAD, WOMEN_ABROAD, "education:primary|M", "income:quintile_5"} <= set(GROUPS)
    assert [group_of(key).key for key in GROUPS] == list(GROUPS)


def found(name: str, listing: Listing, *claims: object) -> IndicatorFinding:
    return IndicatorFinding(name, claims, listing)  # type: ignore[arg-type]  # claims of the tests' own making


ACCOUNT = AreaFindings(
    "3001",
    ChallengeParameters(),
    {
        one.indicator: one
        for one in (
            found("both", Listing.CHALLENGE, claim(worse=True), claim(group="F", worse=True), claim(group="M")),
            found("men", Listing.CHALLENGE, claim(worse=True), claim(group="F"), claim(group="M", worse=True)),
            found("good", Listing.STRENGTH, claim(estimate=-3.0, better=True), claim(group="F", estimate=-3.0)),
            found("large", Listing.LARGE_UNCERTAIN, claim(group="F", estimate=5.0, se=4.0)),
            found("open", Listing.UNDECIDED, claim(group="F")),
            found("alike", Listing.LIKE_OTHERS, claim()),
            found("none", Listing.NO_FIGURE),
        )
    },
)


def kept(chosen: Selection) -> dict[str, list[str]]:
    lists = {field.name: [f.indicator for f in getattr(chosen, field.name)] for field in fields(Selection)}
    return {name: found for name, found in lists.items() if found}


def test_of_everyone_everything_stands_in_its_list() -> None:
    assert kept(selection(ACCOUNT)) == {
        "challenges": ["both", "men"],
        "strengths": ["good"],
        "large_uncertain": ["large"],
        "undecided": ["open"],
        "like_others": ["alike"],
        "no_figure": ["none"],
    }


def test_of_a_group_there_must_be_a_claim_that_it_stands_in_the_list_for() -> None:
    women = selection(ACCOUNT, group="F")
    assert kept(women) == {"challenges": ["both"], "large_uncertain": ["large"]}
    assert [c.group for c in women.challenges[0].claims] == ["F"]
    assert kept(selection(ACCOUNT, group="M")) == {"challenges": ["men"]}
    assert kept(selection(ACCOUNT, group=ABROAD)) == {}


def test_of_some_indicators_the_others_are_left_out_and_their_order_is_the_account_s() -> None:
    assert kept(selection(ACCOUNT, indicators={"men", "alike"})) == {"challenges": ["men"], "like_others": ["alike"]}
    assert kept(selection(ACCOUNT, group="F", indicators={"men"})) == {}


def test_no_verdict_is_changed() -> None:
    before = {name: (f.listing, f.worse, f.better) for name, f in ACCOUNT.by_indicator.items()}
    for group in (EVERYONE, *GROUPS):
        for finding in selection(ACCOUNT, group=group).challenges:
            whole = ACCOUNT.by_indicator[finding.indicator]
            assert finding.listing is whole.listing
            assert set(finding.worse) <= set(whole.worse)
    assert {name: (f.listing, f.worse, f.better) for name, f in ACCOUNT.by_indicator.items()} == before


def test_a_chosen_group_is_told_before_its_parts_however_much_worse_they_are() -> None:
    parts = claim(group=WOMEN_ABROAD, worse=True, estimate=9.0), claim(group="F", worse=True, estimate=2.0)
    finding = found("both", Listing.CHALLENGE, *parts)
    assert finding.worse == parts
    assert about(finding, "F").worse == parts[::-1]


def test_a_finding_about_everyone_is_the_finding_itself() -> None:
    finding = ACCOUNT.by_indicator["both"]
    assert about(finding, EVERYONE) is finding
