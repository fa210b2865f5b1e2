"""What the rows of a plan have in common: a key within the plan, an order, a state, and rules in the database."""

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from riktmarke.governance.codes import State
from riktmarke.governance.years import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from riktmarke.governance.models.plans import Decision, Plan


def one_of(field: str, codes: type[StrEnum]) -> models.CheckConstraint:
    """Return the constraint that the field holds one of the codes."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [code.value for code in codes]}), name=f"%(app_label)s_%(class)s_{field}_known"
    )


def year(field: str) -> models.CheckConstraint:
    """Return the constraint that the field, where it is given, is a year and not some other number."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (FIRST_YEAR, LAST_YEAR)}),
        name=f"%(app_label)s_%(class)s_{field}_is_a_year",
    )


def in_order(first: str, last: str) -> models.CheckConstraint:
    """Return the constraint that the last, where both are given, is not before the first."""
    return models.CheckConstraint(
        condition=Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F(first)}),
        name=f"%(app_label)s_%(class)s_{first}_before_{last}",
    )


def not_itself(field: str) -> models.CheckConstraint:
    """Return the constraint that a row does not point at itself."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | ~Q(**{field: F("id")}),
        name=f"%(app_label)s_%(class)s_{field}_is_another",
    )


class PlanRow(models.Model):
    """A row of a plan. `key` names it in the plan file, `position` is its place there."""

    plan: "Plan" = models.ForeignKey("governance.Plan", on_delete=models.CASCADE, related_name="%(class)s_rows")
    key: str = models.SlugField("nyckel", max_length=100, db_index=False)
    position: int = models.PositiveIntegerField("plats", default=0)

    class Meta:
        """In the order of the plan; one row per key."""

        abstract = True
        ordering: ClassVar = ["position", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "key"], name="%(app_label)s_%(class)s_key_once_in_a_plan")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.key}"


class DecidedRow(PlanRow):
    """A row that somebody decides: a draft until then, shown to the public before that only as a proposal (förslag)."""

    state: str = models.CharField("läge", max_length=10, default=State.DRAFT.value)
    decision: "Decision | None" = models.ForeignKey(
        "governance.Decision", on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name="beslut"
    )
    proposal: bool = models.BooleanField("förslag", default=False)

    class Meta(PlanRow.Meta):
        """What is decided names its decision, and is no longer a proposal."""

        abstract = True
        constraints: ClassVar = [
            *PlanRow.Meta.constraints,
            one_of("state", State),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value) | Q(decision__isnull=False),
                name="%(app_label)s_%(class)s_decided_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value) | Q(proposal=False),
                name="%(app_label)s_%(class)s_decided_is_no_proposal",
            ),
        ]
