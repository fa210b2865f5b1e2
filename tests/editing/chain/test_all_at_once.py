"""Whoever corrects a form is told everything in the first round: of its fields, of the row, and of other rows."""

from dataclasses import dataclass, replace

import pytest
from django.test import Client

from riktmarke.editing.access.rights import Level
from riktmarke.editing.chain import knowledge as chain_knowledge
from riktmarke.editing.chain.knowledge import Knowledge
from riktmarke.governance.models import AuditEntry, Plan
from riktmarke.governance.plan_rows import stored_plan
from tests.editing.access.people import member, signed_in
from tests.editing.chain.form_reading import sent

PLAN = "/admin/riktmarke/plan/9101"
TITLE = "Titel saknas. Fyll i fältet."


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A form with several errors. `at`: what is said at a field; `above`: what is said of the row or of another."""

    address: str
    given: dict[str, object]
    at: dict[str, str]
    above: tuple[str, ...] = ()


BOTH = (
    Posted(
        address="decisions/ny/",
        given={"title": "", "body": "Nämnden", "source": "kommunen.example"},
        at={"title": TITLE, "source": "ska börja med https://"},
    ),
    Posted(
        address="decisions/rad/beslut/",
        given={"title": "", "decided_on": "2030-01-01"},
        at={"title": TITLE},
        above=("Påhittat mål: Till år är före dagen för beslutet, 2030-01-01.",),
    ),
    Posted(
        address="units/rad/namnd/",
        given={"name": "", "parent": "enhet"},
        at={"name": "saknas. Fyll i fältet.", "parent": "raden skulle bli en del av sig själv"},
        above=("Påhittade enheten: ",),
    ),
    Posted(
        address="roles/ny/",
        given={"title": "", "email": "kommunen.example"},
        at={"title": "saknas. Fyll i fältet.", "email": "ska vara en adress som namn@example.org."},
    ),
    Posted(
        address="visions/ny/",
        given={"title": "", "valid_from": "2030", "valid_to": "2027"},
        at={"title": TITLE, "valid_to": "är före början. Rätta ett av dem."},
    ),
    Posted(
        address="overarching_goals/rad/overgripande/",
        given={"title": "", "year": "2020"},
        at={"title": TITLE, "year": "är före dagen för beslutet, 2023-11-21."},
        above=("Kryssa i att du ändrar något som är beslutat",),
    ),
    Posted(
        address="frameworks/ny/",
        given={"title": "Global", "version": "x" * 101},
        at={"version": "högst 100 tecken får plats"},
        above=("Det finns redan en sådan rad.",),
    ),
    Posted(
        address="framework_items/ny/",
        given={"framework": "eget", "item": "2/1", "parent": "3", "title": ""},
        at={
            "item": "Numret får bara ha bokstäver",
            "parent": "”3” finns inte i planen",
            "title": TITLE,
        },
    ),
    Posted(
        address="framework_items/ny/",
        given={"framework": "eget", "item": "1", "title": ""},
        at={"title": TITLE},
        above=("Det finns redan en sådan rad.",),
    ),
    Posted(
        address="goals/ny/",
        given={"title": "", "from_year": "2030", "to_year": "2027"},
        at={"title": TITLE, "to_year": "är före början. Rätta ett av dem."},
    ),
    Posted(
        address="goals/rad/mal/",
        given={"from_year": "0000", "parent": "delmal", "confirm_decided": "on"},
        at={"from_year": "året ska vara från 1900 till 2200", "parent": "raden skulle bli en del av sig själv"},
    ),
    Posted(
        address="documents/ny/",
        given={"title": "", "valid_from": "2030", "valid_to": "2027-06-30", "url": "kommunen.example"},
        at={"title": TITLE, "valid_to": "är före början.", "url": "ska börja med https://"},
    ),
    Posted(
        address="indicators/ny/?definition=N00001",
        given={"note": "x" * 50_001},
        at={"note": "högst 50000 tecken får plats"},
        above=("Det finns redan en sådan rad.",),
    ),
    Posted(
        address="targets/ny/?indicator=N00002",
        given={"year": "2030", "kind": "direction", "value": "tio", "base_year": "2031"},
        at={"value": "Skriv ett tal", "base_year": "Året att räkna från måste vara före"},
    ),
    Posted(
        address="targets/ny/?indicator=N00001",
        given={"year": "i år", "kind": "as_good_as", "value": "120", "comparator": ""},
        at={"year": "Skriv ett år med fyra siffror", "value": "Värdet kan aldrig bli så", "comparator": "saknas"},
    ),
    Posted(
        address="challenge_rules/ny/",
        given={"parameter": "trend_years", "indicator": "N00001", "value": "tio"},
        at={"value": "Skriv ett tal", "indicator": "Den regeln gäller alla indikatorer"},
    ),
    Posted(
        address="actions/ny/",
        given={"title": "", "starts": "2027", "ends": "2026-05-01"},
        at={"title": TITLE, "ends": "är före början."},
    ),
    Posted(
        address="not_our_task/ny/",
        given={"item": "global/10", "reason": ""},
        at={"reason": "saknas. Fyll i fältet."},
        above=("Det finns redan en sådan rad.",),
    ),
    Posted(
        address="om/",
        given={"title": "", "frameworks": None},
        at={"title": "saknas. Fyll i fältet."},
        above=("planen använder inte ramverket till ”global/1.1”",),
    ),
    Posted(
        address="indicators/rad/N00001/malvarden/",
        given={"year": "i år", "value_0": "tio", "value_1": "120", "for_2": "on"},
        at={"year": "Skriv ett år", "value_0": "Skriv ett tal", "value_1": "aldrig bli så", "value_2": "saknas"},
    ),
    Posted(
        address="indicators/rad/N00001/malvarden/?ar=2027",
        given={"year": "2027", "value_0": "12", "value_1": "tio"},
        at={"value_0": "målvärdet är beslutat", "value_1": "Skriv ett tal"},
    ),
    Posted(  # the decided target of the first group stays as it is
        address="indicators/rad/N00001/malvarden/?ar=2027",
        given={"decision": "beslut", "value_1": "120", "for_2": "on"},
        at={"value_1": "aldrig bli så", "value_2": "saknas"},
    ),
    Posted(
        address="indicators/rad/N00001/malvarden/",
        given={
            "year": "2029",
            "value_1": "10",
            "decision": "nytt",
            "body": "Nämnden",
            "decided_on": "2030-01-01",
            "source": "kommunen.example",
        },
        at={"title": TITLE, "year": "är före dagen för beslutet, 2030-01-01.", "source": "ska börja med https://"},
    ),
    Posted(
        address="overarching_goals/rad/overgripande/besluta/",
        given={"decision": "nytt", "body": "Nämnden", "decided_on": "2040-01-01", "source": "kommunen.example"},
        at={"title": TITLE, "source": "ska börja med https://"},
        above=("Påhittat övergripande mål: Ska nås år är före dagen för beslutet, 2040-01-01.",),
    ),
    Posted(
        address="goals/flera/",
        given={"rad": ["mal", "delmal"], "decision": "nytt", "body": "Nämnden", "decided_on": "2030-01-01"},
        at={"title": TITLE, "confirm_decided": "Något av det du har kryssat i är beslutat."},
        above=("Påhittat mål: Till år är före dagen för beslutet, 2030-01-01.",),
    ),
)


@pytest.fixture
def scaled(known: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented catalogue, whose share cannot be over a hundred."""
    share = replace(known.known.indicators["N00001"], lowest=0, highest=100)
    indicators = {**known.known.indicators, "N00001": share}
    scaled = replace(known, known=replace(known.known, indicators=indicators))
    monkeypatch.setattr(chain_knowledge, "_knowledge", lambda *_: scaled)


@pytest.mark.usefixtures("scaled")
@pytest.mark.parametrize("posted", BOTH, ids=[posted.address for posted in BOTH])
def test_every_error_of_a_form_is_told_in_the_first_round(plan: Plan, editor: Client, posted: Posted) -> None:
    before, entries = stored_plan(plan), AuditEntry.objects.count()
    address = f"{PLAN}/{posted.address}"
    form = sent(editor.get(address).content.decode(), **posted.given)
    page = editor.post(address, form).content.decode()
    missed = [said for said in (*posted.at.values(), *posted.above) if said not in summary(page)]
    assert not missed, summary(page)
    unsaid = {name: at_field(page, name) for name, said in posted.at.items() if said not in at_field(page, name)}
    assert not unsaid
    again = sent(page)
    kept = {name: again.get(name) for name in posted.given if name not in {"confirm_decided", "rad"}}
    assert kept == {name: form.get(name) for name in kept}
    assert stored_plan(plan) == before
    assert AuditEntry.objects.count() == entries


def test_nothing_is_said_of_what_rests_on_a_field_that_cannot_be_read(plan: Plan, editor: Client) -> None:
    for address, given, silent in (
        ("goals/ny/", {"from_year": "i fjol", "to_year": "2027"}, "är före början"),
        ("decisions/rad/beslut/", {"decided_on": "i fjol"}, "före dagen för beslutet"),
        ("targets/ny/?indicator=N00002", {"year": "i år", "kind": "direction", "base_year": "2031"}, "räkna från"),
        ("framework_items/ny/", {"framework": "eget", "item": "", "parent": "1"}, "del av sig själv"),
        ("challenge_rules/ny/", {"parameter": "", "indicator": "N00001", "value": "7"}, "regeln gäller alla"),
        ("om/", {"title": "", "frameworks": ["finns-inte"]}, "använder inte ramverket"),
    ):
        page = editor.get(f"{PLAN}/{address}").content.decode()
        told = summary(editor.post(f"{PLAN}/{address}", sent(page, **given)).content.decode())
        assert "<li>" in told
        assert silent not in told


def test_whose_the_row_is_is_told_with_what_else_is_wrong(plan: Plan) -> None:
    contributor = signed_in(member("medarbetare", plan, Level.CONTRIBUTOR, units=("enhet",)))
    before = stored_plan(plan)
    page = contributor.get(f"{PLAN}/goals/ny/").content.decode()
    given = sent(page, title="", responsible="", from_year="2030", to_year="2027")
    answer = contributor.post(f"{PLAN}/goals/ny/", given)
    told = summary(answer.content.decode())
    for said in (TITLE, "är före början", "Du får bara arbeta med det som din egen enhet ansvarar för."):
        assert said in told
    page = contributor.get(f"{PLAN}/focus_areas/ny/").content.decode()
    told = summary(contributor.post(f"{PLAN}/focus_areas/ny/", sent(page, title="", proposal="on")).content.decode())
    assert TITLE in told
    assert "Bara en redaktör kan visa något som förslag" in told
    assert stored_plan(plan) == before


def test_what_somebody_else_has_saved_is_shown_with_what_is_wrong(plan: Plan, editor: Client) -> None:
    address = f"{PLAN}/goals/rad/delmal/"
    opened = editor.get(address).content.decode()
    assert editor.post(address, sent(opened, text="Den andras")).status_code == 302
    answer = editor.post(address, sent(opened, title="", text="Min", from_year="2030", to_year="2027"))
    page = answer.content.decode()
    assert answer.status_code == 409
    for said in ("Någon annan har sparat raden medan du skrev", TITLE, "är före början. Rätta ett av dem."):
        assert said in summary(page)
    table = page[page.index("Sparat nu") :].partition("</table>")[0]
    assert "<td>Den andras</td><td>Min</td>" in table
    assert "Påhittat delmål" not in table  # what cannot be read is not set beside anything
    assert editor.post(address, sent(page, title="Vårt", to_year="2031")).status_code == 302
    saved = stored_plan(plan).row("goals", "delmal")
    assert saved is not None
    assert (saved.values["title"], saved.values["text"]) == ("Vårt", "Min")


def summary(page: str) -> str:
    """What the page says above the form is wrong."""
    return page.partition('id="fel"')[2].partition("</div>")[0]


def at_field(page: str, name: str) -> str:
    """What the page says at a field is wrong."""
    return page.partition(f'id="id_{name}_error"')[2].partition("</p>")[0]
