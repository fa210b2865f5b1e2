"""The shared frameworks are what the catalogue's lists say; what something links to is never lost."""

from dataclasses import replace

import pytest

from riktmarke.governance.actions.frameworks import sync_frameworks
from riktmarke.governance.models import AuditEntry, Framework, FrameworkItem
from riktmarke.governance.queries import framework_items, goal
from tests.governance.planning import AT, framework_list, framework_lists, held

pytestmark = pytest.mark.django_db


def sync(*lists: tuple[str, ...]) -> int:
    wanted = {key: framework_list(key, *items) for key, *items in lists}
    return sync_frameworks(wanted, by="prov", at=AT).written


def items(framework: str) -> dict[str, str]:
    """Each item of a framework and the one above it."""
    rows = FrameworkItem.objects.filter(framework__key=framework, retired=False).select_related("parent")
    return {row.key: row.parent.key if row.parent else "" for row in rows}


def test_lists_become_frameworks_with_their_items_in_order() -> None:
    assert sync(("global", "1", "1.1", "2"), ("themes", "a")) == 6
    assert [framework.key for framework in Framework.objects.filter(plan=None)] == ["global", "themes"]
    assert items("global") == {"1": "", "1.1": "1", "2": ""}


def test_the_second_time_nothing_is_written() -> None:
    sync(("global", "1", "1.1"))
    entries = AuditEntry.objects.count()
    assert sync(("global", "1", "1.1")) == 0
    assert AuditEntry.objects.count() == entries


def test_an_item_that_nothing_links_to_is_removed() -> None:
    sync(("global", "1", "1.1", "2"))
    assert sync(("global", "1")) == 2
    assert FrameworkItem.objects.count() == 1


def test_an_item_that_something_links_to_is_retired_with_what_is_above_it() -> None:
    held()
    lists = framework_lists() | {"global": framework_list("global", "2", "10", "10.2")}
    sync_frameworks(lists, by="prov", at=AT)
    retired = FrameworkItem.objects.filter(framework__key="global", retired=True)
    assert {item.key for item in retired} == {"1", "1.1"}
    assert [item.key for item in framework_items(Framework.objects.get(key="global"))] == ["2", "10", "10.2"]


def test_a_retired_item_is_not_among_what_a_page_reads_of_a_row() -> None:
    plan = held()
    assert {item.framework.key for item in goal(plan, "mal").framework_items.all()} == {"eget", "global"}
    sync_frameworks(framework_lists() | {"global": framework_list("global", "2", "10", "10.2")}, by="prov", at=AT)
    assert {item.framework.key for item in goal(plan, "mal").framework_items.all()} == {"eget"}


def test_an_item_that_is_moved_below_another_is_in_the_log() -> None:
    sync(("global", "1", "2", "2.1"))
    wanted = framework_list("global", "1", "2", "2.1")
    moved = replace(wanted, items=(*wanted.items[:2], replace(wanted.items[2], parent="1")))
    assert sync_frameworks({"global": moved}, by="prov", at=AT).written == 1
    entry = AuditEntry.objects.latest("id")
    assert (entry.what, entry.key, entry.before, entry.after) == (
        "change",
        "global/2.1",
        {"parent": "2"},
        {"parent": "1"},
    )


def test_a_retired_item_that_comes_back_is_in_use_again() -> None:
    held()
    sync_frameworks(framework_lists() | {"global": framework_list("global", "2", "10", "10.2")}, by="prov", at=AT)
    sync_frameworks(framework_lists(), by="prov", at=AT)
    assert not FrameworkItem.objects.filter(retired=True).exists()


def test_a_framework_that_a_plan_uses_is_kept_and_told() -> None:
    held()
    synced = sync_frameworks({}, by="prov", at=AT)
    assert synced.kept == ("global",)
    assert not Framework.objects.filter(key="themes").exists()
