"""Texts that exist in Swedish only, marked as that on an English page, for those who hear it."""

from html import unescape

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

from riktmarke.presentation.language import speaks_english
from riktmarke.presentation.titles import EnglishText


def is_swedish(text: str) -> bool:
    """Return whether a text of the plan's, the catalogue's or the publisher's is to be marked as Swedish here."""
    return bool(text) and speaks_english() and not isinstance(text, EnglishText)


def swedish_text(text: str) -> str:
    """Return a text that exists in Swedish only, marked as that on an English page; an English one as it is."""
    return format_html('<span lang="sv">{}</span>', text) if is_swedish(text) else text


def without_marks(text: str) -> str:
    """Return a text of a page as it stands in a file, where no language can be marked."""
    return unescape(strip_tags(text)) if isinstance(text, SafeString) else text


def swedish_tag(text: str) -> str:
    """Return what stands in the tag that holds such a text: its language, where it is not the page's."""
    return SafeString(' lang="sv"') if is_swedish(text) else ""
