"""What is done by the clock, and when: a table, and a pure function that says what is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to do every day, or every week on one day, at a time of the place's own clock.

    `job` is the name of one of `operations.jobs`, and `arguments` what it is given. `last` is when it was last put
    in the queue, None when it never was.
    """

    name: str
    job: str
    hour: int
    minute: int = 0
    weekday: int | None = None
    arguments: Mapping[str, object] = field(default_factory=dict)
    last: datetime | None = None

    def known_last(self, last: datetime | None) -> Self:
        """Return the entry with when it was last put in the queue."""
        return replace(self, last=last)

    def latest_turn(self, now: datetime) -> datetime:
        """Return the last moment up to now at which it was to be done."""
        turn = now.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        while turn > now or self.weekday not in {None, turn.weekday()}:
            turn -= timedelta(days=1)
        return turn


TIMETABLE = (
    Entry("nightly sync", "sync", hour=3),
    Entry("weekly full check", "sync", hour=5, weekday=SUNDAY, arguments={"anew": True}),
)


def due(entries: Iterable[Entry], now: datetime) -> list[Entry]:
    """Return the entries whose turn has come since they were last done; one that was missed is done once, late.

    `now` is a moment on the clock of the place, with its time zone.
    """
    return [entry for entry in entries if entry.last is None or entry.last < entry.latest_turn(now)]


def spread(entries: Iterable[Entry], area: str) -> list[Entry]:
    """Return the entries moved by up to 90 minutes, differently for each municipality.

    Publishers are then not asked by the whole country in the same minute.
    """
    return [_later(entry, minutes=int(area) % 90) for entry in entries]


def _later(entry: Entry, *, minutes: int) -> Entry:
    hours, minute = divmod(entry.hour * 60 + entry.minute + minutes, 60)
    return replace(entry, hour=hours, minute=minute)
