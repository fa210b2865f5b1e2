"""What is on a long page, as links to its sections."""

import re
from collections.abc import Iterator

from django import template
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
FEWEST = 3
# Reading whole HTML takes longer than making the page; the headings come from our own templates, in this one form.
HEADING = re.compile(r"<h2\b(?P<marks>[^>]*)>(?P<inner>.*?)</h2>", re.DOTALL)
ID = re.compile(r'\bid="(?P<id>[^"]+)"')
LANG = re.compile(r'\slang="\w+"')
LINK = re.compile(r"</?a\b[^>]*>")


class Contents(Node):
    """Sections of a page, after links to them where they are many.

    Django's own simple block tags hide what is within from those who look for texts in templates (`tests.words`).
    """

    def __init__(self, sections: NodeList) -> None:
        self.nodelist = sections

    def render(self, context: Context) -> SafeString:
        """Return the sections, after links to those whose heading can be led to where these are three or more."""
        sections = self.nodelist.render(context)
        links = list(_links(sections))
        if len(links) < FEWEST:
            return sections
        return render_to_string("website/on_this_page.html", {"links": links}) + sections


@register.tag
def on_this_page(parser: Parser, _token: Token) -> Contents:
    """Return the node of the sections down to `end_on_this_page`."""
    sections = parser.parse(("end_on_this_page",))
    parser.delete_first_token()
    return Contents(sections)


def _links(sections: str) -> Iterator[SafeString]:
    for heading in HEADING.finditer(sections):
        found = ID.search(heading["marks"])
        if found is None:
            continue
        language = LANG.search(heading["marks"])
        parts = (language[0] if language else "", found["id"], LINK.sub("", heading["inner"]))
        yield format_html('<a{} href="#{}">{}</a>', *map(SafeString, parts))  # escaped where they were rendered
