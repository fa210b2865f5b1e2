"""riktmarke dialogue: the list names nobody, the record is for the registry, and what is erased is gone."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from riktmarke.dialogue.actions import answer
from riktmarke.dialogue.models import Message
from tests.cli.conftest import Riktmarke
from tests.dialogue.mail_server import MailServer
from tests.dialogue.writing import AT, written
from tests.fixtures_database import copied_database


@pytest.fixture
def message(db: None, settings: LazySettings, tmp_path: Path) -> Message:
    settings.RIKTMARKE_AREA = "9101"
    settings.RIKTMARKE_DIALOGUE_LEDGER = tmp_path / "ledger.txt"
    return written(name="=HYPERLINK(1)", comment="Bänken; den\nsaknas.")


def test_the_list_shows_where_messages_stand_and_nobodys_name(riktmarke: Riktmarke, message: Message) -> None:
    answer(message=message, text="Svar.", by="redaktör", at=AT)
    other = written()

    everything, waiting = riktmarke("dialogue", "list"), riktmarke("dialogue", "list", "--waiting", "--json")

    assert message.reference in everything.out
    assert "example.org" not in everything.out + waiting.out
    assert [row["reference"] for row in json.loads(waiting.out)] == [other.reference]
    overdue = json.loads(riktmarke("dialogue", "list", "--overdue", "--json").out)  # by today's date, not the test's
    assert {row["reference"] for row in overdue} <= {other.reference}


def test_days_and_times_are_those_of_the_clock_in_sweden(riktmarke: Riktmarke, message: Message) -> None:
    late = written(at=datetime(2026, 6, 30, 22, 30, tzinfo=UTC))  # past midnight in a Swedish summer

    listed = json.loads(riktmarke("dialogue", "list", "--json").out)
    assert {row["reference"]: row["received"] for row in listed}[late.reference] == "2026-07-01"
    assert "2026-07-01 00:30" in riktmarke("dialogue", "show", late.reference).out
    assert "the oldest since 2026-03-01 13:00" in " ".join(riktmarke("dialogue", "mail").out.split())


def test_the_record_is_csv_without_formulas_and_json(riktmarke: Riktmarke, message: Message, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    assert riktmarke("dialogue", "export", "--to", file).code == 0
    (row,) = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")), delimiter=";")
    assert (row["Ärendenummer"], row["Namn"], row["Text"]) == (
        message.reference,
        "'=HYPERLINK(1)",
        "Bänken; den\nsaknas.",
    )
    assert row["Inkom"] == "2026-03-01 13:00"  # on the clock of the place

    assert riktmarke("dialogue", "export", "--to", file).code == 1
    assert json.loads(riktmarke("dialogue", "export", "--json", "--since", "2026-03-01").out)[0]["status"] == "Ny"
    assert json.loads(riktmarke("dialogue", "export", "--json", "--since", "2026-03-02").out) == []


def test_a_person_gets_what_is_held_and_is_erased_with_what_stays_explained(
    riktmarke: Riktmarke, message: Message
) -> None:
    mentioning = written(email="annan@example.org", comment="Fråga invanare@example.org.")

    told = json.loads(riktmarke("dialogue", "export", "--email", "INVANARE@example.org", "--json").out)
    assert [entry["reference"] for entry in told["messages"]] == [message.reference]
    assert told["mentioned_in"] == [mentioning.reference]
    assert "Bänken" in riktmarke("dialogue", "export", "--email", "invanare@example.org").out

    assert riktmarke("dialogue", "erase", "--email", "invanare@example.org", "--yes").code == 1  # no reason
    done = riktmarke("dialogue", "erase", "--email", "invanare@example.org", "--yes", "--why", "Begäran.")
    assert (done.code, f"Erased 1: {message.reference}." in done.out) == (0, True)
    assert mentioning.reference in done.out
    assert "allmänna handlingar" in " ".join(done.out.split())
    assert json.loads(riktmarke("dialogue", "show", message.reference, "--json").out)["comment"] == ""


def test_a_reference_is_shown_and_erased_and_an_unknown_one_is_said(riktmarke: Riktmarke, message: Message) -> None:
    shown = riktmarke("dialogue", "show", message.reference.lower())
    assert "Bänken; den" in shown.out
    assert "Inkom och gick till Hållbarhetsstrateg." in shown.out
    assert riktmarke("dialogue", "erase", message.reference, "--yes", "--why", "Begäran.").code == 0
    unknown = riktmarke("dialogue", "show", "2083-XXXXX")
    assert (unknown.code, "There is no message 2083-XXXXX" in unknown.err) == (1, True)
    assert riktmarke("dialogue", "erase").code == 2


def test_mail_that_cannot_go_is_said_with_exit_code_1(
    riktmarke: Riktmarke, message: Message, settings: LazySettings, mail_server: MailServer
) -> None:
    none = riktmarke("dialogue", "mail")
    assert (none.code, "There is no mail server" in none.out, "2 wait" in none.out) == (1, True, True)

    settings.RIKTMARKE_SMTP_URL, settings.RIKTMARKE_MAIL_FROM = mail_server.url, "noreply@example.org"
    mail_server.stop()
    assert riktmarke("dialogue", "mail", "--send").code == 1
    mail_server.start()
    sent = riktmarke("dialogue", "mail", "--send", "--json")
    assert (sent.code, json.loads(sent.out)["waiting"], len(mail_server.mails)) == (0, 0, 2)


def test_a_worker_sends_what_waits(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, mail_server: MailServer, tmp_path: Path
) -> None:
    with django_db_blocker.unblock():  # what is written must be seen by another process
        kept = written()
        connection.close()
        copied_database(tmp_path / "site.sqlite3")
        kept.delete()
        connection.close()
    environment = os.environ | {
        "RIKTMARKE_STORE": str(tmp_path / "store"),
        "RIKTMARKE_DATABASE": str(tmp_path / "site.sqlite3"),
        "RIKTMARKE_KOLADA_URL": "",
        "RIKTMARKE_SMTP_URL": mail_server.url,
        "RIKTMARKE_MAIL_FROM": "noreply@example.org",
        "SECRET_KEY": "only for tests",
    }
    command = [sys.executable, "-m", "riktmarke", "worker", "--until-done"]
    ended = subprocess.run(command, env=environment, text=True, capture_output=True, timeout=300, check=False)

    assert ended.returncode == 0, ended.stderr
    assert "mail: 2 sent" in ended.stderr
    assert "example.org" not in ended.stderr
    assert len(mail_server.mails) == 2
