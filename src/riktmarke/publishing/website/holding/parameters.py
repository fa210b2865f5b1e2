"""What a public address may ask with (?grupp=kvinnor): what no page knows is taken out before anything reads it.

Whoever shares a link in a letter or on a network hands it on with marks of theirs (fbclid, utm_source), another for
each reader: the page is the same, and so is its place in memory.
"""

from urllib.parse import parse_qsl, urlencode

from riktmarke.presentation.scenario_words import CHILDREN, GOAL, INFLOW, OUTFLOW, YEAR
from riktmarke.publishing.website.composites.asked import FOR, WEIGHT

KNOWN = frozenset(
    {
        *("q", "sida", "visa", "alla", "ordning", "ordna"),  # what is looked for, and how much of it, in what order
        *("med", "kommun", "kod", "nyckeltal", "grupp", "omrade", "ram"),  # of whom, and of what
        *(CHILDREN, INFLOW, OUTFLOW, GOAL, YEAR, FOR),  # what if
        *("slag", "hjalpte", "arende", "svar", "kvitto"),  # the form, and the thanks
    }
)


def known_part(query: str) -> str:
    """Return the query without what no page knows; as it was written where all of it is known."""
    given = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in given if name in KNOWN or name.startswith(WEIGHT)]
    return query if len(kept) == len(given) else urlencode(kept)
