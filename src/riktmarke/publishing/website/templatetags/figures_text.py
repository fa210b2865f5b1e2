"""Figures in text as they are to be read aloud."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from riktmarke.presentation.language import speaks_english

register = template.Library()
SPAN_OF_YEARS = re.compile(r"(\d{4})–(\d{4})")
SPAN = re.compile(r"(?<=\d)–(?=\d)")
SPOKEN = '<span aria-hidden="true">–</span><span class="hidden"> {} </span>'


@register.filter
def spoken(text: str) -> SafeString:
    """Return the text with "till", or "to", for voices where a dash stands between two years."""
    return SafeString(SPAN_OF_YEARS.sub(rf"\1{_dash()}\2", escape(text)))


@register.filter
def spans(text: str) -> SafeString:
    """Return the text with "till", or "to", for voices where a dash stands between any two numbers."""
    return SafeString(SPAN.sub(_dash(), escape(text)))


@register.filter
def as_png(address: str) -> str:
    """Return where a picture is had as PNG."""
    return address.replace(".svg", ".png", 1)


@register.filter
def plain(value: float) -> str:
    """Return a number as a program reads it, whatever the language of the page: 0.05."""
    return f"{value:g}"


def _dash() -> str:
    return SPOKEN.format("to" if speaks_english() else "till")
