"""Golden sentences about findings: written by hand from the figures beside them, read aloud, in both languages."""

from dataclasses import replace

import pytest

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.kinds import Against, ClaimKind
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.challenge_sentences import (
    claim_sentence,
)
from riktmarke.presentation.language import Language
from tests.presentation.challenges_made import (
    BEHIND,
    DAYS,
    GAP,
    LIVED,
    PEOPLE,
    RATE,
    RISEN,
    SHARE,
    SICKER,
    VOTED,
    WIDENED,
    WIDER,
    changed,
    claim,
    level,
    listed,
    plain,
    said,
    worded,
)

SV, EN = Language.SWEDISH, Language.ENGLISH


@pytest.mark.parametrize(
    ("of", "lead", "swedish", "english"),
    [
        (
            DAYS,
            SICKER,
            "Ohälsotalet i Hedemora var 31,6 dagar 2022, 4,1 dagar fler än i liknande kommuner.",
            "“Ohälsotal” in Hedemora was 31.6 days in 2022, 4.1 days more than in similar municipalities.",
        ),
        (
            SHARE,
            level(71.5, 3.4, Against.COUNTY),
            (
                "Andelen behöriga i Hedemora var 71,5 procent 2022, 3,4 procentenheter lägre än i övriga kommuner i "
                "Dalarna."
            ),
            (
                "“Behöriga” in Hedemora was 71.5 percent in 2022, 3.4 percentage points lower than in the other "
                "municipalities of Dalarna."
            ),
        ),
        (
            RATE,
            level(1234, 200, Against.COUNTRY),
            "Antalet anmälda brott i Hedemora var 1 234 per 100 000 invånare 2022, 200 fler än i Sverige.",
            "“Anmälda brott” in Hedemora was 1,234 per 100,000 inhabitants in 2022, 200 more than in Sweden.",
        ),
        (
            DAYS,
            level(37.0, 4.1, group="F"),
            (
                "För kvinnor var ohälsotalet i Hedemora 37,0 dagar 2022, 4,1 dagar fler än för kvinnor i liknande "
                "kommuner."
            ),
            (
                "Among women, “Ohälsotal” in Hedemora was 37.0 days in 2022, 4.1 days more than among women in similar "
                "municipalities."
            ),
        ),
        (
            VOTED,
            level(52, 6, group="origin:foreign_born|M"),
            (
                "Bland utrikes födda män var valdeltagandet i Hedemora 52 procent i valet 2022, 6 procentenheter "
                "lägre än bland "
                "utrikes födda män i liknande kommuner."
            ),
            (
                "Among men born abroad, “Valdeltagande” in Hedemora was 52 percent in the 2022 election, 6 percentage "
                "points lower than among men born abroad in similar municipalities."
            ),
        ),
        (
            LIVED,
            level(79.9, 0.8, margin=0.2),
            "Medellivslängden i Hedemora var 79,9 år i genomsnitt 2018–2022, 0,8 år lägre än i liknande kommuner.",
            (
                "“Medellivslängd” in Hedemora was 79.9 years on average in 2018–2022, 0.8 years lower than in similar "
                "municipalities."
            ),
        ),
        (
            DAYS,
            replace(SICKER, kind=ClaimKind.OVER_YEARS, first_period=2018),
            "Ohälsotalet i Hedemora var 31,6 dagar i genomsnitt 2018–2022, 4,1 dagar fler än i liknande kommuner.",
            (
                "“Ohälsotal” in Hedemora was 31.6 days on average in 2018–2022, 4.1 days more than in similar "
                "municipalities."
            ),
        ),
        (
            VOTED,
            replace(level(80, 3), kind=ClaimKind.OVER_YEARS, first_period=2014),
            (
                "Valdeltagandet i Hedemora var 80 procent i genomsnitt i valen 2014–2022, 3 procentenheter lägre än i "
                "liknande kommuner."
            ),
            (
                "“Valdeltagande” in Hedemora was 80 percent on average in the 2014–2022 elections, 3 percentage points "
                "lower than in similar municipalities."
            ),
        ),
        (
            LIVED,
            replace(level(80.1, 0.7), kind=ClaimKind.OVER_YEARS, first_period=2012),  # windows 2008–2012 and 2018–2022
            "Medellivslängden i Hedemora var 80,1 år i genomsnitt 2008–2022, 0,7 år lägre än i liknande kommuner.",
            (
                "“Medellivslängd” in Hedemora was 80.1 years on average in 2008–2022, 0.7 years lower than in similar "
                "municipalities."
            ),
        ),
        (
            DAYS,
            RISEN,
            "Ohälsotalet i Hedemora var 31,2 dagar i genomsnitt 2020–2022, 2,3 dagar fler än 2012–2014.",
            "“Ohälsotal” in Hedemora was 31.2 days on average in 2020–2022, 2.3 days more than in 2012–2014.",
        ),
        (
            VOTED,
            changed(80, 4, first_period=1994, first_until=2002, last_from=2014, group="M"),
            (
                "Bland män var valdeltagandet i Hedemora 80 procent i genomsnitt i valen 2014–2022, 4 "
                "procentenheter lägre "
                "än i valen 1994–2002."
            ),
            (
                "Among men, “Valdeltagande” in Hedemora was 80 percent on average in the 2014–2022 elections, 4 "
                "percentage points lower than in the 1994–2002 elections."
            ),
        ),
        (
            LIVED,  # windows of five years: the first of them ends in 1992, the latest begins in 2008
            changed(81.2, 0.4, first_period=1992, first_until=2002, last_from=2012),
            "Medellivslängden i Hedemora var 81,2 år i genomsnitt 2008–2022, 0,4 år lägre än 1988–2002.",
            ("“Medellivslängd” in Hedemora was 81.2 years on average in 2008–2022, 0.4 years lower than in 1988–2002."),
        ),
        (
            DAYS,
            claim(ClaimKind.POTENTIAL, value=31.6, reference=25.1, estimate=6.5, members=2, size=7, worse=True),
            (
                "Ohälsotalet i Hedemora var 31,6 dagar 2022. Minst två av sju liknande kommuner låg på 25,1 "
                "dagar eller "
                "lägre 2022."
            ),
            (
                "“Ohälsotal” in Hedemora was 31.6 days in 2022. At least two of seven similar municipalities had 25.1 "
                "days or lower in 2022."
            ),
        ),
        (
            SHARE,
            claim(ClaimKind.POTENTIAL, value=70, reference=82, estimate=12, members=1, size=4, group="M", worse=True),
            (
                "Bland män var andelen behöriga i Hedemora 70,0 procent 2022. Minst en av fyra liknande kommuner "
                "låg för samma "
                "grupp på 82,0 procent eller högre 2022."
            ),
            (
                "Among men, “Behöriga” in Hedemora was 70.0 percent in 2022. At least one of four similar "
                "municipalities had "
                "82.0 percent or higher for the same group in 2022."
            ),
        ),
    ],
)
def test_a_challenge_is_told_by_its_lead_claim(of: Definition, lead: Claim, swedish: str, english: str) -> None:
    assert said(of, listed(lead)) == swedish
    assert said(of, listed(lead), EN) == english


@pytest.mark.parametrize(
    ("other", "swedish", "english"),
    [
        (
            RISEN,
            "Värdet har ökat med 2,3 dagar från 2012–2014 till 2020–2022.",
            "The value has risen by 2.3 days from 2012–2014 to 2020–2022.",
        ),
        (
            replace(RISEN, group="M"),
            "För män har värdet ökat med 2,3 dagar från 2012–2014 till 2020–2022.",
            "Among men, the value has risen by 2.3 days from 2012–2014 to 2020–2022.",
        ),
        (
            BEHIND,
            "Från 2012–2014 till 2020–2022 har värdet utvecklats 1,5 dagar sämre än i liknande kommuner.",
            "From 2012–2014 to 2020–2022, the value has developed 1.5 days worse than in similar municipalities.",
        ),
        (
            replace(BEHIND, group="F"),
            (
                "Från 2012–2014 till 2020–2022 har värdet för kvinnor utvecklats 1,5 dagar sämre än för kvinnor i "
                "liknande kommuner."
            ),
            (
                "From 2012–2014 to 2020–2022, the value among women has developed 1.5 days worse than among women "
                "in similar municipalities."
            ),
        ),
        (
            WIDER,
            "Skillnaden mellan kvinnor och män var 3,1 dagar större än i liknande kommuner 2022.",
            "The gap between women and men was 3.1 days wider than in similar municipalities in 2022.",
        ),
        (
            WIDENED,
            "Skillnaden mellan kvinnor och män har ökat med 2,5 dagar från 2012–2014 till 2020–2022.",
            "The gap between women and men has widened by 2.5 days from 2012–2014 to 2020–2022.",
        ),
        (
            claim(ClaimKind.POTENTIAL, value=31.6, reference=25.1, estimate=6.5, members=2, size=7, worse=True),
            "Minst två av sju liknande kommuner låg på 25,1 dagar eller lägre 2022.",
            "At least two of seven similar municipalities had 25.1 days or lower in 2022.",
        ),
    ],
)
def test_the_most_important_other_reason_follows(other: Claim, swedish: str, english: str) -> None:
    lead = "Ohälsotalet i Hedemora var 31,6 dagar 2022, 4,1 dagar fler än i liknande kommuner."
    assert said(DAYS, listed(SICKER, GAP, other)) == f"{lead} {swedish}"
    assert said(DAYS, listed(SICKER, GAP, other), EN).endswith(f"municipalities. {english}")


@pytest.mark.parametrize(
    ("told", "word", "english"),
    [
        (BEHIND, "sämre", "worse"),
        (changed(-1.0, -1.5, ClaimKind.FALLING_BEHIND, against=Against.SIMILAR), "bättre", "better"),
    ],
)
def test_development_is_told_beside_others_and_from_the_latest_value(told: Claim, word: str, english: str) -> None:
    finding = listed(level(31.6, 0.2, worse=False), told)
    assert plain(claim_sentence(worded(DAYS), finding, told)) == (
        f"Ohälsotalet i Hedemora var 31,6 dagar 2022 och har utvecklats 1,5 dagar {word} än i liknande kommuner från "
        "2012–2014 till 2020–2022."
    )
    assert plain(claim_sentence(worded(DAYS), finding, told, EN)) == (
        f"“Ohälsotal” in Hedemora was 31.6 days in 2022 and has developed 1.5 days {english} than in similar "
        "municipalities from 2012–2014 to 2020–2022."
    )


@pytest.mark.parametrize(
    ("other", "swedish", "english"),
    [
        (
            BEHIND,
            "Från 2012–2014 till 2020–2022 har det totala värdet utvecklats 1,5 dagar sämre än i liknande kommuner.",
            (
                "From 2012–2014 to 2020–2022, the overall value has developed 1.5 days worse than in similar "
                "municipalities."
            ),
        ),
        (
            RISEN,
            "Totalt har värdet ökat med 2,3 dagar från 2012–2014 till 2020–2022.",
            "Overall, the value has risen by 2.3 days from 2012–2014 to 2020–2022.",
        ),
        (
            claim(ClaimKind.POTENTIAL, value=31.6, reference=25.1, estimate=6.5, members=2, size=7, worse=True),
            "Minst två av sju liknande kommuner låg för alla på 25,1 dagar eller lägre 2022.",
            "At least two of seven similar municipalities had 25.1 days or lower among everyone in 2022.",
        ),
    ],
)
def test_after_a_group_what_is_about_everyone_is_said_to_be(other: Claim, swedish: str, english: str) -> None:
    finding = listed(level(27.6, 5.5, group="M"), other)
    assert said(DAYS, finding).endswith(f"för män i liknande kommuner. {swedish}")
    assert said(DAYS, finding, EN).endswith(f"among men in similar municipalities. {english}")


def test_a_gap_that_is_wider_leads_with_the_gap_itself() -> None:
    finding = listed(GAP, WIDER)
    assert said(DAYS, finding) == (
        "Ohälsotalet i Hedemora var 12,0 dagar högre för kvinnor än för män 2022, en skillnad som var 3,1 dagar större "
        "än i liknande kommuner."
    )
    assert said(DAYS, finding, EN) == (
        "“Ohälsotal” in Hedemora was 12.0 days higher among women than among men in 2022, a gap 3.1 days wider than in "
        "similar municipalities."
    )


def test_a_gap_that_widens_leads_with_the_gap_and_the_total_follows_as_the_total() -> None:
    finding = listed(GAP, WIDENED, changed(31.2, -1.5))
    assert said(DAYS, finding) == (
        "Ohälsotalet i Hedemora var 12,0 dagar högre för kvinnor än för män 2022, och skillnaden har ökat med "
        "2,5 dagar från 2012–2014 till 2020–2022. Totalt har värdet minskat med 1,5 dagar från 2012–2014 "
        "till 2020–2022."
    )
    assert said(DAYS, finding, EN).endswith("Overall, the value has fallen by 1.5 days from 2012–2014 to 2020–2022.")


def test_the_widening_of_the_gap_just_told_is_not_named_again() -> None:
    assert said(DAYS, listed(GAP, WIDER, WIDENED)).endswith(
        "större än i liknande kommuner. Skillnaden har ökat med 2,5 dagar från 2012–2014 till 2020–2022."
    )


def aimed(**given: object) -> Claim:
    return claim(ClaimKind.TARGET, **{"estimate": 9, "first_period": 2030, "se": None, "p_worse": 0.04, **given})


def test_a_target_is_told_with_how_likely_it_is() -> None:
    missed = aimed(value=15443, reference=17500, estimate=1800, first_period=2038, worse=True)
    assert said(PEOPLE, listed(missed)) == (
        "Folkmängden i Hedemora var 15 443 personer 2022. Att målet 17 500 personer nås 2038 är mycket osannolikt "
        "(mindre än 1 chans av 10)."
    )
    assert said(PEOPLE, listed(missed), EN) == (
        "“Folkmängd” in Hedemora was 15,443 people in 2022. That the target of 17,500 people is reached in 2038 is "
        "very unlikely (less than 1 chance in 10)."
    )


def test_a_target_for_a_group_says_for_whom() -> None:
    missed = aimed(value=37, reference=25, group="F", worse=True)
    assert said(DAYS, listed(SICKER, missed)).endswith(
        "Att målet för kvinnor, 25,0 dagar, nås 2030 är mycket osannolikt (mindre än 1 chans av 10)."
    )
    assert claim_sentence(worded(DAYS), listed(missed), missed).replace("\u00a0", " ") == (
        "För kvinnor var ohälsotalet i Hedemora 37,0 dagar 2022. Att målet för kvinnor, 25,0 dagar, nås 2030 är "
        "mycket osannolikt (mindre än 1 chans av 10)."
    )


def test_a_target_without_a_figure_is_the_plans_for_its_year_and_one_that_may_be_reached_is_said_alike() -> None:
    missed = aimed(value=37, reference=None, against=Against.SIMILAR, worse=True)
    for_men = aimed(value=37, reference=None, group="M", p_worse=0.3)
    assert said(DAYS, listed(missed)).endswith(
        "Att planens mål för 2030 nås är mycket osannolikt (mindre än 1 chans av 10)."
    )
    assert claim_sentence(worded(DAYS), listed(for_men), for_men).endswith(
        "Att planens mål för 2030 nås för män är mindre troligt (ungefär 3 chanser av 10)."
    )


def test_a_target_for_a_gap_is_told_after_how_wide_it_is() -> None:
    gap = claim(ClaimKind.GAP, value=37.6, estimate=12, group="F", other="M", worse=True)
    missed = aimed(value=12, reference=9, group="F", other="M", worse=True)
    assert said(DAYS, listed(gap, missed)) == (
        "Ohälsotalet i Hedemora var 12,0 dagar högre för kvinnor än för män 2022. Att skillnaden mellan kvinnor och "
        "män blir så liten som målet säger 2030 är mycket osannolikt (mindre än 1 chans av 10)."
    )
