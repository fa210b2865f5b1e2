"""An indicator's page in English says what its definition says in English, and marks as Swedish what has none."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from riktmarke.governance.definitions import BreakSource, Definition, Replacement, SeriesBreak
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.figures import Figures
from riktmarke.vocabulary.groups import Ground
from tests.publishing.reading import text_of

OWN, SERIES = "9101", "N90004"  # of everyone together only
PAGE = f"/kommun/{OWN}/nyckeltal/{SERIES}/"

SWEDISH = {
    "why": "Därför att det är påhittat.",
    "population": "påhittade människor",
    "not_split_by_sex": "Påhitten är inte delade.",
    "note": "Tänk på att det är påhittat.",
    "source": "Påhittsverket",
    "smallest_difference_why": "Så bestämdes påhittet.",
    "country_not_comparable": "Landet är påhittat på ett annat sätt.",
    "window_note": "Åren är påhittade.",
}
ENGLISH = {
    "why": "Because it is invented.",
    "population": "invented people",
    "not_split_by_sex": "The inventions are not split.",
    "note": "Remember that it is invented.",
    "source": "the Invention Agency",
    "smallest_difference_why": "That was decided of the invention.",
    "country_not_comparable": "The country is invented in another way.",
    "window_note": "The years are invented.",
}


def page_of(site: Figures, monkeypatch: pytest.MonkeyPatch, *, english: bool) -> str:
    """The page of an indicator with the texts above, with or without their English."""
    said = dict[str, str](SWEDISH)
    if english:
        said |= {f"{key}_en": text for key, text in ENGLISH.items()}
        said["phrase_en"] = "the invented share"
        said["title_en"] = "Invented share of everyone"
    reasons = ("It was invented anew.", "It was invented before.") if english else ("", "")
    indicator: Definition = replace(
        site.catalogue[SERIES],
        **said,  # type: ignore[arg-type]  # every one of them is a text
        split_by_sex=False,
        series_breaks=(SeriesBreak(2015, "Det hittades på igen.", BreakSource.PUBLISHER, reasons[0]),),
        replaces=(Replacement("N90001", 2012, "Det var påhittat förut.", reasons[1]),),
    )
    source = Figures(site.store.root, {**site.catalogue, SERIES: indicator})
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    return Client().get(f"/en{PAGE}").content.decode()


def swedish_of(html: str) -> set[str]:
    """What is marked as Swedish on a page."""
    return {text_of(found).strip() for found in re.findall(r'<(?:span|a|strong) [^>]*lang="sv"[^>]*>(.*?)</', html)}


def test_a_page_in_english_says_a_definitions_texts_in_english(
    invented_site: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = page_of(invented_site, monkeypatch, english=True)

    missing = [text for text in ENGLISH.values() if text not in html and text[0].upper() + text[1:] not in html]
    assert missing == []
    assert "The invented share in Exempelby was" in text_of(html)
    assert "It was invented anew." in html
    assert "from 2012 on. It was invented before." in text_of(html) or "It was invented before." in html
    left = [text for text in (*SWEDISH.values(), "Det hittades på igen.", "Det var påhittat förut.") if text in html]
    assert left == []
    assert "n Swedish: " not in html


def test_a_page_in_english_marks_the_texts_that_have_none(
    invented_site: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = page_of(invented_site, monkeypatch, english=False)

    marked = swedish_of(html)
    texts = {*SWEDISH.values(), "Det hittades på igen.", "Det var påhittat förut."} - {SWEDISH["population"]}
    assert texts - marked == set()
    assert "Påhittade människor." in marked


def test_the_workbook_of_a_series_says_them_in_the_language_of_its_page(
    invented_site: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_of(invented_site, monkeypatch, english=True)
    swedish = Client().get(PAGE).content.decode()

    assert [text for text in ENGLISH.values() if text in swedish] == []
    assert SWEDISH["why"] in swedish


def test_what_a_page_says_around_the_definition_is_english_too(invented_site: Figures) -> None:
    titled = Client().get(f"/en/kommun/{OWN}/nyckeltal/N90001/").content.decode()
    untitled = Client().get(f"/en{PAGE}").content.decode()

    assert "Whether they are larger than chance can make is not yet tested." in text_of(titled)
    assert "<cite>Invented share that the county has too</cite>" in titled
    assert '<cite lang="sv">Påhittad andel, bara totalt</cite>' in untitled


def test_challenges_are_counted_in_english(challenge_site: Figures) -> None:
    html = Client().get(f"/en/kommun/{OWN}/utmaningar/").content.decode()

    assert re.search(r"[^/]utmaning", text_of(html)) is None  # but in the address, which is Swedish


def test_the_grounds_have_the_english_titles_of_their_indicators(
    invented_site: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {name: replace(d, grounds=(Ground.SEX,)) for name, d in invented_site.catalogue.items()}
    monkeypatch.setattr(website_figures, "_figures", lambda *_: Figures(invented_site.store.root, known))
    html = Client().get(f"/en/kommun/{OWN}/mangfald/").content.decode()

    assert '">Invented share that the county has too</a>' in html
    assert '"><span lang="sv">Påhittad andel utan publicerat länsvärde</span></a>' in html
