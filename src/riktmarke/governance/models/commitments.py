"""What the municipality has committed itself to: governing documents, and actions."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from riktmarke.governance.codes import ActionStatus, DocumentKind
from riktmarke.governance.models.chain import Goal, responsible
from riktmarke.governance.models.frameworks import Framework, FrameworkItem
from riktmarke.governance.models.measures import Indicator
from riktmarke.governance.models.plans import Unit
from riktmarke.governance.models.rows import DecidedRow, in_order, not_itself, one_of

if TYPE_CHECKING:
    from riktmarke.governance.models.plans import Role


class Document(DecidedRow):
    """A strategy, policy, plan or agreement, and how long it is valid.

    `framework` is the framework that the document itself sets, `framework_items` what it binds the municipality to.
    """

    title: str = models.CharField("titel", max_length=300)
    kind: str = models.CharField("slag", max_length=20)
    valid_from: date | None = models.DateField("gäller från", null=True, blank=True)
    valid_to: date | None = models.DateField("gäller till", null=True, blank=True)
    responsible: "Role | None" = responsible()
    url: str = models.URLField("adress", max_length=500, blank=True)
    text: str = models.TextField("text", blank=True)
    framework: Framework | None = models.ForeignKey(
        Framework, on_delete=models.RESTRICT, null=True, blank=True, related_name="documents", verbose_name="ramverk"
    )
    framework_items = models.ManyToManyField(FrameworkItem, related_name="documents", blank=True)
    replaces: "Document | None" = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="replaced_by", verbose_name="ersätter"
    )

    class Meta(DecidedRow.Meta):
        """A known kind, validity in order, not replacing itself."""

        verbose_name = "styrdokument"
        verbose_name_plural = "styrdokument"
        constraints: ClassVar = [
            *DecidedRow.Meta.constraints,
            one_of("kind", DocumentKind),
            in_order("valid_from", "valid_to"),
            not_itself("replaces"),
        ]

    def __str__(self) -> str:
        return self.title

    def has_run_out(self, *, on: date) -> bool:
        """Return whether the last day of validity was before the day `on`. Without a last day: never."""
        return self.valid_to is not None and self.valid_to < on

    def runs_out(self, *, on: date, within_days: int) -> bool:
        """Return whether the document is still valid on the day `on` and runs out within that many days."""
        return self.valid_to is not None and 0 <= (self.valid_to - on).days <= within_days


class Action(DecidedRow):
    """Something that is done towards goals, by whom, when, and what followed."""

    title: str = models.CharField("titel", max_length=300)
    text: str = models.TextField("text", blank=True)
    goals = models.ManyToManyField(Goal, related_name="actions", blank=True)
    indicators = models.ManyToManyField(Indicator, related_name="actions", blank=True)
    documents = models.ManyToManyField(Document, related_name="actions", blank=True)
    focus_areas = models.ManyToManyField("governance.FocusArea", related_name="actions", blank=True)
    framework_items = models.ManyToManyField(FrameworkItem, related_name="actions", blank=True)
    unit: Unit | None = models.ForeignKey(
        Unit, on_delete=models.RESTRICT, null=True, blank=True, related_name="actions", verbose_name="enhet"
    )
    responsible: "Role | None" = responsible()
    starts: date | None = models.DateField("börjar", null=True, blank=True)
    ends: date | None = models.DateField("slutar", null=True, blank=True)
    status: str = models.CharField("status", max_length=10, default=ActionStatus.PLANNED.value)
    follow_up: str = models.TextField("uppföljning", blank=True)

    class Meta(DecidedRow.Meta):
        """A known status, dates in order."""

        verbose_name = "åtgärd"
        verbose_name_plural = "åtgärder"
        constraints: ClassVar = [
            *DecidedRow.Meta.constraints,
            one_of("status", ActionStatus),
            in_order("starts", "ends"),
        ]

    def __str__(self) -> str:
        return self.title
