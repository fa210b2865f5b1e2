"""Mail through a real server: in order, once, in the right language; and nothing is lost when the server is."""

import logging
from datetime import datetime

import pytest
from django.conf import LazySettings
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import QuerySet

from riktmarke.dialogue.actions import answer, erase, forward
from riktmarke.dialogue.actions.mailing import send_again, take_next
from riktmarke.dialogue.models import Event, OutgoingMail
from riktmarke.dialogue.queries import queue_state
from riktmarke.operations import mail
from riktmarke.operations.mail import connection_to
from tests.dialogue.conftest import Night
from tests.dialogue.mail_server import MailServer
from tests.dialogue.writing import AT, PLANNER, written

SENDER = "invanare@example.org"


def states() -> list[tuple[str, str]]:
    rows: QuerySet[OutgoingMail] = OutgoingMail.objects.order_by("id")
    return [(row.kind, row.state) for row in rows]


def test_notice_receipt_forwarding_and_answer_reach_their_mailboxes(night: Night, mail_server: MailServer) -> None:
    message = written()
    night.look()
    forward(message=message, to=PLANNER, note="Det här är er bänk.", by="redaktör", at=night.now)
    night.look()
    answer(message=message, text="Bänken kommer i maj.\n\nTack för att du skrev.", by="redaktör", at=night.now)
    night.look()

    assert [mail["Subject"].partition(" (")[0] for mail in mail_server.to(SENDER)] == [
        "Vi har tagit emot det du skrev",
        "Det du skrev har lämnats vidare",
        "Svar på det du skrev",
    ]
    assert len(mail_server.to("strateg@kommunen.example.org")) == 1
    (notice,) = mail_server.to("planerare@kommunen.example.org")
    assert "Det här är er bänk." in notice.get_content()
    last = mail_server.to(SENDER)[-1]
    assert "Bänken kommer i maj.\n\nTack för att du skrev." in last.get_content().replace("\r\n", "\n")
    assert "Folkhälsoplanerare\nOmsorgsförvaltningen" in last.get_content().replace("\r\n", "\n")
    assert last["From"] == "noreply@kommunen.example.org"
    assert not OutgoingMail.objects.exclude(body="").exists()  # what has gone is not kept twice


def test_a_stopped_server_loses_nothing_and_all_goes_when_it_is_back(night: Night, mail_server: MailServer) -> None:
    mail_server.stop()
    written()
    for _ in range(30):
        night.later(minutes=10).look()
    assert states() == [("notice", "waits"), ("receipt", "waits")]
    assert queue_state().last_error == "ConnectionRefusedError"
    assert len(night.said) == 1  # said once, not thirty times
    assert "waits and is tried again" in night.said[0]

    mail_server.start()
    night.later(minutes=10).look()

    assert states() == [("notice", "sent"), ("receipt", "sent")]
    assert len(mail_server.mails) == 2
    written(email="annan@example.org")
    night.look()  # at once, as the server answers
    assert len(mail_server.mails) == 4


def test_a_server_that_does_not_answer_is_left_alone_longer_each_time(
    night: Night, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[datetime] = []

    def connection(url: str) -> EmailBackend:
        asked.append(night.now)
        return connection_to(url)

    monkeypatch.setattr(mail, "connection_to", connection)
    mail_server.stop()
    written()
    for _ in range(40):
        night.look()
        night.later(seconds=15)

    after = [int((at - AT).total_seconds()) for at in asked]
    assert after == [0, 30, 90, 210, 450]  # half a minute, and twice as long after each time
    mail_server.start()
    night.later(minutes=10).look()
    assert len(mail_server.mails) == 2


def test_a_refused_address_is_shown_and_does_not_stop_the_others(night: Night, mail_server: MailServer) -> None:
    mail_server.refusing[SENDER] = f"550 5.1.1 <{SENDER}> unknown"
    message = written()
    written(email="annan@example.org")
    night.look()

    assert sorted(states()) == [("notice", "sent"), ("notice", "sent"), ("receipt", "refused"), ("receipt", "sent")]
    assert queue_state().refused == 1
    assert [event.told for event in message.events.filter(what="mail_refused")] == ["receipt"]
    refused = OutgoingMail.objects.get(state="refused")
    assert refused.error == "550 5.1.1 <…> unknown"

    mail_server.refusing.clear()
    assert send_again(refused, by="redaktör", at=night.now)
    night.look()
    assert len(mail_server.to(SENDER)) == 1


def test_an_address_that_is_busy_is_tried_later_and_given_up_after_five_days(
    night: Night, mail_server: MailServer
) -> None:
    mail_server.refusing[SENDER] = "451 try later"
    written()
    night.look()
    assert states() == [("notice", "sent"), ("receipt", "waits")]
    for _ in range(30):
        night.later(hours=6).look()

    assert states() == [("notice", "sent"), ("receipt", "refused")]


def test_a_line_that_breaks_after_the_text_sends_no_receipt_twice(night: Night, mail_server: MailServer) -> None:
    message = written()
    OutgoingMail.objects.filter(kind="notice").delete()
    mail_server.breaks_after_data = True
    night.look()
    mail_server.breaks_after_data = False
    night.later(minutes=20).look()

    assert len(mail_server.to(SENDER)) == 1
    assert states() == [("receipt", "uncertain")]
    answer(message=message, text="Svar.", by="redaktör", at=night.now)
    night.look()
    assert len(mail_server.to(SENDER)) == 2


def test_a_sender_that_died_leaves_an_answer_to_the_next_under_the_same_id(
    night: Night, mail_server: MailServer
) -> None:
    message = written(email="")
    OutgoingMail.objects.all().delete()
    message.email = SENDER
    message.save()
    answer(message=message, text="Svar.", by="redaktör", at=night.now)
    taken = take_next(at=night.now)  # and dies
    assert taken is not None
    night.restart()
    night.look()
    assert mail_server.mails == []  # somebody may still be at it
    night.later(minutes=11).look()

    (mail,) = mail_server.mails
    assert taken.header_id in mail["Message-ID"]


def test_a_restored_backup_sends_nothing_twice_and_brings_nobody_back(night: Night, mail_server: MailServer) -> None:
    message = written()
    written(email="annan@example.org")
    kept = list(OutgoingMail.objects.all().values())  # the backup is taken here, with four mails waiting
    text = {"name": message.name, "email": message.email, "comment": message.comment, "erased_at": None}
    night.look()
    other = written(comment="Inte i säkerhetskopian.", email="")
    erase(message=message, by="redaktör", at=night.now, why="Begäran.")
    night.look()
    for row in kept:  # and put back here
        OutgoingMail.objects.filter(pk=row["id"]).update(**row)
    type(message).objects.filter(pk=message.pk).update(**text)
    other.delete()
    night.later(minutes=1).restart()
    night.look()

    assert len(mail_server.to(SENDER)) == len(mail_server.to("annan@example.org")) == 1
    assert len(mail_server.to("strateg@kommunen.example.org")) == 3  # of the one that the backup has not, too
    message.refresh_from_db()
    assert (message.comment, message.email) == ("", "")
    assert any("from a backup" in said for said in night.said)


def test_no_header_can_be_planted(night: Night, mail_server: MailServer) -> None:
    written(
        page_title="Vision\r\nBcc: tredje@example.org",
        page="/vision/\nX-Planted: 1",
        comment="\n.\nBcc: tredje@example.org",
    )
    night.look()

    for raw in mail_server.raw:
        head = raw.partition(b"\r\n\r\n")[0].lower()
        assert b"bcc" not in head
        assert b"planted" not in head
    assert all(mail["To"] in {SENDER, "strateg@kommunen.example.org"} for mail in mail_server.mails)


def test_a_script_in_a_comment_is_text_in_the_mail(night: Night, mail_server: MailServer) -> None:
    written(comment="<script>alert(1)</script>")
    night.look()

    (notice,) = mail_server.to("strateg@kommunen.example.org")
    assert notice.get_content_type() == "text/plain"
    assert "<script>alert(1)</script>" in notice.get_content()


def test_without_a_server_mail_waits_and_is_counted(night: Night, settings: LazySettings) -> None:
    settings.RIKTMARKE_SMTP_URL = ""
    written()
    night.look()

    assert queue_state().waiting == 2
    assert queue_state("9102").waiting == 0


def test_nothing_that_is_said_or_logged_names_anybody(
    night: Night, mail_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    mail_server.refusing[SENDER] = f"550 {SENDER} unknown"
    message = written()
    night.look()
    erase(message=message, by="redaktör", at=night.now, why="Begäran.")
    night.look()

    others = ("mail.log", "asyncio", "django.db.backends")  # of the test's server, and what the database is asked
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith(others)]
    told = " ".join([*night.said, *ours, *Event.objects.values_list("told", flat=True)])
    assert "invanare" not in told
    assert "bänk" not in told


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://127.0.0.1:2525", (2525, False, False, "", "")),
        ("smtps://anv:l%40s@post.example.org", (465, False, True, "anv", "l@s")),
        ("smtp+starttls://post.example.org", (587, True, False, "", "")),
    ],
)
def test_the_address_of_a_mail_server_is_read(url: str, expected: tuple[object, ...]) -> None:
    made = connection_to(url)

    assert (made.port, made.use_tls, made.use_ssl, made.username, made.password) == expected
