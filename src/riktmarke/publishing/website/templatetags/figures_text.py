"""Figures in text as they are to be read aloud."""

import re

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from riktmarke.presentation import labels
from riktmarke.presentation.language import say, speaks_english
from riktmarke.publishing.website.cells import DASH, NO_VALUE

register = template.Library()
SPAN_OF_YEARS = re.compile(r"(\d{4})–(\d{4})")
SPAN = re.compile(r"(?<=\d)–(?=\d)")
SPOKEN = '<span aria-hidden="true">–</span><span class="hidden"> {} </span>'


@register.filter
def spoken(text: str) -> SafeString:
    """Return the text with "till", or "to", for voices where a dash stands between two years."""
    return SafeString(SPAN_OF_YEARS.sub(rf"\1{_dash()}\2", escape(text)))


@register.filter
def uncapitalised(text: str) -> str:
    """Return a name as it stands after a colon: names of countries within it keep their capital letters."""
    return labels.uncapitalised(text)


@register.filter
def spans(text: str) -> SafeString:
    """Return the text with "till", or "to", for voices where a dash stands between any two numbers."""
    return SafeString(SPAN.sub(_dash(), escape(text)))


@register.filter
def or_no_value(text: str) -> str:
    """Return the text of a cell, or a dash that is said to be no value to those who hear it."""
    if text and text != DASH:
        return text
    return format_html('<span aria-hidden="true">{}</span><span class="hidden">{}</span>', DASH, say(NO_VALUE))


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
