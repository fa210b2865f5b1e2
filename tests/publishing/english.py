"""What is left in Swedish on an English page, where it is not said to be Swedish."""

import re
from html.parser import HTMLParser

# Names, and the address of a page, which are Swedish in any language.
SWEDISH_NAMES = {"Riktmärke", "Påhittade", "Miljöfordon", "Södermanland"}
SWEDISH_WORD = re.compile(r"\b\w*[åäöÅÄÖ]\w*")
WITHOUT_END = {"meta", "link", "img", "br", "input", "source", "hr", "wbr", "col"}


class EnglishText(HTMLParser):
    """The text of a page that is not said to be Swedish; and what is heard of it that cannot say its language."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.texts: list[str] = []
        self.unmarkable: list[str] = []

    @property
    def swedish(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        swedish = given["lang"] == "sv" if "lang" in given else self.swedish
        if not swedish:
            named = ("alt", "aria-label", "placeholder", "data-label", "label")
            self.unmarkable += [given[name] or "" for name in named if name in given]
        if tag not in WITHOUT_END:
            self.open.append((tag, swedish))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.swedish and self.open and self.open[-1][0] not in {"script", "style"}:
            (self.unmarkable if self.open[-1][0] in {"title", "desc"} else self.texts).append(data)


def swedish_left(html: str, names: list[str], titles: list[str]) -> set[str]:
    """Return the words with Swedish letters on an English page that are not said to be Swedish.

    `names` are those of places, the same in any language. `titles` may stand where no language can be said: in the
    attributes of a tag, and in the title of a page or a picture.
    """
    page = EnglishText()
    page.feed(html)
    text, heard = "\n".join(page.texts), "\n".join(page.unmarkable)
    for one in titles:
        heard = heard.replace(one, "")
    for one in names:
        text, heard = text.replace(one, ""), heard.replace(one, "")
    return {word for word in SWEDISH_WORD.findall(f"{text}\n{heard}") if word not in SWEDISH_NAMES}
