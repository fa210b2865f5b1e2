"""When plans were last written to, by their audit entries."""

from datetime import datetime

from riktmarke.governance.models import AuditEntry, Plan

# The latest entry's number and time, of all plans together; none before the first write.
Stamp = tuple[int, datetime] | None


def latest_write() -> Stamp:
    """Return what tells one state of all plans and frameworks from the next: it changes with every write."""
    found: Stamp = AuditEntry.objects.order_by("-id").values_list("id", "at").first()
    return found


def last_change(plan: Plan) -> datetime | None:
    """Return the time of the latest write to the plan; None where none is recorded."""
    found: datetime | None = (
        AuditEntry.objects.filter(plan_name=plan.name).order_by("-id").values_list("at", flat=True).first()
    )
    return found
