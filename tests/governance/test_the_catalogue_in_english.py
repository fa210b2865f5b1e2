"""The English texts of the project's own catalogue: all of them are there, and say the numbers that the Swedish say."""

import re
from collections.abc import Iterator

from riktmarke.governance.definition_files import IN_ENGLISH, without_english
from riktmarke.governance.definitions import Definition

NUMBER = {"sv": re.compile(r"\d+(?:[  ]\d{3}\b)*(?:,\d+)?"), "en": re.compile(r"\d+(?:,\d{3}\b)*(?:\.\d+)?")}
# A phrase goes before "was", whatever is measured.
PLURAL = re.compile(r"^(?:the )?(?:[\w-]+ )?(?:emissions|costs|debts|deaths|crimes|values|days|injuries)\b")


def texts(d: Definition) -> Iterator[tuple[str, str, str]]:
    """Every text of a definition but its title, which is no translation: its key, the Swedish and the English."""
    for key in IN_ENGLISH[1:]:
        yield key, getattr(d, key), getattr(d, f"{key}_en")
    yield from ((f"break in {one.first_year}", one.reason, one.reason_en) for one in d.series_breaks)
    yield from ((one.series, one.reason, one.reason_en) for one in (*d.replaces, *d.replaced_by))


def numbers(text: str, language: str) -> list[str]:
    found = (re.sub("[  ]", "", number) for number in NUMBER[language].findall(text))
    return sorted(n.replace(",", "." if language == "sv" else "") for n in found)


def test_every_text_of_a_definition_stands_in_english_too(real_catalogue: dict[str, Definition]) -> None:
    assert {series: missing for series, d in real_catalogue.items() if (missing := without_english(d))} == {}


def test_no_number_of_a_text_is_left_out_or_mistyped_in_english(real_catalogue: dict[str, Definition]) -> None:
    """Whoever reads one of the two languages would not see it."""
    assert numbers("1 200 av 33,5 2022", "sv") == numbers("1,200 of 33.5 in 2022", "en") == ["1200", "2022", "33.5"]
    others = {
        (series, key): (numbers(swedish, "sv"), numbers(english, "en"))
        for series, d in real_catalogue.items()
        for key, swedish, english in texts(d)
        if english and numbers(swedish, "sv") != numbers(english, "en")
    }
    assert others == {}


def test_sentences_end_alike_and_phrases_can_stand_within_one(real_catalogue: dict[str, Definition]) -> None:
    both = [
        (series, key, swedish, english)
        for series, d in real_catalogue.items()
        for key, swedish, english in texts(d)
        if english
    ]
    assert [(series, key) for series, key, sv, en in both if sv.endswith(".") is not en.endswith(".")] == []
    phrases = [english for _, key, _, english in both if key == "phrase"]
    assert [one for one in phrases if "“" in one or PLURAL.match(one)] == []
    assert [one for one in phrases if not one[:1].islower() and not one.startswith("Gini")] == []
