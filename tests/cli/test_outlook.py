"""riktmarke outlook: what it tells of goals, figures and the record, for whom, as text and as JSON, and how it ends."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from riktmarke.assessment.challenges.targets import likelihoods
from riktmarke.assessment.outlook import origins
from riktmarke.assessment.outlook.runs import current_outlook
from riktmarke.cli import assess, outlook, plan, up
from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.definitions import Definition
from riktmarke.governance.framework_lists import load_framework_lists
from riktmarke.operations.plans import ensure_plan
from riktmarke.statistics.store import Store
from tests import invented_figures, invented_plan
from tests.cli.conftest import Ended, Riktmarke
from tests.fixtures_figures import RECEIVED

Bulk = Callable[..., Path]
CATALOGUE = invented_figures.catalogue()
TO_THE_PERCENT = re.compile(r"sannolik\w* (?:är )?\d+ (?:%|procent)")
pytestmark = pytest.mark.django_db


def as_json(ended: Ended) -> Any:
    """Read JSON as strict readers do: no NaN, no infinity."""

    def refuse(word: str) -> None:
        raise AssertionError(word)

    assert ended.code == 0, ended.err
    return json.loads(ended.out, parse_constant=refuse)


def flat(ended: Ended) -> str:
    assert ended.code == 0, ended.err
    return " ".join(ended.out.replace("\u00a0", " ").split())


@pytest.fixture
def filled(
    riktmarke: Riktmarke, bulk_folder: Bulk, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> Riktmarke:
    """The command line on the invented figures, whose twelve municipalities are enough to pool over."""
    for module in (outlook, assess, plan, up):
        monkeypatch.setattr(module, "configured_catalogue", lambda: CATALOGUE)
    monkeypatch.setattr(outlook, "configured_composites", dict)
    monkeypatch.setattr(origins, "FEWEST_AREAS", 5)
    settings.RIKTMARKE_AREA = "9101"
    assert riktmarke("import", "kolada-bulk", bulk_folder()).code == 0
    return riktmarke


@pytest.fixture
def planned(filled: Riktmarke, repository: Path) -> Riktmarke:
    """The same with the invented plan of Exempelby in the database."""
    invented_plan.load(repository)
    return filled


# Goals.


def test_the_plans_goals_are_told_in_its_order_with_how_likely_their_targets_are_for_whom(planned: Riktmarke) -> None:
    told = flat(planned("outlook"))

    assert told.startswith("Utsikten i Exempelby (9101): Påhittad plan för Exempelby")
    assert told.index("Påhittat mål att växa (vaxa)") < told.index("Påhittad god kultur (kultur)")
    assert re.search(r"Med siffror till och med 2022 är det [\w ]+ \((?:ungefär|mindre än|mer än) \d chans", told)
    assert "Kan inte sägas: planen har inget målvärde för det här målet. Ingen påhittad siffra kan visa det." in told
    assert "Hemligt utkast" not in told
    assert not TO_THE_PERCENT.search(told)


def test_one_goal_is_told_with_how_its_figures_may_go_on_also_one_below_the_overarching(planned: Riktmarke) -> None:
    for key in ("vaxa", "friskare"):
        told = flat(planned("outlook", "--goal", key))
        assert f"({key})" in told
        assert "(kultur)" not in told
        assert re.search(r"ungefär 8 chanser av 10 att .* ligger mellan .* 2030, och mellan .* 2038", told)
        assert " 2026." in flat(planned("outlook", "--goal", key, "--year", 2026))


def test_of_a_group_only_its_targets_are_told(planned: Riktmarke) -> None:
    told = as_json(planned("outlook", "--group", "kvinnor", "--json"))
    groups = {one["group"] for goal in told["goals"] for target in goal["targets"] for one in target["groups"]}

    assert groups == {"F"}
    assert as_json(planned("outlook", "--group", "women", "--json"))["goals"] == told["goals"]


def test_json_has_every_figure_and_code_beside_what_is_said(planned: Riktmarke, tmp_path: Path) -> None:
    told = as_json(planned("outlook", "--goal", "vaxa", "--json"))
    run = current_outlook(Store(tmp_path / "store"), CATALOGUE)

    assert (told["area"], told["name"], told["plan"]["name"]) == ("9101", "Exempelby", "exempelby")
    assert told["run"]["version"] == run.version.name
    (goal,) = told["goals"]
    targets = {(one["indicator"], one["group"], one["kind"]): one for one in goal["targets"]}
    target = targets["N90001", "_T", "level"]
    own = next(one for one in target["groups"] if not one["implied"])
    (expected,) = (
        one
        for one in run.of("9101").targets
        if not one.implied
        and one.asked.year == target["year"]
        and (one.asked.group, one.asked.kind.value, one.asked.value) == ("_T", "level", target["value"])
    )
    assert own["probability"] == round(expected.probability or 0, 3)
    assert own["tenths"] in range(11)
    assert own["likelihood"] in " ".join(target["sentences"])
    assert [one["year"] for one in own["outlook"]] == list(expected.years)
    assert set(own["outlook"][0]["quantiles"]) == {"0.025", "0.1", "0.25", "0.5", "0.75", "0.9", "0.975"}
    assert [one["year"] for one in own["history"]] == [one.year for one in expected.history]
    assert {one["indicator"] for one in goal["indicators"]} == {"N90001"}


def test_a_municipality_without_a_plan_is_told_how_to_get_one(planned: Riktmarke) -> None:
    told = flat(planned("outlook", "--area", "Provköping"))

    assert "ingen plan" in told
    assert "riktmarke plan load plans/template/plan.toml --area 9102" in told
    empty = as_json(planned("outlook", "--area", "9102", "--json"))
    assert (empty["plan"], empty["goals"]) == (None, [])
    refused = planned("outlook", "--area", "9102", "--goal", "vaxa")
    assert refused.code == 1
    assert "no plan for Provköping" in refused.err


# Figures.


def test_a_figure_is_told_with_its_history_and_where_it_may_stand(filled: Riktmarke) -> None:
    ended = filled("outlook", "--indicator", "N90001", "--group", "women")
    told, rows = flat(ended), ended.out.replace("\u00a0", " ").splitlines()

    assert "Exempelby bland kvinnor (9101): N90001" in told
    assert "År Uppmätt Mitten 5 av 10 8 av 10 19 av 20" in told
    (known,) = (row.split() for row in rows if row.split()[:1] == ["2022"])
    assert known == ["2022", f"{invented_figures.level('9101', 2022, 'K'):.1f}".replace(".", ",")]
    (ahead,) = (row.split() for row in rows if row.split()[:1] == ["2040"])
    assert len(ahead) == 5
    one = filled("outlook", "--indicator", "N90001", "--year", "2030").out
    assert "2030" in one
    assert "2031" not in one


def test_of_a_figure_json_has_history_and_outlook(filled: Riktmarke, tmp_path: Path) -> None:
    told = as_json(filled("outlook", "--indicator", "N90001", "--json"))
    found = current_outlook(Store(tmp_path / "store"), CATALOGUE).of("9101").of("N90001")

    assert found is not None
    assert found.predictive is not None
    assert told["history"][-1] == {"year": 2022, "value": invented_figures.level("9101", 2022, "T")}
    assert told["outlook"][-1]["year"] == 2040
    assert told["outlook"][0]["quantiles"]["0.5"] == pytest.approx(float(found.predictive.median[0]))
    assert (told["why_not"], told["known"], told["group"]) == (None, 2022, "_T")


def test_a_region_s_figure_may_be_asked_for_and_its_goals_not(filled: Riktmarke) -> None:
    assert "Påhittade Norr" in flat(filled("outlook", "--area", "0091", "--indicator", "N90001"))
    refused = filled("outlook", "--area", "0091")
    assert refused.code == 1
    assert "not a municipality" in refused.err


def test_a_series_of_two_points_has_a_reason_and_no_years_ahead(
    filled: Riktmarke, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Senarekommun has figures from 2018 only; where ten measurements are asked for, it has too few."""
    monkeypatch.setattr("riktmarke.assessment.outlook.foretelling.FEWEST_INDEPENDENT", 10)
    monkeypatch.setattr(origins, "FEWEST_INDEPENDENT", 10)
    ended = filled("outlook", "--area", "9106", "--indicator", "N90001")

    assert "Kan inte sägas" in flat(ended)
    assert "2023" not in ended.out
    told = as_json(filled("outlook", "--area", "9106", "--indicator", "N90001", "--json"))
    assert (told["why_not"], told["outlook"]) == ("too_few_measurements", [])


# The record.


def test_the_record_is_told_by_kind_and_years_ahead_with_what_came_true(filled: Riktmarke) -> None:
    told = flat(filled("outlook", "--record"))

    for said in ("Så har prognoserna träffat", "Alla", "1 år fram", "Theta", "Sannolikheter som hade sagts", "0–10 %"):
        assert said in told
    record = as_json(filled("outlook", "--record", "--json"))["record"]
    assert record["overall"]["cases"] > 100
    assert len(record["probabilities"]["cases"]) == 10


def test_where_no_forecast_has_an_outcome_there_is_no_record(
    riktmarke: Riktmarke, bulk_folder: Bulk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlook, "configured_catalogue", lambda: CATALOGUE)  # twelve municipalities are too few
    riktmarke("import", "kolada-bulk", bulk_folder())
    ended = riktmarke("outlook", "--record")

    assert ended.code == 1
    assert "What to do" in ended.err


# What is asked amiss.


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--goal", "vaxxa"), 1, "nearest: vaxa"),
        (("--indicator", "N9000"), 1, "What to do: correct it (nearest: N9"),
        (("--indicator", "N90001", "--group", "foreign-born"), 1, "everyone, women, men"),
        (("--indicator", "N90001", "--year", "2022"), 1, "a year from 2023 to 2040"),
        (("--goal", "vaxa", "--year", "2010"), 1, "a year from 2023 to 2040"),
        (("--area", "0091"), 1, "not a municipality"),
        (("--area", "9999"), 1, "9999"),
        (("--goal", "vaxa", "--year", "2041"), 2, "forecasts end in 2040"),
        (("--year", "2030"), 2, "--year is for --goal or --indicator"),
        (("--goal", "vaxa", "--indicator", "N90001"), 2, "one of them"),
        (("--record", "--area", "9101"), 2, "--record is of all"),
        (("--group", "nobody"), 2, "is no group"),
    ],
)
def test_what_is_asked_amiss_is_told_with_what_to_do(
    planned: Riktmarke, words: tuple[str, ...], code: int, said: str
) -> None:
    ended = planned("outlook", *words)

    assert ended.code == code
    assert said in " ".join(re.sub(r"[│\s]+", " ", ended.err).split())
    assert not ended.out


def test_without_figures_it_is_told_how_to_get_some(riktmarke: Riktmarke) -> None:
    ended = riktmarke("outlook", "--json")

    assert ended.code == 1
    assert json.loads(ended.err)["error"]["code"] == "NoFigures"


def test_again_makes_it_anew(filled: Riktmarke, tmp_path: Path) -> None:
    versions = Store(tmp_path / "store").outlook_versions
    names = []
    for words in ((), (), ("--again",)):
        assert filled("outlook", "--indicator", "N90001", *words).code == 0
        names.append(versions.current_name())

    assert names[0] == names[1] != names[2]


# The other commands.


def test_assess_all_and_loading_a_plan_make_the_outlook_too(
    filled: Riktmarke, tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = Store(tmp_path / "store").outlook_versions
    said = json.loads(filled("assess", "--all", "--json").out)
    assert said["outlook"] == versions.current_name()
    before = said["outlook"]
    file = tmp_path / "plan.toml"
    file.write_text(invented_plan.PLAN, encoding="utf-8")
    known = invented_figures.catalogue()
    lists = load_framework_lists(repository / "catalogue")
    monkeypatch.setattr(plan, "configured_composites", dict)
    monkeypatch.setattr(plan, "configured_framework_lists", lambda: lists)
    monkeypatch.setattr(plan, "configured_catalogue", lambda: known)

    assert filled("plan", "load", file).code == 0
    assert versions.current_name() != before
    assert current_outlook(Store(tmp_path / "store"), known).of("9101").targets


def test_an_outlook_that_cannot_be_made_keeps_nobody_from_loading_a_plan(
    filled: Riktmarke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("riktmarke.operations.outlook.run_outlook", fails)
    file = tmp_path / "plan.toml"
    file.write_text(invented_plan.PLAN, encoding="utf-8")
    ended = filled("plan", "load", file)

    assert ended.code == 0, ended.err
    assert "outlook could not be brought up to date" in ended.err


# On the real figures.


@pytest.fixture
def hedemora(
    riktmarke: Riktmarke,
    real_store: Store,
    real_catalogue: dict[str, Definition],
    repository: Path,
    settings: LazySettings,
) -> Riktmarke:
    """The command line on the real figures, with Hedemora's own plan."""
    settings.RIKTMARKE_STORE = real_store.root
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
    return riktmarke


def test_of_hedemora_inhabitants_ranks_and_what_cannot_be_said_are_told(hedemora: Riktmarke, real_store: Store) -> None:
    before = real_store.outlook_versions.current_name()
    told = flat(hedemora("outlook"))

    assert real_store.outlook_versions.current_name() == before  # the same targets: nothing is made
    assert "(mindre än 1 chans av 10) att Hedemora har minst 17 500 invånare 2038" in told
    assert re.search(r"behöver omkring \d+ fler flytta in än ut om året", told)
    assert re.search(r"Med anmälda brott till och med 2022 är det .* att Hedemora är först i länet 2038: ", told)
    assert re.search(r"Åtta gånger av tio blir det plats \d+–\d+ av 15\.", told)
    assert "Upplevd trygghet 2038: kan inte sägas, för" in told
    assert told.count("planen har inget målvärde") == 3


def test_of_hedemora_json_has_the_projection_and_the_ranks(hedemora: Riktmarke) -> None:
    people, safety = (
        as_json(hedemora("outlook", "--goal", key, "--json"))["goals"][0] for key in ("invanare-2038", "trygg-plats")
    )

    assert people["population"]["probability"] < 0.1
    assert people["population"]["what_it_takes"]["net_moves_per_year"] > 100
    assert {one["title"] for one in safety["ranks"]} == {"Anmälda brott", "Upplevd trygghet"}
    crime = next(one for one in safety["ranks"] if one["title"] == "Anmälda brott")
    assert crime["of"] == 15
    assert 1 <= crime["ranks"][0] <= crime["ranks"][1] <= 15


def test_the_number_of_inhabitants_is_the_same_for_goal_figure_and_challenge(
    hedemora: Riktmarke, real_store: Store, real_catalogue: dict[str, Definition]
) -> None:
    run = current_outlook(real_store, real_catalogue)
    goal = as_json(hedemora("outlook", "--goal", "invanare-2038", "--json"))["goals"][0]
    figure = as_json(hedemora("outlook", "--indicator", "N01951", "--json"))
    challenge = next(one for one in likelihoods(run.of("2083").targets) if one.indicator == "N01951")

    assert goal["population"]["probability"] == round(challenge.probability, 3)
    ends = {one["year"]: one["quantiles"]["0.5"] for one in goal["population"]["outlook"]}
    assert {one["year"]: one["quantiles"]["0.5"] for one in figure["outlook"]} == pytest.approx(ends)
    assert challenge.short == pytest.approx(17500 - ends[2038], abs=1)


def test_a_goal_that_is_set_for_everyone_says_so_where_women_are_asked_for(hedemora: Riktmarke) -> None:
    told = flat(hedemora("outlook", "--goal", "invanare-2038", "--group", "kvinnor"))

    assert "Kan inte sägas för kvinnor: planens målvärde är satt för alla." in told
