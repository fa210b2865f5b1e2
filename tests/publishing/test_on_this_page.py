"""A long page begins with links to its sections; a short one does not."""

import re

import pytest
from django.template import Context, Template
from django.test import Client

SECTIONS = "{% load contents %}{% on_this_page %}"
END = "{% end_on_this_page %}"


def made(sections: str, **context: str) -> str:
    return Template(SECTIONS + sections + END).render(Context(context))


def links(html: str) -> list[tuple[str, str]]:
    listed = html.partition('<nav class="on-this-page"')[2].partition("</nav>")[0]
    return re.findall(r"<li>(<a[^>]*>)(.*?)</a></li>", listed)


def test_every_heading_that_can_be_led_to_is_listed_in_order_before_the_sections() -> None:
    html = made('<h2 id="a">Ett</h2><h2>Utan plats</h2><h2 tabindex="-1" id="b">Två</h2><h2 class="x" id="c">Tre</h2>')
    assert links(html) == [('<a href="#a">', "Ett"), ('<a href="#b">', "Två"), ('<a href="#c">', "Tre")]
    assert html.index("</nav>") < html.index('<h2 id="a">')
    assert html.count("<h2") == 4


def test_two_headings_are_no_list() -> None:
    assert made('<h2 id="a">Ett</h2><h2 id="b">Två</h2>') == '<h2 id="a">Ett</h2><h2 id="b">Två</h2>'


def test_a_heading_keeps_its_language_and_hidden_words_and_loses_its_link() -> None:
    html = made(
        '<h2 id="a" lang="sv">Ett</h2><h2 id="b"><a href="/x/">Två</a> <span class="hidden">till</span></h2>'
        '<h2 id="c">Om <span lang="sv">tre</span></h2>'
    )
    assert links(html) == [
        ('<a lang="sv" href="#a">', "Ett"),
        ('<a href="#b">', 'Två <span class="hidden">till</span>'),
        ('<a href="#c">', 'Om <span lang="sv">tre</span>'),
    ]


def test_what_was_escaped_in_a_heading_is_escaped_in_the_list() -> None:
    html = made('<h2 id="a">{{ title }}</h2><h2 id="b">Två</h2><h2 id="c">Tre</h2>', title="<script>1 & 2</script>")
    assert "<script>" not in html
    assert links(html)[0][1] == "&lt;script&gt;1 &amp; 2&lt;/script&gt;"


@pytest.mark.parametrize(
    "address",
    ["nyckeltal/N00957/", "utmaningar/", "fokusomraden/jamlik-halsa/", "social-hallbarhet/", "befolkning/"],
)
def test_every_link_on_a_real_page_leads_to_a_place_on_it(hedemora: Client, address: str) -> None:
    html = hedemora.get(f"/kommun/2083/{address}").content.decode()
    listed = [tag.partition('"#')[2].rstrip('">') for tag, _ in links(html)]
    assert len(listed) >= 3
    assert len(set(listed)) == len(listed)
    assert [html.count(f'id="{place}"') for place in listed] == [1] * len(listed)
