"""The database is brought up to date by one process at a time, however many begin at the same moment."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from riktmarke.operations import migrating

PROGRAM = """
import django
django.setup()
from riktmarke.operations.migrating import bring_up_to_date
bring_up_to_date(waiting=lambda: print("waits", flush=True))
print("done", flush=True)
"""


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Return what begins two at the same moment, and tells in which order they began and ended to migrate."""

    def both() -> list[str]:
        told: list[str] = []
        one_waits = threading.Event()

        def migrate(*_: object, **__: object) -> None:
            told.append("begins")
            assert one_waits.wait(60), "the other neither waits nor migrates"
            told.append("ends")

        def waiting() -> None:
            told.append("waits")
            one_waits.set()

        monkeypatch.setattr(migrating, "call_command", migrate)
        pair = [threading.Thread(target=lambda: migrating.bring_up_to_date(waiting=waiting)) for _ in range(2)]
        for one in pair:
            one.start()
        for one in pair:
            one.join(120)
        return told

    return both


@pytest.mark.django_db
def test_of_two_that_begin_at_once_one_waits_until_the_other_is_done(begun: Callable[[], list[str]]) -> None:
    told = begun()

    assert [word for word in told if word != "waits"] == ["begins", "ends", "begins", "ends"]
    assert told.count("waits") == 1


@pytest.mark.django_db
def test_another_process_waits_too_and_then_finds_nothing_to_do() -> None:
    file = Path(settings.DATABASES["default"]["NAME"])
    with migrating.FileLock(file.with_name(f"{file.name}.migrating")):
        environment = {"DJANGO_SETTINGS_MODULE": "riktmarke.config.settings", "RIKTMARKE_DATABASE": str(file)}
        other = subprocess.Popen([sys.executable, "-c", PROGRAM], env=environment, stdout=subprocess.PIPE, text=True)
        assert other.stdout is not None
        first = other.stdout.readline()
        assert first == "waits\n"
        assert other.poll() is None
    rest, _ = other.communicate(timeout=300)

    assert rest == "done\n"
    assert other.returncode == 0
    assert "governance_plan" in connection.introspection.table_names()
