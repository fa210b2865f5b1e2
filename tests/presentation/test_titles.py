"""Titles are said in the language of the page where they have it; where they have not, the page can tell."""

from dataclasses import replace
from pathlib import Path

from django.utils import translation

from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.definitions import Definition, with_parts
from riktmarke.governance.framework_lists import FrameworkList
from riktmarke.presentation.challenge_labels import group_label
from riktmarke.presentation.composite_tongue import composite_in_tongue
from riktmarke.presentation.language import Language
from riktmarke.presentation.titles import EnglishText, numbered_title, short_title_in_tongue, title_in_tongue
from tests.invented_figures import definition
from tests.presentation.making import wording

TITLED = definition("N1", title="Påhittad andel", title_en="Invented share")


def test_a_title_follows_the_language_that_is_spoken_and_otherwise_the_one_that_is_named() -> None:
    assert title_in_tongue(TITLED) == "Påhittad andel"
    assert title_in_tongue(TITLED, Language.ENGLISH) == "Invented share"
    with translation.override("en"):
        assert title_in_tongue(TITLED) == wording(TITLED).title == "Invented share"
        assert isinstance(title_in_tongue(TITLED), EnglishText)
        assert title_in_tongue(TITLED, Language.SWEDISH) == "Påhittad andel"


def test_without_english_the_swedish_title_stands_and_is_not_taken_for_english() -> None:
    with translation.override("en"):
        said = title_in_tongue(replace(TITLED, title_en=""))
    assert said == "Påhittad andel"
    assert not isinstance(said, EnglishText)


def test_a_number_before_a_title_changes_nothing_of_its_language() -> None:
    assert numbered_title("", "Hälsa") == "Hälsa"
    assert not isinstance(numbered_title("3", "Hälsa"), EnglishText)
    assert isinstance(numbered_title("3", EnglishText("Health")), EnglishText)
    assert numbered_title("3", EnglishText("Health")) == "3 Health"


def test_a_short_title_is_the_title_where_there_is_none_in_that_language() -> None:
    whole = FrameworkList("x", "Målen", "The goals", "Mål", "", "2026", "påhitt", "fri", "", "", True, ())
    assert short_title_in_tongue(whole) == "Mål"
    assert short_title_in_tongue(whole, Language.ENGLISH) == "The goals"
    assert short_title_in_tongue(replace(whole, short_title_en="Goals"), Language.ENGLISH) == "Goals"
    assert short_title_in_tongue(replace(whole, title_en=""), Language.ENGLISH) == "Mål"


def test_a_group_of_an_indicator_is_named_as_the_group_is_elsewhere(real_catalogue: dict[str, Definition]) -> None:
    parts = {d.series: d for d in with_parts(real_catalogue).values() if d.part_of}
    abroad = group_label("origin:foreign_born", Language.ENGLISH)

    assert parts["N00925"].title_en == "Life expectancy at birth, women"
    assert parts["N02268"].title_en == f"Employment rate, {abroad}" == "Employment rate, people born abroad"


def test_a_composite_says_all_its_texts_in_english(repository: Path, real_catalogue: dict[str, Definition]) -> None:
    composite = load_composites(repository / "catalogue", real_catalogue)["safety"]
    assert composite_in_tongue(composite) == composite
    with translation.override("en"):
        told = composite_in_tongue(composite)
    texts = [told.title, told.superlative, told.says, *told.cannot_say]
    for dimension in told.dimensions:
        texts += [dimension.title, dimension.says, *dimension.without.values()]
        texts += [text for part in dimension.parts for text in (part.why, part.from_year_why) if text]

    assert [text for text in texts if not isinstance(text, EnglishText)] == []
    assert [part.indicator for _, part in told.parts] == [part.indicator for _, part in composite.parts]
