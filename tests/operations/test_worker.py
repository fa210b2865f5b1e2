"""The queue and the worker: what waits is done, what fails is shown and tried again, and nothing is lost."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from riktmarke.assessment.runs import current_run
from riktmarke.operations import jobs, queue, worker
from riktmarke.operations.queue import JobState, do_next, enqueue_once, put_back, states
from riktmarke.operations.stopping import Stopped, begin, wish_to_stop
from riktmarke.operations.worker import AnotherWorker, work
from riktmarke.sources.ingest import import_from
from riktmarke.statistics.store import Store
from tests import invented_figures
from tests.fixtures_figures import RECEIVED, silent
from tests.operations.conftest import House
from tests.sources.kolada_server import Fault, answer

WORKER = "the test's"


@pytest.fixture(autouse=True)
def _no_wish() -> None:
    begin()


def do_all(house: House) -> None:
    """Do what waits, as a worker that is started for it."""
    work(house.store.root, area="9101", clock=lambda: house.now, told=house.said.append, until_done=True)


def shown(*, state: str | None = None) -> list[JobState]:
    """Return the jobs as they are shown, the latest first; the caretaker's own erasing is beside them."""
    return [job for job in states() if state in {None, job.state} and job.name != "retention"]


def test_a_sync_brings_figures_that_are_read_in_and_assessed(house: House) -> None:
    enqueue_once(jobs.sync)
    do_all(house)

    assert [(job.name, job.state, job.tries) for job in shown()] == [
        ("find_challenges", "successful", 1),
        ("make_outlook", "successful", 1),
        ("assess", "successful", 1),
        ("import_figures", "successful", 1),
        ("sync", "successful", 1),
    ]
    dataset = house.store.dataset()
    assert dataset.panel("N90001").of("9301")[2022] == invented_figures.level("9301", 2022, "T")
    assert current_run(house.store).dataset.version.name == dataset.version.name
    assert [said.partition(":")[0] for said in house.said] == [
        f"{name} {what}"
        for name in ("sync", "import_figures", "assess", "make_outlook", "find_challenges")
        for what in ("begins", "is done")
    ]


def test_the_same_again_changes_nothing_but_the_dates(house: House) -> None:
    enqueue_once(jobs.sync)
    do_all(house)
    first = house.store.dataset().panel("N90001")
    enqueue_once(jobs.sync)
    do_all(house)

    assert house.store.dataset().panel("N90001").of("9101") == first.of("9101")
    assert len(shown(state="successful")) == 10


def test_each_job_may_be_done_twice(house: House) -> None:
    enqueue_once(jobs.sync)
    do_all(house)
    for job in (jobs.sync, jobs.sync, jobs.import_figures, jobs.import_figures, jobs.assess, jobs.assess):
        job.enqueue()
    do_all(house)

    assert {job.state for job in shown()} == {"successful"}


def test_nothing_to_assess_is_said_and_waited_for(house: House) -> None:
    enqueue_once(jobs.assess)
    do_all(house)

    (job,) = shown()
    assert job.state == "waits"
    assert "There are no figures" in job.error


def test_the_same_job_waits_once(house: House) -> None:
    for _ in range(3):
        enqueue_once(jobs.sync)
    enqueue_once(jobs.sync, anew=True)

    assert [job.arguments for job in shown()] == [{"anew": True}, {}]


def test_a_job_that_fails_is_shown_with_its_error_and_done_later(house: House) -> None:
    house.kolada.faults = [Fault(answer(404), times=1)]
    enqueue_once(jobs.sync)
    do_all(house)

    (job,) = shown()
    assert (job.state, job.tries, job.next_try) == ("waits", 1, house.now + timedelta(minutes=1))
    assert "Kolada could not be read" in job.error
    assert "Traceback" not in job.error
    assert "What to do:" in house.said[-1]
    assert "tried again at 2026-11-23 13:01.\n" in house.said[-1]  # noon in Greenwich is one o'clock in Sweden

    DBTaskResult.objects.update(run_after=house.now - timedelta(seconds=1))
    do_all(house)
    assert {job.state for job in shown()} == {"successful"}
    assert house.store.dataset()


def test_waits_grow_to_some_hours(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "fetch", _broken)
    enqueue_once(jobs.sync)
    waits = []
    for _ in range(60):  # a fortnight of failing: doubled that often, no wait could be told
        do_next(WORKER, house.now, told=house.said.append)
        (job,) = shown()
        assert job.next_try is not None
        waits.append(job.next_try - house.now)
        DBTaskResult.objects.update(run_after=house.now - timedelta(seconds=1))

    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    assert waits[-1] == timedelta(hours=6)
    assert "ZeroDivisionError" in shown()[0].error


def _broken(*_: object, **__: object) -> None:
    raise ZeroDivisionError


def test_work_that_is_asked_to_stop_is_put_back_as_if_not_begun(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    enqueue_once(jobs.sync)
    house.kolada.faults = [Fault(lambda handler, body: (wish_to_stop(), handler.send(body)), where="/v3/kpi_groups")]
    with pytest.raises(Stopped):
        do_next(WORKER, house.now, told=house.said.append)
    (job,) = shown()
    assert (job.state, job.tries) == ("waits", 0)

    asked = house.kolada.asked_for()
    begin()
    do_all(house)
    assert shown(state="successful")
    assert max((house.kolada.asked_for() - asked).values(), default=0) == 1
    assert not set(asked) & set(house.kolada.asked_for() - asked)


def test_a_job_whose_worker_died_is_done_by_the_next(house: House) -> None:
    enqueue_once(jobs.sync)
    DBTaskResult.objects.get().claim("a worker that was killed")
    assert not do_next(WORKER, house.now, told=house.said.append)

    do_all(house)
    assert {job.state for job in shown()} == {"successful"}
    assert put_back() == 0


def test_there_is_one_worker_at_a_time(house: House) -> None:
    from filelock import FileLock

    house.store.root.mkdir()
    with FileLock(house.store.root / "worker.lock"), pytest.raises(AnotherWorker, match="Another worker"):
        do_all(house)


def run_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a worker look once at the timetable and the queue until there is nothing more to do."""
    monkeypatch.setattr(worker, "wait_for_the_wish", lambda _: wish_to_stop())
    work(house.store.root, area="9101", clock=lambda: house.now, told=house.said.append)


def test_the_timetable_is_followed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    # A Monday at one o'clock in Sweden, also to the queue: at some hours, what waited a day would still not be due.
    house.now = timezone.localtime(house.now)
    monkeypatch.setattr(timezone, "now", lambda: house.now)
    run_once(house, monkeypatch)
    assert [job.arguments for job in shown() if job.name == "sync"] == [{}]

    DBTaskResult.objects.update(enqueued_at=house.now - timedelta(days=1))
    run_once(house, monkeypatch)
    nightly = [job.arguments for job in shown() if job.name == "sync"]
    assert nightly.count({}) == 2

    DBTaskResult.objects.update(enqueued_at=house.now - timedelta(days=8))
    run_once(house, monkeypatch)
    assert {json.dumps(job.arguments) for job in shown() if job.name == "sync"} == {"{}", '{"anew": true}'}
    assert {job.state for job in shown()} == {"successful"}


def test_what_was_done_long_ago_is_forgotten_and_what_waits_is_not(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    enqueue_once(jobs.assess)
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=timezone.now() - queue.KEPT - timedelta(days=1))
    enqueue_once(jobs.import_figures)
    queue.forget_old(timezone.now())

    assert [job.name for job in shown()] == ["import_figures"]


def test_figures_from_files_are_never_replaced_by_the_timetable(house: House, bulk_folder: object) -> None:
    import_from("kolada-bulk", bulk_folder(), house.store, at=RECEIVED, progress=silent)  # type: ignore[operator]
    before = house.store.dataset().version.name
    enqueue_once(jobs.sync)
    do_all(house)

    assert Store(house.store.root).dataset().version.name == before
    assert house.kolada.asked == []
    assert "come from files" in shown()[0].result


def test_nobody_is_asked_where_no_address_is_set(house: House, settings: object) -> None:
    settings.RIKTMARKE_KOLADA_URL = ""  # type: ignore[attr-defined]
    enqueue_once(jobs.sync)
    do_all(house)

    assert house.kolada.asked == []
    assert "no publisher is to be asked" in shown()[0].result
