"""Swedish words without their endings, so that "skolorna" finds "skola": what readers write, not what titles say.

The endings are those that Swedish nouns, adjectives and verbs take, the longest first. A word keeps at least three
letters with a vowel among them. What is left need not be a word, only the same for the forms of one word: the search
looks for what begins with it. Words come folded: lower case, a for å and ä, o for ö.
"""

from functools import lru_cache

VOWELS = frozenset("aeiouy")
SHORTEST = 3
LONG_ENOUGH = 5  # of what a second ending may leave
FORMS = (
    "a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or as arnas ernas ornas "
    "es ades andes ens arens hetens erns at andet het ast ningen ningar ningarna ning s ets et t n na else elsen elser "
    "iska isk ig iga igt lig liga ligt ats"
)
ENDINGS = tuple(sorted(FORMS.split(), key=lambda ending: (-len(ending), ending)))
DOUBLED = ("dd", "gg", "mm", "nn", "tt")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the word without its endings; short words, numbers and codes unchanged."""
    if len(word) <= SHORTEST or not word.isalpha():
        return word
    once = _without_ending(word, SHORTEST)
    # Words are also made of words: "hållbarheten" and "hållbara" have "hållbar" between them.
    again = _without_ending(once, LONG_ENOUGH)
    return again[:-1] if again.endswith(DOUBLED) and len(again) > SHORTEST else again


def _without_ending(word: str, shortest: int) -> str:
    for ending in ENDINGS:
        left = word.removesuffix(ending)
        if left != word and len(left) >= shortest and not VOWELS.isdisjoint(left):
            return left
    return word
