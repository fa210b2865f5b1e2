"""Every kind of row has a form that gives back what it was given, and says what is wrong where it is wrong."""

from django.test import Client

from riktmarke.governance.models import AuditEntry, Plan
from riktmarke.governance.plan_rows import stored_plan
from riktmarke.governance.plan_schema import TABLES
from tests.editing.chain.form_reading import sent

PLAN = "/admin/riktmarke/plan/9101"


def test_every_row_saved_as_it_stands_is_as_it_was(plan: Plan, editor: Client) -> None:
    before, entries = stored_plan(plan), AuditEntry.objects.count()
    for table in TABLES:
        for row in before.tables[table]:
            address = f"{PLAN}/{table}/rad/{row.key}/"
            page = editor.get(address).content.decode()
            answer = editor.post(address, sent(page))
            assert answer.status_code == 302, (address, answer.content.decode())
    answer = editor.post(f"{PLAN}/om/", sent(editor.get(f"{PLAN}/om/").content.decode()))
    assert answer.status_code == 302
    assert stored_plan(plan) == before
    assert AuditEntry.objects.count() == entries


def test_every_page_of_every_table_opens(plan: Plan, editor: Client) -> None:
    stored = stored_plan(plan)
    assert editor.get(f"{PLAN}/").status_code == 200
    for table in TABLES:
        pages = [f"{PLAN}/{table}/", f"{PLAN}/{table}/ny/", *(f"{PLAN}/{table}/?q=p%C3%A5hittad&lage=Utkast",)]
        row = stored.tables[table][0]
        pages += [f"{PLAN}/{table}/rad/{row.key}/{more}" for more in ("", "historik/", "ta-bort/")]
        pages += [f"{PLAN}/{table}/rad/{row.key}/besluta/"] if "state" in row.values else []
        for page in pages:
            assert editor.get(page).status_code == 200, page
    for page in ("om/", "historik/", "historik/?visa=borttaget", "indicators/rad/N00001/malvarden/"):
        assert editor.get(f"{PLAN}/{page}").status_code == 200, page
