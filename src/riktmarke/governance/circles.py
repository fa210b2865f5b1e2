"""What goes round in a circle among rows that each name at most one row above them."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def in_circles(above: Mapping[Key, Key]) -> set[Key]:
    """Return those that come back to themselves. Each step is taken once, however long the chains are."""
    known: set[Key] = set()
    found: set[Key] = set()
    for start in above:
        path: dict[Key, None] = {}  # in order, and fast to look in
        here = start
        while here in above and here not in known and here not in path:
            path[here] = None
            here = above[here]
        if here in path:
            steps = list(path)
            found.update(steps[steps.index(here) :])
        known.update(path)
    return found
