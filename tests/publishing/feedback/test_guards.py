"""What keeps the form open to people and closed to floods: slips, limits, addresses."""

import pytest
from django.conf import settings
from django.core import signing
from django.db import connection
from django.test import RequestFactory

from riktmarke.cli.up import _believed_of_proxies
from riktmarke.publishing.website.feedback.limits import MOST_COUNTED, Limit
from riktmarke.publishing.website.feedback.page_facts import local_address
from riktmarke.publishing.website.feedback.patience import short_of_patience
from riktmarke.publishing.website.feedback.tokens import DAYS_GOOD, Age, Slip, read, sign
from riktmarke.publishing.website.feedback.visitors import address_of, comes_from_here, counted_as
from riktmarke.publishing.website.system_checks import visitors_behind_a_proxy_are_told_apart

SLIP = Slip("/kommun/9101/vision/", "Påhittad vision")


@pytest.mark.parametrize(
    ("seconds", "age"),
    [
        (0, Age.TOO_NEW),
        (1, Age.TOO_NEW),
        (3, Age.GOOD),
        (86_400 * (DAYS_GOOD - 1), Age.GOOD),
        (86_400 * 60, Age.TOO_OLD),
    ],
)
def test_a_slip_is_good_from_two_seconds_to_a_month(seconds: int, age: Age, monkeypatch: pytest.MonkeyPatch) -> None:
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now)  # a slip tells the second it was made in, not the moment
    made = sign(SLIP)
    monkeypatch.setattr(signing.time, "time", lambda: now + seconds)
    assert read(made) == (SLIP, age)


@pytest.mark.parametrize(
    "text",
    ["", "x", "a:b:c", sign(SLIP)[:-3] + "abc", signing.dumps(["/", ""])],
    ids=["nothing", "a letter", "no signature", "another signature", "signed for something else"],
)
def test_a_slip_that_is_not_ours_is_nobodys(text: str) -> None:
    assert read(text) == (None, Age.FORGED)


def test_one_visitor_waits_and_the_next_gets_through() -> None:
    clock = iter([0.0, 1.0, 2.0, 3.0, 61.0])
    limit = Limit(most=2, seconds=60, clock=lambda: next(clock))
    assert limit.ask(b"a").allowed
    assert limit.ask(b"a").allowed
    refused = limit.ask(b"a")
    assert (refused.allowed, refused.wait_seconds, refused.flooding) == (False, 59, False)
    assert limit.ask(b"b").allowed
    assert limit.ask(b"a").allowed  # the first is more than a minute ago


def test_a_flood_is_known_by_its_refusals() -> None:
    limit = Limit(most=1, seconds=60, patience=3, clock=lambda: 0.0)
    assert [limit.ask(b"a").flooding for _ in range(6)] == [False, False, False, False, True, True]


def test_what_is_counted_does_not_grow_without_end() -> None:
    limit = Limit(most=1, seconds=60, clock=lambda: 0.0)
    for number in range(MOST_COUNTED + 10):
        limit.ask(number.to_bytes(4))
    assert len(limit._counted) == MOST_COUNTED


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "192.0.2.1", "203.0.113.9"),  # anybody can write the header
        (1, "", "203.0.113.9"),
        (1, "198.51.100.7, 192.0.2.1", "192.0.2.1"),  # what the visitor wrote itself stands first, and is not believed
        (2, "198.51.100.7, 192.0.2.1, 10.0.0.2", "192.0.2.1"),
        (3, "192.0.2.1", "192.0.2.1"),
    ],
)
def test_only_our_own_proxies_are_believed(
    proxies: int, forwarded: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "RIKTMARKE_PROXIES", proxies)
    request = RequestFactory().post("/synpunkter/", REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == expected


def test_who_is_counted_cannot_be_told_and_a_whole_subscription_is_one() -> None:
    def counted(address: str) -> bytes:
        return counted_as(RequestFactory().get("/", REMOTE_ADDR=address))

    assert counted("192.0.2.1") == counted("192.0.2.1") == counted("::ffff:192.0.2.1")
    assert counted("192.0.2.1") != counted("192.0.2.2")
    assert b"192.0.2.1" not in counted("192.0.2.1")
    assert counted("2001:db8::1") == counted("2001:db8::ffff") != counted("2001:db8:0:1::1")


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({}, True),
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, True),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, False),
        ({"HTTP_ORIGIN": "http://testserver"}, True),
        ({"HTTP_ORIGIN": "https://example.org"}, False),
        ({"HTTP_ORIGIN": "null"}, False),
        ({"HTTP_ORIGIN": "https://riktmarke.example.org"}, True),  # the public address, whatever the proxy calls us
        ({"HTTP_ORIGIN": "https://riktmarke.example.org.example.com"}, False),
    ],
)
def test_a_form_is_ours_by_the_browsers_word(
    headers: dict[str, str], ours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "WAGTAILADMIN_BASE_URL", "https://riktmarke.example.org/")
    assert comes_from_here(RequestFactory().post("/synpunkter/", **headers)) is ours


@pytest.mark.parametrize(
    "written",
    [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "kommun",
        "",
        "/a\nb",
        "/" + "x" * 600,
        "/a?b",
        "/Du har,\u00a0https://example.org/x",
    ],
)
def test_a_page_is_one_of_ours(written: str) -> None:
    assert local_address(written) == "/"
    assert local_address("/kommun/9101/vision/") == local_address("/en/kommun/9101/vision/") == "/kommun/9101/vision/"


def test_the_server_believes_no_more_proxies_than_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _believed_of_proxies() == {}
    monkeypatch.setattr(settings, "RIKTMARKE_PROXIES", 2)
    assert _believed_of_proxies() == {
        "trusted_proxy": "*",
        "trusted_proxy_count": 2,
        "trusted_proxy_headers": {"x-forwarded-for"},
    }


def test_a_proxy_that_is_not_counted_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    assert visitors_behind_a_proxy_are_told_apart() == []
    monkeypatch.setattr(settings, "SECURE_SSL_REDIRECT", True)
    assert [found.id for found in visitors_behind_a_proxy_are_told_apart()] == ["website.W001"]
    monkeypatch.setattr(settings, "RIKTMARKE_PROXIES", 1)
    assert visitors_behind_a_proxy_are_told_apart() == []


def test_a_visitor_waits_seconds_for_a_locked_database_and_our_own_jobs_as_long_as_before(db: None) -> None:
    def waits() -> int:
        with connection.cursor() as cursor:
            return int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])

    before = waits()
    with short_of_patience():
        assert waits() == 4000
    assert waits() == before == 20_000
