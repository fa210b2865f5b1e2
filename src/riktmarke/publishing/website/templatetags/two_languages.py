"""What a page in English must say of its Swedish parts; built in, so that templates need not load it."""

from django import template
from django.utils.html import format_html

from riktmarke.presentation.language import speaks_english
from riktmarke.publishing.website.languages.titles import Titled, item_title

register = template.Library()


@register.filter
def in_tongue(item: Titled) -> str:
    """Return the title of a framework's item in the language of the page."""
    return item_title(item)


@register.filter
def swedish(text: object) -> object:
    """Return a text that exists in Swedish only, marked as Swedish on an English page, for those who hear it."""
    return format_html('<span lang="sv">{}</span>', text) if text and speaks_english() else text
