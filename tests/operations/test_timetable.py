"""The timetable: what is due, seen from a moment and from when it was last done."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from riktmarke.operations.timetable import TIMETABLE, Entry, due, spread

HERE = ZoneInfo("Europe/Stockholm")
NIGHTLY = Entry("nightly", "sync", hour=3, minute=30)
WEEKLY = Entry("weekly", "sync", hour=5, weekday=6)


def at(text: str) -> datetime:
    """Return a moment on the clock in Sweden."""
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


# 2026-11-22 is a Sunday.
@pytest.mark.parametrize(
    ("entry", "last", "now", "is_due"),
    [
        (NIGHTLY, None, "2026-11-23 12:00", True),
        (NIGHTLY, "2026-11-22 03:30", "2026-11-23 03:29", False),
        (NIGHTLY, "2026-11-22 03:30", "2026-11-23 03:30", True),
        (NIGHTLY, "2026-11-23 03:30", "2026-11-23 03:30", False),
        (NIGHTLY, "2026-11-23 03:31", "2026-11-23 23:59", False),
        (NIGHTLY, "2026-11-10 03:30", "2026-11-23 01:00", True),
        (NIGHTLY, "2026-11-22 23:00", "2026-11-23 08:00", True),
        (WEEKLY, "2026-11-15 05:00", "2026-11-21 23:00", False),
        (WEEKLY, "2026-11-15 05:00", "2026-11-22 04:59", False),
        (WEEKLY, "2026-11-15 05:00", "2026-11-22 05:00", True),
        (WEEKLY, "2026-11-22 05:00", "2026-11-28 23:00", False),
        (WEEKLY, "2026-11-01 05:00", "2026-11-25 12:00", True),
        # The nights when the clocks change: 25 October an hour longer, 29 March an hour shorter.
        (NIGHTLY, "2026-10-24 03:30", "2026-10-25 03:30", True),
        (NIGHTLY, "2026-03-28 03:30", "2026-03-29 03:29", False),
        (NIGHTLY, "2026-03-28 03:30", "2026-03-29 03:30", True),
    ],
)
def test_what_is_due(entry: Entry, last: str | None, now: str, is_due: bool) -> None:
    known = entry.known_last(at(last) if last else None)

    assert due([known], at(now)) == ([known] if is_due else [])


def test_a_machine_that_was_off_for_a_month_does_each_thing_once() -> None:
    entries = [entry.known_last(at("2026-10-01 12:00")) for entry in TIMETABLE]
    now = at("2026-11-23 12:00")

    assert due(entries, now) == entries
    assert due([entry.known_last(now) for entry in entries], now + timedelta(hours=1)) == []


def test_a_time_kept_in_another_zone_is_the_same_time() -> None:
    in_utc = at("2026-11-23 03:31").astimezone(ZoneInfo("UTC"))

    assert due([NIGHTLY.known_last(in_utc)], at("2026-11-23 12:00")) == []


def test_municipalities_do_not_all_ask_in_the_same_minute() -> None:
    times = {(entry.hour, entry.minute) for area in ("2083", "2085", "0180") for entry in spread([NIGHTLY], area)}

    assert len(times) == 3
    assert {hour for hour, _ in times} <= {3, 4}


def test_the_timetable_holds_a_sync_each_night_and_a_full_check_each_week() -> None:
    assert [(entry.job, entry.weekday, dict(entry.arguments)) for entry in TIMETABLE] == [
        ("sync", None, {}),
        ("sync", 6, {"anew": True}),
    ]
