"""The languages that findings are told in, and the words of the one that is spoken.

Swedish is what the source says; the English of it stands in `publishing/website/words/<part>/en/LC_MESSAGES/django.po`.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from django.utils.translation import get_language, gettext, ngettext, pgettext

Key = TypeVar("Key")
TEXTS_HELD = 8192  # of two thousand in two languages


class Language(StrEnum):
    """Swedish, the site's own, and English; the values are language tags as pages use them."""

    SWEDISH = "sv"
    ENGLISH = "en"


def spoken_language() -> Language:
    """Return the language that is spoken: that of the address which is answered, and Swedish everywhere else."""
    return _language_of(get_language())


@lru_cache(maxsize=8)
def _language_of(tag: str | None) -> Language:
    return Language.ENGLISH if (tag or "").startswith(Language.ENGLISH.value) else Language.SWEDISH


def speaks_english() -> bool:
    """Return whether English is spoken."""
    return spoken_language() is Language.ENGLISH


def say(text: str, /, **values: object) -> str:
    """Return the text in the language that is spoken, with the values at their names in braces.

    The text must stand here as it is, in Swedish, or have been `marked` where it stands: that is how it is found.
    """
    said = _said(text, get_language()) if text else ""
    return said.format(**values) if values else said


# A page says some hundred texts, and gettext looks for each in thirteen catalogues, twice where it is in none.
@lru_cache(maxsize=TEXTS_HELD)
def _said(text: str, _tag: str | None) -> str:
    return str(gettext(text))


def say_counted(one: str, several: str, count: int, /, **values: object) -> str:
    """Return the text for one or the text for several, as the count wants it; see `say`."""
    return str(ngettext(one, several, count)).format(**values)


def say_as(meaning: str, text: str, /, **values: object) -> str:
    """Return a text that means several things, in the meaning that is named; see `say`."""
    said = str(pgettext(meaning, text))
    return said.format(**values) if values else said


class Spoken(dict[Key, str]):
    """A table of `marked` texts, each said in the language that is spoken when it is looked up by its key."""

    def __getitem__(self, key: Key) -> str:
        """Return the text of a key, as it is said."""
        return say(super().__getitem__(key))


def spoken(texts: Mapping[Key, str]) -> Spoken[Key]:
    """Return a table of `marked` texts, looked up by key and never by `get` or as a whole."""
    return Spoken(texts)


def marked(text: str) -> str:
    """Return the text as it is: it stands in a table, and is said by `say` where it is used."""
    return text
