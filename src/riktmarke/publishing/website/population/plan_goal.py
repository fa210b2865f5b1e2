"""The goal of the plan for the number of inhabitants: the one that the page is about where nobody asks for another."""

from collections.abc import Mapping

from riktmarke.assessment.population.figures import POPULATION
from riktmarke.assessment.targets.asked import asked_by
from riktmarke.governance.codes import TargetKind
from riktmarke.governance.definitions import Definition
from riktmarke.governance.models import Target
from riktmarke.publishing.website.chain.held import Chain
from riktmarke.publishing.website.population.asked import Goal
from riktmarke.vocabulary.groups import Sex


def plan_goal(chain: Chain | None, catalogue: Mapping[str, Definition]) -> Goal | None:
    """Return the goal of a plan for all inhabitants, the latest where it has several; None where it has none."""
    indicator = chain.indicators.get(POPULATION) if chain is not None else None
    if indicator is None:
        return None
    goals = [goal_of(target, catalogue) for target in indicator.targets.all()]
    return max((goal for goal in goals if goal is not None), key=lambda goal: goal.year, default=None)


def goal_of(target: Target, catalogue: Mapping[str, Definition]) -> Goal | None:
    """Return a target as a goal for the number of inhabitants; None where it is about anything else."""
    definition = catalogue.get(POPULATION)
    if definition is None or target.indicator.definition != POPULATION:
        return None
    asked = asked_by(target, definition)
    if asked is None or asked.kind is not TargetKind.LEVEL or asked.group != Sex.TOTAL.value or asked.value is None:
        return None
    return Goal(asked.value, asked.year, at_least=asked.at_least)
