"""What a page in English must say of its Swedish parts; built in, so that templates need not load it."""

from django import template
from django.utils.html import format_html

from riktmarke.presentation.titles import ShortTitled, Titled, short_title_in_tongue, title_in_tongue
from riktmarke.publishing.website.languages.titles import swedish_tag, swedish_text

register = template.Library()


@register.filter
def in_tongue(item: Titled) -> str:
    """Return the title of an indicator or of a framework's item in the language of the page, where it has one."""
    return title_in_tongue(item)


@register.filter
def in_short(framework: ShortTitled) -> str:
    """Return the short title of a framework in the language of the page, where it has one."""
    return short_title_in_tongue(framework)


@register.filter
def swedish(text: str) -> str:
    """Return a text that exists in Swedish only, marked as Swedish on an English page, for those who hear it."""
    return swedish_text(text)


@register.filter
def holding(text: str, title: str) -> str:
    """Return a text with a title in it, the title marked as Swedish where it is that on an English page."""
    before, found, after = text.partition(title)
    return format_html("{}{}{}", before, swedish_text(title) if found else "", after)


@register.filter
def lang(text: str) -> str:
    """Return the language of such a text for the tag that holds nothing else: `<a{{ row.title|lang }}>`."""
    return swedish_tag(text)
