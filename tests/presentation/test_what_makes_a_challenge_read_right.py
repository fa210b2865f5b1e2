"""Golden sentences about what stands beside the lead: who moved, odd years, groups hit harder, what has improved."""

from dataclasses import replace

import pytest

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.kinds import Against, ClaimKind, Listing
from riktmarke.presentation.challenge_sentences import claim_sentence, gap_finding_sentence
from riktmarke.presentation.language import Language
from tests.presentation.challenges_made import (
    BEHIND,
    DAYS,
    FALLEN,
    GAP,
    LIVED,
    RATE,
    SHARE,
    SICKER,
    VOTED,
    WIDENED,
    WIDER,
    changed,
    level,
    listed,
    plain,
    said,
    worded,
)

SV, EN = Language.SWEDISH, Language.ENGLISH
LEAD = "Ohälsotalet i Hedemora var 31,6 dagar 2022, 4,1 dagar fler än i liknande kommuner"
LED = "“Ohälsotal” in Hedemora was 31.6 days in 2022, 4.1 days more than in similar municipalities"


def beside(own: float, others: float, **given: object) -> tuple[Claim, Claim]:
    """An own change and the development beside others, from an own 31 and a difference from others of 2."""
    trend = changed(31.0 + own, own, reference=31.0, worse=False, better=False, **given)
    ahead = own - others
    return trend, changed(
        2.0 + ahead, ahead, ClaimKind.FALLING_BEHIND, reference=2.0, against=Against.SIMILAR, worse=True, **given
    )


@pytest.mark.parametrize(
    ("own", "others", "swedish", "english"),
    [
        (
            -0.1,
            -1.1,
            "värdet minskat med 0,1 dagar, medan det i liknande kommuner minskade med 1,1.",
            "the value has fallen by 0.1 days, while in similar municipalities it fell by 1.1.",
        ),
        (
            1.0,
            -0.5,
            "värdet ökat med 1,0 dag, medan det i liknande kommuner minskade med 0,5.",
            "the value has risen by 1.0 day, while in similar municipalities it fell by 0.5.",
        ),
        (
            2.0,
            0.02,
            "värdet ökat med 2,0 dagar, medan det i liknande kommuner var ungefär oförändrat.",
            "the value has risen by 2.0 days, while in similar municipalities it hardly changed.",
        ),
        (
            0.0,
            -1.1,
            "värdet varit ungefär oförändrat, medan det i liknande kommuner minskade med 1,1 dagar.",
            "the value has hardly changed, while in similar municipalities it fell by 1.1 days.",
        ),
        (
            3.04,
            3.01,  # the same to one decimal: what differs is shown
            "värdet ökat med 3,04 dagar, medan det i liknande kommuner ökade med 3,01.",
            "the value has risen by 3.04 days, while in similar municipalities it rose by 3.01.",
        ),
    ],
)
def test_of_a_development_both_changes_are_told_so_that_the_reader_sees_who_moved(
    own: float, others: float, swedish: str, english: str
) -> None:
    finding = listed(SICKER, *beside(own, others))
    assert said(DAYS, finding) == f"{LEAD}. Från 2012–2014 till 2020–2022 har {swedish}"
    assert said(DAYS, finding, EN) == f"{LED}. From 2012–2014 to 2020–2022, {english}"


def test_both_changes_of_a_group_are_told_as_the_groups() -> None:
    finding = listed(SICKER, *beside(1.0, -0.5, group="F"))
    assert said(DAYS, finding).endswith(
        "Från 2012–2014 till 2020–2022 har värdet för kvinnor ökat med 1,0 dag, medan det i liknande kommuner "
        "minskade med 0,5."
    )
    after_men = listed(level(27.6, 5.5, group="M"), *beside(1.0, -0.5))
    assert "Från 2012–2014 till 2020–2022 har det totala värdet ökat med 1,0 dag, medan" in said(DAYS, after_men)


def test_both_changes_stand_alone_after_the_latest_value() -> None:
    trend, behind = beside(1.0, -0.5)
    finding = listed(level(31.6, 0.2, worse=False), trend, behind)
    assert plain(claim_sentence(worded(DAYS), finding, behind)) == (
        "Ohälsotalet i Hedemora var 31,6 dagar 2022. Från 2012–2014 till 2020–2022 har värdet ökat med 1,0 dag, medan "
        "det i liknande kommuner minskade med 0,5."
    )


@pytest.mark.parametrize("other", [{"first_until": 2015}, {"last_from": 2019}, {"group": "M"}, {"period": 2021}])
def test_changes_of_other_years_or_groups_are_not_set_beside_each_other(other: dict[str, object]) -> None:
    trend, behind = beside(1.0, -0.5)
    finding = listed(SICKER, replace(trend, **other), behind)
    assert "har värdet utvecklats 1,5 dagar sämre än i liknande kommuner." in said(DAYS, finding)


def test_a_difference_keeps_its_unit_where_the_value_is_in_another_sentence() -> None:
    risen = changed(1200, 300)
    assert said(RATE, listed(level(1234, 200), risen)).endswith(
        "Värdet har ökat med 300 per 100 000 invånare från 2012–2014 till 2020–2022."
    )
    behind = replace(BEHIND, estimate=300.0)
    assert said(RATE, listed(level(1234, 200), behind)).endswith(
        "har värdet utvecklats 300 per 100 000 invånare sämre än i liknande kommuner."
    )


USUALLY = replace(level(27.9, 0.4, worse=False), kind=ClaimKind.OVER_YEARS, first_period=2018)


def test_one_odd_year_reads_as_one() -> None:
    finding = listed(SICKER, USUALLY)
    assert said(DAYS, finding) == f"{LEAD}. I genomsnitt 2018–2022 var det ungefär som i liknande kommuner."
    assert (
        said(DAYS, finding, EN)
        == f"{LED}. On average in 2018–2022, it was about the same as in similar municipalities."
    )


@pytest.mark.parametrize(
    "over_years",
    [
        replace(USUALLY, estimate=1.2),  # more than what matters
        replace(USUALLY, against=Against.COUNTY),
        replace(USUALLY, group="F"),
    ],
)
def test_years_that_say_the_same_or_are_of_another_comparison_are_not_told(over_years: Claim) -> None:
    assert said(DAYS, listed(SICKER, over_years)) == f"{LEAD}."


def test_where_everyone_leads_the_one_sex_that_is_worse_off_still_is_told() -> None:
    women = level(37.1, 6.0, group="F")
    assert said(DAYS, listed(SICKER, women)) == (
        f"{LEAD}. Ännu större är skillnaden för kvinnor: 37,1 dagar 2022, 6,0 dagar fler än för samma grupp i "
        "liknande kommuner."
    )
    assert said(DAYS, listed(SICKER, women), EN) == (
        f"{LED}. The difference is larger still among women: 37.1 days in 2022, 6.0 days more than for the same group "
        "in similar municipalities."
    )


@pytest.mark.parametrize(
    "claims",
    [
        (SICKER, level(37.1, 6.0, group="F"), level(27, 2.5, group="M")),  # both sexes
        (SICKER, level(37.1, 3.9, group="F")),  # not more than everyone
        (SICKER, level(37.1, 5.0, group="F")),  # not by more than what matters, 1 day
        (SICKER, level(37.1, 6.0, Against.COUNTRY, group="F")),  # another comparison
        (SICKER, level(37.1, 6.0, group="F", worse=False)),  # does not stand
    ],
)
def test_a_sex_is_not_singled_out_where_it_is_not_the_one_that_differs(claims: tuple[Claim, ...]) -> None:
    assert said(DAYS, listed(*claims)) == f"{LEAD}."


def test_another_reason_takes_the_place_of_the_sex() -> None:
    assert "kvinnor:" not in said(DAYS, listed(SICKER, level(37.1, 6.0, group="F"), BEHIND))


def test_where_a_group_leads_the_one_that_is_hit_the_hardest_is_told_too() -> None:
    born_here = level(82, 4, group="origin:native_born|M", shrink=1.0)
    short = level(70, 7, group="education:primary|M", shrink=0.3)  # less certain, and so not first
    finding = listed(born_here, short)
    assert said(VOTED, finding) == (
        "Bland inrikes födda män var valdeltagandet i Hedemora 82 procent i valet 2022, 4 procentenheter lägre än "
        "bland inrikes födda män i liknande kommuner. Ännu större är skillnaden bland män med förgymnasial utbildning: "
        "70 procent i valet 2022, 7 procentenheter lägre än för samma grupp i liknande kommuner."
    )


def test_a_widening_gap_is_told_after_another_reason_where_there_is_room() -> None:
    finding = listed(SICKER, GAP, *beside(1.0, -0.5), WIDENED)
    assert said(DAYS, finding).endswith(
        "minskade med 0,5. Skillnaden mellan kvinnor och män har ökat med 2,5 dagar från 2012–2014 till 2020–2022."
    )
    lengthy = replace(DAYS, phrase="antalet dagar " + "då någon " * 4 + "varit sjuk")
    assert said(lengthy, finding).endswith("minskade med 0,5.")


@pytest.mark.parametrize(
    ("improved", "swedish", "english"),
    [
        (FALLEN, "men det har blivit bättre sedan 2012–2014", "but has become better since 2012–2014"),
        (
            replace(FALLEN, group="M"),
            "men för män har det blivit bättre sedan 2012–2014",
            "but among men it has become better since 2012–2014",
        ),
        (
            changed(2.0, -1.5, ClaimKind.FALLING_BEHIND, reference=3.5, against=Against.SIMILAR),
            "men utvecklingen sedan 2012–2014 har varit bättre än i liknande kommuner",
            "but the development since 2012–2014 has been better than in similar municipalities",
        ),
        (
            replace(WIDENED, estimate=-2.5, worse=False, better=True),
            "men skillnaden mellan kvinnor och män har minskat sedan 2012–2014",
            "but the gap between women and men has narrowed since 2012–2014",
        ),
    ],
)
def test_a_challenge_that_has_become_better_says_so(improved: Claim, swedish: str, english: str) -> None:
    assert said(DAYS, listed(SICKER, GAP, improved)) == f"{LEAD}, {swedish}."
    assert said(DAYS, listed(SICKER, GAP, improved), EN) == f"{LED}, {english}."


def test_what_has_become_better_for_the_same_group_is_told_before_others() -> None:
    women = level(37.1, 6.0, group="F")
    finding = listed(women, FALLEN, replace(FALLEN, group="F", estimate=-1.1))
    assert said(DAYS, finding).endswith("för kvinnor i liknande kommuner, men det har blivit bättre sedan 2012–2014.")
    assert ", men totalt har det blivit bättre sedan 2012–2014." in said(DAYS, listed(women, FALLEN))


def test_after_a_mean_over_years_the_latest_value_is_told() -> None:
    over_years = replace(level(6.9, 1.6), kind=ClaimKind.OVER_YEARS, first_period=2018)
    better = changed(6.8, -2.1, ClaimKind.FALLING_BEHIND, reference=2.0, against=Against.SIMILAR)
    finding = listed(over_years, level(6.3, 1.1, worse=False), better)
    assert said(DAYS, finding) == (
        "Ohälsotalet i Hedemora var 6,9 dagar i genomsnitt 2018–2022, 1,6 dagar fler än i liknande kommuner, men "
        "utvecklingen sedan 2012–2014 har varit bättre än i liknande kommuner. År 2022 var det 6,3 dagar."
    )
    assert said(DAYS, finding, EN).endswith("than in similar municipalities. In 2022, it was 6.3 days.")


def test_a_latest_value_like_the_mean_is_not_told_twice() -> None:
    over_years = replace(level(6.9, 1.6), kind=ClaimKind.OVER_YEARS, first_period=2018)
    assert "År 2022" not in said(DAYS, listed(over_years, level(6.92, 1.1, worse=False)))


def country(*, women: float, men: float, width: float, of: Claim = GAP) -> tuple[Claim, ...]:
    """The country's own levels of the two sexes, and the claim that holds how wide its gap is."""
    return (
        level(37.6, 0.1, Against.COUNTRY, reference=women, group="F", worse=False),
        level(25.6, 0.1, Against.COUNTRY, reference=men, group="M", worse=False),
        replace(of, kind=ClaimKind.WIDER_GAP, against=Against.COUNTRY, estimate=0.1, reference=width, worse=False),
    )


def test_beside_a_gap_stands_how_wide_it_is_in_the_country() -> None:
    finding = listed(GAP, *country(women=31.0, men=22.0, width=9.0))
    assert plain(gap_finding_sentence(worded(DAYS), finding)) == (
        "Ohälsotalet i Hedemora var 12,0 dagar högre för kvinnor än för män 2022 (i Sverige 9,0)."
    )
    assert plain(gap_finding_sentence(worded(DAYS), finding, EN)) == (
        "“Ohälsotal” in Hedemora was 12.0 days higher among women than among men in 2022 (9.0 in Sweden)."
    )


def test_the_countrys_gap_is_left_out_where_it_goes_the_other_way_or_has_just_been_compared_with() -> None:
    turned = listed(GAP, *country(women=22.0, men=31.0, width=9.0))
    assert "Sverige" not in gap_finding_sentence(worded(DAYS), turned)
    alone = listed(GAP, *country(women=31.0, men=22.0, width=9.0)[:2])
    assert "Sverige" not in gap_finding_sentence(worded(DAYS), alone)
    wider = replace(WIDER, against=Against.COUNTRY)
    compared = listed(GAP, *country(women=31.0, men=22.0, width=9.0)[:2], wider)
    assert plain(gap_finding_sentence(worded(DAYS), compared)).endswith(
        "för kvinnor än för män 2022, en skillnad som var 3,1 dagar större än i Sverige."
    )
    beside_similar = listed(GAP, *country(women=31.0, men=22.0, width=9.0), WIDER)
    assert "Sverige" not in gap_finding_sentence(worded(DAYS), beside_similar)


def test_of_shares_and_rates_of_people_it_is_among_and_of_means_for_a_group() -> None:
    women = level(70, 5, group="F")
    assert said(SHARE, listed(women)) == (
        "Bland kvinnor var andelen behöriga i Hedemora 70,0 procent 2022, 5,0 procentenheter lägre än bland kvinnor i "
        "liknande kommuner."
    )
    assert said(LIVED, listed(women)).startswith("För kvinnor var medellivslängden i Hedemora 70,0 år")
    of_some = replace(SHARE, phrase="andelen behöriga bland elever i årskurs 9")
    assert said(of_some, listed(women)).startswith("För kvinnor var andelen behöriga bland elever i årskurs 9")
    fifth = level(60, 5, group="income:quintile_1")
    assert said(VOTED, listed(fifth)).startswith("För femtedelen med lägst inkomst var valdeltagandet")


@pytest.mark.parametrize(
    ("se", "swedish", "english"),
    [  # a difference of 1.5 days, and what matters is 1 day
        (1.0, "Det kan vara en slump.", "It may be chance."),  # −0.5 to 3.5
        (
            0.5,  # 0.5 to 2.5: not nothing, but perhaps too little
            "Det kan vara en slump eller för lite för att ha betydelse.",
            "It may be chance or too small to matter.",
        ),
        (0.1, "Det kan vara en slump.", "It may be chance."),  # 1.3 to 1.7: one of many that were tested
        (None, "Det kan vara en slump.", "It may be chance."),
    ],
)
def test_what_does_not_stand_is_chance_or_too_small(se: float | None, swedish: str, english: str) -> None:
    unsure = level(31.6, 1.5, worse=False, se=se)
    assert claim_sentence(worded(DAYS), listed(unsure), unsure).endswith(f"kommuner. {swedish}")
    assert claim_sentence(worded(DAYS), listed(unsure), unsure, EN).endswith(f"municipalities. {english}")


def test_what_stands_and_does_not_count_is_not_called_chance() -> None:
    uncounted = level(31.6, 4.1, worse=False, uncounted=True)
    assert claim_sentence(worded(DAYS), listed(uncounted), uncounted).endswith(
        "Det räknas inte, för andra jämförelser säger annat."
    )


def test_a_large_difference_that_may_be_too_small_is_told_as_that() -> None:
    finding = listed(level(31.6, 4.1, worse=False, se=1.8), listing=Listing.LARGE_UNCERTAIN)  # 0.6 to 7.6
    assert said(DAYS, finding) == (
        f"{LEAD}. Skillnaden ser stor ut men kan vara en slump eller för liten för att ha betydelse."
    )
    lengthy = replace(DAYS, phrase="antalet dagar " + "då någon " * 8 + "varit sjuk")
    assert said(lengthy, finding).endswith("Skillnaden ser stor ut men kan vara en slump.")
