"""What is kept for how long, what is erased by the clock and by hand, and what stays."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as given
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from riktmarke.dialogue.actions import answer, erase, erase_person, receive, set_status
from riktmarke.dialogue.codes import Status
from riktmarke.dialogue.errors import CannotBeDone, NotKept
from riktmarke.dialogue.models import Answer, Event, Message, OutgoingMail
from riktmarke.dialogue.queries import inbox, kept_since
from riktmarke.dialogue.times import months_before
from riktmarke.operations.queue import states
from tests.dialogue.conftest import Night
from tests.dialogue.mail_server import MailServer
from tests.dialogue.writing import WRITTEN, written


def test_what_is_answered_is_erased_after_its_months_and_only_statistics_stay(night: Night) -> None:
    message = written()
    answer(message=message, text="Hej invånare!", by="redaktör", at=night.now)
    night.look()
    night.now = datetime(2028, 2, 28, 3, tzinfo=UTC)
    night.look()
    message.refresh_from_db()
    assert message.comment
    night.now = datetime(2028, 3, 2, 3, tzinfo=UTC)
    night.look()

    message.refresh_from_db()
    assert (message.name, message.email, message.comment) == ("", "", "")
    assert (message.area, message.page, message.status) == ("9101", "/kommun/9101/vision/", "answered")
    assert list(Answer.objects.values_list("text", flat=True)) == [""]
    assert not OutgoingMail.objects.exclude(to="", body="").exists()
    assert night.said[-1] == "dialogue: 1 erased, as their time is over"


def test_one_that_waits_is_told_of_and_kept_until_somebody_closes_it(night: Night, mail_server: MailServer) -> None:
    message = written()
    night.look()
    for _ in range(3):
        night.now = night.now.replace(year=2028, month=4, day=night.now.day + 1)
        night.look()

    message.refresh_from_db()
    assert message.comment
    assert message.overdue_since is not None
    assert list(inbox("9101", overdue_before=kept_since(night.now, 24))) == [message]
    reminders = [
        mail for mail in mail_server.to("strateg@kommunen.example.org") if "väntat för länge" in mail["Subject"]
    ]
    assert len(reminders) == 1

    set_status(message=message, status=Status.CLOSED, by="redaktör", at=night.now)
    night.later(hours=1).look()
    message.refresh_from_db()
    assert message.comment  # not before somebody may have thought better
    night.later(days=1).look()
    message.refresh_from_db()
    assert not message.comment


def test_an_answer_that_has_not_gone_is_not_erased(night: Night, mail_server: MailServer) -> None:
    mail_server.stop()
    message = written(at=datetime(2020, 1, 1, tzinfo=UTC))
    answer(message=message, text="Sent svar.", by="redaktör", at=night.now)
    night.later(days=2).look()
    message.refresh_from_db()
    assert message.email

    mail_server.start()
    night.later(minutes=10).look()
    night.later(days=1).look()

    message.refresh_from_db()
    assert not message.email
    assert "Sent svar." in mail_server.to("invanare@example.org")[-1].get_content()


def test_every_nights_erasing_is_listed_with_the_jobs_and_forgotten_as_they_are(night: Night) -> None:
    written()
    answered = written()
    answer(message=answered, text="Svar.", by="redaktör", at=night.now)
    night.look()
    (first,) = (job for job in states() if job.name == "retention")
    assert (first.result, first.state) == ("0 erased, 0 wait for an answer though their time is over", "successful")
    assert first.waiting_since == night.now

    night.later(days=760).look()
    (second,) = (job for job in states() if job.name == "retention")
    assert second.result == "1 erased, 1 wait for an answer though their time is over"
    assert second.waiting_since == night.now


def test_erasing_by_hand_takes_all_text_and_keeps_who_and_why(night: Night) -> None:
    message = written()
    erase(message=message, by="redaktör", at=night.now, why="Avsändaren har bett om det.")

    message.refresh_from_db()
    assert message.status == Status.CLOSED
    assert not OutgoingMail.objects.filter(state="waits").exists()
    last = message.events.last()
    assert last is not None
    assert (last.what, last.by, last.note) == ("erased", "redaktör", "Avsändaren har bett om det.")
    with pytest.raises(CannotBeDone, match="is erased"):
        answer(message=message, text="Hej", by="redaktör", at=night.now)
    with pytest.raises(CannotBeDone, match="No reason"):
        erase(message=written(), by="redaktör", at=night.now, why=" ")


def test_a_person_is_erased_however_the_address_is_written_and_nobody_else(night: Night) -> None:
    mine = {written(email=email).reference for email in ("a@example.org", "a@example.org".upper())}
    other = written(email="b@example.org")

    done = erase_person(email=" A@example.org ", by="redaktör", at=night.now, why="Begäran.")

    assert set(done.erased) == mine
    other.refresh_from_db()
    assert other.comment
    whole = [str(row) for model in (Message, Answer, Event, OutgoingMail) for row in model.objects.values()]
    assert not any("a@example.org" in row.lower() for row in whole)


def test_a_busy_database_is_said_and_nothing_is_half_written(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():  # without the test's own transaction, which another could not wait for
        other = sqlite3.connect(Path(given.DATABASES["default"]["NAME"]))
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 100")
        other.execute("BEGIN IMMEDIATE")
        try:
            with pytest.raises(NotKept, match="nothing was written"):
                receive(**WRITTEN)
        finally:
            other.rollback()
            other.close()

        assert (Message.objects.count(), Event.objects.count(), OutgoingMail.objects.count()) == (0, 0, 0)
        receive(**WRITTEN).delete()
        connection.close()


@pytest.mark.parametrize(
    ("moment", "months", "earlier"),
    [
        (datetime(2026, 3, 31, tzinfo=UTC), 1, datetime(2026, 2, 28, tzinfo=UTC)),
        (datetime(2026, 1, 15, tzinfo=UTC), 25, datetime(2023, 12, 15, tzinfo=UTC)),
        (datetime(2024, 2, 29, tzinfo=UTC), 12, datetime(2023, 2, 28, tzinfo=UTC)),
    ],
)
def test_months_end_on_a_day_that_there_is(moment: datetime, months: int, earlier: datetime) -> None:
    assert months_before(moment, months) == earlier
    assert moment - earlier >= timedelta(days=28)
