"""Drafts are decided, targets set for women and men, changes undone; and nobody does what is not theirs to do."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client

from riktmarke.editing.access.rights import Level
from riktmarke.editing.chain import knowledge as chain_knowledge
from riktmarke.editing.chain.knowledge import Knowledge
from riktmarke.governance.actions.writing import Writer
from riktmarke.governance.models import AuditEntry, Plan
from riktmarke.governance.plan_rows import stored_plan
from riktmarke.governance.plan_schema import Row
from riktmarke.presentation.numbers import number
from riktmarke.statistics.store import Store
from tests import invented_figures
from tests.editing.access.people import member, signed_in
from tests.editing.chain.form_reading import sent

PLAN = "/admin/riktmarke/plan/9101"


def row(plan: Plan, table: str, key: str) -> Row:
    found = stored_plan(plan).row(table, key)
    assert found is not None
    return found


def test_a_draft_is_decided_by_a_decision_written_down_with_it(plan: Plan, editor: Client) -> None:
    address = f"{PLAN}/goals/rad/delmal/besluta/"
    page = editor.get(address).content.decode()
    assert "Titel saknas" in editor.post(address, sent(page, decision="nytt")).content.decode()
    new = {"decision": "nytt", "title": "§ 7", "body": "Påhittade nämnden", "decided_on": "2026-02-03"}
    assert editor.post(address, sent(page, **new)).status_code == 302
    decided = row(plan, "goals", "delmal")
    decision = row(plan, "decisions", decided.values["decision"])
    assert (decided.values["state"], decision.values["title"], decision.values["body"]) == (
        "decided",
        "§ 7",
        "Påhittade nämnden",
    )
    shown = editor.get(f"{PLAN}/goals/rad/delmal/").content.decode()
    assert "Påhittade nämnden, 3 februari 2026" in shown
    page = editor.get(address).content.decode()
    assert editor.post(address, {"utkast": "1", "seen": sent(page)["seen"][0]}).status_code == 302
    assert row(plan, "goals", "delmal").values["state"] == "draft"


def test_a_decision_that_nothing_comes_of_is_not_left_behind(plan: Plan, editor: Client) -> None:
    before = stored_plan(plan)
    address = f"{PLAN}/overarching_goals/rad/overgripande/besluta/"
    new = {"decision": "nytt", "title": "Sent", "body": "Nämnden", "decided_on": "2040-01-01"}  # after the goal's year
    page = editor.post(address, sent(editor.get(address).content.decode(), **new)).content.decode()
    assert "före dagen för beslutet, 2040-01-01" in page
    assert stored_plan(plan) == before


@pytest.mark.parametrize(
    ("address", "said_of"),
    [
        ("goals/rad/delmal/besluta/", {"decision": "beslut"}),
        ("goals/rad/delmal/besluta/", {"utkast": "1"}),
        ("goals/rad/delmal/ta-bort/", {}),
        ("goals/rad/delmal/angra/", {}),
        ("goals/rad/delmal/flytta/", {"till": "upp"}),
    ],
)
def test_while_something_else_holds_the_database_it_is_said_and_nothing_is_done(
    plan: Plan, editor: Client, address: str, said_of: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    form = sent(editor.get(f"{PLAN}/goals/rad/delmal/").content.decode(), title="Ändrat")
    assert editor.post(f"{PLAN}/goals/rad/delmal/", form).status_code == 302
    before = stored_plan(plan)

    def held(*_: object) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as busy:
        busy.setattr(Writer, "write", held)
        seen = AuditEntry.objects.latest("id").pk
        answer = editor.post(f"{PLAN}/{address}", {"seen": seen, **said_of}, follow=True)

    assert answer.status_code == 200
    assert "Något annat håller databasen just nu" in answer.content.decode()
    assert stored_plan(plan) == before


def test_targets_for_all_women_and_men_in_one_go(plan: Plan, editor: Client) -> None:
    address = f"{PLAN}/indicators/rad/N00001/malvarden/?ar=2030"
    page = editor.get(address).content.decode()
    form = {"year": "2030", "value_0": "12,5", "value_1": "11", "value_2": "14", "decision": "beslut"}
    assert editor.post(address, sent(page, **form)).status_code == 302
    found = {
        one.values["group"]: one.values for one in stored_plan(plan).tables["targets"] if one.values["year"] == 2030
    }
    assert {group: found[group]["value"] for group in ("_T", "F", "M")} == {
        "_T": Decimal("12.5"),
        "F": Decimal(11),
        "M": Decimal(14),
    }
    assert {found[group]["state"] for group in ("_T", "F", "M")} == {"decided"}
    page = editor.get(address).content.decode()
    again = editor.post(address, sent(page, value_1="9")).content.decode()  # no decision to change what is decided by
    assert "Kvinnor: målvärdet är beslutat. Välj det beslut som ändrar det." in again
    assert editor.post(address, sent(again, decision="beslut")).status_code == 302
    women = [one.values for one in stored_plan(plan).tables["targets"] if one.values["group"] == "F"]
    women = [one for one in women if one["year"] == 2030]
    assert [(one["value"], bool(one["superseded_by"])) for one in women] == [(Decimal(11), True), (Decimal(9), False)]
    men = [one for one in stored_plan(plan).tables["targets"] if one.values["group"] == "M"]
    assert len(men) == 1


def test_whoever_sets_targets_sees_where_women_and_men_are_now(
    editor: Client, known: Knowledge, small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{PLAN}/indicators/rad/N00001/malvarden/"
    defined = replace(known, catalogue={"N00001": invented_figures.catalogue()["N90001"]})
    monkeypatch.setattr(chain_knowledge, "_knowledge", lambda *_: defined)
    monkeypatch.setattr(settings, "RIKTMARKE_STORE", small_store.root / "tomt")
    assert "Installationen har inga siffror för indikatorn" in editor.get(address).content.decode()
    monkeypatch.setattr(settings, "RIKTMARKE_STORE", small_store.root)
    page = editor.get(address).content.decode()
    last = invented_figures.YEARS[-1]
    for group, code in (("Totalt", "T"), ("Kvinnor", "K"), ("Män", "M")):
        own, country = (number(invented_figures.level(area, last, code), decimals=1) for area in ("9101", "0000"))
        row = f'<th scope="row">{group}</th><td>{own}</td><td>{country}</td><td>{last}</td>'
        assert row in page, row
    assert "Källa: " in page
    assert 'href="/kommun/9101/nyckeltal/N00001/"' in page


def test_what_is_wrong_with_one_of_the_targets_is_said_at_it(plan: Plan, editor: Client) -> None:
    before = stored_plan(plan)
    address = f"{PLAN}/indicators/rad/N00001/malvarden/?ar=2031"
    page = editor.get(address).content.decode()
    said = editor.post(address, sent(page, value_0="tio")).content.decode()
    assert '<a href="#id_value_0">Värde, totalt: Skriv ett tal, till exempel 12,5.</a>' in said
    said = editor.post(address, sent(page, for_0="on", year="2031", value_1="4")).content.decode()
    assert '<a href="#id_value_0">Värde saknas. Fyll i fältet.</a>' in said
    over = editor.post(address, sent(page, year="1999", value_0="4")).content.decode()
    assert '<a href="#id_year">Ska nås år: året är över.' in over
    assert "Fyll i ett värde för minst en grupp" in editor.post(address, sent(page, year="2031")).content.decode()
    assert stored_plan(plan) == before


def test_a_change_is_undone_from_its_history_and_a_removed_row_brought_back(plan: Plan, editor: Client) -> None:
    before = stored_plan(plan)
    address = f"{PLAN}/goals/rad/delmal/"
    editor.post(address, sent(editor.get(address).content.decode(), title="Ändrat"))
    history = editor.get(f"{address}historik/").content.decode()
    assert "redaktor" in history
    assert "<td>Påhittat delmål</td><td>Ändrat</td>" in history
    assert editor.post(f"{address}angra/", sent(history, among="chain-undo")).status_code == 302
    assert stored_plan(plan) == before
    address = f"{PLAN}/actions/rad/atgard/"
    assert editor.post(f"{address}ta-bort/", sent(editor.get(f"{address}ta-bort/").content.decode())).status_code == 302
    assert stored_plan(plan).tables["actions"] == ()
    gone = editor.get(f"{PLAN}/historik/?visa=borttaget").content.decode()
    assert "Påhittad åtgärd" in gone
    last = AuditEntry.objects.filter(model="actions", key="atgard").latest("id")
    assert editor.post(f"{address}angra/", {"seen": last.pk}).status_code == 302
    assert stored_plan(plan) == before


def test_what_others_rest_on_is_not_removed_and_they_are_named(plan: Plan, editor: Client) -> None:
    address = f"{PLAN}/roles/rad/strateg/ta-bort/"
    page = editor.post(address, sent(editor.get(address).content.decode())).content.decode()
    assert "Mål ”Påhittat mål” har den under Ansvarig roll." in page
    assert row(plan, "roles", "strateg")


def test_rows_are_moved_by_buttons(plan: Plan, editor: Client) -> None:
    assert editor.post(f"{PLAN}/goals/rad/delmal/flytta/", {"till": "upp"}).status_code == 302
    assert stored_plan(plan).keys("goals") == ["delmal", "mal"]
    assert editor.get(f"{PLAN}/goals/rad/delmal/flytta/").status_code == 405


def test_a_contributor_changes_drafts_of_the_own_unit_and_nothing_else(plan: Plan, contributor: Client) -> None:
    before = stored_plan(plan)
    for address in ("goals/rad/delmal/besluta/", "goals/rad/delmal/ta-bort/", "roles/ny/"):
        assert contributor.get(f"{PLAN}/{address}").status_code == 403, address
    for address in ("goals/rad/delmal/flytta/", "goals/rad/delmal/", "om/"):
        assert contributor.post(f"{PLAN}/{address}", {"title": "X"}).status_code == 403, address
    shown = contributor.get(f"{PLAN}/goals/rad/mal/").content.decode()
    assert "Du kan se raden men inte ändra den." in shown
    assert "besluta/" not in shown
    address = f"{PLAN}/goals/ny/"
    page = contributor.get(address).content.decode()
    refused = contributor.post(address, sent(page, title="Någon annans"))
    assert refused.status_code == 403
    assert "Du får bara arbeta med det som din egen enhet ansvarar för." in refused.content.decode()
    assert stored_plan(plan) == before
    assert contributor.post(address, sent(page, title="Vårt mål", responsible="strateg")).status_code == 302
    assert row(plan, "goals", "vart-mal").values["responsible"] == "strateg"
    own = f"{PLAN}/goals/rad/vart-mal/"
    away = contributor.post(own, sent(contributor.get(own).content.decode(), responsible=""))
    assert away.status_code == 403
    assert row(plan, "goals", "vart-mal").values["responsible"] == "strateg"


def test_a_contributor_does_not_decide_by_undoing(plan: Plan, editor: Client, contributor: Client) -> None:
    address = f"{PLAN}/overarching_goals/rad/overgripande/besluta/"
    assert editor.post(address, {"utkast": "1", "seen": sent(editor.get(address).content.decode())["seen"][0]})
    assert row(plan, "overarching_goals", "overgripande").values["state"] == "draft"
    last = AuditEntry.objects.filter(model="overarching_goals", key="overgripande").latest("id")
    assert contributor.post(f"{PLAN}/overarching_goals/rad/overgripande/angra/", {"seen": last.pk}).status_code == 403
    assert row(plan, "overarching_goals", "overgripande").values["state"] == "draft"


def test_a_reader_sees_everything_and_is_shown_no_buttons(plan: Plan) -> None:
    reader = signed_in(member("lasare", plan, Level.READER))
    for address in (
        "",
        "goals/",
        "goals/rad/delmal/",
        "goals/rad/delmal/historik/",
        "historik/",
        "indicators/rad/N00001/",
    ):
        page = reader.get(f"{PLAN}/{address}")
        assert page.status_code == 200
        for act in ("/ny/", "besluta/", "ta-bort/", "flytta/", "angra/", "malvarden/"):
            assert act not in page.content.decode().replace("rad/ny/", ""), (address, act)
        assert "Historik och ångra" not in page.content.decode()


def test_strangers_are_let_nowhere(plan: Plan) -> None:
    stranger = signed_in(User.objects.create_user("ingen"))
    assert stranger.get(f"{PLAN}/goals/").status_code in {302, 403}
    assert Client().get(f"{PLAN}/goals/").status_code == 302
