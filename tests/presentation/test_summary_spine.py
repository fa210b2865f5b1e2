"""The summary spine: places from the worst to the best, the own value's uncertainty, and the same in words."""

from dataclasses import replace

import pytest

from riktmarke.assessment.challenges.kinds import Against
from riktmarke.presentation.summary_spine import own_interval, strip_of
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.polarity import Polarity
from tests.presentation.challenges_made import DAYS, SHARE, level, listed, plain, worded
from tests.presentation.making import finding

# From 10 to 50 among 290 municipalities, the middle half from 20 to 30.
AMONG_ALL = {
    "kind_minimum": 10.0,
    "kind_lower_quarter": 20.0,
    "kind_median": 25.0,
    "kind_upper_quarter": 30.0,
    "kind_maximum": 50.0,
    "kind_members": 290,
}
OWN = finding(value=40.0, period=2022, county=28.0, country=24.0, **AMONG_ALL)


def test_the_worst_is_to_the_left_whichever_way_is_bad() -> None:
    lower = strip_of(OWN, None, worded(DAYS), county="Dalarna")
    higher = strip_of(OWN, None, worded(SHARE), county="Dalarna")
    assert lower is not None
    assert higher is not None
    # of 50 to 10: 40 lies a quarter from the worst; of 10 to 50 three quarters
    assert (lower.own, higher.own) == ("25.0%", "75.0%")
    assert (lower.left, lower.right) == ("sämst 50,0", "bäst 10,0")
    assert (higher.left, higher.right) == ("sämst 10,0", "bäst 50,0")
    assert (lower.quarters, higher.quarters) == (("50.0%", "75.0%"), ("25.0%", "50.0%"))
    assert (lower.county, lower.country) == ("55.0%", "65.0%")


def test_without_a_good_direction_the_lowest_is_to_the_left_and_nothing_is_called_worst() -> None:
    neutral = replace(DAYS, polarity=Polarity.NO_JUDGEMENT)
    strip = strip_of(OWN, None, worded(neutral), county="Dalarna")
    assert strip is not None
    assert (strip.left, strip.right, strip.own) == ("lägst 10,0", "högst 50,0", "75.0%")
    assert "sämst" not in strip.sentence


def test_the_own_interval_is_that_of_the_most_certain_comparison_of_the_same_year_and_group() -> None:
    account = listed(
        level(40.0, 12.0, Against.SIMILAR, se=5.0),
        level(40.0, 16.0, Against.COUNTRY, se=2.0),  # 1.96 · 2 = 3.92 on either side
        level(40.0, 16.0, Against.COUNTRY, se=0.1, group="F"),
        level(40.0, 16.0, Against.COUNTRY, se=0.1, period=2021),
    )
    assert own_interval(account, OWN) == pytest.approx((36.08, 43.92), abs=0.01)


def test_an_unknown_uncertainty_is_not_drawn() -> None:
    assert own_interval(listed(level(40.0, 12.0, se=None)), OWN) is None
    assert own_interval(None, OWN) is None
    strip = strip_of(OWN, None, worded(DAYS), county="Dalarna")
    assert strip is not None
    assert strip.interval == ()
    assert "osäker" not in strip.sentence.lower()


def test_an_interval_ends_at_the_ends_of_the_strip_and_the_words_say_that_it_is_wider() -> None:
    strip = strip_of(OWN, listed(level(40.0, 12.0, se=300.0)), worded(DAYS), county="Dalarna")
    assert strip is not None
    assert strip.interval == ("0.0%", "100.0%")
    assert plain(strip.sentence).startswith("Osäkrare än hela avståndet mellan kommunerna; bland 290 kommuner")


def test_the_strip_in_words_begins_where_value_and_year_have_been_read() -> None:
    strip = strip_of(OWN, listed(level(40.0, 12.0, se=1.0)), worded(DAYS), county="Dalarna")
    assert strip is not None
    assert plain(strip.sentence) == (
        "Osäkerhet mellan 38,0 och 42,0; bland 290 kommuner från sämst 50,0 till bäst 10,0."
    )


def test_the_values_drawn_beside_the_own_one_are_told_as_figures() -> None:
    strip = strip_of(OWN, None, worded(DAYS), county="Medel av kommunerna i Dalarna")
    assert strip is not None
    assert plain(strip.figures) == "Medel av kommunerna i Dalarna 28,0; Sverige 24,0; mittersta hälften 20,0 till 30,0"
    assert plain(strip.sentence) == "Bland 290 kommuner från sämst 50,0 till bäst 10,0."
    alone = replace(OWN, county=None, country=None, kind_lower_quarter=None, kind_upper_quarter=None)
    only = strip_of(alone, None, worded(DAYS), county="Dalarna")
    assert only is not None
    assert only.figures == ""


def test_a_strip_about_women_says_so() -> None:
    women = finding(Sex.FEMALE, value=40.0, period=2022, **AMONG_ALL)
    strip = strip_of(women, None, worded(DAYS), county="Dalarna")
    assert strip is not None
    assert strip.whose == "kvinnor"
    assert (strip.county, strip.country) == ("", "")


@pytest.mark.parametrize("without", [{"value": None}, {"kind_minimum": None}, {"kind_maximum": 10.0}])
def test_without_a_place_among_others_there_is_no_strip(without: dict[str, float | None]) -> None:
    assert strip_of(replace(OWN, **without), None, worded(DAYS), county="Dalarna") is None
