"""The top of the chain: the vision with its overarching goals, and a page for each of those."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse

from riktmarke.governance import queries
from riktmarke.governance.models import Goal, Indicator, OverarchingGoal
from riktmarke.presentation.language import say
from riktmarke.publishing.website.answering import Crumb
from riktmarke.publishing.website.chain.decided import Standing, standing
from riktmarke.publishing.website.chain.groups_view import sex_words
from riktmarke.publishing.website.chain.planned import VISION, NotInThePlan, Planned, planned
from riktmarke.publishing.website.chain.target_lines import TargetLine, earlier_lines, stands_for_all, target_lines
from riktmarke.publishing.website.composites.strip import CompositeStrip, composite_strip
from riktmarke.publishing.website.indicator_rows import indicator_table
from riktmarke.publishing.website.outlook.goal_ahead import ahead
from riktmarke.publishing.website.outlook.source import outlook_of


@dataclass(frozen=True, slots=True)
class GoalLine:
    """An overarching goal in a list, with its targets or the reason why there are none.

    `outlook_made`: whether an outlook run has been made, so that what it does not know of is new; `composite`: the one
    that the goal is followed by, where it has one.
    """

    address: str
    title: str
    text: str
    targets: list[TargetLine]
    stands_for_all: TargetLine | None
    not_measurable: str
    indicators: int
    goals: int
    outlook_made: bool
    composite: CompositeStrip | None


@planned
def vision(planned: Planned) -> HttpResponse:
    """Answer with the vision, its overarching goals, the goals below them, and earlier visions."""
    found = planned.chain.vision
    return planned.answer(
        "vision.html",
        title=found.title if found else say("Mål"),
        section="vision",
        crumbs=(Crumb(say(VISION)),),
        vision=found,
        standing=standing(found) if found else None,
        overarching=goal_lines(planned),
        goals=planned.chain.goals,
        earlier=planned.chain.earlier_visions,
        plan=planned.plan,
    )


@planned
def overarching_goal(planned: Planned, key: str) -> HttpResponse:
    """Answer with one overarching goal: what is aimed at, where we are, and what measures it."""
    goal = next((goal for goal in planned.chain.overarching_goals if goal.key == key), None)
    if goal is None:
        raise NotInThePlan(key)
    indicators = list(goal.indicators.all())
    return planned.answer(
        "overarching_goal.html",
        title=goal.title,
        section="vision",
        crumbs=(Crumb(say(VISION), f"{planned.root}vision/"), Crumb(goal.title, swedish=True)),
        goal=goal,
        strip=composite_strip(planned, goal),
        standing=standing(goal),
        **ahead(planned, indicators),
        earlier_targets=earlier_lines(planned, indicators),
        goals=list(goal.goals.all()),
        actions=queries.actions_of(planned.plan, overarching_goal=goal),
        proposals=any(indicator.proposal for indicator in indicators),
        **table_of(planned, indicators),
    )


@planned
def goals(planned: Planned) -> HttpResponse:
    """Answer with all goals below the overarching ones."""
    return planned.answer(
        "goals.html",
        title=say("Mål"),
        section="vision",
        crumbs=(Crumb(say(VISION), f"{planned.root}vision/"), Crumb(say("Mål"))),
        goals=planned.chain.goals,
    )


@planned
def goal(planned: Planned, key: str) -> HttpResponse:
    """Answer with one goal: its place in the chain, its targets, its indicators and what is done."""
    found = next((goal for goal in planned.chain.goals if goal.key == key), None)
    if found is None:
        raise NotInThePlan(key)
    indicators = list(found.indicators.all())
    way = (
        Crumb(say(VISION), f"{planned.root}vision/"),
        Crumb(say("Mål"), f"{planned.root}mal/"),
        Crumb(
            found.title,
            swedish=True,
        ),
    )
    return planned.answer(
        "goal.html",
        title=found.title,
        section="vision",
        crumbs=way,
        goal=found,
        standing=standing(found),
        above=_above(found),
        **ahead(planned, indicators),
        earlier_targets=earlier_lines(planned, indicators),
        actions=queries.actions_of(planned.plan, goal=found),
        proposals=any(indicator.proposal for indicator in indicators),
        **table_of(planned, indicators),
    )


def goal_lines(planned: Planned) -> list[GoalLine]:
    """Return the overarching goals with their targets."""
    return [_line(planned, goal) for goal in planned.chain.overarching_goals]


def _line(planned: Planned, goal: OverarchingGoal) -> GoalLine:
    targets = target_lines(planned, goal.indicators.all())
    return GoalLine(
        address=f"{planned.root}overgripande-mal/{goal.key}/",
        title=goal.title,
        text=goal.text,
        targets=targets,
        stands_for_all=stands_for_all(targets),
        not_measurable=goal.not_measurable,
        indicators=len(goal.indicators.all()),
        goals=len(goal.goals.all()),
        outlook_made=outlook_of(planned.source, planned.place) is not None,
        composite=composite_strip(planned, goal),
    )


def _above(goal: Goal) -> list[Standing]:
    return [standing(above) for above in goal.overarching_goals.all()]


def table_of(planned: Planned, indicators: Sequence[Indicator]) -> dict[str, object]:
    """Return the table of the indicators, those without figures in this delivery, and how many show women and men."""
    defined = [d for d in map(planned.definition, indicators) if d is not None]
    known = planned.source.dataset().series
    return {
        **indicator_table(planned.source, planned.place, planned.findings, defined),
        "without_figures": [d for d in defined if d.series not in known],
        "labelled_by": "matt",
        "sex_words": sex_words(planned, indicators),
    }
