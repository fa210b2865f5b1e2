"""Titles that exist in two languages: the items of a framework whose source has an English text."""

from typing import Protocol

from riktmarke.presentation.language import speaks_english


class Titled(Protocol):
    """What has a Swedish title, and an English one where its source has any."""

    title: str
    title_en: str


def item_title(item: Titled) -> str:
    """Return the title in the language that is spoken; the Swedish one where there is no other."""
    return item.title_en if speaks_english() and item.title_en else item.title
