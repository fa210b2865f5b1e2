"""How long a visitor waits for a database that another holds: seconds, not the twenty that our own jobs can spare."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

SECONDS = 4


@contextmanager
def short_of_patience() -> Iterator[None]:
    """Give up on a locked SQLite after a few seconds in here; PostgreSQL makes nobody wait for a file."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = int(1000 * connection.settings_dict.get("OPTIONS", {}).get("timeout", 5))
    _wait_at_most(SECONDS * 1000)
    try:
        yield
    finally:
        _wait_at_most(usual)


def _wait_at_most(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
