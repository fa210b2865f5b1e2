"""`riktmarke plan coverage`: which groups a plan's indicators show, and why the others do not."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import django
import typer
from django.conf import settings
from django.db import connection
from rich.markup import escape
from rich.table import Column, Table

from riktmarke.cli.terminal import configured_catalogue, out
from riktmarke.governance.group_coverage import GroupCoverage, PlanCoverage, plan_coverage
from riktmarke.vocabulary.errors import RiktmarkeError
from riktmarke.vocabulary.groups import Dimension

if TYPE_CHECKING:
    from riktmarke.governance.models import Plan

COLUMNS = {
    "women_and_men": "Women and men",
    "origin": "Origin",
    "sex_within_origin": "Crossed",
    "other_groups": "Others",
}


def coverage(
    area: Annotated[str | None, typer.Option(help="the municipality; without it RIKTMARKE_AREA")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print as JSON")] = False,
) -> None:
    """Count which groups the plan's indicators show: in all, by focus area and by source.

    Women and men count where they are shown, or where the indicator is itself a comparison of them. Every indicator
    without them is named with its reason.

    Example: riktmarke plan coverage --area 2083
    """
    plan = _plan(area or settings.RIKTMARKE_AREA)
    from riktmarke.governance import queries  # models can only be loaded once Django is set up

    found = plan_coverage(queries.indicators(plan), queries.focus_areas(plan), configured_catalogue())
    if as_json:
        out.print_json(json.dumps({"plan": plan.name, "area": plan.area, **_as_json(found)}, ensure_ascii=False))
    else:
        _print(found)


def _plan(area: str) -> "Plan":
    django.setup()
    plan = None
    if "governance_plan" in connection.introspection.table_names():
        from riktmarke.governance.queries import plan_of_area

        plan = plan_of_area(area)
    if plan is None:
        raise RiktmarkeError(
            f"There is no plan for {area} in the database.",
            expected="a municipality whose plan `riktmarke plan list` shows there",
            remedy="load one (riktmarke plan load FILE), or count the whole catalogue: riktmarke catalogue coverage.",
        )
    return plan


def _shown(coverage: GroupCoverage) -> dict[str, tuple[str, ...]]:
    other = {name for of in (Dimension.EDUCATION, Dimension.INCOME) for name in coverage.by_dimension[of]}
    return {
        "women_and_men": coverage.with_sex,
        "origin": coverage.by_dimension[Dimension.ORIGIN],
        "sex_within_origin": coverage.crossed,
        "other_groups": tuple(name for name in coverage.indicators if name in other),
    }


def _as_json(found: PlanCoverage) -> dict[str, Any]:
    return {
        "whole": _counts(found.whole),
        "focus_areas": [{"key": p.key, "title": p.title, **_counts(p.coverage)} for p in found.focus_areas],
        "sources": [{"title": p.title, **_counts(p.coverage)} for p in found.sources],
        "grounds": {ground.value: names for ground, names in found.whole.by_ground.items()},
        "undefined": found.undefined,
    }


def _counts(coverage: GroupCoverage) -> dict[str, Any]:
    return {
        "indicators": len(coverage.indicators),
        **{
            name: {"indicators": names, "percent": round(100 * coverage.share(names), 1)}
            for name, names in _shown(coverage).items()
        },
        "without_women_and_men": [
            {"reason": reason, "indicators": names, "percent": round(100 * coverage.share(names), 1)}
            for reason, names in coverage.sexes.not_split.items()
        ],
    }


def _print(found: PlanCoverage) -> None:
    part = Column("Part", overflow="fold", min_width=18)
    table = Table(part, "Indicators", *COLUMNS.values(), box=None, pad_edge=False)
    parts = [("the whole plan", found.whole), *((p.title, p.coverage) for p in (*found.focus_areas, *found.sources))]
    for title, coverage in parts:
        shown = _shown(coverage)
        cells = (f"{len(shown[name])} ({coverage.share(shown[name]):.0%})" for name in COLUMNS)
        table.add_row(escape(title), str(len(coverage.indicators)), *(cells if coverage.indicators else ()))
    out.print(table)
    reasons = Table("Why women and men are not shown", "Indicators", "Which", box=None, pad_edge=False)
    for reason, names in found.whole.sexes.not_split.items():
        reasons.add_row(escape(reason), str(len(names)), ", ".join(names))
    if found.whole.sexes.not_split:
        out.print("", reasons)
    if found.undefined:
        out.print("", f"Not counted, for the catalogue has no definition of them: {', '.join(found.undefined)}.")
