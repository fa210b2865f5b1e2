"""What would be wrong is told of what can be read, whatever the rest turns out to say; and nothing is written."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from riktmarke.governance.actions.changing import Writing, wrong_if
from riktmarke.governance.actions.rows import add_row, change_plan, change_row, change_rows, decide, set_targets
from riktmarke.governance.models import AuditEntry, Plan
from riktmarke.governance.plan_errors import PlanError, Wrong
from riktmarke.governance.plan_file import Unread
from riktmarke.governance.plan_rows import stored_plan
from riktmarke.governance.plan_schema import TABLES, Column
from tests.governance.planning import WRITING, held, whole
from tests.governance.test_plan_property import values_of

NO_PLAN = Plan(name="pahitt", area="9101", title="Påhittad plan")  # never stored: to ask needs no database
STORED = whole()
OFTEN = {  # so that rules meet: keys that there are, years close to each other
    "year": st.integers(2022, 2032),
    "from_year": st.integers(2022, 2032),
    "to_year": st.integers(2022, 2032),
    "base_year": st.integers(2022, 2032),
    "indicator": st.sampled_from(STORED.keys("indicators")),
    "framework": st.just("eget"),
    "item": st.sampled_from(["1", "1.1", "2", "2/1", "global/10", "eget/1"]),
    "value": st.sampled_from([-5, 0, 5, 50]),
}


def told(found: tuple[Wrong, ...]) -> set[tuple[str, str]]:
    return {(one.place, one.code) for one in found}


def often(column: Column) -> st.SearchStrategy[Any]:
    there = st.sampled_from(STORED.keys(column.to)) if column.to and STORED.keys(column.to) else None
    close = OFTEN.get(column.name, there if column.kind.name == "ROW" else None)
    return values_of(column) if close is None else close | st.just(column.nothing)


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_told_holds_whatever_the_column_that_cannot_be_read_says(table: str, data: st.DataObject) -> None:
    schema = TABLES[table]
    drawn = {column.name: data.draw(often(column)) for column in schema.columns}
    values = {name: value for name, value in drawn.items() if value != schema.column(name).nothing}
    column = data.draw(st.sampled_from(schema.columns))
    other = data.draw(often(column).filter(lambda value: value != column.nothing))
    row = data.draw(st.sampled_from([None, *STORED.tables[table]]))
    more = {"key": "prov"} if schema.key_given else {}

    def wrong_with(value: object) -> tuple[Wrong, ...]:
        def act(writing: Writing) -> None:
            given = values | {column.name: value}
            if row is None:
                add_row(plan=NO_PLAN, table=table, values=given | more, writing=writing)
            else:
                change_row(plan=NO_PLAN, table=table, key=row.key, values=given, writing=writing)

        return wrong_if(act, WRITING, plan=STORED)

    whole_row = told(wrong_with(other))
    assume(not {code for _, code in whole_row} & {"exists", "key_cannot_change"})  # which stop the rest
    unread = told(wrong_with(Unread.UNREAD))
    own = {one for one in unread if one[0].endswith(f".{column.name}") and one[1] == "not_of_kind"}
    assert own
    assert unread - own <= whole_row


def test_the_rules_of_the_row_are_told_with_what_cannot_be_read() -> None:
    values = {"key": "ny", "title": Unread.UNREAD, "from_year": 2030, "to_year": 2027, "parent": "finns-inte"}
    found = wrong_if(
        lambda writing: add_row(plan=NO_PLAN, table="goals", values=values, writing=writing), WRITING, plan=STORED
    )
    assert told(found) == {
        ("goals[3].title", "not_of_kind"),
        ("goals[3].to_year", "not_in_order"),
        ("goals[3].parent", "not_there"),
    }


def test_an_act_is_tried_on_what_the_one_before_it_made() -> None:
    late = {
        "key": "sent",
        "title": Unread.UNREAD,
        "body": "Nämnden",
        "decided_on": date(2040, 1, 1),
    }

    def act(writing: Writing) -> None:
        decision = add_row(plan=NO_PLAN, table="decisions", values=late, writing=writing)
        decide(plan=NO_PLAN, table="goals", key="mal", decision=decision, writing=writing)
        change_rows(plan=NO_PLAN, table="visions", keys=["ny"], values={}, decision=decision, writing=writing, since=1)

    assert told(wrong_if(act, WRITING, plan=STORED)) == {
        ("decisions[3].title", "not_of_kind"),
        ("goals[1].to_year", "before_decision"),
        ("visions[1].year", "before_decision"),
    }


def test_each_of_several_targets_is_named_by_its_own_place() -> None:
    same = {"indicator": "N00001", "year": Unread.UNREAD, "kind": "level", "origin": "decided"}
    targets = [same | {"value": 5}, same | {"group": "F", "value": Unread.UNREAD}, same | {"group": "M"}]
    found = wrong_if(lambda writing: set_targets(plan=NO_PLAN, targets=targets, writing=writing), WRITING, plan=STORED)
    years = {(f"targets[{number}].year", "not_of_kind") for number in (6, 7, 8)}
    assert told(found) == years | {("targets[7].value", "not_of_kind"), ("targets[8].value", "missing")}


def test_a_header_keeps_what_it_said_where_it_cannot_be_read() -> None:
    values = {"title": Unread.UNREAD, "frameworks": Unread.UNREAD, "contact": "finns-inte"}
    found = wrong_if(lambda writing: change_plan(plan=NO_PLAN, values=values, writing=writing), WRITING, plan=STORED)
    assert told(found) == {
        ("plan.title", "not_of_kind"),
        ("plan.frameworks", "not_of_kind"),
        ("plan.contact", "not_there"),
    }


@pytest.mark.django_db
def test_to_ask_writes_nothing_and_what_cannot_be_read_is_never_written() -> None:
    plan = held()
    before, entries = stored_plan(plan), AuditEntry.objects.count()
    good = {"key": "ny", "title": "Nytt mål"}
    assert not wrong_if(
        lambda writing: add_row(plan=plan, table="goals", values=good, writing=writing), WRITING, plan=before
    )
    for table, key, column in (("goals", "mal", "title"), ("goals", "mal", "from_year"), ("units", "enhet", "kind")):
        with pytest.raises(PlanError):
            change_row(plan=plan, table=table, key=key, values={column: Unread.UNREAD}, writing=WRITING)
    with pytest.raises(PlanError) as caught:
        add_row(plan=plan, table="goals", values={**good, "from_year": 3, "parent": "finns-inte"}, writing=WRITING)
    assert told(caught.value.wrong) == {("goals[3].from_year", "not_of_kind"), ("goals[3].parent", "not_there")}
    assert (stored_plan(plan), AuditEntry.objects.count()) == (before, entries)
