"""What goes on beside the site day and night: mail goes, texts come out, the old is erased, charts are drawn ahead.

It runs as a thread of `riktmarke up` and of `riktmarke worker`: mail does not wait for a long job, and an installation
without a worker erases too. Any number may run for one database.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, connection

from riktmarke.dialogue.actions import keep_time
from riktmarke.dialogue.actions.erasing import erase_again
from riktmarke.dialogue.queries import erased_count, erased_references
from riktmarke.operations.drawing import DrawingAhead
from riktmarke.operations.mail import Sender, sender
from riktmarke.operations.queue import forget_old, note_done
from riktmarke.operations.timetable import Entry, due
from riktmarke.statistics.store import Store

BETWEEN_LOOKS_S = 5.0
BETWEEN_PUBLISHING = timedelta(minutes=1)  # those who write give the time in minutes
NIGHTLY = Entry("nightly erasing", "retention", hour=2)
NAME = "caretaker"


@dataclass(slots=True)
class Caretaker:
    """Sends and erases. `told` hears what was done and what is wrong, without anything about a person."""

    clock: Callable[[], datetime]
    told: Callable[[str], None]
    sender: Sender = field(default_factory=sender)
    nightly: Entry = NIGHTLY
    _trouble: str = ""
    _erased: int = -1
    _published: datetime | None = None

    def look(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Do what is to be done now."""
        self._settle_erased()
        self._publish_what_is_due()
        if due([self.nightly], self.clock()):
            self._erase()
        done = self.sender.go_through(clock=self.clock, stop=stop)
        if done.sent:
            self.told(f"mail: {done.sent} sent")
        if done.refused:
            self.told(f"mail: {done.refused} refused by the mail server; riktmarke dialogue mail shows which")
        if done.trouble and done.trouble != self._trouble:
            self.told(f"mail: {done.trouble}; mail waits and is tried again")
        if done.trouble or done.sent:
            self._trouble = done.trouble

    def _publish_what_is_due(self) -> None:
        """Publish, and take down, the pages whose time has come."""
        now = self.clock()
        if self._published is None or now - self._published >= BETWEEN_PUBLISHING:
            self._published = now
            call_command("publish_scheduled")

    def _erase(self) -> None:
        now = self.clock()
        kept = keep_time(months=settings.RIKTMARKE_FEEDBACK_MONTHS, at=now)
        self.nightly = self.nightly.known_last(now)
        done = f"{len(kept.erased)} erased, {len(kept.overdue)} wait for an answer though their time is over"
        note_done(self.nightly.job, done, by=NAME, at=now)
        forget_old(now)
        if kept.erased:
            self.told(f"dialogue: {len(kept.erased)} erased, as their time is over")
        if kept.overdue:
            self.told(f"dialogue: {len(kept.overdue)} wait for an answer though their time is over")
        self._settle_erased()

    def _settle_erased(self) -> None:
        """Note what was erased, and erase anew what a database put back from a backup holds again."""
        if erased_count() == self._erased:  # asked every few seconds, for years
            return
        erased = erased_references()
        back = self.sender.ledger.erased() - erased
        again = erase_again(references=back, at=self.clock()) if back else ()
        if again:
            self.told(f"dialogue: {len(again)} erased anew: the database is from a backup that still held them")
        self.sender.ledger.note_erased(erased)
        self._erased = len(erased) + len(again)


@contextmanager
def caretaker_beside(*, clock: Callable[[], datetime], told: Callable[[str], None]) -> Iterator[None]:
    """Keep a caretaker going while the block runs, in a thread of its own."""
    end = threading.Event()
    drawing = DrawingAhead(
        Store(Path(settings.RIKTMARKE_STORE)),
        Path(settings.RIKTMARKE_CHARTS),
        told,
        wanted=settings.RIKTMARKE_DRAW_AHEAD,
    )

    def go_on() -> None:
        caretaker = Caretaker(clock, told)
        tasks = {"dialogue": lambda: caretaker.look(end.is_set), "charts": drawing.look}
        last = dict.fromkeys(tasks, "")
        while not end.is_set():
            close_old_connections()
            for name, look in tasks.items():
                try:
                    look()
                    last[name] = ""
                except Exception as error:  # noqa: BLE001  # a busy database, a full disk: said once, and tried again
                    if (said := type(error).__name__) != last[name]:
                        told(f"{name}: {said}; tried again")
                    last[name] = said
            end.wait(BETWEEN_LOOKS_S)
        connection.close()

    thread = threading.Thread(target=go_on, name="caretaker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join(BETWEEN_LOOKS_S)
        drawing.end()  # also where the thread is still at a slow mail server
