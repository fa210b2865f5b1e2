"""Who keeps a plan, and what happened to that. Written by `access.memberships` alone."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from riktmarke.editing.access.rights import Level

LEVEL_NAMES = {
    Level.ADMINISTRATOR: "Administratör",
    Level.EDITOR: "Redaktör",
    Level.CONTRIBUTOR: "Medarbetare",
    Level.READER: "Läsare",
}


class Membership(models.Model):
    """One user's place in one plan.

    `units`: keys of the own units, `roles`: keys of the roles that the user holds. Keys and not rows, because a plan
    that is loaded anew keeps its keys; one that no longer exists gives nothing.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", verbose_name="användare"
    )
    plan = models.ForeignKey(
        "governance.Plan", on_delete=models.CASCADE, related_name="memberships", verbose_name="plan"
    )
    level: str = models.CharField(
        "behörighet", max_length=20, choices=[(level.value, name) for level, name in LEVEL_NAMES.items()]
    )
    units: list[str] = models.JSONField("egna enheter", default=list, blank=True)
    roles: list[str] = models.JSONField("egna roller", default=list, blank=True)

    class Meta:
        """Once per plan, at a known level."""

        verbose_name = "behörighet"
        verbose_name_plural = "behörigheter"
        ordering: ClassVar = ["plan", "user"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "plan"], name="editing_membership_once_in_a_plan"),
            models.CheckConstraint(
                condition=models.Q(level__in=[level.value for level in Level]), name="editing_membership_level_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} i {self.plan}"

    @property
    def level_name(self) -> str:
        """The level in words."""
        return LEVEL_NAMES[Level(self.level)]


class AccessEntry(models.Model):
    """One change of who may do what. It outlives plan and user, so it names them instead of pointing at them."""

    plan_name: str = models.CharField("plan", max_length=100, db_index=True)
    at: datetime = models.DateTimeField("tid")
    by: str = models.CharField("av", max_length=150)
    what: str = models.CharField("händelse", max_length=10)
    user_name: str = models.CharField("användare", max_length=150)
    before: dict[str, Any] | None = models.JSONField("före", null=True)
    after: dict[str, Any] | None = models.JSONField("efter", null=True)

    class Meta:
        """In the order they were written."""

        verbose_name = "ändrad behörighet"
        verbose_name_plural = "ändrade behörigheter"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}: {self.what} {self.user_name} i {self.plan_name}"
