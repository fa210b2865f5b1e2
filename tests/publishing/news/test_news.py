"""News: a list, a page each, a feed, and the latest on the start and on the focus areas that they touch."""

from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.images.models import Image

from riktmarke.publishing.website.models import NewsIndex, NewsPage

ATOM = "{http://www.w3.org/2005/Atom}"
FOCUS = "/kommun/9101/fokusomraden/halsa/"


def piece(title: str, *, day: date = date(2026, 3, 1), publish: bool = True, **fields: Any) -> NewsPage:
    page: NewsPage = NewsIndex.objects.get().add_child(instance=NewsPage(title=title, day=day, live=False, **fields))
    revision = page.save_revision()
    if publish:
        revision.publish()
    return page


def seen(visitor: Client, address: str) -> str:
    answer = visitor.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_without_news_the_list_says_so_and_the_start_says_nothing(planned_visitor: Client) -> None:
    assert "Här finns inga nyheter än." in seen(planned_visitor, "/nyheter/")
    assert "news-strip" not in seen(planned_visitor, "/")


def test_news_stands_in_the_list_on_its_page_on_the_start_and_on_its_focus_area(planned_visitor: Client) -> None:
    piece("Nytt elljusspår", introduction="<p>Det är <b>öppet</b>.</p>", focus_areas=["halsa"])
    piece("Ett utkast", publish=False)
    for address in ("/nyheter/", "/", FOCUS):
        page = seen(planned_visitor, address)
        assert 'href="/nyheter/nytt-elljusspar/"' in page
        assert "Det är öppet." in page
        assert "Ett utkast" not in page
    one = seen(planned_visitor, "/nyheter/nytt-elljusspar/")
    assert '<time datetime="2026-03-01">1\u00a0mars 2026</time>' in one
    assert f'href="{FOCUS}"' in one
    assert one.count("<h1") == 1
    assert "news-strip" not in seen(planned_visitor, "/kommun/9102/")
    html5lib.HTMLParser(strict=True).parse(one)


def test_the_list_is_in_pages_of_ten_latest_first(planned_visitor: Client) -> None:
    for number in range(12):
        piece(f"Nyhet {number}", day=date(2026, 1, 1) + timedelta(days=number))
    first, second = seen(planned_visitor, "/nyheter/"), seen(planned_visitor, "/nyheter/sida/2/")
    assert first.index("Nyhet 11<") < first.index("Nyhet 2<")
    assert "Nyhet 1<" not in first
    assert "Sida 1 av 2" in first
    assert "Nyhet 0<" in second
    assert 'rel="next" href="/nyheter/sida/2/"' in first
    assert 'rel="prev" href="/nyheter/"' in second
    assert "<title>Nyheter – Exempelby – Sida 2 av 2 – " in second
    assert "Sida 2 av 2" in seen(planned_visitor, "/nyheter/sida/99/")
    assert seen(planned_visitor, "/").count('<p class="news-day">') == 3


def test_the_feed_is_atom_with_what_readers_ask_for(planned_visitor: Client) -> None:
    piece("Om <mål> & medel", introduction="<p>Kort.</p>")
    answer = planned_visitor.get("/nyheter/atom.xml")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}title") == "Nyheter från Exempelby"
    assert all(feed.find(f"{ATOM}{name}") is not None for name in ("id", "updated", "link", "author"))
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "Om <mål> & medel"
    assert entry.findtext(f"{ATOM}summary") == "Kort."
    assert str(entry.find(f"{ATOM}link").get("href")).endswith("/nyheter/om-mal-medel/")  # type: ignore[union-attr]


def test_news_is_among_the_english_where_it_has_an_english_title(planned_visitor: Client) -> None:
    piece("Bara på svenska")
    piece("På båda språken", title_en="In both languages", introduction_en="<p>Short.</p>")
    listed = seen(planned_visitor, "/en/nyheter/")
    assert "In both languages" in listed
    assert "Bara på svenska" not in listed
    one = seen(planned_visitor, "/en/nyheter/pa-bada-spraken/")
    assert ">In both languages</h1>" in one
    assert "Short." in one


def test_a_draft_of_news_is_seen_in_its_preview_alone(planned_visitor: Client) -> None:
    page = piece("Inte än", publish=False)
    assert planned_visitor.get("/nyheter/inte-an/").status_code == 404
    preview = page.get_latest_revision_as_object().make_preview_request(preview_mode="").content.decode()
    assert ">Inte än</h1>" in preview


def test_a_picture_over_news_has_a_description_or_is_decoration(db: None) -> None:
    image = Image(pk=1, title="ek.jpg")
    page = NewsPage(title="Nyhet", slug="nyhet", day=date(2026, 3, 1), picture=image)
    with pytest.raises(ValidationError, match="Beskriv bilden"):
        page.clean()
    page.picture_is_decoration = True
    page.clean()


def test_search_engines_get_a_map_of_the_site_and_stay_out_of_the_editor(planned_visitor: Client) -> None:
    piece("Nytt elljusspår")
    answer = planned_visitor.get("/sitemap.xml")
    listed = {e.text for e in ET.fromstring(answer.content).iter() if e.tag.endswith("}loc")}
    ends = {str(address).partition("://")[2].partition("/")[2] for address in listed}
    wanted = {"", "en/", "kommun/9101/vision/", "nyheter/nytt-elljusspar/", "kommun/9102/", "kommun/9101/jamstalldhet/"}
    assert wanted <= ends
    assert "en/nyheter/nytt-elljusspar/" not in ends
    robots = planned_visitor.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in robots
    assert "/sitemap.xml" in robots


def test_visitors_get_no_cookies_and_no_tool_of_the_editor(planned_visitor: Client) -> None:
    piece("Nytt elljusspår")
    for address in ("/", "/nyheter/", "/nyheter/nytt-elljusspar/", "/nyheter/atom.xml", "/sitemap.xml", "/robots.txt"):
        answer = planned_visitor.get(address)
        assert not answer.cookies
        assert "wagtail" not in answer.content.decode().lower()
