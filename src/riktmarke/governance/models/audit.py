"""What happened to a plan: who wrote what, when, and how the row was before and after."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from riktmarke.governance.codes import Happening
from riktmarke.governance.models.rows import one_of


class AuditEntry(models.Model):
    """One write. It outlives the plan, so it names it instead of pointing at it.

    `by` is a user name or the command; `before` and `after` are the row as the plan file has it.
    """

    plan_name: str = models.CharField("plan", max_length=100, blank=True, db_index=True)
    at: datetime = models.DateTimeField("tid")
    by: str = models.CharField("av", max_length=150)
    what: str = models.CharField("händelse", max_length=10)
    model: str = models.CharField("slag", max_length=50)
    key: str = models.CharField("nyckel", max_length=200)
    before: dict[str, Any] | None = models.JSONField("före", null=True)
    after: dict[str, Any] | None = models.JSONField("efter", null=True)

    class Meta:
        """In the order they were written."""

        verbose_name = "logg"
        verbose_name_plural = "logg"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [one_of("what", Happening)]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}: {self.what} {self.plan_name}/{self.model}/{self.key}"
