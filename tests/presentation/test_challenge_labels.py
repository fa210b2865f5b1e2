"""Every code of the challenge engine has its words in both languages, and groups and places are named right."""

from collections.abc import Callable
from enum import Enum
from typing import Any

import pytest

from riktmarke.assessment.challenges.history import Why
from riktmarke.assessment.challenges.kinds import Against, ChallengeReason, Listing, UncertaintySource, Undecided
from riktmarke.presentation.challenge_labels import (
    against_label,
    group_label,
    listing_label,
    reason_label,
    source_label,
    undecided_sentence,
    why_label,
)
from riktmarke.presentation.language import Language
from riktmarke.vocabulary.groups import CATEGORIES, Dimension, Sex
from tests.presentation.challenges_made import DAYS, worded

SV, EN = Language.SWEDISH, Language.ENGLISH


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("label", "codes"),
    [
        (reason_label, ChallengeReason),
        (listing_label, Listing),
        (source_label, UncertaintySource),
        (why_label, Why),
        (undecided_sentence, Undecided),
    ],
)
def test_every_code_has_words_of_its_own(
    label: Callable[[Any, Language], str], codes: type[Enum], language: Language
) -> None:
    said = [label(code, language) for code in codes]
    assert len(set(said)) == len(said)
    assert [code for code, words in zip(codes, said, strict=True) if not words] in ([], [Undecided.DECIDED])


@pytest.mark.parametrize("language", Language)
def test_why_something_cannot_be_decided_and_why_it_moved_are_full_sentences(language: Language) -> None:
    sentences = [undecided_sentence(code, language) for code in Undecided if code] + [
        why_label(why, language) for why in Why
    ]
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize(
    ("group", "swedish", "english"),
    [
        ("_T", "alla", "everyone"),
        ("F", "kvinnor", "women"),
        ("M", "män", "men"),
        ("origin:foreign_born", "utrikes födda", "people born abroad"),
        ("origin:native_born|F", "inrikes födda kvinnor", "women born in Sweden"),
        (
            "education:primary",
            "personer med förgymnasial utbildning",
            "people without upper secondary education",
        ),
        ("education:tertiary|M", "män med eftergymnasial utbildning", "men with post-secondary education"),
        ("income:quintile_1", "femtedelen med lägst inkomst", "people in the fifth with the lowest incomes"),
        ("income:quintile_3|F", "kvinnor i den mellersta inkomstfemtedelen", "women in the middle fifth by income"),
    ],
)
def test_groups_are_named_as_they_stand_in_a_sentence(group: str, swedish: str, english: str) -> None:
    assert group_label(group, SV) == swedish
    assert group_label(group, EN) == english


@pytest.mark.parametrize("language", Language)
def test_no_two_groups_have_the_same_name(language: Language) -> None:
    keys = [sex.value for sex in Sex]
    for dimension in (Dimension.ORIGIN, Dimension.EDUCATION, Dimension.INCOME):
        keys += [f"{dimension}:{c}{sex}" for c in CATEGORIES[dimension] for sex in ("", "|F", "|M")]
    assert len({group_label(key, language) for key in keys}) == len(keys)


@pytest.mark.parametrize(
    ("against", "swedish", "english"),
    [
        (Against.NOBODY, "", ""),
        (Against.SIMILAR, "liknande kommuner", "similar municipalities"),
        (Against.COUNTY, "övriga kommuner i Dalarna", "the other municipalities of Dalarna"),
        (Against.COUNTRY, "Sverige", "Sweden"),
        (Against.MIDDLE, "kommunen i mitten", "the median municipality"),
    ],
)
def test_comparators_say_what_they_are(against: Against, swedish: str, english: str) -> None:
    assert against_label(worded(DAYS), against) == swedish
    assert against_label(worded(DAYS), against, EN) == english
