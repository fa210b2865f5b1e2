"""How much one visitor, and all of them together, may send: counted in memory, by a hash, and forgotten.

One process serves a site, so memory is enough. What one visitor is refused does not count against the others.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

MOST_COUNTED = 20_000  # visitors at a time; the longest silent are forgotten first
TEN_MINUTES, A_DAY = 600, 86_400
EVERYBODY = b"everybody"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to go on. `wait_seconds`: until it is worth trying again; `flooding`: far more than a person sends."""

    allowed: bool
    wait_seconds: int = 0
    flooding: bool = False


ALLOWED = Verdict(allowed=True)


class Limit:
    """At most `most` from each who is counted, within `seconds`. After `patience` refusals in a row it is a flood."""

    def __init__(self, *, most: int, seconds: int, patience: int = 20, clock: Callable[[], float] = monotonic) -> None:
        self._most, self._seconds, self._patience, self._clock = most, seconds, patience, clock
        self._lock = Lock()
        self._counted: dict[bytes, deque[float]] = {}
        self._refused: dict[bytes, int] = {}

    def ask(self, who: bytes) -> Verdict:
        """Return whether one more may be sent, and count it when it may."""
        with self._lock:
            now = self._clock()
            times = self._counted.pop(who, deque())  # put back last: the first are those silent for longest
            self._counted[who] = times
            while times and times[0] <= now - self._seconds:
                times.popleft()
            if len(times) >= self._most:
                refused = self._refused[who] = self._refused.get(who, 0) + 1
                wait = max(1, int(times[0] + self._seconds - now) + 1)
                return Verdict(allowed=False, wait_seconds=wait, flooding=refused > self._patience)
            times.append(now)
            self._refused.pop(who, None)
            if len(self._counted) > MOST_COUNTED:
                silent = next(iter(self._counted))
                del self._counted[silent]
                self._refused.pop(silent, None)
            return ALLOWED

    def forget(self) -> None:
        """Forget everything that was counted."""
        with self._lock:
            self._counted.clear()
            self._refused.clear()


# A school or a library may share one address, so a visitor may be many. All together: more than any town writes.
MESSAGES = (Limit(most=20, seconds=TEN_MINUTES), Limit(most=100, seconds=A_DAY))
ALL_MESSAGES = Limit(most=300, seconds=TEN_MINUTES)
VOTES = (Limit(most=60, seconds=TEN_MINUTES),)
ALL_VOTES = Limit(most=3_000, seconds=TEN_MINUTES)


def may_send(limits: tuple[Limit, ...], who: bytes) -> Verdict:
    """Return the first refusal of the limits, else that it is allowed."""
    return next((verdict for limit in limits if not (verdict := limit.ask(who)).allowed), ALLOWED)


def forget() -> None:
    """Forget everything that was counted: for tests."""
    for limit in (*MESSAGES, ALL_MESSAGES, *VOTES, ALL_VOTES):
        limit.forget()
