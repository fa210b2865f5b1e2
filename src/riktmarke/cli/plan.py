"""`riktmarke plan`: plans as files, and what of them is in the database."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import django
import typer
from django.conf import settings
from django.db import connection
from rich.markup import escape
from rich.table import Table

from riktmarke.assessment.runs import composed
from riktmarke.assessment.targets.remarks import remarks_on_targets
from riktmarke.cli.challenge_run import challenges_if_possible
from riktmarke.cli.database import prepare_database
from riktmarke.cli.outlook_run import outlook_if_possible
from riktmarke.cli.plan_coverage import coverage
from riktmarke.cli.terminal import (
    configured_catalogue,
    configured_composites,
    configured_framework_lists,
    configured_store,
    now,
    out,
)
from riktmarke.governance.known import Known, known_from
from riktmarke.governance.plan_errors import PlanError, Wrong, nearest
from riktmarke.governance.plan_file import parse_plan, raw_plan
from riktmarke.governance.plan_folder import PLAN_FILE, TEMPLATE, plan_files, template_file
from riktmarke.governance.plan_rules import check_plan
from riktmarke.governance.plan_schema import PlanFile
from riktmarke.governance.plan_templates import instantiate, is_template, plan_name
from riktmarke.governance.plan_text import plan_text
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.errors import NoFigures, RiktmarkeError, UnknownArea

if TYPE_CHECKING:
    from riktmarke.governance.models import Plan

app = typer.Typer(
    help=(
        "A municipality's whole plan as one file: vision, goals, indicators, documents, actions.\n\n"
        "A plan is written in a file (plans/NAME/plan.toml), checked, and loaded; or loaded once and then kept by "
        "staff on the site, and exported. [bold]riktmarke up[/bold] loads the plan of its municipality by itself. "
        "plans/README.md explains every key."
    ),
    no_args_is_help=True,
)
app.command("coverage")(coverage)
FOUND_WRONG = 1
BY = "riktmarke plan"
File = Annotated[Path, typer.Argument(help="a plan file, such as plans/hedemora/plan.toml", metavar="FILE")]
Area = Annotated[str | None, typer.Option(help="for a template: the code of the municipality to fill in")]
Municipality = Annotated[
    str | None, typer.Option(help="for a template: what the municipality is called, where no figures say it")
]
Json = Annotated[bool, typer.Option("--json", help="print as JSON")]


@app.command("list")
def list_plans(as_json: Json = False) -> None:
    """List the plan files, and the plans in the database.

    A plan that somebody has changed in the database since it was loaded is `changed`: export it to keep it as a file.
    """
    rows = _listed()
    if as_json:
        out.print_json(json.dumps(rows, ensure_ascii=False))
        return
    table = Table("Name", "Area", "Title", "In the database", "File", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(escape(row[key]) for key in ("name", "area", "title", "database", "file")))
    out.print(table if rows else f"No plans in {settings.RIKTMARKE_PLANS} or in the database.")


def _listed() -> list[dict[str, str]]:
    """Return a row for each plan file, with what the database has of it, and then for each plan without a file."""
    stored, rows = _stored(), []
    without_file = dict(stored)
    for file in plan_files(Path(settings.RIKTMARKE_PLANS)):
        row = {
            "name": file.name,
            "area": file.area,
            "title": file.trouble.wrong[0].what if file.trouble else file.title,
            "file": str(file.path),
            "database": "template" if file.template else "unreadable" if file.trouble else "no",
        }
        about = stored.get(file.name, {})
        if row["database"] == "no" and about.get("area") == file.area:
            row |= about
            without_file.pop(file.name, None)
        rows.append(row)
    return rows + [{"name": name, "file": "", **about} for name, about in without_file.items()]


@app.command("check")
def check(file: File, as_json: Json = False) -> None:
    """Tell everything that is wrong with a plan file, without loading it.

    Each line names the row and the key, counted from one, what is wrong with it, what was expected and what to do.
    Exit code 1 when something is wrong. A template is checked as it would be for a municipality. Where there are
    figures, remarks tell of targets that hardly anything has been measured of; they are no errors.

    Example: riktmarke plan check plans/hedemora/plan.toml
    """
    known = _known()
    try:
        plan = _read(file, area=None, municipality=None)
        check_plan(plan, known, source=str(file), today=now().date())
    except PlanError as error:
        if not as_json:
            raise
        wrong = [asdict(one) for one in error.wrong]
        out.print_json(json.dumps({"file": str(file), "ok": False, "wrong": wrong}, ensure_ascii=False))
        raise typer.Exit(FOUND_WRONG) from None
    counts = {table: len(rows) for table, rows in plan.tables.items() if rows}
    remarks = _remarks(plan)
    if as_json:
        told = {"file": str(file), "ok": True, "wrong": [], "rows": counts, "remarks": list(map(asdict, remarks))}
        out.print_json(json.dumps(told, ensure_ascii=False))
        return
    held = ", ".join(f"{count} {table.replace('_', ' ')}" for table, count in counts.items())
    out.print(f"{escape(str(file))}: nothing is wrong. It holds {held}.")
    for remark in remarks:
        out.print(f"Worth knowing: {escape(str(remark))}")


@app.command("load")
def load(
    file: File,
    area: Area = None,
    municipality: Municipality = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="write over what has been changed in the database since the last load")
    ] = False,
) -> None:
    """Load a plan file into the database: rows are added, changed and removed, all of them or none.

    Loading the same file again writes nothing. Every changed row gets an entry in the plan's log. Where the plan's
    rules for challenges or its targets have changed, the targets are weighed and the challenges found again.

    Examples:
      riktmarke plan load plans/hedemora/plan.toml
      riktmarke plan load plans/template/plan.toml --area 2085
    """
    known, template = _known(), is_template(raw_plan(file))
    if area is None and template:
        raise RiktmarkeError(
            f"{file} is a template.",
            expected="the code of the municipality to fill in",
            remedy=f"riktmarke plan load {file} --area CODE; riktmarke areas finds the code.",
        )
    plan = _read(file, area=area, municipality=municipality)
    check_plan(plan, known, source=str(file))  # before the database is prepared: that takes a while the first time
    _refuse_no_municipality(plan.area)
    prepare_database()
    # imported here: models can only be loaded once Django is set up
    from riktmarke.governance.actions.frameworks import sync_frameworks
    from riktmarke.governance.actions.plans import load_plan

    sync_frameworks(configured_framework_lists(), by=BY, at=now())
    loaded = load_plan(
        plan, known=known, source=str(file), by=BY, at=now(), replace_changes=replace, from_template=template
    )
    did = f"{loaded.written} rows written" if loaded.written else "nothing to write, it was there already"
    out.print(f"{escape(plan.name)} ({plan.area}): {did}.")
    store, catalogue = configured_store(), configured_catalogue()
    outlook_if_possible(store, catalogue)
    challenges_if_possible(store, catalogue)  # the plan's rules and targets decide them


@app.command("export")
def export(
    name: Annotated[str, typer.Argument(help="a plan that `riktmarke plan list` shows in the database")],
    to: Annotated[Path | None, typer.Option(help="folder to write NAME/plan.toml in; without it, print it")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="write over the file that is there")] = False,
) -> None:
    """Write a plan in the database as a plan file. Loading it gives the same plan.

    Example: riktmarke plan export hedemora --to plans --replace
    """
    plan = _stored_plan(name)
    from riktmarke.governance.plan_rows import stored_plan

    text = plan_text(stored_plan(plan))
    if to is None:  # as it is: no line is broken for the terminal's width
        print(text, end="")
    else:
        _write(to / name / PLAN_FILE, text, replace=replace)


@app.command("new")
def new(
    area: Annotated[str, typer.Option(help="the municipality's code; riktmarke areas finds it")],
    name: Annotated[str | None, typer.Option(help="the plan's name; without it, made from the municipality's")] = None,
    municipality: Municipality = None,
    to: Annotated[Path | None, typer.Option(help="the folder for plans; without it RIKTMARKE_PLANS")] = None,
) -> None:
    """Write a plan file for a municipality from the template, to go on from.

    `riktmarke up` needs no file: it takes the template. A file is for writing the plan by hand.

    Example: riktmarke plan new --area 2085
    """
    _refuse_no_municipality(area)
    plans = Path(settings.RIKTMARKE_PLANS)
    called = _called(area, municipality)
    named = name or plan_name(called)
    source = template_file(plans)
    plan = instantiate(
        raw_plan(source), template=TEMPLATE, area=area, municipality=called, name=named, source=str(source)
    )
    check_plan(plan, _known(), source=str(source))
    _write((to or plans) / named / PLAN_FILE, plan_text(plan), replace=False)
    out.print("Next: change what should be otherwise, then riktmarke plan check and riktmarke plan load.")


def _remarks(plan: PlanFile) -> list[Wrong]:
    """Return what the figures say of the plan's targets; nothing without figures."""
    try:
        dataset = configured_store().dataset()
    except NoFigures:
        return []
    catalogue = configured_catalogue()
    return list(remarks_on_targets(plan, composed(dataset, catalogue), catalogue))


def _read(file: Path, *, area: str | None, municipality: str | None) -> PlanFile:
    raw = raw_plan(file)
    if not is_template(raw):
        return parse_plan(raw, source=str(file))
    code = area or "9999"  # of nobody: to check the template
    called = _called(code, municipality) if area else "Kommunen"
    return instantiate(
        raw, template=file.parent.name, area=code, municipality=called, name=plan_name(called), source=str(file)
    )


def _called(area: str, municipality: str | None) -> str:
    """Return what a municipality is called: as given, or as the figures say."""
    if municipality:
        return municipality
    try:
        return configured_store().dataset().areas[area].name
    except NoFigures as error:
        raise RiktmarkeError(
            f"Without figures nobody here knows what {area} is called.",
            expected="the municipality's name",
            remedy="give it with --municipality, or bring in figures first: riktmarke up --data DIR.",
        ) from error


def _refuse_no_municipality(area: str) -> None:
    """Refuse an area that the figures know not to be a municipality; without real figures nobody knows."""
    try:
        dataset = configured_store().dataset()
    except NoFigures:
        return
    if dataset.version.manifest.get("example"):  # the example country has none of Sweden's
        return
    if dataset.areas[area].kind is not AreaKind.MUNICIPALITY:
        raise UnknownArea(
            f"{area} is {dataset.areas[area].name}, not a municipality.",
            expected="the code of one of the municipalities",
            remedy="look it up with riktmarke areas.",
        )


def _write(file: Path, text: str, *, replace: bool) -> None:
    if file.exists() and not replace:
        raise RiktmarkeError(
            f"{file} is there already.",
            expected="a place where nothing is written over",
            remedy="choose another folder or name, or write over it with riktmarke plan export --replace.",
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    out.print(f"Wrote {escape(str(file))}.")


def _known() -> Known:
    return known_from(configured_catalogue(), configured_framework_lists(), configured_composites())


def _stored() -> dict[str, dict[str, str]]:
    """Return the plans in the database; none where no database has been made yet."""
    django.setup()
    if "governance_plan" not in connection.introspection.table_names():
        return {}
    from riktmarke.governance.actions.plans import changed_since_loaded
    from riktmarke.governance.queries import plans

    return {
        plan.name: {
            "area": plan.area,
            "title": plan.title,
            "database": "changed" if changed_since_loaded(plan) else "as loaded",
        }
        for plan in plans()
    }


def _stored_plan(name: str) -> "Plan":
    there = _stored()
    if name not in there:
        raise RiktmarkeError(
            f"There is no plan {name!r} in the database.",
            expected="one that `riktmarke plan list` shows there",
            remedy=f"correct the name ({nearest(name, list(there))}), or load it: riktmarke plan load FILE.",
        )
    from riktmarke.governance.models import Plan

    held: Plan = Plan.objects.get(name=name)
    return held
