"""Several rows get an owner, or are decided by one decision, in one go: all of them or none, and by whoever may."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.test import Client

from riktmarke.editing.access.rights import Level
from riktmarke.governance.actions.rows import add_row, change_row, change_rows
from riktmarke.governance.models import AuditEntry, Plan
from riktmarke.governance.plan_rows import stored_plan
from tests.editing.access.people import member, signed_in
from tests.editing.chain.form_reading import sent
from tests.governance.planning import WRITING

PLAN = "/admin/riktmarke/plan/9101"


def values(plan: Plan, table: str, name: str) -> dict[str, object]:
    return {row.key: row.values[name] for row in stored_plan(plan).tables[table]}


def test_indicators_that_nobody_answers_for_get_a_role_together_and_each_can_be_undone(
    plan: Plan, editor: Client
) -> None:
    nobodys = {key for key, role in values(plan, "indicators", "responsible").items() if not role}
    assert len(nobodys) > 1
    assert (
        f'href="{PLAN}/indicators/flera/?ansvarig=ingen"'
        in editor.get(f"{PLAN}/indicators/?ansvarig=ingen").content.decode()
    )
    address = f"{PLAN}/indicators/flera/?ansvarig=ingen"
    form = sent(editor.get(f"{address}&alla=1").content.decode(), responsible="strateg")
    assert set(form["rad"]) == nobodys
    said = editor.post(address, form, follow=True).content.decode()
    assert f"{len(nobodys)} rader är ändrade." in said
    assert "Det finns inget här som du får ändra." in said
    assert set(values(plan, "indicators", "responsible").values()) == {"strateg"}
    one = sorted(nobodys)[0]
    last = AuditEntry.objects.filter(model="indicators", key=one).latest("id")
    assert editor.post(f"{PLAN}/indicators/rad/{one}/angra/", {"seen": last.pk}).status_code == 302
    assert [key for key, role in values(plan, "indicators", "responsible").items() if not role] == [one]


def test_a_whole_save_is_undone_from_the_history_of_any_of_its_rows(plan: Plan, editor: Client) -> None:
    before = values(plan, "indicators", "responsible")
    nobodys = sorted(key for key, role in before.items() if not role)
    address = f"{PLAN}/indicators/flera/?ansvarig=ingen"
    form = sent(editor.get(f"{address}&alla=1").content.decode(), responsible="strateg")
    said = editor.post(address, form, follow=True).content.decode()
    assert f'href="{PLAN}/indicators/rad/{form["rad"][0]}/historik/"' in said
    history = editor.get(f"{PLAN}/indicators/rad/{nobodys[1]}/historik/").content.decode()
    assert f"Ångra hela sparandet ({len(nobodys)} rader)" in history
    number = AuditEntry.objects.filter(model="indicators", key=nobodys[1]).latest("id").pk
    assert f'action="{PLAN}/historik/{number}/angra/"' in history
    reader = signed_in(member("läsare", plan, Level.READER))
    assert reader.post(f"{PLAN}/historik/{number}/angra/").status_code == 403
    said = editor.post(f"{PLAN}/historik/{number}/angra/", follow=True).content.decode()
    assert f"{len(nobodys)} rader är som före sparandet." in said
    assert values(plan, "indicators", "responsible") == before
    for unknown in (999999, 10**30):
        assert editor.post(f"{PLAN}/historik/{unknown}/angra/").status_code == 404


def test_a_save_is_not_undone_as_a_whole_where_one_of_its_rows_was_changed_after_it(plan: Plan, editor: Client) -> None:
    address = f"{PLAN}/indicators/flera/?ansvarig=ingen"
    form = sent(editor.get(f"{address}&alla=1").content.decode(), responsible="strateg")
    editor.post(address, form)
    one, other = form["rad"][:2]
    number = AuditEntry.objects.filter(model="indicators", key=one).latest("id").pk
    change_row(plan=plan, table="indicators", key=other, values={"responsible": None}, writing=WRITING)
    before = stored_plan(plan)
    assert "Ångra hela sparandet" not in editor.get(f"{PLAN}/indicators/rad/{one}/historik/").content.decode()
    said = editor.post(f"{PLAN}/historik/{number}/angra/", follow=True).content.decode()
    assert "Någon av raderna har ändrats efter sparandet" in said
    assert stored_plan(plan) == before


def test_a_save_with_rows_of_others_is_not_undone_by_a_contributor_and_one_of_the_own_rows_is(
    plan: Plan, contributor: Client
) -> None:
    def added(key: str, responsible: str) -> str:
        given = {"key": key, "title": key} | ({"responsible": responsible} if responsible else {})
        return add_row(plan=plan, table="goals", values=given, writing=WRITING)

    own, too, others = added("eget", "strateg"), added("eget-till", "strateg"), added("annans", "")

    def saved(minutes: int, **said: Any) -> tuple[int, bool, bool]:
        """Save rows in one go, and tell what the contributor is shown, and is answered when undoing it."""
        at = replace(WRITING, at=WRITING.at + timedelta(minutes=minutes))
        change_rows(plan=plan, table="goals", writing=at, **said)
        number = AuditEntry.objects.filter(model="goals", key=own).latest("id").pk
        shown = contributor.get(f"{PLAN}/goals/rad/{own}/historik/").content.decode()
        before = stored_plan(plan)
        status = contributor.post(f"{PLAN}/historik/{number}/angra/").status_code
        return status, "Ångra hela sparandet" in shown, before == stored_plan(plan)

    assert saved(1, keys=[own, others], values={"title": "Först"}) == (403, False, True)
    assert saved(2, keys=[own, too], values={"title": "Samma"}) == (302, True, False)
    assert values(plan, "goals", "title")[own] == "Först"
    assert values(plan, "goals", "title")[too] == too
    # given to the contributor's role in the save: undone, one would be another's again
    assert saved(3, keys=[own, others], values={"responsible": "strateg", "title": "Nu våra"}) == (403, False, True)


def test_drafts_are_decided_by_one_decision_that_is_written_down_once(plan: Plan, editor: Client) -> None:
    address = f"{PLAN}/overarching_goals/flera/?lage=Utkast"
    editor.post(
        f"{PLAN}/overarching_goals/ny/",
        sent(editor.get(f"{PLAN}/overarching_goals/ny/").content.decode(), title="Ett till"),
    )
    page = editor.get(f"{address}&alla=1").content.decode()
    new = {"decision": "nytt", "title": "Mål och budget", "body": "Påhittade fullmäktige", "decided_on": "2026-02-03"}
    form = sent(page, **new)
    assert form["rad"] == ["omatbart", "ett-till"]
    assert editor.post(address, form).status_code == 302
    decisions = values(plan, "overarching_goals", "decision")
    assert decisions["omatbart"] == decisions["ett-till"]
    assert [row.values["title"] for row in stored_plan(plan).tables["decisions"]].count("Mål och budget") == 1
    assert set(values(plan, "overarching_goals", "state").values()) == {"decided"}


def test_nothing_is_changed_when_one_of_them_cannot_be(plan: Plan, editor: Client) -> None:
    before = stored_plan(plan)
    address = f"{PLAN}/overarching_goals/flera/"
    page = editor.get(f"{address}?alla=1").content.decode()
    unconfirmed = editor.post(address, sent(page, responsible="ingen")).content.decode()
    assert "Något av det du har kryssat i är beslutat." in unconfirmed
    late = {"decision": "nytt", "title": "Sent", "body": "Nämnden", "decided_on": "2040-01-01"}  # after a goal's year
    refused = editor.post(address, sent(page, confirm_decided="on", **late)).content.decode()
    assert "före dagen för beslutet, 2040-01-01" in refused
    assert (
        "Kryssa i minst en rad." in editor.post(address, sent(page, rad=None, responsible="strateg")).content.decode()
    )
    assert "Välj vad som ska ändras." in editor.post(address, sent(page)).content.decode()
    assert stored_plan(plan) == before


def test_what_somebody_else_has_written_meanwhile_is_not_written_over(plan: Plan, editor: Client) -> None:
    address = f"{PLAN}/overarching_goals/flera/?lage=Utkast"
    page = editor.get(f"{address}&alla=1").content.decode()
    change_row(plan=plan, table="overarching_goals", key="omatbart", values={"text": "Nytt."}, writing=WRITING)
    before = stored_plan(plan)
    said = editor.post(address, sent(page, responsible="strateg")).content.decode()
    assert "Någon annan har ändrat någon av raderna" in said
    assert stored_plan(plan) == before
    assert editor.post(address, sent(said)).status_code == 302, "once it has been seen, it can be saved"
    assert values(plan, "overarching_goals", "responsible")["omatbart"] == "strateg"


def test_indicators_become_followed_together(plan: Plan, editor: Client) -> None:
    address = f"{PLAN}/indicators/flera/"
    editor.post(address, sent(editor.get(f"{address}?alla=1").content.decode(), followed="nej"))
    assert set(values(plan, "indicators", "proposal").values()) == {True}
    editor.post(address, sent(editor.get(f"{address}?alla=1").content.decode(), followed="ja"))
    assert set(values(plan, "indicators", "proposal").values()) == {False}


def test_contributors_have_their_own_drafts_there_and_readers_nothing(plan: Plan, contributor: Client) -> None:
    form = sent(contributor.get(f"{PLAN}/goals/ny/").content.decode(), title="Vårt", responsible="strateg")
    assert contributor.post(f"{PLAN}/goals/ny/", form).status_code == 302
    before = stored_plan(plan)
    address = f"{PLAN}/goals/flera/"
    page = contributor.get(f"{address}?alla=1").content.decode()
    form = sent(page, responsible="ingen")
    assert form["rad"] == ["vart"]
    assert "decision" not in form
    assert (
        "Du får bara arbeta med det som din egen enhet ansvarar för."
        in contributor.post(address, form).content.decode()
    )
    others = contributor.post(address, form | {"rad": ["mal"], "responsible": ["strateg"]})
    assert others.status_code == 200
    assert stored_plan(plan) == before
    assert contributor.get(f"{PLAN}/indicators/flera/").status_code == 403
    reader = signed_in(member("läsare", plan, Level.READER))
    assert reader.get(address).status_code == 403
    assert "flera/" not in reader.get(f"{PLAN}/goals/").content.decode()
    assert reader.get(f"{PLAN}/units/flera/").status_code == 404
