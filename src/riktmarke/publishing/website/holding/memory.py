"""Answers in memory: the latest asked for, up to so many bytes, each made by one visitor's request alone."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Event, Lock

# Beyond its body: the headers, the key and Python's own objects, measured at 1.5 to 2.5 kB an answer.
BYTES_BESIDE_THE_BODY = 2500
SECONDS_TO_WAIT = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent to a reader: the headers as they were, the page as it is, and gzipped."""

    headers: tuple[tuple[str, str], ...]
    plain: bytes
    gzipped: bytes
    etag: str = ""

    @property
    def size(self) -> int:
        """About how many bytes of memory it takes."""
        return len(self.plain) + len(self.gzipped) + BYTES_BESIDE_THE_BODY


class Memory:
    """The answers that were asked for last. Safe for many threads."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._lock = Lock()
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._being_made: dict[Hashable, Event] = {}

    def __len__(self) -> int:
        return len(self._answers)

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._answers.clear()
            self.bytes = 0

    def answer(self, key: Hashable, make: Callable[[], Answer | None]) -> Answer | None:
        """Return the answer that is held, or the one that is made now; None where what was made is not to be held.

        While one thread makes an answer, others that want the same wait for it: a page that takes a second is not
        made eight times because eight readers come at once. Where it turns out not to be held, each makes its own.
        """
        held, done = self._held_or_being_made(key)
        if held is None and done is not None:
            done.wait(SECONDS_TO_WAIT)
            with self._lock:
                held = self._answers.get(key)
            return held or make()
        if held is not None:
            return held
        try:
            made = make()
            if made is not None:
                self._keep(key, made)
            return made
        finally:
            with self._lock:
                self._being_made.pop(key).set()

    def _held_or_being_made(self, key: Hashable) -> tuple[Answer | None, Event | None]:
        """Return what is held, or what tells when another is done; neither where it is for the asker to make."""
        with self._lock:
            held = self._answers.get(key)
            if held is not None:
                self._answers.move_to_end(key)
                return held, None
            done = self._being_made.get(key)
            if done is None:
                self._being_made[key] = Event()
            return None, done

    def _keep(self, key: Hashable, answer: Answer) -> None:
        if answer.size > self.most_bytes:
            return
        with self._lock:
            self._answers[key] = answer
            self.bytes += answer.size
            while self.bytes > self.most_bytes:
                _, oldest = self._answers.popitem(last=False)
                self.bytes -= oldest.size
