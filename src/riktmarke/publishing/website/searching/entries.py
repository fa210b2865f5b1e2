"""What can be found: one entry for each page, with the words it is found by."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from riktmarke.statistics.series_search import folded


class Kind(StrEnum):
    """What an entry is; results are told by kind, and the value stands in the address of one kind alone."""

    PAGE = "sidor"
    PLAN = "planen"
    FRAMEWORK = "ramverk"
    NEWS = "nyheter"
    INDICATOR = "nyckeltal"
    MUNICIPALITY = "kommuner"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that can be found. `about` says what it is ("Fokusområde"), `keywords` other words for it.

    `lift` moves it up or down among those that match as well: the page about a thing before what mentions it.
    """

    kind: Kind
    title: str
    address: str
    about: str = ""
    text: str = ""
    keywords: str = ""
    lift: float = 0.0
    titles: tuple[str, ...] = field(init=False)
    others: tuple[str, ...] = field(init=False)
    texts: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        for name, words in (("titles", (self.title,)), ("others", (self.keywords,)), ("texts", (self.text,))):
            object.__setattr__(self, name, tokens(words))


def tokens(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the folded words of some texts, each once, in order."""
    return tuple(dict.fromkeys(word for text in texts for word in folded(text).split()))
