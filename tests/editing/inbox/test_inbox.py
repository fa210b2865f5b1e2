"""Staff read, answer, pass on, close and erase what residents wrote; each what goes to the own roles."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import OperationalError
from django.test import Client

from riktmarke.dialogue.actions import answer, vote
from riktmarke.dialogue.models import Answer, Message, OutgoingMail
from riktmarke.editing.access.rights import Level
from riktmarke.editing.inbox.forms import CHANGED, AnswerForm
from riktmarke.governance.models import Plan
from tests.dialogue.writing import written
from tests.editing.access.people import member, signed_in
from tests.editing.inbox.conftest import STRATEGIST

INBOX = "/admin/riktmarke/dialog/9101/"


def at(message: Message, *parts: str) -> str:
    return INBOX + "/".join([message.reference, *parts]) + "/"


def text(response: Any) -> str:
    return str(response.content.decode())


def mails(kind: str) -> list[str]:
    return list(OutgoingMail.objects.filter(kind=kind).values_list("to", flat=True))


def test_the_list_shows_what_waits_as_text_and_says_that_no_mail_goes(editor: Client, message: Message) -> None:
    answered = written(responsible=STRATEGIST, page_title="En annan sida")
    Message.objects.filter(pk=answered.pk).update(status="answered")

    said = text(editor.get(INBOX))

    assert message.reference in said
    assert answered.reference not in said
    assert "&lt;script&gt;alert(1)" in said
    assert "Ingen e-post skickas" in said
    everything = text(editor.get(INBOX, {"status": "alla", "roll": "strateg"}))
    assert answered.reference in everything
    assert message.reference not in text(editor.get(INBOX, {"roll": "planerare"}))
    assert message.reference in text(editor.get(INBOX, {"sida": message.page}))
    assert editor.get(INBOX, {"status": "obegriplig", "nr": "x"}).status_code == 200


def test_one_that_has_been_kept_too_long_is_told_of_at_the_top(editor: Client, plan: Plan) -> None:
    old = written(responsible=STRATEGIST, at=datetime(2020, 1, 1, tzinfo=UTC))

    assert "1 synpunkt har väntat så länge" in text(editor.get(INBOX))
    assert old.reference in text(editor.get(INBOX, {"forfallna": "1"}))


def test_an_answer_goes_to_the_sender_once_even_if_the_button_is_pressed_twice(
    contributor: Client, message: Message
) -> None:
    page = text(contributor.get(at(message)))
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    for status in (302, 422):  # the second says that something has happened since
        given = contributor.post(at(message, "svara"), {"seen": "0", "text": "Bänken kommer."})
        assert given.status_code == status
    assert "Svaret är sparat men inte skickat: installationen har ingen e-postserver." in text(given)
    assert "Någon har besvarat" in text(given)
    assert "Bänken kommer." in text(given)  # what was written is kept

    assert mails("answer") == ["invanare@example.org"]
    message.refresh_from_db()
    assert message.status == "answered"
    assert "medarbetaren" in text(contributor.get(at(message)))


def test_an_answer_to_nobody_is_kept_and_said_to_reach_nobody(editor: Client, plan: Plan) -> None:
    message = written(responsible=STRATEGIST, email="", name="")

    assert "Svaret skickas inte till någon" in text(editor.get(at(message)))
    said = text(editor.post(at(message, "svara"), {"seen": "0", "text": "Tack."}, follow=True))
    assert "Ingen får det." in said
    assert mails("answer") == []
    assert Answer.objects.get().mailed is False


def test_what_is_passed_on_is_told_to_role_and_sender_and_leaves_the_contributors_inbox(
    contributor: Client, editor: Client, message: Message
) -> None:
    sent = {"seen": "0", "to": "planerare", "note": "Er bänk."}
    gone = contributor.post(at(message, "lamna-vidare"), sent, follow=True)

    assert "är lämnad vidare till Påhittad planerare" in text(gone)
    assert gone.redirect_chain == [(INBOX, 302)]
    assert contributor.get(at(message)).status_code == 404
    assert message.reference not in text(contributor.get(INBOX))
    assert mails("notice") == ["strateg@kommunen.example.org", "planerare@kommunen.example.org"]
    assert mails("forwarded") == ["invanare@example.org"]
    page = text(editor.get(at(message)))
    assert "Lämnades vidare till Påhittad planerare." in page
    assert "Er bänk." in page
    without = editor.post(at(message, "lamna-vidare"), {"seen": "1", "to": "utan", "note": ""}, follow=True)
    assert mails("notice")[-1] == "strateg@kommunen.example.org"  # the plan's contact has it then
    assert "Roll utan adress" in text(without)


def test_status_is_changed_and_a_stale_page_is_refused(editor: Client, message: Message) -> None:
    assert editor.post(at(message, "status"), {"seen": "0", "status": "closed"}).status_code == 302
    assert editor.post(at(message, "status"), {"seen": "0", "status": "new"}).status_code == 422
    message.refresh_from_db()
    assert message.status == "closed"


def test_two_colleagues_in_the_same_moment_do_not_both_answer(
    editor: Client, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one is done after this one's form was found to be right."""
    right = AnswerForm.is_valid

    def then_the_other_answers(form: AnswerForm) -> bool:
        valid = right(form)
        answer(message=message, text="Den andres svar.", by="kollega", at=datetime.now(UTC))
        return valid

    monkeypatch.setattr(AnswerForm, "is_valid", then_the_other_answers)
    said = editor.post(at(message, "svara"), {"seen": "0", "text": "Mitt svar."})

    assert said.status_code == 422
    assert CHANGED in text(said)
    assert "Mitt svar." in text(said)
    assert [given.text for given in Answer.objects.all()] == ["Den andres svar."]


def test_erasing_is_for_editors_with_a_reason_and_a_tick(contributor: Client, editor: Client, message: Message) -> None:
    whole = {"seen": "0", "why": "Begäran.", "sure": "on"}
    assert contributor.post(at(message, "radera"), whole).status_code == 403
    refused = editor.post(at(message, "radera"), {"seen": "0"})
    assert refused.status_code == 422
    assert "Skriv varför synpunkten raderas." in text(refused)

    page = text(editor.post(at(message, "radera"), whole, follow=True))

    assert "bänk" not in page
    assert "invanare@example.org" not in page
    assert "Begäran." in page
    assert editor.post(at(message, "svara"), {"seen": "1", "text": "Hej"}).status_code == 422


def test_a_busy_database_is_said_and_what_was_written_is_kept(
    editor: Client, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("riktmarke.dialogue.actions.handling.lay_in_queue", busy)
    said = editor.post(at(message, "svara"), {"seen": "0", "text": "Bänken kommer."})

    assert said.status_code == 422
    assert "Databasen är upptagen" in text(said)
    assert "Bänken kommer." in text(said)
    assert not Answer.objects.exists()


def test_a_refused_mail_is_told_of_and_sent_again(editor: Client, message: Message, settings: LazySettings) -> None:
    settings.RIKTMARKE_SMTP_URL = "smtp://127.0.0.1:1"
    mail = OutgoingMail.objects.get(kind="receipt")
    OutgoingMail.objects.filter(pk=mail.pk).update(state="refused", error="550 unknown")

    assert "1 brev kunde inte levereras" in text(editor.get(INBOX))
    assert message.reference in text(editor.get(INBOX, {"status": "alla", "avvisade": "1"}))
    assert "550 unknown" in text(editor.get(at(message)))
    assert editor.post(at(message, "skicka-igen", str(mail.pk))).status_code == 302
    mail.refresh_from_db()
    assert mail.state == "waits"


def test_statistics_are_counts_and_shares_of_many_alone(editor: Client, message: Message) -> None:
    today = datetime.now(UTC)
    written(responsible=STRATEGIST, at=today)
    for helped in [True] * 8 + [False] * 2:
        vote(area="9101", page=message.page, helped=helped, day=today.date())

    said = text(editor.get(INBOX + "statistik/", {"dagar": "30"}))

    assert "80 %" in said
    assert "Vision 2038" in said


def test_the_registry_gets_its_file_and_only_from_editors(
    editor: Client, contributor: Client, message: Message
) -> None:
    assert "Hämta som CSV" in text(editor.get(INBOX + "diarium/"))
    file = editor.get(INBOX + "diarium.csv", {"fran": "2026-01-01"})
    assert message.reference in text(file)
    assert "attachment" in file.headers["Content-Disposition"]
    assert editor.get(INBOX + "diarium.json", {"fran": "2026-13-01"}).json()[0]["reference"] == message.reference
    assert editor.get(INBOX + "diarium.xml").status_code == 404
    for page in ("diarium/", "diarium.csv", "person/"):
        assert contributor.get(INBOX + page).status_code == 403


def test_a_person_is_found_handed_out_and_erased_within_the_municipality(editor: Client, message: Message) -> None:
    elsewhere = written(area="9102")
    page = INBOX + "person/"
    assert editor.post(page, {"email": "inte", "do": "find"}).status_code == 422
    assert message.reference in text(editor.post(page, {"email": "INVANARE@example.org", "do": "find"}))
    assert "Jag saknar en bänk." in text(editor.post(page, {"email": "invanare@example.org", "do": "text"}))
    assert editor.post(page, {"email": "invanare@example.org", "do": "json"}).json()["messages"]
    assert editor.post(page, {"email": "invanare@example.org", "do": "erase"}).status_code == 422
    whole = {"email": "invanare@example.org", "do": "erase", "why": "Begäran.", "sure": "on"}
    assert f"Raderade 1: {message.reference}." in text(editor.post(page, whole, follow=True))

    elsewhere.refresh_from_db()
    assert elsewhere.comment


def test_nobody_else_comes_in(plan: Plan, message: Message) -> None:
    reader, stranger = signed_in(member("läsaren", plan, Level.READER)), Client()
    other = signed_in(member("annan", plan, Level.CONTRIBUTOR, units=("omsorg",)))

    assert reader.get(INBOX).status_code == 403
    assert stranger.get(at(message)).status_code == 302
    assert other.get(at(message)).status_code == 404
    assert other.post(at(message, "svara"), {"seen": "0", "text": "Hej"}).status_code == 404
    assert message.reference not in text(other.get(INBOX))
    assert mails("answer") == []
