"""A definition's own texts in English: they stand in sentences as they are, and Swedish ones are quoted as that."""

from dataclasses import replace

import pytest
from django.utils import translation

from riktmarke.governance.definitions import (
    BreakSource,
    CountedUnit,
    Definition,
    Measurement,
    Replacement,
    SeriesBreak,
    SuppressionRule,
)
from riktmarke.presentation.english import english_phrase
from riktmarke.presentation.how_we_know import how_we_know
from riktmarke.presentation.labels import occasion, occasions, window_note
from riktmarke.presentation.language import Language
from riktmarke.presentation.titles import EnglishText
from riktmarke.presentation.tongues import TONGUES
from riktmarke.presentation.value_words import suppression_note
from riktmarke.vocabulary.groups import Ground
from riktmarke.vocabulary.units import Unit
from tests.presentation.challenges_made import DAYS, RATE, VOTED, level, listed, worded

SWEDISH = replace(
    DAYS,
    grounds=(Ground.AGE,),
    window_note="Åren skiljer sig åt.",
    not_split_by_sex="Serien är inte delad.",
    note="Siffrorna är påhittade.",
    series_breaks=(SeriesBreak(2015, "Åldern ändrades.", BreakSource.PUBLISHER),),
    replaces=(Replacement("N00001", 2010, "Den byggde på annat."),),
    source_suppression=SuppressionRule(5, CountedUnit.PERSONS, "källans gräns"),
)
ENGLISH = replace(
    SWEDISH,
    phrase_en="the ill-health rate",
    population_en="invented residents",
    source_en="the Invention",
    window_note_en="The years differ.",
    not_split_by_sex_en="The series is not split.",
    note_en="The figures are invented.",
    series_breaks=(SeriesBreak(2015, "Åldern ändrades.", BreakSource.PUBLISHER, "The ages changed."),),
    replaces=(Replacement("N00001", 2010, "Den byggde på annat.", "It rested on something else."),),
    source_suppression=SuppressionRule(5, CountedUnit.PERSONS, "källans gräns", "the source's limit"),
)
# What the long account says of each text, with the Swedish and with the English.
ACCOUNT = (
    ("“Ohälsotal” in Hedemora was", "The ill-health rate in Hedemora was"),
    ("The indicator is about, in Swedish: “påhittade invånare”.", "The indicator is about invented residents."),
    ("The figures come from, in Swedish: “Påhittet”.", "The figures come from the Invention."),
    ("In Swedish: “Åren skiljer sig åt.”", "The years differ."),
    ("In Swedish: “Serien är inte delad.”", "The series is not split."),
    ("In Swedish: “Siffrorna är påhittade.”", "The figures are invented."),
    ("according to the source. In Swedish: “Åldern ändrades.”", "according to the source. The ages changed."),
    ("N00001. In Swedish: “Den byggde på annat.”", "N00001. It rested on something else."),
    ("The limit is known from, in Swedish: “källans gräns”.", "The limit is known from the source's limit."),
)


def account(of: Definition, language: Language) -> str:
    sections = how_we_know(worded(of), listed(level(31.6, 4.1, reference=27.5)), language)
    return " ".join(sentence for section in sections for sentence in section.sentences)


@pytest.mark.parametrize(("swedish", "english"), ACCOUNT)
def test_the_long_account_says_each_text_in_english_and_quotes_it_where_there_is_none(
    swedish: str, english: str
) -> None:
    assert swedish in account(SWEDISH, Language.ENGLISH)
    said = account(ENGLISH, Language.ENGLISH)
    assert english in said
    assert "Swedish" not in said


def test_swedish_says_the_same_whether_there_is_english_or_not() -> None:
    assert account(ENGLISH, Language.SWEDISH) == account(SWEDISH, Language.SWEDISH)
    assert "Måttet gäller påhittade invånare." in account(ENGLISH, Language.SWEDISH)


def test_a_phrase_leaves_out_what_the_unit_says_again_and_the_title_stands_where_there_is_none() -> None:
    crimes = replace(RATE, phrase_en="the number of reported crimes per 100,000 inhabitants")
    assert english_phrase(crimes) == "the number of reported crimes"
    assert english_phrase(replace(crimes, unit=Unit.PERCENT)) == crimes.phrase_en
    kilometres = replace(crimes, phrase_en="the length of cycle path per inhabitant", unit=Unit.METRES_PER_INHABITANT)
    assert english_phrase(kilometres) == "the length of cycle path"
    assert english_phrase(RATE) == "“Anmälda brott”"
    assert english_phrase(replace(RATE, title_en="Reported crimes")) == "“Reported crimes”"


def test_what_is_measured_stands_in_pages_as_in_the_account() -> None:
    with translation.override("en"):
        assert worded(ENGLISH).measure == "the ill-health rate in Hedemora"
        assert worded(ENGLISH).subject == "The ill-health rate in Hedemora"
        assert worded(SWEDISH).measure == "“Ohälsotal” in Hedemora"
    assert worded(ENGLISH).measure == "ohälsotalet i Hedemora"
    assert TONGUES[Language.ENGLISH].measure(worded(ENGLISH)) == "the ill-health rate in Hedemora"


def test_a_scheduled_measurement_is_named_in_english_where_the_catalogue_names_it() -> None:
    unnamed = replace(VOTED, occasion="mätdagen", occasion_en="")
    fairs = replace(VOTED, occasion="mässan", occasion_en="fair", measurement=Measurement(schedule=(2002, 4)))
    with translation.override("en"):
        assert occasion(2022, VOTED) == "in the 2022 election"
        assert occasion(2022, unnamed) == "at the 2022 measurement"
        assert occasion(2022, fairs) == "in the 2022 fair"
        assert occasions(2014, 2022, fairs) == "on average in the 2014–2022 fairs"


def test_a_note_is_known_to_be_english_only_where_it_is() -> None:
    with translation.override("en"):
        assert isinstance(window_note(ENGLISH), EnglishText)
        assert not isinstance(window_note(SWEDISH), EnglishText)
        assert window_note(ENGLISH, Language.SWEDISH) == "Åren skiljer sig åt."
        assert "(known from: the source's limit)" in suppression_note(ENGLISH)
        assert "(known from: In Swedish: “källans gräns”)" in suppression_note(SWEDISH)
