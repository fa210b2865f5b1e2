"""What a page in English must say of its Swedish parts; built in, so that templates need not load it."""

from django import template

from riktmarke.publishing.website.languages.titles import Titled, item_title, swedish_text

register = template.Library()


@register.filter
def in_tongue(item: Titled) -> str:
    """Return the title of a framework's item in the language of the page."""
    return item_title(item)


@register.filter
def swedish(text: str) -> str:
    """Return a text that exists in Swedish only, marked as Swedish on an English page, for those who hear it."""
    return swedish_text(text)
