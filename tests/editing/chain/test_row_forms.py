"""Every kind of row has a form that gives back what it was given, and says what is wrong where it is wrong."""

import pytest
from django.db import OperationalError
from django.test import Client

from riktmarke.governance.actions.writing import Writer
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


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(plan: Plan, editor: Client) -> None:
    entries = AuditEntry.objects.count()
    address = f"{PLAN}/goals/ny/"
    form = sent(
        editor.get(address).content.decode(), title="Nytt mål", from_year="2030", to_year="2027", text="Lång text"
    )
    page = editor.post(address, form).content.decode()
    assert "<title>Fel: " in " ".join(page.split()).replace("<title> ", "<title>")
    assert 'role="alert"' in page
    assert '<a href="#id_to_year">Till år är före början. Rätta ett av dem.</a>' in page
    field = page[page.index('name="to_year"') - 20 :].partition(">")[0]
    assert 'aria-invalid="true"' in field
    assert "id_to_year_error" in field.partition('aria-describedby="')[2].partition('"')[0].split()
    assert 'id="id_to_year_error"' in page
    again = sent(page)
    assert (again["title"], again["text"], again["to_year"]) == (["Nytt mål"], ["Lång text"], ["2027"])
    for wrong, said in (
        ({"title": ""}, "Titel saknas."),
        ({"from_year": "i fjol"}, "Skriv ett år med fyra siffror"),
        ({"title": "x" * 301}, "Texten är för lång: högst 300 tecken får plats, och den har 301."),
        ({"text": "x" * 50_001}, "Texten är för lång: högst 50000 tecken får plats, och den har 50001."),
    ):
        page = editor.post(
            address, sent(page) | {"to_year": [""]} | {k: [v] for k, v in wrong.items()}
        ).content.decode()
        assert said in page
    assert AuditEntry.objects.count() == entries


def test_a_new_row_has_a_key_of_its_own_made_of_its_title(plan: Plan, editor: Client) -> None:
    address = f"{PLAN}/goals/ny/?focus_areas=halsa"
    for _ in range(2):
        answer = editor.post(address, sent(editor.get(address).content.decode(), title="Är åtta små ÖAR"))
        assert answer.status_code == 302
    rows = stored_plan(plan).tables["goals"][-2:]
    assert [row.key for row in rows] == ["ar-atta-sma-oar", "ar-atta-sma-oar-2"]
    assert {row.values["focus_areas"] for row in rows} == {("halsa",)}
    assert {row.values["state"] for row in rows} == {"draft"}


def test_an_indicator_is_found_by_everyday_words_and_follows_the_catalogue(plan: Plan, editor: Client) -> None:
    found = editor.get(f"{PLAN}/indicators/ny/?q=rosta&goals=mal").content.decode()
    assert "Påhittat valdeltagande" in found
    nothing = editor.get(f"{PLAN}/indicators/ny/?q=finns-inte&goals=mal").content.decode()
    assert '<a href="?goals=mal&amp;alla=1">Visa alla 4 i katalogen</a>' in nothing
    every = editor.get(f"{PLAN}/indicators/ny/?goals=mal&alla=1").content.decode()
    assert every.count("<li><a href=") - nothing.count("<li><a href=") == 4
    address = f"{PLAN}/indicators/ny/?definition=N00002&goals=mal"
    answer = editor.post(address, sent(editor.get(address).content.decode()))
    assert answer.status_code == 302
    row = stored_plan(plan).row("indicators", "N00002")
    assert row is not None
    assert (row.values["definition"], row.values["goals"], row.values["links"]) == ("N00002", ("mal",), None)
    assert row.values["proposal"], "the public sees an indicator at once: a new one is a proposal"
    address = f"{PLAN}/indicators/rad/N00002/"
    form = sent(editor.get(address).content.decode(), links_follow=None, links=["global/2", "eget/1"])
    assert editor.post(address, form).status_code == 302
    row = stored_plan(plan).row("indicators", "N00002")
    assert row is not None
    assert row.values["links"] == ("eget/1", "global/2")


def test_an_indicator_is_a_proposal_or_followed_and_never_said_to_be_unseen(plan: Plan, editor: Client) -> None:
    address = f"{PLAN}/indicators/rad/N00001/"
    page = editor.get(address).content.decode()
    said = editor.post(address, sent(page, proposal=None), follow=True).content.decode()
    assert "Det syns på webbplatsen som en indikator som kommunen har beslutat att följa." in said
    assert "syns inte på webbplatsen" not in said
    listed = editor.get(f"{PLAN}/indicators/?lage=Följs").content.decode()
    assert address in listed
    assert "Utkast" not in listed
    said = editor.post(address, sent(said, proposal="on"), follow=True).content.decode()
    assert "Det syns på webbplatsen som förslag." in said


def test_a_search_among_links_saves_nothing_and_keeps_what_was_written(plan: Plan, editor: Client) -> None:
    before = stored_plan(plan)
    address = f"{PLAN}/goals/rad/delmal/"
    form = sent(editor.get(address).content.decode(), title="Ändrad titel", links=["global/1"])
    page = editor.post(address, form | {"_sok": ["links"], "links_sok": ["10.2"]}).content.decode()
    again = sent(page)
    assert (again["title"], again["links"]) == (["Ändrad titel"], ["global/1"])
    assert "Fel: " not in page
    by_enter = editor.post(address, form | {"links_sok": ["10.2"]})  # words that nobody has searched for yet
    assert by_enter.status_code == 200
    assert stored_plan(plan) == before


def test_what_is_decided_is_changed_only_by_who_says_so(plan: Plan, editor: Client) -> None:
    address = f"{PLAN}/goals/rad/mal/"
    form = sent(editor.get(address).content.decode(), title="Annat")
    page = editor.post(address, form).content.decode()
    assert "Kryssa i att du ändrar något som är beslutat" in page
    assert stored_plan(plan).row("goals", "mal").values["title"] == "Påhittat mål"
    answer = editor.post(address, sent(page) | {"confirm_decided": ["on"]})
    assert answer.status_code == 302
    assert stored_plan(plan).row("goals", "mal").values["title"] == "Annat"


def test_the_second_of_two_at_once_is_told_and_sees_both(plan: Plan, editor: Client) -> None:
    address = f"{PLAN}/goals/rad/delmal/"
    both = editor.get(address).content.decode()
    assert editor.post(address, sent(both, title="Den första")).status_code == 302
    answer = editor.post(address, sent(both, title="Den andra", text="Mer text"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Någon annan har sparat raden medan du skrev" in page
    table = page[page.index("Sparat nu") :]
    assert table.index("Den första") < table.index("Den andra")
    assert stored_plan(plan).row("goals", "delmal").values["title"] == "Den första"
    assert editor.post(address, sent(page)).status_code == 302
    row = stored_plan(plan).row("goals", "delmal")
    assert (row.values["title"], row.values["text"]) == ("Den andra", "Mer text")


def test_a_row_that_somebody_removed_meanwhile_can_be_saved_anew(plan: Plan, editor: Client) -> None:
    address = f"{PLAN}/actions/rad/atgard/"
    form = sent(editor.get(address).content.decode(), title="Min ändring", confirm_decided="on")
    remove = editor.get(f"{address}ta-bort/").content.decode()
    assert editor.post(f"{address}ta-bort/", sent(remove)).status_code == 302
    answer = editor.post(address, form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Någon annan har tagit bort raden medan du skrev." in page
    assert f'action="{PLAN}/actions/ny/"' in page
    assert editor.post(f"{PLAN}/actions/ny/", sent(page)).status_code == 302
    assert [row.values["title"] for row in stored_plan(plan).tables["actions"]] == ["Min ändring"]


def test_while_something_else_holds_the_database_the_text_stays_on_the_page(
    plan: Plan, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{PLAN}/goals/rad/delmal/"
    form = sent(editor.get(address).content.decode(), title="Väntar")

    def held(*_: object) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as busy:
        busy.setattr(Writer, "write", held)
        answer = editor.post(address, form)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "Något annat håller databasen just nu" in page
    assert editor.post(address, sent(page)).status_code == 302
    assert stored_plan(plan).row("goals", "delmal").values["title"] == "Väntar"


def test_what_cannot_be_an_address_or_a_year_is_told_what_one_looks_like(plan: Plan, editor: Client) -> None:
    for table, column, given, said in (
        ("roles", "email", "kommunen.example", "E-post ska vara en adress som namn@example.org."),
        ("documents", "url", "kommunen.example", "Adress till dokumentet ska börja med https://"),
        ("goals", "from_year", "0000", "Från år: året ska vara från 1900 till 2200."),
    ):
        address = f"{PLAN}/{table}/ny/"
        form = sent(editor.get(address).content.decode(), title="Påhittad", **{column: given})
        assert said in editor.post(address, form).content.decode()


def test_an_indicator_of_the_plan_is_opened_with_the_goal_ticked_and_nothing_saved(plan: Plan, editor: Client) -> None:
    before = stored_plan(plan)
    held = next(row for row in before.tables["indicators"] if "delmal" not in row.values["goals"])
    choosing = editor.get(f"{PLAN}/indicators/ny/?goals=delmal&alla=1").content.decode()
    address = f"{PLAN}/indicators/rad/{held.key}/?goals=delmal"
    assert f'href="{address}"' in choosing
    assert "öppna den och spara, så hör de ihop" in choosing
    page = editor.get(f"{address}&goals=finns-inte").content.decode()
    assert "Ikryssat åt dig, men inte sparat än: <strong>" in page
    assert stored_plan(plan) == before
    assert editor.post(address, sent(page)).status_code == 302
    row = stored_plan(plan).row("indicators", held.key)
    assert row is not None
    assert set(row.values["goals"]) == {*held.values["goals"], "delmal"}
    assert {**row.values, "goals": ()} == {**held.values, "goals": ()}


def test_a_form_that_is_larger_than_is_read_is_answered_in_words(plan: Plan, editor: Client) -> None:
    answer = editor.post(
        f"{PLAN}/goals/ny/", f"text={'x' * 3_000_000}", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 413
    assert "Det du skrev är kvar i formuläret" in answer.content.decode()
