"""Finding a series by words: the publisher's and our own titles, the subjects it belongs to, its description."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from riktmarke.statistics.series import Series, SeriesRegister

# How good a match is, best first. Matches inside a word of the description are left out: they are mostly chance.
(
    ID,
    WORD_IN_TITLE,
    WORD_START_IN_TITLE,
    SUBJECT,
    INSIDE_TITLE,
    WORD_START_IN_DESCRIPTION,
    NO_MATCH,
) = range(7)
EVERYDAY_WORD = 0.5  # a match by another word for the same thing counts a little less
MOST_WORDS = 8  # more narrow nothing down, but cost a round over every series each


def folded(text: str) -> str:
    """Return the text in lower case without accents, punctuation as spaces, for searching."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in plain)


class SeriesSearch:
    """An index over the series of a register.

    `own_titles` are our titles and phrases by series: what a definition calls it is found too, and comes first among
    equals. `everyday_words` are other ways to say the same thing: for "socialbidrag", "ekonomiskt bistånd".
    """

    def __init__(
        self,
        register: SeriesRegister,
        own_titles: Mapping[str, str] | None = None,
        everyday_words: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        own = own_titles or {}
        subjects = _subjects(register)
        self._entries = [
            _Entry(s, f"{own.get(s.id, '')} {s.title}", subjects.get(s.id, ""), defined=s.id in own) for s in register
        ]
        words = everyday_words or {}
        self._everyday = {folded(word).strip(): [folded(other).split() for other in words[word]] for word in words}

    def find(self, words: str, *, within: Iterable[str] | None = None) -> list[Series]:
        """Return the series that match every word, best first; all of them when there are no words.

        A word matches inside another in titles (Swedish compounds), whatever its case and accents: "hallbar" finds
        "hållbar". `within` leaves only these series to choose from.
        """
        wanted = list(dict.fromkeys(folded(words).split()))[:MOST_WORDS]
        chosen = None if within is None else set(within)
        ranked = []
        for entry in self._entries:
            if chosen is not None and entry.series.id not in chosen:
                continue
            rank = self._total(wanted, entry)
            if rank is not None:
                ranked.append((rank, not entry.defined, len(entry.title) if wanted else 0, entry))
        ranked.sort(key=lambda row: (*row[:-1], row[-1].series.title))
        return [row[-1].series for row in ranked]

    def _total(self, wanted: list[str], entry: "_Entry") -> float | None:
        total = 0.0
        for word in wanted:
            rank = self._rank(word, entry)
            if rank >= NO_MATCH:
                return None
            total += rank
        return total

    def _rank(self, word: str, entry: "_Entry") -> float:
        others = (max(entry.rank(part) for part in other) + EVERYDAY_WORD for other in self._everyday.get(word, ()))
        return min(entry.rank(word), *others) if word in self._everyday else entry.rank(word)


class _Entry:
    __slots__ = ("defined", "description", "series", "subject", "title")

    def __init__(self, series: Series, titles: str, subjects: str, *, defined: bool) -> None:
        self.series = series
        self.defined = defined
        # A space before every word and after the last, so that " word" and " word " say start and whole.
        self.title = f" {' '.join(folded(titles).split())} "
        self.subject = f" {' '.join(folded(subjects).split())} "
        self.description = f" {' '.join(folded(series.description).split())} "

    def rank(self, word: str) -> float:
        start = f" {word}"
        if word in self.title:
            if start in self.title:
                return WORD_IN_TITLE if f"{start} " in self.title else WORD_START_IN_TITLE
            inside = INSIDE_TITLE
        else:
            inside = NO_MATCH
        if start in self.subject:
            return SUBJECT
        if word == self.series.id.lower():
            return ID
        if inside < NO_MATCH:
            return inside
        return WORD_START_IN_DESCRIPTION if start in self.description else NO_MATCH


def _subjects(register: SeriesRegister) -> dict[str, str]:
    titles = {group.id: group.title for group in register.groups}
    found: dict[str, str] = {}
    for group in register.groups:
        named = f"{group.title} {titles.get(group.parent, '')}"
        for series in group.series:
            found[series] = f"{found.get(series, '')} {named}"
    return found
