"""Two languages: the address says which, links stay in it, and every text of the public pages has its English."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from django.test import Client
from django.utils import translation
from openpyxl import load_workbook

from riktmarke.governance.composites import Composite
from riktmarke.governance.definitions import with_parts
from riktmarke.governance.models import OverarchingGoal
from riktmarke.presentation.challenge_chart import LONGEST_NAME
from riktmarke.presentation.charts import Chart
from riktmarke.presentation.labels import area_name
from riktmarke.presentation.language import say
from riktmarke.presentation.rendering import ChartCache
from riktmarke.publishing.website import figures as website_figures
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.languages.addresses import in_english, links_in_english
from riktmarke.publishing.website.languages.quotations import quotations_marked
from tests import invented_plan
from tests.publishing.english import SWEDISH_NAMES, SWEDISH_WORD, swedish_left
from tests.publishing.test_composite_pages import composite as invented_composite
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


# Where the word is not what an indicator is called: to measure, and a measure in the sense of statistics.
MEASURES = ("We measure", "as they measure", "does not measure", "is a measure (CRPS)", "the measure of")


def test_an_indicator_is_never_a_measure_in_english_where_measures_are_what_is_done() -> None:
    said = " ".join(form for forms in files.english().values() for form in forms)
    for known in MEASURES:
        said = said.replace(known, "")

    assert re.findall(r"(?i)[^.]{0,40}(?<![({])\bmeasures?\b(?!\)s|\}|=|\")[^.]{0,40}", said) == []


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
    "/kommun/9101/jamfor/?med=9102",
    "/kommun/9101/jamfor/?med=9102&nyckeltal=N90001",
    "/kommun/9101/karta/?nyckeltal=N90002",
    "/kommun/9101/hallbarhet/",
    "/kommun/9101/social-hallbarhet/",
    "/kommun/9101/jamstalldhet/",
    "/kommun/9101/mangfald/",
    "/kommun/9101/utmaningar/N90001/",
    "/kommun/9101/utmaningar/N90002/",
    "/kommun/9101/sammanvagt/pahittad-trygghet/",
    "/kommun/9101/sammanvagt/pahittad-trygghet/?for=företag",
    "/om/prognoser/",
    "/sok/",
    "/sok/?q=share",
    "/sok/?q=friskare",
    "/kommuner/",
    "/om-siffrorna/",
)


@pytest.fixture
def english_site(challenge_site: Figures, planned_visitor: Client, monkeypatch: pytest.MonkeyPatch) -> Figures:
    """The site with its plan, its challenges and a composite; most of its indicators have no English title."""
    weighed = {"pahitt": _in_english(invented_composite(experienced="N90001"))}
    source = Figures(
        challenge_site.store.root, challenge_site.catalogue, frameworks=challenge_site.frameworks, composites=weighed
    )
    monkeypatch.setattr(website_figures, "_figures", lambda *_: source)
    OverarchingGoal.objects.filter(key="vaxa").update(composite="pahitt")
    return source


def _in_english(composite: Composite) -> Composite:
    """A composite with English for all of its texts, as each of the project's own has."""
    dimensions = [
        replace(
            one,
            title_en=f"Dimension {number}",
            says_en="What it says.",
            without_en=dict.fromkeys(one.without, "Nobody asks them."),
            parts=tuple(replace(part, why_en="Its reason.") for part in one.parts),
        )
        for number, one in enumerate(composite.dimensions, start=1)
    ]
    return replace(
        composite,
        title_en="Invented safety",
        superlative_en="safest municipality",
        says_en="Weighs inventions together.",
        cannot_say_en=tuple("It says nothing of the world." for _ in composite.cannot_say),
        dimensions=tuple(dimensions),
    )


def _by_length(texts: Iterable[str]) -> list[str]:
    return sorted({text for text in texts if text}, key=len, reverse=True)


def _untitled(source: Figures) -> list[str]:
    """The titles of the indicators, and of their groups, that have no English."""
    return [d.title for d in with_parts(source.catalogue).values() if not d.title_en]


def _titles_in_swedish(source: Figures) -> list[str]:
    """What is named in Swedish only: the publisher's series, and what the plan and the catalogue have no English of."""
    rows = [row for table in tomllib.loads(invented_plan.PLAN).values() if isinstance(table, list) for row in table]
    named = [row.get("title", row.get("name", "")) for row in rows]
    series = [one.title for one in source.dataset().series]
    return _by_length([*named, *series, *_untitled(source), *(c.title for c in source.composites.values())])


def test_no_swedish_is_left_on_english_pages(english_site: Figures, planned_visitor: Client) -> None:
    names = _by_length(name for area in english_site.dataset().areas for name in (area.name, area_name(area)))
    titles = _titles_in_swedish(english_site)
    answers = {address: planned_visitor.get(f"/en{address}") for address in ENGLISH_PAGES}

    assert {address: answer.status_code for address, answer in answers.items() if answer.status_code != 200} == {}
    left = {
        address: found
        for address, answer in answers.items()
        if (found := swedish_left(answer.content.decode(), names, titles))
    }
    assert left == {}


ENGLISH_FILES = (
    "/kommun/9101/nyckeltal/N90001/siffror.xlsx",
    "/kommun/9101/nyckeltal/N90001/siffror-excel.csv",
    "/kommun/9101/nyckeltal/N90001/diagram.svg?med=9102",
    "/kommun/9101/nyckeltal/N90001/lage.svg",
    "/kommun/9101/nyckeltal/N90002/siffror.xlsx",
    "/kommun/9101/jamfor/siffror.xlsx?med=9102",
    "/kommun/9101/jamfor/diagram.svg?med=9102&nyckeltal=N90001",
    "/kommun/9101/karta/siffror.xlsx?nyckeltal=N90001",
    "/kommun/9101/utmaningar/utmaningar.xlsx",
    "/kommun/9101/utmaningar/utmaningar-excel.csv",
    "/kommun/9101/utmaningar/utmaningar.csv",
    "/kommun/9101/utmaningar/bild.svg",
)


def _texts_of(name: str, content: bytes) -> list[str]:
    """The texts of a file: the cells of a workbook, what is seen and heard of a picture, the rest as it is."""
    if name.endswith(".xlsx"):
        book = load_workbook(BytesIO(content))
        rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
        return [*book.sheetnames, *(cell for row in rows for cell in row if isinstance(cell, str))]
    text = content.decode("utf-8-sig")
    if name.endswith(".svg"):
        said = re.findall(r'>([^<>]+)<|aria-label="([^"]*)"', re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL))
        return [unescape(seen or heard) for seen, heard in said]
    return [text]


def test_no_swedish_of_ours_is_left_in_the_files_of_english_pages(
    english_site: Figures, planned_visitor: Client
) -> None:
    """A file cannot say which language a text is in: what is Swedish only is the catalogue's and the publisher's."""
    definitions = english_site.catalogue.values()
    catalogue = [t for d in definitions for t in (d.why, d.note, d.source, d.population, d.not_split_by_sex)]
    reasons = [one.reason for d in definitions for one in (*d.series_breaks, *d.replaces, *d.replaced_by)]
    described = [text for one in english_site.dataset().series for text in (one.title, one.description)]
    names = [name for area in english_site.dataset().areas for name in (area.name, area_name(area))]
    titles = _untitled(english_site)
    shortened = [f"{title[:LONGEST_NAME].rsplit(' ', 1)[0]} …" for title in titles]  # where a picture has no room
    known = _by_length([*catalogue, *reasons, *described, *names, *titles, *shortened])
    left = {}
    for address in ENGLISH_FILES:
        answer = planned_visitor.get(f"/en{address}")
        assert answer.status_code == 200, address
        texts = _texts_of(address.partition("?")[0], answer.content)
        assert texts, address
        assert [text for text in texts if "<span" in text] == [], address
        text = "\n".join(texts)
        for one in known:
            text = re.sub(re.escape(one), "", text, flags=re.IGNORECASE)
        found = {word for word in SWEDISH_WORD.findall(text) if word not in SWEDISH_NAMES}
        left |= {address: found} if found else {}
    assert left == {}


def test_swedish_left_over_is_found() -> None:
    html = (
        '<p>Välkommen <a lang="sv" href="/">På svenska</a> <b aria-label="Sök">Hällefors: “Känd”</b>'
        '<img alt="Känd, Hällefors"></p>'
    )

    assert swedish_left(html, ["Hällefors"], ["Känd"]) == {"Välkommen", "Sök", "Känd"}


def test_a_chart_has_the_numbers_of_its_language() -> None:
    chart = Chart({"mark": "point"}, "", "")
    cache = ChartCache(Path("none"), lambda _: "")
    swedish = cache.key(chart)
    with translation.override("en"):
        assert cache.key(chart) != swedish
