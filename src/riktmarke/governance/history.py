"""When a plan was last written to, by its audit entries."""

from datetime import datetime

from riktmarke.governance.models import AuditEntry, Plan


def last_change(plan: Plan) -> datetime | None:
    """Return the time of the latest write to the plan; None where none is recorded."""
    found: datetime | None = (
        AuditEntry.objects.filter(plan_name=plan.name).order_by("-id").values_list("at", flat=True).first()
    )
    return found
