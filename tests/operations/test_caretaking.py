"""The thread beside the site: what fails in one task is told and stops no other, and nothing goes on after the site."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from riktmarke.operations import caretaking
from riktmarke.operations.caretaking import caretaker_beside


class Beside:
    """What a caretaker does, told by a test: two tasks, and what was heard of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.said: list[str] = []
        self.looks, self.enough = 0, threading.Event()
        self.dialogue: Callable[[], None] = lambda: None
        self.ended = False
        monkeypatch.setattr(caretaking, "Caretaker", lambda *_: SimpleNamespace(look=lambda _: self.dialogue()))
        monkeypatch.setattr(caretaking, "DrawingAhead", lambda *_, **__: SimpleNamespace(look=self.draw, end=self.end))
        monkeypatch.setattr(caretaking, "close_old_connections", lambda: None)
        monkeypatch.setattr(caretaking, "connection", SimpleNamespace(close=lambda: None))
        monkeypatch.setattr(caretaking, "BETWEEN_LOOKS_S", 0.02)

    def draw(self) -> None:
        """Look after the charts."""
        self.looks += 1
        if self.looks == 3:
            self.enough.set()

    def end(self) -> None:
        """End what draws."""
        self.ended = True


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> Beside:
    return Beside(monkeypatch)


def test_charts_are_drawn_where_mail_fails_and_the_fault_is_told_once(beside: Beside) -> None:
    def fail() -> None:
        raise OSError

    beside.dialogue = fail
    with caretaker_beside(clock=lambda: datetime.now(UTC), told=beside.said.append):
        assert beside.enough.wait(30)
    assert beside.said == ["dialogue: OSError; tried again"]


def test_what_draws_ends_with_the_site_though_the_thread_waits_for_a_slow_server(beside: Beside) -> None:
    answers = threading.Event()
    beside.dialogue = lambda: answers.wait(30) and None
    with caretaker_beside(clock=lambda: datetime.now(UTC), told=beside.said.append):
        assert not beside.ended
    assert beside.ended
    answers.set()
