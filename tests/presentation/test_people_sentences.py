"""How many people a claim is about, in words: two figures, an interval, the right noun, or nothing at all."""

from dataclasses import replace

import pytest

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.kinds import Against, ClaimKind
from riktmarke.governance.definitions import Definition, Measurement
from riktmarke.presentation.challenge_sentences import people_sentence
from riktmarke.presentation.language import Language
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition
from tests.presentation.challenges_made import LIVED, LOWER, RATE, VOTED, changed, claim, level, plain, worded

HEAVY = definition("N1", title="Fetma", phrase="andelen invånare med fetma", polarity=LOWER)
WORKING = definition("N2", title="Sysselsättning", phrase="sysselsättningsgraden bland invånare 20–64 år")
POOLED = replace(RATE, measurement=Measurement(window_years=3))
# 2 percentage points of 9 150 people: 183, and 1.96 standard errors of 0.5 points are 90 of them.
OF_PEOPLE = {"se": 0.5, "persons": 91.5}


def said(of: Definition, told: Claim, language: Language = Language.SWEDISH) -> str:
    return plain(people_sentence(worded(of), told, language))


@pytest.mark.parametrize(
    ("of", "told", "swedish", "english"),
    [
        (
            HEAVY,
            level(22, 2, **OF_PEOPLE),
            (
                "Med samma nivå som i liknande kommuner skulle det 2022 ha varit omkring 180 färre invånare med fetma "
                "(mellan 93 och 270)."
            ),
            (
                "At the level in similar municipalities, it would have been about 180 fewer people in 2022 "
                "(between 93 and "
                "270)."
            ),
        ),
        (
            HEAVY,
            level(18, -2, Against.COUNTRY, better=True, **OF_PEOPLE),
            (
                "Med samma nivå som i Sverige skulle det 2022 ha varit omkring 180 fler invånare med fetma "
                "(mellan 93 och "
                "270)."
            ),
            "At the level in Sweden, it would have been about 180 more people in 2022 (between 93 and 270).",
        ),
        (
            WORKING,
            level(78, 2, Against.COUNTY, group="F", **OF_PEOPLE),
            (
                "Med samma nivå som i övriga kommuner i Dalarna skulle det bland kvinnor 2022 ha varit omkring "
                "180 fler "
                "personer i arbete (mellan 93 och 270)."
            ),
            (
                "At the level in the other municipalities of Dalarna, it would have been about 180 more people "
                "among women "
                "in 2022 (between 93 and 270)."
            ),
        ),
        (
            RATE,
            level(1200, 200, se=50.0, persons=0.15),  # 30 crimes, 1.96 · 50 · 0.15 = 14.7
            (
                "Med samma nivå som i liknande kommuner skulle det 2022 ha varit omkring 30 färre anmälda brott "
                "(mellan 15 "
                "och 45)."
            ),
            (
                "At the level in similar municipalities, it would have been about 30 fewer cases in 2022 "
                "(between 15 and "
                "45)."
            ),
        ),
        (
            POOLED,
            level(1200, 200, se=50.0, persons=0.15),
            (
                "Med samma nivå som i liknande kommuner skulle det i genomsnitt 2020–2022 ha varit omkring 30 "
                "färre anmälda "
                "brott om året (mellan 15 och 45)."
            ),
            (
                "At the level in similar municipalities, it would have been about 30 fewer cases a year on average in "
                "2020–2022 (between 15 and 45)."
            ),
        ),
        (
            HEAVY,
            changed(22, 2, **OF_PEOPLE),
            (
                "Med samma nivå som 2012–2014 skulle det i genomsnitt 2020–2022 ha varit omkring 180 färre "
                "invånare med "
                "fetma (mellan 93 och 270)."
            ),
            (
                "At the level in 2012–2014, it would have been about 180 fewer people on average in 2020–2022 (between "
                "93 and 270)."
            ),
        ),
        (
            HEAVY,
            changed(3, 2, ClaimKind.FALLING_BEHIND, against=Against.SIMILAR, group="F", **OF_PEOPLE),
            (
                "Med samma utveckling som i liknande kommuner skulle det bland kvinnor i genomsnitt 2020–2022 ha varit "
                "omkring 180 färre invånare med fetma (mellan 93 och 270)."
            ),
            (
                "With the same development as in similar municipalities, it would have been about 180 fewer "
                "people among "
                "women on average in 2020–2022 (between 93 and 270)."
            ),
        ),
        (
            replace(VOTED, phrase="andelen som röstade"),
            level(70, 2, **OF_PEOPLE),
            (
                "Med samma nivå som i liknande kommuner skulle det i valet 2022 ha varit omkring 180 fler personer som "
                "röstade (mellan 93 och 270)."
            ),
            (
                "At the level in similar municipalities, it would have been about 180 more people in the 2022 election "
                "(between 93 and 270)."
            ),
        ),
    ],
)
def test_people_are_counted_in_two_figures_with_an_interval(
    of: Definition, told: Claim, swedish: str, english: str
) -> None:
    assert said(of, told) == swedish
    assert said(of, told, Language.ENGLISH) == english


@pytest.mark.parametrize(
    "told",
    [
        level(22, 2, se=0.5),  # nobody counts them
        level(22, 2, worse=False, **OF_PEOPLE),  # it does not stand
        level(22, 2, se=1.1, persons=91.5),  # from 14 fewer to 380 more: it may be none
        level(22, 0.01, se=0.001, persons=30),  # a third of a person
        claim(ClaimKind.GAP, value=22, estimate=2, group="F", other="M", worse=True, **OF_PEOPLE),
        claim(ClaimKind.POTENTIAL, value=22, estimate=2, against=Against.SIMILAR, worse=True, **OF_PEOPLE),
    ],
)
def test_where_people_cannot_be_counted_nothing_is_said(told: Claim) -> None:
    assert said(HEAVY, told) == ""


def test_a_phrase_that_names_nobody_is_about_persons() -> None:
    higher = replace(LIVED, unit=Unit.PERCENT, measurement=Measurement(), polarity=Polarity.HIGHER_IS_BETTER)
    assert "180 fler personer som det gäller (" in said(higher, level(22, 2, **OF_PEOPLE))
