"""What is taken from the public, what is refused, and what is told to whom."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings

from riktmarke.dialogue.actions import vote
from riktmarke.dialogue.errors import RefusedMessage
from riktmarke.dialogue.models import Event, HelpfulVote, Message, OutgoingMail
from riktmarke.dialogue.queries import inbox, message, page_statistics
from riktmarke.dialogue.roles import ResponsibleRole
from tests.dialogue.writing import AT, PLANNER, written

pytestmark = pytest.mark.django_db


def mails(**asked: Any) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(**asked))


def test_a_message_is_kept_told_to_its_role_and_receipted_to_its_sender() -> None:
    got = written()

    assert re.fullmatch(r"9101-[2-9A-Z]{5}", got.reference)
    assert (got.status, got.role_title, got.mails_receipt) == ("new", "Hållbarhetsstrateg", True)
    assert [(mail.kind, mail.to) for mail in mails()] == [
        ("notice", "strateg@kommunen.example.org"),
        ("receipt", "invanare@example.org"),
    ]
    assert [event.what for event in got.events.all()] == ["received"]


def test_nothing_that_stands_beside_the_comment_has_more_than_one_line() -> None:
    broken = "Något\r\nBcc: tredje@example.org\u2028till"
    got = written(page=broken, page_title=broken, responsible=ResponsibleRole("strateg", broken, broken, broken))

    told = (got.page, got.page_title, got.role_title, got.role_unit, got.role_email)
    assert set(told) == {"Något Bcc: tredje@example.org till"}


def test_name_and_address_may_be_left_out_and_nobody_is_then_mailed_but_the_role() -> None:
    got = written(name="", email="")

    assert not got.mails_receipt
    assert [mail.kind for mail in mails()] == ["notice"]
    assert "kan inte få något svar" in mails()[0].body


@pytest.mark.parametrize(
    ("otherwise", "codes"),
    [
        ({"comment": " \n\x00 "}, {"comment": "required"}),
        ({"comment": "å" * 10_001}, {"comment": "too_long"}),
        ({"comment": "x" * 2_000_000}, {"comment": "too_long"}),
        ({"email": "ingen adress"}, {"email": "invalid"}),
        ({"email": "a@example.org\nBcc: b@example.org"}, {"email": "invalid"}),
        ({"email": '"a\x01b"@example.org'}, {"email": "invalid"}),
        ({"email": "a@[127.0.0.1]"}, {"email": "invalid"}),
        ({"email": f"{'a' * 250}@example.org"}, {"email": "too_long"}),
        ({"name": "Någon\r\nBcc: b@example.org"}, {"name": "control_characters"}),
        ({"name": "x" * 201, "email": "a@b"}, {"name": "too_long", "email": "invalid"}),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_code_for_each_field(
    otherwise: dict[str, str], codes: dict[str, str]
) -> None:
    with pytest.raises(RefusedMessage) as refused:
        written(**otherwise)

    assert refused.value.fields == codes
    assert not Message.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_comment_of_the_greatest_length_is_taken_with_its_line_ends() -> None:
    got = written(comment="rad\r\n" * 2000 + "\x07slut")

    assert got.comment == "rad\n" * 2000 + "slut"


def test_no_mail_to_the_sender_holds_anything_that_the_sender_chose() -> None:
    written(name="Köp billigt", comment="http://spam.example/ Köp nu")

    (receipt,) = mails(kind="receipt")
    assert "Köp" not in receipt.subject + receipt.body
    assert "spam.example" not in receipt.body
    (notice,) = mails(kind="notice")
    assert "http://spam.example/ Köp nu" in notice.body
    assert "invanare@example.org" not in notice.body  # the address stands where it can be erased


def test_the_receipt_is_in_the_language_of_the_page_and_says_its_address(settings: LazySettings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://hallbarhet.example.org"
    got = written(language="en", page_title="Vision 2038")

    (receipt,) = mails(kind="receipt")
    assert receipt.subject == f"We have received what you wrote ({got.reference})"
    assert "https://hallbarhet.example.org/en/kommun/9101/vision/" in receipt.body
    assert not re.search("[åäö]", receipt.body.replace("Hållbarhetsstrateg", ""))


def test_an_address_gets_three_receipts_a_day_however_it_is_written() -> None:
    for email in ("a@example.org", "A@example.org", "a+b@example.org".upper(), "a+c@example.org"):
        written(email=email)

    assert len(mails(kind="receipt")) == 3
    assert len(mails(kind="notice")) == 4  # every message reaches its role
    assert Event.objects.filter(what="receipt_held").count() == 1
    written(email="a@example.org", at=AT + timedelta(days=1, hours=1))
    assert len(mails(kind="receipt")) == 4


def test_a_flood_of_addresses_gets_no_more_than_sixty_receipts_an_hour() -> None:
    for number in range(62):
        written(email=f"mottagare{number}@example.org")

    assert len(mails(kind="receipt")) == 60
    assert Message.objects.count() == 62


def test_a_role_without_an_address_goes_to_the_one_of_the_installation(settings: LazySettings) -> None:
    without = {"responsible": type(PLANNER)("planerare", "Folkhälsoplanerare")}
    written(**without)
    assert mails(kind="notice") == []

    settings.RIKTMARKE_FEEDBACK_EMAIL = "kontaktcenter@kommunen.example.org"
    written(**without)
    assert [mail.to for mail in mails(kind="notice")] == ["kontaktcenter@kommunen.example.org"]


@pytest.mark.parametrize("address", ["strateg@example.org", "a@example.se", "a@example.com"])
def test_nothing_is_sent_to_an_address_that_is_only_an_example(address: str) -> None:
    written(responsible=type(PLANNER)("strateg", "Hållbarhetsstrateg", "", address))

    assert mails(kind="notice") == []


def test_votes_are_counted_by_page_and_day_and_nothing_else() -> None:
    for helped in (True, True, False):
        vote(area="9101", page="/kommun/9101/", helped=helped, day=AT.date())
    vote(area="9101", page="/kommun/9101/", helped=True, day=AT.date() + timedelta(days=1))
    written(page="/kommun/9101/")

    assert [(row.helped, row.not_helped) for row in HelpfulVote.objects.all()] == [(2, 1), (1, 0)]
    (row,) = page_statistics("9101", since=AT.date())
    assert (row.messages, row.waiting, row.helped, row.not_helped) == (1, 1, 3, 1)


def test_a_message_is_found_by_its_reference_as_somebody_says_it() -> None:
    got = written()

    assert message(f" {got.reference.lower()} ") == got
    assert list(inbox("9101", role_keys=["strateg"])) == [got]
    assert list(inbox("9101", role_keys=[])) == []
    assert list(inbox("9102")) == []
