"""The form as a browser without scripts meets it: what is taken, what is refused, and that nothing written is lost."""

import html
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core import signing
from django.db import OperationalError
from django.test import Client

from riktmarke.dialogue.errors import NotKept
from riktmarke.dialogue.models import HelpfulVote, Message
from riktmarke.publishing.website.feedback import form_view, limits
from riktmarke.publishing.website.feedback.tokens import Slip, sign

VISION = "/kommun/9101/vision/"
COMMENT = "Jag hittar inte <b>bussarna</b> & undrar varför."


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    """Every test begins with nobody having written anything."""
    limits.forget()
    yield
    limits.forget()


def slip(page: str = VISION, *, seconds_old: int = 60) -> str:
    now = signing.time.time
    try:
        signing.time.time = lambda: now() - seconds_old  # type: ignore[assignment]
        return sign(Slip(page, "Vision"))
    finally:
        signing.time.time = now  # type: ignore[assignment]


def send(client: Client, status: int, **fields: str) -> str:
    """Send the form and return what is answered, or where it leads."""
    answer = client.post("/synpunkter/", {"lapp": slip(), "synpunkt": COMMENT} | fields)
    assert answer.status_code == status
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    return answer["Location"] if status == 303 else html.unescape(answer.content.decode())


def thanked(client: Client, address: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).split())


def test_it_stands_on_every_page_with_who_it_goes_to_and_what_becomes_of_it(planned_visitor: Client) -> None:
    for address in (VISION, "/", "/kommun/9101/nyckeltal/N90001/", "/om-siffrorna/", "/finns/inte/", "/kommun/9999/"):
        text = planned_visitor.get(address).content.decode()
        assert 'action="/synpunkter/"' in text
        assert 'action="/synpunkter/hjalpte/"' in text
        assert "Utan e-postadress kan vi inte svara dig." in text
        assert 'href="/personuppgifter/"' in text
    assert "Synpunkten går till <strong>Påhittad strateg</strong>." in planned_visitor.get(VISION).content.decode()


def test_without_an_address_it_is_kept_and_nobody_promises_an_answer(planned_visitor: Client) -> None:
    location = send(planned_visitor, 303)
    message = Message.objects.get()
    assert (message.comment, message.name, message.email, message.page) == (COMMENT, "", "", VISION)
    assert (message.area, message.plan_name, message.role_title) == ("9101", "exempelby", "Påhittad strateg")
    text = thanked(planned_visitor, location)
    assert message.reference in text
    assert "så vi kan inte svara dig" in text


def test_with_an_address_an_answer_is_promised_to_it(planned_visitor: Client) -> None:
    location = send(planned_visitor, 303, epost="invanare@example.org", namn="Invånare")
    assert Message.objects.get().email == "invanare@example.org"
    assert "invanare" not in location  # nothing of a person in an address that is logged and kept in histories
    assert "bekräftelse skickas till den e-postadress" in thanked(planned_visitor, location)


def test_who_it_goes_to_is_decided_by_the_signed_page_whatever_else_is_sent(planned_visitor: Client) -> None:
    send(planned_visitor, 303, sida="/kommun/9102/", responsible="någon-annan")
    assert Message.objects.get().page == VISION


def test_a_fault_of_accessibility_is_a_kind_of_its_own(planned_visitor: Client) -> None:
    page = planned_visitor.get("/synpunkter/?slag=tillganglighet&sida=/tillganglighet/").content.decode()
    assert "<h1>Rapportera bristande tillgänglighet</h1>" in page
    send(planned_visitor, 303, slag="tillganglighet")
    assert Message.objects.get().kind == "accessibility"


@pytest.mark.parametrize(
    ("fields", "said", "ids"),
    [
        ({"synpunkt": "  "}, "Rutan är tom", ["synpunkt"]),
        ({"epost": "inte en adress"}, "ser inte ut som en e-postadress", ["epost"]),
        ({"synpunkt": "å" * 10_001, "namn": "n" * 201}, "2 saker behöver rättas", ["synpunkt", "namn"]),
        ({"namn": "Namn\r\nBcc: alla@example.org"}, "på en rad", ["namn"]),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_everything_written_is_kept(
    visitor: Client, fields: dict[str, str], said: str, ids: list[str]
) -> None:
    page = send(visitor, 422, **fields)
    assert said in page
    assert "<title>Fel: " in page
    assert re.search(r'role="alert"[^>]*tabindex="-1" autofocus', page)
    for name in ids:
        assert f'href="#{name}"' in page
        assert re.search(rf'id="{name}"[^>]*aria-describedby="{name}-fel[^>]*aria-invalid="true"', page)
    for value in ({"synpunkt": COMMENT} | fields).values():
        assert value.strip().replace("\r\n", "\n").splitlines()[0] in page if value.strip() else True
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "headers", "status", "said"),
    [
        ({"lapp": "påhittad"}, {}, 422, "känner inte igen formuläret"),
        ({"lapp": slip(seconds_old=90 * 86_400)}, {}, 422, "legat öppen länge"),
        ({"lapp": "just made"}, {}, 422, "gick så fort"),
        ({"lamna-tomt": "http://example.org"}, {}, 422, "ruta som ska vara tom"),
        ({}, {"HTTP_ORIGIN": "https://example.org"}, 403, "från en annan webbplats"),
    ],
)
def test_a_refusal_says_why_and_the_next_press_of_the_button_gets_through(
    visitor: Client, fields: dict[str, str], headers: dict[str, str], status: int, said: str
) -> None:
    moment = signing.time.time()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signing.time, "time", lambda: moment)  # on a slow machine, what was just made is seconds old
        made = {"lapp": slip(seconds_old=0)} if fields.get("lapp") == "just made" else fields
        answer = visitor.post("/synpunkter/", {"lapp": slip(), "synpunkt": COMMENT} | made, **headers)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == status
    assert said in page
    assert COMMENT in page
    assert 'value="http://example.org"' not in page
    assert Message.objects.count() == 0
    again = re.search(r'name="lapp" value="([^"]+)"', page)
    assert again
    now = signing.time.time
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signing.time, "time", lambda: now() + 5)
        send(visitor, 303, lapp=again[1])


def test_a_thousand_from_one_address_are_limited_and_others_get_through(visitor: Client) -> None:
    answers = [visitor.post("/synpunkter/", {"lapp": slip(), "synpunkt": COMMENT}) for _ in range(1000)]
    assert [answer.status_code for answer in answers] == [303] * 20 + [429] * 980
    assert all(0 < int(answer["Retry-After"]) <= 601 for answer in answers[20:])
    in_short = [len(answer.content) < 200 and answer["Content-Type"].startswith("text/plain") for answer in answers]
    assert in_short[20:] == [False] * 20 + [True] * 960  # a person's text is kept, a flood costs next to nothing
    other = visitor.post("/synpunkter/", {"lapp": slip(), "synpunkt": COMMENT}, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 303
    assert Message.objects.count() == 21


def test_more_than_a_town_writes_is_not_taken_from_however_many_and_each_keeps_the_text(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ALL_MESSAGES", limits.Limit(most=3, seconds=limits.TEN_MINUTES))
    for number in range(3):
        visitor.post("/synpunkter/", {"lapp": slip(), "synpunkt": COMMENT}, REMOTE_ADDR=f"192.0.2.{number}")
    refused = visitor.post("/synpunkter/", {"lapp": slip(), "synpunkt": COMMENT}, REMOTE_ADDR="192.0.2.99")

    assert (refused.status_code, Message.objects.count()) == (429, 3)
    page = refused.content.decode()
    assert "Just nu kommer det in ovanligt många synpunkter" in page
    assert COMMENT in html.unescape(page)
    assert int(refused["Retry-After"]) > 500


def test_the_first_refusals_of_a_flood_keep_what_was_written(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "RIKTMARKE_CONTACT_EMAIL", "kundtjanst@example.org")
    for _ in range(20):
        send(visitor, 303)
    page = send(visitor, 429)
    assert COMMENT in page
    assert "minut" in page
    assert 'href="mailto:kundtjanst@example.org"' in page


def test_two_megabytes_are_told_to_be_too_much_without_being_read(visitor: Client) -> None:
    answer = visitor.post("/synpunkter/", {"lapp": slip(), "synpunkt": "å" * 1_000_000})
    assert answer.status_code == 413
    assert "högst 10 000 tecken" in answer.content.decode()
    assert "Din text är kvar i formuläret" in answer.content.decode()


def test_script_in_a_comment_is_text(visitor: Client) -> None:
    answer = visitor.post("/synpunkter/", {"lapp": "x", "synpunkt": "</textarea><script>alert(1)</script>"})
    assert b"<script>alert" not in answer.content
    assert b"&lt;/textarea&gt;&lt;script&gt;" in answer.content


@pytest.mark.parametrize("fault", [OperationalError("database is locked"), NotKept()])
def test_a_locked_database_says_so_and_keeps_what_was_written(
    visitor: Client, fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(**_: object) -> None:
        raise fault

    monkeypatch.setattr(form_view, "receive", locked)
    answer = visitor.post("/synpunkter/", {"lapp": slip(), "synpunkt": COMMENT})
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert COMMENT in html.unescape(answer.content.decode())
    assert "kunde inte sparas just nu" in answer.content.decode()


def test_a_vote_is_counted_by_page_and_day_and_leads_to_thanks(visitor: Client) -> None:
    answer = visitor.post("/synpunkter/hjalpte/", {"lapp": slip(), "svar": "nej"})
    assert answer.status_code == 303
    assert "Vad saknade du?" in thanked(visitor, answer["Location"])
    by_script = visitor.post(
        "/synpunkter/hjalpte/", {"lapp": slip(seconds_old=0), "svar": "ja"}, HTTP_ACCEPT="application/json"
    )
    assert (by_script.status_code, by_script.content) == (204, b"")
    row = HelpfulVote.objects.get()
    assert (row.page, row.helped, row.not_helped) == (VISION, 1, 1)
    assert visitor.post("/synpunkter/hjalpte/", {"lapp": "x", "svar": "ja"}).status_code == 422
    elsewhere = {"HTTP_SEC_FETCH_SITE": "cross-site"}
    assert visitor.post("/synpunkter/hjalpte/", {"lapp": slip(), "svar": "ja"}, **elsewhere).status_code == 403


def test_a_page_that_is_not_ours_is_never_led_to(visitor: Client) -> None:
    text = visitor.get("/synpunkter/tack/?arende=%3Cb%3E&sida=https://example.org/").content.decode()
    assert 'href="https://example.org' not in text
    assert "<b>" not in text


def test_what_is_wrong_is_told_in_english_on_an_english_page(visitor: Client) -> None:
    page = visitor.post("/en/synpunkter/", {"lapp": slip(), "synpunkt": ""}).content.decode()
    assert "<title>Error: Leave a comment" in page
    assert "Write your comment. The field is empty." in page
    assert 'action="/en/synpunkter/"' in page
    answer = visitor.post("/en/synpunkter/", {"lapp": slip(), "synpunkt": COMMENT})
    assert answer["Location"].startswith("/en/synpunkter/tack/?")
    message = Message.objects.get()
    assert (message.language, message.page) == ("en", VISION)
