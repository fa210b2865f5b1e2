"""A whole plan taken into the database: all of it or nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from riktmarke.governance.actions.audit import Record
from riktmarke.governance.actions.writing import Writer
from riktmarke.governance.codes import Happening
from riktmarke.governance.known import Known
from riktmarke.governance.models import AuditEntry, Framework, Plan
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_rules import check_plan
from riktmarke.governance.plan_schema import PlanFile
from riktmarke.vocabulary.errors import RiktmarkeError


class ChangedSinceLoaded(RiktmarkeError):
    """A plan that somebody has worked on since it was loaded."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The plan, and how many rows were written; none the second time."""

    plan: Plan
    created: bool
    written: int


def load_plan(
    wanted: PlanFile,
    *,
    known: Known,
    source: str,
    by: str,
    at: datetime,
    replace_changes: bool = False,
    from_template: bool = False,
) -> Loaded:
    """Make the database hold the plan: rows are added, changed and removed by key, each with an audit entry.

    `from_template`: the file was a template, so that a changed template may be taken in again over the plan.

    Raises:
        PlanError: with everything that is wrong in the plan; nothing has been written.
        ChangedSinceLoaded: if somebody has changed the plan since it was loaded, unless `replace_changes`.
    """
    check_plan(wanted, known, source=source)
    with transaction.atomic():
        held = Plan.objects.select_for_update().filter(name=wanted.name).first()
        _refuse_another(wanted, held, source)
        _need_frameworks(wanted)
        if held is not None and not replace_changes and changed_since_loaded(held):
            raise ChangedSinceLoaded(
                f"The plan {held.name} has been changed in the database since it was loaded.",
                expected="a plan that is as it was loaded",
                remedy=f"keep the changes with riktmarke plan export {held.name}, "
                "or write over them with riktmarke plan load --replace.",
            )
        record = Record(wanted.name, by, at)
        writer = Writer(held or Plan(name=wanted.name), known, record)
        writer.write(wanted)
        written = len(record.entries)
        if written or (held is not None and changed_since_loaded(held)):
            told = {"source": source, "written": written, "from_template": from_template}
            record.add(Happening.LOAD, model="plan", key=wanted.name, after=told)
        record.kept()
        return Loaded(writer.plan, held is None, written)


def follow_catalogue(plan: Plan, *, known: Known, by: str, at: datetime) -> int:
    """Give the indicators that follow the catalogue's links those that it has today; return how many changed.

    A plan that staff have changed is written over by no file, but its links still follow.
    """
    record = Record(plan.name, by, at)
    with transaction.atomic():
        as_loaded = not changed_since_loaded(plan)
        Writer(plan, known, record).follow_catalogue()
        changed = len(record.entries)
        if changed and as_loaded:
            record.add(Happening.LOAD, model="plan", key=plan.name, after={"source": "catalogue", "written": changed})
        record.kept()
    return changed


def changed_since_loaded(plan: Plan) -> bool:
    """Return whether something has been written in the plan after it was last loaded."""
    last: AuditEntry | None = AuditEntry.objects.filter(plan_name=plan.name).last()
    return last is not None and last.what != Happening.LOAD


def made_from_template(plan: Plan) -> bool:
    """Return whether the plan is the template's, as far as its last load goes.

    `template_of` alone does not tell: a file that was written from the template and then worked on has it too.
    """
    loads = AuditEntry.objects.filter(plan_name=plan.name, what=Happening.LOAD.value).order_by("-id")
    told = (entry.after or {} for entry in loads)
    return bool(plan.template_of) and next((one["from_template"] for one in told if "from_template" in one), True)


def _refuse_another(wanted: PlanFile, held: Plan | None, source: str) -> None:
    if held is not None and held.area != wanted.area:
        raise PlanError.of(
            source,
            "plan.name",
            f"= {wanted.name!r}, which is the plan of {held.area}, not of {wanted.area}.",
            "a name of its own for each plan",
            "give this one another name, or correct plan.area.",
        )
    other = Plan.objects.filter(area=wanted.area).exclude(name=wanted.name).first()
    if other is not None:
        raise PlanError.of(
            source,
            "plan.area",
            f"= {wanted.area!r}, which has the plan {other.name!r} already.",
            "one plan for an area",
            f"call this one {other.name!r} to write it over the other, or correct plan.area.",
        )


def _need_frameworks(wanted: PlanFile) -> None:
    held = set(Framework.objects.filter(plan=None).values_list("key", flat=True))
    missing = [key for key in wanted.header["frameworks"] if key not in held]
    if missing:
        raise RiktmarkeError(
            f"The frameworks {', '.join(missing)} are not in the database.",
            expected="the lists of catalogue/frameworks, taken in before a plan",
            remedy="run riktmarke up or riktmarke plan load, which do that first.",
        )
