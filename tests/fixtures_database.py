"""A migrated database without the minute of migrating it."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from filelock import FileLock
from pytest_django.plugin import DjangoDbBlocker


def _migrations_fingerprint() -> str:
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None, ignore_no_migrations=True)
    return hashlib.sha256(repr(sorted(loader.disk_migrations)).encode()).hexdigest()[:16]


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_blocker: DjangoDbBlocker, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """A copy of a database that is migrated once per set of migrations: Wagtail's take 13 seconds."""
    kept = repository / "var" / "test-databases"
    kept.mkdir(parents=True, exist_ok=True)
    template = kept / f"{_migrations_fingerprint()}.sqlite3"
    own = tmp_path_factory.mktemp("database") / "test.sqlite3"
    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        with FileLock(template.with_suffix(".lock")):
            if not template.exists():
                making = template.with_suffix(".making")
                making.unlink(missing_ok=True)
                use_database(making)
                call_command("migrate", verbosity=0, interactive=False)
                connection.close()
                os.replace(making, template)
        shutil.copy(template, own)
        use_database(own)
        yield
        connection.close()
        use_database(before)


def use_database(file: Path) -> None:
    """Have the default connection, and those of other threads, use another file."""
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = file
