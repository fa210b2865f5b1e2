"""`riktmarke outlook`: how likely a municipality's goals are, how a figure may go on, and how forecasts have done."""

import json
from typing import TYPE_CHECKING, Annotated

import typer
from django.conf import settings
from django.db import connection
from rich.markup import escape

from riktmarke.assessment.challenges.figures import read_figures
from riktmarke.assessment.challenges.kinds import Key, group_of
from riktmarke.assessment.outlook.inhabitants import INHABITANTS
from riktmarke.assessment.outlook.runs import OutlookRun, SeriesOutlook
from riktmarke.assessment.outlook.years import TO_YEAR, years_told
from riktmarke.assessment.targets.pace import Point
from riktmarke.cli.area_choice import choose_area, own_area
from riktmarke.cli.challenge_lists import GROUPS
from riktmarke.cli.outlook_run import outlook_made
from riktmarke.cli.terminal import configured_catalogue, configured_composites, configured_store, err
from riktmarke.governance.plan_errors import nearest
from riktmarke.presentation.group_slugs import group_slug
from riktmarke.presentation.labels import area_name
from riktmarke.presentation.language import Language
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.errors import NoAnswer, RiktmarkeError, UnknownSeries
from riktmarke.vocabulary.groups import Sex

if TYPE_CHECKING:
    from riktmarke.cli.outlook_goals import Teller, ToldGoal
    from riktmarke.governance.models import Plan

EVERYONE = ("everyone", "alla")


def outlook(
    *,
    area: Annotated[
        str | None, typer.Option(help="the municipality's code or name; without it the one that the site is for")
    ] = None,
    goal: Annotated[
        str | None, typer.Option(help="one goal of the plan, and how its figures may go on", metavar="KEY")
    ] = None,
    indicator: Annotated[
        str | None, typer.Option(help="one figure: its history and where it may stand, as a table", metavar="ID")
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(
            help="only what is about a group: women, men, foreign-born, …, or in Swedish: kvinnor; everyone (alla)",
            metavar="GROUP",
        ),
    ] = None,
    year: Annotated[
        int | None, typer.Option(help=f"the year to tell of, with --goal or --indicator; to {TO_YEAR}")
    ] = None,
    record: Annotated[bool, typer.Option("--record", help="how earlier forecasts have done")] = False,
    again: Annotated[bool, typer.Option("--again", help="forecast anew, even where nothing has changed")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print as JSON, with every figure and code")] = False,
) -> None:
    """Say how likely a municipality's goals are, for whom, and what cannot be said and why.

    Every figure of the catalogue is forecast for every municipality, with how far earlier forecasts have missed. A
    target is as likely as such forecasts have come true; it is told in words and tenths, who is worst off first. The
    number of inhabitants is projected by age. Where figures or definitions have changed, all is forecast anew first,
    which takes about a minute; where only targets have, some seconds. What is said is in Swedish.

    Examples:
      riktmarke outlook
      riktmarke outlook --area 2083 --goal invanare-2038
      riktmarke outlook --area Falun --indicator N00957 --group women
      riktmarke outlook --indicator N00957 --year 2030 --json
      riktmarke outlook --record
    """
    key = _group(group)
    _refuse_contradictions(area=area, goal=goal, indicator=indicator, group=group, year=year, record=record)
    catalogue = configured_catalogue()
    if indicator is not None and indicator not in catalogue:
        raise UnknownSeries(
            f"There is no indicator {indicator!r} in the catalogue, so it is not forecast.",
            expected="the id of one of its indicators",
            remedy=f"correct it ({nearest(indicator, list(catalogue))}), or find it with riktmarke series WORDS.",
        )
    store = configured_store()
    run = outlook_made(store, catalogue, again=again)
    if record:
        _tell_record(run, as_json=as_json)
        return
    place = _area(run, area, any_kind=indicator is not None)
    if indicator is not None:
        _tell_series(run, place, indicator, key or Sex.TOTAL.value, year=year, as_json=as_json)
    else:
        _tell_goals(run, place, goal, key, year=year, as_json=as_json)


def _group(name: str | None) -> Key | None:
    if name is None:
        return None
    if name in EVERYONE:
        return Sex.TOTAL.value
    if name not in GROUPS:
        raise typer.BadParameter(f"{name!r} is no group: choose one of {', '.join((*EVERYONE, *GROUPS))}.")
    return GROUPS[name]


def _refuse_contradictions(
    *, area: str | None, goal: str | None, indicator: str | None, group: str | None, year: int | None, record: bool
) -> None:
    if record and any((area, goal, indicator, group, year)):
        raise typer.BadParameter("--record is of all municipalities and figures: give nothing beside it but --json.")
    if goal and indicator:
        raise typer.BadParameter("--goal tells of a goal and --indicator of a figure: give one of them.")
    if year is not None and not (goal or indicator):
        raise typer.BadParameter("--year is for --goal or --indicator: targets are told for their own years.")
    if year is not None and year > TO_YEAR:
        raise typer.BadParameter(f"forecasts end in {TO_YEAR}: give a year up to then, not {year}.")


def _area(run: OutlookRun, wanted: str | None, *, any_kind: bool) -> Area:
    """Return the municipality to tell of; of a single figure a region or the country will do."""
    areas = run.dataset.areas
    if any_kind and wanted in areas:
        return areas[wanted or ""]
    code, note = choose_area(run.dataset, wanted=wanted, held=own_area(), usual=settings.RIKTMARKE_AREA)
    if note:
        err.print(escape(note))
    return areas[code]


def _refuse_past(year: int | None, known: int) -> None:
    if year is not None and year <= known:
        raise NoAnswer(
            f"There is nothing to forecast for {year}: the figures go to {known}.",
            expected=f"a year from {known + 1} to {TO_YEAR}",
            remedy="choose a later year; what has been is in the table without --year.",
        )


def _tell_record(run: OutlookRun, *, as_json: bool) -> None:
    # imported here, as below: the words know of targets, which can only be loaded once Django is set up
    from riktmarke.cli.outlook_json import outlook_run_as_json, record_as_json
    from riktmarke.cli.outlook_text import print_record

    found = run.record
    if found is None:
        raise NoAnswer(
            "No forecast of 2016 or later has an outcome yet, so there is no record to give.",
            expected="figures that go on after 2016 for at least twenty municipalities",
            remedy="bring in more figures: riktmarke sync --all, or riktmarke import kolada-bulk DIR.",
        )
    if as_json:
        _print({"run": outlook_run_as_json(run), "record": record_as_json(found)})
    else:
        print_record(run, found)


def _tell_series(run: OutlookRun, area: Area, indicator: str, group: Key, *, year: int | None, as_json: bool) -> None:
    from riktmarke.cli.outlook_json import outlook_run_as_json, series_as_json
    from riktmarke.cli.outlook_text import print_series
    from riktmarke.governance.queries import year_of_plan
    from riktmarke.presentation.fan import Fan, years_of_series
    from riktmarke.presentation.outlook_aims import group_words, wording_of

    definition, told = run.catalogue[indicator], run.of(area.code).of(indicator, group)
    if told is None:
        raise UnknownSeries(
            f"Nothing is published of {indicator} ({definition.title}) for this group here.",
            expected=f"one of {', '.join(_groups_of(run, area, indicator)) or 'no group: it has no figures at all'}",
            remedy="leave out --group, or choose another.",
        )
    _refuse_past(year, told.known)
    measured = _measured(run, area, told)
    plan = _plan_of(area)
    aimed = year_of_plan(plan) if plan is not None else None
    years = years_told(told.known, aimed) if year is None else (year,)
    if as_json:
        said = series_as_json(definition, told, area_name(area), run.of(area.code), measured=measured, years=years)
        _print({"area": area.code, "name": area.name, "run": outlook_run_as_json(run), **said})
        return
    ahead = tuple(one for one in years_of_series(told) if year is None or one.year == year)
    name = f"{area_name(area)}{group_words(group, wording_of(definition, area_name(area)), Language.SWEDISH)}"
    people = run.of(area.code).population is not None and (indicator, group) == INHABITANTS
    print_series(run, area, definition, told, Fan(name, measured, ahead, told.known, people=people), years=years)


def _groups_of(run: OutlookRun, area: Area, indicator: str) -> list[str]:
    held = [group for name, group in run.of(area.code).series if name == indicator]
    return [group_slug(group, Language.ENGLISH) or EVERYONE[0] for group in held]


def _measured(run: OutlookRun, area: Area, told: SeriesOutlook) -> tuple[Point, ...]:
    """Return the measurements of a figure in an area, without values repeated from an earlier year."""
    dataset = run.dataset
    figures = read_figures(dataset, run.catalogue[told.indicator], dataset.population)
    row = None if figures is None else figures.at(group_of(told.group))
    if figures is None or row is None:
        return ()
    at = row, dataset.areas.position(area.code)
    values = zip(figures.years, figures.values[at].tolist(), figures.measured[at].tolist(), strict=True)
    return tuple(Point(year, value) for year, value, new in values if new)


def _tell_goals(
    run: OutlookRun, area: Area, goal: str | None, group: Key | None, *, year: int | None, as_json: bool
) -> None:
    from riktmarke.cli.outlook_goals import Teller
    from riktmarke.cli.outlook_json import goal_as_json, outlook_run_as_json
    from riktmarke.cli.outlook_text import print_goals, print_without_plan

    _refuse_past(year, run.dataset.version.manifest.get("last_period", 0))
    teller = Teller(run, configured_composites(), area.code, group, year)
    plan = _plan_of(area)
    if plan is None and goal is not None:
        raise RiktmarkeError(
            f"There is no plan for {area.name} ({area.code}) here, so it has no goal {goal!r}.",
            expected="the key of a goal of the municipality's plan",
            remedy=f"give it a plan: riktmarke plan load plans/template/plan.toml --area {area.code}.",
        )
    told = [] if plan is None else [_one(teller, plan, goal)] if goal is not None else teller.goals(plan)
    if as_json:
        whose = {"area": area.code, "name": area.name, "run": outlook_run_as_json(run)}
        about = None if plan is None else {"name": plan.name, "title": plan.title}
        _print(
            {**whose, "plan": about, "goals": [goal_as_json(one, area_name(area), run.of(area.code)) for one in told]}
        )
    elif plan is None:
        print_without_plan(run, area, teller.inhabitants(area_name(area)))
    else:
        print_goals(run, area, plan.title, told, whole=goal is not None, year=year)


def _plan_of(area: Area) -> "Plan | None":
    """Return the municipality's plan; None where there is none, or no database yet."""
    from riktmarke.governance.models import Plan
    from riktmarke.governance.queries import plan_of_area

    there = Plan._meta.db_table in connection.introspection.table_names()  # noqa: SLF001  # the public way to its name
    return plan_of_area(area.code) if there else None


def _one(teller: "Teller", plan: "Plan", key: str) -> "ToldGoal":
    from riktmarke.governance.queries import goal, goals

    found = {one.key: one for one in teller.goals(plan)}
    if key in found:
        return found[key]
    row = goal(plan, key)
    if row is None:
        every = [*found, *(one.key for one in goals(plan))]
        raise RiktmarkeError(
            f"The plan {plan.title!r} has no goal {key!r}.",
            expected="the key of one of its goals, as riktmarke outlook shows them in brackets",
            remedy=f"correct it ({nearest(key, every)}).",
        )
    return teller.goal(row)


def _print(told: dict[str, object]) -> None:
    print(json.dumps(told, ensure_ascii=False))
