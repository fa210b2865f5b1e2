"""What a plan has linked to each item of a framework, or that the item is not its task."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Model, QuerySet

from riktmarke.governance.models import (
    Action,
    Document,
    Framework,
    FrameworkItem,
    Goal,
    Indicator,
    NotOurTask,
    Plan,
)
from riktmarke.governance.queries import SHOWN, indicator_rows

# What a page shows beside a row, fetched with it.
WITH = {Goal: ("responsible__unit",), Action: ("unit", "responsible__unit")}


@dataclass
class LinkedItem:
    """An item with everything the plan has linked to it, and with its parts."""

    item: FrameworkItem
    goals: list[Goal] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    not_our_task: NotOurTask | None = None
    parts: list["LinkedItem"] = field(default_factory=list)

    @property
    def all_indicators(self) -> list[Indicator]:
        """The indicators linked to the item or to a part of it, each once, in the order of the plan."""
        found = {i.pk: i for item in (self, *self.parts) for i in item.indicators}
        return sorted(found.values(), key=lambda indicator: (indicator.position, indicator.key))

    @property
    def all_goals(self) -> list[Goal]:
        """The goals linked to the item or to a part of it, each once, in the order of the plan."""
        found = {g.pk: g for item in (self, *self.parts) for g in item.goals}
        return sorted(found.values(), key=lambda goal: (goal.position, goal.key))


def linked_frameworks(
    plan: Plan, frameworks: Sequence[Framework], *, include_drafts: bool = False
) -> dict[int, list[LinkedItem]]:
    """Return each framework's items without a parent, their parts within them, by the framework's primary key.

    It asks the same number of queries however many the frameworks are.
    """
    wanted = [framework.pk for framework in frameworks]
    items = FrameworkItem.objects.filter(framework__in=wanted, retired=False)
    found = {item.pk: LinkedItem(item) for item in items.order_by("position")}
    for model, name in ((Goal, "goals"), (Document, "documents"), (Action, "actions")):
        rows = model.objects.filter(plan=plan).select_related(*WITH.get(model, ()))
        _put(found, rows if include_drafts else rows.filter(SHOWN), name)
    _put(found, indicator_rows(include_drafts=include_drafts).filter(plan=plan), "indicators")
    for refused in NotOurTask.objects.filter(plan=plan, item__framework__in=wanted).select_related("decision"):
        if refused.item_id in found:
            found[refused.item_id].not_our_task = refused
    tops: dict[int, list[LinkedItem]] = {pk: [] for pk in wanted}
    for linked in found.values():
        above = found.get(linked.item.parent_id)
        (above.parts if above else tops[linked.item.framework_id]).append(linked)
    return tops


def _put(found: dict[int, LinkedItem], rows: QuerySet, name: str) -> None:
    by_key: dict[int, Model] = {row.pk: row for row in rows}
    through = rows.model.framework_items.through
    owner = f"{rows.model._meta.model_name}_id"  # noqa: SLF001  # Django's own name for the link's column
    links: Iterable[tuple[int, int]] = through.objects.filter(**{f"{owner}__in": list(by_key)}).values_list(
        owner, "frameworkitem_id"
    )
    pairs = [(by_key[row], item) for row, item in links if item in found]
    for row, item in sorted(pairs, key=lambda pair: (pair[0].position, pair[0].key)):
        getattr(found[item], name).append(row)
