"""When plans were last written to, and what has been written in them, by their audit entries."""

from datetime import datetime

from django.db.models import Max

from riktmarke.governance.codes import Happening
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


def last_written(plan: Plan, table: str, key: str) -> AuditEntry | None:
    """Return the latest entry of a row, or of the plan's own words (table `plan`); None where none is recorded.

    Links that followed the catalogue are the catalogue's doing, and a load is of the plan as a whole: neither counts.
    """
    written = AuditEntry.objects.filter(plan_name=plan.name, model=table, key=key).exclude(what=Happening.LOAD.value)
    return next((entry for entry in written.order_by("-id") if not of_catalogue(entry)), None)


def last_written_in(plan: Plan, table: str) -> dict[str, AuditEntry]:
    """Return the latest entry of each row that a table has or has had, by key."""
    written = AuditEntry.objects.filter(plan_name=plan.name, model=table).exclude(what=Happening.LOAD.value)
    return {entry.key: entry for entry in written.order_by("id") if not of_catalogue(entry)}


def entries_of(plan: Plan, *, table: str = "", key: str = "") -> list[AuditEntry]:
    """Return what has been written in the plan, in a table or of a row of it, the latest first."""
    asked = {"model": table, "key": key}
    written = AuditEntry.objects.filter(plan_name=plan.name, **{name: said for name, said in asked.items() if said})
    return list(written.order_by("-id"))


def of_catalogue(entry: AuditEntry) -> bool:
    """Return whether the entry is of links that followed the catalogue."""
    return "links_of_catalogue" in (entry.before or {})


def last_changes(plan: Plan) -> dict[tuple[str, str], datetime]:
    """Return the time of the latest write to each of the plan's rows, by the table's name and the row's key."""
    rows = AuditEntry.objects.filter(plan_name=plan.name).order_by().values_list("model", "key")
    return {(table, key): at for table, key, at in rows.annotate(latest=Max("at"))}
