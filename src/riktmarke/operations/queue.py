"""The queue in the database: what waits, what is being done, what went wrong. Nothing in it is lost.

A job that fails waits in the queue with its error and is tried again, later each time. One whose worker died is put
back when the next worker begins.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils.timezone import localtime
from django_tasks.base import Task, TaskContext, TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from riktmarke.operations.stopping import Stopped
from riktmarke.operations.timetable import Entry
from riktmarke.vocabulary.errors import RiktmarkeError

BACKEND = "jobs"
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
MOST_DOUBLINGS = 10  # past the longest wait, and far from what a timedelta can hold
KEPT = timedelta(days=90)
BESIDE = "beside_the_queue"  # in the place of a path to a task: there is none that a worker could do again


@dataclass(frozen=True, slots=True)
class JobState:
    """A job as it is shown: what it is, where it stands, how often it was tried, what was said last."""

    name: str
    arguments: dict[str, object]
    state: str
    tries: int
    waiting_since: datetime
    next_try: datetime | None
    error: str
    result: str


def enqueue_once(job: Task[Any, Any], **arguments: object) -> None:
    """Put a job in the queue, unless the same one waits there already."""
    waiting = _ours().filter(status=TaskResultStatus.READY, task_path=job.module_path)
    if not any(row.args_kwargs["kwargs"] == arguments for row in waiting):
        job.enqueue(**arguments)


def last_put_in(entry: Entry) -> datetime | None:
    """Return when an entry of the timetable was last put in the queue."""
    rows = _ours().filter(task_path__endswith=f".{entry.job}", args_kwargs__kwargs=dict(entry.arguments))
    moment: datetime | None = rows.aggregate(Max("enqueued_at"))["enqueued_at__max"]
    return moment


def first_put_in(job: str) -> datetime | None:
    """Return when a job was first put in the queue, whatever it was given."""
    rows = _ours().filter(task_path__endswith=f".{job}")
    moment: datetime | None = rows.aggregate(Min("enqueued_at"))["enqueued_at__min"]
    return moment


def note_done(name: str, result: str, *, by: str, at: datetime) -> None:
    """Write down what was done beside the queue, by the clock, so that it is shown with the jobs."""
    noted = DBTaskResult.objects.create(
        task_path=f"{BESIDE}.{name}",
        backend_name=BACKEND,
        args_kwargs={"args": [], "kwargs": {}},
        worker_ids=[by],
        status=TaskResultStatus.SUCCESSFUL,
        run_after=at,
        started_at=at,
        finished_at=at,
        return_value=result,
    )
    DBTaskResult.objects.filter(pk=noted.pk).update(enqueued_at=at)  # which is the machine's time when it is made


def put_back() -> int:
    """Put the jobs whose worker is gone back in the queue, and return how many. Only for the one worker there is."""
    return int(_ours().filter(status=TaskResultStatus.RUNNING).update(status=TaskResultStatus.READY))


def forget_old(now: datetime) -> None:
    """Remove what was done long ago."""
    _ours().filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - KEPT).delete()


def do_next(worker: str, now: datetime, *, told: Callable[[str], None]) -> bool:
    """Do the job whose turn it is and return whether there was one.

    `told` hears when it begins and how it ended. A job that fails is put back, to be tried again after a wait.

    Raises:
        Stopped: if the work was asked to stop; the job is put back as if it had not begun.
    """
    with transaction.atomic():
        job = _ready(now).get_locked()
        if job is None:
            return False
        job.claim(worker)
    told(f"{job.task_name} begins")
    try:
        result = job.task.call(TaskContext(task_result=job.task_result), **job.args_kwargs["kwargs"])
    except Stopped:
        job.status, job.worker_ids = TaskResultStatus.READY, job.worker_ids[:-1]
        job.save(update_fields=["status", "worker_ids"])
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, it is shown, and the job tried again
        _fail(job, error, now, told)
    else:
        job.set_successful(result)
        told(f"{job.task_name} is done: {result}")
    return True


def states() -> Iterator[JobState]:
    """Return every job there is, the latest first."""
    for job in _ours().order_by("-enqueued_at"):
        waits = job.status == TaskResultStatus.READY
        yield JobState(
            name=job.task_name,
            arguments=job.args_kwargs["kwargs"],
            state="waits" if waits else str(job.status.lower()),
            tries=len(job.worker_ids),
            waiting_since=job.enqueued_at,
            next_try=job.run_after if waits and job.worker_ids else None,
            error=_last_words(job.traceback),
            result=str(job.return_value or ""),
        )


def _fail(job: DBTaskResult[..., Any], error: Exception, now: datetime, told: Callable[[str], None]) -> None:
    job.set_failed(error)
    wait = min(FIRST_WAIT * 2 ** min(len(job.worker_ids) - 1, MOST_DOUBLINGS), LONGEST_WAIT)
    job.status, job.run_after = TaskResultStatus.READY, now + wait
    job.save(update_fields=["status", "run_after"])
    said = str(error) if isinstance(error, RiktmarkeError) else f"{type(error).__name__}: {error}"
    told(f"{job.task_name} failed and is tried again at {localtime(job.run_after):%Y-%m-%d %H:%M}.\n{said}")


def _last_words(traceback: str) -> str:
    """Return what an error said, without where in the program it was raised."""
    lines = traceback.rstrip().splitlines()
    within = [number for number, line in enumerate(lines) if line.startswith((" ", "Traceback", "The above", "During"))]
    return "\n".join(lines[within[-1] + 1 :] if within else lines).strip()


def _ready(now: datetime) -> Any:
    """Return the jobs whose turn has come by the worker's clock; the queue's own `ready` asks the machine's."""
    waiting = _ours().filter(status=TaskResultStatus.READY)
    return waiting.filter(Q(run_after=get_date_max()) | Q(run_after__lte=now))


def _ours() -> Any:
    return DBTaskResult.objects.filter(backend_name=BACKEND)
