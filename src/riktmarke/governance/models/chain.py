"""The chain from the top: vision, overarching goals, focus areas, goals."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from riktmarke.governance.models.rows import DecidedRow, in_order, not_itself, year

if TYPE_CHECKING:
    from riktmarke.governance.models.plans import Role


def responsible() -> models.ForeignKey:
    """Return the field that names the role responsible for a row."""
    return models.ForeignKey(
        "governance.Role", on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name="ansvarig"
    )


class Vision(DecidedRow):
    """What the municipality wants to be, by a year. One that another replaces is history."""

    title: str = models.CharField("titel", max_length=300)
    text: str = models.TextField("text", blank=True)
    year: int | None = models.PositiveIntegerField("år", null=True, blank=True)
    valid_from: date | None = models.DateField("gäller från", null=True, blank=True)
    valid_to: date | None = models.DateField("gäller till", null=True, blank=True)
    replaces: "Vision | None" = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="replaced_by", verbose_name="ersätter"
    )

    class Meta(DecidedRow.Meta):
        """A year that is one, validity in order, not replacing itself."""

        verbose_name = "vision"
        verbose_name_plural = "visioner"
        constraints: ClassVar = [
            *DecidedRow.Meta.constraints,
            year("year"),
            in_order("valid_from", "valid_to"),
            not_itself("replaces"),
        ]

    def __str__(self) -> str:
        return self.title


class OverarchingGoal(DecidedRow):
    """A goal of the vision. `not_measurable` says why, where no figure can tell how it goes.

    `composite`: the id of the composite in the catalogue that Riktmärke proposes to follow it by; empty for none.
    """

    title: str = models.CharField("titel", max_length=300)
    text: str = models.TextField("text", blank=True)
    year: int | None = models.PositiveIntegerField("år", null=True, blank=True)
    vision: "Vision | None" = models.ForeignKey(
        Vision, on_delete=models.RESTRICT, null=True, blank=True, related_name="overarching_goals"
    )
    responsible: "Role | None" = responsible()
    not_measurable: str = models.TextField("varför det inte kan mätas", blank=True)
    composite: str = models.CharField("sammanvägning", max_length=100, blank=True)

    class Meta(DecidedRow.Meta):
        """A year that is one."""

        verbose_name = "övergripande mål"
        verbose_name_plural = "övergripande mål"
        constraints: ClassVar = [*DecidedRow.Meta.constraints, year("year")]

    def __str__(self) -> str:
        return self.title


class FocusArea(DecidedRow):
    """An area that runs through all operations and crosses the goals."""

    title: str = models.CharField("titel", max_length=200)
    text: str = models.TextField("text", blank=True)
    responsible: "Role | None" = responsible()

    class Meta(DecidedRow.Meta):
        """Words for staff."""

        verbose_name = "fokusområde"
        verbose_name_plural = "fokusområden"

    def __str__(self) -> str:
        return self.title


class Goal(DecidedRow):
    """A goal in Mål och budget, below the overarching ones."""

    title: str = models.CharField("titel", max_length=300)
    text: str = models.TextField("text", blank=True)
    overarching_goals = models.ManyToManyField(OverarchingGoal, related_name="goals", blank=True)
    focus_areas = models.ManyToManyField(FocusArea, related_name="goals", blank=True)
    parent: "Goal | None" = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="parts", verbose_name="del av"
    )
    from_year: int | None = models.PositiveIntegerField("från år", null=True, blank=True)
    to_year: int | None = models.PositiveIntegerField("till år", null=True, blank=True)
    responsible: "Role | None" = responsible()
    framework_items = models.ManyToManyField("governance.FrameworkItem", related_name="goals", blank=True)

    class Meta(DecidedRow.Meta):
        """Years that are years and in order, not part of itself."""

        verbose_name = "mål"
        verbose_name_plural = "mål"
        constraints: ClassVar = [
            *DecidedRow.Meta.constraints,
            year("from_year"),
            year("to_year"),
            in_order("from_year", "to_year"),
            not_itself("parent"),
        ]

    def __str__(self) -> str:
        return self.title
