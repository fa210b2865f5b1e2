"""The English site on the real figures and Hedemora's plan: English titles, and no Swedish unsaid."""

import re
import tomllib
from collections import deque
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from riktmarke.governance.definitions import Definition, with_parts
from riktmarke.presentation.labels import area_name
from riktmarke.publishing.website.figures import Figures
from tests.publishing.english import EnglishText, swedish_left
from tests.publishing.reading import text_of

START = "/en/"
# Pages of which one is like another: so many of each are gone through.
ALIKE = re.compile(r"/(nyckeltal|utmaningar|ramverk/agenda-2030|mal|styrdokument|fokusomraden)/[^/?]+/$")
OF_EACH = 12
LINK = re.compile(r'href="(/en/[^"#?]*)(?:[?#][^"]*)?"')
ELSEWHERE = re.compile(r"^/en/kommun/(?!2083/)|/sok/|\.(?:csv|xlsx|svg|png|json|xml)$")

FOUND_IN_ENGLISH = (
    ("life expectancy", "Life expectancy at birth"),
    ("unemployment", "Long-term unemployment"),
    ("smoking", "Daily smoking"),
    ("greenhouse gas", "Greenhouse gas emissions"),
    ("income inequality", "Income inequality between households (Gini)"),
    ("valdeltagande", "Municipal election turnout"),
)


@pytest.fixture
def pages(hedemora_site: Figures) -> dict[str, str]:
    """The pages that lead from the start, by their addresses."""
    visitor, seen, alike, waiting = Client(), {START}, dict[str, int](), deque([START])
    found = {}
    while waiting:
        address = waiting.popleft()
        answer = visitor.get(address, follow=True)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        found[address] = answer.content.decode()
        for link in LINK.findall(found[address]):
            kind = ALIKE.search(link)
            if link in seen or ELSEWHERE.search(link) or (kind and alike.get(kind[1], 0) >= OF_EACH):
                continue
            seen.add(link)
            waiting.append(link)
            if kind:
                alike[kind[1]] = alike.get(kind[1], 0) + 1
    return found


def test_no_swedish_is_left_unsaid_and_no_indicator_is_called_by_its_swedish_title(
    hedemora_site: Figures, pages: dict[str, str], real_catalogue: dict[str, Definition]
) -> None:
    with translation.override("en"):
        said = {name for area in hedemora_site.dataset().areas for name in (area.name, area_name(area))}
    names = sorted(said, key=len, reverse=True)
    plan = tomllib.loads((Path(settings.RIKTMARKE_PLANS) / "hedemora" / "plan.toml").read_text(encoding="utf-8"))
    rows = [row for table in plan.values() for row in (table if isinstance(table, list) else [table])]
    titles = {row.get("title", row.get("name", "")) for row in rows} | {
        one.title for one in hedemora_site.dataset().series
    }
    known = sorted(filter(None, titles), key=len, reverse=True)
    left = {address: found for address, html in pages.items() if (found := swedish_left(html, names, known))}
    assert left == {}

    swedish = {d.title for d in with_parts(real_catalogue).values()} - {d.title_en for d in real_catalogue.values()}
    called = {(address, title) for address, html in pages.items() for title in swedish & _whole_texts(html)}
    assert called == set()
    assert len(pages) > 90


def _whole_texts(html: str) -> set[str]:
    """The texts of a page's elements that are not said to be Swedish."""
    page = EnglishText()
    page.feed(html)
    return {" ".join(text.split()) for text in page.texts}


@pytest.mark.parametrize("page", ["", "vision/", "overgripande-mal/trygg-plats/", "fokusomraden/jamlik-halsa/"])
def test_who_reads_english_is_told_that_the_plan_is_in_swedish(hedemora_site: Figures, page: str) -> None:
    said = "The titles and texts of the plan are in Swedish only. A browser can translate them."
    english = Client().get(f"/en/kommun/2083/{page}", follow=True).content.decode()
    swedish = Client().get(f"/kommun/2083/{page}", follow=True).content.decode()

    assert (said in text_of(english), "finns bara på svenska" in text_of(swedish)) == (True, False)


def test_indicators_are_found_by_their_english_titles_and_every_example_finds_something(hedemora_site: Figures) -> None:
    visitor, missed = Client(), {}
    for words, title in FOUND_IN_ENGLISH:
        html = visitor.get("/en/sok/", {"q": words}).content.decode()
        results = {text_of(found): tag for tag, found in re.findall(r"<h3><a([^>]*)>(.*?)</a></h3>", html)}
        if "lang=" in results.get(title, "lang=") or "instead of" in html:
            missed[words] = list(results)[:6]
    assert missed == {}

    examples = re.findall(r'href="(/en/sok/\?q=[^"]+)"', visitor.get("/en/sok/").content.decode())
    assert len(examples) > 4
    assert [one for one in examples if "<h3>" not in visitor.get(unescape(one)).content.decode()] == []
