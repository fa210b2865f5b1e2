"""Swedish that an English sentence quotes, marked as Swedish for those who hear the page.

Sentences are made as plain text, for the terminal and for files too, so what they quote is marked when a page is sent.
"""

import re
from collections.abc import Container
from html import unescape

# What holds no markup, then a tag with its attributes, and last a quotation in running text: the one that is marked.
QUOTED = re.compile(
    r"<(title|option|script|style|textarea)\b.*?</\1\s*>"
    r"|<[a-zA-Z/!](?:[^>\"']|\"[^\"]*\"|'[^']*')*>"
    r"|(?P<before>in Swedish: )?“(?P<words>[^“”<>]+)”",
    re.DOTALL | re.IGNORECASE,
)


def quotations_marked(html: str, *, titles: Container[str]) -> str:
    """Return an English page whose quotations of `titles` (casefolded), or after "in Swedish:", are marked as Swedish.

    What a visitor has written is left alone: which language that is, nobody knows.
    """

    def marked(found: re.Match[str]) -> str:
        words, before = found["words"], found["before"] or ""
        if words is None or not (before or unescape(words).casefold() in titles):
            return found[0]
        return f'{before}“<span lang="sv">{words}</span>”'

    return QUOTED.sub(marked, html) if "“" in html else html
