"""The door itself: guessing is slow, sessions end, cookies are the browser's own, letters go by the mail server."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client

from riktmarke.config.sign_in import ATTEMPTS
from riktmarke.editing.access.attempts import WINDOW, Attempts
from riktmarke.editing.access.rights import Level
from riktmarke.editing.models import Membership
from riktmarke.governance.models import Plan
from tests.editing.access.people import PASSWORD, member, signed_in, user

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nobody_has_tried() -> None:
    ATTEMPTS.forget_all()


@pytest.fixture(autouse=True)
def quick_hashing(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def tried(client: Client, name: str, password: str, address: str = "192.0.2.1") -> str:
    said = {"username": name, "password": password}
    answer = client.post("/admin/login/", said, REMOTE_ADDR=address)
    if answer.status_code == 302:
        return "in"
    return "too many" if "För många försök" in answer.content.decode() else "wrong"


def test_guessing_is_refused_after_five_and_the_right_word_too(db: None) -> None:
    made = user("redaktören")
    made.set_password(PASSWORD)
    made.save()

    assert [tried(Client(), "redaktören", "fel") for _ in range(6)] == ["wrong"] * 5 + ["too many"]
    assert tried(Client(), "REDAKTÖREN", PASSWORD) == "too many"
    assert (
        tried(Client(), "redaktören", PASSWORD, address="192.0.2.9") == "in"
    )  # somebody else's guesses shut nobody out
    assert tried(Client(), "annan", "fel") == "wrong"


def test_whoever_knew_the_password_begins_anew(db: None) -> None:
    made = user("redaktören")
    made.set_password(PASSWORD)
    made.save()

    for _ in range(3):
        assert [tried(Client(), "redaktören", "fel") for _ in range(3)] == ["wrong"] * 3
        assert tried(Client(), "redaktören", PASSWORD) == "in"


def test_attempts_are_forgotten_after_the_window_and_by_key() -> None:
    attempts, one, other = Attempts({"name": 2}), [("name", b"a")], [("name", b"b")]

    assert [attempts.begin(one, at=NOW) for _ in range(3)] == [True, True, False]
    assert attempts.begin(other, at=NOW)
    assert not attempts.begin(one, at=NOW + WINDOW - timedelta(seconds=1))
    assert attempts.begin(one, at=NOW + WINDOW)


def test_the_session_is_the_browsers_alone_and_ends(db: None, settings: LazySettings) -> None:
    made = user("redaktören")
    made.set_password(PASSWORD)
    made.save()
    settings.SESSION_COOKIE_SECURE = True

    said = {"username": "redaktören", "password": PASSWORD, "remember": "on"}
    cookie = Client().post("/admin/login/", said).cookies["sessionid"]

    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)
    assert cookie["max-age"] == 12 * 3600


def test_a_new_account_gets_its_link_by_mail_where_there_is_a_mail_server(plan: Plan, settings: LazySettings) -> None:
    settings.RIKTMARKE_SMTP_URL = "smtp://mail.example.org"
    administrator = signed_in(member("administratören", plan, Level.ADMINISTRATOR))

    said = {"who": "ny@example.org", "level": "reader"}
    answer = administrator.post("/admin/riktmarke/behorigheter/9101/ny/", said, follow=True).content.decode()

    assert "har fått ett brev" in answer
    assert mail.outbox[0].to == ["ny@example.org"]
    assert "/admin/valj-losenord/" in mail.outbox[0].body
    assert "/admin/valj-losenord/" not in answer


def test_a_mail_server_that_does_not_answer_shows_no_link_and_can_be_tried_again(
    plan: Plan, settings: LazySettings
) -> None:
    settings.EMAIL_BACKEND = "riktmarke.operations.staff_mail.StaffMail"
    settings.RIKTMARKE_SMTP_URL = "smtp://127.0.0.1:1"
    administrator = signed_in(member("administratören", plan, Level.ADMINISTRATOR))

    said = {"who": "ny@example.org", "level": "reader"}
    answer = administrator.post("/admin/riktmarke/behorigheter/9101/ny/", said, follow=True).content.decode()

    assert "/admin/valj-losenord/" not in answer
    assert "gick inte iväg" in answer
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    number = Membership.objects.get(user__username="ny@example.org").pk
    assert "Skicka en länk" in administrator.get(f"/admin/riktmarke/behorigheter/9101/{number}/").content.decode()
    administrator.post(f"/admin/riktmarke/behorigheter/9101/{number}/losenord/")
    assert "/admin/valj-losenord/" in mail.outbox[0].body


def test_without_a_mail_server_no_forgotten_password_is_promised(db: None) -> None:
    assert Client().get("/admin/password_reset/").status_code == 404
    assert "password_reset" not in Client().get("/admin/login/").content.decode()
