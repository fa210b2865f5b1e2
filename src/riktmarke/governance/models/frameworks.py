"""Frameworks that goals, indicators, documents and actions link to, such as the global goals."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from riktmarke.governance.models.plans import Plan
from riktmarke.governance.models.rows import PlanRow, not_itself

if TYPE_CHECKING:
    from riktmarke.governance.models.plans import Decision


class Framework(models.Model):
    """A list with a version and a source. Without a plan it is shared by all plans; with one it is that plan's own."""

    plan: Plan | None = models.ForeignKey(
        Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="own_frameworks"
    )
    key: str = models.SlugField("nyckel", max_length=100, db_index=False)
    position: int = models.PositiveIntegerField("plats", default=0)
    title: str = models.CharField("titel", max_length=300)
    title_en: str = models.CharField("titel på engelska", max_length=300, blank=True)
    short_title: str = models.CharField("kort titel", max_length=100, blank=True)
    short_title_en: str = models.CharField("kort titel på engelska", max_length=100, blank=True)
    version: str = models.CharField("version", max_length=100, blank=True)
    source: str = models.CharField("källa", max_length=500, blank=True)
    licence: str = models.CharField("villkor", max_length=300, blank=True)
    translation: str = models.CharField("översättning", max_length=300, blank=True)
    translation_en: str = models.CharField("engelsk översättning", max_length=300, blank=True)

    class Meta:
        """A key once among the shared, and once in a plan."""

        verbose_name = "ramverk"
        verbose_name_plural = "ramverk"
        ordering: ClassVar = ["position", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(plan__isnull=True), name="governance_framework_key_once_among_shared"
            ),
            models.UniqueConstraint(fields=["plan", "key"], name="governance_framework_key_once_in_a_plan"),
        ]

    def __str__(self) -> str:
        return self.title


class FrameworkItem(models.Model):
    """One goal, target, article or theme of a framework. Retired: gone from the list, kept because something links."""

    framework: Framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="items")
    key: str = models.CharField("nyckel", max_length=50)
    parent: "FrameworkItem | None" = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="parts"
    )
    title: str = models.TextField("titel")
    title_en: str = models.TextField("titel på engelska", blank=True)
    position: int = models.PositiveIntegerField("plats", default=0)
    retired: bool = models.BooleanField("utgången", default=False)

    class Meta:
        """A key once in a framework, not part of itself."""

        verbose_name = "punkt i ramverk"
        verbose_name_plural = "punkter i ramverk"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["framework", "key"], name="governance_frameworkitem_key_once"),
            not_itself("parent"),
        ]

    def __str__(self) -> str:
        return self.key


class NotOurTask(PlanRow):
    """An item that the municipality does not steer on, because it is not its task, with the reason."""

    item: FrameworkItem = models.ForeignKey(FrameworkItem, on_delete=models.RESTRICT, related_name="not_our_task")
    reason: str = models.TextField("skäl")
    decision: "Decision | None" = models.ForeignKey(
        "governance.Decision", on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name="beslut"
    )

    class Meta(PlanRow.Meta):
        """An item once in a plan, never without a reason."""

        verbose_name = "inte vår uppgift"
        verbose_name_plural = "inte vår uppgift"
        constraints: ClassVar = [
            *PlanRow.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "item"], name="governance_notourtask_item_once_in_a_plan"),
            models.CheckConstraint(condition=~Q(reason=""), name="governance_notourtask_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.key
