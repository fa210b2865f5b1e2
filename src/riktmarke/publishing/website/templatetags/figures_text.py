"""Figures in text as they are to be read aloud."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

register = template.Library()
SPAN_OF_YEARS = re.compile(r"(\d{4})–(\d{4})")
SPOKEN = r'\1<span aria-hidden="true">–</span><span class="hidden"> till </span>\2'


@register.filter
def spoken(text: str) -> SafeString:
    """Return the text with "till" for voices where a dash stands between two years."""
    return SafeString(SPAN_OF_YEARS.sub(SPOKEN, escape(text)))
