"""Running the command line as a user would, inside the test's process."""

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import LazySettings

from riktmarke.cli import terminal
from riktmarke.cli.main import run
from riktmarke.operations import caretaking
from tests.dialogue.mail_server import MailServer
from tests.ports import kept_port


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Riktmarke = Callable[..., Ended]


@pytest.fixture
def riktmarke(
    monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Riktmarke:
    """Return `riktmarke`: takes the words of a command line, works on an empty store of the test's own."""
    settings.RIKTMARKE_STORE = tmp_path / "store"
    settings.RIKTMARKE_DATA = None
    settings.RIKTMARKE_KOLADA_URL = ""  # no test asks anybody; those of sync set a local server
    monkeypatch.setenv("COLUMNS", "160")
    # its thread has a connection of its own, and what that writes no test's transaction takes back
    monkeypatch.setattr(caretaking, "caretaker_beside", lambda **_: nullcontext())

    def riktmarke(*words: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["riktmarke", *map(str, words)])
        # Rich holds the stream it was made with; pytest gives every test another one
        monkeypatch.setattr(terminal.out, "file", sys.stdout)
        monkeypatch.setattr(terminal.err, "file", sys.stderr)
        with pytest.raises(SystemExit) as ended:
            run()
        said = capsys.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)

    return riktmarke


@pytest.fixture
def free_port() -> Iterator[int]:
    """A port that nobody uses."""
    with kept_port() as port:
        yield port


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A running mail server."""
    with MailServer() as server:
        server.start()
        yield server
