"""How likely targets are, in sentences: what, for whom, by when, how likely, and with figures to which year."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.assessment.outlook.foretelling import WhyNoOutlook
from riktmarke.assessment.outlook.likelihood import Earlier
from riktmarke.assessment.targets.kinds import TargetRole, WhyNot
from riktmarke.governance.codes import Comparator, TargetKind
from riktmarke.governance.definitions import Measurement
from riktmarke.presentation.language import Language
from riktmarke.presentation.outlook_reasons import NO_OUTLOOK, no_outlook_reason, target_reason
from riktmarke.presentation.outlook_sentences import (
    going_on_sentence,
    history_sentence,
    target_outlook_sentence,
    target_outlook_sentences,
    worst_first,
)
from tests.invented_figures import definition
from tests.presentation.outlooks_made import DAYS, PEOPLE, SHARE, asked, outlook, plain, series

SV, EN = Language.SWEDISH, Language.ENGLISH
# What a forecast never says of why.
CAUSES = re.compile(r"därför|beror|orsak|leder till|tack vare|på grund|because|cause|due to|thanks to|leads to", re.I)


def said(probability: float | None = 0.22, language: Language = SV, of: object = DAYS, **given: object) -> str:
    made = outlook(probability, **given)  # type: ignore[arg-type]  # named as its fields
    return plain(target_outlook_sentence(made, of, "Exempelby", language))  # type: ignore[arg-type]


def test_a_level_says_what_for_whom_by_when_how_likely_and_on_which_figures() -> None:
    assert said(0.22, group="F") == (
        "Med siffror till och med 2022 är det osannolikt (ungefär 2 chanser av 10) att ohälsotalet i Exempelby för "
        "kvinnor är högst 28 dagar 2032."
    )
    assert said(0.22, EN, group="F") == (
        "With figures up to and including 2022 it is unlikely (about 2 chances in 10) that “Ohälsotal” in Exempelby "
        "among women will be at most 28 days in 2032."
    )


def test_a_number_of_people_has_its_thousands_apart() -> None:
    target = asked(indicator="N3", year=2038, at_least=True, value=17500.0)
    assert said(0.014, of=PEOPLE, target=target) == (
        "Med siffror till och med 2022 är det mycket osannolikt (mindre än 1 chans av 10) att folkmängden i Exempelby "
        "är minst 17 500 personer 2038."
    )


def test_a_value_is_said_as_it_was_set() -> None:
    assert "högst 27,25 dagar 2032" in said(target=asked(value=27.25))
    assert "högst 27,5 dagar 2032" in said(target=asked(value=27.5))


def test_a_gap_is_between_its_groups() -> None:
    target = asked(TargetKind.GAP, group="sex", value=5.0)
    assert said(0.34, target=target) == (
        "Med siffror till och med 2022 är det mindre troligt (ungefär 3 chanser av 10) att skillnaden i ohälsotalet i "
        "Exempelby mellan kvinnor och män är högst 5 dagar 2032."
    )
    assert said(0.34, EN, target=target).endswith(
        "that the gap in “Ohälsotal” in Exempelby between women and men will be at most 5 days in 2032."
    )
    closed = asked(TargetKind.GAP, group="origin", value=0.0)
    assert "mellan inrikes och utrikes födda är högst 0 dagar" in said(target=closed)


@pytest.mark.parametrize(
    ("comparator", "value", "words", "english"),
    [
        (
            Comparator.SIMILAR_MUNICIPALITIES,
            None,
            "är minst lika bra som i liknande kommuner 2032",
            "will be at least as good as in similar municipalities in 2032",
        ),
        (
            Comparator.COUNTY,
            None,
            "är minst lika bra som i de andra kommunerna i länet 2032",
            "will be at least as good as in the other municipalities of the county in 2032",
        ),
        (
            Comparator.COUNTRY,
            2.0,
            "är högst 2 procentenheter sämre än i riket 2032",
            "will be at most 2 percentage points worse than in the country in 2032",
        ),
        (
            Comparator.BEST_IN_COUNTY,
            None,
            "är minst lika bra som i den bästa av de andra kommunerna i länet 2032",
            "will be at least as good as in the best of the other municipalities of the county in 2032",
        ),
    ],
)
def test_as_good_as_names_whom(comparator: Comparator, value: float | None, words: str, english: str) -> None:
    target = asked(TargetKind.AS_GOOD_AS, indicator="N2", at_least=True, value=value, comparator=comparator)
    assert said(of=SHARE, target=target).endswith(f"att andelen behöriga i Exempelby {words}.")
    assert said(language=EN, of=SHARE, target=target).endswith(f"that “Behöriga” in Exempelby {english}.")


def test_a_direction_says_from_when() -> None:
    lower = asked(TargetKind.DIRECTION, value=None, base_year=2022)
    assert said(0.6, target=lower).endswith("att ohälsotalet i Exempelby är lägre 2032 än 2022.")
    assert said(0.6, EN, target=lower).endswith("in Exempelby will be lower in 2032 than in 2022.")
    latest = asked(TargetKind.DIRECTION, value=None, at_least=True)
    assert said(0.6, of=PEOPLE, target=latest).endswith("är större 2032 än i den senaste mätningen.")
    assert said(0.6, EN, target=latest).endswith("will be higher in 2032 than in the latest measurement.")


def test_an_interim_target_says_that_it_is_one() -> None:
    made = outlook(0.5)
    assert target_outlook_sentence(made, DAYS, "Exempelby", role=TargetRole.INTERIM).startswith("Delmål. Med siffror")


def test_those_worst_off_come_first_and_everyone_last() -> None:
    everyone, women, men = outlook(0.35), outlook(0.22, group="F"), outlook(0.6, group="M")
    held = [everyone, replace(women, implied=True), replace(men, implied=True)]
    assert [one.asked.group for one in worst_first(held)] == ["F", "M", "_T"]
    first, *rest = map(plain, target_outlook_sentences(held, DAYS, "Exempelby"))
    assert "för kvinnor är högst 28 dagar 2032" in first
    assert rest == [
        (
            "För män är det mer troligt än inte (ungefär 6 chanser av 10), för alla tillsammans mindre troligt "
            "(ungefär 4 chanser av 10)."
        ),
        "Målet är satt för alla.",
    ]
    english = target_outlook_sentences(held, DAYS, "Exempelby", EN)
    assert english[1:] == (
        (
            "Among men it is more likely than not (about 6 chances in 10), for everyone together less likely than not "
            "(about 4 chances in 10)."
        ),
        "The target is set for everyone.",
    )


def test_a_group_of_which_nothing_can_be_said_has_its_reason_after_the_others() -> None:
    untold = outlook(None, group="F", why_not=WhyNoOutlook.TOO_FEW_MEASUREMENTS, measured=2)
    held = [outlook(0.35), untold, outlook(0.6, group="M")]
    sentences = target_outlook_sentences(held, DAYS, "Exempelby")
    assert "för män" in sentences[0]
    assert sentences[-1] == (
        "För kvinnor kan det inte sägas: bara två jämförbara mätningar här, och det behövs minst tre."
    )


def test_what_cannot_be_said_has_its_reason() -> None:
    assert said(None, why_not=WhyNoOutlook.TOO_FEW_MEASUREMENTS, measured=2) == (
        "Kan inte sägas: om ohälsotalet i Exempelby är högst 28 dagar 2032. Skälet: bara två jämförbara mätningar här, "
        "och det behövs minst tre."
    )
    assert said(None, EN, passed=True, target=asked(year=2020)).endswith(
        "The reason: the year of the target, 2020, has passed."
    )
    assert said(None, no_series=WhyNot.NOBODY_TO_COMPARE).endswith("Skälet: det finns ingen att jämföra med.")
    assert said(float("nan")).endswith("för att en prognos ska kunna prövas.")  # nothing to calibrate on


@pytest.mark.parametrize(
    ("measured", "swedish", "english"),
    [
        (0, "ingen jämförbar mätning finns här", "there is no comparable measurement here"),
        (1, "bara en jämförbar mätning här", "there is only one comparable measurement here"),
        (2, "bara två jämförbara mätningar här", "there are only two comparable measurements here"),
    ],
)
def test_too_few_measurements_are_counted(measured: int, swedish: str, english: str) -> None:
    few = WhyNoOutlook.TOO_FEW_MEASUREMENTS
    assert no_outlook_reason(few, measured) == f"{swedish}, och det behövs minst tre"
    assert no_outlook_reason(few, measured, EN) == f"{english}, and at least three are needed"


def test_every_code_has_its_words_in_both_languages() -> None:
    for language in Language:
        assert set(NO_OUTLOOK[language]) == set(WhyNoOutlook)
        reasons = [no_outlook_reason(code, 1, language) for code in WhyNoOutlook]
        reasons += [target_reason(outlook(None, no_series=code), language) for code in WhyNot if code]
        assert [reason for reason in reasons if not reason] == [""]  # what is said needs none
        assert all(reason[:1].islower() and not reason.endswith(".") for reason in reasons if reason)


def test_where_a_figure_may_stand_is_an_interval_with_its_years() -> None:
    # Normal, 25 and 5: the middle 80 per cent lie within 1.282 of 5 from 25, 18.59 to 31.41.
    assert plain(going_on_sentence(series("M"), DAYS, "Exempelby")) == (
        "Med siffror till och med 2022: ungefär 8 chanser av 10 att ohälsotalet i Exempelby för män ligger mellan 18,6 "
        "och 31,4 dagar 2030, och mellan 18,6 och 31,4 dagar 2038."
    )
    assert plain(going_on_sentence(series(), DAYS, "Exempelby", EN, years=(2030,))) == (
        "With figures up to and including 2022: about 8 chances in 10 that “Ohälsotal” in Exempelby lies between 18.6 "
        "and 31.4 days in 2030."
    )


def test_what_is_not_measured_each_year_is_told_when_it_is() -> None:
    election = definition("N1", phrase="valdeltagandet", measurement=Measurement(schedule=(1998, 4)), occasion="valet")
    told = plain(going_on_sentence(series(step=4), election, "Exempelby", years=(2024, 2030, 2032)))
    assert told.endswith("mellan 18,6 och 31,4 procent i valet 2030.")  # 2024 is before the next, 2032 no election
    assert "2024" not in told
    pooled = definition("N1", phrase="medellivslängden", measurement=Measurement(window_years=5))
    assert plain(going_on_sentence(series(), pooled, "Exempelby")).endswith("i genomsnitt 2034–2038.")


def test_an_interval_shows_its_two_ends() -> None:
    narrow = going_on_sentence(series(middle=25.0, spread=0.02), DAYS, "Exempelby", years=(2030,))
    assert "mellan 24,97 och 25,03 dagar" in plain(narrow)


def test_where_nothing_is_told_of_a_figure_there_is_a_reason() -> None:
    untold = series(predictive=None, why_not=WhyNoOutlook.OUTDATED)
    assert going_on_sentence(untold, DAYS, "Exempelby") == (
        "Kan inte sägas: hur ohälsotalet i Exempelby går vidare. Skälet: den senaste mätningen här är för gammal för "
        "att säga något om åren framåt."
    )


def test_how_the_likelihood_has_moved() -> None:
    moved = [Earlier(2015, 0.21), Earlier(2018, 0.3), Earlier(2022, 0.4)]
    assert history_sentence(moved) == (
        "Med siffror till och med 2015 hade vi sagt ungefär 2 chanser av 10, med siffror till och med 2022 ungefär 4 "
        "chanser av 10."
    )
    assert history_sentence(moved, EN) == (
        "With figures up to and including 2015 we would have said about 2 chances in 10, with those up to 2022 about 4 "
        "chances in 10."
    )
    same = [Earlier(2015, 0.02), Earlier(2022, 0.05)]
    assert history_sentence(same) == (
        "Med siffror till och med 2015 hade vi sagt detsamma som med siffror till och med 2022: mindre än 1 chans av "
        "10."
    )
    assert history_sentence(same[:1]) == history_sentence([]) == ""


def test_what_lay_far_outside_in_between_is_told_too() -> None:
    swung = [Earlier(2015, 0.5), Earlier(2017, 0.12), Earlier(2020, 0.78), Earlier(2022, 0.45)]
    assert history_sentence(swung).endswith(
        "Däremellan var det som minst ungefär 1 chans av 10 (2017). Däremellan var det som mest ungefär 8 chanser av "
        "10 (2020)."
    )


KINDS = st.sampled_from(
    [
        asked(),
        asked(TargetKind.GAP, group="sex", value=5.0),
        asked(TargetKind.AS_GOOD_AS, comparator=Comparator.COUNTY, value=None),
        asked(TargetKind.DIRECTION, value=None, base_year=2022),
    ]
)


@given(KINDS, st.one_of(st.none(), st.floats(0, 1)), st.sampled_from(Language))
def test_no_sentence_is_sure_precise_or_about_causes(target: object, probability: float | None, lang: Language) -> None:
    sentence = said(
        probability, lang, target=target, why_not=WhyNoOutlook.SAID if probability else WhyNoOutlook.TOO_NEW
    )
    assert "2032" in sentence
    assert probability is None or "2022" in sentence
    assert "%" not in sentence
    assert not CAUSES.search(sentence)
    assert set(re.findall(r"(\d+) ch", sentence)) <= {str(count) for count in range(1, 10)}
