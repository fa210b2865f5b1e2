"""What is asked of the database once for an answer, however many parts of the page ask it.

It saves the asking, and an answer never shows two states of the site.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Told = TypeVar("Told")
_TOLD: ContextVar[dict[Any, Any] | None] = ContextVar("told", default=None)


@contextmanager
def one_answer() -> Iterator[None]:
    """Remember what is asked until the answer is made: for requests that write nothing."""
    token = _TOLD.set({})
    try:
        yield
    finally:
        _TOLD.reset(token)


def once_an_answer(ask: Callable[[], Told]) -> Callable[[], Told]:
    """Return the question, asked once for an answer; outside of one it is asked every time."""

    @wraps(ask)
    def asking() -> Told:
        told = _TOLD.get()
        if told is None:
            return ask()
        if ask not in told:
            told[ask] = ask()
        known: Told = told[ask]
        return known

    return asking
