"""Groups as words of addresses and of the command line."""

import re

import pytest

from riktmarke.assessment.challenges.choosing import EVERYONE, GROUPS
from riktmarke.presentation.group_slugs import GROUPS_BY_SLUG, group_slug
from riktmarke.presentation.language import Language


@pytest.mark.parametrize("language", Language)
def test_every_group_has_one_word_of_its_own_that_leads_back_to_it(language: Language) -> None:
    words = GROUPS_BY_SLUG[language]
    assert list(words.values()) == list(GROUPS)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word) for word in words)
    assert all(words[group_slug(key, language)] == key for key in GROUPS)


def test_a_word_means_the_same_in_both_languages_or_something_in_one_only() -> None:
    swedish, english = GROUPS_BY_SLUG[Language.SWEDISH], GROUPS_BY_SLUG[Language.ENGLISH]
    assert all(swedish[word] == english[word] for word in set(swedish) & set(english))


def test_the_words_are_those_that_people_use() -> None:
    assert group_slug("F") == "kvinnor"
    assert group_slug("origin:foreign_born|M") == "utrikes-fodda-man"
    assert group_slug("education:primary", Language.ENGLISH) == "primary-education"
    assert group_slug("origin:foreign_born|F", Language.ENGLISH) == "foreign-born-women"
    assert group_slug(EVERYONE) == ""
