"""Challenge runs: what is read back is what was made, what a run rests on, and what a failure leaves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from riktmarke.assessment.challenges import runs
from riktmarke.assessment.challenges.claims import joined, taken
from riktmarke.assessment.challenges.figures import read_figures
from riktmarke.assessment.challenges.findings import AreaFindings
from riktmarke.assessment.challenges.history import NO_NEWS, History, Why
from riktmarke.assessment.challenges.kinds import Against, Listing
from riktmarke.assessment.challenges.listing import account
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.assessment.challenges.runs import (
    CLAIMS,
    ChallengeRun,
    PlanRules,
    Plans,
    current_challenges,
    is_current,
    plans_as_rows,
    plans_from,
    run_challenges,
)
from riktmarke.assessment.challenges.targets import TargetLikelihood
from riktmarke.assessment.context import comparisons
from riktmarke.assessment.runs import composed
from riktmarke.governance.definitions import Definition
from riktmarke.sources.ingest import import_from
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.errors import DamagedFile, NoFigures, UnknownArea
from tests import invented_figures
from tests.assessment.challenges.making import every_claim
from tests.fixtures_figures import RECEIVED, silent

LATER = RECEIVED + timedelta(days=1)
TARGET = TargetLikelihood("N90001", "_T", "", 2030, Against.SIMILAR, 75.0, 3.0, 0.05, 9)
PLANS = {
    "9101": PlanRules(ChallengeParameters(smallest_differences={"N90001": 0.5}), (TARGET,)),
    "9202": PlanRules(ChallengeParameters(false_discovery_rate=0.2, large_uncertain_factor=2.0)),
}


def made(
    store: Store,
    *,
    plans: Plans = PLANS,
    catalogue: Mapping[str, Definition] | None = None,
    at: datetime = LATER,
) -> ChallengeRun:
    definitions = invented_figures.catalogue() if catalogue is None else catalogue
    return run_challenges(store, definitions, plans=plans, at=at, progress=silent)


def by_hand(store: Store, code: str, rules: PlanRules) -> AreaFindings:
    """Return an account straight from the figures, with nothing written and nothing read."""
    catalogue = invented_figures.catalogue()
    dataset = composed(store.dataset(), catalogue)
    who = comparisons(dataset.areas, dataset.peers)
    parts, names = [], []
    for name, definition in catalogue.items():
        figures = read_figures(dataset, definition, dataset.population)
        if figures is not None:
            given = rules.parameters
            claims = every_claim(figures, who, years_back=given.trend_years, fewest_points=given.fewest_points)
            parts.append(taken(claims, claims.area == dataset.areas.position(code)))
            names.append(np.repeat(name, len(parts[-1].area)))
    return account(
        code,
        joined(parts),
        np.concatenate(names),
        catalogue,
        parameters=rules.parameters,
        targets=rules.targets,
    )


@pytest.mark.parametrize("code", ["9101", "9202", "9301"])
def test_claims_read_back_are_the_claims_made(own_store: Store, code: str) -> None:
    run = made(own_store)
    rules = PLANS.get(code, PlanRules())
    found, expected = run.of(code), by_hand(own_store, code, rules)

    assert found.parameters == rules.parameters
    assert set(found.by_indicator) == set(expected.by_indicator) == set(invented_figures.catalogue())
    for name, finding in expected.by_indicator.items():
        assert found.by_indicator[name].claims == finding.claims, name
    assert sum(len(finding.claims) for finding in found.by_indicator.values()) > 50


def test_a_run_says_what_it_rested_on_and_what_the_plans_gave(own_store: Store) -> None:
    run = made(own_store)

    assert run.version.manifest["dataset_version"] == own_store.dataset().version.name
    assert set(run.version.manifest["files"]) == {CLAIMS}
    assert run.plans == PLANS
    assert plans_from(plans_as_rows(PLANS)) == PLANS
    assert made(own_store, plans={}, at=LATER + timedelta(1)).plans == {}


def test_progress_is_told_by_indicator(own_store: Store) -> None:
    told: list[tuple[int, int]] = []
    catalogue = invented_figures.catalogue()
    run_challenges(own_store, catalogue, plans={}, at=LATER, progress=lambda *step: told.append(step))

    assert told == [(number, len(catalogue)) for number in range(1, len(catalogue) + 1)]


def test_a_run_is_current_until_what_it_rests_on_changes(
    own_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = invented_figures.catalogue()
    run = made(own_store)
    assert is_current(run, own_store, catalogue, PLANS)

    other = {**catalogue, "N90001": replace(catalogue["N90001"], smallest_difference=2.0)}
    assert not is_current(run, own_store, other, PLANS)
    assert not is_current(run, own_store, catalogue, {})
    assert not is_current(run, own_store, catalogue, {**PLANS, "9101": PlanRules(targets=(TARGET,))})
    with monkeypatch.context() as patch:
        patch.setattr(runs, "RULES", "another")
        assert not is_current(run, own_store, catalogue, PLANS)
    import_from(
        "kolada-bulk", invented_figures.write_bulk_folder(tmp_path / "new"), own_store, at=LATER, progress=silent
    )
    assert not is_current(run, own_store, catalogue, PLANS)
    assert is_current(made(own_store, at=LATER + timedelta(1)), own_store, catalogue, PLANS)


def test_the_current_run_is_the_same_object_until_another_is_made(own_store: Store) -> None:
    catalogue = invented_figures.catalogue()
    made(own_store)
    first = current_challenges(own_store, catalogue)

    assert current_challenges(own_store, catalogue) is first
    assert first.of("9101") is first.of("9101")
    made(own_store, at=LATER + timedelta(1))
    assert current_challenges(own_store, catalogue) is not first


def test_nothing_found_yet_is_told_with_what_to_do(own_store: Store) -> None:
    with pytest.raises(NoFigures) as raised:
        current_challenges(own_store, invented_figures.catalogue())
    assert "riktmarke" in raised.value.remedy


def test_an_area_that_is_not_there_is_named(own_store: Store) -> None:
    with pytest.raises(UnknownArea, match="2083"):
        made(own_store).of("2083")


def test_an_area_of_another_kind_has_an_account_without_claims(own_store: Store) -> None:
    found = made(own_store).of("0091")

    assert all(not finding.claims for finding in found.by_indicator.values())


@pytest.mark.parametrize("where", ["subject_of", "write_by_area"])
def test_a_failure_leaves_the_earlier_run(own_store: Store, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    before = made(own_store)
    kept = before.of("9101")
    working, calls = getattr(runs, where), []

    def fails_in_the_middle(*given: object) -> object:
        calls.append(given)
        if where == "write_by_area" or len(calls) == 3:
            Path(str(given[-1])).write_bytes(b"half") if where == "write_by_area" else None
            raise OSError(28, "No space left on device")
        return working(*given)

    with monkeypatch.context() as patch:
        patch.setattr(runs, where, fails_in_the_middle)
        with pytest.raises(Exception, match=r"space|room"):
            made(own_store, at=LATER + timedelta(1))

    assert own_store.challenge_versions.current_name() == before.version.name
    assert not list(own_store.challenge_versions.root.glob(".writing-*"))
    assert before.history.runs() == [before.version.name]
    runs._held.clear()
    assert current_challenges(own_store, invented_figures.catalogue()).of("9101") == kept


def test_a_run_whose_lists_cannot_be_kept_is_told_and_has_no_news(
    own_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(own_store)
    with monkeypatch.context() as patch:
        patch.setattr(History, "keep", _no_room)
        with pytest.raises(OSError, match="No space"):
            made(own_store, at=LATER + timedelta(1))

    runs._held.clear()
    current = current_challenges(own_store, invented_figures.catalogue())
    assert current.moved("9101") == NO_NEWS
    assert len(current.history.runs()) == 1


def _no_room(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("damage", [lambda whole: bytes(len(whole)), lambda whole: whole[:-20] + b"x" * 20])
def test_a_damaged_file_of_claims_is_told_with_what_to_do(own_store: Store, damage: object) -> None:
    file = made(own_store).version.path / CLAIMS
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    runs._held.clear()

    with pytest.raises(DamagedFile, match=CLAIMS) as raised:
        current_challenges(own_store, invented_figures.catalogue()).of("9101")
    assert "riktmarke challenges --again" in raised.value.remedy


def test_a_file_of_claims_that_was_cut_off_is_told_with_what_to_do(own_store: Store) -> None:
    file = made(own_store).version.path / CLAIMS
    file.write_bytes(file.read_bytes()[:-1])
    runs._held.clear()

    with pytest.raises(DamagedFile, match=CLAIMS) as raised:
        current_challenges(own_store, invented_figures.catalogue())
    assert "assess again" in raised.value.remedy


def test_figures_without_a_single_curated_indicator_give_an_empty_account(own_store: Store) -> None:
    unknown = {"N99999": invented_figures.definition("N99999")}
    run = made(own_store, catalogue=unknown, plans={})

    assert run.of("9101").by_indicator["N99999"].listing is Listing.NO_FIGURE


def test_an_indicator_taken_out_of_the_catalogue_since_is_left_out(own_store: Store) -> None:
    """The site is updated before the run is made anew: its pages must not meet an error in between."""
    made(own_store)
    runs._held.clear()
    fewer = invented_figures.catalogue()
    del fewer["N90001"]
    found = current_challenges(own_store, fewer).of("9101")

    assert set(found.by_indicator) == set(fewer)


def test_other_definitions_are_not_answered_with_the_old_ones(own_store: Store) -> None:
    made(own_store)
    catalogue = invented_figures.catalogue()
    before = current_challenges(own_store, catalogue)
    fewer = {name: definition for name, definition in catalogue.items() if name != "N90001"}

    assert set(current_challenges(own_store, fewer).of("9101").by_indicator) == set(fewer)
    assert set(before.of("9101").by_indicator) == set(catalogue)


def test_a_plan_that_asks_for_more_moves_what_no_longer_matters(own_store: Store) -> None:
    """A smallest difference of a thousand: nothing is a challenge any more, and the reason is the rule."""
    first = made(own_store, plans={})
    areas = [area.code for area in own_store.dataset().areas.of_kind(AreaKind.MUNICIPALITY)]
    challenged = {code: {f.indicator for f in first.of(code).challenges} for code in areas}
    assert sum(map(len, challenged.values())) > 10
    strict = PlanRules(ChallengeParameters(smallest_difference_factor=1000.0))
    second = made(own_store, plans=dict.fromkeys(areas, strict), at=LATER + timedelta(1))

    assert first.moved("9101") == NO_NEWS
    for code in areas:
        moves = second.moved(code).moves
        assert {move.indicator for move in moves} == challenged[code]
        assert {move.why for move in moves} <= {Why.NEW_RULE}


def test_the_same_run_twice_has_no_news(own_store: Store) -> None:
    made(own_store)
    again = made(own_store, at=LATER + timedelta(1))

    assert {again.moved(code) for code in invented_figures.MUNICIPALITIES} == {NO_NEWS}
