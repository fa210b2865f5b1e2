"""What was asked for, marked in what was found. Everything is escaped: titles and queries may hold anything."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString

from riktmarke.publishing.website.searching.matching import FIRST_PART, SHORTEST_INSIDE, Asked
from riktmarke.statistics.series_search import folded

WORD = re.compile(r"\w+")
AROUND = 170  # characters of a text that are shown


def with_marks(text: str, wanted: Asked) -> SafeString:
    """Return the text, escaped, with the words that match in <mark>."""
    parts, at = [], 0
    for found in WORD.finditer(text):
        if _matches(found[0], wanted):
            parts += [escape(text[at : found.start()]), SafeString(f"<mark>{escape(found[0])}</mark>")]
            at = found.end()
    return SafeString("".join([*parts, escape(text[at:])]))


def excerpt(text: str, wanted: Asked) -> SafeString:
    """Return a piece of a text around the first word that matches, with the words marked; its start where none does."""
    plain = " ".join(text.split())
    first = next((found.start() for found in WORD.finditer(plain) if _matches(found[0], wanted)), 0)
    start = max(0, first - AROUND // 3)
    if start:
        start = plain.find(" ", start) + 1
    end = len(plain) if len(plain) <= start + AROUND else plain.rfind(" ", start, start + AROUND)
    end = end if end > start else start + AROUND
    piece = with_marks(plain[start:end], wanted)
    return SafeString(f"{'… ' if start else ''}{piece}{' …' if end < len(plain) else ''}")


def _matches(word: str, wanted: Asked) -> bool:
    token = folded(word).strip()
    return any(
        token.startswith((one, root)) or (len(root) >= SHORTEST_INSIDE and token.find(root, FIRST_PART) >= 0)
        for one, root in zip(wanted.words, wanted.stems, strict=True)
    )
