"""What readers search for, and what must be among the first that they find: everyday words, forms, misspellings."""

import re
from html import unescape

import pytest
from django.test import Client

from riktmarke.publishing.website.searching.entries import Entry, Kind
from riktmarke.publishing.website.searching.marking import excerpt, with_marks
from riktmarke.publishing.website.searching.matching import asked, find
from riktmarke.publishing.website.searching.stemming import stem
from tests.publishing.reading import main_of, text_of

# What is asked for, the kind of result, and what must be among the first three of it.
GOLDEN = (
    ("hallbar", "sidor", "Hållbarhet"),
    ("hållbart", "sidor", "Hållbarhet"),
    ("hållbarhetsstrategi", "planen", "Hållbarhetsstrategi 2019–2022"),
    ("jamstalldhet", "sidor", "Jämställdhet"),
    ("jämställd", "planen", "Jämställdhet"),
    ("jamstaldhet", "sidor", "Jämställdhet"),
    ("JÄMSTÄLLDHETEN", "sidor", "Jämställdhet"),
    ("mangfald", "sidor", "Mångfald"),
    ("rasism", "sidor", "Mångfald"),
    ("hbtq", "sidor", "Mångfald"),
    ("funktionshinder", "sidor", "Mångfald"),
    ("folkhälsa", "sidor", "Social hållbarhet"),
    ("prognos", "sidor", "Befolkningen framåt"),
    ("hur många invånare", "sidor", "Befolkningen framåt"),
    ("styrdokument", "sidor", "Styrdokument"),
    ("gdpr", "sidor", "Personuppgifter"),
    ("våra utmaningar", "sidor", "Utmaningar"),
    ("innevånare", "planen", "År 2038 är vi 17 500 innevånare i kommunen"),
    ("vision 2038", "planen", "Vision Hedemora 2038"),
    ("jämlik hälsa", "planen", "Jämlik hälsa"),
    ("trygghet", "planen", "Hedemora kommun är en trygg plats att bo, verka i och besöka"),
    ("ekonomi", "planen", "Vi har en god ekonomisk hushållning"),
    ("våld mot kvinnor", "ramverk", "6 Mäns våld mot kvinnor ska upphöra"),
    ("fattigdom", "ramverk", "1 Ingen fattigdom"),
    ("agenda 2030", "ramverk", "Agenda 2030"),
    ("klimatet", "ramverk", "13 Bekämpa klimatförändringarna"),
    ("arbetslösa", "nyckeltal", "Långtidsarbetslöshet"),
    ("arbetslöshet", "nyckeltal", "Långtidsarbetslöshet"),
    ("skolresultat", "nyckeltal", "Behöriga till yrkesprogram i årskurs 9"),
    ("dagis", "nyckeltal", "Barn i förskola"),
    ("sopor", "nyckeltal", "Insamlat kommunalt avfall"),
    ("kriminalitet", "nyckeltal", "Anmälda stölder"),
    ("klimatutsläpp", "nyckeltal", "Utsläpp av växthusgaser"),
    ("löneskillnader", "nyckeltal", "Kvinnors medianlön minus mäns i kommunen"),
    ("sjukskrivningar", "nyckeltal", "Sjukpenningtal"),
    ("psykisk ohälsa", "nyckeltal", "Allvarlig psykisk påfrestning"),
    ("pappor", "nyckeltal", "Mäns uttag av föräldrapenning"),
    ("rösta", "nyckeltal", "Valdeltagande i kommunvalet"),
    ("rökning", "nyckeltal", "Daglig rökning"),
    ("N00957", "nyckeltal", "Ohälsotal"),
    ("ludvika", "kommuner", "Ludvika"),
    ("2085", "kommuner", "Ludvika"),
    ("hemedora", "kommuner", "Hedemora"),
)
# What wins over the other kinds, so that it stands first on the page.
FIRST = (
    ("jamstalldhet", "Jämställdhet"),
    ("hallbar", "Hållbarhet"),
    ("Ludvika", "Ludvika"),
    ("vision 2038", "Vision Hedemora 2038"),
    ("personuppgifter", "Personuppgifter"),
)


def found(visitor: Client, words: str, **more: str) -> dict[str, list[str]]:
    """Return the titles that a search gives, by kind, in the order of the page."""
    html = visitor.get("/sok/", {"q": words, **more}).content.decode()
    sections = re.findall(r'<section aria-labelledby="(\w+)">(.*?)</section>', html, re.DOTALL)
    return {kind: [text_of(title) for title in re.findall(r"<h3>(.*?)</h3>", part)] for kind, part in sections}


def test_everyday_words_find_what_readers_mean(hedemora: Client) -> None:
    missed = {}
    for words, kind, title in GOLDEN:
        first = found(hedemora, words).get(kind, [])[:3]
        if not any(one.startswith(title) for one in first):
            missed[words, kind, title] = first
    assert missed == {}
    for words, title in FIRST:
        assert next(iter(found(hedemora, words).values()))[0] == title


def test_a_misspelling_is_put_right_and_said(hedemora: Client) -> None:
    told = text_of(main_of(hedemora, "/sok/?q=hemedora"))
    assert "Inget hittades för ”hemedora”. Här visas i stället ”Hedemora”." in told
    told = text_of(main_of(hedemora, "/sok/?q=unga utan jobb"))
    assert "Inget har alla orden i ”unga utan jobb”. Här visas det som har alla utom ett." in told


def test_what_is_written_stays_is_marked_and_named_in_the_title(hedemora: Client) -> None:
    html = hedemora.get("/sok/", {"q": "trygg skola"}).content.decode()
    assert 'name="q" value="trygg skola"' in html
    assert "<mark>Trygghet</mark> i <mark>skolan</mark>" in html
    assert "<title>Sök: trygg skola" in html
    assert re.search(r"\d+ träff(ar)? för ”trygg skola”", unescape(html))


def test_what_anyone_writes_is_only_text(hedemora: Client) -> None:
    for words in (
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "\0",
        "å" * 5000,
        "% _ ' \\",
        "{{ x }}",
    ):
        answer = hedemora.get("/sok/", {"q": words})
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content
        assert b"<img src=x" not in answer.content
    assert with_marks("<b>trygg</b> & säker", asked("trygg")) == "&lt;b&gt;<mark>trygg</mark>&lt;/b&gt; &amp; säker"


def test_in_vain_and_without_words_there_is_help(hedemora: Client) -> None:
    for address in ("/sok/?q=xyzzy", "/sok/", "/sok/?q=%20"):
        told = text_of(main_of(hedemora, address))
        assert "Pröva vardagsord: arbetslöshet" in told
        assert "Välj bland alla kommuner" in told


def test_the_search_stays_in_the_municipality_that_it_began_in(hedemora: Client) -> None:
    html = hedemora.get("/kommun/2085/nyckeltal/N00957/").content.decode()
    assert '<input type="hidden" name="kommun" value="2085">' in html
    page = main_of(hedemora, "/sok/?q=ohälsotal&kommun=2085")
    assert 'href="/kommun/2085/nyckeltal/N00957/"' in page
    assert "/kommun/2083/" not in page
    # an unknown one is left out, and Hedemora's plan is not found in another's site
    assert found(hedemora, "vision 2038", kommun="9999")["planen"] == ["Vision Hedemora 2038"]
    assert "planen" not in found(hedemora, "vision 2038", kommun="2085")


def test_one_kind_alone_shows_all_of_it(hedemora: Client) -> None:
    page = main_of(hedemora, "/sok/?q=agenda&visa=ramverk")
    assert 40 < page.count("<h3>") <= 60
    assert "Visa allt som hittades" in page


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hallbarheten", "hallbara"),
        ("skolorna", "skola"),
        ("arbetslosa", "arbetsloshet"),
        ("kommunernas", "kommunen"),
        ("nyckeltalen", "nyckeltal"),
        ("kvinnors", "kvinna"),
        ("trygga", "trygghet"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_titles_count_before_texts_and_short_titles_before_long() -> None:
    entries = [
        Entry(Kind.PLAN, "Annat", "/a/", text="Om miljön i kommunen."),
        Entry(Kind.PLAN, "Miljö och klimat i alla verksamheter", "/b/"),
        Entry(Kind.PLAN, "Miljö", "/c/"),
        Entry(Kind.PLAN, "Arbetsmiljö", "/d/"),
        Entry(Kind.PLAN, "Familj", "/e/"),
    ]
    assert [hit.entry.address for hit in find(entries, asked("miljön"))] == ["/c/", "/b/", "/d/", "/a/"]
    assert find(entries, asked("")) == []
    assert next(hit.entry.address for hit in find(entries, asked("miljö finnsinte"), but=1)) == "/c/"


def test_an_excerpt_shows_where_the_word_is() -> None:
    text = "Början. " * 40 + "Här står trygghet mitt i. " + "Slutet. " * 40
    assert "<mark>trygghet</mark>" in excerpt(text, asked("trygg"))
    assert excerpt(text, asked("trygg")).startswith("… ")
    assert len(excerpt(text, asked("finnsinte"))) < 200
