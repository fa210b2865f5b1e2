"""What tells one state of the plans from the next: every write, in whatever order PostgreSQL lets it be seen."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from riktmarke.governance.codes import Happening
from riktmarke.governance.history import latest_write, stamp_of
from riktmarke.governance.models import AuditEntry

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def entry(number: int, *, at: datetime = NOON, what: Happening = Happening.CHANGE) -> None:
    AuditEntry.objects.create(pk=number, plan_name="exempelby", at=at, by="test", what=what, model="goals", key="mal")


def test_nothing_written_is_no_stamp() -> None:
    assert latest_write() is None


def test_every_write_is_another_stamp() -> None:
    seen = set()
    for number in (1, 2, 3):
        entry(number)
        seen.add(latest_write())

    assert len(seen) == 3


def test_an_entry_that_shows_up_after_one_with_a_higher_number_is_another_stamp() -> None:
    entry(7)
    before = latest_write()
    entry(6)  # its transaction took the number first and was done last

    assert latest_write() != before


def test_a_database_put_back_from_a_backup_is_another_stamp_though_it_has_come_as_far() -> None:
    entry(7)
    before = latest_write()
    AuditEntry.objects.all().delete()
    entry(7, at=NOON.replace(hour=13))

    assert latest_write() != before


def test_only_what_is_asked_for_counts() -> None:
    entry(1, what=Happening.LOAD)
    loads = ("what", (Happening.LOAD.value,))
    before = stamp_of(AuditEntry, moment="at", only=loads)
    entry(2)
    assert stamp_of(AuditEntry, moment="at", only=loads) == before
    entry(3, what=Happening.LOAD)

    assert stamp_of(AuditEntry, moment="at", only=loads) != before


def test_it_is_one_query() -> None:
    with connection.execute_wrapper(counting := Counting()):
        latest_write()

    assert counting.queries == 1


class Counting:
    """Counts queries."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: object, *arguments: object) -> object:
        self.queries += 1
        return execute(*arguments)  # type: ignore[operator]
