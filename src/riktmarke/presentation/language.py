"""The languages that findings are told in."""

from enum import StrEnum


class Language(StrEnum):
    """Swedish, the site's own, and English; the values are language tags as pages use them."""

    SWEDISH = "sv"
    ENGLISH = "en"
