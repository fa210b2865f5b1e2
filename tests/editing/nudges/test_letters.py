"""The weekly letter: to those who can mend what presses, and to nobody else."""

from datetime import date

import pytest
from django.conf import LazySettings
from django.core import mail

from riktmarke.editing.access.rights import Level
from riktmarke.editing.nudges.letters import Sent, remind
from riktmarke.governance.models import Plan
from tests.editing.access.people import member
from tests.governance import planning

pytestmark = pytest.mark.django_db
LATER = date(2028, 1, 1)


@pytest.fixture
def plan() -> Plan:
    held = planning.held()
    member("redaktören", held, Level.EDITOR)
    member("medarbetaren", held, Level.CONTRIBUTOR, units=("namnd",))
    member("utan-enhet", held, Level.CONTRIBUTOR)
    member("läsaren", held, Level.READER)
    return held


def test_each_is_told_of_their_own(plan: Plan) -> None:
    assert remind(plan, today=LATER) == Sent(sent=2, nothing=1)

    told = {letter.to[0]: letter.body for letter in mail.outbox}
    assert told.keys() == {"redaktören@example.org", "medarbetaren@example.org"}
    assert (
        "Styrdokument som har löpt ut: 1\n    Påhittad strategi, gällde till 2027-06-30"
        in told["redaktören@example.org"]
    )
    assert "löpt ut" not in told["medarbetaren@example.org"]  # nobody answers for the document
    assert "Påhittat mål, skriven 2026-03-01" in told["medarbetaren@example.org"]
    assert "/admin/riktmarke/att-se-over/9101/" in told["redaktören@example.org"]


def test_nothing_that_presses_is_no_letter(plan: Plan) -> None:
    assert remind(plan, today=date(2026, 3, 2)) == Sent(nothing=3)
    assert mail.outbox == []


def test_a_mail_server_that_does_not_answer_is_told_of(plan: Plan, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "riktmarke.operations.staff_mail.StaffMail"
    settings.RIKTMARKE_SMTP_URL = "smtp://127.0.0.1:1"

    assert remind(plan, today=LATER) == Sent(nothing=1, refused=2)
