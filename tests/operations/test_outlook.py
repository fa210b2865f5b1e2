"""When the outlook is made anew, when only targets are weighed, and which targets plans give it."""

import shutil
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from filelock import FileLock

from riktmarke.assessment.challenges.runs import PlanRules
from riktmarke.assessment.outlook import origins, runs
from riktmarke.assessment.outlook.runs import (
    ERRORS,
    FORECASTS,
    RECORD,
    TARGETS,
    TOLD,
    OutlookRun,
    current_outlook,
    is_current,
)
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.governance.codes import TargetKind
from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.framework_lists import load_framework_lists
from riktmarke.operations import jobs, one_at_a_time
from riktmarke.operations.outlook import LOCK, WAITING, Plans, ensure_outlook, targets_of_plans
from riktmarke.operations.plans import ensure_plan
from riktmarke.operations.queue import enqueue_once, states
from riktmarke.operations.stopping import Stopped
from riktmarke.operations.worker import work
from riktmarke.sources.ingest import import_from
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import DamagedFile, NoFigures
from riktmarke.vocabulary.polarity import Polarity
from tests import invented_figures
from tests.fixtures_figures import RECEIVED, TARGETS_OF_HEDEMORA, silent
from tests.governance.planning import Raw, held, whole
from tests.operations.conftest import House
from tests.operations.test_challenges import Told

CATALOGUE = {name: invented_figures.catalogue()[name] for name in ("N90001", "N90002")}
AIM = TargetAsked("N90001", "_T", 2030, TargetKind.LEVEL, at_least=False, value=50.0)
PLANS: Plans = {"9101": (AIM,)}
OTHER_PLANS: Plans = {"9101": (AIM, TargetAsked("N90001", "F", 2030, TargetKind.LEVEL, at_least=False, value=52.0))}
OF_PLAN: Catalogue = {
    "N00001": invented_figures.definition("N00001", polarity=Polarity.LOWER_IS_BETTER),
    "N00003": invented_figures.definition("N00003", polarity=Polarity.NO_JUDGEMENT),
}


@pytest.fixture(autouse=True)
def few_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the invented country's twelve municipalities be enough to pool over."""
    monkeypatch.setattr(origins, "FEWEST_AREAS", 5)


def made(store: Store, plans: Plans = PLANS, *, day: int = 0, again: bool = False, told: object = silent) -> OutlookRun:
    at = RECEIVED + timedelta(days=day)
    return ensure_outlook(store, CATALOGUE, plans, at=at, progress=told, again=again)  # type: ignore[arg-type]


# Which targets plans give it.


@pytest.mark.django_db
def test_a_plan_gives_its_decided_targets_and_proposals_in_its_order_and_none_that_another_has_superseded() -> None:
    def change(raw: Raw) -> None:
        raw["targets"] += [
            {"indicator": "N00001", "kind": "level", "year": 2030, "value": 10, "group": "F", "origin": "proposal"},
            {"indicator": "N00001", "kind": "level", "year": 2031, "value": 9, "origin": "statutory"},  # a draft
        ]

    held(whole(change))
    found = targets_of_plans(OF_PLAN)["9101"]

    assert [(one.indicator, one.group, one.year, one.kind.value, one.value) for one in found] == [
        ("N00001", "_T", 2027, "level", 11.0),
        ("N00003", "_T", 2038, "level", 17500.0),
        ("N00001", "F", 2027, "as_good_as", None),
        ("N00001", "F", 2030, "level", 10.0),
    ]


@pytest.mark.django_db
def test_plans_without_targets_and_a_database_that_is_not_made_give_none(monkeypatch: pytest.MonkeyPatch) -> None:
    held()
    held(whole(lambda raw: raw.update(plan={**raw["plan"], "name": "tom", "area": "9103"}, targets=[])))
    assert sorted(targets_of_plans(OF_PLAN)) == ["9101"]
    assert targets_of_plans({}) == {}
    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["django_migrations", "governance_plan"])
    assert targets_of_plans(OF_PLAN) == {}


@pytest.mark.django_db
def test_hedemora_s_own_plan_gives_its_decided_number_of_inhabitants(
    repository: Path, real_catalogue: Catalogue
) -> None:
    # The tests on real figures make their outlook by the same, so that a site on them need not make its own.
    ensure_plan(
        "2083",
        municipality="Hedemora",
        folder=repository / "plans",
        catalogue=real_catalogue,
        lists=load_framework_lists(repository / "catalogue"),
        composites=load_composites(repository / "catalogue", real_catalogue),
        by="prov",
        at=RECEIVED,
    )

    assert targets_of_plans(real_catalogue) == TARGETS_OF_HEDEMORA


# When a run is made.


def test_what_stands_is_taken_until_something_has_changed(own_store: Store) -> None:
    first, told = made(own_store), Told()

    assert made(own_store, day=1, told=told).version.name == first.version.name
    assert told.steps == []


def test_where_only_targets_have_changed_they_are_weighed_by_the_forecasts_that_there_are(own_store: Store) -> None:
    first, told = made(own_store), Told()
    second = made(own_store, OTHER_PLANS, day=1, told=told)

    assert {step for step, _, _ in told.steps} == {runs.AIMING}
    assert is_current(second, own_store, CATALOGUE, OTHER_PLANS)
    for name in (FORECASTS, TOLD, ERRORS, RECORD):
        assert (second.version.path / name).read_bytes() == (first.version.path / name).read_bytes()
    before, after = first.of("9101").targets, second.of("9101").targets
    assert after[0] == before[0]
    assert ("F", False) in {(one.asked.group, one.implied) for one in after}


def test_targets_weighed_by_themselves_are_as_likely_as_with_everything_made_anew(own_store: Store) -> None:
    made(own_store)
    quickly = made(own_store, OTHER_PLANS, day=1)
    anew = made(own_store, OTHER_PLANS, day=2, again=True)

    assert anew.version.name != quickly.version.name
    assert anew.of("9101").targets == quickly.of("9101").targets
    assert any(one.probability is not None for one in anew.of("9101").targets)


def test_new_figures_and_other_definitions_make_everything_anew(own_store: Store, bulk_folder: object) -> None:
    made(own_store)
    import_from("kolada-bulk", bulk_folder(), own_store, at=RECEIVED + timedelta(days=2), progress=silent)  # type: ignore[operator]
    told = Told()
    made(own_store, day=3, told=told)
    assert runs.FORECASTING in {step for step, _, _ in told.steps}
    fewer = {"N90001": CATALOGUE["N90001"]}
    told = Told()
    ensure_outlook(own_store, fewer, PLANS, at=RECEIVED + timedelta(days=4), progress=told)
    assert runs.FORECASTING in {step for step, _, _ in told.steps}


def test_a_run_that_is_damaged_is_made_again(own_store: Store) -> None:
    first = made(own_store)
    (first.version.path / "manifest.json").write_text("{", encoding="utf-8")

    assert made(Store(own_store.root), day=1).version.name != first.version.name


def test_where_past_errors_cannot_be_read_everything_is_made_anew(own_store: Store) -> None:
    file = made(own_store).version.path / ERRORS
    file.write_bytes(bytes(file.stat().st_size))
    runs._held.clear()
    told = Told()

    found = made(own_store, OTHER_PLANS, day=1, told=told)
    assert runs.FORECASTING in {step for step, _, _ in told.steps}
    assert found.errors.year.size


@pytest.mark.parametrize("name", [TOLD, TARGETS, RECORD, ERRORS, FORECASTS])
def test_a_damaged_file_is_told_with_what_to_do(own_store: Store, name: str) -> None:
    file = made(own_store).version.path / name
    file.write_bytes(bytes(file.stat().st_size))
    runs._held.clear()
    found = current_outlook(own_store, CATALOGUE)

    with pytest.raises(DamagedFile, match=name) as raised:
        _ = (found.of("9101"), found.record, found.errors)
    assert "riktmarke outlook --again" in raised.value.remedy


def test_without_figures_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(NoFigures):
        made(Store(tmp_path / "store"))
    assert not (tmp_path / "store").exists()


def test_one_process_waits_for_another_and_takes_what_it_made(
    own_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_at_a_time, "BETWEEN_LOOKS_S", 0.01)
    told, answers = Told(), []
    with FileLock(own_store.root / LOCK, thread_local=False, is_singleton=False):
        waiting = threading.Thread(target=lambda: answers.append(made(own_store, told=told)))
        waiting.start()
        while not told.steps:
            waiting.join(0.01)
        assert waiting.is_alive()
        own = runs.run_outlook(own_store, CATALOGUE, plans=PLANS, at=RECEIVED, progress=silent)
    waiting.join(60)

    assert [answer.version.name for answer in answers] == [own.version.name]
    assert {step for step, _, _ in told.steps} == {WAITING}


def test_who_waits_may_be_asked_to_stop(own_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_at_a_time, "BETWEEN_LOOKS_S", 0.01)

    def stop(*_: object) -> None:
        raise Stopped

    with FileLock(own_store.root / LOCK, thread_local=False, is_singleton=False), pytest.raises(Stopped):
        made(own_store, told=stop)


# The jobs.


def test_the_jobs_make_the_outlook_before_the_challenges_and_give_them_its_targets(
    house: House, bulk_folder: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_from("kolada-bulk", bulk_folder(), house.store, at=RECEIVED, progress=silent)  # type: ignore[operator]
    monkeypatch.setattr(jobs, "targets_of_plans", lambda _: PLANS)
    given = []

    def rules(outlook: OutlookRun) -> dict[str, PlanRules]:
        given.append(outlook.of("9101").targets)
        return {}

    monkeypatch.setattr(jobs, "rules_of_plans", rules)
    enqueue_once(jobs.assess)
    work(house.store.root, area="9101", clock=lambda: house.now, told=house.said.append, until_done=True)

    found = {job.name: job for job in states()}
    assert set(found) - {"retention"} == {"assess", "make_outlook", "find_challenges"}
    assert {job.state for job in found.values()} == {"successful"}
    assert found["make_outlook"].result == f"outlook {house.store.outlook_versions.current_name()}"
    assert [one.asked.indicator for one in given[0] if not one.implied] == ["N90001"]


# On the real figures.


def test_a_plan_of_thirty_targets_is_weighed_on_the_forecasts_that_there_are(
    real_store: Store, real_catalogue: Catalogue, tmp_path: Path
) -> None:
    """What the site does when a target is changed; how long it takes is told by the benchmarks."""
    for part in ("datasets", "outlooks"):
        if part == "datasets":
            (tmp_path / part).symlink_to(real_store.root / part)
        else:
            shutil.copytree(real_store.root / part, tmp_path / part)
    store = Store(tmp_path)
    names = sorted(name for name, one in real_catalogue.items() if one.polarity is not Polarity.NO_JUDGEMENT)[:30]
    plan = tuple(TargetAsked(name, "_T", 2030, TargetKind.LEVEL, at_least=True, value=50.0) for name in names)
    told = Told()
    found = ensure_outlook(store, real_catalogue, {"2083": plan}, at=RECEIVED, progress=told)

    assert {step for step, _, _ in told.steps} == {runs.AIMING}
    assert len({one.asked.indicator for one in found.of("2083").targets}) >= 25
