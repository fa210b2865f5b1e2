"""A plan, the decisions behind it, and the organisation that answers for it."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from riktmarke.governance.codes import UnitKind
from riktmarke.governance.models.rows import PlanRow, not_itself, one_of


class Plan(models.Model):
    """A municipality's whole chain. One installation can carry several, each for an area of its own.

    `template_of` is the plan file that it was made from when that was a template; `contact` is the key of the role
    that answers for the plan as a whole.
    """

    name: str = models.SlugField("namn", max_length=100, unique=True)
    title: str = models.CharField("titel", max_length=200)
    area: str = models.CharField("kommunkod", max_length=4)
    template_of: str = models.CharField("gjord från mallen", max_length=100, blank=True)
    introduction: str = models.TextField("inledning", blank=True)
    contact: str = models.SlugField("kontakt", max_length=100, blank=True, db_index=False)
    frameworks = models.ManyToManyField(
        "governance.Framework", related_name="used_by", blank=True, verbose_name="ramverk"
    )

    class Meta:
        """One plan per area."""

        verbose_name = "plan"
        verbose_name_plural = "planer"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area"], name="governance_plan_one_per_area"),
            models.CheckConstraint(condition=Exact(Length("area"), 4), name="governance_plan_area_has_four_digits"),
        ]

    def __str__(self) -> str:
        return self.title


class Decision(PlanRow):
    """Who decided, when and where it can be read. Without a date where none is published: `note` says so."""

    title: str = models.CharField("titel", max_length=300)
    body: str = models.CharField("beslutat av", max_length=200)
    decided_on: date | None = models.DateField("beslutsdatum", null=True, blank=True)
    reference: str = models.CharField("diarienummer eller paragraf", max_length=200, blank=True)
    source: str = models.URLField("källa", max_length=500, blank=True)
    note: str = models.TextField("anmärkning", blank=True)

    class Meta(PlanRow.Meta):
        """Words for staff."""

        verbose_name = "beslut"
        verbose_name_plural = "beslut"

    def __str__(self) -> str:
        return self.title


class Unit(PlanRow):
    """A part of the organisation: board (nämnd), administration (förvaltning), company (bolag), unit."""

    name: str = models.CharField("namn", max_length=200)
    kind: str = models.CharField("slag", max_length=20)
    parent: "Unit | None" = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="parts", verbose_name="del av"
    )

    class Meta(PlanRow.Meta):
        """A known kind, not part of itself."""

        verbose_name = "enhet"
        verbose_name_plural = "enheter"
        constraints: ClassVar = [*PlanRow.Meta.constraints, one_of("kind", UnitKind), not_itself("parent")]

    def __str__(self) -> str:
        return self.name


class Role(PlanRow):
    """A role that answers for something, with an address of the role, never of a person."""

    title: str = models.CharField("roll", max_length=200)
    unit: "Unit | None" = models.ForeignKey(
        Unit, on_delete=models.RESTRICT, null=True, blank=True, related_name="roles", verbose_name="enhet"
    )
    email: str = models.EmailField("e-post", blank=True)
    phone: str = models.CharField("telefon", max_length=50, blank=True)

    class Meta(PlanRow.Meta):
        """Words for staff."""

        verbose_name = "roll"
        verbose_name_plural = "roller"

    def __str__(self) -> str:
        return self.title
