"""The jobs: sync, import, assess, make the outlook, find challenges.

Each may be done again at any time, and gives the same in the end.

They are tasks of django-tasks in the queue of the database; `operations.worker` does them, one after the other. What
was begun is ended before something new is: the later steps go first.
"""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django_tasks import TaskContext, task

from riktmarke.assessment.runs import run
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.definitions import series_needed
from riktmarke.operations.challenges import ensure_challenges, rules_of_plans, warnings_about
from riktmarke.operations.outlook import ensure_outlook, targets_of_plans
from riktmarke.operations.queue import BACKEND, enqueue_once
from riktmarke.operations.stopping import or_stop
from riktmarke.operations.sync import fetch, may_be_synced, read_in_newest
from riktmarke.sources.live import Order
from riktmarke.statistics.store import Store


@task(backend=BACKEND, takes_context=True)
def sync(context: TaskContext, *, anew: bool = False) -> str:
    """Fetch what is new for the whole country; with `anew` all of it, to find what no change was told of."""
    store = _store()
    if not settings.RIKTMARKE_KOLADA_URL:
        return "no publisher is to be asked (RIKTMARKE_KOLADA_URL is empty)"
    if not may_be_synced(store):
        return "the figures in the store come from files: they are not replaced unasked"
    needed = series_needed(load_catalogue(Path(settings.RIKTMARKE_CATALOGUE)))
    order = Order(settings.RIKTMARKE_KOLADA_URL, needed, anew=anew)
    snapshot = fetch(store, order, at=_moment(context), progress=or_stop)
    enqueue_once(import_figures)
    return f"snapshot {snapshot.id}"


@task(backend=BACKEND, priority=10, takes_context=True)
def import_figures(context: TaskContext) -> str:
    """Read what was fetched last into a new version of the figures."""
    dataset = read_in_newest(_store(), at=_moment(context), progress=or_stop)
    enqueue_once(assess)
    return f"version {dataset.version.name}"


@task(backend=BACKEND, priority=20, takes_context=True)
def assess(context: TaskContext) -> str:
    """Assess every series for every area."""
    catalogue = load_catalogue(Path(settings.RIKTMARKE_CATALOGUE))
    made = run(_store(), catalogue, at=_moment(context), processes=1, progress=or_stop)
    enqueue_once(make_outlook)
    return f"run {made.version.name}"


@task(backend=BACKEND, priority=30, takes_context=True)
def make_outlook(context: TaskContext) -> str:
    """Forecast every series for every area and weigh the plans' targets, where something has changed."""
    catalogue = load_catalogue(Path(settings.RIKTMARKE_CATALOGUE))
    targets = targets_of_plans(catalogue)
    made = ensure_outlook(_store(), catalogue, targets, at=_moment(context), progress=or_stop)
    enqueue_once(find_challenges)
    return f"outlook {made.version.name}"


@task(backend=BACKEND, priority=40, takes_context=True)
def find_challenges(context: TaskContext) -> str:
    """Find the challenges of every municipality by the rules of its plan, where something has changed.

    Its targets are what the outlook says of them; where that is out of date, it is made first.
    """
    catalogue = load_catalogue(Path(settings.RIKTMARKE_CATALOGUE))
    targets = targets_of_plans(catalogue)
    moment = _moment(context)
    outlook = ensure_outlook(_store(), catalogue, targets, at=moment, progress=or_stop) if targets else None
    rules = rules_of_plans(outlook)
    found = ensure_challenges(_store(), catalogue, rules, at=moment, progress=or_stop)
    return " ".join([f"challenges {found.version.name}", *warnings_about(rules)])


def _store() -> Store:
    return Store(Path(settings.RIKTMARKE_STORE))


def _moment(context: TaskContext) -> datetime:
    """Return when the worker took the job."""
    moment = context.task_result.started_at
    assert moment is not None  # the worker has it
    return moment
