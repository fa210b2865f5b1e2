"""0 done, 1 something the user can mend, 2 wrong usage, 3 a fault of ours; errors say what to do."""

import errno
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from riktmarke.cli import areas, up
from riktmarke.statistics.store import Store
from tests.cli.conftest import Riktmarke

Bulk = Callable[..., Path]


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_help_is_done_and_teaches(riktmarke: Riktmarke) -> None:
    ended = riktmarke("--help")
    assert ended.code == 0
    for command in ("up", "import", "assess", "challenges", "areas", "series", "store"):
        assert command in ended.out


@pytest.mark.parametrize("command", ["up", "import", "assess", "challenges", "areas", "series"])
def test_every_command_explains_itself_with_an_example(riktmarke: Riktmarke, command: str) -> None:
    ended = riktmarke(command, "--help")
    assert ended.code == 0
    assert f"riktmarke {command}" in " ".join(ended.out.split())


def test_an_unknown_option_is_wrong_usage(riktmarke: Riktmarke) -> None:
    ended = riktmarke("assess", "--everything")
    assert (ended.code, "--everything" in ended.err) == (2, True)


def test_an_unknown_command_is_wrong_usage(riktmarke: Riktmarke) -> None:
    assert riktmarke("explode").code == 2


def test_an_empty_store_says_how_to_fill_it(riktmarke: Riktmarke) -> None:
    ended = riktmarke("assess", "--all")
    assert ended.code == 1
    assert "riktmarke import kolada-bulk" in ended.err
    assert "Traceback" not in ended.err


def test_a_municipality_that_does_not_exist_is_named_with_its_neighbours(
    riktmarke: Riktmarke, bulk_folder: Bulk
) -> None:
    riktmarke("import", "kolada-bulk", bulk_folder())
    ended = riktmarke("assess", "--area", "9109")
    assert ended.code == 1
    assert "'9109'" in ended.err
    assert "9101 Exempelby" in ended.err
    assert "What to do: " in ended.err


def test_a_series_that_does_not_exist_says_how_to_find_one(riktmarke: Riktmarke, bulk_folder: Bulk) -> None:
    riktmarke("import", "kolada-bulk", bulk_folder())
    ended = riktmarke("assess", "--area", "9101", "N99999")
    assert ended.code == 1
    assert "N99999" in ended.err
    assert "riktmarke series" in ended.err


def test_a_source_that_does_not_exist_lists_those_that_do(riktmarke: Riktmarke, tmp_path: Path) -> None:
    ended = riktmarke("import", "kolada-bluk", tmp_path)
    assert ended.code == 1
    assert "kolada-bulk" in ended.err


def test_a_folder_that_does_not_exist_is_said(riktmarke: Riktmarke, tmp_path: Path) -> None:
    ended = riktmarke("import", "kolada-bulk", tmp_path / "nowhere")
    assert ended.code == 1
    assert "There is no folder" in ended.err


def test_assess_without_saying_what_explains_both_ways(riktmarke: Riktmarke) -> None:
    ended = riktmarke("assess")
    assert ended.code == 2
    assert "--area CODE, or --all" in ended.err


def test_a_busy_port_is_said_before_any_work_is_done(
    riktmarke: Riktmarke, busy_port: int, bulk_folder: Bulk, tmp_path: Path
) -> None:
    ended = riktmarke("up", "--port", busy_port, "--data", bulk_folder())
    assert ended.code == 1
    assert f"--port {busy_port + 1}" in ended.err
    assert not (tmp_path / "store").exists()


def test_up_refuses_data_that_is_not_there_rather_than_showing_old_figures(
    riktmarke: Riktmarke, tmp_path: Path, free_port: int
) -> None:
    ended = riktmarke("up", "--port", free_port, "--data", tmp_path / "nowhere")
    assert ended.code == 1
    assert "--data" in ended.err


def stopped_as_it_serves(*_: object, **__: object) -> None:
    """What waitress does with Ctrl+C: it returns."""


@pytest.mark.django_db
def test_up_says_when_it_changes_the_municipality_of_a_site_and_ends_quietly_with_ctrl_c(
    riktmarke: Riktmarke, bulk_folder: Bulk, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(up.waitress, "serve", stopped_as_it_serves)
    words = ["up", "--port", free_port, "--data", bulk_folder(), "--processes", 1]
    first, again, other = (riktmarke(*words, "--area", area) for area in ("9101", "9101", "9201"))

    assert [ended.code for ended in (first, again, other)] == [130, 130, 130]
    assert "Traceback" not in first.err + other.err
    assert "was for 9101, and is for 9201" in " ".join(other.out.split())
    assert "was for" not in first.out + again.out


def test_ctrl_c_while_the_command_is_loaded_is_quiet() -> None:
    interrupted = (
        "import sys, builtins\n"
        "real = builtins.__import__\n"
        "def interrupt(name, *rest):\n"
        "    if name == 'riktmarke.vocabulary.errors': raise KeyboardInterrupt\n"
        "    return real(name, *rest)\n"
        "builtins.__import__ = interrupt\n"
        "import riktmarke.cli.main\n"
    )
    ended = subprocess.run([sys.executable, "-c", interrupted], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (130, "")


def test_up_for_a_region_asks_for_a_municipality(riktmarke: Riktmarke, bulk_folder: Bulk, free_port: int) -> None:
    ended = riktmarke("up", "--port", free_port, "--data", bulk_folder(), "--area", "0091")
    assert ended.code == 1
    assert "not a municipality" in ended.err


def test_a_half_file_leaves_what_was_imported_before(riktmarke: Riktmarke, bulk_folder: Bulk, tmp_path: Path) -> None:
    riktmarke("import", "kolada-bulk", bulk_folder("whole"))
    before = Store(tmp_path / "store").dataset_versions.current_name()
    half = bulk_folder("half")
    values = next(half.glob("*.parquet"))
    values.write_bytes(values.read_bytes()[: values.stat().st_size // 2])
    ended = riktmarke("import", "kolada-bulk", half)
    assert ended.code == 1
    assert values.name in ended.err
    assert "What to do: " in ended.err
    assert Store(tmp_path / "store").dataset_versions.current_name() == before
    assert riktmarke("assess", "--area", "9101").code == 0


def test_errors_are_json_when_json_was_asked_for(riktmarke: Riktmarke) -> None:
    ended = riktmarke("assess", "--area", "2083", "--json")
    error = json.loads(ended.err)["error"]
    assert error["code"] == "NoFigures"
    assert error["remedy"]


@pytest.fixture(params=[errno.EACCES, errno.EROFS])
def refusal(
    riktmarke: Riktmarke,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    settings: LazySettings,
    tmp_path: Path,
) -> str:
    """A store in which nothing may be made; what the operating system says of it."""
    settings.RIKTMARKE_STORE = tmp_path / "refused"
    settings.RIKTMARKE_KOLADA_URL = "http://127.0.0.1:9/v3/"
    said, made = os.strerror(request.param), Path.mkdir

    def mkdir(path: Path, *how: Any, **more: Any) -> None:
        if path.is_relative_to(tmp_path / "refused"):
            raise OSError(request.param, said, str(path))
        made(path, *how, **more)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    return said


@pytest.mark.parametrize("command", ["import kolada-bulk", "sync", "up --data"])
def test_a_store_that_may_not_be_written_is_said_with_what_to_do(
    riktmarke: Riktmarke, bulk_folder: Bulk, refusal: str, free_port: int, command: str
) -> None:
    words = {"sync": [], "up --data": [bulk_folder(), "--port", free_port]}.get(command, [bulk_folder()])
    ended = riktmarke(*command.split(), *words)

    assert ended.code == 1
    assert "/refused" in ended.err
    assert refusal in ended.err
    assert "RIKTMARKE_STORE" in ended.err
    assert "a fault of ours" not in ended.err


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (OperationalError("database is locked"), "The database is busy"),
        (OperationalError("attempt to write a readonly database"), "RIKTMARKE_DATABASE"),
        (OperationalError("unable to open database file"), "RIKTMARKE_DATABASE"),
        (OperationalError("connection failed: connection to server at … failed: Connection refused"), "DATABASE_URL"),
        (ImproperlyConfigured("Error loading psycopg2 or psycopg module"), "pip install"),
    ],
)
def test_a_database_that_is_out_of_reach_is_said_with_what_to_do(
    riktmarke: Riktmarke, monkeypatch: pytest.MonkeyPatch, raised: Exception, said: str
) -> None:
    def refuse() -> None:
        raise raised

    monkeypatch.setattr(areas, "configured_store", refuse)
    ended = riktmarke("areas")
    assert ended.code == 1
    assert said in ended.err
    assert "a fault of ours" not in ended.err


@pytest.mark.parametrize(
    "raised", [OperationalError("no such table: planted"), FileNotFoundError(errno.ENOENT, "planted", "planted")]
)
def test_what_nobody_around_can_mend_stays_a_fault_of_ours(
    riktmarke: Riktmarke, monkeypatch: pytest.MonkeyPatch, raised: Exception
) -> None:
    def fault() -> None:
        raise raised

    monkeypatch.setattr(areas, "configured_store", fault)
    assert riktmarke("areas").code == 3


def test_a_fault_of_ours_says_so_without_a_traceback(riktmarke: Riktmarke, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault() -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(areas, "configured_store", fault)
    ended = riktmarke("areas")
    assert ended.code == 3
    assert "a fault of ours: ZeroDivisionError: planted" in ended.err
    assert "Traceback" not in ended.err
