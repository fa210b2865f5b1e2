"""The one way in which rows of a plan are written: the difference between what is stored and what is wanted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from riktmarke.governance.actions.audit import Record
from riktmarke.governance.codes import Happening
from riktmarke.governance.history import LINKS_OF_CATALOGUE, ORDER
from riktmarke.governance.known import Known
from riktmarke.governance.models import Framework, FrameworkItem, Indicator, Plan, Target
from riktmarke.governance.plan_file import natural
from riktmarke.governance.plan_rows import MODELS, item_name, stored_header, stored_key, stored_plan, stored_rows
from riktmarke.governance.plan_schema import HEADER, TABLES, Column, Kind, PlanFile, Row, Table
from riktmarke.governance.plan_text import plain_values


@dataclass(slots=True)
class Difference:
    """What has to be written in one table."""

    table: Table
    changed: dict[str, tuple[Row | None, Row]] = field(default_factory=dict)
    removed: dict[str, Row] = field(default_factory=dict)
    moved: tuple[list[str], list[str]] | None = None


def differences(stored: PlanFile, wanted: PlanFile) -> list[Difference]:
    """Return for each table what is new or changed (before, after), what is gone, and whether the order is another."""
    return [_difference(table, stored, wanted) for table in TABLES.values()]


def _difference(table: Table, stored: PlanFile, wanted: PlanFile) -> Difference:
    before = {row.key: row for row in stored.tables[table.name]}
    after = {row.key: row for row in wanted.tables[table.name]}
    changed = {key: (before.get(key), row) for key, row in after.items() if before.get(key) != row}
    removed = {key: row for key, row in before.items() if key not in after}
    kept = [key for key in before if key in after]
    moved = kept != [key for key in after if key in before]
    return Difference(table, changed, removed, (list(before), list(after)) if moved else None)


class Writer:
    """Writes a plan's rows. Whoever uses it has opened the transaction and has checked the plan."""

    def __init__(self, plan: Plan, known: Known, record: Record, *, happening: Happening | None = None) -> None:
        self.plan = plan
        self.happening = happening
        self.known = known
        self.record = record
        self.stored: dict[str, dict[str, Any]] = {}
        self.items: dict[str, FrameworkItem] = {}
        self.frameworks: dict[str, Framework] = {}

    def write(self, wanted: PlanFile) -> None:
        """Make the database hold the plan: header, rows, links, order; a record of each."""
        self._header(wanted)
        found = differences(stored_plan(self.plan), wanted)
        for difference in found:
            self._rows(difference, wanted)
        for difference in found:
            self._links_between_rows(difference)
        for difference in reversed(found):
            self._remove(difference)
        self._settle_targets()
        self.follow_catalogue(new={key for d in found if d.table.name == "indicators" for key in _new(d)})

    def _what(self, written: Happening) -> Happening:
        """Return how the record names it: what was done as a whole, where that is more than the single write."""
        return self.happening or written

    # the plan itself

    def _header(self, wanted: PlanFile) -> None:
        before = None if self.plan.pk is None else plain_values(HEADER, stored_header(self.plan))
        after = plain_values(HEADER, wanted.header)
        if before != after:
            for column in HEADER.columns:
                if column.kind is not Kind.FRAMEWORKS:
                    setattr(self.plan, column.name, wanted.header[column.name])
            self.plan.save()
            self.plan.frameworks.set(Framework.objects.filter(plan=None, key__in=wanted.header["frameworks"]))
            what = self._what(Happening.CHANGE if before else Happening.CREATE)
            self.record.add(what, model="plan", key=self.plan.name, before=before, after=after)
        self._take_in_items()

    def _take_in_items(self) -> None:
        used = Framework.objects.filter(models.Q(used_by=self.plan) | models.Q(plan=self.plan)).distinct()
        self.frameworks = {framework.key: framework for framework in used}
        items = FrameworkItem.objects.filter(framework__in=used).select_related("framework")
        self.items = {item_name(item): item for item in items}

    # rows

    def _rows(self, difference: Difference, wanted: PlanFile) -> None:
        table = difference.table
        held = self.stored[table.name] = {
            stored_key(table, instance): instance for instance in stored_rows(self.plan, table.name)
        }
        position = {key: number for number, key in enumerate(wanted.keys(table.name))}
        for key, (before, after) in difference.changed.items():
            held[key] = self._row(table, held.get(key), after, position[key])
            what = self._what(Happening.CREATE if before is None else Happening.CHANGE)
            self.record.add(
                what,
                model=table.name,
                key=key,
                before=None if before is None else plain_values(table, before.values),
                after=plain_values(table, after.values),
            )
        self._order(difference, held, position)
        if table.name == "framework_items":
            self._take_in_items()

    def _row(self, table: Table, instance: Any, row: Row, position: int) -> Any:
        if table.name == "framework_items":
            return self._own_item(instance, row, position)
        if instance is None:
            instance = MODELS[table.name](plan=self.plan, key=row.key)
        for column in table.columns:
            if column.to == table.name or column.kind in {Kind.ROWS, Kind.ITEMS}:
                continue  # written when every row is there
            setattr(instance, column.stored_in, self._stored_value(column, row.values[column.name]))
        if isinstance(instance, Indicator):
            instance.links_follow_catalogue = row.values["links"] is None
        if isinstance(instance, Target):
            instance.superseded = True  # settled when the targets that others take the place of are written too
        instance.position = position
        instance.save()
        if table.name == "frameworks":
            self.frameworks[row.key] = instance
        return instance

    def _own_item(self, instance: Any, row: Row, position: int) -> Any:
        if instance is None:
            instance = FrameworkItem(framework=self.frameworks[row.values["framework"]], key=row.values["item"])
        instance.title, instance.title_en = row.values["title"], row.values["title_en"]
        instance.position = position
        instance.save()
        return instance

    def _stored_value(self, column: Column, value: Any) -> Any:
        if column.kind is Kind.ROW:
            return self.stored[column.to][value] if value else None
        if column.kind is Kind.FRAMEWORK:
            return self.frameworks[value] if value else None
        return self.items[value] if column.kind is Kind.ITEM else value

    def _order(self, difference: Difference, held: Mapping[str, Any], position: Mapping[str, int]) -> None:
        astray = [held[key] for key in position if held[key].position != position[key]]
        for instance in astray:
            instance.position = position[stored_key(difference.table, instance)]
        MODELS[difference.table.name].objects.bulk_update(astray, ["position"])
        if difference.moved is not None:
            before, after = difference.moved
            self.record.add(
                Happening.CHANGE,
                model=difference.table.name,
                key=ORDER,
                before={"keys": before},
                after={"keys": after},
            )

    # what rows say of each other

    def _links_between_rows(self, difference: Difference) -> None:
        table = difference.table
        for key, (_, after) in difference.changed.items():
            instance = self.stored[table.name][key]
            self._within_table(table, instance, after)
            for column in table.columns:
                if column.kind is Kind.ROWS:
                    rows = [self.stored[column.to][one] for one in after.values[column.name]]
                    getattr(instance, column.stored_in).set(rows)
                elif column.kind is Kind.ITEMS and after.values[column.name] is not None:
                    getattr(instance, column.stored_in).set([self.items[one] for one in after.values[column.name]])

    def _within_table(self, table: Table, instance: Any, row: Row) -> None:
        """Write what points at another row of the same table, now that all of them are there."""
        columns = [column for column in table.columns if column.to == table.name and column.kind is Kind.ROW]
        for column in columns:
            setattr(instance, column.stored_in, self._stored_value(column, row.values[column.name]))
        if table.name == "framework_items":
            above = f"{row.values['framework']}/{row.values['parent']}"
            instance.parent = self.items[above] if row.values["parent"] else None
        if columns or table.name == "framework_items":
            instance.save()

    def _remove(self, difference: Difference) -> None:
        held = self.stored[difference.table.name]
        gone = [held[key].pk for key in difference.removed]
        if gone:
            MODELS[difference.table.name].objects.filter(pk__in=gone).delete()
        for key, row in difference.removed.items():
            self.record.add(
                self._what(Happening.DELETE),
                model=difference.table.name,
                key=key,
                before=plain_values(difference.table, row.values),
            )

    def _settle_targets(self) -> None:
        Target.objects.filter(plan=self.plan, superseded=True, superseded_by=None).update(superseded=False)

    # links that are the catalogue's

    def follow_catalogue(self, *, new: Collection[str] = ()) -> None:
        """Give the indicators that follow the catalogue its links; those just made need no entry of their own."""
        if not self.items:
            self._take_in_items()
        following = Indicator.objects.filter(plan=self.plan, links_follow_catalogue=True)
        for indicator in following.prefetch_related("framework_items__framework"):
            before = sorted(map(item_name, indicator.framework_items.all()), key=natural)
            known = self.known.indicators.get(indicator.definition)
            if known is None:
                continue  # gone from the catalogue: its last links stay until somebody decides
            after = sorted((link for link in known.links if link in self.items), key=natural)
            if before != after:
                indicator.framework_items.set([self.items[link] for link in after])
                if indicator.key not in new:
                    self.record.add(
                        Happening.CHANGE,
                        model="indicators",
                        key=indicator.key,
                        before={LINKS_OF_CATALOGUE: before},
                        after={LINKS_OF_CATALOGUE: after},
                    )


def _new(difference: Difference) -> set[str]:
    return {key for key, (before, _) in difference.changed.items() if before is None}
