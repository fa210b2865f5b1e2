"""A migrated database without the minute of migrating it."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
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
