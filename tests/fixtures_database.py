"""A migrated database without the minute of migrating it."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from filelock import FileLock
from pytest_django.plugin import DjangoDbBlocker


def _migrations_fingerprint() -> str:
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None, ignore_no_migrations=True)
    return hashlib.sha256(repr(sorted(loader.disk_migrations)).encode()).hexdigest()[:16]


@pytest.fixture(scope="session")
def migrated_database(repository: Path) -> Path:
    """An empty database with every migration: made once per set of them, as Wagtail's take half a minute. To copy.

    In a process of its own: Playwright's event loop, once begun, keeps Django from the database here.
    """
    kept = repository / "var" / "test-databases"
    kept.mkdir(parents=True, exist_ok=True)
    template = kept / f"{_migrations_fingerprint()}.sqlite3"
    with FileLock(template.with_suffix(".lock")):
        if not template.exists():
            making = template.with_suffix(".making")
            making.unlink(missing_ok=True)
            environment = os.environ | {
                "DJANGO_SETTINGS_MODULE": "riktmarke.config.settings",
                "RIKTMARKE_DATABASE": str(making),
            }
            command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--no-input"]
            subprocess.run(command, env=environment, check=True)
            os.replace(making, template)
    return template


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_blocker: DjangoDbBlocker, migrated_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """A migrated database of the worker's own."""
    own = tmp_path_factory.mktemp("database") / "test.sqlite3"
    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        shutil.copy(migrated_database, own)
        use_database(own)
        yield
        connection.close()
        use_database(before)


Rows = dict[int, tuple[object, ...]]  # by SQLite's own number of the row


@dataclass(frozen=True)
class Change:
    """What a table held before something was written, and after."""

    before: Rows
    after: Rows


class WrittenOnce:
    """What many tests begin with, written by the code once and after that as the rows that the code wrote.

    A test's transaction is rolled back, so that each must write what it begins with; Wagtail takes as long to publish
    two pages as most tests take. Where a table that is written to holds other rows than it did, the code writes anew.
    """

    def __init__(self) -> None:
        self._changes: dict[str, dict[str, Change]] = {}

    def __call__(self, name: str, write: Callable[[], object]) -> None:
        """Have this written, or written again; `name` says what it is."""
        known = self._changes.get(name)
        if known is not None and all(_rows(table) == change.before for table, change in known.items()):
            for table, change in known.items():
                _write_again(table, change)
            cache.clear()  # no signal tells Wagtail that its sites are others
            return
        before = {table: _rows(table) for table in _tables()}
        write()
        changes = {table: Change(rows, _rows(table)) for table, rows in before.items()}
        self._changes[name] = {table: change for table, change in changes.items() if change.before != change.after}


@pytest.fixture(scope="session")
def rows_written() -> WrittenOnce:
    """What `written_once` remembers."""
    return WrittenOnce()


@pytest.fixture
def written_once(db: None, rows_written: WrittenOnce) -> WrittenOnce:
    """Return `written_once(name, write)`, which writes into the test's database."""
    return rows_written


def _tables() -> list[str]:
    """Return all tables but those of the text search, which SQLite keeps itself."""
    return [name for name in connection.introspection.table_names() if "_fts" not in name]


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM pragma_table_info('{table}')")
        return [f'"{name}"' for (name,) in cursor.fetchall()]


def _rows(table: str) -> Rows:
    """Return the rows as they are stored: a column with a sign before it is a value, which nothing converts."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT rowid, {", ".join(f"+{name}" for name in _columns(table))} FROM "{table}"')
        return {number: tuple(values) for number, *values in cursor.fetchall()}


def _write_again(table: str, change: Change) -> None:
    columns = _columns(table)
    gone = [(number,) for number in change.before if change.after.get(number) != change.before[number]]
    rows = [values for number, values in change.after.items() if change.before.get(number) != values]
    with connection.cursor() as cursor:
        cursor.executemany(f'DELETE FROM "{table}" WHERE rowid = %s', gone)
        into = f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({", ".join(["%s"] * len(columns))})'
        cursor.executemany(into, rows)


def use_database(file: Path) -> None:
    """Have the default connection, and those of other threads, use another file."""
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = file


def copied_database(to: Path) -> None:
    """Copy the database that is used into another file, with what was written last.

    As a backup: another thread that has it open keeps the last writes in a file beside it.
    """
    with (
        closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as ours,
        closing(sqlite3.connect(to)) as theirs,
    ):
        ours.backup(theirs)
