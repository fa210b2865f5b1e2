"""The database prepared by one process at a time: two that begin on a new one would both make its tables and site."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from filelock import FileLock, Timeout

Waiting = Callable[[], None]
# Any number will do, as long as it is the same in every process and nobody else's in this database.
ADVISORY_LOCK = 20_830_028


def bring_up_to_date(*, waiting: Waiting = lambda: None) -> None:
    """Make every migration that the database lacks. `waiting` is told when another process is at it."""
    with by_one_process(waiting=waiting):
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def by_one_process(*, waiting: Waiting = lambda: None) -> Iterator[None]:
    """Let one process at a time prepare the database in the block, or the function: the others find it prepared.

    Not for a block within another, nor within a transaction, whose writes the next process would not see.
    """
    turn = _turn_by_file if connection.vendor == "sqlite" else _turn_by_the_database
    with turn(waiting):
        yield


@contextmanager
def _turn_by_file(waiting: Waiting) -> Iterator[None]:
    """Hold a file beside SQLite's while the block runs."""
    database = Path(connection.settings_dict["NAME"])
    turn = FileLock(database.with_name(f"{database.name}.migrating"))
    try:
        turn.acquire(timeout=0)
    except Timeout:
        waiting()
        turn.acquire()
    try:
        yield
    finally:
        turn.release()


@contextmanager
def _turn_by_the_database(waiting: Waiting) -> Iterator[None]:
    """Hold a lock of PostgreSQL's own while the block runs: the others may be on other machines."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
        if not cursor.fetchone()[0]:
            waiting()
            cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
