"""Titles that exist in two languages: the items of a framework whose source has an English text."""

from typing import Protocol

from django.utils.html import format_html

from riktmarke.presentation.language import say, speaks_english


class Titled(Protocol):
    """What has a Swedish title, and an English one where its source has any."""

    title: str
    title_en: str


def item_title(item: Titled) -> str:
    """Return the title in the language that is spoken: in English the source's or ours, where there is any."""
    return (item.title_en or say(item.title)) if speaks_english() else item.title


def swedish_text(text: str) -> str:
    """Return a text that exists in Swedish only, marked as that on an English page, for those who hear it."""
    return format_html('<span lang="sv">{}</span>', text) if text and speaks_english() else text
