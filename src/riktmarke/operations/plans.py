"""A plan for the municipality that the site is for: its own file, or one made from the template."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from riktmarke.governance.actions.frameworks import sync_frameworks
from riktmarke.governance.actions.plans import (
    ChangedSinceLoaded,
    follow_catalogue,
    load_plan,
    made_from_template,
)
from riktmarke.governance.composites import NO_COMPOSITES, Composites
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.framework_lists import FrameworkLists
from riktmarke.governance.known import Known, known_from
from riktmarke.governance.models import Plan
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_file import parse_plan, raw_plan
from riktmarke.governance.plan_folder import TEMPLATE, file_of_area, template_file
from riktmarke.governance.plan_schema import PlanFile
from riktmarke.governance.plan_templates import AREA_PLACEHOLDER, instantiate, is_template, plan_name
from riktmarke.governance.queries import plan_of_area
from riktmarke.operations.migrating import by_one_process


@dataclass(frozen=True, slots=True)
class PlanReady:
    """The plan there is, where it came from, how many rows were written, and what somebody should know."""

    plan: Plan | None
    source: str
    written: int
    note: str = ""


@by_one_process()
def ensure_plan(
    area: str,
    *,
    municipality: str | None,
    folder: Path,
    catalogue: Catalogue,
    lists: FrameworkLists,
    composites: Composites = NO_COMPOSITES,
    by: str,
    at: datetime,
) -> PlanReady:
    """Make sure that the municipality has a plan: its file in the folder, or the template under its name.

    Does nothing the second time. A file or a template that has changed is taken in again; a plan that somebody has
    changed in the database, or loaded from another place, is left as it is, and that is said.

    Raises:
        PlanError: with everything that is wrong in the file, or why it cannot be read.
    """
    sync_frameworks(lists, by=by, at=at)
    known = known_from(catalogue, lists, composites)
    held = plan_of_area(area)
    own = file_of_area(folder, area, held=held.name if held else "")
    file, trouble = own.path or template_file(folder), _own_plan_without_a_file(own.path, held, folder)
    if not file.is_file():
        trouble = f"There is no plan file for the municipality in {folder}, and no template."
    if trouble:
        return _without_a_file(held, known, _both(trouble, own.note), by=by, at=at)
    wanted, from_template = wanted_plan(file, area=area, municipality=municipality, held=held)
    if held is not None and wanted.name != held.name:
        note = f"{file} names the plan {wanted.name!r}, but the database has {held.name!r} for {area}: it is kept."
        return _kept(held, known, _both(note, own.note), by=by, at=at)
    try:
        loaded = load_plan(wanted, known=known, source=str(file), by=by, at=at, from_template=from_template)
    except ChangedSinceLoaded:
        assert held is not None  # only a plan that is there can have been changed
        note = f"The plan has been changed since it was loaded, so {file} was not read into it."
        return _kept(held, known, _both(note, own.note), by=by, at=at)
    return PlanReady(loaded.plan, str(file), loaded.written, own.note)


def wanted_plan(file: Path, *, area: str, municipality: str | None, held: Plan | None) -> tuple[PlanFile, bool]:
    """Return the plan in the file, and whether it is a template, which is then filled in for the municipality.

    Without figures nobody knows what the municipality is called: the plan then goes by its code, until somebody does.

    Raises:
        PlanError: if the file is neither the municipality's own nor a template.
    """
    raw = raw_plan(file)
    if not is_template(raw):
        plan = parse_plan(raw, source=str(file))
        if plan.area != area:
            what, remedy = f"= {plan.area!r}, in the place of the template.", "move it to a folder of its own name."
            raise PlanError.of(str(file), "plan.area", what, f"{AREA_PLACEHOLDER!r} in a template", remedy)
        return plan, False
    name = held.name if held is not None else _free_name(plan_name(municipality or f"kommun-{area}"), area)
    called = municipality or f"kommun {area}"
    plan = instantiate(raw, template=TEMPLATE, area=area, municipality=called, name=name, source=str(file))
    return plan, True


def _own_plan_without_a_file(own: Path | None, held: Plan | None, folder: Path) -> str:
    """Return why the template is not taken; empty where it may be."""
    if own is not None or held is None or made_from_template(held):
        return ""
    return f"{held.name} was not made from the template and has no file in {folder}: it is kept as it is."


def _free_name(name: str, area: str) -> str:
    return f"{name}-{area}" if Plan.objects.filter(name=name).exists() else name


def _without_a_file(held: Plan | None, known: Known, note: str, *, by: str, at: datetime) -> PlanReady:
    return PlanReady(None, "", 0, note) if held is None else _kept(held, known, note, by=by, at=at)


def _both(*notes: str) -> str:
    return " ".join(note for note in notes if note)


def _kept(held: Plan, known: Known, note: str, *, by: str, at: datetime) -> PlanReady:
    return PlanReady(held, "the database", follow_catalogue(held, known=known, by=by, at=at), note)
