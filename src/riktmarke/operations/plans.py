"""A plan for the municipality that the site is for: its own file, or one made from the template."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from riktmarke.governance.actions.frameworks import sync_frameworks
from riktmarke.governance.actions.plans import ChangedSinceLoaded, follow_catalogue, load_plan
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.framework_lists import FrameworkLists
from riktmarke.governance.known import Known, known_from
from riktmarke.governance.models import Plan
from riktmarke.governance.plan_file import raw_plan, read_plan_file
from riktmarke.governance.plan_folder import TEMPLATE, file_of_area, template_file
from riktmarke.governance.plan_schema import PlanFile
from riktmarke.governance.plan_templates import instantiate, plan_name
from riktmarke.governance.queries import plan_of_area


@dataclass(frozen=True, slots=True)
class PlanReady:
    """The plan there is, where it came from, how many rows were written, and what somebody should know."""

    plan: Plan | None
    source: str
    written: int
    note: str = ""


def ensure_plan(
    area: str,
    *,
    municipality: str | None,
    folder: Path,
    catalogue: Catalogue,
    lists: FrameworkLists,
    by: str,
    at: datetime,
) -> PlanReady:
    """Make sure that the municipality has a plan: its file in the folder, or the template under its name.

    Does nothing the second time. A file or a template that has changed is taken in again; a plan that somebody has
    changed in the database is left as it is, and that is said.

    Raises:
        PlanError: with everything that is wrong in the file.
    """
    sync_frameworks(lists, by=by, at=at)
    known = known_from(catalogue, lists)
    held = plan_of_area(area)
    file = file_of_area(folder, area) or template_file(folder)
    if not file.is_file():
        return _without_a_file(held, known, folder=folder, by=by, at=at)
    wanted = wanted_plan(file, area=area, municipality=municipality, held=held)
    if held is not None and wanted.name != held.name:
        note = f"{file} names the plan {wanted.name!r}, but the database has {held.name!r} for {area}: it is kept."
        return _kept(held, known, note, by=by, at=at)
    try:
        loaded = load_plan(wanted, known=known, source=str(file), by=by, at=at)
    except ChangedSinceLoaded:
        assert held is not None  # only a plan that is there can have been changed
        note = f"The plan has been changed since it was loaded, so {file} was not read into it."
        return _kept(held, known, note, by=by, at=at)
    return PlanReady(loaded.plan, str(file), loaded.written)


def wanted_plan(file: Path, *, area: str, municipality: str | None, held: Plan | None) -> PlanFile:
    """Return the plan in the file; filled in for the municipality when the file is the template.

    Without figures nobody knows what the municipality is called: the plan then goes by its code, until somebody does.
    """
    if file.parent.name != TEMPLATE:
        return read_plan_file(file)
    name = held.name if held is not None else _free_name(plan_name(municipality or f"kommun-{area}"), area)
    called = municipality or f"kommun {area}"
    return instantiate(raw_plan(file), template=TEMPLATE, area=area, municipality=called, name=name, source=str(file))


def _free_name(name: str, area: str) -> str:
    return f"{name}-{area}" if Plan.objects.filter(name=name).exists() else name


def _without_a_file(held: Plan | None, known: Known, *, folder: Path, by: str, at: datetime) -> PlanReady:
    note = f"There is no plan file for the municipality in {folder}, and no template."
    return PlanReady(None, "", 0, note) if held is None else _kept(held, known, note, by=by, at=at)


def _kept(held: Plan, known: Known, note: str, *, by: str, at: datetime) -> PlanReady:
    return PlanReady(held, "the database", follow_catalogue(held, known=known, by=by, at=at), note)
