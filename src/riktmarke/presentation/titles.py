"""Titles in two languages: the English one where there is any, otherwise the Swedish one, which pages mark as such."""

from typing import Protocol

from riktmarke.presentation.language import Language, spoken_language


class Titled(Protocol):
    """What has a Swedish title, and an English one or none."""

    @property
    def title(self) -> str:
        """The Swedish title."""

    @property
    def title_en(self) -> str:
        """The English title; empty where there is none."""


class EnglishText(str):
    """A text in English that stands where others are Swedish only, so that a page need not mark it as Swedish."""

    __slots__ = ()


def title_in_tongue(of: Titled, language: Language | None = None) -> str:
    """Return the title in a language, that which is spoken unless named: an `EnglishText`, or the Swedish title."""
    return in_tongue(of.title, of.title_en, language)


def in_tongue(swedish: str, english: str, language: Language | None = None) -> str:
    """Return the text of the two that a language wants, that which is spoken unless named; Swedish without English."""
    return EnglishText(english) if english and (language or spoken_language()) is Language.ENGLISH else swedish


def numbered_title(number: str, title: str) -> str:
    """Return a title after its number, if it has one: still an `EnglishText` where the title is."""
    named = f"{number} {title}".strip()
    return EnglishText(named) if isinstance(title, EnglishText) else named


class ShortTitled(Titled, Protocol):
    """What has a short title beside its title, in one or both languages."""

    @property
    def short_title(self) -> str:
        """The short Swedish title; empty where the title is short enough."""

    @property
    def short_title_en(self) -> str:
        """The short English title; empty where the English title is short enough, or there is none."""


def short_title_in_tongue(of: ShortTitled, language: Language | None = None) -> str:
    """Return the short title, or the title where there is none, in a language as `title_in_tongue` does."""
    return in_tongue(of.short_title or of.title, of.short_title_en or of.title_en, language)
