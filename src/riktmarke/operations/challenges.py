"""Challenge runs: made where figures, rules, definitions or plans have changed, by one process at a time.

What a plan sets in the rules comes from the database, how likely its targets are from an outlook run; the rules are the
engine's.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.assessment.challenges.runs import (
    ChallengeRun,
    PlanRules,
    current_challenges,
    is_current,
    run_challenges,
)
from riktmarke.assessment.challenges.targets import TargetLikelihood, likelihoods
from riktmarke.assessment.outlook.runs import OutlookRun
from riktmarke.governance.codes import ChallengeParameter
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.models import ChallengeRule, Indicator, Plan
from riktmarke.governance.queries import plans, rules_of_area
from riktmarke.operations.one_at_a_time import made_by_one
from riktmarke.operations.sync import Progress
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import DamagedFile, NoFigures

LOCK = "challenges.lock"
STEP = "Looking for challenges in every municipality"
WAITING = "Another process is looking for challenges: waiting for it"
WHOLE_NUMBERS = (ChallengeParameter.TREND_YEARS, ChallengeParameter.FEWEST_POINTS)


def rules_of_plans(outlook: OutlookRun | None) -> dict[str, PlanRules]:
    """Return what the plans in the database give the rules, by the municipality's code.

    Without an outlook nothing is said of targets. A plan that sets nothing and has no target that anything is said of
    is left out: its municipality is judged by the defaults, as is everybody where no database has been made yet.

    Raises:
        DamagedFile: if the outlook cannot be read.
    """
    needed = {model._meta.db_table for model in (Plan, Indicator, ChallengeRule)}  # noqa: SLF001  # Django's own way
    if not needed <= set(connection.introspection.table_names()):
        return {}
    found = {plan.area: PlanRules(_parameters(plan.area), _targets(plan.area, outlook)) for plan in plans()}
    return {area: rules for area, rules in found.items() if rules != PlanRules()}


def warnings_about(rules: Mapping[str, PlanRules]) -> list[str]:
    """Return a sentence for each plan whose rules can never find a trend: more points are asked for than years hold."""
    return [
        f"The plan for {area} asks for at least {asked.fewest_points} measurements for a trend, but "
        f"{asked.trend_years} years back hold at most {asked.trend_years + 1}: no trend will be found there. "
        "What to do: lower fewest_points or raise trend_years in its challenge_rules."
        for area, asked in ((area, given.parameters) for area, given in rules.items())
        if asked.fewest_points > asked.trend_years + 1
    ]


def ensure_challenges(
    store: Store,
    catalogue: Catalogue,
    rules: Mapping[str, PlanRules],
    *,
    at: datetime,
    progress: Progress,
    again: bool = False,
) -> ChallengeRun:
    """Return a challenge run that rests on what there is now: the current one, or one made for it; with `again` always.

    One process at a time makes a run for a store; others wait for it and take what it made, if it will do.

    Raises:
        NoFigures: if there are no figures.
    """
    store.dataset()  # without figures nothing is made in the store
    return made_by_one(
        store.root / LOCK,
        held=lambda: None if again else _held(store, catalogue, rules),
        make=lambda: run_challenges(
            store, catalogue, plans=rules, at=at, progress=lambda done, of: progress(STEP, done, of)
        ),
        waiting=lambda: progress(WAITING, 0, 0),
    )


def _held(store: Store, catalogue: Catalogue, rules: Mapping[str, PlanRules]) -> ChallengeRun | None:
    """Return the current run if it will do."""
    try:
        held = current_challenges(store, catalogue)
    except (NoFigures, DamagedFile):
        return None  # there is none, or none that can be read: a new one is made
    return held if is_current(held, store, catalogue, rules) else None


def _parameters(area: str) -> ChallengeParameters:
    set_by_plan = rules_of_area(area)
    values: dict[str, Any] = {
        parameter.value: int(value) if parameter in WHOLE_NUMBERS else value
        for parameter, value in set_by_plan.values.items()
    }
    return ChallengeParameters(**values, smallest_differences=dict(set_by_plan.smallest_differences))


def _targets(area: str, outlook: OutlookRun | None) -> tuple[TargetLikelihood, ...]:
    if outlook is None or area not in outlook.dataset.areas:
        return ()
    return likelihoods(outlook.of(area).targets)
