"""A plan is taken in whole or not at all; what is exported and loaded again is the same plan."""

import tomllib
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.apps import apps

from riktmarke.governance.actions.plans import ChangedSinceLoaded, changed_since_loaded, load_plan
from riktmarke.governance.actions.rows import change_row
from riktmarke.governance.codes import Happening
from riktmarke.governance.known import Known
from riktmarke.governance.models import AuditEntry, Indicator, Plan, Target
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_file import parse_plan
from riktmarke.governance.plan_rows import stored_plan
from riktmarke.governance.plan_schema import PlanFile
from riktmarke.governance.plan_text import plan_text
from riktmarke.vocabulary.errors import RiktmarkeError
from tests.governance.planning import AT, KNOWN, WHOLE, WRITING, Raw, another, held, load, raw_whole, whole

pytestmark = pytest.mark.django_db


def reread(plan: PlanFile) -> PlanFile:
    """The plan as it comes back from its text."""
    return parse_plan(tomllib.loads(plan_text(plan), parse_float=Decimal), source="exported")


def everything() -> dict[str, list[object]]:
    """Every row of every table of the chain, links and audit included."""
    models = apps.get_app_config("governance").get_models(include_auto_created=True)
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in models}


def audited(what: Happening) -> list[str]:
    entries = AuditEntry.objects.filter(plan_name="pahitt", what=what.value)
    return sorted(f"{entry.model}.{entry.key}" for entry in entries)


def test_what_is_loaded_is_what_the_file_says() -> None:
    assert stored_plan(held()) == whole()


def test_load_export_load_gives_the_same_plan_and_the_same_text() -> None:
    exported = stored_plan(held())
    again = load(reread(exported))
    assert again.written == 0
    assert reread(exported) == whole()
    assert plan_text(stored_plan(again.plan)) == plan_text(exported) == plan_text(reread(exported))


def test_an_export_reads_like_what_was_written() -> None:
    # line by line what was written by hand, but for what is said in another way: lists are put in order, what holds
    # anyway is left out, and a text is written between quotation marks of one kind
    written = {line for line in WHOLE.splitlines() if line.strip()}
    exported = set(plan_text(whole()).splitlines())
    assert written - exported == {
        'links = ["global/10.2", "global/2"]',
        'state = "draft"',
        "text = '''",
        "Andra stycket med \"citat\" och \\ streck.'''",
    }


def test_loading_the_same_plan_again_writes_nothing() -> None:
    held()
    before = everything()
    assert load(whole()).written == 0
    assert everything() == before


def test_every_new_row_has_an_entry_with_what_it_became() -> None:
    held()
    assert "goals.mal" in audited(Happening.CREATE)
    entry = AuditEntry.objects.get(plan_name="pahitt", model="goals", key="delmal")
    assert (entry.by, entry.at, entry.before) == ("prov", AT, None)
    assert entry.after == {"title": "Påhittat delmål", "parent": "mal", "proposal": True}
    rows = sum(len(rows) for rows in whole().tables.values())
    assert len(audited(Happening.CREATE)) == rows + 1  # and the plan itself
    assert audited(Happening.LOAD) == ["plan.pahitt"]


def test_loading_over_an_earlier_plan_adds_changes_and_removes_by_key() -> None:
    held()
    AuditEntry.objects.all().delete()

    def change(raw: Raw) -> None:
        raw["goals"][1]["title"] = "Nytt namn"
        raw["goals"].insert(0, {"key": "nytt-mal", "title": "Nytt mål"})
        raw["indicators"].pop(2)
        raw["targets"].pop(4)
        raw["units"].pop(1)
        raw["roles"][0]["unit"] = "namnd"
        raw["actions"][0].pop("unit")

    changed = whole(change)
    plan = load_plan(changed, known=KNOWN, source="plan.toml", by="strateg", at=AT, replace_changes=True).plan

    assert stored_plan(plan) == changed
    assert audited(Happening.CREATE) == ["goals.nytt-mal"]
    assert audited(Happening.CHANGE) == ["actions.atgard", "goals.delmal", "roles.strateg"]
    assert audited(Happening.DELETE) == ["indicators.valdeltagande", "targets.valdeltagande-origin-2030", "units.enhet"]
    entry = AuditEntry.objects.get(plan_name="pahitt", model="goals", key="delmal")
    assert (entry.before["title"], entry.after["title"]) == ("Påhittat delmål", "Nytt namn")


def test_another_order_is_one_entry_not_one_for_each_row() -> None:
    held()
    AuditEntry.objects.all().delete()
    turned = whole(lambda raw: raw["decisions"].reverse())
    plan = load(turned, replace_changes=True).plan
    assert stored_plan(plan) == turned
    assert audited(Happening.CHANGE) == ["decisions.(order)"]


def test_targets_may_change_places_in_one_load() -> None:
    # the two women's and men's targets swap years: at no moment may there be two for the same group and year
    def pair(first: int, second: int) -> Callable[[Raw], None]:
        def change(raw: Raw) -> None:
            target = {"indicator": "N00001", "group": "M", "kind": "level", "value": 1, "origin": "reference"}
            raw["targets"] += [{**target, "key": "a", "year": first}, {**target, "key": "b", "year": second}]

        return change

    load(whole(pair(2030, 2031)))
    plan = load(whole(pair(2031, 2030))).plan
    assert stored_plan(plan) == whole(pair(2031, 2030))
    assert Target.objects.filter(plan=plan, superseded=True).count() == 1


def test_a_parent_and_its_part_can_be_removed_together() -> None:
    held()

    def bare(raw: Raw) -> None:
        for table in ("units", "goals", "visions", "documents", "frameworks", "framework_items"):
            raw[table] = []
        raw["roles"][0].pop("unit")
        raw["overarching_goals"][0].pop("vision")
        raw["indicators"][0].pop("goals")
        raw["actions"] = []

    plan = load(whole(bare)).plan
    assert stored_plan(plan) == whole(bare)


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw["indicators"][0].update(definition="N99999"),
        lambda raw: raw["units"][0].update(parent="enhet"),
        lambda raw: raw["targets"][0].pop("superseded_by"),
        lambda raw: raw["targets"][2].update(year=2020),
        lambda raw: raw["goals"][0].update(links=["global/99"]),
    ],
    ids=["unknown indicator", "circular", "two targets", "before its decision", "unknown item"],
)
@pytest.mark.parametrize("there_before", [True, False])
def test_nothing_of_a_wrong_plan_is_taken_in(change: Callable[[Raw], object], there_before: bool) -> None:
    load(another())  # the frameworks, and another plan
    if there_before:
        held()
    before = everything()

    def also_something_right(raw: Raw) -> None:
        raw["plan"]["title"] = "Ny titel"
        change(raw)

    with pytest.raises(PlanError):
        load(whole(also_something_right))
    assert everything() == before


def test_a_fault_in_the_middle_leaves_nothing_half_written(monkeypatch: pytest.MonkeyPatch) -> None:
    held()
    before = everything()

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr("riktmarke.governance.actions.writing.Writer._settle_targets", fail)
    with pytest.raises(RuntimeError):
        load(whole(lambda raw: raw["goals"].append({"key": "nytt", "title": "Nytt"})))
    assert everything() == before


def test_a_plan_with_the_name_of_another_is_refused() -> None:
    held()
    with pytest.raises(PlanError, match=r"plan\.name = 'pahitt', which is the plan of 9101, not of 9102"):
        load(another(name="pahitt"))


def test_a_second_plan_for_an_area_is_refused() -> None:
    held()
    with pytest.raises(PlanError, match=r"plan\.area = '9101', which has the plan 'pahitt' already"):
        load(another(area="9101"))


def test_a_plan_before_its_frameworks_is_refused() -> None:
    with pytest.raises(RiktmarkeError, match="The frameworks global are not in the database"):
        load_plan(whole(), known=KNOWN, source="plan.toml", by="prov", at=AT)
    assert not Plan.objects.exists()


def test_what_staff_have_changed_is_not_written_over_unless_asked_for() -> None:
    plan = held()
    change_row(plan=plan, table="goals", key="mal", values={"title": "Ändrat"}, writing=WRITING)
    assert changed_since_loaded(plan)
    with pytest.raises(ChangedSinceLoaded, match="plan export pahitt"):
        load(whole())
    assert stored_plan(plan).row("goals", "mal").values["title"] == "Ändrat"
    assert load(whole(), replace_changes=True).written == 1
    assert not changed_since_loaded(plan)


def test_links_follow_the_catalogue_within_the_frameworks_that_the_plan_uses() -> None:
    plan = held()
    linked = Indicator.objects.get(plan=plan, key="N00001").framework_items
    # the catalogue links it to themes/a too, a framework that this plan does not use
    assert [item.key for item in linked.all()] == ["1.1"]
    # own links, and none at all
    assert Indicator.objects.get(plan=plan, key="N00003").framework_items.count() == 2
    assert Indicator.objects.get(plan=plan, key="valdeltagande").framework_items.count() == 0


def test_when_the_catalogue_s_links_change_so_do_those_that_follow_it() -> None:
    plan = held()
    relinked = KNOWN.indicators["N00001"].__class__("Påhittad andel", True, ("_T", "F", "M"), ("sex",), ("global/2",))
    known = Known({**KNOWN.indicators, "N00001": relinked}, KNOWN.frameworks, KNOWN.composites)
    assert load_plan(whole(), known=known, source="plan.toml", by="prov", at=AT).written == 1
    assert [item.key for item in Indicator.objects.get(plan=plan, key="N00001").framework_items.all()] == ["2"]
    assert load_plan(whole(), known=known, source="plan.toml", by="prov", at=AT).written == 0


def test_two_plans_in_one_installation_have_their_own_rows() -> None:
    first, second = held(), load(another()).plan
    change_row(plan=second, table="goals", key="mal", values={"title": "Den andras"}, writing=WRITING)
    assert stored_plan(first) == whole()
    assert stored_plan(second).row("goals", "mal").values["title"] == "Den andras"


def test_the_plan_of_the_tests_has_a_row_of_every_kind() -> None:
    assert {table for table, rows in whole().tables.items() if not rows} == set()
    assert raw_whole()["plan"]["name"] == "pahitt"
