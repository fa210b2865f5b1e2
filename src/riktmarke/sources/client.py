"""A polite client for publishers' JSON over HTTP: few requests a second, patient retries, one host and no other.

What it hands out is the body exactly as received, and the same read as JSON. It asks at most `per_second` times a
second, tries again with growing waits when a publisher is busy or the line breaks, does what Retry-After says, and
ends with an error that names the address and what to do.
"""

import json
import threading
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import TracebackType
from typing import Any, Self

import httpx
import stamina
import stamina.instrumentation

from riktmarke.sources.manners import Manners, PublisherUnreachable
from riktmarke.vocabulary.errors import UnexpectedPayload

# Names the program, never a person or a municipality.
USER_AGENT = f"Riktmarke/{version('riktmarke')} (open statistics for Swedish municipalities)"
BUSY = {429, 500, 502, 503, 504}
MOST_REDIRECTS = 5
# A little more than a second for the requests of a second: on a line that hurries some of them, six must not become
# of five.
BREATH = 1.02
# A wait is no news: the error after the last try says it all, and a line in the log for each would hide it.
stamina.instrumentation.set_on_retry_hooks(())


class Limiter:
    """Lets one through at a time, evenly spaced; shared by all threads that ask the same publisher."""

    def __init__(self, per_second: float) -> None:
        self._apart_s = BREATH / per_second
        self._lock = threading.Lock()
        self._next = 0.0

    def wait(self) -> float:
        """Wait for one's turn, and return when it came.

        The next turn is counted from when this one came and not from when it was due: on a machine that wakes a thread
        late, those after it would else be let through close behind it.
        """
        with self._lock:
            time.sleep(max(0.0, self._next - time.monotonic()))
            turn = time.monotonic()
            self._next = turn + self._apart_s
        return turn


@dataclass(frozen=True, slots=True)
class Answer:
    """What a publisher answered: the address it came from, the body as received, and the same read as JSON."""

    url: str
    body: bytes
    content: dict[str, Any]


class _Again(Exception):
    """The request may go well another time; `after_s` is the publisher's own word on when."""

    def __init__(self, why: str, after_s: float | None = None) -> None:
        super().__init__(why)
        self.after_s = after_s


class PublisherClient:
    """Asks one publisher, at `base` and nowhere else. Use it as a context: it keeps its connections open."""

    def __init__(self, base: str, *, publisher: str, manners: Manners | None = None) -> None:
        self._manners = manners or Manners()
        self._base = _base_of(base, publisher)
        self._publisher = publisher
        self._limiter = Limiter(self._manners.per_second)
        self._http = httpx.Client(
            headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
            timeout=httpx.Timeout(self._manners.read_s, connect=self._manners.connect_s),
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def address(self, path: str, **parameters: object) -> str:
        """Return the address of a path below the base."""
        return str(self._base.join(path).copy_merge_params({k: str(v) for k, v in parameters.items()}))

    def get(self, url: str) -> Answer:
        """Return what is at an address below the base.

        Raises:
            PublisherUnreachable: after the last try, or when another host is pointed to.
            UnexpectedPayload: if the answer is JSON, but not an object.
        """
        manners = self._manners
        attempts = stamina.retry_context(
            on=self._wait_before_another_try,
            attempts=manners.attempts,
            timeout=None,
            wait_initial=manners.wait_first_s,
            wait_max=manners.wait_most_s,
            wait_jitter=manners.wait_jitter_s,
        )
        tries = 0
        try:
            for attempt in attempts:
                with attempt:
                    tries = attempt.num
                    return self._once(self._own(url))
        except _Again as error:
            raise PublisherUnreachable(
                f"{self._publisher} could not be read: {error} ({shown(url)}, "
                f"asked {tries} time{'s' if tries > 1 else ''}).",
                expected="an answer in JSON",
                remedy="check the network, or wait until the publisher is up again, and run the same command: it "
                "goes on where it was.",
            ) from error
        raise AssertionError("the last try returns or raises")

    def _wait_before_another_try(self, error: Exception) -> bool | float:
        if not isinstance(error, _Again):
            return False
        if error.after_s is None:
            return True
        return error.after_s if error.after_s <= self._manners.retry_after_most_s else False

    def _once(self, url: httpx.URL) -> Answer:
        for _ in range(MOST_REDIRECTS):
            self._limiter.wait()
            try:
                response = self._http.get(url)
            except (httpx.TransportError, httpx.DecodingError) as error:
                raise _Again(_said_of(error)) from error
            if not response.has_redirect_location:
                return self._read(url, response)
            url = self._own(str(url.join(response.headers["Location"])))
        raise self._refused(f"{shown(str(url))} leads on to other addresses without end")

    def _read(self, url: httpx.URL, response: httpx.Response) -> Answer:
        if response.status_code in BUSY:
            after_s = _retry_after_s(response)
            asks = "" if after_s is None else f" and asks to be left alone for {after_s:.0f} seconds"
            raise _Again(f"it answered {response.status_code} {response.reason_phrase}{asks}", after_s)
        if response.status_code != httpx.codes.OK:
            raise self._refused(f"{shown(str(url))} was answered with {response.status_code} {response.reason_phrase}")
        try:
            content = json.loads(response.content)
        except ValueError as error:
            kind = response.headers.get("Content-Type", "no content type").partition(";")[0]
            raise _Again(f"what it answered is no whole JSON ({kind}, {len(response.content)} bytes)") from error
        if not isinstance(content, dict):
            raise UnexpectedPayload(
                f"{self._publisher}: {shown(str(url))} holds a {type(content).__name__}.",
                expected="a JSON object",
                remedy="the publisher has changed its format: the adapter must be changed with it.",
            )
        return Answer(shown(str(url)), response.content, content)

    def _own(self, url: str) -> httpx.URL:
        """Return the address if it is below the base: whoever else is pointed to is not asked."""
        asked = self._base.join(url)
        own = (asked.scheme, asked.host, asked.port) == (self._base.scheme, self._base.host, self._base.port)
        if own and asked.path.startswith(self._base.path):
            return asked
        raise self._refused(f"it points to {shown(str(asked))}, which is not below {shown(str(self._base))}")

    def _refused(self, why: str) -> PublisherUnreachable:
        return PublisherUnreachable(
            f"{self._publisher} could not be read: {why}.",
            expected=f"addresses below {shown(str(self._base))} that answer with JSON",
            remedy="check the setting of the publisher's address (docs/settings.md); if the publisher has moved, set "
            "the new one.",
        )


def shown(url: str) -> str:
    """Return an address without the name and password it may carry."""
    return str(httpx.URL(url).copy_with(userinfo=b""))


def _base_of(base: str, publisher: str) -> httpx.URL:
    try:
        url = httpx.URL(base if base.endswith("/") else f"{base}/")
    except httpx.InvalidURL:
        url = httpx.URL()
    if url.scheme in {"http", "https"} and url.host:
        return url
    raise PublisherUnreachable(
        f"The address of {publisher} cannot be used.",
        expected="an address that begins with https://",
        remedy="mend the setting (docs/settings.md), or leave it out.",
    )


def _said_of(error: Exception) -> str:
    kinds: dict[type[Exception], str] = {
        httpx.TimeoutException: "it did not answer in time",
        httpx.ConnectError: "there is no connection to it",
        httpx.RemoteProtocolError: "the connection was cut in the middle of an answer",
        httpx.DecodingError: "what it answered could not be unpacked",
    }
    named = next((words for kind, words in kinds.items() if isinstance(error, kind)), "the connection failed")
    return f"{named} ({type(error).__name__})"


def _retry_after_s(response: httpx.Response) -> float | None:
    """Return how long the publisher asks to be left alone, in seconds; None where it does not say.

    A date is measured from the answer's own Date, so that no clock but the publisher's is needed.
    """
    said = response.headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    try:
        until, answered = (parsedate_to_datetime(text) for text in (said, response.headers.get("Date", "")))
        return max(0.0, (until - answered).total_seconds())
    except (TypeError, ValueError):
        return None
