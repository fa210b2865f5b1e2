"""The outlook as Swedish text for a terminal of 80 columns. Loaded once Django is set up: its words know of targets."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from riktmarke.assessment.outlook.inhabitants import INHABITANTS
from riktmarke.assessment.outlook.runs import AreaOutlook, OutlookRun, SeriesOutlook
from riktmarke.assessment.outlook.track_record import TrackRecord
from riktmarke.assessment.outlook.years import years_told
from riktmarke.cli.outlook_goals import ToldGoal, ToldPopulation, ToldRanks, ToldTarget
from riktmarke.cli.terminal import counted, out
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.composite_outlook import (
    cannot_be_said_sentence,
    first_sentence,
    ranks_ahead_sentence,
)
from riktmarke.presentation.fan import Fan
from riktmarke.presentation.fan_words import HEADINGS, fan_table
from riktmarke.presentation.labels import area_name, at_place, capitalised, example_label, listed, unit_name
from riktmarke.presentation.numbers import EN_DASH, number
from riktmarke.presentation.outlook_beside import rests_on_sentence
from riktmarke.presentation.outlook_sentences import (
    going_on_sentence,
    history_sentence,
    target_outlook_sentences,
    worst_first,
)
from riktmarke.presentation.population_words import (
    Aim,
    expected_beside_goal,
    expected_sentence,
    goal_sentence,
    takes_sentences,
)
from riktmarke.presentation.record_words import SIMPLE, kind_name
from riktmarke.presentation.targets import group_name
from riktmarke.vocabulary.areas import Area, AreaKind

INDENT = 4
NO_TARGET = "Kan inte sägas: planen har inget målvärde för det här målet."
NOT_FOR_GROUP = "Kan inte sägas för {group}: planens målvärde är satt för {set_for}."
EVERYONE = "alla"
RECORD_COLUMNS = ("", "Prognoser", "50 %", "80 %", "95 %", "Fel", "A", "B", "C", "Bättre")
TENTH = 10  # per cent


def print_goals(
    run: OutlookRun, area: Area, title: str, goals: Sequence[ToldGoal], *, whole: bool, year: int | None
) -> None:
    """Print what is told of each goal; with `whole`, of one, also how its figures may go on."""
    name = area_name(area)
    _heading(run, f"Utsikten {at_place(name)} ({area.code}): {title}")
    for goal in goals:
        of = f" ({goal.key})" if goal.key else ""
        out.print()
        out.print(Text.assemble((goal.title, "bold"), of))
        for sentence in goal_sentences(goal, name):
            _say(sentence)
        if whole:
            _print_figures(run.of(area.code), goal, name, year=year)
        elif goal.figures:
            _say(f"{len(goal.figures)} mått hör till målet: riktmarke outlook --area {area.code} --goal {goal.key}")
    _foot(run)


def goal_sentences(goal: ToldGoal, name: str) -> list[str]:
    """Return what is said of a goal: inhabitants, targets by group, ranks; or why it cannot be said."""
    said = [one for told in goal.populations[:1] for one in population_sentences(told, name)]
    said += [f"Delmål. {goal_sentence(told.outlook, _aim(told), name)}" for told in goal.populations[1:]]
    said += [sentence for target in goal.targets for sentence in target_sentences(target, name)]
    said += [rank_sentence(ranks, name) for ranks in goal.ranks]
    if not said:
        said.append(_no_target(goal))
    return [*said, goal.not_measurable] if goal.not_measurable else said


def _no_target(goal: ToldGoal) -> str:
    """Why nothing is said of a goal: it has no target, or none for the group that is asked for."""
    if goal.group is None or not goal.set_for:
        return NO_TARGET
    names = [group_name(group).lower() or EVERYONE for group in goal.set_for]
    return NOT_FOR_GROUP.format(group=group_name(goal.group).lower() or EVERYONE, set_for=listed(names))


def _aim(told: ToldPopulation) -> Aim:
    asked = told.target
    return Aim(asked.value or 0.0, asked.year, asked.at_least)


def population_sentences(told: ToldPopulation, name: str) -> list[str]:
    """Return how likely a number of inhabitants is by the projection, and what it takes."""
    aim = _aim(told)
    takes = takes_sentences(told.takes, name) if told.takes is not None else ()
    return [goal_sentence(told.outlook, aim, name), expected_beside_goal(told.outlook, aim), *takes]


def target_sentences(target: ToldTarget, name: str) -> list[str]:
    """Return how likely a target is for each group, who is worst off first, and how that has moved."""
    if not target.outlooks:
        return [f"Kan inte sägas: det finns inga siffror för {target.definition.title} ({target.asked.indicator})."]
    said = target_outlook_sentences(target.outlooks, target.definition, name, role=target.role)
    moved = history_sentence(worst_first(target.outlooks)[0].history)
    return [*said, *([moved] if moved else [])]


def rank_sentence(told: ToldRanks, name: str) -> str:
    """Return how likely the first place of the county is by one score, and which places are; or why it is not said."""
    if told.first is None:
        return cannot_be_said_sentence(told.outlook.why_not, title=told.title, year=told.year, told=told.scored)
    first = first_sentence(told.outlook, told.position, told.year, title=told.title, municipality=name)
    return f"{first} {ranks_ahead_sentence(told.outlook, told.position, told.year)}"


def print_series(
    run: OutlookRun, area: Area, definition: Definition, series: SeriesOutlook, fan: Fan, *, years: Sequence[int]
) -> None:
    """Print a figure's history and where it may stand, as a sentence and a table; of one year where it is asked for."""
    name = area_name(area)
    _heading(run, f"{definition.title}, {fan.name} ({area.code}): {definition.series}, {unit_name(definition)}")
    _say(figure_sentence(run.of(area.code), series, definition, name, years))
    record = run.record
    held = None if record is None else record.by_indicator.get(definition.series) or record.by_kind.get(series.kind)
    if series.predictive is not None and not fan.people:
        _say(rests_on_sentence(held, len(run.dataset.areas.positions_of_kind(AreaKind.MUNICIPALITY))))
    rows = reversed(fan_table(fan, definition=definition, decimals=definition.decimals))
    table = Table(*HEADINGS[:-1], box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows:
        table.add_row(row.year, row.measured, row.middle, *row.bands)
    out.print()
    out.print(Padding(table, (0, 0, 0, INDENT)))
    _foot(run)


def figure_sentence(
    outlook: AreaOutlook, series: SeriesOutlook, definition: Definition, name: str, years: Sequence[int]
) -> str:
    """Return where a figure may stand in some years; the number of inhabitants in the words of its projection."""
    population = outlook.population
    if population is None or (series.indicator, series.group) != INHABITANTS:
        return going_on_sentence(series, definition, name, years=years)
    return " ".join(expected_sentence(population, name, year) for year in years if year in population.years)


def print_record(run: OutlookRun, record: TrackRecord) -> None:
    """Print how forecasts of before have done: by kind, by years ahead, and how probabilities came true."""
    _heading(run, "Så har prognoserna träffat")
    _say(
        f"{counted(record.overall.cases)} prognoser av {record.overall.series} serier, gjorda med vad som var känt i "
        f"slutet av {min(record.by_origin)}{EN_DASH}{max(record.by_origin)}, jämförda med vad som sedan hände."
    )
    table = Table(*RECORD_COLUMNS, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    rows = [
        ("Alla", record.overall),
        *((kind_name(kind), one) for kind, one in record.by_kind.items()),
        *((f"{ahead} år fram", one) for ahead, one in record.by_ahead.items()),
    ]
    for title, one in rows:
        within = (f"{100 * share:.0f}" for share in (one.within_50, one.within_80, one.within_95))
        scores = (number(score, decimals=2) for score in (one.crps, one.naive, one.drift, one.theta))
        table.add_row(title, counted(one.cases), *within, *scores, f"{number(100 * one.better_by, decimals=0)} %")
    out.print(Padding(table, (1, 0, 1, INDENT)))
    _say(
        "50, 80 och 95 %: hur många av hundra utfall som låg inom det intervallet. Fel: CRPS, lägre är bättre, räknat "
        "i seriens vanliga förändring mellan två år; bredvid står detsamma för tre enkla prognoser: "
        f"{SIMPLE['naive']} (A), {SIMPLE['drift']} (B) och {SIMPLE['theta']} (C). "
        "Bättre: hur mycket lägre felet är än för den bästa av dem."
    )
    out.print("\n[bold]Sannolikheter som hade sagts[/bold]")
    said = Table("Sagt", "Så ofta hände det", "Fall", box=None, pad_edge=False)
    for column in said.columns:
        column.justify = "right"
    given = record.probabilities
    for place, (cases, came) in enumerate(zip(given.cases, given.came_true, strict=True)):
        if cases:
            span = f"{TENTH * place}{EN_DASH}{TENTH * (place + 1)} %"
            said.add_row(span, f"{100 * came:.0f} %", counted(int(cases)))
    out.print(Padding(said, (0, 0, 0, INDENT)))
    _foot(run)


def print_without_plan(run: OutlookRun, area: Area, population: Iterable[str]) -> None:
    """Print what can be said of a municipality that has no plan here, and how to give it one."""
    _heading(run, f"Utsikten {at_place(area_name(area))} ({area.code})")
    for sentence in population:
        _say(sentence)
    _say("Här finns ingen plan för kommunen, och därför inga mål att säga något om.")
    _say(f"Ge den en: riktmarke plan load plans/template/plan.toml --area {area.code}")
    _say(f"Ett mått i taget: riktmarke outlook --area {area.code} --indicator N00957")
    _foot(run)


def _print_figures(outlook: AreaOutlook, goal: ToldGoal, name: str, *, year: int | None) -> None:
    for definition, series in goal.figures:
        out.print()
        out.print(Text.assemble(" " * INDENT, (definition.title, "bold"), f" ({definition.series})"))
        years = (year,) if year else years_told(series.known, goal.aimed)
        _say(figure_sentence(outlook, series, definition, name, years))


def _heading(run: OutlookRun, heading: str) -> None:
    label = example_label(run.dataset.version.manifest)
    out.print(Text(f"{capitalised(heading)}{f' {EN_DASH} {label}' if label else ''}", style="bold"))


def _say(text: str, *, indent: int = INDENT) -> None:
    for line in wrap(
        text,
        out.width,
        initial_indent=" " * indent,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    ):
        out.print(Text(line))


def _foot(run: OutlookRun) -> None:
    publisher = run.dataset.version.manifest.get("publisher", "Kolada")
    out.print()
    _say(f"Källa: {publisher}. Egen bearbetning: prognoser. Hur de har träffat: riktmarke outlook --record", indent=0)
