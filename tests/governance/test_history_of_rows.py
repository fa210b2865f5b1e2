"""What was last written of each row: neither the catalogue nor a load of the whole plan writes a single row."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from riktmarke.governance.codes import Happening
from riktmarke.governance.history import LINKS_OF_CATALOGUE, last_written, last_written_in
from riktmarke.governance.models import AuditEntry, Plan

pytestmark = pytest.mark.django_db
PLAN = Plan(name="exempelby")
VALUES = {"title": "Ett mål"}


def entry(table: str, key: str, *, plan: str = "exempelby", **said: object) -> AuditEntry:
    """Write an entry; the values are of a change where nothing else is said."""
    values = {"what": Happening.CHANGE.value, "before": VALUES, "after": VALUES} | said
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return AuditEntry.objects.create(plan_name=plan, at=at, by="test", model=table, key=key, **values)


def test_the_latest_of_each_row_in_one_question_however_much_has_been_written() -> None:
    for _ in range(30):
        goal, other = entry("goals", "mal"), entry("goals", "delmal")
    action = entry("actions", "mal", before=None, what=Happening.CREATE.value)
    entry("roles", "strateg")
    entry("goals", "mal", plan="grannby")

    with CaptureQueriesContext(connection) as asked:
        found = last_written_in(PLAN, {"goals", "actions"})

    assert {row: one.pk for row, one in found.items()} == {
        ("goals", "mal"): goal.pk,
        ("goals", "delmal"): other.pk,
        ("actions", "mal"): action.pk,
    }
    assert len(asked) == 1
    assert "before" not in asked[0]["sql"].partition("FROM")[0]  # the values of a whole history are not read


@pytest.mark.parametrize(
    "not_of_the_row",
    [
        {"what": Happening.LOAD.value, "before": None},
        {"before": {LINKS_OF_CATALOGUE: []}, "after": {LINKS_OF_CATALOGUE: ["agenda-2030/3"]}},
    ],
)
def test_a_load_and_the_catalogue_are_passed_over(not_of_the_row: dict[str, object]) -> None:
    assert last_written(PLAN, "indicators", "N00001") is None
    entry("indicators", "N00001", **not_of_the_row)
    assert last_written(PLAN, "indicators", "N00001") is None
    assert last_written_in(PLAN, {"indicators"}) == {}

    removed = entry("indicators", "N00001", what=Happening.DELETE.value, after=None)
    entry("indicators", "N00001", **not_of_the_row)

    assert last_written(PLAN, "indicators", "N00001") == removed
    assert last_written_in(PLAN, {"indicators"}) == {("indicators", "N00001"): removed}
