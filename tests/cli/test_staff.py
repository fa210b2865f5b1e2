"""`riktmarke staff`: the first administrator, and who else."""

import json

import pytest
from django.conf import LazySettings
from django.contrib.auth import authenticate
from django.contrib.auth.models import User

from riktmarke.editing.models import AccessEntry, Membership
from riktmarke.governance.models import Plan
from tests.cli.conftest import Riktmarke
from tests.governance import planning

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return planning.held()


def test_the_first_administrator_is_given_a_password_once(riktmarke: Riktmarke, plan: Plan) -> None:
    said = riktmarke("staff", "add", "redaktion@example.org").out

    password = next(line.removeprefix("Password: ") for line in said.splitlines() if line.startswith("Password: "))
    assert authenticate(username="redaktion@example.org", password=password) is not None
    assert Membership.objects.get().level == "administrator"
    assert password not in json.dumps(list(AccessEntry.objects.values("before", "after", "what")))
    assert "Password" not in riktmarke("staff", "add", "redaktion@example.org", "--superuser").out
    assert User.objects.get().is_superuser


def test_an_account_whose_link_was_shown_to_somebody_gets_a_new_password(riktmarke: Riktmarke, plan: Plan) -> None:
    made = User.objects.create_user("chef@example.org", email="chef@example.org", password="en annans lösenord")
    AccessEntry.objects.create(plan_name="en annan", at=planning.AT, by="x", what="password", user_name=made.username)

    assert "Password: " in riktmarke("staff", "add", "chef@example.org").out
    assert authenticate(username="chef@example.org", password="en annans lösenord") is None
    assert (
        "Password: " not in riktmarke("staff", "add", "chef@example.org", "--superuser").out
    )  # known to nobody else now
    said = riktmarke("staff", "password", "chef@example.org").out
    password = next(line.removeprefix("Password: ") for line in said.splitlines() if line.startswith("Password: "))
    assert authenticate(username="chef@example.org", password=password) is not None
    assert riktmarke("staff", "password", "ingen@example.org").code == 1


def test_a_contributor_has_units_that_the_plan_has(riktmarke: Riktmarke, plan: Plan) -> None:
    wrong = riktmarke("staff", "add", "a@example.org", "--level", "contributor", "--unit", "finns-inte")
    assert (wrong.code, User.objects.count()) == (1, 0)
    assert "one of enhet, namnd" in wrong.err

    riktmarke("staff", "add", "a@example.org", "--area", "9101", "--level", "contributor", "--unit", "namnd")

    listed = json.loads(riktmarke("staff", "list", "--json").out)
    assert [(one["user"], one["level"], one["units"]) for one in listed] == [
        ("a@example.org", "contributor", ["namnd"])
    ]


def test_somebody_is_taken_out_but_never_the_last_administrator(riktmarke: Riktmarke, plan: Plan) -> None:
    riktmarke("staff", "add", "a@example.org")
    last = riktmarke("staff", "remove", "a@example.org")
    assert (last.code, Membership.objects.count()) == (1, 1)
    assert "only administrator" in last.err
    riktmarke("staff", "add", "b@example.org")

    assert riktmarke("staff", "remove", "a@example.org").code == 0
    assert Membership.objects.get().user.username == "b@example.org"
    assert riktmarke("staff", "remove", "a@example.org").code == 1


def test_without_a_plan_it_says_how_to_get_one(riktmarke: Riktmarke) -> None:
    said = riktmarke("staff", "add", "a@example.org")

    assert (said.code, User.objects.count()) == (1, 0)
    assert "riktmarke up" in said.err


def test_a_letter_needs_a_mail_server(riktmarke: Riktmarke, plan: Plan, settings: LazySettings) -> None:
    assert "RIKTMARKE_SMTP_URL" in riktmarke("staff", "remind").err

    settings.RIKTMARKE_SMTP_URL = "smtp://mail.example.org"
    riktmarke("staff", "add", "a@example.org")
    said = riktmarke("staff", "remind")

    assert said.code == 0
    assert "letters sent" in said.out
