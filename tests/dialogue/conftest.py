"""A mail server, and a caretaker with a clock that a test may move."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from riktmarke.operations.caretaking import Caretaker
from tests.dialogue.mail_server import MailServer
from tests.dialogue.writing import AT


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A running mail server."""
    with MailServer() as server:
        server.start()
        yield server


@dataclass
class Night:
    """An installation's caretaker, what it said, and the time."""

    said: list[str] = field(default_factory=list)
    now: datetime = AT
    caretaker: Caretaker = None  # type: ignore[assignment]

    def later(self, **by: float) -> "Night":
        """Let time pass."""
        self.now += timedelta(**by)
        return self

    def look(self) -> None:
        """Have the caretaker do what is to be done now."""
        self.caretaker.look()

    def restart(self) -> None:
        """Have another caretaker, as after a restart."""
        self.caretaker = Caretaker(lambda: self.now, self.said.append)


@pytest.fixture
def night(mail_server: MailServer, settings: LazySettings, tmp_path: Path, db: None) -> Night:
    """A caretaker that sends to the mail server."""
    settings.RIKTMARKE_SMTP_URL = mail_server.url
    settings.RIKTMARKE_MAIL_FROM = "noreply@kommunen.example.org"
    settings.RIKTMARKE_DIALOGUE_LEDGER = tmp_path / "ledger.txt"
    settings.RIKTMARKE_FEEDBACK_MONTHS = 24
    made = Night()
    made.restart()
    return made
