"""Outlook runs: forecasts made where figures or definitions have changed, targets weighed where plans have."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection

from riktmarke.assessment.outlook.runs import (
    OutlookRun,
    current_outlook,
    forecasts_are_current,
    is_current,
    run_outlook,
    weigh_targets,
)
from riktmarke.assessment.targets.asked import TargetAsked, asked_by
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.models import Indicator, Plan, Target
from riktmarke.governance.queries import plans, targets
from riktmarke.operations.one_at_a_time import made_by_one
from riktmarke.operations.sync import Progress
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import DamagedFile, NoFigures

LOCK = "outlook.lock"
WAITING = "Another process is making the outlook: waiting for it"
Plans = Mapping[str, tuple[TargetAsked, ...]]  # by the municipality's code


def targets_of_plans(catalogue: Catalogue) -> dict[str, tuple[TargetAsked, ...]]:
    """Return what the plans in the database aim at, by the municipality's code: decided and proposed, none superseded.

    Left out are targets of indicators that the catalogue lacks and those of which nobody has said which side is good;
    plans that aim at nothing; and everything where no database has been made yet.
    """
    needed = {model._meta.db_table for model in (Plan, Indicator, Target)}  # noqa: SLF001  # Django's own way
    if not needed <= set(connection.introspection.table_names()):
        return {}
    found = {plan.area: _asked(plan, catalogue) for plan in plans()}
    return {area: asked for area, asked in found.items() if asked}


def ensure_outlook(
    store: Store,
    catalogue: Catalogue,
    plans: Plans,
    *,
    at: datetime,
    progress: Progress,
    again: bool = False,
) -> OutlookRun:
    """Return an outlook run that rests on what there is now: the current one, or one made for it; with `again` always.

    Where only the plans' targets have changed, these are weighed by the forecasts that there are, in seconds; otherwise
    the country is forecast anew. One process at a time makes a run for a store, as with challenges.

    Raises:
        NoFigures: if there are no figures.
    """
    store.dataset()  # without figures nothing is made in the store

    def held() -> OutlookRun | None:
        found = None if again else _readable(store, catalogue)
        return found if found is not None and is_current(found, store, catalogue, plans) else None

    def make() -> OutlookRun:
        return (None if again else _weighed()) or run_outlook(store, catalogue, plans=plans, at=at, progress=progress)

    def _weighed() -> OutlookRun | None:
        found = _readable(store, catalogue)
        if found is None or not forecasts_are_current(found, store, catalogue):
            return None
        try:
            return weigh_targets(found, store, catalogue, plans=plans, at=at, progress=progress)
        except DamagedFile:
            return None  # all is made anew

    return made_by_one(store.root / LOCK, held=held, make=make, waiting=lambda: progress(WAITING, 0, 0))


def _readable(store: Store, catalogue: Catalogue) -> OutlookRun | None:
    """Return the current run; None where there is none, or none that can be read."""
    try:
        return current_outlook(store, catalogue)
    except (NoFigures, DamagedFile):
        return None


def _asked(plan: Plan, catalogue: Catalogue) -> tuple[TargetAsked, ...]:
    """Return the plan's targets in its own order."""
    definitions = ((target, catalogue.get(target.indicator.definition)) for target in targets(plan))
    asked = (asked_by(target, definition) for target, definition in definitions if definition is not None)
    return tuple(one for one in asked if one is not None)
