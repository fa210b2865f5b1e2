"""A real mail server on this machine that a test can start, stop, start again, and have refuse."""

import email
import email.policy
from contextlib import ExitStack
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.ports import kept_port

SECONDS_TO_START = 60


class MailServer:
    """Keeps the mails it is given, parsed and raw. `refusing` answers an address, either way, with its line.

    Use it as a context: it keeps its port while it is stopped.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.refusing: dict[str, str] = {}
        self.breaks_at = ""
        self.breaks_after_data = False
        self._kept = ExitStack()
        self.port = self._kept.enter_context(kept_port())
        self._running: Controller | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._kept.close()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._running = Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=SECONDS_TO_START)
        self._running.start()

    def stop(self) -> None:
        if self._running is not None:
            self._running.stop()
            self._running = None

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if mail["To"] == address]

    async def handle_MAIL(  # noqa: N802  # aiosmtpd calls it so
        self,
        server: SMTP,  # noqa: ARG002  # … and gives it these
        session: Session,  # noqa: ARG002
        envelope: Envelope,
        address: str,
        options: list[Any],  # noqa: ARG002
    ) -> str:
        if address in self.refusing:
            return self.refusing[address]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  # aiosmtpd calls it so
        self,
        server: SMTP,
        session: Session,  # noqa: ARG002  # … and gives it these
        envelope: Envelope,
        address: str,
        options: list[Any],  # noqa: ARG002
    ) -> str:
        if address == self.breaks_at:
            server.transport.close()
        if address in self.refusing:
            return self.refusing[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  # aiosmtpd calls it so
        self,
        server: SMTP,
        session: Session,  # noqa: ARG002
        envelope: Envelope,
    ) -> str:
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        parsed = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(parsed, EmailMessage)
        self.mails.append(parsed)
        if self.breaks_after_data:
            server.transport.close()
        return "250 OK"
