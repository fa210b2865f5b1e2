"""When challenges are found anew, by which rules, and that nobody is kept from a site by them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from django.db import connection
from filelock import FileLock

from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.assessment.challenges.runs import ChallengeRun, PlanRules
from riktmarke.assessment.outlook.calibrating import LEVELS
from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.assessment.outlook.runs import AreaOutlook, OutlookRun
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.governance.codes import TargetKind
from riktmarke.governance.definitions import Catalogue
from riktmarke.operations import challenges, jobs, one_at_a_time
from riktmarke.operations.challenges import LOCK, WAITING, ensure_challenges, rules_of_plans, warnings_about
from riktmarke.operations.example import import_example
from riktmarke.operations.queue import enqueue_once, states
from riktmarke.operations.stopping import Stopped
from riktmarke.operations.sync import sync
from riktmarke.operations.worker import work
from riktmarke.sources.example_country.generating import write_recipe
from riktmarke.sources.example_country.recipe import Recipe
from riktmarke.sources.ingest import import_from
from riktmarke.sources.live import Order
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import NoFigures
from tests import invented_figures
from tests.fixtures_figures import RECEIVED, silent
from tests.governance.planning import another, held, whole
from tests.operations.conftest import House
from tests.sources.conftest import QUICK
from tests.sources.kolada_server import KoladaServer

CATALOGUE = invented_figures.catalogue()
STRICT = {"9101": PlanRules(ChallengeParameters(false_discovery_rate=0.01))}


class Told:
    """Takes progress and remembers it."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int]] = []

    def __call__(self, step: str, done: int = 0, of: int = 0) -> None:
        self.steps.append((step, done, of))


def found(
    store: Store, rules: dict[str, PlanRules] | None = None, *, day: int = 0, again: bool = False, told: object = silent
) -> ChallengeRun:
    at = RECEIVED + timedelta(days=day)
    return ensure_challenges(store, CATALOGUE, rules or {}, at=at, progress=told, again=again)  # type: ignore[arg-type]


# What plans give the rules.


@pytest.mark.django_db
def test_a_plan_gives_what_it_sets_and_without_an_outlook_nothing_of_its_targets() -> None:
    held(whole())

    assert rules_of_plans(None) == {
        "9101": PlanRules(
            ChallengeParameters(false_discovery_rate=0.05, smallest_differences={"N00001": 2.0, "N00003": 1.5})
        )
    }


@pytest.mark.django_db
def test_how_likely_targets_are_is_what_the_outlook_says_in_an_order_that_is_not_the_plans() -> None:
    held(whole())
    outlook = as_if_said(likely("N00003", 0.05), likely("N00001", 0.6), likely("N00001", None))

    found = rules_of_plans(outlook)["9101"].targets
    assert [(one.indicator, one.probability) for one in found] == [("N00001", 0.6), ("N00003", 0.05)]
    assert rules_of_plans(as_if_said(area="9999"))["9101"].targets == ()


def likely(indicator: str, probability: float | None) -> TargetOutlook:
    """Return what an outlook says of a target of at least 10 in 2030, with 8 in the middle."""
    return TargetOutlook(
        TargetAsked(indicator, "_T", 2030, TargetKind.LEVEL, at_least=True, value=10.0),
        implied=False,
        known=2022,
        probability=probability,
        threshold=10.0,
        at_least=True,
        measured=9,
        years=(2030,),
        quantiles=(tuple(8.0 for _ in LEVELS),),
    )


def as_if_said(*outlooks: TargetOutlook, area: str = "9101") -> OutlookRun:
    """Return an outlook run that says this of one municipality, and knows of no other."""
    said = SimpleNamespace(dataset=SimpleNamespace(areas=[area]), of=lambda _: AreaOutlook(area, {}, outlooks))
    return cast("OutlookRun", said)


@pytest.mark.django_db
def test_years_and_points_of_a_plan_are_whole_numbers() -> None:
    held(
        whole(
            lambda raw: raw.update(
                challenge_rules=[{"parameter": "trend_years", "value": 8}, {"parameter": "fewest_points", "value": 6}]
            )
        )
    )

    parameters = rules_of_plans(None)["9101"].parameters
    assert (parameters.trend_years, parameters.fewest_points) == (8, 6)
    assert isinstance(parameters.trend_years, int)


@pytest.mark.django_db
def test_every_plan_gives_its_own_municipality_its_rules_and_one_that_sets_nothing_gives_none() -> None:
    held()
    held(another())
    held(
        whole(
            lambda raw: raw.update(plan={**raw["plan"], "name": "tom", "area": "9103"}, challenge_rules=[], targets=[])
        )
    )

    assert sorted(rules_of_plans(None)) == ["9101", "9102"]


@pytest.mark.django_db
def test_before_a_database_is_made_the_defaults_apply(monkeypatch: pytest.MonkeyPatch) -> None:
    held()
    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["django_migrations", "governance_plan"])

    assert rules_of_plans(None) == {}


def test_more_measurements_than_the_years_can_hold_is_warned_of() -> None:
    # Five years back from the latest there are six measurements, one a year.
    def rules(points: int) -> dict[str, PlanRules]:
        return {"9101": PlanRules(ChallengeParameters(trend_years=5, fewest_points=points))}

    assert warnings_about(rules(6)) == []
    (warning,) = warnings_about(rules(7))
    assert all(said in warning for said in ("9101", "at least 7", "5 years", "at most 6", "challenge_rules"))


# When a run is made.


def test_what_stands_is_taken_until_something_has_changed(own_store: Store) -> None:
    first, told = found(own_store, STRICT), Told()

    assert found(own_store, STRICT, day=1, told=told).version.name == first.version.name
    assert told.steps == []
    assert len(own_store.challenge_versions.names()) == 1


def test_other_rules_of_a_plan_new_figures_and_being_told_to_make_a_new_run(
    own_store: Store, bulk_folder: object
) -> None:
    names = [found(own_store).version.name, found(own_store, STRICT, day=1).version.name]
    import_from("kolada-bulk", bulk_folder(), own_store, at=RECEIVED + timedelta(days=2), progress=silent)  # type: ignore[operator]
    names.append(found(own_store, STRICT, day=2).version.name)
    names.append(found(own_store, STRICT, day=3, again=True).version.name)

    assert len(set(names)) == 4
    assert own_store.challenge_versions.current_name() == names[-1]


def test_a_run_that_is_damaged_is_made_again(own_store: Store) -> None:
    first = found(own_store)
    (first.version.path / "manifest.json").write_text("{", encoding="utf-8")

    again = found(Store(own_store.root), day=1)
    assert again.version.name != first.version.name
    assert again.of("9103").challenges


def test_how_far_it_has_come_is_told_by_indicators(own_store: Store) -> None:
    told = Told()
    found(own_store, told=told)

    assert {step for step, _, _ in told.steps} == {challenges.STEP}
    assert told.steps[-1][1:] == (len(CATALOGUE), len(CATALOGUE))


def test_without_figures_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(NoFigures):
        found(Store(tmp_path / "store"))
    assert not (tmp_path / "store").exists()


@contextmanager
def another_process(store: Store) -> Iterator[FileLock]:
    """Hold what another process that looks for challenges holds."""
    lock = FileLock(store.root / LOCK, thread_local=False, is_singleton=False)
    with lock:
        yield lock


def test_one_process_waits_for_another_and_takes_what_it_made(
    own_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_at_a_time, "BETWEEN_LOOKS_S", 0.01)
    told, answers = Told(), []
    with another_process(own_store):
        waiting = threading.Thread(target=lambda: answers.append(found(own_store, told=told)))
        waiting.start()
        while not told.steps:
            waiting.join(0.01)
        assert waiting.is_alive()
        made = challenges.run_challenges(own_store, CATALOGUE, plans={}, at=RECEIVED, progress=silent)
    waiting.join(60)

    assert [answer.version.name for answer in answers] == [made.version.name]
    assert {step for step, _, _ in told.steps} == {WAITING}


def test_who_waits_may_be_asked_to_stop(own_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_at_a_time, "BETWEEN_LOOKS_S", 0.01)

    def stop(*_: object) -> None:
        raise Stopped

    with another_process(own_store), pytest.raises(Stopped):
        found(own_store, told=stop)


# Figures of every kind.


def test_a_part_of_the_country_has_challenges_too_and_the_rest_makes_them_anew(
    tmp_path: Path, kolada: KoladaServer
) -> None:
    store, catalogue = Store(tmp_path / "store"), {"N90001": CATALOGUE["N90001"]}
    names = []
    for around, day in (("9201", 0), (None, 1)):
        at = RECEIVED + timedelta(days=day)
        sync(store, Order(kolada.url, ("N90001", "N90013"), around=around), at=at, progress=silent, manners=QUICK)
        made = ensure_challenges(store, catalogue, {}, at=at, progress=silent)
        names.append(made.version.name)
        assert made.of("9201").by_indicator["N90001"].claims
        assert bool(made.of("9301").by_indicator["N90001"].claims) is (around is None)

    assert names[0] != names[1]


def test_the_example_country_has_challenges(tmp_path: Path, real_catalogue: Catalogue) -> None:
    store = Store(tmp_path / "store")
    few = dict(list(real_catalogue.items())[:12])
    recipe = Recipe(municipalities=30, counties=3, first_year=2012, last_year=2022, plain_series=0)
    file = write_recipe(tmp_path / "recipe.json", recipe, few)
    dataset = import_example(store, file, at=RECEIVED, progress=silent)
    made = ensure_challenges(store, few, {}, at=RECEIVED, progress=silent)

    assert any(made.of(area.code).challenges for area in dataset.areas if area.county_code)


@pytest.mark.parametrize("catalogue", [{}, {"N77777": invented_figures.definition("N77777")}])
def test_figures_without_any_indicator_of_the_catalogue_have_none(own_store: Store, catalogue: Catalogue) -> None:
    made = ensure_challenges(own_store, catalogue, {}, at=RECEIVED, progress=silent)

    assert made.of("9101").challenges == ()
    assert list(made.of("9101").by_indicator) == list(catalogue)


# The job.


def test_the_job_finds_them_by_the_rules_of_the_plans_and_says_what_is_wrong_with_these(
    house: House, bulk_folder: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_from("kolada-bulk", bulk_folder(), house.store, at=RECEIVED, progress=silent)  # type: ignore[operator]
    impossible = {"9101": PlanRules(ChallengeParameters(trend_years=5, fewest_points=9))}
    monkeypatch.setattr(jobs, "rules_of_plans", lambda _: impossible)
    enqueue_once(jobs.find_challenges)
    work(house.store.root, area="9101", clock=lambda: house.now, told=house.said.append, until_done=True)

    (job,) = (job for job in states() if job.name != "retention")
    run = challenges.current_challenges(house.store, CATALOGUE)
    assert job.state == "successful"
    assert job.result.startswith(f"challenges {run.version.name} The plan for 9101")
    assert dict(run.plans) == impossible
