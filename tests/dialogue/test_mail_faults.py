"""What goes wrong in the midst of sending: nothing is sent twice, held up by another mail, or written down again."""

from pathlib import Path

import pytest

from riktmarke.dialogue.actions import erase
from riktmarke.dialogue.actions.mailing import mark_refused, put_back, take_next, try_later
from riktmarke.dialogue.models import Event, OutgoingMail
from tests.dialogue.conftest import Night
from tests.dialogue.mail_server import MailServer
from tests.dialogue.writing import written

SENDER, ROLE, OURS = "invanare@example.org", "strateg@kommunen.example.org", "noreply@kommunen.example.org"


def states() -> dict[str, str]:
    return dict(OutgoingMail.objects.values_list("kind", "state"))


def test_a_full_disk_sends_nothing_twice_and_nothing_more_until_there_is_room(
    night: Night, mail_server: MailServer, tmp_path: Path
) -> None:
    (tmp_path / "ledger.txt").symlink_to("/dev/full")
    written()
    for _ in range(3):
        night.look()
        night.later(minutes=30)

    assert states() == {"notice": "sent", "receipt": "waits"}
    assert any("cannot be noted in the ledger (OSError)" in said for said in night.said)

    (tmp_path / "ledger.txt").unlink()
    night.look()
    assert (len(mail_server.to(ROLE)), len(mail_server.to(SENDER))) == (1, 1)
    noted = (tmp_path / "ledger.txt").read_text("utf-8")
    assert all(f"sent {mail.header_id}\n" in noted for mail in OutgoingMail.objects.all())


def test_nothing_is_taken_while_the_ledger_cannot_be_written(
    night: Night, mail_server: MailServer, tmp_path: Path
) -> None:
    night.look()
    (tmp_path / "ledger.txt").mkdir()
    written()
    night.look()

    assert mail_server.mails == []
    assert set(OutgoingMail.objects.values_list("state", "tries")) == {("waits", 0)}
    (tmp_path / "ledger.txt").rmdir()
    night.later(minutes=1).look()
    assert set(states().values()) == {"sent"}


def test_a_mail_that_breaks_the_line_does_not_hold_up_the_others(night: Night, mail_server: MailServer) -> None:
    mail_server.breaks_at = ROLE
    written()
    night.look()
    assert states() == {"notice": "waits", "receipt": "waits"}
    night.later(minutes=10).look()

    assert states() == {"notice": "waits", "receipt": "sent"}
    mail_server.breaks_at = ""
    night.later(minutes=10).look()
    assert (len(mail_server.to(ROLE)), len(mail_server.to(SENDER))) == (1, 1)


def test_a_server_that_closes_the_line_in_words_is_given_no_more(night: Night, mail_server: MailServer) -> None:
    mail_server.refusing[ROLE] = "421 closing"
    written()
    night.look()
    assert states() == {"notice": "waits", "receipt": "waits"}

    mail_server.refusing.clear()
    night.later(minutes=10).look()
    assert (len(mail_server.to(ROLE)), len(mail_server.to(SENDER))) == (1, 1)


@pytest.mark.parametrize("answer", ["421 closing", "451 busy", "552 too much"])
def test_a_receipt_whose_sender_is_refused_has_surely_not_gone(
    night: Night, mail_server: MailServer, answer: str
) -> None:
    mail_server.refusing[OURS] = answer
    written()
    OutgoingMail.objects.filter(kind="notice").delete()
    night.look()
    assert states() == {"receipt": "waits"}

    mail_server.refusing.clear()
    night.later(minutes=10).look()
    assert len(mail_server.to(SENDER)) == 1


def test_what_is_erased_while_it_is_sent_stays_erased(night: Night, mail_server: MailServer) -> None:
    message = written()
    taken = [take_next(at=night.now), take_next(at=night.now)]
    erase(message=message, by="redaktör", at=night.now, why="Begäran.")
    for mail in taken:
        assert mail is not None
        try_later(mail, at=night.now, error=f"451 {mail.to}")
        put_back(mail, error=f"451 {mail.to}")
        mark_refused(mail, at=night.now, error=f"550 {mail.to}")
    night.later(minutes=20).look()

    assert set(OutgoingMail.objects.values_list("state", "to", "body", "error")) == {("dropped", "", "", "")}
    assert not Event.objects.filter(what="mail_refused").exists()
    assert mail_server.mails == []


def test_an_address_is_left_out_of_what_the_server_said_however_it_is_written(
    night: Night, mail_server: MailServer
) -> None:
    mail_server.refusing[SENDER] = f"550 <{SENDER.title()}> unknown"
    written()
    night.look()

    assert OutgoingMail.objects.get(kind="receipt").error == "550 <…> unknown"


def test_a_mail_to_nobody_is_not_called_sent(night: Night, mail_server: MailServer) -> None:
    written()
    OutgoingMail.objects.filter(kind="receipt").update(to="")
    night.look()

    assert states() == {"notice": "sent", "receipt": "refused"}
    assert len(mail_server.mails) == 1
