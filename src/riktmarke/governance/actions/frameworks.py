"""The shared frameworks, kept as the catalogue's lists say."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from riktmarke.governance.actions.audit import Record
from riktmarke.governance.codes import Happening
from riktmarke.governance.framework_lists import FrameworkList, FrameworkLists
from riktmarke.governance.models import Framework, FrameworkItem

FRAMEWORK_FIELDS = (
    *("title", "title_en", "short_title", "short_title_en", "version", "source", "licence", "translation"),
    *("translation_en", "position"),
)
ITEM_FIELDS = ("title", "title_en", "position", "retired")
LINKED = Q(goals__isnull=False) | Q(indicators__isnull=False) | Q(documents__isnull=False)
LINKED |= Q(actions__isnull=False) | Q(not_our_task__isnull=False)


@dataclass(frozen=True, slots=True)
class Synced:
    """What was written, and which frameworks are gone from the catalogue but kept because a plan uses them."""

    written: int
    kept: tuple[str, ...]


def sync_frameworks(lists: FrameworkLists, *, by: str, at: datetime) -> Synced:
    """Make the shared frameworks what the lists say. An item that something links to is retired, never removed."""
    record = Record("", by, at)
    with transaction.atomic():
        held = {framework.key: framework for framework in Framework.objects.filter(plan=None)}
        for position, framework_list in enumerate(lists.values()):
            _sync(framework_list, held.get(framework_list.id), position, record)
        kept = [key for key, framework in held.items() if key not in lists and not _removed(framework, record)]
        return Synced(record.kept(), tuple(kept))


def _sync(wanted: FrameworkList, held: Framework | None, position: int, record: Record) -> None:
    values = {field: getattr(wanted, field) for field in FRAMEWORK_FIELDS if field != "position"}
    values["position"] = position
    framework = held or Framework(key=wanted.id)
    _write(framework, values, record, model="frameworks", key=wanted.id)
    items = {item.key: item for item in framework.items.select_related("parent")}
    there = set(items)
    for number, item in enumerate(wanted.items):
        row = items.get(item.id) or FrameworkItem(framework=framework, key=item.id)
        own = {"title": item.title, "title_en": item.title_en, "position": number, "retired": False}
        _write(row, own, record, model="framework_items", key=f"{wanted.id}/{item.id}")
        items[item.id] = row
    for item in wanted.items:  # a parent may stand after its parts in the file
        above = items[item.parent] if item.parent else None
        if items[item.id].parent != above:
            _hang(items[item.id], above, record, key=f"{wanted.id}/{item.id}", new=item.id not in there)
    _retire([row for key, row in items.items() if wanted.item(key) is None], record)


def _hang(row: FrameworkItem, above: FrameworkItem | None, record: Record, *, key: str, new: bool) -> None:
    """Make the item a part of another, or of none; of a new item the entry of its making is enough."""
    before, after = ({"parent": one.key if one else ""} for one in (row.parent, above))
    row.parent = above
    row.save()
    if not new:
        record.add(Happening.CHANGE, model="framework_items", key=key, before=before, after=after)


def _retire(gone: list[FrameworkItem], record: Record) -> None:
    linked = set(FrameworkItem.objects.filter(LINKED, pk__in=[row.pk for row in gone]).values_list("pk", flat=True))
    kept = {row.pk for row in gone if row.pk in linked}
    kept |= {row.parent_id for row in gone if row.pk in kept and row.parent_id}
    for row in gone:
        key = f"{row.framework.key}/{row.key}"
        if row.pk in kept:
            _write(row, {"retired": True}, record, model="framework_items", key=key)
        else:
            record.add(Happening.DELETE, model="framework_items", key=key, before=_values(row, ITEM_FIELDS))
    FrameworkItem.objects.filter(pk__in=[row.pk for row in gone if row.pk not in kept]).delete()


def _removed(framework: Framework, record: Record) -> bool:
    """Remove a framework that is no longer in the catalogue, unless somebody uses it."""
    used = framework.used_by.exists() or framework.documents.exists()
    if used or FrameworkItem.objects.filter(LINKED, framework=framework).exists():
        return False
    record.add(Happening.DELETE, model="frameworks", key=framework.key, before=_values(framework, FRAMEWORK_FIELDS))
    framework.delete()
    return True


def _write(row: Any, values: dict[str, Any], record: Record, *, model: str, key: str) -> None:
    """Save the row with these values if it is new or they differ."""
    before = None if row.pk is None else _values(row, tuple(values))
    if before == values:
        return
    for field, value in values.items():
        setattr(row, field, value)
    row.save()
    what = Happening.CREATE if before is None else Happening.CHANGE
    record.add(what, model=model, key=key, before=before, after=values)


def _values(row: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: getattr(row, field) for field in fields}
