"""Two languages: the address says which, links stay in it, and every text of the public pages has its English."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest
from django.test import Client
from django.utils import translation

from riktmarke.presentation.charts import Chart
from riktmarke.presentation.labels import area_name
from riktmarke.presentation.language import say
from riktmarke.presentation.rendering import ChartCache
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.languages.addresses import in_english, links_in_english
from riktmarke.publishing.website.languages.quotations import quotations_marked
from tests import invented_plan
from tests.words import files, found

OWN = "9101"


@pytest.mark.parametrize(
    ("address", "english"),
    [
        ("/", "/en/"),
        ("/kommun/9101/?med=9102#x", "/en/kommun/9101/?med=9102#x"),
        ("/kommun/9101/nyckeltal/N1/diagram.svg", "/en/kommun/9101/nyckeltal/N1/diagram.svg"),
        ("/entre/", "/en/entre/"),
        ("/en/kommuner/", "/en/kommuner/"),
        ("/static/riktmarke/site.css", "/static/riktmarke/site.css"),
        ("/media/x.png", "/media/x.png"),
        ("/admin/", "/admin/"),
        ("/dokument/1/", "/dokument/1/"),
        ("//example.org/", "//example.org/"),
        ("https://example.org/", "https://example.org/"),
        ("#innehall", "#innehall"),
        ("?sida=2", "?sida=2"),
    ],
)
def test_an_address_in_english(address: str, english: str) -> None:
    assert in_english(address) == english


def test_links_stay_in_english_and_text_is_left_alone() -> None:
    html = (
        '<p title="a > b"><a class="x" href="/mal/">href="/mal/"</a> <img src=\'/bild.svg\'><source srcset="/smal.svg">'
        '<form action="/kommun/"><a href="/" hreflang="sv">Svenska</a><i data-href="/x"></i>'
    )
    assert links_in_english(html) == (
        '<p title="a > b"><a class="x" href="/en/mal/">href="/mal/"</a> <img src=\'/en/bild.svg\'>'
        '<source srcset="/en/smal.svg">'
        '<form action="/en/kommun/"><a href="/" hreflang="sv">Svenska</a><i data-href="/x"></i>'
    )
    assert links_in_english(links_in_english(html)) == links_in_english(html)


def test_what_an_english_sentence_quotes_in_swedish_is_marked() -> None:
    html = (
        '<title>“Ohälsotal” – Riktmärke</title><meta content="“Ohälsotal”"><p title="a > b">Among men, “Ohälsotal” and'
        " “anmälda brott” rose. Nothing for “ohälsa”. The source is, in Swedish: “SCB &amp; andra”.</p>"
        "<option>“Ohälsotal”</option><td>“Kvinnor &amp; män”</td>"
    )
    marked = quotations_marked(html, titles={"ohälsotal", "anmälda brott", "kvinnor & män"})

    assert marked == (
        '<title>“Ohälsotal” – Riktmärke</title><meta content="“Ohälsotal”"><p title="a > b">Among men, '
        '“<span lang="sv">Ohälsotal</span>” and “<span lang="sv">anmälda brott</span>” rose. Nothing for “ohälsa”. '
        'The source is, in Swedish: “<span lang="sv">SCB &amp; andra</span>”.</p><option>“Ohälsotal”</option>'
        '<td>“<span lang="sv">Kvinnor &amp; män</span>”</td>'
    )


def test_the_address_alone_says_the_language(visitor: Client) -> None:
    wishes = {"HTTP_ACCEPT_LANGUAGE": "en", "HTTP_COOKIE": "django_language=en"}
    swedish, english = visitor.get("/kommuner/", **wishes), visitor.get("/en/kommuner/", HTTP_ACCEPT_LANGUAGE="sv")

    assert '<html lang="sv">' in swedish.content.decode()
    assert '<html lang="en">' in english.content.decode()
    for answer in (swedish, english):
        assert "language" not in answer.headers.get("Vary", "").lower()
        assert not answer.cookies


def test_each_language_leads_to_the_same_page_in_the_other(visitor: Client) -> None:
    address = f"/kommun/{OWN}/nyckeltal/N90001/?med=9102"
    swedish, english = (visitor.get(root + address).content.decode() for root in ("", "/en"))

    assert f'href="/en{address}" hreflang="en" lang="en">In English<' in swedish
    assert f'href="{address}" hreflang="sv" lang="sv">På svenska<' in english
    path = address.partition("?")[0]
    for html, own in ((swedish, path), (english, f"/en{path}")):
        assert re.search(rf'<link rel="canonical" href="http://[^/"]*{own}">', html)
        assert re.search(rf'hreflang="sv" href="http://[^/"]*{path}"', html)
        assert re.search(rf'hreflang="en" href="http://[^/"]*/en{path}"', html)


def test_every_link_of_an_english_page_is_english_or_leads_back(visitor: Client) -> None:
    html = visitor.get(f"/en/kommun/{OWN}/").content.decode()
    tags = [tag for tag in re.findall(r"<[a-z]+ [^>]*>", html) if 'hreflang="sv"' not in tag]
    addresses = [found for tag in tags for found in re.findall(r'\s(?:href|src|srcset|action)="(/[^"]*)"', tag)]

    assert addresses
    assert [a for a in addresses if not a.startswith(("/en/", "/static/"))] == []


def test_files_answers_elsewhere_and_missing_pages_work_in_english(visitor: Client) -> None:
    series = f"/en/kommun/{OWN}/nyckeltal/N90001"
    assert visitor.get(f"{series}/diagram.svg").headers["Content-Type"].startswith("image/svg")
    assert visitor.get(f"{series}/siffror.csv").status_code == 200
    assert visitor.get("/en/kommun/?kod=9102").headers["Location"] == "/en/kommun/9102/"
    assert visitor.get(f"/en/kommun/{OWN}").headers["Location"] == f"/en/kommun/{OWN}/"
    assert visitor.get("/en?q=1").headers["Location"] == "/en/?q=1"
    for nothing in ("/en/finns/inte/", "/en/admin/", "/en/en/", "/en/static/x/"):
        assert visitor.get(nothing).status_code == 404


def test_the_language_of_one_answer_is_not_the_next_one_s(visitor: Client) -> None:
    visitor.get("/en/kommuner/")

    assert translation.get_language() == "sv"
    assert '<html lang="sv">' in visitor.get("/kommuner/").content.decode()


def test_every_text_has_its_english() -> None:
    has = files.english()
    missing = sorted({f"{text.part} {text.place}: {text.said}" for text in found.texts() if text.key not in has})

    assert missing == [], "write it in words/<part>/en/LC_MESSAGES/django.po, and run make words"


def test_what_is_compiled_is_what_is_written() -> None:
    stale = [file for file in files.parts() if not files.is_current(file)]

    assert stale == [], "run make words"


def test_the_english_has_the_places_of_the_swedish() -> None:
    wrong = [
        (key, form)
        for key, forms in files.english().items()
        for form in forms
        if len(forms) == 1 and _places(form) != _places(key[0])
    ]

    assert wrong == []


def _places(text: str) -> set[str]:
    named = {name for _, name, _, _ in Formatter().parse(text) if name} if "{" in text else set()
    return named | set(re.findall(r"%\((\w+)\)s", text))


def test_a_text_has_the_same_english_in_every_part() -> None:
    held: dict[tuple[str, str], set[str]] = {}
    for file in files.parts():
        for message in files.read(file):
            if message.id:
                said = message.id if isinstance(message.id, str) else message.id[0]
                held.setdefault((said, message.context or ""), set()).add(str(message.string))

    assert {key: forms for key, forms in held.items() if len(forms) > 1} == {}


def test_swedish_is_never_changed_by_somebody_else_s_words() -> None:
    with translation.override("sv"):
        changed = {text.said: say(text.said) for text in found.texts() if not text.meaning and not text.several}

    assert {said: now for said, now in changed.items() if said != now} == {}


ENGLISH_PAGES = (
    "/",
    "/kommun/9101/nyckeltal/N90001/",
    "/kommun/9101/nyckeltal/N90001/?med=9102",
    "/kommun/9101/utmaningar/",
    "/kommun/9101/utmaningar/?visa=tabell&grupp=kvinnor",
    "/kommun/9101/vision/",
    "/kommun/9101/overgripande-mal/vaxa/",
    "/kommun/9101/mal/",
    "/kommun/9101/mal/friskare/",
    "/kommun/9101/fokusomraden/",
    "/kommun/9101/fokusomraden/halsa/",
    "/kommun/9101/ramverk/",
    "/kommun/9101/ramverk/agenda-2030/",
    "/kommun/9101/ramverk/agenda-2030/3/",
    "/kommun/9101/styrdokument/",
    "/kommun/9101/styrdokument/strategi/",
    "/kommun/9101/konsuppdelning/",
    "/kommun/9101/befolkning/",
    "/kommun/9101/utforska/?q=andel",
    "/kommuner/",
    "/om-siffrorna/",
)
# Names, and the address of a page, which are Swedish in any language.
SWEDISH_NAMES = {"Riktmärke", "Påhittade"}
SWEDISH_WORD = re.compile(r"\b\w*[åäöÅÄÖ]\w*")
WITHOUT_END = {"meta", "link", "img", "br", "input", "source", "hr", "wbr", "col"}


class EnglishText(HTMLParser):
    """The text of a page that is not said to be Swedish; apart from it, what stands in its attributes to be heard."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.texts: list[str] = []
        self.in_attributes: list[str] = []

    @property
    def swedish(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        swedish = given["lang"] == "sv" if "lang" in given else self.swedish
        if not swedish:
            self.in_attributes += [
                given[name] or "" for name in ("alt", "aria-label", "placeholder", "data-label") if name in given
            ]
        if tag not in WITHOUT_END:
            self.open.append((tag, swedish))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.swedish and self.open and self.open[-1][0] not in {"title", "script", "option"}:
            self.texts.append(data)


@dataclass(frozen=True)
class Known:
    """Names of places, which are the same in any language, and texts that exist in Swedish only."""

    places: list[str]
    texts: list[str]


def swedish_left(html: str, known: Known) -> set[str]:
    """Return the Swedish on an English page that is not marked as Swedish.

    That is words with Swedish letters, and a known text wherever it can be marked: an attribute has no language.
    """
    page = EnglishText()
    page.feed(html)
    text, heard = "\n".join(page.texts), "\n".join(page.in_attributes)
    for place in known.places:
        text = text.replace(place, "")
    for one in (*known.texts, *known.places):
        heard = heard.replace(one, "")
    return {word for word in SWEDISH_WORD.findall(f"{text}\n{heard}") if word not in SWEDISH_NAMES}


@pytest.fixture
def known_in_swedish(challenge_site: Figures, planned_visitor: Client) -> Known:
    """What exists in Swedish only: the titles and texts of the catalogue and the plan, and names of places."""
    source = challenge_site
    definitions = source.catalogue.values()
    titles = [
        text for d in definitions for text in (d.title, d.phrase, d.why, d.note, d.not_split_by_sex, d.population)
    ]
    plan = tomllib.loads(invented_plan.PLAN)
    rows = [row for table in plan.values() if isinstance(table, list) for row in table]
    texts = [value for row in rows for value in row.values() if isinstance(value, str)]
    frameworks = [
        text for f in source.frameworks.values() for text in (f.title, f.short_title, *(i.title for i in f.items))
    ]
    places = [name for area in source.dataset().areas for name in (area.name, area_name(area))]
    series = [text for s in source.dataset().series for text in (s.title, s.description)]
    return Known(longest_first(places), longest_first((*titles, *texts, *frameworks, *series)))


def longest_first(texts: Iterable[str]) -> list[str]:
    """Return the texts that there are, once each, so that none is taken for a part of another."""
    return sorted({text for text in texts if text}, key=len, reverse=True)


def test_no_swedish_is_left_on_english_pages(planned_visitor: Client, known_in_swedish: Known) -> None:
    left = {
        address: found
        for address in ENGLISH_PAGES
        if (found := swedish_left(planned_visitor.get(f"/en{address}").content.decode(), known_in_swedish))
    }

    assert left == {}


def test_swedish_left_over_is_found() -> None:
    html = (
        '<p>Välkommen <a lang="sv" href="/">På svenska</a> <b aria-label="Sök">Hällefors: “Känd”</b>'
        '<img alt="Känd, Hällefors"></p>'
    )

    assert swedish_left(html, Known(places=["Hällefors"], texts=["Känd"])) == {"Välkommen", "Sök", "Känd"}


def test_a_chart_has_the_numbers_of_its_language() -> None:
    chart = Chart({"mark": "point"}, "", "")
    cache = ChartCache(Path("none"), lambda _: "")
    swedish = cache.key(chart)
    with translation.override("en"):
        assert cache.key(chart) != swedish
