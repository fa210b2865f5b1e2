"""Challenge runs: made where figures, rules, definitions or plans have changed, by one process at a time.

What a plan sets in the rules, and the levels it aims at, come from the database; the rules are the engine's.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import connection
from filelock import FileLock, Timeout

from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.assessment.challenges.runs import (
    ChallengeRun,
    PlanRules,
    current_challenges,
    is_current,
    run_challenges,
)
from riktmarke.assessment.challenges.targets import TargetLevel
from riktmarke.assessment.targets.asked import reach
from riktmarke.governance.codes import ChallengeParameter, Reach, TargetKind
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.models import ChallengeRule, Indicator, Plan, Target
from riktmarke.governance.queries import plans, rules_of_area, targets
from riktmarke.operations.sync import Progress
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import DamagedFile, NoFigures

LOCK = "challenges.lock"
BETWEEN_LOOKS_S = 1.0
STEP = "Looking for challenges in every municipality"
WAITING = "Another process is looking for challenges: waiting for it"
WHOLE_NUMBERS = (ChallengeParameter.TREND_YEARS, ChallengeParameter.FEWEST_POINTS)


def rules_of_plans(catalogue: Catalogue) -> dict[str, PlanRules]:
    """Return what the plans in the database give the rules, by the municipality's code.

    A plan that sets nothing and aims at no level is left out: its municipality is judged by the defaults, as is
    everybody where no database has been made yet.
    """
    needed = {model._meta.db_table for model in (Plan, Indicator, Target, ChallengeRule)}  # noqa: SLF001  # Django's own way
    if not needed <= set(connection.introspection.table_names()):
        return {}
    found = {plan.area: PlanRules(_parameters(plan.area), _levels(plan, catalogue)) for plan in plans()}
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
    held = None if again else _held(store, catalogue, rules)
    if held is not None:
        return held
    lock = FileLock(store.root / LOCK, timeout=BETWEEN_LOOKS_S)
    while True:
        with suppress(Timeout), lock:
            held = None if again else _held(store, catalogue, rules)
            return held or run_challenges(
                store, catalogue, plans=rules, at=at, progress=lambda done, of: progress(STEP, done, of)
            )
        progress(WAITING, 0, 0)


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


def _levels(plan: Plan, catalogue: Catalogue) -> tuple[TargetLevel, ...]:
    """Return the levels that the plan's decided and proposed targets name, where a side of them is the good one."""
    found = []
    for target in targets(plan):
        definition = catalogue.get(target.indicator.definition)
        side = reach(target, definition) if definition is not None and target.kind == TargetKind.LEVEL else None
        if side is not None and target.value is not None:
            found.append(
                TargetLevel(
                    indicator=target.indicator.definition,
                    group=target.group,
                    year=target.year,
                    value=float(target.value),
                    at_least=side is Reach.AT_LEAST,
                )
            )
    return tuple(sorted(found, key=lambda level: (level.indicator, level.group, level.year)))
