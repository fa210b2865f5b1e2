"""When plans were last written to, and what has been written in them, by their audit entries."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.db.models import Max, Model, QuerySet

from riktmarke.governance.codes import Happening
from riktmarke.governance.models import AuditEntry, Plan

# The latest entry's number and time, and how many entries there are; none before the first.
Stamp = tuple[int, datetime, int] | None
ORDER = "(order)"  # what stands as the key of an entry where the rows of a table were moved
LINKS_OF_CATALOGUE = "links_of_catalogue"  # what the values of an entry hold where links followed the catalogue


def latest_write() -> Stamp:
    """Return what tells one state of all plans and frameworks from the next: it changes with every write."""
    return stamp_of(AuditEntry, moment="at")


def stamp_of(log: type[Model], *, moment: str, only: tuple[str, tuple[str, ...]] | None = None) -> Stamp:
    """Return what tells one state of a log from the next; `moment` is its field of when.

    The latest number does not say it alone: PostgreSQL gives numbers out before what is written can be seen, so an
    entry may show up after one with a higher number. It is then one more. The time tells a database that was put back
    from a backup from what it was before. `only`: a field, and what it may hold for an entry to count.

    Every page asks this, so it is one query written out: Django takes thirty times as long to write it as it takes.
    """
    quote, (field, held) = connection.ops.quote_name, only or ("", ())
    about = log._meta  # noqa: SLF001  # Django's own documented name
    table, number, at = (quote(name) for name in (about.db_table, about.pk.column, moment))
    where = f"WHERE {quote(field)} IN ({', '.join(['%s'] * len(held))})" if held else ""
    count = f"SELECT COUNT(*) FROM {table} {where}"  # noqa: S608  # names of our own, and marks for the values
    latest = f"SELECT {number}, {at}, ({count}) FROM {table} {where} ORDER BY {number} DESC LIMIT 1"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(latest, [*held, *held])
        found: Stamp = cursor.fetchone()
    return found


def last_change(plan: Plan) -> datetime | None:
    """Return the time of the latest write to the plan; None where none is recorded."""
    found: datetime | None = (
        AuditEntry.objects.filter(plan_name=plan.name).order_by("-id").values_list("at", flat=True).first()
    )
    return found


def last_entry(plan: Plan) -> int:
    """Return the number of the plan's latest entry; 0 where none is recorded."""
    found: int | None = AuditEntry.objects.filter(plan_name=plan.name).aggregate(latest=Max("id"))["latest"]
    return found or 0


def last_written(plan: Plan, table: str, key: str) -> AuditEntry | None:
    """Return the latest entry of a row, or of the plan's own words (table `plan`); None where none is recorded.

    Links that followed the catalogue are the catalogue's doing, and a load is of the plan as a whole: neither counts.
    """
    found: AuditEntry | None = _of_rows(plan).filter(model=table, key=key).order_by("-id").first()
    return found


def last_written_in(plan: Plan, tables: Collection[str]) -> dict[tuple[str, str], AuditEntry]:
    """Return the latest entry of each row that the tables have or have had, by table and key: without the values."""
    rows = _of_rows(plan).filter(model__in=tables).order_by().values("model", "key")
    latest = rows.annotate(latest=Max("pk")).values("latest")
    entries = AuditEntry.objects.filter(pk__in=latest).defer("before", "after")
    return {(entry.model, entry.key): entry for entry in entries}


def entries_of(plan: Plan, *, table: str = "", key: str = "") -> "QuerySet[AuditEntry]":
    """Return what has been written in the plan, in a table or of a row of it, the latest first."""
    asked = {"model": table, "key": key}
    written = AuditEntry.objects.filter(plan_name=plan.name, **{name: said for name, said in asked.items() if said})
    return written.order_by("-id")


def written_together(plan: Plan, number: int) -> "tuple[AuditEntry, ...]":
    """Return what was written of rows in the same save as an entry of the plan, in order.

    Whoever saves writes everything with one moment, to the microsecond. A load is of the plan as a whole: it has none.
    """
    one = entries_of(plan).filter(pk=number).first()
    if one is None:
        return ()
    save = {"by": one.by, "at": one.at}
    if entries_of(plan).filter(what=Happening.LOAD.value, **save).exists():
        return ()
    return tuple(_of_rows(plan).filter(**save).exclude(key=ORDER).order_by("id"))


def of_catalogue(entry: AuditEntry) -> bool:
    """Return whether the entry is of links that followed the catalogue."""
    return LINKS_OF_CATALOGUE in (entry.before or {})


def last_changes(plan: Plan) -> dict[tuple[str, str], datetime]:
    """Return the time of the latest write to each of the plan's rows, by the table's name and the row's key."""
    rows = AuditEntry.objects.filter(plan_name=plan.name).order_by().values_list("model", "key")
    return {(table, key): at for table, key, at in rows.annotate(latest=Max("at"))}


def _of_rows(plan: Plan) -> "QuerySet[AuditEntry]":
    """Return what somebody has written of single rows."""
    written = AuditEntry.objects.filter(plan_name=plan.name).exclude(what=Happening.LOAD.value)
    return written.exclude(before__has_key=LINKS_OF_CATALOGUE)
