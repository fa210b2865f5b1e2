"""Staff's pages open for members, and say what is missing to others."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from riktmarke.editing.access.permissions import Act, Level, may, plans_of, roles_answered_by
from riktmarke.governance.models import Plan
from tests.editing.access.people import member, signed_in, user

MEMBERS = "/admin/riktmarke/behorigheter/9101/"


def test_members_come_in_and_others_are_told_what_is_missing(plan: Plan, other_plan: Plan) -> None:
    member("administratören", plan, Level.ADMINISTRATOR)
    stranger = signed_in(member("annan", other_plan, Level.ADMINISTRATOR))

    refused = stranger.get(MEMBERS)

    said = refused.content.decode()
    assert refused.status_code == 403
    assert "Du får inte ändra behörigheter" in said
    assert "administratören, administratör för planen" in said
    assert "strateg@example.org (exempeladress, går inte att skriva till)" in said
    assert "no-store" in refused.headers["Cache-Control"]
    assert "private" in refused.headers["Cache-Control"]
    assert stranger.get("/admin/riktmarke/9101/").status_code == 403
    assert stranger.get("/admin/riktmarke/9102/").status_code == 200


@pytest.mark.parametrize("address", ["/admin/riktmarke/", "/admin/riktmarke/9101/", MEMBERS])
def test_nobody_comes_in_without_signing_in(plan: Plan, address: str) -> None:
    answer = Client().get(address)

    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/admin/login/")


def test_a_plan_that_is_not_there_is_no_page(plan: Plan) -> None:
    assert signed_in(user("alla", superuser=True)).get("/admin/riktmarke/9999/").status_code == 404


def test_the_index_shows_the_rooms_that_are_open(plan: Plan) -> None:
    reader = signed_in(member("läsaren", plan, Level.READER)).get("/admin/riktmarke/").content.decode()
    administrator = signed_in(member("administratören", plan, Level.ADMINISTRATOR)).get("/admin/").content.decode()

    assert "Påhittad plan" in reader
    assert MEMBERS not in reader
    assert MEMBERS in administrator  # in the side menu


def test_rights_are_of_one_plan(plan: Plan, other_plan: Plan) -> None:
    editor = member("redaktören", plan, Level.EDITOR)

    assert plans_of(editor) == [plan]
    assert may(editor, Act.DECIDE, plan=plan, table="goals")
    assert not may(editor, Act.VIEW, plan=other_plan)
    assert roles_answered_by(editor, plan) is None
    assert roles_answered_by(editor, other_plan) == frozenset()


def test_superusers_may_everything_and_those_shut_out_nothing(plan: Plan, other_plan: Plan) -> None:
    superuser, gone = user("alla", superuser=True), member("slutat", plan, Level.ADMINISTRATOR)
    gone.is_active = False

    assert plans_of(superuser) == [other_plan, plan]
    assert may(superuser, Act.ADMINISTER, plan=other_plan)
    assert not may(gone, Act.VIEW, plan=plan)
    assert plans_of(gone) == plans_of(AnonymousUser()) == []
    assert not may(AnonymousUser(), Act.VIEW, plan=plan)


def test_a_contributors_own_roles_are_those_of_the_unit(plan: Plan) -> None:
    contributor = member("medarbetaren", plan, Level.CONTRIBUTOR, units=("namnd", "finns inte"))

    assert roles_answered_by(contributor, plan) == {"strateg"}


def test_what_somebody_wrote_before_being_signed_out_is_given_back(plan: Plan) -> None:
    form = "/admin/riktmarke/plan/9101/goals/ny/?focus_areas=halsa"
    sent = {"title": "Ett nytt mål", "text": "Två timmars <b>arbete</b>", "to_year": "2030", "key": "mål", "seen": "0"}

    answer = Client().post(form, sent, headers={"Referer": f"http://testserver{form}"})

    said = answer.content.decode()
    assert answer.status_code == 401
    assert "Du är utloggad, och inget är sparat" in said
    assert "readonly>Ett nytt mål</textarea>" in said
    assert "readonly>Två timmars &lt;b&gt;arbete&lt;/b&gt;</textarea>" in said
    assert "Enstaka ord, tal och val som skickades: 2030, mål</p>" in said
    assert "?next=/admin/riktmarke/plan/9101/goals/ny/%3Ffocus_areas%3Dhalsa" in said
    assert "no-store" in answer.headers["Cache-Control"]
    elsewhere = Client().post(form, sent, headers={"Referer": "https://example.org/"}).content.decode()
    assert "?next=/admin/&quot;" in elsewhere or '?next=/admin/"' in elsewhere
    assert Client(enforce_csrf_checks=True).post(form, sent).status_code == 403


def test_a_form_from_before_a_sign_in_is_refused_in_words(plan: Plan) -> None:
    checked = signed_in(member("redaktören", plan, Level.EDITOR), checks=True)

    answer = checked.post("/admin/riktmarke/plan/9101/goals/ny/", {"title": "Ett nytt mål"})

    assert answer.status_code == 403
    assert "Kopiera det, ladda om sidan" in answer.content.decode()
