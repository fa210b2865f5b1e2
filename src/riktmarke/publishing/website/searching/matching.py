"""How well an entry matches what somebody wrote: every word must be found in it, and the title counts the most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from riktmarke.publishing.website.searching.entries import Entry, Kind
from riktmarke.publishing.website.searching.stemming import stem
from riktmarke.statistics.series_search import folded

MOST_WORDS = 8
# Words that narrow nothing down.
NARROWING_NOTHING = (
    "och i pa for av med om att en ett den det de till fran som ar hur vad var vem vi ni har kan ska min mitt the of "
    "and in a an is are how what"
)
SMALL_WORDS = frozenset(NARROWING_NOTHING.split())
SHORTEST_INSIDE = 4  # of letters that are looked for inside compounds: shorter are mostly chance
FIRST_PART = 3  # letters that stand before: the first part of a compound is a word too
# How much a word counts, by where and how it is found.
EXACT, SAME_STEM, BEGINS, ENDS, INSIDE = 10.0, 8.0, 6.0, 5.0, 3.0
OTHER_WORDS, IN_TEXT = 0.7, 0.25  # of what the same is worth in the title
WHOLE_TITLE = 12.0
NEAREST = 0.74  # how alike a misspelt word must be to the right one


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wrote, as words to look for: folded, without small words, each with its stem."""

    words: tuple[str, ...]
    stems: tuple[str, ...]

    @property
    def folded(self) -> str:
        """The words as one folded text."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that matches, and how well."""

    entry: Entry
    score: float


def asked(text: str) -> Asked:
    """Return what a text asks for; of small words alone, those."""
    every = tuple(dict.fromkeys(folded(text).split()))
    words = (tuple(word for word in every if word not in SMALL_WORDS) or every)[:MOST_WORDS]
    return Asked(words, tuple(stem(word) for word in words))


def find(entries: Iterable[Entry], wanted: Asked, *, but: int = 0) -> list[Hit]:
    """Return the entries that hold every word `but` so many, best first; none where nothing is asked for."""
    if len(wanted.words) <= but:
        return []
    hits = []
    for entry in entries:
        score = _score(entry, wanted, but)
        if score > 0:
            hits.append(Hit(entry, score + entry.lift))
    return sorted(hits, key=lambda hit: (-hit.score, len(hit.entry.title), hit.entry.title))


def nearest(text: str, vocabulary: Sequence[str], known: frozenset[str]) -> str:
    """Return the text with its misspelt words put right by a vocabulary of folded words; empty where nothing is near.

    `known`: the words that need no putting right.
    """
    wanted, mended = asked(text), False
    found = []
    for word in wanted.words:
        if word in known or len(word) <= SHORTEST_INSIDE - 1 or any(other.startswith(word) for other in known):
            found.append(word)
            continue
        alike = [other for other in vocabulary if abs(len(other) - len(word)) <= 2 and _shares(word, other)]
        near = get_close_matches(word, alike, n=1, cutoff=NEAREST)
        if not near:
            return ""
        found.append(near[0])
        mended = True
    return " ".join(found) if mended else ""


def _shares(word: str, other: str) -> bool:
    """Whether two words may be near: the slow comparison is spared those that begin and end otherwise."""
    return word[0] == other[0] or word[:3] == other[1:4] or word[1:4] == other[:3] or word[-3:] == other[-3:]


def _score(entry: Entry, wanted: Asked, but: int) -> float:
    total, in_title, inside = 0.0, 0, entry.kind is not Kind.MUNICIPALITY
    for word, root in zip(wanted.words, wanted.stems, strict=True):
        title = _best(entry.titles, word, root, inside=inside)
        other = OTHER_WORDS * _best(entry.others, word, root)
        text = IN_TEXT * _best(entry.texts, word, root, inside=False)
        best = max(title, other, text)
        if not best:
            if not but:
                return 0.0
            but -= 1
        in_title += title >= SAME_STEM
        total += best
    if in_title == len(wanted.words):  # the share of the title that was asked for: "Miljö" before a long one with it
        total += WHOLE_TITLE * in_title / max(len(entry.titles), 1)
    return total / len(wanted.words)


def _best(tokens: Sequence[str], word: str, root: str, *, inside: bool = True) -> float:
    best = 0.0
    for token in tokens:
        if token == word:
            return EXACT
        if token.startswith(root):
            value = SAME_STEM if stem(token) == root else BEGINS if token.startswith(word) else BEGINS - 1
        elif inside and len(root) >= SHORTEST_INSIDE and token.find(root, FIRST_PART) >= 0:
            # The last part of a compound is what it is a kind of: a våldsbrott is a brott.
            value = ENDS if token.endswith(word) or stem(token).endswith(root) else INSIDE
        else:
            continue
        best = max(best, value)
    return best
