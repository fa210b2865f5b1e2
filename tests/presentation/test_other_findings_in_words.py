"""Golden sentences about strengths, gaps, what is uncertain and where nothing is found, in both languages."""

from dataclasses import replace

import pytest

from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import ClaimKind, Listing, Undecided
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.challenge_sentences import (
    claim_sentence,
    gap_finding_sentence,
    improvement_sentence,
)
from riktmarke.presentation.language import Language
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.units import Unit
from tests.presentation.challenges_made import (
    DAYS,
    FALLEN,
    GAP,
    RATE,
    RISEN,
    SHARE,
    SICKER,
    VOTED,
    WIDER,
    claim,
    level,
    listed,
    plain,
    said,
    worded,
)

SV, EN = Language.SWEDISH, Language.ENGLISH


def test_a_strength_is_told_with_what_has_become_better() -> None:
    well = level(21.6, -4.1, better=True)
    finding = listed(well, replace(FALLEN, value=21.6), listing=Listing.STRENGTH)
    assert said(DAYS, finding) == (
        "Ohälsotalet i Hedemora var 21,6 dagar 2022, 4,1 dagar färre än i liknande kommuner. Värdet har minskat med "
        "2,3 dagar från 2012–2014 till 2020–2022."
    )
    assert said(DAYS, finding, EN) == (
        "“Ohälsotal” in Hedemora was 21.6 days in 2022, 4.1 days fewer than in similar municipalities. The value has "
        "fallen by 2.3 days from 2012–2014 to 2020–2022."
    )


def test_a_large_uncertain_difference_is_told_as_both() -> None:
    finding = listed(level(31.6, 4.1, worse=False), listing=Listing.LARGE_UNCERTAIN)
    assert said(DAYS, finding).endswith("än i liknande kommuner. Skillnaden ser stor ut men kan vara en slump.")
    assert said(DAYS, finding, EN).endswith("municipalities. The difference looks large but may be chance.")


def test_what_has_become_better_stands_alone() -> None:
    assert plain(improvement_sentence(worded(DAYS), listed(SICKER, FALLEN))) == (
        "Ohälsotalet i Hedemora var 31,2 dagar i genomsnitt 2020–2022, 2,3 dagar färre än 2012–2014."
    )
    assert improvement_sentence(worded(DAYS), listed(SICKER, RISEN)) == ""


def test_the_widest_gap_tells_the_worse_off_group_first_whichever_way_it_goes() -> None:
    fewer = claim(ClaimKind.GAP, value=60, reference=72, estimate=12, group="M", other="F", worse=True)
    assert plain(gap_finding_sentence(worded(SHARE), listed(fewer))) == (
        "Andelen behöriga i Hedemora var 12,0 procentenheter lägre bland män än bland kvinnor 2022."
    )
    assert plain(gap_finding_sentence(worded(DAYS), listed(GAP), EN)) == (
        "“Ohälsotal” in Hedemora was 12.0 days higher among women than among men in 2022."
    )


@pytest.mark.parametrize(
    ("of", "difference"),
    [
        (RATE, "45 per 100 000 invånare högre bland kvinnor än bland män"),
        # one is not more per insured
        (replace(DAYS, unit=Unit.DAYS_PER_INSURED), "45,0 dagar högre för kvinnor än för män"),
    ],
)
def test_a_gap_in_a_rate_says_per_how_many(of: Definition, difference: str) -> None:
    gap = replace(GAP, estimate=45.0, value=145.0, reference=100.0)
    assert f" i Hedemora var {difference} 2022." in plain(gap_finding_sentence(worded(of), listed(gap)))


def test_that_a_gap_is_wider_than_elsewhere_is_said_only_where_it_stands() -> None:
    alone = "Ohälsotalet i Hedemora var 12,0 dagar högre för kvinnor än för män 2022."
    assert plain(gap_finding_sentence(worded(DAYS), listed(GAP, replace(WIDER, worse=False)))) == alone
    narrower = replace(WIDER, worse=False, better=True, estimate=-2.0)
    assert plain(gap_finding_sentence(worded(DAYS), listed(GAP, narrower))).endswith(
        "en skillnad som var 2,0 dagar mindre än i liknande kommuner."
    )
    assert gap_finding_sentence(worded(DAYS), listed(SICKER)) == ""


def test_groups_that_are_about_equal_are_told_as_equal() -> None:
    equal = replace(GAP, estimate=0.4, worse=False, better=True)
    assert claim_sentence(worded(DAYS), listed(equal), equal) == (
        "Ohälsotalet i Hedemora låg på ungefär samma nivå för kvinnor som för män 2022."
    )


def test_a_claim_that_does_not_stand_is_never_told_without_chance() -> None:
    unsure = level(31.6, 4.1, worse=False)
    assert claim_sentence(worded(DAYS), listed(unsure), unsure).endswith(" Det kan vara en slump.")
    assert claim_sentence(worded(DAYS), listed(unsure), unsure, EN).endswith(" It may be chance.")


def test_a_difference_too_small_for_the_decimals_gets_more_of_them() -> None:
    assert "0,4 procentenheter lägre" in said(VOTED, listed(level(80, 0.4, margin=0.1)))


def test_no_difference_at_all_is_about_the_same() -> None:
    same = level(31.6, 0.0, better=True)
    assert plain(claim_sentence(worded(DAYS), listed(same), same)) == (
        "Ohälsotalet i Hedemora var 31,6 dagar 2022, ungefär detsamma som i liknande kommuner."
    )


def test_a_measure_of_one_sex_is_not_said_to_be_for_that_sex() -> None:
    pregnant = replace(DAYS, covers_sex=Sex.FEMALE)
    assert said(pregnant, listed(level(31.6, 4.1, group="F"))) == (
        "Ohälsotalet i Hedemora var 31,6 dagar 2022, 4,1 dagar fler än i liknande kommuner."
    )


def test_a_second_reason_that_makes_it_too_long_to_read_is_left_to_the_table() -> None:
    long = replace(DAYS, phrase="andelen invånare " + "som sover och vilar " * 6 + "gott")
    finding = listed(SICKER, RISEN)
    assert said(long, finding).endswith("4,1 dagar fler än i liknande kommuner.")


@pytest.mark.parametrize(
    ("finding", "swedish", "english"),
    [
        (
            listed(level(31.6, 0.4, worse=False), listing=Listing.UNDECIDED, undecided=Undecided.TOO_UNCERTAIN),
            (
                "Ohälsotalet i Hedemora var 31,6 dagar 2022. Siffrorna är för osäkra för att visa om det är "
                "sämre här än "
                "hos andra."
            ),
            (
                "“Ohälsotal” in Hedemora was 31.6 days in 2022. The figures are too uncertain to show whether it "
                "is worse "
                "here than elsewhere."
            ),
        ),
        (
            listed(level(31.6, 0.1, worse=False), listing=Listing.LIKE_OTHERS),
            (
                "Ohälsotalet i Hedemora var 31,6 dagar 2022. Ingen skillnad till det sämre som spelar roll har "
                "hittats, och någon stor ryms inte i osäkerheten."
            ),
            (
                "“Ohälsotal” in Hedemora was 31.6 days in 2022. No difference for the worse that matters is found, and "
                "the uncertainty leaves no room for a large one."
            ),
        ),
        (
            listed(claim(ClaimKind.PACE, value=31.6), listing=Listing.NOT_JUDGED),
            "Ohälsotalet i Hedemora var 31,6 dagar 2022. Vi säger inte om högt eller lågt är bättre.",
            "“Ohälsotal” in Hedemora was 31.6 days in 2022. We do not say whether high or low is better.",
        ),
        (
            listed(listing=Listing.NO_FIGURE),
            "I vår hämtning finns inget värde för Hedemora.",
            "There is no value for Hedemora among our figures.",
        ),
    ],
)
def test_where_nothing_is_found_it_is_said_why(finding: IndicatorFinding, swedish: str, english: str) -> None:
    assert said(DAYS, finding) == swedish
    assert said(DAYS, finding, EN) == english


@pytest.mark.parametrize("language", Language)
def test_of_a_suppressed_value_no_figure_is_said_not_even_an_earlier_one(language: Language) -> None:
    earlier = claim(ClaimKind.PACE, value=31.6, estimate=2.0, period=2020, first_period=2012)
    finding = listed(earlier, listing=Listing.UNDECIDED, undecided=Undecided.SUPPRESSED)
    assert not any(character.isdigit() for character in said(DAYS, finding, language))
