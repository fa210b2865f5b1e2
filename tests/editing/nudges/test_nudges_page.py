"""The page and the panel: to each their own, with links to where it is mended."""

from datetime import date

import pytest
from django.conf import LazySettings

from riktmarke.dialogue.actions.receiving import receive
from riktmarke.dialogue.roles import ResponsibleRole
from riktmarke.editing.access.rights import Level
from riktmarke.governance.actions.rows import add_row
from riktmarke.governance.models import Plan
from tests.editing.access.people import member, signed_in
from tests.governance import planning

PAGE = "/admin/riktmarke/att-se-over/9101/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(monkeypatch: pytest.MonkeyPatch) -> Plan:
    monkeypatch.setattr("riktmarke.config.today.localdate", lambda: date(2028, 1, 1))
    held = planning.held()
    receive(
        area=held.area,
        plan_name=held.name,
        page="/",
        page_title="Start",
        language="sv",
        kind="feedback",
        responsible=ResponsibleRole("strateg", "Påhittad strateg"),
        name="",
        email="",
        comment="En synpunkt.",
        at=planning.AT,
    )
    return held


def test_an_editor_sees_everything_and_where_to_mend_it(plan: Plan) -> None:
    editor = signed_in(member("redaktören", plan, Level.EDITOR))

    said = editor.get(PAGE).content.decode()

    assert "Styrdokument som har löpt ut (1)" in said
    assert "gällde till 2027-06-30" in said
    assert 'href="/admin/riktmarke/plan/9101/documents/rad/strategi/"' in said
    assert "1 synpunkt väntar" in said
    assert "Texter som är äldre än ett år" in said
    home = editor.get("/admin/").content.decode()
    assert "Styrdokument som har löpt ut: 1" in home
    assert f'href="{PAGE}#run_out"' in home


def test_roles_that_no_message_reaches_are_told_of_until_somebody_has_an_address(
    plan: Plan, settings: LazySettings
) -> None:
    editor = signed_in(member("redaktören", plan, Level.EDITOR))

    said = editor.get(PAGE).content.decode()

    assert "Roller som synpunkter inte når (" in said
    assert 'href="/admin/riktmarke/plan/9101/roles/rad/strateg/"' in said
    assert "Roller som synpunkter inte når" in editor.get(PAGE, {"roll": "strateg"}).content.decode()
    settings.RIKTMARKE_FEEDBACK_EMAIL = "kontakt@kommunen.example.org"
    assert "Roller som synpunkter inte når" not in editor.get(PAGE).content.decode()


def test_a_contributor_sees_what_the_own_unit_answers_for(plan: Plan) -> None:
    own = signed_in(member("medarbetaren", plan, Level.CONTRIBUTOR, units=("namnd",))).get(PAGE).content.decode()
    nobodys = signed_in(member("annan", plan, Level.CONTRIBUTOR)).get(PAGE).content.decode()
    reader = signed_in(member("läsaren", plan, Level.READER)).get(PAGE).content.decode()

    assert "1 synpunkt väntar" in own
    assert "Påhittat mål</a>, skriven 2026-03-01" in own
    assert "Rader som ingen ansvarar för" not in own
    assert "Inget behöver ses över" in nobodys
    assert "synpunkt väntar" not in reader


def test_an_editor_sees_what_one_role_has_left_to_do(plan: Plan) -> None:
    editor = signed_in(member("redaktören", plan, Level.EDITOR))
    add_row(plan=plan, table="roles", values={"key": "annan", "title": "Annan roll"}, writing=planning.WRITING)

    hers = editor.get(f"{PAGE}?ansvarig=strateg").content.decode()
    others = editor.get(f"{PAGE}?ansvarig=annan").content.decode()

    assert '<option value="strateg" selected>Påhittad strateg' in hers
    assert "Påhittat mål</a>, skriven 2026-03-01" in hers
    assert "1 synpunkt väntar" in hers
    assert "Rader som ingen ansvarar för" not in hers
    assert "Annan roll har inget att se över just nu." in others
    assert "synpunkt väntar" not in others


def test_rows_without_an_owner_lead_to_where_they_get_one_together(plan: Plan) -> None:
    editor = signed_in(member("redaktören", plan, Level.EDITOR)).get(PAGE).content.decode()
    reader = signed_in(member("läsaren", plan, Level.READER)).get(PAGE).content.decode()

    assert 'href="/admin/riktmarke/plan/9101/indicators/flera/?ansvarig=ingen">indikatorer</a>' in editor
    assert 'href="/admin/riktmarke/plan/9101/overarching_goals/flera/?lage=Utkast">övergripande mål</a>' in editor
    assert "Rader som ingen ansvarar för" in reader
    assert "flera/" not in reader
