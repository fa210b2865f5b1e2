"""The client: how it asks, how it waits, what it refuses, and what it says when nothing helps."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from threading import Thread

import pytest

from riktmarke.sources.client import BREATH, Limiter, PublisherClient, shown
from riktmarke.sources.manners import Manners, PublisherUnreachable
from riktmarke.vocabulary.errors import UnexpectedPayload
from tests.sources.conftest import QUICK
from tests.sources.kolada_server import Fault, Handler, KoladaServer, answer, cut_off, half_of_it, too_late, web_page

AREAS = "municipality"
# For a server that is late: long enough for a slow machine's answer, shorter than LATE.
IMPATIENT = replace(QUICK, read_s=3.0)
LATE = too_late(5.0)


def ask(server: KoladaServer, manners: Manners = QUICK) -> int:
    """Return how many areas the server answers with."""
    with PublisherClient(server.url, publisher="Kolada", manners=manners) as client:
        return len(client.get(client.address(AREAS, page=1)).content["values"])


def patience(seconds: float) -> Manners:
    """Manners whose own waits are far shorter than what a publisher asks for."""
    return replace(QUICK, retry_after_most_s=seconds)


def in_a_second(handler: Handler, _: bytes) -> None:
    """Ask to be left alone until a second after the answer, as a date on the publisher's own clock."""
    moment = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
    handler.send_response_only(503)
    handler.send_header("Date", format_datetime(moment, usegmt=True))
    handler.send_header("Retry-After", format_datetime(moment + timedelta(seconds=1), usegmt=True))
    handler.send_header("Content-Length", "0")
    handler.end_headers()


@pytest.mark.parametrize(
    "how",
    [answer(429), answer(500), answer(502), answer(503), answer(504), cut_off, half_of_it, web_page, LATE],
    ids=["429", "500", "502", "503", "504", "cut off", "half a JSON", "a web page", "too late"],
)
def test_what_goes_wrong_twice_goes_well_the_third_time(
    kolada: KoladaServer, how: Callable[[Handler, bytes], None]
) -> None:
    kolada.faults = [Fault(how, times=2)]

    assert ask(kolada, IMPATIENT if how is LATE else QUICK) == 16
    assert len(kolada.asked) == 3


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (answer(429), "429 Too Many Requests"),
        (answer(500), "500 Internal Server Error"),
        (cut_off, "cut in the middle"),
        (half_of_it, "no whole JSON (application/json,"),
        (web_page, "no whole JSON (text/html,"),
        (LATE, "did not answer in time"),
    ],
    ids=["429", "500", "cut off", "half a JSON", "a web page", "too late"],
)
def test_after_the_last_try_the_error_says_what_where_and_what_to_do(
    kolada: KoladaServer, how: Callable[[Handler, bytes], None], said: str
) -> None:
    kolada.faults = [Fault(how, times=9)]

    with pytest.raises(PublisherUnreachable) as raised:
        ask(kolada, IMPATIENT if how is LATE else QUICK)
    assert said in raised.value.what
    assert f"{kolada.url}municipality?page=1, asked 4 times" in raised.value.what
    assert "run the same command" in raised.value.remedy
    assert len(kolada.asked) == QUICK.attempts


@pytest.mark.parametrize("how", [answer(429, Retry_After="1"), in_a_second], ids=["seconds", "a date"])
def test_a_publisher_that_says_when_is_left_alone_until_then(
    kolada: KoladaServer, how: Callable[[Handler, bytes], None]
) -> None:
    kolada.faults = [Fault(how)]

    assert ask(kolada) == 16
    (first, _), (second, _) = kolada.asked
    assert second - first >= 1.0


def test_a_publisher_that_asks_for_hours_is_not_waited_for(kolada: KoladaServer) -> None:
    kolada.faults = [Fault(answer(503, Retry_After="7200"))]

    with pytest.raises(PublisherUnreachable, match="asks to be left alone for 7200 seconds") as raised:
        ask(kolada, patience(600))
    assert "asked 1 time)" in raised.value.what
    assert len(kolada.asked) == 1


@pytest.mark.parametrize("said", ["soon", "", "-5", "Mon, 99 Nov 2026"])
def test_a_retry_after_that_says_nothing_is_as_none(kolada: KoladaServer, said: str) -> None:
    kolada.faults = [Fault(answer(429, Retry_After=said))]

    assert ask(kolada) == 16


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_what_will_not_change_is_not_asked_again(kolada: KoladaServer, status: int) -> None:
    kolada.faults = [Fault(answer(status), times=9)]

    with pytest.raises(PublisherUnreachable, match=f"answered with {status}") as raised:
        ask(kolada)
    assert len(kolada.asked) == 1
    assert "docs/settings.md" in raised.value.remedy


def test_nobody_there_is_told_as_no_connection() -> None:
    with (
        PublisherClient("http://127.0.0.1:9/v3/", publisher="Kolada", manners=QUICK) as client,
        pytest.raises(PublisherUnreachable, match="there is no connection to it"),
    ):
        client.get(client.address(AREAS))


def test_json_that_is_no_object_is_unexpected(kolada: KoladaServer) -> None:
    kolada.faults = [Fault(lambda handler, _: handler.send(b"[1, 2]"))]

    with pytest.raises(UnexpectedPayload, match="holds a list"):
        ask(kolada)


def test_a_redirect_within_the_publisher_is_followed(kolada: KoladaServer) -> None:
    kolada.faults = [Fault(answer(307, Location="/v3/municipality?page=1"))]

    assert ask(kolada) == 16


@pytest.mark.parametrize(
    "elsewhere",
    ["http://localhost:{port}/v3/municipality", "https://127.0.0.1:{port}/v3/kpi", "//example.org/v3/kpi", "/v2/kpi"],
    ids=["another name", "another scheme", "another host", "beside the base"],
)
def test_a_redirect_to_another_place_is_refused_and_nobody_there_is_asked(kolada: KoladaServer, elsewhere: str) -> None:
    kolada.faults = [Fault(answer(302, Location=elsewhere.format(port=kolada.server_port)))]

    with pytest.raises(PublisherUnreachable, match="which is not below"):
        ask(kolada)
    assert len(kolada.asked) == 1


def test_redirects_without_end_are_left(kolada: KoladaServer) -> None:
    kolada.faults = [Fault(answer(302, Location="/v3/municipality?page=1"), times=99)]

    with pytest.raises(PublisherUnreachable, match="without end"):
        ask(kolada)
    assert len(kolada.asked) <= 6


def test_the_program_names_itself_and_nobody_else_and_takes_gzip(kolada: KoladaServer) -> None:
    ask(kolada)

    (headers,) = kolada.headers_seen
    assert headers["User-Agent"].startswith("Riktmarke/")
    assert "@" not in headers["User-Agent"]
    assert "gzip" in headers["Accept-Encoding"]
    assert not headers.keys() & {"Cookie", "Authorization", "Referer", "From"}


def test_an_address_is_shown_without_name_and_password() -> None:
    assert shown("https://name:secret@api.example.org/v3/kpi?page=2") == "https://api.example.org/v3/kpi?page=2"


@pytest.mark.parametrize("wrong", ["api.kolada.se/v3", "ftp://example.org/", "", "http://", "/v3/"])
def test_an_address_that_is_none_is_told_without_being_asked(wrong: str) -> None:
    with pytest.raises(PublisherUnreachable, match="cannot be used"):
        PublisherClient(wrong, publisher="Kolada")


def test_no_more_than_five_are_asked_in_any_second_however_many_ask(
    kolada: KoladaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # When each may go, not when it has come: how long a question is on its way says nothing of who asks.
    turns: list[float] = []
    wait = Limiter.wait
    monkeypatch.setattr(Limiter, "wait", lambda limiter: turns.append(wait(limiter)))
    with PublisherClient(kolada.url, publisher="Kolada") as client:
        threads = [Thread(target=lambda: [client.get(client.address(AREAS)) for _ in range(4)]) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert len(kolada.asked) == len(turns) == 12
    assert max(sum(start <= turn < start + 1 for turn in turns) for start in turns) <= 5


def test_turns_are_evenly_apart() -> None:
    limiter = Limiter(per_second=50)
    began = time.monotonic()
    for _ in range(11):
        limiter.wait()

    assert time.monotonic() - began >= 10 * BREATH / 50


def test_waits_grow(kolada: KoladaServer) -> None:
    kolada.faults = [Fault(answer(500), times=3)]

    ask(kolada, replace(QUICK, wait_first_s=0.1, wait_most_s=9, wait_jitter_s=0.05))
    moments = [moment for moment, _ in kolada.asked]
    waits = [later - earlier for earlier, later in pairwise(moments)]
    assert waits[0] >= 0.1
    assert waits[1] >= 0.2
    assert waits[2] >= 0.4
