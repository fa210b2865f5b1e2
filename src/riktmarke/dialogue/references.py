"""References that are easy to read aloud: 2083-7F3K9, without letters and digits that are taken for one another."""

import secrets

# No I, L, O, 0 and 1; no vowels and no Y, so that no word comes out; of B/P and D/T, which sound alike, one of each.
ALPHABET = "23456789BDFGHJKMNRSVXZ"
LENGTH = 5


def new_reference(area: str) -> str:
    """Return a reference for a message about an area, taken by chance."""
    return f"{area}-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def as_written(reference: str) -> str:
    """Return a reference that somebody typed as it is kept: without spaces, in capitals."""
    return "".join(reference.split()).upper()
