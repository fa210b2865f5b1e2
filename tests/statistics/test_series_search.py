"""Finding series by words."""

from pathlib import Path

import pytest

from riktmarke.governance.everyday_words import load_everyday_words
from riktmarke.statistics.series import Series, SeriesGroup, SeriesRegister
from riktmarke.statistics.series_search import SeriesSearch
from riktmarke.statistics.store import Store


def series(identity: str, title: str, description: str = "") -> Series:
    return Series(identity, title, description, "", False, True, None, 2010, 2022, 1, 1, 0, 0)


REGISTER = SeriesRegister(
    (
        series("N1", "Ekonomiskt hållbar utveckling", "Om skolan."),
        series("N2", "Självskattad hälsa", "Ett mått på hälsa."),
        series("N3", "Skattesats, andel (%)"),
        series("N4", "Medarbetarengagemang", "Ett hållbart medarbetarengagemang."),
        series("N5", "Elever i årskurs 9"),
    ),
    (SeriesGroup("G1", "Jämställdhet", "", ("N5",)), SeriesGroup("G2", "Under", "G1", ("N2",))),
)
SEARCH = SeriesSearch(REGISTER, {"N3": "Kommunalskatt"}, {"niondeklassare": ("årskurs 9",)})


def found(words: str) -> list[str]:
    return [item.id for item in SEARCH.find(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hallbar", ["N1", "N4"]),  # without accents; a title before a description
        ("HÅLLBAR", ["N1", "N4"]),
        ("skatt", ["N3", "N2"]),  # the start of a word before the inside of one
        ("kommunalskatt", ["N3"]),  # what our own definition calls it
        ("jamstalldhet", ["N5", "N2"]),  # the subject it belongs to, and the subject above that
        ("n2", ["N2"]),
        ("niondeklassare", ["N5"]),  # an everyday word
        ("kola", []),  # the inside of a word in a description is chance: skolan
        ("hälsa hållbar", []),  # every word must match
        ("hälsa hälsa", ["N2"]),
        ("zzz", []),
    ],
)
def test_words_find(words: str, expected: list[str]) -> None:
    assert found(words) == expected


def test_no_words_find_everything_by_title() -> None:
    assert len(found("")) == len(REGISTER)


def test_only_what_may_be_chosen_is_found() -> None:
    assert [item.id for item in SEARCH.find("hallbar", within=["N4"])] == ["N4"]


def test_every_everyday_word_finds_real_series(real_store: Store, repository: Path) -> None:
    words = load_everyday_words(repository / "catalogue")
    search = SeriesSearch(real_store.dataset().series, {}, words)
    nothing = [f"{word} → {other}" for word, others in words.items() for other in others if not search.find(other)]
    assert nothing == []


def test_no_more_words_are_looked_for_than_can_narrow_anything_down() -> None:
    # A sign like \ufdfa folds to many letters and words; each word would cost a round over every series.
    assert found("hållbar utveckling ekonomiskt ett två" + " \ufdfa" * 100) == []
    assert found("ekonomiskt hållbar utveckling om skolan n1 utv håll zzz") == ["N1"]
