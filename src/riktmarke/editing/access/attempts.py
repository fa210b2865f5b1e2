"""How often somebody has tried to sign in, so that a password cannot be guessed by trying many.

Kept in memory and for a quarter of an hour. What is counted by are opaque keys: nobody's name or address is held.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from threading import Lock

WINDOW = timedelta(minutes=15)
MOST_KEYS = 50_000


class Attempts:
    """The latest attempts by key. `limits`: how many attempts within the window each kind of key has."""

    def __init__(self, limits: Mapping[str, int]) -> None:
        self._limits = limits
        self._made: OrderedDict[tuple[str, bytes], list[datetime]] = OrderedDict()
        self._lock = Lock()

    def begin(self, keys: Iterable[tuple[str, bytes]], *, at: datetime) -> bool:
        """Note an attempt, and return whether it may be made. One that may not is not counted: a wait has an end."""
        wanted = list(keys)
        with self._lock:
            recent = {key: [made for made in self._made.get(key, ()) if made > at - WINDOW] for key in wanted}
            if any(len(made) >= self._limits[key[0]] for key, made in recent.items()):
                return False
            for key, made in recent.items():
                self._made[key] = [*made, at]
                self._made.move_to_end(key)
            while len(self._made) > MOST_KEYS:
                self._made.popitem(last=False)
            return True

    def forget(self, keys: Iterable[tuple[str, bytes]]) -> None:
        """Take back what was counted: whoever knew the password was no guesser."""
        with self._lock:
            for key in keys:
                self._made.pop(key, None)

    def forget_all(self) -> None:
        """Begin anew."""
        with self._lock:
            self._made.clear()
